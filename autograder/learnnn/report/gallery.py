"""The page that `learnnn show` writes: the pictures of what the student's own code does, in one file that runs nothing.

The pictures are in the page, as images: what is written in them cannot become a part of it. They are drawn for white paper
and stay on it in the dark.
"""

from __future__ import annotations

from collections.abc import Sequence

from learnnn.core import cleaning
from learnnn.core.learning import Picture
from learnnn.core.model import Course, Exercise
from learnnn.report.templating import environment

Shown = Sequence[tuple[Exercise, Sequence[Picture]]]


def page(course: Course, shown: Shown) -> str:
    """The whole page: each exercise with its pictures, or with why there is none."""
    made = environment()
    made.filters["plain"] = cleaning.spelled_out
    return made.get_template("gallery.html").render(course=course, shown=shown)
