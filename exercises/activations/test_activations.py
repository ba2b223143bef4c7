"""Public checks of `activations`: one table of functions, and what holds for each of them."""

from math import log, pi, sqrt

import numpy as np
import pytest

from learnnn.checks import (
    assert_as_fast,
    assert_close,
    assert_gradient,
    assert_inputs_unchanged,
    require,
    shape_of,
    type_name,
)

BY_HAND = {  # x: value, slope
    "sigmoid": {log(3): (0.75, 0.1875), 0.0: (0.5, 0.25), -log(3): (0.25, 0.1875)},
    "tanh": {log(3): (0.8, 0.36), 0.0: (0.0, 1.0), -log(3): (-0.8, 0.36)},
    "relu": {3.0: (3.0, 1.0), 0.5: (0.5, 1.0), -2.0: (0.0, 0.0)},
    "leaky_relu": {3.0: (3.0, 1.0), 0.5: (0.5, 1.0), -2.0: (-0.02, 0.01)},
    "elu": {3.0: (3.0, 1.0), 0.5: (0.5, 1.0), -log(2): (-0.5, 0.5)},
    "swish": {log(3): (0.75 * log(3), 0.75 + 0.1875 * log(3)), 0.0: (0.0, 0.5)},
    "gelu": {1.0: (0.8411919906, 1.0829640838), 0.0: (0.0, 0.5), -1.0: (-0.1588080094, -0.0829640838)},
}
FORMULAS = {  # good for moderate x; the checks of the slopes lean on them, so that these do not depend on the values
    "sigmoid": lambda x: 1 / (1 + np.exp(-x)),
    "tanh": lambda x: (np.exp(x) - np.exp(-x)) / (np.exp(x) + np.exp(-x)),
    "relu": lambda x: (x + np.abs(x)) / 2,
    "leaky_relu": lambda x, alpha=0.01: np.where(x > 0, x, alpha * x),
    "elu": lambda x, alpha=1.0: np.where(x > 0, x, alpha * (np.exp(x) - 1)),
    "swish": lambda x: x / (1 + np.exp(-x)),
    "gelu": lambda x: x / (1 + np.exp(-2 * sqrt(2 / pi) * (x + 0.044715 * x**3))),
}
AT_1000 = {  # the values at -1000 and 1000, and the slopes
    "sigmoid": ([0, 1], [0, 0]),
    "tanh": ([-1, 1], [0, 0]),
    "relu": ([0, 1000], [0, 1]),
    "leaky_relu": ([-10, 1000], [0.01, 1]),
    "elu": ([-1, 1000], [0, 1]),
    "swish": ([0, 1000], [0, 1]),
    "gelu": ([0, 1000], [0, 1]),
    "softmax": ([0, 1], [[0, 0], [0, 0]]),
}


def each(*names):
    """One check for each of these functions, as part of the task of that name."""
    return pytest.mark.parametrize("name", [pytest.param(name, marks=pytest.mark.task(name)) for name in names])


def value(module, name, x, **alpha):
    """What the function answers."""
    return getattr(module, name)(x, **alpha)


def slope(module, name, x, **alpha):
    """What its derivative answers."""
    return getattr(module, f"{name}_derivative")(x, **alpha)


def off_kinks(rng, shape):
    """Numbers of both signs, between 0.1 and 4 away from 0."""
    return rng.uniform(0.1, 4, size=shape) * rng.choice([-1, 1], size=shape)


# -- the seven functions of single numbers ------------------------------------------------------------------------------


@each(*BY_HAND)
def test_value_by_hand(student, name):
    """At the numbers of the statement's table the function has the table's values."""
    points = BY_HAND[name]

    values = value(student, name, np.array(list(points)))

    assert_close(values, np.array([v for v, _ in points.values()]), what=f"`{name}(x)`", atol=1e-8)


