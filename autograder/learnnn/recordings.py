"""Reference answers: recorded once for a course, a seed and the software at hand, and replayed from then on."""

from __future__ import annotations

from learnnn import state
from learnnn import submission as submissions
from learnnn.bench import Bench
from learnnn.errors import CourseError
from learnnn.grading import Job, Plan, judge
from learnnn.layout import Layout
from learnnn.model import Course, Exercise, Status
from learnnn.recorded import Recordings

__all__ = ["Recordings", "load_or_record", "record"]

GOOD = (Status.PASSED, Status.NOT_RUN, Status.INCONCLUSIVE)  # a timing is measured anew each time: noise does no harm


def load_or_record(course: Course, exercise: Exercise, bench: Bench, seed: str) -> Recordings:
    """The recordings that are kept with the course; made, and kept, where there are none or they are of something else."""
    path = bench.layout.recordings(exercise.slug, state.tag(seed))
    try:
        recordings = Recordings.from_bytes(path.read_bytes())
    except (OSError, CourseError):
        recordings = None
    if recordings is None or recordings.key != _key(exercise, bench.layout, seed):
        recordings = record(course, exercise, bench, seed)
        state.write(path, recordings.to_bytes())
    return recordings


def record(course: Course, exercise: Exercise, bench: Bench, seed: str) -> Recordings:
    """Judge the reference by all checks of its exercise, and keep what it says. Raises CourseError if it fails one."""
    path = bench.layout.reference(exercise.slug)
    key = _key(exercise, bench.layout, seed)  # of the files as they are before
    job = Job(exercise, submissions.read(path, exercise.slug))
    plan = Plan(course, bench, [job], with_hidden=True, hidden_seed=seed, is_blocking=False, is_recording=True)
    (trials,) = judge(plan)
    failed = [trial for trial in trials if trial.result.status not in GOOD]
    if failed:
        names = ", ".join(f"{trial.result.name} ({trial.result.status.value})" for trial in failed)
        raise CourseError(
            f"the reference does not pass {names}. {failed[0].staff_note}",
            path=path,
            next_step=f"Run `learnnn validate {exercise.slug}`.",
        )
    return Recordings(key, {trial.result.name: trial.reference for trial in trials if trial.reference is not None})


def _key(exercise: Exercise, layout: Layout, seed: str) -> str:
    """Changes with everything that could change what the reference is asked or says."""
    slug = exercise.slug
    files = [layout.public_checks(slug), layout.hidden_checks(slug), layout.stage(slug), layout.reference(slug)]
    return state.fingerprint((exercise, seed), files)
