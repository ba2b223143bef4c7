"""Public checks of `batchnorm`: one column that can be followed by hand, then what mean and spread have to be."""

import numpy as np
import pytest

from learnnn.checks import (
    assert_close,
    assert_gradient,
    assert_inputs_unchanged,
    assert_raises,
    plain,
    require,
    shape_of,
)

COLUMN = np.array([[0.0], [6.0], [6.0], [8.0]])  # the statement's batch
GAMMA, BETA = np.array([6.0]), np.array([1.0])
NAMES = ("x", "gamma", "beta")


def forward(module, x, gamma, beta, **settings):
    """Out and cache, once they are sure to be a pair and out an array of x's shape."""
    answer = plain(module.batchnorm_forward(x, gamma, beta, **settings))
    is_pair = type(answer) is tuple and len(answer) == 2
    require(is_pair, f"`batchnorm_forward` returns {shape_of(answer)}, expected the tuple (out, cache).")
    out = answer[0]
    is_like_x = type(out) is np.ndarray and out.shape == x.shape
    require(is_like_x, f"out is {shape_of(out)}, expected an array of shape {x.shape}.")
    return out, module.keep(answer[1])  # whatever a cache holds, it stays in the worker


def backward(module, grad, cache):
    """The three gradients by name, once they are sure to be arrays of the right shapes."""
    answer = plain(module.batchnorm_backward(grad, cache))
    is_triple = type(answer) is tuple and len(answer) == 3
    require(is_triple, f"`batchnorm_backward` returns {shape_of(answer)}, expected the tuple (dx, dgamma, dbeta).")
    for name, gradient, shape in zip(NAMES, answer, (grad.shape, grad.shape[1:], grad.shape[1:]), strict=True):
        is_array = type(gradient) is np.ndarray and gradient.shape == shape
        require(is_array, f"The gradient of {name} is {shape_of(gradient)}, expected an array of shape {shape}.")
    return dict(zip(NAMES, answer, strict=True))


def some_batch(rng, n_rows=6, n_columns=3):
    """A batch whose columns differ in mean and spread, with scales of both signs and shifts."""
    x = rng.normal(size=(n_rows, n_columns)) * rng.uniform(0.5, 3, size=n_columns) + rng.normal(size=n_columns)
    return x, rng.uniform(0.5, 2, size=n_columns) * rng.choice([-1, 1], size=n_columns), rng.normal(size=n_columns)


def specified(x, gamma, beta, eps=1e-5):
    """What `batchnorm_forward` has to answer, column by column."""
    columns = []
    for column, scale, shift in zip(x.T, gamma, beta, strict=True):
        deviations = column - column.sum() / len(column)
        columns.append(scale * deviations / (deviations @ deviations / len(column) + eps) ** 0.5 + shift)
    return np.stack(columns, axis=1)


def layer(module, n_features, settings=None, **attributes):
    """A layer of the module's whose attributes the check has chosen."""
    norm = module.BatchNorm(n_features, **(settings or {}))
    for name, value in attributes.items():
        setattr(norm, name, value)
    return norm


def assert_running(norm, mean, variance, when):
    """The running statistics are these."""
    assert_close(norm.running_mean, mean, what=f"the running mean {when}")
    assert_close(norm.running_var, variance, what=f"the running variance {when}")


# -- batchnorm_forward ------------------------------------------------------------------------------------------------


@pytest.mark.task("batchnorm_forward")
def test_forward_by_hand(student):
    """With gamma 6 and beta 1, the column (0, 6, 6, 8) becomes (-9, 3, 3, 7)."""
    out, _ = forward(student, COLUMN, GAMMA, BETA)

    assert_close(out, np.array([[-9.0], [3.0], [3.0], [7.0]]), what="out", atol=1e-4)


@pytest.mark.task("batchnorm_forward")
def test_columns_get_mean_zero_and_variance_one(student, rng):
    """With gamma 1 and beta 0, each column of the answer has mean 0 and variance 1, whatever it had before."""
    x, _, _ = some_batch(rng, 50)

    out, _ = forward(student, x, np.ones(3), np.zeros(3))

    assert_close(out.mean(axis=0), np.zeros(3), what="the array of the columns' means", atol=1e-6)
    assert_close(out.var(axis=0), np.ones(3), what="the array of the columns' variances", rtol=1e-3)


