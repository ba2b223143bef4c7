"""The number that is returned counts frozen parameters, too.

How many numbers does the network have, and how many of them can still move?

required:
    test_what_learns_is_counted
    test_layers_inside_others_can_be_frozen
    test_shared_parameters_are_frozen_once
"""


def find(model, name):
    """The layer with this name."""
    for other, layer in model.named_modules():
        if other == name:
            return layer
    raise ValueError("no layer called " + name)


def freeze(model, layers):
    """Freeze some layers."""
    found = [find(model, name) for name in layers]
    for p in model.parameters():
        p.requires_grad = True
    model.train()
    for layer in found:
        layer.eval()
        for p in layer.parameters():
            p.requires_grad = False
    return sum(p.numel() for p in model.parameters())
