"""Public checks of `representations`: small data that can be followed by hand, groups that cannot be missed, and the map."""

import numpy as np
import pytest

from learnnn.checks import assert_close, assert_equal, assert_raises, require, shape_of, type_name

# -- pca --------------------------------------------------------------------------------------------------------------

CROSS = np.array([[8.0, 9.0], [2.0, 1.0], [3.0, 6.5], [7.0, 3.5]])  # the statement's points, around (5, 5)


def answer_of_pca(student, X, k):
    """The triple (Z, directions, shares), which are arrays of the right shapes."""
    answer = student.pca(X, k)
    is_triple = isinstance(answer, tuple | list) and len(answer) == 3
    require(is_triple, f"`pca` returned {shape_of(answer)}, expected the triple (Z, directions, shares).")
    shapes = (len(X), k), (k, X.shape[1]), (k,)
    for name, part, shape in zip(("Z", "directions", "shares"), answer, shapes, strict=True):
        require(isinstance(part, np.ndarray), f"`{name}` is {shape_of(part)}, expected an array.")
        require(part.shape == shape, f"`{name}` has the shape {part.shape}, expected {shape}.")
    return tuple(answer)


def some_points(rng, n_samples, spreads):
    """Points whose directions and spreads are known: the points, the directions (D, D), and the shares of the variance."""
    columns = rng.normal(size=(n_samples, len(spreads)))
    columns, _ = np.linalg.qr(columns - columns.mean(axis=0))  # mean 0, length 1, at right angles
    directions, _ = np.linalg.qr(rng.normal(size=(len(spreads), len(spreads))))
    return columns * spreads @ directions, directions, np.square(spreads) / np.sum(np.square(spreads))


@pytest.mark.task("pca")
def test_shares_by_hand(student):
    """The statement's example: the first direction holds 0.8 of the variance and the second 0.2."""
    _, _, shares = answer_of_pca(student, CROSS, 2)

    assert_close(shares, np.array([0.8, 0.2]), what="the array of shares")


@pytest.mark.task("pca")
def test_directions_by_hand(student):
    """The statement's example: the directions are (0.6, 0.8) and (-0.8, 0.6), each with either sign."""
    _, directions, _ = answer_of_pca(student, CROSS, 2)

    for row, expected in zip(directions, ((0.6, 0.8), (-0.8, 0.6)), strict=True):
        sign = 1.0 if row @ expected >= 0 else -1.0
        assert_close(sign * row, np.array(expected), what="a direction, with the sign that fits")


@pytest.mark.task("pca")
def test_coordinates_belong_to_the_directions(student, rng):
    """Row n of `Z` holds the coordinates of row n of `X` along the directions, measured from the mean."""
    X, _, _ = some_points(rng, 12, [5.0, 3.0, 1.0, 0.5])
    X = X + np.array([3.0, -1.0, 0.0, 2.0])

    Z, directions, _ = answer_of_pca(student, X, 2)

    assert_close(Z, (X - X.mean(axis=0)) @ directions.T, what="`Z`")


@pytest.mark.task("pca")
def test_subspace_is_the_one_of_largest_variance(student, rng):
    """The directions span the plane in which the data vary most; the shares are measured against all of the variance."""
    X, directions, shares = some_points(rng, 20, [1.0, 7.0, 0.5, 3.0, 0.1])
    best = directions[[1, 3]]

    _, found, found_shares = answer_of_pca(student, X + 10.0, 2)

    assert_close(found_shares, shares[[1, 3]], what="the array of shares")
    assert_close(found.T @ found, best.T @ best, what="the projection onto the directions")


@pytest.mark.task("pca")
def test_numbers_of_directions_that_do_not_fit(student, rng):
    """No directions, more than columns and more than rows raise ValueError."""
    for X, k in ((rng.normal(size=(6, 3)), 0), (rng.normal(size=(6, 3)), 4), (rng.normal(size=(3, 6)), 4)):
        assert_raises(ValueError, student.pca, X, k)


# -- neighbour_accuracy -----------------------------------------------------------------------------------------------


