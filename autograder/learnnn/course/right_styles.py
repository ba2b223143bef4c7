"""The right solutions of an exercise: the reference, and others in styles that students write."""

from __future__ import annotations

from dataclasses import dataclass

from learnnn.core.errors import CourseError, SubmissionError
from learnnn.core.model import Submission
from learnnn.course import submission as submissions
from learnnn.course.layout import Layout

REFERENCE = "reference"


@dataclass(frozen=True, slots=True)
class Right:
    """A right solution, known by its style."""

    style: str
    submission: Submission


def load_right(layout: Layout, slug: str) -> list[Right]:
    """The reference first, then the other styles by name. Raises CourseError where one cannot be read."""
    paths = {REFERENCE: layout.reference(slug)} | {path.stem: path for path in layout.right(slug)}
    try:
        return [Right(style, submissions.read(path, slug)) for style, path in paths.items()]
    except SubmissionError as error:  # this one is the staff's, and there is no stub to go back to
        raise CourseError(error.what, path=error.path, line=error.line, next_step="Mend the right solution.") from None
