"""The reading of a form: its text in, an `AgreementForm` out, or every fault of the text with its place."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, Final

from rra_desktop.domain.agreement import AgreementForm, TermKind
from rra_desktop.domain.bounds import LONGEST_FORM
from rra_desktop.forms.clocks import parts_with_counts
from rra_desktop.forms.counts import fault_of_term, terms_counted
from rra_desktop.forms.damages import check_damages, terms_of_damages
from rra_desktop.forms.deadline_checks import check_conditions
from rra_desktop.forms.events import BUILT_IN, beside_itself, faults_of_ends, mentioned
from rra_desktop.forms.expenses import caps_named, check_expenses
from rra_desktop.forms.faults import Fault, FormRefusedError
from rra_desktop.forms.notice_methods import named_twice, times_by_terms
from rra_desktop.forms.places import Path
from rra_desktop.forms.read_by_name import READING_CHOICES, TERMS
from rra_desktop.forms.references import check_what_is_named, terms_named
from rra_desktop.forms.securities import faults_of_securities
from rra_desktop.forms.shapes import Reading, Tables
from rra_desktop.forms.unsaid import UNSAID
from rra_desktop.forms.values import did_you_mean
from rra_desktop.forms.vocabulary import FORM, nothing_reads
from rra_desktop.forms.written import entries, one_or_several

_PLACE: Final = re.compile(
    r"(?P<said>.*) \(at (?:line (?P<line>\d+), column (?P<column>\d+)|end of document)\)", re.DOTALL
)
FORM_SUFFIX: Final = ".toml"
"""How the name of a form's file ends."""
_PART: Final = r"""(?:[A-Za-z0-9_-]++|"[^"\n]*+"|'[^'\n]*+')"""
_LONG_KEY: Final = re.compile(rf"(?<![A-Za-z0-9_-]){_PART}(?:[ \t]*+\.[ \t]*+{_PART}){{16}}")
_FOLDERS: Final = re.compile(r"[/\\]")
_NAMED: Final = re.compile(r"<([^<>]*)>")


def read_form(text: str, file: str) -> AgreementForm:
    """Return the form a text declares; raises FormRefusedError with every fault there is.

    `file` names the text in refusals, and the end of it, without .toml, is the id the form must have.
    """
    if len(text) > LONGEST_FORM:
        said = f"the text has {len(text):,} characters; a form has at most {LONGEST_FORM:,}."
        raise FormRefusedError((Fault(file, 1, "", "", said),))
    too_deep = FormRefusedError((Fault(file, 1, "", "", "lists or tables stand too deep in each other."),))
    if nests_too_deep(text):
        raise too_deep
    try:
        return _read(_data(text, file), Reading(file, text))
    except RecursionError:
        raise too_deep from None


def nests_too_deep(text: str) -> bool:
    """Tell whether a key of a text has more parts than any of a form; the reader of TOML takes for ever over many."""
    return _LONG_KEY.search(text) is not None


def _data(text: str, file: str) -> Mapping[str, Any]:
    try:
        return tomllib.loads(text)
    except ValueError as error:
        raise FormRefusedError((_no_toml(str(error), text, file),)) from None


def _read(data: Mapping[str, Any], reading: Reading) -> AgreementForm:
    form: AgreementForm | None = reading.table(FORM, data)
    _check_ids(data, reading)
    _check_references(data, reading)
    _check_what_is_read_by_name(data, reading)
    _check_counts(data, reading)
    check_damages(data, reading)
    check_expenses(data, reading)
    check_what_is_named(data, reading)
    _check_notice_methods(data, reading)
    _check_declared(data, reading)
    _check_readings(data, reading)
    check_conditions(data, reading)
    own = form_id_of(reading.file)
    if isinstance(data.get("id"), str) and data["id"] != own:
        reading.tell(("id",), "", "id", f"must be “{own}”, as the file is named, not “{data['id']}”.")
    if reading.faults or form is None:
        raise FormRefusedError(tuple(sorted(dict.fromkeys(reading.faults), key=lambda fault: fault.line)))
    asked = {each.id for each in form.readings}
    return replace(form, text=reading.text, unsaid=tuple(each for each in UNSAID if each.id not in asked))


