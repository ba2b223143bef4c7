"""A float32 array comes back as float64, twice as large.

Booleans divided by a float become float64, and so does everything that meets them. Look at the mask's dtype.

required:
    test_dtype_is_kept
"""


def dropout_forward(x, p, rng, training):
    """Drop entries in training."""
    if p < 0 or p >= 1:
        raise ValueError("p must be at least 0 and below 1")
    if not training:
        return x, np.ones_like(x)
    mask = (rng.random(x.shape) >= p) / (1 - p)
    return x * mask, mask
