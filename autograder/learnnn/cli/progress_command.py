"""`learnnn progress`: what is done, and moving it to another machine."""

from __future__ import annotations

from pathlib import Path

import click

from learnnn.cli.context import load_course
from learnnn.cli.output import write
from learnnn.core.wording import count
from learnnn.desk.progress import Progress
from learnnn.report.render import line, notice_lines, progress_lines


@click.group("progress", invoke_without_command=True)
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
@click.pass_context
def command(ctx: click.Context, as_json: bool) -> None:
    """Show what is done, or move it to another machine.

    Something is *stale* when it passed once and was edited since, or the exercise has changed: check it again.
    """
    progress = Progress.open(load_course(ctx.obj))
    write(notice_lines(progress.notice), err=True)
    if ctx.invoked_subcommand is not None:
        ctx.obj = progress
    elif as_json:
        click.echo(progress.dumps())
    else:
        write(progress_lines(progress.course, progress.so_far()))


@command.command("export")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.pass_obj
def export(progress: Progress, file: Path) -> None:
    """Write your progress to FILE, for `learnnn progress import` on another machine."""
    number = progress.export_to(file)
    write([line(f"{count(number, 'attempt')} written to {file}. Your code is not in it: take that along, too.")])


@command.command("import")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.pass_obj
def import_(progress: Progress, file: Path) -> None:
    """Add what FILE, made by `learnnn progress export`, has to the progress kept here."""
    number = progress.import_from(file)
    write([line(f"{count(number, 'new attempt')} taken from {file}." if number else f"{file} has nothing new.")])
