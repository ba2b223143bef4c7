"""Hidden checks of `forward`: other shapes, scales and dtypes, awkward arrays, shapes that do not fit.

The specification adds up products one by one, so it shares no formula with a solution in matrices.
"""

from itertools import pairwise

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

SIZES = ((3, 2), (1, 1, 1), (2, 7, 1), (4, 3, 5, 2), (3, 3, 3, 3, 3, 3))


def some_layers(rng, *sizes):
    """Weights and biases of a network of these sizes."""
    weights = [rng.normal(size=shape) for shape in pairwise(sizes)]
    return weights, [rng.normal(size=size) for size in sizes[1:]]


def specified_layer(row, W, b):
    """The sums of one layer for one example."""
    return [b[j] + sum(row[i] * W[i, j] for i in range(W.shape[0])) for j in range(W.shape[1])]


def specified_output(X, weights, biases, activation):
    """What `forward` has to return: example by example, unit by unit."""
    *hidden_layers, last = zip(weights, biases, strict=True)
    rows = []
    for row in X:
        for W, b in hidden_layers:
            row = activation(np.array(specified_layer(row, W, b)))
        rows.append(specified_layer(row, *last))
    return np.array(rows)


def awkward_versions(values):
    """The same numbers as a read-only, a Fortran-ordered and a strided array."""
    read_only = values.copy()
    read_only.setflags(write=False)
    return read_only, np.asfortranarray(values), np.repeat(values, 2, axis=-1)[..., ::2]


def pair(answer):
    """What `collapse_linear` returns, once it is sure to be a pair."""
    answer = plain(answer)
    is_pair = type(answer) is tuple and len(answer) == 2
    require(is_pair, f"`collapse_linear` returns {shape_of(answer)}, expected the tuple (W, b).")
    return answer


# -- weight_shapes ----------------------------------------------------------------------------------------------------


@pytest.mark.task("weight_shapes")
@pytest.mark.parametrize("depth", [1, 2, 6])
def test_shapes_chain_from_layer_to_layer(student, rng, depth):
    """However deep the network, each matrix has as many rows as the one before has columns."""
    sizes = tuple((rng.permutation(40)[: depth + 1] + 1).tolist())

    assert_equal(student.weight_shapes(sizes), list(pairwise(sizes)), what="the list of shapes")


@pytest.mark.task("weight_shapes")
@pytest.mark.parametrize("layer_sizes", [[0, 3], [3, 0, 2], [4, -1, 2], [4, 3, 0]])
def test_layers_are_not_empty(student, layer_sizes):
    """A size below 1, wherever it stands, raises ValueError; a size of 1 is fine."""
    assert_equal(student.weight_shapes([1, 1]), [(1, 1)], what="the list of shapes")
    assert_raises(ValueError, student.weight_shapes, layer_sizes)


# -- forward ----------------------------------------------------------------------------------------------------------


@pytest.mark.task("forward")
@pytest.mark.parametrize("activation", [np.cos, np.tanh, np.abs], ids=["cos", "tanh", "abs"])
def test_any_shape_and_activation(student, rng, activation):
    """Networks of any depth, with any activation, give what unit after unit adds up to; for one row and for many."""
    for sizes in SIZES:
        for n_rows in (1, 5):
            X, (weights, biases) = rng.normal(size=(n_rows, sizes[0])), some_layers(rng, *sizes)

            output = student.forward(X, weights, biases, activation)

            assert_close(output, specified_output(X, weights, biases, activation), what="the output")


@pytest.mark.task("forward")
def test_empty_batch_has_empty_outputs(student, rng):
    """A batch of no rows gives an array of no rows, which still has a column for each output."""
    weights, biases = some_layers(rng, 4, 6, 3)

    output = student.forward(np.zeros((0, 4)), weights, biases, student.stage.relu)

    require(shape_of(output) == "an array of shape (0, 3)", f"The output is {shape_of(output)}.")


@pytest.mark.task("forward")
@pytest.mark.parametrize("factor", [1e-6, 1e9])
def test_relu_networks_without_biases_scale(student, rng, factor):
    """With ReLU and biases of zero, inputs a million times smaller or larger give outputs that are so, too."""
    X, weights = rng.normal(size=(12, 3)), some_layers(rng, 3, 8, 8, 2)[0]
    zeros = [np.zeros(W.shape[1]) for W in weights]

    output = student.forward(factor * X, weights, zeros, student.stage.relu)

    expected = factor * specified_output(X, weights, zeros, lambda z: np.maximum(z, 0.0))
    assert_close(output, expected, what="the output", atol=1e-9 * factor)


@pytest.mark.task("forward")
def test_forward_takes_any_array(student, rng):
    """Batches, weights and biases may be read-only, Fortran-ordered or strided, and are the same after the call."""
    X, (weights, biases) = rng.normal(size=(5, 3)), some_layers(rng, 3, 4, 2)

    expected = specified_output(X, weights, biases, np.tanh)
    awkward = zip(*(awkward_versions(array) for array in (X, *weights, *biases)), strict=True)
    for batch, W1, W2, b1, b2 in ((X, *weights, *biases), *awkward):
        output = student.forward(batch, [W1, W2], [b1, b2], np.tanh)

        assert_close(output, expected, what="the output")
        assert_inputs_unchanged(student)


