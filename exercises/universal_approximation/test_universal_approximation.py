"""Public checks of `universal_approximation`: small numbers by hand, then the two curves that are to be fitted."""

import numpy as np
import pytest

from learnnn.checks import assert_close, assert_gradient, assert_raises, plain, require, shape_of, type_name

NAMES = ("w", "b", "v", "c")
HALF = np.log(3.0) / 2  # whose tanh is one half


def waves(x):
    """The statement's first curve."""
    return np.sin(2 * np.pi * x) + 0.5 * np.cos(4 * np.pi * x)


def ripple(x):
    """The statement's second curve."""
    return np.exp(-(x**2)) * np.cos(5 * x)


def square(x):
    return x**2


def some_network(rng, width):
    return {name: rng.normal(size=width) for name in ("w", "b", "v")} | {"c": float(rng.normal())}


def specified(network, x):
    """What a network answers, unit by unit."""
    units = (v * np.tanh(w * x + b) for w, b, v in zip(network["w"], network["b"], network["v"], strict=True))
    return sum(units, start=np.full(len(x), float(network["c"])))


def specified_loss(network, x, y):
    return sum((specified(network, x) - y) ** 2) / len(x)


def checked(network, width, what="the network"):
    """The network, once it is sure to hold three arrays and a number."""
    network = plain(network)
    is_named = type(network) is dict and set(network) == set(NAMES)
    require(is_named, f"{what.capitalize()} is not a dict with the keys w, b, v and c.")
    for name in ("w", "b", "v"):
        expected = f"an array of shape ({width},)"
        happened = f'"{name}" in {what} is {shape_of(network[name])}, expected {expected}.'
        require(shape_of(network[name]) == expected, happened)
    require(np.size(network["c"]) == 1, f'"c" in {what} is {shape_of(network["c"])}, expected a number.')
    return network


def assert_same(network, expected, what):
    """All four entries, read before any is compared: what the others are tells one mistake from another."""
    for name in NAMES:
        assert_close(checked(network, len(expected["w"]), what)[name], expected[name], what=f'"{name}" in {what}')


# -- predict ----------------------------------------------------------------------------------------------------------


@pytest.mark.task("predict")
def test_one_unit_by_hand(student):
    """The statement's unit: tanh(0.549...) is one half, so 4 tanh(w x + b) - 1 is 1 at x = 1 and -1 at x = 0."""
    unit = {"w": np.array([HALF]), "b": np.array([0.0]), "v": np.array([4.0]), "c": -1.0}

    assert_close(student.predict(unit, np.array([1.0, 0.0])), np.array([1.0, -1.0]), what="the array of answers")


@pytest.mark.task("predict")
def test_units_add_up(student, rng):
    """With 4 units the answer to each of 6 numbers is the sum of 4 soft steps and a constant, of shape (6,)."""
    network, x = some_network(rng, 4), rng.normal(size=6)

    assert_close(student.predict(network, x), specified(network, x), what="the array of answers")


# -- staircase --------------------------------------------------------------------------------------------------------


@pytest.mark.task("staircase")
def test_staircase_by_hand(student):
    """The statement's staircase: x² with 2 units has steps at 1/4 and 3/4, half as high as 1/4 and 3/4, around 1/2."""
    network = student.staircase(square, 2, 4.0)

    expected = {"w": np.array([4.0, 4.0]), "b": np.array([-1.0, -3.0]), "v": np.array([0.125, 0.375]), "c": 0.5}
    assert_same(network, expected, "the staircase")


@pytest.mark.task("staircase")
@pytest.mark.parametrize("curve", [waves, ripple])
def test_plateaus_are_at_the_samples(student, curve):
    """A very steep staircase of 8 units passes through the curve at x = 0, 1/8, 2/8, ..., 1."""
    network = checked(student.staircase(curve, 8, 1e4), 8, "the staircase")

    x = np.linspace(0, 1, 9)
    assert_close(specified(network, x), curve(x), what="the array of answers of the staircase", atol=1e-6)


