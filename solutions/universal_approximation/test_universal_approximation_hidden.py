"""Hidden checks of `universal_approximation`: other curves, widths and arrays, and how far off a staircase may be."""

import numpy as np
import pytest

from learnnn.checks import (
    assert_close,
    assert_gradient,
    assert_inputs_unchanged,
    plain,
    require,
    shape_of,
    type_name,
)

NAMES = ("w", "b", "v", "c")


def parabola(x):
    return 3 * x * (1 - x) - 1


def falling(x):
    return -4 * x + 2


def constant(x):
    return 0 * x + 1.5


def wiggle(x):
    return np.sin(9 * x)


CURVES = {parabola: 3, falling: 4, constant: 0, wiggle: 9}  # and the largest slope of each between 0 and 1


def some_network(rng, width):
    return {name: rng.normal(size=width) for name in ("w", "b", "v")} | {"c": float(rng.normal())}


def specified(network, x):
    """What a network answers, unit by unit."""
    units = (v * np.tanh(w * x + b) for w, b, v in zip(network["w"], network["b"], network["v"], strict=True))
    return sum(units, start=np.full(len(x), float(network["c"])))


def specified_loss(network, x, y):
    return float(sum((specified(network, x) - y) ** 2) / len(x))


def specified_staircase(f, width, steepness):
    """Unit by unit, with the places counted in half steps."""
    rises = [f(np.float64(i / width)) - f(np.float64((i - 1) / width)) for i in range(1, width + 1)]
    return {
        "w": np.array([float(steepness)] * width),
        "b": np.array([-steepness * (2 * i - 1) / (2 * width) for i in range(1, width + 1)]),
        "v": np.array(rises) / 2,
        "c": float(f(np.float64(0)) + sum(rises) / 2),
    }


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


def assert_same(network, expected, what, rtol=1e-6):
    for name in NAMES:
        value = checked(network, len(expected["w"]), what)[name]
        assert_close(value, expected[name], what=f'"{name}" in {what}', rtol=rtol)


def awkward_versions(values):
    """The same numbers as a read-only and as a strided array."""
    read_only = values.copy()
    read_only.setflags(write=False)
    return read_only, np.repeat(values, 2)[::2]


# -- predict ----------------------------------------------------------------------------------------------------------


@pytest.mark.task("predict")
def test_any_number_of_units_and_points(student, rng):
    """The answers are right for one unit and for many, for one number, for many and for none."""
    for width in (1, 2, 30):
        for n in (0, 1, 2, 9):
            network, x = some_network(rng, width), rng.normal(size=n)
            assert_close(student.predict(network, x), specified(network, x), what="the array of answers")


@pytest.mark.task("predict")
def test_predict_takes_any_array(student, rng):
    """Integers, read-only and strided arrays are taken, and nothing is changed."""
    network = some_network(rng, 3)
    x = rng.integers(-3, 4, size=7)
    for version in (x, *awkward_versions(x * 1.0)):
        assert_close(student.predict(network, version), specified(network, x), what="the array of answers")
    strided = {name: awkward_versions(network[name])[1] for name in ("w", "b", "v")} | {"c": 2}
    assert_close(student.predict(strided, x), specified(network | {"c": 2.0}, x), what="the array of answers")
    assert_inputs_unchanged(student)


@pytest.mark.task("predict")
def test_saturated_units_are_flat(student):
    """Far from its step a unit answers its height, however steep it is."""
    network = {"w": np.array([1e5, -1e5]), "b": np.array([0.0, 0.0]), "v": np.array([2.0, 3.0]), "c": 1.0}

    answers = student.predict(network, np.array([-100.0, -1.0, 0.0, 1.0, 100.0]))

    assert_close(answers, np.array([2.0, 2.0, 1.0, 0.0, 0.0]), what="the array of answers", atol=1e-6)


# -- staircase --------------------------------------------------------------------------------------------------------


@pytest.mark.task("staircase")
@pytest.mark.parametrize("width", [1, 2, 7, 40])
def test_staircase_of_any_curve(student, width):
    """The staircase is the specified one for curves that rise, fall, turn and stay, at any steepness."""
    for curve in CURVES:
        for steepness in (0.5, 12, 300.0):
            network = student.staircase(curve, width, steepness)
            assert_same(network, specified_staircase(curve, width, steepness), "the staircase")


@pytest.mark.task("staircase")
def test_error_is_at_most_half_a_step(student):
    """A curve whose slope is L at most is nowhere further than L / (2 width) from a staircase that is very steep."""
    x = np.linspace(0, 1, 2001)
    for curve, slope in CURVES.items():
        for width in (1, 4, 25):
            network = checked(student.staircase(curve, width, 1e7), width, "the staircase")
            error = np.abs(specified(network, x) - curve(x)).max()
            require(error <= slope / (2 * width) + 1e-6, "A very steep staircase is too far from its curve.")


# -- gradients --------------------------------------------------------------------------------------------------------


@pytest.mark.task("gradients")
@pytest.mark.weight(2)
def test_gradients_of_any_shape(student, rng):
    """All slopes agree with central differences for one unit and several, and for one example and many."""
    for width in (1, 2, 6):
        for n in (1, 2, 7):
            network, x, y = some_network(rng, width), rng.normal(size=n), rng.normal(size=n)
            slopes = checked(student.gradients(network, x, y), width, "the gradient")
            for name in NAMES:

                def loss(value, name=name, network=network, x=x, y=y):
                    return specified_loss(network | {name: value}, x, y)

                value, slope = np.asarray(network[name]), np.asarray(slopes[name])
                assert_gradient(loss, slope, value, what=f'the gradient of "{name}"', atol=1e-7)


