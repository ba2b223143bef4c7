"""The samples go through the model in training mode, with dropout at work.

Switching gradient recording off leaves the mode as it is. Who tells the model that this is no training?

required:
    test_prediction_only_looks
    test_predictions_with_any_batch_axes
    test_predictions_on_the_device
permitted:
    test_highest_logit_is_the_answer
"""


def predict(model, x):
    """The most likely classes."""
    was_training = model.training
    device = next(model.parameters()).device
    with torch.no_grad():
        logits = model(x.to(device))
    model.train(was_training)
    return logits.argmax(dim=-1)
