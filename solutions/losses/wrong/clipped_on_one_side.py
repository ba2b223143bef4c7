"""Probabilities are kept away from 0 but not from 1, where 1 - p is 0 and its logarithm infinite.

The formula takes two logarithms. Which one of them fails at p = 1?

required:
    test_certainty_costs_a_finite_amount
    test_gradient_of_certainty_is_finite
"""


def check_pairs(predictions, targets):
    if predictions.shape != targets.shape or predictions.size == 0:
        raise ValueError("predictions and targets must have the same shape")


def binary_cross_entropy(predictions, targets):
    check_pairs(predictions, targets)
    p = np.maximum(predictions, EPSILON)
    return -np.mean(targets * np.log(p) + (1 - targets) * np.log(1 - p))


def binary_cross_entropy_gradient(predictions, targets):
    check_pairs(predictions, targets)
    p = np.maximum(predictions, EPSILON)
    return (-targets / p + (1 - targets) / (1 - p)) / p.size
