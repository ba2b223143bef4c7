"""The mean of a class without images is 0 everywhere, as if its images were black.

No images is not the same as black images. NaN says that there is nothing to tell.

required:
    test_class_without_images_has_no_mean
    test_means_of_any_size_and_kind
"""


def class_means(X, y, n_classes):
    means = np.zeros((n_classes, X.shape[1]))
    for k in range(n_classes):
        if np.any(y == k):
            means[k] = X[y == k].mean(axis=0)
    return means
