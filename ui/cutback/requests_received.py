"""What holders asked for in the registration of an offering, beside what a scenario of it has for them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from rra_desktop import wording
from rra_desktop.domain.deadlines import RequestState
from rra_desktop.domain.offerings import Offering
from rra_desktop.domain.registrations import Request
from rra_desktop.editing.commands.names import registration_name

if TYPE_CHECKING:
    from rra_desktop.session import MatterSession

_COUNTS = (RequestState.TIMELY, RequestState.INITIATED)


class Standing(Enum):
    """How a request stands to the scenario; `missing` and `differs` can be taken in."""

    TAKEN_IN = "taken in"
    MISSING = "not in it"
    DIFFERS = "differs"
    LATE = "late"
    INCOMPLETE = "incomplete"


@dataclass(frozen=True, slots=True)
class ReceivedRequest:
    """One holder's request in the registration: its number, how many shares, and how it stands to the scenario.

    `typed` is what the scenario has for the holder, None for nothing.
    """

    number: int
    holder: str
    quantity: int | None
    standing: Standing
    typed: int | None = None


def requests_received(session: MatterSession, offering: Offering) -> Mapping[str, ReceivedRequest]:
    """Return the requests received in an offering's registration by the day looked at, by holder."""
    if offering.registration is None:
        return {}
    states = {each.holder: each.state for each in session.analysis.answers(offering.registration)}
    known = any(each.id == offering.id for each in session.matter.offerings)
    counted = session.analysis.cutback(offering.id).requests.received if known else {}
    typed = {each.holder: each.quantity for each in session.matter.requests_in(offering.id) if each.quantity}
    in_force = in_force_in(session, offering)
    found: dict[str, ReceivedRequest] = {}
    for request in session.matter.requests_of(offering.registration):
        if request.received is None or request.received > session.as_of or request.holder in found:
            continue
        holder = request.holder
        # Splits since the request came are counted in, as the cutback counts them.
        shares = counted[holder].shares if holder in counted else request.quantity
        standing = _standing(session, request, states.get(holder), shares, typed.get(holder))
        if holder in in_force:
            standing = Standing.TAKEN_IN
        found[holder] = ReceivedRequest(request.id, holder, shares, standing, typed.get(holder))
    return found


def _standing(
    session: MatterSession, request: Request, state: RequestState | None, shares: int | None, typed: int | None
) -> Standing:
    curable = session.matter.choice("late_request") == "curable"
    if state is RequestState.LATE and request.accepted is None:
        return Standing.LATE
    counts = state in _COUNTS or request.accepted is not None or (state is RequestState.INCOMPLETE and curable)
    if not counts or shares is None:
        return Standing.INCOMPLETE
    if typed is None:
        return Standing.MISSING if shares else Standing.TAKEN_IN
    return Standing.TAKEN_IN if typed == shares else Standing.DIFFERS


def in_force_in(session: MatterSession, offering: Offering) -> Mapping[str, int]:
    """Return the shares that count by themselves while nothing is typed into an offering, by holder."""
    if not any(each.id == offering.id for each in session.matter.offerings):
        return {}
    requests = session.analysis.cutback(offering.id).requests
    return requests.shares if requests.of_registration else {}


def timely_requests(session: MatterSession, registration: str | None) -> list[ReceivedRequest]:
    """Return the requests with which a new scenario of a registration begins: received in time, and complete."""
    found = requests_received(session, Offering("", registration=registration))
    return [each for each in found.values() if each.standing is Standing.MISSING]


def received_sentence(session: MatterSession, offering: Offering, requests: Mapping[str, ReceivedRequest]) -> str:
    """Say which requests are not in the scenario, or stand in it with another figure; empty when all are."""
    names = {holder.id: holder.name for holder in session.matter.holders}
    missing = [each for each in requests.values() if each.standing is Standing.MISSING]
    differing = [each for each in requests.values() if each.standing is Standing.DIFFERS]
    if not missing and not differing:
        return ""
    where = registration_name(session.matter, offering.registration or "")
    said = []
    if len(missing) == 1:
        figure = wording.shares(missing[0].quantity or 0)
        said.append(f"{names[missing[0].holder]} asked for {figure} in “{where}”; that is not in this scenario.")
    elif missing:
        total = wording.shares(sum(each.quantity or 0 for each in missing))
        said.append(f"{len(missing)} holders asked for {total} in all in “{where}”; that is not in this scenario.")
    if len(differing) == 1:
        asked, typed = (wording.shares(count or 0) for count in (differing[0].quantity, differing[0].typed))
        said.append(f"{names[differing[0].holder]} asked for {asked} in “{where}”; here {typed} is typed.")
    elif differing:
        said.append(f"For {len(differing)} holders another figure is typed here than they asked for in “{where}”.")
    return " ".join(said)
