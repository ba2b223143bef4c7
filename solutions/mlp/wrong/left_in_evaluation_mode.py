"""The model is in evaluation mode afterwards, although it came in training mode: whoever goes on training trains without dropout.

Whoever calls `predict` lends you the model. In which mode did it come?

required:
    test_prediction_only_looks
"""


def predict(model, x):
    """The most likely classes."""
    device = next(model.parameters()).device
    model.eval()
    with torch.no_grad():
        logits = model(x.to(device))
    return logits.argmax(dim=-1)
