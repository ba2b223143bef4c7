"""The whole model is in evaluation mode, also the layers that learn.

A layer that learns has to see the statistics of its batches. To which layers does `eval` belong?

required:
    test_frozen_layers_are_in_evaluation_mode
    test_other_layers_learn_again
    test_later_layers_join_in
    test_fine_tuning_runs_on_the_device
    test_any_plan_is_followed
    test_layers_inside_others_can_be_frozen
permitted:
    test_little_data_goes_a_long_way
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
    model.eval()
    for layer in found:
        for p in layer.parameters():
            p.requires_grad = False
    return sum(p.numel() for p in model.parameters() if p.requires_grad)
