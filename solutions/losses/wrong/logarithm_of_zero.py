"""A probability of exactly 0 or 1 leads to the logarithm of 0 and a loss of infinity or NaN.

Clip the probabilities before the logarithm, on both sides: p is not the only number whose logarithm is taken.

required:
    test_certainty_costs_a_finite_amount
    test_gradient_of_certainty_is_finite
"""


def check_pairs(predictions, targets):
    if predictions.shape != targets.shape or predictions.size == 0:
        raise ValueError("predictions and targets must have the same shape")


def binary_cross_entropy(predictions, targets):
    check_pairs(predictions, targets)
    p = predictions
    return -np.mean(targets * np.log(p) + (1 - targets) * np.log(1 - p))


def binary_cross_entropy_gradient(predictions, targets):
    check_pairs(predictions, targets)
    p = predictions
    return (-targets / p + (1 - targets) / (1 - p)) / p.size
