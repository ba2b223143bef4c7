"""The entries that survive are passed on as they are, so that the next layer gets less than it will in evaluation.

If a share `p` of a sum falls away, how much must the rest grow for the sum to stay the same on average?

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
    mask = rng.random(x.shape) >= p
    mask = mask.astype(x.dtype)
    return x * mask, mask
