"""Hidden checks of `mlp`: other shapes, layouts, depths and devices, training mode, and what has to be refused."""

from itertools import pairwise

import numpy as np
import pytest

from learnnn.checks import assert_close, assert_equal, assert_raises, require

N_HIDDEN, N_ROWS = 50, 200  # of the networks that show their hidden units


def random_state(rng, sizes, *, batch_norm=False):
    """Numbers for all parameters and buffers of a network."""
    state = {}
    for k, (n_in, n_out) in enumerate(pairwise(sizes)):
        state |= {f"linears.{k}.weight": rng.normal(size=(n_out, n_in)), f"linears.{k}.bias": rng.normal(size=n_out)}
    for j, n in enumerate(sizes[1:-1] if batch_norm else ()):
        state |= {f"norms.{j}.{name}": rng.normal(size=n) for name in ("weight", "bias", "running_mean")}
        state |= {f"norms.{j}.running_var": rng.uniform(0.5, 2, size=n), f"norms.{j}.num_batches_tracked": np.array(7)}
    return state


def see_through(n_layers, *, batch_norm=False):
    """Numbers for a network whose hidden units are all 1 before dropout, and whose logits are its last hidden units."""
    state = {"linears.0.weight": np.zeros((N_HIDDEN, 3)), "linears.0.bias": np.ones(N_HIDDEN)}
    for k in range(1, n_layers + 1):
        state |= {f"linears.{k}.weight": np.eye(N_HIDDEN), f"linears.{k}.bias": np.zeros(N_HIDDEN)}
    for j in range(n_layers if batch_norm else 0):
        names = ("weight", "bias", "running_mean", "running_var")
        state |= {f"norms.{j}.{name}": np.full(N_HIDDEN, float(name != "running_mean")) for name in names}
        state[f"norms.{j}.num_batches_tracked"] = np.array(0)
    return [3] + [N_HIDDEN] * (n_layers + 1), state


def network(student, sizes, state, device="cpu", **settings):
    """The student's network with these numbers in it."""
    made = student.stage.Network(student.MLP, sizes, device, batch_norm="norms.0.weight" in state, **settings)
    shapes = {name: array.shape for name, array in state.items()}
    assert_equal(made.shapes(), shapes, what="the dict of shapes in the `state_dict`")
    made.load(state)
    return made


def specified(state, x, *, is_training=False):
    """The logits, and the state afterwards."""
    h, last, state = x.reshape(-1, x.shape[-1]), sum(name.startswith("linears") for name in state) // 2 - 1, dict(state)
    for k in range(last):
        h = h @ state[f"linears.{k}.weight"].T + state[f"linears.{k}.bias"]
        if f"norms.{k}.weight" in state:
            mean, variance = state[f"norms.{k}.running_mean"], state[f"norms.{k}.running_var"]
            if is_training:
                state[f"norms.{k}.running_mean"] = 0.9 * mean + 0.1 * h.mean(axis=0)
                state[f"norms.{k}.running_var"] = 0.9 * variance + 0.1 * h.var(axis=0, ddof=1)
                state[f"norms.{k}.num_batches_tracked"] = state[f"norms.{k}.num_batches_tracked"] + 1
                mean, variance = h.mean(axis=0), h.var(axis=0)
            h = (h - mean) / np.sqrt(variance + 1e-5) * state[f"norms.{k}.weight"] + state[f"norms.{k}.bias"]
        h = np.maximum(h, 0)
    logits = h @ state[f"linears.{last}.weight"].T + state[f"linears.{last}.bias"]
    return logits.reshape(*x.shape[:-1], logits.shape[-1]), state


# -- flatten ----------------------------------------------------------------------------------------------------------


