"""The model is in training mode afterwards, although it came in evaluation mode.

`model.train()` is right for some callers. What have you seen of the mode before you changed it?

required:
    test_evaluation_mode_is_left_on
"""


def predict(model, x):
    """The most likely classes."""
    device = next(model.parameters()).device
    model.eval()
    with torch.no_grad():
        logits = model(x.to(device))
    model.train()
    return logits.argmax(dim=-1)
