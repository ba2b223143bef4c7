"""The gradient is divided by the scale instead of multiplied by it.

Going back does not mean undoing. The slope of `1.25 x` is 1.25, in whichever direction it is needed.

unnamed: biases_as_one_more_row
required:
    test_gradient_goes_through_the_mask
    test_gradients_go_through_the_same_mask
    test_gradient_agrees_with_central_differences
    test_gradient_keeps_dtype_and_arguments
    test_pass_and_gradients_agree_for_any_size
    test_backward_belongs_to_the_last_pass
"""


def dropout_backward(grad, mask):
    """Back through the same mask."""
    return np.divide(grad, mask, out=np.zeros_like(grad), where=mask > 0)
