"""`minibatches` leaves the last rows out when they do not fill a batch.

Every row comes once in an epoch. A slice beyond the end of an array is no mistake, only shorter.

required:
    test_batches_have_their_sizes
    test_every_row_comes_once_with_its_answer
    test_data_is_left_alone
    test_sizes_of_any_epoch
    test_images_stay_whole
"""


def minibatches(X, y, batch_size, rng):
    if batch_size < 1 or len(X) != len(y):
        raise ValueError("rows and answers cannot be dealt out")
    order = rng.permutation(len(X))
    batches = []
    for start in range(0, len(X) - batch_size + 1, batch_size):
        rows = order[start : start + batch_size]
        batches.append((X[rows], y[rows]))
    return batches
