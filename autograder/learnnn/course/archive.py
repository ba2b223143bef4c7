"""A zip that a student handed in. It is never extracted: one entry at a time is read, into memory and within bounds.

What a zip says of itself is not believed where it matters: its directory is read up to a bound, an entry is decompressed
piece by piece until it ends or has reached its bound, and entries may not share bytes (which is how a small zip holds a
huge one many times). Only plain and deflated entries are read: the other methods decompress in pieces of any size.
"""

from __future__ import annotations

import os
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from typing import IO, BinaryIO, cast

from learnnn.core.errors import SubmissionError
from learnnn.system.nofollow import Kind, too_large

MAX_BYTES = 64 << 20
MAX_DIRECTORY_BYTES = 2 << 20
MAX_ENTRIES = 10_000
MAX_DEPTH = 3  # nothing that is looked for lies deeper: a folder around all, one of the exercise, the file
ENTRY_HEADER_BYTES = 30
# What zipfile and zlib raise over hostile bytes: the index that ran out, the date that does not exist, and so on.
DAMAGE = (
    *(zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError),
    *(ValueError, LookupError, ArithmeticError, RuntimeError),  # with UnicodeDecodeError and NotImplementedError
)
ENCRYPTED = 1  # a bit of an entry's flags
ZIP_AGAIN = "Make the zip again with your system's own command, or hand in a folder."


class Archive:
    """The names in a zip, folder by folder, and what is in a file of it."""

    def __init__(self, file: BinaryIO, path: Path) -> None:
        """Read the directory of the zip. Raises SubmissionError if it is damaged, too large, or built to do harm."""
        if file.seek(0, os.SEEK_END) > MAX_BYTES:
            raise too_large(path, MAX_BYTES)
        self._path = path
        self._meter = _Meter(file, MAX_DIRECTORY_BYTES, path)
        with self._refusing_damage():
            self._zip = zipfile.ZipFile(cast("BinaryIO", self._meter))
        entries = self._zip.infolist()
        if len(entries) > MAX_ENTRIES:
            raise _too_much(path)
        self._insist_on_entries_of_their_own(entries)
        self._files: dict[tuple[str, ...], list[zipfile.ZipInfo]] = {}
        self._kinds: dict[tuple[str, ...], dict[str, Kind]] = {}
        for entry in entries:
            self._add(entry)

    def children(self, parts: Sequence[str]) -> dict[str, Kind]:
        """The names in one of its folders, sorted; `()` is the top."""
        return dict(sorted(self._kinds.get(tuple(parts), {}).items()))

    def read(self, parts: Sequence[str], at_most: int) -> bytes:
        """What is in one of its files. Raises SubmissionError if that cannot be read, or is more than `at_most` bytes."""
        path = self._path.joinpath(*parts)
        entry = self._entry(tuple(parts), path)
        if entry.file_size > at_most:
            raise too_large(path, at_most)
        self._meter.allowance = MAX_BYTES
        with self._refusing_damage(), self._zip.open(entry) as stream:
            raw = b"".join(_pieces(stream, at_most + 1))
        if len(raw) > at_most:
            raise too_large(path, at_most)
        return raw

    def _entry(self, parts: tuple[str, ...], path: Path) -> zipfile.ZipInfo:
        """The one entry of that name, if it can be read at all."""
        first, *others = self._files[parts]
        if others:
            raise SubmissionError(
                f"the zip holds {len(others) + 1} files of this name", path=path, next_step="Keep one of them."
            )
        if _kind_of(first) is not Kind.FILE:
            raise SubmissionError(
                f"this is {_kind_of(first).value}, not a file", path=path, next_step="Put the file itself into the zip."
            )
        if first.flag_bits & ENCRYPTED:
            raise SubmissionError(
                "the file is encrypted", path=path, next_step="Make the zip again, without a password."
            )
        if first.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise SubmissionError(
                f"the file is compressed in an uncommon way (method {first.compress_type})",
                path=path,
                next_step=ZIP_AGAIN,
            )
        return first

    def _add(self, entry: zipfile.ZipInfo) -> None:
        name = entry.orig_filename  # as it is in the zip: `filename` is cut at a null character
        parts = [part for part in name.split("/") if part not in ("", ".")]
        if _points_outside(name):
            raise SubmissionError(
                f"the zip holds a name that could point out of it: {name[:80]!a}", path=self._path, next_step=ZIP_AGAIN
            )
        for depth, part in enumerate(parts[:MAX_DEPTH]):
            is_last = depth == len(parts) - 1 and not name.endswith("/")
            kind = _kind_of(entry) if is_last else Kind.FOLDER
            self._kinds.setdefault(tuple(parts[:depth]), {}).setdefault(part, kind)
        if len(parts) <= MAX_DEPTH and not name.endswith("/"):
            self._files.setdefault(tuple(parts), []).append(entry)

    def _insist_on_entries_of_their_own(self, entries: Sequence[zipfile.ZipInfo]) -> None:
        spans = sorted(
            (entry.header_offset, entry.header_offset + ENTRY_HEADER_BYTES + entry.compress_size) for entry in entries
        )
        end_of_entries = self._zip.start_dir
        for (_, end), (start, _) in pairwise([*spans, (end_of_entries, end_of_entries)]):
            if end > start:
                raise SubmissionError("the entries of the zip overlap", path=self._path, next_step=ZIP_AGAIN)

    @contextmanager
    def _refusing_damage(self) -> Iterator[None]:
        try:
            yield
        except DAMAGE as error:
            what = f"the zip is damaged or not a zip: {error or type(error).__name__}"
            raise SubmissionError(what, path=self._path, next_step=ZIP_AGAIN) from error


class _Meter:
    """The file under a zip, of which only so many bytes are read."""

    def __init__(self, file: BinaryIO, allowance: int, path: Path) -> None:
        self.allowance = allowance
        self.seek, self.tell, self.seekable = file.seek, file.tell, file.seekable
        self._file = file
        self._path = path

    def read(self, size: int = -1) -> bytes:
        most = self.allowance + 1
        data = self._file.read(most if size < 0 else min(size, most))
        self.allowance -= len(data)
        if self.allowance < 0:
            raise _too_much(self._path)
        return data


def _too_much(path: Path) -> SubmissionError:
    return SubmissionError(
        "the zip holds too many files", path=path, next_step="Hand in the solutions only, without data."
    )


def _pieces(stream: IO[bytes], at_most: int) -> Iterator[bytes]:
    """What comes out of the stream, up to `at_most` bytes."""
    left = at_most
    while left > 0 and (piece := stream.read(min(left, 1 << 16))):
        left -= len(piece)
        yield piece


def _kind_of(entry: zipfile.ZipInfo) -> Kind:
    """What the entry is, by the file mode that Unix programs leave with it; others leave none."""
    match stat.S_IFMT(entry.external_attr >> 16):
        case 0 | stat.S_IFREG:
            return Kind.FILE
        case stat.S_IFLNK:
            return Kind.LINK
        case _:
            return Kind.OTHER


def _points_outside(name: str) -> bool:
    """Whether some program might write the entry elsewhere than below the folder it is extracted to."""
    return bool(re.match(r"/|[A-Za-z]:", name) or "\\" in name or "\0" in name or ".." in name.split("/"))
