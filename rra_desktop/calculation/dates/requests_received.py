"""Whether a request counts: received in time, and complete or good once completed (§1(a), §3(a))."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from rra_desktop.calculation.dates.counted_dates import Choices
from rra_desktop.calculation.dates.registration_facts import RegistrationFacts
from rra_desktop.domain.deadlines import Lack
from rra_desktop.domain.registrations import RegistrationKind, Request
from rra_desktop.domain.statements import Gravity, Mark, Person, stated


class RequestReceived(NamedTuple):
    """A request as it stands on a day: what it lacks then, and the day from which the reading lets it count, if any."""

    request: Request
    received: dt.date
    lacks: tuple[Lack, ...]
    counts_from: dt.date | None


def request_received(
    facts: RegistrationFacts, holder_id: str, choices: Choices, as_of: dt.date
) -> RequestReceived | None:
    """Return a holder's request as of a day, the first received if there are several; None before one came."""
    for request in facts.requests.get(holder_id, ()):
        if request.received is None or request.received > as_of:
            continue
        lacks = _lacks(request, as_of)
        complete = None if lacks else request.completed or request.received
        counts_from = complete if choices["late_request"] == "strict" else request.received
        return RequestReceived(request, request.received, lacks, counts_from)
    return None


def _lacks(request: Request, as_of: dt.date) -> tuple[Lack, ...]:
    """Return what a request lacks of what §1(a) and §3(a) ask it to state, and of what the Company asked for (§6)."""
    completed = request.completed is not None and request.completed <= as_of
    if request.completed is not None and not completed:
        return (Lack.COMPLETION,)
    missing = {
        Lack.QUANTITY: request.quantity is None,
        Lack.METHOD_OF_DISTRIBUTION: not request.method_of_distribution.strip(),
        Lack.INFORMATION: request.information_owed and not completed,
    }
    return tuple(what for what, is_missing in missing.items() if is_missing)


def shortcoming(facts: RegistrationFacts, answer: RequestReceived, name: str, choices: Choices) -> tuple[Mark, ...]:
    """Return what is to be said of a request that lacks something, with what the reading `late_request` makes of it.

    Every Investor that includes shares owes it, the one that began the demand too (§6).
    """
    if not answer.lacks:
        return ()
    is_demand = facts.registration.kind is RegistrationKind.DEMAND
    said = stated(
        "requests/lacks",
        "1(a)" if is_demand else "3(a)",
        holder=Person(answer.request.holder, name),
        lacks=answer.lacks,
        completed=answer.request.completed,
        strict=choices["late_request"] == "strict",
    )
    return (Mark(said, Gravity.DOUBT),)
