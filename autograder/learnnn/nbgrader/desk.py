"""The judge at nbgrader's side: grades the notebooks of an assignment in a process of its own, and keeps the verdicts.

nbgrader's process holds a web server, threads and the gradebook; no worker is forked from it. What is graded is kept in the
same store that `learnnn grade` uses, so a notebook that has not changed is not graded again, whoever asks.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from learnnn.classroom.store import Store
from learnnn.core.errors import BridgeError, LearnnnError
from learnnn.core.model import Course, Isolation, Report, Standing, Verdict
from learnnn.core.report_json import from_dict
from learnnn.course import course_file
from learnnn.nbgrader.cells import Outline
from learnnn.nbgrader.source import outline

Paths = Mapping[str, Path]  # by student: the notebook that was handed in


@dataclass(slots=True)
class Desk:
    """Where verdicts on a course are asked for. One for each command of nbgrader's."""

    course: Course
    store: Path
    jobs: int | None
    trust: bool
    as_released: set[tuple[str, str]] = field(default_factory=set)  # assignments and notebooks that were compared
    _outlines: dict[str, Outline] = field(default_factory=dict)
    # With their reports, until they are asked for: a store checks all that is in it whenever it is opened.
    _asked: dict[tuple[str, str], tuple[Verdict, Report | None]] = field(default_factory=dict)

    def outline(self, slug: str) -> Outline:
        """The exercise's notebook as the course has it. Raises BridgeError if there is no such exercise."""
        if slug not in self._outlines:
            exercise = self.course.exercise(slug)
            if exercise is None:
                raise BridgeError(
                    f"the notebook `{slug}.ipynb` belongs to no exercise of the course",
                    path=self.course.root,
                    next_step="A notebook is named like its exercise; set the course with configure(c, course=…).",
                )
            self._outlines[slug] = outline(self.course, exercise)
        return self._outlines[slug]

    def report(self, slug: str, student: str, others: Callable[[], Paths]) -> Report:
        """The report on this student's notebook; `others` gives all that are to be graded with it, this one among them.

        They are looked for only where they are needed: not for each work of a large class. Raises BridgeError, with the
        reason, if there is no verdict: that is no score.
        """
        if (student, slug) not in self._asked:
            self._grade(slug, others())
        verdict, report = self._asked.pop((student, slug), (None, None))
        if verdict is None or report is None or not verdict.standing.is_settled:
            reason = (verdict.problem or verdict.standing.value) if verdict is not None else "it was not graded"
            raise BridgeError(f"no verdict on {student}'s `{slug}`: {reason}", path=others().get(student))
        return report

    def _grade(self, slug: str, notebooks: Paths) -> None:
        settings = {
            "course": str(self.course.root),
            "store": str(self.store),
            "slug": slug,
            "jobs": self.jobs,
            "weakest": (Isolation.PROCESS if self.trust else Isolation.LANDLOCK).value,
            "notebooks": {student: str(path) for student, path in notebooks.items()},
        }
        done = subprocess.run(
            [sys.executable, "-P", "-m", "learnnn.nbgrader.desk"],
            input=json.dumps(settings),
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise BridgeError(done.stderr.strip() or f"the judge ended with code {done.returncode}", path=self.store)
        with Store.open(self.store, self.course.title, must_exist=True) as store:
            for verdict in store.verdicts():
                if verdict.exercise == slug and verdict.student in notebooks:
                    report = store.report(verdict.student, slug) if verdict.standing is not Standing.BROKEN else None
                    told = from_dict(report, self.course) if report is not None else None
                    self._asked[verdict.student, slug] = verdict, told


# -- in the process of its own ------------------------------------------------------------------------------------------


def grade(settings: Mapping[str, object]) -> None:
    """Grade what the store does not know yet. Raises LearnnnError."""
    from learnnn.classroom import cohort, pool
    from learnnn.classroom.batch import Assignment
    from learnnn.classroom.pool import Executors
    from learnnn.course.intake import HandIn
    from learnnn.system import processes

    course = course_file.load(Path(str(settings["course"])))
    exercise = course.exercise(str(settings["slug"]))
    notebooks, jobs = settings["notebooks"], settings["jobs"]
    assert exercise is not None and isinstance(notebooks, dict)
    weakest = Isolation(settings["weakest"])
    keys = cohort.grading_keys(course, [exercise])
    with Store.open(Path(str(settings["store"])), course.title, grading_keys=keys) as store:

        def executors() -> Executors:
            assignment = Assignment(str(course.root), store.seed, weakest)
            cohort.prepare([exercise], assignment)
            return pool.local(
                int(jobs) if isinstance(jobs, int) else min(processes.cores(), len(notebooks)), assignment
            )

        hand_ins: Sequence[HandIn] = [HandIn(student, Path(path)) for student, path in sorted(notebooks.items())]
        cohort.grade([exercise], hand_ins, store, executors=executors)


def main() -> int:
    """Grade as the JSON on standard input says."""
    try:
        grade(json.load(sys.stdin))
    except LearnnnError as error:
        sys.stderr.write(f"{error}\n")
        return error.exit_code
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
