"""What is to be said of the requests in an offering: late, other than received, above the holding."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from functools import cached_property

from rra_desktop.calculation.cutback.offering_claims import OfferingClaims
from rra_desktop.calculation.cutback.priority_choice import section_of_requests
from rra_desktop.calculation.cutback.requested_shares import AskedShares, ReceivedRequest, RequestedShares
from rra_desktop.domain.matter import Matter
from rra_desktop.domain.register import Holder, Role
from rra_desktop.domain.statements import Gravity, Mark, Person, stated

MOST_NAMED = 5
"""How many holders a note names before it counts the others."""

_DOUBT = Gravity.DOUBT


class RequestMarks:
    """The marks of every request of one offering: by holder, and as the notes of the whole."""

    def __init__(self, matter: Matter, requests: RequestedShares, claims: OfferingClaims, section: str) -> None:
        """Take the matter for its register and sections; `section` is the one the plan of the offering rests on."""
        self._register = matter.holders
        self._of_requests = section_of_requests(matter)
        self._of_class = next((each.section for each in matter.form.classes if each.role is Role.INVESTOR), "")
        self._requests = requests
        self._claims = claims
        self._section = section
        self._over = (
            ()
            if claims.caps == claims.asked or not claims.measured
            else tuple(place for place, asked in enumerate(claims.asked) if asked > claims.caps[place])
        )

    def notes(self) -> Iterator[Mark]:
        """Yield the notes on requests: of those above a holding the first few, and how many more."""
        for place in self._over[:MOST_NAMED]:
            yield self._above(place)
        if len(self._over) > MOST_NAMED:
            said = stated("cutback/more_above_holding", self._section, count=len(self._over) - MOST_NAMED)
            yield Mark(said, _DOUBT)
        for outside in self._claims.outside:
            said = stated(
                "cutback/no_part", self._of_class, holder=outside.holder, shares=outside.asked, why=outside.why_not
            )
            yield Mark(said, _DOUBT)
        for holder in self.concerned:
            asked = self._requests.asked(holder)
            if asked is not None:
                yield from self._of_asked(holder, asked)
        for left_out in self._requests.left_out:
            yield self._left_out(left_out)

    @cached_property
    def concerned(self) -> Mapping[str, None]:
        """The holders of whose requests something is to be said, those above their holding apart, in their order."""
        if not self._requests.received:
            return {}
        received = self._requests.received
        asked = [holder for holder, shares in self._requests.shares.items() if shares or holder in received]
        return dict.fromkeys((*asked, *(each.holder for each in self._requests.left_out)))

    def of(self, holder_id: str) -> tuple[Mark, ...]:
        """Return the marks of one holder's row."""
        place, asked = self._claims.places.get(holder_id), self._requests.asked(holder_id)
        above = place is not None and self._claims.measured and self._claims.asked[place] > self._claims.caps[place]
        return (
            *((self._above(place),) if above and place is not None else ()),
            *(self._of_asked(holder_id, asked) if asked is not None else ()),
            *(self._left_out(each) for each in self._requests.left_out if each.holder == holder_id),
        )

    def received_on(self, holder_id: str) -> dt.date | None:
        """Return when the request that counts was received in the registration; None for one counsel typed."""
        asked = self._requests.asked(holder_id)
        return None if asked is None or asked.typed or asked.received is None else asked.received.received

    def _above(self, place: int) -> Mark:
        asked, held = self._claims.asked[place], self._claims.held[place]
        said = stated("cutback/above_holding", self._section, holder=self._claims.person(place), asked=asked, held=held)
        return Mark(said, _DOUBT)

    def _of_asked(self, holder_id: str, asked: AskedShares) -> Iterator[Mark]:
        received, holder = asked.received, self._person(holder_id)
        if received is None:
            if asked.typed and asked.shares and self._requests.received:
                yield Mark(
                    stated("cutback/no_request_received", self._of_requests, holder=holder, shares=asked.shares), _DOUBT
                )
            return
        if asked.differs:
            said = stated(
                "cutback/request_differs",
                self._of_requests,
                holder=holder,
                typed=asked.shares,
                received=received.shares,
            )
            yield Mark(said, _DOUBT)
        if received.splits != 1:
            said = stated(
                "cutback/request_after_split",
                self._of_class,
                holder=holder,
                on=received.received,
                stated=received.stated,
                shares=received.shares,
            )
            yield Mark(said)
        if not received.in_time:
            yield self._late(received)
        elif not received.complete:
            yield Mark(stated("cutback/request_incomplete", self._of_requests, holder=holder), _DOUBT)

    def _late(self, received: ReceivedRequest) -> Mark:
        days = (received.received - received.due).days if received.received and received.due else 0
        said = stated(
            "cutback/request_accepted_late" if received.accepted else "cutback/request_late",
            self._of_requests,
            holder=self._person(received.holder),
            received=received.received,
            due=received.due,
            days=days,
            accepted=received.accepted,
        )
        return Mark(said, Gravity.NOTE if received.accepted else _DOUBT)

    def _left_out(self, received: ReceivedRequest) -> Mark:
        said = stated(
            "cutback/request_left_out",
            self._of_requests,
            holder=self._person(received.holder),
            shares=received.shares,
            late=not received.in_time,
            incomplete=not received.complete,
            of_registration=self._requests.of_registration,
        )
        return Mark(said, _DOUBT)

    @cached_property
    def _holders(self) -> Mapping[str, Holder]:
        # Only when something is to be said of somebody: of 100,000 requests there may be nothing to say.
        return {holder.id: holder for holder in self._register}

    def _person(self, holder_id: str) -> Person:
        holder = self._holders.get(holder_id)
        return Person(holder_id, holder.name if holder else holder_id)
