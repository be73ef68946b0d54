"""The invented agreements of the worked examples: what `forms/` says of money, beside the dates of bestnet-2003."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from rra_desktop.domain.agreement import AgreementForm
from rra_desktop.forms.reader import read_form
from rra_desktop.store.forms import form_text

FOLDER = Path(__file__).parent / "forms"
_OF_MONEY = "# -- expenses of registration"


def example_form_text(name: str) -> str:
    """Return the whole text of an invented form."""
    shipped = form_text("bestnet-2003").partition(_OF_MONEY)[0].replace('id = "bestnet-2003"', f'id = "{name}"', 1)
    return shipped + (FOLDER / f"{name}.toml").read_text(encoding="utf-8")


@cache
def example_form(name: str) -> AgreementForm:
    """Return an invented form by its name; raises FormRefusedError, or OSError for one there is not."""
    return read_form(example_form_text(name), f"{name}.toml")
