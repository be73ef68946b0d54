"""The dates of a registration as the form of the agreement declares them: from what is recorded to days.

One date is made in this order: the start of its clock and what is counted from it; less where the Company chose less;
delays and bars, in the order in which they began; extensions; other days before or after which it does not lie; last
the first day that must be kept too. A roll comes after all that, and is no part of it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

from rra_desktop.calculation.calendars import add_days
from rra_desktop.calculation.dates.anchors import Anchor
from rra_desktop.calculation.dates.bars import Bars, bars, days_barred, records_of
from rra_desktop.calculation.dates.clock_starts import day_of_notice, day_of_term, part_of_notice, recorded
from rra_desktop.calculation.dates.counted_dates import (
    Choices,
    CountedDate,
    RowKey,
    Shift,
    called,
    counted_by,
    day_of,
)
from rra_desktop.calculation.dates.declared_counts import Count
from rra_desktop.calculation.dates.delays import Delay
from rra_desktop.calculation.dates.limits_of_days import extended, not_after, not_before
from rra_desktop.calculation.dates.postponements import Postponement, after_delay, postponement
from rra_desktop.calculation.dates.registration_facts import OtherStatement, RegistrationFacts
from rra_desktop.calculation.dates.served_notices import ServedNotice, receipts, unserved_notice, unserved_notices
from rra_desktop.calculation.dates.situations import Situation
from rra_desktop.calculation.dates.waivers_given import waiver_given
from rra_desktop.domain.conditions import Condition
from rra_desktop.domain.counts import TimeUnit
from rra_desktop.domain.deadline_definitions import (
    AGREEMENT_DATE,
    DeadlineDefinition,
    DelayEffect,
    FormText,
    Kept,
    Per,
    Picked,
)
from rra_desktop.domain.deadline_roles import notice_of
from rra_desktop.domain.deadlines import DeadlineKind
from rra_desktop.domain.registrations import EventType, event_id
from rra_desktop.domain.statements import Gravity, Mark, stated

_NOTICES = frozenset(kind.value for kind in EventType if kind.is_notice) - {EventType.DEMAND_NOTICE.value}
_OF_THE_START = "start"


class DeclaredDates:
    """The dates of one registration under some readings; each is made once, when it is first asked for.

    With `delayed` False they are what they would be without any delay.
    """

    def __init__(self, facts: RegistrationFacts, choices: Choices, *, delayed: bool = True) -> None:
        self._facts = facts
        self._choices = choices
        self._delayed = delayed
        self._form = facts.form
        self._situation = Situation(facts, choices)
        self._no_right = self._excluded_right()
        self._definitions: dict[str, DeadlineDefinition | None] = {}
        self._rows: dict[str, CountedDate | None] = {}
        self._before_floor: dict[str, CountedDate] = {}
        self._postponed: dict[str, Postponement | None] = {}
        self._bars: dict[str, Bars] = {}
        self._without_effect: dict[tuple[str, str], Mark | None] = {}

    def for_all(self) -> tuple[CountedDate, ...]:
        """Return the rows of which there is one for all."""
        found = (self.row(each.id) for each in self._form.deadlines if each.per is Per.ALL)
        return tuple(date for date in found if date is not None)

    def for_each(self, deadline: str) -> tuple[CountedDate, ...]:
        """Return the rows of a deadline that each addressee of a notice, or each Investor, has for itself."""
        return tuple(self._each(deadline))

    def delays(self) -> Iterator[tuple[str, Postponement]]:
        """Yield the delays elected, each by the id of the deadline that ends it."""
        for own in self._form.roles.delays:
            found = self._postponement(own)
            if found is not None:
                yield own, found

    # -- which rows there are --------------------------------------------------------------------------------------

    def definition(self, deadline: str) -> DeadlineDefinition | None:
        """Return what a deadline is in this registration, None where it has no row of it."""
        if deadline not in self._definitions:
            self._definitions[deadline] = self._defined(deadline)
        return self._definitions[deadline]

    def _defined(self, deadline: str) -> DeadlineDefinition | None:
        if not deadline or not self._form.has_deadline(deadline):
            return None
        own = self._form.deadline(deadline)
        if self._facts.rights.isdisjoint(own.of) or (self._no_right is not None and deadline != self._no_right[0]):
            return None
        own = next((case.then for case in own.cases if self._holds(case.when)), own)
        if any(not each.why and self._holds(each.when) for each in own.excluded):
            return None
        if own.follows and self.definition(own.follows) is None:
            return None
        return own if self._has_begun(own) else None

    def _excluded_right(self) -> tuple[str, str, str] | None:
        """Return the row that says that no right arises in this registration, with why and the section."""
        right = next((each for each in self._form.rights if each.id == self._facts.right), None)
        why = None if right is None else next((each.why for each in right.excluded if self._holds(each.when)), None)
        return None if right is None or why is None else (right.first, why, right.section)

    def _has_begun(self, own: DeadlineDefinition) -> bool:
        """Tell whether what a row needs is recorded."""
        if not own.needs:
            return True
        if own.needs == _OF_THE_START:
            return any(self._is_recorded(each.under(self._choices)) for each in own.start)
        if own.id in self._form.roles.delays:
            return own.needs in self._facts.delays
        return self._is_recorded(own.needs)

    def _is_recorded(self, start: str) -> bool:
        if self._form.has_deadline(start):
            date = self.row(start)
            return date is not None and date.day is not None
        if start == EventType.OTHER_REGISTRATION_EFFECTIVE:
            return bool(self._facts.others)
        return day_of(recorded(self._facts, start)) is not None

    def _holds(self, when: Condition) -> bool:
        return when.holds(self._situation)

    # -- one row for all -------------------------------------------------------------------------------------------

    def row(self, deadline: str) -> CountedDate | None:
        """Return the row of a deadline that has one for all, before any roll, None where there is none."""
        if deadline not in self._rows:
            own = self.definition(deadline)
            if own is None or own.per is not Per.ALL:
                self._rows[deadline] = None
            else:
                date = self._above_floor(own, self._moved(deadline))
                self._rows[deadline] = self._delay_told(deadline, date)
        return self._rows[deadline]

    def _moved(self, deadline: str) -> CountedDate:
        """Return a row before the first day that must be kept as well has its say."""
        if deadline not in self._before_floor:
            own = self.definition(deadline)
            self._before_floor[deadline] = (
                CountedDate(RowKey(deadline), None, void=True) if own is None else self._made(own)
            )
        return self._before_floor[deadline]

    def _made(self, own: DeadlineDefinition) -> CountedDate:
        excluded = self._excluded(own)
        if excluded is not None:
            return excluded
        if own.kind is DeadlineKind.BAR:
            return self._barring(own).row
        if own.id in self._form.roles.delays:
            found = self._postponement(own.id)
            if found is not None:
                return found.row
        date = self._counted(own)
        if own.follows:
            date = self._following(own, date)
        if own.delay or own.barred:
            date = self._delayed_and_barred(own, date)
        return self._limited(own, date)

    def _excluded(self, own: DeadlineDefinition) -> CountedDate | None:
        """Return a row that does not run, for which the form gives the reason."""
        if self._no_right is not None:
            mark = Mark(stated("dates/no_piggyback_right", self._no_right[2], why=self._no_right[1]))
            return CountedDate(RowKey(own.id), None, self._waited_for(own), marks=(mark,), void=True)
        for each in own.excluded:
            if self._holds(each.when):
                start = self._waited_for(own)
                days = 0 if start is None else days_barred(self._facts, own, start)
                said = stated("dates/does_not_run", each.section or own.section, why=each.why, days=days)
                mark = Mark(called(said, each.id))
                return CountedDate(RowKey(own.id), None, start, marks=(mark,), void=True)
        return None

    def _waited_for(self, own: DeadlineDefinition) -> Anchor | CountedDate | None:
        """Return the last thing on which a clock can start."""
        found = [self._start_named(each.under(self._choices)) for each in own.start]
        return next((each for each in reversed(found) if each is not None), None)

    def _counted(self, own: DeadlineDefinition) -> CountedDate:
        key, start = RowKey(own.id), None
        names = [each.under(self._choices) for each in own.start]
        if names and notice_of(names[0]) in _NOTICES:
            return self._from_notices(own, names[0])
        for name in names:
            found = self._start_named(name)
            start = start if found is None else found
            if found is not None and found.day is not None:
                break
        if start is None:
            alone = self._start_alone(own)
            return CountedDate(key, None, alone, waits_for=alone.waits_for if alone else "", void=alone is None)
        date = self._at_most(own, counted_by(own, self._facts.terms, key, start))
        stands_in = isinstance(start, CountedDate) and not self._form.has_deadline(names[0])
        return date._replace(projected=True) if stands_in and date.day is not None else date

    def _start_alone(self, own: DeadlineDefinition) -> Anchor | CountedDate | None:
        """Return the day for which a row waits that has no start, only days before or after which it lies."""
        limits = (each for each in (*own.not_before, *own.not_after) if each.alone and self._holds(each.when))
        found = (self._first_start(each.start) for each in limits) if not own.start else ()
        return next((each for each in found if each is not None), None)

    def _start_named(self, name: str) -> Anchor | CountedDate | None:
        if self._form.has_deadline(name):
            return self.row(name)
        if name == EventType.OTHER_REGISTRATION_EFFECTIVE:
            return self._facts.others[0].effective if self._facts.others else None
        if self._is_missing_deadline(name):
            return day_of_term(self._facts, name)
        return recorded(self._facts, name)

    def _is_missing_deadline(self, name: str) -> bool:
        """Tell whether a start is none that can be recorded: a deadline that the agreement has not."""
        known = name[:1].isdigit() or name == AGREEMENT_DATE
        return not known and not self._form.has_event(event_id(name.partition(".")[0]))

    def _at_most(self, own: DeadlineDefinition, date: CountedDate) -> CountedDate:
        """Return a row that ends earlier where the Company chose fewer days than it has."""
        chosen = self._facts.fact(own.at_most) if own.at_most else None
        since = None if date.start is None else day_of(date.start)
        if since is None or date.day is None or not isinstance(chosen, int):
            return date
        longest = (date.day - since).days
        if chosen > longest:
            return date.marked(Mark(stated("dates/too_many_days", own.section, chosen=chosen, longest=longest)))
        term = date.counts[0].term if date.counts else ""
        return date._replace(day=add_days(since, chosen), counts=(Count(chosen, TimeUnit.DAY, term),))

    # -- a clock that several notices share ------------------------------------------------------------------------

    def _from_notices(self, own: DeadlineDefinition, name: str) -> CountedDate:
        """Count a row for all from the first or the last of the notices, as the form picks."""
        facts, kind, key = self._facts, EventType(notice_of(name)), RowKey(own.id)
        notices = facts.notices_of(kind)
        is_received = part_of_notice(name) == "received"
        found = facts.receipts if is_received and notices is facts.notices else receipts(notices, given=not is_received)
        if found.first is None or found.last is None:
            missing = day_of_notice((name,), notices[0]) if notices else unserved_notice(kind)
            return counted_by(own, facts.terms, key, missing)
        picks_first = own.pick is None or own.pick.under(self._choices) == Picked.FIRST
        controlling = day_of_notice((name,), found.first if picks_first else found.last)
        date = counted_by(own, facts.terms, key, controlling)
        if picks_first:
            return date
        # The last receipt is only as sure as every receipt; the first is sure when no assumed one could precede it.
        date = date._replace(assumed=found.assumed, doubts=found.doubts)
        missing_from = (*found.without, *facts.unnotified)
        if not missing_from:
            return date
        people = tuple(holder.person for holder in missing_from)
        return date.marked(Mark(stated("dates/receipts_missing", own.section, notice=kind, by=people), Gravity.DOUBT))

    # -- what follows another deadline -----------------------------------------------------------------------------

    def _following(self, own: DeadlineDefinition, date: CountedDate) -> CountedDate:
        """Return a day that takes off from another deadline what the form says, by that one as moved.

        The row counts as the other does and takes off what the form says; once that is moved, or counts otherwise, what
        is taken off is counted back from it.
        """
        other = self._moved(own.follows)
        if date.start is None:
            return date
        same = other.start is date.start and not other.shifts
        if same and other.day is None:
            return date._replace(day=None, waits_for=other.waits_for, marks=other.marks)
        if same and date.counts[: len(other.counts)] == other.counts:
            return date
        every = self._facts.terms.counts_of(own, day_of(date.start))
        taken_off = tuple(each for each in every if each.amount < 0)
        return CountedDate(
            date.key,
            None if other.day is None else self._facts.terms.counted_on(other.day, taken_off),
            other,
            taken_off,
            assumed=other.assumed,
            projected=other.projected,
            waits_for=other.waits_for,
            doubts=other.doubts,
        )

    # -- delays and bars -------------------------------------------------------------------------------------------

    def _delayed_and_barred(self, own: DeadlineDefinition, date: CountedDate) -> CountedDate:
        """Return a row moved by its delays and bars, whichever of them began first."""
        done = self._done(own)
        barring = [
            (self._barring(bar), each.why)
            for each in own.barred
            if self._holds(each.when) and (bar := self.definition(each.by)) is not None
        ]
        moving = [
            (found, each)
            for each in own.delay
            if self._holds(each.when) and (found := self._postponement(each.ends)) is not None and found.moves
        ]
        since: dt.date | None = None
        for found, each in sorted(moving if self._delayed else (), key=lambda part: part[0].elected or dt.date.max):
            elected = found.elected or dt.date.max
            date = _past(date, barring, since, elected, done)
            effect = DelayEffect(each.effect.under(self._choices))
            date, without_effect = after_delay(date, found, self._facts, own, effect=effect, done=done)
            self._without_effect[each.ends, own.id] = without_effect
            since = elected
        return _past(date, barring, since, None, done)

    def _done(self, own: DeadlineDefinition) -> dt.date | None:
        """Return the day on which what a deadline asks for was done."""
        return next(
            (recorded(self._facts, each).day for each in own.met_by if self._form.has_event(event_id(each))), None
        )

    def _barring(self, own: DeadlineDefinition) -> Bars:
        if own.id not in self._bars:
            excluded = self._excluded(own)
            if excluded is not None:
                self._bars[own.id] = Bars(excluded, own.section)
            else:
                self._bars[own.id] = bars(self._facts, own, self._records(own), self._choices)
        return self._bars[own.id]

    def _records(self, own: DeadlineDefinition) -> tuple[OtherStatement, ...]:
        starts = [each.under(self._choices) for each in own.start]
        if EventType.OTHER_REGISTRATION_EFFECTIVE in starts:
            return self._facts.others
        return records_of([recorded(self._facts, each) for each in starts])

    def _postponement(self, ends: str) -> Postponement | None:
        """Return the delay that a deadline ends, None where none is elected."""
        if ends not in self._postponed:
            own = self.definition(ends)
            elected = None if own is None else self._facts.delays.get(own.needs)
            self._postponed[ends] = None if own is None or elected is None else self._postponed_by(own, elected)
        return self._postponed[ends]

    def _postponed_by(self, own: DeadlineDefinition, elected: Delay) -> Postponement:
        def counted() -> CountedDate:
            return self._limited(own, self._counted(own))

        return postponement(self._facts, own, elected, self._choices, row_of=self.row, counted=counted)

    def _delay_told(self, ends: str, date: CountedDate) -> CountedDate:
        """Mark the end of a delay that moves none of the days it might with the reason."""
        delayed = self._form.roles.delays.get(ends, ())
        found = self._postponed.get(ends)
        if found is None or not found.moves or not self._delayed:
            return date
        for each in delayed:
            if self.definition(each) is not None:
                self._moved(each)
        told = [self._without_effect[ends, each] for each in delayed if (ends, each) in self._without_effect]
        reasons = [each for each in told if each is not None]
        return date.marked(reasons[0]) if reasons and len(reasons) == len(told) else date

    def _delay_moves(self, ends: str, deadline: str) -> bool:
        """Tell whether a delay moves a deadline, as far as is known."""
        found = self._postponement(ends)
        if not self._delayed or found is None or not found.moves or self.definition(deadline) is None:
            return False
        self._moved(deadline)
        return self._without_effect.get((ends, deadline)) is None

    # -- other days before or after which it does not lie ----------------------------------------------------------

    def _limited(self, own: DeadlineDefinition, date: CountedDate) -> CountedDate:
        for extension in own.extend:
            if self._holds(extension.when):
                date = extended(date, own, extension, self._facts, self._first_start)
        for limit in own.not_before:
            moved_with = limit.where_it_moves
            if not self._holds(limit.when):
                continue
            start = self._first_start(limit.start)
            idle = moved_with and isinstance(start, CountedDate) and not self._delay_moves(start.key.id, moved_with)
            if start is not None and not idle:
                date = not_before(date, limit, start, self._facts, self._section_of(start, own))
        if own.not_after:
            every = [(each, self._first_start(each.start)) for each in own.not_after if self._holds(each.when)]
            ends = [(each, start, self._section_of(start, own)) for each, start in every if start is not None]
            date = not_after(date, ends, own.end_with, self._facts, len(every))
        return date

    def _first_start(self, starts: Sequence[FormText]) -> Anchor | CountedDate | None:
        """Return the first start that has a day, else the last; a deadline without a row is none."""
        found: Anchor | CountedDate | None = None
        for each in starts:
            this = self._start_named(each.under(self._choices))
            found = found if this is None else this
            if this is not None and this.day is not None:
                break
        return found

    def _section_of(self, start: Anchor | CountedDate | None, own: DeadlineDefinition) -> str:
        return self._form.deadline(start.key.id).section if isinstance(start, CountedDate) else own.section

    def _above_floor(self, own: DeadlineDefinition, date: CountedDate) -> CountedDate:
        """Let a last day yield to the first day where no day keeps both and the reading says so."""
        first = self.row(own.floor) if own.floor else None
        if first is None or first.day is None or date.day is None or first.day <= date.day:
            return date
        if own.keep.under(self._choices) == Kept.LATEST or waiver_given(self._facts, first.key, self._choices).on:
            return date
        floor = self._form.deadline(own.floor)
        label = stated("dates/first_day_controls", of=floor.name_after)
        rule = stated("dates/outside_date_gives_way")
        return date.shifted(Shift(label, first.day, rule, own.section, (first,)))

    # -- a row for each --------------------------------------------------------------------------------------------

    def _each(self, deadline: str) -> Iterator[CountedDate]:
        own = self.definition(deadline)
        if own is None or self._excluded(own) is not None:
            return
        if own.per is Per.HOLDER:
            date = self._limited(own, self._counted(own))
            for holder in self._facts.investors:
                theirs = self._facts.of_holder(holder.id)
                if theirs is not self._facts:
                    alone = DeclaredDates(theirs, self._choices)
                    date = alone._limited(own, alone._counted(own))
                yield date._replace(key=RowKey(own.id, holder.id))
            return
        starts = tuple(each.under(self._choices) for each in own.start)
        kind = EventType(notice_of(starts[0]))
        for holder_id, start in _starts_of(self._facts, kind, starts):
            date = counted_by(own, self._facts.terms, RowKey(own.id, holder_id), start)
            yield self._limited(own, date) if own.extend or own.not_before or own.not_after else date


def _past(
    date: CountedDate,
    barring: Iterable[tuple[Bars, str]],
    since: dt.date | None,
    before: dt.date | None,
    done: dt.date | None,
) -> CountedDate:
    """Return a day past the bars that began from a day on and before another."""
    for found, why in barring:
        date = found.begun(since, before).after(date, why, done)
    return date


def _starts_of(
    facts: RegistrationFacts, kind: EventType, starts: tuple[str, ...]
) -> Iterator[tuple[str | None, Anchor]]:
    """Yield the day of the notice to each addressee, then the lack of each notice that is due and not served."""
    notices: tuple[ServedNotice, ...] = facts.notices_of(kind)
    for notice in notices:
        yield notice.holder.id if notice.holder else None, day_of_notice(starts, notice)
    if kind is facts.own_notice:
        yield from unserved_notices(kind, notices, facts.unnotified)
