"""Public checks of `correlation`: what columns know, what is asked of hidden units, and what they learn from it."""

import numpy as np
import pytest

from learnnn.checks import (
    assert_close,
    assert_equal,
    assert_gradient,
    assert_inputs_unchanged,
    assert_raises,
    plain,
    require,
    shape_of,
)

LAMPS = np.array([[1, 0, 1], [0, 1, 1], [0, 0, 1], [1, 1, 1]])
PEOPLE_GO = np.array([1, 1, 0, 0])
START = (  # weights at which not one of the four hidden units correlates with what people do
    np.array([[-0.1, 0.8, -0.8, 0.4], [-0.1, -0.3, 1.0, -0.9], [-0.9, 0.5, 0.9, -0.6]]),
    np.array([[-0.5], [0.1], [0.9], [0.2]]),
)
WORKED_X, WORKED_Y = np.array([[1.0, 2.0]]), np.array([[3.0]])
WORKED_START = np.array([[1.0, -1.0], [0.5, -1.0]]), np.array([[0.5], [3.0]])


def relu(z):
    return np.maximum(z, 0.0)


def loss(W1, W2, X, y):
    """The mean squared error of the network relu(X W1) W2."""
    return float(np.mean((relu(X @ W1) @ W2 - y) ** 2))


def off_the_kink(rng, X, n_hidden):
    """Weights at which no hidden sum is so close to 0 that a small step would cross it."""
    while True:
        W1 = rng.normal(size=(X.shape[1], n_hidden))
        if np.abs(X @ W1).min() > 1e-3:
            return W1


def train(module, X, y, start, *, lr, epochs):
    """What `train_two_layer` returns, once it is sure to be two matrices and a list."""
    answer = plain(module.train_two_layer(X, y, *start, lr=lr, epochs=epochs))
    is_triple = type(answer) is tuple and len(answer) == 3
    require(is_triple, f"`train_two_layer` returns {shape_of(answer)}, expected the tuple (W1, W2, losses).")
    for name, trained, initial in zip(("W1", "W2"), answer, start, strict=False):
        shape, expected = shape_of(trained), shape_of(initial)
        require(shape == expected, f"{name} comes back as {shape}, expected {expected}.")
    return answer


# -- column_correlation -----------------------------------------------------------------------------------------------


@pytest.mark.task("column_correlation")
def test_correlation_of_the_worked_example(student):
    """Between the column (1, 2, 3) and y = (1, 3, 2) the correlation is 1/2."""
    r = student.column_correlation(np.array([[1.0], [2.0], [3.0]]), np.array([1.0, 3.0, 2.0]))

    assert_close(r, np.array([0.5]), what="the correlation")


@pytest.mark.task("column_correlation")
def test_straight_lines_correlate_fully(student):
    """A column that rises with y along a straight line has the correlation 1, one that falls has -1."""
    y = np.array([2.0, 5.0, 3.0, 9.0])

    r = student.column_correlation(np.column_stack([y, 10 * y + 7, 1 - y]), y)

    assert_close(r, np.array([1.0, 1.0, -1.0]), what="the correlation")


@pytest.mark.task("column_correlation")
def test_each_column_is_measured_by_itself(student, rng):
    """Five columns have five correlations, each with the mean and the spread of its own column."""
    X, y = rng.normal(size=(12, 5)) * np.array([1.0, 10.0, 0.1, 3.0, 1.0]) + np.arange(5), rng.normal(size=12)

    r = student.column_correlation(X, y)

    assert_close(r, np.array([np.corrcoef(column, y)[0, 1] for column in X.T]), what="the correlation")


@pytest.mark.task("column_correlation")
@pytest.mark.parametrize("unit", [1e-9, 1e9])
def test_units_do_not_matter(student, rng, unit):
    """The same lengths, in units a billion times larger or smaller, have the same correlation."""
    X, y = rng.normal(size=(10, 3)), rng.normal(size=10)

    expected = np.array([np.corrcoef(column, y)[0, 1] for column in X.T])
    assert_close(student.column_correlation(unit * X, y), expected, what="the correlation")
    assert_close(student.column_correlation(X, unit * y), expected, what="the correlation")


