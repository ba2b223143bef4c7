"""The gradient is passed on unchanged, also to the entries that were dropped.

An entry that was dropped could have had any value and the loss would be the same. What is its gradient then?

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
    return grad
