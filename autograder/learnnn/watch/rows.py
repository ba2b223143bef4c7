"""How lines become rows of a terminal, however wide it is."""

from __future__ import annotations

import re
from collections.abc import Iterable

from rich.console import Console, ConsoleOptions, RenderResult
from rich.padding import Padding
from rich.text import Text
from textual.widgets import Static

from learnnn.core import cleaning
from learnnn.report.render import Line, text_column

_KEY = re.compile(r"\b[a-z]\b|\b(?:enter|esc)\b")
TAB = 4


class Rows:
    """Lines to be shown by rich: what follows the first row of a long one starts where its text starts.

    With `is_wrapped` off, each is one row that ends where the terminal does. Nothing in them is markup, and characters that
    would steer the terminal are spelled out.
    """

    def __init__(self, lines: Iterable[Line], *, is_wrapped: bool = True) -> None:
        self._lines, self._is_wrapped = list(lines), is_wrapped

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for spans in self._lines:
            text = Text.assemble(*((cleaning.spelled_out(words), style) for words, style in spans))
            text.expand_tabs(TAB)
            if not self._is_wrapped:
                text.truncate(options.max_width, overflow="ellipsis")
            column = min(text_column(spans), options.max_width // 2)
            if text.cell_len <= options.max_width or not column:
                yield text
                continue
            head, body = text[:column], text[column:]
            first, *rest = body.wrap(console, options.max_width - column)
            yield head + first
            for row in rest:
                yield Padding(row, (0, 0, 0, column), expand=False)


class OneRow(Static):
    """One row of text, in as many words as there is room for."""

    DEFAULT_CSS = "OneRow { height: 1; text-wrap: nowrap; text-overflow: ellipsis; }"

    def __init__(self, *variants: str, id: str | None = None) -> None:  # noqa: A002  # textual's word
        super().__init__(id=id, markup=False)
        self._variants = variants

    def say(self, *variants: str) -> None:
        """Show the first of these that fits, or the last."""
        if variants != self._variants:
            self._variants = variants
            self.refresh()

    def render(self) -> Text:
        fitting = (text for text in self._variants if len(text) <= self.size.width)
        return Text(next(fitting, next(reversed(self._variants), "")))


class Keys(OneRow):
    """What the keys do."""

    def render(self) -> Text:
        text = super().render()
        text.stylize("dim")
        text.highlight_regex(_KEY, "not dim bold")
        return text
