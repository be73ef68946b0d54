"""What can be read of the text of a form that is refused, so that the records of its matter can still be looked at."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from rra_desktop.domain.agreement import AgreementForm
from rra_desktop.domain.bounds import LONGEST_FORM
from rra_desktop.forms.read_by_name import READING_CHOICES, TERMS
from rra_desktop.forms.reader import form_id_of, nests_too_deep
from rra_desktop.forms.shapes import Key, Reading, Table, Tables
from rra_desktop.forms.vocabulary import FORM
from rra_desktop.forms.written import several

_LEFT_OUT: Final = ("deadlines", "rights", "limits", "notice_methods", "damages", "expenses")
"""The tables that say what must be done when: half of one is worse than none."""


def what_can_be_read(text: str, file: str, faults: tuple[str, ...], stand_in: AgreementForm) -> AgreementForm:
    """Return a form of what is faultless in a text that was refused for some `faults`, without any deadline.

    The terms and readings that every form has are taken from a form that stands in where the text has none.
    """
    data = _data(text)
    found: dict[str, Any] = {key.name: _read(key, data) for key in FORM.keys if key.name not in _LEFT_OUT}
    said = {name: value for name, value in found.items() if value is not None}
    for name, needed in (("terms", TERMS), ("readings", READING_CHOICES)):
        there = {each.id for each in said.get(name, ())}
        missing = tuple(each for each in getattr(stand_in, name) if each.id in needed and each.id not in there)
        said[name] = (*said.get(name, ()), *missing)
    asked = {each.id for each in said["readings"]}
    points = tuple(each for each in said.get("drafting_points", ()) if each.reading is None or each.reading in asked)
    tables = [key.name for key in FORM.keys if isinstance(key.kind, Tables)]
    empty: dict[str, Any] = {name: () for name in tables if name not in said}
    own = {**empty, **said, "id": form_id_of(file), "drafting_points": points, "text": text, "faults": faults}
    return replace(stand_in, **own)


def _data(text: str) -> Mapping[str, Any]:
    if len(text) > LONGEST_FORM or nests_too_deep(text):
        return {}
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError):
        return {}


def _read(key: Key, data: Mapping[str, Any]) -> Any:  # noqa: ANN401 - as the key has it
    """Return the value of a key, or of a list of tables those entries that are faultless; None for a faulty value."""
    written = data.get(key.name)
    if not isinstance(key.kind, Tables):
        alone = Table("a form", "form", (key,), dict)
        read = _faultless(alone, {key.name: written} if key.name in data else {})
        return None if read is None else read[key.name]
    entries = several(written)
    made = (_faultless(key.kind.of, each) for each in entries if isinstance(each, dict))
    return tuple({each.id: each for each in made if each is not None}.values())


def _faultless(table: Table, data: Mapping[str, Any]) -> Any:  # noqa: ANN401 - as the table makes it
    """Return what a table makes of its data, None where there is a fault in it."""
    return Reading("", "").table(table, data)
