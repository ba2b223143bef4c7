"""`p = 1` is let through, though it drops everything and leaves nothing that could be scaled up.

The interval of allowed values is open at one end. What is `1 / (1 - p)` there?

required:
    test_p_must_be_below_one
    test_p_is_looked_at_in_evaluation_too
"""


def dropout_forward(x, p, rng, training):
    """Drop entries in training."""
    if p < 0 or p > 1:
        raise ValueError("p must be a probability")
    if not training:
        return x, np.ones_like(x)
    mask = (rng.random(x.shape) >= p) / (1 - p)
    mask = mask.astype(x.dtype)
    return x * mask, mask
