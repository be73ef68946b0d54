"""The days after another registration statement in which the Company need not effect one (§1(c))."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from rra_desktop.calculation.calendars import add_days
from rra_desktop.calculation.dates.counted_dates import Choices, CountedDate, RowKey, Shift, counted_by, day_of
from rra_desktop.calculation.dates.registration_facts import OtherStatement, RegistrationFacts
from rra_desktop.calculation.dates.waivers_given import waiver_given
from rra_desktop.domain.deadlines import DeadlineId
from rra_desktop.domain.statements import Gravity, Mark, Statement, stated

_KEY = RowKey(DeadlineId.COOLING_OFF_ENDS)


class Bar(NamedTuple):
    """One time in which the Company is not bound: from an effective date through the last day counted from it."""

    begins: dt.date
    ends: CountedDate


class Bars(NamedTuple):
    """The row that shows the bars, None where there is no other statement, and what may move a deadline.

    `open` are statements of which nobody has said whether their form permits resale, each with the time it would bar.
    """

    row: CountedDate | None
    running: tuple[Bar, ...] = ()
    open: tuple[tuple[Bar, Statement], ...] = ()

    def after(self, date: CountedDate, rule: Statement, done: dt.date | None) -> CountedDate:
        """Return a date moved past every bar in which it falls; a bar that began after it moves nothing (§1(c)).

        `rule` is the statement that says what the Company need not do before; `done` the day it was done.
        """
        for bar in self.running:
            day, last = date.day, bar.ends.day
            if day is None or last is None:
                break
            if bar.begins <= day <= last:
                until = add_days(last, 1)
                date = date.shifted(Shift(stated("dates/not_before"), until, rule, "1(c)", (bar.ends,)))
            elif bar.begins > day and (done is None or done > day):
                date = date.marked(_began_too_late(bar, day))
        return date.marked(*self._open_for(date))

    def _open_for(self, date: CountedDate) -> Sequence[Mark]:
        day = date.day
        return [
            Mark(stated("dates/bar_may_move", "1(c)", waits_for=question), Gravity.DOUBT)
            for bar, question in self.open
            if day is not None and bar.ends.day is not None and bar.begins <= day <= bar.ends.day
        ]


def _began_too_late(bar: Bar, day: dt.date) -> Mark:
    return Mark(
        stated("dates/bar_began_too_late", "1(c)", begins=bar.begins, days=(bar.begins - day).days), Gravity.NOTE
    )


def bars(facts: RegistrationFacts, choices: Choices) -> Bars:
    """Return the bars on a demand under the readings chosen; none that the Company has waived (§1(c), §8(c))."""
    if not facts.others:
        return Bars(None)
    if facts.registration.second_demand and choices["second_demand_bar"] == "does_not_apply":
        mark = Mark(stated("dates/second_demand_not_barred", "1(a), 1(c)", days=_days_barred(facts)))
        return Bars(CountedDate(_KEY, None, facts.others[0].effective, marks=(mark,), void=True))
    any_statement = choices["cooling_off_trigger"] == "any_statement"
    counting = [other for other in facts.others if any_statement or other.permits_resale]
    undecided = [] if any_statement else [other for other in facts.others if other.permits_resale is None]
    running = tuple(sorted(filter(None, (_bar(facts, other) for other in counting)), key=lambda bar: bar.begins))
    asked = tuple((bar, _question(other)) for other in undecided if (bar := _bar(facts, other)) is not None)
    row = _row(facts, running, undecided)
    waiver = waiver_given(facts, _KEY, choices)
    if waiver.on is not None:
        return Bars(row.marked(Mark(stated("dates/bar_waived", "8(c)", on=waiver.on))))
    # What is recorded for a day to come bars nothing yet.
    return Bars(row, tuple(bar for bar in running if not bar.ends.projected), asked)


def _bar(facts: RegistrationFacts, other: OtherStatement) -> Bar | None:
    begins = day_of(other.effective)
    definition = facts.form.deadline(_KEY.id)
    return None if begins is None else Bar(begins, counted_by(definition, facts.terms, _KEY, other.effective))


def _row(facts: RegistrationFacts, running: tuple[Bar, ...], undecided: Sequence[OtherStatement]) -> CountedDate:
    """Return the last day barred by any of the statements that count."""
    if running:
        last = max((bar.ends for bar in running), key=lambda date: date.day or dt.date.min)
        return last.marked(
            *(
                Mark(stated("dates/statement_not_counted", "1(c)", waits_for=_question(other)), Gravity.DOUBT)
                for other in undecided
            )
        )
    if undecided:
        return CountedDate(_KEY, None, undecided[0].effective, waits_for=_question(undecided[0]))
    forms = tuple(sorted({other.form for other in facts.others if other.form}))
    mark = Mark(stated("dates/no_resale_form", "7", forms=forms, days=_days_barred(facts)))
    return CountedDate(_KEY, None, facts.others[0].effective, marks=(mark,), void=True)


def _days_barred(facts: RegistrationFacts) -> int:
    """Return for how many days the first other effective date would bar."""
    begins = day_of(facts.others[0].effective)
    counts = facts.terms.counts_of(facts.form.deadline(_KEY.id), begins)
    return (facts.terms.counted_on(begins, counts) - begins).days if begins else 0


def _question(other: OtherStatement) -> Statement:
    return stated("dates/permits_resale", form=other.form, effective=day_of(other.effective))
