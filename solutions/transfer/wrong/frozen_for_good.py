"""Layers that were frozen once stay frozen when they are no longer named.

The answer to "what learns now?" must not depend on what was frozen before. Which parameters do you never touch?

required:
    test_other_layers_learn_again
    test_what_learns_is_counted
    test_later_layers_join_in
    test_any_plan_is_followed
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
    model.train()
    for layer in found:
        layer.eval()
        for p in layer.parameters():
            p.requires_grad = False
    return sum(p.numel() for p in model.parameters() if p.requires_grad)
