"""In evaluation any `p` is accepted, so that a wrong one goes unnoticed there.

A network is often evaluated before it is trained. In which order do you look at `training` and at `p`?

required:
    test_p_is_looked_at_in_evaluation_too
"""


def dropout_forward(x, p, rng, training):
    """Drop entries in training."""
    if not training:
        return x, np.ones_like(x)
    if p < 0 or p >= 1:
        raise ValueError("p must be at least 0 and below 1")
    mask = (rng.random(x.shape) >= p) / (1 - p)
    mask = mask.astype(x.dtype)
    return x * mask, mask
