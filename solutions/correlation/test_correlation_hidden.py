"""Hidden checks of `correlation`: other shapes, scales and dtypes, and specifications that go number by number."""

import math

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

SIZES = ((3, 4, 2), (1, 1, 1), (2, 6, 1), (4, 3, 3))  # n_in, n_hidden, n_out


def specified_correlation(column, y):
    """The correlation of two lists of numbers, one number after the other."""
    column, y = [float(value) for value in column], [float(value) for value in y]
    if len(set(column)) == 1 or len(set(y)) == 1:
        return 0.0
    x_mean, y_mean = math.fsum(column) / len(column), math.fsum(y) / len(y)
    products = math.fsum((a - x_mean) * (b - y_mean) for a, b in zip(column, y, strict=True))
    return products / math.sqrt(math.fsum((a - x_mean) ** 2 for a in column)) / math.dist(y, [y_mean] * len(y))


def specified_correlations(X, y):
    return np.array([specified_correlation(column, y) for column in X.T])


def specified_delta(output_delta, W, hidden):
    """What is asked of each unit in each row, one product after the other."""
    delta = np.zeros(hidden.shape)
    for n, h in np.ndindex(hidden.shape):
        if hidden[n, h] > 0:
            delta[n, h] = sum(output_delta[n, k] * W[h, k] for k in range(W.shape[1]))
    return delta


def specified_training(X, y, W1, W2, *, lr, epochs):
    """Training unit by unit and row by row."""
    W1, W2, losses = W1.astype(float), W2.astype(float), []
    for _ in range(epochs):
        dW1, dW2, total = np.zeros(W1.shape), np.zeros(W2.shape), 0.0
        for row, target in zip(X, y, strict=True):
            hidden = np.array([max(sum(row[i] * W1[i, h] for i in range(len(row))), 0.0) for h in range(len(W2))])
            delta = np.zeros(W2.shape[1])
            for k in range(W2.shape[1]):
                error = sum(hidden[h] * W2[h, k] for h in range(len(W2))) - target[k]
                total += error**2 / y.size
                delta[k] = 2 * error / y.size
                dW2[:, k] += hidden * delta[k]
            dW1 += np.outer(row, specified_delta(delta[None], W2, hidden[None])[0])
        losses.append(float(total))
        W1, W2 = W1 - lr * dW1, W2 - lr * dW2
    return W1, W2, losses


def a_task(rng, sizes, n_rows):
    """Inputs, targets and weights to start from."""
    n_in, n_hidden, n_out = sizes
    X, y = rng.normal(size=(n_rows, n_in)), rng.normal(size=(n_rows, n_out))
    return X, y, rng.normal(size=(n_in, n_hidden)), rng.normal(size=(n_hidden, n_out))


def awkward_versions(values):
    """The same numbers as a read-only, a Fortran-ordered and a strided array."""
    read_only = values.copy()
    read_only.setflags(write=False)
    return read_only, np.asfortranarray(values), np.repeat(values, 2, axis=-1)[..., ::2]


# -- column_correlation -----------------------------------------------------------------------------------------------


@pytest.mark.task("column_correlation")
@pytest.mark.parametrize("shape", [(2, 3), (7, 1), (30, 4), (3, 12)])
def test_any_table(student, rng, shape):
    """Tables of any shape have the correlations that the formula gives, column after column."""
    X, y = rng.normal(size=shape), rng.normal(size=shape[0])

    assert_close(student.column_correlation(X, y), specified_correlations(X, y), what="the correlation")


@pytest.mark.task("column_correlation")
def test_any_constant_knows_nothing(student, rng):
    """A column that is 0.1 everywhere has correlation 0, be it with another constant whose mean is rounded."""
    constants = np.array([0.1, 1 / 3, -0.7, 1e9 + 0.1, 1e-9 / 3, 0.0])
    for n_rows in (3, 6, 7, 10, 49):
        X = np.hstack([np.tile(constants, (n_rows, 1)), rng.normal(size=(n_rows, 1))])
        ys = rng.normal(size=n_rows), *(np.full(n_rows, constant) for constant in constants)
        for y, r in zip(ys, student.column_correlation.each(*((X, y) for y in ys)), strict=True):
            assert_close(r, specified_correlations(X, y), what="the correlation")


@pytest.mark.task("column_correlation")
def test_a_single_row_knows_nothing(student, rng):
    """With one row nothing changes, and all correlations are 0."""
    r = student.column_correlation(rng.normal(size=(1, 3)), rng.normal(size=1))

    assert_close(r, np.zeros(3), what="the correlation")


