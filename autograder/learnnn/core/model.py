"""The nouns of the course: exercises, tasks, checks, results, reports. Data only, no I/O."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from itertools import groupby
from pathlib import Path
from typing import Any


class Status(Enum):
    """How a check ended. Only `PASSED` earns points."""

    PASSED = "passed"
    FAILED = "failed"  # a wrong answer
    ERROR = "error"  # their code raised
    TIMEOUT = "timeout"
    CRASHED = "crashed"
    BLOCKED = "blocked"  # a task it needs fails
    NOT_RUN = "not_run"  # this machine lacks something
    INCONCLUSIVE = "inconclusive"  # a timing too noisy to call
    BROKEN = "broken"  # our check failed: no score


FAILING = frozenset({Status.FAILED, Status.ERROR, Status.TIMEOUT, Status.CRASHED})


class Visibility(Enum):
    """Whether a student may see what a check expects."""

    PUBLIC = "public"
    HIDDEN = "hidden"


class Layer(Enum):
    """Who may read a text about a check, fewest texts first: each layer holds all that the one before it holds."""

    NOW = "now"  # students, while the work can still be handed in
    AFTER_DUE = "after-due"  # students, when it cannot: what a hidden check expected, and what it called
    STAFF = "staff"  # nobody else: what a student's code can choose, and so use to carry out what it saw

    def holds(self, other: Layer) -> bool:
        return list(Layer).index(other) <= list(Layer).index(self)


class NotRunPolicy(Enum):
    """What a check that could not be run does to the points."""

    EXCUSED = "excused"  # it counts on neither side
    ZERO = "zero"


class Isolation(Enum):
    """What stands between a student's code and everything else, strongest first."""

    NAMESPACES = "namespaces"  # its own view of files, processes and network; Landlock and seccomp on top
    LANDLOCK = "landlock"  # no files, no network, no other process: refused by the kernel, but not out of sight
    PROCESS = "process"  # another process, with the limits the platform has
    NONE = "none"  # the judge's own process: for a debugger, never a grade

    def is_at_least(self, other: Isolation) -> bool:
        return list(Isolation).index(self) <= list(Isolation).index(other)


class Device(Enum):
    """Where a device check runs."""

    CPU = "cpu"
    PHANTOM = "phantom"
    CUDA = "cuda"

    @property
    def torch_name(self) -> str:
        return "cpu" if self is Device.CPU else f"{self.value}:0"


@dataclass(frozen=True, slots=True)
class Limits:
    """What one check may use: seconds of wall clock and CPU, MB of memory and answer, KB of output, processes."""

    wall_s: float = 10
    cpu_s: float = 10
    memory_mb: int = 2048
    output_kb: int = 1024
    answer_mb: int = 64
    processes: int = 16


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to write, named as `exercise::task`."""

    name: str
    title: str
    points: float
    needs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reflection:
    """One question that wants sentences, named as `exercise::reflection`. A person grades it."""

    name: str
    title: str
    points: float


@dataclass(frozen=True, slots=True)
class Exercise:
    """One exercise as `course.yml` describes it."""

    slug: str
    title: str
    tasks: tuple[Task, ...]
    imports: tuple[str, ...]
    banned: tuple[str, ...]
    limits: Limits
    preload: tuple[str, ...] = ()  # modules that are slow to import and that every solution needs
    reflections: tuple[Reflection, ...] = ()
    predict: tuple[str, ...] = ()  # what a student is asked before the code is run, by name
    module: str = ""  # the title of the part of the course that it belongs to
    prerequisites: tuple[str, ...] = ()  # the exercises it builds on, by slug

    @property
    def points(self) -> float:
        """What the checks can give. The points of reflections do not count: they are given by hand."""
        return sum(task.points for task in self.tasks)

    def task(self, name: str) -> Task | None:
        return next((task for task in self.tasks if task.name == name), None)


@dataclass(frozen=True, slots=True)
class Course:
    """A course: its exercises in the order students meet them."""

    title: str
    root: Path
    exercises: tuple[Exercise, ...]
    not_run: NotRunPolicy

    def exercise(self, slug: str) -> Exercise | None:
        return next((exercise for exercise in self.exercises if exercise.slug == slug), None)

    @property
    def modules(self) -> list[tuple[str, tuple[Exercise, ...]]]:
        """Each module's title with its exercises, in order; one without a title where the course has no modules."""
        return [(title, tuple(members)) for title, members in groupby(self.exercises, lambda one: one.module)]


@dataclass(frozen=True, slots=True)
class Submission:
    """The one file that is graded, exactly as it was read."""

    exercise: str
    path: Path
    source: str
    sha256: str

    @property
    def is_notebook(self) -> bool:
        """Whether its text is that of a notebook's cells."""
        return self.path.suffix.lower() == ".ipynb"


@dataclass(frozen=True, slots=True)
class Feedback:
    """What a student is told now about a check that did not pass.

    `happened` and `look_at` are true and safe to show always; `evidence` may hold expected values of a public check.
    """

    happened: str
    evidence: str = ""
    look_at: str = ""
    traceback: tuple[str, ...] = ()
    snippet: str = ""
    misconception: str | None = None  # the name of the known-wrong solution it matches


