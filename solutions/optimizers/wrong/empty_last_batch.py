"""`minibatches` ends with a batch of no rows when the rows come out even.

How many batches do 12 rows in fours make, and how many does your loop go through? The mean over an empty batch is
NaN.

required:
    test_sizes_of_any_epoch
"""


def minibatches(X, y, batch_size, rng):
    if batch_size < 1 or len(X) != len(y):
        raise ValueError("rows and answers cannot be dealt out")
    order = rng.permutation(len(X))
    batches = []
    for start in range(0, len(X) + 1, batch_size):
        rows = order[start : start + batch_size]
        batches.append((X[rows], y[rows]))
    return batches
