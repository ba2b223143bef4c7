"""`mae_gradient` is not 0 where there is no error.

A comparison such as `error >= 0` has only two answers, while the sign has three.

required:
    test_gradient_by_hand
    test_no_error_has_no_slope
    test_integers_are_taken
permitted:
    test_no_warning_up_to_1000
"""


def check_pairs(predictions, targets):
    if predictions.shape != targets.shape or predictions.size == 0:
        raise ValueError("predictions and targets must have the same shape")


def mae_gradient(predictions, targets):
    check_pairs(predictions, targets)
    return np.where(predictions >= targets, 1.0, -1.0) / predictions.size
