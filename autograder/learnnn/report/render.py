"""Chooses the words and their order for the terminal. Lines of styled spans: printing is the business of `learnnn.cli`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from learnnn.core import wording
from learnnn.core.findings import Finding, Survey, Survivor, Symptom, Validation
from learnnn.core.learning import Attempt, Prediction, Stand, State, Told
from learnnn.core.model import (
    CheckResult,
    Course,
    Exercise,
    Isolation,
    Layer,
    Report,
    Status,
    Tally,
    TaskResult,
    Verdict,
)
from learnnn.core.upgrade import Changes
from learnnn.core.wording import Part, Passage, Tone, count, number

Span = tuple[str, str]  # text, style
Line = tuple[Span, ...]

STYLES = {
    Tone.GOOD: "green",
    Tone.BAD: "bold red",
    Tone.CAUTION: "yellow",
    Tone.QUIET: "dim",
    Tone.FAULT: "bold magenta",
}
WORDS = {status: (word, STYLES[tone]) for status, (word, tone) in wording.STATUSES.items()}
WIDTH = max(len(word) for word, _ in WORDS.values())
INDENT = " " * (WIDTH + 4)
SHOWN_PROBLEMS, SHOWN_MISCONCEPTIONS = 10, 3
LOOKS = {Part.HAPPENED: "bold", Part.LOOK_AT: "cyan", Part.SNIPPET: "dim", Part.OUTPUT: "dim", Part.NOTE: "dim"}
INSET = frozenset({Part.TRACEBACK, Part.EVIDENCE, Part.SNIPPET, Part.OUTPUT, Part.NOTE})


def line(text: str = "", style: str = "") -> Line:
    return ((text, style),)


def report_lines(report: Report, *, root: Path, layer: Layer = Layer.NOW) -> Iterator[Line]:
    """One exercise: what was graded, then task by task what is right and wrong, as far as this layer is told."""
    exercise, points = report.exercise, wording.points(report.earned, report.possible)
    yield ((exercise.slug, "bold"), (f"  {exercise.title}  ", ""), (points, "green" if report.passed else ""))
    if report.submission is not None:
        shown = _relative(report.submission.path, root)
        yield line(f"{shown}  sha256 {report.submission.sha256[:16]}  isolation: {report.environment.isolation}", "dim")
    if not report.is_grade:
        yield line(wording.NOT_A_GRADE, "yellow")
    if report.problem is not None:
        yield from _paragraph(report.problem, "bold red", "")
        return
    common = wording.common_passages(report, layer)
    if common:
        yield line()
        yield from _passages(common, "  ")
        yield line(f"  {wording.all_say_so(report)}", "dim")
        return
    for task in wording.tasks_told_once(report.tasks):
        yield line()
        yield from _task(task, layer)


def check_lines(checks: Sequence[CheckResult], earned: float, points: float) -> Iterator[Line]:
    """Some checks, and what they earn of the points that they are worth; 0 points are not spoken of."""
    if points:
        is_full = all(check.passed for check in checks)
        yield line(wording.points(earned, points), "green" if is_full else "")
    for check in wording.told_once(checks):
        yield from _check(check)


def summary_lines(reports: Sequence[Report]) -> Iterator[Line]:
    """One line for each exercise, when there are several."""
    width = max(len(report.exercise.slug) for report in reports)
    for report in reports:
        word, style = ("passed", "green") if report.passed else ("not yet", "yellow")
        if report.problem is not None or report.is_broken:
            word, style = "PROBLEM", "bold red"
        passed, total = sum(check.passed for check in report.checks), sum(1 for _ in report.checks)
        points = f"{number(report.earned)}/{number(report.possible)} points"
        yield (
            (f"  {report.exercise.slug:{width}}  ", ""),
            (f"{word:8}", style),
            (f"{passed}/{total} checks  {points}", ""),
        )


def next_step(reports: Sequence[Report], following: str | None) -> Line:
    """The single most useful thing to do now."""
    is_done = all(report.passed for report in reports)
    return line(wording.next_step(reports, following), "bold green" if is_done else "bold")


def error_lines(what: str, where: str, step: str) -> Iterator[Line]:
    """A problem a person has to mend: what, where, what next."""
    yield (("error: ", "bold red"), (f"{where}: " if where else "", ""), (what, ""))
    if step:
        yield line(step)


def validation_lines(result: Validation, root: Path) -> Iterator[Line]:
    """What was looked at in one exercise, and what is to be mended."""
    word, style = ("FAILED", "bold red") if result.findings else ("valid", "green")
    looked = f"{count(result.checks, 'check')}, {count(result.known_wrong, 'known-wrong solution')}"
    skipped = f", {result.not_run} not run on this machine" if result.not_run else ""
    yield ((f"{word:7}", style), (f"{result.exercise.slug}: {looked}{skipped}", ""))
    yield from finding_lines(result.findings, root)


def survey_lines(result: Survey, reference: Path, root: Path) -> Iterator[Line]:
    """How many mutants of one reference were caught, every one that was not, and what is to be mended."""
    word, style = ("good", "green") if result.is_good else ("FAILED", "bold red")
    caught = result.mistakes - len(result.missed)
    text = f"{result.exercise.slug}: {caught} of {count(result.mistakes, 'mutant')} caught ({100 * result.share:.3g} %)"
    excused = f", {result.excused} more known to be no mistake" if result.excused else ""
    yield ((f"{word:7}", style), (text + excused, ""))
    for survivor in result.missed:
        yield from _survivor(survivor, f"{_relative(reference, root)}:{survivor.mutant.line}")
    yield from finding_lines(result.findings, root)


def _survivor(survivor: Survivor, place: str) -> Iterator[Line]:
    whose = f"no check of `{survivor.task}`" if survivor.task else "no check"
    yield line(f"  {place}: {whose} catches this ({survivor.mutant.operator})", "yellow")
    yield from (line(f"    {row}", "dim") for row in str(survivor.mutant.change).splitlines())


def finding_lines(findings: Iterable[Finding], root: Path) -> Iterator[Line]:
    """Things to mend, each with its place."""
    for finding in findings:
        what, *rest = finding.what.splitlines()
        yield line(f"  {_relative(finding.path, root)}: {what}", "red")
        yield from (line(f"    {row}", "red") for row in rest)


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
        numbers = f"  {tally.handed_in:9}  {tally.graded:6}  {tally.passed:6}  {points}  {number(tally.possible)}"
        yield ((f"{tally.exercise:{width}}", "bold"), (numbers, ""))
        if tally.misconceptions:
            seen = ", ".join(f"{name} ({count})" for name, count in tally.misconceptions[:SHOWN_MISCONCEPTIONS])
            yield line(f"{'':{width}}  most common: {seen}", "cyan")
    without = [verdict for verdict in verdicts if not verdict.standing.is_settled]
    if without:
        yield line()
        yield line(f"{count(len(without), 'work')} without a grade:", "bold red")
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
            f"{count(of_others, 'grade')} of students who are not in the folder any more stay as they are.", "dim"
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


def course_lines(course: Course, states: Mapping[str, State]) -> Iterator[Line]:
    """The exercises in order, with their tasks, and what a person grades; `states` by slug."""
    yield line(course.title, "bold")
    for module, exercises in course.modules:
        if module:
            yield line()
            yield line(module, "underline")
        for exercise in exercises:
            yield line()
            yield from _exercise_lines(exercise, states[exercise.slug])


def _exercise_lines(exercise: Exercise, state: State) -> Iterator[Line]:
    worth = f"  {exercise.title}  {number(exercise.points)} points  "
    yield ((exercise.slug, "bold"), (worth, ""), _state(state))
    if exercise.prerequisites:
        yield line(f"  builds on {', '.join(exercise.prerequisites)}", "dim")
    for task in exercise.tasks:
        yield ((f"  {exercise.slug}::{task.name}", "cyan"), (f"  {task.title}  {number(task.points)}", ""))
    for one in exercise.reflections:
        yield line(f"  {exercise.slug}::{one.name}  {one.title}  {number(one.points)}, graded by hand", "dim")


def foundation_lines(exercise: Exercise, foundations: Iterable[Stand]) -> Iterator[Line]:
    """What the exercise builds on, as far as it never passed."""
    shaky = [stand.exercise.slug for stand in foundations if stand.state not in (State.PASSED, State.STALE)]
    if shaky:
        first = f"`learnnn check {shaky[0]}`"
        yield line(
            f"{exercise.slug} builds on {', '.join(shaky)}, not passed yet. Lost? Go there first: {first}.", "dim"
        )


def progress_lines(course: Course, so_far: Sequence[tuple[Stand, Sequence[Attempt]]]) -> Iterator[Line]:
    """A line for each exercise: how it stands, the tasks that pass, the last attempt; and how many have passed."""
    width = max(len(stand.exercise.slug) for stand, _ in so_far)
    wide = max(len(word) for word, _ in wording.STATES.values())
    yield line(course.title, "bold")
    for stand, attempts in so_far:
        word, style = _state(stand.state)
        tried = f"{wording.moment(attempts[-1].at)}  {count(len(attempts), 'attempt')}" if attempts else ""
        yield (
            (f"  {stand.exercise.slug:{width}}  ", ""),
            (f"{word:{wide}}  ", style),
            (f"{len(stand.passed):2} of {len(stand.exercise.tasks):2} tasks  {tried}", ""),
            (f"  {stand.why}", "dim"),
        )
    passed = sum(stand.state is State.PASSED for stand, _ in so_far)
    yield line(f"{passed} of {count(len(so_far), 'exercise')} passed.", "bold")


def notice_lines(notice: str) -> Iterator[Line]:
    """What a person should know, where there is something, though it stops nothing."""
    if notice:
        yield line(notice, "yellow")


def question_lines(prediction: Prediction) -> Iterator[Line]:
    """What a student is asked before their code runs."""
    yield line("Predict, then run", "bold")
    yield line(prediction.question)


def prediction_lines(told: Told) -> Iterator[Line]:
    """What a student said, what their own code gave, and why."""
    yield line("You predicted", "bold")
    yield line(f"  {told.prediction.question}", "dim")
    if told.problem:
        yield line(f"  You said {wording.written(told.said)}. Your code cannot tell yet. {told.problem}", "yellow")
        yield line("  You will be asked again.", "dim")
        return
    verdict, style = ("You were right.", "green") if told.agrees else ("That is something else.", "yellow")
    yield line(
        f"  You said {wording.written(told.said)}, your code gave {wording.written(told.found)}. {verdict}", style
    )
    yield from _paragraph(" ".join(told.prediction.explanation.split()), "", "  ")


def hint_lines(name: str, steps: Sequence[str], seen: int, *, is_repeat: bool) -> Iterator[Line]:
    """The newest hint, or all that were given."""
    seen = min(seen, len(steps))  # the course may have had more of them when they were counted
    for index in range(seen if is_repeat else min(seen, 1)):
        nth = index + 1 if is_repeat else seen
        yield line(f"{name}, hint {nth} of {len(steps)}", "bold")
        yield from _paragraph(steps[nth - 1], "", "")
        yield line()
    if not seen:
        yield line(f"No hint for {name} was given so far: `learnnn hint {name}` gives one.")
    elif seen < len(steps):
        yield line(f"Ask again for the next one: {len(steps) - seen} left.", "dim")
    else:
        yield line("That was the last one.", "dim")


def workspace_lines(changes: Changes, target: Path) -> Iterator[Line]:
    """What was done to a workspace, what was kept, and what to do now."""
    if changes.is_new:
        yield line(f"A new workspace: {target}", "bold green")
    elif not (changes.written or changes.removed or changes.kept):
        yield line(f"{target} is up to date.", "green")
    else:
        yield line(f"{target} is brought up to date, from learnnn {changes.before}.", "bold green")
    for slug in changes.exercises:
        yield line(f"  {slug} has changed: `learnnn check {slug}` again.", "yellow")
    for name, newer in changes.kept.items():
        yield line(f"  {name} is yours and stays; the new one is {newer}", "yellow")
    for name, backup in changes.saved.items():
        yield line(f"  {name} is the course's and was replaced; your version is {backup}", "yellow")
    yield line(
        f"Next: `cd {target}`, then `learnnn watch`." if changes.is_new else "What you wrote is as it was.", "bold"
    )


def doctor_lines(symptoms: Sequence[Symptom]) -> Iterator[Line]:
    """What was examined; what is missing and what that costs."""
    width = max(len(symptom.name) for symptom in symptoms)
    for symptom in symptoms:
        word, style = (
            ("MISSING", "bold red") if symptom.is_fatal else ("note", "yellow") if symptom.cost else ("ok", "green")
        )
        cost = f": {symptom.cost}" if symptom.cost else ""
        yield ((f"{word:8}", style), (f"{symptom.name:{width}}  ", "bold"), (f"{symptom.found}{cost}", ""))


def _state(state: State) -> Span:
    word, tone = wording.STATES[state]
    return word, STYLES[tone]


def _task(task: TaskResult, layer: Layer) -> Iterator[Line]:
    name, points = task.task.name, f"{number(task.earned)}/{number(task.possible)}"
    yield (
        (f"{name}  ", "bold"),
        (f"{task.task.title}  ", ""),
        (points, "green" if task.status is Status.PASSED else ""),
    )
    if wording.is_unwritten(task):
        yield line(f"  {wording.TO_DO:{WIDTH}}  {wording.not_written_yet(task)}", "dim")
        return
    for check in task.checks:
        yield from _check(check, layer)


def _check(check: CheckResult, layer: Layer = Layer.NOW) -> Iterator[Line]:
    word, style = WORDS[check.status]
    yield ((f"  {word:{WIDTH}}  ", style), (check.title, ""), (f"  {check.name}", "dim"))
    happened = "dim" if check.status in wording.UNHURRIED else LOOKS[Part.HAPPENED]
    yield from _passages(wording.passages(check, layer), INDENT, happened=happened)


def _passages(passages: Iterable[Passage], indent: str, *, happened: str = LOOKS[Part.HAPPENED]) -> Iterator[Line]:
    for passage in passages:
        if passage.heading:
            yield line(f"{indent}{passage.heading}", "dim")
        style = happened if passage.part is Part.HAPPENED else LOOKS.get(passage.part, "")
        yield from _paragraph(passage.text, style, f"{indent}  " if passage.part in INSET else indent)


def _paragraph(text: str, style: str, indent: str) -> Iterator[Line]:
    for row in text.splitlines():
        yield line(f"{indent}{row}", style)


def _relative(path: Path, root: Path) -> str:
    return str(path.relative_to(root)) if path.is_relative_to(root) else str(path)


def text_column(spans: Line) -> int:
    """Where the text of a line begins: after its indentation, and after the word in front of a check's sentence."""
    if not spans:
        return 0
    first = spans[0][0]
    if len(spans) > 1 and first.startswith(" ") and first.endswith(" "):
        return len(first)
    return len(first) - len(first.lstrip())


def plain(lines: Iterable[Line]) -> str:
    """The text alone, one line each."""
    return "".join("".join(text for text, _ in spans).rstrip() + "\n" for spans in lines)