@pytest.mark.task("gradients")
def test_gradients_take_any_array(student, rng):
    """Integers, read-only and strided arrays are taken, and nothing is changed."""
    network, x, y = some_network(rng, 4), rng.integers(-3, 4, size=6), rng.integers(-3, 4, size=6)
    expected = checked(student.gradients(network, x * 1.0, y * 1.0), 4, "the gradient")
    for version, targets in zip((x, *awkward_versions(x * 1.0)), (y, *awkward_versions(y * 1.0)), strict=True):
        assert_same(student.gradients(network, version, targets), expected, "the gradient")
    assert_inputs_unchanged(student)


# -- fit_function -----------------------------------------------------------------------------------------------------


@pytest.mark.task("fit_function")
@pytest.mark.parametrize(("width", "epochs"), [(1, 20), (3, 1), (12, 10)])
def test_fits_of_any_size(student, reference, width, epochs):
    """Network and losses are right for one unit and for many, for one epoch and for many."""
    x = np.linspace(0, 1, 100)
    for curve in CURVES:
        answer = student.fit_function(curve, width, epochs, 0.25)
        expected, losses = reference.fit_function(curve, width, epochs, 0.25)
        losses[0] = specified_loss(specified_staircase(curve, width, width), x, curve(x))
        require(type(answer) in {tuple, list} and len(answer) == 2, "`fit_function` did not return a pair.")
        assert_close(answer[1], losses, what="the list of losses", rtol=1e-5)
        assert_same(answer[0], expected, "the network", rtol=1e-5)


# -- error_by_width ---------------------------------------------------------------------------------------------------


@pytest.mark.task("error_by_width")
def test_errors_are_in_the_order_of_the_widths(student, reference):
    """Each width has its own error after training, in any order, as a list or a tuple, and also when it comes twice."""
    x = np.linspace(0, 1, 501)
    for widths in ([5], (9, 2, 5, 2)):
        networks = [reference.fit_function(wiggle, width, 15, 0.3)[0] for width in widths]
        expected = np.array([np.abs(specified(network, x) - wiggle(x)).max() for network in networks])
        assert_close(student.error_by_width(wiggle, widths, 15, 0.3), expected, what="the array of errors", rtol=1e-5)


@pytest.mark.task("error_by_width")
def test_error_is_looked_for_between_the_examples(student):
    """A peak of the curve that lies between the examples is seen, at the very ends of 501 points and inside."""
    for place, height in ((0.246, 5.0), (0.502, -7.0), (0.998, 3.0)):

        def peak(x, place=place, height=height):
            return np.where(np.abs(x - place) < 1e-4, height, 0.0)

        # the samples and the examples all miss it, so that the network answers 0 everywhere
        errors = student.error_by_width(peak, [3, 4], 2, 0.3)
        assert_close(errors, np.full(2, abs(height)), what="the array of errors")


# -- plot_fits --------------------------------------------------------------------------------------------------------


def lines_of(student, curve, widths, epochs):
    """For each axes its title, and its lines by their labels."""
    handle = student.plot_fits(curve, widths, epochs, 0.2)
    require(type_name(handle) == "Figure", f"`plot_fits` returned {shape_of(handle)}.")
    axes = student.figure(handle)["axes"]
    require(len(axes) == len(widths), f"There are {len(axes)} axes, expected {len(widths)}.")
    return [(ax["title"].strip(), ax["lines"]) for ax in axes]


def points(lines, label):
    """The points x, y of the only line with this label."""
    found = [(np.asarray(one["x"]), np.asarray(one["y"])) for one in lines if one["label"] == label]
    require(len(found) == 1, f"There are {len(found)} lines labelled `{label}` in one of the axes, expected one.")
    return found[0]


@pytest.mark.task("plot_fits")
@pytest.mark.parametrize("widths", [[4], [6, 2, 3]])
def test_any_widths_are_drawn(student, reference, widths):
    """One width or several, in any order: each has axes with its own title, target and trained network."""
    for width, (title, lines) in zip(widths, lines_of(student, wiggle, widths, 15), strict=True):
        require(title == f"{width} units", f"Axes are titled {title!r}, expected '{width} units'.")
        x, y = points(lines, "target")
        assert_close(y, wiggle(x), what="the array of y of the line `target`", atol=1e-6)
        x, y = points(lines, "network")
        require(x.size > 1 and abs(x.min()) < 1e-6 and abs(x.max() - 1) < 1e-6, "A line `network` is not from 0 to 1.")
        network, _ = reference.fit_function(wiggle, width, 15, 0.2)
        assert_close(y, specified(network, x), what="the array of y of the line `network`", atol=1e-6)


@pytest.mark.task("plot_fits")
def test_each_plot_is_a_new_figure(student):
    """A second figure shows its own lines only."""
    lines_of(student, parabola, [2], 0)

    for _, lines in lines_of(student, falling, [2], 0):
        x, y = points(lines, "target")
        assert_close(y, falling(x), what="the array of y of the line `target`", atol=1e-6)
        points(lines, "network")
