"""Whether a request counts: received in time, and complete or good once completed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from rra_desktop.calculation.dates.counted_dates import Choices
from rra_desktop.calculation.dates.registration_facts import RegistrationFacts
from rra_desktop.domain.agreement import AgreementForm
from rra_desktop.domain.matter import Matter
from rra_desktop.domain.register import Holder
from rra_desktop.domain.registrations import Request
from rra_desktop.domain.statements import Gravity, Mark, Person, Statement, stated
from rra_desktop.domain.topics import Topic


class RequestReceived(NamedTuple):
    """A request as it stands on a day: what it lacks then, and the day from which the reading lets it count, if any."""

    request: Request
    received: dt.date
    lacks: tuple[Statement, ...]
    counts_from: dt.date | None


def requests_received(facts: RegistrationFacts, choices: Choices, as_of: dt.date) -> Mapping[str, RequestReceived]:
    """Return the request of each holder from whom one has come by a day, by the holder's id; of several the first."""
    found = ((holder, _received(facts, holder, choices, as_of)) for holder in facts.requests)
    return {holder: request for holder, request in found if request is not None}


def _received(facts: RegistrationFacts, holder_id: str, choices: Choices, as_of: dt.date) -> RequestReceived | None:
    for request in facts.requests.get(holder_id, ()):
        if request.received is None or request.received > as_of:
            continue
        lacks = _lacks(request, as_of, facts.form.section(Topic.INFORMATION))
        complete = None if lacks else request.completed or request.received
        counts_from = complete if choices["late_request"] == "strict" else request.received
        return RequestReceived(request, request.received, lacks, counts_from)
    return None


def _lacks(request: Request, as_of: dt.date, on_information: str) -> tuple[Statement, ...]:
    """Say what a request lacks of what the agreement asks it to state."""
    completed = request.completed is not None and request.completed <= as_of
    if request.completed is not None and not completed:
        return (stated("dates/came_later", on=request.completed),)
    missing = {
        "dates/lacks_number": request.quantity is None,
        "dates/lacks_method": not request.method_of_distribution.strip(),
        "dates/lacks_information": request.information_owed and not completed,
    }
    sections = {"dates/lacks_information": on_information}
    return tuple(stated(kind, sections.get(kind, "")) for kind, so in missing.items() if so)


def _on_requests(form: AgreementForm) -> str:
    return form.section(Topic.DEMAND, Topic.PIGGYBACK)


def shortcoming(matter: Matter, answer: RequestReceived, choices: Choices) -> Mark:
    """Return what a request lacks, whose it is, and what the reading `late_request` makes of it."""
    names = {holder.id: holder.name for holder in matter.holders}
    holder = answer.request.holder
    strict = choices["late_request"] == "strict"
    said = stated(
        "dates/request_lacks",
        _on_requests(matter.form),
        of=Person(holder, names.get(holder, holder)),
        lacks=answer.lacks,
        strict=strict,
    )
    return Mark(said, Gravity.DOUBT)


def lateness(holder: Holder, answer: RequestReceived, due: dt.date | None, form: AgreementForm) -> Iterator[Mark]:
    """Yield what is said of a request that came, or was complete, after its last day; else nothing."""
    if due is None:
        return
    person, received, section = holder.person, answer.received, _on_requests(form)
    if answer.received > due:
        late = stated("findings/late_request", section, holder=person, received=received, due=due)
        yield Mark(late, Gravity.DOUBT)
    elif answer.counts_from is not None and answer.counts_from > due:
        completed = answer.counts_from
        late = stated(
            "findings/completed_late", section, holder=person, received=received, due=due, completed=completed
        )
        yield Mark(late, Gravity.DOUBT)
