"""The shares are of how far the data spread, not of their variance.

The variance goes with the square: a direction along which the data spread twice as far has four times the variance.
Singular values are spreads.

required:
    test_shares_by_hand
    test_subspace_is_the_one_of_largest_variance
    test_subspace_at_any_scale
    test_subspace_is_that_of_scikit_learn
"""


def pca(X, k):
    if k < 1 or k > min(X.shape):
        raise ValueError("k does not fit")
    mean = X.mean(axis=0)
    centred = X - mean
    U, s, Vt = np.linalg.svd(centred, full_matrices=False)
    directions = Vt[:k]
    shares = s[:k] / s.sum()
    return centred @ directions.T, directions, shares
