"""Public checks of `backprop`. Apart from `initialise`, every check chooses the weights itself, so draws do not matter."""

import numpy as np
import pytest

from learnnn.checks import (
    assert_as_fast,
    assert_close,
    assert_gradient,
    assert_inputs_unchanged,
    require,
    shape_of,
)

WORKED = {  # the statement's network of two inputs, two hidden units and one output
    "W1": np.array([[1.0, np.log(3.0)], [-1.0, -0.5]]),
    "b1": np.array([1.0, 1.0]),
    "W2": np.array([[-2.0], [4.0]]),
    "b2": np.array([-2.0]),
}
WORKED_X, WORKED_Y = np.array([[1.0, 2.0]]), np.array([[1.0]])

XOR_START = {  # weights of the usual size, rounded, from which XOR is learned in a few hundred steps
    "W1": np.array([[0.1, -0.6, 0.4, 0.8], [-0.3, 0.5, 0.7, 0.9]]),
    "b1": np.zeros(4),
    "W2": np.array([[-0.5], [0.6], [-0.4], [0.7]]),
    "b2": np.zeros(1),
}
XOR_X, XOR_Y = np.array([[0, 0], [0, 1], [1, 0], [1, 1]]), np.array([[0], [1], [1], [0]])


def network(module, parameters):
    """A network of the module's whose parameters the check has chosen."""
    n_in, n_hidden = parameters["W1"].shape
    net = module.NeuralNetwork(n_in, n_hidden, parameters["b2"].size, rng=np.random.default_rng(0))
    for name, value in parameters.items():
        setattr(net, name, value)
    return net


def some_parameters(rng, n_in, n_hidden, n_out):
    shapes = {"W1": (n_in, n_hidden), "b1": (n_hidden,), "W2": (n_hidden, n_out), "b2": (n_out,)}
    return {name: rng.normal(size=shape) for name, shape in shapes.items()}


def matrix(net, name):
    """A weight matrix of the network, once it is sure to be one."""
    value = getattr(net, name)
    is_matrix = type(value) is np.ndarray and value.ndim == 2 and value.size > 0
    require(is_matrix, f"{name} is {shape_of(value)}, expected a matrix.")
    return value


def named(gradients):
    """The gradients that `backward` returned, once they are sure to be arrays in a dict with the four names."""
    is_named = type(gradients) is dict and set(gradients) == {"W1", "b1", "W2", "b2"}
    require(is_named, "`backward` does not return a dict with the keys W1, b1, W2 and b2.")
    for name, gradient in gradients.items():
        require(type(gradient) is np.ndarray, f"The gradient of {name} is {shape_of(gradient)}, expected an array.")
    return gradients


def assert_slopes_of_the_loss(gradients, reference, parameters, X, y):
    """Each of the `gradients` is how the loss changes with the parameter of its name, by central differences."""
    for name, gradient in gradients.items():
        net = network(reference, parameters)

        def loss(value, net=net, name=name):
            setattr(net, name, value)
            return net.loss(X, y)

        assert_gradient(loss, gradient, parameters[name], what=f"the gradient of {name}")


# -- initialise -------------------------------------------------------------------------------------------------------


@pytest.mark.task("initialise")
def test_parameters_have_their_shapes(student, rng):
    """A network 4-3-2 has W1 (4, 3), b1 (3,), W2 (3, 2) and b2 (2,)."""
    net = student.NeuralNetwork(4, 3, 2, rng=rng)

    for name, shape in {"W1": (4, 3), "b1": (3,), "W2": (3, 2), "b2": (2,)}.items():
        value = getattr(net, name)
        expected = f"an array of shape {shape}"
        require(shape_of(value) == expected, f"{name} is {shape_of(value)}, expected {expected}.")


@pytest.mark.task("initialise")
def test_biases_start_at_zero(student, rng):
    """All biases start at zero."""
    net = student.NeuralNetwork(4, 3, 2, rng=rng)

    for name in ("b1", "b2"):
        value = getattr(net, name)
        require(type(value) is np.ndarray, f"{name} is {shape_of(value)}, expected an array.")
        assert_close(value, np.zeros(value.shape), what=f"{name} of a new network")