def form_id_of(file: str) -> str:
    """Return the id of the form that a file of that name holds."""
    return _FOLDERS.split(file)[-1].removesuffix(FORM_SUFFIX)


def _no_toml(error: str, text: str, file: str) -> Fault:
    """Return the fault of a text that is no TOML, by what the reader of the standard library says."""
    place = _PLACE.fullmatch(error)
    said = place["said"] if place else error
    line = int(place["line"]) if place and place["line"] else text.count("\n") + 1
    column = f" at column {place['column']}" if place and place["column"] else ""
    return Fault(file, line, "", "", f"this cannot be read as TOML{column}: {said[:1].lower()}{said[1:]}.")


# -- what only the whole form shows ------------------------------------------------------------------------------------


def _ids(data: Mapping[str, Any], table: str) -> dict[str, int]:
    """Return the ids written in a table, each with the place of the first entry that has it."""
    found: dict[str, int] = {}
    for place, entry in entries(data, table):
        if isinstance(entry.get("id"), str):
            found.setdefault(entry["id"], place)
    return found


def _check_ids(data: Mapping[str, Any], reading: Reading) -> None:
    for table in (key.name for key in FORM.keys if isinstance(key.kind, Tables)):
        first = _ids(data, table)
        for place, entry in entries(data, table):
            own = entry.get("id")
            if isinstance(own, str) and first[own] != place:
                line = reading.line((table, first[own], "id"))
                said = f"is “{own}”, as on line {line}; every entry has an id of its own."
                reading.tell((table, place, "id"), f"{table} “{own}”", "id", said)


def _check_references(data: Mapping[str, Any], reading: Reading) -> None:
    """Tell the drafting points that name no reading of the form, and the readings that no drafting point names."""
    readings, named = _ids(data, "readings"), set()
    for place, entry in entries(data, "drafting_points"):
        meant = entry.get("reading")
        named.add(meant if isinstance(meant, str) else "")
        if isinstance(meant, str) and meant not in readings:
            said = f"is “{meant}”, and the form has no such reading.{did_you_mean(meant, readings)}"
            reading.tell(("drafting_points", place, "reading"), f"drafting_points “{entry.get('id')}”", "reading", said)
    for own, place in readings.items():
        if own not in named:
            said = "is the “reading” of no drafting point, so that nobody is told of the choice."
            reading.tell(("readings", place, "id"), f"readings “{own}”", "id", said)


def _check_what_is_read_by_name(data: Mapping[str, Any], reading: Reading) -> None:
    if isinstance(data.get("terms"), list):
        for table, said in faults_of_securities(_ids(data, "securities"), _ids(data, "terms")):
            reading.tell((table,), "", table, said)


def _check_counts(data: Mapping[str, Any], reading: Reading) -> None:
    """Tell the counts by what is no term that counts time, and the terms that nothing reads or counts by."""
    kinds = {own: data["terms"][place].get("kind") for own, place in _ids(data, "terms").items()}
    counted = {named.term for named in terms_named(data)} | _days_named(data, kinds)
    counted |= terms_of_damages(data) | caps_named(data)
    for path, name, term in _terms_counted(data):
        counted.add(term)
        if said := fault_of_term(term, kinds):
            key = next(each for each in reversed(path) if isinstance(each, str))
            reading.tell(path, name, key, said)
    for own, place in _ids(data, "terms").items():
        if own not in TERMS and own not in counted:
            reading.tell(("terms", place, "id"), f"terms “{own}”", "id", nothing_reads("term", own, TERMS))


