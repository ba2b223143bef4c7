"""Public checks of `perceptron`. Their numbers are multiples of 1/4, so sums and ties are exact in any float."""

import re

import numpy as np
import pytest

from learnnn.checks import assert_close, assert_equal, assert_raises, require, shape_of, type_name

CORNERS = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])  # all inputs of a gate
GATES = {"AND": [0, 0, 0, 1], "OR": [0, 1, 1, 1], "NAND": [1, 1, 1, 0]}


def perceptron(module, weights, bias, lr=0.5):
    """A perceptron of the module's whose weights and bias the check has chosen."""
    model = module.Perceptron(len(weights), lr=lr, rng=np.random.default_rng(0))
    model.weights, model.bias = np.array(weights, dtype=float), float(bias)
    return model


def counts(history):
    """What `fit` returned, once it is sure to be a list of integers."""
    require(type(history) in (list, tuple), f"`fit` returned {shape_of(history)}, expected a list of integers.")
    are_integers = all(shape_of(n) == "an integer" for n in history)
    require(are_integers, "The list that `fit` returned does not hold integers only.")
    return [int(n) for n in history]


# -- step -------------------------------------------------------------------------------------------------------------


@pytest.mark.task("step")
def test_step_tells_positive_from_negative(student):
    """`step` is 1 for positive numbers and 0 for negative ones, entry by entry."""
    z = np.array([[-2.0, 0.5], [3.0, -0.25]])

    assert_equal(student.step(z), np.array([[0, 1], [1, 0]]), what="`step(z)`")


@pytest.mark.task("step")
def test_step_of_exactly_zero_is_one(student):
    """`step(0)` is 1: a sum of exactly zero counts as a yes."""
    assert_equal(student.step(0.0), 1, what="`step(0.0)`")


# -- initialise -------------------------------------------------------------------------------------------------------


@pytest.mark.task("initialise")
def test_a_new_perceptron_has_one_weight_for_each_input(student, rng):
    """With three inputs `weights` has shape (3,); `bias` is the number 0."""
    model = student.Perceptron(3, lr=0.5, rng=rng)

    shape = shape_of(model.weights)
    require(shape == "an array of shape (3,)", f"`weights` is {shape}, expected an array of shape (3,).")
    assert_close(model.bias, 0, what="the bias of a new perceptron")


@pytest.mark.task("initialise")
def test_weights_are_drawn_from_rng(student):
    """Generators with the same seed give the same weights, another seed gives others."""
    generators = [np.random.default_rng(seed) for seed in (1, 1, 2)]

    first, second, other = (student.Perceptron(4, lr=0.5, rng=rng).weights for rng in generators)

    assert_equal(shape_of(first), "an array of shape (4,)", what="what `weights` is")
    assert_close(second, first, what="the weight vector from the same seed", rtol=0)
    require(shape_of(other) == shape_of(first) and (other != first).all(), "Another seed gave the same weights.")


# -- predict ----------------------------------------------------------------------------------------------------------


@pytest.mark.task("predict")
def test_predict_weighs_the_inputs_and_adds_the_bias(student):
    """With weights (2, -1) and bias -0.5 the rows (1, 1), (0, 0), (1, 3) and (0, -1) give 1, 0, 0 and 1."""
    X = np.array([[1.0, 1.0], [0.0, 0.0], [1.0, 3.0], [0.0, -1.0]])  # sums 0.5, -0.5, -1.5, 0.5

    decisions = perceptron(student, [2.0, -1.0], -0.5).predict(X)

    assert_equal(decisions, np.array([1, 0, 0, 1]), what="the answer of `predict`")


@pytest.mark.task("predict")
def test_a_row_on_the_boundary_is_a_yes(student):
    """Where the weighted sum is exactly 0 the decision is 1."""
    X = np.array([[1.0, 1.5], [0.0, 0.5], [-0.5, 0.0]])  # sums 0, 0, 0

    decisions = perceptron(student, [1.0, -1.0], 0.5).predict(X)

    assert_equal(decisions, np.array([1, 1, 1]), what="the answer of `predict`")


# -- fit --------------------------------------------------------------------------------------------------------------


