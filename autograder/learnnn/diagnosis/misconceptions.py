"""Known-wrong solutions: what differs from a right one, below a docstring that is the diagnosis and names the checks.

What happened, in one paragraph.

What to look at, in another.

required:
    test_that_must_fail
permitted:
    test_that_may_fail
over: reference, plain_loops
unnamed: plain_loops

Below it stand only those definitions that differ (`learnnn.course.overlay`). They are laid over each right solution of the
exercise, or over those that `over:` names, the first of which is what the mistake is known by. Over those that `unnamed:` lists
the checks catch it, but its answers are not those it is known by, and no student is told its name. One mistake may have variants:
a folder with its name, in it a file of that name with the diagnosis, and one for each other variant, whose docstring says in
a line what is different in it (and may name checks and right solutions of its own).
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from learnnn.core.errors import CourseError, SubmissionError
from learnnn.core.model import Exercise, Submission
from learnnn.course import submission as submissions
from learnnn.course.layout import Layout
from learnnn.course.overlay import OverlayError, lay
from learnnn.course.right_styles import Right, load_right

BELOW = ("required:", "permitted:")  # names stand below these, indented
BEHIND = ("over:", "unnamed:")  # and behind these, in the same line


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
class Laid:
    """A mistake laid over a right solution: a whole one, wrong in these definitions (by qualified name)."""

    style: str
    submission: Submission
    right: Submission
    definitions: frozenset[str]


@dataclass(frozen=True, slots=True)
class KnownWrong(Misconception):
    """The same with what is written differently, and the right solutions that it can be laid over."""

    path: Path
    overlay: str
    over: tuple[Right, ...]
    unnamed: frozenset[str] = frozenset()  # styles over which it is caught, and not told from other mistakes

    @property
    def known_as(self) -> str:
        """Its name, and its variant's where it has several."""
        return self.name if self.path.stem == self.name else f"{self.name}/{self.path.stem}"

    @property
    def submission(self) -> Submission:
        """The whole solution that the mistake is known by. Raises CourseError where it cannot be laid."""
        return self.laid_over(self.over[0]).submission

    def laid_over(self, right: Right) -> Laid:
        """The mistake in this right solution. Raises CourseError where it cannot be laid over it."""
        try:
            laid = lay(self.overlay, right.submission.source)
        except OverlayError as error:
            raise CourseError(
                f"it cannot be laid over the right solution `{right.style}`: {error.what}",
                path=self.path,
                line=error.line,
                next_step="Write what differs so that it can be, or name those it can be laid over: `over: …`.",
            ) from None
        whole = submissions.from_bytes(laid.source.encode(), self.path, right.submission.exercise, start_again="")
        return Laid(right.style, whole, right.submission, laid.names)


def load_all(exercise: Exercise, layout: Layout) -> list[KnownWrong]:
    """The exercise's known-wrong solutions, by name and variant. Raises CourseError on a docstring of another form."""
    paths = layout.wrong(exercise.slug)
    rights = load_right(layout, exercise.slug) if paths else []
    folder = layout.wrong_folder(exercise.slug)
    plain = [_read(path, exercise.slug, rights) for path in paths if path.parent == folder]
    folders = dict.fromkeys(path.parent for path in paths if path.parent != folder)
    variants = [one for inner in folders for one in _variants(inner, exercise.slug, rights)]
    return sorted([*plain, *variants], key=lambda one: one.known_as)


def _variants(folder: Path, slug: str, rights: Sequence[Right]) -> Iterator[KnownWrong]:
    """The variants of one mistake: the first has the diagnosis, the others what is different in them."""
    main = folder / f"{folder.name}.py"
    if not main.is_file():
        raise CourseError(
            "no variant has the diagnosis",
            path=folder,
            next_step=f"Name one of them {main.name}: its docstring is the diagnosis.",
        )
    first = _read(main, slug, rights)
    yield first
    for path in sorted(folder.glob("*.py")):
        if path != main:
            text, overlay = _docstring_of(_text(path, slug), path)
            _, lists = _split(text)
            yield replace(
                first,
                path=path,
                overlay=overlay,
                required=frozenset(lists["required:"]) or first.required,
                permitted=frozenset(lists["permitted:"]) or first.permitted,
                over=_chosen(lists["over:"], rights, path),
                unnamed=_unnamed(lists["unnamed:"], rights, path),
            )


def _read(path: Path, slug: str, rights: Sequence[Right]) -> KnownWrong:
    text, overlay = _docstring_of(_text(path, slug), path)
    words, lists = _split(text)
    paragraphs = [" ".join(paragraph.split()) for paragraph in re.split(r"\n\s*\n", words) if paragraph.strip()]
    if not paragraphs or not lists["required:"]:
        raise CourseError(
            "a known-wrong solution's docstring says what happened, and names the checks that must fail",
            path=path,
            line=1,
            next_step="Write a paragraph, then `required:` and the names of checks below it, indented.",
        )
    required, permitted = frozenset(lists["required:"]), frozenset(lists["permitted:"])
    over = _chosen(lists["over:"], rights, path)
    unnamed = _unnamed(lists["unnamed:"], rights, path)
    return KnownWrong(
        path.stem, paragraphs[0], " ".join(paragraphs[1:]), required, permitted, path, overlay, over, unnamed
    )


def _text(path: Path, slug: str) -> str:
    try:
        return submissions.read(path, slug).source
    except SubmissionError as error:  # this one is the staff's, and there is no stub to go back to
        raise CourseError(
            error.what, path=error.path, line=error.line, next_step="Mend the known-wrong solution."
        ) from None


def _docstring_of(source: str, path: Path) -> tuple[str, str]:
    """The docstring, and the whole text."""
    try:
        return ast.get_docstring(ast.parse(source)) or "", source
    except SyntaxError as error:
        raise CourseError(f"this is not Python: {error.msg}", path=path, line=error.lineno) from None


def _chosen(names: Sequence[str], rights: Sequence[Right], path: Path) -> tuple[Right, ...]:
    """The right solutions with these names, in this order; all of them where there are none."""
    by_style = {right.style: right for right in rights}
    for name in names:
        if name not in by_style:
            raise CourseError(
                f"there is no right solution `{name}` to lay it over",
                path=path,
                next_step=f"Name one of these below `over:`: {', '.join(by_style)}.",
            )
    return tuple(by_style[name] for name in names or by_style)


def _unnamed(names: Sequence[str], rights: Sequence[Right], path: Path) -> frozenset[str]:
    """These names, if right solutions have them."""
    return frozenset(right.style for right in _chosen(names, rights, path)) if names else frozenset()


def _split(docstring: str) -> tuple[str, dict[str, list[str]]]:
    """The words of the docstring, and the names behind or below each mark."""
    words: list[str] = []
    lists: dict[str, list[str]] = {mark: [] for mark in (*BELOW, *BEHIND)}
    current: list[str] | None = None
    for row in docstring.splitlines():
        behind = next((mark for mark in BEHIND if row.startswith(mark)), None)
        if row.strip() in BELOW:
            current = lists[row.strip()]
        elif behind is not None:
            lists[behind] += row.removeprefix(behind).replace(",", " ").split()
        elif current is not None:
            current += row.replace(",", " ").split()
        else:
            words.append(row)
    return "\n".join(words), lists
