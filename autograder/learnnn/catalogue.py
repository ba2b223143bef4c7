"""What every known-wrong solution says to every check: recorded once, kept beside the course by content hash."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

import learnnn
from learnnn.bench import Bench
from learnnn.grading import Job, Plan, Trial, judge
from learnnn.layout import Layout
from learnnn.misconceptions import Misconception, load_all
from learnnn.model import Course, Exercise, Status
from learnnn.signatures import Signature, signature

FAILING = (Status.FAILED, Status.ERROR, Status.TIMEOUT, Status.CRASHED)


@dataclass(frozen=True, slots=True)
class Saying:
    """How one check went for one known-wrong solution."""

    status: Status
    signature: Signature


@dataclass(frozen=True, slots=True)
class Entry:
    """A known-wrong solution: what a student is told, and what it said to each check by name."""

    name: str
    happened: str
    look_at: str
    sayings: dict[str, Saying]

    def failing(self) -> set[str]:
        return {name for name, saying in self.sayings.items() if saying.status in FAILING}


@dataclass(frozen=True, slots=True)
class _File:
    key: str
    entries: list[Entry]


_FILE = TypeAdapter(_File)


def entry(misconception: Misconception, trials: Iterable[Trial]) -> Entry:
    """The catalogue's entry for a known-wrong solution that was judged."""
    sayings = {trial.result.name: Saying(trial.result.status, signature(trial.record)) for trial in trials}
    return Entry(misconception.name, misconception.happened, misconception.look_at, sayings)


def of_public_checks(
    exercise: Exercise, course: Course, bench: Bench, on_progress: Callable[..., None]
) -> Sequence[Entry]:
    """The entries for the public checks: from the file beside the course if it still fits, else recorded now."""
    key, path = _content_key(exercise, bench.layout), bench.layout.catalogue(exercise.slug)
    known = _load(path)
    if known is not None and known.key == key:
        return known.entries
    wrong = load_all(exercise, bench.layout)
    jobs = [Job(exercise, misconception.submission) for misconception in wrong]
    plan = Plan(
        course,
        bench,
        jobs,
        is_blocking=False,
        on_trial=lambda job, trial: on_progress(1),
        on_collected=lambda count: on_progress(0, more=count),
    )
    entries = [entry(*pair) for pair in zip(wrong, judge(plan), strict=True)] if jobs else []
    _save(path, _File(key, entries))
    return entries


def _content_key(exercise: Exercise, layout: Layout) -> str:
    """Changes with every file that could change what a known-wrong solution says."""
    slug = exercise.slug
    files = [layout.public_checks(slug), layout.stage(slug), layout.reference(slug), *layout.wrong(slug)]
    digest = hashlib.sha256(f"{learnnn.__version__} {exercise!r}".encode())
    for path in files:
        digest.update(path.name.encode() + b"\0" + (path.read_bytes() if path.is_file() else b"") + b"\0")
    return digest.hexdigest()


def _load(path: Path) -> _File | None:
    """What is kept, or None: a file that is not there, or damaged, is recorded afresh."""
    try:
        return _FILE.validate_json(path.read_bytes())
    except (OSError, ValidationError):
        return None


def _save(path: Path, file: _File) -> None:
    """Keep it; a course in a folder that cannot be written to is recorded again next time."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary = path.with_suffix(".tmp")
        temporary.write_bytes(_FILE.dump_json(file))
        temporary.replace(path)
    except OSError:
        return


