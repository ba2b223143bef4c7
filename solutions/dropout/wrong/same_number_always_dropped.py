"""Exactly the share `p` of the entries is dropped, in every call the same number of them.

Each entry is dropped independently of the others, as by a coin of its own. Does the number of heads never change?

required:
    test_number_of_dropped_entries_varies
"""


def dropout_forward(x, p, rng, training):
    """Drop entries in training."""
    if p < 0 or p >= 1:
        raise ValueError("p must be at least 0 and below 1")
    if not training:
        return x, np.ones_like(x)
    mask = np.full(x.size, 1 / (1 - p), dtype=x.dtype)
    mask[rng.permutation(x.size)[: round(p * x.size)]] = 0
    mask = mask.reshape(x.shape)
    return x * mask, mask
