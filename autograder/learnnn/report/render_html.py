"""Results as HTML, for notebooks and pages: fragments that stand by themselves, in light and in dark.

Made for places that trust nobody: no script, no style sheet, nothing from elsewhere, and of styles only what JupyterLab lets
an untrusted notebook have. Text keeps the colours around it. A status is told by a word; its colour only repeats it.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import NewType

from learnnn.core import cleaning, wording
from learnnn.core.model import CheckResult, Report, Status, TaskResult, overall
from learnnn.core.wording import Part, Passage, Tone

Html = NewType("Html", str)  # text that is safe to show: made by `text` and `element` only

# The word is white on these; they stand out from white pages and from black ones.
COLOURS = {
    Tone.GOOD: "#1a7f37",
    Tone.BAD: "#c62828",
    Tone.CAUTION: "#8f5a00",
    Tone.QUIET: "#5f6872",
    Tone.FAULT: "#8250df",
}
LINE = "1px solid rgba(128,128,128,0.4)"
CARD = "border:{line};border-left:4px solid {colour};border-radius:4px;margin:8px 0;padding:8px 12px;line-height:1.5"
BADGE = "background-color:{colour};color:#ffffff;border-radius:3px;padding:1px 6px;font-size:85%;font-weight:bold"
TITLE = "font-weight:bold"
ASIDE = "font-size:85%;opacity:0.8"
CODE = "background:transparent;color:inherit;padding:0;font-family:monospace;font-size:90%;overflow-wrap:break-word"
PARAGRAPH = "margin:4px 0"
HEAD = "margin:12px 0 4px 0"
INSET = f"border-left:3px solid rgba(128,128,128,0.4);{CODE};padding:2px 0 2px 10px;margin:4px 0;white-space:pre-wrap"
LIST = "list-style-type:none;margin:0;padding:0"
ITEM = "margin:8px 0 0;padding:0"
DOT = "\u00b7"
BETWEEN_BACKTICKS = re.compile(r"`([^`\n]+)`")
SUMMARY = "display:list-item;cursor:pointer;font-size:85%;opacity:0.8"
BELOW = "margin-left:14px"


@dataclass(frozen=True, slots=True)
class _Run:
    """A check on all the devices where the same is to be told of it."""

    check: CheckResult
    devices: tuple[str, ...]


def report_html(report: Report) -> str:
    """A whole exercise: its points, task by task what is right and wrong, and the next step."""
    return _card(_mood(report), *_report(report), _paragraph(_strong(wording.next_step([report])), style=HEAD))


def checks_html(checks: Sequence[CheckResult], earned: float, points: float) -> str:
    """Some checks, and what they earn of the points that they are worth; 0 points are not spoken of.

    The runs of one check function on several devices are told together.
    """
    tone = wording.STATUSES[overall(checks)][1]
    worth = [text(wording.points(earned, points))] if points else []
    functions = list(_by_function(_runs(checks)))
    if len(functions) == 1:
        return _card(tone, *_function(functions[0], worth))
    return _card(tone, *(_paragraph(words, style=TITLE) for words in worth), _list(map(_function, functions)))


def tasks_html(report: Report) -> Iterator[tuple[TaskResult, str]]:
    """Each task, and what is told of its checks, for a page that has its own headings."""
    runs = _runs(report.checks)
    for task in report.tasks:
        of_task = [run for run in runs if run.check.task == task.task.name]
        yield task, _list(map(_function, _by_function(of_task)))


# -- reports and tasks -------------------------------------------------------------------------------------------------


def _report(report: Report) -> Iterator[Html]:
    yield _paragraph(_strong(report.exercise.title), text(f" {DOT} {wording.points(report.earned, report.possible)}"))
    if report.submission is not None:
        graded = report.submission.path.name, f"sha256 {report.submission.sha256[:16]}"
        isolation = f"isolation: {report.environment.isolation}"
        yield _paragraph(text(f" {DOT} ".join([*graded, isolation])), style=ASIDE)
    if not report.is_grade:
        yield _paragraph(text(wording.NOT_A_GRADE))
    common = wording.common_passages(report)
    if report.problem is not None:
        yield from (_paragraph(text(row)) for row in report.problem.splitlines()[:-1])  # the last is the next step
    elif common:
        yield from map(_passage, common)
        yield _paragraph(text(wording.all_say_so(report)), style=ASIDE)
    else:
        runs = _runs(report.checks)
        yield from (_task(task, [run for run in runs if run.check.task == task.task.name]) for task in report.tasks)


def _task(task: TaskResult, runs: Sequence[_Run]) -> Html:
    points = f"{wording.number(task.earned)}/{wording.number(task.possible)}"
    head = _paragraph(_strong(task.task.title), text(" "), _code(task.task.name), text(f" {DOT} {points}"), style=HEAD)
    if wording.is_unwritten(task):
        to_do = badge(wording.TO_DO, Tone.QUIET)
        return element("section", head, _paragraph(to_do, text(f" {wording.not_written_yet(task)}")))
    return element("section", head, _list(map(_function, _by_function(runs))))


def _mood(report: Report) -> Tone:
    """The gravest of what its tasks say; a task that nobody has begun with says nothing."""
    if report.passed:
        return Tone.GOOD
    tones = {wording.STATUSES[task.status][1] for task in report.tasks if not wording.is_unwritten(task)}
    grave = Tone.FAULT, Tone.BAD, Tone.CAUTION
    return Tone.BAD if report.problem is not None else next((tone for tone in grave if tone in tones), Tone.QUIET)


# -- checks ------------------------------------------------------------------------------------------------------------


def _runs(checks: Iterable[CheckResult]) -> list[_Run]:
    """The checks, with those runs of one function together that say the same; and nothing told twice."""
    alike = [list(same) for _, same in groupby(checks, key=_telling)]
    told = wording.told_once(same[0] for same in alike)
    return [_Run(check, tuple(map(_device, same))) for check, same in zip(told, alike, strict=True)]


def _telling(check: CheckResult) -> object:
    """What is told about a check, but for the call to paste."""
    feedback = replace(check.feedback, snippet="") if check.feedback is not None else None
    return check.task, check.function, check.status, feedback, check.output


def _device(check: CheckResult) -> str:
    return check.name.partition("[")[2].rstrip("]")


def _by_function(runs: Iterable[_Run]) -> Iterator[list[_Run]]:
    return (list(some) for _, some in groupby(runs, key=lambda run: (run.check.task, run.check.function)))


def _function(runs: Sequence[_Run], worth: Iterable[Html] = ()) -> Iterator[Html]:
    """One check function: on the first line what it checks, below what is told about it, device by device if need be."""
    first, statuses = runs[0].check, {run.check.status for run in runs}
    status = first.status if len(statuses) == 1 else overall([run.check for run in runs])
    points = [Html(f" {DOT} {words}") for words in worth]
    yield _paragraph(_status(status), text(" "), prose(first.title), text(" "), _code(first.function), *points)
    if len(runs) == 1:
        yield _below(_passages(first))
        return
    for run in runs:
        on_devices = _paragraph(_status(run.check.status), text(f" on {', '.join(run.devices)}"))
        yield _below([on_devices, _below(_passages(run.check))])


def _passages(check: CheckResult) -> Iterator[Html]:
    is_urgent = check.status not in wording.UNHURRIED
    return (_passage(passage, is_urgent=is_urgent) for passage in wording.passages(check))


def _passage(passage: Passage, *, is_urgent: bool = True) -> Html:
    match passage.part:
        case Part.HAPPENED if is_urgent:
            return _paragraph(_strong(passage.text))
        case Part.HAPPENED | Part.LOOK_AT:
            return _paragraph(prose(passage.text))
        case Part.TRACEBACK | Part.EVIDENCE:
            return element("pre", text(passage.text), style=INSET)
        case Part.SNIPPET | Part.OUTPUT | Part.NOTE:  # for those who ask for it
            summary = element("summary", text(passage.heading.rstrip(":")), style=SUMMARY)
            return element("details", summary, element("pre", text(passage.text), style=INSET))


# -- pieces ------------------------------------------------------------------------------------------------------------


def text(words: str) -> Html:
    """Any text, shown as it is: nothing in it is markup, turns the direction of reading or steers anything else."""
    return Html(html.escape(cleaning.spelled_out(words), quote=True))


def element(tag: str, *content: Html, style: str = "") -> Html:
    """One element around this content."""
    attribute = f' style="{style}"' if style else ""
    return Html(f"<{tag}{attribute}>{''.join(content)}</{tag}>")


def _card(tone: Tone, *content: Html) -> Html:
    return element("section", *content, style=CARD.format(line=LINE, colour=COLOURS[tone]))


def _paragraph(*content: Html, style: str = "") -> Html:
    return element("p", *content, style=f"{PARAGRAPH};{style}" if style else PARAGRAPH)


def _list(items: Iterable[Iterable[Html]]) -> Html:
    return element("ul", *(element("li", *item, style=ITEM) for item in items), style=LIST)


def _status(status: Status) -> Html:
    word, tone = wording.STATUSES[status]
    return badge(word, tone)


def badge(word: str, tone: Tone) -> Html:
    """A word that stands out."""
    return element("span", text(word), style=BADGE.format(colour=COLOURS[tone]))


def _strong(words: str) -> Html:
    return element("strong", prose(words))


def prose(words: str) -> Html:
    """A sentence, with what stands between backticks in the letters of code."""
    return Html(BETWEEN_BACKTICKS.sub(rf'<code style="{CODE}">\1</code>', text(words)))


def _below(content: Iterable[Html]) -> Html:
    """What belongs to the line above; nothing if there is nothing."""
    inside = list(content)
    return element("div", *inside, style=BELOW) if inside else Html("")


def _code(words: str) -> Html:
    return element("code", text(words), style=f"{CODE};opacity:0.8")
