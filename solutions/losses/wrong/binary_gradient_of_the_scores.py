"""`binary_cross_entropy_gradient` is p - y, the gradient with respect to the score before a sigmoid.

There is no sigmoid in this function: the gradient is asked for with respect to p itself. Where has the slope of the
sigmoid, p (1 - p), gone?

required:
    test_gradient_by_hand
    test_gradient_is_the_slope_of_the_loss
    test_pytorch_agrees
    test_any_shape
    test_awkward_arrays
    test_float32_is_taken
    test_gradient_of_certainty_is_finite
"""


def check_pairs(predictions, targets):
    if predictions.shape != targets.shape or predictions.size == 0:
        raise ValueError("predictions and targets must have the same shape")


def binary_cross_entropy_gradient(predictions, targets):
    check_pairs(predictions, targets)
    p = np.clip(predictions, EPSILON, 1 - EPSILON)
    return (p - targets) / p.size
