"""One number is drawn for each row, so that a row is dropped or kept as a whole.

Dropout silences units, not examples: two entries of the same row must be able to differ.

unnamed: biases_as_one_more_row
required:
    test_each_entry_is_dropped_on_its_own
permitted:
    test_p_is_the_probability_of_dropping
    test_mean_is_kept
    test_hidden_units_are_dropped_in_training
    test_rate_and_scale_follow_p
"""


def dropout_forward(x, p, rng, training):
    """Drop entries in training."""
    if p < 0 or p >= 1:
        raise ValueError("p must be at least 0 and below 1")
    if not training:
        return x, np.ones_like(x)
    rows = rng.random(len(x)) >= p
    mask = np.zeros_like(x)
    mask[rows] = 1 / (1 - p)
    return x * mask, mask
