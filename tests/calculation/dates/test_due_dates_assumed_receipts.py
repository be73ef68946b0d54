"""A receipt that is assumed is carried along, and a recorded one moves what was counted from it (§8(a))."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from rra_desktop.domain.deadlines import Deadline
from rra_desktop.domain.matter import Matter
from rra_desktop.domain.registrations import Event, EventId, EventType, Method
from tests.calculation.deadline_rows import row, rows, simple, under
from tests.calculation.random_registrations import matters
from tests.matters import (
    company_notice,
    demand_notice,
)
from tests.saying import remarks_of


def test_an_assumed_receipt_is_carried_along_to_whatever_was_counted_from_it() -> None:
    posted = simple(demand_notice(sent=date(2003, 5, 30)), company_notice(to="H2", sent=date(2003, 6, 6)))
    assumed = {each.id.value for each in rows(posted) if each.assumed}
    assert assumed == {"company_notice_advised", "filing_latest", "effectiveness_deadline", "filing_earliest"}
    received = row(under(posted, {"request_window_from": "received"}), "request_deadline", "H2")
    assert received.assumed
    assert "No receipt of the Demand Notice is recorded: assumed received the day it was sent." in (
        remarks_of(row(posted, "filing_latest"))
    )
    assert remarks_of(row(posted, "filing_earliest")) == (
        "No receipt of the Company Notice by H2 is recorded: assumed received the day it was sent.",
    )


@given(matters, st.integers(1, 20))
def test_a_receipt_recorded_later_moves_only_what_was_assumed(original: Matter, late: int) -> None:
    mail = (Method.CERTIFIED_MAIL, Method.REGISTERED_MAIL)
    recorded = replace(
        original,
        events=tuple(
            replace(each, received=each.sent + timedelta(days=late))
            if each.method in mail and each.sent and not each.received
            else each
            for each in original.events
        ),
    )
    later = {each.key: each.date for each in rows(recorded)}
    for deadline in rows(original):
        if not deadline.assumed and deadline.date and len(_notices_to(original, deadline)) <= 1:
            assert later[deadline.key] == deadline.date


def _notices_to(original: Matter, deadline: Deadline) -> list[Event]:
    """Return the notices of a registration that share an addressee, of which a receipt may pick another."""
    by_addressee: dict[tuple[str | None, EventId], list[Event]] = {}
    for each in original.events:
        if each.is_notice and each.registration == deadline.registration:
            addressee = None if each.type is EventType.DEMAND_NOTICE else each.to
            by_addressee.setdefault((addressee, each.type), []).append(each)
    return max(by_addressee.values(), key=len, default=[])
