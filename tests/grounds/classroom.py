"""A class of the toy course, graded by the command as a teacher uses it."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import psutil

from learnnn.core.model import Isolation
from learnnn.course import course_file
from learnnn.course.layout import Layout
from learnnn.diagnosis.misconceptions import load_all
from learnnn.worker.launch import Launchers
from learnnn.worker.process import Setup
from tests.conftest import SAMPLES, Ran, Toy


@dataclass(frozen=True)
class Class:
    """A course, and what a class of it handed in."""

    toy: Toy
    folder: Path

    @classmethod
    def of_five(cls, place: Path) -> Class:
        """Two students who are right, one wrong, one with the stub, one with nothing."""
        one = cls.empty(place)
        one.hand_in("ann", one.right)
        one.hand_in("ben", one.wrong["squares"])
        one.hand_in("cem", one.toy.stub.read_text())
        (one.folder / "dea").mkdir()
        (one.folder / "eli.py").write_text(one.right)
        return one

    @classmethod
    def of_many(cls, place: Path, number: int, *, is_timed: bool = False) -> Class:
        """So many students, each with another text: right, unwritten, or one of the known mistakes."""
        one = cls.empty(place, is_timed=is_timed)
        texts = [one.right, one.toy.stub.read_text(), *one.wrong.values()]
        for index in range(number):
            one.hand_in(f"s{index:03}", f"{texts[index % len(texts)]}\n# {index}\n")
        return one

    @classmethod
    def empty(cls, place: Path, *, is_timed: bool = False) -> Class:
        """Nobody yet. By default the course has no timed check: those take long, and may be inconclusive."""
        shutil.copytree(SAMPLES / "toy", place / "toy", ignore=shutil.ignore_patterns(".learnnn", "__pycache__"))
        (place / "handed in").mkdir()
        one = cls(Toy(place / "toy"), place / "handed in")
        if is_timed:
            return one
        checks = place / "toy" / "exercises" / "scaling" / "test_scaling.py"
        text = checks.read_text()
        start, end = (
            text.index('@pytest.mark.task("total")\n@pytest.mark.timing'),
            text.index('@pytest.mark.task("counter")'),
        )
        checks.write_text(text[:start] + text[end:])
        (place / "toy" / "solutions" / "scaling" / "wrong" / "sums_in_a_loop.py").unlink()  # only that check finds it
        return one

    @property
    def store(self) -> Path:
        return self.folder.with_name(f"{self.folder.name}.grades.sqlite")

    @property
    def right(self) -> str:
        return self.toy.reference.read_text()

    @property
    def wrong(self) -> dict[str, str]:
        (exercise,) = course_file.load(self.toy.root).exercises
        return {one.name: one.submission.source for one in load_all(exercise, Layout(self.toy.root))}

    @property
    def students(self) -> set[str]:
        return {path.stem for path in self.folder.iterdir()}

    def hand_in(self, student: str, source: str) -> None:
        (self.folder / student).mkdir(exist_ok=True)
        (self.folder / student / "scaling.py").write_text(source)

    def command(self, *args: str | Path) -> list[str]:
        return [sys.executable, "-m", "learnnn.cli", "grade", str(self.folder), *trust(), *map(str, args)]

    def grade(self, *args: str | Path) -> Ran:
        done = subprocess.run(
            self.command(*args), check=False, cwd=self.toy.root, capture_output=True, text=True, timeout=240
        )
        return Ran(done.returncode, done.stdout, done.stderr)

    def grade_json(self, *args: str | Path) -> dict[str, Any]:
        ran = self.grade("--json", *args)
        assert ran.out, ran.err
        content: dict[str, Any] = json.loads(ran.out)
        return content

    def start_grading(self, *args: str | Path) -> subprocess.Popen[str]:
        """A grading that has begun, in a process group of its own as on a terminal."""
        running = subprocess.Popen(
            self.command(*args), cwd=self.toy.root, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
            start_new_session=True,
        )  # fmt: skip
        assert running.stderr is not None
        said = ""
        while "grading" not in said:
            said = running.stderr.readline()
            assert said, "it ended before it began to grade"
        return running


def scores(content: dict[str, Any]) -> dict[str, tuple[str, float | None, float]]:
    """What a class got, from `--json`: by student the standing, and the points of how many."""
    return {row["student"]: (row["standing"], row["earned"], row["possible"]) for row in content["verdicts"]}


def family(pid: int) -> list[psutil.Process]:
    """All that a process has started, and what these have."""
    return psutil.Process(pid).children(recursive=True)


def have_ended(processes: list[psutil.Process], within_s: float = 15) -> bool:
    _, alive = psutil.wait_procs(processes, timeout=within_s)
    return not alive


@cache
def trust() -> tuple[str, ...]:
    """What the command must be told where this machine cannot confine anybody's code: what is graded here is ours."""
    launchers = Launchers()
    try:
        level = launchers.get(Setup(packages=("numpy",))).isolation
    finally:
        launchers.close()
    return () if level.is_at_least(Isolation.LANDLOCK) else ("--trust",)
