"""Public checks of `autograd`: the statement's examples, and the gradients that pencil and paper give."""

import numpy as np
import pytest

from learnnn.checks import Tensor, assert_close, assert_equal, require, shape_of

# -- derivative -------------------------------------------------------------------------------------------------------

SLOPES = {
    "square": lambda x: 2 * x,
    "wave": lambda x: 3 * np.cos(3 * x),
    "bell": lambda x: -2 * x * np.exp(-(x**2)),
    "fraction": lambda x: -2 * x / (1 + x * x) ** 2,
    "branches": lambda x: 3 * x**2 if x > 0 else -2.0,
    "straight": lambda x: 5.0,
}


def number(answer):
    """The number in a tensor that holds one: that a float is wanted is a check of its own."""
    return float(answer.array) if isinstance(answer, Tensor) and not answer.shape else answer


@pytest.mark.task("derivative")
def test_square_has_slope_four_at_two(student):
    """The slope of x ** 2 at 2 is 4, and the answer is a Python float."""
    slope = student.derivative(student.stage.function("square"), 2.0)

    assert_close(number(slope), 4.0, what="the slope")
    require(type(slope) is float, f"The slope is {shape_of(slope)}, expected a Python float.")


@pytest.mark.task("derivative")
def test_slopes_of_many_functions(student):
    """Sines, exponentials, fractions and branches have the slopes that calculus gives, to twelve digits."""
    for name, expected in SLOPES.items():
        for x in (-1.3, 0.1, 2.7):
            slope = number(student.derivative(student.stage.function(name), x))
            assert_close(slope, float(expected(x)), what=f"the slope of `{name}` at {x}", rtol=1e-12, atol=1e-12)


@pytest.mark.task("derivative")
def test_gradients_of_others_are_left_alone(student):
    """A weight that the function computes with has no gradient before the call, and none after it."""
    f = student.stage.Weighted(2.0, None)

    slope = number(student.derivative(f, 3.0))

    assert_close(slope, 54.0, what="the slope of 2 * x ** 3 at 3")
    require(f.grad() is None, "The call has left a gradient in a weight that `f` computes with.")


# -- accumulate_gradients ---------------------------------------------------------------------------------------------


def some_arrays(rng, n_samples, n_in=3, n_out=2):
    """Samples and the parameters of a linear model."""
    shapes = {"X": (n_samples, n_in), "y": (n_samples, n_out), "W": (n_in, n_out), "b": (n_out,)}
    return {name: rng.normal(size=shape) for name, shape in shapes.items()}


def specified(arrays):
    """The mean squared error of a linear model over all samples, and its gradients."""
    errors = arrays["X"] @ arrays["W"] + arrays["b"] - arrays["y"]  # (N, K)
    slopes = 2 * errors / errors.size
    return float(np.mean(errors**2)), {"W": arrays["X"].T @ slopes, "b": slopes.sum(axis=0)}


def assert_accumulates(student, arrays, sizes, device="cpu", **settings):
    """Loss and gradients are those of all samples at once; the scene, to look at more."""
    scene = student.stage.Accumulation(arrays, sizes, device, **settings)
    loss = scene.run(student.accumulate_gradients)
    expected_loss, expected_gradients = specified(arrays)
    assert_close(scene.gradients(), expected_gradients, what="the dict of gradients")
    assert_close(number(loss), expected_loss, what="the loss")
    return scene, loss


@pytest.mark.task("accumulate_gradients")
def test_accumulation_by_hand(student):
    """Pieces with the targets 2, 4 and 6 leave the gradient -8 of one weight at 0, and the loss is 56/3, a float."""
    arrays = {"X": np.ones((3, 1)), "y": np.array([[2.0], [4.0], [6.0]]), "W": np.zeros((1, 1)), "b": np.zeros(1)}

    scene = student.stage.Accumulation(arrays, [2, 1])
    loss = scene.run(student.accumulate_gradients)

    assert_close(scene.gradients()["W"], np.array([[-8.0]]), what="the gradient of W")
    assert_close(number(loss), 56 / 3, what="the loss")
    require(type(loss) is float, f"The loss is {shape_of(loss)}, expected a Python float.")


@pytest.mark.task("accumulate_gradients")
def test_equal_batches_make_one_large_batch(student, rng):
    """Three batches of four leave the gradients of one batch of twelve."""
    assert_accumulates(student, some_arrays(rng, 12), [4, 4, 4])


@pytest.mark.task("accumulate_gradients")
def test_old_gradients_are_gone(student, rng):
    """Gradients from before the call have no influence."""
    assert_accumulates(student, some_arrays(rng, 8), [4, 4], old_gradient=10.0)


@pytest.mark.task("accumulate_gradients")
def test_batches_go_through_one_by_one(student, rng):
    """Each batch goes through the model once and alone, and the graphs of those long past are no longer in memory."""
    scene, _ = assert_accumulates(student, some_arrays(rng, 12), [3, 2, 3, 1, 2, 1])

    assert_equal(scene.model.sizes, [3, 2, 3, 1, 2, 1], what="the list of batch sizes that the model saw")
    alive = max(scene.model.graphs_alive)
    require(
        alive <= 1,
        f"When a batch goes through the model, the graphs of up to {alive} earlier batches are still in memory.",
        look_at="What still holds on to a loss together with the way it was computed?",
    )


