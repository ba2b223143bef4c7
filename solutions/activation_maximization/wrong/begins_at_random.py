"""The ascent begins at random numbers, so that it arrives somewhere else each time.

That is often done; here the contract says where to start.

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
    test_no_step_leaves_zeros
permitted:
    test_penalty_holds_the_input
    test_price_bounds_the_size
"""


def maximize(model, unit, steps, lr, l2, shape):
    was_training = model.training
    model.eval()
    weight = next(model.parameters())
    x = torch.randn(shape, dtype=weight.dtype, device=weight.device)
    for _ in range(steps):
        x.requires_grad_(True)
        value = objective(model, unit, x, l2)
        grad = torch.autograd.grad(value, x)[0]
        x = (x + lr * grad).detach()
    model.train(was_training)
    return x
