"""A class without images has no row of its own, and the means of the classes after it move up.

Ask for all classes from 0 to n_classes - 1, whether they occur or not.

required:
    test_class_without_images_has_no_mean
    test_means_of_any_size_and_kind
"""


def class_means(X, y, n_classes):
    return np.array([X[y == k].mean(axis=0) for k in np.unique(y)]).reshape(-1, X.shape[1])
