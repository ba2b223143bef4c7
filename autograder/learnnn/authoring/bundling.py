"""Makes what a course brings along for those who have no solutions (`learnnn.diagnosis.bundle`), as they would meet it: without them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from learnnn.core.errors import CourseError
from learnnn.core.model import FAILING, Course, Exercise, Visibility
from learnnn.diagnosis.bundle import Bundle
from learnnn.diagnosis.catalogue import Entry, sayings_of
from learnnn.diagnosis.misconceptions import KnownWrong, Misconception, load_all
from learnnn.judge import recordings
from learnnn.judge.bench import Bench
from learnnn.judge.grading import judge
from learnnn.judge.trials import Job, Plan, Trial
from learnnn.system import state


def make(course: Course, exercise: Exercise, bench: Bench) -> Bundle:
    """The bundle of one exercise. Raises CourseError where the recorded answers cannot stand in for the reference.

    Each mistake is shown to the checks that it names. A check that asks the reference and that no mistake names sees them all:
    what is wrong shows whether a check asks the reference what depends on it.
    """
    answers = recordings.load_or_record(course, exercise, bench, None)
    wrong = load_all(exercise, bench.layout)
    asking = {name.partition("[")[0] for name in answers.checks}
    named_by_none = asking.difference(*(one.named for one in wrong))
    jobs = [Job(exercise, one.submission, checks=one.named | named_by_none, has_reference=False) for one in wrong]
    plan = Plan(course, bench, jobs, is_blocking=False, recordings={exercise.slug: answers}, is_own_code=True)
    judged = judge(plan)
    _require_answers(exercise, bench, judged)
    entries = [_entry(one, trials) for one, trials in zip(wrong, judged, strict=True)]
    return Bundle(answers, state.software(), tuple(entry for entry in entries if entry.misconception.named))


def beyond_recording(judged: Iterable[Sequence[Trial]]) -> list[str]:
    """The public checks that asked the reference what it was not asked when it was recorded: students have no reference."""
    asked = (trial for trials in judged for trial in trials if trial.is_beyond_recording)
    return sorted({trial.result.function for trial in asked if trial.result.visibility is Visibility.PUBLIC})


def _require_answers(exercise: Exercise, bench: Bench, judged: Sequence[Sequence[Trial]]) -> None:
    if beyond := beyond_recording(judged):
        raise CourseError(
            f"the reference is asked what depends on the student's answers by {', '.join(beyond)}",
            path=bench.layout.public_checks(exercise.slug),
            next_step="Ask it before the student's code answers, or compare without it: students do not have it.",
        )


def _entry(known: KnownWrong, trials: Sequence[Trial]) -> Entry:
    """The mistake as far as public checks show it: the names of others stay here, and so does the solution."""
    public = {trial.result.function for trial in trials}
    misconception = Misconception(
        known.name, known.happened, known.look_at, known.required & public, known.permitted & public
    )
    return Entry(misconception, {name: said for name, said in sayings_of(trials).items() if said.status in FAILING})
