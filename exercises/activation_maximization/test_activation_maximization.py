"""Public checks of `activation_maximization`: one linear unit by hand, a small network, what is left alone, and the figure."""

import numpy as np
import pytest

from learnnn.checks import Tensor, assert_close, assert_equal, require, shape_of, tensor, type_name

UNIT = {"W1": np.array([[1.0, 1.0], [3.0, -1.0]]), "b1": np.array([0.0, 0.5])}  # unit 1 is the statement's


def some_arrays(rng, n_inputs=6):
    """The weights of a network with five hidden units and three at the end."""
    shapes = {"W1": (5, n_inputs), "b1": (5,), "W2": (3, 5), "b2": (3,)}
    return {name: rng.normal(size=shape) for name, shape in shapes.items()}


def answer_at(arrays, unit, x):
    """What the unit of such a network answers to an input, and the slope of that in each entry of the input."""
    hidden = np.tanh(arrays["W1"] @ x.reshape(-1) + arrays["b1"])
    slope = ((1 - hidden**2) * arrays["W2"][unit]) @ arrays["W1"]
    return float(arrays["W2"][unit] @ hidden + arrays["b2"][unit]), slope.reshape(x.shape)


def climbed(arrays, unit, steps, lr, l2, shape):
    """Where the ascent arrives, by the slopes of pencil and paper."""
    x = np.zeros(shape)
    for _ in range(steps):
        x = x + lr * (answer_at(arrays, unit, x)[1] - 2 * l2 * x)
    return x


def numbers(answer, name="maximize"):
    """The array in the tensor that came back."""
    require(isinstance(answer, Tensor), f"`{name}` returned {shape_of(answer)}, expected a tensor.")
    return answer.array


# -- objective --------------------------------------------------------------------------------------------------------


@pytest.mark.task("objective")
def test_objective_by_hand(student):
    """The statement's unit answers 1.5 to the input (1, 2); with l2 = 0.25 the price is 1.25, and 0.25 is left."""
    model = student.stage.Scene(UNIT).model

    value = numbers(student.objective(model, 1, tensor([1.0, 2.0]), 0.25), "objective")

    assert_close(value, np.array(0.25), what="the objective")


@pytest.mark.task("objective")
def test_objective_can_be_differentiated(student):
    """Autograd finds the slope w - 2 * l2 * x of that objective: (2.5, -2) at the input (1, 2)."""
    model = student.stage.Scene(UNIT).model

    _, slope = student.stage.value_and_slope(student.objective, model, 1, np.array([1.0, 2.0]), 0.25)

    require(slope is not None, "No graph leads from the answer to `x`, or the answer is no scalar tensor.")
    assert_close(slope, np.array([2.5, -2.0]), what="the slope of the objective")


@pytest.mark.task("objective")
def test_each_unit_can_be_asked(student, rng):
    """Of a network with three units each can be asked about an image, which has no axis for the batch."""
    arrays, image = some_arrays(rng), rng.normal(size=(2, 3))
    model = student.stage.Scene(arrays).model

    for unit in range(3):
        value = numbers(student.objective(model, unit, tensor(image), 0.1), "objective")
        expected = answer_at(arrays, unit, image)[0] - 0.1 * float(np.sum(image**2))
        assert_close(value, np.array(expected), what=f"the objective of unit {unit}")


# -- maximize ---------------------------------------------------------------------------------------------------------


@pytest.mark.task("maximize")
def test_first_steps_by_hand(student):
    """The statement's ascent starts at zeros: one step of 0.4 leads to (1.2, -0.4), the second to (2.16, -0.72)."""
    model = student.stage.Scene(UNIT).model

    for steps, expected in ((1, [1.2, -0.4]), (2, [2.16, -0.72])):
        x = numbers(student.maximize(model, 1, steps, 0.4, 0.25, (2,)))
        assert_close(x, np.array(expected), what=f"the input after {steps} steps")


@pytest.mark.task("maximize")
def test_penalty_holds_the_input(student):
    """With a penalty the ascent of a linear unit comes to rest at w / (2 * l2), here (6, -2), however many steps there are."""
    model = student.stage.Scene(UNIT).model

    x = numbers(student.maximize(model, 1, 150, 0.4, 0.25, (2,)))

    assert_close(x, np.array([6.0, -2.0]), what="the input after 150 steps")


@pytest.mark.task("maximize")
def test_network_is_climbed(student, rng):
    """In a network with a hidden layer every step follows the slope at the place where the input is then."""
    arrays = some_arrays(rng)
    model = student.stage.Scene(arrays).model

    for unit in range(3):
        x = numbers(student.maximize(model, unit, 8, 0.3, 0.05, (6,)))
        assert_close(x, climbed(arrays, unit, 8, 0.3, 0.05, (6,)), what=f"the input for unit {unit}")


@pytest.mark.task("maximize")
def test_answer_is_a_plain_tensor(student, rng):
    """The answer has the shape that was asked for and the dtype of the weights, and requires no gradient."""
    model = student.stage.Scene(some_arrays(rng)).model

    x = student.maximize(model, 0, 3, 0.1, 0.1, (1, 2, 3))

    shape = numbers(x).shape
    require(shape == (1, 2, 3), f"The answer has the shape {shape}, asked for was (1, 2, 3).")
    require(x.dtype == "float64", f"The answer is of dtype {x.dtype}; the weights are of float64.")
    require(not x.requires_grad, "The answer requires a gradient.")


@pytest.mark.task("maximize")
def test_weights_are_left_alone(student, rng):
    """All weights are the same before and after: it is the input that climbs."""
    scene = student.stage.Scene(some_arrays(rng))
    before = scene.state()

    x = numbers(student.maximize(scene.model, 0, 5, 0.5, 0.0, (6,)))

    require(bool(np.any(x)), "After five steps the input is still zero.")
    assert_close(scene.state(), before, what="the dict of weights", rtol=0, atol=0)


