"""The mask comes from NumPy's global generator; the `rng` that is handed in is not used.

A run can be repeated only if all randomness comes from one known place. Where do your random numbers come from?

unnamed: biases_as_one_more_row
required:
    test_rng_is_the_only_source_of_randomness
    test_evaluation_draws_nothing
"""


def dropout_forward(x, p, rng, training):
    """Drop entries in training."""
    if p < 0 or p >= 1:
        raise ValueError("p must be at least 0 and below 1")
    if not training:
        return x, np.ones_like(x)
    mask = (np.random.rand(*x.shape) >= p) / (1 - p)
    mask = mask.astype(x.dtype)
    return x * mask, mask
