"""Whether a request counts: received in time, and complete or good once completed (§1(a), §3(a))."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from rra_desktop.calculation import in_words
from rra_desktop.calculation.dates.counted_dates import Choices
from rra_desktop.calculation.dates.registration_facts import RegistrationFacts
from rra_desktop.domain.registrations import Request


class RequestReceived(NamedTuple):
    """A request as it stands on a day: what it lacks then, and the day from which the reading lets it count, if any."""

    request: Request
    received: dt.date
    lacks: tuple[str, ...]
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


def _lacks(request: Request, as_of: dt.date) -> tuple[str, ...]:
    """Say what a request lacks of what §1(a) and §3(a) ask it to state."""
    completed = request.completed is not None and request.completed <= as_of
    if request.completed is not None and not completed:
        return (f"what came on {in_words.date(request.completed)}",)
    missing = {
        "the number of shares": request.quantity is None,
        "the method of distribution": not request.method_of_distribution.strip(),
        "information the Company asked for (§6)": request.information_owed and not completed,
    }
    return tuple(what for what, is_missing in missing.items() if is_missing)


def shortcoming(answer: RequestReceived, choices: Choices) -> str:
    """Say in a sentence what a request lacks and what the reading `late_request` makes of it; empty if nothing."""
    if not answer.lacks:
        return ""
    consequence = (
        "it does not count until complete" if choices["late_request"] == "strict" else "it is good once completed"
    )
    return f"The request lacks {in_words.names(answer.lacks)}: {consequence}."