@pytest.mark.task("batchnorm_forward")
def test_each_column_has_its_scale_and_shift(student, rng):
    """Each column is normalised, then multiplied by its own gamma, then shifted by its own beta; eps is under the root."""
    x, gamma, beta = some_batch(rng)

    for eps in (1e-5, 0.5):
        out, _ = forward(student, x, gamma, beta, eps=eps)

        assert_close(out, specified(x, gamma, beta, eps), what=f"out with eps {eps}")


@pytest.mark.task("batchnorm_forward")
def test_column_that_never_changes_becomes_beta(student):
    """A column of equal entries becomes beta, without a division by zero."""
    out, _ = forward(student, np.full((4, 2), 0.75), np.array([2.0, -3.0]), np.array([0.5, 7.0]))

    assert_close(out, np.array([[0.5, 7.0]] * 4), what="out", atol=1e-6)


@pytest.mark.task("batchnorm_forward")
def test_one_row_is_refused(student):
    """A batch of one row raises ValueError, with a message."""
    one_row = np.array([[1.0, 2.0]]), np.ones(2), np.zeros(2)

    assert_raises(ValueError, student.batchnorm_forward, *one_row)
    message = student.stage.refusal(student.batchnorm_forward, *one_row)
    require(bool(message.strip()), "The ValueError has no message that would say what is wrong.")


@pytest.mark.task("batchnorm_forward")
def test_batch_is_left_alone(student, rng):
    """The batch, gamma and beta are the same after the call."""
    forward(student, *some_batch(rng))

    assert_inputs_unchanged(student)


# -- batchnorm_backward -----------------------------------------------------------------------------------------------


@pytest.mark.task("batchnorm_backward")
def test_backward_by_hand(student):
    """For the gradient (0, 0, 0, 4) of the worked column, dx is (4/3, -8/3, -8/3, 4), and dgamma and dbeta are 4."""
    _, cache = forward(student, COLUMN, GAMMA, BETA)

    gradients = backward(student, np.array([[0.0], [0.0], [0.0], [4.0]]), cache)

    for name in ("gamma", "beta"):
        assert_close(gradients[name], np.array([4.0]), what=f"the gradient of {name}", atol=1e-4)
    expected = np.array([[4 / 3], [-8 / 3], [-8 / 3], [4.0]])
    assert_close(gradients["x"], expected, what="the gradient of x", atol=1e-4)


def assert_slopes(student, rng, *names):
    """The gradients of these names are what central differences of `sum(grad * out)` give."""
    values = dict(zip(NAMES, some_batch(rng), strict=True))
    grad = rng.normal(size=values["x"].shape)

    _, cache = forward(student, **values)
    gradients = backward(student, grad, cache)

    for name in names:

        def loss(candidate, name=name):
            return float(np.sum(grad * specified(**{**values, name: candidate})))

        assert_gradient(loss, gradients[name], values[name], what=f"the gradient of {name}")


@pytest.mark.task("batchnorm_backward")
def test_gradients_of_scale_and_shift(student, rng):
    """The gradients of gamma and beta are those that central differences give."""
    assert_slopes(student, rng, "gamma", "beta")


@pytest.mark.task("batchnorm_backward")
def test_gradient_of_the_batch(student, rng):
    """The gradient of x is that which central differences give: each entry also moves the mean and the spread."""
    assert_slopes(student, rng, "x")


@pytest.mark.task("batchnorm_backward")
def test_shifting_a_column_changes_nothing(student, rng):
    """In each column the gradient of x adds up to 0: one number added to all its entries does not change the answer."""
    x, gamma, beta = some_batch(rng, 8)

    _, cache = forward(student, x, gamma, beta)
    dx = backward(student, rng.normal(size=x.shape), cache)["x"]

    require(bool(np.any(np.abs(dx) > 1e-3)), "The gradient of x is 0 everywhere.")
    assert_close(dx.sum(axis=0), np.zeros(3), what="the array of the sums of the columns of dx", atol=1e-8)


# -- batchnorm_layer --------------------------------------------------------------------------------------------------


