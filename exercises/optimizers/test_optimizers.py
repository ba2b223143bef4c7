"""Public checks of `optimizers`: steps that can be followed by hand, batches that can be counted, curves that can be read."""

import math

import numpy as np
import pytest

from learnnn.checks import (
    assert_as_fast,
    assert_close,
    assert_equal,
    assert_inputs_unchanged,
    assert_raises,
    plain,
    require,
    shape_of,
)

STATES = {"sgd_step": 0, "momentum_step": 1, "adam_step": 2}  # how many arrays each hands on besides the parameter


def each(*names):
    """One check for each of these functions, as part of the task of that name."""
    return pytest.mark.parametrize("name", [pytest.param(name, marks=pytest.mark.task(name)) for name in names])


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


def walk(module, name, parameter, gradients, **settings):
    """The parameter and the other arrays after a step for each of the gradients."""
    state = [np.zeros(parameter.shape) for _ in range(STATES[name])]
    for t, gradient in enumerate(gradients, 1):
        parameter, state = step(module, name, parameter, gradient, state, t, **settings)
    return parameter, state


def pairs(answer):
    """The batches, once each is sure to be a pair of arrays."""
    for pair in answer:
        is_pair = type(pair) in (tuple, list) and len(pair) == 2 and all(type(part) is np.ndarray for part in pair)
        require(is_pair, f"A batch is {shape_of(pair)}, expected a pair of arrays.")
    return answer


# -- all three steps --------------------------------------------------------------------------------------------------


@each(*STATES)
def test_steps_leave_arrays_alone(student, rng, name):
    """A step returns new arrays; what it was given is the same after the call, and may be read-only."""
    parameter, gradient = rng.normal(size=(2, 3)), rng.normal(size=(2, 3))
    state = [rng.uniform(1, 2, size=(2, 3)) for _ in range(STATES[name])]

    step(student, name, parameter, gradient, state, 3, lr=0.1)
    assert_inputs_unchanged(student)

    for array in (parameter, gradient, *state):
        array.setflags(write=False)
    step(student, name, parameter, gradient, state, 3, lr=0.1)


# -- sgd_step ---------------------------------------------------------------------------------------------------------


@pytest.mark.task("sgd_step")
def test_plain_step_by_hand(student):
    """From (1, -2) with the gradient (0.5, -4) and lr 0.1, a plain step leads to (0.95, -1.6)."""
    parameter, _ = step(student, "sgd_step", np.array([1.0, -2.0]), np.array([0.5, -4.0]), [], 1, lr=0.1)

    assert_close(parameter, np.array([0.95, -1.6]), what="the parameter")


# -- momentum_step ----------------------------------------------------------------------------------------------------


@pytest.mark.task("momentum_step")
def test_momentum_by_hand(student):
    """The statement's two steps lead to 0.8 with the velocity 2, and to 0.46 with the velocity 3.4."""
    w, state = step(student, "momentum_step", np.array([1.0]), np.array([2.0]), [np.zeros(1)], 1, lr=0.1)

    assert_close(w, np.array([0.8]), what="the parameter after one step")
    assert_close(state[0], np.array([2.0]), what="the velocity after one step")
    w, state = step(student, "momentum_step", w, np.array([1.6]), state, 2, lr=0.1)
    assert_close(w, np.array([0.46]), what="the parameter after two steps")
    assert_close(state[0], np.array([3.4]), what="the velocity after two steps")


@pytest.mark.task("momentum_step")
def test_ball_rolls_on_without_a_gradient(student):
    """Where the gradient is 0, the velocity 2 shrinks to 1.8 and still moves the parameter, by lr times 1.8."""
    answer = student.momentum_step(np.array([1.0]), np.array([0.0]), np.array([2.0]), lr=0.1)

    assert_close(answer, (np.array([0.82]), np.array([1.8])), what="the tuple (parameter, velocity)")


