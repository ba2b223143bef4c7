"""A judge in a process of its own, for tests that must outlive what is done to it. A job a line in, a verdict a line out.

    python hostile_judge.py LEVEL VERDICTS_FD MARK     MARK is only there to be seen in the list of processes

The first line it writes says which isolation is in force, or why none is. Every process it starts, however far removed, has
it as an ancestor until it ends: what is left behind can be counted.
"""

from __future__ import annotations

import contextlib
import ctypes
import json
import os
import sys
import threading
import time
from pathlib import Path
from typing import Any

from learnnn.core import cells
from learnnn.core.errors import LearnnnError
from learnnn.core.model import Course, Isolation, Submission
from learnnn.core.report_json import to_dict
from learnnn.course import course_file, ipynb
from learnnn.course import submission as submissions
from learnnn.course.layout import Layout
from learnnn.judge.bench import Bench
from learnnn.judge.grading import judge, report
from learnnn.judge.trials import Job, Plan
from learnnn.worker.launch import Launchers

PR_SET_CHILD_SUBREAPER = 36
SETTLE_S = 2


def main() -> None:
    level, verdicts = Isolation(sys.argv[1]), os.fdopen(int(sys.argv[2]), "w", buffering=1)
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    launchers = Launchers(level, level)
    try:
        for line in sys.stdin:
            job = json.loads(line)
            try:
                verdict = _warm(job, launchers) if job["kind"] == "warm" else _measured(job, launchers)
            except LearnnnError as error:
                verdict = {"problem": f"{type(error).__name__}: {error}"}
            verdicts.write(json.dumps(verdict) + "\n")
    finally:
        launchers.close()


def _warm(job: dict[str, Any], launchers: Launchers) -> dict[str, Any]:
    """Start what every exercise of the course needs, and say what stands between it and everything else."""
    course = course_file.load(Path(job["course"]))
    bench = Bench(Layout(course.root), launchers=launchers)
    return {"isolation": [bench.isolation_of(exercise).value for exercise in course.exercises]}


def _measured(job: dict[str, Any], launchers: Launchers) -> dict[str, Any]:
    """The reports on every submission, in their order, and what reaching them cost this process."""
    before, start = _Size.now(), time.monotonic()
    _forget_peak()
    reports = _judged(job, launchers)
    seconds, peak = time.monotonic() - start, _megabytes("VmHWM")
    deadline = time.monotonic() + SETTLE_S
    while _Size.now().is_beyond(before) and time.monotonic() < deadline:
        time.sleep(0.02)
    return {
        "reports": reports,
        "seconds": seconds,
        "grown_mb": peak - before.megabytes,
        "is_swollen": _Size.now().is_beyond(before),
    }


def _judged(job: dict[str, Any], launchers: Launchers) -> list[dict[str, Any]]:
    course = course_file.load(Path(job["course"]))
    bench = Bench(Layout(course.root), launchers=launchers)
    jobs = [_job(course, wanted) for wanted in job["submissions"]]
    how = {name: job[name] for name in ("is_sharing", "asked_again") if name in job}
    trials = judge(Plan(course, bench, jobs, with_hidden=True, hidden_seed="hidden", **how))
    _forget_checks(course.root)
    return [to_dict(report(one, tried, course, bench)) for one, tried in zip(jobs, trials, strict=True)]


def _job(course: Course, wanted: dict[str, Any]) -> Job:
    exercise = course.exercise(wanted["exercise"])
    assert exercise is not None
    return Job(exercise, _submission(Path(wanted["path"]), exercise.slug), checks=frozenset(wanted["checks"]))


def _submission(path: Path, slug: str) -> Submission:
    if path.suffix == cells.ENDING:
        return Submission(slug, path, ipynb.source(path.read_bytes(), path), "")
    return submissions.read(path, slug)


def _forget_checks(root: Path) -> None:
    """Two courses may have checks of one name: pytest would take those it has imported already."""
    for name, module in list(sys.modules.items()):
        if (getattr(module, "__file__", None) or "").startswith(f"{root}{os.sep}"):
            del sys.modules[name]


class _Size:
    """What this process holds: memory, descriptors, threads."""

    def __init__(self, megabytes: int, descriptors: int, threads: int) -> None:
        self.megabytes, self.descriptors, self.threads = megabytes, descriptors, threads

    @classmethod
    def now(cls) -> _Size:
        return cls(_megabytes("VmRSS"), len(os.listdir("/proc/self/fd")), threading.active_count())

    def is_beyond(self, other: _Size) -> bool:
        """Whether it holds on to descriptors or threads; one worker more that is kept ready has a few."""
        return self.descriptors > other.descriptors + 8 or self.threads > other.threads + 2


def _forget_peak() -> None:
    with contextlib.suppress(OSError), open("/proc/self/clear_refs", "w") as refs:
        refs.write("5")


def _megabytes(field: str) -> int:
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) >> 10 for line in status if line.startswith(field))


if __name__ == "__main__":
    main()
