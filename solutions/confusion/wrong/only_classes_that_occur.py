"""The matrix is only as large as the highest class that occurs, not n by n.

A class that is never seen and never predicted has a row and a column, too: of zeros.

required:
    test_each_class_has_its_row_and_column
permitted:
    test_matrix_by_hand
    test_scikit_learn_counts_the_same
    test_labels_of_any_kind
"""


def confusion_matrix(y, yhat, n):
    if len(y) != len(yhat):
        raise ValueError("different lengths")
    for labels in (y, yhat):
        if len(labels) > 0 and (labels.min() < 0 or labels.max() >= n):
            raise ValueError("a class that does not exist")
    n_found = 1 + int(max(y.astype(int).max(initial=-1), yhat.astype(int).max(initial=-1)))
    matrix = np.zeros((n_found, n_found), dtype=int)
    np.add.at(matrix, (y, yhat), 1)
    return matrix
