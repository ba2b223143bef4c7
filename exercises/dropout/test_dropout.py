"""Public checks of `dropout`: one idea each.

A solution may draw its masks as it likes, so nothing here expects certain numbers. Where chance could fail a right
solution, the chance is written down: at most FALSE_ALARM for each quantity held against a tolerance.
"""

from math import log, sqrt

import numpy as np
import pytest

from learnnn.checks import (
    assert_as_fast,
    assert_close,
    assert_gradient,
    assert_inputs_unchanged,
    assert_raises,
    plain,
    require,
    shape_of,
)

FALSE_ALARM = 1e-9


def drop(module, x, p, rng, *, training=True):
    """What `dropout_forward` returns, once it is sure to be a pair of arrays of x's shape."""
    return pair(module.dropout_forward(x, p, rng, training), x.shape)


def pair(answer, shape):
    """The answer, once it is sure to be a pair of arrays of this shape."""
    answer = plain(answer)
    is_pair = type(answer) is tuple and len(answer) == 2
    require(is_pair, f"`dropout_forward` returns {shape_of(answer)}, expected the tuple (out, mask).")
    for name, array in zip(("out", "mask"), answer, strict=True):
        is_like_x = type(array) is np.ndarray and array.shape == shape
        require(is_like_x, f"{name} is {shape_of(array)}, expected an array of shape {shape}.")
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


# -- dropout_forward --------------------------------------------------------------------------------------------------


@pytest.mark.task("dropout_forward")
def test_kept_entries_are_scaled_up(student, rng):
    """With p = 0.2 each entry of out is either 0 or 1 / 0.8 = 1.25 times the entry of x."""
    x = rng.uniform(1, 2, size=(10, 12))

    out, _ = drop(student, x, 0.2, rng)

    kept = out != 0  # at least one of 120, but for a chance of 0.2**120
    require(kept.any(), "Every entry was dropped.")
    assert_close(out[kept], 1.25 * x[kept], what="the kept part of out")


@pytest.mark.task("dropout_forward")
def test_out_is_x_times_mask(student, rng):
    """The mask is what x was multiplied by, scale included: out = x * mask."""
    x = rng.normal(size=(10, 12))

    out, mask = drop(student, x, 0.2, rng)

    assert_masked(x, 0.2, out, mask)


@pytest.mark.task("dropout_forward")
def test_p_is_the_probability_of_dropping(student, rng):
    """With p = 0.2 about one entry in five is dropped."""
    x = np.ones((200, 200))

    out, _ = drop(student, x, 0.2, rng)

    rate, tolerance = float(np.mean(out == 0)), rate_tolerance(0.2, x.size)  # 0.2 ± 0.014
    require(abs(rate - 0.2) <= tolerance, f"{rate:.1%} of {x.size:,} entries were dropped, expected 20 %.")


@pytest.mark.task("dropout_forward")
def test_mean_is_kept(student, rng):
    """On average dropout changes nothing: the mean of out is close to the mean of x."""
    x = np.full((200, 200), 3.0)

    out, _ = drop(student, x, 0.4, rng)

    mean, tolerance = float(np.mean(out)), 3 / 0.6 * rate_tolerance(0.4, x.size)  # 3 ± 0.09
    require(abs(mean - 3) <= tolerance, f"The mean of x is 3, the mean of out is {mean:.3g}.")


@pytest.mark.task("dropout_forward")
def test_each_entry_is_dropped_on_its_own(student, rng):
    """Entries are dropped independently: no two rows of the mask are alike, and no two columns."""
    _, mask = drop(student, np.ones((60, 60)), 0.5, rng)

    # two rows of a right mask are alike with probability 2**-60, so among all pairs of both kinds with less than 1e-14
    rows, columns = len(np.unique(mask, axis=0)), len(np.unique(mask.T, axis=0))
    require(rows == 60, f"The mask's 60 rows are only {rows} different ones.")
    require(columns == 60, f"The mask's 60 columns are only {columns} different ones.")


