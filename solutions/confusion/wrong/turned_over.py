"""The rows of the matrix are the predicted classes and its columns the actual ones: it is turned over.

Both conventions are in use, so it has to be said which one is meant. Here a row is what is true.

required:
    test_matrix_by_hand
    test_rows_are_actual_and_columns_predicted
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
    cells = yhat.astype(int) * n + y
    return np.bincount(cells, minlength=n * n).reshape(n, n)
