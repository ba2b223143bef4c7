"""Hidden checks of `gradient_check`: exact values for any step, awkward arrays, and a longer row of planted mistakes.

The central differences of sine are known exactly, (sin(x + e) - sin(x - e)) / (2 e) = cos(x) sin(e) / e: a step of any
size tells whether that is what was computed.
"""

import numpy as np
import pytest

from learnnn.checks import assert_close, assert_equal, assert_inputs_unchanged, assert_raises, require, shape_of


class Witness:
    """A function that remembers what it was given."""

    def __init__(self, f):
        self.f, self.given = f, []

    def __call__(self, x):
        self.given.append(x)
        return self.f(x)


def awkward_versions(values):
    """The same numbers as a read-only, a Fortran-ordered and a strided array."""
    read_only = values.copy()
    read_only.setflags(write=False)
    return read_only, np.asfortranarray(values), np.repeat(values, 2, axis=-1)[..., ::2]


# -- numerical_gradient -----------------------------------------------------------------------------------------------


@pytest.mark.task("numerical_gradient")
@pytest.mark.parametrize("shape", [(6,), (1, 1), (3, 4), (2, 3, 2)])
def test_gradient_is_the_formula(student, rng, shape):
    """For arrays of any shape and steps of any size, the answer is the central difference and nothing else."""
    for eps in (1, 0.3, 1e-4):
        x, factors = rng.normal(size=shape), rng.normal(size=shape)

        gradient = student.numerical_gradient(lambda x, c=factors: float(np.sum(c * np.sin(x))), x, eps)

        expected = factors * np.cos(x) * np.sin(eps) / eps
        assert_close(gradient, expected, what="the gradient", atol=1e-8, dtype="float64")


@pytest.mark.task("numerical_gradient")
def test_usual_step_is_small(student, rng):
    """Without a step of the caller's, the slopes of a curved function are right to eight digits."""
    x = rng.uniform(-1, 1, size=7)

    gradient = student.numerical_gradient(lambda x: float(np.sum(np.exp(x))), x)

    assert_close(gradient, np.exp(x), what="the gradient", rtol=1e-8, atol=1e-9)


@pytest.mark.task("numerical_gradient")
def test_entries_may_depend_on_each_other(student, rng):
    """Only one entry is nudged at a time, and all others are back where they were."""
    x = rng.normal(size=(3, 3))
    f = Witness(lambda x: float(np.sin(x).sum() * np.cos(x[0]).sum()))

    gradient = student.numerical_gradient(f, x, 0.25)

    expected = np.cos(x) * np.cos(x[0]).sum()
    require(shape_of(gradient) == "an array of shape (3, 3)", f"The gradient is {shape_of(gradient)}.")
    off = [np.count_nonzero(np.abs(given - x) > 1e-9) for given in f.given]
    require(max(off) == 1, f"Once f was given an array that differs from x in {max(off)} entries.")
    assert_close(gradient[1:], expected[1:] * np.sin(0.25) / 0.25, what="the gradient below the first row", atol=1e-8)


@pytest.mark.task("numerical_gradient")
def test_everything_is_float64(student, rng):
    """Whatever x is stored in, f is given float64, and so is the caller."""
    for dtype in (np.float32, np.float16, np.int8, np.int64):
        x = rng.integers(-4, 5, size=(2, 3)).astype(dtype)
        f = Witness(lambda x: float(np.sum(x**3)))

        gradient = student.numerical_gradient(f, x)

        assert_close(gradient, 3.0 * x.astype(np.float64) ** 2, what="the gradient", atol=1e-7, dtype="float64")
        dtypes = {given.dtype.name for given in f.given}
        require(dtypes == {"float64"}, f"f was given arrays of dtype {', '.join(sorted(dtypes))}.")


@pytest.mark.task("numerical_gradient")
@pytest.mark.parametrize("shape", [(0,), (2, 0)])
def test_nothing_has_no_slopes(student, shape):
    """An empty x has an empty gradient of its shape, and f need not be asked."""
    f = Witness(lambda x: 1.0)

    gradient = student.numerical_gradient(f, np.zeros(shape))

    require(shape_of(gradient) == f"an array of shape {shape}", f"The gradient is {shape_of(gradient)}.")
    require(not f.given, "f was called although there is no entry to nudge.")