@pytest.mark.task("column_correlation")
def test_a_column_that_never_changes_knows_nothing(student):
    """A constant column has the correlation 0, and not 0/0; the column beside it has its own."""
    X, y = np.array([[1.0, 1.0], [1.0, 2.0], [1.0, 3.0]]), np.array([1.0, 3.0, 2.0])

    assert_close(student.column_correlation(X, y), np.array([0.0, 0.5]), what="the correlation")


@pytest.mark.task("column_correlation")
def test_no_single_lamp_knows(student):
    """Not one of the three lamps correlates with what people do."""
    assert_close(student.column_correlation(LAMPS, PEOPLE_GO), np.zeros(3), what="the correlation")


@pytest.mark.task("column_correlation")
def test_answers_are_one_for_each_row(student, rng):
    """`y` has one axis and an entry for each row: a column (5, 1), or another number of entries, is a ValueError."""
    X, y = rng.normal(size=(5, 3)), rng.normal(size=5)

    for other in (y[:, None], y[:4], y[:1]):
        assert_raises(ValueError, student.column_correlation, X, other)


# -- hidden_delta -----------------------------------------------------------------------------------------------------


@pytest.mark.task("hidden_delta")
def test_delta_of_the_worked_example(student):
    """An output with delta -4 asks -2 of a unit with weight 0.5, and nothing of a silent one with weight 3."""
    delta = student.hidden_delta(np.array([[-4.0]]), np.array([[0.5], [3.0]]), np.array([[2.0, 0.0]]))

    assert_close(delta, np.array([[-2.0, 0.0]]), what="the hidden delta")


@pytest.mark.task("hidden_delta")
def test_how_loudly_a_unit_answers_does_not_matter(student, rng):
    """Where units answer 0.001 or 1000, the delta is the same: the slope of ReLU is 1 for both."""
    output_delta, W = rng.normal(size=(3, 1)), rng.normal(size=(4, 1))

    for answer in (1e-3, 1.0, 1e3):
        delta = student.hidden_delta(output_delta, W, np.full((3, 4), answer))

        assert_close(delta, output_delta * W[:, 0], what=f"the hidden delta of units that answer {answer:g}")


@pytest.mark.task("hidden_delta")
def test_what_all_outputs_ask_adds_up(student):
    """With weights 2 and -1 to two outputs of delta 0.5 and 3, a unit is asked for 2 · 0.5 - 1 · 3 = -2."""
    delta = student.hidden_delta(np.array([[0.5, 3.0]]), np.array([[2.0, -1.0]]), np.array([[1.0]]))

    assert_close(delta, np.array([[-2.0]]), what="the hidden delta")


@pytest.mark.task("hidden_delta")
def test_delta_is_the_slope_at_the_hidden_sums(student, rng):
    """The delta agrees with central differences: nudge what a hidden unit receives, and see what becomes of the outputs."""
    output_delta, W = rng.normal(size=(5, 2)), rng.normal(size=(4, 2))
    sums = rng.choice([-1, 1], size=(5, 4)) * rng.uniform(0.1, 2.0, size=(5, 4))

    delta = student.hidden_delta(output_delta, W, relu(sums))

    assert_gradient(lambda z: float(np.sum(output_delta * (relu(z) @ W))), delta, sums, what="the hidden delta")


@pytest.mark.task("hidden_delta")
def test_shapes_of_deltas_fit(student, rng):
    """A delta for each output and row, a weight for each unit and output, an answer for each unit and row: or ValueError."""
    output_delta, W, hidden = rng.normal(size=(5, 2)), rng.normal(size=(4, 2)), rng.uniform(1, 2, size=(5, 4))

    assert_raises(ValueError, student.hidden_delta, output_delta, W.T, hidden)
    assert_raises(ValueError, student.hidden_delta, output_delta, W, hidden[:, :3])
    assert_raises(ValueError, student.hidden_delta, output_delta, W, hidden[:1])


# -- train_two_layer --------------------------------------------------------------------------------------------------


