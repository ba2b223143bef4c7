"""The weights of the model change: they climb together with the input.

Which tensors is the optimizer given?

required:
    test_weights_are_left_alone
    test_weights_get_no_gradients
    test_network_is_climbed
    test_dropout_is_off
    test_ascent_runs_on_the_device
    test_any_ascent_is_followed
    test_running_statistics_are_left_alone
    test_gradients_of_others_stay
    test_frozen_stays_frozen
    test_convolutions_are_climbed
    test_penalty_holds_the_input
permitted:
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
    optimizer = torch.optim.SGD([x, *model.parameters()], lr=lr)
    for _ in range(steps):
        optimizer.zero_grad()
        loss = -objective(model, unit, x, l2)
        loss.backward()
        optimizer.step()
    model.train(was_training)
    return x.detach()
