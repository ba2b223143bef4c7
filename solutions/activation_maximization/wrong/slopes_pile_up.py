"""From the second step on the input goes too far: the slopes of earlier steps are still in `x.grad`.

`backward` adds to what is there. Who takes it away?

required:
    test_first_steps_by_hand
    test_network_is_climbed
    test_dropout_is_off
    test_ascent_runs_on_the_device
    test_any_ascent_is_followed
    test_running_statistics_are_left_alone
    test_gradients_of_others_stay
    test_frozen_stays_frozen
    test_convolutions_are_climbed
    test_weights_get_no_gradients
permitted:
    test_penalty_holds_the_input
    test_chance_does_not_come_near
    test_price_bounds_the_size
    test_dreams_of_digits_are_recognised
"""


def maximize(model, unit, steps, lr, l2, shape):
    was_training = model.training
    model.eval()
    weight = next(model.parameters())
    x = torch.zeros(shape, dtype=weight.dtype, device=weight.device)
    x.requires_grad_(True)
    for _ in range(steps):
        objective(model, unit, x, l2).backward()
        with torch.no_grad():
            x += lr * x.grad
    model.train(was_training)
    return x.detach()
