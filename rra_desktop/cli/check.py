"""`rra check`: every problem in a matter file, from its bytes to its ledger."""

from __future__ import annotations

from pathlib import Path

import click

from rra_desktop import wording
from rra_desktop.calculation.consistency import problems
from rra_desktop.calculation.register.positions import ledger_problems
from rra_desktop.cli.options import matter_file, opened
from rra_desktop.cli.program import refuse


@click.command()
@matter_file
@click.pass_context
def check(context: click.Context, file: Path, password_fd: int | None) -> None:
    """Look for damage and contradictions in FILE; each problem found is a line on standard error."""
    with opened(file, password_fd) as session:
        found = [
            *session.file.check(),
            *(wording.words_of(problem.statement) for problem in problems(session.matter)),
            *(wording.words_of(problem.statement) for problem in ledger_problems(session.matter)),
        ]
        changes = wording.shares(session.journal()[-1].number)
    if found:
        context.exit(refuse(*found))
    click.echo(f"“{file}” is sound: nothing is damaged and nothing contradicts itself, up to journal entry {changes}.")
