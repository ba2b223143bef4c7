"""What grading a submission costs: `learnnn grade`, a fresh pytest process for each, and `nbgrader autograde`.

One submission is one student's file for one exercise. All sides run the same checks, public and hidden, on submissions of
one class: `learnnn grade` on all of them, the other two, which take seconds for each, on a sample. The sides take turns:
pytest and nbgrader exercise by exercise, `learnnn grade` amid them, in one command or in several (each starts its workers
anew). They must agree on the points of the sample. pytest runs as many processes at a time as `learnnn grade` has jobs;
nbgrader grades one after another, as it does. What is made once for a course is not counted, and told apart. CPU seconds
are the whole machine's, for workers are not children of ours: run this on one that is idle otherwise.

    python benchmarks/grade_throughput.py [--submissions 500] [--sample 20] [--jobs 2] [--exercises backprop,mlp]
    python benchmarks/grade_throughput.py --scaling 500,5000 [--course tests/samples/toy]

With `--scaling`, only `learnnn grade`: what a submission costs, and how much memory the judge takes, as classes grow. With a
small course that takes minutes, and what does not depend on the exercises shows the more.
"""

from __future__ import annotations

import argparse
import random
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from queue import SimpleQueue

import chosen
import psutil
from class_of_students import Handed, class_of, hand_in
from nbgrader_course import NbgraderCourse
from plain_pytest import ROOT, Check, checks_of, copy_of_course, points, run

from learnnn.core.model import Course, Exercise, Status
from learnnn.course import course_file
from learnnn.course.layout import Layout

SEED = "unset"  # of the hidden checks: what plain pytest takes
SAMPLING_S = 0.25
IDLE_S = 3
TOLERANCE = 1e-6

Key = tuple[str, str]  # student, exercise


@dataclass(slots=True)
class Cost:
    """Wall-clock and CPU seconds of a side, and what it graded in them."""

    wall_s: float = 0.0
    cpu_s: float = 0.0
    by_exercise: dict[str, float] = field(default_factory=dict)  # seconds per submission
    marginal: dict[str, float] = field(default_factory=dict)  # the same, without what a command costs before the first
    earned: dict[Key, float] = field(default_factory=dict)

    @contextmanager
    def clock(self) -> Iterator[None]:
        """Adds what passes meanwhile."""
        wall, cpu = time.perf_counter(), _cpu_of_the_machine()
        yield
        self.wall_s += time.perf_counter() - wall
        self.cpu_s += _cpu_of_the_machine() - cpu

    @property
    def per_submission(self) -> float:
        return self.wall_s / len(self.earned)


def _cpu_of_the_machine() -> float:
    times = psutil.cpu_times()
    return times.user + times.system


def _print_idleness() -> None:
    """How busy the machine is with other things; what is measured means little where that is much."""
    print(f"before this run {psutil.cpu_percent(IDLE_S) / 100 * _cores():.2f} of {_cores()} cores were busy")


def _cores() -> int:
    return psutil.cpu_count() or 1


# -- learnnn grade ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Grader:
    """`learnnn grade` on a copy of the course, with a store of its own."""

    root: Path
    jobs: int

    def command(self, folder: Path, store: Path) -> list[str]:
        words = ["--course", str(self.root), "grade", str(folder), "--store", str(store), "--seed", SEED]
        return [sys.executable, "-m", "learnnn.cli", *words, "--jobs", str(self.jobs), "--trust"]

    def grade(self, submissions: Sequence[Handed], cost: Cost, weights: dict[str, list[float]]) -> None:
        """Grade them all in one run; `weights` collects the seconds that each took within it, by exercise."""
        with tempfile.TemporaryDirectory() as name:
            folder, store = hand_in(Path(name) / "class", submissions), Path(name) / "grades.sqlite"
            with cost.clock():
                _finish(self.command(folder, store))
            for student, exercise, earned, seconds in _verdicts(store):
                cost.earned[student, exercise] = earned
                weights.setdefault(exercise, []).append(seconds)


def _finish(words: Sequence[str]) -> None:
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{' '.join(words)} failed:\n{done.stdout}{done.stderr}")


def _verdicts(store: Path) -> list[tuple[str, str, float, float]]:
    with sqlite3.connect(store) as rows:
        return list(rows.execute("SELECT student, exercise, earned, seconds FROM verdicts"))


def _share_out(cost: Cost, weights: dict[str, list[float]]) -> None:
    """The wall clock by exercise: works of several run side by side, so each gets its share of the whole."""
    scale = cost.wall_s / sum(map(sum, weights.values()))
    cost.by_exercise = {slug: scale * sum(seconds) / len(seconds) for slug, seconds in weights.items()}


