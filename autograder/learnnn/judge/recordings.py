"""Reference answers: recorded once for a course, a seed and the software at hand, and replayed from then on."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from learnnn.core.errors import CourseError
from learnnn.core.model import Course, Exercise, Status
from learnnn.course import submission as submissions
from learnnn.course.layout import Layout
from learnnn.judge.bench import Bench
from learnnn.judge.grading import judge
from learnnn.judge.recorded import Recordings
from learnnn.judge.seeds import PUBLIC_SEED
from learnnn.judge.trials import Job, Plan, Trial
from learnnn.judge.yardstick import yardstick_s
from learnnn.system import state

__all__ = ["Recordings", "load", "load_or_record", "of", "record"]

GOOD = (Status.PASSED, Status.NOT_RUN, Status.INCONCLUSIVE)  # a timing is measured anew each time: noise does no harm


def load_or_record(course: Course, exercise: Exercise, bench: Bench, seed: str | None) -> Recordings:
    """The recordings that are kept with the course; made, and kept, where there are none or they are of something else."""
    recordings = load(exercise, bench.layout, seed)
    if recordings is None:
        recordings = record(course, exercise, bench, seed)
        state.write(_path(exercise, bench.layout, seed), recordings.to_bytes())
    return recordings


def load(exercise: Exercise, layout: Layout, seed: str | None) -> Recordings | None:
    """The recordings that are kept with the course, if there are any and they are of what it is now."""
    try:
        recordings = Recordings.from_bytes(_path(exercise, layout, seed).read_bytes())
    except (OSError, CourseError):
        return None
    return recordings if recordings.key == _key(exercise, layout, seed) else None


def record(course: Course, exercise: Exercise, bench: Bench, seed: str | None) -> Recordings:
    """Judge the reference by the checks of its exercise, and keep what it says. Raises CourseError if it fails one.

    `seed` is that of hidden checks; None leaves these out.
    """
    path = bench.layout.reference(exercise.slug)
    key = _key(exercise, bench.layout, seed)  # of the files as they are before
    job = Job(exercise, submissions.read(path, exercise.slug))
    plan = Plan(
        course, bench, [job], with_hidden=seed is not None, hidden_seed=seed or PUBLIC_SEED, is_blocking=False,
        is_recording=True, is_own_code=True,
    )  # fmt: skip
    (trials,) = judge(plan)
    failed = [trial for trial in trials if trial.result.status not in GOOD]
    if failed:
        names = ", ".join(f"{trial.result.name} ({trial.result.status.value})" for trial in failed)
        raise CourseError(
            f"the reference does not pass {names}. {failed[0].staff_note}",
            path=path,
            next_step=f"Run `learnnn validate {exercise.slug}`.",
        )
    return of(trials, key)


def of(trials: Iterable[Trial], key: str = "") -> Recordings:
    """What the reference said in these trials, which were made to be recorded."""
    turns = {trial.result.name: trial.reference for trial in trials if trial.reference is not None}
    return Recordings(key, turns, yardstick_s())


def _path(exercise: Exercise, layout: Layout, seed: str | None) -> Path:
    return layout.recordings(exercise.slug, state.tag(seed) if seed is not None else PUBLIC_SEED)


def _key(exercise: Exercise, layout: Layout, seed: str | None) -> str:
    """Changes with everything that could change what the reference is asked or says."""
    slug = exercise.slug
    files = [layout.public_checks(slug), layout.stage(slug), layout.reference(slug)]
    if seed is not None:
        files.append(layout.hidden_checks(slug))
    return state.fingerprint((exercise, seed), files)
