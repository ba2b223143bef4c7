"""In evaluation there is no mask: None comes back in its place, and nothing can go backward through that.

Which mask leaves every number as it is?

unnamed: biases_as_one_more_row
required:
    test_evaluation_changes_nothing
    test_x_is_left_alone
    test_x_has_any_shape
    test_dtype_is_kept
    test_backward_may_follow_an_evaluation_pass
"""


def dropout_forward(x, p, rng, training):
    """Drop entries in training."""
    if p < 0 or p >= 1:
        raise ValueError("p must be at least 0 and below 1")
    if not training:
        return x, None
    mask = (rng.random(x.shape) >= p) / (1 - p)
    mask = mask.astype(x.dtype)
    return x * mask, mask
