"""Public checks of `weight_templates`: the statement's two classes of 2 by 2 pixels, and a classifier that learned digits."""

from functools import cache

import numpy as np
import pytest

from learnnn.checks import assert_close, assert_raises, require, shape_of, type_name
from learnnn.data import digits

NAN = np.nan
W = np.array([[1.0, 1.0], [2.0, -2.0], [-1.0, 2.0], [-2.0, 0.0]])  # the statement's weights: four pixels, two classes
B = np.array([0.5, -0.5])
IMAGE = np.array([1.0, 0.5, 0.0, 0.25])
IMAGES = np.array([[1.0, 0.5, 0.0, 0.25], [0.0, 0.5, 0.0, 0.75], [1.0, 0.0, 1.0, 0.0]])
LABELS = np.array([0, 0, 1])
MEANS = np.array([[0.5, 0.5, 0.0, 0.5], [1.0, 0.0, 1.0, 0.0]])
CORRELATIONS = np.array([[0.365148, 0.0], [-0.683130, 0.845154]])


# -- score ------------------------------------------------------------------------------------------------------------


@pytest.mark.task("score")
def test_scores_by_hand(student):
    """The statement's image scores 2 for class 0 and -0.5 for class 1."""
    assert_close(student.score(IMAGE, W, B), np.array([2.0, -0.5]), what="the array of scores")


@pytest.mark.task("score")
def test_each_image_of_a_batch_is_scored(student, rng):
    """For a batch (N, D) there are scores (N, K): each the sum of weight times pixel, and the bias of the class once."""
    X, weights, b = rng.normal(size=(5, 6)), rng.normal(size=(6, 3)), rng.normal(size=3)

    scores = student.score(X, weights, b)

    expected = [[b[k] + sum(weights[i, k] * x[i] for i in range(6)) for k in range(3)] for x in X]
    assert_close(scores, np.array(expected), what="the array of scores")


# -- contributions ----------------------------------------------------------------------------------------------------


@pytest.mark.task("contributions")
def test_contributions_by_hand(student):
    """The statement's four pixels give 1, 1, 0 and -0.5 to class 0, and 1, -1, 0 and 0 to class 1: each class has a column."""
    expected = np.array([[1.0, 1.0], [1.0, -1.0], [0.0, 0.0], [-0.5, 0.0]])

    assert_close(student.contributions(IMAGE, W), expected, what="the array of contributions")


@pytest.mark.task("contributions")
def test_contributions_add_up_to_the_score(student, rng):
    """All that the pixels give to a class, and its bias, add up to its score."""
    x, weights, b = rng.normal(size=7), rng.normal(size=(7, 4)), rng.normal(size=4)

    given = student.contributions(x, weights)

    require(shape_of(given) == "an array of shape (7, 4)", f"For D = 7 and K = 4 the answer is {shape_of(given)}.")
    assert_close(given.sum(axis=0) + b, b + x @ weights, what="the array of contributions and biases, summed,")


# -- templates --------------------------------------------------------------------------------------------------------


@pytest.mark.task("templates")
def test_templates_by_hand(student):
    """The statement's templates are 1, 2 above -1, -2 and 1, -2 above 2, 0."""
    expected = np.array([[[1.0, 2.0], [-1.0, -2.0]], [[1.0, -2.0], [2.0, 0.0]]])

    assert_close(student.templates(W, (2, 2)), expected, what="the array of templates")


@pytest.mark.task("templates")
def test_each_template_is_a_column(student, rng):
    """Template k is column k of the weights in rows of the image's width, also if the image is not square."""
    weights = rng.normal(size=(12, 5))

    answer = student.templates(weights, (3, 4))

    expected = [[[weights[4 * row + column, k] for column in range(4)] for row in range(3)] for k in range(5)]
    assert_close(answer, np.array(expected), what="the array of templates")


@pytest.mark.task("templates")
def test_images_of_another_size_are_refused(student, rng):
    """12 weights for each class are no images of 3 by 3 pixels: ValueError is raised."""
    assert_raises(ValueError, student.templates, rng.normal(size=(12, 5)), (3, 3))


# -- class_means ------------------------------------------------------------------------------------------------------


@pytest.mark.task("class_means")
def test_means_by_hand(student):
    """Of the statement's three images the first two are averaged, and the third is the mean of its class by itself."""
    assert_close(student.class_means(IMAGES, LABELS, 2), MEANS, what="the array of means")


