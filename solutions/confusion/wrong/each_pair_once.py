"""Each pair of classes is counted once, however often it occurs.

`matrix[y, yhat] += 1` reads all cells, adds, and writes them back: what occurs twice is written twice, with the same number. NumPy has a function that adds for every occurrence.

required:
    test_matrix_by_hand
    test_each_class_has_its_row_and_column
    test_scikit_learn_counts_the_same
    test_labels_of_any_kind
"""


def confusion_matrix(y, yhat, n):
    if len(y) != len(yhat):
        raise ValueError("different lengths")
    for labels in (y, yhat):
        if len(labels) > 0 and (labels.min() < 0 or labels.max() >= n):
            raise ValueError("a class that does not exist")
    matrix = np.zeros((n, n), dtype=int)
    matrix[y, yhat] += 1
    return matrix
