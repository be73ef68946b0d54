"""What the rights, limits and classes of a form name: whether the form has it, and is there to be named."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final, NamedTuple

from rra_desktop.domain.agreement import TermKind
from rra_desktop.domain.limits import AGREEMENT_DATE
from rra_desktop.domain.registrations import EventType
from rra_desktop.domain.rights import ShareBase, SizeMeasure
from rra_desktop.forms.amounts import AT_LEAST, MORE_THAN, term_named
from rra_desktop.forms.conditions import FACTS, FIELDS, Values, conditions_in, faults_of_condition
from rra_desktop.forms.places import Path
from rra_desktop.forms.priority_plans import faults_of_plan
from rra_desktop.forms.read_by_name import READING_CHOICES
from rra_desktop.forms.shapes import Reading
from rra_desktop.forms.values import did_you_mean
from rra_desktop.forms.written import by_id, entries, ids, one_or_several, several

_READING: Final = re.compile(r"<([^<>]*)>")
_SPANS: Final = (EventType.SUSPENDED,)
"""The events that begin a span, so that its length can be limited."""

_SIZE_TERMS: Final[Mapping[str, TermKind]] = {
    SizeMeasure.SHARES: TermKind.NUMBER,
    SizeMeasure.SHARE_OF_CLASS: TermKind.RATIO,
    SizeMeasure.SHARE_OF_OWN: TermKind.RATIO,
    SizeMeasure.SHARE_HELD: TermKind.RATIO,
    SizeMeasure.SHARE_OF_COMMON: TermKind.RATIO,
    SizeMeasure.GROSS: TermKind.MONEY,
    SizeMeasure.NET: TermKind.MONEY,
}
"""The kind of the term that can stand for the amount of a test of each measure."""


class Named(NamedTuple):
    """A term that an entry names: where that stands in the data, its key, its id and the kind it must be of."""

    path: Path
    entry: str
    key: str
    term: str
    kind: TermKind


def terms_named(data: Mapping[str, Any]) -> Iterator[Named]:
    """Yield the terms by which the rights and limits of a form, as written, measure and count."""
    for place, right in entries(data, "rights"):
        yield from _terms_of_right(right, place)
    for place, limit in entries(data, "limits"):
        name = f"limits “{limit.get('id')}”"
        yield from _named(limit, ("limits", place), name, ("max",), TermKind.NUMBER)
        for at, case in entries(limit, "cases"):
            yield from _named(case, ("limits", place, "cases", at), name, ("max",), TermKind.NUMBER)


def _terms_of_right(right: Mapping[str, Any], place: int) -> Iterator[Named]:
    name = f"rights “{right.get('id')}”"
    yield from _named(right, ("rights", place), name, (AT_LEAST, MORE_THAN), TermKind.RATIO)
    yield from _named(right, ("rights", place), name, ("common",), TermKind.NUMBER)
    for at, alternative in enumerate(several(right.get("size"))):
        for number, test in enumerate(several(alternative)):
            kind = _SIZE_TERMS.get(test.get("measure", "")) if isinstance(test, dict) else None
            if kind is not None:
                path = ("rights", place, "size", at, number)
                yield from _named(test, path, f"{name}, test of the size {number + 1}", (AT_LEAST, MORE_THAN), kind)


def _named(entry: Mapping[str, Any], path: Path, name: str, keys: tuple[str, ...], kind: TermKind) -> Iterator[Named]:
    for key in keys:
        if isinstance(entry.get(key), str) and (term := term_named(entry[key])) is not None:
            yield Named((*path, key), name, key, term, kind)


def check_what_is_named(data: Mapping[str, Any], reading: Reading) -> None:
    """Tell what the rights, limits and classes name that the form has not got, and the classes that nothing names."""
    for named in terms_named(data):
        _check_term(named, data, reading)
    _check_classes(data, reading)
    _check_deadlines(data, reading)
    _check_common(data, reading)
    _check_limits(data, reading)
    _check_what_uses_up(data, reading)
    _check_plans(data, reading)
    _check_conditions(data, reading)
    _check_readings(data, reading)


def _check_readings(data: Mapping[str, Any], reading: Reading) -> None:
    """Tell the readings whose choice is to stand in a right, and that the form does not ask."""
    known = ids(data, "readings")
    for place, right in entries(data, "rights"):
        for key in ("measure", "base", "on"):
            for own in _READING.findall(right[key]) if isinstance(right.get(key), str) else ():
                if own not in known:
                    said = f"asks for the reading “{own}”, which the form has not got.{did_you_mean(own, known)}"
                    reading.tell(("rights", place, key), f"rights “{right.get('id')}”", key, said)


def _check_term(named: Named, data: Mapping[str, Any], reading: Reading) -> None:
    kinds = {own: entry.get("kind") for own, entry in by_id(data, "terms").items()}
    if named.term not in kinds:
        near = did_you_mean(named.term, ids(data, "terms"))
        said = f"names the term “{named.term}”, and the form has no such term.{near}"
    elif kinds[named.term] == named.kind or kinds[named.term] not in [*TermKind]:
        return
    else:
        said = f"names “{named.term}”, a term of the kind “{kinds[named.term]}”; here it must be “{named.kind}”."
    reading.tell(named.path, named.entry, named.key, said)


def _check_classes(data: Mapping[str, Any], reading: Reading) -> None:
    known, named = ids(data, "classes"), set[object]()

    def check(table: str, place: int, entry: Mapping[str, Any], key: str) -> None:
        written = entry.get(key)
        for at, own in enumerate(one_or_several(written)):
            named.add(own if isinstance(own, str) else None)
            if isinstance(own, str) and own not in known:
                said = f"names the class “{own}”, and the form has none such.{did_you_mean(own, known)}"
                reading.tell((table, place, key, at), f"{table} “{entry.get('id')}”", key, said)

    for place, right in entries(data, "rights"):
        check("rights", place, right, "by")
        check("rights", place, right, "of")
    for _, plan in entries(data, "plans"):
        for _, tier in entries(plan, "tiers"):
            named.update(each for each in several(tier.get("members")) if isinstance(each, str))
    for place, each in entries(data, "classes"):
        own = each.get("id")
        _check_days(data, reading, "classes", place, ("frozen",))
        if isinstance(own, str) and own not in named and isinstance(data.get("plans"), list):
            said = "is named by no right and no plan, so that nothing asks who is in it."
            reading.tell(("classes", place, "id"), f"classes “{own}”", "id", said)


def _check_deadlines(data: Mapping[str, Any], reading: Reading) -> None:
    known = ids(data, "deadlines")
    for place, right in entries(data, "rights"):
        for key in ("opens", "ends", "first"):
            own = right.get(key)
            if isinstance(own, str) and own not in known:
                said = f"names the deadline “{own}”, and the form has none such.{did_you_mean(own, known)}"
                reading.tell(("rights", place, key), f"rights “{right.get('id')}”", key, said)


def _check_common(data: Mapping[str, Any], reading: Reading) -> None:
    """Tell the rights that measure by the Company's Common and do not say which term it is, and the other way round."""
    for place, right in entries(data, "rights"):
        tests = [test for each in several(right.get("size")) for test in several(each) if isinstance(test, dict)]
        needed = right.get("base") == ShareBase.COMMON or any(
            test.get("measure") == SizeMeasure.SHARE_OF_COMMON for test in tests
        )
        if needed is not ("common" in right):
            missing = "is missing; it is the id of the term that says how much Common the Company has outstanding."
            said = missing if needed else "goes with a share of the Company's Common, which nothing here asks for."
            reading.tell(("rights", place, "common"), f"rights “{right.get('id')}”", "common", said)


