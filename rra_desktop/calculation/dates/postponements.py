"""The Company's one delay: when it ends, what it moves, and why it moves nothing (§1(d))."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from rra_desktop.calculation.calendars import add_days
from rra_desktop.calculation.dates.anchors import Anchor
from rra_desktop.calculation.dates.counted_dates import Choices, CountedDate, RowKey, Shift, counted_by, day_of
from rra_desktop.calculation.dates.declared_counts import Count
from rra_desktop.calculation.dates.delays import Delay
from rra_desktop.calculation.dates.registration_facts import RegistrationFacts
from rra_desktop.calculation.dates.starts_of_clocks import counted_for, start_of
from rra_desktop.calculation.dates.waivers_given import waiver_given
from rra_desktop.domain.counts import TimeUnit
from rra_desktop.domain.deadline_definitions import DeadlineDefinition
from rra_desktop.domain.deadlines import DeadlineId
from rra_desktop.domain.registrations import DelayBecause, Event, EventType
from rra_desktop.domain.statements import Gravity, Mark, stated

_KEY = RowKey(DeadlineId.DELAY_ENDS)


MOVES_NOTHING = frozenset({"dates/elected_too_late", "dates/elected_after_filing", "dates/delay_over_before"})
"""The kinds of statement that say why a delay moves no date."""


class Postponement(NamedTuple):
    """The row that shows the delay, and whether it may move a deadline.

    `moves` is False for a delay that is spent, waived, or rests on plans fixed too late; `in_doubt` while nothing
    recorded shows by `test` that the offering or activity was under way or planned in time.
    """

    row: CountedDate
    delay: Delay
    moves: bool
    in_doubt: bool = False
    test: dt.date | None = None

    @property
    def elected(self) -> dt.date | None:
        """The day of the Company's election."""
        return self.delay.election.date


def postponement(facts: RegistrationFacts, choices: Choices) -> Postponement | None:
    """Return the delay the Company has elected, None when it elected none (§1(d))."""
    delay = facts.delay
    if delay is None:
        return None
    row = _delay_ends(facts, delay, choices)
    allowed = facts.terms.count("delays", delay.election.date)
    spent = delay.spent_on(allowed, in_all=choices["delay_once"] == "in_all")
    if spent is not None:
        row = CountedDate(_KEY, None, _election(delay), marks=(_spent(delay, spent),), void=True)
        return Postponement(row, delay, moves=False)
    row = row.marked(
        *(Mark(stated("dates/elected_again", "1(d)", day=each.date, allowed=allowed)) for each in delay.again)
    )
    waiver = waiver_given(facts, _KEY, choices)
    if waiver.on is not None:
        return Postponement(row.marked(Mark(stated("dates/delay_waived", "8(c)", on=waiver.on))), delay, moves=False)
    return _tested(facts, Postponement(row, delay, moves=True), choices)


def delay_test(facts: RegistrationFacts, choices: Choices) -> CountedDate:
    """Return the day by which the Company's offering must be under way or planned (§1(d))."""
    return counted_for(facts, DeadlineId.DELAY_TEST, choices)


def _tested(facts: RegistrationFacts, found: Postponement, choices: Choices) -> Postponement:
    """Return the delay by what is recorded of its ground: proven, too late, or not known."""
    if not facts.form.has_deadline(DeadlineId.DELAY_TEST):
        return found
    test = delay_test(facts, choices).day
    if test is None or waiver_given(facts, RowKey(DeadlineId.DELAY_TEST), choices).on is not None:
        return found
    if facts.ground.disproved(test):
        late = stated("dates/planned_too_late", "1(d)", planned=facts.ground.planned.day, last=test)
        return found._replace(row=found.row.marked(Mark(late, Gravity.DOUBT)), moves=False, test=test)
    return found._replace(in_doubt=facts.ground.proven_by(test) is None, test=test)


def _delay_ends(facts: RegistrationFacts, delay: Delay, choices: Choices) -> CountedDate:
    definition = facts.form.deadline(_KEY.id)
    date = counted_by(definition, facts.terms, _KEY, _delay_clock(facts, delay, definition, choices))
    chosen, since = delay.election.days, None if date.start is None else day_of(date.start)
    if since is None or date.day is None or chosen is None:
        return date
    longest = (date.day - since).days
    if chosen > longest:
        return date.marked(Mark(stated("dates/too_many_days", "1(d)", chosen=chosen, longest=longest)))
    return date._replace(day=add_days(since, chosen), counts=(Count(chosen, TimeUnit.DAY, date.counts[0].term),))


