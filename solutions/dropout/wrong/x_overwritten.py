"""The zeros are written into the caller's own array, whose values are then lost.

After `out, mask = dropout_forward(x, ...)` print `x`. Operators such as `*=` change an array in place.

unnamed: biases_as_one_more_row
required:
    test_x_is_left_alone
    test_gradients_go_through_the_same_mask
    test_awkward_arrays_are_read_only_and_strided
    test_pass_and_gradients_agree_for_any_size
    test_backward_belongs_to_the_last_pass
"""


def dropout_forward(x, p, rng, training):
    """Drop entries in training."""
    if p < 0 or p >= 1:
        raise ValueError("p must be at least 0 and below 1")
    if not training:
        return x, np.ones_like(x)
    mask = (rng.random(x.shape) >= p) / (1 - p)
    mask = mask.astype(x.dtype)
    x *= mask
    return x, mask
