"""What the authors of checks call: each passes on what it says, and fails with words that are true."""

from __future__ import annotations

import numpy as np
import pytest

from learnnn import checks
from learnnn.checks import assert_inputs_unchanged, assert_raises, require, tensor, type_name
from learnnn.core.outcomes import CheckFailed, StudentCrashed, StudentRaised, StudentTimeout
from learnnn.judge.conversation import Conversation
from learnnn.judge.handles import Handle, Module
from learnnn.judge.record import Exchange, Kind


def raising(error):
    def function(*args, **kwargs):
        raise error

    return function


def raised(name, *bases):
    return raising(StudentRaised(name, "its text", bases=(name, *bases, "Exception")))


def module(*exchanges) -> Module:
    conversation = Conversation(lambda message, _: message, cpu_seconds=lambda: 0.0)
    conversation.record += exchanges
    return Module(conversation)


@pytest.mark.parametrize("function", [raised("ValueError"), raised("BadShape", "ValueError")])
def test_the_expected_exception_or_a_subclass_passes(function):
    assert_raises(ValueError, function, 1, n=2)


def test_another_exception_fails():
    with pytest.raises(CheckFailed, match=r"^ValueError is expected here; your code raised TypeError\.$"):
        assert_raises(ValueError, raised("TypeError"))


def test_no_exception_fails():
    with pytest.raises(
        CheckFailed, match=r"^ValueError is expected here; your code returned an array of shape \(2,\)\.$"
    ):
        assert_raises(ValueError, lambda: np.ones(2))


@pytest.mark.parametrize("expected", [ValueError, NotImplementedError, Exception])
def test_a_stub_is_not_written_yet_whatever_is_expected(expected):
    with pytest.raises(StudentRaised):
        assert_raises(expected, raised("NotImplementedError", "RuntimeError"))


@pytest.mark.parametrize("outcome", [StudentTimeout("slow"), StudentCrashed("gone")])
def test_an_end_of_the_worker_is_no_exception_of_theirs(outcome):
    with pytest.raises(type(outcome)):
        assert_raises(ValueError, raising(outcome))


def test_inputs_that_stayed_pass():
    assert_inputs_unchanged(module(Exchange(Kind.CALL, "f", (np.ones(2),), {})))


def test_a_changed_input_is_named_by_its_call():
    record = [Exchange(Kind.CALL, "f", (), {}), Exchange(Kind.CALL, "net.g", (), {}, changed=(0,))]

    with pytest.raises(CheckFailed, match=r"^`net\.g` changed an array it was given\.$"):
        assert_inputs_unchanged(module(*record))


def test_a_condition_that_holds_passes():
    require(True, "never said")


def test_a_condition_that_does_not_hold_says_what_happened():
    with pytest.raises(CheckFailed) as failure:
        require(False, "No unit was dropped.", evidence="0 of 100", look_at="the mask")

    assert (failure.value.happened, failure.value.evidence) == ("No unit was dropped.", "0 of 100")


@pytest.mark.parametrize("dtype", ["float32", "float64", "int64", "bool"])
def test_a_tensor_is_made_with_the_arrays_dtype(dtype):
    made = tensor(np.ones((2, 3), dtype), requires_grad=dtype.startswith("float"))

    assert (made.dtype, made.shape, made.device) == (dtype, (2, 3), "cpu")


def test_the_type_of_a_handle_is_the_one_in_the_worker():
    handle = Handle(Conversation(lambda message, _: message, cpu_seconds=lambda: 0.0), 1, "Perceptron", "perceptron")

    assert type_name(handle) == "Perceptron"


def test_the_type_of_a_plain_value_is_its_own():
    assert type_name(np.float32(1)) == "float32"


def test_every_name_that_is_offered_exists():
    assert all(hasattr(checks, name) for name in checks.__all__)
