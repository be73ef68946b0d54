"""What counsel looks at first: what cannot wait, who is waited for, what comes next, which points matter most.

Nothing here is worked out anew: it is chosen from the figures and findings of a matter, and put in order.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property

from rra_desktop.calculation.findings import drafting_points, grave_findings
from rra_desktop.calculation.matter_figures import MatterFigures
from rra_desktop.calculation.record_names import offering_name
from rra_desktop.domain.agreement import COMPANY
from rra_desktop.domain.deadlines import Act, Deadline, DeadlineStatus, HolderAnswer, RequestState
from rra_desktop.domain.figures import FigureKey
from rra_desktop.domain.findings import Finding
from rra_desktop.domain.holder_classes import Joins
from rra_desktop.domain.matter import Matter
from rra_desktop.domain.overview import Awaited, DateLine, FirstStep, RequestsIn, StepTaken
from rra_desktop.domain.register import Holder, Role
from rra_desktop.domain.registrations import EventType, Registration, RegistrationKind
from rra_desktop.domain.statements import WEIGHTY, Gravity, Person, Statement, stated

_ENDS = (EventType.WITHDRAWN, EventType.ALL_SOLD, EventType.DISTRIBUTION_COMPLETED)
_AWAITED_ANSWERS = {
    RequestState.SILENT: "overview/request",
    RequestState.INCOMPLETE: "overview/completion",
    RequestState.NOT_NOTIFIED: "overview/notice",
}
_BEFORE_ALL_ELSE = (FirstStep.INVESTORS, FirstStep.HOLDINGS, FirstStep.REGISTRATION, FirstStep.NOTICE)


class Overview:
    """What stands out in a matter on the day looked at; each part is put together when it is first asked for."""

    def __init__(self, figures: MatterFigures) -> None:
        self._figures = figures

    # -- what cannot wait ----------------------------------------------------------------------------------------------

    @cached_property
    def alarms(self) -> tuple[Finding, ...]:
        """What is impossible, contradictory or in conflict and not over, the gravest first."""
        by_key = {each.key: each for each in self._figures.deadlines}
        return tuple(each for each in grave_findings(self._figures) if _presses(each, by_key.get))

    @cached_property
    def overdue(self) -> tuple[DateLine, ...]:
        """The duties whose last day has passed, the oldest first."""
        return self._lines(each for each in self._figures.deadlines if each.status is DeadlineStatus.OVERDUE)

    @property
    def cannot_wait(self) -> int:
        """How many things must be dealt with before all else."""
        return len(self.alarms) + len(self.overdue)

    # -- dates ---------------------------------------------------------------------------------------------------------

    @cached_property
    def coming(self) -> tuple[DateLine, ...]:
        """The dates from the day looked at on that somebody still has to look at, the next first."""
        as_of = self._figures.as_of
        return self._lines(
            each for each in self._figures.deadlines if each.open and each.date is not None and each.date >= as_of
        )

    @staticmethod
    def _lines(deadlines: Iterable[Deadline]) -> tuple[DateLine, ...]:
        """Put together what may stand in one line: one kind and day, alike in standing and in what is doubtful."""
        found: dict[tuple[object, ...], list[Deadline]] = defaultdict(list)
        for each in deadlines:
            said = frozenset(mark.kind for mark in each.marks if mark.gravity in WEIGHTY)
            alike = (each.registration, each.id, each.subject, each.date, each.status, each.projected, each.assumed)
            found[(*alike, each.gravity, said)].append(each)
        lines = (DateLine(tuple(together)) for together in found.values())
        return tuple(sorted(lines, key=lambda line: line.first.date or dt.date.max))

    # -- the registration a reader asks about --------------------------------------------------------------------------

    @cached_property
    def registration(self) -> Registration | None:
        """The registration a reader asks about: the last demand still open, or the last one open, or the last."""
        running = self._running
        demands = [each for each in running if each.kind is RegistrationKind.DEMAND]
        return next(reversed(demands or running or self._figures.matter.registrations), None)

    @cached_property
    def requests(self) -> RequestsIn | None:
        """What was asked for in that registration, None where there is none or nobody is to ask in it."""
        if self.registration is None:
            return None
        known = self.registration.id
        asked = self._figures.matter.requests_of(known) or any(
            self._asks(each, known) for each in self._figures.deadlines
        )
        return self._figures.requests_in(known) if asked else None

    @cached_property
    def filing_days(self) -> tuple[Deadline, ...]:
        """The two limits of that registration's time to file, both with its window; empty where nothing is to file.

        Of several windows it is the first in the form's order that is not over.
        """
        if self.registration is None:
            return ()
        limits = [each for each in self._figures.deadlines if each.registration == self.registration.id]
        waits = (each for each in limits if each.open or each.status is DeadlineStatus.PENDING)
        window = next((each.window for each in waits if each.window is not None), None)
        return () if window is None else tuple(each for each in limits if each.window == window)

    @cached_property
    def _running(self) -> tuple[Registration, ...]:
        matter, as_of = self._figures.matter, self._figures.as_of
        come = [event for event in matter.events if event.date is not None and event.date <= as_of]
        ended = {event.registration for event in come if event.type in _ENDS}
        return tuple(each for each in matter.registrations if each.id not in ended)

    # -- who is waited for ---------------------------------------------------------------------------------------------

    @cached_property
    def awaited(self) -> tuple[Awaited, ...]:
        """What is still to come in: what has a day first, the next first; what is alike from several stands once."""
        found = (*self._answers(), *self._counterparts(), *self._signatures(), *self._inputs(), *self._scenarios())
        return tuple(sorted(found, key=lambda each: each.by or dt.date.max))

    def _answers(self) -> Iterator[Awaited]:
        """Yield the requests, completions and notices that running registrations wait for, while nothing is filed."""
        names = {holder.id: holder.person for holder in self._figures.matter.holders}
        for registration in self._running:
            if self._figures.filed_on(registration.id) is not None:
                continue
            rows = [each for each in self._figures.deadlines if self._asks(each, registration.id)]
            together: dict[tuple[str, dt.date | None], list[HolderAnswer]] = defaultdict(list)
            for answer in self._figures.answers(registration.id):
                if answer.state in _AWAITED_ANSWERS and not self._lapsed(answer):
                    together[_AWAITED_ANSWERS[answer.state], answer.due].append(answer)
            for (kind, due), alike in together.items():
                row = _row_of(rows, alike[0].holder)
                if row is None or row.status is DeadlineStatus.MOOT:
                    continue
                people = tuple(names.get(each.holder, Person(each.holder, each.holder)) for each in alike)
                late = due is not None and due < self._figures.as_of
                yield Awaited(_of_people(kind, people), row.key, due, late, registration.id)

    def _asks(self, deadline: Deadline, registration: str) -> bool:
        """Tell whether a deadline is a day by which holders ask to be included in a registration."""
        return deadline.registration == registration and deadline.act is Act.ANSWER

    def _lapsed(self, answer: HolderAnswer) -> bool:
        """Tell whether nobody waits for an answer any more: a holder that was silent to its last day is out."""
        return answer.state is RequestState.SILENT and answer.due is not None and answer.due < self._figures.as_of

    def _counterparts(self) -> Iterator[Awaited]:
        """Yield the transferees that are no Investors until they execute a counterpart."""
        register = self._figures.positions
        shares = register.registrable_shares
        for place in register.uncounted:
            holder = self._figures.matter.holders[place]
            if shares[place] and self._joins_by_counterpart(holder):
                key = FigureKey("position", (holder.id,), "registrable")
                yield Awaited(stated("overview/counterpart", holders=(holder.person,)), key)

    def _joins_by_counterpart(self, holder: Holder) -> bool:
        """Tell whether the agreement asks a counterpart of a holder's class, and it has signed none yet."""
        own, signed = self._figures.matter.form.class_of(holder), holder.counterpart_date
        unsigned = signed is None or signed > self._figures.as_of
        return own is not None and Joins.COUNTERPART in own.joins and unsigned

    def _signatures(self) -> Iterator[Awaited]:
        """Yield the amendments that do not count until all have signed."""
        matter = self._figures.matter
        people = {holder.id: holder.person for holder in matter.holders}
        for change in matter.term_changes:
            missing = matter.unsigned_by(change)
            if missing:
                parties = tuple("the Company" if each == COMPANY else people[each] for each in missing)
                term = matter.form.term(change.term)
                said = stated("overview/signatures", term.section, term=term.label, parties=parties)
                yield Awaited(said, FigureKey("term_changes", (str(change.id),)))

    def _inputs(self) -> Iterator[Awaited]:
        """Yield the days and facts that dates of running registrations wait for, each with how many wait for it."""
        waiting: dict[tuple[str, object], list[Deadline]] = defaultdict(list)
        running = {each.id for each in self._running}
        for each in self._figures.deadlines:
            waits = each.waits_for and each.status is DeadlineStatus.PENDING and each.registration in running
            # What the days to ask wait for are the notices, which stand above with those they must reach.
            if waits and each.registration and not self._asks(each, each.registration):
                waiting[each.registration, each.waits_for].append(each)
        for (registration, _what), deadlines in waiting.items():
            said = stated("overview/input", what=deadlines[0].waits_for, count=len(deadlines))
            yield Awaited(said, deadlines[0].key, registration=registration)

    def _scenarios(self) -> Iterator[Awaited]:
        matter = self._figures.matter
        for offering in matter.offerings:
            pending = self._figures.cutback(offering.id).outcome.pending
            if pending:
                said = stated("overview/scenario", offering=offering_name(matter, offering), missing=pending)
                yield Awaited(said, FigureKey("cutback", (offering.id, ""), "allocated"))

    # -- drafting points -----------------------------------------------------------------------------------------------

    @cached_property
    def points(self) -> tuple[Finding, ...]:
        """The open drafting points, those first whose other reading moves most: dates, then majorities, then shares."""
        found = (each for each in drafting_points(self._figures) if not each.settled)
        doubts = (each for each in found if each.gravity is not Gravity.SILENCE)
        return tuple(sorted(doubts, key=lambda each: each.effect.rank, reverse=True))

    # -- what to do first ----------------------------------------------------------------------------------------------

    @cached_property
    def first_steps(self) -> tuple[StepTaken, ...]:
        """What is recorded first in a matter, in order, each with whether something of it is."""
        return first_steps(self._figures.matter)

    @property
    def begun(self) -> bool:
        """Whether the steps that all others rest on are done: a register, a registration and its first notice."""
        return all(each.done for each in self.first_steps if each.step in _BEFORE_ALL_ELSE)


