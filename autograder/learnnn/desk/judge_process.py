"""A judge in a process of its own, for those whose own process runs a student's code: a notebook's kernel.

The process is `python -m learnnn.desk.judge_server`. A question (`Question`) is one line of JSON on its standard input, the
answer (`Answer`) one line on its standard output. It stays, with its workers warm, until its standard input is closed.
"""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import tempfile
import threading
from dataclasses import asdict, dataclass
from typing import IO, Any

import msgspec

from learnnn.core.errors import LearnnnError, WorkerError
from learnnn.core.model import Course, Report
from learnnn.core.report_json import from_dict
from learnnn.worker.process import python

PATIENCE_S = 1.0  # with a judge that is to end


@dataclass(frozen=True, slots=True)
class Question:
    """What is to be judged: `name` is an exercise, `exercise::task` or `exercise::check`, `source` the text as it is written.

    `tasks` are those of the exercise to be looked at, where it is more than one, and not all.
    """

    course: str
    name: str
    source: str
    path: str  # of the notebook, for the report
    seed: str  # of hidden checks
    tasks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """A report (as of `learnnn.core.report_json`), or why there is none."""

    report: dict[str, Any] | None = None
    problem: str = ""
    next_step: str = ""


def to_line(message: Question | Answer) -> bytes:
    """The message as one line, whatever characters are in it."""
    return json.dumps(asdict(message)).encode("ascii") + b"\n"


class JudgeProcess:
    """The judge's process: started when it is first needed, and again when it was lost."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._complaints: IO[bytes] | None = None
        self._lock = threading.Lock()
        self._owner = os.getpid()

    def start(self) -> None:
        """Returns at once: the judge imports what it needs in the background."""
        if self._process is None:
            self._complaints = tempfile.TemporaryFile()  # noqa: SIM115  # it stays as long as the process
            self._process = subprocess.Popen(
                python("learnnn.desk.judge_server"), stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                stderr=self._complaints, start_new_session=True,
            )  # fmt: skip

    def ask(self, question: Question, course: Course) -> Report:
        """The judge's report. Raises LearnnnError where there is none; WorkerError if the judge itself came to an end."""
        with self._lock:
            self.start()
            try:
                answer = self._ask(to_line(question))
            except BaseException:  # an interrupt too: what it would say now is no answer to the next question
                self.close()
                raise
        if answer.report is None:
            raise LearnnnError(answer.problem, next_step=answer.next_step)
        return from_dict(answer.report, course)

    def close(self) -> None:
        """End the process. A copy of this one that was forked off leaves it alone."""
        process, self._process = self._process, None
        if process is None or self._complaints is None or os.getpid() != self._owner:
            return
        assert process.stdin is not None and process.stdout is not None
        with contextlib.suppress(OSError):
            process.stdin.close()
        try:
            process.wait(PATIENCE_S)
        except subprocess.TimeoutExpired:
            process.kill()  # its workers end with it
            process.wait()
        process.stdout.close()
        self._complaints.close()

    def _ask(self, line: bytes) -> Answer:
        assert self._process is not None and self._process.stdin is not None and self._process.stdout is not None
        try:
            self._process.stdin.write(line)
            self._process.stdin.flush()
            return msgspec.convert(json.loads(self._process.stdout.readline()), Answer)
        except (OSError, ValueError) as error:
            raise WorkerError(f"the judge ended: {self._last_complaint()}", next_step="Run the cell again.") from error

    def _last_complaint(self) -> str:
        assert self._complaints is not None
        self._complaints.seek(0)
        said = self._complaints.read().decode(errors="replace").strip().splitlines()
        return said[-1] if said else "it did not say why"
