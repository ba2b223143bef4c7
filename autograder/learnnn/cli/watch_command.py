"""`learnnn watch`: checks again whenever a file is saved, until the student quits."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from learnnn.cli.context import find_exercise, load_course
from learnnn.cli.output import write
from learnnn.watch.judges import Judges

if TYPE_CHECKING:
    from learnnn.core.model import Course, Exercise
    from learnnn.desk.progress import Progress
    from learnnn.watch.app import Watch

SIGNALS = ("SIGHUP", "SIGINT", "SIGTERM")  # not every system has them all

FAILED = 1  # something in the application did, and was told


@click.command("watch")
@click.argument("name", metavar="[EXERCISE]", required=False)
@click.pass_obj
def command(folder: Path | None, name: str | None) -> None:
    """Show one exercise, and check it again whenever you save.

    Without an argument: the first exercise that has not passed. When all of it passes, the next one follows.
    """
    course = load_course(folder)
    named = find_exercise(course, name) if name is not None else None
    _require_a_terminal()
    judges = Judges()
    judges.start()  # it imports what it needs while this process does
    try:
        code = _watch(course, named, judges)
    finally:
        judges.close()
    raise click.exceptions.Exit(code)


def _require_a_terminal() -> None:
    """All three: keys come in, the screen goes out by way of standard error, the last words by standard output."""
    if not all(stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr)) or os.environ.get("TERM") == "dumb":
        raise click.UsageError("`learnnn watch` needs a terminal. Without one: `learnnn check`.")


def _watch(course: Course, named: Exercise | None, judges: Judges) -> int:
    from learnnn.desk.progress import Progress
    from learnnn.report.render import line
    from learnnn.watch import view
    from learnnn.watch.app import Watch
    from learnnn.watch.desk import Desk
    from learnnn.watch.saves import way_for

    progress = Progress.open(course)
    desk = Desk(course, progress, named or _first_to_do(course, progress))
    app = Watch(desk, judges, way_for(desk.layout.exercises), is_named=named is not None)
    asyncio.run(_run(app))
    if app.return_code != FAILED:
        write([line(view.last_words(desk))])
    return app.return_code or 0


def _first_to_do(course: Course, progress: Progress) -> Exercise:
    """The first exercise that has not passed; the first of all once every one has."""
    from learnnn.core.learning import State

    stands = map(progress.stand, course.exercises)
    return next((stand.exercise for stand in stands if stand.state is not State.PASSED), course.exercises[0])


async def _run(app: Watch) -> None:
    """Until the student quits, or is made to: the terminal is put back either way. The mouse is left to the terminal."""
    loop = asyncio.get_running_loop()
    for number in (getattr(signal, name) for name in SIGNALS if hasattr(signal, name)):
        with contextlib.suppress(NotImplementedError):
            loop.add_signal_handler(number, app.stop, number)
    await app.run_async(mouse=False)
