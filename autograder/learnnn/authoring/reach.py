"""Which checks a difference can reach: those that run a function or method which differs. The others say what they said before.

A right solution and one that differs from it (a mistake laid over it, a mutant) behave alike until a definition that differs is
run. So a check that ran none of them on the right solution (`learnnn.authoring.footprints`) never gets to one, and need not be
run. That holds for functions and methods; where anything else differs (a class, a constant, a decorator), every check is run.
"""

from __future__ import annotations

import ast
import builtins
import copy
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
_PLAIN = (ast.Constant, ast.UnaryOp, ast.USub, ast.Tuple, ast.List, ast.Dict, ast.Load)
_Function = ast.FunctionDef | ast.AsyncFunctionDef


def reached(right: str, other: str, footprints: Mapping[str, frozenset[str] | None]) -> frozenset[str]:
    """The checks that could differ between these two texts. One whose footprint is not known (None) always could."""
    differing = functions_that_differ(right, other)
    return frozenset(check for check, ran in footprints.items() if differing is None or ran is None or ran & differing)


def functions_that_differ(right: str, other: str) -> frozenset[str] | None:
    """The functions and methods of the right text that are not the same in the other; None where more than those differ."""
    old, new = _Text.of(right), _Text.of(other)
    differing = old.differences(new)
    found = differing & old.definitions.keys()
    is_no_more = all(_is_reached_by_running(name, old, new) for name in found) and all(
        _is_only_for_new(name, old, new) for name in differing - found
    )
    return frozenset(found) if is_no_more else None


@dataclass(frozen=True, slots=True)
class _Text:
    """What binds each name, at the top and in the classes there (without their members); statements that bind none are `""`."""

    tree: ast.Module
    definitions: dict[str, list[ast.stmt]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def of(cls, source: str) -> _Text:
        text = cls(ast.parse(source))
        for prefix, node in _statements(text.tree):
            for name in _bound(node) or {""}:
                text.definitions[f"{prefix}{name}"].append(node)
        return text

    def differences(self, other: _Text) -> set[str]:
        """The names that the two do not bind alike."""
        names = self.definitions.keys() | other.definitions.keys()
        return {name for name in names if self._meaning(name) != other._meaning(name)}

    def _meaning(self, name: str) -> list[str]:
        """The same where the layout alone differs. The members of a class at the top have names of their own."""
        is_at_top = "." not in name
        return [
            ast.dump(_without_members(node) if is_at_top and isinstance(node, ast.ClassDef) else node)
            for node in self.definitions.get(name, ())
        ]

    def mentioned(self) -> set[str]:
        """All names that are spoken of, also as text."""
        found: set[str] = set()
        for node in ast.walk(self.tree):
            match node:
                case ast.Name(id=name) | ast.Attribute(attr=name) | ast.Constant(value=str(name)):
                    found.add(name)
        return found

    def annotations(self) -> set[str]:
        functions = [node for node in ast.walk(self.tree) if isinstance(node, _FUNCTIONS)]
        return {ast.dump(one) for node in functions for one in _annotations(node)}


def _statements(tree: ast.Module) -> Iterator[tuple[str, ast.stmt]]:
    for node in tree.body:
        yield "", node
        if isinstance(node, ast.ClassDef):
            yield from ((f"{node.name}.", member) for member in node.body)


def _bound(node: ast.stmt) -> set[str]:
    if isinstance(node, (*_FUNCTIONS, ast.ClassDef)):
        return {node.name}
    if isinstance(node, (ast.Import, ast.ImportFrom)):
        return {(alias.asname or alias.name).partition(".")[0] for alias in node.names}
    return {one.id for one in ast.walk(node) if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Store)}


def _without_members(node: ast.ClassDef) -> ast.ClassDef:
    alone = copy.copy(node)
    alone.body = []
    return alone


def _is_reached_by_running(name: str, old: _Text, new: _Text) -> bool:
    """Whether both are functions that differ in nothing before they are run; or there is none any more, which others miss then."""
    before, after = old.definitions[name], new.definitions.get(name, [])
    functions = [node for node in (*before, *after) if isinstance(node, _FUNCTIONS)]
    if len(functions) < len(before) + len(after):
        return False
    if not after:
        return not _is_for_python(name)
    annotations, known = [one for node in functions for one in _annotations(node)], old.annotations()
    if not all(ast.dump(one) in known or _is_plain(one) for one in annotations):
        return False
    return list(map(_head, functions[: len(before)])) == list(map(_head, functions[len(before) :]))


def _head(node: _Function) -> tuple[str, bool, list[str]]:
    """What matters before it is run: what kind it is (a generator does nothing when it is called), and what is called for it."""
    called = [one for one in (*node.args.defaults, *node.args.kw_defaults) if one is not None and not _is_plain(one)]
    return type(node).__name__, _is_generator(node), [ast.dump(one) for one in (*node.decorator_list, *called)]


def _is_generator(node: ast.AST) -> bool:
    inner = (*_FUNCTIONS, ast.Lambda, ast.ClassDef)
    return any(
        isinstance(child, (ast.Yield, ast.YieldFrom)) or (not isinstance(child, inner) and _is_generator(child))
        for child in ast.iter_child_nodes(node)
    )


def _annotations(node: _Function) -> list[ast.expr]:
    every = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs, node.args.vararg, node.args.kwarg]
    found = [argument.annotation for argument in every if argument is not None] + [node.returns]
    return [one for one in found if one is not None]


def _is_plain(node: ast.expr) -> bool:
    """Whether nothing can happen where it is evaluated."""
    return all(
        isinstance(one, _PLAIN) or (isinstance(one, ast.Name) and hasattr(builtins, one.id)) for one in ast.walk(node)
    )


def _is_only_for_new(name: str, old: _Text, new: _Text) -> bool:
    """Whether it is new and only what differs can use it: nothing old speaks of it, nor does Python or a base of its class."""
    owner, _, own = name.rpartition(".")
    return (
        all(_does_nothing_yet(node) for node in new.definitions[name])
        and own not in old.mentioned()
        and not _is_for_python(name)
        and not hasattr(builtins, own)
        and not any(isinstance(node, ast.ClassDef) and node.bases for node in old.definitions.get(owner, ()))
    )


def _is_for_python(name: str) -> bool:
    """Whether Python calls it by itself, and does something else where it is not there."""
    return name.rpartition(".")[2].startswith("__")


def _does_nothing_yet(node: ast.stmt) -> bool:
    """Whether it only binds a name: a function, an import, a value for which nothing is called."""
    if isinstance(node, _FUNCTIONS):
        evaluated = [*node.args.defaults, *(one for one in node.args.kw_defaults if one), *_annotations(node)]
        return not node.decorator_list and not any(isinstance(n, ast.Call) for one in evaluated for n in ast.walk(one))
    is_value = isinstance(node, (ast.Assign, ast.AnnAssign)) and not any(
        isinstance(n, ast.Call) for n in ast.walk(node)
    )
    return is_value or isinstance(node, (ast.Import, ast.ImportFrom))
