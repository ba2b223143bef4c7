"""Reflections: questions that want sentences, read and graded by a person.

What is asked stands in an exercise's `reflection.md`, what graders look for in a file of the same name and form beside
the reference solution. Nothing here grades anything.
"""

from __future__ import annotations

from pathlib import Path

from learnnn.course import sections


def load(path: Path) -> dict[str, str]:
    """The text for each reflection, in the file's order. Raises CourseError if it cannot be read."""
    return sections.load(path, "reflections")
