"""Printing: styled on a terminal, plain and stable everywhere else (and where NO_COLOR is set)."""

from __future__ import annotations

import sys
import time
import webbrowser
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from learnnn.core.cleaning import spelled_out
from learnnn.report.render import Line, plain, text_column

if TYPE_CHECKING:
    from rich.progress import Progress, ProgressColumn

PATIENCE_S = 1.0  # work that takes longer shows a progress bar


def write(lines: Iterable[Line], *, err: bool = False) -> None:
    """Print styled lines, with nothing in them that steers a terminal or that it cannot write."""
    stream = sys.stderr if err else sys.stdout
    if not stream.isatty():
        click.echo(spelled_out(plain(lines)), nl=False, err=err)
        return
    from rich.console import Console
    from rich.padding import Padding
    from rich.text import Text

    console = Console(stderr=err, highlight=False)
    for spans in lines:
        text, column = Text.assemble(*((spelled_out(words), look) for words, look in spans)), text_column(spans)
        if text.cell_len <= console.width:
            console.print(text)
            continue
        head, body = text[:column], text[column:]  # what follows the first row starts where the text starts
        rows = body.wrap(console, console.width - column)
        console.print(head + rows[0])
        for row in rows[1:]:
            console.print(Padding(row, (0, 0, 0, column), expand=False))


def open_page(path: Path, is_wanted: bool | None) -> None:
    """Show a page in a browser; where nobody has said, only if there is somebody at a terminal."""
    if is_wanted or (is_wanted is None and sys.stdout.isatty()):
        webbrowser.open(path.resolve().as_uri())


@contextmanager
def progress(label: str) -> Iterator[Callable[..., None]]:
    """A bar on a terminal's standard error, if the work turns out to take longer than a moment.

    Gives a function to be told of progress: `advance(steps_done, more=steps_to_come)`.
    """
    bar: Progress | None = None
    done, whole, start = 0, 0, time.monotonic()

    def advance(step: int = 1, *, more: int = 0) -> None:
        nonlocal bar, done, whole
        done, whole = done + step, whole + more
        if bar is None and sys.stderr.isatty() and time.monotonic() - start > PATIENCE_S:
            from rich.progress import TimeElapsedColumn

            bar = new_bar(TimeElapsedColumn())
            bar.add_task(label)
            bar.start()
        if bar is not None:
            bar.update(bar.task_ids[0], completed=done, total=whole or None)

    try:
        yield advance
    finally:
        if bar is not None:
            bar.stop()


def new_bar(last: ProgressColumn) -> Progress:
    """A bar on standard error that goes when it is done: what it is of, how far it is, and this column."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), last
    return Progress(*columns, console=Console(stderr=True), transient=True)
