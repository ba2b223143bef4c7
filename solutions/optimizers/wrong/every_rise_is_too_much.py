"""`diagnose_learning_rate` says too high as soon as a loss rises, as nearly every good run does.

Mini-batches make losses noisy. What does the table ask of the last loss, and what of those on the way?

required:
    test_losses_that_fall_are_good
    test_borders_of_the_table
    test_only_proportions_of_losses_count
"""


def diagnose_learning_rate(losses):
    if len(losses) < 2:
        raise ValueError("at least two losses are needed")
    first, last = losses[0], losses[-1]
    if not np.isfinite(losses).all() or any(b > a for a, b in zip(losses, losses[1:])) or last > first:
        return "too high"
    if last > 0.9 * first:
        return "too low"
    return "good"
