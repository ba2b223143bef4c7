"""What one check of a worker could leave for the next: noted before the student's code is there, compared after each check.

A module is loaded anew for each check, so what its own globals hold is gone. This looks at what the process shares: library
functions that were replaced, settings of libraries, threads, files. Nothing is put right: a worker with a trace of another
check serves no more. Code that wants to hide a trace can; the judge asks a few checks again in fresh workers for that.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import threading
import warnings
from operator import is_
from pathlib import Path
from typing import Any

from learnnn.worker.confinement.jail import SCRATCH

# Whose functions are replaced by accident or on purpose; what else is there costs more to look at than a fresh worker.
MODULES = (
    "builtins", "math", "random", "time", "copy", "itertools", "functools", "statistics", "numpy", "numpy.random", "numpy.linalg",
    "torch", "torch.nn", "torch.nn.functional", "torch.nn.init", "torch.optim", "torch.autograd", "matplotlib.pyplot",
)  # fmt: skip
CLASSES = (
    ("torch", "Tensor"), ("torch.nn", "Module"), ("torch.nn", "Linear"), ("torch.optim", "Optimizer"),
    ("matplotlib.figure", "Figure"), ("matplotlib.axes", "Axes"),
)  # fmt: skip
SIGNALS = (signal.SIGINT, signal.SIGTERM)


class Traces:
    """The state that checks share, as it was when this was made."""

    def __init__(self) -> None:
        self._names = {name: dict(vars(sys.modules[name])) for name in MODULES if name in sys.modules}
        self._names["builtins"].pop("__import__")  # each loading of a module puts its own in place
        self._classes = {one: dict(vars(found)) for one in CLASSES if (found := _class(*one)) is not None}
        self._modules = dict(sys.modules)
        self._settings = _settings()

    def are_gone(self) -> bool:
        """Whether everything is again as it was. What was imported or made at its first use is no trace."""
        return (
            all(_is_unchanged(names, vars(sys.modules[name])) for name, names in self._names.items())
            and all(_is_unchanged(names, vars(_class(*one))) for one, names in self._classes.items())
            and _is_unchanged(self._modules, sys.modules)
            and self._settings == _settings()
        )


def _is_unchanged(before: dict[str, Any], now: Any) -> bool:
    return all(map(is_, map(now.get, before), before.values()))


def _class(module: str, name: str) -> Any:
    return getattr(sys.modules.get(module), name, None)


def _settings() -> list[Any]:
    environment: Any = os.environ
    found: list[Any] = [
        str(Path.cwd()), dict(environment._data),  # noqa: SLF001  # undecoded: that is most of the work
        sys.getrecursionlimit(), sys.gettrace(), sys.getprofile(), threading.active_count(),
        sys.stdout, sys.stderr, list(warnings.filters), sys.path[:], *map(signal.getsignal, SIGNALS), _files(),
        sys.displayhook, sys.excepthook,
    ]  # fmt: skip
    if (numpy := sys.modules.get("numpy")) is not None:
        found += [numpy.geterr(), numpy.geterrcall(), numpy.get_printoptions()]
    if (torch := sys.modules.get("torch")) is not None:
        found += [
            torch.get_default_dtype(), torch.is_grad_enabled(), torch.get_num_threads(), torch.is_inference_mode_enabled(),
            torch.are_deterministic_algorithms_enabled(), torch.is_anomaly_enabled(),
        ]  # fmt: skip
    if (matplotlib := sys.modules.get("matplotlib")) is not None:
        found.append(list(dict.items(matplotlib.rcParams)))  # past its own way of looking at each
    return found


def _files() -> list[str]:
    """What lies in the folder for temporary files, where that is a worker's own; elsewhere others write there too."""
    if os.environ.get("TMPDIR") != SCRATCH:
        return []
    with contextlib.suppress(OSError):
        return sorted(os.listdir(SCRATCH))
    return []