@each(*BY_HAND)
def test_derivative_by_hand(student, name):
    """At the numbers of the statement's table the derivative has the table's slopes: it is given x, not the value."""
    points = BY_HAND[name]

    slopes = slope(student, name, np.array(list(points)))

    assert_close(slopes, np.array([s for _, s in points.values()]), what=f"`{name}_derivative(x)`", atol=1e-8)


@each(*BY_HAND)
def test_values_in_between(student, rng, name):
    """The formula holds for positive and negative numbers, entry by entry, in an array of two axes."""
    x = off_kinks(rng, (4, 5))

    assert_close(value(student, name, x), FORMULAS[name](x), what=f"`{name}(x)`")


@each(*BY_HAND)
def test_derivative_is_the_slope(student, rng, name):
    """The derivative agrees with central differences of the formula."""
    x, upstream = off_kinks(rng, (4, 5)), rng.normal(size=(4, 5))

    slopes = slope(student, name, x)

    require(shape_of(slopes) == "an array of shape (4, 5)", f"`{name}_derivative(x)` is {shape_of(slopes)}.")
    assert_gradient(
        lambda x: float(np.sum(upstream * FORMULAS[name](x))),
        upstream * slopes,
        x,
        what=f"a gradient that passed `{name}_derivative`",
    )


@each("relu", "leaky_relu", "elu")
def test_slope_at_the_kink_is_that_on_the_left(student, name):
    """At exactly 0 the slope is the one on the left: 0 for relu, `alpha` for leaky_relu and elu."""
    left = {"relu": 0.0, "leaky_relu": 0.01, "elu": 1.0}[name]

    slopes = slope(student, name, np.array([0.0, -0.0]))

    assert_close(slopes, np.array([left, left]), what=f"`{name}_derivative` at 0")


@each("leaky_relu", "elu")
def test_alpha_can_be_chosen(student, name):
    """With alpha = 0.25 the value at 0 is 0, the slope left of it is built on 0.25, and the right side stays."""
    x = np.array([-log(2), 0.0, 2.0])
    slopes = {"leaky_relu": [0.25, 0.25, 1.0], "elu": [0.125, 0.25, 1.0]}[name]

    assert_close(value(student, name, x, alpha=0.25), FORMULAS[name](x, 0.25), what=f"`{name}(x, alpha=0.25)`")
    assert_close(slope(student, name, x, alpha=0.25), np.array(slopes), what=f"`{name}_derivative(x, alpha=0.25)`")


@each("sigmoid", "tanh", "relu")
def test_steepest_slope(student, name):
    """The slope is at most 0.25 for sigmoid, at 0, and at most 1 for tanh, at 0, and for relu, wherever x > 0."""
    x = np.arange(-40, 41) / 10
    peak, where = {"sigmoid": (0.25, x == 0), "tanh": (1.0, x == 0), "relu": (1.0, x > 0)}[name]

    slopes = slope(student, name, x)

    require(shape_of(slopes) == "an array of shape (81,)", f"`{name}_derivative(x)` is {shape_of(slopes)}.")
    assert_close(float(np.max(slopes)), peak, what="the steepest slope")
    assert_close(np.isclose(slopes, peak), where, what="the array of where the slope is steepest")


# -- softmax ----------------------------------------------------------------------------------------------------------


@pytest.mark.task("softmax")
def test_softmax_by_hand(student):
    """The scores ln 1, ln 2 and ln 5 get the shares 1/8, 2/8 and 5/8."""
    assert_close(student.softmax(np.log([1.0, 2.0, 5.0])), np.array([0.125, 0.25, 0.625]), what="`softmax(x)`")


@pytest.mark.task("softmax")
def test_each_row_sums_to_one(student, rng):
    """Every row of a batch is shared out on its own: it sums to 1, whatever the other rows hold."""
    x = rng.normal(size=(4, 3)) + np.array([[0.0], [5.0], [-3.0], [10.0]])

    shares = student.softmax(x)

    require(shape_of(shares) == "an array of shape (4, 3)", f"`softmax(x)` is {shape_of(shares)}.")
    assert_close(shares.sum(axis=1), np.ones(4), what="the sum of each row")
    assert_close(shares, np.exp(x) / np.exp(x).sum(axis=1, keepdims=True), what="`softmax(x)`")


