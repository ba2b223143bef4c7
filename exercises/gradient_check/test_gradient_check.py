"""Public checks of `gradient_check`: first the ruler, then what is measured with it.

The functions whose slopes are asked for live here: your code calls them across the line, and every call is counted.
"""

import numpy as np
import pytest

from learnnn.checks import assert_close, assert_inputs_unchanged, assert_raises, require, shape_of

WORKED_X = np.array([2.0, -1.0])
WORKED_SLOPES = np.array([-12.0, 8.0])  # exactly; central differences with a step of 0.1 give -12.01 and 8


def worked(x):
    """The statement's function, x1³ x2."""
    return float(x[0] ** 3 * x[1])


class Counted:
    """A function that counts how often it is called."""

    def __init__(self, f):
        self.f, self.calls = f, 0

    def __call__(self, x):
        self.calls += 1
        return self.f(x)


# -- numerical_gradient -----------------------------------------------------------------------------------------------


@pytest.mark.task("numerical_gradient")
def test_slopes_of_a_plane(student):
    """The slopes of 3 x1 - 2 x2 + 5 x3 are 3, -2 and 5, wherever one stands."""
    factors = np.array([3.0, -2.0, 5.0])

    gradient = student.numerical_gradient(lambda x: float(factors @ x), np.array([1.0, 2.0, -4.0]))

    assert_close(gradient, factors, what="the gradient", atol=1e-8)


@pytest.mark.task("numerical_gradient")
def test_slopes_of_the_worked_example(student):
    """For x1³ x2 at (2, -1), a step of 0.1 gives -12.01 and 8."""
    gradient = student.numerical_gradient(worked, WORKED_X, 0.1)

    assert_close(gradient, np.array([-12.01, 8.0]), what="the gradient")


@pytest.mark.task("numerical_gradient")
def test_looking_both_ways_is_exact_for_parabolas(student, rng):
    """Central differences get the slopes of parabolas right with any step, even one of 0.5."""
    x, factors = rng.normal(size=5), rng.normal(size=5)

    gradient = student.numerical_gradient(lambda x: float(factors @ x**2), x, 0.5)

    assert_close(gradient, 2 * factors * x, what="the gradient")


@pytest.mark.task("numerical_gradient")
def test_gradient_of_a_matrix_is_a_matrix(student, rng):
    """The gradient has the shape of x, with the slope of every single entry in its place."""
    x, factors = rng.normal(size=(3, 4)), rng.normal(size=(3, 4))

    gradient = student.numerical_gradient(lambda x: float(np.sum(factors * x**2)), x)

    assert_close(gradient, 2 * factors * x, what="the gradient", atol=1e-8)


@pytest.mark.task("numerical_gradient")
def test_integers_are_nudged_too(student):
    """At whole numbers the slopes are the same, whether these are stored as integers or as floats."""
    x = np.array([3, -2, 1])

    gradient = student.numerical_gradient(lambda x: float(np.sum(x**2) / 4), x)

    assert_close(gradient, np.array([1.5, -1.0, 0.5]), what="the gradient", atol=1e-8)


@pytest.mark.task("numerical_gradient")
def test_two_calls_for_each_entry(student, rng):
    """Six entries take twelve calls of f, and no more."""
    f = Counted(lambda x: float(np.sum(x**2)))
    x = rng.normal(size=(2, 3))

    gradient = student.numerical_gradient(f, x)

    assert_close(gradient, 2 * x, what="the gradient", atol=1e-8)
    require(f.calls <= 12, f"For 6 entries f was called {f.calls} times.")


@pytest.mark.task("numerical_gradient")
def test_x_is_left_alone(student, rng):
    """The array x may be read-only, and is the same after the call."""
    x = rng.normal(size=(2, 3))
    fixed = x.copy()
    fixed.setflags(write=False)

    for version in (x, fixed):
        gradient = student.numerical_gradient(lambda x: float(np.sum(x**2)), version)

        assert_close(gradient, 2 * x, what="the gradient", atol=1e-8)
        assert_inputs_unchanged(student)


@pytest.mark.task("numerical_gradient")
@pytest.mark.parametrize("eps", [0.0, -1e-5])
def test_steps_are_positive(student, eps):
    """A step of 0 measures nothing and a negative one is a slip: ValueError."""
    assert_raises(ValueError, student.numerical_gradient, worked, WORKED_X, eps)


# -- relative_error ---------------------------------------------------------------------------------------------------


@pytest.mark.task("relative_error")
def test_equal_arrays_have_no_error(student):
    """The error of an array against itself is 0."""
    error = student.relative_error(np.array([1.0, -2.0, 0.0]), np.array([1.0, -2.0, 0.0]))

    assert_close(error, 0.0, what="the relative error")


@pytest.mark.task("relative_error")
def test_error_of_the_worked_example(student):
    """Between (-12.01, 8) and (-12, 8) the largest difference is 0.01 and the largest entry 12.01."""
    error = student.relative_error(np.array([-12.01, 8.0]), WORKED_SLOPES)

    assert_close(error, 0.01 / 12.01, what="the relative error")


