"""Hidden checks of `weight_templates`: scikit-learn's and NumPy's opinion, other sizes, images of bytes, awkward arrays."""

import numpy as np
import pytest

from learnnn.checks import assert_close, assert_inputs_unchanged, assert_raises, require, shape_of, type_name
from learnnn.data import digits

SIZES = [(4, 6, 3), (1, 9, 2), (5, 4, 1), (3, 1, 4), (0, 5, 3)]  # (N, D, K)


def read_only(array):
    """A copy that cannot be written to."""
    copy = array.copy()
    copy.setflags(write=False)
    return copy


def awkward_versions(array):
    """The same numbers as a read-only, a Fortran-ordered and a strided array."""
    return read_only(array), np.asfortranarray(array), np.repeat(array, 2, axis=-1)[..., ::2]


# -- score ------------------------------------------------------------------------------------------------------------


@pytest.mark.task("score")
def test_scikit_learn_gets_the_same_scores(student):
    """A classifier that scikit-learn trained on digits gives the same scores, to a batch and to one image."""
    from sklearn.linear_model import RidgeClassifier

    images, labels = digits()
    X = images[:60].reshape(60, 64).astype(np.float64)
    classifier = RidgeClassifier().fit(X, labels[:60])
    weights, b = classifier.coef_.T, classifier.intercept_  # (64, 10), not contiguous

    expected = classifier.decision_function(X[:7])
    assert_close(student.score(X[:7], weights, b), expected, what="the array of scores")
    assert_close(student.score(X[6], weights, b), expected[6], what="the scores of one image")


@pytest.mark.task("score")
def test_scores_of_any_size_and_kind(student, rng):
    """Batches of any size, an empty one too, one class, one pixel, bytes, float32 and awkward arrays are scored."""
    for n, d, k in SIZES:
        X, weights, b = rng.integers(256, size=(n, d)), rng.normal(size=(d, k)), rng.normal(size=k)
        expected = np.einsum("nd,dk->nk", X, weights) + b
        kinds = X, X.astype(np.uint8), X.astype(float), *awkward_versions(X)
        cases = *((images, weights) for images in kinds), *((X, w) for w in awkward_versions(weights))
        for scores in student.score.each(*((*case, read_only(b)) for case in cases)):
            assert_close(scores, expected, what=f"the scores of {n} images")
        narrow = student.score(*(array.astype(np.float32) for array in (X, weights, b)))
        assert_close(narrow, expected.astype(np.float32), what=f"the scores of {n} images in float32")
    assert_inputs_unchanged(student)


# -- contributions ----------------------------------------------------------------------------------------------------


@pytest.mark.task("contributions")
def test_contributions_of_any_size_and_kind(student, rng):
    """Images and weights of any size, bytes, float32 and awkward arrays lead to the contributions of each pixel."""
    for _, d, k in SIZES:
        x, weights = rng.integers(256, size=d), rng.normal(size=(d, k))
        expected = np.einsum("d,dk->dk", x, weights)
        images = x, x.astype(np.uint8), x.astype(float), *awkward_versions(x)
        others = *awkward_versions(weights), weights.astype(np.float32)
        cases = *((image, weights) for image in images), *((x.astype(w.dtype), w) for w in others)
        for contributions in student.contributions.each(*cases):
            assert_close(contributions, expected, what="the array of contributions")
    assert_inputs_unchanged(student)


# -- templates --------------------------------------------------------------------------------------------------------


@pytest.mark.task("templates")
def test_templates_of_any_shape(student, rng):
    """Wide, high, flat and coloured images, one class, and awkward weights: the numbers and their dtype are kept."""
    for shape in ((2, 6), (6, 2), (2, 2, 3), (12,), (1, 12, 1)):
        for k in (1, 4):
            weights = rng.normal(size=(12, k))
            expected = np.stack([weights[:, c].copy().reshape(shape) for c in range(k)])
            kinds = weights, *awkward_versions(weights), weights.astype(np.float32)
            for w, answer in zip(kinds, student.templates.each(*((w, shape) for w in kinds)), strict=True):
                assert_close(answer, expected, what=f"templates of shape {shape}", dtype=w.dtype.name)
    assert_inputs_unchanged(student)


@pytest.mark.task("templates")
def test_images_that_are_too_small_or_too_large_are_refused(student, rng):
    """An image of fewer or more numbers than there are weights is refused, also where all the weights fill a few of them."""
    for shape in ((2, 2), (2, 4), (3, 8), (4,), (24, 2), (2, 2, 2)):
        assert_raises(ValueError, student.templates, rng.normal(size=(12, 4)), shape)


