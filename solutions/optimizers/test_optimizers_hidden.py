"""Hidden checks of `optimizers`: PyTorch's update rules, awkward arrays, all orders, and hostile curves."""

import math

import numpy as np
import pytest

from learnnn.checks import (
    assert_close,
    assert_equal,
    assert_inputs_unchanged,
    assert_raises,
    plain,
    require,
    shape_of,
)

STATES = {"sgd_step": 0, "momentum_step": 1, "adam_step": 2}  # how many arrays each hands on besides the parameter
SETTINGS = {  # the usual ones and others
    "sgd_step": [{"lr": 0.1}, {"lr": 1.7}],
    "momentum_step": [{"lr": 0.1}, {"lr": 0.3, "beta": 0.5}, {"lr": 0.02, "beta": 0.99}],
    "adam_step": [{}, {"lr": 0.1}, {"lr": 0.3, "beta1": 0.5, "beta2": 0.9, "eps": 1e-3}, {"lr": 0.1, "beta1": 0.0}],
}


def each(*names):
    """One check for each of these functions, as part of the task of that name."""
    return pytest.mark.parametrize("name", [pytest.param(name, marks=pytest.mark.task(name)) for name in names])


def torchs_path(name, parameter, gradients, *, lr=0.001, beta=0.9, beta1=0.9, beta2=0.999, eps=1e-8):
    """The parameter after each step, as PyTorch's update rule of this kind moves it in float64.

    The rules are called as functions: to make an optimizer object of them takes PyTorch two seconds the first time.
    """
    import torch
    from torch.optim.adam import adam
    from torch.optim.sgd import sgd

    leaf = torch.tensor(parameter, dtype=torch.float64)
    m, v, n_steps, velocity, path = [leaf * 0], [leaf * 0], [torch.tensor(0.0)], [None], []
    plainly = {"weight_decay": 0, "maximize": False, "foreach": False, "fused": False}
    for gradient in gradients:
        slopes = [torch.tensor(gradient, dtype=torch.float64)]
        if name == "adam_step":
            settings = {"lr": lr, "beta1": beta1, "beta2": beta2, "eps": eps, "amsgrad": False}
            adam([leaf], slopes, m, v, [], n_steps, **settings, **plainly)
        else:
            settings = {"lr": lr, "momentum": beta if name == "momentum_step" else 0, "dampening": 0, "nesterov": False}
            sgd([leaf], slopes, velocity, **settings, **plainly)
        path.append(leaf.numpy().copy())
    return path


def step(module, name, parameter, gradient, state, t, **settings):
    """The parameter after one step and the list of the other arrays, once they are sure to be arrays."""
    number = [t] if name == "adam_step" else []
    answer = plain(getattr(module, name)(parameter, gradient, *state, *number, **settings))
    if not STATES[name]:
        answer = (answer,)
    is_tuple = type(answer) is tuple and len(answer) == 1 + STATES[name]
    require(is_tuple, f"`{name}` returns {shape_of(answer)}, expected a tuple of {1 + STATES[name]} arrays.")
    for array in answer:
        is_array = shape_of(array) == shape_of(parameter)
        require(is_array, f"`{name}` returns {shape_of(array)}, for a parameter that is {shape_of(parameter)}.")
    return answer[0], list(answer[1:])


def zeros(name, shape, dtype="float64"):
    """What a walk begins with besides the parameter."""
    return [np.zeros(shape, dtype) for _ in range(STATES[name])]


def assert_walks_like_torch(student, name, parameter, gradients, **settings):
    """The parameter is where PyTorch has it, after each of the steps."""
    expected, state = torchs_path(name, parameter, gradients, **settings), zeros(name, parameter.shape)
    for t, (gradient, where) in enumerate(zip(gradients, expected, strict=True), 1):
        parameter, state = step(student, name, parameter, gradient, state, t, **settings)
        assert_close(parameter, where, what=f"the parameter after {t} steps", rtol=1e-10, atol=1e-10, dtype="float64")


