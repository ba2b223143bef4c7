"""`mse_gradient` is the gradient of the sum: the loss is divided by the number of entries, the gradient is not.

Whatever the loss is divided by, its gradient is divided by too.

required:
    test_gradient_by_hand
    test_gradient_is_the_slope_of_the_loss
    test_pytorch_agrees
    test_any_shape
    test_awkward_arrays
    test_float32_is_taken
    test_two_copies_of_a_batch_cost_the_same
    test_integers_are_taken
    test_no_warning_up_to_1000
"""


def check_pairs(predictions, targets):
    if predictions.shape != targets.shape or predictions.size == 0:
        raise ValueError("predictions and targets must have the same shape")


def mse_gradient(predictions, targets):
    check_pairs(predictions, targets)
    return 2.0 * (predictions - targets)
