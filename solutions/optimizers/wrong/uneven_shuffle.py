"""`minibatches` sorts by whole random numbers; where two are equal, rows keep their old order.

Orders close to the old one come up more often than others. Numbers that are hardly ever equal would do, and NumPy's
`permutation` does it right.

required:
    test_all_orders_are_equally_likely
"""


def minibatches(X, y, batch_size, rng):
    if batch_size < 1 or len(X) != len(y):
        raise ValueError("rows and answers cannot be dealt out")
    order = np.argsort(rng.integers(len(X), size=len(X)) if len(X) else [], kind="stable").astype(int)
    batches = []
    for start in range(0, len(X), batch_size):
        rows = order[start : start + batch_size]
        batches.append((X[rows], y[rows]))
    return batches
