"""What counts of a notebook's cells (`learnnn.core.cells`), each run by itself, as in a kernel.

A cell that does not parse, or raises, does not stop the next one: its task fails, the others are judged. A cell that no
teacher marked for an answer is *scratch*: in it, what makes the solution stands among what was tried. Of it count imports,
functions, classes, and names given to what is no call of the student's own code; what it tries, prints or draws is not run
again for every check. A scratch cell that breaks a rule of the exercise does not count at all.
"""

from __future__ import annotations

import ast
import builtins
from collections.abc import Iterable

from learnnn.core.cells import Cell
from learnnn.worker.source_rules import parse

_DEFINITIONS = (ast.Import, ast.ImportFrom, ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
_ASSIGNMENTS = (ast.Assign, ast.AnnAssign)


def parsed(cell: Cell) -> ast.Module:
    """Its syntax tree, with the lines of the whole text, without what asks us to check it. Raises as `parse` does."""
    lines_before = cell.first_line - 1
    try:
        tree = parse(cell.text)
    except SyntaxError as error:
        error.lineno = error.lineno and error.lineno + lines_before
        error.end_lineno = error.end_lineno and error.end_lineno + lines_before
        raise
    ast.increment_lineno(tree, lines_before)  # empty lines in its place would be read anew for each cell
    return ast.Module([node for node in tree.body if not _asks_us(node)], tree.type_ignores)


def what_counts(scratch: ast.Module, imported: Iterable[str]) -> ast.Module:
    """Of a scratch cell that stands in a notebook with these imported names."""
    known = {*imported, *dir(builtins)}
    body: list[ast.stmt] = [
        node
        for node in scratch.body
        if isinstance(node, _DEFINITIONS) or (isinstance(node, _ASSIGNMENTS) and not _calls_own(node, known))
    ]
    return ast.Module(body, scratch.type_ignores)


def imported_names(tree: ast.Module) -> set[str]:
    """The names that its imports define."""
    return {
        (alias.asname or alias.name).partition(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, (ast.Import, ast.ImportFrom))
        for alias in node.names
    }


def _asks_us(node: ast.stmt) -> bool:
    """`from learnnn.notebook import check` and `check("backprop")`: no part of a solution, and no worker knows them."""
    match node:
        case ast.Import(names=names):
            return all(alias.name.partition(".")[0] == "learnnn" for alias in names)
        case ast.ImportFrom(module=str(module), level=0):
            return module.partition(".")[0] == "learnnn"
        case ast.Expr(value=ast.Call(func=ast.Name(id="check"))):
            return True
        case ast.Expr(value=ast.Call(func=ast.Attribute(value=ast.Name(id="learnnn" | "notebook"), attr="check"))):
            return True
    return False


def _calls_own(node: ast.stmt, known: set[str]) -> bool:
    """Whether it calls anything but what was imported, or is built in."""
    return any(isinstance(call, ast.Call) and _root(call.func) not in known for call in ast.walk(node))


def _root(node: ast.expr) -> str:
    while isinstance(node, ast.Attribute):
        node = node.value
    return node.id if isinstance(node, ast.Name) else ""
