"""`minibatches` shuffles X and y each in an order of its own, so rows lose their answers.

One order, used for both. A network trained on other rows' answers learns nothing, and no error is raised.

required:
    test_every_row_comes_once_with_its_answer
    test_images_stay_whole
"""


def minibatches(X, y, batch_size, rng):
    if batch_size < 1 or len(X) != len(y):
        raise ValueError("rows and answers cannot be dealt out")
    X, y = rng.permutation(X), rng.permutation(y)
    order = np.arange(len(X))
    batches = []
    for start in range(0, len(X), batch_size):
        rows = order[start : start + batch_size]
        batches.append((X[rows], y[rows]))
    return batches