def awkward_versions(values):
    """The same numbers as a read-only, a Fortran-ordered and a strided array."""
    read_only = values.copy()
    read_only.setflags(write=False)
    return read_only, np.asfortranarray(values), np.repeat(values, 2, axis=-1)[..., ::2]


# -- all three steps --------------------------------------------------------------------------------------------------


@each(*STATES)
def test_pytorch_takes_the_same_path(student, rng, name):
    """For any settings, 40 steps lead along PyTorch's path, to ten digits."""
    for settings in SETTINGS[name]:
        assert_walks_like_torch(student, name, rng.normal(size=6), rng.normal(size=(40, 6)), **settings)


@each(*STATES)
def test_parameters_of_any_shape(student, rng, name):
    """Vectors, matrices and the kernels of a convolution move alike, entry by entry."""
    for shape in ((1,), (3, 4), (2, 1, 3, 3)):
        assert_walks_like_torch(student, name, rng.normal(size=shape), rng.normal(size=(3, *shape)), lr=0.1)


@each(*STATES)
def test_nothing_is_remembered(student, rng, name):
    """Two parameters that are moved in turn do not disturb each other: all that counts is what is handed in."""
    walks = [(rng.normal(size=4), rng.normal(size=(6, 4))) for _ in range(2)]
    expected = [torchs_path(name, *walk, lr=0.1) for walk in walks]
    now = [(parameter, zeros(name, 4)) for parameter, _ in walks]

    for t in range(6):
        for i, (_, gradients) in enumerate(walks):
            parameter, state = step(student, name, now[i][0], gradients[t], now[i][1], t + 1, lr=0.1)
            assert_close(parameter, expected[i][t], what=f"the parameter after {t + 1} steps", rtol=1e-10, atol=1e-10)
            now[i] = parameter, state


@each(*STATES)
def test_any_array_is_moved(student, rng, name):
    """Read-only, Fortran-ordered and strided arrays are taken, and are the same after the call."""
    args = [rng.normal(size=(3, 4)) for _ in range(2)] + [rng.uniform(1, 2, size=(3, 4)) for _ in range(STATES[name])]

    parameter, state = step(student, name, args[0], args[1], args[2:], 4, lr=0.1)
    for awkward in zip(*map(awkward_versions, args), strict=True):
        again, state_again = step(student, name, awkward[0], awkward[1], awkward[2:], 4, lr=0.1)
        assert_close([again, *state_again], [parameter, *state], what="the answer", rtol=1e-10)
        assert_inputs_unchanged(student)


@each(*STATES)
def test_float32_is_moved(student, rng, name):
    """Arrays of float32 move as precisely as float32 allows."""
    parameter, gradients = rng.normal(size=5).astype(np.float32), rng.normal(size=(4, 5)).astype(np.float32)

    now, state = parameter, zeros(name, 5, "float32")
    for t, gradient in enumerate(gradients, 1):
        now, state = step(student, name, now, gradient, state, t, lr=0.1)

    assert_close(now, torchs_path(name, parameter, gradients, lr=0.1)[-1], what="the parameter", rtol=1e-4, atol=1e-4)


# -- adam_step --------------------------------------------------------------------------------------------------------


@pytest.mark.task("adam_step")
def test_epsilon_is_added_after_the_root(student, rng):
    """For gradients as small as eps, the steps are shorter than lr, as eps outside the root makes them."""
    gradients = 1e-8 * rng.normal(size=(5, 4))

    assert_walks_like_torch(student, "adam_step", np.zeros(4), gradients, lr=0.1)


@pytest.mark.task("adam_step")
def test_no_gradient_is_no_step(student, rng):
    """Where the gradient has been 0 from the start, the parameter stays, and nothing is NaN."""
    parameter, gradients = rng.normal(size=4), rng.normal(size=(3, 4)) * np.array([0.0, 1.0, 0.0, 1.0])

    assert_walks_like_torch(student, "adam_step", parameter, gradients, lr=0.1)