def first_steps(matter: Matter) -> tuple[StepTaken, ...]:
    """Return the first steps in a matter, in order, and which are done; no offering where nobody is cut back."""
    done = {
        FirstStep.INVESTORS: any(holder.role is Role.INVESTOR for holder in matter.holders),
        FirstStep.HOLDINGS: bool(matter.ledger),
        FirstStep.REGISTRATION: bool(matter.registrations),
        FirstStep.NOTICE: bool(matter.events),
        FirstStep.REQUEST: bool(matter.requests),
    }
    if matter.form.plans:
        done[FirstStep.OFFERING] = bool(matter.offerings)
    return tuple(StepTaken(step, each) for step, each in done.items())


def _presses(finding: Finding, deadline_of: Callable[[FigureKey], Deadline | None]) -> bool:
    """Tell whether a finding must be dealt with: a conflict is over where every deadline it stands beside is done."""
    beside = [each for key in finding.concerns if (each := deadline_of(key)) is not None]
    return finding.gravity is not Gravity.CONFLICT or not beside or any(each.pressing for each in beside)


def _row_of(rows: Sequence[Deadline], holder: str) -> Deadline | None:
    """Return the row by which a holder must ask: its own, or the one for all, None where there is none."""
    own = (row for row in rows if row.holder == holder)
    return next(own, next((row for row in rows if row.holder is None), None))


def _of_people(kind: str, people: tuple[Person, ...]) -> Statement:
    return stated(kind, holders=people)
