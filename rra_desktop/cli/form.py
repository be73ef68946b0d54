"""`rra form`: the agreement forms there are, what is wrong with the file of one, and a new one to begin with."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import click

from rra_desktop import wording
from rra_desktop.cli.files import form_named, read_text, write_new_text
from rra_desktop.cli.options import AnyPath, matter_file, opened
from rra_desktop.cli.program import refuse
from rra_desktop.cli.tables import Column, clean, table
from rra_desktop.domain.agreement import AgreementForm
from rra_desktop.editing.commands import ChangeForm
from rra_desktop.errors import ImportRefusedError, UserError
from rra_desktop.forms.faults import FormRefusedError
from rra_desktop.forms.reader import FORM_SUFFIX, form_id_of, read_form
from rra_desktop.store.forms import USUAL_FORM, form_ids, form_text, load_form

_COLUMNS: Final = (Column("Id"), Column("Agreement"), Column("Company"), Column("Signed"), Column("Law"))
_OWN_ID: Final = re.compile(r"^id = .*$", re.MULTILINE)


@click.group()
def form() -> None:
    """List the agreement forms, check the file of one, begin a new one, or look after the one a matter keeps."""


@form.command("list")
def list_forms() -> None:
    """List the agreement forms that this version has."""
    forms = [load_form(form_id) for form_id in form_ids()]
    rows = [
        (each.id, each.title, each.company, wording.date_only(each.agreement_date), each.governing_law)
        for each in forms
    ]
    click.echo(table(_COLUMNS, rows))


@form.command("check", short_help="Tell every fault of the file of a form.")
@click.argument("files", nargs=-1, required=True, type=AnyPath(), metavar="FILE...")
@click.pass_context
def check(context: click.Context, files: tuple[Path, ...]) -> None:
    """Read each FILE as an agreement form; each fault found is a line on standard error, with its place."""
    faults: list[str] = []
    for file in files:
        try:
            click.echo(f"“{clean(str(file))}” {_what_it_is(read_form(read_text(file), str(file)))}")
        except FormRefusedError as error:
            faults.extend(fault.sentence for fault in error.faults)
        except ImportRefusedError as error:
            faults.append(str(error))
    if faults:
        context.exit(refuse(*faults))


@form.command("new", short_help="Begin a form with a copy of another.")
@click.argument("file", type=AnyPath())
@click.option("--from", "form_id", metavar="FORM", default=USUAL_FORM, help=f"The form to copy; {USUAL_FORM} if none.")
def new(file: Path, form_id: str) -> None:
    """Write a copy of an agreement form into FILE, to be changed in an editor; its id is the file's name.

    What is there already is never written over.
    """
    if file.suffix != FORM_SUFFIX:
        raise UserError(f"“{file}” must end in {FORM_SUFFIX}, as the file of every form does; name it so.")
    own = form_id_of(file.name)
    if own in form_ids():
        raise UserError(f"This version has a form “{own}” already; give the new one another name.")
    text = _OWN_ID.sub(lambda _: f'id = "{own}"', form_text(form_id), count=1)
    try:
        read_form(text, file.name)
    except FormRefusedError:
        raise UserError(
            f"“{own}” cannot be the id of a form, which has small letters and digits with - or _ between its words; "
            "give the file another name."
        ) from None
    write_new_text(file, text)
    click.echo(f"Made “{clean(str(file))}”, a copy of “{form_id}”; change it and try `rra form check`.")


@form.command("of", short_help="Write out the form that a matter keeps.")
@matter_file
def of(file: Path, password_fd: int | None) -> None:
    """Write the text of the form of the matter in FILE on standard output, also of one that cannot be read."""
    with opened(file, password_fd) as session:
        click.echo(session.matter.form.text, nl=False)


@form.command("change", short_help="Put another form in the place of a matter's.")
@matter_file
@click.argument("other", metavar="FORM")
@click.option("--dry-run", is_flag=True, help="Only say what would be otherwise; change nothing.")
def change(file: Path, password_fd: int | None, other: str, *, dry_run: bool) -> None:
    """Put FORM, the file of one or the id of a shipped one, in the place of the form of the matter in FILE.

    Refused while records of the matter name what the other form does not have. The window's undo, or “Take back” in
    its Activity, gives the former form back.
    """
    wanted = form_named(other)
    with opened(file, password_fd, read_only=dry_run) as session:
        before = session.matter.form
        said = [f"{each.what}: {each.before} → {each.after}" for each in wording.form_changes(before, wanted)]
        if dry_run:
            session.try_out(ChangeForm(wanted))
        else:
            session.execute(ChangeForm(wanted))
    if not said:
        click.echo("The matter has that form already; nothing was changed.")
        return
    for line in said:
        click.echo(clean(line))
    done = "Nothing was changed yet." if dry_run else f"Changed the form of “{clean(str(file))}”."
    click.echo(f"{done} Every record of the matter is kept.")


def _what_it_is(found: AgreementForm) -> str:
    """Return what a form holds, in a line."""
    held = {
        "terms": found.terms,
        "readings": found.readings,
        "drafting points": found.drafting_points,
        "plans": found.plans,
        "deadlines": found.deadlines,
    }
    counts = ", ".join(f"{len(entries)} {name}" for name, entries in held.items())
    signed = wording.date_only(found.agreement_date)
    return clean(f"is a form without fault: {found.title}, {found.company}, {signed}; {counts}.")
