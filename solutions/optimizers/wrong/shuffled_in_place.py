"""`minibatches` shuffles the caller's arrays themselves.

Whoever handed them over finds the rows in another order afterwards. Shuffle row numbers.

required:
    test_data_is_left_alone
    test_images_stay_whole
"""


def minibatches(X, y, batch_size, rng):
    if batch_size < 1 or len(X) != len(y):
        raise ValueError("rows and answers cannot be dealt out")
    order = np.arange(len(X))
    state = rng.bit_generator.state
    rng.shuffle(X)
    rng.bit_generator.state = state
    rng.shuffle(y)
    batches = []
    for start in range(0, len(X), batch_size):
        rows = order[start : start + batch_size]
        batches.append((X[rows], y[rows]))
    return batches
