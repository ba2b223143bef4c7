"""Predictions (N, 1) and targets (N,) are taken without a word. NumPy stretches them to a table of all N² pairs, and
the mean of that is another number.

Compare the two shapes before you subtract, and raise ValueError where they differ. Many hours have been lost to this
one.

over: formulas_behind_guards
required:
    test_shapes_must_agree
    test_other_shapes_are_refused
    test_nothing_has_no_mean
"""

del check_pairs


def mse(predictions, targets):
    return np.mean((predictions - targets) ** 2)


def mse_gradient(predictions, targets):
    return 2 * (predictions - targets) / (predictions - targets).size


def mae(predictions, targets):
    return np.mean(np.abs(predictions - targets))


def mae_gradient(predictions, targets):
    return np.sign(predictions - targets) / (predictions - targets).size


def huber(predictions, targets, delta=1.0):
    e = np.abs(predictions - targets)
    return np.mean(np.where(e <= delta, 0.5 * e**2, delta * e - 0.5 * delta**2))


def huber_gradient(predictions, targets, delta=1.0):
    e = predictions - targets
    return np.where(np.abs(e) <= delta, e, delta * np.sign(e)) / e.size


def binary_cross_entropy(predictions, targets):
    p = np.clip(predictions, EPSILON, 1 - EPSILON)
    return -np.mean(targets * np.log(p) + (1 - targets) * np.log(1 - p))


def binary_cross_entropy_gradient(predictions, targets):
    p = np.clip(predictions, EPSILON, 1 - EPSILON)
    return (-targets / p + (1 - targets) / (1 - p)) / p.size
