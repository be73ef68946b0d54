"""The form that a matter keeps: read from its text, or what can be read of a text that this version refuses."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from rra_desktop.domain.agreement import AgreementForm, digest_of
from rra_desktop.forms.faults import FormRefusedError
from rra_desktop.forms.reader import FORM_SUFFIX, read_form
from rra_desktop.forms.unreadable import what_can_be_read
from rra_desktop.store.cells import CellError
from rra_desktop.store.forms import USUAL_FORM, load_form


@lru_cache(maxsize=32)
def kept_form(own: str, text: str, digest: str) -> AgreementForm:
    """Return the form of a matter from what its file holds: its id, its text, and the digest of the text.

    A text that is refused gives a form with its `faults`. Raises CellError for a text that has another digest.
    """
    if digest_of(text) != digest:
        raise CellError("has a text of its form that is not as it was written")
    name = f"{own}{FORM_SUFFIX}"
    try:
        return read_form(text, name)
    except FormRefusedError as error:
        faults = tuple(fault.sentence for fault in error.faults)
        return what_can_be_read(text, name, faults, load_form(USUAL_FORM))


def unreadable_form(path: Path, faults: tuple[str, ...]) -> str:
    """Return why a matter can only be read, by the faults of its form; empty for none."""
    if not faults:
        return ""
    more = "" if len(faults) == 1 else f" There are {len(faults) - 1:,} more such faults."
    return (
        f"“{path.name}” can be read here, but not changed, and shows no deadlines: the form of its agreement cannot be "
        f"read by this version. {faults[0]}{more} Nothing is lost: write the form out with “rra form of”, mend it, and "
        "give it back with “rra form change”."
    )
