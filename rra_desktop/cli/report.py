"""`rra report`: the summary as a PDF."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from rra_desktop.cli.files import place_to_write
from rra_desktop.cli.options import AnyPath, as_of, matter_file, opened
from rra_desktop.report.pdf import Paper, write_pdf
from rra_desktop.report.summary import SECTIONS, summary

_PAPERS = {"letter": Paper.LETTER, "a4": Paper.A4}
_SECTIONS = ", ".join(section.id for section in SECTIONS)


@click.command()
@matter_file
@click.option("--pdf", "out", required=True, type=AnyPath(), metavar="OUT", help="Where to write it.")
@click.option("--sections", metavar="LIST", help=f"The sections wanted, separated by commas, of: {_SECTIONS}.")
@click.option("--paper", type=click.Choice(list(_PAPERS)), default="letter", help="The sheets it is set for; letter.")
@as_of
def report(
    file: Path, password_fd: int | None, as_of: dt.date | None, *, out: Path, sections: str | None, paper: str
) -> None:
    """Write a summary of the matter in FILE that others can check line by line."""
    place = place_to_write(out)
    wanted = None if sections is None else [section.strip() for section in sections.split(",") if section.strip()]
    with opened(file, password_fd, as_of) as session:
        write_pdf(summary(session.analysis, wanted, session.state), place, _PAPERS[paper])
    click.echo(f"Wrote “{out}”.")
