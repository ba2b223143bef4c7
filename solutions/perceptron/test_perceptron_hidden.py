"""Hidden checks of `perceptron`: other shapes, scales, layouts and seeds. Sums that may tie are exact in any float."""

import numpy as np
import pytest

from learnnn.checks import (
    assert_close,
    assert_equal,
    assert_inputs_unchanged,
    assert_raises,
    require,
    shape_of,
    type_name,
)

SHAPES = [(1, 1), (1, 4), (7, 2), (20, 3), (40, 1)]  # (N, D)


def perceptron(module, weights, bias, lr=0.5):
    """A perceptron of the module's whose weights and bias the check has chosen."""
    model = module.Perceptron(len(weights), lr=lr, rng=np.random.default_rng(0))
    model.weights, model.bias = np.array(weights, dtype=float), float(bias)
    return model


def quarters(rng, size):
    """Random multiples of 1/4 between -2 and 2: their products and sums are exact in any float."""
    return rng.integers(-8, 9, size=size) / 4


def read_only(array):
    array = array.copy()
    array.setflags(write=False)
    return array


# -- step -------------------------------------------------------------------------------------------------------------


@pytest.mark.task("step")
def test_step_keeps_any_shape(student, rng):
    """Arrays of any shape, layout and number type keep their shape, empty ones too."""
    for shape in ((6,), (1, 3), (2, 3, 4)):
        z = quarters(rng, shape)
        for array in (z, read_only(z), z.astype(np.float32), (4 * z).astype(int), z.T, z[..., ::2]):
            assert_equal(student.step(array), np.where(array >= 0, 1, 0), what=f"`step` of an array {array.shape}")
    assert_close(student.step(np.empty((0, 3))), np.empty((0, 3), int), what="`step` of an empty array")
    assert_inputs_unchanged(student)


@pytest.mark.task("step")
def test_step_takes_single_numbers(student):
    """Single numbers give single integers, however close to zero they are."""
    for z, decision in ((3, 1), (0, 1), (-2, 0), (1e-12, 1), (-1e-12, 0), (1e300, 1), (np.float64(-0.5), 0)):
        assert_equal(student.step(z), decision, what="`step` of a number")


# -- initialise -------------------------------------------------------------------------------------------------------


@pytest.mark.task("initialise")
def test_weights_start_small_and_centred(student, rng):
    """The weights start with mean 0 and standard deviation 0.01."""
    weights = student.Perceptron(10_000, lr=0.5, rng=rng).weights

    shape = shape_of(weights)
    require(shape == "an array of shape (10000,)", f"`weights` is {shape} for 10000 inputs.")
    # for 10,000 draws both estimates are off by about 1 % of 0.01; seven standard errors are allowed
    assert_close(np.std(weights), 0.01, what="the standard deviation of the weights", rtol=0.05)
    assert_close(np.mean(weights), 0.0, what="the mean of the weights", atol=0.0007)


# -- predict ----------------------------------------------------------------------------------------------------------


@pytest.mark.task("predict")
def test_predict_takes_batches_of_any_size(student, rng):
    """Any number of rows and inputs, in any memory layout; no rows give no decisions."""
    for n, d in SHAPES:
        weights, bias, X = quarters(rng, d), quarters(rng, ()), quarters(rng, (n, d))
        model = perceptron(student, weights, bias)
        kinds = X, read_only(X), np.asfortranarray(X), X[::-2], (4 * X).astype(int)
        for rows, answer in zip(kinds, model.predict.each(*((rows,) for rows in kinds)), strict=True):
            expected = np.where((rows * weights).sum(axis=1) + bias >= 0, 1, 0)
            assert_equal(answer, expected, what=f"the answer of `predict` for X of shape {rows.shape}")
        assert_close(model.predict(np.empty((0, d))), np.empty(0, int), what="the answer of `predict` for no rows")
    assert_inputs_unchanged(student)


@pytest.mark.task("predict")
def test_the_bias_decides_where_the_inputs_are_zero(student):
    """For rows of zeros the bias alone decides: 1 from zero upwards."""
    for bias, decision in ((0.25, 1), (0.0, 1), (-0.25, 0)):
        decisions = perceptron(student, [1.0, -2.0, 3.0], bias).predict(np.zeros((2, 3)))

        assert_equal(decisions, np.array([decision, decision]), what="the answer of `predict` for rows of zeros")


# -- fit --------------------------------------------------------------------------------------------------------------