@pytest.mark.task("relative_error")
def test_worst_entry_decides(student):
    """One entry that is wrong among a hundred is as bad alone as in company."""
    a, b = np.full(100, 4.0), np.full(100, 4.0)
    b[70] = 1.0

    assert_close(student.relative_error(a, b), 0.75, what="the relative error")


@pytest.mark.task("relative_error")
@pytest.mark.parametrize("scale", [1e-9, 1e9])
def test_only_proportions_count(student, scale):
    """Twice as large is an error of 1/2, whether the numbers are tiny or huge, and whichever array comes first."""
    a = scale * np.array([2.0, -1.0, 3.0])

    assert_close(student.relative_error(a, 2 * a), 0.5, what="the relative error")
    assert_close(student.relative_error(2 * a, a), 0.5, what="the relative error")


@pytest.mark.task("relative_error")
def test_zeros_agree(student):
    """Two gradients of zeros agree: the error is 0, and not 0/0."""
    assert_close(student.relative_error(np.zeros((2, 3)), np.zeros((2, 3))), 0.0, what="the relative error")


@pytest.mark.task("relative_error")
def test_shapes_have_to_agree(student):
    """Arrays of shapes (2, 3) and (3, 2) cannot be compared: ValueError."""
    assert_raises(ValueError, student.relative_error, np.ones((2, 3)), np.ones((3, 2)))


# -- check_gradient ---------------------------------------------------------------------------------------------------


def verdict(module, f, grad, x):
    """What `check_gradient` says, once it is sure to be yes or no."""
    answer = module.check_gradient(f, grad, x)
    require(shape_of(answer) == "a boolean", f"`check_gradient` returns {shape_of(answer)}, expected True or False.")
    return answer


def assert_tells_apart(student, f, right, planted, x):
    """The right gradient is accepted and the one with the planted mistake rejected."""
    of_right, of_planted = verdict(student, f, right, x), verdict(student, f, planted, x)

    require(bool(of_right), "The right gradient was rejected.")
    require(not of_planted, "The gradient with the mistake was accepted.")


@pytest.mark.task("check_gradient")
def test_pencil_and_paper_are_right(student):
    """The slopes of the worked example, found with pencil and paper, are accepted; zeros in their place are not."""
    assert_tells_apart(student, worked, WORKED_SLOPES, np.zeros(2), WORKED_X)


@pytest.mark.task("check_gradient")
def test_missing_factor_two_is_found(student, rng):
    """λ ΣW² has the gradient 2λW. Without the 2 it is rejected."""
    W = rng.normal(size=(3, 2))

    assert_tells_apart(student, lambda W: float(0.1 * np.sum(W**2)), 0.1 * 2 * W, 0.1 * W, W)


@pytest.mark.task("check_gradient")
def test_wrong_sign_is_found(student, rng):
    """A gradient that points downhill is rejected: minus the slope is not the slope."""
    X, y, w = rng.normal(size=(6, 3)), rng.normal(size=6), rng.normal(size=3)
    right = 2 / 6 * X.T @ (X @ w - y)

    assert_tells_apart(student, lambda w: float(np.mean((X @ w - y) ** 2)), right, -right, w)


@pytest.mark.task("check_gradient")
def test_transposed_gradient_is_found(student, rng):
    """The right numbers in the wrong places are rejected, even where a square matrix hides it from the shape."""
    X, Y, W = rng.normal(size=(6, 3)), rng.normal(size=(6, 3)), rng.normal(size=(3, 3))
    right = 2 / 18 * X.T @ (X @ W - Y)

    assert_tells_apart(student, lambda W: float(np.mean((X @ W - Y) ** 2)), right, right.T, W)


@pytest.mark.task("check_gradient")
def test_forgotten_bias_is_found(student, rng):
    """Three weights and a bias in one vector: a gradient that is right but for a zero at the bias is rejected."""
    X, y, parameters = rng.normal(size=(6, 3)), rng.normal(size=6), rng.normal(size=4)

    def loss(parameters):
        return float(np.mean((X @ parameters[:3] + parameters[3] - y) ** 2))

    delta = 2 / 6 * (X @ parameters[:3] + parameters[3] - y)
    right = np.append(X.T @ delta, delta.sum())
    forgotten = np.append(X.T @ delta, 0.0)

    assert_tells_apart(student, loss, right, forgotten, parameters)


@pytest.mark.task("check_gradient")
def test_missing_mask_is_found(student, rng):
    """Dropout on the way forward and no mask on the way back: rejected."""
    hidden, grad = rng.normal(size=(4, 5)), rng.normal(size=(4, 5))
    mask = np.where(rng.permutation(20).reshape(4, 5) < 8, 0.0, 1 / 0.6)

    assert_tells_apart(student, lambda h: float(np.sum(grad * (h * mask))), grad * mask, grad, hidden)


@pytest.mark.task("check_gradient")
def test_another_shape_is_no_gradient(student, rng):
    """A gradient of shape (3, 2) for x of shape (2, 3) is rejected: no error is raised, and nothing is stretched."""
    x = rng.normal(size=(2, 3))

    assert_tells_apart(student, lambda x: float(np.sum(x**2)), 2 * x, 2 * x.T, x)