@pytest.mark.task("flatten")
def test_any_images_are_flattened(student, rng):
    """Transposed and strided tensors, batches of none, and integers are flattened, dtype kept; gradients go back."""
    transposed, strided = rng.normal(size=(4, 5, 3)).transpose(2, 1, 0), rng.normal(size=(3, 4, 12))[:, :, ::2]
    integers = rng.integers(0, 256, size=(2, 4, 5)).astype(np.uint8)
    for x in (transposed, strided, np.zeros((0, 4, 5)), np.zeros((2, 0, 4, 5), dtype=np.float32), integers):
        answer = student.stage.flattened(student.flatten, x)
        shape = (*x.shape[:-2], x.shape[-2] * x.shape[-1])
        assert_close(answer["numbers"], x.reshape(shape), what="the flattened array", dtype=x.dtype.name)

    upstream = rng.normal(size=(2, 20))
    gradient = student.stage.gradient_through(student.flatten, rng.normal(size=(2, 4, 5)), upstream)
    assert_close(gradient, upstream.reshape(2, 4, 5), what="the gradient of the images")


# -- initialise -------------------------------------------------------------------------------------------------------


@pytest.mark.task("initialise")
def test_any_layers_are_registered(student, rng):
    """Networks of any depth, from lists and tuples, have the layers that their sizes say, and no others."""
    for n_layers in (1, 2, 5):
        sizes = rng.integers(1, 9, size=n_layers + 1).tolist()
        for batch_norm in (False, True):
            shapes = student.stage.Network(student.MLP, tuple(sizes), batch_norm=batch_norm, dropout=0.2).shapes()
            expected = random_state(rng, sizes, batch_norm=batch_norm)
            assert_equal(shapes, {name: array.shape for name, array in expected.items()}, what="the dict of shapes")


@pytest.mark.task("initialise")
def test_numbers_begin_as_pytorch_makes_them(student):
    """Weights and biases of a dense layer with n inputs are spread evenly from -1/sqrt(n) to 1/sqrt(n)."""
    state = student.stage.Network(student.MLP, [100, 80, 50], batch_norm=True).state()
    weights = {name: array for name, array in state.items() if name in ("linears.0.weight", "linears.1.weight")}
    norm = {name: array for name, array in state.items() if name.startswith("norms.")}

    require(len(weights) == 2, "The `state_dict` has no `linears.0.weight` and `linears.1.weight`.")
    for name, array in weights.items():
        spread = np.sqrt(3 * array.shape[1]) * array  # of variance 1
        # for 4,000 entries or more the standard deviation is off by 0.007 at most: 0.1 is over 14 of these
        is_right = np.max(np.abs(spread)) <= np.sqrt(3) + 1e-5 and abs(spread.std() - 1) < 0.1
        require(is_right, f"`{name}` is not spread as PyTorch spreads it.")
        bias = state.get(name.replace("weight", "bias"))
        is_right = bias is not None and np.max(np.abs(bias)) <= 1 / np.sqrt(array.shape[1]) + 1e-5 and np.any(bias)
        require(bool(is_right), f"The biases beside `{name}` are not spread as PyTorch spreads them.")
    ones, zeros = np.ones(80), np.zeros(80)
    expected = {"weight": ones, "bias": zeros, "running_mean": zeros, "running_var": ones}
    expected = {f"norms.0.{name}": array for name, array in expected.items()} | {"norms.0.num_batches_tracked": 0}
    assert_close(norm, expected, what="the dict of the numbers of the batch normalisation")


@pytest.mark.task("initialise")
def test_other_impossible_settings_are_refused(student):
    """No sizes at all, negative sizes in any place, and negative dropout are a ValueError; dropout 0 is not."""
    for sizes in ([], (3,), [0, 3], [4, -1, 2], [4, 3, 0]):
        assert_raises(ValueError, student.MLP, sizes)
    for dropout in (-0.1, 1.0, 1.5):
        assert_raises(ValueError, student.MLP, [4, 3, 2], dropout=dropout)
    assert_equal(
        student.stage.Network(student.MLP, [1, 1], dropout=0.0).n_parameters(), 2, what="the number of parameters"
    )


