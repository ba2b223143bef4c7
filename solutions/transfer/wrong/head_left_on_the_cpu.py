"""The new head is on the CPU, wherever the model is.

A layer is made where you say, and on the CPU if you say nothing. What does the old head know about its place?

required:
    test_new_head_is_on_the_device
"""

from torch import nn


def find(model, name):
    """The layer with this name."""
    for other, layer in model.named_modules():
        if other == name:
            return layer
    raise ValueError("no layer called " + name)


def replace_head(model, head, n_classes):
    """A new last layer."""
    old = find(model, head)
    if not isinstance(old, nn.Linear):
        raise ValueError("not a linear layer")
    if n_classes < 1:
        raise ValueError("no classes")
    new = nn.Linear(old.in_features, n_classes, bias=old.bias is not None)
    new = new.to(old.weight.dtype)
    *path, name = head.split(".")
    setattr(find(model, ".".join(path)), name, new)
    return new
