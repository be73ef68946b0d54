"""When a notice counts as given and as received (§8(a))."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import NamedTuple

from rra_desktop.domain.registrations import Event, Method
from rra_desktop.domain.statements import Gravity, Mark, Person, Said, stated

_GIVEN_WHEN_SENT = frozenset({Method.REGISTERED_MAIL, Method.CERTIFIED_MAIL})
_GIVEN_WHEN_RECEIVED = frozenset({Method.PERSONAL, Method.FAX, Method.REGULAR_MAIL})


class NoticeDates(NamedTuple):
    """The two days of a notice; a day is None while it waits for what `waits_for` names.

    `assumed` says that the day of receipt is the day of sending because no receipt is recorded; the day given never is.
    `marks` are the doubts about it, each naming whose notice it is.
    """

    given: dt.date | None
    received: dt.date | None
    assumed: bool = False
    marks: tuple[Mark, ...] = ()
    waits_for: Said = ""


def is_method_of_notice(method: Method | None) -> bool:
    """Tell whether §8(a) knows a way of giving notice."""
    return method in _GIVEN_WHEN_SENT or method in _GIVEN_WHEN_RECEIVED


def is_given_when_sent(method: Method | None) -> bool:
    """Tell whether a notice of a method is given by its sending, whenever it arrives (§8(a))."""
    return method in _GIVEN_WHEN_SENT


def notice_dates(event: Event, to: Person | None = None) -> NoticeDates:
    """Return when a notice was given and received, by its method (§8(a)); `to` names its addressee in what is said."""
    given, received = notice_days(event)
    when_sent = event.method in _GIVEN_WHEN_SENT
    waits_for: Said = ""
    if given is None and when_sent:
        waits_for = stated("dates/day_sent", notice=event.type, to=to)
    elif given is None:
        waits_for = stated("dates/day_received", notice=event.type, by=to)
    assumed = when_sent and event.sent is not None and event.received is None
    return NoticeDates(given, received, assumed, tuple(_doubts(event, to)), waits_for)


def notice_days(event: Event) -> tuple[dt.date | None, dt.date | None]:
    """Return the days a notice was given and received, by its method (§8(a)), without what is doubtful about them."""
    if event.method in _GIVEN_WHEN_SENT:
        return event.sent, event.received or event.sent
    return event.received, event.received


def _doubts(event: Event, to: Person | None) -> Iterator[Mark]:
    """Yield what is doubtful about a notice: its method, a receipt that is not recorded, days out of order."""
    if event.method is None:
        yield Mark(stated("dates/method_missing", "8(a)", notice=event.type, to=to), Gravity.DOUBT)
    elif not is_method_of_notice(event.method):
        yield Mark(stated("dates/no_method", "8(a)", method=event.method, notice=event.type, to=to), Gravity.DOUBT)
    elif event.method in _GIVEN_WHEN_SENT and event.sent is not None and event.received is None:
        yield Mark(stated("dates/receipt_assumed", "8(a)", notice=event.type, by=to), Gravity.DOUBT)
    if event.sent is not None and event.received is not None and event.sent > event.received:
        yield Mark(stated("dates/received_before_sent", "8(a)", notice=event.type, to=to), Gravity.DOUBT)
