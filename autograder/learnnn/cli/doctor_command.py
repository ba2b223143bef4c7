"""`learnnn doctor`: what this machine can do, and what each missing thing costs."""

from __future__ import annotations

import click

from learnnn.cli.output import progress, write


@click.command("doctor")
@click.option(
    "--isolation", "is_isolation", is_flag=True, help="Prove every level of isolation, or say why there is none."
)
def command(is_isolation: bool) -> None:
    """Show what this machine can do, and what each missing thing costs."""
    from learnnn.desk import doctor
    from learnnn.report.render import doctor_lines

    with progress("examining"):
        findings = doctor.examine_isolation() if is_isolation else doctor.examine()
    write(doctor_lines(findings))
    if any(finding.is_fatal for finding in findings):
        from learnnn.core.errors import WorkerError

        raise click.exceptions.Exit(WorkerError.exit_code)
