"""Which checks a difference can reach: those that run a function or method which differs. The others say what they said before.

A right solution and a wrong one laid over it behave alike until a definition that differs is run. So a check that ran none
of them on the right solution (`Trial.footprint`) never gets to one, and need not be run. That holds for functions and methods;
where anything else differs (a class, a constant, a decorator), every check is run.
"""

from __future__ import annotations

import ast
import builtins
from collections import defaultdict
from collections.abc import Iterator, Mapping

_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


def reached(names: frozenset[str], right: str, wrong: str, footprints: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """The checks that could differ between these two texts, which differ in the definitions of these names."""
    differing = functions_that_differ(names, right, wrong)
    if differing is None:
        return frozenset(footprints)
    return frozenset(check for check, ran in footprints.items() if ran & differing)


def functions_that_differ(names: frozenset[str], right: str, wrong: str) -> frozenset[str] | None:
    """The functions and methods among these that the right text has; None where what differs is more than those."""
    before, after = ast.parse(right), ast.parse(wrong)
    old, new = _definitions(before), _definitions(after)
    mentioned = _mentioned(before)
    found: set[str] = set()
    for name in names:
        if name in old:
            if not _are_alike(old[name], new.get(name, [])):
                return None
            found.add(name)
        elif not _is_only_for_new(name, new.get(name, []), mentioned):
            return None
    return frozenset(found)


def _definitions(tree: ast.Module) -> dict[str, list[ast.stmt]]:
    """What binds each name, at the top and in the classes there."""
    found: dict[str, list[ast.stmt]] = defaultdict(list)
    for prefix, node in _statements(tree):
        for name in _bound(node):
            found[f"{prefix}{name}"].append(node)
    return found


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


def _are_alike(old: list[ast.stmt], new: list[ast.stmt]) -> bool:
    """Whether both are functions under the same decorators, or the old one is a function and there is none any more."""
    if not all(isinstance(node, _FUNCTIONS) for node in (*old, *new)):
        return False
    return not new or list(map(_decorators, old)) == list(map(_decorators, new))


def _decorators(node: ast.stmt) -> list[str]:
    assert isinstance(node, _FUNCTIONS)
    return [ast.dump(one) for one in node.decorator_list]


def _is_only_for_new(name: str, new: list[ast.stmt], mentioned: set[str]) -> bool:
    """Whether it is new and only what differs can use it: nothing old speaks of it, nor does Python by itself."""
    own = name.rpartition(".")[2]
    return (
        bool(new)
        and all(map(_does_nothing_yet, new))
        and own not in mentioned
        and not own.startswith("__")
        and not hasattr(builtins, own)
    )


def _does_nothing_yet(node: ast.stmt) -> bool:
    """Whether it only binds a name: a function, an import, a value for which nothing is called."""
    if isinstance(node, _FUNCTIONS):
        return not node.decorator_list
    is_value = isinstance(node, (ast.Assign, ast.AnnAssign)) and not any(
        isinstance(n, ast.Call) for n in ast.walk(node)
    )
    return is_value or isinstance(node, (ast.Import, ast.ImportFrom))


def _mentioned(tree: ast.Module) -> set[str]:
    return {one.id for one in ast.walk(tree) if isinstance(one, ast.Name)} | {
        one.attr for one in ast.walk(tree) if isinstance(one, ast.Attribute)
    }
