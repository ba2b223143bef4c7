"""Hidden checks of `autograd`: other numbers, shapes and devices, generators, and what has to be left alone."""

import numpy as np
import pytest

from learnnn.checks import Tensor, assert_close, assert_equal, require

# -- derivative -------------------------------------------------------------------------------------------------------


def number(answer):
    """The number in a tensor that holds one."""
    return float(answer.array) if isinstance(answer, Tensor) and not answer.shape else answer


@pytest.mark.task("derivative")
def test_slopes_anywhere(student, rng):
    """Slopes are right at any number, integers included, and again when asked for again."""
    for x in (*rng.uniform(-3, 3, size=4).tolist(), 0, 3, -2):
        for _ in range(2):
            slope = number(student.derivative(student.stage.function("square"), x))
            assert_close(slope, 2.0 * x, what="the slope of the square", rtol=1e-12)
        slope = number(student.derivative(student.stage.function("wave"), x))
        assert_close(slope, float(3 * np.cos(3 * x)), what="the slope of the wave", rtol=1e-12, atol=1e-12)


@pytest.mark.task("derivative")
def test_gradients_of_others_stay_as_they_were(student):
    """A weight that has a gradient before the call has the same one after it."""
    f = student.stage.Weighted(2.0, 7.0)

    slope = number(student.derivative(f, -1.0))

    assert_close(slope, 6.0, what="the slope")
    assert_close(f.grad(), 7.0, what="the gradient of a weight that `f` computes with")


# -- accumulate_gradients ---------------------------------------------------------------------------------------------


def some_arrays(rng, n_samples, n_in=3, n_out=2):
    """Samples and the parameters of a linear model."""
    shapes = {"X": (n_samples, n_in), "y": (n_samples, n_out), "W": (n_in, n_out), "b": (n_out,)}
    return {name: rng.normal(size=shape) for name, shape in shapes.items()}


def assert_accumulates(student, scene, arrays, **how):
    """Loss and gradients are those of all samples at once."""
    loss = scene.run(student.accumulate_gradients, **how)
    errors = arrays["X"] @ arrays["W"] + arrays["b"] - arrays["y"]  # (N, K)
    slopes = 2 * errors / errors.size
    expected = {"W": arrays["X"].T @ slopes, "b": slopes.sum(axis=0)}
    assert_close(scene.gradients(), expected, what="the dict of gradients")
    assert_close(number(loss), float(np.mean(errors**2)), what="the loss")


@pytest.mark.task("accumulate_gradients")
def test_batches_of_any_sizes(student, rng, device):
    """On every device, batches of different sizes, and a single one, leave the gradients of all samples at once."""
    for sizes in ([5, 1, 3, 4], [1, 8], [6], [1, 1, 1]):
        arrays = some_arrays(rng, sum(sizes))
        assert_accumulates(student, student.stage.Accumulation(arrays, sizes, device), arrays)


@pytest.mark.task("accumulate_gradients")
def test_calls_do_not_add_up(student, rng):
    """A second call with the same batches leaves the same gradients, and the parameters are what they were."""
    arrays = some_arrays(rng, 7)
    scene = student.stage.Accumulation(arrays, [4, 3], old_gradient=-3.0)

    for _ in range(2):
        assert_accumulates(student, scene, arrays)
    assert_close(scene.parameters(), {"W": arrays["W"], "b": arrays["b"]}, what="the dict of parameters")


@pytest.mark.task("accumulate_gradients")
def test_batches_that_come_only_once(student, rng):
    """Batches from a generator are taken."""
    arrays = some_arrays(rng, 9)
    assert_accumulates(student, student.stage.Accumulation(arrays, [4, 4, 1]), arrays, is_generator=True)


@pytest.mark.task("accumulate_gradients")
@pytest.mark.parametrize("is_training", [True, False])
def test_mode_is_left_alone(student, rng, is_training):
    """A model stays in the mode, training or evaluation, that it is in."""
    arrays = some_arrays(rng, 6)
    scene = student.stage.Accumulation(arrays, [3, 3], is_training=is_training)

    assert_accumulates(student, scene, arrays)
    assert_equal(scene.model.training, is_training, what="`model.training` after the call")


# -- descend ----------------------------------------------------------------------------------------------------------


