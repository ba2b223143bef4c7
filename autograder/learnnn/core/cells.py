"""The text of a notebook as workers take it: cell after cell, each under a heading that says where it stood."""

from __future__ import annotations

import re
from dataclasses import dataclass

ENDING = ".ipynb"
_HEADING = re.compile(r"^# %% (scratch )?cell (\d+)$", re.MULTILINE)


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
    heads = list(_HEADING.finditer(source))
    ends = [head.start() for head in heads[1:]] + [len(source)]
    return [
        Cell(int(head[2]), source.count("\n", 0, head.start()) + 2, source[head.end() + 1 : end], head[1] is not None)
        for head, end in zip(heads, ends, strict=True)
    ]


def place(source: str, line: int) -> str:
    """A line of the whole text by the name that it has in the notebook."""
    cell = next((cell for cell in reversed(split(source)) if cell.first_line <= line), None)
    return f"cell {cell.number}, line {line - cell.first_line + 1}" if cell is not None else f"line {line}"
