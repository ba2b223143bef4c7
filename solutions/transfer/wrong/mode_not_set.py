"""Frozen layers stay in training mode, so that their batch normalisation goes on counting and their dropout goes on
dropping.

Parameters are one thing, running statistics another. Which of the two does `requires_grad` stop?

required:
    test_frozen_layers_are_in_evaluation_mode
    test_layers_inside_others_can_be_frozen
    test_frozen_layers_stay_bit_for_bit
    test_head_learns
    test_later_layers_join_in
    test_fine_tuning_runs_on_the_device
    test_frozen_base_makes_a_linear_classifier
    test_any_plan_is_followed
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
    model.train()
    for layer in found:
        for p in layer.parameters():
            p.requires_grad = False
    return sum(p.numel() for p in model.parameters() if p.requires_grad)
