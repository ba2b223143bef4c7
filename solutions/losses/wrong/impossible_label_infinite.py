"""A label whose probability is 0 costs infinity, and its gradient divides by 0.

The contract says which probability is the smallest that counts. Apply it before the logarithm and before the division.

required:
    test_an_impossible_label_costs_a_finite_amount
    test_gradient_of_an_impossible_label_is_finite
"""


def check_labels(rows, labels):
    if rows.ndim != 2 or labels.shape != (rows.shape[0],) or len(labels) == 0:
        raise ValueError("one label is needed for each row")
    if np.any(labels < 0) or np.any(labels >= rows.shape[1]):
        raise ValueError("no such class")


def cross_entropy(predictions, labels):
    check_labels(predictions, labels)
    p = predictions[np.arange(len(labels)), labels]
    return -np.mean(np.log(p))


def cross_entropy_gradient(predictions, labels):
    check_labels(predictions, labels)
    n = len(labels)
    grad = np.zeros(predictions.shape)
    grad[np.arange(n), labels] = -1 / predictions[np.arange(n), labels] / n
    return grad
