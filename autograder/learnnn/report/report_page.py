"""The page that `learnnn report` writes: one file, complete in itself, that runs nothing and asks no one for anything.

The template escapes all text; what else would steer a reader's eye (characters that turn the direction, say) is spelled out.
Pictures are images: what is written in them cannot become a part of the page.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby

import jinja2
from markupsafe import Markup

from learnnn import __version__
from learnnn.core import cleaning, wording
from learnnn.core.learning import Attempt, Picture, Stand, State
from learnnn.core.model import Course, Exercise, Report, TaskResult
from learnnn.report.render_html import badge, report_html, tasks_html
from learnnn.report.templating import environment, safe

SHOWN_ATTEMPTS = 100  # of an exercise, the newest: nobody reads more


@dataclass(frozen=True, slots=True)
class Section:
    """One exercise: how it stands, what the checks say, the pictures, and the attempts so far (the oldest first)."""

    stand: Stand
    report: Report
    pictures: Sequence[Picture] = ()
    attempts: Sequence[Attempt] = ()

    @property
    def exercise(self) -> Exercise:
        return self.stand.exercise

    @property
    def is_begun(self) -> bool:
        """Whether there is code to speak of."""
        return self.report.problem is None and not all(map(wording.is_unwritten, self.report.tasks))

    def with_pictures(self, pictures: Sequence[Picture]) -> Section:
        return replace(self, pictures=pictures)

    @property
    def is_open(self) -> bool:
        """Whether there is something to mend in it."""
        return self.report.problem is not None or (self.is_begun and self.stand.state is not State.PASSED)


@dataclass(frozen=True, slots=True)
class Mark:
    """One attempt on the time line: how far along it, in percent."""

    place: float
    attempt: Attempt


def page(course: Course, sections: Sequence[Section], *, made_at: datetime) -> str:
    """The whole page. `sections` are in the course's order, one for each exercise."""
    template = _environment().get_template("report.html")
    return template.render(
        course=course,
        modules=list(_by_module(sections)),
        sections=sections,
        passed=sum(section.stand.state is State.PASSED for section in sections),
        next_step=wording.next_step([section.report for section in sections]),
        time_line=list(_time_line(sections)),
        made_at=made_at.isoformat(),
        version=__version__,
    )


def _by_module(sections: Sequence[Section]) -> Iterator[tuple[str, list[Section]]]:
    """The sections of each module, with its title."""
    for title, members in groupby(sections, lambda section: section.report.exercise.module):
        yield title or "Exercises", list(members)


def _time_line(sections: Sequence[Section]) -> Iterator[tuple[Section, list[Mark]]]:
    """The exercises that were tried, with their newest attempts between the first and the last of all of them."""
    shown = [(section, section.attempts[-SHOWN_ATTEMPTS:]) for section in sections if section.attempts]
    times = [_minute(attempt) for _, attempts in shown for attempt in attempts]
    start, span = min(times, default=0), max(times, default=0) - min(times, default=0)
    for section, attempts in shown:
        places = [(_minute(attempt) - start) / span * 100 if span else 50 for attempt in attempts]
        yield section, list(map(Mark, places, attempts))


def _minute(attempt: Attempt) -> int:
    """Seconds are nothing that anybody reads off a time line."""
    return int(datetime.fromisoformat(attempt.at).timestamp()) // 60


# -- the template ------------------------------------------------------------------------------------------------------


def _environment() -> jinja2.Environment:
    made = environment()
    made.finalize = _spelled_out
    made.filters |= {"count": wording.count, "moment": wording.moment, "number": wording.number}
    made.globals |= {
        "points": wording.points, "not_written_yet": wording.not_written_yet, "is_unwritten": wording.is_unwritten,
        "state": _state, "status": _status, "whole": _whole, "tasks": _tasks,
    }  # fmt: skip
    return made


def _spelled_out(value: object) -> object:
    return cleaning.spelled_out(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _state(stand: Stand) -> Markup:
    return safe(badge(*wording.STATES[stand.state]))


def _status(task: TaskResult) -> Markup:
    is_to_do = wording.is_unwritten(task)
    word, tone = wording.STATES[State.TODO] if is_to_do else wording.STATUSES[task.status]
    return safe(badge(word, tone))


def _whole(report: Report) -> Markup | None:
    """What is told of a report that has nothing to tell task by task: there is a problem, or all checks say the same."""
    if report.problem is None and wording.common_feedback(report) is None:
        return None
    return safe(report_html(report))


def _tasks(report: Report) -> list[tuple[TaskResult, Markup]]:
    return [(task, safe(told)) for task, told in tasks_html(report)]
