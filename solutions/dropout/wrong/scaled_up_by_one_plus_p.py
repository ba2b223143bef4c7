"""The entries that survive are multiplied by `1 + p`, which makes up for less than was dropped.

For small `p` the two are nearly the same. At `p = 0.5`, does the mean of an array of ones stay 1?

unnamed: biases_as_one_more_row
required:
    test_kept_entries_are_scaled_up
    test_mean_is_kept
    test_hidden_units_are_dropped_in_training
    test_thinned_networks_average_to_the_whole
    test_rate_and_scale_follow_p
permitted:
    test_average_over_masks_is_the_evaluation
"""


def dropout_forward(x, p, rng, training):
    """Drop entries in training."""
    if p < 0 or p >= 1:
        raise ValueError("p must be at least 0 and below 1")
    if not training:
        return x, np.ones_like(x)
    mask = (rng.random(x.shape) >= p) * (1 + p)
    mask = mask.astype(x.dtype)
    return x * mask, mask
