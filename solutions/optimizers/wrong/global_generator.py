"""`minibatches` draws from NumPy's global generator and not from `rng`.

A run can be repeated only if all its randomness comes from the generator that the caller has seeded.

required:
    test_order_is_drawn_from_rng
"""


def minibatches(X, y, batch_size, rng):
    if batch_size < 1 or len(X) != len(y):
        raise ValueError("rows and answers cannot be dealt out")
    order = np.random.permutation(len(X))
    batches = []
    for start in range(0, len(X), batch_size):
        rows = order[start : start + batch_size]
        batches.append((X[rows], y[rows]))
    return batches
