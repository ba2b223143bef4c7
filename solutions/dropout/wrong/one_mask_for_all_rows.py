"""One mask is drawn for a row and used for all rows, so that the whole batch loses the same units.

Each row should train a thinned network of its own. How many random numbers does a batch of that shape need?

unnamed: biases_as_one_more_row
required:
    test_each_entry_is_dropped_on_its_own
permitted:
    test_p_is_the_probability_of_dropping
    test_mean_is_kept
    test_hidden_units_are_dropped_in_training
    test_thinned_networks_average_to_the_whole
    test_rate_and_scale_follow_p
    test_number_of_dropped_entries_varies
    test_average_over_masks_is_the_evaluation
"""


def dropout_forward(x, p, rng, training):
    """Drop entries in training."""
    if p < 0 or p >= 1:
        raise ValueError("p must be at least 0 and below 1")
    if not training:
        return x, np.ones_like(x)
    mask = (rng.random(x.shape[1:]) >= p) / (1 - p)
    mask = np.broadcast_to(mask, x.shape).astype(x.dtype)
    return x * mask, mask
