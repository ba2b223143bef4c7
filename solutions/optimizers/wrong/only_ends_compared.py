"""`diagnose_learning_rate` compares the last loss with the first, and overlooks an explosion in between.

A loss of more than twice the first means too high, wherever the run ends.

required:
    test_losses_that_exploded_on_the_way_mean_too_high
    test_borders_of_the_table
    test_only_proportions_of_losses_count
"""


def diagnose_learning_rate(losses):
    if len(losses) < 2:
        raise ValueError("at least two losses are needed")
    first, last = losses[0], losses[-1]
    if not np.isfinite(losses).all() or last > first:
        return "too high"
    if last > 0.9 * first:
        return "too low"
    return "good"
