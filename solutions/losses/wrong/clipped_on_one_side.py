"""Probabilities are kept away from 0 but not from 1, where 1 - p is 0 and its logarithm infinite.

The formula takes two logarithms. Which one of them fails at p = 1?

over: formulas_behind_guards
required:
    test_certainty_costs_a_finite_amount
    test_gradient_of_certainty_is_finite
"""


def binary_cross_entropy(predictions, targets):
    check_pairs(predictions, targets)
    p = np.maximum(predictions, EPSILON)
    return -np.mean(targets * np.log(p) + (1 - targets) * np.log(1 - p))


def binary_cross_entropy_gradient(predictions, targets):
    check_pairs(predictions, targets)
    p = np.maximum(predictions, EPSILON)
    return (-targets / p + (1 - targets) / (1 - p)) / p.size