@pytest.mark.task("forward")
def test_integers_are_not_cut_off(student, rng):
    """A batch of integers, and even a network of integers, gives what the same numbers give as floats."""
    X, (weights, biases) = rng.integers(-3, 4, size=(12, 3)), some_layers(rng, 3, 8, 2)
    whole_weights = [rng.integers(-3, 4, size=W.shape) for W in weights]
    whole_biases = [rng.integers(-3, 4, size=b.shape) for b in biases]

    output = student.forward(X, weights, biases, student.stage.relu)
    whole_output = student.forward(X, whole_weights, whole_biases, student.stage.relu)

    def relu(z):
        return np.maximum(z, 0)

    assert_close(output, specified_output(X, weights, biases, relu), what="the output")
    expected = specified_output(X, whole_weights, whole_biases, relu)
    assert_close(whole_output, expected, what="the output of the network of integers")


@pytest.mark.task("forward")
def test_narrow_floats_are_welcome(student, rng):
    """Numbers of float32 give the right outputs, in float32 or wider."""
    X, (weights, biases) = rng.normal(size=(12, 3)).astype(np.float32), some_layers(rng, 3, 8, 2)
    weights, biases = ([array.astype(np.float32) for array in arrays] for arrays in (weights, biases))

    output = student.forward(X, weights, biases, student.stage.relu)

    expected = specified_output(X, weights, biases, lambda z: np.maximum(z, 0))
    assert_close(output, expected.astype(np.float32), what="the output")


@pytest.mark.task("forward")
def test_shapes_must_fit(student, rng):
    """What cannot be multiplied or added unit by unit raises ValueError, and nothing is stretched to fit."""
    X, (weights, biases) = rng.normal(size=(5, 3)), some_layers(rng, 3, 4, 2)
    (W1, W2), (b1, b2) = weights, biases
    relu = student.stage.relu

    assert_raises(ValueError, student.forward, X, [], [], relu)
    assert_raises(ValueError, student.forward, X[:, :2], weights, biases, relu)
    assert_raises(ValueError, student.forward, X, [W1, W2[:3]], biases, relu)
    assert_raises(ValueError, student.forward, X, weights, [b1, rng.normal(size=3)], relu)
    assert_raises(ValueError, student.forward, X, weights, [b1[:1], b2], relu)
    assert_raises(ValueError, student.forward, X, weights, [b1, b2[:1]], relu)


# -- collapse_linear --------------------------------------------------------------------------------------------------


@pytest.mark.task("collapse_linear")
@pytest.mark.parametrize("sizes", [(3, 5, 2), (4, 4, 4), (6, 1, 3), (1, 1, 1), (1, 4, 1)])
def test_collapse_of_any_shape(student, rng, sizes):
    """One layer does the work of two, also where the hidden layer is narrower than inputs and outputs."""
    X, (weights, biases) = rng.normal(size=(8, sizes[0])), some_layers(rng, *sizes)
    (W1, W2), (b1, b2) = weights, biases

    W, b = pair(student.collapse_linear(W1, b1, W2, b2))

    assert_is_layer(W, b, sizes[0], sizes[2])
    assert_close(X @ W + b, specified_output(X, weights, biases, lambda z: z), what="the output of the one layer")


@pytest.mark.task("collapse_linear")
def test_many_linear_layers_are_one(student, rng):
    """Collapsed two by two, six layers without activations become one that does the same."""
    sizes = (4, 6, 3, 5, 5, 2, 3)
    X, (weights, biases) = rng.normal(size=(8, 4)), some_layers(rng, *sizes)

    W, b = weights[0], biases[0]
    for next_W, next_b in zip(weights[1:], biases[1:], strict=True):
        W, b = pair(student.collapse_linear(W, b, next_W, next_b))

        assert_is_layer(W, b, 4, len(next_b))
    assert_close(X @ W + b, specified_output(X, weights, biases, lambda z: z), what="the output of the one layer")


@pytest.mark.task("collapse_linear")
def test_collapse_takes_any_array(student, rng):
    """Integers, read-only, Fortran-ordered and strided arrays are collapsed, and are the same after the call."""
    arrays = [rng.integers(-4, 5, size=shape) for shape in ((3, 4), (4,), (4, 2), (2,))]
    W1, b1, W2, b2 = arrays

    expected = (W1 @ W2, specified_output(b1[None], [W2], [b2], lambda z: z)[0])
    awkward = zip(*(awkward_versions(array * 1.0) for array in arrays), strict=True)
    for version in (arrays, [array * 1.0 for array in arrays], *awkward):
        assert_close(pair(student.collapse_linear(*version)), expected, what="the answer (W, b)")
        assert_inputs_unchanged(student)


def assert_is_layer(W, b, n_in, n_out):
    """Weights and biases have the shapes of a layer."""
    is_layer = shape_of(W) == f"an array of shape {(n_in, n_out)}" and shape_of(b) == f"an array of shape {(n_out,)}"
    require(is_layer, f"W is {shape_of(W)} and b is {shape_of(b)}, which is not a layer from inputs to outputs.")
