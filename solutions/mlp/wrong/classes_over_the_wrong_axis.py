"""The highest logit is looked for along the second axis, which is the classes only if there is one batch axis.

Whatever stands before, the classes are the last axis. How is the last axis named?

required:
    test_predictions_with_any_batch_axes
"""


def predict(model, x):
    """The most likely classes."""
    was_training = model.training
    device = next(model.parameters()).device
    model.eval()
    with torch.no_grad():
        logits = model(x.to(device))
    model.train(was_training)
    return logits.argmax(dim=1)
