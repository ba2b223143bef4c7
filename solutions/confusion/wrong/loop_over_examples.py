"""Counting takes far more computing time than whole-array code does.

Is there a Python loop over the examples? A pair of classes is one cell among n * n: number the cells, and let NumPy count all of them at once.

required:
    test_examples_are_counted_at_once
"""


def confusion_matrix(y, yhat, n):
    if len(y) != len(yhat):
        raise ValueError("different lengths")
    for labels in (y, yhat):
        if len(labels) > 0 and (labels.min() < 0 or labels.max() >= n):
            raise ValueError("a class that does not exist")
    matrix = np.zeros((n, n), dtype=int)
    for a, p in zip(y, yhat, strict=True):
        matrix[a, p] += 1
    return matrix
