"""Days on which something lasts longer, or comes more often, than a limit allows whose breach the agreement punishes.

It is looked at day by day: a span of days, as a suspension, goes from its first day to the day before what ends it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import groupby
from typing import NamedTuple

from rra_desktop.calculation.calendars import BusinessCalendars, add_days, add_months
from rra_desktop.calculation.counted_limits import most_allowed, most_of, span_of
from rra_desktop.calculation.money.damages_periods import Span, add_span, boundary
from rra_desktop.calculation.money.damages_terms import span_in_force
from rra_desktop.calculation.register.sources import event_source
from rra_desktop.domain.counts import DeclaredCount
from rra_desktop.domain.damages import Default, DefaultEnd
from rra_desktop.domain.figures import Clause, Figure, FigureKey
from rra_desktop.domain.limits import Beyond, Limit, LimitSpan
from rra_desktop.domain.matter import Matter
from rra_desktop.domain.registrations import Event
from rra_desktop.domain.statements import Statement, stated

_JANUARY_1 = (1, 1)


class _Lasting(NamedTuple):
    """Something that lasts: the event it began with, its first and last day by the day looked at, and what ended it.

    `over` is the day on which it ended, the day looked at while it lasts.
    """

    event: Event
    first: dt.date
    last: dt.date
    ended: Event | None
    over: dt.date

    @property
    def days(self) -> range:
        """Its days, as ordinals."""
        return range(self.first.toordinal(), self.last.toordinal() + 1)


class _Allowed(NamedTuple):
    """What a limit allows, as its terms stand on a day."""

    most: int | None
    each: Span | None
    total: Span | None
    gap: Span | None
    within: LimitSpan | Span


def limit_breaches(matter: Matter, as_of: dt.date, calendars: BusinessCalendars) -> tuple[Default, ...]:
    """Return the defaults that limits give whose breach carries damages, each run of days by itself."""
    carried = {trigger for clause in matter.form.damages for trigger in clause.triggers}
    limits = [each for each in matter.form.limits if each.beyond is Beyond.BREACH and each.id in carried]
    return tuple(default for limit in limits for default in _of_limit(matter, limit, as_of, calendars))


def _of_limit(matter: Matter, limit: Limit, as_of: dt.date, calendars: BusinessCalendars) -> Iterator[Default]:
    lasting = _lasting(matter, limit, as_of)
    for each in lasting:
        allowed = _allowed(matter, limit, each.first)
        others = lasting
        if allowed.within is LimitSpan.REGISTRATION:
            others = [other for other in lasting if other.event.registration == each.event.registration]
        beyond = [day for day in each.days if _is_beyond(allowed, each, others, day, calendars)]
        # Days that follow each other differ from their places by the same number.
        for _, run in groupby(enumerate(beyond), key=lambda placed: placed[1] - placed[0]):
            days = [dt.date.fromordinal(day) for _, day in run]
            yield _default(limit, allowed, each, days, as_of)


def _lasting(matter: Matter, limit: Limit, as_of: dt.date) -> list[_Lasting]:
    """Return everything that lasted of what a limit counts, in the order of its first days."""
    known = [each for each in matter.events if each.date is not None and each.date <= as_of]
    found = []
    for event in known:
        if event.type not in limit.counts or event.date is None:
            continue
        end = matter.form.end_of(event.type)
        ends = [each for each in known if each.registration == event.registration and each.type == end]
        ended = min((each for each in ends if each.date and each.date >= event.date), key=_day, default=None)
        if ended is None or ended.date is None:
            found.append(_Lasting(event, event.date, as_of, None, as_of))
        else:
            found.append(_Lasting(event, event.date, add_days(ended.date, -1), ended, ended.date))
    return sorted(found, key=lambda each: (each.first, each.event.id))


def _day(event: Event) -> dt.date:
    return event.date or dt.date.max


def _allowed(matter: Matter, limit: Limit, on: dt.date) -> _Allowed:
    most, within = most_of(matter, limit), span_of(matter, limit)
    number = None if most is None else most_allowed(matter, most, on)
    back = span_in_force(matter, within, on) if isinstance(within, DeclaredCount) else within
    each, total, gap = (
        None if written is None else span_in_force(matter, written, on)
        for written in (limit.each, limit.total, limit.gap)
    )
    return _Allowed(number, each, total, gap, back)


def _is_beyond(
    allowed: _Allowed, own: _Lasting, others: Sequence[_Lasting], day: int, calendars: BusinessCalendars
) -> bool:
    now = dt.date.fromordinal(day)
    if allowed.each is not None and now >= add_span(own.first, allowed.each, calendars):
        return True
    before = others[: others.index(own)]
    if allowed.most is not None:
        since = _since(allowed.within, own.first)
        if 1 + sum(since < other.over for other in before) > allowed.most:
            return True
    if allowed.gap is not None and any(now < add_span(other.over, allowed.gap, calendars) for other in before):
        return True
    if allowed.total is None:
        return False
    since = _since(allowed.within, now)
    days = {each for other in others for each in other.days if since.toordinal() < each <= day}
    return len(days) > boundary(own.first, allowed.total, 1)


def _since(within: LimitSpan | Span, day: dt.date) -> dt.date:
    """Return the day after which what is counted together with a day begins."""
    if isinstance(within, Span):
        return add_months(day, -within.months) if within.months else add_days(day, -within.amount)
    if within is LimitSpan.CALENDAR_YEAR:
        return add_days(dt.date(day.year, *_JANUARY_1), -1)
    return dt.date.min


def _default(limit: Limit, allowed: _Allowed, own: _Lasting, days: Sequence[dt.date], as_of: dt.date) -> Default:
    missed, through = add_days(days[0], -1), days[-1]
    running = through == as_of and own.ended is None
    return Default(
        trigger=limit.id,
        label=_label(limit, own),
        registration=own.event.registration or None,
        holder=None,
        missed=missed,
        through=through,
        end=DefaultEnd.RUNNING if running else DefaultEnd.CURED,
        key=_key(limit, own, missed),
        explain=partial(_figure, limit, allowed, own, missed),
    )


def _label(limit: Limit, own: _Lasting) -> Statement:
    return stated("damages/limit", limit=limit.name, since=own.first)


def _key(limit: Limit, own: _Lasting, missed: dt.date) -> FigureKey:
    return FigureKey("limit", (limit.id, own.event.registration, str(own.event.id)), missed.isoformat())


def _figure(limit: Limit, allowed: _Allowed, own: _Lasting, missed: dt.date) -> Figure[dt.date]:
    """Return the last day that the limit allows, with what it allows and the events it is counted by."""
    rule = stated(
        "damages/limit_rule",
        most=allowed.most,
        each=_said(allowed.each),
        total=_said(allowed.total),
        gap=_said(allowed.gap),
        within=_said(allowed.within) if isinstance(allowed.within, Span) else None,
    )
    begun = event_source(own.event, stated("damages/limit_begun"), own.first)
    ended = () if own.ended is None else (event_source(own.ended, stated("damages/limit_ended"), own.ended.date),)
    return Figure(_key(limit, own, missed), _label(limit, own), missed, rule, Clause(limit.section), (begun, *ended))


def _said(span: Span | None) -> Statement | None:
    return None if span is None else stated("damages/span", amount=span.amount, unit=span.unit)
