"""`minibatches` draws the order of the batches, but each holds neighbouring rows.

Where data is sorted, each batch still has one class only. The rows are to be mixed, and new ones meet in each
epoch.

required:
    test_each_epoch_has_a_new_order
    test_all_orders_are_equally_likely
"""


def minibatches(X, y, batch_size, rng):
    if batch_size < 1 or len(X) != len(y):
        raise ValueError("rows and answers cannot be dealt out")
    starts = list(range(0, len(X), batch_size))
    full, last = starts[:-1], starts[-1:]
    rng.shuffle(full)
    order = np.arange(len(X))
    batches = []
    for start in full + last:
        rows = order[start : start + batch_size]
        batches.append((X[rows], y[rows]))
    return batches