@pytest.mark.task("column_correlation")
def test_columns_may_be_far_from_zero(student, rng):
    """Columns whose mean is a million times their spread have the correlation they have near zero."""
    X, y = rng.normal(size=(20, 4)), rng.normal(size=20)
    far = X + np.array([1e6, -1e6, 3e5, 0.0])

    assert_close(student.column_correlation(far, y), specified_correlations(far, y), what="the correlation")
    assert_close(student.column_correlation(X, y - 1e6), specified_correlations(X, y - 1e6), what="the correlation")


@pytest.mark.task("column_correlation")
def test_columns_of_all_scales_stand_side_by_side(student, rng):
    """A column of billionths beside one of billions: each is measured by its own spread."""
    X, y = rng.normal(size=(15, 3)) * np.array([1e-9, 1.0, 1e9]), 1e-9 * rng.normal(size=15)

    assert_close(student.column_correlation(X, y), specified_correlations(X, y), what="the correlation")


@pytest.mark.task("column_correlation")
@pytest.mark.parametrize("dtype", ["int8", "uint8", "int64", "float32"])
def test_correlation_of_any_dtype(student, rng, dtype):
    """Integers of any width, with or without a sign, and narrow floats are taken for the numbers that they are."""
    X, y = rng.integers(0, 127, size=(9, 4)).astype(dtype), rng.integers(0, 127, size=9).astype(dtype)

    assert_close(student.column_correlation(X, y), specified_correlations(X, y), what="the correlation", rtol=1e-4)


@pytest.mark.task("column_correlation")
def test_correlation_takes_any_array(student, rng):
    """Read-only, Fortran-ordered and strided arrays are taken, and are the same after the call."""
    X, y = rng.normal(size=(8, 3)), rng.normal(size=8)

    expected = specified_correlations(X, y)
    for args in ((X, y), *zip(awkward_versions(X), awkward_versions(y), strict=True)):
        assert_close(student.column_correlation(*args), expected, what="the correlation")
        assert_inputs_unchanged(student)


# -- hidden_delta -----------------------------------------------------------------------------------------------------


@pytest.mark.task("hidden_delta")
def test_delta_of_any_shape(student, rng):
    """Any number of rows, units and outputs, with silent units among them, gives what product after product adds up to."""
    for _, n_hidden, n_out in SIZES:
        for n_rows in (1, 6):
            output_delta, W = rng.normal(size=(n_rows, n_out)), rng.normal(size=(n_hidden, n_out))
            hidden = np.maximum(rng.normal(size=(n_rows, n_hidden)), 0.0)

            delta = student.hidden_delta(output_delta, W, hidden)

            assert_close(delta, specified_delta(output_delta, W, hidden), what="the hidden delta")


@pytest.mark.task("hidden_delta")
def test_delta_of_an_empty_batch(student, rng):
    """For no rows the answer has no rows, but still a column for each unit."""
    delta = student.hidden_delta(np.zeros((0, 2)), rng.normal(size=(4, 2)), np.zeros((0, 4)))

    require(shape_of(delta) == "an array of shape (0, 4)", f"The hidden delta is {shape_of(delta)}.")


@pytest.mark.task("hidden_delta")
def test_delta_takes_any_array(student, rng):
    """Integers, float32, read-only, Fortran-ordered and strided arrays are taken, and are the same after the call."""
    args = [rng.integers(-4, 5, size=(5, 2)), rng.integers(-4, 5, size=(3, 2)), rng.permutation(15).reshape(5, 3) % 3]

    expected = specified_delta(*args)
    awkward = zip(*(awkward_versions(array * 1.0) for array in args), strict=True)
    for version in (args, [array.astype(np.float32) for array in args], *awkward):
        delta = student.hidden_delta(*version)
        require(shape_of(delta) == "an array of shape (5, 3)", f"The hidden delta is {shape_of(delta)}.")
        assert_close(delta * 1.0, expected, what="the hidden delta")
        assert_inputs_unchanged(student)


@pytest.mark.task("hidden_delta")
def test_no_delta_is_stretched(student, rng):
    """One row of answers for a batch, or a column of them for all units, raises ValueError."""
    output_delta, W, hidden = rng.normal(size=(5, 2)), rng.normal(size=(4, 2)), rng.uniform(1, 2, size=(5, 4))

    assert_raises(ValueError, student.hidden_delta, output_delta, W, hidden[:, :1])
    assert_raises(ValueError, student.hidden_delta, output_delta[:1], W, hidden)
    assert_raises(ValueError, student.hidden_delta, output_delta, W[:1], hidden)
    assert_raises(ValueError, student.hidden_delta, output_delta[:, :1], W, hidden)


