"""A demand whose notices came by fax, on days that every test of its status knows."""

from __future__ import annotations

from datetime import date, timedelta

from rra_desktop.domain.matter import Matter
from rra_desktop.domain.registrations import EventType, Method, Request
from tests.calculation.deadline_rows import simple, with_events
from tests.matters import (
    company_notice,
    demand_notice,
    event,
    request,
)

DAY = timedelta(days=1)


RECEIVED = date(2003, 6, 2)


NOTIFIED = date(2003, 6, 10)


REQUESTS_DUE = date(2003, 6, 30)


EARLIEST = date(2003, 7, 10)


LATEST = date(2003, 7, 17)


def faxed(*asked_by: Request) -> Matter:
    """Make a demand of two Investors, H1 initiating, whose notices came by fax on June 2 and June 10."""
    return simple(
        demand_notice(method=Method.FAX, received=RECEIVED),
        company_notice(to="H2", method=Method.FAX, received=NOTIFIED),
        requests=asked_by,
    )


def filed(day: date) -> Matter:
    return with_events(faxed(), event(EventType.FILED, day))


def asked(received: date, **more: object) -> Matter:
    return faxed(request("H2", 1_000, received=received, **more))  # type: ignore[arg-type]
