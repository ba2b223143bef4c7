"""The mask is right, but drawing and applying it takes many times longer than array operations do.

Is there a Python loop over the entries? `rng.random` takes a shape. What does it return then, and how is a whole array
compared with `p`?

required:
    test_masks_are_drawn_as_arrays
"""


def dropout_forward(x, p, rng, training):
    """Drop entries in training."""
    if p < 0 or p >= 1:
        raise ValueError("p must be at least 0 and below 1")
    if not training:
        return x, np.ones_like(x)
    mask = np.zeros_like(x)
    out = np.zeros_like(x)
    for index in np.ndindex(x.shape):
        if rng.random() >= p:
            mask[index] = 1 / (1 - p)
            out[index] = x[index] / (1 - p)
    return out, mask
