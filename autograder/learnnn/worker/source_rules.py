"""Rules on the text of a submission, read from its syntax tree before anything runs: imports and banned names.

Rules keep an exercise about its idea (no torch in a NumPy exercise); they are not what makes grading safe. A student's text
is parsed in a worker only: it may be made to crash or to exhaust a parser.
"""

from __future__ import annotations

import ast
import sys
import warnings
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

UNPARSABLE = (SyntaxError, ValueError, RecursionError, MemoryError)  # what `parse` may raise


@dataclass(frozen=True, slots=True)
class Violation:
    """A line that breaks a rule, and what the rule says."""

    line: int
    message: str


def parse(source: str) -> ast.Module:
    """The syntax tree of a student's text. Raises one of UNPARSABLE."""
    with warnings.catch_warnings(action="ignore"):  # of their text: running it shows them
        return ast.parse(source)


def violations(source: str, imports: Sequence[str], banned: Collection[str]) -> list[Violation]:
    """All lines that import or name what an exercise does not allow, in order.

    None if the text does not parse: running it will say so.
    """
    try:
        tree = parse(source)
    except UNPARSABLE:
        return []
    return violations_in(tree, imports, banned)


def violations_in(tree: ast.Module, imports: Sequence[str], banned: Collection[str]) -> list[Violation]:
    """The same of a text that is parsed already."""
    found = [*_imports(tree, imports), *_banned_names(tree, banned)]
    return sorted(found, key=lambda violation: violation.line)


def _imports(tree: ast.Module, imports: Sequence[str]) -> Iterator[Violation]:
    allowed = {*imports, *sys.stdlib_module_names}
    if "matplotlib" in allowed:
        allowed.add("mpl_toolkits")  # a part of it, under a name of its own
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = [node.module or "."] if node.level == 0 else ["."]
        else:
            continue
        for root in sorted({name.partition(".")[0] for name in names} - allowed):
            packages = ", ".join(f"`{name}`" for name in imports) or "nothing"
            what = f"`{root}`" if root else "a relative import"
            yield Violation(
                node.lineno, f"{what} is not used in this exercise; besides the standard library there is {packages}."
            )


def _banned_names(tree: ast.Module, banned: Collection[str]) -> Iterator[Violation]:
    if not banned:
        return
    aliases = _aliases(tree)
    for node in ast.walk(tree):
        if isinstance(node, (ast.Name, ast.Attribute)):
            name = _dotted(node, aliases)
            for one in banned:
                if name == one or (one.startswith(".") and name.endswith(one)):
                    yield Violation(
                        node.lineno, f"`{one.lstrip('.')}` is what this exercise is about: write it yourself."
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