@dataclass(frozen=True, slots=True)
class Withheld:
    """What is known about a check and not told now. What a public check tells at once is not here again."""

    evidence: str = ""  # what happened in full, and what was expected
    snippet: str = ""
    traceback: tuple[str, ...] = ()  # from here on for staff only
    output: str = ""
    note: str = ""

    def at(self, layer: Layer) -> Withheld | None:
        """What of it a reader of this layer may see."""
        if layer is Layer.STAFF:
            return self
        return Withheld(self.evidence, self.snippet) if layer.holds(Layer.AFTER_DUE) else None


@dataclass(frozen=True, slots=True)
class CheckResult:
    """One check's verdict on one submission."""

    name: str  # the function's name, with the device where there are several: `test_moves[phantom]`
    task: str
    title: str  # the docstring: the sentence the student reads
    status: Status
    weight: float = 1
    visibility: Visibility = Visibility.PUBLIC
    feedback: Feedback | None = None
    output: str = ""
    duration_s: float = 0.0
    exception: str | None = None  # the type name of what their code raised
    withheld: Withheld | None = None

    def at(self, layer: Layer) -> CheckResult:
        """The verdict with the texts that a reader of this layer may see, and no others."""
        told, output = self.feedback, self.output
        if self.visibility is Visibility.HIDDEN and layer is not Layer.STAFF:
            told = told and Feedback(told.happened, look_at=told.look_at, misconception=told.misconception)
            output = ""
        return replace(self, feedback=told, output=output, withheld=self.withheld and self.withheld.at(layer))

    @property
    def passed(self) -> bool:
        return self.status is Status.PASSED

    @property
    def function(self) -> str:
        return self.name.partition("[")[0]

    @property
    def is_unwritten(self) -> bool:
        return self.exception == "NotImplementedError"


def overall(checks: Sequence[CheckResult]) -> Status:
    """Passed when every check that ran passed; otherwise the first status that is neither that nor excused."""
    harmless = (Status.PASSED, Status.NOT_RUN, Status.INCONCLUSIVE)
    trouble = next((check.status for check in checks if check.status not in harmless), None)
    if trouble is not None:
        return trouble
    return Status.PASSED if any(check.passed for check in checks) else Status.NOT_RUN


@dataclass(frozen=True, slots=True)
class TaskResult:
    """The checks of one task, and what they earn."""

    task: Task
    checks: tuple[CheckResult, ...]
    earned: float
    possible: float

    @property
    def status(self) -> Status:
        return overall(self.checks)


@dataclass(frozen=True, slots=True)
class Environment:
    """Where a verdict was reached: enough to repeat it."""

    isolation: str
    devices: tuple[str, ...]
    versions: dict[str, str]
    seed: str  # "public", or that it is a secret one


@dataclass(frozen=True, slots=True)
class Report:
    """The verdict on one submission. `problem` is set when there was no file to grade."""

    exercise: Exercise
    tasks: tuple[TaskResult, ...]
    environment: Environment
    submission: Submission | None = None
    problem: str | None = None
    is_grade: bool = True

    @property
    def checks(self) -> Iterable[CheckResult]:
        return (check for task in self.tasks for check in task.checks)

    @property
    def earned(self) -> float:
        return sum(task.earned for task in self.tasks)

    @property
    def possible(self) -> float:
        return sum(task.possible for task in self.tasks)

    @property
    def is_broken(self) -> bool:
        return any(check.status is Status.BROKEN for check in self.checks)

    @property
    def passed(self) -> bool:
        """Every task passed, and there was something to pass."""
        return bool(self.tasks) and all(task.status is Status.PASSED for task in self.tasks)


class Standing(Enum):
    """How one student's work on one exercise stands in a class. Only the first two have a score."""

    PASSED = "passed"
    FAILED = "failed"
    BROKEN = "broken"  # a check of ours failed: no score until the course is mended
    NO_VERDICT = "no verdict"  # grading it failed, again and again
    NOT_GRADABLE = "cannot be graded"  # there is no file, or not one that can be read

    @property
    def is_settled(self) -> bool:
        """Whether grading the same files again would say nothing new."""
        return self in (Standing.PASSED, Standing.FAILED)


@dataclass(frozen=True, slots=True)
class Verdict:
    """How one student's work on one exercise was graded: plain data, to be sent and kept."""

    student: str
    exercise: str
    standing: Standing
    sha256: str = ""
    earned: float | None = None  # no verdict is no score: neither zero nor full
    possible: float = 0.0
    isolation: str = ""
    seconds: float = 0.0
    misconceptions: tuple[str, ...] = ()  # the known-wrong solutions that were recognised
    problem: str | None = None
    report: dict[str, Any] | None = None  # as of `learnnn.core.report_json`


@dataclass(frozen=True, slots=True)
class Tally:
    """One exercise over a whole class."""

    exercise: str
    handed_in: int
    graded: int
    passed: int
    mean: float | None  # points, of those that have a score
    median: float | None
    possible: float
    misconceptions: tuple[tuple[str, int], ...]  # the most common first
