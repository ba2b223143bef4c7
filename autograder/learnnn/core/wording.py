"""The words in which results are told, whoever shows them: a terminal, a notebook, a page. What is hidden stays hidden here too.

No layout and no colours: those are the business of `learnnn.report.render` and `learnnn.report.render_html`.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum
from itertools import islice

from learnnn.core.cleaning import cut
from learnnn.core.learning import Answer, State
from learnnn.core.model import CheckResult, Feedback, Layer, Report, Status, TaskResult, Visibility, Withheld


class Tone(Enum):
    """What a status feels like."""

    GOOD = "good"
    BAD = "bad"
    CAUTION = "caution"
    QUIET = "quiet"
    FAULT = "fault"  # ours


class Part(Enum):
    """What a passage is."""

    HAPPENED = "happened"
    TRACEBACK = "traceback"
    EVIDENCE = "evidence"
    LOOK_AT = "look at"
    SNIPPET = "snippet"
    OUTPUT = "output"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of what is told about a check; `heading` is for those that need one."""

    part: Part
    text: str
    heading: str = ""


STATUSES = {
    Status.PASSED: ("passed", Tone.GOOD),
    Status.FAILED: ("FAILED", Tone.BAD),
    Status.ERROR: ("ERROR", Tone.BAD),
    Status.TIMEOUT: ("TIMEOUT", Tone.BAD),
    Status.CRASHED: ("CRASHED", Tone.BAD),
    Status.BLOCKED: ("blocked", Tone.CAUTION),
    Status.NOT_RUN: ("not run", Tone.QUIET),
    Status.INCONCLUSIVE: ("no verdict", Tone.CAUTION),
    Status.BROKEN: ("BROKEN", Tone.FAULT),
}
STATES = {
    State.TODO: ("to do", Tone.QUIET),
    State.STARTED: ("started", Tone.CAUTION),
    State.PASSED: ("passed", Tone.GOOD),
    State.STALE: ("stale", Tone.CAUTION),
}
TO_DO = "to do"  # a task, as well as an exercise
NOT_A_GRADE = "Run in this process, where code can do as it likes: this is not a grade."
UNHURRIED = frozenset({Status.NOT_RUN, Status.BLOCKED, Status.INCONCLUSIVE})  # there is nothing to mend in such a check
LAYERS = {
    Layer.NOW: "what a student may read at any time",
    Layer.AFTER_DUE: "with what hidden checks expected, which students may read once the work is due",
    Layer.STAFF: "for staff only: it holds what hidden checks expected, and what the student's code printed and raised",
}
LONGEST_ANSWER = 200  # characters of it that are shown
_IMPORTS_FILES = re.compile(r"^(?:from |import stage_)", re.MULTILINE)


# -- checks ------------------------------------------------------------------------------------------------------------


def passages(check: CheckResult, layer: Layer = Layer.NOW) -> Iterator[Passage]:
    """What a reader of this layer is told about a check, in the order in which it is read."""
    return (passage for passage in _all_passages(check.at(layer)) if passage.text)


def _all_passages(check: CheckResult) -> Iterator[Passage]:
    told, more = check.feedback, check.withheld or Withheld()
    if told is not None:
        yield Passage(Part.HAPPENED, told.happened)
        yield Passage(Part.TRACEBACK, "\n".join(told.traceback or more.traceback))
        yield Passage(Part.EVIDENCE, told.evidence or more.evidence)
        yield Passage(Part.LOOK_AT, told.look_at)
        snippet = told.snippet or more.snippet
        where = ", in the exercise's folder" if _IMPORTS_FILES.search(snippet) else ""
        yield Passage(Part.SNIPPET, snippet, f"Try it yourself{where}:")
    if not check.passed:
        yield Passage(Part.OUTPUT, (check.output or more.output).rstrip(), "It printed:")
        yield Passage(Part.NOTE, more.note, "For staff:")


def told_once(checks: Iterable[CheckResult]) -> Iterator[CheckResult]:
    """The checks without what a reader has just read: a mistake is explained once, and a task has one call to paste."""
    explained: set[str] = set()
    with_snippet: set[str] = set()
    for check in checks:
        told = check.feedback
        if told is None:
            yield check
            continue
        if told.misconception in explained:
            told = replace(told, happened="The same mistake.", look_at="")
        if check.task in with_snippet:
            told = replace(told, snippet="")
        if told.misconception is not None:
            explained.add(told.misconception)
        if told.snippet:
            with_snippet.add(check.task)
        yield replace(check, feedback=told)


def ran(checks: Iterable[CheckResult]) -> list[CheckResult]:
    """Those that were asked at all."""
    return [check for check in checks if check.status not in (Status.BLOCKED, Status.NOT_RUN)]