@pytest.mark.task("numerical_gradient")
def test_awkward_arrays_have_slopes(student, rng):
    """Read-only, Fortran-ordered and strided arrays have the same slopes, and are the same after the call."""
    x, factors = rng.normal(size=(3, 4)), rng.normal(size=(3, 4))

    for version in (x, *awkward_versions(x)):
        gradient = student.numerical_gradient(lambda x: float(np.sum(factors * x**2)), version)

        assert_close(gradient, 2 * factors * x, what="the gradient", atol=1e-8)
        assert_inputs_unchanged(student)


@pytest.mark.task("numerical_gradient")
@pytest.mark.parametrize("eps", [-0.5, 0, float("nan")])
def test_steps_that_are_none(student, eps):
    """Negative steps, zero and NaN raise ValueError."""
    assert_raises(ValueError, student.numerical_gradient, lambda x: float(np.sum(x)), np.ones(3), eps)


# -- relative_error ---------------------------------------------------------------------------------------------------


def specified_error(a, b):
    """The largest difference as a share of the largest entry, number by number."""
    pairs = list(zip(a.ravel().tolist(), b.ravel().tolist(), strict=True))
    return max(abs(p - q) for p, q in pairs) / max(max(abs(p), abs(q)) for p, q in pairs)


@pytest.mark.task("relative_error")
@pytest.mark.parametrize("shape", [(1,), (7,), (3, 4), (2, 3, 2)])
def test_error_of_any_shape(student, rng, shape):
    """The error is the largest difference as a share of the largest entry, whichever array holds it."""
    for factor in (0.1, 1.0, 10.0):
        a, b = rng.normal(size=shape), factor * rng.normal(size=shape)

        assert_close(student.relative_error(a, b), specified_error(a, b), what="the relative error")
        assert_close(
            student.relative_error(b, a), specified_error(a, b), what="the relative error, the other way round"
        )


@pytest.mark.task("relative_error")
@pytest.mark.parametrize("scale", [1e-250, 1e-20, 1e200])
def test_extreme_numbers_have_an_error(student, rng, scale):
    """Numbers that are hardly more than zero, or beyond what can be squared, are compared like any others."""
    a, b = rng.normal(size=(3, 4)), rng.normal(size=(3, 4))

    error = student.relative_error(scale * a, scale * b)

    assert_close(error, specified_error(a, b), what="the relative error")


@pytest.mark.task("relative_error")
def test_small_entries_do_not_decide(student):
    """An entry that is next to nothing may be off by as much again: the largest entry sets the scale."""
    a, b = np.array([3.0, 1e-12, -4.0]), np.array([3.0, 2e-12, -4.0])

    assert_close(student.relative_error(a, b), 0.25e-12, what="the relative error", atol=1e-16)


@pytest.mark.task("relative_error")
def test_no_number_is_infinitely_wrong(student):
    """With NaN or infinity on either side, or on both, the error is infinite."""
    a = np.array([1.0, 2.0, 3.0])

    for bad in (np.nan, np.inf, -np.inf):
        b = np.array([1.0, bad, 3.0])
        for first, second in ((a, b), (b, a), (b, b)):
            assert_close(student.relative_error(first, second), np.inf, what="the relative error")


@pytest.mark.task("relative_error")
@pytest.mark.parametrize("shape", [(0,), (3, 0)])
def test_nothing_agrees_with_nothing(student, shape):
    """The error of two empty arrays is 0."""
    assert_close(student.relative_error(np.zeros(shape), np.zeros(shape)), 0.0, what="the relative error")


@pytest.mark.task("relative_error")
def test_nothing_is_stretched(student):
    """Shapes that NumPy would stretch until they fit are different shapes: ValueError."""
    for shape, other in (((3,), (3, 1)), ((3,), (1,)), ((2, 3), (3,)), ((4,), (5,)), ((0,), (0, 3))):
        assert_raises(ValueError, student.relative_error, np.ones(shape), np.ones(other))
        assert_raises(ValueError, student.relative_error, np.ones(other), np.ones(shape))


