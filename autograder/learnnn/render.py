"""Chooses the words and their order for the terminal. Lines of styled spans: printing is the business of `learnnn.cli`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from learnnn.model import (
    CheckResult,
    Course,
    Feedback,
    Finding,
    Isolation,
    Report,
    Status,
    Symptom,
    Tally,
    TaskResult,
    Validation,
    Verdict,
    Visibility,
)

Span = tuple[str, str]  # text, style
Line = tuple[Span, ...]

WORDS = {
    Status.PASSED: ("passed", "green"),
    Status.FAILED: ("FAILED", "bold red"),
    Status.ERROR: ("ERROR", "bold red"),
    Status.TIMEOUT: ("TIMEOUT", "bold red"),
    Status.CRASHED: ("CRASHED", "bold red"),
    Status.BLOCKED: ("blocked", "yellow"),
    Status.NOT_RUN: ("not run", "dim"),
    Status.INCONCLUSIVE: ("no verdict", "yellow"),
    Status.BROKEN: ("BROKEN", "bold magenta"),
}
WIDTH = max(len(word) for word, _ in WORDS.values())
INDENT = " " * (WIDTH + 4)
SHOWN_PROBLEMS, SHOWN_MISCONCEPTIONS = 10, 3


def line(text: str = "", style: str = "") -> Line:
    return ((text, style),)


def report_lines(report: Report, *, root: Path) -> Iterator[Line]:
    """One exercise: what was graded, then task by task what is right and wrong."""
    exercise = report.exercise
    points = f"{_number(report.earned)} of {_number(report.possible)} points"
    yield ((exercise.slug, "bold"), (f"  {exercise.title}  ", ""), (points, "green" if report.passed else ""))
    if report.submission is not None:
        shown = _relative(report.submission.path, root)
        yield line(f"{shown}  sha256 {report.submission.sha256[:16]}  isolation: {report.environment.isolation}", "dim")
    if not report.is_grade:
        yield line("Run in this process, where code can do as it likes: this is not a grade.", "yellow")
    if report.problem is not None:
        yield from _paragraph(report.problem, "bold red", "")
        return
    common = _common_feedback(report)
    if common is not None:
        yield line()
        yield from _feedback(common, "  ")
        yield line(f"  All {len(_ran(report.checks))} checks that ran say so.", "dim")
        return
    for task in _told_once(report.tasks):
        yield line()
        yield from _task(task)


def summary_lines(reports: Sequence[Report]) -> Iterator[Line]:
    """One line for each exercise, when there are several."""
    width = max(len(report.exercise.slug) for report in reports)
    for report in reports:
        word, style = ("passed", "green") if report.passed else ("not yet", "yellow")
        if report.problem is not None or report.is_broken:
            word, style = "PROBLEM", "bold red"
        passed, total = sum(check.passed for check in report.checks), sum(1 for _ in report.checks)
        points = f"{_number(report.earned)}/{_number(report.possible)} points"
        yield (
            (f"  {report.exercise.slug:{width}}  ", ""),
            (f"{word:8}", style),
            (f"{passed}/{total} checks  {points}", ""),
        )


def next_step(reports: Sequence[Report], following: str | None) -> Line:
    """The single most useful thing to do now."""
    report = next((report for report in reports if not report.passed), None)
    if report is None:
        if following is not None:
            return line(
                f"All passed. Next: exercises/{following}/README.md, then `learnnn check {following}`.", "bold green"
            )
        return line("All passed.", "bold green")
    slug = report.exercise.slug
    if report.problem is not None:
        return line(report.problem.splitlines()[-1], "bold")
    broken = next((check for check in report.checks if check.status is Status.BROKEN), None)
    if broken is not None:
        return line(
            f"Next: tell the course's staff that {slug}'s {broken.name} is broken; it costs you nothing.", "bold"
        )
    if _common_feedback(report) is not None:
        return line(f"Next: mend that first, in exercises/{slug}/{slug}.py.", "bold")
    task = next((task for task in report.tasks if task.status is not Status.PASSED), report.tasks[0])
    if _is_unwritten(task):
        where = f"exercises/{slug}/README.md"
        return line(f"Next: write `{task.task.name}` in exercises/{slug}/{slug}.py. The idea is in {where}.", "bold")
    check = next((check for check in task.checks if not check.passed), task.checks[0])
    return line(f"Next: {check.name} in `{task.task.name}`. Stuck? `learnnn hint {slug}::{task.task.name}`", "bold")


def error_lines(what: str, where: str, step: str) -> Iterator[Line]:
    """A problem a person has to mend: what, where, what next."""
    yield (("error: ", "bold red"), (f"{where}: " if where else "", ""), (what, ""))
    if step:
        yield line(step)


def validation_lines(result: Validation, root: Path) -> Iterator[Line]:
    """What was looked at in one exercise, and what is to be mended."""
    word, style = ("FAILED", "bold red") if result.findings else ("valid", "green")
    looked = f"{_count(result.checks, 'check')}, {_count(result.known_wrong, 'known-wrong solution')}"
    skipped = f", {result.not_run} not run on this machine" if result.not_run else ""
    yield ((f"{word:7}", style), (f"{result.exercise.slug}: {looked}{skipped}", ""))
    yield from finding_lines(result.findings, root)


def finding_lines(findings: Iterable[Finding], root: Path) -> Iterator[Line]:
    """Things to mend, each with its place."""
    for finding in findings:
        yield line(f"  {_relative(finding.path, root)}: {finding.what}", "red")


def class_lines(
    tallies: Sequence[Tally], verdicts: Sequence[Verdict], newly: int, of_others: int, store: Path
) -> Iterator[Line]:
    """How a class stands: numbers for each exercise, who has no grade and why, and where it is kept."""
    yield line("Nothing to do: everything was graded before." if not newly else f"Done now: {newly}.", "bold")
    yield line()
    width = max(len(tally.exercise) for tally in tallies)
    yield line(f"{'':{width}}  handed in  graded  passed     mean   median  of", "dim")
    for tally in tallies:
        points = "  ".join(
            f"{'-' if value is None else format(value, '.2f'):>7}" for value in (tally.mean, tally.median)
        )
        numbers = f"  {tally.handed_in:9}  {tally.graded:6}  {tally.passed:6}  {points}  {_number(tally.possible)}"
        yield ((f"{tally.exercise:{width}}", "bold"), (numbers, ""))
        if tally.misconceptions:
            seen = ", ".join(f"{name} ({count})" for name, count in tally.misconceptions[:SHOWN_MISCONCEPTIONS])
            yield line(f"{'':{width}}  most common: {seen}", "cyan")
    without = [verdict for verdict in verdicts if not verdict.standing.is_settled]
    if without:
        yield line()
        yield line(f"{_count(len(without), 'work')} without a grade:", "bold red")
        for verdict in without[:SHOWN_PROBLEMS]:
            yield verdict_line(verdict)
        if len(without) > SHOWN_PROBLEMS:
            yield line(f"  and {len(without) - SHOWN_PROBLEMS} more: `--json` lists them all")
    yield line()
    levels = sorted({verdict.isolation for verdict in verdicts if verdict.isolation})
    if levels:
        yield line(f"isolation: {', '.join(map(_isolation, levels))}")
    if of_others:
        yield line(
            f"{_count(of_others, 'grade')} of students who are not in the folder any more stay as they are.", "dim"
        )
    yield line(f"grades: {store}")


def verdict_line(verdict: Verdict) -> Line:
    """Why a work has no grade."""
    reason = (verdict.problem or "").splitlines()[:1]
    words = ": ".join([verdict.standing.value, *reason])
    return ((f"  {verdict.student}  {verdict.exercise}  ", ""), (words, "red"))


def _isolation(level: str) -> str:
    is_confined = level in (Isolation.NAMESPACES.value, Isolation.LANDLOCK.value)
    return level if is_confined else f"{level} (weaker than asked for, by --trust)"


def course_lines(course: Course) -> Iterator[Line]:
    """The exercises in order, with their tasks."""
    yield line(course.title, "bold")
    for exercise in course.exercises:
        yield line()
        yield ((exercise.slug, "bold"), (f"  {exercise.title}  {_number(exercise.points)} points", ""))
        for task in exercise.tasks:
            yield ((f"  {exercise.slug}::{task.name}", "cyan"), (f"  {task.title}  {_number(task.points)}", ""))


def hint_lines(name: str, steps: Sequence[str], seen: int, *, is_repeat: bool) -> Iterator[Line]:
    """The newest hint, or all that were given."""
    seen = min(seen, len(steps))  # the course may have had more of them when they were counted
    for index in range(seen if is_repeat else min(seen, 1)):
        number = index + 1 if is_repeat else seen
        yield line(f"{name}, hint {number} of {len(steps)}", "bold")
        yield from _paragraph(steps[number - 1], "", "")
        yield line()
    if not seen:
        yield line(f"No hint for {name} was given so far: `learnnn hint {name}` gives one.")
    elif seen < len(steps):
        yield line(f"Ask again for the next one: {len(steps) - seen} left.", "dim")
    else:
        yield line("That was the last one.", "dim")


def doctor_lines(symptoms: Sequence[Symptom]) -> Iterator[Line]:
    """What was examined; what is missing and what that costs."""
    width = max(len(symptom.name) for symptom in symptoms)
    for symptom in symptoms:
        word, style = (
            ("MISSING", "bold red") if symptom.is_fatal else ("note", "yellow") if symptom.cost else ("ok", "green")
        )
        cost = f": {symptom.cost}" if symptom.cost else ""
        yield ((f"{word:8}", style), (f"{symptom.name:{width}}  ", "bold"), (f"{symptom.found}{cost}", ""))


def _told_once(tasks: Iterable[TaskResult]) -> Iterator[TaskResult]:
    """The tasks without what a reader has just read: a mistake is explained once, and a task has one call to paste."""
    explained: set[str] = set()
    for task in tasks:
        checks: list[CheckResult] = []
        for check in task.checks:
            told = check.feedback
            if told is not None and told.misconception in explained:
                told = replace(told, happened="The same mistake.", look_at="")
            if told is not None and any(other.feedback and other.feedback.snippet for other in checks):
                told = replace(told, snippet="")
            if told is not None and told.misconception is not None:
                explained.add(told.misconception)
            checks.append(replace(check, feedback=told))
        yield replace(task, checks=tuple(checks))


def _task(task: TaskResult) -> Iterator[Line]:
    name, points = task.task.name, f"{_number(task.earned)}/{_number(task.possible)}"
    yield (
        (f"{name}  ", "bold"),
        (f"{task.task.title}  ", ""),
        (points, "green" if task.status is Status.PASSED else ""),
    )
    if _is_unwritten(task):
        yield line(f"  {'to do':{WIDTH}}  Not written yet: {_count(len(task.checks), 'check')} will look at it.", "dim")
        return
    for check in task.checks:
        yield from _check(check)


def _check(check: CheckResult) -> Iterator[Line]:
    word, style = WORDS[check.status]
    yield ((f"  {word:{WIDTH}}  ", style), (check.title, ""), (f"  {check.name}", "dim"))
    if check.feedback is not None:
        yield from _feedback(check.feedback, INDENT, check)
    if check.output and not check.passed:
        yield line(f"{INDENT}It printed:", "dim")
        yield from _paragraph(check.output.rstrip(), "dim", f"{INDENT}  ")


def _feedback(told: Feedback, indent: str, check: CheckResult | None = None) -> Iterator[Line]:
    quiet = check is not None and check.status in (Status.NOT_RUN, Status.BLOCKED, Status.INCONCLUSIVE)
    yield from _paragraph(told.happened, "dim" if quiet else "bold", indent)
    for frame in told.traceback:
        yield line(f"{indent}  {frame}")
    if told.evidence:
        yield from _paragraph(told.evidence, "", f"{indent}  ")
    if told.look_at:
        yield from _paragraph(told.look_at, "cyan", indent)
    if told.snippet and (check is None or check.visibility is Visibility.PUBLIC):
        yield line(f"{indent}Try it yourself, in the exercise's folder:", "dim")
        yield from _paragraph(told.snippet, "dim", f"{indent}  ")


def _paragraph(text: str, style: str, indent: str) -> Iterator[Line]:
    for row in text.splitlines():
        yield line(f"{indent}{row}", style)


def _common_feedback(report: Report) -> Feedback | None:
    """What every single check says, when it is the same and they are many: a file that cannot even be loaded."""
    told = [check.feedback for check in _ran(report.checks)]
    if len(told) < 2 or told[0] is None or _is_unwritten(report.tasks[0]):
        return None
    first = replace(told[0], snippet="")
    return first if all(other is not None and replace(other, snippet="") == first for other in told) else None


def _is_unwritten(task: TaskResult) -> bool:
    ran = _ran(task.checks)
    return bool(ran) and all(check.is_unwritten for check in ran)


def _ran(checks: Iterable[CheckResult]) -> list[CheckResult]:
    return [check for check in checks if check.status not in (Status.BLOCKED, Status.NOT_RUN)]


def _relative(path: Path, root: Path) -> str:
    return str(path.relative_to(root)) if path.is_relative_to(root) else str(path)


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def plain(lines: Iterable[Line]) -> str:
    """The text alone, one line each."""
    return "".join("".join(text for text, _ in spans).rstrip() + "\n" for spans in lines)
