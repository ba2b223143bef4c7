"""`diagnose_learning_rate` does not see NaN: every comparison with it is false.

A run that ended in NaN is called good, or too low. Ask of each loss whether it is a number.

required:
    test_losses_that_explode_mean_too_high
    test_no_number_is_overlooked
"""


def diagnose_learning_rate(losses):
    if len(losses) < 2:
        raise ValueError("at least two losses are needed")
    first, last = losses[0], losses[-1]
    if any(loss > 2 * first for loss in losses) or last > first:
        return "too high"
    if last > 0.9 * first:
        return "too low"
    return "good"
