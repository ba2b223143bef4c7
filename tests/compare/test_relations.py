"""A relation is said only where it is a fact about the two arrays, and none where it would hold by coincidence."""

from __future__ import annotations

import warnings

import numpy as np
import pytest

from learnnn.compare.relations import MANY, relation

RNG = np.random.default_rng(0)
V = RNG.normal(size=5)
X = RNG.normal(size=(3, 4))
SQUARE = RNG.normal(size=(3, 3))


@pytest.mark.parametrize(
    ("actual", "expected", "phrase"),
    [
        (-V, V, "has the wrong sign everywhere"),
        (np.array(-0.3), np.array(0.3), "has the wrong sign"),
        (0 * V, V, "is zero everywhere"),
        (SQUARE.T, SQUARE, "is transposed"),
        (V[::-1], V, "is reversed along axis 0"),
        (X[:, ::-1], X, "is reversed along axis 1"),
        (6 * V, V, "is 6 times too large"),
        (V / 4, V, "is 4 times too small"),
        (-2 * V, V, "is 2 times too large and has the wrong sign"),
        (1.37 * X, X, "is 1.37 times too large"),
        (np.array([0, 2.0, 4.0]), np.array([0, 1.0, 2.0]), "is 2 times too large"),
        (np.array(3.0), np.array(1.5), "is 2 times too large"),
        (V + 0.5, V, "is off by the same amount everywhere: +0.5"),
        (np.roll(V, 2), V, "holds the right numbers in the wrong places"),
        (1 - V, V, "is one minus what it should be"),
        (X.T, X, "is transposed: its shape is (4, 3), expected (3, 4)"),
        (V, V[:, None], "has the right numbers in another shape: its shape is (5,), expected (5, 1)"),
        (V[:1], V[0], "has the right numbers in another shape: its shape is (1,), expected ()"),
        (
            X,
            X.sum(axis=0),
            "has an axis too many; the sum over axis 0 is what is expected: its shape is (3, 4), expected (4,)",
        ),
        (
            X,
            X.mean(axis=1),
            "has an axis too many; the mean over axis 1 is what is expected: its shape is (3, 4), expected (3,)",
        ),
        (V, V.mean(), "is an array of shape (5,); the mean of its entries is what is expected"),
        (X, X.sum(), "is an array of shape (3, 4); the sum of its entries is what is expected"),
        (V, np.tile(V, (3, 1)), "has lost an axis: its shape is (5,), expected (3, 5)"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_relation_is_found(actual, expected, phrase):
    assert relation(np.asarray(actual), np.asarray(expected)) == phrase


@pytest.mark.parametrize("dtype", ["int64", "float32", "float16"])
def test_a_relation_is_found_in_integers_and_narrow_floats(dtype):
    assert relation(np.array([2, 4, 6], dtype), np.array([1, 2, 3])) == "is 2 times too large"


def test_a_factor_is_found_beside_the_noise_of_a_numerical_zero():
    assert relation(np.array([0.0, 2.0, 5.0]), np.array([1e-11, 1.0, 2.5])) == "is 2 times too large"


@pytest.mark.parametrize(
    ("actual", "expected"),
    [
        (V, RNG.normal(size=5)),
        (X, RNG.normal(size=(3, 4))),
        (X, RNG.normal(size=4)),
        (np.array(0.7), np.array(0.3)),  # two numbers always have a ratio
        (np.array([0.7]), np.array([0.3])),
        (np.array(-0.25), np.array(0.75)),  # a round ratio of the other sign
        (np.array([0.0, 0.7]), np.array([0.0, 0.3])),
        (np.full(2, 0.7), np.full(2, 0.3)),  # and so have two constants
        (np.array([0, 0.7, 0.7]), np.array([0, 0.3, 0.3])),
        (np.array([1, 0]), np.array([0, 1])),  # two labels are in one order or the other
        (np.array([1, 0, 0]), np.array([0, 0, 1])),
        (np.array([1, 0, 0, 1, 1]), np.array([0, 1, 1, 0, 1])),
        (np.array([[0, 1], [0, 0]]), np.array([[0, 0], [1, 0]])),
        (np.zeros((4, 3)), np.zeros(4)),  # of zeros, mean and sum are the same
        (np.ones((4, 3)), np.ones(4)),
        (np.full((4, 3), 2.0), np.full(4, 6.0)),
        (np.full(3, 0.5), np.array(0.5)),
        (np.zeros((1, 3)), np.zeros((2, 3))),  # an axis of one is not lost
        (np.zeros(3), np.zeros((2, 2, 3))),
        (np.zeros(0), np.zeros((0, 3))),
        (np.zeros((0, 3)), np.zeros((3, 0))),
        (np.zeros((0, 3)), np.zeros(3)),
        (np.zeros((0, 3)), np.array(0.0)),
        (np.zeros(3), np.zeros(0)),
        (V * 1j, V),
        (V > 0, V < 0),
        (V * np.nan, V),
        (V + np.inf, V),
    ],
    ids=lambda value: repr(value)[:40],
)  # fmt: skip
def test_no_relation_is_claimed(actual, expected):
    assert relation(np.asarray(actual), np.asarray(expected)) is None


@pytest.mark.parametrize(
    "expected",
    [np.full(4, 2.0), np.full((3, 3), 2.0), np.array([1.0, 2.0, 1.0]), SQUARE + SQUARE.T, np.array(2.0)],
    ids=repr,
)
def test_a_tiny_error_is_not_called_an_order(expected):
    assert relation(expected * (1 + 2e-6), expected) is None


def test_a_constant_matrix_of_another_shape_is_not_called_transposed():
    assert relation(np.ones((3, 2)), np.ones((2, 3))).startswith("has the right numbers in another shape")


def test_no_relation_is_looked_for_in_an_answer_made_to_be_costly():
    assert relation(np.zeros(MANY, np.uint8), np.zeros(3)) is None
    assert relation(np.arange(2 * MANY).reshape(-1, 1), np.arange(2 * MANY)) is None


def test_zero_for_zero_has_no_sign():
    assert relation(np.zeros(3), np.zeros(3)) is None


def test_labels_taken_for_their_opposite_are_said_to_be():
    expected = np.array([0, 1, 1, 0, 1, 1])

    assert relation(1 - expected, expected) == "is one minus what it should be"


@pytest.mark.parametrize("extreme", [1e308, 5e-324, -1e308])
def test_numbers_at_the_end_of_their_range_raise_no_warning(extreme):
    with warnings.catch_warnings(action="error"):
        relation(np.array([extreme, 1e308, 1.0]), np.array([5e-324, -1e308, 2.0]))


@pytest.mark.parametrize(
    "shapes", [((), ()), ((1,), (1,)), ((1, 1), (1,)), ((2,), (2, 1)), ((3, 1), (1, 3)), ((2, 2), (2,))]
)
def test_what_is_claimed_of_small_integers_is_true(shapes):
    rng = np.random.default_rng(1)

    for _ in range(150):
        actual, expected = (rng.integers(-2, 3, size=shape).astype(float) for shape in shapes)
        phrase = relation(actual, expected)
        assert phrase is None or _is_true(phrase, actual, expected), (phrase, actual, expected)


def _is_true(phrase, actual, expected) -> bool:
    claims = {
        "has the wrong sign": lambda: np.array_equal(actual, -expected) and expected.any(),
        "is zero everywhere": lambda: not actual.any() and expected.any(),
        "is transposed": lambda: np.array_equal(actual.T, expected) and not np.array_equal(actual, expected),
        "is reversed": lambda: any(np.array_equal(actual, np.flip(expected, axis)) for axis in range(expected.ndim)),
        "is off by": lambda: np.ptp(actual - expected) == 0,
        "is one minus": lambda: np.array_equal(actual, 1 - expected),
        "holds the right": lambda: np.array_equal(np.sort(actual, axis=None), np.sort(expected, axis=None)),
        "has the right numbers": lambda: (
            actual.shape != expected.shape and np.array_equal(actual.ravel(), expected.ravel())
        ),
        "has lost an axis": lambda: actual.ndim < expected.ndim and np.array_equal(actual + 0 * expected, expected),
        "has an axis too many": lambda: actual.ndim > expected.ndim,
        "is an array": lambda: expected.ndim == 0 and actual.ndim > 0,
    }
    for start, is_true in claims.items():
        if phrase.startswith(start):
            return bool(is_true())
    word = phrase.split()[1]
    factor = float(word) if "too large" in phrase else 1 / float(word)
    return np.allclose(actual, (-factor if "wrong sign" in phrase else factor) * expected, rtol=1e-5)
