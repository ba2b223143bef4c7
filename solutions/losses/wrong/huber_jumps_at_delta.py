"""Beyond `delta` the loss is delta times the error, without the correction that makes both pieces meet.

Put an error of exactly delta into both formulas. They have to agree, or the loss jumps there.

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
    test_huber_bends_at_delta
    test_pytorch_agrees_for_any_delta
    test_integers_are_taken
    test_no_warning_up_to_1000
permitted:
    test_lines_of_the_errors_run_where_they_should
"""


def check_pairs(predictions, targets):
    if predictions.shape != targets.shape or predictions.size == 0:
        raise ValueError("predictions and targets must have the same shape")


def huber(predictions, targets, delta=1.0):
    check_pairs(predictions, targets)
    e = np.abs(predictions - targets)
    return np.mean(np.where(e <= delta, 0.5 * e**2, delta * e))
