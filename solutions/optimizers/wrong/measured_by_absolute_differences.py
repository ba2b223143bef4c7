"""`diagnose_learning_rate` wants the loss to fall by 0.1, whatever it began with.

A fall of 0.1 is much for a loss of 0.2 and nothing for one of 1000. The table speaks of nine tenths of the first.

required:
    test_only_proportions_of_losses_count
"""


def diagnose_learning_rate(losses):
    if len(losses) < 2:
        raise ValueError("at least two losses are needed")
    first, last = losses[0], losses[-1]
    if not np.isfinite(losses).all() or max(losses) > 2 * first or last > first:
        return "too high"
    if last > first - 0.1:
        return "too low"
    return "good"
