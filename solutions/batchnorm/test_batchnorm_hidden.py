"""Hidden checks of `batchnorm`: PyTorch's answers, awkward columns, refused batches, and passes of both kinds in turn."""

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

NAMES = ("x", "gamma", "beta")
SIZES = ((2, 1), (2, 5), (9, 4), (64, 3))  # rows and columns


def forward(module, x, gamma, beta, **settings):
    """Out and cache, once they are sure to be a pair and out an array of x's shape."""
    answer = plain(module.batchnorm_forward(x, gamma, beta, **settings))
    is_pair = type(answer) is tuple and len(answer) == 2
    require(is_pair, f"`batchnorm_forward` returns {shape_of(answer)}, expected a tuple of two.")
    is_like_x = type(answer[0]) is np.ndarray and answer[0].shape == x.shape
    require(is_like_x, f"out is {shape_of(answer[0])}.")
    return answer[0], module.keep(answer[1])  # whatever a cache holds, it stays in the worker


def backward(module, grad, cache):
    """The three gradients by name, once they are sure to be a triple."""
    answer = plain(module.batchnorm_backward(grad, cache))
    is_triple = type(answer) is tuple and len(answer) == 3
    require(is_triple, f"`batchnorm_backward` returns {shape_of(answer)}, expected a tuple of three.")
    return dict(zip(NAMES, answer, strict=True))


def some_batch(rng, n_rows, n_columns):
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


def torchs_layer(n_features, gamma, beta, **settings):
    """PyTorch's layer for float64, with this scale and shift."""
    import torch

    norm = torch.nn.BatchNorm1d(n_features, dtype=torch.float64, **settings)
    with torch.no_grad():
        norm.weight.copy_(torch.tensor(gamma))
        norm.bias.copy_(torch.tensor(beta))
    return norm


def awkward_versions(array):
    """The same numbers as a read-only, a Fortran-ordered and a strided array."""
    read_only = array.copy()
    read_only.setflags(write=False)
    return read_only, np.asfortranarray(array), np.repeat(array, 2, axis=-1)[..., ::2]


def layer(module, n_features, settings=None, **attributes):
    """A layer of the module's whose attributes the check has chosen."""
    norm = module.BatchNorm(n_features, **(settings or {}))
    for name, value in attributes.items():
        setattr(norm, name, value)
    return norm


# -- batchnorm_forward and batchnorm_backward -------------------------------------------------------------------------


@pytest.mark.task("batchnorm_forward")
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("eps", [1e-5, 0.1])
def test_pytorch_normalises_alike(student, rng, size, eps):
    """For two rows and for many, and for any eps, the answer is PyTorch's."""
    import torch

    x, gamma, beta = some_batch(rng, *size)

    out, _ = forward(student, x, gamma, beta, eps=eps)

    expected = torchs_layer(size[1], gamma, beta, eps=eps)(torch.tensor(x)).detach().numpy()
    assert_close(out, expected, what="out")


@pytest.mark.task("batchnorm_forward")
def test_columns_far_from_zero(student, rng):
    """Columns whose mean is a million times their spread are normalised to six digits, and never to NaN."""
    x, gamma, beta = some_batch(rng, 30, 4)
    narrow = (x - x.mean(axis=0)) / x.std(axis=0) * np.array([0.93, 1.07, 1.19, 1.31])

    for far in (1e3, 1e6):
        shifted = narrow + far * np.array([0.9, -0.9, 1.0, -1.1])
        out, _ = forward(student, shifted, gamma, beta)
        # the batch that arrives is rounded to 1e-10; a variance as difference of two squares is off by up to 1e-4
        assert_close(out, specified(shifted, gamma, beta), what="out", rtol=1e-6, atol=1e-6)


@pytest.mark.task("batchnorm_forward")
def test_batches_of_any_kind(student, rng):
    """Integers, float32, read-only, Fortran-ordered and strided batches are taken, and are the same after the call."""
    x, (_, gamma, beta) = rng.integers(-5, 6, size=(7, 3)), some_batch(rng, 7, 3)
    expected = specified(x.astype(float), gamma, beta)

    for version in (x, x.astype(np.float32), *awkward_versions(x.astype(float))):
        out, _ = forward(student, version, gamma, beta)
        assert_close(out, expected, what="out", atol=1e-5 if version.dtype == np.float32 else 1e-9)
    assert_inputs_unchanged(student)