# -- train_two_layer --------------------------------------------------------------------------------------------------


@pytest.mark.task("train_two_layer")
@pytest.mark.parametrize("sizes", SIZES)
def test_any_training(student, rng, sizes):
    """Weights and losses of a few epochs are those of a slow program that goes unit by unit, for one row and for many."""
    for n_rows in (1, 5):
        task = a_task(rng, sizes, n_rows)

        answer = student.train_two_layer(*task, lr=0.03, epochs=4)

        expected = specified_training(*task, lr=0.03, epochs=4)
        assert_close(answer, expected, what="the answer (W1, W2, losses)")


@pytest.mark.task("train_two_layer")
def test_training_goes_on_from_any_weights(student, rng):
    """Training 3 epochs and then 4 from where it stopped ends with the weights of 7 epochs at once."""
    X, y, W1, W2 = a_task(rng, (3, 4, 2), 6)

    first = plain(student.train_two_layer(X, y, W1, W2, lr=0.05, epochs=3))
    is_triple = type(first) is tuple and shape_of(first[0]) == shape_of(W1) and shape_of(first[1]) == shape_of(W2)
    require(is_triple, f"`train_two_layer` returns {shape_of(first)}, expected the tuple (W1, W2, losses).")
    second = student.train_two_layer(X, y, *first[:2], lr=0.05, epochs=4)

    expected = specified_training(X, y, W1, W2, lr=0.05, epochs=7)
    assert_close(second[:2], expected[:2], what="the pair (W1, W2)")
    assert_close([*first[2], *second[2]], expected[2], what="the list of losses")


@pytest.mark.task("train_two_layer")
def test_training_takes_any_array(student, rng):
    """Integers, float32, read-only, Fortran-ordered and strided arrays are trained on, and are the same afterwards."""
    shapes = ((5, 3), (5, 2), (3, 4), (4, 2))
    args = [rng.integers(-3, 4, size=shape) for shape in shapes]

    # one epoch: sums of whole numbers are exact, later ones may be 0 but for rounding, on either side of the kink
    expected = specified_training(*args, lr=0.01, epochs=1)
    awkward = zip(*(awkward_versions(array * 1.0) for array in args), strict=True)
    for version in (args, [array * 1.0 for array in args], *awkward):
        answer = student.train_two_layer(*version, lr=0.01, epochs=1)

        assert_close(answer, expected, what="the answer (W1, W2, losses)")
        assert_inputs_unchanged(student)
    narrow = student.train_two_layer(*(array.astype(np.float32) for array in args), lr=0.01, epochs=1)
    assert_close(narrow, expected, what="the answer (W1, W2, losses) in float32", rtol=1e-4, atol=1e-4)


@pytest.mark.task("train_two_layer")
def test_no_epochs_change_nothing(student, rng):
    """With 0 epochs the weights come back as floats, even if they were integers, and there are no losses."""
    X, y, _, _ = a_task(rng, (3, 4, 2), 5)
    W1, W2 = rng.integers(-3, 4, size=(3, 4)), rng.integers(-3, 4, size=(4, 2))

    answer = plain(student.train_two_layer(X, y, W1, W2, lr=0.1, epochs=0))
    is_triple = type(answer) is tuple and len(answer) == 3
    require(is_triple, f"`train_two_layer` returns {shape_of(answer)}, expected the tuple (W1, W2, losses).")
    assert_close(answer[0], W1 * 1.0, what="W1")
    assert_close(answer[1], W2 * 1.0, what="W2")
    assert_equal(answer[2], [], what="the list of losses")


@pytest.mark.task("train_two_layer")
def test_shapes_of_a_training_fit(student, rng):
    """Inputs, targets and weights whose shapes do not fit raise ValueError, the ones that NumPy would stretch included."""
    X, y, W1, W2 = a_task(rng, (3, 4, 2), 5)

    for args in (
        (X[:, :2], y, W1, W2),
        (X, y, W1, W2[:3]),
        (X, y[:, :1], W1, W2),
        (X, y[:1], W1, W2),
        (X, y[0], W1, W2),
    ):
        assert_raises(ValueError, student.train_two_layer, *args, lr=0.1, epochs=2)
