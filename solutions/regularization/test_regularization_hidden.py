"""Hidden checks of `regularization`: other layers and dtypes, networks without weights, PyTorch's decay, the circle again."""

import numpy as np
import pytest

from learnnn.checks import (
    assert_close,
    assert_inputs_unchanged,
    assert_raises,
    plain,
    require,
    shape_of,
)

SPECIFIED = {  # what a weight costs and how that changes, before lam
    "l2_penalty": (lambda w: w * w, lambda w: w + w),
    "l1_penalty": (lambda w: np.where(w < 0, -w, w), lambda w: (w > 0) * 1.0 - (w < 0) * 1.0),
}


def each_penalty():
    """One check for each of the two penalties, as part of the task of that name."""
    return pytest.mark.parametrize("name", [pytest.param(name, marks=pytest.mark.task(name)) for name in SPECIFIED])


def slope_name(name):
    return name.replace("penalty", "gradient")


def named(answer, parameters, function):
    """The dict that a function returned, once it is sure to hold an array under each of the parameters' names."""
    answer = plain(answer)
    is_named = type(answer) is dict and set(answer) == set(parameters)
    require(is_named, f"`{function}` does not return a dict with the names of the parameters.")
    for name, value in answer.items():
        is_array = shape_of(value) == shape_of(parameters[name])
        require(is_array, f"Under {name} `{function}` returns {shape_of(value)}.")
    return answer


def pair(answer, parameters):
    """The loss and the gradients, once they are sure to be a tuple of a number and such a dict."""
    answer = plain(answer)
    is_pair = type(answer) is tuple and len(answer) == 2
    require(is_pair, f"`regularized_loss` returns {shape_of(answer)}, expected a tuple of two.")
    return answer[0], named(answer[1], parameters, "regularized_loss")


def weights(parameters):
    return {name: value for name, value in parameters.items() if name[0] == "W"}


def assert_penalty(student, name, parameters, lam):
    """Penalty and gradient are what the specification says, weight by weight, to the digits that their floats have."""
    rtol = 1e-4 if any(value.dtype == np.float32 for value in parameters.values()) else 1e-6
    price, slope = SPECIFIED[name]
    expected = sum((lam * price(W).sum(dtype=np.float64) for W in weights(parameters).values()), 0.0)

    assert_close(getattr(student, name)(parameters, lam), float(expected), what="the penalty", rtol=rtol)
    slopes = named(getattr(student, slope_name(name))(parameters, lam), parameters, slope_name(name))
    for which, value in parameters.items():
        wanted = lam * slope(value) if which in weights(parameters) else np.zeros_like(value)
        assert_close(slopes[which], wanted, what=f"the gradient of {which}", rtol=rtol)


def convolutional(rng):
    """Parameters of all kinds: kernels, a vector of weights, biases kept as rows and columns, scale and shift."""
    shapes = {
        "b0": (1, 4),
        "W0": (4, 1, 3, 3),
        "gamma": (4,),
        "beta": (4, 1),
        "W1": (5,),
        "b_out": (1, 1),
        "W_out": (5, 1),
    }
    return {name: rng.normal(size=shape) for name, shape in shapes.items()}


def awkward_versions(values):
    """The same numbers as a read-only, a Fortran-ordered and a strided array."""
    read_only = values.copy()
    read_only.setflags(write=False)
    return read_only, np.asfortranarray(values), np.repeat(values, 2, axis=-1)[..., ::2]


def awkward(parameters):
    """Three dicts of the same numbers."""
    versions = [awkward_versions(value) for value in parameters.values()]
    return [dict(zip(parameters, version, strict=True)) for version in zip(*versions, strict=True)]


# -- l2_penalty and l1_penalty ----------------------------------------------------------------------------------------


@each_penalty()
@pytest.mark.parametrize("lam", [0.0, 1e-4, 3.0])
def test_names_tell_weights_from_the_rest(student, rng, name, lam):
    """Kernels and vectors are weights if their names say so; biases kept as rows or columns are none."""
    assert_penalty(student, name, convolutional(rng), lam)


@each_penalty()
def test_networks_without_weights_cost_nothing(student, rng, name):
    """A network of biases, a network of nothing, and weights of no rows have a penalty of 0."""
    for parameters in ({"b1": rng.normal(size=3)}, {}, {"W1": np.zeros((0, 3)), "b1": rng.normal(size=3)}):
        assert_penalty(student, name, parameters, 0.5)


@each_penalty()
def test_slope_at_zero(student, name):
    """Where a weight is exactly 0 the slope is 0, and nothing is NaN."""
    assert_penalty(student, name, {"W1": np.array([[0.0, -0.0, 1.0, -1e-300]]), "b1": np.zeros(4)}, 0.4)


@each_penalty()
def test_weights_of_any_kind(student, rng, name):
    """Weights of float32, read-only, Fortran-ordered and strided ones are taken, and are the same after the call."""
    parameters = convolutional(rng)

    narrow = {which: value.astype(np.float32) for which, value in parameters.items()}
    for version in (narrow, *awkward(parameters)):
        assert_penalty(student, name, version, 0.3)
    assert_inputs_unchanged(student)


# -- regularized_loss -------------------------------------------------------------------------------------------------


