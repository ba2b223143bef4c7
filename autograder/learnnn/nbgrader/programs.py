"""Programs that nbgrader starts by their bare name, found also where the environment that they are in is not activated.

To make a gradebook, or to bring one up to date, nbgrader runs `alembic`, which was installed together with it.
"""

from __future__ import annotations

import os
import sys
import sysconfig
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def path() -> str:
    """PATH as it is, with the folders of this environment's programs before all others."""
    ours = dict.fromkeys((str(Path(sys.executable).parent), sysconfig.get_path("scripts")))
    others = [place for place in os.environ.get("PATH", os.defpath).split(os.pathsep) if place not in ours]
    return os.pathsep.join([*ours, *others])


def find_from_now_on() -> None:
    """Have them found by this process, and by those that it starts: for one that is nbgrader's."""
    os.environ["PATH"] = path()


@contextmanager
def found() -> Iterator[None]:
    """Have them found meanwhile."""
    before = os.environ.get("PATH")
    find_from_now_on()
    try:
        yield
    finally:
        if before is None:
            del os.environ["PATH"]
        else:
            os.environ["PATH"] = before
