"""What a form says of the ways in which notices travel: the table `notice_methods`."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from rra_desktop.domain.notice_methods import OTHER_METHODS, NoticeMethod, NoticeMoment, NoticeTime
from rra_desktop.domain.registrations import Method
from rra_desktop.forms.counts import TIME, terms_counted
from rra_desktop.forms.shapes import Entry, Key, Table
from rra_desktop.forms.values import (
    SECTION,
    Kind,
    WrongValueError,
    list_of,
    no_such_word,
    one_or_more,
    shown,
)
from rra_desktop.forms.written import several

_METHODS: Final = (*map(str, Method), OTHER_METHODS)
_HOUR: Final = re.compile(r"([01][0-9]|2[0-3]):([0-5][0-9])")
_TIMES: Final = ("given", "received", "assumed")
"""The keys whose values are times, which a term can count."""


def _method(value: object) -> str:
    if not isinstance(value, str) or value not in _METHODS:
        raise no_such_word("a way in which a notice travels", value, _METHODS)
    return value


def _notice_time(value: object) -> NoticeTime:
    if isinstance(value, str) and value in [*NoticeMoment]:
        return NoticeMoment(value)
    try:
        time: NoticeTime = TIME.read(value)
    except WrongValueError as error:
        raise WrongValueError(f"must be “sent”, “received” or a time after sending. A time {error}") from None
    if not isinstance(time, NoticeMoment) and (time.back or time.amount < 0):
        raise WrongValueError(f"is counted from the day of sending on, not back, as {shown(value)} is.")
    return time


def _hour(value: object) -> dt.time:
    if not isinstance(value, str) or not (found := _HOUR.fullmatch(value)):
        raise WrongValueError(f"must be an hour in quotation marks, as “17:00”, not {shown(value)}.")
    return dt.time(int(found[1]), int(found[2]))


_NOTICE_TIME: Final = Kind("“sent”, “received” or a time after sending, as “5 business days”", _notice_time)
_NOTICE_TIMES: Final = one_or_more(_NOTICE_TIME, "times of which the earliest counts")


def _check(values: dict[str, Any], entry: Entry) -> None:
    received, assumed = values.get("received") or values.get("given", ()), values.get("assumed")
    if assumed is None:
        return
    if assumed is NoticeMoment.RECEIVED:
        entry.fault("assumed", "stands in for a receipt that is not recorded, so it cannot be “received” itself.")
    elif tuple(received) != (NoticeMoment.RECEIVED,):
        entry.fault("assumed", "stands in for a receipt that is not recorded; it goes with “received” = “received”.")


def _made(methods: Sequence[str], received: tuple[NoticeTime, ...] | None, **said: Any) -> NoticeMethod:  # noqa: ANN401
    """Make the rule; a notice is received when it is given, unless the form says otherwise."""
    return NoticeMethod(methods=tuple(methods), received=received or said["given"], **said)


NOTICE_METHODS: Final = Table(
    "notice_methods",
    "notice method",
    (
        Key("methods", list_of(Kind("a way in which a notice travels", _method), "ways in which a notice travels")),
        Key("section", SECTION, required=False, default=""),
        Key("given", _NOTICE_TIMES),
        Key("received", _NOTICE_TIMES, required=False),
        Key("assumed", _NOTICE_TIME, required=False),
        Key("until", Kind("an hour, as “17:00”", _hour), required=False),
    ),
    _made,
    _check,
)


def named_twice(entries: Sequence[tuple[int, Mapping[str, Any]]]) -> Iterator[tuple[int, int, str]]:
    """Yield the methods that an earlier entry has named, each with the places of the entry and of the method in it."""
    known: dict[str, int] = {}
    for place, entry in entries:
        written = entry.get("methods")
        for at, method in enumerate(several(written)):
            if isinstance(method, str) and known.setdefault(method, place) != place:
                yield place, at, method


def times_by_terms(entry: Mapping[str, Any]) -> Iterator[tuple[str, int | None, str]]:
    """Yield the terms by which an entry counts, each with its key and its place in a list, None where there is none."""
    for key in _TIMES:
        written = entry.get(key)
        for at, term in terms_counted(written):
            if term not in [*NoticeMoment]:
                yield key, at if isinstance(written, list) else None, term