@pytest.mark.task("maximize")
def test_weights_get_no_gradients(student, rng):
    """The weights had no gradients before the call, and have none afterwards."""
    scene = student.stage.Scene(some_arrays(rng))

    x = numbers(student.maximize(scene.model, 0, 2, 0.5, 0.0, (6,)))

    require(bool(np.any(x)), "After two steps the input is still zero.")
    left = sorted(name for name, gradient in scene.gradients().items() if gradient is not None)
    require(not left, f"The call has left gradients in {', '.join(left)}.")


@pytest.mark.task("maximize")
def test_dropout_is_off(student, rng):
    """The model is in evaluation mode in every step, also if it came in training mode: no unit is dropped."""
    arrays = some_arrays(rng)
    scene = student.stage.Scene(arrays, between="dropout", in_training=True)

    x = numbers(student.maximize(scene.model, 1, 10, 0.3, 0.05, (6,)))

    assert_close(x, climbed(arrays, 1, 10, 0.3, 0.05, (6,)), what="the input")


@pytest.mark.task("maximize")
def test_mode_is_restored(student, rng):
    """A model that came in training mode is in training mode afterwards, and one in evaluation mode in that."""
    for in_training in (True, False):
        scene = student.stage.Scene(some_arrays(rng), in_training=in_training)
        x = numbers(student.maximize(scene.model, 0, 2, 0.3, 0.1, (6,)))
        require(bool(np.any(x)), "After two steps the input is still zero.")
        assert_equal(scene.model.training, in_training, what="`model.training` after the call")


@pytest.mark.task("maximize")
def test_ascent_runs_on_the_device(student, rng, device):
    """On every device the input is where the model is, and arrives at the same place."""
    arrays = some_arrays(rng)
    scene = student.stage.Scene(arrays, device)

    x = student.maximize(scene.model, 2, 5, 0.3, 0.1, (2, 3))

    assert_close(numbers(x), climbed(arrays, 2, 5, 0.3, 0.1, (2, 3)), what="the input")
    require(x.device.startswith(device.value), f"The model is on `{device.value}`, and the answer on `{x.device}`.")


@pytest.mark.task("maximize")
def test_chance_does_not_come_near(student, rng):
    """What the unit answers to the input that was found is above its answers to 1000 random inputs of the same size."""
    arrays = some_arrays(rng, 40) | {"b2": np.zeros(3)}
    arrays["W1"] *= 0.1
    scene = student.stage.Scene(arrays)

    x = numbers(student.maximize(scene.model, 0, 60, 0.3, 0.2, (40,)))

    require(x.shape == (40,), f"The input has the shape {x.shape}, expected (40,).")
    size = float(np.linalg.norm(x))
    require(size > 0.1, "After sixty steps the input is still nearly zero.")
    others = rng.normal(size=(1000, 40))
    others *= size / np.linalg.norm(others, axis=1, keepdims=True)
    best = max(answer_at(arrays, 0, other)[0] for other in others)
    found = answer_at(arrays, 0, x)[0]
    require(found > best, f"The unit answers {found:.3f} to your input, and {best:.3f} to the best of the others.")


# -- plot_dreams ------------------------------------------------------------------------------------------------------


def drawn(student, dreams, titles):
    """The images by their titles, in order, as plain data."""
    handle = student.plot_dreams(tensor(dreams), titles)
    require(type_name(handle) == "Figure", f"`plot_dreams` returned {shape_of(handle)}, expected the figure.")
    axes = [one for one in student.figure(handle)["axes"] if one["images"] and not one["is_colorbar"]]
    n_images = [len(one["images"]) for one in axes]
    require(
        n_images == [1] * len(dreams),
        f"The figure shows {sum(n_images)} images in {len(axes)} axes, expected {len(dreams)} in axes of their own.",
    )
    return [(one["title"], one["images"][0]) for one in axes]


@pytest.mark.task("plot_dreams")
def test_dreams_are_shown_in_order(student, rng):
    """Each input is shown under its title, in order, with row 0 at the top."""
    dreams, titles = rng.normal(size=(3, 4, 5)), ["three", "eight", "one"]

    shown = drawn(student, dreams, titles)

    assert_equal([title for title, _ in shown], titles, what="the list of titles")
    for (title, one), expected in zip(shown, dreams, strict=True):
        assert_close(one["array"], expected, what=f"the array shown under `{title}`")
        require(one["is_upright"], "In a picture row 0 is not at the top.")


@pytest.mark.task("plot_dreams")
def test_zero_is_in_the_middle(student):
    """If -5 is the number farthest from 0, the shades of every picture reach from -5 to 5."""
    dreams = np.array([[[-5.0, 1.0], [0.0, 2.0]], [[0.5, 0.25], [-0.5, 3.0]]])

    for _, one in drawn(student, dreams, ["first", "second"]):
        assert_close(
            list(one["limits"]), [-5.0, 5.0], what="the list of the numbers of the darkest and the lightest shade"
        )


@pytest.mark.task("plot_dreams")
def test_dreams_come_from_any_device(student, rng, device):
    """Dreams on any device are shown as they are."""
    dreams = rng.normal(size=(2, 3, 3)).astype(np.float32)

    handle = student.stage.plot_on(student.plot_dreams, tensor(dreams), ["a", "b"], device)

    require(type_name(handle) == "Figure", f"`plot_dreams` returned {shape_of(handle)}, expected the figure.")
    images = [image["array"] for axes in student.figure(handle)["axes"] for image in axes["images"]]
    assert_close(images, list(dreams), what="the list of arrays that are shown")
