"""`mse` divides by the number of rows only: with three outputs it is three times too large.

The mean is over all entries, N times K of them. `len` counts rows, `size` counts entries.

required:
    test_loss_of_a_batch
    test_pytorch_agrees
    test_any_shape
    test_awkward_arrays
    test_float32_is_taken
    test_two_copies_of_a_batch_cost_the_same
    test_arguments_are_left_alone
    test_integers_are_taken
    test_no_warning_up_to_1000
"""


def check_pairs(predictions, targets):
    if predictions.shape != targets.shape or predictions.size == 0:
        raise ValueError("predictions and targets must have the same shape")


def mse(predictions, targets):
    check_pairs(predictions, targets)
    return np.sum((predictions - targets) ** 2) / len(predictions)