@pytest.mark.task("dropout_forward")
def test_each_draw_gives_another_mask(student, rng):
    """Generators in different states give different masks."""
    x = np.ones((10, 20))

    masks = [drop(student, x, 0.5, generator)[1] for generator in rng.spawn(2)]

    are_alike = np.array_equal(*masks)  # of right masks, with probability 2**-200
    require(not are_alike, "Two calls, with generators in different states, gave the same mask.")


@pytest.mark.task("dropout_forward")
def test_rng_is_the_only_source_of_randomness(student, rng):
    """Generators in the same state give the same mask."""
    x = np.ones((10, 20))

    masks = [drop(student, x, 0.5, rng)[1] for _ in range(2)]  # each call is sent a copy of `rng`

    require(np.array_equal(*masks), "Two calls, with generators in the same state, gave different masks.")


@pytest.mark.task("dropout_forward")
def test_evaluation_changes_nothing(student, rng):
    """In evaluation nothing is dropped or scaled: out equals x, and the mask is 1 everywhere."""
    x = rng.normal(size=(6, 5))

    out, mask = drop(student, x, 0.3, rng, training=False)

    assert_close(out, x, what="out")
    assert_close(mask, np.ones((6, 5)), what="the mask")


@pytest.mark.task("dropout_forward")
@pytest.mark.parametrize("p", [-0.1, 1.5])
def test_p_must_be_a_probability(student, rng, p):
    """A p below 0 or above 1 raises ValueError."""
    assert_raises(ValueError, student.dropout_forward, np.ones((2, 3)), p, rng, True)


@pytest.mark.task("dropout_forward")
def test_p_must_be_below_one(student, rng):
    """With p = 1 nothing would be left to scale up: it raises ValueError."""
    assert_raises(ValueError, student.dropout_forward, np.ones((2, 3)), 1.0, rng, True)


@pytest.mark.task("dropout_forward")
def test_x_is_left_alone(student, rng):
    """The caller's array is the same after the call, in training and in evaluation."""
    x = rng.normal(size=(6, 5))

    drop(student, x, 0.5, rng)
    drop(student, x, 0.5, rng, training=False)

    assert_inputs_unchanged(student)


def assert_drops_alike(actual, expected):
    """The masks drop about as many entries, and what neither drops is the same: which are dropped is left to chance."""
    expected_out, expected_mask = expected
    out, mask = pair(actual, expected_out.shape)
    both = (mask != 0) & (expected_mask != 0)

    assert_close(float((mask == 0).mean()), 0.5, what="the share that is dropped", atol=rate_tolerance(0.5, mask.size))
    assert_close(out[both], expected_out[both], what="the output")
    require(not out[mask == 0].any(), "What the mask drops is in the output.")


@pytest.mark.task("dropout_forward")
@pytest.mark.timing
def test_masks_are_drawn_as_arrays(student, reference):
    """The mask is drawn and applied by array operations, not entry by entry in a Python loop."""

    def work(module, rng):
        x = rng.standard_normal((500, 500), dtype=np.float32)
        return lambda: module.dropout_forward(x, 0.5, rng, True)

    assert_as_fast(student, reference, work, at_most=8, agree=assert_drops_alike)


# -- dropout_backward -------------------------------------------------------------------------------------------------


@pytest.mark.task("dropout_backward")
def test_gradient_goes_through_the_mask(student):
    """What was dropped gets no gradient, and what was scaled gets a gradient scaled alike."""
    grad, mask = np.array([1.0, 3.0, -2.0, 0.5]), np.array([1.25, 0.0, 1.25, 1.25])

    assert_close(student.dropout_backward(grad, mask), np.array([1.25, 0.0, -2.5, 0.625]), what="the gradient of x")


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
    require(is_mask, f"The network's mask is {shape_of(mask)}, expected an array of shape {shape}.")
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
def test_parameters_have_their_shapes(student, rng):
    """A network 4-6-3 has W1 (4, 6), b1 (6,), W2 (6, 3) and b2 (3,)."""
    net = student.MLP(4, 6, 3, 0.5, rng)

    for name, shape in {"W1": (4, 6), "b1": (6,), "W2": (6, 3), "b2": (3,)}.items():
        value = getattr(net, name)
        is_right = type(value) is np.ndarray and value.shape == shape
        require(is_right, f"{name} is {shape_of(value)}, expected an array of shape {shape}.")


