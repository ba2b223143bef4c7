"""Hidden checks of `dropout`: other shapes, rates and dtypes, awkward arrays, and passes in other orders.

Where chance could fail a right solution, the chance is written down: at most FALSE_ALARM for each quantity held against
a tolerance. A network is made after its inputs are drawn, so that its masks, from a copy of `rng`, share no number with
them.
"""

from math import log, sqrt

import numpy as np
import pytest

from learnnn.checks import (
    assert_close,
    assert_equal,
    assert_gradient,
    assert_inputs_unchanged,
    assert_raises,
    plain,
    require,
    shape_of,
)

FALSE_ALARM = 1e-9
SIZES = ((4, 6, 3), (1, 1, 1), (2, 5, 1), (3, 2, 4))  # n_in, n_hidden, n_out


def drop(module, x, p, rng, *, training=True):
    """What `dropout_forward` returns, once it is sure to be a pair of arrays of x's shape."""
    answer = plain(module.dropout_forward(x, p, rng, training))
    is_pair = type(answer) is tuple and len(answer) == 2
    require(is_pair, f"`dropout_forward` returns {shape_of(answer)}, expected the tuple (out, mask).")
    for name, array in zip(("out", "mask"), answer, strict=True):
        is_like_x = type(array) is np.ndarray and array.shape == x.shape
        require(is_like_x, f"{name} is {shape_of(array)}, which is not an array of x's shape.")
    return answer


def assert_masked(x, p, out, mask):
    """Out is x times the mask. Where it is not, the mask's entries, 0 and 1 / (1 - p), say which of the two is wrong."""
    odd = mask[~(np.isclose(mask, 0) | np.isclose(mask, 1 / (1 - p)))]
    if odd.size and not np.allclose(out, x * mask):
        expected = f"with p = {p:g} its entries are 0 and {1 / (1 - p):.4g}"
        require(False, f"Out is not x times the mask, and the mask holds {float(odd[0]):.4g}: {expected}.")
    assert_close(out, x * mask, what="out")


def rate_tolerance(p, n):
    """How far the rate of `n` independent events of probability `p` strays from `p`, but for a chance of FALSE_ALARM.

    Bernstein: P(|rate - p| >= t) <= 2 exp(-n t² / (2 p (1 - p) + 2 t / 3)), here solved for t.
    """
    a = log(2 / FALSE_ALARM) / n
    return a / 3 + sqrt((a / 3) ** 2 + 2 * p * (1 - p) * a)


def mean_tolerance(ranges, n):
    """How far the mean of `n` independent rows strays from its expectation, but for a chance of FALSE_ALARM.

    Each row is a sum of independent terms, and term j takes values within an interval of length `ranges[j]`.
    Hoeffding: P(|mean - expectation| >= t) <= 2 exp(-2 n t² / sum(ranges²)), here solved for t.
    """
    return np.sqrt(log(2 / FALSE_ALARM) / (2 * n) * np.sum(np.square(ranges), axis=0))


def awkward_versions(array):
    """The same numbers as a read-only, a Fortran-ordered and a strided array."""
    read_only = array.copy()
    read_only.setflags(write=False)
    return read_only, np.asfortranarray(array), np.repeat(array, 2, axis=1)[:, ::2]


# -- dropout_forward --------------------------------------------------------------------------------------------------


@pytest.mark.task("dropout_forward")
@pytest.mark.parametrize("shape", [(7,), (1, 5), (3, 4, 5), (2, 3, 2, 3), (0, 4)])
def test_x_has_any_shape(student, rng, shape):
    """Vectors, batches of one, images and empty batches are all dropped from, and keep their shape."""
    x = rng.normal(size=shape)

    for training in (True, False):
        out, mask = drop(student, x, 0.4, rng, training=training)

        assert_masked(x, 0.4 if training else 0.0, out, mask)


