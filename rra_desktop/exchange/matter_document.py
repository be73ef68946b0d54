"""A matter's JSON being read: first the form and the holders, then whatever refers to them."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable
from typing import Final, TypeVar

from rra_desktop.calculation.consistency import problems
from rra_desktop.calculation.register.positions import ledger_problems
from rra_desktop.domain.agreement import AgreementForm, PointSettled, ReadingChoice, TermChange
from rra_desktop.domain.agreement_text import AgreementText
from rra_desktop.domain.damages import DamagesPayment
from rra_desktop.domain.matter import Matter, MatterDetails
from rra_desktop.domain.offerings import Expense, Offering, OfferingRequest
from rra_desktop.domain.register import LedgerEntry
from rra_desktop.domain.registrations import Event, Registration, Request
from rra_desktop.domain.waivers import Waiver
from rra_desktop.errors import UserError
from rra_desktop.exchange import kinds, matter_shapes
from rra_desktop.exchange.numbering import Numbering
from rra_desktop.exchange.shapes import Keyed, Known, Shape, refuse_unknown_keys
from rra_desktop.exchange.strict_json import Place
from rra_desktop.exchange.term_json import read_terms
from rra_desktop.forms.faults import FormRefusedError
from rra_desktop.forms.reader import FORM_SUFFIX, read_form
from rra_desktop.wording import words_of

FORMAT: Final = "rra-matter/1"
FORM_TEXT: Final = "form_text"
"""The key of the text of the matter's form, line by line."""
NEEDED: Final = ("format", "matter", "form")
SECTIONS: Final = (
    *NEEDED,
    "terms",
    "readings",
    "points",
    "agreement_text",
    "holders",
    "groups",
    "ledger",
    "registrations",
    "events",
    "offerings",
    "expenses",
    "damages_paid",
    "waivers",
    "holiday_changes",
    FORM_TEXT,
)


Numbered = TypeVar("Numbered", Event, Request, Expense, DamagesPayment, Waiver)