@pytest.mark.task("fit")
def test_a_missed_row_pulls_the_weights_towards_it(student):
    """A 1 taken for a 0 adds `lr` times the row: from (0.5, -1), the row (1, 2) and lr 0.5 make (1, 0)."""
    model = perceptron(student, [0.5, -1.0], 0.25)

    model.fit(np.array([[1.0, 2.0]]), np.array([1]), epochs=1)

    assert_close(model.weights, np.array([1.0, 0.0]), what="the weight vector after one correction")


@pytest.mark.task("fit")
def test_the_bias_learns_as_well(student):
    """A 1 taken for a 0 adds `lr` to the bias, as if it were the weight of an input that is always 1."""
    model = perceptron(student, [0.5, -1.0], 0.25)

    model.fit(np.array([[1.0, 2.0]]), np.array([1]), epochs=1)

    assert_close(model.bias, 0.75, what="the bias after one correction")


@pytest.mark.task("fit")
def test_a_false_alarm_pushes_the_weights_away(student):
    """A 0 taken for a 1 subtracts `lr` times the row from the weights, and `lr` from the bias."""
    model = perceptron(student, [0.5, 1.0], 0.25)

    model.fit(np.array([[3.0, 2.0]]), np.array([0]), epochs=1)

    assert_close(model.weights, np.array([-1.0, 0.0]), what="the weight vector after one correction")
    assert_close(model.bias, -0.25, what="the bias after one correction")


@pytest.mark.task("fit")
def test_a_right_decision_changes_nothing(student):
    """Rows that are decided right are no mistakes, and leave weights and bias alone."""
    model = perceptron(student, [1.0, -1.0], 0.25)

    history = model.fit(np.array([[2.0, 1.0], [1.0, 2.0]]), np.array([1, 0]), epochs=1)

    assert_equal(counts(history), [0], what="the list of mistakes")
    assert_close(model.weights, np.array([1.0, -1.0]), what="the weight vector")
    assert_close(model.bias, 0.25, what="the bias")


@pytest.mark.task("fit")
def test_each_row_meets_the_corrected_weights(student):
    """The second row is decided with the weights that the first row has just corrected."""
    model = perceptron(student, [0.0, 0.0], -1.0, lr=1.0)

    model.fit(np.array([[1.0, 1.0], [2.0, 1.0]]), np.array([1, 1]), epochs=1)  # the first correction settles both

    assert_close(model.weights, np.array([1.0, 1.0]), what="the weight vector after one epoch")


@pytest.mark.task("fit")
def test_fit_counts_the_mistakes_of_each_epoch(student):
    """Learning AND from zero weights makes 2 mistakes in the first epoch and 3 in the second."""
    model = perceptron(student, [0.0, 0.0], 0.0, lr=1.0)

    history = model.fit(CORNERS, np.array(GATES["AND"]), epochs=2)

    assert_equal(counts(history), [2, 3], what="the list of mistakes")


@pytest.mark.task("fit")
def test_fit_ends_with_a_clean_epoch(student):
    """An epoch without a mistake is the last one; its 0 ends the list."""
    model = perceptron(student, [0.5, 0.5], -0.25)

    history = model.fit(CORNERS, np.array(GATES["OR"]), epochs=10)  # already learned

    assert_equal(counts(history), [0], what="the list of mistakes")


@pytest.mark.task("fit")
@pytest.mark.parametrize("gate", GATES)
def test_fit_learns_a_gate(student, rng, gate):
    """AND, OR and NAND are learned within 100 epochs: the last one is clean, and the decisions are the gate's."""
    labels = np.array(GATES[gate])
    model = student.Perceptron(2, lr=0.5, rng=rng)

    history = counts(model.fit(CORNERS, labels, epochs=100))

    require(history[-1:] == [0], f"After {len(history)} epochs of {gate} there is still no epoch without a mistake.")
    assert_equal(model.predict(CORNERS), labels, what=f"the answer of `predict` for {gate}")


@pytest.mark.task("fit")
def test_fit_never_finishes_xor(student, rng):
    """No line separates XOR: each of 30 epochs has at least one mistake."""
    model = student.Perceptron(2, lr=0.5, rng=rng)

    history = counts(model.fit(CORNERS, np.array([0, 1, 1, 0]), epochs=30))

    require(len(history) == 30, f"`fit` ended after {len(history)} of 30 epochs.")
    require(min(history) > 0, "An epoch of XOR is counted as clean, which cannot be.")


