"""Files of strangers: below a folder that is ours nothing is followed, waited for, or read without a bound.

A link can point at another student's work or at the solutions, a named pipe makes its reader wait for ever, a device can
be endless. So every step of a path is looked at before it is taken, and what was opened is compared with what was seen.
Where the platform opens files relative to an open folder, nobody can slip a link in between the two; elsewhere (Windows)
the comparison alone stands against that.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from enum import Enum
from pathlib import Path
from typing import BinaryIO

from learnnn.core.errors import SubmissionError

HAS_DIR_FD = {os.open, os.stat} <= os.supports_dir_fd and os.scandir in os.supports_fd and hasattr(os, "O_NOFOLLOW")
FOLDER_FLAGS = os.O_RDONLY | getattr(os, "O_DIRECTORY", 0) | getattr(os, "O_NONBLOCK", 0)
# Not waiting for a pipe's other end, not following a link, no change of line ends (Windows).
FILE_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
LINK_TAGS = {0xA000000C, 0xA0000003}  # what Windows calls a symbolic link, and a mount point (a "junction")
MAX_NAMES = 10_000


class Kind(Enum):
    """What lies behind a name."""

    FILE = "a regular file"
    FOLDER = "a folder"
    LINK = "a link"
    OTHER = "a pipe, a socket or a device"


def kind_of(status: os.stat_result) -> Kind:
    """The kind of what was looked at without following it."""
    if stat.S_ISLNK(status.st_mode) or getattr(status, "st_reparse_tag", 0) in LINK_TAGS:
        return Kind.LINK
    if stat.S_ISDIR(status.st_mode):
        return Kind.FOLDER
    return Kind.FILE if stat.S_ISREG(status.st_mode) else Kind.OTHER


def kind(root: Path, name: str) -> Kind:
    """What lies behind a name in the folder `root`. Raises SubmissionError if there is nothing."""
    with _refusing(root / name, ""):
        return kind_of(os.lstat(root / name))


def children(root: Path, parts: Sequence[str], *, at_most: int = MAX_NAMES) -> dict[str, Kind]:
    """The names in the folder `root/*parts`, sorted. Raises SubmissionError if there are more than `at_most`."""
    found: dict[str, Kind] = {}
    with _folder(root, parts) as place, os.scandir(place) as entries:
        for entry in entries:
            if len(found) == at_most:
                raise SubmissionError(
                    f"the folder holds more than {at_most:,} files",
                    path=root.joinpath(*parts),
                    next_step="Hand in the solutions only, without data.",
                )
            found[entry.name] = kind_of(entry.stat(follow_symlinks=False))
    return dict(sorted(found.items()))


def read(root: Path, parts: Sequence[str], *, at_most: int, next_step: str, may_have_twins: bool = False) -> bytes:
    """The bytes of the file `root/*parts`; see `opened`. Raises SubmissionError if there are more than `at_most`."""
    with opened(root, parts, next_step=next_step, may_have_twins=may_have_twins) as file:
        return bounded(file, root.joinpath(*parts), at_most=at_most)


def bounded(file: BinaryIO, path: Path, *, at_most: int) -> bytes:
    """All that the file has left, however much it claims to have. Raises SubmissionError if that is more than `at_most`."""
    raw = file.read(at_most + 1)
    if len(raw) > at_most:
        raise too_large(path, at_most)
    return raw


def too_large(path: Path, at_most: int) -> SubmissionError:
    """What is said of a file with more than `at_most` bytes."""
    keep_out = "Clear its outputs" if path.suffix == ".ipynb" else "Keep data out of it"
    return SubmissionError(
        f"the file is larger than {at_most >> 20} MB",
        path=path,
        next_step=f"{keep_out}; a solution is a few KB of text.",
    )


@contextmanager
def opened(root: Path, parts: Sequence[str], *, next_step: str, may_have_twins: bool = False) -> Iterator[BinaryIO]:
    """The regular file `root/*parts`, open for reading; no link is followed below `root`.

    A file with twins (hard links) has another name somewhere, under which it may be somebody else's, or be changed after
    it was handed in. Raises SubmissionError, with the next step, if there is no such file or it cannot be read.
    """
    *folders, name = parts
    path = root.joinpath(*parts)
    with _folder(root, folders, next_step) as place:
        seen = _look(place, name, path, Kind.FILE, next_step)
        with _refusing(path, next_step):
            descriptor = (
                os.open(name, FILE_FLAGS, dir_fd=place) if isinstance(place, int) else os.open(path, FILE_FLAGS)
            )
    with open(descriptor, "rb") as file:
        status = os.fstat(descriptor)
        if not os.path.samestat(status, seen):
            raise SubmissionError("the file was replaced while it was read", path=path, next_step="Try again.")
        if status.st_nlink > 1 and not may_have_twins:
            raise SubmissionError(
                "the file has a second name elsewhere (a hard link)", path=path, next_step="Put a copy of it here."
            )
        yield file


@contextmanager
def _folder(root: Path, parts: Sequence[str], next_step: str = "") -> Iterator[int | Path]:
    """The folder `root/*parts`: open, or its path where folders cannot be opened. `root` itself may be a link."""
    with _refusing(root, next_step):
        place: int | Path = os.open(root, FOLDER_FLAGS) if HAS_DIR_FD else root
    path = root
    try:
        for part in parts:
            path /= part
            _look(place, part, path, Kind.FOLDER, next_step)
            place = _step_into(place, part, path)
        yield place
    finally:
        if isinstance(place, int):
            os.close(place)


def _step_into(place: int | Path, part: str, path: Path) -> int | Path:
    if isinstance(place, Path):
        return path
    with _refusing(path, ""):
        deeper = os.open(part, FOLDER_FLAGS | os.O_NOFOLLOW, dir_fd=place)
    os.close(place)
    return deeper


def _look(place: int | Path, name: str, path: Path, wanted: Kind, next_step: str) -> os.stat_result:
    """What lies behind the name, without touching it. Raises SubmissionError unless it is what is wanted."""
    with _refusing(path, next_step):
        is_open = isinstance(place, int)
        status = os.stat(name, dir_fd=place, follow_symlinks=False) if is_open else os.lstat(path)  # type: ignore[arg-type]
    match kind_of(status):
        case found if found is wanted:
            return status
        case Kind.LINK:
            what = "file" if wanted is Kind.FILE else "folder"
            raise SubmissionError(f"this is a link to a {what}", path=path, next_step=f"Put the {what} itself here.")
        case _:
            raise SubmissionError(f"this is not {wanted.value}", path=path, next_step=next_step)


@contextmanager
def _refusing(path: Path, next_step: str) -> Iterator[None]:
    """What the system refuses is refused in our words."""
    try:
        yield
    except FileNotFoundError:
        raise SubmissionError("there is no such file", path=path, next_step=next_step) from None
    except OSError as error:
        raise SubmissionError(
            f"the file cannot be read: {error.strerror}", path=path, next_step="Check its permissions."
        ) from None