def _check_readings(data: Mapping[str, Any], reading: Reading) -> None:
    """Tell the readings on which nothing in the form turns, and which the calculation does not read by name either."""
    used = {own for table, written in data.items() if table != "readings" for own in _readings_in(written)}
    for own, place in _ids(data, "readings").items():
        if own not in READING_CHOICES and own not in used:
            said = nothing_reads("reading", own, READING_CHOICES)
            reading.tell(("readings", place, "id"), f"readings “{own}”", "id", said)


def _readings_in(written: object) -> Iterator[str]:
    """Yield what texts name between < and >, and what conditions ask for."""
    if isinstance(written, str):
        yield from _NAMED.findall(written)
    elif isinstance(written, list):
        for each in written:
            yield from _readings_in(each)
    elif isinstance(written, dict):
        for key, each in written.items():
            yield from each if key == "when" and isinstance(each, dict) else _readings_in(each)


def _days_named(data: Mapping[str, Any], kinds: Mapping[str, object]) -> frozenset[str]:
    """Return the terms that are days on which some clock starts."""
    days = {own for own, kind in kinds.items() if kind == TermKind.DATE}
    written = (part.get("start") for _, each in entries(data, "deadlines") for _, part in parts_with_counts(each))
    starts = [start for one in written for start in one_or_several(one)]
    return frozenset(day for day in days if day in starts)


def _terms_counted(data: Mapping[str, Any]) -> Iterator[tuple[Path, str, str]]:
    """Yield the terms by which anything is counted, each with the place where it is named and the entry's name."""
    for place, deadline in entries(data, "deadlines"):
        for path, part in parts_with_counts(deadline):
            for at, term in terms_counted(part.get("count", ())):
                yield ("deadlines", place, *path, "count", at), f"deadlines “{deadline.get('id')}”", term
    for place, method in entries(data, "notice_methods"):
        for key, within, term in times_by_terms(method):
            of_time: Path = ("notice_methods", place, key)
            yield of_time if within is None else (*of_time, within), f"notice method {place + 1}", term


def _check_notice_methods(data: Mapping[str, Any], reading: Reading) -> None:
    """Tell the ways in which notices travel that stand in two entries, so that nobody knows how they count."""
    for place, at, method in named_twice(list(entries(data, "notice_methods"))):
        said = f"has “{method}”, which an earlier entry has; every method stands in one."
        reading.tell(("notice_methods", place, "methods", at), f"notice method {place + 1}", "methods", said)


def _check_declared(data: Mapping[str, Any], reading: Reading) -> None:
    """Tell the declared events and facts that something else is called, that end in nothing, or that nothing uses."""
    events = {own: data["events"][place] for own, place in _ids(data, "events").items()}
    for own, said in faults_of_ends(events):
        reading.tell(("events", _ids(data, "events")[own], "ends"), f"events “{own}”", "ends", said)
    taken = {**dict.fromkeys(_ids(data, "readings"), "reading"), **dict.fromkeys(_ids(data, "deadlines"), "deadline")}
    taken |= dict.fromkeys(BUILT_IN, "built-in event")
    meant = _mentions(data)
    for table, other in (("events", {}), ("facts", dict.fromkeys(events, "event"))):
        for own, place in _ids(data, table).items():
            what = (taken | other).get(own)
            if what is not None and not (table == "events" and own in BUILT_IN):
                said = f"is “{own}”, as a {what} is called; events, facts, deadlines and readings share no id."
                reading.tell((table, place, "id"), f"{table} “{own}”", "id", said)
            if own not in BUILT_IN and meant[own] == (own in _meant_by(data[table][place])):
                said = f"is “{own}”, and nothing in the form uses it."
                reading.tell((table, place, "id"), f"{table} “{own}”", "id", said)


def _mentions(data: Mapping[str, Any]) -> Counter[str]:
    """Return in how many entries of the form each id is meant, or may be."""
    found: Counter[str] = Counter()
    for written in data.values():
        for entry in one_or_several(written):
            found.update(_meant_by(entry))
    return found


def _meant_by(entry: object) -> frozenset[str]:
    return frozenset(mentioned(beside_itself(entry) if isinstance(entry, dict) else entry))