@pytest.mark.task("dropout_forward")
@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_dtype_is_kept(student, rng, dtype):
    """Out and mask have the dtype of x, in training and in evaluation."""
    x = rng.normal(size=(6, 5)).astype(dtype)

    for training in (True, False):
        out, mask = drop(student, x, 0.3, rng, training=training)

        assert_masked(x, 0.3 if training else 0.0, out, mask)
        assert_equal(out.dtype.name, dtype, what="out's dtype")
        assert_equal(mask.dtype.name, dtype, what="the mask's dtype")


@pytest.mark.task("dropout_forward")
@pytest.mark.parametrize("p", [0.0, 0.05, 0.35, 0.8, 0.99])
def test_rate_and_scale_follow_p(student, rng, p):
    """For any p, from 0 to close to 1, a share p is dropped and the rest is divided by 1 - p."""
    out, mask = drop(student, np.full((150, 200), 2.0), p, rng)

    kept = mask != 0
    rate = 1 - float(np.mean(kept))
    require(abs(rate - p) <= rate_tolerance(p, mask.size), f"{rate:.1%} of {mask.size:,} entries were dropped.")
    assert_close(mask[kept], np.full(kept.sum(), 1 / (1 - p)), what="the kept part of the mask")
    assert_close(out, 2.0 * mask, what="out")


@pytest.mark.task("dropout_forward")
def test_number_of_dropped_entries_varies(student, rng):
    """Every entry decides for itself, so not every mask drops the same number of entries."""
    x = np.ones(1000)

    counts = {int(np.sum(drop(student, x, 0.5, generator)[1] == 0)) for generator in rng.spawn(8)}

    # one count has probability 0.0253 at most, so eight are alike with less than 0.0253**7 = 7e-12
    require(len(counts) > 1, f"Eight masks of 1,000 entries all dropped {min(counts)}.")


@pytest.mark.task("dropout_forward")
def test_awkward_arrays_are_read_only_and_strided(student, rng):
    """Read-only, Fortran-ordered and strided arrays are dropped from, and are the same after the call."""
    for x in awkward_versions(rng.normal(size=(6, 5))):
        out, mask = drop(student, x, 0.5, rng)

        assert_masked(x, 0.5, out, mask)
    assert_inputs_unchanged(student)


@pytest.mark.task("dropout_forward")
@pytest.mark.parametrize("p", [-0.5, 1.0, 2.0])
def test_p_is_looked_at_in_evaluation_too(student, rng, p):
    """A p that is no probability of dropping raises ValueError also when nothing is dropped."""
    assert_raises(ValueError, student.dropout_forward, np.ones((2, 3)), p, rng, False)


# -- dropout_backward -------------------------------------------------------------------------------------------------


@pytest.mark.task("dropout_backward")
@pytest.mark.parametrize("shape", [(5,), (1, 4), (3, 4), (2, 3, 2)])
def test_gradient_agrees_with_central_differences(student, rng, shape):
    """With the mask held fixed, the gradient is the slope of the loss, for arrays of any shape."""
    x, grad = rng.normal(size=shape), rng.normal(size=shape)
    mask = np.where(rng.random(shape) < 0.3, 0.0, 1 / 0.7)

    gradient = student.dropout_backward(grad, mask)

    assert_gradient(lambda x: float(np.sum(grad * (x * mask))), gradient, x, what="the gradient of x")


@pytest.mark.task("dropout_backward")
def test_gradient_keeps_dtype_and_arguments(student, rng):
    """The gradient has the dtype of its arguments, which are the same after the call, read-only ones too."""
    for dtype in ("float32", "float64"):
        mask = np.where(rng.random((6, 5)) < 0.5, 0.0, 2.0).astype(dtype)
        for grad in awkward_versions(rng.normal(size=(6, 5)).astype(dtype)):
            gradient = student.dropout_backward(grad, mask)

            assert_close(gradient, grad * mask, what="the gradient of x", dtype=dtype)
    assert_inputs_unchanged(student)


# -- mlp --------------------------------------------------------------------------------------------------------------


