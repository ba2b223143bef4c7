"""`minibatches` deals the rows out as they come, in the same order in every epoch.

Data is often sorted, and batches of one class teach the network nothing but that class. Draw an order.

required:
    test_each_epoch_has_a_new_order
    test_order_is_drawn_from_rng
    test_all_orders_are_equally_likely
"""


def minibatches(X, y, batch_size, rng):
    if batch_size < 1 or len(X) != len(y):
        raise ValueError("rows and answers cannot be dealt out")
    order = np.arange(len(X))
    batches = []
    for start in range(0, len(X), batch_size):
        rows = order[start : start + batch_size]
        batches.append((X[rows], y[rows]))
    return batches
