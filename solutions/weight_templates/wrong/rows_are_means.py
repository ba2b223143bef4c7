"""The correlations are there, but turned over: each mean has a row, and each template a column.

Row k belongs to the template of class k. Try more templates than means to see which is which.

required:
    test_correlations_by_hand
    test_brightness_and_contrast_do_not_count
    test_numpy_finds_the_same_correlations
permitted:
    test_each_template_is_most_like_its_own_class
"""


def template_correlation(W, means):
    result = np.zeros((W.shape[1], len(means)))
    for k in range(W.shape[1]):
        for c in range(len(means)):
            template = W[:, k] - W[:, k].mean()
            mean = means[c] - means[c].mean()
            result[k, c] = np.sum(template * mean) / np.sqrt(np.sum(template**2) * np.sum(mean**2))
    return result.T
