"""Chooses what is shown of a desk, and in which order: lines of styled spans, as of `learnnn.report.render`."""

from __future__ import annotations

from collections.abc import Iterator

from learnnn.core import wording
from learnnn.core.errors import LearnnnError
from learnnn.core.learning import Stand, State
from learnnn.core.model import FAILING, Exercise, Report, Status, Task
from learnnn.core.wording import Tone, count, number
from learnnn.report import render
from learnnn.report.render import STYLES, WIDTH, Line, line
from learnnn.watch.desk import Desk, Verdict, first_failure, first_unwritten
from learnnn.watch.saves import Way

MARKS = {Tone.GOOD: "✓", Tone.BAD: "✗", Tone.CAUTION: "!", Tone.QUIET: "·", Tone.FAULT: "✗"}
CHECKING, WAITING = "checking", "waiting"


# -- the exercise at hand ----------------------------------------------------------------------------------------------


def progress_words(desk: Desk) -> str:
    """`3 of 28 exercises`."""
    return f"{desk.passed} of {count(len(desk.course.exercises), 'exercise')}"


def task_lines(desk: Desk) -> Iterator[Line]:
    """The exercise and how its tasks stand."""
    exercise, verdict = desk.exercise, desk.verdict
    report = verdict.report if verdict is not None else None
    yield _title(exercise, report)
    states = [_task_state(task, report, is_new=verdict is None) for task in exercise.tasks]
    names, points = max(len(task.name) for task in exercise.tasks), max(len(points) for _, _, points in states)
    for task, (word, tone, earned) in zip(exercise.tasks, states, strict=True):
        yield (
            (f"  {MARKS[tone]} {word:{WIDTH}}  ", STYLES[tone]),
            (f"{task.name:{names}}  ", ""),
            (f"{earned:{points}}  {task.title}", "dim"),
        )


def outcome_lines(desk: Desk) -> Iterator[Line]:
    """What is to be mended first; or that nothing is; or why there is no verdict."""
    verdict = desk.verdict
    if verdict is None:
        return
    if verdict.report is None:
        yield from _problem(verdict)
    elif verdict.report.passed:
        yield from _all_pass(verdict.report, desk.following())
    else:
        yield from _first_failure(verdict.report)


def _title(exercise: Exercise, report: Report | None) -> Line:
    points = wording.points(report.earned, report.possible) if report is not None else ""
    is_full = report is not None and report.passed
    return ((exercise.title, "bold"), (f"  {exercise.slug}  ", "dim"), (points, "green" if is_full else ""))


def _task_state(task: Task, report: Report | None, *, is_new: bool) -> tuple[str, Tone, str]:
    results = report.tasks if report is not None else ()
    result = next((one for one in results if one.task.name == task.name), None)
    if result is None:
        return (CHECKING if is_new else "no verdict"), Tone.QUIET, number(task.points)
    points = f"{number(result.earned)}/{number(result.possible)}"
    if wording.is_unwritten(result):
        return wording.TO_DO, Tone.QUIET, points
    word, tone = wording.STATUSES[result.status]
    return word, tone, points


def _problem(verdict: Verdict) -> Iterator[Line]:
    """Why there is no verdict on the student's code."""
    outcome = verdict.outcome
    if isinstance(outcome, LearnnnError):
        yield from render.error_lines(outcome.what, outcome.where, outcome.next_step)
    else:
        yield from (line(row, "bold red") for row in (outcome.problem or "").splitlines())


def _all_pass(report: Report, following: Exercise | None) -> Iterator[Line]:
    yield line(f"All of {report.exercise.slug} passes.", "bold green")
    if following is None:
        yield line("That was the last one: every exercise of the course passes.", "bold green")


def _first_failure(report: Report) -> Iterator[Line]:
    """One check with all that is said of it; of the others only how many they are."""
    failure, unwritten = first_failure(report), first_unwritten(report)
    if failure is not None:
        yield from render.check_lines([failure], 0, 0)
        yield line()
        if wording.common_feedback(report) is not None:
            yield line(wording.all_say_so(report), "dim")
            return
        yield from _others(report)
    elif unwritten is not None:
        yield (
            (f"  {wording.TO_DO:{WIDTH}}  ", "dim"),
            (f"{unwritten.task.title}: ", "bold"),
            (wording.not_written_yet(unwritten), ""),
        )
        yield line()
        yield render.next_step([report], None)


def _others(report: Report) -> Iterator[Line]:
    written = [task for task in report.tasks if not wording.is_unwritten(task)]
    failing = [check for task in written for check in task.checks if check.status in (*FAILING, Status.BROKEN)]
    if len(failing) > 1:
        more = len(failing) - 1
        yield line(f"And {wording.count(more, 'more check')} {'fails' if more == 1 else 'fail'}.", "dim")


# -- below it ----------------------------------------------------------------------------------------------------------


def status_words(verdict: Verdict | None, elapsed_s: float | None, way: Way) -> tuple[str, ...]:
    """What is going on, or when and how quickly it was checked; and how saves are noticed. Longer and shorter."""
    if elapsed_s is not None:
        did, short = f"checking … {elapsed_s:.1f} s", f"checking … {elapsed_s:.0f} s"
    elif verdict is None:
        did, short = "not checked yet", "not checked yet"
    elif verdict.report is None:
        did, short = f"no verdict at {verdict.at}", f"no verdict {verdict.at}"
    else:
        did, short = f"checked at {verdict.at} in {verdict.took_s:.2f} s", f"checked {verdict.at}"
    why = f" ({way.why})" if way.why else ""
    return (f"{did}, watching by {way.word}{why}", f"{did}, watching by {way.word}", f"{did}, {way.word}", short)


def last_words(desk: Desk) -> str:
    """What is left on the screen when the student goes."""
    done = f"Passed: {progress_words(desk)}."
    following = desk.exercise if not desk.has_passed(desk.exercise) else desk.following()
    return f"{done} Next: `learnnn watch {following.slug}`" if following is not None else done


# -- all exercises -----------------------------------------------------------------------------------------------------


def exercise_row(desk: Desk, exercise: Exercise, *, busy: str) -> Line:
    """One exercise in the list: how it stands, and what is known of its checks. `busy` says that it is to be checked."""
    stand, verdict = desk.stands[exercise.slug], desk.verdicts.get(exercise.slug)
    word, tone = (busy, Tone.QUIET) if busy else _standing(stand, verdict)
    mark = "…" if busy else MARKS[tone]
    width = max(len(one.slug) for one in desk.course.exercises)
    told = "" if busy else _details(stand, verdict)
    return (
        (f" {mark} {word:{WIDTH}}  ", STYLES[tone]),
        (f"{exercise.slug:{width}}  ", "bold"),
        (exercise.title, ""),
        (f"  {told}" if told else "", "dim"),
    )


def _standing(stand: Stand, verdict: Verdict | None) -> tuple[str, Tone]:
    if verdict is not None and verdict.report is None:
        return "PROBLEM", Tone.BAD
    return wording.STATES[stand.state]


def _details(stand: Stand, verdict: Verdict | None) -> str:
    if verdict is not None and isinstance(verdict.outcome, LearnnnError):
        return verdict.outcome.what
    if stand.why:
        return stand.why
    if stand.state is State.STARTED:
        return f"{len(stand.passed)} of {count(len(stand.exercise.tasks), 'task')}"
    return ""
