"""Spans of time that the form limits, as suspensions: how many, how long each and together, and how close."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from rra_desktop.calculation.calendars import add_days
from rra_desktop.calculation.counted_limits import (
    Occurrence,
    between,
    in_span,
    most_allowed,
    most_of,
    span_of,
    time_after,
    time_before,
)
from rra_desktop.calculation.dates.register_against_events import suspended_spans
from rra_desktop.domain.counts import DeclaredCount
from rra_desktop.domain.limits import Limit, LimitSpan
from rra_desktop.domain.matter import Matter
from rra_desktop.domain.statements import Gravity, Mark, stated


class LimitedSpan(NamedTuple):
    """A span that a limit counts: its days, the last one None while it runs, and the registration it is of."""

    first: dt.date
    last: dt.date | None
    registration: str

    def days_between(self, since: dt.date, until: dt.date) -> int:
        """Return how many of its days lie between two days, the day of its end not counted."""
        return max(0, (min(self.last or until, until) - max(self.first, since)).days)


@dataclass(frozen=True, slots=True)
class SpanMark:
    """What is said of a span beyond a limit: it stands on every row of its registration."""

    registration: str
    mark: Mark

    def touches(self, registration: str | None, _deadline: str, _holder: str | None) -> bool:
        """Tell whether a row is of the registration."""
        return registration == self.registration


def span_marks(matter: Matter, as_of: dt.date) -> tuple[SpanMark, ...]:
    """Return what goes beyond the limits of the form on suspensions and on the spans it declares, as known on a day."""
    return tuple(
        mark
        for limit in matter.form.limits
        for event in limit.counts
        if (end := matter.form.end_of(event)) is not None
        for mark in _Limited(matter, limit, _spans(matter, event, end, as_of), as_of).marks()
    )


def _spans(matter: Matter, begins: str, ends: str, as_of: dt.date) -> tuple[LimitedSpan, ...]:
    """Return the spans of every registration, in the order in which they began."""
    marks: dict[str, list[tuple[dt.date, bool]]] = {}
    for event in matter.events:
        if event.type in (begins, ends) and event.date is not None and event.date <= as_of:
            marks.setdefault(event.registration, []).append((event.date, event.type == ends))
    found = [LimitedSpan(*days, registration) for registration, each in marks.items() for days in suspended_spans(each)]
    return tuple(sorted(found, key=lambda span: (span.first, span.registration)))


@dataclass(frozen=True, slots=True)
class _Limited:
    """The spans that one limit counts, looked at on a day."""

    matter: Matter
    limit: Limit
    spans: Sequence[LimitedSpan]
    as_of: dt.date

    def marks(self) -> Iterator[SpanMark]:
        """Yield what goes beyond the limit, for each span by itself."""
        counts = between(self.matter, self.limit)
        spans = [span for span in self.spans if counts(span.first)]
        for place, span in enumerate(spans):
            yield from self._too_often(span, spans[:place])
            yield from self._too_long(span)
            yield from self._too_long_together(span, spans[: place + 1])
            yield from self._too_close(span, spans[:place])

    @property
    def _within(self) -> LimitSpan | DeclaredCount:
        return span_of(self.matter, self.limit)

    def _in_reach(self, span: LimitedSpan, before: Sequence[LimitedSpan], day: dt.date) -> list[LimitedSpan]:
        """Return those of the spans before one that a day looks back on; one that was running then counts."""
        return [
            each
            for each in before
            if in_span(self._within, Occurrence(each.last or self.as_of, each.registration), day, span.registration)
        ]

    def _too_often(self, span: LimitedSpan, before: Sequence[LimitedSpan]) -> Iterator[SpanMark]:
        most = most_of(self.matter, self.limit)
        if most is None:
            return
        allowed = most_allowed(self.matter, most, span.first)
        count = 1 + len(self._in_reach(span, before, span.first))
        if count > allowed:
            yield self._said("dates/span_too_often", span, first=span.first, count=count, allowed=allowed)

    def _too_long(self, span: LimitedSpan) -> Iterator[SpanMark]:
        last = span.last or self.as_of
        if self.limit.each is not None and last > time_after(span.first, self.limit.each):
            over = (last - time_after(span.first, self.limit.each)).days
            yield self._said("dates/span_too_long", span, first=span.first, over=over)

    def _too_long_together(self, span: LimitedSpan, so_far: Sequence[LimitedSpan]) -> Iterator[SpanMark]:
        total = self.limit.total
        if total is None:
            return
        last = span.last or self.as_of
        since = self._since(last)
        own = [
            each
            for each in so_far
            if self._within is not LimitSpan.REGISTRATION or each.registration == span.registration
        ]
        days = sum(each.days_between(since, last) for each in own)
        if days > total.amount:
            yield self._said("dates/spans_too_long_together", span, last=last, days=days, allowed=total.amount)

    def _since(self, last: dt.date) -> dt.date:
        """Return from which day on days are added up to a day."""
        within = self._within
        if not isinstance(within, LimitSpan):
            return add_days(time_before(last, within), 1)
        return dt.date(last.year, 1, 1) if within is LimitSpan.CALENDAR_YEAR else dt.date.min

    def _too_close(self, span: LimitedSpan, before: Sequence[LimitedSpan]) -> Iterator[SpanMark]:
        gap = self.limit.gap
        ended = max((each.last for each in before if each.last is not None), default=None)
        if gap is not None and ended is not None and span.first < time_after(ended, gap):
            yield self._said(
                "dates/span_too_soon", span, first=span.first, last=ended, gap=gap.amount, unit=str(gap.unit)
            )

    def _said(self, kind: str, span: LimitedSpan, **facts: dt.date | int | str) -> SpanMark:
        said = stated(kind, self.limit.section, limit=self.limit.name, beyond=self.limit.beyond, **facts)
        return SpanMark(span.registration, Mark(said, Gravity.CONFLICT))
