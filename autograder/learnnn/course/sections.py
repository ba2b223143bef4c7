"""Texts in Markdown, one under each `## name` of a file: the form in which hints and reflections are written."""

from __future__ import annotations

import re
from pathlib import Path

from learnnn.core.errors import CourseError

HEADING = re.compile(r"^## +`?(\w+)`?.*$", flags=re.MULTILINE)


def load(path: Path, what: str) -> dict[str, str]:
    """The text of each section by its name, in the file's order; `what` is what they are, in the plural.

    What stands above the first heading belongs to none. Raises CourseError if the file cannot be read, or if a name has
    two sections.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise CourseError(
            f"the {what} cannot be read: {error.strerror}", path=path, next_step=f"Write {path.name}."
        ) from None
    except UnicodeDecodeError:
        raise CourseError(
            f"the {what} are not UTF-8 text", path=path, next_step="Save them with the encoding UTF-8."
        ) from None
    names_and_texts = HEADING.split(text)[1:]
    names, texts = names_and_texts[::2], names_and_texts[1::2]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        raise CourseError(f"`{twice}` has two sections of {what}", path=path, next_step="Join them.")
    return {name: text.strip() for name, text in zip(names, texts, strict=True)}
