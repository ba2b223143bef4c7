"""A `p` that is no probability of dropping is accepted.

What does `1 / (1 - p)` do at `p = 1`, and what would a negative probability mean? Refuse both before drawing.

required:
    test_p_must_be_a_probability
    test_p_must_be_below_one
    test_p_is_looked_at_in_evaluation_too
"""


def dropout_forward(x, p, rng, training):
    """Drop entries in training."""
    if not training:
        return x, np.ones_like(x)
    mask = (rng.random(x.shape) >= p) / (1 - p)
    mask = mask.astype(x.dtype)
    return x * mask, mask
