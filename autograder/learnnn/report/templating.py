"""How our pages are made from their templates: what is put into one is escaped, and what is missing is an error."""

from __future__ import annotations

import base64

import jinja2
from markupsafe import Markup

from learnnn.report.render_html import prose


def environment() -> jinja2.Environment:
    """For the templates in the package, with the filters that each page has a use for."""
    made = jinja2.Environment(
        loader=jinja2.PackageLoader("learnnn.report"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {"data": _data, "prose": _prose}
    return made


def safe(html: str) -> Markup:
    """What `learnnn.report.render_html` made: it has escaped what is in it."""
    return Markup(html)  # noqa: S704


def _prose(words: str) -> Markup:
    """A sentence with code in it."""
    return safe(prose(words))


def _data(svg: bytes) -> str:
    """The picture as an address that holds it."""
    return f"data:image/svg+xml;base64,{base64.b64encode(svg).decode()}"
