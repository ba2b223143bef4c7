"""A right answer passes in whatever style it is written; a wrong one is told what is true about it."""

from __future__ import annotations

import warnings

import numpy as np
import pytest

from learnnn.checks import assert_close, assert_equal
from learnnn.compare.answers import describe
from learnnn.core.outcomes import CheckFailed
from learnnn.core.tensor import Tensor

WHAT = "the result"


def tensor(values, dtype="float32", **said):
    return Tensor(np.asarray(values, dtype), dtype, **said)


def told(actual, expected, compare=assert_close, **settings) -> CheckFailed:
    """The failure, as the student reads it."""
    with pytest.raises(CheckFailed) as failure:
        compare(actual, expected, what=WHAT, **settings)
    return failure.value


class Opaque:
    """Stands for a handle: equal to everything, if it were asked."""

    _type_name = "Secret_0123"

    def __eq__(self, other):
        return True

    __hash__ = None

    def __repr__(self):
        return "Opaque()"  # the same in every process: it is part of a test's name


# -- right answers in an unusual style ---------------------------------------------------------------------------------


@pytest.mark.parametrize("actual", [0.5, np.float64(0.5), np.float32(0.5), np.float16(0.5), np.array(0.5)], ids=repr)
@pytest.mark.parametrize("expected", [0.5, np.float64(0.5), np.float32(0.5), np.array(0.5)], ids=repr)
def test_one_number_is_one_number_however_it_is_held(actual, expected):
    assert_close(actual, expected, what=WHAT)


@pytest.mark.parametrize("actual", [1, np.int64(1), np.uint8(1), np.array(1), 1.0])
@pytest.mark.parametrize("expected", [1.0, np.float64(1.0), np.array(1.0), 1])
def test_a_single_number_may_be_written_without_a_point(actual, expected):
    assert_close(actual, expected, what=WHAT)


@pytest.mark.parametrize("actual", [True, np.True_, np.array(True)], ids=repr)
@pytest.mark.parametrize("expected", [True, np.True_, np.array(True)], ids=repr)
@pytest.mark.parametrize("compare", [assert_close, assert_equal])
def test_one_boolean_is_one_boolean_however_it_is_held(actual, expected, compare):
    compare(actual, expected, what=WHAT)


@pytest.mark.parametrize("actual", [3, np.int64(3), np.int32(3), np.uint8(3), np.array(3)], ids=repr)
def test_an_integer_of_any_width_is_equal(actual):
    assert_equal(actual, 3, what=WHAT)


@pytest.mark.parametrize("dtype", ["float32", "float16"])
def test_a_narrow_float_is_compared_as_finely_as_it_is_held(dtype):
    expected = np.linspace(-3, 3, 50) ** 3

    assert_close(expected.astype(dtype), expected, what=WHAT)


def test_an_answer_more_precise_than_a_narrow_expectation_passes():
    exact = np.linspace(0.1, 1, 20) / 3
    expected = (exact * (1 + 1e-5)).astype(np.float32)

    assert_close(exact, expected, what=WHAT)


def test_rounding_next_to_zero_passes_in_a_narrow_float():
    assert_close(np.array([1.0, 1e-7], np.float32), np.array([1.0, 0.0]), what=WHAT)


def test_the_order_of_bytes_in_memory_does_not_matter():
    expected = np.arange(6.0).reshape(2, 3)

    assert_close(np.asfortranarray(expected), expected, what=WHAT)


def test_a_tuple_will_do_for_a_list():
    assert_equal((1, "a", None), [1, "a", None], what=WHAT)


@pytest.mark.parametrize("actual", [[1, 0.5, 0.25], [1.0, 0.5, 0.25], (np.float32(1), 0.5, np.array(0.25))])
def test_a_list_of_numbers_may_mix_their_kinds(actual):
    assert_close(actual, [1.0, 0.5, 0.25], what=WHAT)


def test_narrow_floats_in_a_list_keep_their_tolerance_beside_an_exact_number():
    assert_close([0.0, np.float32(1 / 3) * np.float32(1.00002)], [0.0, 1 / 3], what=WHAT)


