"""Gradients are recorded while the samples go through the model, though nothing will be learned from them.

Evaluation mode does not switch recording off. What does?

required:
    test_prediction_only_looks
"""


def predict(model, x):
    """The most likely classes."""
    was_training = model.training
    device = next(model.parameters()).device
    model.eval()
    logits = model(x.to(device))
    model.train(was_training)
    return logits.argmax(dim=-1)
