"""What an edit did to one record, in words: which record, which of its fields, from what to what."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import MISSING, Field, dataclass, fields
from decimal import Decimal
from enum import Enum
from functools import partial
from itertools import chain
from operator import itemgetter
from typing import Any

from rra_desktop.domain.agreement import AgreementForm, PointSettled, ReadingChoice, Signature, TermChange
from rra_desktop.domain.damages import DamagesPayment
from rra_desktop.domain.edits import JournalEntry, RowChange
from rra_desktop.domain.holidays import Closing, HolidayChange
from rra_desktop.domain.matter import ActingFor, MatterDetails, Record
from rra_desktop.domain.offerings import Expense, Offering, OfferingRequest
from rra_desktop.domain.register import AffiliateGroup, Entity, EntryType, Holder, LedgerEntry, Role, Security
from rra_desktop.domain.registrations import (
    Event,
    EventType,
    Method,
    Purpose,
    Registration,
    RegistrationKind,
    Request,
    Underwriting,
    WithdrawnBy,
)
from rra_desktop.domain.waivers import Waiver
from rra_desktop.wording import names, writing
from rra_desktop.wording.citations import cited
from rra_desktop.wording.form_changes import NOTHING, form_changes

_TITLES = {
    "to": "To",
    "new": "New shares",
    "old": "Old shares",
    "percent": "Per cent",
    "adjusts_conversion": "Adjusts the conversion",
    "group": "Affiliate group",
    "lead": "Led by",
    "agreed": "In the group’s own split",
    "accepted": "Accepted by the Company",
    "maximum": "Underwriters’ maximum",
    "plan": "Priority plan",
    "company_shares": "The Company’s shares",
    "option_shares": "Over-allotment option",
    "discount_percent": "Discount, per cent",
    "discount_per_share": "Discount a share",
    "price": "Price a share",
    "outstanding_after": "Outstanding afterwards",
    "as_of": "As of",
    "by": "At the wish of",
    "because": "Because of",
    "permits_resale": "Permits resale by the Investors",
    "covers_all_requested": "Covers all that was requested",
    "second_demand": "Further demand[demand]",
    "opens_as_of": "Opens as of",
    "month_first": "Month before day",
    "choice": "Read as",
    "holder_class": "Class of holders",
    "right": "Under the right",
    "facts": "Answers",
    "hour": "Hour",
}
_PEOPLE = ("holder", "to", "lead", "initiated_by", "signed_by")
_DOLLARS = ("price", "discount_per_share", "price_paid", "amount")
_KINDS: Mapping[type[object], Callable[[Any], str]] = {
    Role: names.role_name,
    Entity: names.entity_name,
    EntryType: names.entry_name,
    EventType: names.event_name,
    Method: names.method_name,
    Underwriting: names.underwriting_name,
    Purpose: names.purpose_name,
    WithdrawnBy: names.withdrawer_name,
    RegistrationKind: names.registration_kind_name,
    Closing: names.closing_name,
    ActingFor: lambda side: "the Company" if side is ActingFor.COMPANY else str(side.value),
    int: lambda count: writing.shares(count).replace("-", "−"),
    dt.date: writing.day,
    dt.time: writing.hour,
}
_KEYS = ("id", "sequence", "reading", "point", "term")
_NAMES: Mapping[type[Record], Callable[[Any], str]] = {
    Holder: lambda each: str(each.name),
    Registration: lambda each: str(each.title),
    Offering: lambda each: str(each.name),
}
"""Records that others speak of, and what they are called; empty for one without a name."""
_NOT_THERE: Mapping[type[Record], str] = {
    Holder: "a holder not in the register",
    Registration: "a registration that is not there",
    Offering: "a scenario that is not there",
}
_TELLING: Mapping[type[object], str] = {ReadingChoice: "choice", TermChange: "value", PointSettled: "state"}
"""Records that counsel knows by the one thing they say."""


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of one record before and after an edit, in words; NOTHING where there was none."""

    record: str
    field: str
    before: str
    after: str