# -- the other two ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Rivals:
    """A fresh pytest process for each submission, and nbgrader, over the same checks."""

    courses: SimpleQueue[Course]  # copies: each is used by one pytest process at a time
    jobs: int
    nbgrader: NbgraderCourse
    checks: dict[str, Sequence[Check]]

    def pytest(self, exercise: Exercise, sample: Sequence[Handed], cost: Cost) -> None:
        before = cost.wall_s
        with cost.clock(), ThreadPoolExecutor(self.jobs) as threads:
            ended = list(threads.map(lambda handed: self._run(exercise, handed), sample))
        cost.by_exercise[exercise.slug] = (cost.wall_s - before) / len(sample)
        self._score(exercise, sample, ended, cost)

    def autograde(self, exercise: Exercise, sample: Sequence[Handed], cost: Cost) -> None:
        """One submission, then all others: the difference tells what one more costs."""
        seconds = []
        for part in (sample[:1], sample[1:]):
            for handed in part:
                self.nbgrader.submit(handed)
            with cost.clock():
                seconds.append(self.nbgrader.autograde(exercise))
        cost.by_exercise[exercise.slug] = sum(seconds) / len(sample)
        cost.marginal[exercise.slug] = (seconds[1] - seconds[0]) / (len(sample) - 2)
        self._score(exercise, sample, [self.nbgrader.statuses(handed) for handed in sample], cost)

    def _run(self, exercise: Exercise, handed: Handed) -> dict[str, Status]:
        course = self.courses.get()
        try:
            return run(course, exercise, handed.source)
        finally:
            self.courses.put(course)

    def _score(
        self, exercise: Exercise, sample: Sequence[Handed], ended: Sequence[dict[str, Status]], cost: Cost
    ) -> None:
        for handed, statuses in zip(sample, ended, strict=True):
            earned = points(self.nbgrader.course, exercise, self.checks[exercise.slug], statuses)
            cost.earned[handed.student, exercise.slug] = earned


def _course(folder: Path, options: argparse.Namespace) -> Course:
    """A copy of the course, of the exercises that were asked for."""
    root = copy_of_course(folder / "course", options.course)
    return chosen.keep_only(root, chosen.slugs(course_file.load(root), options.exercises))


# -- side by side -------------------------------------------------------------------------------------------------------


