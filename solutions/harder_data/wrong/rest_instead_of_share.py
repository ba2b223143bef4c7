"""What the class means leave unexplained is returned in place of what they explain.

Images that are equal within their classes have a share of 1.

required:
    test_share_by_hand
    test_large_classes_count_more
    test_share_is_one_or_nothing
    test_share_is_that_of_a_regression
    test_bytes_do_not_overflow
"""


def explained_by_means(images, labels):
    """Between the classes, over all."""
    if len(images) == 0 or len(images) != len(labels):
        raise ValueError("images and labels do not fit")
    X = images.astype(float)
    mean = X.mean(axis=0)
    total = ((X - mean) ** 2).sum()
    if total == 0:
        return 0.0
    between = 0.0
    for c in set(labels.tolist()):
        group = X[labels == c]
        between += len(group) * ((group.mean(axis=0) - mean) ** 2).sum()
    return float(1 - between / total)