@pytest.mark.task("class_means")
def test_class_without_images_has_no_mean(student):
    """Each class has its row, also where it has no images: that row is NaN."""
    expected = np.array([[NAN] * 4, MEANS[0], [NAN] * 4, MEANS[1], [NAN] * 4])

    assert_close(student.class_means(IMAGES, 2 * LABELS + 1, 5), expected, what="the array of means")


# -- template_correlation ---------------------------------------------------------------------------------------------


@pytest.mark.task("template_correlation")
def test_correlations_by_hand(student):
    """The statement's templates and means have the correlations 0.3651, 0, -0.6831 and 0.8452: each template has a row."""
    answer = student.template_correlation(W, MEANS)

    assert_close(answer, CORRELATIONS, what="the array of correlations", rtol=1e-5, atol=1e-6)


@pytest.mark.task("template_correlation")
def test_brightness_and_contrast_do_not_count(student):
    """Templates that are 3 times as strong, and means that are brighter by 2 everywhere, have the same correlations."""
    answer = student.template_correlation(3 * W, MEANS + 2)

    assert_close(answer, CORRELATIONS, what="the array of correlations", rtol=1e-5, atol=1e-6)


@cache
def learned():
    """The weights (64, 10) of a classifier of digits after 100 steps from zero, and the mean digits (10, 64)."""
    images, labels = (array[:600] for array in digits())
    X, Y = images.reshape(600, 64).astype(float), np.eye(10)[labels]
    weights, b = np.zeros((64, 10)), np.zeros(10)
    for _ in range(100):
        scores = X @ weights + b
        shares = np.exp(scores - scores.max(axis=1, keepdims=True))
        error = (shares / shares.sum(axis=1, keepdims=True) - Y) / 600
        weights, b = weights - 0.5 * X.T @ error, b - 0.5 * error.sum(axis=0)
    return weights, Y.T @ X / Y.sum(axis=0)[:, None]


@pytest.mark.task("template_correlation")
def test_each_template_is_most_like_its_own_class(student):
    """In a classifier that learned digits, each template is more like the mean of its own class than like any other."""
    answer = student.template_correlation(*learned())

    require(shape_of(answer) == "an array of shape (10, 10)", f"For ten digits the answer is {shape_of(answer)}.")
    for k in range(10):
        likest = int(np.argmax(answer[k]))
        require(likest == k, f"In your answer, the template of {k} is most like the mean of {likest}.")


# -- plot_templates ---------------------------------------------------------------------------------------------------


def shown(student, weights):
    """The axes with something to see by their titles, as plain data."""
    handle = student.plot_templates(weights)
    require(type_name(handle) == "Figure", f"`plot_templates` returned {shape_of(handle)}, expected the figure.")
    axes = [one for one in student.figure(handle)["axes"] if not one["is_colorbar"] and (one["images"] or one["title"])]
    return {one["title"].strip(): one for one in axes}


@pytest.mark.task("plot_templates")
def test_each_class_has_axes_with_its_number(student, rng):
    """For three classes three axes are titled 0, 1 and 2, and each holds one image."""
    axes = shown(student, rng.normal(size=(16, 3)))

    titles = ", ".join(map(repr, axes))
    require(sorted(axes) == ["0", "1", "2"], f"The titles of the axes are {titles or 'all empty'}.")
    for title, one in axes.items():
        require(len(one["images"]) == 1, f"The axes titled {title} hold {len(one['images'])} images, expected one.")


@pytest.mark.task("plot_templates")
def test_templates_are_shown_upright(student, rng):
    """Each image holds the template of its class, with row 0 at the top and column 0 on the left."""
    weights = rng.normal(size=(16, 3))

    axes = shown(student, weights)

    for k in range(3):
        require(bool(axes.get(str(k), {}).get("images")), f"There is no image titled {k}.")
        one = axes[str(k)]
        assert_close(one["images"][0]["array"], weights[:, k].reshape(4, 4), what=f"the array shown for class {k}")
        require(one["images"][0]["is_upright"], "Row 0 of an image is at the bottom.")
        require(one["xlim"][0] < one["xlim"][1], "Column 0 of an image is on the right.")


@pytest.mark.task("plot_templates")
def test_images_that_are_not_square_are_refused(student, rng):
    """12 pixels make no square: ValueError is raised."""
    assert_raises(ValueError, student.plot_templates, rng.normal(size=(12, 3)))