# -- decision_line ----------------------------------------------------------------------------------------------------


@pytest.mark.task("decision_line")
def test_line_passes_through_its_points(student):
    """The boundary x1 + 2 x2 - 4 = 0 passes through (0, 2), (2, 1) and (4, 0)."""
    x2 = student.decision_line(np.array([1.0, 2.0]), -4.0, np.array([0.0, 2.0, 4.0]))

    assert_close(x2, np.array([2.0, 1.0, 0.0]), what="x2")


@pytest.mark.task("decision_line")
def test_vertical_line_is_refused(student):
    """With `weights[1]` equal to 0 there is no x2 to return: ValueError."""
    assert_raises(ValueError, student.decision_line, np.array([1.0, 0.0]), -4.0, 2.0)


# -- plot_decision_boundary -------------------------------------------------------------------------------------------

WEIGHTS, BIAS = [1.0, 2.0], -1.5
X = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0], [2.0, -0.5]])
Y = np.array([0, 1, 0, 1, 0])


def drawn(student):
    """What `plot_decision_boundary` shows for the points above, as plain data."""
    axes = student.plot_decision_boundary(perceptron(student, WEIGHTS, BIAS), X, Y)
    require(type_name(axes) == "Axes", f"`plot_decision_boundary` returned {shape_of(axes)}, expected the axes.")
    return student.figure(axes)


def series(axes, label):
    """The places (N, 2) of all that is drawn under a label, whether by `scatter` or by `plot`."""
    scattered = [points["offsets"] for points in axes["points"] if points["label"] == label]
    plotted = [np.column_stack([line["x"], line["y"]]) for line in axes["lines"] if line["label"] == label]
    return np.vstack([np.empty((0, 2)), *scattered, *plotted])


def in_order(points):
    """The rows sorted, so that the order in which they were drawn does not matter."""
    return points[np.lexsort(points.T)]


@pytest.mark.task("plot_decision_boundary")
def test_axes_and_series_have_their_names(student):
    """The axes are labelled `x1` and `x2`; a legend shows `class 0`, `class 1` and `boundary`."""
    figure = drawn(student)
    (axes,) = figure["axes"]

    missing = []  # all of it: what is there tells one mistake from another
    for axis, name in (("xlabel", "x1"), ("ylabel", "x2")):
        plain = axes[axis].translate(str.maketrans("", "", "$_{}"))  # `$x_1$` is as good as `x1`
        if name not in re.findall(r"\w+", plain):
            missing.append(f"The {axis[0]}-axis is labelled {axes[axis]!r}, expected {name!r}.")
    legend = axes["legend"] or figure["legend"] or []
    unnamed = [f"`{label}`" for label in ("class 0", "class 1", "boundary") if label not in legend]
    if unnamed:
        missing.append(f"The legend does not show {', '.join(unnamed)}.")
    require(not missing, " ".join(missing))


@pytest.mark.task("plot_decision_boundary")
@pytest.mark.parametrize("label", [0, 1])
def test_each_class_is_drawn_where_it_lies(student, label):
    """The points of each class are drawn at (x1, x2), under the label of their class."""
    (axes,) = drawn(student)["axes"]

    points = series(axes, f"class {label}")

    require(len(points) > 0, f"Nothing in the axes is labelled `class {label}`: give the points their `label=…`.")
    assert_close(in_order(points), in_order(X[label == Y]), what=f"the series of class {label}")


@pytest.mark.task("plot_decision_boundary")
def test_boundary_runs_across_the_points(student):
    """The line `boundary` is where x1 + 2 x2 - 1.5 = 0, at least from x1 = 0 to x1 = 2."""
    (axes,) = drawn(student)["axes"]

    line = series(axes, "boundary")

    require(len(line) >= 2, "There is no line labelled `boundary`: give it its `label=…`.")
    assert_close(line @ WEIGHTS + BIAS, np.zeros(len(line)), what="x1 + 2 x2 - 1.5 along the line", atol=1e-6)
    low, high = line[:, 0].min(), line[:, 0].max()
    require(low <= 0 and high >= 2, f"The line reaches from x1 = {low:g} to x1 = {high:g} only.")
