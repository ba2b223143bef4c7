"""Public checks of `mlp`: the statement's numbers, what a network consists of, and small networks worked out in NumPy."""

from itertools import pairwise

import numpy as np
import pytest

from learnnn.checks import assert_close, assert_equal, assert_raises, require

BY_HAND = {
    "linears.0.weight": np.array([[1.0, 1.0], [1.0, -1.0]]),
    "linears.0.bias": np.array([0.0, 0.5]),
    "linears.1.weight": np.array([[2.0, 1.0], [-1.0, 4.0]]),
    "linears.1.bias": np.array([-1.0, 1.0]),
}
N_HIDDEN, N_ROWS = 50, 200  # of the network that shows its hidden units


def random_state(rng, sizes, *, batch_norm=False):
    """Numbers for all parameters and buffers of a network."""
    state = {}
    for k, (n_in, n_out) in enumerate(pairwise(sizes)):
        state |= {f"linears.{k}.weight": rng.normal(size=(n_out, n_in)), f"linears.{k}.bias": rng.normal(size=n_out)}
    for j, n in enumerate(sizes[1:-1] if batch_norm else ()):
        state |= {f"norms.{j}.{name}": rng.normal(size=n) for name in ("weight", "bias", "running_mean")}
        state |= {f"norms.{j}.running_var": rng.uniform(0.5, 2, size=n), f"norms.{j}.num_batches_tracked": np.array(7)}
    return state


def shapes_of(state):
    return {name: array.shape for name, array in state.items()}


def network(student, sizes, state, **settings):
    """The student's network with these numbers in it."""
    made = student.stage.Network(student.MLP, sizes, batch_norm="norms.0.weight" in state, **settings)
    assert_equal(made.shapes(), shapes_of(state), what="the dict of shapes in the `state_dict`")
    made.load(state)
    return made


def specified(state, x):
    """The logits in evaluation mode."""
    h, last = x, sum(name.startswith("linears") for name in state) // 2 - 1
    for k in range(last):
        h = h @ state[f"linears.{k}.weight"].T + state[f"linears.{k}.bias"]
        if f"norms.{k}.weight" in state:
            weight, bias, mean, variance = (
                state[f"norms.{k}.{name}"] for name in ("weight", "bias", "running_mean", "running_var")
            )
            h = (h - mean) / np.sqrt(variance + 1e-5) * weight + bias
        h = np.maximum(h, 0)
    return h @ state[f"linears.{last}.weight"].T + state[f"linears.{last}.bias"]


def assert_logits(answer, expected, what="the array of logits"):
    """In float32, which is what the networks compute in."""
    assert_close(answer["numbers"], expected.astype(np.float32), what=what, rtol=1e-4, atol=1e-4)


# -- flatten ----------------------------------------------------------------------------------------------------------


@pytest.mark.task("flatten")
def test_images_become_rows(student):
    """Four images of 2 by 3 pixels become four rows of 6 numbers, each pixel in its place."""
    x = np.arange(24.0).reshape(4, 2, 3)

    answer = student.stage.flattened(student.flatten, x)

    assert_close(answer["numbers"], x.reshape(4, 6), what="the flattened array")


@pytest.mark.task("flatten")
def test_batch_axes_stay(student):
    """One image becomes one row of numbers; batches of images keep all their batch axes; three axes can be merged."""
    for shape, flat, settings in (
        ((2, 3), (6,), {}),
        ((5, 4, 2, 3), (5, 4, 6), {}),
        ((4, 3, 2, 2), (4, 12), {"n_axes": 3}),
        ((4, 3), (4, 3), {"n_axes": 1}),
    ):
        x = np.arange(float(np.prod(shape))).reshape(shape)
        answer = student.stage.flattened(student.flatten, x, **settings)
        assert_close(answer["numbers"], x.reshape(flat), what=f"the flattened array of shape {shape}")


# -- initialise -------------------------------------------------------------------------------------------------------


@pytest.mark.task("initialise")
def test_layers_are_registered(student, rng):
    """A network of the sizes 6, 5, 4, 3 has three dense layers, under the names that the docstring gives them."""
    shapes = student.stage.Network(student.MLP, [6, 5, 4, 3]).shapes()

    assert_equal(shapes, shapes_of(random_state(rng, [6, 5, 4, 3])), what="the dict of shapes in the `state_dict`")


@pytest.mark.task("initialise")
def test_hidden_layers_are_normalised(student, rng):
    """With batch normalisation each hidden layer has its own, and the last layer has none."""
    shapes = student.stage.Network(student.MLP, [6, 5, 4, 3], batch_norm=True).shapes()

    expected = shapes_of(random_state(rng, [6, 5, 4, 3], batch_norm=True))
    assert_equal(shapes, expected, what="the dict of shapes in the `state_dict`")


@pytest.mark.task("initialise")
def test_parameters_add_up(student):
    """The sizes 784, 256, 128 and 10 make 235,146 parameters that learn, and 768 more with batch normalisation."""
    counts = [
        student.stage.Network(student.MLP, [784, 256, 128, 10], batch_norm=batch_norm).n_parameters()
        for batch_norm in (False, True)
    ]

    assert_equal(counts, [235_146, 235_914], what="the list of numbers of parameters")