@pytest.mark.task("relative_error")
def test_error_takes_any_array(student, rng):
    """Integers, read-only, Fortran-ordered and strided arrays are compared, and are the same afterwards."""
    a, b = rng.integers(-9, 10, size=(3, 4)), rng.normal(size=(3, 4))

    pairs = [(a, b), (b, a), *zip(awkward_versions(a * 1.0), awkward_versions(b), strict=True)]
    for first, second in pairs:
        assert_close(student.relative_error(first, second), specified_error(a, b), what="the relative error")
        assert_inputs_unchanged(student)


# -- check_gradient ---------------------------------------------------------------------------------------------------


def verdict(module, f, grad, x, **settings):
    """What `check_gradient` says, once it is sure to be yes or no."""
    answer = module.check_gradient(f, grad, x, **settings)
    require(shape_of(answer) == "a boolean", f"`check_gradient` returns {shape_of(answer)}, expected True or False.")
    return bool(answer)


def assert_tells_apart(student, f, right, planted, x):
    """The right gradient is accepted and the one with the planted mistake rejected."""
    of_right, of_planted = verdict(student, f, right, x), verdict(student, f, planted, x)

    require(of_right, "The right gradient was rejected.")
    require(not of_planted, "A gradient with a mistake was accepted.")


class Network:
    """One hidden tanh layer and the mean squared error, with the weights of the first layer as what is varied."""

    def __init__(self, rng, n_rows):
        self.X, self.y = rng.normal(size=(n_rows, 3)), rng.normal(size=(n_rows, 2))
        self.W1, self.W2 = rng.normal(size=(3, 4)), rng.normal(size=(4, 2))
        self.mask = np.where(np.arange(n_rows * 4).reshape(n_rows, 4) % 3 == 1, 0.0, 1.5)

    def loss(self, W1):
        return float(np.mean(((np.tanh(self.X @ W1) * self.mask) @ self.W2 - self.y) ** 2))

    def gradient(self, *, factor=2.0, scale=None, has_mask=True, has_slope=True, slope_of=None):
        hidden = np.tanh(self.X @ self.W1)
        dropped = hidden * self.mask
        delta = factor / (scale or self.y.size) * (dropped @ self.W2 - self.y)
        slope = 1 - (dropped if slope_of == "dropped" else hidden) ** 2
        back = delta @ self.W2.T * (self.mask if has_mask else 1.0) * (slope if has_slope else 1.0)
        return self.X.T @ back


PLANTED = {  # each as somebody has written it
    "no factor 2": {"factor": 1.0},
    "wrong sign": {"factor": -2.0},
    "sum for mean": {"scale": 1},
    "mean over rows only": {"scale": 5},
    "no mask going back": {"has_mask": False},
    "no slope of tanh": {"has_slope": False},
    "slope of the dropped activation": {"slope_of": "dropped"},
}


@pytest.mark.task("check_gradient")
@pytest.mark.parametrize("n_rows", [1, 5])
def test_gradient_of_a_network_is_accepted(student, rng, n_rows):
    """A network's gradient, derived by the chain rule, is accepted, for a batch of one, too; zeros are not."""
    network = Network(rng, n_rows)

    assert_tells_apart(student, network.loss, network.gradient(), np.zeros((3, 4)), network.W1)


@pytest.mark.task("check_gradient")
@pytest.mark.parametrize("mistake", PLANTED, ids=[name.replace(" ", "_") for name in PLANTED])
def test_mistakes_of_a_network_are_found(student, rng, mistake):
    """A network's gradient is rejected when it has a mistake in it, one that has been made before."""
    network = Network(rng, 5)

    planted = network.gradient(**PLANTED[mistake])

    assert_tells_apart(student, network.loss, network.gradient(), planted, network.W1)


@pytest.mark.task("check_gradient")
def test_single_wrong_entry_is_found(student, rng):
    """In a gradient of 300 entries, a single one that is off by a thousandth is enough to reject it."""
    x = rng.uniform(1, 2, size=(15, 20))
    entries = [(0, 0), (7, 11), (14, 19)]

    require(verdict(student, lambda x: float(np.sum(x**2)), 2 * x, x), "The right gradient was rejected.")
    for entry in entries:
        planted = 2 * x
        planted[entry] *= 1.001
        is_right = verdict(student, lambda x: float(np.sum(x**2)), planted, x)

        require(not is_right, "A gradient with a single wrong entry was accepted.")


