"""The share is wrong for images of bytes.

A byte holds numbers from 0 to 255, and what is beyond begins again at 0. In which type are the differences taken?

required:
    test_bytes_do_not_overflow
"""


def explained_by_means(images, labels):
    """Between the classes, over all."""
    if len(images) == 0 or len(images) != len(labels):
        raise ValueError("images and labels do not fit")
    X = images
    mean = X.mean(axis=0, dtype=np.float64).astype(X.dtype)
    total = ((X - mean) ** 2).sum()
    if total == 0:
        return 0.0
    between = 0.0
    for c in set(labels.tolist()):
        group = X[labels == c]
        between += len(group) * ((group.mean(axis=0) - mean) ** 2).sum()
    return float(between / total)
