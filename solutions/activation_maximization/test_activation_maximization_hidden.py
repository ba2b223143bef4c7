"""Hidden checks of `activation_maximization`: other networks, sizes and dtypes, and what a call must leave as it was."""

import numpy as np
import pytest

from learnnn.checks import Tensor, assert_close, assert_equal, require, shape_of, tensor, type_name
from learnnn.data import digits


def some_arrays(rng, n_inputs, n_hidden, n_units):
    """The weights of a network with one hidden layer, and running statistics for it."""
    shapes = {"W1": (n_hidden, n_inputs), "b1": (n_hidden,), "W2": (n_units, n_hidden), "b2": (n_units,)}
    arrays = {name: rng.normal(size=shape) / shape[-1] ** 0.5 for name, shape in shapes.items()}
    return arrays | {"mean": rng.normal(size=n_hidden), "var": rng.uniform(0.5, 2, size=n_hidden)}


def hidden_layer(arrays, is_normalised):
    """The weights and biases of the hidden layer; running statistics are a part of them in evaluation mode."""
    W, b = arrays["W1"], arrays["b1"]
    if not is_normalised:
        return W, b
    spread = np.sqrt(arrays["var"])
    return W / spread[:, np.newaxis], (b - arrays["mean"]) / spread


def specified(arrays, unit, x, l2, *, is_normalised=False):
    """The objective at `x` and its slopes, by the chain rule."""
    W, b = hidden_layer(arrays, is_normalised)
    hidden = np.tanh(W @ x.reshape(-1) + b)
    value = arrays["W2"][unit] @ hidden + arrays["b2"][unit] - l2 * np.sum(x**2)
    slope = W.T @ (arrays["W2"][unit] * (1 - hidden**2))
    return float(value), slope.reshape(x.shape) - 2 * l2 * x


def climbed(arrays, unit, steps, lr, l2, shape, **settings):
    x = np.zeros(shape)
    for _ in range(steps):
        x = x + lr * specified(arrays, unit, x, l2, **settings)[1]
    return x


def numbers(answer):
    """The array in the tensor that came back."""
    require(isinstance(answer, Tensor), f"`maximize` returned {shape_of(answer)}, expected a tensor.")
    return answer.array


# -- objective --------------------------------------------------------------------------------------------------------


@pytest.mark.task("objective")
def test_any_objective_and_its_slopes(student, rng):
    """For inputs of any shape, any unit and any price, value and slopes are those of the chain rule."""
    for shape, l2 in (((1,), 0.0), ((7,), 2.5), ((3, 4), 0.01), ((2, 2, 3), 1.0)):
        arrays = some_arrays(rng, int(np.prod(shape)), 6, 4)
        model, unit, x = student.stage.Scene(arrays).model, int(rng.integers(4)), 3 * rng.normal(size=shape)
        value, slope = student.stage.value_and_slope(student.objective, model, unit, x, l2)
        expected = specified(arrays, unit, x, l2)
        require(slope is not None, "No graph leads from the answer to `x`, or the answer is no scalar tensor.")
        assert_close([value.array, slope], [np.array(expected[0]), expected[1]], what="the list of value and slopes")


@pytest.mark.task("objective")
def test_objective_leaves_the_mode(student, rng):
    """The model is in the mode, training or evaluation, in which it was before, also after the objective was computed."""
    arrays, x = some_arrays(rng, 4, 3, 2), rng.normal(size=4)
    for in_training in (True, False):
        model = student.stage.Scene(arrays, in_training=in_training).model
        value = student.objective(model, 1, tensor(x), 0.0)
        require(isinstance(value, Tensor), f"`objective` returned {shape_of(value)}, expected a tensor.")
        assert_close(value.array, np.array(specified(arrays, 1, x, 0.0)[0]), what="the objective")
        assert_equal(model.training, in_training, what="`model.training` after the call")


# -- maximize ---------------------------------------------------------------------------------------------------------


