"""A delay of the Company's: when it ends, what it moves, and why it moves nothing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import NamedTuple

from rra_desktop.calculation.calendars import add_days
from rra_desktop.calculation.counted_limits import Occurrence, between, in_span
from rra_desktop.calculation.dates.anchors import Anchor
from rra_desktop.calculation.dates.clock_starts import recorded
from rra_desktop.calculation.dates.counted_dates import Choices, CountedDate, RowKey, Shift, counted_by
from rra_desktop.calculation.dates.delays import Delay, DelayGround
from rra_desktop.calculation.dates.registration_facts import RegistrationFacts
from rra_desktop.calculation.dates.waivers_given import waiver_given
from rra_desktop.domain.deadline_definitions import DeadlineDefinition, DelayEffect
from rra_desktop.domain.limits import Beyond, Limit, LimitSpan
from rra_desktop.domain.registrations import Event
from rra_desktop.domain.statements import Gravity, Mark, stated

MOVES_NOTHING = frozenset({"dates/elected_too_late", "dates/elected_after_filing", "dates/delay_over_before"})
"""The kinds of statement that say why a delay moves no date."""


class Postponement(NamedTuple):
    """The row that shows a delay, and whether it may move a deadline; `section` is where the delay is said.

    `moves` is False for a delay that is spent, waived, or rests on plans fixed too late; `in_doubt` while nothing
    recorded shows by `test` that the offering or activity was under way or planned in time.
    """

    row: CountedDate
    delay: Delay
    section: str
    moves: bool = True
    in_doubt: bool = False
    test: dt.date | None = None

    @property
    def elected(self) -> dt.date | None:
        """The day of the Company's election."""
        return self.delay.election.date


def ground_of(facts: RegistrationFacts, definition: DeadlineDefinition) -> DelayGround:
    """Return what is recorded of that which must be there by a deadline: it is met by any of some events."""
    return DelayGround(tuple(recorded(facts, each) for each in definition.met_by))


def postponement(
    facts: RegistrationFacts,
    definition: DeadlineDefinition,
    delay: Delay,
    choices: Choices,
    *,
    row_of: Callable[[str], CountedDate | None],
    counted: Callable[[], CountedDate],
) -> Postponement:
    """Return a delay that the Company has elected; `definition` is that of the deadline that ends it.

    `counted` counts its row, and `row_of` gives that of another deadline.
    """
    key, section = RowKey(definition.id), definition.section
    limit = facts.form.limit(definition.limit) if definition.limit else None
    allowed = None if limit is None else _allowed(facts, limit, delay, choices)
    broken: tuple[Mark, ...] = ()
    if limit is not None and allowed is not None:
        spent = delay.spent_on(allowed, lambda before: _counts(facts, limit, delay, before, choices))
        if spent is not None and limit.beyond is Beyond.BREACH:
            broken = (_beyond(delay, spent, limit.section),)
        elif spent is not None:
            mark = _spent(delay, spent, section)
            void = CountedDate(key, None, election(delay), marks=(mark,), void=True)
            return Postponement(void, delay, section, moves=False)
    row = counted().marked(*broken)
    if allowed is not None:
        again = (stated("dates/elected_again", section, day=each.date, allowed=allowed) for each in delay.again)
        row = row.marked(*map(Mark, again))
    waiver = waiver_given(facts, key, choices)
    if waiver.on is not None:
        given_up = Mark(stated("dates/delay_waived", waiver.section, on=waiver.on))
        return Postponement(row.marked(given_up), delay, section, moves=False)
    return _tested(facts, Postponement(row, delay, section), definition.ground, choices, row_of)


def _allowed(facts: RegistrationFacts, limit: Limit, delay: Delay, choices: Choices) -> int | None:
    """Return how many delays a limit allows as its term stands on the day of the election, None for any number."""
    most = limit.most_under(choices)
    if most is None:
        return None
    return facts.terms.count(most.term, delay.election.date) if most.term else most.number


def _counts(facts: RegistrationFacts, limit: Limit, delay: Delay, before: Event, choices: Choices) -> bool:
    """Tell whether an election before counts to a limit beside this one."""
    within = limit.within_under(choices)
    if within is LimitSpan.REGISTRATION:
        return False  # the election is the first of its registration
    day, registration = delay.election.date or facts.as_of, delay.election.registration
    bound = between(facts.terms.matter, limit)(before.date)
    return bound and in_span(within, Occurrence(before.date, before.registration), day, registration)


