"""The list of what a workspace was given: every file with its digest, so that what a student has edited is told from the rest."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

import msgspec

from learnnn.core.errors import CourseError

FORMAT = 1


@dataclass(frozen=True, slots=True)
class Manifest:
    """`files` maps a file's name, with slashes, to the sha256 of its content; `version` is that of the package."""

    format: int = FORMAT
    course: str = ""
    version: str = ""
    files: Mapping[str, str] = field(default_factory=dict)

    def to_bytes(self) -> bytes:
        """As it is kept; `read` reads it."""
        return (json.dumps(asdict(self), indent=1) + "\n").encode()


def read(path: Path) -> Manifest | None:
    """The manifest, or None if there is none. Raises CourseError if it is damaged, or of a newer kind."""
    try:
        found = msgspec.json.decode(path.read_bytes(), type=Manifest)
    except FileNotFoundError:
        return None
    except (OSError, msgspec.DecodeError) as error:
        raise CourseError(
            f"the list of what was given out cannot be read: {error}",
            path=path,
            next_step="Make a new workspace with `learnnn init`, and copy your exercises into it.",
        ) from None
    if found.format > FORMAT:
        raise CourseError("this comes from a newer learnnn", path=path, next_step="Upgrade learnnn.")
    return found


def digest(path: Path) -> str | None:
    """The sha256 of a file's content; None if there is no file."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except (FileNotFoundError, NotADirectoryError):
        return None
