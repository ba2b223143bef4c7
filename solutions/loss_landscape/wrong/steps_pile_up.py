"""Each step is taken from where the last one ended, so the losses are those of other places.

After the steps 2 and 0 in this order, where should the model be measured? Where is it?

unnamed: one_vector_for_all_weights
required:
    test_bowl_is_measured
    test_every_step_starts_at_the_model
    test_parabola_is_measured
    test_plane_is_spanned_by_both_directions
    test_slice_by_hand
"""


def slice_1d(model, direction, loss, steps):
    saved = {name: weights.detach().clone() for name, weights in model.named_parameters()}
    modes = [(module, module.training) for module in model.modules()]
    losses = []
    try:
        model.eval()
        with torch.no_grad():
            for step in steps:
                for name, weights in model.named_parameters():
                    weights += step * direction[name]
                losses.append(loss(model))
    finally:
        with torch.no_grad():
            for name, weights in model.named_parameters():
                weights.copy_(saved[name])
        for module, mode in modes:
            module.training = mode
    return torch.stack(losses)
