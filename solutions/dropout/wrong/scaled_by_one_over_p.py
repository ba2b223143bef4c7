"""The entries that survive are divided by `p`, the share that is dropped, instead of the share that is kept.

Try `p = 0.2` on an array of ones: what is the mean of the result, and what should it be?

unnamed: biases_as_one_more_row
required:
    test_kept_entries_are_scaled_up
    test_mean_is_kept
    test_hidden_units_are_dropped_in_training
    test_rate_and_scale_follow_p
    test_pass_and_gradients_agree_for_any_size
permitted:
    test_average_over_masks_is_the_evaluation
"""


def dropout_forward(x, p, rng, training):
    """Drop entries in training."""
    if p < 0 or p >= 1:
        raise ValueError("p must be at least 0 and below 1")
    if not training:
        return x, np.ones_like(x)
    mask = (rng.random(x.shape) >= p) / p
    mask = mask.astype(x.dtype)
    return x * mask, mask
