"""`rra export`: the whole matter as JSON."""

from __future__ import annotations

from pathlib import Path

import click

from rra_desktop.cli.files import place_to_write, write_text
from rra_desktop.cli.options import AnyPath, matter_file, opened
from rra_desktop.exchange.matter_json import matter_to_json


@click.command()
@matter_file
@click.argument("out", type=AnyPath(), metavar="OUT.json")
def export(file: Path, password_fd: int | None, out: Path) -> None:
    """Write the matter in FILE as JSON; `rra new --from` of it makes an equal matter."""
    place_to_write(out)
    with opened(file, password_fd) as session:
        text = matter_to_json(session.matter)
    write_text(out, text)
    click.echo(f"Wrote “{out}”.")
