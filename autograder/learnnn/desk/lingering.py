"""The judge that stays for a while after `learnnn check`, with its workers' parents warm: the next check need not start one.

It is `learnnn.desk.judge_server`, behind a socket that only its user can reach, one for each course and engine. Whoever finds
none there starts one and asks it; it ends when nobody has asked for a while, or when the one who asked is gone: what it was
doing then is of use to nobody. Where no judge can stay, or it does not answer, nothing is lost but time.

    question   one line of JSON (`learnnn.desk.judge_process`)
    answer     lines `{"done": steps, "more": steps}` as it goes on, then the answer in one line
"""

from __future__ import annotations

import contextlib
import json
import os
import socket
import stat
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import msgspec

import learnnn
from learnnn.core.errors import LearnnnError, SubmissionError
from learnnn.core.model import Course, Exercise, Report
from learnnn.core.report_json import from_dict
from learnnn.course import submission as submissions
from learnnn.course.layout import Layout
from learnnn.desk.judge_process import Answer, Question, to_line
from learnnn.system import state
from learnnn.worker.process import python

SETTING = "LEARNNN_LINGER"  # environment variable: for how many seconds a judge stays (0: none does)
STAYS_S = 600.0
_SETTINGS = ("CUDA_VISIBLE_DEVICES", "HOME", "LANG", "LEARNNN_DATA", "PATH", "PYTHONPATH", "TMPDIR", "VIRTUAL_ENV")


class _NoAnswer(Exception):  # noqa: N818  # no error: the check is made elsewhere
    """The judge that stays does not answer, or there is none."""


def stays_s() -> float:
    """For how long a judge may stay here: not where there are no such sockets, nor on a machine that only builds and tests."""
    if not hasattr(socket, "AF_UNIX") or sys.platform == "win32":
        return 0.0
    try:
        return max(float(os.environ.get(SETTING, "0" if os.environ.get("CI") else STAYS_S)), 0.0)
    except ValueError:
        raise LearnnnError(
            f"{SETTING} is not a number of seconds: `{os.environ[SETTING]}`",
            next_step=f"Set it to 600, or {SETTING}=0.",
        ) from None


def wake(course: Course) -> bool:
    """Whether a judge may stay here. One that is not there yet is started, so that it is ready when it is asked."""
    if not stays_s():
        return False
    try:
        with _blaming_nobody(), _connected(course):
            return True
    except _NoAnswer:
        return False


def check(
    course: Course, selection: dict[str, frozenset[str]], *, stop_early: bool, on_progress: Callable[..., None]
) -> list[Report] | None:
    """What `learnnn.desk.checking.check` gives, from the judge that stays; None where it does not answer."""
    reports: list[Report] = []
    try:
        for exercise in course.exercises:
            if exercise.slug in selection:
                reports.append(_report(course, exercise, selection[exercise.slug], on_progress))
                if stop_early and not reports[-1].passed:
                    break
    except _NoAnswer:
        return None
    return reports


def _report(course: Course, exercise: Exercise, tasks: frozenset[str], on_progress: Callable[..., None]) -> Report:
    path = Layout(course.root).stub(exercise.slug)
    try:
        submission = submissions.read(path, exercise.slug)
    except SubmissionError as error:
        raise _NoAnswer(str(error)) from error
    source = submissions.as_written(submission)
    question = Question(str(course.root), exercise.slug, source, str(path), "unset", tuple(sorted(tasks)))
    return _ask(question, course, on_progress)


def _ask(question: Question, course: Course, on_progress: Callable[..., None]) -> Report:
    """The report. Raises _NoAnswer, also where the judge says why there is none: it says so here as well, and whose fault it is."""
    with _blaming_nobody(), _connected(course) as connection:
        connection.sendall(to_line(question))
        answer = _answer(connection, on_progress)
    if answer.report is None:
        raise _NoAnswer(answer.problem)
    return from_dict(answer.report, course)


@contextlib.contextmanager
def _blaming_nobody() -> Iterator[None]:
    try:
        yield
    except (OSError, ValueError, msgspec.ValidationError) as error:
        raise _NoAnswer(str(error)) from error


def _answer(connection: socket.socket, on_progress: Callable[..., None]) -> Answer:
    with connection.makefile("rb") as lines:
        for line in lines:
            said = json.loads(line)
            if "done" not in said:
                return msgspec.convert(said, Answer)
            on_progress(said["done"], more=said["more"])
    raise _NoAnswer("the judge ended")


@contextlib.contextmanager
def _connected(course: Course) -> Iterator[socket.socket]:
    """A connection to the judge of this course, which is started where there is none."""
    import fcntl

    place = _place(course)
    connection = _reached(place)
    if connection is None:
        with open(place.with_suffix(".lock"), "w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)  # of two who find none, one starts one
            connection = _reached(place)
            if connection is None:
                _start(place, course)
                connection = _reached(place)
    if connection is None:
        raise _NoAnswer(f"nobody listens at {place}")
    with connection:
        yield connection


def _reached(place: Path) -> socket.socket | None:
    connection = socket.socket(socket.AF_UNIX)
    try:
        connection.connect(str(place))
    except OSError:
        connection.close()
        return None
    return connection


def _start(place: Path, course: Course) -> None:
    """Start a judge there. It can be asked at once, and answers when it has imported what it needs."""
    place.unlink(missing_ok=True)  # of one that was killed
    with socket.socket(socket.AF_UNIX) as listener, open(place.with_suffix(".log"), "wb") as complaints:
        listener.bind(str(place))
        listener.listen()
        subprocess.Popen(
            [*python("learnnn.desk.judge_server"), str(listener.fileno()), str(stays_s()), str(course.root)],
            pass_fds=[listener.fileno()], stdin=subprocess.DEVNULL, stdout=complaints, stderr=complaints,
            start_new_session=True, cwd="/",
        )  # fmt: skip


def _place(course: Course) -> Path:
    """Where the judge of this course listens: a name of its own for each engine, and for what it takes from its environment."""
    folder = Path(os.environ.get("XDG_RUNTIME_DIR") or tempfile.gettempdir()) / f"learnnn-{os.getuid()}"
    folder.mkdir(mode=0o700, exist_ok=True)
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.getuid() or stat.S_IMODE(found.st_mode) & 0o077:
        raise _NoAnswer(f"{folder} is not a folder that only you can use")
    taken = [(name, os.environ.get(name)) for name in _SETTINGS]
    return folder / state.tag(str(course.root), sys.executable, _engine(), repr(taken))


@cache
def _engine() -> str:
    """Changes with every file of the engine."""
    root = Path(learnnn.__file__).parent
    files = [path.stat() for path in root.rglob("*.py")]
    return f"{root} {len(files)} {max(file.st_mtime_ns for file in files)} {sum(file.st_size for file in files)}"
