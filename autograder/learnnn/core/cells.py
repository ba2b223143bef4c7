"""The text of a notebook as workers take it: cell after cell, each under a heading that says where it stood."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

ENDING = ".ipynb"
_HEADING = re.compile(r"^# %% (scratch )?cell ([0-9]{1,9})$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its number in the notebook, and the line of the whole text that its first line is."""

    number: int
    first_line: int
    text: str
    is_scratch: bool


def heading(number: int, *, is_scratch: bool) -> str:
    """The line before a cell."""
    return f"# %% {'scratch ' if is_scratch else ''}cell {number}"


def split(source: str) -> list[Cell]:
    """The cells under their headings."""
    heads = list(_heads(source))
    if not heads:
        return []
    ends = [head.start() for _, head in heads[1:]] + [len(source)]
    return [
        Cell(int(head[2]), line + 1, source[head.end() + 1 : end], head[1] is not None)
        for (line, head), end in zip(heads, ends, strict=True)
    ]


def place(source: str, line: int) -> str:
    """A line of the whole text by the name that it has in the notebook."""
    first_lines, numbers = _index(source)
    before = bisect_right(first_lines, line)
    return f"cell {numbers[before - 1]}, line {line - first_lines[before - 1] + 1}" if before else f"line {line}"


def _heads(source: str) -> Iterator[tuple[int, re.Match[str]]]:
    """Every heading and the line it is, counted from 1; each character is looked at once."""
    line, position = 1, 0
    for head in _HEADING.finditer(source):
        line += source.count("\n", position, head.start())
        position = head.start()
        yield line, head


# A text of theirs may have a heading in each line, and be asked about in every line of a traceback.
@lru_cache(maxsize=2)
def _index(source: str) -> tuple[list[int], list[int]]:
    """The first line and the number of each cell."""
    found = [(line + 1, int(head[2])) for line, head in _heads(source)]
    return [first_line for first_line, _ in found], [number for _, number in found]
