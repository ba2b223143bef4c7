"""Files of a course that are code for our own process: pictures and predictions. They are the staff's, as checks are."""

from __future__ import annotations

import hashlib
import importlib.util
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType

from learnnn.core.errors import CourseError


@contextmanager
def imported(path: Path) -> Iterator[ModuleType]:
    """The file as a module, by a name that no other has, and forgotten afterwards. Raises CourseError if it fails."""
    name = f"_course_{hashlib.sha256(str(path.resolve()).encode()).hexdigest()[:16]}"
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec is not None and spec.loader is not None
    module = sys.modules[name] = importlib.util.module_from_spec(spec)
    try:
        with blaming(path):
            spec.loader.exec_module(module)
        yield module
    finally:
        del sys.modules[name]


@contextmanager
def blaming(path: Path) -> Iterator[None]:
    """What goes wrong in a file of the course's is its staff's to mend."""
    try:
        yield
    except Exception as error:
        line = error.lineno if isinstance(error, SyntaxError) else None
        what = f"this file cannot be loaded: {type(error).__name__}: {error}"
        raise CourseError(what, path=path, line=line, next_step="Mend this file of the course.") from error
