"""Known-wrong solutions: whole files whose docstring is the diagnosis and names the checks that catch them.

What happened, in one paragraph.

What to look at, in another.

required:
    test_that_must_fail
permitted:
    test_that_may_fail
"""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass

from learnnn.core.errors import CourseError, SubmissionError
from learnnn.core.model import Exercise, Submission
from learnnn.course import submission as submissions
from learnnn.course.layout import Layout

MARKS = ("required:", "permitted:")


@dataclass(frozen=True, slots=True)
class Misconception:
    """A mistake that is known: what a student who makes it is told, and the checks that it makes fail."""

    name: str
    happened: str
    look_at: str
    required: frozenset[str]
    permitted: frozenset[str]

    @property
    def named(self) -> frozenset[str]:
        """The checks it may fail."""
        return self.required | self.permitted


@dataclass(frozen=True, slots=True)
class KnownWrong(Misconception):
    """The same with the solution that makes it."""

    submission: Submission


def load_all(exercise: Exercise, layout: Layout) -> list[KnownWrong]:
    """The exercise's known-wrong solutions, by name. Raises CourseError on a docstring of another form."""
    try:
        read = [submissions.read(path, exercise.slug) for path in layout.wrong(exercise.slug)]
    except SubmissionError as error:  # this one is the staff's, and there is no stub to go back to
        raise CourseError(
            error.what, path=error.path, line=error.line, next_step="Mend the known-wrong solution."
        ) from None
    return [_read(submission) for submission in read]


def _read(submission: Submission) -> KnownWrong:
    try:
        text = ast.get_docstring(ast.parse(submission.source)) or ""
    except SyntaxError as error:
        raise CourseError(f"this is not Python: {error.msg}", path=submission.path, line=error.lineno) from None
    words, lists = _split(text)
    paragraphs = [" ".join(paragraph.split()) for paragraph in re.split(r"\n\s*\n", words) if paragraph.strip()]
    if not paragraphs or not lists["required:"]:
        raise CourseError(
            "a known-wrong solution's docstring says what happened, and names the checks that must fail",
            path=submission.path,
            line=1,
            next_step="Write a paragraph, then `required:` and the names of checks below it, indented.",
        )
    required, permitted = frozenset(lists["required:"]), frozenset(lists["permitted:"])
    return KnownWrong(submission.path.stem, paragraphs[0], " ".join(paragraphs[1:]), required, permitted, submission)


def _split(docstring: str) -> tuple[str, dict[str, list[str]]]:
    """The words of the docstring, and the names below each mark."""
    words: list[str] = []
    lists: dict[str, list[str]] = {mark: [] for mark in MARKS}
    current: list[str] | None = None
    for row in docstring.splitlines():
        if row.strip() in MARKS:
            current = lists[row.strip()]
        elif current is not None:
            current += row.replace(",", " ").split()
        else:
            words.append(row)
    return "\n".join(words), lists
