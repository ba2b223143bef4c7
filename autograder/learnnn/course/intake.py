"""What a class handed in: a folder with one folder, zip, notebook or Python file per student, named after the student.

A student's folder or zip is searched for `<slug>.py` or `<slug>.ipynb` at its top, in a folder `<slug>`, and the same once
more inside a folder that is alone at its top (zips often have one around all). Exactly one file must be found: which of
two the student meant is not ours to guess. A file of its own is for the exercise that its name ends with
(`ann_dropout.py`), or for the one that is asked for. Hidden files and what systems leave behind are ignored.

Whatever is wrong with one file is a problem of that file, in words for whoever can mend it; it stops nobody else's.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import Protocol

from learnnn.core.cleaning import named, one_line
from learnnn.core.errors import SubmissionError
from learnnn.core.model import Exercise, Submission
from learnnn.course import ipynb
from learnnn.course import submission as submissions
from learnnn.course.archive import Archive
from learnnn.system import nofollow
from learnnn.system.nofollow import Kind

MAX_BYTES = {".py": submissions.MAX_BYTES, ".ipynb": ipynb.MAX_BYTES}
ENDINGS = (".zip", *MAX_BYTES)
# Nobody's solution can be read from these, but a student who used one is told so, and not merely missing.
OTHER_ARCHIVES = (".tar.gz", ".tar.bz2", ".tar.xz", ".tar", ".tgz", ".gz", ".bz2", ".xz", ".7z", ".rar")
LEFT_BEHIND = {"__MACOSX", "__pycache__", "Thumbs.db", "desktop.ini"}
FORMS = "one folder, zip, notebook or Python file per student"
ONE_EACH = "Put the student's folder, zip, notebook or Python file itself here."
MAX_CLASS = 1_000_000
MAX_ID = 100
MAX_SHOWN = 500


@dataclass(frozen=True, slots=True)
class HandIn:
    """What one student handed in. `problem` is set where the names alone tell that it cannot be graded."""

    student: str
    path: Path
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class Received:
    """One student's file for one exercise, or why there is none: exactly one of `submission` and `problem` is set."""

    student: str
    exercise: str
    submission: Submission | None
    problem: str | None


# -- who handed in ------------------------------------------------------------------------------------------------------


def hand_ins(folder: Path) -> list[HandIn]:
    """One for each student, sorted. Raises SubmissionError if this is no folder, or nobody handed in anything."""
    if not folder.is_dir():
        raise SubmissionError("this is not a folder", path=folder, next_step=f"Name a folder with {FORMS}.")
    stems = {name: _stem(name, kind) for name, kind in nofollow.children(folder, (), at_most=MAX_CLASS).items()}
    named = sorted((_student_id(stem), name) for name, stem in stems.items() if stem is not None)
    if not named:
        raise SubmissionError("nobody handed in anything", path=folder, next_step=f"Put {FORMS} here.")
    return [
        HandIn(student, folder / names[0], _problem_of_names(student, names, stems))
        for student, group in groupby(named, key=lambda pair: pair[0])
        if (names := [name for _, name in group])
    ]


def _stem(name: str, kind: Kind) -> str | None:
    """The part of a name that says whose it is; None for what no student handed in."""
    if _is_ignored(name):
        return None
    if kind is Kind.FOLDER:
        return name
    ending = next((ending for ending in (*ENDINGS, *OTHER_ARCHIVES) if name.lower().endswith(ending)), None)
    if ending is not None:
        return name[: -len(ending)]
    return None if kind is Kind.FILE else name  # a link may stand for somebody's folder


def _student_id(stem: str) -> str:
    """The name as it can be seen, compared and kept; most are that already. Different names have different ones."""
    text = named(unicodedata.normalize("NFC", stem))
    return text if len(text) <= MAX_ID else f"{text[: MAX_ID - 17]}…{hashlib.sha256(text.encode()).hexdigest()[:16]}"


