"""`huber` and its gradient bend at 1 whatever `delta` is.

1 is only the default. Look for numbers in your formulas where the argument should be.

required:
    test_huber_bends_at_delta
    test_pytorch_agrees_for_any_delta
"""


def check_pairs(predictions, targets):
    if predictions.shape != targets.shape or predictions.size == 0:
        raise ValueError("predictions and targets must have the same shape")


def huber(predictions, targets, delta=1.0):
    check_pairs(predictions, targets)
    e = np.abs(predictions - targets)
    return np.mean(np.where(e <= 1, 0.5 * e**2, e - 0.5))


def huber_gradient(predictions, targets, delta=1.0):
    check_pairs(predictions, targets)
    e = predictions - targets
    return np.where(np.abs(e) <= 1, e, np.sign(e)) / e.size
