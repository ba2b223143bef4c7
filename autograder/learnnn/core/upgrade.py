"""What was done to a student's workspace when it was made or brought up to date. Data only, no I/O."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Changes:
    """What was done to a workspace; files by their names in it."""

    is_new: bool
    before: str = ""  # the version that it was made by
    written: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    kept: dict[str, str] = field(default_factory=dict)  # edited by the student; where the new version is
    saved: dict[str, str] = field(default_factory=dict)  # replaced; where the student's version went
    exercises: list[str] = field(default_factory=list)  # that have changed since, or are new
