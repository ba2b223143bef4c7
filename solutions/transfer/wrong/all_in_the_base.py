"""The base holds the parameters of the head as well.

Each parameter learns at one rate. To which of the two groups does one of the head belong?

required:
    test_base_and_head_have_their_rates
    test_frozen_parameters_are_in_no_group
    test_any_layer_can_be_the_head
    test_shared_parameters_are_in_one_group
    test_groups_may_be_empty
    test_frozen_layers_stay_bit_for_bit
    test_head_learns
    test_later_layers_join_in
    test_model_is_left_ready_for_use
    test_fine_tuning_runs_on_the_device
    test_little_data_goes_a_long_way
    test_frozen_base_makes_a_linear_classifier
    test_any_plan_is_followed
    test_losses_are_floats
    test_steps_do_not_wait_for_the_device
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
            base.append(p)
            if id(p) in ids:
                of_head.append(p)
    return [{"params": base, "lr": base_lr}, {"params": of_head, "lr": head_lr}]
