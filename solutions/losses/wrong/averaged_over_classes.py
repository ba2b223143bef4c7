"""`cross_entropy` divides by the number of entries instead of the number of examples.

Each example has one label, and costs one logarithm. The mean is over N of them, however many classes there are.

unnamed: formulas_behind_guards, made_from_one_table
required:
    test_loss_by_hand
    test_loss_of_a_batch
    test_pytorch_agrees
    test_any_shape
    test_awkward_arrays
    test_float32_is_taken
    test_two_copies_of_a_batch_cost_the_same
    test_arguments_are_left_alone
    test_an_impossible_label_costs_a_finite_amount
permitted:
    test_line_of_the_probability_runs_where_it_should
"""


def check_labels(rows, labels):
    if rows.ndim != 2 or labels.shape != (rows.shape[0],) or len(labels) == 0:
        raise ValueError("one label is needed for each row")
    if np.any(labels < 0) or np.any(labels >= rows.shape[1]):
        raise ValueError("no such class")


def cross_entropy(predictions, labels):
    check_labels(predictions, labels)
    p = predictions[np.arange(len(labels)), labels]
    return -np.sum(np.log(np.maximum(p, EPSILON))) / predictions.size
