"""The head learns at the rate of the base, and the base at that of the head.

Which of the two starts from random numbers, and so has the longer way to go?

required:
    test_base_and_head_have_their_rates
    test_frozen_parameters_are_in_no_group
    test_any_layer_can_be_the_head
    test_shared_parameters_are_in_one_group
    test_groups_may_be_empty
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


def parameter_groups(model, head, base_lr, head_lr):
    """Base and head."""
    ids = {id(p) for p in find(model, head).parameters()}
    base, of_head = [], []
    for p in model.parameters():
        if p.requires_grad:
            (of_head if id(p) in ids else base).append(p)
    return [{"params": base, "lr": head_lr}, {"params": of_head, "lr": base_lr}]
