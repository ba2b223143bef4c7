"""For images that are all the same the share is not a number.

Then nothing varies, and both sums are 0. Which answer does the contract give?

required:
    test_share_is_one_or_nothing
    test_share_needs_labelled_images
"""


def explained_by_means(images, labels):
    """Between the classes, over all."""
    if len(images) == 0 or len(images) != len(labels):
        raise ValueError("images and labels do not fit")
    X = images.astype(float)
    mean = X.mean(axis=0)
    total = ((X - mean) ** 2).sum()
    between = 0.0
    for c in set(labels.tolist()):
        group = X[labels == c]
        between += len(group) * ((group.mean(axis=0) - mean) ** 2).sum()
    return float(between / total)