def test_entries_of_a_dict_may_come_in_any_order():
    assert_close({"b": 2.0, "a": np.ones(2)}, {"a": np.ones(2), "b": 2.0}, what=WHAT)


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf, [np.nan, 1.0], np.array([np.nan, np.inf])], ids=repr)
def test_nan_and_infinity_pass_where_they_are_expected(value):
    assert_close(value, value, what=WHAT)


@pytest.mark.parametrize("value", [np.zeros(0), np.zeros((0, 3)), [], (), {}, ""], ids=repr)
def test_nothing_equals_nothing(value):
    assert_close(value, value, what=WHAT)


def test_an_integer_beyond_any_array_is_compared_exactly():
    assert_equal([10**30, 2**64], [10**30, 2**64], what=WHAT)


def test_a_huge_integer_will_do_for_a_float():
    assert_close(10**25, 1e25, what=WHAT)


def test_a_tensor_of_another_width_passes():
    assert_close(tensor([0.1, 0.2], "float64"), tensor([0.1, 0.2]), what=WHAT)


# -- wrong answers -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("actual", "expected"),
    [
        (1.001, 1.0), (0.0, 1e-3), (np.nan, 1.0), (1.0, np.nan), (np.inf, 1.0), (np.inf, -np.inf), (10**400, 1.0), (10**400, 3),
        (1, 10**400), (True, 1), (1, True), (1.0, True), (None, 0.0), (0.0, None), ("1", 1), (1, "1"), (b"a", "a"), (Opaque(), 1.0),
        (Opaque(), "a"), (Opaque(), None), (Opaque(), True), (Opaque(), [1]), (Opaque(), {}), (1 + 1j, 1.0), (1 + 0j, 1.0),
        ([1.0], 1.0), (np.array([1.0]), 1.0), (1.0, np.array([1.0])), ([1.0], np.array([1.0])), (np.array([1.0]), [1.0]),
        (tensor(1.0), 1.0), (np.ones(2), tensor([1.0, 1.0])), (tensor([1.0]), np.ones(1)), (Opaque(), np.ones(2)),
        (np.ones((2, 1)), np.ones(2)), (np.array([1, 2]), np.array([1.0, 2.0])), (np.array([True]), np.array([1])),
        (np.array([1]), np.array([True])), (np.array([True, False]), np.array([True, True])),
        ([1, 2], [1, 2, 3]), ([1, [2]], [1, [3]]), ([True], [1]), ({"a": 1}, {"b": 1}), ({"a": 1}, {"a": 2}), ({}, []),
        ({"a": Opaque()}, {"a": 1}), (np.zeros(0), np.zeros((0, 3))), ([10**400], [1.0]), ([10**400, 1], [2, 1]),
    ],
    ids=lambda value: repr(value)[:30],
)  # fmt: skip
def test_a_wrong_answer_fails_and_says_so(actual, expected):
    message = told(actual, expected).happened

    assert "he result" in message
    assert message.endswith(".")


@pytest.mark.parametrize(
    ("actual", "expected"),
    [
        (1.0, 1), (1, 1.0), (True, 1), (2**53 + 1, 2**53), (np.array([2**53 + 1]), np.array([2**53])), ([2**53 + 1], [2**53]),
        (np.array([1.0]), np.array([1])), (0.1 + 0.2, 0.3), (10**30 + 1, 10**30), ([1, 2.0], [1, 2]), ("a ", "a"),
        (np.array([2**63], np.uint64), np.array([-(2**63)])), (tensor([1.0]), tensor([1.0 + 2**-20])),
    ],
    ids=repr,
)  # fmt: skip
def test_almost_is_not_equal(actual, expected):
    assert "he result" in told(actual, expected, assert_equal).happened


def test_a_tolerance_given_by_the_check_is_kept():
    assert_close(1.05, 1.0, what=WHAT, rtol=0.1)

    assert told(1.05, 1.0, rtol=0.01)


def test_a_wanted_dtype_is_demanded():
    message = told(np.ones(2, np.float32), np.ones(2), dtype="float64").happened

    assert message == "The result is of dtype float32, expected float64."


