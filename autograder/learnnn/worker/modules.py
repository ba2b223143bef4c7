"""The student's text and the course's as modules: compiled once, run in each worker, kept from what they may not import.

Compiled code travels as bytes that only a worker ever reads: to the judge they mean nothing.
"""

from __future__ import annotations

import builtins
import linecache
import marshal
import sys
import types
import warnings
from typing import Any


def compiled(source: str, filename: str) -> bytes:
    """The text as code, with the warnings the compiler gave. Raises SyntaxError, and whatever else a text may lead to."""
    with warnings.catch_warnings(record=True) as given:
        warnings.simplefilter("always")  # which of them are shown is decided where the code is run
        code = compile(source, filename, "exec", dont_inherit=True)
    return marshal.dumps((code, [(w.category.__name__, str(w.message), w.lineno) for w in given]))


def execute(module: types.ModuleType, source: str, filename: str, code: bytes | None = None) -> None:
    """Run the text in the module; `code` is what `compiled` made of it, if it is known already."""
    linecache.cache[filename] = (len(source), None, source.splitlines(True), filename)
    module.__file__ = filename
    sys.modules[module.__name__] = module  # dataclasses and pickling of their own look themselves up there
    program, given = marshal.loads(code or compiled(source, filename))  # noqa: S302  # by a worker, for this one
    for category, text, line in given:
        warnings.warn_explicit(text, getattr(builtins, category), filename, line)
    exec(program, module.__dict__)  # noqa: S102  # this is the one place where a student's code is run


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
        by_student = globals is None or globals.get("__name__") == module_name
        if by_student and root not in allowed and root not in sys.stdlib_module_names:
            raise ImportError(f"this exercise does not use `{root}`; allowed: {', '.join(sorted(allowed))}")
        return real(name, globals, locals, fromlist, level)

    builtins.__import__ = guarded  # type: ignore[assignment]  # narrower argument types than typeshed's


_real_import = builtins.__import__