@pytest.mark.task("momentum_step")
def test_beta_is_the_callers(student, rng):
    """With beta 0.5 half of the velocity is kept, and with beta 0 a step is a plain one."""
    w, g, v = rng.normal(size=4), rng.normal(size=4), rng.normal(size=4)

    for beta in (0.5, 0.0):
        answer = student.momentum_step(w, g, v, lr=0.1, beta=beta)

        expected = w - 0.1 * (beta * v + g), beta * v + g
        assert_close(answer, expected, what=f"the tuple (parameter, velocity) with beta {beta}")


@pytest.mark.task("momentum_step")
def test_momentum_leaves_the_ravine_sooner(student):
    """100 steps in the ravine, with lr 0.02: plain ones reach a loss of 0.0088, momentum one below a hundredth of that."""
    curvature, w, state = np.array([1.0, 50.0]), np.ones(2), [np.zeros(2)]

    for t in range(100):
        w, state = step(student, "momentum_step", w, curvature * w, state, t + 1, lr=0.02)

    loss = float(np.sum(curvature * w**2) / 2)
    require(loss < 8.8e-5, f"After 100 steps the loss is {loss:.2g}.")


# -- adam_step --------------------------------------------------------------------------------------------------------


@pytest.mark.task("adam_step")
def test_first_step_of_adam_by_hand(student):
    """From 1 with the gradient 2 and lr 0.1, the first step leads to 0.9, with m = 0.2 and v = 0.004."""
    zero = np.zeros(1)

    answer = student.adam_step(np.array([1.0]), np.array([2.0]), zero, zero, 1, lr=0.1)

    assert_close(answer, (np.array([0.9]), np.array([0.2]), np.array([0.004])), what="the tuple (parameter, m, v)")


@pytest.mark.task("adam_step")
def test_second_step_of_adam_by_hand(student):
    """From 0.9 with m = 0.2, v = 0.004 and the gradient 1.8, step 2 leads to 0.8004122, m = 0.36 and v = 0.007236."""
    m, v = np.array([0.2]), np.array([0.004])

    answer = student.adam_step(np.array([0.9]), np.array([1.8]), m, v, 2, lr=0.1)

    expected = np.array([0.8004122]), np.array([0.36]), np.array([0.007236])
    assert_close(answer, expected, what="the tuple (parameter, m, v)", atol=1e-7)


@pytest.mark.task("adam_step")
@pytest.mark.parametrize("size", [1e-3, 1.0, 1e6])
def test_first_step_is_as_long_as_lr(student, size):
    """The first step moves each entry by lr against the sign of its gradient, be it a thousandth or a million."""
    gradient, zeros = size * np.array([1.0, -3.0, 0.5]), np.zeros(3)

    (parameter, _) = step(student, "adam_step", np.ones(3), gradient, [zeros, zeros], 1, lr=0.01)

    assert_close(parameter, np.array([0.99, 1.01, 0.99]), what="the parameter", atol=1e-6)


@pytest.mark.task("adam_step")
def test_adam_is_what_its_means_say(student, rng):
    """After 30 steps m, v and the parameter are what the weighted means of all gradients and of their squares make them."""
    gradients, w = rng.normal(size=(30, 5)), rng.normal(size=5)

    expected = w
    for t in range(1, 31):
        weight1, weight2 = (np.array([[beta ** (t - i)] for i in range(1, t + 1)]) for beta in (0.9, 0.999))
        mean = (weight1 * gradients[:t]).sum(axis=0) / weight1.sum()
        square = (weight2 * gradients[:t] ** 2).sum(axis=0) / weight2.sum()
        expected = expected - 0.05 * mean / (np.sqrt(square) + 1e-8)
    parameter, state = walk(student, "adam_step", w, gradients, lr=0.05)

    assert_close(state[0], 0.1 * (weight1 * gradients).sum(axis=0), what="m")
    assert_close(state[1], 0.001 * (weight2 * gradients**2).sum(axis=0), what="v")
    assert_close(parameter, expected, what="the parameter")


@pytest.mark.task("adam_step")
def test_steps_are_counted_from_one(student):
    """Step 0 raises ValueError: there 1 - beta to the power of t is 0."""
    zero = np.zeros(2)

    assert_raises(ValueError, student.adam_step, zero, np.ones(2), zero, zero, 0)


