"""What is to be judged and how, and how each check went: jobs, plans and trials."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import pytest

from learnnn.core.model import CheckResult, Course, Exercise, Submission
from learnnn.judge.bench import Bench
from learnnn.judge.checked import task_of
from learnnn.judge.record import Exchange, Timing
from learnnn.judge.recorded import Recordings
from learnnn.judge.replay import Turn


@dataclass(frozen=True, slots=True)
class Trial:
    """One check run on one submission."""

    result: CheckResult
    record: Sequence[Exchange] = ()
    timings: Sequence[Timing] = ()
    reference: Sequence[Turn] | None = None  # what it was asked and said, where that is recorded

    @property
    def staff_note(self) -> str:
        """The whole of what happened; a student never sees it."""
        return self.result.withheld.note if self.result.withheld is not None else ""

    footprint: frozenset[str] | None = None  # the definitions of the submission that it ran, where that is known
    is_timed: bool = False
    is_beyond_recording: bool = False  # the reference was asked something that depends on the student's answers


@dataclass(frozen=True, slots=True)
class Job:
    """One submission to be judged by the checks of its exercise; `tasks` and `checks` narrow them down.

    A check is named with its device, or without: then it is meant on each. Without `has_reference` the recordings must do.
    With `until_it_fails` the first check that fails is the last one run. With `is_traced` each notes which definitions of the
    submission it runs: that is for the course's own code, and takes time which a timed check would count. The checks of the
    tasks that are `first` are run first, after those of tasks they need; the trials come in the usual order all the same.
    """

    exercise: Exercise
    submission: Submission
    tasks: frozenset[str] = frozenset()
    checks: frozenset[str] = frozenset()
    has_reference: bool = True
    until_it_fails: bool = False
    is_traced: bool = False
    first: tuple[str, ...] = ()

    def wants(self, item: pytest.Item) -> bool:
        """Whether this check is to be run."""
        if item.path.parent.name != self.exercise.slug:
            return False
        if self.checks and not self.checks & {item.name, item.name.partition("[")[0]}:
            return False
        return not self.tasks or task_of(item) in self.tasks


def unwatched(*_: object, **__: object) -> None:
    """Progress that nobody looks at."""


@dataclass(slots=True)
class Plan:
    """What to judge, and how."""

    course: Course
    bench: Bench
    jobs: Sequence[Job]
    with_hidden: bool = False
    hidden_seed: str = "unset"
    is_blocking: bool = True  # what fails because a needed task fails is `blocked`; a wrong task is not timed
    on_progress: Callable[..., None] = unwatched
    recordings: Mapping[str, Recordings] = field(default_factory=dict)  # by slug: what the reference need not say again
    is_recording: bool = False
    is_sharing: bool = True  # checks may share a worker; what does not pass there is run again in a fresh one
    is_own_code: bool = False  # the course's own solutions: what they say in a shared worker is the verdict
    asked_again: int = 0  # how many passes of each submission in a shared worker are asked again in a fresh one
