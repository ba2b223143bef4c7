"""Public checks of `regularization`: prices that can be added up by hand, slopes that belong to them, and the circle."""

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

BY_HAND = {"W1": np.array([[3.0, -2.0], [0.0, 1.0]]), "b1": np.array([5.0, -5.0])}  # the statement's layer
PENALTIES = {  # what one weight costs, before lam
    "l2_penalty": np.square,
    "l1_penalty": np.abs,
}


def each_penalty():
    """One check for each of the two penalties, as part of the task of that name."""
    return pytest.mark.parametrize("name", [pytest.param(name, marks=pytest.mark.task(name)) for name in PENALTIES])


def slope_name(name):
    return name.replace("penalty", "gradient")


def some_parameters(rng):
    """A network 3-4-2, with no weight near the kink of the L1 penalty."""
    shapes = {"W1": (3, 4), "b1": (4,), "W2": (4, 2), "b2": (2,)}
    return {name: rng.uniform(0.1, 2, size=shape) * rng.choice([-1, 1], size=shape) for name, shape in shapes.items()}


def named(answer, parameters, function):
    """The dict that a function returned, once it is sure to hold an array under each of the parameters' names."""
    answer = plain(answer)
    is_named = type(answer) is dict and set(answer) == set(parameters)
    require(is_named, f"`{function}` does not return a dict with the names of the parameters, {', '.join(parameters)}.")
    for name, value in answer.items():
        is_array = shape_of(value) == shape_of(parameters[name])
        require(is_array, f"Under {name} `{function}` returns {shape_of(value)}, not {shape_of(parameters[name])}.")
    return answer


def pair(answer, parameters):
    """The loss and the gradients, once they are sure to be a tuple of a number and such a dict."""
    answer = plain(answer)
    is_pair = type(answer) is tuple and len(answer) == 2
    require(is_pair, f"`regularized_loss` returns {shape_of(answer)}, expected the tuple (loss, gradients).")
    return answer[0], named(answer[1], parameters, "regularized_loss")


# -- l2_penalty and l1_penalty ----------------------------------------------------------------------------------------


@each_penalty()
def test_penalty_by_hand(student, name):
    """With lam 0.1 the statement's layer has an L2 penalty of 1.4 and an L1 penalty of 0.6."""
    expected = {"l2_penalty": 1.4, "l1_penalty": 0.6}[name]

    assert_close(getattr(student, name)(BY_HAND, 0.1), expected, what="the penalty")


@each_penalty()
def test_slopes_by_hand(student, name):
    """With lam 0.1 the slopes along the statement's four weights are 0.2 times the weights for L2, ±0.1 and 0 for L1."""
    by_hand = {"l2_penalty": [[0.6, -0.4], [0.0, 0.2]], "l1_penalty": [[0.1, -0.1], [0.0, 0.1]]}[name]

    answer = named(getattr(student, slope_name(name))(BY_HAND, 0.1), BY_HAND, slope_name(name))

    assert_close(answer["W1"], np.array(by_hand), what="the gradient of W1")


@each_penalty()
def test_biases_are_free(student, rng, name):
    """Biases cost nothing: the penalty does not depend on them, and its slopes along them are 0."""
    parameters = some_parameters(rng)
    others = parameters | {"b1": np.full(4, 7.0), "b2": np.full(2, -9.0)}

    prices = [getattr(student, name)(either, 0.3) for either in (parameters, others)]
    slopes = named(getattr(student, slope_name(name))(others, 0.3), others, slope_name(name))

    assert_close(prices[1], prices[0], what="the penalty with other biases")
    for bias in ("b1", "b2"):
        assert_close(slopes[bias], np.zeros_like(others[bias]), what=f"the gradient of {bias}")


@each_penalty()
def test_gradient_is_the_slope_of_the_penalty(student, rng, name):
    """For a network of two layers, every entry of the gradient is what central differences of the penalty give."""
    parameters = some_parameters(rng)

    slopes = named(getattr(student, slope_name(name))(parameters, 0.7), parameters, slope_name(name))

    for changed, value in parameters.items():

        def penalty(candidate, changed=changed):
            weights = {**parameters, changed: candidate}
            return 0.7 * sum(float(np.sum(PENALTIES[name](weights[W]))) for W in ("W1", "W2"))

        assert_gradient(penalty, slopes[changed], value, what=f"the gradient of {changed}")


@each_penalty()
def test_penalty_is_not_negative(student, name):
    """A lam of -0.1 raises ValueError, in the penalty and in its gradient: it would reward large weights."""
    for function in (name, slope_name(name)):
        assert_raises(ValueError, getattr(student, function), BY_HAND, -0.1)


# -- regularized_loss -------------------------------------------------------------------------------------------------


@pytest.mark.task("regularized_loss")
def test_regularized_loss_by_hand(student):
    """A data loss of 0.5 becomes 0.5 + 0.3 + 1.4 = 2.2 with l1 = 0.05 and l2 = 0.1, and the gradients grow as well."""
    data_gradients = {"W1": np.array([[1.0, 1.0], [1.0, -1.0]]), "b1": np.array([2.0, 0.0])}

    answer = student.regularized_loss(0.5, data_gradients, BY_HAND, l1=0.05, l2=0.1)

    loss, gradients = pair(answer, BY_HAND)
    assert_close(loss, 2.2, what="the loss")
    # data + l1 * sign + 2 * l2 * w, for example 1 + 0.05 + 0.6 for the weight of 3
    assert_close(gradients["W1"], np.array([[1.65, 0.55], [1.0, -0.75]]), what="the gradient of W1")
    assert_close(gradients["b1"], np.array([2.0, 0.0]), what="the gradient of b1")


