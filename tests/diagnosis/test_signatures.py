"""Two conversations have the same signature when they are the same up to rounding, and only then."""

from __future__ import annotations

import numpy as np
import pytest

from learnnn.core.outcomes import StudentRaised, StudentTimeout
from learnnn.core.tensor import Tensor
from learnnn.diagnosis.signatures import signature
from learnnn.judge.conversation import Conversation
from learnnn.judge.handles import Handle
from learnnn.judge.record import Exchange, Kind

X = np.random.default_rng(0).normal(size=(4, 3))


def said(answer, *args, expression="f", outcome=None, changed=(), **kwargs) -> Exchange:
    return Exchange(Kind.CALL, expression, args, kwargs, answer, outcome, changed)


def are_same(one, other) -> bool:
    return signature([one]).matches(signature([other]))


def handle(name) -> Handle:
    return Handle(Conversation(lambda message, _: message, cpu_seconds=lambda: 0.0), 1, name, name.lower())


def tensor(array, **said_by_torch) -> Tensor:
    return Tensor(array, array.dtype.name, **said_by_torch)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (X, X * (1 + 1e-9)), (X, X.astype(np.float32)), (X, np.asfortranarray(X)), (1, np.int64(1)), (1.0, np.float32(1)), (1, 1.0),
        (True, np.True_), ([0.1] * 30, [0.1] * 30), ({"a": 1, "b": 2}, {"b": 2, "a": 1}), (np.nan, np.nan), (np.inf, np.inf),
        (handle("A"), handle("B")), (tensor(X), tensor(X)), (np.zeros(0), np.zeros(0)), (10**400, 10**400), ("é", "é"),
    ],
    ids=lambda value: repr(value)[:20],
)  # fmt: skip
def test_the_same_answer_in_another_style_is_the_same(one, other):
    assert are_same(said(one), said(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (X, X + 1e-3), (X, -X), (X, X.T), (X, X[::-1]), (X, X.reshape(-1)), (X, 2 * X), (X, tensor(X)), (X, X > 0), (X, X.tolist()),
        (np.array([1, 2]), np.array([2, 1])), (np.array([1.0]), np.array([1])), (1, 2), (0, False), (1, "1"), (None, 0), ("a", "b"),
        ([1, 2], (1, 2)), ([1, 2], [2, 1]), ([1], [1, 1]), ({"a": 1}, {"b": 1}), (np.nan, 0.0), (np.inf, -np.inf), (handle("A"), None),
        (tensor(X), tensor(X, device="phantom:0")), (list(range(30)), list(range(29, -1, -1))), (b"a", "a"),
        (200_704, 200_705), (200_704.0, 200_705), ([200_704], [200_705]), (np.full(9, 200_704), np.full(9, 200_705)),
    ],
    ids=lambda value: repr(value)[:20],
)  # fmt: skip
def test_another_answer_is_another(one, other):
    assert not are_same(said(one), said(other))


@pytest.mark.parametrize(
    "other",
    [
        said(1, X, expression="g"), said(1, X + 1), said(1, X, n=2), said(1, X, changed=(0,)),
        said(None, X, outcome=StudentRaised("ValueError", "")), said(None, X, outcome=StudentTimeout("slow")),
        Exchange(Kind.READ, "f", (X,), {}, 1),
    ],
    ids=lambda exchange: exchange.kind.value,
)  # fmt: skip
def test_another_question_is_another(other):
    assert not are_same(said(1, X), other)


def test_exceptions_are_told_apart_by_type_and_not_by_text():
    def raised(name, text):
        return said(None, outcome=StudentRaised(name, text))

    assert are_same(raised("ValueError", "a"), raised("ValueError", "b"))
    assert not are_same(raised("ValueError", "a"), raised("KeyError", "a"))


def test_a_conversation_that_goes_on_is_another():
    assert not signature([said(1)]).matches(signature([said(1), said(1)]))


@pytest.mark.parametrize(
    "hostile",
    [
        "\ud800", tensor(X, device="\ud800"), [10**400] * 30, {"\ud800": 1}, X * np.inf, X * 1e308, X + 1j, np.array(1.0),
        np.uint64(2**64 - 1), np.array([2**64 - 1], np.uint64), np.float16(1), 1j, {(1, "a"): [None]}, np.full(3, np.nan),
    ],
    ids=lambda value: repr(value)[:20],
)  # fmt: skip
def test_no_answer_breaks_it(hostile):
    assert are_same(said(hostile, hostile), said(hostile, hostile))


def test_a_very_long_conversation_stays_small():
    assert len(signature([said(X)] * 3000).numbers) <= 2000