@pytest.mark.task("adam_step")
@pytest.mark.timing
def test_adam_takes_whole_arrays(student, reference):
    """A step is computed with array operations, without a Python loop over the entries."""

    def work(module, rng):
        parameter, gradient, m = (module.keep(rng.normal(size=100_000)) for _ in range(3))
        v = module.keep(rng.uniform(0.1, 1, size=100_000))
        return lambda: module.adam_step(parameter, gradient, m, v, 7)

    assert_as_fast(student, reference, work, at_most=8)


# -- minibatches ------------------------------------------------------------------------------------------------------


@pytest.mark.task("minibatches")
def test_batches_have_their_sizes(student, rng):
    """10 rows in batches of 4 make batches of 4, 4 and 2."""
    X, y = rng.normal(size=(10, 3)), rng.normal(size=(10, 1))

    batches = pairs(student.stage.collect(student.minibatches, X, y, 4, rng))

    assert_equal([X_batch.shape for X_batch, _ in batches], [(4, 3), (4, 3), (2, 3)], what="the list of X's shapes")
    assert_equal([y_batch.shape for _, y_batch in batches], [(4, 1), (4, 1), (2, 1)], what="the list of y's shapes")


@pytest.mark.task("minibatches")
def test_every_row_comes_once_with_its_answer(student, rng):
    """In an epoch each row comes exactly once, and beside it stands its own answer."""
    X = np.column_stack([np.arange(11), rng.normal(size=11)])

    batches = pairs(student.stage.collect(student.minibatches, X, 10 * np.arange(11), 3, rng))

    require(bool(batches), "There are no batches.")
    rows = np.concatenate([X_batch for X_batch, _ in batches])
    answers = np.concatenate([y_batch for _, y_batch in batches])
    require(shape_of(rows) == "an array of shape (11, 2)", f"All batches together are {shape_of(rows)}.")
    assert_close(rows[np.argsort(rows[:, 0])], X, what="the table of all rows that came, sorted")
    assert_equal(answers, 10 * rows[:, 0].astype(int), what="the array of all answers that came")


@pytest.mark.task("minibatches")
def test_each_epoch_has_a_new_order(student, rng):
    """Two epochs in a row deal the rows out in different orders, and into different batches."""
    orders = student.stage.orders(student.minibatches, 20, 5, rng, 2)  # equal with a probability of 1 / 20!

    require(np.array_equal(np.sort(orders), [range(20)] * 2), "Not every row came once.")
    require(not np.array_equal(orders[0], range(20)), "The rows come in the order in which they were given.")
    require(not np.array_equal(*orders), "Two epochs have the same order.")
    first, second = ({frozenset(batch) for batch in order.reshape(4, 5).tolist()} for order in orders)
    # the same four sets of five come up with a probability of 4! 5!⁴ / 20! = 2e-9
    require(first != second, "Two epochs have batches of the same rows; only the order of the batches is new.")


@pytest.mark.task("minibatches")
def test_order_is_drawn_from_rng(student):
    """Generators in the same state give the same batches, one in another state gives others."""
    first, same, other = (
        student.stage.orders(student.minibatches, 20, 5, np.random.default_rng(seed), 1) for seed in (3, 3, 4)
    )

    require(np.array_equal(np.sort(first[0]), range(20)), "Not every row came once.")
    require(np.array_equal(first, same), "Generators in the same state gave different batches.")
    require(not np.array_equal(first, other), "Generators in different states gave the same batches.")


@pytest.mark.task("minibatches")
def test_data_is_left_alone(student, rng):
    """The caller's arrays hold their rows in the same order as before."""
    X, y = rng.normal(size=(12, 2)), rng.normal(size=12)

    batches = pairs(student.stage.collect(student.minibatches, X, y, 5, rng))

    assert_equal([len(X_batch) for X_batch, _ in batches], [5, 5, 2], what="the list of the batches' sizes")
    assert_inputs_unchanged(student)


@pytest.mark.task("minibatches")
def test_batches_have_rows(student, rng):
    """Batches of 0 rows, or of -1, raise ValueError; a generator may do so when its first pair is asked for."""
    for batch_size in (0, -1):
        assert_raises(
            ValueError, student.stage.collect, student.minibatches, np.ones((4, 2)), np.ones(4), batch_size, rng
        )