class JournalInWords:
    """Puts the entries of a journal in words, each with the names that holders and offerings had when it was made."""

    def __init__(self, form: AgreementForm) -> None:
        self._form = form
        self._read = 0
        self._named: dict[tuple[type[Record], str], list[tuple[int, str]]] = {}
        self._numbers: dict[str, list[str]] = {}

    def follow(self, journal: Sequence[JournalEntry]) -> None:
        """Learn the names that the entries new in a journal give."""
        for entry in journal[self._read :]:
            for change in entry.changes:
                name = _NAMES.get(type(change.record))
                if name is not None:
                    kind, record = type(change.record), change.record
                    called = name(record) or self._numbered(record)
                    self._named.setdefault((kind, str(record.key)), []).append((entry.number, called))
        self._read = len(journal)

    def _numbered(self, record: Record) -> str:
        """Return what a record without a name is called: by its number among its like, as they came into the matter."""
        like = "Scenario"
        if isinstance(record, Registration):
            like = names.registration_kind_name(record.kind)
        known, key = self._numbers.setdefault(like, []), str(record.key)
        if key not in known:
            known.append(key)
        return f"{like} no. {known.index(key) + 1}"

    def of(self, entry: JournalEntry) -> ChangesInWords:
        """Return what puts the changes of an entry in words."""
        return ChangesInWords(self._form, partial(self._name, entry.number))

    def _name(self, number: int, kind: type[Record], key: str) -> str:
        """Return what a record was called at an entry, by the last entry up to it that named it."""
        known = self._named.get((kind, key), [])
        place = bisect_right(known, number, key=itemgetter(0))
        return known[place - 1][1] if place else _NOT_THERE.get(kind, key)


