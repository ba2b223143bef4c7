"""`learnnn doctor`: what this machine can do, and what each missing thing costs."""

from __future__ import annotations

import click

from learnnn.cli.output import progress, write


@click.command("doctor")
def command() -> None:
    """Show what this machine can do, and what each missing thing costs."""
    from learnnn import doctor
    from learnnn.render import doctor_lines

    with progress("examining"):
        findings = doctor.examine()
    write(doctor_lines(findings))
    if any(finding.is_fatal for finding in findings):
        from learnnn.errors import WorkerError

        raise click.exceptions.Exit(WorkerError.exit_code)
