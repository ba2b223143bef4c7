"""`binary_cross_entropy` counts only the examples whose target is 1: predicting 1 for everything would cost nothing.

There are two ways to be wrong. The second term, with 1 - y and 1 - p, is about the other one.

required:
    test_loss_by_hand
    test_loss_of_a_batch
    test_pytorch_agrees
    test_any_shape
    test_awkward_arrays
    test_float32_is_taken
    test_two_copies_of_a_batch_cost_the_same
    test_arguments_are_left_alone
    test_certainty_costs_a_finite_amount
"""


def check_pairs(predictions, targets):
    if predictions.shape != targets.shape or predictions.size == 0:
        raise ValueError("predictions and targets must have the same shape")


def binary_cross_entropy(predictions, targets):
    check_pairs(predictions, targets)
    p = np.clip(predictions, EPSILON, 1 - EPSILON)
    return -np.mean(targets * np.log(p))
