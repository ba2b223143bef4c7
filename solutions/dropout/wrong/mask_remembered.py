"""The mask is drawn once for each shape and then used again, so that training only ever sees one thinned network.

Each call has to drop other units. Which of your lines runs only the first time?

unnamed: biases_as_one_more_row
required:
    test_each_draw_gives_another_mask
    test_each_training_pass_draws_a_new_mask
    test_number_of_dropped_entries_varies
"""

_masks = {}


def dropout_forward(x, p, rng, training):
    """Drop entries in training."""
    if p < 0 or p >= 1:
        raise ValueError("p must be at least 0 and below 1")
    if not training:
        return x, np.ones_like(x)
    if x.shape not in _masks:
        _masks[x.shape] = (rng.random(x.shape) >= p).astype(x.dtype) / (1 - p)
    mask = _masks[x.shape]
    return x * mask, mask
