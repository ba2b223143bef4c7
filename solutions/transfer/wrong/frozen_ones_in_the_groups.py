"""The groups hold parameters that do not require gradients.

An optimizer is given what it may change. How can you tell which parameters that are?

required:
    test_frozen_parameters_are_in_no_group
    test_groups_may_be_empty
"""


def find(model, name):
    """The layer with this name."""
    for other, layer in model.named_modules():
        if other == name:
            return layer
    raise ValueError("no layer called " + name)


def parameter_groups(model, head, base_lr, head_lr):
    """Base and head."""
    ids = {id(p) for p in find(model, head).parameters()}
    base, of_head = [], []
    for p in model.parameters():
        (of_head if id(p) in ids else base).append(p)
    return [{"params": base, "lr": base_lr}, {"params": of_head, "lr": head_lr}]