@pytest.mark.task("check_gradient")
def test_no_number_is_no_gradient(student, rng):
    """A gradient that holds NaN or infinity is rejected."""
    x = rng.normal(size=(2, 3))

    for bad in (np.nan, np.inf, -np.inf):
        planted = 2 * x
        planted[1, 1] = bad

        assert_tells_apart(student, lambda x: float(np.sum(x**2)), 2 * x, planted, x)


@pytest.mark.task("check_gradient")
def test_shape_of_the_gradient_counts(student):
    """A gradient of another shape than x is rejected, even with the right numbers in it."""
    x = np.ones((2, 3))

    for shape in ((6,), (3, 2), (1, 2, 3), (1,), (0,)):
        assert_tells_apart(student, lambda x: float(np.sum(x**2)), 2 * x, np.full(shape, 2.0), x)


@pytest.mark.task("check_gradient")
def test_flat_functions_have_gradients_of_zero(student, rng):
    """Where nothing depends on x, zeros are accepted, and everything else is rejected."""
    x = rng.normal(size=(2, 3))

    require(verdict(student, lambda x: 7.0, np.zeros((2, 3)), x), "Zeros were rejected for a constant function.")
    is_right = verdict(student, lambda x: 7.0, np.full((2, 3), 1e-15), x)
    require(not is_right, "A gradient other than zero was accepted for a constant function.")


@pytest.mark.task("check_gradient")
def test_tolerance_is_the_callers(student, rng):
    """A gradient that is off by a hundredth is right with a tolerance of 0.02 and wrong with 0.005."""
    x = rng.uniform(1, 2, size=(2, 3))

    def f(x):
        return float(np.sum(x**2))

    require(verdict(student, f, 2.02 * x, x, tol=0.02), "A gradient within the tolerance was rejected.")
    require(not verdict(student, f, 2.02 * x, x, tol=0.005), "A gradient beyond the tolerance was accepted.")


@pytest.mark.task("check_gradient")
def test_just_at_the_tolerance_is_right(student):
    """An error of exactly `tol` is at most `tol`: with a tolerance of 0, a gradient without any error is right."""
    slopes, x = np.array([3.0, -0.5]), np.array([0.25, 2.0])  # all of it is exact in binary

    is_right = verdict(student, lambda x: float(x @ slopes), slopes, x, eps=2.0**-10, tol=0.0)

    require(is_right, "A gradient without any error was rejected with a tolerance of 0.")


@pytest.mark.task("check_gradient")
def test_step_is_the_callers(student, rng):
    """With a step of 0.5 the slopes that are measured are those of that step."""
    x = rng.uniform(1, 2, size=(2, 3))

    def f(x):
        return float(np.sum(x**3))

    require(verdict(student, f, 3 * x**2 + 0.25, x, eps=0.5), "What a step of 0.5 measures was rejected.")
    require(not verdict(student, f, 3 * x**2, x, eps=0.5), "What a step of 0.5 does not measure was accepted.")


@pytest.mark.task("check_gradient")
def test_checking_takes_two_calls_for_each_entry(student, rng):
    """Twelve entries take 24 calls of f, whether the gradient is right or wrong."""
    x = rng.normal(size=(3, 4))

    for grad, expected in ((2 * x, True), (x, False)):
        f = Witness(lambda x: float(np.sum(x**2)))

        assert_equal(verdict(student, f, grad, x), expected, what="the answer")
        require(len(f.given) <= 24, f"For 12 entries f was called {len(f.given)} times.")


@pytest.mark.task("check_gradient")
def test_checking_takes_any_array(student, rng):
    """Integers, float32, read-only and strided arrays are checked, and are the same afterwards."""
    x = rng.integers(-4, 5, size=(3, 4))

    def f(x):
        return float(np.sum(x * np.arange(12).reshape(3, 4)))

    grad = np.arange(12).reshape(3, 4)
    wide = x.astype(np.float64)
    versions = [(grad, x), (grad * 1.0, x.astype(np.float32)), (grad.astype(np.float32), wide)]
    for version, at in (*versions, *zip(awkward_versions(grad * 1.0), awkward_versions(wide), strict=True)):
        require(verdict(student, f, version, at), "The right gradient was rejected.")
        require(not verdict(student, f, version + 1, at), "A wrong gradient was accepted.")
        assert_inputs_unchanged(student)