@pytest.mark.task("neighbour_accuracy")
def test_neighbours_by_hand(student):
    """The statement's example: of samples at 0, 1, 3 and 7 with the classes 0, 0, 1, 1, three have a neighbour of their class."""
    answer = student.neighbour_accuracy(np.array([[0.0], [1.0], [3.0], [7.0]]), np.array([0, 0, 1, 1]))

    assert_close(answer, 0.75, what="the share")


@pytest.mark.task("neighbour_accuracy")
def test_nobody_is_their_own_neighbour(student):
    """Where everyone's nearest other sample is of another class, the answer is 0."""
    h = np.array([[0.0, 0.0], [0.0, 1.0], [9.0, 0.0], [9.0, 1.0]])

    assert_close(student.neighbour_accuracy(h, np.array([0, 1, 1, 0])), 0.0, what="the share")


@pytest.mark.task("neighbour_accuracy")
def test_equal_samples_are_neighbours(student):
    """A sample that occurs twice, in classes 0 and 1, has its double as its neighbour, and not a sample further off."""
    h = np.array([[2.0, 2.0], [2.0, 2.0], [3.0, 2.0], [3.5, 2.0]])

    assert_close(student.neighbour_accuracy(h, np.array([0, 1, 0, 0])), 0.5, what="the share")


@pytest.mark.task("neighbour_accuracy")
def test_distance_is_straight(student):
    """The nearest is the one in a straight line: from (0, 0) it is (3, 3) and not (5, 0)."""
    h = np.array([[0.0, 0.0], [3.0, 3.0], [5.0, 0.0], [3.0, 3.5], [5.5, 0.0]])

    assert_close(student.neighbour_accuracy(h, np.array([0, 0, 1, 0, 1])), 1.0, what="the share")
    assert_close(student.neighbour_accuracy(h, np.array([1, 0, 1, 0, 1])), 0.8, what="the share")


# -- embed ------------------------------------------------------------------------------------------------------------


def groups(rng, n_groups, size, n_units):
    """Groups at the corners of a space of many dimensions, no two of them nearer than others, and their numbers."""
    y = np.repeat(np.arange(n_groups), size)
    return 7 * np.eye(n_groups, n_units)[y] + 0.7 * rng.normal(size=(len(y), n_units)), y


def places_of(student, h):
    """The places, which are finite floats (N, 2)."""
    Z = student.embed(h)
    require(isinstance(Z, np.ndarray), f"`embed` returned {shape_of(Z)}, expected an array.")
    require(Z.shape == (len(h), 2), f"`embed` returned {shape_of(Z)}, expected the shape {(len(h), 2)}.")
    require(Z.dtype.kind == "f" and bool(np.all(np.isfinite(Z))), "Some places are not finite floats.")
    return Z


def share_with_own_neighbour(Z, y):
    """The share of places whose nearest other place belongs to the same group."""
    squares = np.square(Z[:, np.newaxis] - Z).sum(axis=2)
    squares[np.diag_indices(len(Z))] = np.inf
    return float(np.mean(y[squares.argmin(axis=1)] == y))


@pytest.mark.task("embed")
def test_groups_stay_apart(student, rng):
    """Ten groups of ten, in twelve dimensions, are groups in the plane too: 95 % have a neighbour of their own group."""
    h, y = groups(rng, 10, 10, 12)

    share = share_with_own_neighbour(places_of(student, h), y)

    require(share >= 0.95, f"Only {share:.0%} of the samples have a neighbour of their own group in the plane.")


@pytest.mark.task("embed")
def test_same_places_each_time(student, rng):
    """The same samples get the same places when they are embedded again."""
    h, _ = groups(rng, 3, 10, 4)

    assert_close(places_of(student, h), places_of(student, h), what="the second answer, against the first:")


# -- analogy ----------------------------------------------------------------------------------------------------------

WORDS = {  # the statement's words, in two dimensions
    "man": np.array([1.0, 2.0]),
    "woman": np.array([1.0, -2.0]),
    "king": np.array([5.0, 2.0]),
    "throne": np.array([6.0, 0.0]),
    "queen": np.array([4.0, -2.0]),
    "apple": np.array([-3.0, 1.0]),
}