@pytest.mark.task("initialise")
def test_hidden_units_start_different(student, rng):
    """No two hidden units start with the same incoming weights: equal units would stay equal for ever."""
    W1 = matrix(student.NeuralNetwork(4, 8, 2, rng=rng), "W1")

    count = np.unique(W1, axis=1).shape[1]
    require(count == 8, f"Of the 8 columns of W1 only {count} differ from each other.")


@pytest.mark.task("initialise")
def test_weights_start_at_glorots_scale(student, rng):
    """The weights of each matrix start with standard deviation sqrt(2 / (rows + columns))."""
    net = student.NeuralNetwork(300, 100, 50, rng=rng)

    for name, rows, columns in (("W1", 300, 100), ("W2", 100, 50)):
        expected = np.sqrt(2 / (rows + columns))
        # 5000 entries or more: the estimate's own error is at most 1 %, so 6 % is six standard errors
        assert_close(np.std(matrix(net, name)), expected, what=f"the standard deviation of {name}", rtol=0.06)


# -- forward ----------------------------------------------------------------------------------------------------------


@pytest.mark.task("forward")
def test_sigmoid_of_a_few_numbers(student):
    """`sigmoid` is 1/2 at 0, 3/4 at ln 3 and 1/4 at -ln 3."""
    z = np.array([0.0, np.log(3.0), -np.log(3.0)])

    assert_close(student.sigmoid(z), np.array([0.5, 0.75, 0.25]), what="`sigmoid(z)`")


@pytest.mark.task("forward")
def test_forward_of_the_worked_example(student):
    """The statement's network answers (1, 2) with exactly one half."""
    output = network(student, WORKED).forward(WORKED_X)

    assert_close(output, np.array([[0.5]]), what="the output")


@pytest.mark.task("forward")
def test_forward_of_a_batch(student, reference, rng):
    """A batch of 5 rows gives 5 rows of outputs, each from its own inputs."""
    parameters, X = some_parameters(rng, 3, 4, 2), rng.normal(size=(5, 3))

    output = network(student, parameters).forward(X)

    assert_close(output, network(reference, parameters).forward(X), what="the output")


# -- loss -------------------------------------------------------------------------------------------------------------


@pytest.mark.task("loss")
def test_loss_of_the_worked_example(student):
    """Answering 1/2 where 1 is wanted costs (1/2 - 1)² = 1/4."""
    loss = network(student, WORKED).loss(WORKED_X, WORKED_Y)

    assert_close(loss, 0.25, what="the loss")


@pytest.mark.task("loss")
def test_loss_is_the_mean_over_every_entry(student, reference, rng):
    """For 5 rows and 3 outputs the loss is the mean of 15 squared errors."""
    parameters, X, y = some_parameters(rng, 2, 4, 3), rng.normal(size=(5, 2)), rng.uniform(size=(5, 3))

    loss = network(student, parameters).loss(X, y)

    assert_close(loss, network(reference, parameters).loss(X, y), what="the loss")


# -- backward ---------------------------------------------------------------------------------------------------------


@pytest.mark.task("backward")
def test_gradients_of_the_worked_example(student):
    """`backward` gives the gradients that the statement computes by hand."""
    gradients = named(network(student, WORKED).backward(WORKED_X, WORKED_Y))

    by_hand = {
        "W2": np.array([[-0.125], [-0.1875]]),
        "b2": np.array([-0.25]),
        "W1": np.array([[0.125, -0.1875], [0.25, -0.375]]),
        "b1": np.array([0.125, -0.1875]),
    }
    for name, expected in by_hand.items():
        assert_close(gradients[name], expected, what=f"the gradient of {name}")


@pytest.mark.task("backward")
def test_gradients_of_the_output_layer(student, reference, rng):
    """The gradients of W2 and b2 are the slopes of the loss, for a batch of 6 rows."""
    parameters, X, y = some_parameters(rng, 3, 4, 1), rng.normal(size=(6, 3)), rng.uniform(size=(6, 1))

    gradients = named(network(student, parameters).backward(X, y))

    own = {name: gradients[name] for name in ("W2", "b2")}
    assert_slopes_of_the_loss(own, reference, parameters, X, y)