def some_parameters(rng, n_in, n_hidden, n_out):
    shapes = {"W1": (n_in, n_hidden), "b1": (n_hidden,), "W2": (n_hidden, n_out), "b2": (n_out,)}
    return {name: rng.normal(size=shape) for name, shape in shapes.items()}


def network(module, parameters, p, rng):
    """A network of the module's whose parameters the check has chosen."""
    n_in, n_hidden = parameters["W1"].shape
    net = module.MLP(n_in, n_hidden, parameters["b2"].size, p, rng)
    for name, value in parameters.items():
        setattr(net, name, value)
    return net


def mask_of(net, shape):
    """The network's mask, once it is sure to be an array of that shape."""
    mask = net.mask
    is_mask = type(mask) is np.ndarray and mask.shape == shape
    require(is_mask, f"The network's mask is {shape_of(mask)}, which is not an array of the hidden layer's shape.")
    return mask


def outputs(parameters, X, mask):
    """What the network has to compute with this mask."""
    hidden = np.tanh(X @ parameters["W1"] + parameters["b1"])
    return (hidden * mask) @ parameters["W2"] + parameters["b2"]


def named(gradients):
    """The gradients that `backward` returned, once they are sure to be a dict with the four names."""
    gradients = plain(gradients)
    is_named = type(gradients) is dict and set(gradients) == {"W1", "b1", "W2", "b2"}
    require(is_named, "`backward` does not return a dict with the keys W1, b1, W2 and b2.")
    return gradients


def assert_slopes(gradients, parameters, X, mask, grad):
    """Each gradient is how `sum(grad * outputs)` changes with its parameter, while the mask stays as it is."""
    for name, value in parameters.items():

        def loss(candidate, name=name):
            return float(np.sum(grad * outputs({**parameters, name: candidate}, X, mask)))

        assert_gradient(loss, gradients[name], value, what=f"the gradient of {name}")


@pytest.mark.task("mlp")
def test_weights_begin_at_the_scale_of_glorot_and_bengio(student, rng):
    """New weights have mean 0 and standard deviation sqrt(2 / (rows + columns)) of their matrix; the biases are 0."""
    net = student.MLP(200, 150, 100, 0.2, rng)

    for name, shape in {"W1": (200, 150), "W2": (150, 100)}.items():
        weights = getattr(net, name)
        require(
            shape_of(weights) == f"an array of shape {shape}", f"`{name}` is {shape_of(weights)}, expected {shape}."
        )
        # Of n normal numbers, the mean is off by 1 / sqrt(n) deviations, and their deviation by a share of 1 / sqrt(2n).
        # The tolerances are 6.1 of these and more: 2 erfc(6.1 / sqrt(2)) = 2e-9 for the two of them.
        scale, n = sqrt(2 / sum(shape)), shape[0] * shape[1]
        mean, deviation = float(np.mean(weights)), float(np.std(weights))
        require(abs(mean) < 6.1 / sqrt(n) * scale, f"The mean of `{name}` is {mean:.3g}.")
        require(
            abs(deviation / scale - 1) < 6.1 / sqrt(2 * n), f"`{name}` has another standard deviation: {deviation:.3g}."
        )
    assert_equal(
        [float(np.abs(getattr(net, name)).max()) for name in ("b1", "b2")], [0.0, 0.0], what="the largest biases"
    )


@pytest.mark.task("mlp")
@pytest.mark.parametrize("sizes", SIZES)
@pytest.mark.parametrize(("n", "p"), [(1, 0.5), (7, 0.0), (9, 0.75)])
def test_pass_and_gradients_agree_for_any_size(student, rng, sizes, n, p):
    """Outputs and gradients go through one and the same mask, for any sizes and p, and for a batch of one."""
    parameters = some_parameters(rng, *sizes)
    X, grad = rng.normal(size=(n, sizes[0])), rng.normal(size=(n, sizes[2]))
    net = network(student, parameters, p, rng)

    answer = net.forward(X, True)
    mask = mask_of(net, (n, sizes[1]))
    gradients = named(net.backward(grad))

    assert_close(answer, outputs(parameters, X, mask), what="the output")
    assert_slopes(gradients, parameters, X, mask, grad)


