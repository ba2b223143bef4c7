"""Public checks of `forward`: from shapes on paper to networks of any depth. One idea each."""

from itertools import pairwise

import numpy as np
import pytest

from learnnn.checks import assert_as_fast, assert_close, assert_equal, assert_raises, plain, require, shape_of

WORKED_W1, WORKED_B1 = np.array([[2.0, -1.0, 0.0], [1.0, 1.0, -1.0]]), np.array([1.0, 1.0, 0.0])
WORKED_W2, WORKED_B2 = np.array([[3.0], [5.0], [-1.0]]), np.array([-2.0])


def some_layers(rng, *sizes):
    """Weights and biases of a network of these sizes."""
    weights = [rng.normal(size=shape) for shape in pairwise(sizes)]
    return weights, [rng.normal(size=size) for size in sizes[1:]]


def pair(answer):
    """What `collapse_linear` returns, once it is sure to be a pair."""
    answer = plain(answer)
    is_pair = type(answer) is tuple and len(answer) == 2
    require(is_pair, f"`collapse_linear` returns {shape_of(answer)}, expected the tuple (W, b).")
    return answer


# -- weight_shapes ----------------------------------------------------------------------------------------------------


@pytest.mark.task("weight_shapes")
def test_two_sizes_make_one_matrix(student):
    """Between 4 inputs and 3 outputs lies one matrix of 4 rows and 3 columns."""
    assert_equal(student.weight_shapes([4, 3]), [(4, 3)], what="the list of shapes")


@pytest.mark.task("weight_shapes")
def test_digit_network_has_three_matrices(student):
    """The sizes 784, 256, 128, 10 make three matrices: (784, 256), (256, 128) and (128, 10)."""
    shapes = student.weight_shapes([784, 256, 128, 10])

    assert_equal(shapes, [(784, 256), (256, 128), (128, 10)], what="the list of shapes")


@pytest.mark.task("weight_shapes")
@pytest.mark.parametrize("layer_sizes", [[], [5]])
def test_one_size_makes_no_network(student, layer_sizes):
    """A network has inputs and outputs: fewer than two sizes raise ValueError."""
    assert_raises(ValueError, student.weight_shapes, layer_sizes)


# -- forward ----------------------------------------------------------------------------------------------------------


@pytest.mark.task("forward")
def test_one_layer_is_a_weighted_sum(student, reference, rng):
    """A single layer is the last one: it returns X W + b, negative numbers included."""
    X, (weights, biases) = rng.normal(size=(6, 4)), some_layers(rng, 4, 3)

    output = student.forward(X, weights, biases, student.stage.relu)

    assert_close(output, reference.forward(X, weights, biases, reference.stage.relu), what="the output")


@pytest.mark.task("forward")
def test_forward_of_the_worked_example(student):
    """The statement's network answers (1, -2) with -1."""
    X = np.array([[1.0, -2.0]])

    output = student.forward(X, [WORKED_W1, WORKED_W2], [WORKED_B1, WORKED_B2], student.stage.relu)

    assert_close(output, np.array([[-1.0]]), what="the output")


@pytest.mark.task("forward")
def test_two_layers_are_relu_of_x_w1_times_w2(student, rng):
    """With biases of zero, two layers compute relu(X W1) W2."""
    X, (W1, W2) = rng.normal(size=(5, 3)), some_layers(rng, 3, 4, 2)[0]

    output = student.forward(X, [W1, W2], [np.zeros(4), np.zeros(2)], student.stage.relu)

    assert_close(output, np.maximum(X @ W1, 0.0) @ W2, what="the output")


@pytest.mark.task("forward")
def test_biases_remain_where_inputs_are_zero(student, rng):
    """For inputs of zero, two layers give relu(b1) W2 + b2: each bias comes in before the activation of its layer."""
    (W1, W2), (b1, b2) = some_layers(rng, 3, 6, 2)

    output = student.forward(np.zeros((2, 3)), [W1, W2], [b1, b2], student.stage.relu)

    row = np.maximum(b1, 0.0) @ W2 + b2
    assert_close(output, np.array([row, row]), what="the output")


@pytest.mark.task("forward")
def test_network_may_be_deep(student, reference, rng):
    """Four layers work like two: activations after the first three, none after the last."""
    X, (weights, biases) = rng.normal(size=(5, 3)), some_layers(rng, 3, 6, 5, 4, 2)

    output = student.forward(X, weights, biases, student.stage.relu)

    assert_close(output, reference.forward(X, weights, biases, reference.stage.relu), what="the output")


@pytest.mark.task("forward")
def test_every_layer_has_its_biases(student, rng):
    """More matrices than bias vectors, or fewer, are no network: ValueError."""
    X, (weights, biases) = rng.normal(size=(5, 3)), some_layers(rng, 3, 3, 3)

    assert_raises(ValueError, student.forward, X, weights, biases[:1], student.stage.relu)
    assert_raises(ValueError, student.forward, X, weights[:1], biases, student.stage.relu)


@pytest.mark.task("forward")
@pytest.mark.timing
def test_forward_is_vectorised(student, reference):
    """`forward` takes all rows at once, without a Python loop over the batch."""

    def work(module, rng):
        X, (weights, biases) = rng.normal(size=(40_000, 3)), some_layers(rng, 3, 4, 4, 2)
        X, relu = module.keep(X), module.stage.relu
        return lambda: module.forward(X, weights, biases, relu)

    assert_as_fast(student, reference, work, at_most=8)


# -- collapse_linear --------------------------------------------------------------------------------------------------


@pytest.mark.task("collapse_linear")
def test_collapse_of_the_worked_example(student):
    """Without its ReLU, the statement's network is one layer with weights 1 and 9 and bias 6."""
    W, b = pair(student.collapse_linear(WORKED_W1, WORKED_B1, WORKED_W2, WORKED_B2))

    assert_close(W, np.array([[1.0], [9.0]]), what="W")
    assert_close(b, np.array([6.0]), what="b")


@pytest.mark.task("collapse_linear")
def test_one_layer_does_the_work_of_two(student, rng):
    """For a whole batch, the one layer gives what the two give, one after the other."""
    X, ((W1, W2), (b1, b2)) = rng.normal(size=(7, 4)), some_layers(rng, 4, 5, 3)

    W, b = pair(student.collapse_linear(W1, b1, W2, b2))

    is_layer = shape_of(W) == "an array of shape (4, 3)" and shape_of(b) == "an array of shape (3,)"
    require(is_layer, f"W is {shape_of(W)} and b is {shape_of(b)}, expected shapes (4, 3) and (3,).")
    assert_close(X @ W + b, (X @ W1 + b1) @ W2 + b2, what="the output of the one layer")
