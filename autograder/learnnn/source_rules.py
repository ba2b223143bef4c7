"""Rules on the text of a submission, read from its syntax tree before anything runs: imports and banned names.

Rules keep an exercise about its idea (no torch in a NumPy exercise); they are not what makes grading safe.
"""

from __future__ import annotations

import ast
import sys
import warnings
from collections.abc import Iterator
from dataclasses import dataclass

from learnnn.model import Exercise


@dataclass(frozen=True, slots=True)
class Violation:
    """A line that breaks a rule, and what the rule says."""

    line: int
    message: str


def violations(source: str, exercise: Exercise) -> list[Violation]:
    """All lines that break the exercise's rules, in order; none if the text does not parse (running it will say so)."""
    try:
        with warnings.catch_warnings(action="ignore"):  # of their text: running it shows them
            tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return []
    found = [*_imports(tree, exercise), *_banned_names(tree, exercise)]
    return sorted(found, key=lambda violation: violation.line)


def _imports(tree: ast.Module, exercise: Exercise) -> Iterator[Violation]:
    allowed = {*exercise.imports, *sys.stdlib_module_names}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = [node.module or "."] if node.level == 0 else ["."]
        else:
            continue
        for root in sorted({name.partition(".")[0] for name in names} - allowed):
            packages = ", ".join(f"`{name}`" for name in exercise.imports) or "nothing"
            what = f"`{root}`" if root else "a relative import"
            yield Violation(
                node.lineno, f"{what} is not used in this exercise; besides the standard library there is {packages}."
            )


def _banned_names(tree: ast.Module, exercise: Exercise) -> Iterator[Violation]:
    if not exercise.banned:
        return
    aliases = _aliases(tree)
    for node in ast.walk(tree):
        if isinstance(node, (ast.Name, ast.Attribute)):
            name = _dotted(node, aliases)
            for banned in exercise.banned:
                if name == banned or (banned.startswith(".") and name.endswith(banned)):
                    yield Violation(
                        node.lineno, f"`{banned.lstrip('.')}` is what this exercise is about: write it yourself."
                    )


def _aliases(tree: ast.Module) -> dict[str, str]:
    """What each imported name stands for: `np` for numpy, `lstsq` for numpy.linalg.lstsq."""
    names: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {
                alias.asname or alias.name: alias.name for alias in node.names if alias.asname or "." not in alias.name
            }
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {alias.asname or alias.name: f"{node.module}.{alias.name}" for alias in node.names}
    return names


def _dotted(node: ast.expr, aliases: dict[str, str]) -> str:
    """`np.linalg.lstsq` as `numpy.linalg.lstsq`; an attribute of anything else as `?.name`."""
    names: list[str] = []
    while isinstance(node, ast.Attribute):
        names.append(node.attr)
        node = node.value
    names.append(aliases.get(node.id, node.id) if isinstance(node, ast.Name) else "?")
    return ".".join(reversed(names))
