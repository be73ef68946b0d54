"""When a notice counts as given and as received, by what the agreement says of its method."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Final, NamedTuple

from rra_desktop.calculation.calendars import calendars_of
from rra_desktop.calculation.dates.declared_counts import TermsInForce, day_counts, parts_counted
from rra_desktop.domain.agreement import AgreementForm
from rra_desktop.domain.deadlines import DayCount
from rra_desktop.domain.matter import Matter
from rra_desktop.domain.notice_methods import NoticeMethod, NoticeMoment, NoticeTime
from rra_desktop.domain.registrations import Event, Method
from rra_desktop.domain.statements import Gravity, Mark, Person, Said, Statement, stated

_DAY: Final = dt.timedelta(days=1)
_UNNAMED: Final = NoticeMethod((), (NoticeMoment.RECEIVED,), (NoticeMoment.RECEIVED,))
"""How a notice counts that came in a way of which the agreement says nothing: when it is received."""


class NoticeDates(NamedTuple):
    """The two days of a notice; a day is None while it waits for what `waits_for` names.

    `assumed` says that the day of receipt is another one because no receipt is recorded; the day given never is.
    `marks` are the doubts about it, each naming whose notice it is.
    """

    given: dt.date | None
    received: dt.date | None
    assumed: bool = False
    marks: tuple[Mark, ...] = ()
    waits_for: Said = ""


class DayOfNotice(NamedTuple):
    """A day on which a notice counts, and how it was reached.

    `time` is the time that decided, `since` the recorded day it stands on or is counted from, and `counted` what was
    counted. `late` says that the notice came after the agreement's hour, `closed` why the day it came on, or was
    counted to, is no business day; either moved it to the next one. `until` is that hour.
    """

    day: dt.date
    time: NoticeTime
    since: dt.date
    counted: tuple[DayCount, ...] = ()
    late: bool = False
    closed: str = ""
    assumed: bool = False
    until: dt.time | None = None


def is_method_of_notice(form: AgreementForm, method: Method | None) -> bool:
    """Tell whether an agreement knows a way of giving notice; one that says nothing of the ways knows all."""
    return not form.notice_methods or form.notice_method(method) is not None


def notice_dates(matter: Matter, event: Event, to: Person | None = None) -> NoticeDates:
    """Return when a notice was given and received, by its method; `to` names its addressee in what is said."""
    given, received = day_of_notice(matter, event, "given"), day_of_notice(matter, event, "received")
    rule, waits_for = _rule(matter.form, event.method), _NOTHING
    if given is None or received is None:
        waits_for = _waits_for(event, rule.given if given is None else rule.received, to)
    return NoticeDates(
        None if given is None else given.day,
        None if received is None else received.day,
        received is not None and received.assumed,
        tuple(_doubts(matter, event, to, (given, received))),
        waits_for,
    )


_NOTHING: Final[Said] = ""


def notice_days(matter: Matter, event: Event) -> tuple[dt.date | None, dt.date | None]:
    """Return the days a notice was given and received, by its method, without what is doubtful about them."""
    given, received = day_of_notice(matter, event, "given"), day_of_notice(matter, event, "received")
    return None if given is None else given.day, None if received is None else received.day


def section_of_notice(form: AgreementForm, method: Method | None) -> str:
    """Return where the agreement says how notices by a method count, else where it speaks of notices at all."""
    return _rule(form, method).section or form.section_of_notices


def day_of_notice(matter: Matter, event: Event, part: str) -> DayOfNotice | None:
    """Return the day a notice was given or received, as `part` says, and how it was reached; None while not known.

    Of several times that its method has for it the earliest that is known counts.
    """
    rule = _rule(matter.form, event.method)
    times = rule.given if part == "given" else rule.received
    known = [found for time in times if (found := _day_at(matter, event, rule, time)) is not None]
    if known:
        return min(known, key=lambda each: each.day) if len(known) > 1 else known[0]
    if part == "given" or rule.assumed is None:
        return None
    stands_in = _day_at(matter, event, rule, rule.assumed)
    return None if stands_in is None else stands_in._replace(assumed=True)


def _rule(form: AgreementForm, method: Method | None) -> NoticeMethod:
    return form.notice_method(method) or _UNNAMED


def _day_at(matter: Matter, event: Event, rule: NoticeMethod, time: NoticeTime) -> DayOfNotice | None:
    since = event.received if time is NoticeMoment.RECEIVED else event.sent
    if since is None:
        return None
    if isinstance(time, NoticeMoment):
        found = DayOfNotice(since, time, since)
        return found if rule.until is None else _on_a_business_day(matter, found, rule.until, event.hour)
    terms = TermsInForce(matter)
    counts = (terms.in_numbers(time, since),)
    day = terms.counted_on(since, counts)
    found = DayOfNotice(day, time, since, day_counts(since, counts, terms.calendars))
    return found if rule.until is None else _on_a_business_day(matter, found, rule.until, None)


def _on_a_business_day(matter: Matter, found: DayOfNotice, until: dt.time, hour: dt.time | None) -> DayOfNotice:
    """Move a day that is closed, or on which the notice came after the hour, to the next business day."""
    calendars, closing = calendars_of(matter), matter.form.business_days
    closed = calendars.closed_because(found.day, closing)
    late = hour is not None and hour > until and not closed
    first = found.day + _DAY if late and found.day < dt.date.max else found.day
    return found._replace(day=calendars.next_business_day(first, closing), late=late, closed=closed, until=until)


def _waits_for(event: Event, times: tuple[NoticeTime, ...], to: Person | None) -> Statement:
    if times[0] is NoticeMoment.RECEIVED:
        return stated("dates/day_received", notice=event.type, by=to)
    return stated("dates/day_sent", notice=event.type, to=to)


# -- what is doubtful about a notice -----------------------------------------------------------------------------------


def _doubts(
    matter: Matter, event: Event, to: Person | None, days: tuple[DayOfNotice | None, DayOfNotice | None]
) -> Iterator[Mark]:
    """Yield what is doubtful about a notice: its method, what is not recorded of it, days out of order."""
    form = matter.form
    section = section_of_notice(form, event.method)
    if form.notice_methods and event.method is None:
        yield Mark(stated("dates/method_missing", section, notice=event.type, to=to), Gravity.DOUBT)
    elif not is_method_of_notice(form, event.method):
        said = stated("dates/no_method", section, method=event.method, notice=event.type, to=to)
        yield Mark(said, Gravity.DOUBT)
    else:
        yield from _not_recorded(event, _rule(form, event.method), section, to, days)
    if event.sent is not None and event.received is not None and event.sent > event.received:
        yield Mark(stated("dates/received_before_sent", section, notice=event.type, to=to), Gravity.DOUBT)


def _not_recorded(
    event: Event,
    rule: NoticeMethod,
    section: str,
    to: Person | None,
    days: tuple[DayOfNotice | None, DayOfNotice | None],
) -> Iterator[Mark]:
    """Yield that a receipt is assumed, that a day not recorded could let the notice count earlier, or its hour."""
    received = days[1]
    if received is not None and received.assumed:
        yield Mark(_assumed(event, received, section, to), Gravity.DOUBT)
    if len(rule.given) > 1 or len(rule.received) > 1:
        yield from _may_be_earlier(event, rule, section, to)
    if rule.until is not None and event.hour is None:
        at = [each for each in days if each is not None and not each.closed and isinstance(each.time, NoticeMoment)]
        if at:
            said = stated("dates/hour_not_recorded", section, notice=event.type, to=to, until=rule.until)
            yield Mark(said, Gravity.DOUBT)


def _assumed(event: Event, received: DayOfNotice, section: str, to: Person | None) -> Statement:
    if not received.counted:
        return stated("dates/receipt_assumed", section, notice=event.type, by=to)
    counted = parts_counted(received.counted)
    return stated("dates/receipt_assumed_after", section, notice=event.type, by=to, counted=counted)


def _may_be_earlier(event: Event, rule: NoticeMethod, section: str, to: Person | None) -> Iterator[Mark]:
    """Yield which of the two days is not recorded where the earliest of several counts."""
    several = [time for times in (rule.given, rule.received) if len(times) > 1 for time in times]
    needs_receipt = NoticeMoment.RECEIVED in several
    needs_sending = any(time is not NoticeMoment.RECEIVED for time in several)
    if needs_receipt and needs_sending and (event.received is None) is not (event.sent is None):
        kind = "dates/receipt_may_be_earlier" if event.received is None else "dates/sending_not_recorded"
        yield Mark(stated(kind, section, notice=event.type, to=to), Gravity.DOUBT)
