"""`learnnn init`: a workspace to learn in."""

from __future__ import annotations

from pathlib import Path

import click

from learnnn.cli.output import write


@click.command("init")
@click.argument("target", type=click.Path(path_type=Path), metavar="DIR")
@click.option(
    "--from",
    "source",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    metavar="FOLDER",
    help="A released course (default: the one that came with learnnn).",
)
def command(target: Path, source: Path | None) -> None:
    """Make a workspace to learn in, or bring one up to date.

    What you have written is kept, and so is your progress. After an upgrade of learnnn it says which exercises have changed.
    """
    from learnnn.desk import workspace
    from learnnn.report.render import workspace_lines

    changes = workspace.set_up(source.resolve() if source else workspace.packaged(), target.resolve())
    write(workspace_lines(changes, target))