@pytest.mark.task("batchnorm_forward")
def test_empty_batches_are_refused_too(student):
    """A batch without rows raises ValueError, too, and with a message; a batch of one row does so for any width."""
    for rows, columns in ((0, 3), (1, 1), (1, 5)):
        refused = np.zeros((rows, columns)), np.ones(columns), np.zeros(columns)
        assert_raises(ValueError, student.batchnorm_forward, *refused)
        message = student.stage.refusal(student.batchnorm_forward, *refused)
        require(bool(message.strip()), "The ValueError has no message.")


@pytest.mark.task("batchnorm_backward")
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("eps", [1e-5, 0.1])
def test_pytorch_has_these_gradients(student, rng, size, eps):
    """For two rows and for many, and for any eps, all three gradients are PyTorch's."""
    import torch

    x, gamma, beta = some_batch(rng, *size)
    grad = rng.normal(size=size)

    gradients = backward(student, grad, forward(student, x, gamma, beta, eps=eps)[1])

    leaf, norm = torch.tensor(x, requires_grad=True), torchs_layer(size[1], gamma, beta, eps=eps)
    norm(leaf).backward(torch.tensor(grad))
    for name, tensor in zip(NAMES, (leaf, norm.weight, norm.bias), strict=True):
        assert_close(gradients[name], tensor.grad.numpy(), what=f"the gradient of {name}", atol=1e-7)


@pytest.mark.task("batchnorm_backward")
def test_gradient_of_a_column_that_never_changes(student, rng):
    """In a column of equal entries the gradient of x is finite, and what central differences give."""
    x, gamma, beta = some_batch(rng, 5, 2)
    x[:, 1] = 0.25
    grad = rng.normal(size=x.shape)

    gradients = backward(student, grad, forward(student, x, gamma, beta)[1])

    def loss(candidate):
        return float(np.sum(grad * specified(candidate, gamma, beta)))

    assert_gradient(loss, gradients["x"], x, what="the gradient of x", rtol=1e-4, atol=1e-5)


@pytest.mark.task("batchnorm_backward")
def test_cache_belongs_to_its_batch(student, rng):
    """A cache is good for its own batch, after calls with other batches, and when it is handed in again."""
    batches = [some_batch(rng, 6, 3) for _ in range(2)]
    grad = rng.normal(size=(6, 3))
    caches = [forward(student, *batch)[1] for batch in batches]

    for (x, gamma, beta), cache in zip(batches, caches, strict=True):

        def loss(candidate, gamma=gamma, beta=beta):
            return float(np.sum(grad * specified(candidate, gamma, beta)))

        for _ in range(2):
            assert_gradient(loss, backward(student, grad, cache)["x"], x, what="the gradient of x")


@pytest.mark.task("batchnorm_backward")
def test_gradients_of_any_kind(student, rng):
    """Float32, read-only, Fortran-ordered and strided gradients are taken, and are the same after the call."""
    batch, grad = some_batch(rng, 7, 3), rng.normal(size=(7, 3))
    _, cache = forward(student, *batch)
    expected = backward(student, grad, cache)

    for version in (grad.astype(np.float32), *awkward_versions(grad)):
        gradients = backward(student, version, cache)
        for name in NAMES:
            assert_close(gradients[name], expected[name], what=f"the gradient of {name}", atol=1e-5)
    assert_inputs_unchanged(student)


# -- batchnorm_layer --------------------------------------------------------------------------------------------------


@pytest.mark.task("batchnorm_layer")
@pytest.mark.parametrize("settings", [{}, {"momentum": 0.3, "eps": 0.1}, {"momentum": 1.0}])
def test_pytorchs_layer_goes_along(student, rng, settings):
    """Through passes of both kinds in turn, answers and running statistics are those of PyTorch's layer."""
    import torch

    _, gamma, beta = some_batch(rng, 2, 3)
    norm, theirs = layer(student, 3, settings, gamma=gamma, beta=beta), torchs_layer(3, gamma, beta, **settings)

    for n_rows, training in ((8, True), (5, False), (2, True), (8, True), (1, False), (20, True), (8, False)):
        x, _, _ = some_batch(rng, n_rows, 3)
        theirs.train(training)
        expected = theirs(torch.tensor(x)).detach().numpy()
        which = "a pass in training" if training else "a pass in evaluation"
        assert_close(norm.forward(x, training), expected, what=f"the answer of {which}")
        assert_close(norm.running_mean, theirs.running_mean.numpy(), what=f"the running mean after {which}")
        assert_close(norm.running_var, theirs.running_var.numpy(), what=f"the running variance after {which}")


