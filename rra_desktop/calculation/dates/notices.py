"""When a notice counts as given and as received (§8(a))."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from rra_desktop.calculation import in_words
from rra_desktop.domain.registrations import Event, Method

_GIVEN_WHEN_SENT = frozenset({Method.REGISTERED_MAIL, Method.CERTIFIED_MAIL})
_GIVEN_WHEN_RECEIVED = frozenset({Method.PERSONAL, Method.FAX, Method.REGULAR_MAIL})


class NoticeDates(NamedTuple):
    """The two days of a notice; a day is None while it waits for what `waits_for` names.

    `assumed` says that the day of receipt is the day of sending because no receipt is recorded; the day given never is.
    """

    given: dt.date | None
    received: dt.date | None
    assumed: bool = False
    remarks: tuple[str, ...] = ()
    waits_for: str = ""


def is_method_of_notice(method: Method | None) -> bool:
    """Tell whether §8(a) knows a way of giving notice."""
    return method in _GIVEN_WHEN_SENT or method in _GIVEN_WHEN_RECEIVED


def is_given_when_sent(method: Method | None) -> bool:
    """Tell whether a notice of a method is given by its sending, whenever it arrives (§8(a))."""
    return method in _GIVEN_WHEN_SENT


def notice_dates(event: Event) -> NoticeDates:
    """Return when a notice was given and received, by its method (§8(a)); raises KeyError for an event that is none."""
    if event.method in _GIVEN_WHEN_SENT:
        return _given_when_sent(event)
    remarks = () if event.method in _GIVEN_WHEN_RECEIVED else (_no_method(event),)
    if event.received is None:
        return NoticeDates(None, None, remarks=remarks, waits_for=f"the day the {_notice(event)} was received")
    return NoticeDates(event.received, event.received, remarks=remarks + _out_of_order(event))


def _given_when_sent(event: Event) -> NoticeDates:
    if event.sent is None:
        return NoticeDates(None, event.received, waits_for=f"the day the {_notice(event)} was sent")
    if event.received is None:
        remark = f"No receipt of the {_notice(event)} is recorded: assumed received the day it was sent."
        return NoticeDates(event.sent, event.sent, assumed=True, remarks=(remark,))
    return NoticeDates(event.sent, event.received, remarks=_out_of_order(event))


def _no_method(event: Event) -> str:
    if event.method is None:
        return f"The method of the {_notice(event)} is not recorded: the day of actual receipt is used."
    travelled = in_words.method(event.method).capitalize()
    return f"{travelled} is no method of notice under §8(a): the day of actual receipt is used."


def _out_of_order(event: Event) -> tuple[str, ...]:
    if event.sent is None or event.received is None or event.sent <= event.received:
        return ()
    return (f"The {_notice(event)} is recorded as received before it was sent.",)


def _notice(event: Event) -> str:
    return in_words.notice(event.type)