# -- step_decay and cosine_decay --------------------------------------------------------------------------------------


@pytest.mark.task("step_decay")
def test_stairs_by_hand(student):
    """From 0.1, halved every 10 epochs: 0.1 in the epochs 0 and 9, 0.05 in 10 and 19, 0.025 in 20 and 25."""
    for epoch, expected in ((0, 0.1), (9, 0.1), (10, 0.05), (19, 0.05), (20, 0.025), (25, 0.025)):
        lr = student.step_decay(0.1, epoch, every=10, factor=0.5)

        assert_close(lr, expected, what=f"the learning rate in epoch {epoch}")


@pytest.mark.task("step_decay")
def test_usual_stair_is_a_tenth(student):
    """Without a factor of the caller's, each stair is a tenth of the one before."""
    assert_close(student.step_decay(0.3, 7, every=5), 0.03, what="the learning rate in epoch 7")


@pytest.mark.task("cosine_decay")
def test_wave_by_hand(student):
    """From 0.1 over 12 epochs: 0.1 in epoch 0, 0.075 in 4, 0.05 in 6, 0.025 in 8, and 0 in 12."""
    for epoch, expected in ((0, 0.1), (4, 0.075), (6, 0.05), (8, 0.025), (12, 0.0)):
        lr = student.cosine_decay(0.1, epoch, epochs=12)

        assert_close(lr, expected, what=f"the learning rate in epoch {epoch}")


@pytest.mark.task("cosine_decay")
def test_wave_ends_at_the_smallest_rate(student):
    """With `lr_min` 0.02 the rate falls from 0.1 over 0.06 to 0.02, and stays there."""
    for epoch, expected in ((0, 0.1), (5, 0.06), (10, 0.02), (13, 0.02), (20, 0.02)):
        lr = student.cosine_decay(0.1, epoch, epochs=10, lr_min=0.02)

        assert_close(lr, expected, what=f"the learning rate in epoch {epoch}")


# -- diagnose_learning_rate -------------------------------------------------------------------------------------------


def assert_diagnosis(student, losses, expected):
    """The diagnosis is the one that the table gives."""
    answer = student.diagnose_learning_rate(losses)
    require(
        type(answer) is str and answer == expected,
        f"For the losses {losses} the answer is {answer!r}, expected {expected!r}.",
    )


@pytest.mark.task("diagnose_learning_rate")
def test_losses_that_fall_are_good(student):
    """Losses that fall well are "good", even if they rise a little on the way."""
    assert_diagnosis(student, [2.3, 1.1, 0.7, 0.4, 0.3], "good")
    assert_diagnosis(student, [2.3, 1.1, 1.4, 0.9, 1.0], "good")


@pytest.mark.task("diagnose_learning_rate")
def test_losses_that_hardly_move_mean_too_low(student):
    """Losses that end at more than nine tenths of the first, or exactly at the first, mean "too low"."""
    assert_diagnosis(student, [2.3, 2.29, 2.27, 2.26, 2.24], "too low")
    assert_diagnosis(student, [2.5, 2.5, 2.5], "too low")


@pytest.mark.task("diagnose_learning_rate")
def test_losses_that_explode_mean_too_high(student):
    """Losses that end above the first, even by a little, or that become NaN, mean "too high"."""
    assert_diagnosis(student, [2.3, 4.1, 9.7, 55.0, 830.0], "too high")
    assert_diagnosis(student, [2.3, 2.2, 2.31], "too high")
    assert_diagnosis(student, [2.3, 1.9, math.nan, math.nan], "too high")


@pytest.mark.task("diagnose_learning_rate")
def test_losses_that_exploded_on_the_way_mean_too_high(student):
    """Losses that were once more than twice the first mean "too high", wherever they end."""
    assert_diagnosis(student, [2.3, 4.7, 1.2, 0.8], "too high")


@pytest.mark.task("diagnose_learning_rate")
def test_one_loss_is_no_curve(student):
    """Fewer than two losses raise ValueError."""
    for losses in ([], [2.3]):
        assert_raises(ValueError, student.diagnose_learning_rate, losses)
