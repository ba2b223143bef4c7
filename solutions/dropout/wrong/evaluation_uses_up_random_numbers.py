"""A mask is drawn in evaluation too and thrown away, so that looking at the network changes how it is trained
afterwards.

In which order do you draw and look at `training`? A generator remembers every number it has given.

unnamed: biases_as_one_more_row
required:
    test_evaluation_draws_nothing
"""


def dropout_forward(x, p, rng, training):
    """Drop entries in training."""
    if p < 0 or p >= 1:
        raise ValueError("p must be at least 0 and below 1")
    mask = ((rng.random(x.shape) >= p) / (1 - p)).astype(x.dtype)
    if not training:
        return x, np.ones_like(x)
    return x * mask, mask