class MatterDocument:
    """One document, read section by section; every method raises ImportRefusedError at the first doubtful place.

    It remembers where each record stands, so that a record which cannot be so is refused at its place too.
    """

    def __init__(self, root: Place, form_of: Callable[[str], AgreementForm]) -> None:
        self._sections = root.members()
        refuse_unknown_keys(self._sections, SECTIONS)
        for key in NEEDED:
            if key not in self._sections:
                root.refuse(f'the key "{key}" is missing')
        stated = self._sections["format"]
        if stated.value != FORMAT:
            stated.refuse(f'"{FORMAT}" is expected here, not {stated.described()}')
        self._known = Known(_form(self._sections["form"], self._sections.get(FORM_TEXT), form_of))
        self._places: dict[tuple[str, str | int], Place] = {}
        self._event_numbers, self._request_numbers = Numbering("id"), Numbering("id")
        self._place_numbers = Numbering("place")

    def matter(self) -> Matter:
        """Return the whole matter, once nothing in it contradicts itself."""
        matter = self._read()
        for problem in problems(matter):
            self._places[problem.home, problem.key].refuse(words_of(problem.statement))
        for trouble in ledger_problems(matter):
            self._places["ledger", trouble.sequence].refuse(words_of(trouble.statement))
        return matter

    def _read(self) -> Matter:
        details = self._details()
        holders = self._listed("holders", matter_shapes.HOLDER)
        self._known = dataclasses.replace(self._known, holders=frozenset(holder.id for holder in holders))
        stated = [self._registration(place) for place in self._items("registrations")]
        registrations = tuple(registration for registration, _, _ in stated)
        self._known = dataclasses.replace(self._known, registrations=frozenset(each.id for each in registrations))
        offerings = [self._offering(place) for place in self._items("offerings")]
        return Matter(
            details=details,
            form=self._known.form,
            holders=holders,
            groups=self._listed("groups", matter_shapes.GROUP),
            ledger=self._ledger(),
            registrations=registrations,
            events=_by_number([*(event for _, events, _ in stated for event in events), *self._events_of_the_matter()]),
            requests=_by_number(request for _, _, requests in stated for request in requests),
            offerings=tuple(offering for offering, _ in offerings),
            offering_requests=_in_order(asked for _, requests in offerings for asked in requests),
            expenses=_by_number(self._listed("expenses", matter_shapes.EXPENSE, Numbering("id"))),
            damages_paid=_by_number(self._listed("damages_paid", matter_shapes.DAMAGES_PAYMENT, Numbering("id"))),
            readings=self._readings(),
            points=self._points(),
            texts=self._texts(),
            term_changes=self._term_changes(),
            waivers=_by_number(self._listed("waivers", matter_shapes.WAIVER, Numbering("id"))),
            holiday_changes=self._listed("holiday_changes", matter_shapes.HOLIDAY_CHANGE),
        )

    def _items(self, section: str) -> tuple[Place, ...]:
        return self._sections[section].items() if section in self._sections else ()

    def _kept(self, home: str, place: Place, record: Keyed) -> Keyed:
        self._places[home, record.key] = place
        return record

    def _one(
        self, home: str, place: Place, shape: Shape[Keyed], numbering: Numbering | None = None, **given: object
    ) -> Keyed:
        members = place.members()
        if numbering is not None:
            given[numbering.key] = numbering.of(members)
        return self._kept(home, place, shape.made_from(place, members, self._known, **given))

    def _listed(self, section: str, shape: Shape[Keyed], numbering: Numbering | None = None) -> tuple[Keyed, ...]:
        return tuple(self._one(section, place, shape, numbering) for place in self._items(section))

    def _details(self) -> MatterDetails:
        return self._one("details", self._sections["matter"], matter_shapes.DETAILS)

    def _ledger(self) -> tuple[LedgerEntry, ...]:
        entries = self._listed("ledger", matter_shapes.LEDGER_ENTRY, Numbering("sequence"))
        return tuple(sorted(entries, key=lambda entry: entry.sequence))

    def _registration(self, place: Place) -> tuple[Registration, list[Event], list[Request]]:
        members = place.members()
        events, requests = members.pop("events", None), members.pop("requests", None)
        shape = matter_shapes.REGISTRATION
        registration = self._kept("registrations", place, shape.made_from(place, members, self._known))
        return (
            registration,
            [self._event(registration, each) for each in events.items()] if events else [],
            [self._request(registration, each) for each in requests.items()] if requests else [],
        )

    def _event(self, registration: Registration, place: Place) -> Event:
        numbering = self._event_numbers
        return self._one("events", place, matter_shapes.EVENT, numbering, registration=registration.id)

    def _events_of_the_matter(self) -> tuple[Event, ...]:
        numbering, shape = self._event_numbers, matter_shapes.EVENT
        return tuple(self._one("events", each, shape, numbering, registration="") for each in self._items("events"))

    def _request(self, registration: Registration, place: Place) -> Request:
        numbering = self._request_numbers
        return self._one("requests", place, matter_shapes.REQUEST, numbering, registration=registration.id)

    def _offering(self, place: Place) -> tuple[Offering, list[tuple[int, OfferingRequest]]]:
        members = place.members()
        requests = members.pop("requests", None)
        offering = self._kept("offerings", place, matter_shapes.OFFERING.made_from(place, members, self._known))
        return offering, [self._offering_request(offering, each) for each in requests.items()] if requests else []

    def _offering_request(self, offering: Offering, place: Place) -> tuple[int, OfferingRequest]:
        members = place.members()
        number = self._place_numbers.of(members)
        members.pop("place", None)
        shape = matter_shapes.OFFERING_REQUEST
        asked = shape.made_from(place, members, self._known, offering=offering.id)
        return number, self._kept("offering_requests", place, asked)

    def _readings(self) -> tuple[ReadingChoice, ...]:
        if "readings" not in self._sections:
            return ()
        choices: list[ReadingChoice] = []
        for reading, stated in self._sections["readings"].members().items():
            known = {each.id: each for each in self._known.form.readings}
            if reading not in known:
                stated.refuse(f"the form has no such reading; known are {', '.join(known)}")
            chosen = self._one("readings", stated, matter_shapes.READING, reading=reading)
            kinds.word(stated.members()["choice"], [each.id for each in known[reading].choices], "choice of it")
            choices.append(chosen)
        return tuple(choices)

    def _points(self) -> tuple[PointSettled, ...]:
        known = [point.id for point in self._known.form.drafting_points]
        for place in self._items("points"):
            members = place.members()
            if "point" in members:
                kinds.word(members["point"], known, "drafting point of the form")
        return self._listed("points", matter_shapes.POINT)

    def _texts(self) -> tuple[AgreementText, ...]:
        places = self._items("agreement_text")
        if len(places) > 1:
            places[1].refuse("a matter has one text of its agreement")
        return self._listed("agreement_text", matter_shapes.AGREEMENT_TEXT)

    def _term_changes(self) -> tuple[TermChange, ...]:
        if "terms" not in self._sections:
            return ()
        changes = read_terms(self._sections["terms"], self._known)
        return tuple(self._kept("term_changes", place, change) for place, change in changes)


def _form(stated: Place, lines: Place | None, form_of: Callable[[str], AgreementForm]) -> AgreementForm:
    """Return the form of a document by the text it brings, else by its id alone."""
    form_id = kinds.name(stated)
    if lines is None:
        try:
            return form_of(form_id)
        except UserError as error:
            stated.refuse(str(error))
    try:
        return read_form("\n".join(line.text() for line in lines.items()), f"{form_id}{FORM_SUFFIX}")
    except FormRefusedError as error:
        more = len(error.faults) - 1
        lines.refuse(error.faults[0].sentence + (f" There are {more:,} more such faults." if more else ""))


def _by_number(records: Iterable[Numbered]) -> tuple[Numbered, ...]:
    return tuple(sorted(records, key=lambda record: record.id))


def _in_order(requests: Iterable[tuple[int, OfferingRequest]]) -> tuple[OfferingRequest, ...]:
    return tuple(request for _, request in sorted(requests, key=lambda numbered: numbered[0]))
