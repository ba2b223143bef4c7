"""`minibatches` makes a generator of its own with a fixed seed, so all epochs have one order.

The caller's `rng` moves on from call to call; a new `default_rng(0)` begins anew each time.

required:
    test_each_epoch_has_a_new_order
    test_order_is_drawn_from_rng
    test_all_orders_are_equally_likely
"""


def minibatches(X, y, batch_size, rng):
    if batch_size < 1 or len(X) != len(y):
        raise ValueError("rows and answers cannot be dealt out")
    order = np.random.default_rng(0).permutation(len(X))
    batches = []
    for start in range(0, len(X), batch_size):
        rows = order[start : start + batch_size]
        batches.append((X[rows], y[rows]))
    return batches