def _tested(
    facts: RegistrationFacts,
    found: Postponement,
    ground: str,
    choices: Choices,
    row_of: Callable[[str], CountedDate | None],
) -> Postponement:
    """Return the delay by what is recorded of its ground: proven, too late, or not known."""
    tested = row_of(ground) if ground else None
    test = tested.day if tested else None
    if test is None or waiver_given(facts, RowKey(ground), choices).on is not None:
        return found
    shown = ground_of(facts, facts.form.deadline(ground))
    if shown.disproved(test):
        late = stated("dates/planned_too_late", found.section, planned=shown.planned, last=test)
        return found._replace(row=found.row.marked(Mark(late, Gravity.DOUBT)), moves=False, test=test)
    return found._replace(in_doubt=shown.proven_by(test) is None, test=test)


def election(delay: Delay) -> Anchor:
    """Return the day of the Company's election as it is recorded."""
    return Anchor(delay.election.type, delay.election.date, delay.election)


def _beyond(delay: Delay, used: Event, section: str) -> Mark:
    """Return what is said of a delay that counts although there are no more: the agreement is broken by it."""
    of = delay.titles.get(used.registration)
    return Mark(stated("dates/delay_beyond_the_limit", section, on=used.date, registration=of), Gravity.CONFLICT)


def _spent(delay: Delay, used: Event, section: str) -> Mark:
    if used is delay.election:
        return Mark(stated("dates/no_delay_given", section))
    return Mark(
        stated("dates/delay_spent", section, on=used.date, registration=delay.titles.get(used.registration)),
        Gravity.DOUBT,
    )


# -- what the delay moves ----------------------------------------------------------------------------------------------


def after_delay(
    date: CountedDate,
    found: Postponement,
    facts: RegistrationFacts,
    definition: DeadlineDefinition,
    *,
    effect: DelayEffect,
    done: dt.date | None,
) -> tuple[CountedDate, Mark | None]:
    """Return a last day after a delay, and why the delay moves nothing, if it does not.

    It moves the day only if that had not passed, nor the thing been done, when the Company elected, and if it falls
    inside the delayed time: tolled from the election, counted anew from the delay's end, or not before that.
    """
    if date.day is None:
        return date, None
    delay, elected, called = found.row, found.elected, definition.name_after
    without_effect = _why_without_effect(date.day, found, done, called)
    if without_effect is not None:
        return date, without_effect
    if delay.day is None or elected is None:
        waits_for = delay.waits_for or stated("dates/election_day")
        without = Mark(stated("dates/without_the_delay", found.section, of=called, day=date.day))
        return date._replace(day=None, waits_for=waits_for).marked(without), None
    if effect is DelayEffect.RESTART:
        anew = counted_by(definition, facts.terms, date.key, delay)
        return anew._replace(doubts=tuple(dict.fromkeys((*date.doubts, *anew.doubts)))), None
    if effect is DelayEffect.UNTIL:
        rule = stated("dates/not_due_in_the_delay")
        return date.shifted(Shift(stated("dates/not_before"), delay.day, rule, found.section, (delay,))), None
    days = (delay.day - elected).days
    label, rule = stated("dates/days_more", days=days), stated("dates/tolled")
    because = (election(found.delay), delay)
    return date.shifted(Shift(label, add_days(date.day, days), rule, found.section, because)), None


def _why_without_effect(last: dt.date, found: Postponement, done: dt.date | None, called: str) -> Mark | None:
    """Return why a delay cannot move a last day, None where it can."""
    ends, elected, section = found.row.day, found.elected, found.section
    if elected is not None and elected > last:
        days = (elected - last).days
        late = stated("dates/elected_too_late", section, of=called, elected=elected, days=days, last=last)
        return Mark(late, Gravity.DOUBT)
    if elected is not None and done is not None and elected > done:
        days = (elected - done).days
        late = stated("dates/elected_after_filing", section, elected=elected, days=days, filed=done)
        return Mark(late, Gravity.DOUBT)
    if ends is not None and (ends < last or (elected is not None and ends <= elected)):
        return Mark(stated("dates/delay_over_before", section, of=called, ends=ends, last=last))
    return None
