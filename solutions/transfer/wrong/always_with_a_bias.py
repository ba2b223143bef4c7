"""The new head has a bias where the old one has none, or has another dtype.

What else, besides its number of inputs, should the new head take over from the old one?

required:
    test_new_head_is_of_the_old_kind
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
    new = nn.Linear(old.in_features, n_classes)
    new = new.to(old.weight.device)
    *path, name = head.split(".")
    setattr(find(model, ".".join(path)), name, new)
    return new
