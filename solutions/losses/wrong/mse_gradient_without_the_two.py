"""`mse_gradient` leaves out the factor 2 of the derivative of a square.

The derivative of e² is 2 e. A network still learns without the 2, at half the learning rate, which is why the mistake
lives on in many programs; central differences see it at once.

required:
    test_gradient_by_hand
    test_gradient_is_the_slope_of_the_loss
    test_pytorch_agrees
    test_any_shape
    test_awkward_arrays
    test_float32_is_taken
    test_integers_are_taken
    test_no_warning_up_to_1000
"""


def check_pairs(predictions, targets):
    if predictions.shape != targets.shape or predictions.size == 0:
        raise ValueError("predictions and targets must have the same shape")


def mse_gradient(predictions, targets):
    check_pairs(predictions, targets)
    return (predictions - targets) / predictions.size