@pytest.mark.task("descend")
def test_any_parameters_step(student, rng, device):
    """On every device, parameters of any shape and float type step, also those that a generator gives."""
    values, gradients = ([rng.normal(size=shape) for shape in ((4, 3), (), (0, 2), (5,))] for _ in range(2))
    values[3], gradients[3] = values[3].astype(np.float32), gradients[3].astype(np.float32)
    gradients[1] = None
    expected = [
        value if gradient is None else value - 0.25 * gradient
        for value, gradient in zip(values, gradients, strict=True)
    ]

    for is_generator in (False, True):
        seen = student.stage.step(student.descend, values, gradients, 0.25, device, is_generator=is_generator)
        assert_close(seen["values"], expected, what="the list of parameters", rtol=1e-5)
        assert_equal(seen["leaves"], [True] * 4, what="whether the parameters are leaves that require gradients")
        assert_equal(seen["cleared"], [True] * 4, what="whether the gradients are cleared")
        assert_equal(seen["answer"], 3, what="the answer")
        require(seen["records"] is True, "Autograd no longer records after the call.")


@pytest.mark.task("descend")
def test_nothing_to_step(student):
    """Where no parameter has a gradient there is no step: the answer is 0."""
    for n_parameters in (1, 3):
        values = [np.array([1.0, 2.0])] * n_parameters
        seen = student.stage.step(student.descend, values, [None] * n_parameters, 0.1)
        assert_equal(seen["answer"], 0, what="the answer")
        assert_close(seen["values"], values, what="the list of parameters")


# -- consistency_loss -------------------------------------------------------------------------------------------------


@pytest.mark.task("consistency_loss")
def test_gradient_takes_one_way_only(student, rng, device):
    """On every device and for any shape, the gradient goes through the prediction and not through the target."""
    for shape in ((6,), (3, 4), (2, 1, 5), (1,)):
        prediction, target = rng.normal(size=shape), rng.normal(size=shape)
        weight = float(rng.uniform(0.5, 2))

        seen = student.stage.consistency(student.consistency_loss, weight, prediction, target, device)

        errors = weight * (prediction - target)
        slopes = 2 * errors / errors.size
        assert_close(seen["loss"], float(np.mean(errors**2)), what="the loss")
        require(seen["is_connected"], "No gradient can go back from the loss.")
        assert_close(seen["prediction"], slopes, what="the gradient of the prediction")
        assert_close(seen["weight"], float(np.sum(slopes * prediction)), what="the gradient of the weight")


@pytest.mark.task("consistency_loss")
def test_target_keeps_its_past(student, rng):
    """Gradients can still go back through the target itself after the call."""
    seen = student.stage.consistency(student.consistency_loss, 1.0, rng.normal(size=4), rng.normal(size=4))

    require(seen["is_connected"], "No gradient can go back from the loss.")
    require(seen["target_records"] is True, "The target has lost its past: it no longer requires a gradient.")


# -- swish ------------------------------------------------------------------------------------------------------------


def swish(x):
    return x * np.exp(-np.logaddexp(0, -x))


def slope(x):
    gate = np.exp(-np.logaddexp(0, -x))  # sigmoid(x), also where exp(-x) would overflow
    return gate * (1 + x * (1 - gate))


@pytest.mark.task("swish")
def test_swish_of_any_shape(student, rng):
    """Values and gradients are right for any shape and any gradient that comes from above, in the dtype of x."""
    for shape in ((), (7,), (3, 4), (2, 3, 2), (0, 3)):
        x, upstream = rng.normal(0, 2, size=shape), rng.normal(size=shape)
        for kind, tolerance in (("float64", 1e-9), ("float32", 1e-5)):
            seen = student.stage.slopes(student.swish, np.asarray(x, kind), np.asarray(upstream, kind))

            how = {"rtol": tolerance, "atol": tolerance, "dtype": kind}
            assert_close(seen["values"], np.asarray(swish(x)), what="the array of values", **how)
            assert_close(seen["gradient"], np.asarray(upstream * slope(x)), what="the gradient", **how)
            assert_close(seen["x"], np.asarray(x), what="x after the call", rtol=1e-6)


@pytest.mark.task("swish")
def test_large_numbers_do_not_overflow(student):
    """Values and slopes are finite and right from -1000 to 1000."""
    x = np.array([-1000.0, -200.0, -30.0, 30.0, 200.0, 1000.0])

    seen = student.stage.slopes(student.swish, x, np.ones(6))

    assert_close(seen["values"], swish(x), what="the array of values", atol=1e-9)
    assert_close(seen["gradient"], slope(x), what="the array of slopes", atol=1e-9)


@pytest.mark.task("swish")
def test_calls_keep_apart(student, rng):
    """Two calls that both go forward before either goes back have the gradients of their own inputs."""
    first, second = rng.normal(size=5), rng.normal(size=5)

    gradients = student.stage.two_at_once(student.swish, first, second)

    assert_close(gradients, [slope(first), slope(second)], what="the list of gradients")
