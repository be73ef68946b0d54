"""The agreement forms the program ships: resources/forms/*.toml, found by their ids."""

from __future__ import annotations

from functools import cache
from importlib import resources
from pathlib import Path
from typing import Final

from rra_desktop.domain.agreement import AgreementForm
from rra_desktop.domain.bounds import LONGEST_FORM
from rra_desktop.errors import ImportRefusedError, UserError
from rra_desktop.forms.reader import FORM_SUFFIX, form_id_of, read_form

USUAL_FORM: Final = "bestnet-2003"
"""The form of a new matter where no other is asked for."""

_MOST_BYTES_A_LETTER: Final = 4


class UnknownFormError(UserError):
    """The program ships no agreement form of that name."""


def form_ids() -> tuple[str, ...]:
    """Return the ids of the agreement forms the program ships, in alphabetical order."""
    folder = resources.files("resources") / "forms"
    return tuple(sorted(form_id_of(each.name) for each in folder.iterdir() if each.name.endswith(FORM_SUFFIX)))


def form_text(form_id: str) -> str:
    """Return the text of the agreement form of that id; raises UnknownFormError when the program ships none."""
    if form_id not in form_ids():
        known = ", ".join(form_ids())
        raise UnknownFormError(f"There is no agreement form “{form_id}”; this version has: {known}.")
    return (resources.files("resources") / "forms" / f"{form_id}{FORM_SUFFIX}").read_text(encoding="utf-8")


@cache
def load_form(form_id: str) -> AgreementForm:
    """Return the agreement form of that id; raises UnknownFormError when the program ships none."""
    return read_form(form_text(form_id), f"{form_id}{FORM_SUFFIX}")


def form_in_file(path: Path) -> AgreementForm:
    """Return the agreement form in a file; its id is the file's name.

    Raises ImportRefusedError for a file that cannot be read or is too large, FormRefusedError for a faulty form.
    """
    most = LONGEST_FORM * _MOST_BYTES_A_LETTER
    if not path.is_file():
        raise ImportRefusedError(f"“{path}” is no ordinary file; choose the file of a form, whose name ends in .toml.")
    try:
        with path.open("rb") as file:
            text = file.read(most + 1)
    except OSError as error:
        raise ImportRefusedError(f"“{path}” cannot be read: {error.strerror or error}.") from None
    if len(text) > most:
        raise ImportRefusedError(f"“{path}” is too large for a form, which has at most {LONGEST_FORM:,} characters.")
    try:
        return read_form(text.decode("utf-8-sig"), path.name)
    except UnicodeDecodeError as error:
        raise ImportRefusedError(f"“{path}” is not UTF-8 text: byte {error.start:,} is none of it.") from None
