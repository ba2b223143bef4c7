"""Every call makes its own generator from the same seed, so that every call drops the same entries.

The generator that is handed in remembers how far it has come. What is lost when a new one starts from the
beginning?

unnamed: biases_as_one_more_row
required:
    test_each_draw_gives_another_mask
    test_each_training_pass_draws_a_new_mask
    test_number_of_dropped_entries_varies
"""


def dropout_forward(x, p, rng, training):
    """Drop entries in training."""
    if p < 0 or p >= 1:
        raise ValueError("p must be at least 0 and below 1")
    if not training:
        return x, np.ones_like(x)
    rng = np.random.default_rng(0)
    mask = (rng.random(x.shape) >= p) / (1 - p)
    mask = mask.astype(x.dtype)
    return x * mask, mask
