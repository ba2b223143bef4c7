"""Texts of others: what steers is spelled out, what people write is left as it is."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learnnn.core.cleaning import cleaned, may_steer, named, one_line, spelled_out

ORDINARY = [
    "Überschrift",
    "שלום",
    "مرحبا",
    "می\u200cخواهم",  # noqa: RUF001  # a word with a joiner
    "日本語",
    "👩\u200d🔬",
    "a\tb\nc",
    "co\u00adoperate",
    "x\u00b2 ≤ 1",
    "",
]


@pytest.mark.parametrize("text", ORDINARY)
def test_what_people_write_stays(text: str) -> None:
    assert spelled_out(text) == text


@pytest.mark.parametrize(
    "char", [*map(chr, range(9)), "\r", "\x1b", "\x7f", "\x9b", "\u202e", "\u200f", "\u2028", "\ud800"]
)
def test_what_steers_is_spelled_out(char: str) -> None:
    told = spelled_out(f"a{char}b")

    assert told.isprintable() and told.startswith("a\\") and told.endswith("b")


@given(st.text(st.characters()))
def test_nothing_is_left_to_spell_out(text: str) -> None:
    told = spelled_out(text)

    assert spelled_out(told) == told
    told.encode()


@given(st.text(st.characters(), max_size=30), st.integers(2, 20))
def test_a_line_is_one_and_no_longer(text: str, at_most: int) -> None:
    assert len(one_line(text, at_most)) <= at_most and len(one_line(text, at_most).splitlines()) <= 1


@given(st.lists(st.text(st.sampled_from([*" \\nx20\n", "\u200b", "\ud800"]), max_size=5), unique=True))
def test_different_names_stay_different(names: list[str]) -> None:
    assert len({named(name) for name in names}) == len(names)


@given(
    st.recursive(st.text(st.characters()), lambda one: st.lists(one) | st.dictionaries(st.text(st.characters()), one))
)
def test_what_may_steer_is_seen_in_the_bytes(content: object) -> None:
    for raw in (json.dumps(content).encode(), json.dumps(content, ensure_ascii=False).encode("utf-8", "surrogatepass")):
        read = json.loads(raw)

        assert may_steer(raw) or cleaned(read) == read