@pytest.mark.task("train_two_layer")
def test_training_of_the_worked_example(student):
    """After the statement's step W1 is (1.1, -1), (0.7, -1) and W2 is 0.9, 3; two epochs have the losses 4 and 0.5625."""
    W1, W2, _ = train(student, WORKED_X, WORKED_Y, WORKED_START, lr=0.05, epochs=1)
    _, _, losses = train(student, WORKED_X, WORKED_Y, WORKED_START, lr=0.05, epochs=2)

    assert_close(W1, np.array([[1.1, -1.0], [0.7, -1.0]]), what="W1")
    assert_close(W2, np.array([[0.9], [3.0]]), what="W2")
    assert_close(losses, [4.0, 0.5625], what="the list of losses")


@pytest.mark.task("train_two_layer")
def test_a_step_follows_the_slope_of_the_loss(student, rng):
    """What one step subtracts from W1 and W2 is `lr` times the gradient, as central differences measure it."""
    X, y = rng.normal(size=(6, 3)), rng.normal(size=(6, 2))
    W1, W2 = off_the_kink(rng, X, 4), rng.normal(size=(4, 2))

    new_W1, new_W2, _ = train(student, X, y, (W1, W2), lr=0.1, epochs=1)

    assert_gradient(lambda W: loss(W, W2, X, y), (W1 - new_W1) / 0.1, W1, what="the gradient that moved W1")
    assert_gradient(lambda W: loss(W1, W, X, y), (W2 - new_W2) / 0.1, W2, what="the gradient that moved W2")


@pytest.mark.task("train_two_layer")
def test_losses_are_taken_before_each_step(student, reference, rng):
    """Five epochs give five losses, the first of them before any learning."""
    X, y = rng.normal(size=(8, 3)), rng.normal(size=(8, 2))
    start = rng.normal(size=(3, 5)), rng.normal(size=(5, 2))

    _, _, losses = train(student, X, y, start, lr=0.05, epochs=5)

    _, _, expected = train(reference, X, y, start, lr=0.05, epochs=5)
    assert_close(losses, expected, what="the list of losses")


@pytest.mark.task("train_two_layer")
def test_starting_weights_are_left_alone(student):
    """The caller's weights are the same after training, and come back equal after no epochs at all."""
    train(student, WORKED_X, WORKED_Y, WORKED_START, lr=0.05, epochs=3)
    assert_inputs_unchanged(student)

    W1, W2, losses = train(student, WORKED_X, WORKED_Y, WORKED_START, lr=0.05, epochs=0)

    assert_close(W1, WORKED_START[0], what="W1 after no epochs")
    assert_close(W2, WORKED_START[1], what="W2 after no epochs")
    assert_equal(losses, [], what="the list of losses of no epochs")


@pytest.mark.task("train_two_layer")
def test_targets_have_the_shape_of_the_outputs(student):
    """Targets of shape (4,), or a single one, for outputs of shape (4, 1) raise ValueError: NumPy would stretch them."""
    for y in (PEOPLE_GO, PEOPLE_GO[:1], PEOPLE_GO[None, :1]):
        assert_raises(ValueError, student.train_two_layer, LAMPS, y, *START, lr=0.2, epochs=2)


@pytest.mark.task("train_two_layer")
def test_lamps_are_learned(student):
    """After 200 epochs, the outputs are within 0.1 of 1 where people go, and of 0 where they do not."""
    W1, W2, _ = train(student, LAMPS, PEOPLE_GO[:, None], START, lr=0.2, epochs=200)

    outputs = relu(LAMPS @ W1) @ W2
    is_learned = np.abs(outputs[:, 0] - PEOPLE_GO) < 0.1
    require(is_learned.all(), f"After 200 epochs {is_learned.sum()} of the 4 outputs are within 0.1 of what people do.")


@pytest.mark.task("train_two_layer")
def test_correlation_is_created_in_the_hidden_layer(student):
    """No hidden unit correlates with the answer at the start; after 200 epochs two of them do, by more than 0.5."""
    W1, _, _ = train(student, LAMPS, PEOPLE_GO[:, None], START, lr=0.2, epochs=200)

    hidden = relu(LAMPS @ W1)
    deviations = hidden - hidden.mean(axis=0)
    norms = np.linalg.norm(deviations, axis=0) * np.linalg.norm(PEOPLE_GO - 0.5)
    r = (PEOPLE_GO - 0.5) @ deviations / np.maximum(norms, 1e-9)
    count = int((np.abs(r) > 0.5).sum())
    require(count >= 2, f"After 200 epochs {count} of the 4 hidden units correlate by more than 0.5.")