@pytest.mark.task("maximize")
def test_any_ascent_is_followed(student, rng):
    """For any shape, number of steps, learning rate and price the ascent arrives where the chain rule leads."""
    for shape, steps, lr, l2 in (
        ((1,), 3, 1.0, 0.0),
        ((9,), 1, 0.01, 3.0),
        ((2, 5), 25, 0.2, 0.1),
        ((1, 2, 2), 7, 2.0, 0.0),
    ):
        arrays = some_arrays(rng, int(np.prod(shape)), 5, 3)
        model, unit = student.stage.Scene(arrays).model, int(rng.integers(3))
        expected = climbed(arrays, unit, steps, lr, l2, shape)
        assert_close(numbers(student.maximize(model, unit, steps, lr, l2, shape)), expected, what="the input")


@pytest.mark.task("maximize")
def test_no_step_leaves_zeros(student, rng):
    """With no step the answer is zeros, of the dtype of the weights and with no gradient to come."""
    for dtype in ("float32", "float64"):
        arrays = {name: array.astype(dtype) for name, array in some_arrays(rng, 6, 4, 2).items()}
        for steps, is_zero in ((0, True), (2, False)):
            x = student.maximize(student.stage.Scene(arrays).model, 1, steps, 0.5, 0.1, (2, 3))
            require(numbers(x).shape == (2, 3), f"The answer is {shape_of(x)}, asked for was the shape (2, 3).")
            require(x.dtype == dtype, f"The answer is of dtype {x.dtype}; the weights are of {dtype}.")
            require(not x.requires_grad, "The answer requires a gradient.")
            require(bool(np.any(x.array)) != is_zero, f"After {steps} steps the input is {'not ' * is_zero}zeros.")


@pytest.mark.task("maximize")
def test_running_statistics_are_left_alone(student, rng):
    """A network with batch normalisation in training mode: its running statistics are used, and are the same afterwards."""
    arrays = some_arrays(rng, 8, 5, 3)
    scene = student.stage.Scene(arrays, between="batch_norm", in_training=True)
    before = scene.state()

    x = numbers(student.maximize(scene.model, 2, 6, 0.3, 0.1, (8,)))

    expected = climbed(arrays, 2, 6, 0.3, 0.1, (8,), is_normalised=True)
    assert_close(x, expected, what="the input")
    assert_close(scene.state(), before, what="the dict of parameters and buffers", rtol=0, atol=0)
    assert_equal(scene.model.training, True, what="`model.training` after the call")


@pytest.mark.task("maximize")
def test_gradients_of_others_stay(student, rng):
    """Gradients that the weights had before are still there, the same as before, and have no influence."""
    arrays = some_arrays(rng, 4, 3, 2)
    scene = student.stage.Scene(arrays, old_gradient=7.0)
    before = scene.gradients()

    x = numbers(student.maximize(scene.model, 0, 3, 0.3, 0.1, (4,)))

    assert_close(x, climbed(arrays, 0, 3, 0.3, 0.1, (4,)), what="the input")
    assert_close(scene.gradients(), before, what="the dict of gradients", rtol=0, atol=0)


@pytest.mark.task("maximize")
def test_frozen_stays_frozen(student, rng):
    """Weights that require a gradient still do, and frozen ones stay frozen: the input climbs in either network."""
    arrays = some_arrays(rng, 4, 3, 2)
    for is_frozen in (True, False):
        scene = student.stage.Scene(arrays, is_frozen=is_frozen)
        x = numbers(student.maximize(scene.model, 1, 3, 0.3, 0.1, (4,)))
        assert_close(x, climbed(arrays, 1, 3, 0.3, 0.1, (4,)), what="the input")
        assert_equal(scene.is_frozen(), [is_frozen] * 4, what="the list of which weights are frozen")