def _problem_of_names(student: str, names: Sequence[str], stems: dict[str, str | None]) -> str | None:
    shown = " and ".join(f"`{one_line(name, MAX_SHOWN)}`" for name in names[:5])
    if len(names) > 1:
        return f"{shown} are both of {student}\nKeep one of them: what a student hands in is in one place."
    stem = stems[names[0]] or ""
    if names[0].lower().endswith(OTHER_ARCHIVES) and stem != names[0]:
        return f"{shown} is an archive of a kind that is not read\nUnpack it, and hand in the folder or a zip of it."
    return None


def _is_ignored(name: str) -> bool:
    return name.startswith(".") or name in LEFT_BEHIND


# -- what they handed in ------------------------------------------------------------------------------------------------


def read(hand_in: HandIn, exercises: Sequence[Exercise]) -> list[Received]:
    """What the student handed in for each of the exercises, in their order. Never raises."""
    if hand_in.problem is not None:
        return [Received(hand_in.student, exercise.slug, None, hand_in.problem) for exercise in exercises]
    try:
        with _opened(hand_in, exercises) as take:
            return [_received(hand_in, exercise, take) for exercise in exercises]
    except Exception as error:  # noqa: BLE001  one student's bytes, whatever they set off, never stop the class
        return [_refused(hand_in, exercise, error) for exercise in exercises]


Take = Callable[[Exercise], Submission]


@contextmanager
def _opened(hand_in: HandIn, exercises: Sequence[Exercise]) -> Iterator[Take]:
    """How the exercises' files are taken out of it."""
    root, name = hand_in.path.parent, hand_in.path.name
    match nofollow.kind(root, name):
        case Kind.FOLDER:
            yield partial(_from_tree, _Folder(root, name), hand_in)
        case Kind.FILE if hand_in.path.suffix.lower() == ".zip":
            with nofollow.opened(root, (name,), next_step=ONE_EACH) as file:
                yield partial(_from_tree, Archive(file, hand_in.path), hand_in)
        case Kind.FILE:
            yield partial(_from_file, hand_in, _meant(hand_in.path.stem, exercises))
        case other:
            raise SubmissionError(f"this is {other.value}", path=hand_in.path, next_step=ONE_EACH)


def _received(hand_in: HandIn, exercise: Exercise, take: Take) -> Received:
    try:
        return Received(hand_in.student, exercise.slug, take(exercise), None)
    except Exception as error:  # noqa: BLE001  one file's bytes, whatever they set off, never stop the others
        return _refused(hand_in, exercise, error)


def _refused(hand_in: HandIn, exercise: Exercise, error: Exception) -> Received:
    if not isinstance(error, SubmissionError):
        error = SubmissionError(f"this cannot be read ({type(error).__name__}: {error})", path=hand_in.path)
    # As seen from the class's folder: where that is concerns nobody who reads this.
    path = Path(*error.path.parts[len(hand_in.path.parent.parts) :]) if error.path is not None else None
    told = str(SubmissionError(error.what, path=path, line=error.line, next_step=error.next_step))
    problem = "\n".join(one_line(line, MAX_SHOWN) for line in told.split("\n"))
    return Received(hand_in.student, exercise.slug, None, problem)


def _submission(raw: bytes, path: Path, exercise: Exercise) -> Submission:
    """The submission in a file's bytes. Its sha256 is that of the file as it was handed in."""
    again = "Hand in a file with your solution."
    if path.suffix.lower() != ".ipynb":
        return submissions.from_bytes(raw, path, exercise.slug, start_again=again)
    python = ipynb.source(raw, path).encode()
    taken = submissions.from_bytes(python, path, exercise.slug, start_again=again)
    return replace(taken, sha256=hashlib.sha256(raw).hexdigest())


# -- a file of its own --------------------------------------------------------------------------------------------------


def _meant(stem: str, exercises: Sequence[Exercise]) -> Exercise | None:
    """The exercise that a file is for: the one its name ends with, or the only one."""
    named = [exercise for exercise in exercises if re.search(rf"(^|[\W_]){re.escape(exercise.slug)}$", stem)]
    if named:
        return max(named, key=lambda exercise: len(exercise.slug))
    return exercises[0] if len(exercises) == 1 else None


