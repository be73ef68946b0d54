"""A whole matter as JSON, both ways; what is written reads back as an equal matter, and nothing unknown is let in."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from rra_desktop.domain.agreement import AgreementForm
from rra_desktop.domain.matter import Matter
from rra_desktop.exchange import matter_shapes
from rra_desktop.exchange.matter_document import FORM_TEXT, FORMAT, MatterDocument
from rra_desktop.exchange.numbering import Counting
from rra_desktop.exchange.strict_json import Json, parse, written
from rra_desktop.exchange.term_json import written_terms


def matter_from_json(text: str, form_of: Callable[[str], AgreementForm]) -> Matter:
    """Read a matter; `form_of` finds its form by id where the document does not bring the text of it.

    Raises ImportRefusedError with the JSON path of whatever is unknown, missing, twice there, inexact or impossible.
    """
    return MatterDocument(parse(text), form_of).matter()


def matter_to_json(matter: Matter) -> str:
    """Return the matter as a JSON document that people can read and compare line by line."""
    head: dict[str, Json] = {
        "format": FORMAT,
        "matter": matter_shapes.DETAILS.write(matter.details),
        "form": matter.form.id,
        "terms": written_terms(matter.term_changes),
        "readings": {each.reading: matter_shapes.READING.write(each) for each in matter.readings},
    }
    events = Counting("id")
    sections: dict[str, list[Json]] = {
        "points": [matter_shapes.POINT.write(each) for each in matter.points],
        "agreement_text": [matter_shapes.AGREEMENT_TEXT.write(each) for each in matter.texts],
        "holders": [matter_shapes.HOLDER.write(each) for each in matter.holders],
        "groups": [matter_shapes.GROUP.write(each) for each in matter.groups],
        "ledger": Counting("sequence").all_written(matter_shapes.LEDGER_ENTRY, matter.ledger),
        "registrations": list(_registrations(matter, events)),
        "events": events.all_written(matter_shapes.EVENT, matter.events_of("")),
        "offerings": list(_offerings(matter)),
        "expenses": Counting("id").all_written(matter_shapes.EXPENSE, matter.expenses),
        "damages_paid": Counting("id").all_written(matter_shapes.DAMAGES_PAYMENT, matter.damages_paid),
        "waivers": Counting("id").all_written(matter_shapes.WAIVER, matter.waivers),
        "holiday_changes": [matter_shapes.HOLIDAY_CHANGE.write(each) for each in matter.holiday_changes],
        FORM_TEXT: [*matter.form.text.split("\n")] if matter.form.text else [],
    }
    return written(head | {section: records for section, records in sections.items() if records})


def _registrations(matter: Matter, events: Counting) -> Iterator[Json]:
    requests = Counting("id")
    for registration in matter.registrations:
        lists: dict[str, list[Json]] = {
            "events": events.all_written(matter_shapes.EVENT, matter.events_of(registration.id)),
            "requests": requests.all_written(matter_shapes.REQUEST, matter.requests_of(registration.id)),
        }
        yield matter_shapes.REGISTRATION.write(registration) | {key: each for key, each in lists.items() if each}


def _offerings(matter: Matter) -> Iterator[Json]:
    counting = Counting("place")
    places = {request.key: place for place, request in enumerate(matter.offering_requests, 1)}
    for offering in matter.offerings:
        requests: list[Json] = [
            counting.written(matter_shapes.OFFERING_REQUEST, request, places[request.key])
            for request in matter.requests_in(offering.id)
        ]
        yield matter_shapes.OFFERING.write(offering) | ({"requests": requests} if requests else {})
