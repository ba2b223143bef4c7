"""`predictions[:, labels]` takes every label's column for every row, a table of N times N, instead of one entry for
each row.

Two arrays of indices, one with the rows and one with the columns, pick one entry for each pair.

over: formulas_behind_guards, plain_loops
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


def cross_entropy(predictions, labels):
    check_labels(predictions, labels)
    p = predictions[:, labels]
    return -np.mean(np.log(np.maximum(p, EPSILON)))