# -- tasks and reports -------------------------------------------------------------------------------------------------


def tasks_told_once(tasks: Sequence[TaskResult]) -> Iterator[TaskResult]:
    """The tasks, with nothing told twice."""
    checks = told_once(check for task in tasks for check in task.checks)
    return (replace(task, checks=tuple(islice(checks, len(task.checks)))) for task in tasks)


def is_unwritten(task: TaskResult) -> bool:
    """Whether nobody has begun with this task: nothing is wrong with it yet."""
    asked = ran(task.checks)
    return bool(asked) and all(check.is_unwritten for check in asked)


def not_written_yet(task: TaskResult) -> str:
    """What is said of such a task."""
    return f"Not written yet: {count(len(task.checks), 'check')} will look at it."


def common_feedback(report: Report) -> Feedback | None:
    """What every single check says, when it is the same and they are many: a file that cannot even be loaded."""
    told = [check.feedback for check in ran(report.checks)]
    if len(told) < 2 or told[0] is None or is_unwritten(report.tasks[0]):
        return None
    first = replace(told[0], snippet="")
    return first if all(other is not None and replace(other, snippet="") == first for other in told) else None


def common_passages(report: Report, layer: Layer = Layer.NOW) -> list[Passage]:
    """What every single check says; nothing if they say different things."""
    told, asked = common_feedback(report), ran(report.checks)
    if told is None:
        return []
    strictest = next((check for check in asked if check.visibility is Visibility.HIDDEN), asked[0])
    more = strictest.withheld and replace(strictest.withheld, snippet="", output="")
    return list(passages(replace(strictest, feedback=told, output="", withheld=more), layer))


def all_say_so(report: Report) -> str:
    """What is said below feedback that all checks have in common."""
    return f"All {len(ran(report.checks))} checks that ran say so."


def next_step(reports: Sequence[Report], following: str | None = None) -> str:
    """The single most useful thing to do now. `following` is the exercise after these."""
    report = next((report for report in reports if not report.passed), None)
    if report is None:
        return (
            f"All passed. Next: exercises/{following}/README.md, then `learnnn check {following}`."
            if following is not None
            else "All passed."
        )
    slug = report.exercise.slug
    if report.problem is not None:
        return report.problem.splitlines()[-1]
    broken = next((check for check in report.checks if check.status is Status.BROKEN), None)
    if broken is not None:
        return f"Next: tell the course's staff that {slug}'s {broken.name} is broken; it costs you nothing."
    if common_feedback(report) is not None:
        return f"Next: mend that first, in {_place(report)}."
    task = next((task for task in report.tasks if task.status is not Status.PASSED), report.tasks[0])
    if is_unwritten(task):
        return f"Next: write `{task.task.name}` in {_place(report)}. The idea is in exercises/{slug}/README.md."
    check = next((check for check in task.checks if not check.passed), task.checks[0])
    return f"Next: {check.name} in `{task.task.name}`. Stuck? `learnnn hint {slug}::{task.task.name}`"


def _place(report: Report) -> str:
    """Where the student writes."""
    if report.submission is not None and report.submission.is_notebook:
        return "the notebook"
    return f"exercises/{report.exercise.slug}/{report.exercise.slug}.py"


# -- names and numbers --------------------------------------------------------------------------------------------------


def points(earned: float, possible: float) -> str:
    """`1.5 of 2 points`."""
    return f"{number(earned)} of {worth(possible)}"


def worth(points: float) -> str:
    """`1 point`, `1.5 points`."""
    return f"{number(points)} {'point' if points == 1 else 'points'}"


def number(value: float) -> str:
    """At most two digits behind the point, and no more than it needs."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def count(amount: int, noun: str) -> str:
    """`1 check`, `2 checks`."""
    return f"{amount} {noun}" if amount == 1 else f"{amount} {noun}s"


def written(answer: Answer) -> str:
    """An answer as it is shown: a number with as many digits as one can compare."""
    if isinstance(answer, float):
        return f"{answer:.4g}" if abs(answer) < 1e4 or not answer.is_integer() else f"{answer:.0f}"
    return cut(str(answer), LONGEST_ANSWER)


def moment(at: str) -> str:
    """An ISO time as the reader's own clock showed it: `2030-01-02 03:04`."""
    return datetime.fromisoformat(at).astimezone().strftime("%Y-%m-%d %H:%M")


def did_you_mean(name: str, known: Sequence[str]) -> str:
    """What to say when `name` is none of those that are known."""
    near = difflib.get_close_matches(name, known, 1)
    return f"Did you mean `{near[0]}`?" if near else f"There are: {', '.join(known)}."
