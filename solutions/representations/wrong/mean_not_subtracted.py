"""The directions and coordinates depend on where the data lie, not only on how they vary.

The variance is measured from the mean. From the origin, the direction towards the mean would nearly always come first.

required:
    test_shares_by_hand
    test_directions_by_hand
    test_coordinates_belong_to_the_directions
    test_subspace_is_the_one_of_largest_variance
    test_subspace_is_that_of_scikit_learn
    test_few_rows_and_flat_data
"""


def pca(X, k):
    if k < 1 or k > min(X.shape):
        raise ValueError("k does not fit")
    centred = X.astype(float)
    variances, vectors = np.linalg.eigh(centred.T @ centred)
    order = np.argsort(variances)[::-1]
    directions = vectors[:, order[:k]].T
    shares = variances[order[:k]] / variances.sum()
    return centred @ directions.T, directions, shares