@pytest.mark.task("mlp")
def test_backward_belongs_to_the_last_pass(student, rng):
    """After several training passes the gradients are those of the last one, as often as they are asked for."""
    parameters = some_parameters(rng, 3, 8, 2)
    batches = [rng.normal(size=(n, 3)) for n in (6, 6, 4)]
    grad = rng.normal(size=(4, 2))
    net = network(student, parameters, 0.5, rng)

    for X in batches:
        net.forward(X, True)
    mask = mask_of(net, (4, 8))

    for _ in range(2):
        assert_slopes(named(net.backward(grad)), parameters, batches[-1], mask, grad)


@pytest.mark.task("mlp")
def test_backward_may_follow_an_evaluation_pass(student, rng):
    """After an evaluation pass the gradients are those of the whole network, and the mask is 1 everywhere."""
    parameters = some_parameters(rng, 3, 8, 2)
    X, grad = rng.normal(size=(5, 3)), rng.normal(size=(5, 2))
    net = network(student, parameters, 0.5, rng)

    net.forward(X, True)
    net.forward(X, False)

    everyone = np.ones((5, 8))
    assert_close(mask_of(net, (5, 8)), everyone, what="the network's mask")
    assert_slopes(named(net.backward(grad)), parameters, X, everyone, grad)


@pytest.mark.task("mlp")
def test_evaluation_draws_nothing(student, rng):
    """Evaluating between two training passes does not change what the second one drops."""
    X = rng.normal(size=(10, 4))
    plain, evaluated = (student.MLP(4, 20, 3, 0.5, rng) for _ in range(2))  # each is sent a copy of `rng`

    evaluated.forward(X, False)
    for net in (plain, evaluated):
        net.forward(X, True)

    are_alike = np.array_equal(mask_of(plain, (10, 20)), mask_of(evaluated, (10, 20)))
    require(are_alike, "A network that was evaluated first drops other units than its twin.")


@pytest.mark.task("mlp")
def test_average_over_masks_is_the_evaluation(student, rng):
    """Averaged over many masks, the outputs in training come close to the network's own outputs in evaluation."""
    n, p = 20_000, 0.3
    parameters = some_parameters(rng, 2, 10, 3)
    x = rng.normal(size=(1, 2))
    net = network(student, parameters, p, rng)

    answer, whole = net.forward(np.repeat(x, n, axis=0), True), net.forward(x, False)

    require(shape_of(answer) == f"an array of shape ({n}, 3)", f"The outputs are {shape_of(answer)}.")
    # hidden unit j adds between 0 and hidden[j] W2[j] / (1 - p) to an output
    ranges = np.tanh(x @ parameters["W1"] + parameters["b1"]).T * parameters["W2"] / (1 - p)  # (10, 3)
    assert_close(whole, outputs(parameters, x, np.ones((1, 10))), what="the output in evaluation")
    is_close = np.all(np.abs(np.mean(answer, axis=0) - whole) <= mean_tolerance(ranges, n))
    require(is_close, f"Over {n:,} masks the outputs do not average to those in evaluation.")


@pytest.mark.task("mlp")
def test_batch_and_parameters_are_left_alone(student, rng):
    """A training pass and its gradients change neither the batch nor the parameters."""
    parameters = some_parameters(rng, 3, 8, 2)
    X, grad = rng.normal(size=(5, 3)), rng.normal(size=(5, 2))
    net = network(student, parameters, 0.5, rng)

    answer = net.forward(X, True)
    named(net.backward(grad))

    require(shape_of(answer) == "an array of shape (5, 2)", f"The output is {shape_of(answer)}.")
    for name, value in parameters.items():
        assert_close(getattr(net, name), value, what=name)
    assert_inputs_unchanged(student)
