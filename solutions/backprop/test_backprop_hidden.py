"""Hidden checks of `backprop`: other shapes and scales, hostile but legal inputs, and an independent specification."""

import numpy as np
import pytest

from learnnn.checks import assert_close, assert_gradient, assert_inputs_unchanged, require, shape_of

NAMES = ("W1", "b1", "W2", "b2")
SIZES = ((3, 4, 2), (1, 1, 1), (2, 5, 3), (6, 2, 1))  # n_in, n_hidden, n_out
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


def a_batch(rng, n_rows, n_in, n_out):
    return rng.normal(size=(n_rows, n_in)), rng.uniform(size=(n_rows, n_out))


def logistic(z):
    return 1 / (1 + np.exp(-z))


def specified_output(parameters, X):
    """What `forward` has to return, by another formula than the reference's: row by row, with exp."""
    hidden = np.array([logistic(row @ parameters["W1"] + parameters["b1"]) for row in X])
    return np.array([logistic(row @ parameters["W2"] + parameters["b2"]) for row in hidden])


def specified_loss(parameters, X, y):
    errors = (specified_output(parameters, X) - y).ravel()
    return sum(error**2 for error in errors) / len(errors)


def matrix(net, name):
    """A weight matrix of the network, once it is sure to be one."""
    value = getattr(net, name)
    is_matrix = type(value) is np.ndarray and value.ndim == 2 and value.size > 0
    require(is_matrix, f"{name} is {shape_of(value)}, expected a matrix.")
    return value


def named(gradients):
    """The gradients that `backward` returned, once they are sure to be arrays in a dict with the four names."""
    is_named = type(gradients) is dict and set(gradients) == set(NAMES)
    require(is_named, "`backward` does not return a dict with the keys W1, b1, W2 and b2.")
    for name, gradient in gradients.items():
        require(type(gradient) is np.ndarray, f"The gradient of {name} is {shape_of(gradient)}, expected an array.")
    return gradients


def awkward_versions(values):
    """The same numbers as a read-only, a Fortran-ordered and a strided array."""
    read_only = values.copy()
    read_only.setflags(write=False)
    return read_only, np.asfortranarray(values), np.repeat(values, 2, axis=1)[:, ::2]


# -- initialise -------------------------------------------------------------------------------------------------------


@pytest.mark.task("initialise")
def test_all_randomness_comes_from_rng(student):
    """Generators in the same state give the same weights, differently seeded ones give others."""
    first, again, other = (student.NeuralNetwork(5, 4, 3, rng=np.random.default_rng(seed)) for seed in (11, 11, 12))

    for name in ("W1", "W2"):
        assert_close(matrix(again, name), matrix(first, name), what=f"{name} from a generator in the same state")
        require(
            not np.array_equal(matrix(other, name), matrix(first, name)),
            f"{name} is the same for two generators that were seeded differently.",
        )


@pytest.mark.task("initialise")
def test_scale_follows_the_shape(student, rng):
    """The weights have mean 0 and Glorot's scale in wide and in narrow layers."""
    for sizes in ((20, 600, 30), (600, 20, 400)):
        net = student.NeuralNetwork(*sizes, rng=rng)

        for name, rows, columns in zip(("W1", "W2"), sizes, sizes[1:], strict=False):
            W, scale = matrix(net, name), np.sqrt(2 / (rows + columns))
            # 8000 entries or more: six standard errors are 5 % of the scale, and 7 % of it for the mean
            assert_close(np.std(W), scale, what=f"the standard deviation of {name}", rtol=0.05)
            assert_close(np.mean(W), 0.0, what=f"the mean of {name}", atol=0.07 * scale)


# -- forward ----------------------------------------------------------------------------------------------------------


