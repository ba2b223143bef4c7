"""The cells a student writes in, made from stub and reference: the reference's text, with marks around what is to be found.

nbgrader replaces what is between the marks by its own stub. Public functions, methods and classes keep their signatures and
docstrings, which are the contract; their bodies go. What the reference has beyond the contract (helper functions, imports,
constants) stands in the first region, behind a body: it is needed when functions are called, not when they are made.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from learnnn.core.errors import CourseError

BEGIN, END = "### BEGIN SOLUTION", "### END SOLUTION"
Function = ast.FunctionDef | ast.AsyncFunctionDef
Definition = Function | ast.ClassDef


@dataclass(frozen=True, slots=True)
class Answer:
    """One top-level definition of the contract, and the names of all that is defined in it."""

    name: str
    source: str
    members: frozenset[str]


@dataclass(frozen=True, slots=True)
class Module:
    """A module in cells: what a student is given to begin with, and what they write."""

    prelude: str
    answers: tuple[Answer, ...]


def in_cells(stub: str, reference: str, path: Path) -> Module:
    """Both texts as one module in cells. Raises CourseError, naming the reference's `path`, if they do not fit together."""
    given = ast.parse(stub).body
    contract = {node.name: node for node in given if isinstance(node, Definition)}
    before = [node for node in _without_docstring(given) if not isinstance(node, Definition)]
    known = {ast.unparse(node) for node in before}
    body = [node for node in _without_docstring(ast.parse(reference).body) if ast.unparse(node) not in known]
    groups = _groups(body, list(contract), path)
    ours, theirs = _Text(reference), _Text(stub)
    made = [_answer(group, node, theirs, ours, path) for group, node in zip(groups, contract.values(), strict=True)]
    return Module(_prelude(before, theirs), tuple(made))


def _groups(body: Sequence[ast.stmt], names: Sequence[str], path: Path) -> list[list[ast.stmt]]:
    """The definitions of the contract, one in each group; all that is no part of it joins the first, where it is never too late."""
    public = [node for node in body if isinstance(node, Definition) and node.name in names]
    if [node.name for node in public] != list(names):
        raise CourseError(
            f"no notebook can be made of this: the stub defines {', '.join(names)}, "
            f"this file {', '.join(node.name for node in public) or 'nothing of it'}",
            path=path,
            next_step="Define the same public functions and classes in both, in the same order.",
        )
    groups: list[list[ast.stmt]] = [[node] for node in public]
    groups[0] += [node for node in body if node not in public]
    return groups


def _answer(group: Sequence[ast.stmt], stub: Definition, contract: _Text, text: _Text, path: Path) -> Answer:
    node, *extras = group
    beyond = "".join(f"\n\n\n{text.of(extra)}" for extra in extras)
    if isinstance(stub, ast.ClassDef):
        source = "\n".join(_class(node, stub, beyond, contract, text, path))
    else:
        source = _function(stub, contract, _body(node, text.end(node), text), beyond)
    return Answer(stub.name, source, frozenset(inner.name for inner in ast.walk(stub) if isinstance(inner, Definition)))


def _class(node: ast.stmt, stub: ast.ClassDef, beyond: str, contract: _Text, text: _Text, path: Path) -> Iterator[str]:
    """The methods of the contract one by one; what the reference has between them goes with the one before."""
    public = {inner.name: inner for inner in stub.body if isinstance(inner, Function)}
    inner = _without_docstring(node.body) if isinstance(node, ast.ClassDef) else []
    methods = [method for method in inner if isinstance(method, Function) and method.name in public]
    if [method.name for method in methods] != list(public) or not methods or inner[0] is not methods[0]:
        raise CourseError(
            f"no notebook can be made of this: `{stub.name}` has other methods than the stub's, or in another order",
            path=path,
            line=node.lineno,
            next_step="Put the stub's methods first and in its order; helper methods go behind the first of them.",
        )
    yield contract.lines(contract.start(stub), contract.start(next(iter(public.values()))) - 1)
    for method, following in pairwise([*methods, None]):
        assert method is not None
        last = text.start(following) - 1 if following is not None else text.end(node)
        body = _body(method, last, text)
        yield _function(public[method.name], contract, body, beyond if following is None else "")
        if following is not None:
            yield ""


def _function(stub: Function, contract: _Text, body: str, beyond: str) -> str:
    """The stub's signature and docstring, then the region: the reference's body, and what goes with it."""
    indent = " " * (stub.col_offset + 4)
    head = contract.lines(contract.start(stub), contract.end_of_head(stub))
    return f"{head}\n{indent}{BEGIN}\n{body}{beyond}\n{indent}{END}"


def _body(node: ast.stmt, last: int, text: _Text) -> str:
    """A function's lines behind its docstring, up to `last`."""
    assert isinstance(node, Function)
    return text.lines(text.end_of_head(node) + 1, last).strip("\n")


def _prelude(before: Sequence[ast.stmt], text: _Text) -> str:
    """Imports first, then the rest, as they stand in the stub."""
    imports = [text.of(node) for node in before if isinstance(node, (ast.Import, ast.ImportFrom))]
    others = [text.of(node) for node in before if not isinstance(node, (ast.Import, ast.ImportFrom))]
    return "\n\n".join("\n".join(part) for part in (imports, others) if part)


def _without_docstring(body: Sequence[ast.stmt]) -> list[ast.stmt]:
    return list(body[1:]) if body and _is_docstring(body[0]) else list(body)


def _is_docstring(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)


class _Text:
    """A module's text by line numbers, which start at 1."""

    def __init__(self, source: str) -> None:
        self._lines = source.splitlines()

    def lines(self, first: int, last: int) -> str:
        return "\n".join(self._lines[first - 1 : last])

    def of(self, node: ast.stmt) -> str:
        return self.lines(self.start(node), self.end(node))

    def start(self, node: ast.stmt) -> int:
        """The first line of a statement: of its decorators, and of the comments right above."""
        line = min([node.lineno, *(decorator.lineno for decorator in getattr(node, "decorator_list", []))])
        return self._above_comments(line)

    def end(self, node: ast.stmt) -> int:
        return node.end_lineno or node.lineno

    def end_of_head(self, node: Function) -> int:
        """The last line of signature and docstring."""
        if _is_docstring(node.body[0]):
            return self.end(node.body[0])
        return self._above_comments(node.body[0].lineno) - 1

    def _above_comments(self, line: int) -> int:
        while line > 1 and self._lines[line - 2].lstrip().startswith("#"):
            line -= 1
        return line
