"""The losses visit the entries one by one in a Python loop.

`np.where` and `np.clip` decide for a whole array at once, and a sum along an axis does a whole batch.

required:
    test_whole_batches_are_computed_at_once
"""


def check_pairs(predictions, targets):
    if predictions.shape != targets.shape or predictions.size == 0:
        raise ValueError("predictions and targets must have the same shape")


def check_labels(rows, labels):
    if rows.ndim != 2 or labels.shape != (rows.shape[0],) or len(labels) == 0:
        raise ValueError("one label is needed for each row")
    if np.any(labels < 0) or np.any(labels >= rows.shape[1]):
        raise ValueError("no such class")


def huber(predictions, targets, delta=1.0):
    check_pairs(predictions, targets)
    total = 0.0
    for p, y in zip(predictions.ravel(), targets.ravel()):
        e = abs(float(p) - float(y))
        total += 0.5 * e**2 if e <= delta else delta * e - 0.5 * delta**2
    return total / predictions.size


def huber_gradient(predictions, targets, delta=1.0):
    check_pairs(predictions, targets)
    grad = np.zeros(predictions.shape)
    for i in np.ndindex(predictions.shape):
        e = float(predictions[i]) - float(targets[i])
        grad[i] = max(-delta, min(delta, e)) / predictions.size
    return grad


def softmax_cross_entropy(logits, labels):
    check_labels(logits, labels)
    total = 0.0
    for z, label in zip(logits, labels):
        z = z.astype(float) - z.max()
        total += np.log(np.exp(z).sum()) - z[label]
    return total / len(labels)


def softmax_cross_entropy_gradient(logits, labels):
    check_labels(logits, labels)
    grad = np.zeros(logits.shape)
    for i, (z, label) in enumerate(zip(logits, labels)):
        e = np.exp(z.astype(float) - z.max())
        grad[i] = e / e.sum()
        grad[i, label] -= 1
    return grad / len(labels)