@pytest.mark.task("fit")
def test_every_single_correction_is_right(student, reference, rng):
    """Shown one row after the other, the perceptron always holds the weights and the bias that the rule gives."""
    X, y, start = quarters(rng, (25, 3)), rng.integers(2, size=25), quarters(rng, 3)
    model, expected = perceptron(student, start, 0.25), perceptron(reference, start, 0.25)

    for i in range(len(X)):
        for one in (model, expected):
            one.fit(X[i : i + 1], y[i : i + 1], epochs=1)
        assert_close(model.weights, expected.weights, what=f"the weight vector after row {i}")
        assert_close(model.bias, expected.bias, what=f"the bias after row {i}")


@pytest.mark.task("fit")
def test_whole_runs_agree(student, reference, rng):
    """For random labels the mistakes per epoch, the weights and the bias are those that the rule gives."""
    for n, d in SHAPES:
        X, y, start = quarters(rng, (n, d)), rng.integers(2, size=n), quarters(rng, d)
        lr = float(rng.choice([0.25, 1, 2]))
        model, expected = perceptron(student, start, -0.5, lr), perceptron(reference, start, -0.5, lr)

        history = model.fit(X, y, epochs=6)

        assert_equal(history, expected.fit(X, y, epochs=6), what=f"the list of mistakes for X of shape {X.shape}")
        assert_close(model.weights, expected.weights, what="the weight vector after learning")
        assert_close(model.bias, expected.bias, what="the bias after learning")


@pytest.mark.task("fit")
def test_fit_goes_on_where_it_ended(student, reference, rng):
    """Learning in two calls of `fit` is the same as learning in one."""
    X, y, start = quarters(rng, (12, 2)), rng.integers(2, size=12), quarters(rng, 2)
    X[1], y[:2] = X[0], [0, 1]  # the same row with both labels: no epoch is ever clean
    model, expected = perceptron(student, start, 0.5), perceptron(reference, start, 0.5)

    first, second = model.fit(X, y, epochs=3), model.fit(X, y, epochs=4)

    whole = expected.fit(X, y, epochs=7)
    assert_equal(first, whole[:3], what="the list of mistakes of the first call")
    assert_equal(second, whole[3:], what="the list of mistakes of the second call")
    assert_close(model.weights, expected.weights, what="the weight vector after the second call")


@pytest.mark.task("fit")
def test_inputs_may_be_integers_views_or_read_only(student, reference, rng):
    """`fit` takes integers, strided and read-only arrays, and leaves its inputs as they are."""
    X, y = rng.integers(-3, 4, size=(16, 6)), rng.integers(2, size=16)
    for rows, labels in ((X, y), (read_only(X), read_only(y)), (np.asfortranarray(X), y), (X[::2, ::3], y[::2])):
        start = np.zeros(rows.shape[1])
        model, expected = perceptron(student, start, 0.0), perceptron(reference, start, 0.0)

        history = model.fit(rows, labels, epochs=5)

        assert_equal(history, expected.fit(rows, labels, epochs=5), what="the list of mistakes")
        assert_close(model.weights, expected.weights, what="the weight vector after learning")
    assert_inputs_unchanged(student)


@pytest.mark.task("fit")
def test_separable_data_is_learned_within_the_mistake_bound(student, rng):
    """From zero, data with a margin is learned with at most (R / margin)² mistakes: Novikoff's bound."""
    for _ in range(3):
        X, y, bound = separable(rng)

        history = perceptron(student, np.zeros(2), 0.0, lr=1.0).fit(X, y, epochs=int(bound) + 1)

        is_counts = type(history) in (list, tuple) and all(shape_of(n) == "an integer" for n in history)
        require(is_counts and len(history) > 0, "`fit` did not return a list of integers.")
        require(history[-1] == 0, "Separable data was not learned in as many epochs as the bound allows mistakes.")
        require(sum(history) <= bound, "Learning separable data took more mistakes than the bound allows.")


def separable(rng):
    """Points at least 0.2 from a random line, their labels, and the bound on the mistakes of learning them."""
    angle, offset = rng.uniform(0, 2 * np.pi), rng.uniform(-0.3, 0.3)
    line = np.array([np.cos(angle), np.sin(angle), offset])  # weights and bias
    X = rng.uniform(-1, 1, size=(120, 2))
    extended = np.column_stack([X, np.ones(len(X))])  # an input that is always 1 carries the bias
    distance = extended @ line
    keep = np.abs(distance) >= 0.2
    margin = np.abs(distance[keep]).min() / np.linalg.norm(line)
    radius = np.linalg.norm(extended[keep], axis=1).max()
    return X[keep], np.where(distance[keep] > 0, 1, 0), (radius / margin) ** 2


# -- decision_line ----------------------------------------------------------------------------------------------------


