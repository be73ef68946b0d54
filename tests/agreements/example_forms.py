"""The agreements of the worked examples: shipped ones, and what `forms/` says of money beside bestnet-2003."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from rra_desktop.domain.agreement import AgreementForm
from rra_desktop.forms.reader import read_form
from rra_desktop.store.forms import form_ids, form_text, load_form

FOLDER = Path(__file__).parent / "forms"
_OF_MONEY = "# -- expenses of registration"


def example_form_text(name: str) -> str:
    """Return the whole text of an invented form."""
    shipped = form_text("bestnet-2003").partition(_OF_MONEY)[0].replace('id = "bestnet-2003"', f'id = "{name}"', 1)
    return shipped + (FOLDER / f"{name}.toml").read_text(encoding="utf-8")


@cache
def example_form(name: str) -> AgreementForm:
    """Return a shipped or an invented form by its name; raises FormRefusedError, or OSError for one there is not."""
    if name in form_ids():
        return load_form(name)
    return read_form(example_form_text(name), f"{name}.toml")
