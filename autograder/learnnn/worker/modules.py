"""The student's text and the course's as modules: compiled once, run in each worker, kept from what they may not import.

Compiled code travels as bytes that only a worker ever reads: to the judge they mean nothing. A module of a file is one
program; one of a notebook is a program for each cell, and what fails in one of them is kept for whoever misses what it
would have defined.
"""

from __future__ import annotations

import ast
import builtins
import linecache
import marshal
import re
import sys
import types
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from learnnn.core import cells
from learnnn.worker import counted_cells
from learnnn.worker.source_rules import UNPARSABLE, Violation, violations, violations_in

Program = tuple[Any, list[tuple[str, str, int]]]  # code, and the warnings the compiler gave
Failure = tuple[str, str, int | None, str | None]  # of the compiler: type, message, line, text of the line


@dataclass(slots=True)
class Failures:
    """The cells that failed, in order: their text, and what they raised."""

    found: list[tuple[str, BaseException]] = field(default_factory=list)

    def about(self, name: str) -> BaseException | None:
        """What was raised by the last failing cell that speaks of this name."""
        word = re.compile(rf"\b{re.escape(name)}\b")
        return next((error for text, error in reversed(self.found) if word.search(text)), None)


# -- compiling ----------------------------------------------------------------------------------------------------------


def compiled(source: str, filename: str, rules: dict[str, Any] | None = None) -> tuple[Violation | None, bytes]:
    """The first violation of the rules, or the text as code.

    Raises SyntaxError, and whatever else a text may lead to; of a notebook only for what is none of its cells' fault.
    """
    imports, banned = (rules["imports"], rules["banned"]) if rules is not None else ([], [])
    if filename.endswith(cells.ENDING):
        parsed = list(_parsed(source, imports, banned))
        whole = ast.Module([node for _, tree in parsed if isinstance(tree, ast.Module) for node in tree.body], [])
        if rules is not None and (broken := violations_in(whole, imports, banned)):
            return broken[0], b""
        return None, marshal.dumps([_part(cell, tree, filename) for cell, tree in parsed])
    if rules is not None and (broken := violations(source, imports, banned)):
        return broken[0], b""
    return None, marshal.dumps(_program(source, filename))


def _parsed(
    source: str, imports: Sequence[str], banned: Sequence[str]
) -> Iterator[tuple[cells.Cell, ast.Module | BaseException]]:
    """What counts of each cell, or why nothing does: it does not parse, or it is a scratch cell that breaks a rule."""
    found: list[tuple[cells.Cell, ast.Module | BaseException]] = []
    for cell in cells.split(source):
        try:
            found.append((cell, counted_cells.parsed(cell)))
        except UNPARSABLE as error:
            found.append((cell, error))
    trees = [tree for _, tree in found if isinstance(tree, ast.Module)]
    imported = set().union(*map(counted_cells.imported_names, trees)) if trees else set()
    for cell, tree in found:
        if not cell.is_scratch or not isinstance(tree, ast.Module):
            yield cell, tree
        elif broken := violations_in(tree, imports, banned):
            yield cell, ValueError(broken[0].message)
        else:
            yield cell, counted_cells.what_counts(tree, imported)


def _part(
    cell: cells.Cell, tree: ast.Module | BaseException, filename: str
) -> tuple[str, Program | None, Failure | None]:
    if isinstance(tree, ast.Module):
        try:
            return cell.text, _program(tree, filename), None
        except UNPARSABLE as error:
            tree = error
    line, text = (tree.lineno, tree.text) if isinstance(tree, SyntaxError) else (None, None)
    return cell.text, None, (type(tree).__name__, str(getattr(tree, "msg", tree)), line, text)


def _program(source: str | ast.Module, filename: str) -> Program:
    with warnings.catch_warnings(record=True) as given:
        warnings.simplefilter("always")  # which of them are shown is decided where the code is run
        code = compile(source, filename, "exec", dont_inherit=True)
    return code, [(w.category.__name__, str(w.message), w.lineno) for w in given]


# -- running ------------------------------------------------------------------------------------------------------------


def execute(module: types.ModuleType, source: str, filename: str, code: bytes | None = None) -> Failures:
    """Run the text in the module; `code` is what `compiled` made of it, if it is known already."""
    linecache.cache[filename] = (len(source), None, source.splitlines(True), filename)
    module.__file__ = filename
    sys.modules[module.__name__] = module  # dataclasses and pickling of their own look themselves up there
    content = marshal.loads(code or compiled(source, filename)[1])  # noqa: S302  # by a worker, for this one
    failures = Failures()
    if not filename.endswith(cells.ENDING):
        _run(module, content, filename)
        return failures
    for text, program, failure in content:
        if failure is not None:
            failures.found.append((text, _error(failure, filename)))
            continue
        try:
            _run(module, program, filename)
        except BaseException as error:  # noqa: BLE001  # theirs: the next cell is run as in a kernel
            failures.found.append((text, error))
    return failures


def _run(module: types.ModuleType, program: Program, filename: str) -> None:
    code, given = program
    for category, text, line in given:
        warnings.warn_explicit(text, getattr(builtins, category), filename, line)
    exec(code, module.__dict__)  # noqa: S102  # this is the one place where a student's code is run


def _error(failure: Failure, filename: str) -> BaseException:
    kind, message, line, text = failure
    made: type[Exception] = getattr(builtins, kind)
    return made(message, (filename, line, None, text)) if issubclass(made, SyntaxError) else made(message)


# -- importing ----------------------------------------------------------------------------------------------------------


def guard_imports(module_name: str, allowed: set[str]) -> None:
    """Refuse what the exercise does not allow, also where the syntax tree does not show it (`__import__`)."""
    real = _real_import

    def guarded(
        name: str,
        globals: dict[str, Any] | None = None,  # noqa: A002  # the signature of builtins.__import__
        locals: dict[str, Any] | None = None,  # noqa: A002
        fromlist: tuple[str, ...] = (),
        level: int = 0,
    ) -> Any:
        root = name.partition(".")[0]
        if globals is None:  # `__import__("…")`: a package that they may use does so as well, in a frame of its own
            by_student = not _is_a_package(str(sys._getframe(1).f_globals.get("__name__")), module_name)  # noqa: SLF001
        else:
            by_student = globals.get("__name__") == module_name
        if by_student and root not in allowed and root not in sys.stdlib_module_names:
            raise ImportError(f"this exercise does not use `{root}`; allowed: {', '.join(sorted(allowed))}")
        return real(name, globals, locals, fromlist, level)

    builtins.__import__ = guarded  # type: ignore[assignment]  # narrower argument types than typeshed's


def _is_a_package(caller: str, module_name: str) -> bool:
    """Whether this is code of a package. The standard library imports by name what it is told to, by the student say."""
    root = caller.partition(".")[0]
    return root != module_name and root not in {*sys.stdlib_module_names, "None"}


_real_import = builtins.__import__
