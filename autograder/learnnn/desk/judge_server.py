"""The judge as a program that stays: for notebooks and `learnnn watch`, and for a while after `learnnn check`.

`learnnn.desk.judge_process` starts it for the former, and has its protocol; `learnnn.desk.lingering` for the latter.

It judges as `learnnn check` does, in workers whose warm parents stay from question to question.
"""

from __future__ import annotations

import ast
import contextlib
import json
import os
import socket
import sys
import threading
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import msgspec

from learnnn.core.errors import CourseError, LearnnnError, SubmissionError
from learnnn.core.model import Course, Exercise, Report
from learnnn.core.report_json import to_dict
from learnnn.core.wording import did_you_mean
from learnnn.course import course_file
from learnnn.course import submission as submissions
from learnnn.course.layout import Layout
from learnnn.desk.checking import Examiner, unreadable
from learnnn.desk.judge_process import Answer, Question, to_line
from learnnn.judge import recordings
from learnnn.judge.bench import Bench
from learnnn.judge.trials import Job, Plan, unwatched
from learnnn.system import processes, state

LOOK_EVERY_S = 2.0  # whether there is still a reason to stay
KEPT_BENCHES = 3  # each may have a warm parent with torch in it
Progress = Callable[..., None]
NO_CODE = "Run the cells that define your solution, then this one again."


@dataclass(frozen=True, slots=True)
class Meant:
    """What a name stands for: an exercise, or some of its tasks or checks."""

    exercise: Exercise
    tasks: frozenset[str] = frozenset()
    checks: frozenset[str] = frozenset()
    is_hidden: bool = False


def meant_by(name: str, course: Course) -> Meant:
    """What `exercise`, `exercise::task`, `exercise::check` or `exercise::task::check` stands for.

    Raises LearnnnError, with the nearest name.
    """
    slug, _, part = name.partition("::")
    exercise, layout = course.exercise(slug), Layout(course.root)
    if exercise is None:
        raise _unknown("exercise", slug, [known.slug for known in course.exercises])
    if not part:
        return Meant(exercise)
    if exercise.task(part) is not None:
        return Meant(exercise, tasks=frozenset({part}))
    task, _, check = part.rpartition("::")
    tasks = frozenset({task} if task else ())
    public = _checks_in(layout.public_checks(slug))
    if exercise.task(task) is not None or not task:
        if check in public:
            return Meant(exercise, tasks, checks=frozenset({check}))
        if check in _checks_in(layout.hidden_checks(slug)):
            return Meant(exercise, tasks, checks=frozenset({check}), is_hidden=True)
    raise _unknown(f"task or check of {slug}", part, [*(task.name for task in exercise.tasks), *public])


