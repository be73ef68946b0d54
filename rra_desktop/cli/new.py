"""`rra new`: make a matter file."""

from __future__ import annotations

from pathlib import Path

import click

from rra_desktop import wording
from rra_desktop.cli.files import form_named, read_text
from rra_desktop.cli.options import AnyPath, matter_file, password_from, today
from rra_desktop.domain.matter import Matter
from rra_desktop.exchange.matter_json import matter_from_json
from rra_desktop.exchange.sample import sample_matter
from rra_desktop.session import create_session, new_matter
from rra_desktop.store.forms import USUAL_FORM, load_form


@click.command()
@matter_file
@click.option(
    "--form",
    "form_id",
    metavar="FORM",
    help=f"The form of an empty matter, or its file; {USUAL_FORM} if none.",
)
@click.option("--sample", is_flag=True, help="Fill in the sample register, a demand under way and an offering.")
@click.option("--from", "source", type=AnyPath(), metavar="MATTER.json", help="Take everything from a matter's JSON.")
def new(file: Path, password_fd: int | None, form_id: str | None, source: Path | None, *, sample: bool) -> None:
    """Make the matter file FILE; what is there already is never written over."""
    if sum((form_id is not None, sample, source is not None)) > 1:
        raise click.UsageError("--form, --sample and --from exclude each other: the last two bring their own form.")
    matter = _matter(file, form_id or USUAL_FORM, source, sample=sample)
    create_session(file, matter, today=today(), password=password_from(password_fd)).close()
    holders = wording.shares(len(matter.holders))
    entries = wording.shares(len(matter.ledger))
    click.echo(f"Made “{file}”: {matter.details.title}, {holders} holders, {entries} ledger entries.")


def _matter(file: Path, form_id: str, source: Path | None, *, sample: bool) -> Matter:
    if source is not None:
        return matter_from_json(read_text(source), load_form)
    return sample_matter(load_form) if sample else new_matter(form_named(form_id), file.stem)
