"""Texts that somebody else chose, as they may be shown: no character steers what shows them, or cannot be written.

What can stay stays: letters of every script, and the joiners that some of them need.
"""

from __future__ import annotations

import re
from typing import Any

# Controls (but for tab and newline), separators of lines, lone surrogates, and marks that turn a line around.
_STEERS = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069"
    "\ud800-\udfff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
# What a header in JSON has to hold, in bytes, before one of these can be in it: most have none of it.
_MAY_STEER = re.compile(rb"[\x7f-\xff]|\\[ubfr]")
MAX_DEPTH = 200  # of a header; deeper ones are refused by the decoder anyway


def spelled_out(text: str) -> str:
    """The text, with every character that would steer what shows it (or turn its direction) written as an escape."""
    if text.isascii() and text.isprintable():  # nearly always
        return text
    return _STEERS.sub(_escape, text.replace("\r\n", "\n"))


def one_line(text: str, at_most: int) -> str:
    """The text as a single line of no more than so many characters; that it was longer is seen."""
    plain = spelled_out(text[: at_most + 1]).replace("\n", " ").replace("\t", " ")
    return plain if len(plain) <= at_most else f"{plain[: at_most - 1]}…"


def cut(text: str, at_most: int) -> str:
    """The text in its lines, spelled out, and no longer than that."""
    return spelled_out(text[:at_most])[:at_most]


def named(text: str) -> str:
    """A name in which everything is seen: what does not print, a space at an end, and the backslash that escapes begin with.

    Different names stay different.
    """
    inner = text.strip(" ")
    before, after = len(text) - len(text.lstrip(" ")), len(text) - len(text.rstrip(" "))
    if not inner:
        return r"\x20" * len(text)
    seen = "".join(char if char.isprintable() and char != "\\" else _escaped(char) for char in inner)
    return r"\x20" * before + seen + r"\x20" * after


def may_steer(raw: bytes) -> bool:
    """Whether a header in JSON could hold a character that is to be spelled out; a quick look at its bytes."""
    return _MAY_STEER.search(raw) is not None


def cleaned(node: Any, depth: int = 0) -> Any:
    """What JSON holds, with all texts in it spelled out, keys too."""
    if type(node) is str:
        return spelled_out(node)
    if depth > MAX_DEPTH:
        return None
    if type(node) is list:
        return [cleaned(item, depth + 1) for item in node]
    if type(node) is dict:
        return {spelled_out(key): cleaned(value, depth + 1) for key, value in node.items()}
    return node


def _escape(found: re.Match[str]) -> str:
    return _escaped(found[0])


def _escaped(char: str) -> str:
    return r"\x5c" if char == "\\" else char.encode("unicode_escape", "surrogatepass").decode("ascii")
