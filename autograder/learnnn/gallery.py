"""The page that `learnnn show` writes: the pictures of what the student's own code does, in one file that runs nothing.

The pictures are in the page, as images: what is written in them cannot become a part of it. They are drawn for white paper
and stay on it in the dark.
"""

from __future__ import annotations

import base64
from collections.abc import Sequence

import jinja2
from markupsafe import Markup

from learnnn import wording
from learnnn.model import Course, Exercise
from learnnn.pictures import Picture
from learnnn.render_html import prose

Shown = Sequence[tuple[Exercise, Sequence[Picture]]]


def page(course: Course, shown: Shown) -> str:
    """The whole page: each exercise with its pictures, or with why there is none."""
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("learnnn"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"data": _data, "prose": _prose, "plain": wording.spelled_out}
    return environment.get_template("gallery.html").render(course=course, shown=shown)


def _data(picture: Picture) -> str:
    """The picture as an address that holds it."""
    return f"data:image/svg+xml;base64,{base64.b64encode(picture.svg).decode()}"


def _prose(words: str) -> Markup:
    """A sentence with code in it; `learnnn.render_html` has escaped what is in it."""
    return Markup(prose(words))  # noqa: S704