# -- forward ----------------------------------------------------------------------------------------------------------


@pytest.mark.task("forward")
def test_any_network_on_any_device(student, rng, device):
    """On every device, networks of any depth and width give the right logits, there and in the dtype of their weights."""
    for n_layers, batch_norm, dtype in ((1, False, "float32"), (3, True, "float64"), (4, False, "float64")):
        sizes = rng.integers(2, 9, size=n_layers + 1).tolist()
        state, x = random_state(rng, sizes, batch_norm=batch_norm), rng.normal(size=(7, sizes[0]))
        answer = network(student, sizes, state, device, dtype=dtype, dropout=0.4).answer(x)

        assert_equal([answer["dtype"], answer["device"]], [dtype, device.value], what="the list of dtype and device")
        numbers = specified(state, x)[0].astype(dtype)
        assert_close(answer["numbers"], numbers, what="the array of logits", rtol=1e-4, atol=1e-4)


@pytest.mark.task("forward")
def test_statistics_are_over_all_samples(student, rng):
    """In training mode each unit is normalised over all samples, whatever the batch axes; the statistics learn."""
    for shape in ((12, 6), (4, 3, 6), (2, 3, 2, 6)):
        state, x = random_state(rng, [6, 5, 5, 4], batch_norm=True), rng.normal(size=shape)
        net = network(student, [6, 5, 5, 4], state, is_training=True, dtype="float64")
        logits, after = net.answer(x)["numbers"], net.state()

        expected_logits, expected_after = specified(state, x, is_training=True)
        assert_close(logits, expected_logits, what="the array of logits", rtol=1e-4, atol=1e-6)
        assert_close(after, expected_after, what="the state afterwards", rtol=1e-4, atol=1e-6)


@pytest.mark.task("forward")
def test_dropout_is_drawn_anew(student):
    """Each hidden layer drops units of its own, anew in each call; with batch normalisation too, dropout comes last."""
    for n_layers, batch_norm in ((1, True), (2, False)):
        sizes, state = see_through(n_layers, batch_norm=batch_norm)
        net = network(student, sizes, state, dropout=0.5, is_training=True)
        net.seed(2)
        first, second = (net.answer(np.ones((N_ROWS, 3)))["numbers"] for _ in range(2))
        require(isinstance(first, np.ndarray) and first.ndim == 2, "The answer is no array of a row for each sample.")

        share, rows = float(np.mean(first == 0)), np.unique(first, axis=0)
        # by Hoeffding a right share of 10,000 entries is farther off than 0.03 with probability 2 exp(-18) < 1e-7
        require(
            abs(share - 1 + 0.5**n_layers) < 0.03, f"{share:.1%} of the units are 0 behind {n_layers} hidden layers."
        )
        expected = np.where(first == 0, 0, 2.0**n_layers).astype(np.float32)
        assert_close(first, expected, what="the array of hidden units", rtol=1e-4)
        # two of 200 rows, each of 50 units, are alike with probability below 200 * 200 / 1.6 ** 50 < 1e-5 of 1e-6
        require(len(rows) > N_ROWS / 2, "The same units are dropped in all samples.")
        require(not np.array_equal(first, second), "The same units are dropped in every call.")


@pytest.mark.task("forward")
def test_inputs_and_logits_are_never_dropped(student, rng):
    """A network without hidden layers gives the same logits in training mode, with dropout, normalisation and all."""
    state, x = random_state(rng, [20, 30]), rng.normal(size=(10, 20))
    net = student.stage.Network(student.MLP, [20, 30], dropout=0.5, batch_norm=True, is_training=True)
    assert_equal(net.shapes(), {name: array.shape for name, array in state.items()}, what="the dict of shapes")
    net.load(state)

    expected = specified(state, x)[0].astype(np.float32)
    assert_close(net.answer(x)["numbers"], expected, what="the array of logits", rtol=1e-4, atol=1e-4)


