"""The directions are those in which the data vary least.

In which order does the function that you use return what it found? `np.linalg.eigh` begins with the smallest.

required:
    test_shares_by_hand
    test_directions_by_hand
    test_subspace_is_the_one_of_largest_variance
    test_subspace_at_any_scale
    test_subspace_is_that_of_scikit_learn
    test_few_rows_and_flat_data
"""


def pca(X, k):
    if k < 1 or k > min(X.shape):
        raise ValueError("k does not fit")
    mean = X.mean(axis=0)
    centred = X - mean
    variances, vectors = np.linalg.eigh(centred.T @ centred)
    order = np.argsort(variances)
    directions = vectors[:, order[:k]].T
    shares = variances[order[:k]] / variances.sum()
    return centred @ directions.T, directions, shares