# -- class_means ------------------------------------------------------------------------------------------------------


@pytest.mark.task("class_means")
def test_scikit_learn_finds_the_same_means(student):
    """The mean digits are those that scikit-learn finds, whichever order the examples come in."""
    from sklearn.neighbors import NearestCentroid

    images, labels = (array[:50] for array in digits())
    X = images.reshape(50, 64).astype(np.float64)
    expected = NearestCentroid().fit(X, labels).centroids_

    assert_close(student.class_means(X, labels, 10), expected, what="the array of means")
    assert_close(student.class_means(X[::-1], labels[::-1], 10), expected, what="the means of images in reverse")


@pytest.mark.task("class_means")
def test_means_of_any_size_and_kind(student, rng):
    """Bytes do not overflow; one image, no images, one class and labels of any integers have their means."""
    for n, d, c in ((40, 3, 4), (1, 5, 3), (6, 1, 1), (0, 4, 2)):
        X, y = rng.integers(200, 256, size=(n, d)), rng.integers(c, size=n)
        expected = np.full((c, d), np.nan)
        for k in set(y.tolist()):
            expected[k] = np.mean([row.astype(float) for row, label in zip(X, y, strict=True) if label == k], axis=0)
        kinds = X, X.astype(np.uint8), X.astype(float), X.astype(np.float32), *awkward_versions(X)
        cases = [(images, labels, c) for images in kinds for labels in (y, y.astype(np.uint8), read_only(y))]
        for means in student.class_means.each(*cases):
            assert_close(means, expected, what=f"the means of {n} images")
    assert_inputs_unchanged(student)


# -- template_correlation ---------------------------------------------------------------------------------------------


@pytest.mark.task("template_correlation")
def test_numpy_finds_the_same_correlations(student, rng):
    """The correlations are NumPy's for any number of templates and of means, at any scale, for awkward arrays too."""
    for d, k, c in ((9, 3, 3), (20, 2, 5), (6, 4, 1), (2, 1, 3)):
        weights, means = 10.0 ** rng.integers(-2, 6) * rng.normal(size=(d, k)), rng.uniform(0, 255, size=(c, d))
        expected = np.corrcoef(weights.T, means)[:k, k:]
        for w, m in zip(awkward_versions(weights), awkward_versions(means), strict=True):
            assert_close(student.template_correlation(w, m), expected, what="the array of correlations")
        if d > 2:  # two numbers in float32 have a correlation of 1 or -1, however they are rounded
            narrow = student.template_correlation(weights.astype(np.float32), means.astype(np.float32))
            assert_close(narrow, expected, what="the array of correlations in float32", rtol=1e-3, atol=1e-3)
    assert_inputs_unchanged(student)


# -- plot_templates ---------------------------------------------------------------------------------------------------


def pictures(student, weights):
    """The arrays shown in the figure by the titles of their axes."""
    handle = student.plot_templates(weights)
    require(type_name(handle) == "Figure", f"`plot_templates` returned {shape_of(handle)}, expected the figure.")
    axes = [one for one in student.figure(handle)["axes"] if not one["is_colorbar"]]
    found = [(one["title"].strip(), image["array"]) for one in axes for image in one["images"]]
    require(len(found) == weights.shape[1], f"The figure shows {len(found)} images for {weights.shape[1]} classes.")
    return dict(found)


@pytest.mark.task("plot_templates")
def test_any_number_of_templates_is_shown(student, rng):
    """One class, eleven classes, one pixel and awkward weights: each class has one image, in a new figure each time."""
    wide = awkward_versions(rng.normal(size=(4, 2)))
    for weights in (rng.normal(size=(9, 1)), rng.normal(size=(4, 11)), rng.normal(size=(1, 3)), *wide):
        side, n_classes = round(len(weights) ** 0.5), weights.shape[1]
        found = pictures(student, weights)
        for k in range(n_classes):
            require(str(k) in found, f"No image is titled with the number of class {k}.")
            assert_close(found[str(k)], weights[:, k].reshape(side, side), what=f"the array shown for class {k}")
    assert_inputs_unchanged(student)


@pytest.mark.task("plot_templates")
def test_only_squares_are_shown(student, rng):
    """2, 3, 8, 15 and 24 pixels are refused: none of them is the square of a whole number."""
    for d in (2, 3, 8, 15, 24):
        assert_raises(ValueError, student.plot_templates, rng.normal(size=(d, 2)))
