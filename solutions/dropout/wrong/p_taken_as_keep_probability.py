"""The share `p` of the entries is kept; the contract says it is the share that is dropped.

Papers differ: some call `p` the probability of keeping. With `p = 0.2`, which share of the units has to survive
here, and what does that make the scale?

unnamed: biases_as_one_more_row
required:
    test_kept_entries_are_scaled_up
    test_p_is_the_probability_of_dropping
    test_hidden_units_are_dropped_in_training
    test_rate_and_scale_follow_p
    test_pass_and_gradients_agree_for_any_size
"""


def dropout_forward(x, p, rng, training):
    """Drop entries in training."""
    if p < 0 or p >= 1:
        raise ValueError("p must be at least 0 and below 1")
    if not training:
        return x, np.ones_like(x)
    mask = (rng.random(x.shape) < p) / p
    mask = mask.astype(x.dtype)
    return x * mask, mask