@pytest.mark.task("regularized_loss")
@pytest.mark.parametrize(("l1", "l2"), [(0.0, 0.0), (0.5, 0.0), (0.0, 0.02), (1.5, 2.5)])
def test_any_network_is_regularized(student, rng, l1, l2):
    """Penalties join data gradients that stand in another order, and in read-only or strided arrays, which stay the same."""
    parameters, direction = convolutional(rng), convolutional(rng)
    W = np.concatenate([value.ravel() for value in weights(parameters).values()])
    expected = {
        name: value + (l1 * np.sign(parameters[name]) + 2 * l2 * parameters[name] if name[0] == "W" else 0.0)
        for name, value in direction.items()
    }
    backwards = dict(reversed(direction.items()))
    versions = zip((parameters, *awkward(parameters)), (backwards, *awkward(backwards)), strict=True)

    for version, slopes in versions:
        loss, gradients = pair(student.regularized_loss(-0.25, slopes, version, l1=l1, l2=l2), parameters)

        assert_close(loss, -0.25 + l1 * float(np.abs(W).sum()) + l2 * float(W @ W), what="the loss")
        assert_close(gradients, expected, what="the dict of gradients")
        assert_inputs_unchanged(student)


@pytest.mark.task("regularized_loss")
def test_neither_strength_is_negative(student, rng):
    """A negative `l1` raises ValueError, and so does a negative `l2`, whatever the other one is."""
    parameters, slopes = convolutional(rng), convolutional(rng)

    for strengths in ({"l1": -0.1}, {"l2": -0.1}, {"l1": 0.3, "l2": -0.1}, {"l1": -0.1, "l2": 0.3}):
        assert_raises(ValueError, student.regularized_loss, 1.0, slopes, parameters, **strengths)


@pytest.mark.task("regularized_loss")
def test_l1_empties_the_network(student):
    """On the circle an L1 penalty of 0.01 leaves most weights next to zero, and the loss on new points below 0.5."""
    sparse = student.stage.train_with_penalties(student.regularized_loss, 0.01, 0.0)

    # with the reference 83 % of the weights are below 0.01 in size, and the loss is 0.43; without a penalty none, and 1.04
    require(sparse["near_zero"] > 0.6, f"{sparse['near_zero']:.0%} of the weights are next to zero.")
    require(sparse["validation"] < 0.5, f"The loss on new points is {sparse['validation']:.2f}.")


# -- decay_step -------------------------------------------------------------------------------------------------------


@pytest.mark.task("decay_step")
def test_pytorch_decays_alike(student, rng):
    """Over 20 steps weights and biases follow PyTorch's plain steps, with its weight decay for the weights only."""
    import torch
    from torch.optim.sgd import sgd

    rules = {"momentum": 0, "dampening": 0, "nesterov": False, "maximize": False, "foreach": False, "fused": False}
    now = convolutional(rng)
    leaves = {name: torch.tensor(value) for name, value in now.items()}
    for _ in range(20):
        slopes = convolutional(rng)
        now = named(student.decay_step(now, slopes, lr=0.3, decay=0.2), slopes, "decay_step")
        for name, leaf in leaves.items():
            sgd([leaf], [torch.tensor(slopes[name])], [None], lr=0.3, weight_decay=0.2 * (name[0] == "W"), **rules)

    for name, leaf in leaves.items():
        assert_close(now[name], leaf.numpy(), what=f"{name} after 20 steps", rtol=1e-9)


@pytest.mark.task("decay_step")
def test_any_parameters_decay(student, rng):
    """Float32 and awkward arrays, and gradients in another order, are taken and are the same after the call."""
    parameters, slopes = convolutional(rng), convolutional(rng)
    expected = {
        name: value * (0.8 if name[0] == "W" else 1.0) - 0.5 * slopes[name] for name, value in parameters.items()
    }
    backwards = dict(reversed(slopes.items()))

    narrow = [{name: value.astype(np.float32) for name, value in each.items()} for each in (parameters, backwards)]
    for version, gradients in (narrow, *zip(awkward(parameters), awkward(backwards), strict=True)):
        after = named(student.decay_step(version, gradients, lr=0.5, decay=0.4), parameters, "decay_step")
        assert_close(after, expected, what="the dict of parameters after the step", atol=1e-6)
    assert_inputs_unchanged(student)


@pytest.mark.task("decay_step")
def test_no_decay_is_a_plain_step(student, rng):
    """With a decay of 0 every parameter takes a plain step."""
    parameters, slopes = convolutional(rng), convolutional(rng)

    after = named(student.decay_step(parameters, slopes, lr=0.1, decay=0.0), parameters, "decay_step")

    expected = {name: value - 0.1 * slopes[name] for name, value in parameters.items()}
    assert_close(after, expected, what="the dict of parameters after the step")


@pytest.mark.task("decay_step")
def test_decay_holds_the_circle(student):
    """On the circle the loss on new points falls below 0.5 with a decay of 0.006, as with an L2 penalty of 0.003."""
    held = student.stage.train_with_decay(student.decay_step, 0.006)

    assert_close(held["validation"], 0.418, what="the loss on new points", rtol=0.01)  # 1.04 without decay
