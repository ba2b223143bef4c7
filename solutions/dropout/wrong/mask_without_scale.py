"""The mask says only who was kept; the scale is applied to `out` and is missing from the mask.

The gradient has to be multiplied by whatever `x` was multiplied by. Can that be read off your mask?

unnamed: biases_as_one_more_row
required:
    test_out_is_x_times_mask
    test_hidden_units_are_dropped_in_training
    test_training_pass_uses_the_mask
    test_gradients_go_through_the_same_mask
    test_x_has_any_shape
    test_dtype_is_kept
    test_rate_and_scale_follow_p
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
    mask = (rng.random(x.shape) >= p).astype(x.dtype)
    return x * mask / (1 - p), mask
