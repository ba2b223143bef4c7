"""The shares always add up to 1, however few directions are kept.

What is left out counts, too: the total is the variance of all columns of `X` together.

required:
    test_subspace_is_the_one_of_largest_variance
    test_subspace_at_any_scale
    test_subspace_is_that_of_scikit_learn
"""


def pca(X, k):
    if k < 1 or k > min(X.shape):
        raise ValueError("k does not fit")
    mean = X.mean(axis=0)
    centred = X - mean
    variances, vectors = np.linalg.eigh(centred.T @ centred)
    order = np.argsort(variances)[::-1]
    directions = vectors[:, order[:k]].T
    shares = variances[order[:k]] / variances[order[:k]].sum()
    return centred @ directions.T, directions, shares