@pytest.mark.task("analogy")
def test_king_and_queen(student):
    """The statement's example: woman is to queen as man is to king, and man to king as woman to queen."""
    for (a, b, c), expected in ((("man", "king", "woman"), "queen"), (("woman", "queen", "man"), "king")):
        assert_equal(student.analogy(WORDS, a, b, c), expected, what=f"what is to {c} as {b} is to {a}")


@pytest.mark.task("analogy")
def test_words_of_the_question_are_no_answers(student):
    """None of the three words is the answer, even where it is the nearest."""
    vectors = {"big": [1.0, 3.0], "bigger": [1.1, 3.0], "small": [3.0, 1.0], "smaller": [4.0, 2.5], "far": [-1.0, 1.0]}
    vectors = {word: np.array(vector) for word, vector in vectors.items()}

    assert_equal(student.analogy(vectors, "big", "bigger", "small"), "smaller", what="the answer")


@pytest.mark.task("analogy")
def test_length_of_a_vector_does_not_count(student):
    """Only the direction of a vector counts: neither a very long one nor a near one beats the one in the right direction."""
    others = {"long": np.array([90.0, 60.0]), "near": np.array([4.5, -1.0]), "queen": np.array([20.0, -8.5])}

    assert_equal(student.analogy(WORDS | others, "man", "king", "woman"), "queen", what="the answer")


@pytest.mark.task("analogy")
def test_unknown_words_are_refused(student):
    """A word without a vector raises KeyError, in each of the three places."""
    for question in (("boy", "king", "woman"), ("man", "boy", "woman"), ("man", "king", "boy")):
        assert_raises(KeyError, student.analogy, WORDS, *question)


# -- plot_embedding ---------------------------------------------------------------------------------------------------

Z = np.array([[0.0, 0.0], [2.0, 1.0], [-3.0, 4.0], [-5.0, 6.0], [-4.0, 2.0], [9.0, -7.0]])
Y = np.array([0, 0, 2, 2, 2, 5])


def drawn(student):
    """The only axes of the figure as plain data, and what its legend shows."""
    handle = student.plot_embedding(Z, Y)
    require(type_name(handle) == "Figure", f"`plot_embedding` returned {shape_of(handle)}, expected the figure.")
    figure = student.figure(handle)
    require(len(figure["axes"]) == 1, f"The figure has {len(figure['axes'])} axes, expected one.")
    return figure["axes"][0], figure["axes"][0]["legend"] or figure["legend"] or []


@pytest.mark.task("plot_embedding")
def test_each_class_is_a_series_with_its_number(student):
    """The points of each class are drawn under its label, and its number stands at their mean."""
    axes, _ = drawn(student)

    for k in (0, 2, 5):
        scattered = [points["offsets"] for points in axes["points"] if points["label"] == f"class {k}"]
        plotted = [np.column_stack([line["x"], line["y"]]) for line in axes["lines"] if line["label"] == f"class {k}"]
        points = np.vstack([np.empty((0, 2)), *scattered, *plotted])
        expected = Z[k == Y]
        assert_close(points[np.lexsort(points.T)], expected[np.lexsort(expected.T)], what=f"the series `class {k}`")
        numbers = [text["at"] for text in axes["texts"] if text["text"].strip() == str(k)]
        require(len(numbers) == 1, f"The number {k} is written {len(numbers)} times, expected once.")
        assert_close(np.array(numbers[0]), expected.mean(axis=0), what=f"the place of the number {k}")


@pytest.mark.task("plot_embedding")
def test_axes_and_classes_are_named(student):
    """A legend shows the classes that occur; the axes are labelled `dimension 1` and `dimension 2`."""
    axes, legend = drawn(student)

    for axis, name in (("x", "dimension 1"), ("y", "dimension 2")):
        label = axes[f"{axis}label"]
        require(label.strip() == name, f"The {axis}-axis is labelled {label!r}.")
    missing = [f"`class {k}`" for k in (0, 2, 5) if f"class {k}" not in legend]
    require(not missing, f"No legend shows {' and '.join(missing)}.")
