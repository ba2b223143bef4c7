"""What a course brings along for those who have no solutions: the reference's recorded answers, and diagnoses. Data, no code.

One file for each exercise, MessagePack behind its own digest. It is about public checks alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import msgspec

from learnnn.core.errors import CourseError
from learnnn.diagnosis.catalogue import Entry, Sayings, could_explain
from learnnn.diagnosis.misconceptions import Misconception
from learnnn.judge.recorded import Recordings, sealed, unsealed

_File = tuple[bytes, dict[str, str], list[tuple[Misconception, Sayings]]]
AGAIN = "`learnnn init` in this folder puts it back."


@dataclass(frozen=True, slots=True)
class Bundle:
    """`software`: the versions of what it was recorded with."""

    recordings: Recordings
    software: Mapping[str, str]
    entries: tuple[Entry, ...]

    def entries_for(self, failing: frozenset[str], judged: frozenset[str]) -> list[Entry]:
        """The mistakes that could explain these failing checks; see `learnnn.diagnosis.catalogue`."""
        return [entry for entry in self.entries if could_explain(entry.misconception, failing, judged)]

    def to_bytes(self) -> bytes:
        """One file; `read` reads it again."""
        entries = [(entry.misconception, entry.sayings) for entry in self.entries]
        return sealed(msgspec.msgpack.encode((self.recordings.to_bytes(), self.software, entries)))


def read(path: Path) -> Bundle | None:
    """The bundle in this file, or None if there is no such file. Raises CourseError if it is not as it was written."""
    try:
        recordings, software, entries = msgspec.msgpack.decode(unsealed(path.read_bytes()), type=_File)
        return Bundle(Recordings.from_bytes(recordings), software, tuple(Entry(*entry) for entry in entries))
    except FileNotFoundError:
        return None
    except (OSError, CourseError, msgspec.DecodeError) as error:
        raise CourseError(f"the recorded answers cannot be read: {error}", path=path, next_step=AGAIN) from None