@pytest.mark.task("initialise")
def test_impossible_settings_are_refused(student):
    """One size, a size of 0, and dropout of everything are a ValueError."""
    assert_raises(ValueError, student.MLP, [4])
    assert_raises(ValueError, student.MLP, [4, 0, 2])
    assert_raises(ValueError, student.MLP, [4, 3, 2], dropout=1.0)


# -- forward ----------------------------------------------------------------------------------------------------------


@pytest.mark.task("forward")
def test_forward_by_hand(student):
    """In the statement's example the hidden units are 3 and 0 and the logits 5 and -2."""
    answer = network(student, [2, 2, 2], BY_HAND).answer(np.array([[1.0, 2.0]]))

    assert_logits(answer, np.array([[5.0, -2.0]]))


@pytest.mark.task("forward")
def test_logits_of_a_deeper_network(student, rng):
    """Three dense layers with ReLU between them, and nothing after the last: logits have any sign and sum."""
    state, x = random_state(rng, [6, 8, 7, 4]), rng.normal(size=(9, 6))

    answer = network(student, [6, 8, 7, 4], state).answer(x)

    assert_logits(answer, specified(state, x))


@pytest.mark.task("forward")
def test_normalisation_comes_before_relu(student, rng):
    """In evaluation mode a hidden layer is dense, then batch normalisation by the running statistics, then ReLU."""
    state, x = random_state(rng, [6, 8, 7, 4], batch_norm=True), rng.normal(size=(9, 6))

    answer = network(student, [6, 8, 7, 4], state).answer(x)

    assert_logits(answer, specified(state, x))


@pytest.mark.task("forward")
def test_evaluation_is_deterministic(student, rng):
    """In evaluation mode nothing is dropped, and nothing is rescaled instead: the answer is always the same."""
    state, x = random_state(rng, [6, 8, 4]), rng.normal(size=(9, 6))
    net = network(student, [6, 8, 4], state, dropout=0.5)
    first, second = net.answer(x), net.answer(x)

    assert_logits(first, specified(state, x))
    assert_equal(second["numbers"], first["numbers"], what="the array of logits in a second call")


@pytest.mark.task("forward")
def test_hidden_units_are_dropped_in_training(student):
    """In training mode with dropout 0.3 about 30 % of the hidden units are 0, and the others are divided by 0.7."""
    state = {  # all hidden units are 1, and the logits are the hidden units
        "linears.0.weight": np.zeros((N_HIDDEN, 3)),
        "linears.0.bias": np.ones(N_HIDDEN),
        "linears.1.weight": np.eye(N_HIDDEN),
        "linears.1.bias": np.zeros(N_HIDDEN),
    }
    net = network(student, [3, N_HIDDEN, N_HIDDEN], state, dropout=0.3, is_training=True)
    net.seed(1)
    hidden = net.answer(np.ones((N_ROWS, 3)))["numbers"]

    share = float(np.mean(hidden == 0))
    # by Hoeffding a right share of 10,000 entries is farther off than 0.03 with probability 2 exp(-18) < 1e-7
    require(abs(share - 0.3) < 0.03, f"{share:.1%} of the hidden units are 0 in training, expected about 30 %.")
    assert_close(hidden, np.where(hidden == 0, 0, 1 / 0.7).astype(np.float32), what="the array of hidden units")


@pytest.mark.task("forward")
def test_any_batch_axes(student, rng):
    """A single sample (D,) gives logits (C,), and samples (2, 3, D) give logits (2, 3, C)."""
    state = random_state(rng, [6, 8, 4], batch_norm=True)
    net = network(student, [6, 8, 4], state)

    for shape in ((6,), (1, 6), (2, 3, 6)):
        x = rng.normal(size=shape)
        assert_logits(net.answer(x), specified(state, x), what=f"the array of logits for inputs of shape {shape}")


# -- predict ----------------------------------------------------------------------------------------------------------


@pytest.mark.task("predict")
def test_highest_logit_is_the_answer(student):
    """The logits (5, -2), (-3, -1) and (0, 4) are the classes 0, 1 and 1, as int64."""
    model = student.stage.Watched(np.eye(2))

    answer = student.stage.labels(student.predict, model, np.array([[5.0, -2.0], [-3.0, -1.0], [0.0, 4.0]]), "cpu")

    assert_equal(answer["numbers"], np.array([0, 1, 1]), what="the array of classes")
    assert_equal(answer["dtype"], "int64", what="the dtype of the classes")


@pytest.mark.task("predict")
def test_prediction_only_looks(student, rng):
    """The samples go through the model once, in evaluation mode and without recording; then it trains as it did."""
    model = student.stage.Watched(rng.normal(size=(4, 3)))

    answer = student.stage.labels(student.predict, model, rng.normal(size=(5, 4)), "cpu")
    modes, diary = model.modes(), model.diary

    expected = [{"shape": (5, 4), "training": False, "records": False}]
    assert_equal(diary, expected, what="the list of calls of the model")
    assert_equal(modes, [True, True], what="whether the model and its dropout are in training mode afterwards")
    require(answer["still_records"] is True, "Autograd no longer records after the call.")