@pytest.mark.task("batchnorm_layer")
def test_layer_starts_neutral(student):
    """A new layer has a gamma of ones, a beta of zeros, a running mean of zeros and a running variance of ones."""
    norm = student.BatchNorm(3)

    for name, value in (("gamma", 1.0), ("beta", 0.0), ("running_mean", 0.0), ("running_var", 1.0)):
        assert_close(getattr(norm, name), np.full(3, value), what=name)


@pytest.mark.task("batchnorm_layer")
def test_running_statistics_by_hand(student):
    """One training pass of the worked column brings the running mean from 0 to 0.5 and the running variance from 1 to 2.1."""
    norm = layer(student, 1, gamma=GAMMA, beta=BETA)

    out = norm.forward(COLUMN, True)

    assert_close(out, np.array([[-9.0], [3.0], [3.0], [7.0]]), what="the answer", atol=1e-4)
    assert_running(norm, np.array([0.5]), np.array([2.1]), "after one batch")


@pytest.mark.task("batchnorm_layer")
def test_training_goes_by_the_batch(student, rng):
    """In training a batch is normalised by its own mean and variance, whatever the running statistics are."""
    x, gamma, beta = some_batch(rng)
    running = {"running_mean": np.full(3, 30.0), "running_var": np.full(3, 100.0)}

    out = layer(student, 3, gamma=gamma, beta=beta, **running).forward(x, True)

    assert_close(out, specified(x, gamma, beta), what="the answer")


@pytest.mark.task("batchnorm_layer")
def test_evaluation_goes_by_the_running_statistics(student):
    """With a running mean of 5 and a running variance of 9, a single row of 8 becomes 7 in evaluation."""
    norm = layer(student, 1, gamma=GAMMA, beta=BETA, running_mean=np.array([5.0]), running_var=np.array([9.0]))

    assert_close(norm.forward(np.array([[8.0]]), False), np.array([[7.0]]), what="the answer", atol=1e-4)


@pytest.mark.task("batchnorm_layer")
def test_evaluation_remembers_nothing(student, rng):
    """A pass in evaluation leaves the running statistics as they were."""
    mean, variance = rng.normal(size=3), rng.uniform(1, 2, size=3)
    norm = layer(student, 3, running_mean=mean, running_var=variance)

    out = norm.forward(some_batch(rng)[0], False)

    require(shape_of(out) == "an array of shape (6, 3)", f"The answer is {shape_of(out)}.")
    assert_running(norm, mean, variance, "after a pass in evaluation")


@pytest.mark.task("batchnorm_layer")
def test_momentum_is_the_share_of_the_new_batch(student):
    """With momentum 1 the running statistics are those of the last batch; with 0.001 they have hardly moved."""
    for momentum, mean, variance in ((1.0, 5.0, 12.0), (0.001, 0.005, 1.011)):
        norm = layer(student, 1, {"momentum": momentum})

        norm.forward(COLUMN, True)

        assert_running(norm, np.array([mean]), np.array([variance]), f"after one batch with momentum {momentum:g}")


# -- hidden_layer -----------------------------------------------------------------------------------------------------


@pytest.mark.task("hidden_layer")
def test_hidden_layer_by_hand(student):
    """Sums of (0, 6, 6, 8), gamma 6 and beta 1 make the answers (0, 3, 3, 7): normalised first, cut off at 0 last."""
    norm = layer(student, 1, gamma=GAMMA, beta=BETA)

    answer = student.hidden_layer(COLUMN / 2, np.array([[2.0]]), norm, True)

    assert_close(answer, np.array([[0.0], [3.0], [3.0], [7.0]]), what="the answer", atol=1e-4)
    assert_running(norm, np.array([0.5]), np.array([2.1]), "after one batch")


@pytest.mark.task("hidden_layer")
def test_hidden_layer_in_evaluation(student):
    """In evaluation the sums are normalised by the running statistics: 8, 6 and -1 become 7, 3 and 0."""
    running = {"running_mean": np.array([5.0]), "running_var": np.array([9.0])}
    norm = layer(student, 1, gamma=GAMMA, beta=BETA, **running)

    answer = student.hidden_layer(np.array([[4.0], [3.0], [-0.5]]), np.array([[2.0]]), norm, False)

    assert_close(answer, np.array([[7.0], [3.0], [0.0]]), what="the answer", atol=1e-4)