def _from_file(hand_in: HandIn, meant: Exercise | None, exercise: Exercise) -> Submission:
    path = hand_in.path
    if meant is None:
        raise SubmissionError(
            "it is not clear which exercise this is for",
            path=path,
            next_step=f"Hand in a folder `{hand_in.student}` with `{exercise.slug}{path.suffix}` in it.",
        )
    if exercise != meant:
        raise _nothing(hand_in, exercise, f"`{path.name}` is for `{meant.slug}`.")
    at_most = MAX_BYTES[path.suffix.lower()]
    raw = nofollow.read(path.parent, (path.name,), at_most=at_most, next_step=ONE_EACH)
    return _submission(raw, path, exercise)


# -- a folder or a zip --------------------------------------------------------------------------------------------------


class Tree(Protocol):
    """A student's folder, be it on the disk or in a zip; `()` is its top."""

    def children(self, parts: Sequence[str]) -> dict[str, Kind]:
        """The names in one of its folders, sorted."""

    def read(self, parts: Sequence[str], at_most: int) -> bytes:
        """The bytes of one of its files. Raises SubmissionError if there are more than `at_most`."""


@dataclass(frozen=True, slots=True)
class _Folder:
    root: Path
    name: str

    def children(self, parts: Sequence[str]) -> dict[str, Kind]:
        return nofollow.children(self.root, (self.name, *parts))

    def read(self, parts: Sequence[str], at_most: int) -> bytes:
        return nofollow.read(self.root, (self.name, *parts), at_most=at_most, next_step="Put the file itself here.")


def _from_tree(tree: Tree, hand_in: HandIn, exercise: Exercise) -> Submission:
    places = _places(tree, exercise.slug)
    wanted = [f"{exercise.slug}{ending}" for ending in MAX_BYTES]
    found = [
        (*place, name)
        for place, names in places.items()
        for name in wanted
        if names.get(name, Kind.FOLDER) is not Kind.FOLDER
    ]
    match found:
        case []:
            raise _nothing(hand_in, exercise, _advice(hand_in, places, exercise.slug))
        case [parts]:
            path = hand_in.path.joinpath(*parts)
            return _submission(tree.read(parts, MAX_BYTES[path.suffix]), path, exercise)
        case _:
            one, other, *_ = ("/".join(parts) for parts in found)
            raise SubmissionError(
                f"there are {len(found)} files for `{exercise.slug}`: {', '.join('/'.join(parts) for parts in found)}",
                path=hand_in.path,
                next_step=f"Remove `{other}` to have `{one}` graded, or the other way round.",
            )


def _places(tree: Tree, slug: str) -> dict[tuple[str, ...], dict[str, Kind]]:
    """The folders in which a file for the exercise may lie, each with the names in it."""
    top = _visible(tree, ())
    places: dict[tuple[str, ...], dict[str, Kind]] = {(): top}
    if len(top) == 1 and Kind.FOLDER in top.values():
        places |= {(name,): _visible(tree, (name,)) for name in top}
    for place, names in list(places.items()):
        if names.get(slug) is Kind.FOLDER:
            places.setdefault((*place, slug), _visible(tree, (*place, slug)))
    return places


def _visible(tree: Tree, parts: tuple[str, ...]) -> dict[str, Kind]:
    return {name: kind for name, kind in tree.children(parts).items() if not _is_ignored(name)}


def _nothing(hand_in: HandIn, exercise: Exercise, next_step: str) -> SubmissionError:
    return SubmissionError(f"{hand_in.student} handed in nothing for `{exercise.slug}`", next_step=next_step)


def _advice(hand_in: HandIn, places: dict[tuple[str, ...], dict[str, Kind]], slug: str) -> str:
    """Where the file belongs, and which of those that are there may be it."""
    belongs = f"Put `{slug}.py` or `{slug}.ipynb` at the top of `{hand_in.path.name}`."
    for names in places.values():
        for name, kind in names.items():
            if _letters(slug) in _letters(name) and kind is not Kind.FOLDER:
                remark = "name the right one so" if kind is Kind.FILE else f"it is {kind.value}, which is not read"
                return f"{belongs} There is `{name}`: {remark}."
    return belongs


def _letters(name: str) -> str:
    return re.sub(r"[\W_]", "", name).casefold()
