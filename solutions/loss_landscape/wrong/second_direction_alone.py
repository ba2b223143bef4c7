"""The steps along the first direction have no effect in the plane.

For entry [i, j] the model has to be moved by both steps at once. What is left of the first when the second is taken?

required:
    test_bowl_is_measured
    test_plane_is_spanned_by_both_directions
"""


def slice_2d(model, directions, loss, steps_1, steps_2):
    first, second = directions
    saved = {name: weights.detach().clone() for name, weights in model.named_parameters()}
    rows = []
    try:
        for step in steps_1:
            with torch.no_grad():
                for name, weights in model.named_parameters():
                    weights.copy_(saved[name])
            rows.append(slice_1d(model, second, loss, steps_2))
    finally:
        with torch.no_grad():
            for name, weights in model.named_parameters():
                weights.copy_(saved[name])
    return torch.stack(rows)
