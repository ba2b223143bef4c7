"""What known-wrong solutions say to checks: recorded when first needed, kept beside the course by content hash."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

import msgspec

import learnnn
from learnnn.bench import Bench
from learnnn.conversation import Kind
from learnnn.grading import Job, Plan, Trial, judge
from learnnn.layout import Layout
from learnnn.misconceptions import Misconception, load_all
from learnnn.model import Course, Exercise, Status
from learnnn.signatures import Signature, signature

SAME_SLOWNESS = 2.0  # two measurements of one solution differ by less, two ways of being slow usually by more


@dataclass(frozen=True, slots=True)
class Saying:
    """How one check went for one known-wrong solution."""

    status: Status
    signature: Signature
    seen: str = ""  # what was wrong with a figure, which is looked at but not recorded
    ratio: float | None = None  # of a timed check, which keeps no record

    def matches(self, other: Saying) -> bool:
        """Whether both say the same; of a timing, whether both are slower by about the same factor."""
        if (self.status, self.seen) != (other.status, other.seen) or not self.signature.matches(other.signature):
            return False
        if self.ratio is None or other.ratio is None:
            return self.ratio is other.ratio
        return 1 / SAME_SLOWNESS < self.ratio / other.ratio < SAME_SLOWNESS


Sayings = dict[str, Saying]  # by the name of the check


@dataclass(frozen=True, slots=True)
class Entry:
    """A known-wrong solution, and what it said to the checks it was asked by."""

    misconception: Misconception
    sayings: Sayings


@dataclass(slots=True)
class _File:
    key: str
    sayings: dict[str, Sayings] = field(default_factory=dict)  # by the name of the known-wrong solution


def sayings_of(trials: Iterable[Trial]) -> Sayings:
    """What was said in these trials."""
    return {trial.result.name: saying_of(trial) for trial in trials}


def saying_of(trial: Trial) -> Saying:
    """What was said in this trial."""
    told = trial.result.feedback
    has_looked = any(exchange.kind is Kind.LOOK for exchange in trial.record)
    seen = f"{told.happened}\n{told.evidence}" if has_looked and told is not None else ""
    ratio = trial.timings[-1].ratio if trial.timings else None
    return Saying(trial.result.status, signature(trial.record), seen, ratio)


def entries_for(
    failing: frozenset[str],
    judged: frozenset[str],
    exercise: Exercise,
    course: Course,
    bench: Bench,
    on_progress: Callable[..., None],
) -> list[Entry]:
    """The known-wrong solutions that could explain these failing checks, and what they said to the checks they name.

    A mistake that makes a check fail which the student passes (`judged` but not `failing`) is not theirs: it is not asked.
    """
    file = _load(exercise, bench.layout)
    functions = {name.partition("[")[0] for name in failing}
    passing = {name.partition("[")[0] for name in judged} - functions
    candidates = [
        one for one in load_all(exercise, bench.layout) if one.named & functions and not one.required & passing
    ]
    wanted = {
        one.name: {name for name in judged | failing if name.partition("[")[0] in one.named} for one in candidates
    }
    jobs = [
        Job(exercise, one.submission, checks=frozenset(missing))
        for one in candidates
        if (missing := wanted[one.name] - file.sayings.get(one.name, {}).keys())
    ]
    if jobs:
        _record(file, jobs, course, bench, on_progress)
        _save(file, exercise, bench.layout)
    return [Entry(one, file.sayings.get(one.name, {})) for one in candidates]


def _record(file: _File, jobs: Sequence[Job], course: Course, bench: Bench, on_progress: Callable[..., None]) -> None:
    plan = Plan(course, bench, jobs, is_blocking=False, on_progress=on_progress)
    for job, trials in zip(jobs, judge(plan), strict=True):
        file.sayings.setdefault(job.submission.path.stem, {}).update(sayings_of(trials))


def _content_key(exercise: Exercise, layout: Layout) -> str:
    """Changes with every file that could change what a known-wrong solution says."""
    slug = exercise.slug
    files = [layout.public_checks(slug), layout.stage(slug), layout.reference(slug), *layout.wrong(slug)]
    digest = hashlib.sha256(f"{learnnn.__version__} {exercise!r}".encode())
    for path in files:
        digest.update(path.name.encode() + b"\0" + (path.read_bytes() if path.is_file() else b"") + b"\0")
    return digest.hexdigest()


def _load(exercise: Exercise, layout: Layout) -> _File:
    """What is kept; nothing if the course has changed since, or the file is not there or damaged."""
    key = _content_key(exercise, layout)
    try:
        file = msgspec.json.decode(layout.catalogue(exercise.slug).read_bytes(), type=_File)
    except (OSError, msgspec.DecodeError):
        return _File(key)
    return file if file.key == key else _File(key)


def _save(file: _File, exercise: Exercise, layout: Layout) -> None:
    """Keep it; a course in a folder that cannot be written to is recorded again next time."""
    path = layout.catalogue(exercise.slug)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary = path.with_suffix(".tmp")
        temporary.write_bytes(msgspec.json.encode(file))
        temporary.replace(path)
    except OSError:
        return
