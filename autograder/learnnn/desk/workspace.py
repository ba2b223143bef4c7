"""Makes a student's workspace from a course that was given out, or brings one up to date without losing what they wrote."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from importlib import resources
from pathlib import Path, PurePosixPath

import learnnn
from learnnn.core.errors import CourseError
from learnnn.core.upgrade import Changes
from learnnn.course import manifest
from learnnn.course.layout import Layout
from learnnn.course.manifest import Manifest
from learnnn.system import placing

PACKAGED = "_course"  # in the package, where the wheel was built after a release
OURS = frozenset({"course.yml", ".gitignore", "README.md"})  # a student may have made them their own
Clock = Callable[[], str]


def packaged() -> Path:
    """The course that came with the package. Raises CourseError if it came without one."""
    folder = Path(str(resources.files(learnnn))) / PACKAGED
    if not Layout(folder).manifest().is_file():
        raise CourseError(
            "this installation of learnnn came without a course",
            next_step="Install the wheel that your teacher gives out, or name a released course: `learnnn init DIR --from FOLDER`.",
        )
    return folder


def set_up(source: Path, target: Path, *, clock: Clock = lambda: time.strftime("%Y-%m-%dT%H%M%S")) -> Changes:
    """Write the course in `source` to `target`. What a student has edited stays, or is kept beside.

    Raises CourseError if `source` is no released course, or if `target` cannot be a workspace.
    """
    if target.exists() and not target.is_dir():
        raise CourseError("this is a file, not a folder", path=target, next_step="Name another folder.")
    new, old = manifest.read(Layout(source).manifest()), manifest.read(Layout(target).manifest())
    if new is None:
        raise CourseError(
            "this is no released course", path=source, next_step="A teacher makes one: `learnnn release FOLDER`."
        )
    _require_room(target, old, new)
    changes = Changes(old is None, old.version if old is not None else "")
    given = old.files if old is not None else {}
    for name, digest in new.files.items():
        _bring(name, digest, given.get(name), source, target, changes, clock)
    for name in given.keys() - new.files.keys():
        if manifest.digest(target / name) == given[name]:
            (target / name).unlink()
            changes.removed.append(name)
    changes.exercises = [] if old is None else _changed_exercises(given, new.files)
    # Last: an interrupted upgrade is done again.
    placing.put(Layout(target).manifest(), Layout(source).manifest().read_bytes())
    return changes


def _require_room(target: Path, old: Manifest | None, new: Manifest) -> None:
    if old is None and (Layout(target).course_file.exists() or Layout(target).exercises.exists()):
        raise CourseError(
            "there is a course here already, which no `learnnn init` has made",
            path=target,
            next_step="Name another folder.",
        )
    if old is not None and old.course != new.course:
        raise CourseError(
            f"this is a workspace of another course, {old.course!r}", path=target, next_step="Name another folder."
        )


def _bring(
    name: str, digest: str, given: str | None, source: Path, target: Path, changes: Changes, clock: Clock
) -> None:
    """One file. What the student has not touched is replaced; what they have is kept, here or beside."""
    place, layout = target / name, Layout(target)
    there = manifest.digest(place)
    if there == digest:
        return
    is_touched = there is not None and there != given
    if is_touched and given == digest:  # theirs, and nothing new to it
        return
    if is_touched and (_is_for_students(name) or name in OURS):
        placing.put(layout.newer(name), (source / name).read_bytes())
        changes.kept[name] = str(layout.newer(name).relative_to(target))
        return
    if is_touched:
        backups = layout.backups(_exercise_of(name) or "course")
        backup = placing.kept(place, backups / f"{place.stem}-{clock()}{place.suffix}")
        changes.saved[name] = str(backup.relative_to(target))
    placing.put(place, (source / name).read_bytes())
    changes.written.append(name)


def _is_for_students(name: str) -> bool:
    """Whether the file is there to be edited: the stub."""
    slug = _exercise_of(name)
    return slug is not None and PurePosixPath(name).name == f"{slug}.py"


def _exercise_of(name: str) -> str | None:
    parts = PurePosixPath(name).parts
    return parts[1] if len(parts) == 3 and parts[0] == "exercises" else None


def _changed_exercises(old: Mapping[str, str], new: Mapping[str, str]) -> list[str]:
    """In the order of the new list."""
    slugs = dict.fromkeys(slug for name in new if (slug := _exercise_of(name)) and old.get(name) != new[name])
    return list(slugs)
