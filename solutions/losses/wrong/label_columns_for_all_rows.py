"""`predictions[:, labels]` takes every label's column for every row, a table of N times N, instead of one entry for
each row.

Two arrays of indices, one with the rows and one with the columns, pick one entry for each pair.

required:
    test_loss_by_hand
    test_loss_of_a_batch
    test_pytorch_agrees
    test_any_shape
    test_awkward_arrays
    test_float32_is_taken
    test_two_copies_of_a_batch_cost_the_same
    test_arguments_are_left_alone
"""


def check_labels(rows, labels):
    if rows.ndim != 2 or labels.shape != (rows.shape[0],) or len(labels) == 0:
        raise ValueError("one label is needed for each row")
    if np.any(labels < 0) or np.any(labels >= rows.shape[1]):
        raise ValueError("no such class")


def cross_entropy(predictions, labels):
    check_labels(predictions, labels)
    p = predictions[:, labels]
    return -np.mean(np.log(np.maximum(p, EPSILON)))
