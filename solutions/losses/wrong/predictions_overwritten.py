"""`cross_entropy_gradient` writes into the array of predictions that the caller handed in.

`grad = predictions` is a second name for the same array, no copy.

required:
    test_arguments_are_left_alone
    test_awkward_arrays
permitted:
    test_two_copies_of_a_batch_cost_the_same
    test_gradient_is_the_slope_of_the_loss
"""


def check_labels(rows, labels):
    if rows.ndim != 2 or labels.shape != (rows.shape[0],) or len(labels) == 0:
        raise ValueError("one label is needed for each row")
    if np.any(labels < 0) or np.any(labels >= rows.shape[1]):
        raise ValueError("no such class")


def cross_entropy_gradient(predictions, labels):
    check_labels(predictions, labels)
    n = len(labels)
    grad = predictions
    p = np.maximum(predictions[np.arange(n), labels], EPSILON)
    grad[:] = 0
    grad[np.arange(n), labels] = -1 / p / n
    return grad
