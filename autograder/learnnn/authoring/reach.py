"""Which checks a difference can reach: those that run a function or method which differs. The others say what they said before.

A right solution and one that differs from it (a mistake laid over it, a mutant) behave alike until a definition that differs is
run. So a check that ran none of them on the right solution (`learnnn.authoring.footprints`) never gets to one, and need not be
run. That holds for functions and methods; where anything else differs (a class, a constant, a decorator), every check is run.
"""

from __future__ import annotations

import ast
import builtins
from collections.abc import Mapping

from learnnn.course.definitions import FUNCTIONS, Definitions, Function, annotations_of, mentioned

_PLAIN = (ast.Constant, ast.UnaryOp, ast.USub, ast.Tuple, ast.List, ast.Dict, ast.Load)


def reached(right: str, other: str, footprints: Mapping[str, frozenset[str] | None]) -> frozenset[str]:
    """The checks that could differ between these two texts. One whose footprint is not known (None) always could."""
    differing = functions_that_differ(right, other)
    return frozenset(check for check, ran in footprints.items() if differing is None or ran is None or ran & differing)


def functions_that_differ(right: str, other: str) -> frozenset[str] | None:
    """The functions and methods of the right text that are not the same in the other; None where more than those differ."""
    old, new = Definitions.of(right), Definitions.of(other)
    differing = old.differences(new)
    found = differing & old.by_name.keys()
    is_no_more = all(_is_reached_by_running(name, old, new) for name in found) and all(
        _is_only_for_new(name, old, new) for name in differing - found
    )
    return frozenset(found) if is_no_more else None


def _is_reached_by_running(name: str, old: Definitions, new: Definitions) -> bool:
    """Whether both are functions that differ in nothing before they are run; or there is none any more, which others miss then."""
    before, after = old.by_name[name], new.by_name.get(name, [])
    functions = [node for node in (*before, *after) if isinstance(node, FUNCTIONS)]
    if len(functions) < len(before) + len(after):
        return False
    if not after:
        return not _is_for_python(name)
    evaluated, known = [one for node in functions for one in annotations_of(node)], old.annotations()
    if not all(ast.dump(one) in known or _is_plain(one) for one in evaluated):
        return False
    return list(map(_head, functions[: len(before)])) == list(map(_head, functions[len(before) :]))


def _head(node: Function) -> tuple[str, bool, list[str]]:
    """What matters before it is run: what kind it is (a generator does nothing when it is called), and what is called for it."""
    called = [one for one in (*node.args.defaults, *node.args.kw_defaults) if one is not None and not _is_plain(one)]
    return type(node).__name__, _is_generator(node), [ast.dump(one) for one in (*node.decorator_list, *called)]


def _is_generator(node: ast.AST) -> bool:
    inner = (*FUNCTIONS, ast.Lambda, ast.ClassDef)
    return any(
        isinstance(child, (ast.Yield, ast.YieldFrom)) or (not isinstance(child, inner) and _is_generator(child))
        for child in ast.iter_child_nodes(node)
    )


def _is_plain(node: ast.expr) -> bool:
    """Whether nothing can happen where it is evaluated."""
    return all(
        isinstance(one, _PLAIN) or (isinstance(one, ast.Name) and hasattr(builtins, one.id)) for one in ast.walk(node)
    )


def _is_only_for_new(name: str, old: Definitions, new: Definitions) -> bool:
    """Whether it is new and only what differs can use it: nothing old speaks of it, nor does Python or a base of its class."""
    owner, _, own = name.rpartition(".")
    return (
        all(_does_nothing_yet(node) for node in new.by_name[name])
        and own not in mentioned(old.tree)
        and not _is_for_python(name)
        and not hasattr(builtins, own)
        and not any(isinstance(node, ast.ClassDef) and node.bases for node in old.by_name.get(owner, ()))
    )


def _is_for_python(name: str) -> bool:
    """Whether Python calls it by itself, and does something else where it is not there."""
    return name.rpartition(".")[2].startswith("__")


def _does_nothing_yet(node: ast.stmt) -> bool:
    """Whether it only binds a name: a function, an import, a value for which nothing is called."""
    if isinstance(node, FUNCTIONS):
        evaluated = [*node.args.defaults, *(one for one in node.args.kw_defaults if one), *annotations_of(node)]
        return not node.decorator_list and not any(isinstance(n, ast.Call) for one in evaluated for n in ast.walk(one))
    is_value = isinstance(node, (ast.Assign, ast.AnnAssign)) and not any(
        isinstance(n, ast.Call) for n in ast.walk(node)
    )
    return is_value or isinstance(node, (ast.Import, ast.ImportFrom))
