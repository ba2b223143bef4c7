"""The command `learnnn`. Each command is a module here, imported when it is called: `--help` needs none of them."""

from __future__ import annotations

import importlib
import os
import sys
from pathlib import Path

import click

from learnnn import __version__
from learnnn.core.errors import LearnnnError
from learnnn.worker.limits import ONE_THREAD

COMMANDS = {
    "check": "Check your work and say precisely what is right and wrong.",
    "data": "Fetch real data that comes with no package, such as MNIST.",
    "doctor": "Show what this machine can do, and what each missing thing costs.",
    "grade": "Grade a class: one folder, zip, notebook or file per student.",
    "hint": "Give the next hint for a task.",
    "init": "Make a workspace to learn in, or bring one up to date.",
    "list": "List the exercises and their tasks.",
    "nbgrader": "Teach the course with nbgrader: notebooks, settings, import of grades.",
    "progress": "Show what is done, or move it to another machine.",
    "release": "Write the course as students get it: no solutions in it.",
    "report": "Write a page about your work: progress, diagnoses, pictures.",
    "reset": "Write an exercise's untouched stub back, keeping a backup.",
    "show": "Draw pictures of what your own code does.",
    "validate": "Check the course itself: stubs, references, known-wrong solutions.",
    "watch": "Check again whenever you save.",
}


class _Commands(click.Group):
    """Knows the commands' names and summaries without importing them."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  # click gives it
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:  # noqa: ARG002  # click gives it
        if name not in COMMANDS:
            return None
        command: click.Command = importlib.import_module(f"learnnn.cli.{name}_command").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002  # click gives it
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="learnnn")
@click.option(
    "--course",
    "folder",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="The course's folder (default: the nearest one around here).",
)
@click.pass_context
def cli(ctx: click.Context, folder: Path | None) -> None:
    """Learn neural networks from scratch, and be told exactly which mistake you made.

    Exit codes: 0 all passed, 1 something failed, 2 wrong usage, 3 the course's fault, 4 a file cannot be graded,
    5 this machine's fault, 6 another system's.
    """
    ctx.obj = folder


def main() -> None:
    """Run the command and exit; what a person has to mend is one clear message and its exit code."""
    # Threads of a judge that wait for large arrays take the cores of its workers.
    for name, value in ONE_THREAD.items():
        os.environ.setdefault(name, value)
    try:
        sys.exit(cli.main(standalone_mode=False))
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        click.echo("stopped", err=True)
        sys.exit(130)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(1)
    except LearnnnError as error:
        from learnnn.cli.output import write
        from learnnn.report.render import error_lines

        write(error_lines(error.what, error.where, error.next_step), err=True)
        sys.exit(error.exit_code)