def _checks_in(path: Path) -> list[str]:
    """The check functions of a file of the course; none if it is not there, or no Python (then it cannot be collected)."""
    try:
        tree = ast.parse(path.read_bytes())
    except (OSError, SyntaxError):
        return []
    return [node.name for node in tree.body if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")]


def _unknown(kind: str, name: str, known: list[str]) -> LearnnnError:
    return LearnnnError(f"there is no {kind} `{name}`", next_step=did_you_mean(name, known))


@dataclass(frozen=True, slots=True)
class _Seat:
    """An examiner, and what it is for: an exercise as it was, and hidden checks of this seed or none."""

    key: tuple[str, str | None]
    examiner: Examiner


class Judge:
    """Answers questions. Its workers' warm parents live until it is closed, or what they were warmed for has changed."""

    def __init__(self) -> None:
        self._benches: dict[Path, tuple[str, Bench]] = {}
        self._on_progress: Progress = unwatched
        self._seat: _Seat | None = None  # of the last question, which the next one is likely to resemble

    def answer(self, line: bytes, on_progress: Progress = unwatched) -> bytes:
        """The line that answers this one."""
        try:
            self._on_progress = on_progress
            answer = Answer(to_dict(self._report(msgspec.convert(json.loads(line), Question))))
        except LearnnnError as error:
            where = f"{error.where}: " if error.where else ""
            answer = Answer(problem=f"{where}{error.what}", next_step=error.next_step)
        except Exception as error:  # noqa: BLE001  # whoever asked is told; the next question may have an answer
            traceback.print_exc()
            answer = Answer(problem=f"the judge failed: {type(error).__name__}: {error}")
        return to_line(answer)

    def close(self) -> None:
        self._dismiss()
        for _, bench in self._benches.values():
            bench.close()
        self._benches.clear()

    def _report(self, question: Question) -> Report:
        course = course_file.load(Path(question.course))
        meant = meant_by(question.name, course)
        exercise, path = meant.exercise, Path(question.path)
        key, bench = self._bench(course, exercise)
        raw = question.source.encode("utf-8", "surrogatepass")
        try:
            submission = submissions.from_bytes(raw, path, exercise.slug, start_again=NO_CODE)
        except SubmissionError as error:
            return unreadable(exercise, bench, error)
        seed = question.seed if meant.is_hidden else None
        try:
            examiner = self._examiner(Plan(course, bench, [], on_progress=self._tell), exercise, (key, seed))
            return examiner.report(Job(exercise, submission, meant.tasks | {*question.tasks}, meant.checks))
        except BaseException:  # it may be in the middle of anything
            self._dismiss()
            raise

    def _tell(self, done: int = 1, *, more: int = 0) -> None:
        """Pass on how far it is, to whoever asked this time."""
        self._on_progress(done, more=more)

    def _examiner(self, plan: Plan, exercise: Exercise, key: tuple[str, str | None]) -> Examiner:
        """The one of the last question, if it knows the exercise as it is now and is for the same checks."""
        if self._seat is None or self._seat.key != key:
            self._dismiss()
            _, seed = key
            if seed is None:
                self._record(plan.course, exercise, plan.bench)
            else:
                plan = replace(plan, with_hidden=True, hidden_seed=seed)
            self._seat = _Seat(key, Examiner(plan, exercise, stays=True))
        return self._seat.examiner

    def _dismiss(self) -> None:
        seat, self._seat = self._seat, None
        if seat is not None:
            seat.examiner.close()

    def _record(self, course: Course, exercise: Exercise, bench: Bench) -> None:
        """Have the reference, where there is one, answer the public checks once for all questions to come."""
        if bench.layout.reference(exercise.slug).is_file():
            with contextlib.suppress(CourseError):  # a reference that fails is told of where it is asked
                recordings.load_or_record(course, exercise, bench, None)

    def _bench(self, course: Course, exercise: Exercise) -> tuple[str, Bench]:
        """A digest of the exercise as it is now, and its bench. One that knows it as it was before is closed."""
        layout = Layout(course.root)
        key = state.digest_of([course, exercise.slug], [*layout.graded_by(exercise.slug), layout.bundle(exercise.slug)])
        place = layout.stub(exercise.slug)
        known, bench = self._benches.get(place, ("", None))
        if bench is None or known != key:
            self._dismiss()
            if bench is not None:
                bench.close()
            bench = Bench(layout)
        self._benches.pop(place, None)
        self._benches[place] = key, bench  # the last one used is the last one closed
        if len(self._benches) > KEPT_BENCHES:
            _, spare = self._benches.pop(next(iter(self._benches)))
            spare.close()
        return key, bench


def main() -> None:
    """Answer whoever connects to the listening socket that was passed on, if one was; else what is asked on standard input."""
    match sys.argv[1:]:
        case [listener, stays_s, course]:
            _linger(socket.socket(fileno=int(listener)), float(stays_s), Path(course))
        case _:
            _converse()


def _converse() -> None:
    """Until standard input is closed. What else is written to standard output goes to standard error."""
    judge = Judge()
    with os.fdopen(os.dup(sys.stdout.fileno()), "wb") as answers:
        os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
        try:
            for line in sys.stdin.buffer:
                answers.write(judge.answer(line))
                answers.flush()
        finally:
            judge.close()


def _linger(listener: socket.socket, stays_s: float, course: Path) -> None:
    """Until nobody has asked for so many seconds, or the course or the socket has gone from its place."""
    place, judge = Path(listener.getsockname()), Judge()
    own, asked = place.stat().st_ino, time.monotonic()
    listener.settimeout(min(stays_s, LOOK_EVERY_S))
    try:
        while _is_at(place, own) and course.is_dir() and time.monotonic() - asked < stays_s:
            with contextlib.suppress(TimeoutError):
                connection, _ = listener.accept()
                with connection:
                    _answer(connection, judge)
                asked = time.monotonic()
    finally:
        if _is_at(place, own):
            place.unlink()
        judge.close()


def _is_at(place: Path, inode: int) -> bool:
    try:
        return place.stat().st_ino == inode
    except OSError:
        return False


def _answer(connection: socket.socket, judge: Judge) -> None:
    """Answer one question, and end with whoever asked: what they wait for no more is not worth finishing."""

    def tell(done: int = 1, *, more: int = 0) -> None:
        connection.sendall(json.dumps({"done": done, "more": more}).encode() + b"\n")

    with contextlib.suppress(OSError), connection.makefile("rb") as lines:
        question = lines.readline()
        if not question:
            return
        answered = threading.Event()
        threading.Thread(target=_end_with, args=(connection, answered), daemon=True).start()
        line = judge.answer(question, tell)
        answered.set()
        connection.sendall(line)


def _end_with(connection: socket.socket, answered: threading.Event) -> None:
    """End this process when the other side hangs up before it is answered; it says nothing until then."""
    with contextlib.suppress(OSError):
        connection.recv(1, socket.MSG_PEEK)
    if not answered.is_set():
        processes.end_at_once()


if __name__ == "__main__":
    main()