@pytest.mark.task("decision_line")
def test_weighted_sum_is_zero_along_the_line(student, rng):
    """On the line the weighted sum is 0, for numbers and arrays of any shape; the shape of `x1` is kept."""
    arrays = rng.normal(size=5), rng.normal(size=(2, 3)), rng.integers(-5, 6, size=4), read_only(np.arange(3.0))
    for x1 in (0.0, 3, *arrays):
        weights, bias = rng.uniform(0.5, 2, size=2) * rng.choice([-1, 1], size=2), rng.normal()

        x2 = student.decision_line(weights, bias, x1)

        assert_close(x2, -(bias + weights[0] * x1) / weights[1], what="x2 along the line")
    assert_inputs_unchanged(student)


@pytest.mark.task("decision_line")
def test_only_vertical_lines_are_refused(student):
    """A horizontal line is fine; a vertical one is refused, for integers, zeros and arrays of x1 too."""
    x1 = np.array([-1.0, 0.0, 2.0])

    assert_close(student.decision_line(np.array([0, 4]), 2, x1), np.full(3, -0.5), what="x2 along a horizontal line")
    for weights in (np.array([2, 0]), np.array([0.0, 0.0]), np.array([-3.0, -0.0])):
        assert_raises(ValueError, student.decision_line, weights, 1.0, x1)


# -- plot_decision_boundary -------------------------------------------------------------------------------------------


def drawn(student, weights, bias, X, y):
    """The axes of `plot_decision_boundary`, as plain data."""
    axes = student.plot_decision_boundary(perceptron(student, weights, bias), X, y)
    require(type_name(axes) == "Axes", f"`plot_decision_boundary` returned {shape_of(axes)}, expected the axes.")
    return student.figure(axes)["axes"][0]


def series(axes, label):
    """The places (N, 2) of all that is drawn under a label, whether by `scatter` or by `plot`."""
    scattered = [points["offsets"] for points in axes["points"] if points["label"] == label]
    plotted = [np.column_stack([line["x"], line["y"]]) for line in axes["lines"] if line["label"] == label]
    return np.vstack([np.empty((0, 2)), *scattered, *plotted])


def in_order(points):
    """The rows sorted, so that the order in which they were drawn does not matter."""
    return points[np.lexsort(points.T)]


def far_away(rng):
    """Points around (40, -7), an odd number of them, and a line between the two classes."""
    X = np.array([40.0, -7.0]) + rng.normal(size=(15, 2))
    weights, bias = np.array([-1.0, 2.0]), 54.0  # the line passes through (40, -7)
    y = np.where(X @ weights + bias >= 0, 1, 0)
    X[:2], y[:2] = [[39.0, -7.0], [41.0, -7.0]], [1, 0]  # both classes occur
    return X, y, weights, bias


@pytest.mark.task("plot_decision_boundary")
def test_all_points_are_within_the_axes(student, rng):
    """Points far from the origin are drawn where they lie, and the limits of the axes leave none out."""
    X, y, weights, bias = far_away(rng)

    axes = drawn(student, weights, bias, X, y)

    for label in (0, 1):
        points = series(axes, f"class {label}")
        assert_close(in_order(points), in_order(X[label == y]), what=f"the series of class {label}")
    for i, limits in enumerate((axes["xlim"], axes["ylim"])):
        is_inside = (X[:, i] >= min(limits)) & (X[:, i] <= max(limits))
        require(is_inside.all(), f"{(~is_inside).sum()} of {len(X)} points are outside the limits of x{i + 1}.")


@pytest.mark.task("plot_decision_boundary")
def test_boundary_reaches_as_far_as_the_points(student, rng):
    """The line is the boundary of the model it is given, and spans the points wherever they lie."""
    X, y, weights, bias = far_away(rng)

    line = series(drawn(student, weights, bias, X, y), "boundary")

    require(len(line) >= 2, "There is no line labelled `boundary`.")
    assert_close(line @ weights + bias, np.zeros(len(line)), what="the weighted sum along the line", atol=1e-6)
    is_wide = line[:, 0].min() <= X[:, 0].min() + 1e-6 and line[:, 0].max() >= X[:, 0].max() - 1e-6
    require(is_wide, "The line ends before the points do.")


@pytest.mark.task("plot_decision_boundary")
def test_each_plot_is_a_new_figure(student, rng):
    """A second plot shows its own points only, not those of the first."""
    X, y, weights, bias = far_away(rng)

    drawn(student, weights, bias, X + 100, y)
    axes = drawn(student, weights, bias, X, y)

    for label in (0, 1):
        points = series(axes, f"class {label}")
        require(len(points) == (y == label).sum(), f"The second plot shows {len(points)} points of class {label}.")