@pytest.mark.task("batchnorm_layer")
def test_running_statistics_settle(student, rng):
    """After 300 passes of one batch the running statistics are those of that batch, the variance divided by N - 1."""
    x, _, _ = some_batch(rng, 6, 3)
    norm = student.BatchNorm(3)

    list(norm.forward.each(*[(x, True)] * 300))

    assert_close(norm.running_mean, x.mean(axis=0), what="the running mean")
    assert_close(norm.running_var, x.var(axis=0, ddof=1), what="the running variance")


@pytest.mark.task("batchnorm_layer")
def test_refused_batch_leaves_no_trace(student, rng):
    """A batch of one row, or of none, raises ValueError in training, and the running statistics stay as they are."""
    mean, variance = rng.normal(size=2), rng.uniform(1, 2, size=2)
    norm = layer(student, 2, running_mean=mean, running_var=variance)

    for n_rows in (1, 0):
        assert_raises(ValueError, norm.forward, rng.normal(size=(n_rows, 2)), True)
        assert_close(norm.running_mean, mean, what="the running mean after a refused batch")
        assert_close(norm.running_var, variance, what="the running variance after a refused batch")


@pytest.mark.task("batchnorm_layer")
def test_evaluation_takes_each_row_on_its_own(student, rng):
    """In evaluation a row has the same answer alone and in company, and a batch without rows has one without rows."""
    x, gamma, beta = some_batch(rng, 5, 3)
    mean, variance = rng.normal(size=3), rng.uniform(1, 2, size=3)
    norm = layer(student, 3, gamma=gamma, beta=beta, running_mean=mean, running_var=variance)

    expected = gamma * (x - mean) / np.sqrt(variance + 1e-5) + beta
    assert_close(norm.forward(x, False), expected, what="the answer to five rows")
    for row in range(5):
        assert_close(norm.forward(x[row : row + 1], False), expected[row : row + 1], what="the answer to one row")
    assert_close(norm.forward(x[:0], False), expected[:0], what="the answer to no rows")


@pytest.mark.task("batchnorm_layer")
def test_layers_do_not_share(student, rng):
    """Two layers have statistics and parameters of their own, and leave alone what they are given."""
    first, second = student.BatchNorm(3), student.BatchNorm(3)

    for version in awkward_versions(some_batch(rng, 6, 3)[0]):
        out = first.forward(version, True)
        require(shape_of(out) == "an array of shape (6, 3)", f"The answer is {shape_of(out)}.")

    assert_inputs_unchanged(student)
    for name, value in (("gamma", 1.0), ("beta", 0.0), ("running_mean", 0.0), ("running_var", 1.0)):
        assert_close(getattr(second, name), np.full(3, value), what=f"the {name} of a layer that was not used")


# -- hidden_layer -----------------------------------------------------------------------------------------------------


@pytest.mark.task("hidden_layer")
@pytest.mark.parametrize(("n_in", "n_hidden"), [(3, 3), (5, 2), (1, 4)])
def test_pytorchs_stack_goes_along(student, rng, n_in, n_hidden):
    """In training and in evaluation the answer is that of PyTorch's weights, normalisation and ReLU in this order."""
    import torch

    W, (_, gamma, beta) = rng.normal(size=(n_in, n_hidden)), some_batch(rng, 2, n_hidden)
    norm, theirs = layer(student, n_hidden, gamma=gamma, beta=beta), torchs_layer(n_hidden, gamma, beta)

    for n_rows, training in ((8, True), (8, True), (1, False), (6, False)):
        X = rng.normal(size=(n_rows, n_in)) + 1
        theirs.train(training)
        expected = torch.relu(theirs(torch.tensor(X @ W))).detach().numpy()
        assert_close(student.hidden_layer(X, W, norm, training), expected, what="the answer")
        assert_close(norm.running_mean, theirs.running_mean.numpy(), what="the running mean")
        assert_close(norm.running_var, theirs.running_var.numpy(), what="the running variance")
    assert_inputs_unchanged(student)
