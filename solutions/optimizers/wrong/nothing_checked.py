"""`minibatches` takes any batch size and any number of answers.

A batch of no rows never gets to the end of the data, and rows beyond the answers have none. Ask first.

required:
    test_batches_have_rows
    test_rows_and_answers_are_as_many
"""


def minibatches(X, y, batch_size, rng):
    order = rng.permutation(len(X))
    batches = []
    for start in range(0, len(X), batch_size):
        rows = order[start : start + batch_size]
        batches.append((X[rows], y[rows]))
    return batches