@pytest.mark.task("mlp")
def test_hidden_units_are_dropped_in_training(student, rng):
    """In training the network's mask drops a share p of the hidden units and scales the others by 1 / (1 - p)."""
    X = rng.normal(size=(200, 3))
    net = student.MLP(3, 100, 2, 0.2, rng)

    net.forward(X, True)

    mask = mask_of(net, (200, 100))
    kept = mask != 0
    rate, tolerance = 1 - float(np.mean(kept)), rate_tolerance(0.2, mask.size)  # 0.2 ± 0.02
    require(abs(rate - 0.2) <= tolerance, f"{rate:.1%} of {mask.size:,} hidden units were dropped, expected 20 %.")
    assert_close(mask[kept], np.full(kept.sum(), 1.25), what="the kept part of the mask")


@pytest.mark.task("mlp")
def test_training_pass_uses_the_mask(student, rng):
    """In training the outputs are (tanh(X W1 + b1) * mask) W2 + b2, with the mask that the network keeps."""
    parameters = some_parameters(rng, 4, 6, 3)
    X = rng.normal(size=(8, 4))
    net = network(student, parameters, 0.5, rng)

    answer = net.forward(X, True)

    assert_close(answer, outputs(parameters, X, mask_of(net, (8, 6))), what="the output")


@pytest.mark.task("mlp")
def test_each_training_pass_draws_a_new_mask(student, rng):
    """Two training passes on the same batch drop different units."""
    X = rng.normal(size=(10, 4))
    net = student.MLP(4, 20, 3, 0.5, rng)

    masks = []
    for _ in range(2):
        net.forward(X, True)
        masks.append(mask_of(net, (10, 20)))

    are_alike = np.array_equal(*masks)  # of right masks, with probability 2**-200
    require(not are_alike, "The mask of the second pass is that of the first.")


@pytest.mark.task("mlp")
def test_evaluation_uses_every_unit(student, rng):
    """In evaluation the outputs are those of the whole network, tanh(X W1 + b1) W2 + b2, without any scale."""
    parameters = some_parameters(rng, 4, 6, 3)
    X = rng.normal(size=(8, 4))
    net = network(student, parameters, 0.5, rng)

    assert_close(net.forward(X, False), outputs(parameters, X, np.ones((8, 6))), what="the output")


@pytest.mark.task("mlp")
def test_thinned_networks_average_to_the_whole(student, rng):
    """Averaged over many masks, the outputs in training come close to the outputs in evaluation."""
    n, p = 20_000, 0.5
    parameters = some_parameters(rng, 3, 8, 2)
    x = rng.normal(size=(1, 3))
    net = network(student, parameters, p, rng)

    answer = net.forward(np.repeat(x, n, axis=0), True)

    require(shape_of(answer) == f"an array of shape ({n}, 2)", f"The outputs are {shape_of(answer)}.")
    average, whole = np.mean(answer, axis=0), outputs(parameters, x, np.ones((1, 8)))[0]
    # hidden unit j adds between 0 and hidden[j] W2[j] / (1 - p) to an output
    ranges = np.tanh(x @ parameters["W1"] + parameters["b1"]).T * parameters["W2"] / (1 - p)  # (8, 2)
    is_close = np.all(np.abs(average - whole) <= mean_tolerance(ranges, n))
    require(is_close, f"The average over {n:,} masks is {average.round(3)}, the whole network gives {whole.round(3)}.")


@pytest.mark.task("mlp")
def test_gradients_go_through_the_same_mask(student, rng):
    """With its mask held fixed, the network's gradients agree with central differences."""
    parameters = some_parameters(rng, 4, 6, 3)
    X, grad = rng.normal(size=(5, 4)), rng.normal(size=(5, 3))
    net = network(student, parameters, 0.4, rng)

    net.forward(X, True)
    mask = mask_of(net, (5, 6))
    gradients = named(net.backward(grad))

    assert_slopes(gradients, parameters, X, mask, grad)