def test_a_wanted_dtype_is_demanded_of_tensors():
    message = told(tensor([1.0], "float64"), tensor([1.0]), dtype="float32").happened

    assert message == "The result is of dtype float64, expected float32."


@pytest.mark.parametrize("extreme", [1e308, -1e308, 5e-324, np.inf])
def test_extreme_numbers_are_compared_without_a_warning(extreme):
    with warnings.catch_warnings(action="error"):
        failure = told(np.full((2, 2), extreme), np.array([[-1e308, 0.0], [1e-300, 1e308]]))

    assert failure.happened.startswith("The result")


# -- what is said ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("actual", "expected", "message"),
    [
        (None, np.ones((2, 3)), "The result is None, expected an array of shape (2, 3)."),
        (Opaque(), 1.0, "The result is an object of type Secret_0123, expected a float."),
        (np.ones(3), np.ones((2, 2)), "The result has shape (3,), expected (2, 2)."),
        ([1, 2], [1, 2, 3], "The result has 2 entries, expected 3."),
        (np.array([1]), np.array([1.5]), "The result is of dtype int64, expected floats."),
        (np.nan, 1.0, "The result is NaN."),
        (np.array([np.nan, 2.0]), np.ones(2), "The result is NaN in 1 of 2 places."),
        (1.37, 2.9, "The result has a wrong value."),
        (np.array([1.5, 3.9]), 2.9, "The result is an array of shape (2,), expected a float."),
        (
            np.array([1.5, 3.9]),
            2.7,
            "The result is an array of shape (2,); the mean of its entries is what is expected.",
        ),
        (np.array([2.9]), 2.9, "The result has the right numbers in another shape: its shape is (1,), expected ()."),
        ("dog", "cat", "The result is 'dog', expected 'cat'."),
        (np.array([True, False]), np.array([True, True]), "The result is wrong in 1 of 2 places."),
        ({"a": 3.7}, {"a": 1.9}, "'a' in the result has a wrong value."),
        (["a", "c"], ["a", "b"], "Entry 1 of the result is 'c', expected 'b'."),
        (
            np.array([1.0, 2.0, 9.0]),
            np.array([1.0, 3.5, 3.0]),
            "The result is wrong in 2 of 3 places; furthest off at [2]: 9, expected 3.",
        ),
    ],
    ids=lambda value: repr(value)[:40],
)
def test_the_message_names_what_differs(actual, expected, message):
    assert told(actual, expected).happened == message


def test_the_evidence_shows_both_sides():
    assert told(1.5, 2.9).evidence == "got:      1.5\nexpected: 2.9"


def test_the_evidence_is_short_however_many_axes_there_are():
    shown = told(np.zeros((2,) * 20), np.zeros(3)).evidence.splitlines()[0]

    assert shown.startswith("got:      an array of shape (2, 2, 2, 2")
    assert shown.endswith("that begins with [0., 0., 0., 0., 0., 0.]")


def test_a_name_keeps_its_case_at_the_start_of_a_sentence():
    with pytest.raises(CheckFailed, match=r"^dW1 is None"):
        assert_close(None, 1.0, what="dW1")


def test_a_check_cannot_expect_what_never_arrives():
    with pytest.raises(TypeError, match="set"):
        assert_equal({1}, {1}, what=WHAT)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, "None"), (True, "a boolean"), (np.True_, "a boolean"), (1, "an integer"), (np.int8(1), "an integer"),
        (1.0, "a float"), (np.float32(1), "a float"), (1j, "a complex number"), ("a", "a string"), ([1], "a list of 1"),
        ((), "a tuple of 0"), ({}, "a dict of 0"), (np.ones((2, 1)), "an array of shape (2, 1)"),
        (tensor([1.0]), "a torch tensor of shape (1,)"), (Opaque(), "an object of type Secret_0123"),
    ],
    ids=repr,
)  # fmt: skip
def test_a_value_is_described_by_what_it_is(value, words):
    assert describe(value) == words
