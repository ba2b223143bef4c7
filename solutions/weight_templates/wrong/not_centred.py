"""The correlations change when an image becomes brighter everywhere: the numbers are compared with 0 instead of with their mean.

Subtract from each template its own mean over the pixels, and from each mean image its own, before anything is multiplied.

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
            template = W[:, k]
            mean = means[c]
            result[k, c] = np.sum(template * mean) / np.sqrt(np.sum(template**2) * np.sum(mean**2))
    return result
