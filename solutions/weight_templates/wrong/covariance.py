"""The answers grow with the strength of the template: they are covariances, not correlations.

A correlation is divided by the spread of both sides, and lies between -1 and 1.

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
            result[k, c] = np.mean(template * mean)
    return result