@pytest.mark.task("backward")
def test_gradients_of_the_hidden_layer(student, reference, rng):
    """The gradients of W1 and b1 are the slopes of the loss, for a batch of 6 rows."""
    parameters, X, y = some_parameters(rng, 3, 4, 1), rng.normal(size=(6, 3)), rng.uniform(size=(6, 1))

    gradients = named(network(student, parameters).backward(X, y))

    own = {name: gradients[name] for name in ("W1", "b1")}
    assert_slopes_of_the_loss(own, reference, parameters, X, y)


@pytest.mark.task("backward")
def test_two_copies_of_a_batch_have_its_gradient(student, rng):
    """A batch stacked on itself has the gradient of the batch, because the loss is a mean."""
    parameters, X, y = some_parameters(rng, 2, 3, 2), rng.normal(size=(4, 2)), rng.uniform(size=(4, 2))
    net = network(student, parameters)

    once = named(net.backward(X, y))
    twice = named(net.backward(np.vstack([X, X]), np.vstack([y, y])))

    for name in ("W1", "b1", "W2", "b2"):
        assert_close(twice[name], once[name], what=f"the gradient of {name} for two copies of the batch")


@pytest.mark.task("backward")
def test_backward_looks_at_its_own_batch(student, reference, rng):
    """`backward(X, y)` is about `X`, also when the last call of `forward` had another batch."""
    parameters = some_parameters(rng, 3, 4, 2)
    X, y, other = rng.normal(size=(5, 3)), rng.uniform(size=(5, 2)), rng.normal(size=(5, 3))
    net = network(student, parameters)

    net.forward(other)
    gradients = named(net.backward(X, y))

    for name, expected in network(reference, parameters).backward(X, y).items():
        assert_close(gradients[name], expected, what=f"the gradient of {name}")


@pytest.mark.task("backward")
@pytest.mark.timing
def test_backward_is_vectorised(student, reference):
    """`backward` works on all rows at once, without a Python loop over the batch."""

    def work(module, rng):
        net = network(module, some_parameters(rng, 10, 10, 2))
        X, y = rng.normal(size=(10_000, 10)), rng.uniform(size=(10_000, 2))
        net.forward(X)  # off the clock: whether `backward` needs this is another check's business
        return lambda: net.backward(X, y)

    assert_as_fast(student, reference, work, at_most=10)


# -- step -------------------------------------------------------------------------------------------------------------


@pytest.mark.task("step")
def test_step_goes_downhill(student, rng):
    """A step subtracts `lr` times the gradient from each of the four parameters."""
    parameters, gradients = some_parameters(rng, 2, 3, 2), some_parameters(rng, 2, 3, 2)
    net = network(student, parameters)

    net.step(gradients, lr=0.5)

    after = {name: getattr(net, name) for name in parameters}  # all of them: one alone may be right or wrong by a slip
    for name, value in parameters.items():
        assert_close(after[name], value - 0.5 * gradients[name], what=f"{name} after the step")


# -- fit --------------------------------------------------------------------------------------------------------------


@pytest.mark.task("fit")
def test_history_holds_the_loss_before_each_step(student, reference, rng):
    """Three epochs give three losses; the first is the loss before any learning."""
    parameters, X, y = some_parameters(rng, 3, 4, 2), rng.normal(size=(6, 3)), rng.uniform(size=(6, 2))

    history = network(student, parameters).fit(X, y, epochs=3, lr=0.5)

    assert_close(history, network(reference, parameters).fit(X, y, epochs=3, lr=0.5), what="the history")
    assert_inputs_unchanged(student)


@pytest.mark.task("fit")
def test_fit_learns_xor(student):
    """Four hidden units learn XOR, which no single neuron can."""
    net = network(student, XOR_START)

    net.fit(XOR_X, XOR_Y, epochs=1000, lr=5.0)

    output = net.forward(XOR_X)
    require(shape_of(output) == "an array of shape (4, 1)", f"The output is {shape_of(output)}.")
    solved = (output > 0.5) == (XOR_Y == 1)
    require(solved.all(), f"After 1000 epochs {solved.sum()} of the 4 answers are on the right side of 0.5.")
