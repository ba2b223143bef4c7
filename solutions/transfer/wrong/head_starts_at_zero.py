"""The new head starts with zeros instead of random numbers.

The contract says how the numbers are drawn: as a fresh layer draws them.

required:
    test_new_head_knows_nothing
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
    new = new.to(old.weight.device, old.weight.dtype)
    nn.init.zeros_(new.weight)
    if new.bias is not None:
        nn.init.zeros_(new.bias)
    *path, name = head.split(".")
    setattr(find(model, ".".join(path)), name, new)
    return new
