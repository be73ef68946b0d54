"""The days on which the clocks of deadlines start, by the names that forms have for them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from rra_desktop.calculation.dates.anchors import Anchor
from rra_desktop.calculation.dates.counted_dates import Choices, CountedDate, RowKey, counted_by, day_of
from rra_desktop.calculation.dates.registration_facts import RegistrationFacts
from rra_desktop.calculation.dates.served_notices import ServedNotice
from rra_desktop.domain.deadline_definitions import ClockStart, DeadlineDefinition, FormText
from rra_desktop.domain.deadlines import DeadlineId


def _last_amendment(facts: RegistrationFacts) -> Anchor:
    """Return the last filing before effectiveness, the first one while there is no other."""
    effective = facts.effective.day
    filings = [each for each in facts.filings if each.day and (effective is None or each.day <= effective)]
    return filings[-1] if filings else facts.filed


_RECORDED: Final[Mapping[ClockStart, Callable[[RegistrationFacts], Anchor]]] = {
    ClockStart.DEMAND_NOTICE_GIVEN: lambda facts: facts.demand.given,
    ClockStart.DEMAND_NOTICE_RECEIVED: lambda facts: facts.demand.received,
    ClockStart.PLANNED_FILING: lambda facts: facts.planned_filing,
    ClockStart.FILED: lambda facts: facts.filed,
    ClockStart.FIRST_FILING: lambda facts: facts.filed,
    ClockStart.LAST_AMENDMENT: _last_amendment,
    ClockStart.EFFECTIVE: lambda facts: facts.effective,
    ClockStart.DELAY_OFFERING_EFFECTIVE: lambda facts: facts.ground.offering_effective,
    ClockStart.DELAY_ACTIVITY_COMMENCED: lambda facts: facts.ground.activity_commenced,
}
"""The day of each start of which a registration has one."""

_RECEIVED: Final = frozenset({ClockStart.COMPANY_NOTICE_RECEIVED, ClockStart.REGISTRATION_NOTICE_RECEIVED})


def recorded(facts: RegistrationFacts, start: ClockStart) -> Anchor:
    """Return the day of a start of which a registration has one."""
    return _RECORDED[start](facts)


def start_under(text: FormText, choices: Choices) -> ClockStart:
    """Return a start of a clock under the readings chosen."""
    return ClockStart(text.under(choices))


def _day_of_notice(starts: Iterable[ClockStart], notice: ServedNotice) -> Anchor:
    """Return the day of a notice on which its addressee's clock starts: the first of some that it has, else the last.

    It is the day on which the notice was given, or received (§8(a)).
    """
    found = notice.given
    for each in starts:
        found = notice.received if each in _RECEIVED else notice.given
        if found.day is not None:
            break
    return found


def start_of(
    facts: RegistrationFacts, definition: DeadlineDefinition, choices: Choices, latest: CountedDate | None = None
) -> Anchor | CountedDate | None:
    """Return what the clock of a deadline for all starts on: the first of its starts that has a day, else the last.

    The last day to file, `latest`, is one where the agreement and the registration have it; None where that was all.
    """
    starts = [start_under(each, choices) for each in definition.start]
    has_latest = latest is not None and facts.form.has_deadline(DeadlineId.FILING_LATEST)
    had = [each for each in starts if each is not ClockStart.FILING_LATEST or has_latest]
    found: Anchor | CountedDate | None = None
    for each in had:
        found = latest if each is ClockStart.FILING_LATEST and latest is not None else recorded(facts, each)
        if found.day is not None:
            break
    return found


def counted_for(
    facts: RegistrationFacts, deadline: DeadlineId, choices: Choices, latest: CountedDate | None = None
) -> CountedDate:
    """Count a deadline for all from its start as the form says; `latest` is the last day to file, where it is counted.

    It is projected while the last day to file stands in for a day not recorded. A deadline that the agreement does not
    have, or whose clock has no start in such a registration, has no day.
    """
    key = RowKey(deadline)
    definition = facts.form.deadline(deadline) if facts.form.has_deadline(deadline) else None
    start = None if definition is None else start_of(facts, definition, choices, latest)
    if definition is None or start is None:
        return CountedDate(key, None, void=True)
    date = counted_by(definition, facts.terms, key, start)
    stands_in = isinstance(start, CountedDate) and definition.start[0].written != ClockStart.FILING_LATEST
    return date._replace(projected=True) if stands_in and date.day is not None else date


def counted_for_each(
    facts: RegistrationFacts,
    deadline: DeadlineId,
    choices: Choices,
    notices: Iterable[ServedNotice],
    missing: Iterable[tuple[str | None, Anchor]] = (),
) -> tuple[CountedDate, ...]:
    """Count a deadline for each addressee from its own notice, then from the lack of each notice `missing`."""
    if not facts.form.has_deadline(deadline):
        return ()
    definition = facts.form.deadline(deadline)
    starts = [start_under(each, choices) for each in definition.start]
    return (
        *(
            counted_by(
                definition,
                facts.terms,
                RowKey(deadline, notice.holder.id if notice.holder else None),
                _day_of_notice(starts, notice),
            )
            for notice in notices
        ),
        *(counted_by(definition, facts.terms, RowKey(deadline, holder), lack) for holder, lack in missing),
    )


# -- the readings by which clocks start --------------------------------------------------------------------------------


def readings_that_move_a_start(facts: RegistrationFacts) -> frozenset[str]:
    """Return the readings whose choices start some clock of a registration on days that differ, as it is recorded.

    Those that tell the days of a notice to Investors apart, or pick one of several notices, always can.
    """
    found = set()
    for definition in facts.form.deadlines:
        if definition.pick is not None and definition.pick.reading:
            found.add(definition.pick.reading)
        found.update(each.reading for each in definition.start if each.reading and _days_differ(facts, each))
    return frozenset(found)


def _days_differ(facts: RegistrationFacts, start: FormText) -> bool:
    choices = facts.form.reading(start.reading).choices
    days = [ClockStart(start.with_choice(choice.id)) for choice in choices]
    if any(each not in _RECORDED for each in days):
        return True
    return len({day_of(recorded(facts, each)) for each in days}) > 1