@pytest.mark.task("forward")
def test_wrong_widths_are_refused(student, rng):
    """Samples of another length are a ValueError, also where all their numbers together would make whole samples."""
    net = network(student, [4, 3, 2], random_state(rng, [4, 3, 2]))

    for shape in ((5, 3), (6, 2), (2, 8), (4, 1), (2,), (8,)):
        assert_raises(ValueError, net.answer, rng.normal(size=shape))


@pytest.mark.task("forward")
def test_batches_of_none_and_one(student, rng):
    """In evaluation mode a batch of one and batches of none give logits of their shape, with batch normalisation too."""
    state = random_state(rng, [4, 3, 20], batch_norm=True)
    net = network(student, [4, 3, 20], state, dropout=0.5)

    for shape in ((0, 4), (3, 0, 4), (1, 4), (1, 1, 4)):
        x = rng.normal(size=shape)
        expected = specified(state, x)[0].astype(np.float32)
        assert_close(net.answer(x)["numbers"], expected, what="the array of logits", rtol=1e-4, atol=1e-4)


@pytest.mark.task("forward")
def test_gradients_reach_all_parameters(student, rng):
    """Gradients go back to every weight, every bias and the inputs."""
    state, x, upstream = random_state(rng, [3, 6, 2]), rng.normal(size=(5, 3)), rng.normal(size=(5, 2))
    net = network(student, [3, 6, 2], state, dtype="float64")
    gradients = net.gradients(x, upstream)

    sums = x @ state["linears.0.weight"].T + state["linears.0.bias"]  # (5, 6)
    back = upstream @ state["linears.1.weight"] * (sums > 0)
    expected = {
        "linears.0.weight": back.T @ x,
        "linears.0.bias": back.sum(axis=0),
        "linears.1.weight": upstream.T @ np.maximum(sums, 0),
        "linears.1.bias": upstream.sum(axis=0),
        "x": back @ state["linears.0.weight"],
    }
    assert_close(gradients, expected, what="the dict of gradients")


# -- predict ----------------------------------------------------------------------------------------------------------


@pytest.mark.task("predict")
def test_predictions_with_any_batch_axes(student, rng):
    """One sample has one class, and samples with several batch axes have a class each, in the same axes."""
    weights = rng.normal(size=(4, 6))
    for shape in ((4,), (1, 4), (0, 4), (7, 4), (2, 5, 4)):
        x = rng.normal(size=shape)
        answer = student.stage.labels(student.predict, student.stage.Watched(weights), x, "cpu")
        assert_equal(answer["numbers"], np.argmax(x @ weights, axis=-1), what="the array of classes")


@pytest.mark.task("predict")
def test_predictions_on_the_device(student, rng, device):
    """On every device, samples from the CPU and samples that are there already have their classes there."""
    weights, x = rng.normal(size=(4, 3)), rng.normal(size=(40, 4))  # so many that dropout would change one's class
    for where in ("cpu", device):
        model = student.stage.Watched(weights, device)
        answer = student.stage.labels(student.predict, model, x, where)
        assert_equal(answer["device"], device.value, what="the device of the classes")
        assert_equal(answer["numbers"], np.argmax(x @ weights, axis=-1), what="the array of classes")


@pytest.mark.task("predict")
def test_evaluation_mode_is_left_on(student, rng):
    """A model that was in evaluation mode is still in evaluation mode afterwards."""
    weights, x = rng.normal(size=(4, 3)), rng.normal(size=(5, 4))
    model = student.stage.Watched(weights, is_training=False)
    answer = student.stage.labels(student.predict, model, x, "cpu")

    assert_equal(answer["numbers"], np.argmax(x @ weights, axis=-1), what="the array of classes")
    assert_equal(
        model.modes(), [False, False], what="whether the model and its dropout are in training mode afterwards"
    )
