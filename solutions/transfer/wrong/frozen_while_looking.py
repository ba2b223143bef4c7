"""Where a name is unknown, the layers named before it are frozen all the same.

A function that refuses should refuse before it begins. When do you find out that a name is unknown?

required:
    test_refusal_to_freeze_changes_nothing
"""


def find(model, name):
    """The layer with this name."""
    for other, layer in model.named_modules():
        if other == name:
            return layer
    raise ValueError("no layer called " + name)


def freeze(model, layers):
    """Freeze some layers."""
    for p in model.parameters():
        p.requires_grad = True
    model.train()
    for name in layers:
        layer = find(model, name)
        layer.eval()
        for p in layer.parameters():
            p.requires_grad = False
    return sum(p.numel() for p in model.parameters() if p.requires_grad)