@pytest.mark.task("adam_step")
def test_late_steps_need_no_correction(student, rng):
    """In step 100,000 the means are as good as corrected, and the step is lr * m / (sqrt(v) + eps)."""
    w, g, m = rng.normal(size=5), rng.normal(size=5), rng.normal(size=5)
    v = rng.uniform(0.5, 2, size=5)

    answer = student.adam_step(w, g, m, v, 100_000, lr=0.1)

    m, v = 0.9 * m + 0.1 * g, 0.999 * v + 0.001 * g**2
    expected = w - 0.1 * m / (np.sqrt(v) + 1e-8), m, v
    assert_close(answer, expected, what="the tuple (parameter, m, v)", rtol=1e-9)


@pytest.mark.task("adam_step")
def test_negative_steps_are_refused(student):
    """A step of number -1 raises ValueError."""
    assert_raises(ValueError, student.adam_step, np.ones(2), np.ones(2), np.zeros(2), np.zeros(2), -1)


# -- minibatches ------------------------------------------------------------------------------------------------------


def collect(student, X, y, batch_size, rng):
    """The batches of an epoch, once each is sure to be a pair of arrays."""
    batches = student.stage.collect(student.minibatches, X, y, batch_size, rng)
    for pair in batches:
        is_pair = type(pair) in (tuple, list) and len(pair) == 2 and all(type(part) is np.ndarray for part in pair)
        require(is_pair, f"A batch is {shape_of(pair)}, expected a pair of arrays.")
    return batches


@pytest.mark.task("minibatches")
@pytest.mark.parametrize(
    ("n_rows", "batch_size", "sizes"),
    [(12, 4, [4, 4, 4]), (3, 8, [3]), (5, 5, [5]), (6, 1, [1] * 6), (1, 1, [1]), (9, 8, [8, 1]), (0, 3, [])],
)
def test_sizes_of_any_epoch(student, rng, n_rows, batch_size, sizes):
    """However many rows there are, all batches but the last are full, and none is empty."""
    batches = collect(student, rng.normal(size=(n_rows, 2)), rng.normal(size=n_rows), batch_size, rng)

    assert_equal([len(X_batch) for X_batch, _ in batches], sizes, what="the list of the batches' sizes")
    assert_equal([len(y_batch) for _, y_batch in batches], sizes, what="the list of the sizes of their answers")


@pytest.mark.task("minibatches")
def test_images_stay_whole(student, rng):
    """Rows of several axes, integers and strided arrays are dealt out as they are, each with its own answer."""
    images, labels = rng.integers(256, size=(7, 2, 3)).astype(np.uint8), np.arange(7)

    for X, y in ((images, labels), *zip(awkward_versions(images), awkward_versions(labels), strict=True)):
        batches = collect(student, X, y, 3, rng)
        require(len(batches) == 3, f"There are {len(batches)} batches of 7 rows, 3 at a time.")
        for X_batch, y_batch in batches:
            require(y_batch.dtype.kind == "i" and y_batch.ndim == 1, f"The labels of a batch are {shape_of(y_batch)}.")
            assert_equal(X_batch, images[y_batch], what="the X of a batch")
            assert_close(X_batch, images[y_batch], what="the X of a batch", dtype="uint8")
        assert_equal(
            np.sort(np.concatenate([y_batch for _, y_batch in batches])), labels, what="the array of all labels"
        )
        assert_inputs_unchanged(student)


@pytest.mark.task("minibatches")
def test_all_orders_are_equally_likely(student, rng):
    """In 3600 epochs of three rows, two at a time, each of the six orders comes up about 600 times."""
    orders = student.stage.orders(student.minibatches, 3, 2, rng, 3600)

    # the standard deviation is sqrt(3600 · 1/6 · 5/6) = 22.4: 130 are 5.8 of them, a probability of 4e-8 for the six
    kinds, counts = np.unique(orders, axis=0, return_counts=True)
    require(len(kinds) == 6, f"There are {len(kinds)} different orders.")
    require(bool((np.abs(counts - 600) < 130).all()), f"The orders come up {counts.tolist()} times.")


