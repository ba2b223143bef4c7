"""`mae_gradient` has the wrong sign: a step against it would make the error larger.

The error is predictions - targets. Where a prediction is too large, making it larger still must make the loss grow.

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


def mae_gradient(predictions, targets):
    check_pairs(predictions, targets)
    return np.sign(targets - predictions) / predictions.size
