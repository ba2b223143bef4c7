#!/usr/bin/env bash
# nbgrader's Gradebook, called from Python, starts a program by its bare name (alembic) when it makes a new database. In
# an environment that is installed but not activated, `venv/bin/python` imports nbgrader and cannot make a gradebook; a
# database that is there is opened.
#
# Version: nbgrader 0.9.6.
# Met where a script, a service or an editor runs an environment's Python by its path.
# The guess that was wrong: what can be imported works; alembic is a library, and installed beside it.
set -euo pipefail
source "$(dirname "$0")/lib.sh"

needs nbgrader==0.9.6
says "A new gradebook is made only if the environment's programs are on PATH; an old one is opened anyhow."
saw "new, not on PATH: FileNotFoundError alembic
new, on PATH: made
there already, not on PATH: opened" "$(
    inside -W ignore - <<'PY'
import os
import sys
from pathlib import Path

from nbgrader.api import Gradebook


def opened(name, *, path, done):
    os.environ["PATH"] = path
    try:
        Gradebook(f"sqlite:///{name}.db").close()
    except FileNotFoundError as error:
        return f"FileNotFoundError {error.filename}"
    return done


nowhere, scripts = str(Path.cwd() / "nowhere"), str(Path(sys.executable).parent)
print("new, not on PATH:", opened("first", path=nowhere, done="made"))
print("new, on PATH:", opened("second", path=scripts, done="made"))
print("there already, not on PATH:", opened("second", path=nowhere, done="opened"))
PY
)"