@pytest.mark.task("minibatches")
def test_rows_and_answers_are_as_many(student, rng):
    """Seven rows and six answers, or eight, raise ValueError."""
    X = rng.normal(size=(7, 2))
    for n_answers in (6, 8, 1):
        assert_raises(ValueError, student.stage.collect, student.minibatches, X, rng.normal(size=n_answers), 3, rng)


# -- step_decay and cosine_decay --------------------------------------------------------------------------------------


@pytest.mark.task("step_decay")
@pytest.mark.parametrize(("lr", "every", "factor"), [(0.1, 1, 0.9), (3.0, 7, 0.1), (1e-4, 4, 1.0), (0.02, 30, 0.5)])
def test_any_stairs(student, lr, every, factor):
    """In each of 40 epochs the rate is the first one, multiplied by the factor once for each stair before it."""
    rates = [student.step_decay(lr, epoch, every=every, factor=factor) for epoch in range(40)]

    expected = [lr]
    for epoch in range(1, 40):
        expected.append(expected[-1] * (factor if epoch % every == 0 else 1.0))
    assert_close(rates, expected, what="the list of learning rates", rtol=1e-9, atol=1e-15)


@pytest.mark.task("cosine_decay")
@pytest.mark.parametrize(("lr", "epochs", "lr_min"), [(0.1, 1, 0.0), (3.0, 30, 0.5), (1e-3, 17, 1e-5), (0.2, 5, 0.2)])
def test_any_wave(student, lr, epochs, lr_min):
    """Up to the last epoch the rate follows the wave; after it, it is the smallest one."""
    rates = [student.cosine_decay(lr, epoch, epochs=epochs, lr_min=lr_min) for epoch in range(3 * epochs)]

    halves = [math.pi / 2 * epoch / epochs for epoch in range(epochs)]  # (1 + cos 2a) / 2 is cos² a
    expected = [lr * math.cos(half) ** 2 + lr_min * math.sin(half) ** 2 for half in halves] + [lr_min] * (2 * epochs)
    assert_close(rates, expected, what="the list of learning rates")


# -- diagnose_learning_rate -------------------------------------------------------------------------------------------


def specified_diagnosis(losses):
    """The table, row by row."""
    first, last = losses[0], losses[-1]
    if any(math.isnan(loss) or math.isinf(loss) for loss in losses):
        return "too high"
    if any(loss > 2 * first for loss in losses) or last > first:
        return "too high"
    return "too low" if last > 0.9 * first else "good"


def assert_diagnosis(student, losses):
    answer, expected = student.diagnose_learning_rate(losses), specified_diagnosis(losses)
    require(type(answer) is str and answer == expected, f"A curve that is {expected!r} is called {answer!r}.")


@pytest.mark.task("diagnose_learning_rate")
@pytest.mark.parametrize("wrong", [math.nan, math.inf])
def test_no_number_is_overlooked(student, wrong):
    """NaN and infinity mean "too high" wherever they stand: first, in the middle, last, or everywhere."""
    for losses in ([wrong, 1.0, 0.5], [2.0, wrong, 0.5], [2.0, 1.0, wrong], [wrong, wrong]):
        assert_diagnosis(student, losses)


@pytest.mark.task("diagnose_learning_rate")
def test_borders_of_the_table(student):
    """Exactly twice the first on the way, and exactly the first at the end, are not yet too high."""
    for losses in ([1.0, 2.0, 0.5], [1.0, 2.0, 1.0], [3.0, 3.0], [1, 2, 0], [4.0, 8.5, 1.0], [4.0, 0.5, 4.001]):
        assert_diagnosis(student, losses)


@pytest.mark.task("diagnose_learning_rate")
def test_only_proportions_of_losses_count(student, rng):
    """Whatever the curve and its scale, the diagnosis is the table's, for two losses and for many."""
    for scale in (1e-6, 1.0, 1e6):
        for _ in range(40):
            losses = scale * np.append(1.0, rng.uniform(0.0, rng.choice([1.9, 2.2]), size=rng.integers(1, 6)))
            losses[-1] = scale * rng.choice([0.05, 0.85, 0.899, 0.901, 0.97, 1.001, 1.2])
            assert_diagnosis(student, losses.tolist())
