"""Runs nbgrader's own commands, each in a process of its own, which is a copy of one that has imported nbgrader already.

The import takes longer than most commands do. This module is also the program that is copied: it reads a line of JSON for
each command, and answers with its exit code. What a command does, it does as after `python -m nbgrader`.
"""

from __future__ import annotations

import atexit
import json
import os
import runpy
import select
import subprocess
import sys
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

TIMEOUT_S = 1200


def run(words: Sequence[str], cwd: Path, env: Mapping[str, str]) -> tuple[int, str, str]:
    """The exit code of `nbgrader` with these words, and what it said on standard output and on standard error."""
    server = _server()
    assert server.stdin is not None and server.stdout is not None
    with TemporaryDirectory() as folder:
        out, err = Path(folder) / "out", Path(folder) / "err"
        request = {"words": list(words), "cwd": str(cwd), "env": dict(env), "out": str(out), "err": str(err)}
        server.stdin.write(json.dumps(request) + "\n")
        server.stdin.flush()
        if not select.select([server.stdout], [], [], TIMEOUT_S)[0]:
            server.kill()
            _server.cache_clear()
            raise TimeoutError(f"nbgrader {' '.join(words)} did not end within {TIMEOUT_S} s")
        code = int(server.stdout.readline())
        return code, out.read_text(), err.read_text()


@cache
def _server() -> subprocess.Popen[str]:
    """Started when it is first asked for; it ends with this process."""
    server = subprocess.Popen(
        [sys.executable, "-P", __file__], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    atexit.register(server.communicate)
    return server


def _serve() -> None:
    """Returns in the copies only, and when there is nobody left to ask."""
    import nbgrader.apps  # this is what takes long
    import nbgrader.apps.nbgraderapp  # noqa: F401

    answers = os.fdopen(os.dup(sys.stdout.fileno()), "w")
    while line := sys.stdin.readline():
        pid = os.fork()
        if not pid:
            answers.close()
            _become(json.loads(line))
            return
        _, status = os.waitpid(pid, 0)
        print(os.waitstatus_to_exitcode(status), file=answers, flush=True)


def _become(request: dict[str, Any]) -> None:
    """The command: in its folder, with its environment, its words and its files to write to."""
    for descriptor, path, flags in (
        (0, os.devnull, os.O_RDONLY),
        (1, request["out"], os.O_WRONLY | os.O_CREAT),
        (2, request["err"], os.O_WRONLY | os.O_CREAT),
    ):
        os.dup2(os.open(path, flags), descriptor)
    os.chdir(request["cwd"])
    os.environ.clear()
    os.environ.update(request["env"])
    sys.argv = ["nbgrader", *request["words"]]
    sys.path.insert(0, request["cwd"])
    runpy.run_module("nbgrader", run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    _serve()
