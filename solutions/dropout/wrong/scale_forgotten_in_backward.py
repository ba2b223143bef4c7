"""The gradient goes through the entries that were kept, but without the scale they had going forward.

If `out = 1.25 x`, what is the slope of `out`? The mask holds it already.

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
    return grad * (mask > 0)