# -- descend ----------------------------------------------------------------------------------------------------------


@pytest.mark.task("descend")
def test_step_by_hand(student):
    """With the learning rate 0.1, the number 1 with the gradient 5 becomes 0.5, and one parameter is counted."""
    seen = student.stage.step(student.descend, [np.array([1.0])], [np.array([5.0])], 0.1)

    assert_close(seen["values"], [np.array([0.5])], what="the list of parameters")
    assert_equal(seen["answer"], 1, what="the answer")


@pytest.mark.task("descend")
def test_parameters_stay_leaves(student, rng):
    """After the step the parameters are still leaves that require gradients, and autograd records again."""
    values, gradients = ([rng.normal(size=shape) for shape in ((3, 2), (2,))] for _ in range(2))

    seen = student.stage.step(student.descend, values, gradients, 0.5)

    expected = [value - 0.5 * gradient for value, gradient in zip(values, gradients, strict=True)]
    assert_close(seen["values"], expected, what="the list of parameters")
    assert_equal(seen["leaves"], [True, True], what="whether the parameters are leaves that require gradients")
    require(seen["records"] is True, "Autograd no longer records after the call.")


@pytest.mark.task("descend")
def test_gradients_are_cleared(student, rng):
    """After the step each gradient is None or zero, so that the next one does not add to it."""
    values, gradients = ([rng.normal(size=shape) for shape in ((3, 2), (2,))] for _ in range(2))

    seen = student.stage.step(student.descend, values, gradients, 0.5)

    assert_equal(seen["answer"], 2, what="the answer")
    for index, is_cleared in enumerate(seen["cleared"]):
        require(bool(is_cleared), f"After the step the gradient of parameter {index} is neither None nor zero.")


@pytest.mark.task("descend")
def test_parameters_without_a_gradient_stay(student):
    """A parameter whose gradient is None keeps its numbers and is not counted."""
    values = [np.array([1.0]), np.array([2.0]), np.array([3.0])]

    seen = student.stage.step(student.descend, values, [np.array([5.0]), None, np.array([-5.0])], 0.1)

    assert_close(seen["values"], [np.array([0.5]), np.array([2.0]), np.array([3.5])], what="the list of parameters")
    assert_equal(seen["answer"], 2, what="the answer")


# -- consistency_loss -------------------------------------------------------------------------------------------------


@pytest.mark.task("consistency_loss")
def test_consistency_by_hand(student):
    """The prediction (1, 3) and the target (0, 5) cost 2.5; the gradient of the prediction is (1, -2)."""
    seen = student.stage.consistency(student.consistency_loss, 1.0, np.array([1.0, 3.0]), np.array([0.0, 5.0]))

    assert_close(seen["loss"], 2.5, what="the loss")
    require(seen["is_connected"], "No gradient can go back from the loss.")
    assert_close(seen["prediction"], np.array([1.0, -2.0]), what="the gradient of the prediction")


@pytest.mark.task("consistency_loss")
def test_target_stands_still(student):
    """No gradient goes back through the target, although it was computed from the same weight as the prediction."""
    seen = student.stage.consistency(student.consistency_loss, 1.0, np.array([1.0, 3.0]), np.array([0.0, 5.0]))

    require(seen["is_connected"], "No gradient can go back from the loss.")
    require(seen["target"] is None or not np.any(seen["target"]), "A gradient has arrived at the target.")
    assert_close(seen["weight"], -5.0, what="the gradient of the weight")


# -- swish ------------------------------------------------------------------------------------------------------------


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


@pytest.mark.task("swish")
def test_swish_by_hand(student):
    """At 0 the value is 0 and the slope 1/2; at 1 they are 0.7311 and 0.9277."""
    seen = student.stage.slopes(student.swish, np.array([0.0, 1.0]), np.ones(2))

    assert_close(seen["values"], np.array([0.0, 0.7311]), what="the array of values", atol=1e-4)
    assert_close(seen["gradient"], np.array([0.5, 0.9277]), what="the array of slopes", atol=1e-4)


@pytest.mark.task("swish")
def test_pytorch_approves_of_swish(student, rng):
    """PyTorch's own gradient check finds no difference between your slopes and measured ones."""
    is_right = student.stage.gradcheck(student.swish, rng.normal(size=(3, 4)))

    require(is_right is True, "`torch.autograd.gradcheck` does not approve of `swish`.")


@pytest.mark.task("swish")
def test_swish_is_your_own_function(student):
    """`swish` is your class `Swish`, applied: it is one operation in the graph."""
    seen = student.stage.slopes(student.swish, np.array([0.5, -2.0]), np.ones(2))

    require(seen["node"] == "SwishBackward", f"The answer of `swish` was made by `{seen['node'] or 'nothing'}`.")


@pytest.mark.task("swish")
def test_swish_on_devices(student, device):
    """On every device, values and slopes are right."""
    x = np.array([-2.0, 0.3, 1.7])

    seen = student.stage.slopes(student.swish, x, np.array([1.0, -2.0, 0.5]), device)

    gate = sigmoid(x)
    assert_close(seen["values"], x * gate, what="the array of values")
    expected = np.array([1.0, -2.0, 0.5]) * gate * (1 + x * (1 - gate))
    assert_close(seen["gradient"], expected, what="the gradient")
