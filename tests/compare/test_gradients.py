"""A right gradient passes in any precision; a wrong one is told the entry, both values and the relation."""

from __future__ import annotations

import numpy as np
import pytest

from learnnn.checks import assert_gradient
from learnnn.compare.gradients import numerical_gradient
from learnnn.core.outcomes import CheckFailed

X = np.random.default_rng(0).normal(size=(3, 4))
UPSTREAM = np.random.default_rng(1).normal(size=(3, 4))
DX = UPSTREAM * np.cos(X)
WHAT = "the gradient of X"


def loss(x) -> float:
    return float(np.sum(UPSTREAM * np.sin(x)))


def told(gradient, f=loss, x=X) -> CheckFailed:
    with pytest.raises(CheckFailed) as failure:
        assert_gradient(f, gradient, x, what=WHAT)
    return failure.value


def test_central_differences_are_the_slope():
    np.testing.assert_allclose(numerical_gradient(loss, X, 1e-6), DX, rtol=1e-7, atol=1e-9)


def test_differences_are_taken_in_float64_whatever_the_input():
    assert numerical_gradient(lambda x: float(x.sum()), np.ones(3, np.int32), 1e-6) == pytest.approx([1, 1, 1])


def test_the_input_is_never_changed():
    x = X.copy()

    numerical_gradient(lambda z: float(np.square(z, out=z).sum()), x, 1e-6)

    np.testing.assert_array_equal(x, X)


@pytest.mark.parametrize(
    "gradient", [DX, np.asfortranarray(DX), DX.astype(np.float32)], ids=["float64", "fortran", "float32"]
)
def test_the_right_gradient_passes(gradient):
    assert_gradient(loss, gradient, X, what=WHAT)


def test_a_narrow_gradient_passes_where_it_is_nearly_zero():
    gradient = DX.copy()
    gradient[0, 0] += 1e-7

    assert_gradient(loss, gradient.astype(np.float32), X, what=WHAT)


@pytest.mark.parametrize("gradient", [2.0, np.float64(2), np.float32(2), np.array(2.0)], ids=repr)
def test_the_slope_at_a_single_number_may_be_a_number(gradient):
    assert_gradient(lambda x: float(2 * x), gradient, np.array(3.0), what=WHAT)


@pytest.mark.parametrize("wrap", [float, np.float64, np.asarray], ids=["float", "scalar", "array"])
def test_the_loss_may_be_any_kind_of_number(wrap):
    gradient = numerical_gradient(lambda x: wrap(x.sum()), np.ones(2), 1e-6)

    assert gradient == pytest.approx([1, 1])


@pytest.mark.parametrize(
    ("gradient", "words"),
    [
        (-DX, "The gradient of X has the wrong sign everywhere."),
        (6 * DX, "The gradient of X is 6 times too large."),
        (DX.T, "The gradient of X is transposed: its shape is (4, 3), expected (3, 4)."),
        (0 * DX, "The gradient of X is zero everywhere."),
        (DX[0], "The gradient of X has shape (4,), expected (3, 4)."),
        (DX**2, "The gradient of X is not the slope of the loss."),
        (np.where(DX[0, 0] == DX, np.nan, DX), "The gradient of X is NaN in 1 of 12 places."),
        (None, "The gradient of X is not an array of floats."),
        (DX.tolist(), "The gradient of X is not an array of floats."),
        (DX.astype(int), "The gradient of X is not an array of floats."),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_wrong_gradient_is_told_how(gradient, words):
    assert told(gradient).happened == words


def test_the_worst_entry_is_shown_with_both_values():
    gradient = DX.copy()
    gradient[1, 2] += 0.25
    gradient[2, 3] += 0.125

    assert told(gradient).evidence == f"at [1, 2]: yours {DX[1, 2] + 0.25:.8g}, by central differences {DX[1, 2]:.8g}"


@pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf])
def test_the_worst_entry_is_the_one_that_is_no_number(bad):
    gradient = DX + 1e3 * (X[0, 0] == X)
    gradient[2, 1] = bad

    assert told(gradient).evidence.startswith("at [2, 1]:")


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (None, "The loss is None, expected a float."),
        (np.ones(3), "The loss is an array of shape (3,), expected a float."),
        ("1", "The loss is a string, expected a float."),
        (1j, "The loss is a complex number, expected a float."),
        (np.nan, "The loss is not a finite number, so that it has no slope."),
        (np.inf, "The loss is not a finite number, so that it has no slope."),
        (10**400, "The loss is not a finite number, so that it has no slope."),
    ],
    ids=repr,
)
def test_a_loss_that_is_no_number_fails_the_check_and_does_not_break_it(answer, words):
    assert told(DX, lambda _: answer).happened == words