@pytest.mark.task("forward")
def test_sigmoid_of_extreme_numbers(student):
    """`sigmoid` of -1000 is 0 and of 1000 is 1: large numbers do not overflow into NaN."""
    z = np.array([[-1000.0, -40.0, 0.0], [1.0, 40.0, 1000.0]])

    expected = np.array([[0.0, 0.0, 0.5], [0.7310585786300049, 1.0, 1.0]])
    assert_close(student.sigmoid(z), expected, what="`sigmoid(z)`", atol=1e-6)


@pytest.mark.task("forward")
def test_sigmoid_of_integers(student):
    """`sigmoid` of integers is made of floats, in an array of any shape."""
    z = np.array([[[-2, -1]], [[0, 1]]])

    expected = np.array([[[0.11920292202211755, 0.2689414213699951]], [[0.5, 0.7310585786300049]]])
    assert_close(student.sigmoid(z), expected, what="`sigmoid(z)`")


@pytest.mark.task("forward")
def test_forward_of_other_shapes(student, rng):
    """The outputs are right for one row and for many, one unit and several."""
    for sizes in SIZES:
        for n_rows in (1, 7):
            parameters, X = some_parameters(rng, *sizes), rng.normal(size=(n_rows, sizes[0]))

            output = network(student, parameters).forward(X)

            assert_close(output, specified_output(parameters, X), what="the output")


@pytest.mark.task("forward")
def test_forward_takes_any_array(student, rng):
    """`forward` takes integers, read-only and strided arrays, and leaves them as they are."""
    parameters = some_parameters(rng, 3, 4, 2)
    net = network(student, parameters)

    X = rng.integers(-3, 4, size=(5, 3))
    expected = specified_output(parameters, X)
    for version in (X, *awkward_versions(X.astype(np.float64))):
        assert_close(net.forward(version), expected, what="the output")
    assert_inputs_unchanged(student)


# -- loss -------------------------------------------------------------------------------------------------------------


@pytest.mark.task("loss")
def test_loss_of_other_shapes(student, rng):
    """The loss is right for one row and for many, one output and several, and it is a single number."""
    for sizes in SIZES:
        for n_rows in (1, 7):
            parameters, (X, y) = some_parameters(rng, *sizes), a_batch(rng, n_rows, sizes[0], sizes[2])

            loss = network(student, parameters).loss(X, y)

            assert_close(loss, specified_loss(parameters, X, y), what="the loss")


@pytest.mark.task("loss")
def test_loss_changes_nothing(student, rng):
    """`loss` leaves its arrays as they are, and takes read-only and strided ones."""
    parameters, (X, y) = some_parameters(rng, 3, 4, 2), a_batch(rng, 5, 3, 2)
    net = network(student, parameters)

    expected = specified_loss(parameters, X, y)
    for X_version, y_version in zip((X, *awkward_versions(X)), (y, *awkward_versions(y)), strict=True):
        assert_close(net.loss(X_version, y_version), expected, what="the loss")
        assert_inputs_unchanged(student)


# -- backward ---------------------------------------------------------------------------------------------------------


@pytest.mark.task("backward")
@pytest.mark.weight(2)
def test_every_gradient_is_the_slope_of_the_loss(student, rng):
    """All four gradients agree with central differences, for several shapes and for a batch of one."""
    for sizes in SIZES:
        for n_rows in (1, 4):
            parameters, (X, y) = some_parameters(rng, *sizes), a_batch(rng, n_rows, sizes[0], sizes[2])

            gradients = named(network(student, parameters).backward(X, y))

            for name in NAMES:

                def loss(value, name=name, parameters=parameters, X=X, y=y):
                    return specified_loss({**parameters, name: value}, X, y)

                assert_gradient(loss, gradients[name], parameters[name], what=f"the gradient of {name}")


