"""Classes that do not exist are counted somewhere, instead of being refused.

Index -1 is the last row, and cell number y * n + yhat lands in the row below when yhat is n. Look at all labels before you count.

required:
    test_labels_that_make_no_sense_are_refused
    test_one_wrong_label_is_enough
"""


def confusion_matrix(y, yhat, n):
    if len(y) != len(yhat):
        raise ValueError("different lengths")
    cells = y.astype(int) * n + yhat
    return np.bincount(cells, minlength=n * n).reshape(n, n)
