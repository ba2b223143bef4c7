"""The new head is made and returned, but the model goes on with the old one.

Who holds the layers of a model? An assignment to a local name changes none of them.

required:
    test_new_head_fits
    test_rest_of_the_network_stays
    test_head_inside_others_is_replaced
    test_new_head_is_of_the_old_kind
    test_new_head_is_on_the_device
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
    return new
