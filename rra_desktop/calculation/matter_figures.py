"""Every figure of a matter as of a day, each computed when it is first asked for."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Any

from rra_desktop.calculation.calendars import add_days, add_years, calendars_of
from rra_desktop.calculation.consistency import Problem, problems
from rra_desktop.calculation.cutback.offering_cutback import Cutback, cut_back
from rra_desktop.calculation.dates.contradictions import Contradiction, key_of
from rra_desktop.calculation.dates.due_dates import answers, deadlines
from rra_desktop.calculation.dates.limited_spans import span_marks
from rra_desktop.calculation.dates.notices import notice_dates
from rra_desktop.calculation.dates.order_of_events import order_of_events
from rra_desktop.calculation.dates.register_against_events import register_against_events
from rra_desktop.calculation.dates.registration_facts import gather
from rra_desktop.calculation.dates.requests_in import requests_figure, requests_in
from rra_desktop.calculation.money.damages import damages
from rra_desktop.calculation.money.damages_workings import DamagesFacts
from rra_desktop.calculation.money.expenses import borne_figure
from rra_desktop.calculation.money.limit_breaches import limit_breaches
from rra_desktop.calculation.register.positions import Positions, ledger_problems, positions
from rra_desktop.calculation.votes.demand_tests import demand_marks, demand_tests
from rra_desktop.calculation.votes.thresholds import Thresholds
from rra_desktop.domain.damages import DamagesAccount, HolderDamages
from rra_desktop.domain.deadlines import Act, Deadline, HolderAnswer
from rra_desktop.domain.expenses import ExpenseBearer
from rra_desktop.domain.figures import Authority, Clause, Convention, Figure, FigureKey
from rra_desktop.domain.holidays import HolidayTables
from rra_desktop.domain.matter import Matter
from rra_desktop.domain.overview import RequestsIn
from rra_desktop.domain.register import Role
from rra_desktop.domain.registrations import Event, Request
from rra_desktop.domain.standing import DemandTest
from rra_desktop.domain.statements import Gravity, Mark, Person, stated
from rra_desktop.domain.topics import Topic


class MatterFigures:
    """Every figure of a matter as of a day, each computed when it is first asked for and kept.

    The matter is a value and never changes, so nothing here is ever stale: another matter or day is another analysis.
    """

    def __init__(self, matter: Matter, as_of: dt.date, holidays: HolidayTables) -> None:
        # The closings handed in are those of the whole calculation.
        self.matter = matter if matter.holidays is holidays else replace(matter, holidays=holidays)
        self.as_of = as_of
        self.calendars = calendars_of(self.matter)
        self._positions: dict[dt.date, Positions] = {}
        self._cutbacks: dict[str, Cutback] = {}
        self._answers: dict[str, tuple[HolderAnswer, ...]] = {}

    def warm(self) -> None:
        """Compute what every room shows at once: the register's totals and the deadlines."""
        _ = self.positions.totals, [each.majority for each in self.thresholds.rights], self.deadlines

    def positions_on(self, day: dt.date) -> Positions:
        """Return the register as it stood on a day."""
        if day not in self._positions:
            self._positions[day] = positions(self.matter, day)
        return self._positions[day]

    @property
    def positions(self) -> Positions:
        """The register as of the day looked at."""
        return self.positions_on(self.as_of)

    @cached_property
    def thresholds(self) -> Thresholds:
        """Majorities, coalitions and demands left."""
        return Thresholds(self.matter, self.positions_on, self.as_of)

    @cached_property
    def deadlines(self) -> tuple[Deadline, ...]:
        """Every deadline of every registration and of the matter."""
        return deadlines(
            self.matter,
            self.as_of,
            self.calendars,
            (
                *self._register_against_events,
                *demand_marks(self.demand_tests),
                *span_marks(self.matter, self.as_of),
            ),
        )

    @cached_property
    def demand_tests(self) -> tuple[DemandTest, ...]:
        """Whether each demand is one: signed by a majority, and one is left."""
        return demand_tests(self.thresholds)

    @cached_property
    def contradictions(self) -> tuple[Contradiction, ...]:
        """Every contradiction between recorded facts, whatever the day looked at."""
        of_events = (found for each in self.matter.registrations for found in order_of_events(self.matter, each))
        return (*of_events, *self._register_against_events)

    @cached_property
    def _register_against_events(self) -> tuple[Contradiction, ...]:
        return register_against_events(self.matter, self.held_on)

    @cached_property
    def damages(self) -> tuple[DamagesAccount, ...]:
        """What each holder is owed in damages for the limits not kept; nothing where the agreement fixes none."""
        if not self.matter.form.damages:
            return ()
        positions = self.positions
        investors = [
            each for each in self.matter.holders if each.role is Role.INVESTOR and positions.of(each.id).counts
        ]
        breaches = limit_breaches(self.matter, self.as_of, self.calendars)
        return damages(
            DamagesFacts(self.matter, self.as_of, self.calendars, self.deadlines, investors, self.held_on, breaches)
        )

    def damages_for(self, deadline: Deadline) -> tuple[DamagesAccount, ...]:
        """Return the accounts of damages in which a deadline counts that is not kept; none while it is."""
        return tuple(
            account for account in self.damages if any(default.key == deadline.key for default in account.defaults)
        )

    def filed_on(self, registration_id: str) -> dt.date | None:
        """Return the day a registration was filed on as it is known on the day looked at, None where nothing stands."""
        return gather(self.matter, self.matter.registration(registration_id), self.as_of).filed.day

    def held_on(self, holder_id: str, day: dt.date) -> int:
        """Return the Registrable Shares of a holder on a day; raises KeyError for one not in the register.

        Between two days on which anything of it can change the register is the same: it is worked out once, the day
        looked at being worked out anyway.
        """
        change = bisect_right(self._days_of_change, day)
        since = self._days_of_change[change - 1] if change else dt.date.min
        same_as_now = bisect_right(self._days_of_change, self.as_of) == change
        register = self.positions_on(self.as_of if same_as_now else since)
        return register.registrable_shares[register.place(holder_id)]

    @cached_property
    def _days_of_change(self) -> Sequence[dt.date]:
        """The days on which a count of shares can change: of entries, of amended terms, and after Warrants expired."""
        matter = self.matter
        entries = {entry.date for entry in matter.ledger}
        amended = {change.effective_from for change in matter.term_changes}
        signed = {signature.date for change in matter.term_changes for signature in change.signed_by}
        years = {matter.form.value("warrant_years")}
        years |= {change.value for change in matter.term_changes if change.term == "warrant_years"}
        lapsed = {add_days(add_years(day, count), 1) for day in entries for count in years if isinstance(count, int)}
        return sorted(filter(None, entries | amended | signed | lapsed))

    def position_marks(self, holder_id: str) -> tuple[Mark, ...]:
        """Return what is to be said of a holder's position: a registered sale that cannot have been one, say."""
        contradicted = self._marks_of_positions.get(holder_id, ())
        return (*contradicted, *self.positions.marks_of(holder_id), *self._outside(holder_id))

    @property
    def marked_holders(self) -> tuple[str, ...]:
        """The ids of the holders of which anything is said beside their positions, in the register's order."""
        register, holders = self.positions, self.matter.holders
        outside = {holders[place].id for place in register.uncounted}
        marked = register.marked | self._marks_of_positions.keys() | outside
        return tuple(holder.id for holder in holders if holder.id in marked)

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """What in the records cannot be so, ledger arithmetic apart."""
        return problems(self.matter)

    @cached_property
    def errors_of_holders(self) -> Mapping[str, tuple[Mark, ...]]:
        """What cannot be so in a holder's own record, or in a ledger entry from or to it, by the holder's id."""
        entries = {entry.sequence: entry for entry in self.matter.ledger}
        known = {holder.id for holder in self.matter.holders}
        found: dict[str, dict[Mark, None]] = {}
        for problem in self.problems:
            whose: tuple[str | None, ...] = ()
            if problem.home == "holders":
                whose = (str(problem.key),)
            elif problem.home == "ledger" and isinstance(problem.key, int):
                whose = (entries[problem.key].holder, entries[problem.key].to)
            for holder_id in whose:
                if holder_id in known:
                    found.setdefault(holder_id, {})[problem.mark] = None
        return {holder_id: tuple(marks) for holder_id, marks in found.items()}

    def _outside(self, holder_id: str) -> tuple[Mark, ...]:
        """Say of a transferee without counterpart how much stands outside every total."""
        if self.positions.is_investor(holder_id):
            return ()
        row = self.positions.of(holder_id)
        if row.counts or not row.registrable:
            return ()
        said = stated(
            "findings/not_an_investor",
            self.matter.form.section(Topic.REGISTRABLE_SHARES),
            holder=row.holder.person,
            registrable=row.registrable,
            counterpart=row.holder.counterpart_date,
        )
        return (Mark(said, Gravity.DOUBT),)

    @cached_property
    def _marks_of_positions(self) -> Mapping[str, tuple[Mark, ...]]:
        marks: dict[str, tuple[Mark, ...]] = dict(self.errors_of_holders)
        for each in self.contradictions:
            for holder in each.positions:
                marks[holder] = (*marks.get(holder, ()), each.mark)
        return marks

    def group_marks(self, group: str) -> tuple[Mark, ...]:
        """Return what is to be said of an affiliate group's members, each mark once."""
        members = [holder.id for holder in self.matter.holders if holder.group == group]
        of_members = (mark for member in members for mark in self._marks_of_positions.get(member, ()))
        return tuple(dict.fromkeys((*of_members, *self.positions.group_marks(group))))

    @property
    def total_marks(self) -> tuple[Mark, ...]:
        """What is to be said of the totals of the register and of the majority, and what contradicts them."""
        return (*self._total_contradictions, *self.positions.total_marks)

    @property
    def _total_contradictions(self) -> tuple[Mark, ...]:
        return tuple(each.mark for each in self.contradictions if each.totals)

    def entry_marks(self, sequence: int) -> tuple[Mark, ...]:
        """Return why a ledger entry cannot be so, and what contradicts it."""
        key = FigureKey("entry", (str(sequence),))
        contradicted = (each.mark for each in self.contradictions if key in each.records)
        return (*self._errors_of_entries.get(sequence, ()), *contradicted)

    @cached_property
    def _errors_of_entries(self) -> Mapping[int, tuple[Mark, ...]]:
        found: dict[int, tuple[Mark, ...]] = {}
        own = ((each.key, each.mark) for each in self.problems if each.home == "ledger" and isinstance(each.key, int))
        arithmetic = ((each.sequence, Mark(each.statement, Gravity.ERROR)) for each in ledger_problems(self.matter))
        for sequence, mark in (*own, *arithmetic):
            found[sequence] = (*found.get(sequence, ()), mark)
        return found

    def record_marks(self, record: Event | Request) -> tuple[Mark, ...]:
        """Return what is to be said of an event or request: what contradicts it, and what is doubtful about it."""
        key = key_of(record)
        said = [each.mark for each in self.contradictions if key in each.records]
        if isinstance(record, Event):
            said.extend(self.notice_marks(record))
        else:
            # What is doubtful about the notice it answers stands beside the notice.
            events = self.matter.events_of(record.registration)
            of_notices = {mark for event in events for mark in self.notice_marks(event)}
            answers = (each for each in self.answers(record.registration) if each.holder == record.holder)
            said.extend(mark for answer in answers for mark in answer.marks if mark not in of_notices)
        return tuple(dict.fromkeys(said))

    def notice_marks(self, event: Event) -> tuple[Mark, ...]:
        """Return what is doubtful about a notice; nothing for an event that is none."""
        if not event.is_notice:
            return ()
        to = None
        if event.to is not None:
            to = Person(event.to, next((each.name for each in self.matter.holders if each.id == event.to), event.to))
        return notice_dates(self.matter, event, to).marks

    def deadline(self, key: FigureKey) -> Deadline | None:
        """Return the deadline of a key, None when there is none such (any more)."""
        return next((deadline for deadline in self.deadlines if deadline.key == key), None)

    def answers(self, registration_id: str) -> tuple[HolderAnswer, ...]:
        """Return what each holder was sent in a registration and answered."""
        if registration_id not in self._answers:
            self._answers[registration_id] = answers(
                self.matter, registration_id, self.as_of, self.calendars, self.held_on
            )
        return self._answers[registration_id]

    def requests_in(self, registration_id: str) -> RequestsIn:
        """Return what was asked for in a registration, in sum; raises KeyError when the matter has none such."""
        return requests_in(registration_id, self.answers(registration_id))

    def _requests_figure(self, key: FigureKey) -> Figure[Any]:
        registration = key.subject[0]
        sections = (
            each.section for each in self.deadlines if each.registration == registration and each.act is Act.ANSWER
        )
        section = next(sections, "")
        authority: Authority = Clause(section) if section else Convention(stated("overview/no_day_to_ask"))
        return requests_figure(registration, self.answers(registration), authority)

    @cached_property
    def _registrations(self) -> frozenset[str | None]:
        return frozenset(registration.id for registration in self.matter.registrations)

    def _register_on(self, matter: Matter, day: dt.date) -> Positions:
        return self.positions_on(day) if matter is self.matter else positions(matter, day)

    def cutback(self, offering_id: str) -> Cutback:
        """Return the cutback of one offering; raises KeyError when the matter has none such."""
        if offering_id not in self._cutbacks:
            offering = self.matter.offering(offering_id)
            known = offering.registration is not None and offering.registration in self._registrations
            answers = self.answers(offering.registration) if known and offering.registration else ()
            self._cutbacks[offering_id] = cut_back(self.matter, offering, self._register_on, answers)
        return self._cutbacks[offering_id]

    def figure(self, key: FigureKey) -> Figure[Any] | None:
        """Return the figure with its derivation, None when the matter has none such (any more)."""
        finders: dict[str, Callable[[FigureKey], Figure[Any] | None]] = {
            "position": self._position_figure,
            "total": self._total_figure,
            "group": lambda wanted: self.positions.group_figure(wanted.subject[0], wanted.part),
            "majority": self._majority_figure,
            "demands_left": self._demands_left_figure,
            "deadline": self._deadline_figure,
            "damages": self._damages_figure,
            "expense": lambda wanted: borne_figure(self.matter, int(wanted.subject[0]), ExpenseBearer(wanted.part)),
            "requests": self._requests_figure,
            "cutback": lambda wanted: self.cutback(wanted.subject[0]).figure(wanted.subject[1], wanted.part),
        }
        finder = finders.get(key.kind)
        if finder is None:
            return None
        try:
            return finder(key)
        except (KeyError, IndexError):
            return None

    def _position_figure(self, key: FigureKey) -> Figure[Any] | None:
        holder = key.subject[0]
        above = (*self._marks_of_positions.get(holder, ()), *self._outside(holder))
        return _marked(self.positions.figure(holder, key.part), above)

    def _total_figure(self, key: FigureKey) -> Figure[Any] | None:
        return _marked(self.positions.figure(None, key.part), self._total_contradictions)

    def _majority_figure(self, key: FigureKey) -> Figure[Any] | None:
        threshold = self.thresholds.of(key.subject[0]) if key.subject else self.thresholds.first
        return _marked(threshold.figure_majority(key.part) if threshold else None, self._total_contradictions)

    def _demands_left_figure(self, key: FigureKey) -> Figure[Any] | None:
        threshold = self.thresholds.of(key.part) if key.part else self.thresholds.first
        return threshold.figure_demands_left() if threshold else None

    def _damages_figure(self, key: FigureKey) -> Figure[Any] | None:
        for account in self.damages:
            owed: tuple[DamagesAccount | HolderDamages, ...] = (account, *account.holders)
            found = next((each for each in owed if each.key(key.part) == key), None)
            if found is not None:
                return found.explain(key.part)
        return None

    def _deadline_figure(self, key: FigureKey) -> Figure[Any] | None:
        deadline = self.deadline(key)
        return deadline.explain() if deadline else None


def _marked(figure: Figure[Any] | None, marks: tuple[Mark, ...]) -> Figure[Any] | None:
    return replace(figure, marks=(*marks, *figure.marks)) if figure and marks else figure
