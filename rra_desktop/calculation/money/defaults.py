"""Which limits that carry damages are not kept, from which day to which, and which of the days count.

The deadlines come as they stand on the day looked at; nothing here counts a deadline.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from rra_desktop.calculation.calendars import add_days
from rra_desktop.domain.damages import AwaitedTrigger, DamagesClause, DaysNotCounted, Default, DefaultEnd
from rra_desktop.domain.deadlines import Deadline, DeadlineKind, DeadlineStatus
from rra_desktop.domain.matter import Matter
from rra_desktop.domain.statements import WEIGHTY, Gravity, Mark, Statement, stated

_NOT_PASSED: Final = (DeadlineStatus.UPCOMING, DeadlineStatus.DUE_TODAY)


def default_of(deadline: Deadline, day: dt.date | None, as_of: dt.date) -> Default | None:
    """Return the default of a deadline, were it on a day; None while it is kept, or may still be.

    Every day counts after the deadline through the day on which it was met, was waived or fell, or the day looked at.
    """
    if day is None or deadline.kind is not DeadlineKind.LATEST or deadline.status is DeadlineStatus.PENDING:
        return None
    if day == deadline.date and deadline.status in _NOT_PASSED:
        return None
    if deadline.edgar_day is not None and day == deadline.date:
        day = max(day, deadline.edgar_day)  # the first day to file controls, where it comes after the last
    ends = [(as_of, DefaultEnd.RUNNING)]
    if deadline.met_on is not None:
        ends.append((deadline.met_on, DefaultEnd.CURED))
    if deadline.released_on is not None:
        waived = deadline.status is DeadlineStatus.WAIVED
        ends.append((deadline.released_on, DefaultEnd.WAIVED if waived else DefaultEnd.ENDED))
    through, end = min(ends, key=lambda each: (each[0], each[1] is DefaultEnd.RUNNING))
    if through <= day:
        return None
    return Default(
        trigger=str(deadline.id),
        label=deadline.label,
        registration=deadline.registration,
        holder=deadline.holder,
        missed=day,
        through=through,
        end=end,
        key=deadline.key,
        explain=deadline.explain,
        marks=tuple(_marks(deadline, through, end)),
        assumed=deadline.assumed,
    )


def _marks(deadline: Deadline, through: dt.date, end: DefaultEnd) -> Iterator[Mark]:
    """Yield what is said of a default: what is doubtful of its deadline, and what its end leaves open."""
    yield from (mark for mark in deadline.marks if mark.gravity in WEIGHTY)
    if deadline.projected:
        yield Mark(stated("damages/deadline_projected", deadline.section, deadline=deadline.label), Gravity.DOUBT)
    if end in (DefaultEnd.WAIVED, DefaultEnd.ENDED):
        kind = "damages/waived" if end is DefaultEnd.WAIVED else "damages/ended_with_registration"
        yield Mark(stated(kind, deadline.section, deadline=deadline.label, day=through), Gravity.DOUBT)


def awaited_of(deadline: Deadline) -> AwaitedTrigger | None:
    """Return a deadline of which nobody can say yet whether it is kept, None for any other."""
    if deadline.status is not DeadlineStatus.PENDING or not deadline.waits_for:
        return None
    return AwaitedTrigger(str(deadline.id), deadline.label, deadline.key, deadline.waits_for)


def not_counted(
    matter: Matter, clause: DamagesClause, registration: str | None, as_of: dt.date, holder: str
) -> tuple[tuple[DaysNotCounted, dt.date, dt.date | None], ...]:
    """Return the stretches of days that do not count for a holder: first day, and the first that counts again.

    What happened in the matter itself, or concerns the holder alone, makes days not count as what happened in the
    registration does.
    """
    events = [
        each
        for each in (*matter.events_of(registration or ""), *(matter.events_of("") if registration else ()))
        if each.date is not None and each.date <= as_of and each.to in (None, holder)
    ]
    found: list[tuple[DaysNotCounted, dt.date, dt.date | None]] = []
    for rule in clause.but_not:
        starts = sorted({each.date for each in events if each.type == rule.start and each.date})
        ends = sorted({each.date for each in events if each.type == rule.end and each.date})
        found += [(rule, start, next((end for end in ends if end >= start), None)) for start in starts]
    return tuple(found)


class CountedDays:
    """The days of each default that count, in their order, by the places of the defaults, and why others do not."""

    def __init__(
        self,
        clause: DamagesClause,
        defaults: Mapping[int, Default],
        excluded: Iterable[tuple[DaysNotCounted, dt.date, dt.date | None]],
    ) -> None:
        self._excluded = tuple(excluded)
        self.days: dict[int, tuple[dt.date, ...]] = {}
        self.taken: dict[int, int] = {}
        run: set[dt.date] = set()
        for place in sorted(defaults, key=lambda place: (defaults[place].missed, place)):
            default = defaults[place]
            own = [day for day in _every_day(default) if not self._is_excluded(day)]
            free = [day for day in own if day not in run] if clause.one_at_a_time else own
            self.days[place] = tuple(free)
            self.taken[place] = len(own) - len(free)
            run.update(free)

    def _is_excluded(self, day: dt.date) -> bool:
        return any(start <= day and (end is None or day < end) for _, start, end in self._excluded)

    def reasons(self, default: Default, place: int) -> tuple[Statement, ...]:
        """Return why days of a default do not count, each reason with how many."""
        said = []
        for rule, start, end in self._excluded:
            days = sum(start <= day and (end is None or day < end) for day in _every_day(default))
            if days:
                said.append(stated("damages/days_excluded", days=days, why=rule.why, start=start, end=end))
        if self.taken[place]:
            said.append(stated("damages/days_taken", days=self.taken[place]))
        return tuple(said)


def _every_day(default: Default) -> Iterator[dt.date]:
    return (add_days(default.missed, number) for number in range(1, default.days + 1))