@pytest.mark.task("staircase")
def test_no_staircase_without_units(student):
    """A width below 1 raises ValueError."""
    for width in (0, -3):
        assert_raises(ValueError, student.staircase, waves, width, 10.0)


# -- gradients --------------------------------------------------------------------------------------------------------


@pytest.mark.task("gradients")
def test_gradients_by_hand(student):
    """The statement's unit answers 1 where 2 is wanted: the slopes in w, b, v and c are -6, -6, -1 and -2."""
    unit = {"w": np.array([HALF]), "b": np.array([0.0]), "v": np.array([4.0]), "c": -1.0}

    slopes = student.gradients(unit, np.array([1.0]), np.array([2.0]))

    expected = {"w": np.array([-6.0]), "b": np.array([-6.0]), "v": np.array([-1.0]), "c": -2.0}
    assert_same(slopes, expected, "the gradient")


@pytest.mark.task("gradients")
@pytest.mark.parametrize("name", NAMES)
def test_gradients_are_slopes_of_the_loss(student, rng, name):
    """Each slope is how fast the mean squared error of 5 examples changes with that parameter, measured."""
    network, x, y = some_network(rng, 3), rng.normal(size=5), rng.normal(size=5)
    slopes = checked(student.gradients(network, x, y), 3, "the gradient")

    def loss(value):
        return float(specified_loss(network | {name: value}, x, y))

    assert_gradient(loss, np.asarray(slopes[name]), np.asarray(network[name]), what=f'the gradient of "{name}"')


# -- fit_function -----------------------------------------------------------------------------------------------------


def fitted(module, curve, width, epochs, lr):
    """The network and the losses that `fit_function` returns, once they are sure to be a pair."""
    answer = module.fit_function(curve, width, epochs, lr)
    is_pair = type(answer) in {tuple, list} and len(answer) == 2
    require(is_pair, f"`fit_function` returned {shape_of(answer)}, expected the pair (network, losses).")
    network, losses = answer
    losses = plain(losses)
    require(type(losses) is list, f"The losses are {shape_of(losses)}, expected a list.")
    return checked(network, width), losses


@pytest.mark.task("fit_function")
def test_training_begins_at_the_staircase(student, reference):
    """With 0 epochs the network is the staircase whose steepness is its width, and there are no losses."""
    network, losses = fitted(student, ripple, 6, 0, 0.3)

    assert_same(network, reference.staircase(ripple, 6, 6), "the network")
    assert_close(losses, [], what="the list of losses")


@pytest.mark.task("fit_function")
def test_steps_and_losses(student, reference):
    """Three steps with 5 units: the loss before each of them, and the network afterwards."""
    network, losses = fitted(student, waves, 5, 3, 0.3)

    expected, expected_losses = reference.fit_function(waves, 5, 3, 0.3)
    assert_close(losses, expected_losses, what="the list of losses")
    assert_same(network, expected, "the network")


@pytest.mark.task("fit_function")
@pytest.mark.parametrize("curve", [waves, ripple])
def test_training_improves_the_staircase(student, curve):
    """After 60 epochs the loss of 8 units is below half of the staircase's."""
    _, losses = fitted(student, curve, 8, 60, 0.3)

    assert_close(len(losses), 60, what="the number of losses")
    require(losses[-1] < losses[0] / 2, f"The loss went from {losses[0]:.3g} to {losses[-1]:.3g}.")


# -- error_by_width ---------------------------------------------------------------------------------------------------


@pytest.mark.task("error_by_width")
def test_error_is_the_largest_distance(student, reference):
    """The error of each network is its largest distance to the curve at the 501 points, whether above or below it."""
    x = np.linspace(0, 1, 501)
    for curve in (ripple, lambda x: -ripple(x)):
        errors = student.error_by_width(curve, [1, 3], 0, 0.3)
        gaps = [specified(reference.staircase(curve, width, width), x) - curve(x) for width in (1, 3)]
        assert_close(errors, np.array([np.abs(gap).max() for gap in gaps]), what="the array of errors")