@pytest.mark.task("maximize")
def test_convolutions_are_climbed(student, reference, rng, device):
    """A convolution with batch normalisation and dropout is climbed in evaluation mode, on every device."""
    seed = int(rng.integers(1 << 20))

    answers = [
        module.maximize(module.stage.convolution(seed).to(device), 3, 4, 0.2, 0.05, (2, 6, 5))
        for module in (student, reference)
    ]

    assert_close(numbers(answers[0]), answers[1].array, what="the input", rtol=1e-4, atol=1e-6)


@pytest.mark.task("maximize")
def test_price_bounds_the_size(student, rng):
    """However long the ascent, the input is no larger than the steepest slope that the unit can have, over 2 * l2."""
    arrays = some_arrays(rng, 10, 6, 2)
    arrays["W2"] *= 5
    model = student.stage.Scene(arrays).model

    for l2 in (0.1, 1.0, 4.0):
        x = numbers(student.maximize(model, 0, 80, 0.1, l2, (10,)))
        # tanh is nowhere steeper than 1, so no slope is steeper than |W2| |W1|, and (1 - 2 lr l2) x + lr slope stays below
        bound = np.linalg.norm(arrays["W2"][0]) * np.linalg.norm(arrays["W1"], 2) / (2 * l2)
        require(
            0 < float(np.linalg.norm(x)) <= bound * (1 + 1e-9), "The input is zero, or larger than its price allows."
        )


@pytest.mark.task("maximize")
def test_dreams_of_digits_are_recognised(student):
    """In a network that has learned digits, each dream is taken for its digit, far more surely than inputs by chance."""
    images, labels = digits()
    model = student.stage.trained(images[:300], labels[:300])

    dreams = np.stack([numbers(student.maximize(model, unit, 40, 0.3, 0.3, (8, 8))) for unit in range(10)])

    found = student.stage.answers(model, dreams)  # (10, 10)
    assert_equal(found.argmax(axis=1), np.arange(10), what="the array of digits that the dreams are taken for")
    by_chance = np.random.default_rng(0).normal(
        size=(10, 100, 64)
    )  # the same ones every time, so nothing is left to luck
    sizes = np.linalg.norm(dreams.reshape(10, 1, 64), axis=2, keepdims=True)
    by_chance *= sizes / np.linalg.norm(by_chance, axis=2, keepdims=True)
    others = student.stage.answers(model, by_chance.reshape(1000, 8, 8)).reshape(10, 100, 10)
    for unit in range(10):
        is_far_above = found[unit, unit] > 1.3 * others[unit, :, unit].max()
        require(bool(is_far_above), "An input by chance comes near the answer to a dream.")


# -- plot_dreams ------------------------------------------------------------------------------------------------------


@pytest.mark.task("plot_dreams")
def test_any_number_of_dreams_is_drawn(student, rng):
    """One dream and many are drawn, of either dtype and at any scale, in a new figure each time."""
    for n_dreams, dtype, scale in ((1, "float32", 1e-3), (7, "float64", 1.0), (12, "float32", 1e4)):
        dreams = (scale * (rng.normal(size=(n_dreams, 3, 2)) - 0.5)).astype(dtype)
        titles = [f"unit {n}" for n in range(n_dreams)]
        handle = student.plot_dreams(tensor(dreams), titles)
        require(type_name(handle) == "Figure", f"`plot_dreams` returned {shape_of(handle)}.")
        axes = [one for one in student.figure(handle)["axes"] if one["images"] and not one["is_colorbar"]]
        shown = [image for one in axes for image in one["images"]]
        require(len(axes) == len(shown) == n_dreams, f"The figure shows {len(shown)} images in {len(axes)} axes.")
        assert_equal([one["title"] for one in axes], titles, what="the list of titles")
        largest = float(np.abs(dreams).max())
        for one, dream in zip(shown, dreams, strict=True):
            assert_close(one["array"], dream, what="the array that is shown")
            assert_close(list(one["limits"]), [-largest, largest], what="the list of the ends of the shades", rtol=1e-5)
            require(one["is_upright"], "In a picture row 0 is not at the top.")
