"""The days after another registration statement in which something need not be done."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from rra_desktop.calculation.calendars import add_days
from rra_desktop.calculation.dates.anchors import Anchor
from rra_desktop.calculation.dates.counted_dates import (
    Choices,
    CountedDate,
    RowKey,
    Shift,
    counted_by,
    day_of,
    words_of_form,
)
from rra_desktop.calculation.dates.registration_facts import OtherStatement, RegistrationFacts
from rra_desktop.calculation.dates.situations import known
from rra_desktop.calculation.dates.waivers_given import waiver_given
from rra_desktop.domain.deadline_definitions import DeadlineDefinition, Picked, Where
from rra_desktop.domain.statements import Gravity, Mark, Statement, stated


class Bar(NamedTuple):
    """One time in which nobody is bound: from a recorded day through the last day counted from it."""

    begins: dt.date
    ends: CountedDate


class Bars(NamedTuple):
    """The row that shows the bars and what may move a deadline; `section` is where the bar is said.

    `open` are statements of which nobody has said whether they bar, each with the time it would bar.
    """

    row: CountedDate
    section: str
    running: tuple[Bar, ...] = ()
    open: tuple[tuple[Bar, Statement], ...] = ()

    def begun(self, since: dt.date | None, before: dt.date | None) -> Bars:
        """Return the bars that began from a day on and before another; what is open belongs to the last of them."""
        running = tuple(
            bar for bar in self.running if (since or dt.date.min) <= bar.begins and (not before or bar.begins < before)
        )
        return self._replace(running=running, open=() if before else self.open)

    def after(self, date: CountedDate, why: str, done: dt.date | None) -> CountedDate:
        """Return a date moved past every bar in which it falls; a bar that began after it moves nothing.

        `why` is what need not be done before, in the words of the form; `done` the day it was done.
        """
        for bar in self.running:
            day, last = date.day, bar.ends.day
            if day is None or last is None:
                break
            if bar.begins <= day <= last:
                until = add_days(last, 1)
                moved = Shift(stated("dates/not_before"), until, words_of_form(why), self.section, (bar.ends,))
                date = date.shifted(moved)
            elif bar.begins > day and (done is None or done > day):
                date = date.marked(self._began_too_late(bar, day))
        return date.marked(*self._open_for(date))

    def _open_for(self, date: CountedDate) -> Sequence[Mark]:
        day = date.day
        return [
            Mark(stated("dates/bar_may_move", self.section, waits_for=question), Gravity.DOUBT)
            for bar, question in self.open
            if day is not None and bar.ends.day is not None and bar.begins <= day <= bar.ends.day
        ]

    def _began_too_late(self, bar: Bar, day: dt.date) -> Mark:
        days = (bar.begins - day).days
        return Mark(stated("dates/bar_began_too_late", self.section, begins=bar.begins, days=days), Gravity.NOTE)


def bars(
    facts: RegistrationFacts, definition: DeadlineDefinition, records: Sequence[OtherStatement], choices: Choices
) -> Bars:
    """Return the bars that records begin as a form defines them; none that is waived moves anything."""
    key = RowKey(definition.id)
    counting = [each for each in records if _counts(definition, each)]
    undecided = [each for each in records if each not in counting and _may_count(definition, each)]
    found = filter(None, (_bar(facts, definition, each.effective) for each in counting))
    running = tuple(sorted(found, key=lambda bar: bar.begins))
    asked = tuple(
        (bar, _question(each)) for each in undecided if (bar := _bar(facts, definition, each.effective)) is not None
    )
    row = _row(facts, definition, records, running, undecided)
    waiver = waiver_given(facts, key, choices)
    if waiver.on is not None:
        given_up = Mark(stated("dates/bar_waived", waiver.section, on=waiver.on))
        return Bars(row.marked(given_up), definition.section)
    # What is recorded for a day to come bars nothing yet.
    running = tuple(bar for bar in running if not bar.ends.projected)
    return Bars(row, definition.section, running, asked)


def _counts(definition: DeadlineDefinition, record: OtherStatement) -> bool:
    return all(known(_field(record, where)) in where.values for where in definition.where)


def _may_count(definition: DeadlineDefinition, record: OtherStatement) -> bool:
    """Tell whether a record may yet count: nothing that is recorded of it says that it does not."""
    said = ((_field(record, where), where) for where in definition.where)
    return all(value is None or known(value) in where.values for value, where in said)


def _field(record: OtherStatement, where: Where) -> object:
    return getattr(record, where.field)


def _bar(facts: RegistrationFacts, definition: DeadlineDefinition, start: Anchor) -> Bar | None:
    begins = day_of(start)
    key = RowKey(definition.id)
    return None if begins is None else Bar(begins, counted_by(definition, facts.terms, key, start))


def _row(
    facts: RegistrationFacts,
    definition: DeadlineDefinition,
    records: Sequence[OtherStatement],
    running: tuple[Bar, ...],
    undecided: Sequence[OtherStatement],
) -> CountedDate:
    """Return the last day barred by the record that the form picks of those that count."""
    key = RowKey(definition.id)
    if running:
        return _picked(definition, running).ends.marked(
            *(
                Mark(
                    stated("dates/statement_not_counted", definition.section, waits_for=_question(each)), Gravity.DOUBT
                )
                for each in undecided
            )
        )
    if undecided:
        return CountedDate(key, None, undecided[0].effective, waits_for=_question(undecided[0]))
    if not definition.where:
        return counted_by(definition, facts.terms, key, records[0].effective)
    forms = tuple(sorted({each.form for each in records if each.form}))
    days = days_barred(facts, definition, records[0].effective)
    section = next((each.section for each in definition.where), "")
    mark = Mark(stated("dates/no_resale_form", section, forms=forms, days=days))
    return CountedDate(key, None, records[0].effective, marks=(mark,), void=True)


def _picked(definition: DeadlineDefinition, running: tuple[Bar, ...]) -> Bar:
    pick = Picked(definition.pick.written) if definition.pick else Picked.FIRST
    if pick is Picked.LONGEST:
        return max(running, key=lambda bar: bar.ends.day or dt.date.min)
    return running[0 if pick is Picked.FIRST else -1]


def days_barred(facts: RegistrationFacts, definition: DeadlineDefinition, start: Anchor | CountedDate) -> int:
    """Return for how many days a clock would run from a start."""
    begins = day_of(start)
    counts = facts.terms.counts_of(definition, begins)
    return (facts.terms.counted_on(begins, counts) - begins).days if begins else 0


def _question(other: OtherStatement) -> Statement:
    return stated("dates/permits_resale", form=other.form, effective=day_of(other.effective))


def records_of(starts: Sequence[Anchor]) -> tuple[OtherStatement, ...]:
    """Return recorded days as statements that may bar, of which nothing else is known."""
    return tuple(OtherStatement(each, "", None) for each in starts)
