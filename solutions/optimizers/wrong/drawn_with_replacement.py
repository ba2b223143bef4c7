"""`minibatches` draws row numbers at random, so some rows come twice and others not at all.

An epoch deals all rows out once, like cards. `rng.integers` puts each card back.

required:
    test_every_row_comes_once_with_its_answer
    test_each_epoch_has_a_new_order
    test_order_is_drawn_from_rng
    test_images_stay_whole
    test_all_orders_are_equally_likely
"""


def minibatches(X, y, batch_size, rng):
    if batch_size < 1 or len(X) != len(y):
        raise ValueError("rows and answers cannot be dealt out")
    order = rng.integers(len(X), size=len(X)) if len(X) else np.arange(0)
    batches = []
    for start in range(0, len(X), batch_size):
        rows = order[start : start + batch_size]
        batches.append((X[rows], y[rows]))
    return batches
