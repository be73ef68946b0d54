"""`rra check`: every problem in a matter file, from its bytes to its ledger and to the order of its events."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from rra_desktop import wording
from rra_desktop.calculation.analysis import Analysis
from rra_desktop.calculation.record_names import registration_title
from rra_desktop.cli.options import matter_file, opened
from rra_desktop.cli.program import refuse
from rra_desktop.cli.tables import clean
from rra_desktop.domain.statements import Gravity


@click.command()
@matter_file
@click.pass_context
def check(context: click.Context, file: Path, password_fd: int | None) -> None:
    """Look for damage and contradictions in FILE; each problem found is a line on standard error."""
    with opened(file, password_fd) as session:
        found = [*session.file.check(), *contradictions(session.analysis)]
        changes = wording.shares(session.journal()[-1].number)
    if found:
        context.exit(refuse(*found))
    click.echo(f"“{file}” is sound: nothing is damaged and nothing contradicts itself, up to journal entry {changes}.")


def contradictions(analysis: Analysis) -> Iterator[str]:
    """Yield what cannot be so and what contradicts itself, each with the registration it belongs to."""
    titles = {
        each.id: wording.words_of(registration_title(analysis.matter, each)) for each in analysis.matter.registrations
    }
    for finding in analysis.findings:
        if finding.gravity in (Gravity.ERROR, Gravity.CONTRADICTION):
            of = f"{titles[finding.registration]}: " if finding.registration in titles else ""
            yield clean(f"{of}{wording.words_of(finding.statement)}")
