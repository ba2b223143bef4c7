"""Samples on the CPU do not meet a model on another device.

Where is the model, and where are the samples? `to` does not change a tensor, it returns one.

required:
    test_predictions_on_the_device
"""


def predict(model, x):
    """The most likely classes."""
    was_training = model.training
    model.eval()
    with torch.no_grad():
        logits = model(x)
    model.train(was_training)
    return logits.argmax(dim=-1)
