"""The agreement forms the program ships: resources/forms/*.toml, found by their ids."""

from __future__ import annotations

from functools import cache
from importlib import resources

from rra_desktop.domain.agreement import AgreementForm
from rra_desktop.errors import UserError
from rra_desktop.forms.reader import FORM_SUFFIX, form_id_of, read_form


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
