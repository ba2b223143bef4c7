"""With labels of uint8 and many classes the counts are in the wrong cells.

A uint8 ends at 255 and starts again at 0, and so does an array of them times n. Which dtype do your cell numbers have?

required:
    test_scikit_learn_counts_the_same
"""


def confusion_matrix(y, yhat, n):
    if len(y) != len(yhat):
        raise ValueError("different lengths")
    for labels in (y, yhat):
        if len(labels) > 0 and (labels.min() < 0 or labels.max() >= n):
            raise ValueError("a class that does not exist")
    cells = y * n + yhat
    return np.bincount(cells, minlength=n * n).reshape(n, n)