def _check_limits(data: Mapping[str, Any], reading: Reading) -> None:
    known = (*ids(data, "rights"), *EventType, *ids(data, "events"))
    for place, limit in entries(data, "limits"):
        name, written = f"limits “{limit.get('id')}”", limit.get("counts")
        counted = [each for each in one_or_several(written) if isinstance(each, str)]
        for at, own in enumerate(counted):
            if own not in known:
                said = f"counts “{own}”, which is no right and no event of the form.{did_you_mean(own, known)}"
                reading.tell(("limits", place, "counts", at), name, "counts", said)
        _check_days(data, reading, "limits", place, ("from", "to"))
        for key in ("each", "total"):
            if key in limit and not set(counted) <= {*_SPANS, *_that_last(data)}:
                said = "limits how long something lasts, and what “counts” names does not last."
                reading.tell(("limits", place, key), name, key, said)


def _check_what_uses_up(data: Mapping[str, Any], reading: Reading) -> None:
    """Tell the events that are to use a right up and that a registration of it cannot have."""
    declared = by_id(data, "events")
    known = (EventType.EFFECTIVE, EventType.WITHDRAWN, *(own for own in declared if own not in [*EventType]))
    for place, right in entries(data, "rights"):
        for at, used_by in entries(right, "used_by"):
            own = used_by.get("event")
            if not isinstance(own, str) or own in [*EventType]:
                continue
            said = ""
            if own not in declared:
                said = f"names “{own}”, which is no event of the form.{did_you_mean(own, known)}"
            elif declared[own].get("notice") is True or "matter" in one_or_several(declared[own].get("of")):
                said = f"names “{own}”; what uses a right up is a day in its registration, and no notice."
            if said:
                reading.tell(("rights", place, "used_by", at, "event"), f"rights “{right.get('id')}”", "event", said)


