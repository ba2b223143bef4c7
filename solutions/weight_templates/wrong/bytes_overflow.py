"""The means of images of bytes are wrong, and those of other numbers are right: the sums overflow.

A uint8 ends at 255, and starts again at 0. In which dtype are your sums kept?

required:
    test_means_of_any_size_and_kind
"""


def class_means(X, y, n_classes):
    means = np.full((n_classes, X.shape[1]), np.nan)
    for k in range(n_classes):
        if np.any(y == k):
            means[k] = X[y == k].sum(axis=0, dtype=X.dtype) / np.sum(y == k)
    return means
