"""What commands cost today against what they cost at another commit of this repository, side by side.

    python benchmarks/against_commit.py COMMIT [--what grade,check,validate,release] [--exercises a,b] [--rounds 3]

The other commit is checked out beside today's files, each side with its own engine and its own course. The sides take turns;
the ratio is today's cost to that of then, pair by pair, told with its minimum and maximum. What is handed in to be graded is
the same for both: today's references and known-wrong solutions, seven of ten of them right. CPU seconds are the whole
machine's, for workers are not children of ours: run this on one that is idle otherwise.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import psutil
from chosen import add_option, keep_only, slugs
from class_of_students import class_of, hand_in
from plain_pytest import ROOT, copy_of_course

from learnnn.course import course_file
from learnnn.course.layout import Layout

LINGER = {"LEARNNN_LINGER": "0"}  # each command is measured from its start


@dataclass(frozen=True, slots=True)
class Side:
    """One commit: its engine, and a copy of its course cut to the exercises that were asked for."""

    python: Path
    course: Path
    stubs: dict[Path, str]

    @classmethod
    def of(cls, tree: Path, place: Path, wanted: Sequence[str]) -> Side:
        """A side with nothing written where students write."""
        course = copy_of_course(place / "course", tree)
        keep_only(course, wanted)
        for folder in (*(course / "exercises").iterdir(), *(course / "solutions").iterdir()):
            if folder.is_dir() and folder.name not in wanted:  # validation would ask what they are for
                shutil.rmtree(folder)
        stubs = {Layout(course).stub(slug): Layout(course).stub(slug).read_text() for slug in wanted}
        return cls(_interpreter(tree / "autograder", place / "venv"), course, stubs)

    def write(self, *, is_solved: bool) -> None:
        """The references where students write, or the stubs again."""
        for path, stub in self.stubs.items():
            path.write_text(Layout(self.course).reference(path.stem).read_text() if is_solved else stub)

    def cost(self, *words: str) -> tuple[float, float]:
        """Wall and CPU seconds of a command."""
        command = [str(self.python), "-m", "learnnn.cli", "--course", str(self.course), *words]
        cpu, wall = _cpu_of_the_machine(), time.perf_counter()
        done = subprocess.run(command, env=os.environ | LINGER, capture_output=True, text=True, check=False)
        spent = time.perf_counter() - wall, _cpu_of_the_machine() - cpu
        if done.returncode:
            raise SystemExit(
                f"{' '.join(command)} ended with {done.returncode}:\n{done.stdout[-4000:]}{done.stderr[-4000:]}"
            )
        return spent


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("commit", metavar="COMMIT")
    parser.add_argument("--what", default=",".join(COMMANDS), help=f"of {', '.join(COMMANDS)} (default: all)")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--students", type=int, default=6, help="how many hand in each exercise (default: 6)")
    add_option(parser)
    options = parser.parse_args()
    wanted = slugs(course_file.load(ROOT), options.exercises)
    with tempfile.TemporaryDirectory() as name, checked_out(options.commit, Path(name) / "then") as then:
        place = Path(name)
        sides = [Side.of(ROOT, place / "today", wanted), Side.of(then, place / "other", wanted)]
        students = class_of(course_file.load(sides[0].course), options.students, seed=1)
        handed_in = hand_in(place / "class", students)
        for what in options.what.split(","):
            words = COMMANDS[what]
            for side in sides:
                side.write(is_solved=what == "check")
            pairs = [
                [side.cost(*words(place, handed_in, number)) for side in sides] for number in range(options.rounds)
            ]
            for unit, index in (("wall", 0), ("CPU", 1)):
                ratios = sorted(today[index] / other[index] for today, other in pairs)
                now, then_s = (median(pair[side][index] for pair in pairs) for side in (0, 1))
                print(
                    f"{what:9} {unit:4} {now:7.2f} s against {then_s:7.2f} s: {median(ratios):.2f} of it "
                    f"({ratios[0]:.2f} to {ratios[-1]:.2f}, {len(pairs)} pairs)"
                )


def _interpreter(engine: Path, place: Path) -> Path:
    """A Python that finds this engine, whoever starts it: workers are told of no path but what is installed."""
    venv.create(place, symlinks=True)
    (site,) = place.glob("lib/python*/site-packages")
    packages = [path for path in sys.path if path.endswith("site-packages")]
    (site / "engine.pth").write_text("\n".join([str(engine), *packages]))
    return place / "bin" / "python"


@contextmanager
def checked_out(commit: str, place: Path) -> Iterator[Path]:
    """The files of that commit in a folder of their own."""
    place.mkdir()
    packed = subprocess.run(["git", "archive", commit], cwd=ROOT, capture_output=True, check=False)
    if packed.returncode:
        raise SystemExit(f"`{commit}` is no commit here: {packed.stderr.decode().strip()}")
    subprocess.run(["tar", "-x"], cwd=place, input=packed.stdout, check=True)
    yield place


def _cpu_of_the_machine() -> float:
    times = psutil.cpu_times()
    return float(times.user + times.system)


def _grade(place: Path, handed_in: Path, number: int) -> list[str]:
    store = tempfile.mkdtemp(dir=place)  # each grading has a store of its own
    return ["grade", str(handed_in), "--store", f"{store}/{number}.sqlite", "--seed", "one", "--trust"]


def _release(place: Path, _: Path, number: int) -> list[str]:
    return ["release", f"{tempfile.mkdtemp(dir=place)}/{number}"]


COMMANDS: dict[str, Callable[[Path, Path, int], list[str]]] = {
    "grade": _grade,
    "check": lambda *_: ["check", "--all", "--no-predict"],
    "validate": lambda *_: ["validate"],
    "release": _release,
}

if __name__ == "__main__":
    main()
