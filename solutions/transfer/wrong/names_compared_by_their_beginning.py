"""Parameters are frozen that are not in a named layer, but whose names begin like its name.

Does "features_scale" lie in the layer "features"? What stands between the name of a layer and that of what is in it?

required:
    test_layers_inside_others_can_be_frozen
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
    for name, p in model.named_parameters(remove_duplicate=False):
        if name.startswith(tuple(layers)):
            p.requires_grad = False
    return sum(p.numel() for p in model.parameters() if p.requires_grad)
