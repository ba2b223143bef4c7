"""`nbgrader autograde` with learnnn's judge, and as it comes, which runs the same notebooks in its kernel.

Both sides grade the same distinct submissions, in turns, start-up included: a command of the one, then a command of the
other. The scores must agree. What nbgrader's own execution costs is mostly its kernel and the imports in it; the judge
starts its workers once for a command.

    python benchmarks/nbgrader_bridge.py [--submissions 30] [--sample 30] [--exercises backprop,parameters]

With a `--sample` smaller than the class, nbgrader's own execution runs on that many, and its start-up weighs more.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, replace
from pathlib import Path

import chosen
from class_of_students import Handed, class_of
from nbgrader.api import Gradebook
from plain_pytest import ROOT

from learnnn.core.errors import CourseError
from learnnn.core.model import Course, Exercise
from learnnn.course import course_file
from learnnn.nbgrader import programs
from learnnn.nbgrader.answers import BEGIN, END, in_cells
from learnnn.nbgrader.source import build
from learnnn.worker.limits import ONE_THREAD

COURSE_ID = "course"
BARE = """
c = get_config()
c.CourseDirectory.root = {root!r}
c.CourseDirectory.course_id = {course_id!r}
c.ExecutePreprocessor.timeout = 600
"""
JUDGED = BARE + "from learnnn.nbgrader.bridge import configure\nconfigure(c, course={course!r})\n"
TOLERANCE = 1e-6


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two: an nbgrader course of its own."""

    root: Path
    config: str

    def make(self, course: Course, exercises: list[Exercise]) -> None:
        self.root.mkdir()
        config = self.config.format(root=str(self.root), course_id=COURSE_ID, course=str(course.root))
        (self.root / "nbgrader_config.py").write_text(config)
        build(course, exercises, self.root)
        for exercise in exercises:
            self.nbgrader("generate_assignment", exercise.slug)

    def submit(self, handed: Handed, answers: dict[str, str]) -> None:
        name = Path(handed.exercise) / f"{handed.exercise}.ipynb"
        notebook = json.loads((self.root / "release" / name).read_text())
        for cell in notebook["cells"]:
            cell["source"] = answers.get(cell["id"], cell["source"])
        path = self.root / "submitted" / handed.student / name
        path.parent.mkdir(parents=True)
        path.write_text(json.dumps(notebook))

    def autograde(self, slug: str) -> float:
        """Seconds for all that is submitted."""
        start = time.perf_counter()
        self.nbgrader("autograde", slug)
        return time.perf_counter() - start

    def scores(self, slug: str) -> dict[str, float]:
        with Gradebook(f"sqlite:///{self.root / 'gradebook.db'}", COURSE_ID) as gradebook:
            return {submission.student.id: submission.score for submission in gradebook.assignment_submissions(slug)}

    def nbgrader(self, *words: str) -> None:
        own = {name: str(self.root / ".jupyter") for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR")}
        own |= {"IPYTHONDIR": str(self.root / ".ipython"), "LEARNNN_COURSE": str(ROOT), **ONE_THREAD}
        own["PATH"] = programs.path()
        done = subprocess.run(
            [sys.executable, "-m", "nbgrader", *words],
            cwd=self.root,
            env=os.environ | own,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise SystemExit(f"nbgrader {' '.join(words)} failed:\n{done.stdout}{done.stderr}")


def answers_of(course: Course, handed: Handed) -> dict[str, str] | None:
    """The submission as the answers of a notebook, by cell; None if it does not divide into them."""
    stub = (course.root / "exercises" / handed.exercise / f"{handed.exercise}.py").read_text()
    try:
        module = in_cells(stub, handed.source, Path(f"{handed.origin}.py"))
    except CourseError:
        return None
    texts = [f"{answer.source}\n# of {handed.student}\n" for answer in module.answers]
    lines = ["\n".join(line for line in text.splitlines() if line.strip() not in (BEGIN, END)) for text in texts]
    return {f"answer-{answer.name}": text for answer, text in zip(module.answers, lines, strict=True)}


def measure(course: Course, exercise: Exercise, sides: tuple[Side, Side], submissions: int, sample: int) -> None:
    """Grade on both sides, and print what each costs."""
    judged, bare = sides
    handed = class_of(replace(course, exercises=(exercise,)), 2 * submissions, 1)
    usable = [(one, answers) for one in handed if (answers := answers_of(course, one)) is not None][:submissions]
    for number, (one, answers) in enumerate(usable):
        for side in (judged, *([bare] if number < sample else [])):
            side.submit(one, answers)
    sizes = {judged: len(usable), bare: min(sample, len(usable))}
    seconds = {side: side.autograde(exercise.slug) / sizes[side] for side in (bare, judged)}
    print(
        f"{exercise.slug:16}{seconds[judged]:10.2f}{seconds[bare]:14.2f}{seconds[bare] / seconds[judged]:8.1f}",
        flush=True,
    )
    ours, theirs = judged.scores(exercise.slug), bare.scores(exercise.slug)
    for student, score in theirs.items():
        if abs(ours[student] - score) > TOLERANCE:
            origin = next(one.origin for one, _ in usable if one.student == student)
            print(f"disagreement: {student} ({origin}) has {ours[student]} by the judge, {score} in the kernel")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--submissions", type=int, default=30)
    parser.add_argument("--sample", type=int, default=30, help="how many of them nbgrader's own execution grades")
    chosen.add_option(parser, "backprop,parameters")
    options = parser.parse_args()
    course = course_file.load(ROOT)
    wanted = chosen.slugs(course, options.exercises)
    exercises = [one for one in course.exercises if one.slug in wanted]
    with tempfile.TemporaryDirectory() as folder:
        sides = Side(Path(folder) / "judged", JUDGED), Side(Path(folder) / "bare", BARE)
        for side in sides:
            side.make(course, exercises)
        print(f"{'seconds each':16}{'judge':>10}{'own execution':>14}{'ratio':>8}")
        for exercise in exercises:
            measure(course, exercise, sides, options.submissions, options.sample)


if __name__ == "__main__":
    main()
