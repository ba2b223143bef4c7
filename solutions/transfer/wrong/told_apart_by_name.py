"""A parameter that head and base share is taken for one of the base.

A shared parameter has one name in the list of the model, that of the first layer that holds it. Is the name what makes
it one of the head?

required:
    test_shared_parameters_are_in_one_group
"""


def find(model, name):
    """The layer with this name."""
    for other, layer in model.named_modules():
        if other == name:
            return layer
    raise ValueError("no layer called " + name)


def parameter_groups(model, head, base_lr, head_lr):
    """Base and head."""
    find(model, head)
    base, of_head = [], []
    for name, p in model.named_parameters():
        if p.requires_grad:
            (of_head if name.startswith(head + ".") else base).append(p)
    return [{"params": base, "lr": base_lr}, {"params": of_head, "lr": head_lr}]