@pytest.mark.task("backward")
def test_backward_changes_nothing(student, rng):
    """`backward` leaves the parameters and its arrays as they are, and takes integers, read-only and strided ones."""
    parameters = some_parameters(rng, 3, 4, 2)
    X, y = rng.integers(-3, 4, size=(5, 3)), rng.integers(2, size=(5, 2))
    net = network(student, parameters)

    expected = named(net.backward(X.astype(np.float64), y.astype(np.float64)))
    versions = zip((X, *awkward_versions(X * 1.0)), (y, *awkward_versions(y * 1.0)), strict=True)
    for X_version, y_version in versions:
        assert_close(net.backward(X_version, y_version), expected, what="the answer of `backward`")

    assert_inputs_unchanged(student)
    for name, value in parameters.items():
        assert_close(getattr(net, name), value, what=f"{name} after `backward`")


@pytest.mark.task("backward")
def test_saturated_units_pass_nothing_back(student, rng):
    """A saturated layer passes no gradient back, and nothing is NaN."""
    parameters, (X, y) = some_parameters(rng, 3, 4, 2), a_batch(rng, 5, 3, 2)
    hidden = parameters | {"b1": np.array([1000.0, -1000.0, 900.0, -900.0])}
    output = parameters | {"b2": np.array([1000.0, -1000.0])}

    behind_hidden = named(network(student, hidden).backward(X, y))
    behind_output = named(network(student, output).backward(X, y))

    for name in ("W1", "b1"):
        zeros = np.zeros(parameters[name].shape)
        assert_close(behind_hidden[name], zeros, what=f"the gradient of {name} with saturated hidden units", atol=1e-6)
    for name in NAMES:
        zeros = np.zeros(parameters[name].shape)
        assert_close(behind_output[name], zeros, what=f"the gradient of {name} with saturated outputs", atol=1e-6)


# -- step -------------------------------------------------------------------------------------------------------------


@pytest.mark.task("step")
def test_step_leaves_the_gradients_alone(student, rng):
    """Two steps with the same gradients move twice as far, and the gradients stay as they are."""
    parameters, gradients = some_parameters(rng, 4, 2, 3), some_parameters(rng, 4, 2, 3)
    net = network(student, parameters)

    net.step(gradients, lr=0.03)
    net.step(gradients, lr=0.03)

    after = {name: getattr(net, name) for name in parameters}
    for name, value in parameters.items():
        assert_close(after[name], value - 0.06 * gradients[name], what=f"{name} after two steps")
    assert_inputs_unchanged(student)


# -- fit --------------------------------------------------------------------------------------------------------------


@pytest.mark.task("fit")
def test_fit_goes_on_where_it_stopped(student, reference, rng):
    """Training 5, 0 and 7 epochs ends with the weights of training 12 epochs at once."""
    parameters, (X, y) = some_parameters(rng, 3, 4, 2), a_batch(rng, 6, 3, 2)
    net, at_once = network(student, parameters), network(reference, parameters)

    for epochs in (5, 0, 7):
        history = net.fit(X, y, epochs=epochs, lr=0.8)
        is_history = type(history) in {list, tuple} and len(history) == epochs
        require(is_history, f"The history of {epochs} epochs is {shape_of(history)}.")
    trained = {name: getattr(net, name) for name in NAMES}
    at_once.fit(X, y, epochs=12, lr=0.8)

    for name in NAMES:
        assert_close(trained[name], getattr(at_once, name), what=f"{name} after training")


@pytest.mark.task("fit")
def test_xor_from_its_own_start(student):
    """A new network of 4 hidden units learns XOR from the weights it draws itself."""
    # a correct network of either distribution solved XOR from each of 800 starts, so one of three is a safe demand
    for seed in (1, 2, 3):
        net = student.NeuralNetwork(2, 4, 1, rng=np.random.default_rng(seed))
        net.fit(XOR_X, XOR_Y, epochs=1000, lr=5.0)
        output = net.forward(XOR_X)
        require(shape_of(output) == "an array of shape (4, 1)", f"The output is {shape_of(output)}.")
        if np.array_equal(output > 0.5, XOR_Y == 1):
            return
    require(False, "From three different starts, 1000 epochs did not put the four answers on the right side of 0.5.")
