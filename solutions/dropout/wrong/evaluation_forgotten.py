"""Entries are dropped in evaluation, so that the same example gets another answer each time.

`training` says whether to drop at all. Which line of yours looks at it?

unnamed: biases_as_one_more_row
required:
    test_evaluation_changes_nothing
    test_evaluation_uses_every_unit
    test_backward_may_follow_an_evaluation_pass
    test_evaluation_draws_nothing
    test_average_over_masks_is_the_evaluation
"""


def dropout_forward(x, p, rng, training):
    """Drop entries in training."""
    if p < 0 or p >= 1:
        raise ValueError("p must be at least 0 and below 1")
    mask = (rng.random(x.shape) >= p) / (1 - p)
    mask = mask.astype(x.dtype)
    return x * mask, mask