def _delay_clock(
    facts: RegistrationFacts, delay: Delay, definition: DeadlineDefinition, choices: Choices
) -> Anchor | CountedDate:
    """Pick the clock: an activity that is no offering has no effective date, else the form says."""
    start = start_of(facts, definition, choices)
    other_activity = delay.election.because is DelayBecause.OTHER_ACTIVITY
    if start is None or (other_activity and start is facts.ground.offering_effective):
        return facts.ground.activity_commenced
    return start


def _election(delay: Delay) -> Anchor:
    return Anchor(EventType.DELAY_ELECTED, delay.election.date, delay.election)


def _spent(delay: Delay, used: Event) -> Mark:
    if used is delay.election:
        return Mark(stated("dates/no_delay_given", "1(d)"))
    return Mark(
        stated("dates/delay_spent", "1(d)", on=used.date, registration=delay.titles.get(used.registration)),
        Gravity.DOUBT,
    )


# -- what the delay moves ----------------------------------------------------------------------------------------------


def after_restart(earliest: CountedDate, found: Postponement, choices: Choices) -> CountedDate:
    """Return the first day to file after a delay that restarts the clock: not before the delay's end (§1(d))."""
    if choices["delay_effect"] != "restart":
        return earliest
    delay = found.row
    if delay.day is None:
        return earliest._replace(day=None, waits_for=earliest.waits_for or delay.waits_for)
    if earliest.day is None or earliest.day >= delay.day:
        return earliest
    rule = stated("dates/restarts")
    return earliest.shifted(Shift(stated("dates/not_before"), delay.day, rule, "1(d)", (delay,)))


def after_delay(
    latest: CountedDate, found: Postponement, facts: RegistrationFacts, choices: Choices
) -> tuple[CountedDate, Mark | None]:
    """Return the last day to file after a delay, and why the delay moves nothing, if it does not (§1(d)).

    It moves the day only if that had not passed, nor the statement been filed, when the Company elected, and if it
    falls inside the delayed time: tolled from the election, or counted anew from the delay's end.
    """
    if latest.day is None:
        return latest, None
    delay, elected = found.row, found.elected
    without_effect = _why_without_effect(latest.day, delay.day, elected, facts.filed.day)
    if without_effect is not None:
        return latest, without_effect
    if delay.day is None or elected is None:
        waits_for = delay.waits_for or stated("dates/election_day")
        without = Mark(stated("dates/without_the_delay", "1(d)", day=latest.day))
        return latest._replace(day=None, waits_for=waits_for).marked(without), None
    if choices["delay_effect"] == "restart":
        anew = counted_by(facts.form.deadline(latest.key.id), facts.terms, latest.key, delay)
        return anew._replace(doubts=tuple(dict.fromkeys((*latest.doubts, *anew.doubts)))), None
    days = (delay.day - elected).days
    moved = Shift(
        stated("dates/days_more", days=days),
        add_days(latest.day, days),
        stated("dates/tolled"),
        "1(d)",
        (_election(found.delay), delay),
    )
    return latest.shifted(moved), None


def _why_without_effect(
    last: dt.date, ends: dt.date | None, elected: dt.date | None, filed: dt.date | None
) -> Mark | None:
    """Return why a delay cannot move the last day to file, None where it can."""
    if elected is not None and elected > last:
        days = (elected - last).days
        late = stated("dates/elected_too_late", "1(d)", elected=elected, days=days, last=last)
        return Mark(late, Gravity.DOUBT)
    if elected is not None and filed is not None and elected > filed:
        days = (elected - filed).days
        late = stated("dates/elected_after_filing", "1(d)", elected=elected, days=days, filed=filed)
        return Mark(late, Gravity.DOUBT)
    if ends is not None and (ends < last or (elected is not None and ends <= elected)):
        return Mark(stated("dates/delay_over_before", "1(d)", ends=ends, last=last))
    return None
