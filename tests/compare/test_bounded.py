"""What is quoted of an answer is bounded, however much the answer holds."""

from __future__ import annotations

from typing import Any

import pytest

from learnnn.compare.answers import EXACT, LONG, compare
from learnnn.core.outcomes import CheckFailed


def nested(depth: int) -> Any:
    answer: Any = "word " * 30
    for _ in range(depth):
        answer = [answer] * 12
    return answer


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (nested(5), [1, 2]),
        ({"k" * 300 + str(n): n for n in range(5000)}, {"a": 1}),
        (dict.fromkeys(range(100000), 0), {"a": 1}),
        ("x" * (1 << 20), "y"),
        (b"x" * (1 << 20), b"y"),
    ],
    ids=["lists", "long keys", "many keys", "text", "bytes"],
)
def test_evidence_is_bounded(answer, expected):
    with pytest.raises(CheckFailed) as caught:
        compare(answer, expected, "the answer", EXACT)

    assert len(caught.value.evidence) + len(caught.value.happened) < 3 * LONG


def test_a_few_keys_are_all_shown():
    with pytest.raises(CheckFailed) as caught:
        compare({"b": 1, "a": 2}, {"c": 1}, "the answer", EXACT)

    assert caught.value.evidence == "got:      'a', 'b'\nexpected: 'c'"
