"""The plane has its axes exchanged: the steps along the first direction run along the columns.

Entry [i, j] belongs to `steps_1[i]` and `steps_2[j]`. Which loop is the outer one?

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
                    weights.copy_(saved[name] + step * first[name])
            rows.append(slice_1d(model, second, loss, steps_2))
    finally:
        with torch.no_grad():
            for name, weights in model.named_parameters():
                weights.copy_(saved[name])
    return torch.stack(rows, dim=1)