def _that_last(data: Mapping[str, Any]) -> Iterator[str]:
    """Yield the events of the form that begin something which another ends."""
    for own, event in by_id(data, "events").items():
        if isinstance(event.get("ends"), str):
            yield own


def _check_days(data: Mapping[str, Any], reading: Reading, table: str, place: int, keys: tuple[str, ...]) -> None:
    """Tell the days named by the id of an event that there is not."""
    known, entry = (AGREEMENT_DATE, *EventType, *ids(data, "events")), data[table][place]
    for key in keys:
        own = entry.get(key)
        if isinstance(own, str) and own not in known:
            said = f"names the day of “{own}”, which is no event of the form.{did_you_mean(own, known)}"
            reading.tell((table, place, key), f"{table} “{entry.get('id')}”", key, said)


def _check_plans(data: Mapping[str, Any], reading: Reading) -> None:
    for place, plan in entries(data, "plans"):
        for path, key, said in faults_of_plan(plan, ids(data, "classes"), ids(data, "rights")):
            reading.tell(("plans", place, *path), f"plans “{plan.get('id')}”", key, said)


def _check_conditions(data: Mapping[str, Any], reading: Reading) -> None:
    known = {**_conditions_know(data)}
    for table in ("rights", "limits", "expenses", "plans"):
        if table == "plans":
            known["right"] = tuple(ids(data, "rights"))
        for place, entry in entries(data, table):
            for path, written in conditions_in(entry):
                about = FIELDS if path[0] == "used_by" else {}
                for said in faults_of_condition(written, {**known, **about}):
                    reading.tell((table, place, *path), f"{table} “{entry.get('id')}”", "when", said)


def _conditions_know(data: Mapping[str, Any]) -> Mapping[str, Values]:
    """Return what a condition can ask for: the facts of a registration, those the form declares, and its readings."""
    known: dict[str, Values] = dict(FACTS)
    for own, fact in by_id(data, "facts").items():
        values = fact.get("values", [True, False])
        known[own] = tuple(each for each in several(values) if isinstance(each, (str, bool)))
    for own in ids(data, "readings"):
        known[own] = READING_CHOICES.get(own, ())
    return known