@pytest.mark.task("softmax")
def test_softmax_looks_at_differences_only(student, rng):
    """Adding the same number to all scores of a row changes nothing."""
    x = rng.normal(size=(3, 4))

    shares = student.softmax(x + np.array([[3.0], [-2.0], [40.0]]))

    assert_close(shares, np.exp(x) / np.exp(x).sum(axis=1, keepdims=True), what="`softmax(x + c)`")


@pytest.mark.task("softmax")
def test_softmax_derivative_by_hand(student):
    """For the shares 1/8, 2/8 and 5/8 the derivative is the matrix of the statement: each share depends on all scores."""
    matrix = np.array([[7, -2, -5], [-2, 12, -10], [-5, -10, 15]]) / 64

    assert_close(student.softmax_derivative(np.log([1.0, 2.0, 5.0])), matrix, what="`softmax_derivative(x)`")


@pytest.mark.task("softmax")
def test_softmax_derivative_holds_all_slopes(student, rng):
    """For a batch (N, K) the derivative is (N, K, K), a matrix for each row, and agrees with central differences."""
    x, upstream = rng.normal(size=(3, 4)), rng.normal(size=(3, 4))

    matrices = student.softmax_derivative(x)

    shape = shape_of(matrices)
    require(shape == "an array of shape (3, 4, 4)", f"`softmax_derivative(x)` is {shape} for x of shape (3, 4).")
    assert_gradient(
        lambda x: float(np.sum(upstream * np.exp(x) / np.exp(x).sum(axis=1, keepdims=True))),
        np.einsum("ni,nij->nj", upstream, matrices),
        x,
        what="a gradient that passed `softmax_derivative`",
    )


# -- all eight ----------------------------------------------------------------------------------------------------------


@each(*AT_1000)
def test_large_numbers_do_no_harm(student, name):
    """At -1000 and 1000 value and derivative are right, finite, and computed without a warning."""
    x = np.array([-1000.0, 1000.0])

    for function, expected in zip((name, f"{name}_derivative"), AT_1000[name], strict=True):
        answer, warnings = student.stage.listen(getattr(student, function), x)
        assert_close(answer, np.array(expected, dtype=float), what=f"`{function}(x)`")
        require(not warnings, f"`{function}` of -1000 and 1000 leads to a warning: {'; '.join(warnings)}.")


@each(*AT_1000)
def test_dtype_and_shape_are_kept(student, rng, name):
    """Value and derivative have the dtype of x, float32 or float64, and its shape; for softmax a slope has one axis more."""
    x, more = rng.normal(size=(2, 3)), (3,) if name == "softmax" else ()

    for dtype in ("float32", "float64"):
        for function, shape in ((name, (2, 3)), (f"{name}_derivative", (2, 3, *more))):
            answer = getattr(student, function)(x.astype(dtype))

            is_array = type(answer) is np.ndarray and answer.shape == shape
            require(is_array, f"`{function}` of an array of shape (2, 3) is {shape_of(answer)}.")
            require(answer.dtype == dtype, f"`{function}` of {dtype} is {answer.dtype.name}.")


@each(*AT_1000)
def test_x_is_left_alone(student, rng, name):
    """The caller's array is the same after the calls."""
    x = off_kinks(rng, (3, 3))

    for answer in (value(student, name, x), slope(student, name, x)):
        require(type(answer) is np.ndarray, f"The answer is {shape_of(answer)}, expected an array.")
    assert_inputs_unchanged(student)


@each("sigmoid", "gelu", "softmax")
@pytest.mark.timing
def test_whole_arrays_are_computed_at_once(student, reference, name):
    """Value and derivative work on whole arrays, not in a Python loop over entries or rows."""

    def work(module, rng):
        x = module.keep(rng.normal(size=(20_000, 5)))
        return lambda: (value(module, name, x), slope(module, name, x))

    # The reference's sigmoid is one `tanh`; two branches that keep exponentials small take seven times as long, a loop forty.
    assert_as_fast(student, reference, work, at_most=16 if name == "sigmoid" else 6)