class ChangesInWords:
    """Puts changes in words; `name_of` gives the name of a holder, registration or offering by its kind and id."""

    def __init__(self, form: AgreementForm, name_of: Callable[[type[Record], str], str]) -> None:
        self._form = form
        self._name_of = name_of
        self._records: Mapping[type[Record], Callable[[Any], str]] = {
            Holder: lambda each: str(each.name),
            Registration: lambda each: each.title or self._registration(each.id),
            Offering: lambda each: each.name or self._name_of(Offering, each.id),
            MatterDetails: lambda _: "The matter",
            AgreementForm: lambda _: "The form of the agreement",
            AffiliateGroup: lambda each: f"Group {each.name}",
            LedgerEntry: self._ledger_entry,
            Event: self._event,
            Request: lambda each: f"Request of {self._person(each.holder)}, {self._registration(each.registration)}",
            Waiver: lambda each: f"Waiver of {writing.date_only(each.date)}",
            OfferingRequest: lambda each: f"{self._person(each.holder)} in {self._name_of(Offering, each.offering)}",
            Expense: lambda each: f"{names.category_name(each.category)}, {writing.date_only(each.date)}",
            DamagesPayment: lambda each: f"Damages paid to {self._person(each.holder)}, {writing.date_only(each.date)}",
            HolidayChange: lambda each: f"{names.closing_name(each.closing)} calendar, {writing.day(each.date)}",
            ReadingChoice: lambda each: _found(form.readings, each.reading, "question"),
            PointSettled: lambda each: _found(form.drafting_points, each.point, "title"),
            TermChange: lambda each: _found(form.terms, each.term, "label"),
        }

        self._of_fields: Mapping[str, Callable[[str], str]] = {
            "registration": self._registration,
            "offering": partial(self._name_of, Offering),
            "plan": partial(_found, form.plans, field="name"),
            "deadline": partial(_found, form.deadlines, field="label"),
            "clause": partial(_found, form.damages, field="name"),
            "right": partial(_found, form.rights, field="name"),
            "holder_class": partial(_found, form.classes, field="name"),
            "category": names.category_name,
        }

    def fields_of(self, change: RowChange) -> Iterator[FieldChange]:
        """Yield every field that differs; of a record that is new or gone every field with something in it."""
        before, after = change.before, change.after
        record = self.record_name(change.record)
        if isinstance(before, AgreementForm) and isinstance(after, AgreementForm):
            yield from (FieldChange(record, *each) for each in form_changes(before, after))
            return
        if isinstance(change.record, AgreementForm):
            title = change.record.title
            yield FieldChange(
                record, "Title", NOTHING if before is None else title, NOTHING if after is None else title
            )
            return
        shown = 0
        for field in fields(change.record):
            if field.name in _KEYS:
                continue
            was = None if before is None else getattr(before, field.name)
            now = None if after is None else getattr(after, field.name)
            there = change.record if before is None or after is None else None
            if (there is None and was == now) or (there is not None and _as_always(field, getattr(there, field.name))):
                continue
            shown += 1
            yield FieldChange(
                record,
                cited(_title(field.name), self._form),
                NOTHING if before is None else self._value(before, field.name, was),
                NOTHING if after is None else self._value(after, field.name, now),
            )
        if not shown:
            yield FieldChange(record, "", NOTHING if before is None else "there", NOTHING if after is None else "there")

    def in_short(self, change: RowChange) -> str:
        """Write a change in one line: the field that differs, or that a record is new or gone."""
        telling = _TELLING.get(type(change.record))
        if telling is not None:
            was, now = (
                NOTHING if record is None else self._value(record, telling, getattr(record, telling))
                for record in (change.before, change.after)
            )
            if was != now:
                return f"{was} → {now}"
        if change.before is None or change.after is None:
            return f"{self.record_name(change.record)} {'added' if change.before is None else 'removed'}"
        differing = list(self.fields_of(change))
        if len(differing) != 1:
            return ", ".join(each.field for each in differing)
        (only,) = differing
        return f"{only.before} → {only.after}"

    def record_name(self, record: Record) -> str:
        """Write which record it is, as counsel would call it."""
        return self._records[type(record)](record)

    def _ledger_entry(self, entry: LedgerEntry) -> str:
        said = f"{names.entry_name(entry.type)} of {writing.date_only(entry.date)}"
        return f"{said}, {self._person(entry.holder)}" if entry.holder else said

    def _event(self, event: Event) -> str:
        to = f" to {self._person(event.to)}" if event.to else ""
        where = f", {self._registration(event.registration)}" if event.registration else ""
        return f"{names.event_name(event.type, self._form)}{to}{where}"

    def _person(self, holder: str) -> str:
        return "the Company" if holder == "company" else self._name_of(Holder, holder)

    def _registration(self, registration: str) -> str:
        return self._name_of(Registration, registration)

    def _value(self, record: Record, field: str, value: object) -> str:
        if value is None or value in ("", ()):
            return NOTHING
        if isinstance(value, Signature):
            signed = self._person(value.party)
            return signed if value.date is None else f"{signed} on {writing.date_only(value.date)}"
        if isinstance(value, tuple):
            return self._several(record, field, value)
        if isinstance(record, TermChange) and field == "value":
            term = next((each for each in self._form.terms if each.id == record.term), None)
            return str(value) if term is None else writing.term_value(term, record.value)
        if isinstance(value, str) and not isinstance(value, Enum):
            return self._named(record, field, value)
        return names.security_name(value, self._form) if isinstance(value, Security) else _in_words(field, value)

    def _several(self, record: Record, field: str, values: tuple[Any, ...]) -> str:
        if isinstance(record, Registration) and field == "facts":
            return "; ".join(f"{_found(self._form.facts, own, 'question')} {answer}" for own, answer in values)
        return ", ".join(self._value(record, field, each) for each in values)

    def _named(self, record: Record, field: str, text: str) -> str:
        """Write a text, or what the id that it is stands for."""
        if field in _PEOPLE:
            return self._person(text)
        if field in self._of_fields:
            return self._of_fields[field](text)
        if isinstance(record, Event) and field == "type":
            return names.event_name(text, self._form)
        if isinstance(record, ReadingChoice) and field == "choice":
            choices = (reading.choices for reading in self._form.readings if reading.id == record.reading)
            return _found(tuple(chain.from_iterable(choices)), text, "label")
        return text


def _found(among: Sequence[Any], id_: str, field: str) -> str:
    """Return what one of some things says in a field, by its id; the id where there is no such thing any more."""
    return next((str(getattr(each, field)) for each in among if each.id == id_), id_)


def _in_words(field: str, value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Decimal):
        return writing.price(value) if field in _DOLLARS else f"{value.normalize():f}"
    for kind, written in _KINDS.items():
        if isinstance(value, kind):
            return written(value)
    return str(value.value).replace("_", " ") if isinstance(value, Enum) else str(value)


def _title(field: str) -> str:
    return _TITLES.get(field, field.replace("_", " ").capitalize())


def _as_always(field: Field[Any], value: object) -> bool:
    """Tell whether a field holds what it holds when nothing was entered."""
    return field.default is not MISSING and value == field.default