@pytest.mark.task("regularized_loss")
def test_without_a_penalty_the_data_decides(student, rng):
    """Without `l1` and `l2` the loss and the gradients are those of the data."""
    parameters, data_gradients = some_parameters(rng), some_parameters(rng)

    loss, gradients = pair(student.regularized_loss(1.25, data_gradients, parameters), parameters)

    assert_close(loss, 1.25, what="the loss")
    assert_close(gradients, data_gradients, what="the dict of gradients")


@pytest.mark.task("regularized_loss")
@pytest.mark.parametrize(("l1", "l2"), [(0.2, 0.0), (0.0, 0.3), (0.2, 0.3)])
def test_gradients_belong_to_the_loss(student, rng, l1, l2):
    """The gradients are the slopes of the whole loss, data and penalties, with L1 alone, with L2 alone, and with both."""
    parameters, direction = some_parameters(rng), some_parameters(rng)

    def data_loss(at):  # the mean of some products, so that its gradient is `direction` everywhere
        return sum(float(np.sum(direction[name] * at[name])) for name in at)

    def whole_loss(at):
        weights = np.concatenate([at["W1"].ravel(), at["W2"].ravel()])
        return data_loss(at) + l1 * float(np.abs(weights).sum()) + l2 * float(weights @ weights)

    answer = student.regularized_loss(data_loss(parameters), direction, parameters, l1=l1, l2=l2)

    loss, gradients = pair(answer, parameters)
    assert_close(loss, whole_loss(parameters), what="the loss")
    for name, value in parameters.items():

        def loss_at(candidate, name=name):
            return whole_loss({**parameters, name: candidate})

        assert_gradient(loss_at, gradients[name], value, what=f"the gradient of {name}")


@pytest.mark.task("regularized_loss")
def test_gradients_of_the_data_are_left_alone(student, rng):
    """Adding a penalty changes neither the arrays of the parameters nor those of the data's gradients."""
    parameters, data_gradients = some_parameters(rng), some_parameters(rng)

    pair(student.regularized_loss(1.0, data_gradients, parameters, l1=0.1, l2=0.1), parameters)

    assert_inputs_unchanged(student)


@pytest.mark.task("regularized_loss")
def test_circle_overfits_less(student):
    """On the circle the loss on new points is above 0.9 without a penalty, and below 0.5 with an L2 penalty of 0.003."""
    free, held = (student.stage.train_with_penalties(student.regularized_loss, 0.0, l2) for l2 in (0.0, 0.003))

    require(free["validation"] > 0.9, f"Without a penalty the loss on new points is {free['validation']:.2f}.")
    require(held["validation"] < 0.5, f"With the penalty the loss on new points is {held['validation']:.2f}.")
    is_smaller = held["squares"] < free["squares"] / 2
    require(
        is_smaller, f"The squares of all weights add up to {held['squares']:.0f}; without it: {free['squares']:.0f}."
    )


# -- decay_step -------------------------------------------------------------------------------------------------------


@pytest.mark.task("decay_step")
def test_decay_by_hand(student):
    """With lr 0.1 and decay 0.5 a weight of 3 with the gradient -4 becomes 3.25; a bias of 3 becomes 3.4."""
    parameters = {"W1": np.array([[3.0]]), "b1": np.array([3.0])}
    gradients = {"W1": np.array([[-4.0]]), "b1": np.array([-4.0])}

    after = named(student.decay_step(parameters, gradients, lr=0.1, decay=0.5), parameters, "decay_step")

    assert_close(after["W1"], np.array([[3.25]]), what="W1 after the step")
    assert_close(after["b1"], np.array([3.4]), what="b1 after the step")


@pytest.mark.task("decay_step")
def test_weights_shrink_without_a_gradient(student, rng):
    """Where all gradients are 0, ten steps with lr 0.1 and decay 0.5 leave 0.95¹⁰ = 60 % of a weight and all of a bias."""
    start = now = some_parameters(rng)
    nothing = {name: np.zeros_like(value) for name, value in start.items()}

    for _ in range(10):
        now = named(student.decay_step(now, nothing, lr=0.1, decay=0.5), start, "decay_step")

    for name, value in start.items():
        left = 0.95**10 if name.startswith("W") else 1.0
        assert_close(now[name], left * value, what=f"{name} after ten steps")


@pytest.mark.task("decay_step")
def test_decay_is_the_l2_penalty_of_plain_steps(student, rng):
    """A step with decay 0.6 is the plain step along the gradients with an L2 penalty of 0.3."""
    parameters, gradients = some_parameters(rng), some_parameters(rng)

    after = named(student.decay_step(parameters, gradients, lr=0.2, decay=0.6), parameters, "decay_step")

    for name, value in parameters.items():
        slope = gradients[name] + (2 * 0.3 * value if name.startswith("W") else 0.0)
        assert_close(after[name], value - 0.2 * slope, what=f"{name} after the step")


@pytest.mark.task("decay_step")
def test_step_makes_new_arrays(student, rng):
    """A step leaves the arrays of the parameters and of the gradients as they were."""
    parameters, gradients = some_parameters(rng), some_parameters(rng)

    named(student.decay_step(parameters, gradients, lr=0.2, decay=0.6), parameters, "decay_step")

    assert_inputs_unchanged(student)


@pytest.mark.task("decay_step")
def test_decay_is_not_negative(student):
    """A decay of -0.1 raises ValueError: the weights would grow."""
    assert_raises(ValueError, student.decay_step, BY_HAND, BY_HAND, lr=0.1, decay=-0.1)