def compare(options: argparse.Namespace, folder: Path) -> None:
    """Run the three sides in turns, and print what each costs."""
    course = _course(folder, options)
    grader = Grader(course.root, options.jobs)
    submissions = class_of(course, options.submissions // len(course.exercises), options.seed)
    samples = _samples(course, submissions, options.sample, options.seed)
    ours, pytest, nbgrader = costs = [Cost(), Cost(), Cost()]
    weights: dict[str, list[float]] = {}
    rivals = _prepare(grader, course, submissions, folder)
    blocks = _blocks(course, submissions, options.blocks)
    for number, exercise in enumerate(course.exercises):
        rivals.pytest(exercise, samples[exercise.slug], pytest)
        for block in blocks[number]:
            grader.grade(block, ours, weights)
        rivals.autograde(exercise, samples[exercise.slug], nbgrader)
        print(f"{number + 1} of {len(course.exercises)} turns done", file=sys.stderr, flush=True)
    _share_out(ours, weights)
    _print_table(course, ours, pytest, nbgrader)
    _print_agreement(samples, costs)


def _samples(course: Course, submissions: Sequence[Handed], size: int, seed: int) -> dict[str, list[Handed]]:
    """The submissions that all sides grade, equally many of each exercise."""
    chance, each = random.Random(seed), max(3, size // len(course.exercises))
    return {
        exercise.slug: chance.sample([one for one in submissions if one.exercise == exercise.slug], each)
        for exercise in course.exercises
    }


def _blocks(course: Course, submissions: Sequence[Handed], count: int) -> list[list[Sequence[Handed]]]:
    """For each turn of the others, the blocks that fall into it: evenly spread, with students kept whole."""
    each = len(course.exercises)
    cuts = [len(submissions) // each * number // count * each for number in range(count + 1)]
    turns: list[list[Sequence[Handed]]] = [[] for _ in course.exercises]
    for number, (start, end) in enumerate(pairwise(cuts)):
        turns[(2 * number + 1) * each // (2 * count)].append(submissions[start:end])
    return turns


def _prepare(grader: Grader, course: Course, submissions: Sequence[Handed], folder: Path) -> Rivals:
    """What is made once for a course: recordings of the reference, nbgrader's release. Bytecode is written, too."""
    copies = SimpleQueue[Course]()
    for number in range(grader.jobs):
        copies.put(course_file.load(copy_of_course(folder / f"copy{number}", course.root)))
    checks = {exercise.slug: checks_of(Layout(course.root), exercise) for exercise in course.exercises}
    nbgrader = NbgraderCourse(folder / "nbgrader", course, checks)
    start = time.perf_counter()
    grader.grade(submissions[: len(course.exercises)], Cost(), {})
    between = time.perf_counter()
    nbgrader.make()
    once = f"learnnn {between - start:.0f} s (recordings), nbgrader {time.perf_counter() - between:.0f} s (release)"
    print(f"made once for the course, not counted below: {once}", flush=True)
    return Rivals(copies, grader.jobs, nbgrader, checks)


def _print_table(course: Course, ours: Cost, pytest: Cost, nbgrader: Cost) -> None:
    print(f"\n{'seconds per submission':24}{'learnnn grade':>14}{'pytest':>10}{'ratio':>8}", end="")
    print(f"{'nbgrader':>10}{'ratio':>8}{'one more':>10}{'ratio':>8}")
    for exercise in course.exercises:
        slug = exercise.slug
        _print_row(slug, *(cost.by_exercise[slug] for cost in (ours, pytest, nbgrader)), nbgrader.marginal[slug])
    one_more = sum(nbgrader.marginal.values()) / len(nbgrader.marginal)
    _print_row("all", *(cost.per_submission for cost in (ours, pytest, nbgrader)), one_more)
    _print_row("CPU seconds", *(cost.cpu_s / len(cost.earned) for cost in (ours, pytest, nbgrader)), None)
    for name, cost in (("learnnn grade", ours), ("pytest", pytest), ("nbgrader", nbgrader)):
        used = cost.cpu_s / cost.wall_s
        print(f"{name}: {len(cost.earned)} submissions in {cost.wall_s:.1f} s, {used:.2f} cores used")


def _print_row(label: str, ours: float, pytest: float, nbgrader: float, one_more: float | None) -> None:
    print(f"{label:24}{ours:14.3f}{pytest:10.2f}{pytest / ours:8.1f}{nbgrader:10.2f}{nbgrader / ours:8.1f}", end="")
    print(f"{one_more:10.2f}{one_more / ours:8.1f}" if one_more is not None else "")


def _print_agreement(samples: dict[str, list[Handed]], costs: Sequence[Cost]) -> None:
    """Every submission of the sample on which the sides disagree."""
    sampled = [handed for sample in samples.values() for handed in sample]
    disagreements = 0
    for handed in sampled:
        earned = [cost.earned[handed.student, handed.exercise] for cost in costs]
        if any(value is None for value in earned) or max(earned) - min(earned) > TOLERANCE:
            disagreements += 1
            print(f"disagreement: {handed.exercise}, {handed.origin}: learnnn, pytest, nbgrader give {earned}")
    print(f"points: {len(sampled) - disagreements} of {len(sampled)} submissions get the same from all three")


# -- growing classes ----------------------------------------------------------------------------------------------------


def scale(options: argparse.Namespace, folder: Path) -> None:
    """What a submission costs and how much memory the judge takes, for classes of several sizes."""
    course = _course(folder, options)
    grader = Grader(course.root, options.jobs)
    everybody = class_of(course, max(options.scaling) // len(course.exercises), options.seed)
    grader.grade(everybody[: len(course.exercises)], Cost(), {})  # once unmeasured: the recordings are made
    print(f"{'submissions':>12}{'seconds each':>14}{'peak MB':>10}   MB of the judge at each tenth of the time")
    for size in options.scaling:
        cost, memory = Cost(), _Memory()
        with memory.watched():
            grader.grade(everybody[:size], cost, {})
        tenths = " ".join(f"{value:.0f}" for value in memory.at_tenths())
        print(f"{size:12}{cost.per_submission:14.3f}{max(memory.samples):10.0f}   {tenths}", flush=True)


@dataclass(slots=True)
class _Memory:
    """Samples, over time, of the MB of all processes below this one that are no workers."""

    samples: list[float] = field(default_factory=list)

    @contextmanager
    def watched(self) -> Iterator[None]:
        over = threading.Event()
        watcher = threading.Thread(target=self._watch, args=(over,))
        watcher.start()
        try:
            yield
        finally:
            over.set()
            watcher.join()

    def at_tenths(self) -> list[float]:
        return [self.samples[len(self.samples) * tenth // 10] for tenth in range(1, 10)]

    def _watch(self, over: threading.Event) -> None:
        while not over.wait(SAMPLING_S):
            self.samples.append(sum(map(_judges_mb, psutil.Process().children(recursive=True))))


def _judges_mb(process: psutil.Process) -> float:
    """Its memory, if it is a judge. A worker's command line says so; one that has just ended takes none."""
    try:
        is_worker = any("worker" in word for word in process.cmdline())
        return 0.0 if is_worker else process.memory_info().rss / 2**20
    except psutil.Error:
        return 0.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--submissions", type=int, default=500, help="graded by learnnn, over all exercises")
    parser.add_argument(
        "--sample", type=int, default=20, help="of these, graded by the other two (at least 3 an exercise)"
    )
    chosen.add_option(parser)
    parser.add_argument("--blocks", type=int, default=1, help="commands of learnnn that share its submissions")
    parser.add_argument("--jobs", type=int, default=_cores())
    parser.add_argument("--seed", type=int, default=1, help="which submissions there are")
    sizes: Callable[[str], list[int]] = lambda text: [int(size) for size in text.split(",")]  # noqa: E731
    parser.add_argument("--scaling", type=sizes, metavar="500,5000", help="only learnnn, on classes of these sizes")
    parser.add_argument(
        "--course", type=Path, default=ROOT, help="for --scaling: the course whose exercises they solve"
    )
    options = parser.parse_args()
    _print_idleness()
    with tempfile.TemporaryDirectory() as folder:
        (scale if options.scaling else compare)(options, Path(folder))


if __name__ == "__main__":
    main()
