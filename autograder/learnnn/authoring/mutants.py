"""Mutants of a text: each is that text with one small change, as a slip of the pen or of the mind would make it.

The changes are those that mutmut's operators know; nothing else of mutmut is used. Only code is changed: no docstring,
annotation, import or decorator, and not the words of an error, which no contract promises.
"""

from __future__ import annotations

import ast
import hashlib
import re
import warnings
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice, takewhile, zip_longest
from pathlib import Path

import libcst as cst
from mutmut.mutation.mutators import mutation_operators

from learnnn.core.errors import CourseError
from learnnn.core.findings import Change, Mutant
from learnnn.course import submission as submissions

NOT_CODE = (cst.Annotation, cst.Decorator, cst.Import, cst.ImportFrom, cst.Raise)
ENTRY = re.compile(r"^    @@ ?(?P<function>.*)\n(?P<lines>(?:    [-+].*(?:\n|\Z))+)", flags=re.MULTILINE)


def of(source: str) -> list[Mutant]:
    """All mutants of a text, from its top to its end: each parses, and means something else than the text and the others."""
    module = cst.parse_module(source)
    places = _Places()
    module.visit(places)
    known = {_meaning(source), None}
    found = []
    for place in places.found:
        mutated = module.deep_replace(place.node, place.instead)
        assert isinstance(mutated, cst.Module)
        meaning = _meaning(mutated.code)
        if meaning not in known:
            known.add(meaning)
            found.append(_mutant(source, mutated.code, place))
    return sorted(found, key=lambda mutant: mutant.line)


def choose(mutants: Iterable[Mutant], at_most: int) -> list[Mutant]:
    """So many of them, of as many functions and operators as there are; of the same text always the same.

    A change elsewhere in the text changes little in the choice: each mutant has a lot of its own.
    """
    groups: dict[tuple[str, str], list[Mutant]] = defaultdict(list)
    for mutant in sorted(mutants, key=_lot):
        groups[mutant.change.function, mutant.operator].append(mutant)
    in_turn = (mutant for mutant in chain(*zip_longest(*groups.values())) if mutant is not None)
    return sorted(islice(in_turn, at_most), key=lambda mutant: mutant.line)


def equivalent(path: Path) -> dict[Change, str]:
    """The changes that are no mistakes, each with the reason, as staff wrote them down; none if there is no such file.

    Each is the change as it is printed, indented as code, and below it a paragraph. Raises CourseError if that is missing,
    SubmissionError if it is not UTF-8.
    """
    if not path.is_file():
        return {}
    text = submissions.text(path.read_bytes(), path).replace("\r\n", "\n")
    entries = list(ENTRY.finditer(text))
    ends = [*(entry.start() for entry in entries[1:]), len(text)]
    reasons = {}
    for entry, end in zip(entries, ends, strict=False):
        reason = " ".join(text[entry.end() : end].strip().partition("\n\n")[0].split())
        if not reason:
            raise CourseError(
                "a change is listed without a reason",
                path=path,
                line=text.count("\n", 0, entry.start()) + 1,
                next_step="Write below it why no check can tell.",
            )
        reasons[_change(entry["function"].strip(), entry["lines"].splitlines())] = reason
    return reasons


def _change(function: str, lines: Sequence[str]) -> Change:
    rows = [row.strip() for row in lines]
    before, after = (tuple(row[1:].strip() for row in rows if row[0] == sign) for sign in "-+")
    return Change(function, before, after)


@dataclass(frozen=True, slots=True)
class _Place:
    """A node, and what an operator puts there."""

    function: str
    operator: str
    node: cst.CSTNode
    instead: cst.CSTNode


class _Places(cst.CSTVisitor):
    """Collects what the operators would do, node by node."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[_Place] = []
        self._around: list[str] = []

    def on_visit(self, node: cst.CSTNode) -> bool:
        if isinstance(node, NOT_CODE) or _is_text(node):
            return False
        if isinstance(node, (cst.ClassDef, cst.FunctionDef)):
            self._around.append(node.name.value)
        self.found += self._places(node)
        return True

    def on_leave(self, original_node: cst.CSTNode) -> None:
        if isinstance(original_node, (cst.ClassDef, cst.FunctionDef)):
            self._around.pop()

    def _places(self, node: cst.CSTNode) -> Iterator[_Place]:
        function = ".".join(self._around)
        for kind, operator in mutation_operators:
            if isinstance(node, kind):
                name = operator.__name__.removeprefix("operator_")
                yield from (_Place(function, name, node, instead) for instead in operator(node))


def _is_text(node: cst.CSTNode) -> bool:
    """Whether it is a string that stands alone, as docstrings do."""
    return isinstance(node, cst.Expr) and isinstance(node.value, (cst.SimpleString, cst.ConcatenatedString))


def _meaning(source: str) -> str | None:
    """The same for texts that differ in layout only; None for what is not Python."""
    with warnings.catch_warnings(action="ignore"):
        try:
            return ast.dump(ast.parse(source))
        except (SyntaxError, ValueError):
            return None


def _mutant(source: str, mutated: str, place: _Place) -> Mutant:
    old, new = source.splitlines(), mutated.splitlines()
    same_above = _in_common(old, new)
    same_below = _in_common(old[same_above:][::-1], new[same_above:][::-1])
    before, after = (
        tuple(row.strip() for row in rows[same_above : len(rows) - same_below] if row.strip()) for rows in (old, new)
    )
    return Mutant(Change(place.function, before, after), place.operator, same_above + 1, mutated)


def _in_common(old: Sequence[str], new: Sequence[str]) -> int:
    """How many lines are the same from the start."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(old, new, strict=False)))


def _lot(mutant: Mutant) -> bytes:
    return hashlib.sha256(f"{mutant.operator}\n{mutant.change}".encode()).digest()