@pytest.mark.task("error_by_width")
@pytest.mark.parametrize("curve", [waves, ripple])
def test_error_falls_with_width(student, curve):
    """On both curves, 6 units are less than 3/4 as far off as 3 at their worst, and 12 less than 3/4 as far as 6."""
    errors = student.error_by_width(curve, [3, 6, 12], 20, 0.3)

    require(shape_of(errors) == "an array of shape (3,)", f"The errors are {shape_of(errors)}.")
    narrow, middle, wide = errors
    is_falling = middle < 0.75 * narrow and wide < 0.75 * middle
    require(bool(is_falling), f"With 3, 6 and 12 units the errors are {narrow:.3g}, {middle:.3g} and {wide:.3g}.")


# -- plot_fits --------------------------------------------------------------------------------------------------------


def drawn(student, curve, widths, epochs=0):
    """The axes of each width as plain data, in order, and the legend of the whole figure."""
    handle = student.plot_fits(curve, widths, epochs, 0.3)
    require(type_name(handle) == "Figure", f"`plot_fits` returned {shape_of(handle)}, expected the figure.")
    figure = student.figure(handle)
    require(len(figure["axes"]) == len(widths), f"There are {len(figure['axes'])} axes for {len(widths)} widths.")
    return figure["axes"], figure["legend"] or []


def line(axes, label):
    """The points x, y of the line with this label, by x."""
    found = [one for one in axes["lines"] if one["label"] == label]
    require(len(found) == 1, f"In one of the axes {len(found)} lines are labelled `{label}`, expected one.")
    x, y = np.asarray(found[0]["x"]), np.asarray(found[0]["y"])
    order = np.argsort(x, kind="stable")
    return x[order], y[order]


@pytest.mark.task("plot_fits")
def test_axes_are_named(student):
    """For the widths 2 and 5 there are axes titled `2 units` and `5 units`, labelled `x` and `y`, with a legend."""
    axes, legend = drawn(student, waves, [2, 5])

    for ax, title in zip(axes, ("2 units", "5 units"), strict=True):
        require(ax["title"].strip() == title, f"Axes are titled {ax['title']!r}, expected {title!r}.")
        missing = [f"`{name}`" for name in ("target", "network") if name not in (ax["legend"] or legend)]
        require(not missing, f"No legend for `{title}` shows {' and '.join(missing)}.")
    for axis in "xy":
        labels = {ax[f"{axis}label"].strip("$ ") for ax in axes}
        require(labels - {""} == {axis}, f"The {axis}-axes are labelled {sorted(labels)}, expected {axis!r}.")


@pytest.mark.task("plot_fits")
def test_target_is_drawn_smoothly(student):
    """The line `target` runs along the curve from x = 0 to x = 1, in steps of at most 0.01."""
    for ax in drawn(student, waves, [2, 5])[0]:
        x, y = line(ax, "target")

        is_wide = x.size > 1 and abs(x[0]) < 1e-6 and abs(x[-1] - 1) < 1e-6
        require(is_wide, "A line `target` does not run from x = 0 to x = 1.")
        require(float(np.diff(x).max()) <= 0.01 + 1e-6, "A line `target` has steps above 0.01.")
        assert_close(y, waves(x), what="the array of y of a line `target`", atol=1e-6)


@pytest.mark.task("plot_fits")
def test_each_network_is_drawn_after_training(student, reference):
    """The line `network` shows what the network of that width answers after all epochs."""
    axes, _ = drawn(student, waves, [2, 5], epochs=20)
    lines = [line(ax, "network") for ax in axes]

    for (x, y), width in zip(lines, (2, 5), strict=True):
        expected, _ = reference.fit_function(waves, width, 20, 0.3)
        require(x.size > 1 and float(np.diff(x).max()) <= 0.01 + 1e-6, "A line `network` has steps above 0.01.")
        assert_close(
            y, specified(expected, x), what=f"the array of y of the line `network` of {width} units", atol=1e-6
        )