# -- plot_activations ---------------------------------------------------------------------------------------------------


def plain(title):
    """A title as a name: `Leaky ReLU` is as good as `leaky_relu`."""
    return "".join(letter for letter in title.casefold() if letter.isalnum())


def drawn(student):
    """The figure as plain data, and the axes of each function by its name."""
    handle = student.plot_activations()
    require(type_name(handle) == "Figure", f"`plot_activations` returned {shape_of(handle)}, expected the figure.")
    figure = student.figure(handle)
    titled = {plain(axes["title"]): axes for axes in figure["axes"]}
    missing = [name for name in FORMULAS if plain(name) not in titled]
    require(not missing, f"No axes are titled {', '.join(missing)}.")
    return figure, {name: titled[plain(name)] for name in FORMULAS}


def line(axes, label, name):
    """The points (N, 2) of the line with this label, by x."""
    found = [np.column_stack([one["x"], one["y"]]) for one in axes["lines"] if one["label"] == label]
    require(len(found) == 1, f"In the axes of {name} there are {len(found)} lines labelled `{label}`, expected one.")
    points = found[0][np.isfinite(found[0]).all(axis=1)]
    return points[np.argsort(points[:, 0])]


def slopes_of(name, x):
    """The slopes of a formula at x, with those on the left at a kink."""
    eps = 1e-6
    return (FORMULAS[name](x) - FORMULAS[name](x - eps)) / eps


@pytest.mark.task("plot_activations")
def test_each_function_has_axes_with_its_name(student):
    """Seven axes are titled with the functions' names; their x-axes are labelled `x`, and a legend names the lines."""
    figure, axes_of = drawn(student)

    for name, axes in axes_of.items():
        require(axes["xlabel"].strip("$ ") == "x", f"The x-axis of {name} is labelled {axes['xlabel']!r}.")
        legend = axes["legend"] or figure["legend"] or []
        missing = [f"`{label}`" for label in ("value", "derivative") if label not in legend]
        require(not missing, f"No legend for {name} shows {' and '.join(missing)}.")


@pytest.mark.task("plot_activations")
def test_value_lines_show_the_functions(student):
    """The line `value` runs through (x, f(x)) for each of the seven functions."""
    for name, axes in drawn(student)[1].items():
        x, y = line(axes, "value", name).T

        require(x.size > 1, f"The line `value` of {name} has {x.size} points.")
        assert_close(y, FORMULAS[name](x), what=f"the line `value` of {name}", atol=1e-5)


@pytest.mark.task("plot_activations")
def test_derivative_lines_show_the_slopes(student):
    """The line `derivative` runs through (x, f'(x)) for each of the seven functions."""
    for name, axes in drawn(student)[1].items():
        x, y = line(axes, "derivative", name).T

        require(x.size > 1, f"The line `derivative` of {name} has {x.size} points.")
        away = np.abs(x) > 1e-5  # from the kink, where a rounded 0 may be drawn on either side
        assert_close(y[away], slopes_of(name, x[away]), what=f"the line `derivative` of {name}", atol=1e-5)


@pytest.mark.task("plot_activations")
def test_lines_are_wide_and_smooth(student):
    """Both lines reach from -5 to 5, in steps of at most 0.1."""
    for name, axes in drawn(student)[1].items():
        for label in ("value", "derivative"):
            x = line(axes, label, name)[:, 0]

            is_wide = x.size > 1 and x[0] <= -5 + 1e-6 and x[-1] >= 5 - 1e-6
            require(is_wide, f"The line `{label}` of {name} does not reach from -5 to 5.")
            require(float(np.diff(x).max()) <= 0.1 + 1e-6, f"The line `{label}` of {name} has steps above 0.1.")
