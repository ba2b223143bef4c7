"""The definitions of a Python text: what binds each name, at the top and in the classes there, and who speaks of whom."""

from __future__ import annotations

import ast
import copy
from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True, slots=True)
class Definitions:
    """The statements that bind each name (`fit`, `Perceptron.fit`); those that bind none are `""`, or `Perceptron.`."""

    tree: ast.Module
    by_name: dict[str, list[ast.stmt]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def of(cls, source: str | bytes) -> Definitions:
        """Raises SyntaxError or ValueError for what is not Python."""
        found = cls(ast.parse(source))
        for prefix, node in _statements(found.tree):
            for name in _bound(node) or {""}:
                found.by_name[f"{prefix}{name}"].append(node)
        return found

    def differences(self, other: Definitions) -> set[str]:
        """The names that the two do not bind alike."""
        names = self.by_name.keys() | other.by_name.keys()
        return {name for name in names if self._meaning(name) != other._meaning(name)}

    def affected_by(self, names: Collection[str]) -> set[str]:
        """These names, those of all that speak of one of them, and so on: without their classes, as they are spoken of."""
        found = set().union(*map(_spoken_of, names))
        spoken = {name: mentioned(*self.by_name[name]) for name in self.by_name}
        while more := {
            one for name, words in spoken.items() if words & found for one in _spoken_of(name) if one not in found
        }:
            found |= more
        return found

    def annotations(self) -> set[str]:
        """All annotations of functions, as `ast.dump` writes them."""
        functions = [node for node in ast.walk(self.tree) if isinstance(node, FUNCTIONS)]
        return {ast.dump(one) for node in functions for one in annotations_of(node)}

    def _meaning(self, name: str) -> list[str]:
        """The same where the layout alone differs. The members of a class at the top have names of their own."""
        return [ast.dump(_without_members(node, name)) for node in self.by_name.get(name, ())]


def mentioned(*nodes: ast.AST) -> set[str]:
    """All names that are spoken of there, also as text."""
    found: set[str] = set()
    for node in (inner for one in nodes for inner in ast.walk(one)):
        match node:
            case ast.Name(id=name) | ast.Attribute(attr=name) | ast.Constant(value=str(name)):
                found.add(name)
    return found


def annotations_of(node: Function) -> list[ast.expr]:
    """What is said of a function's arguments and of what it returns."""
    every = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs, node.args.vararg, node.args.kwarg]
    found = [argument.annotation for argument in every if argument is not None] + [node.returns]
    return [one for one in found if one is not None]


def _statements(tree: ast.Module) -> Iterator[tuple[str, ast.stmt]]:
    for node in tree.body:
        yield "", node
        if isinstance(node, ast.ClassDef):
            yield from ((f"{node.name}.", member) for member in node.body)


def _bound(node: ast.stmt) -> set[str]:
    if isinstance(node, (*FUNCTIONS, ast.ClassDef)):
        return {node.name}
    if isinstance(node, (ast.Import, ast.ImportFrom)):
        return {(alias.asname or alias.name).partition(".")[0] for alias in node.names}
    return {one.id for one in ast.walk(node) if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Store)}


def _without_members(node: ast.stmt, name: str) -> ast.stmt:
    if "." in name or not isinstance(node, ast.ClassDef):
        return node
    alone = copy.copy(node)
    alone.body = []
    return alone


def _spoken_of(name: str) -> set[str]:
    """How others speak of it: of what Python calls by itself, and of `forward`, as of its class."""
    owner, _, own = name.rpartition(".")
    return {owner} if owner and (own.startswith("__") or own in ("", "forward")) else {own} - {""}
