"""Arrays of different lengths are not refused.

NumPy repeats an array of length 1 as often as needed, without a word. Compare the lengths first.

required:
    test_labels_that_make_no_sense_are_refused
"""


def confusion_matrix(y, yhat, n):
    for labels in (y, yhat):
        if len(labels) > 0 and (labels.min() < 0 or labels.max() >= n):
            raise ValueError("a class that does not exist")
    cells = y.astype(int) * n + yhat
    return np.bincount(cells, minlength=n * n).reshape(n, n)
