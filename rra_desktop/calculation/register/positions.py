"""Positions: who holds what on a day, derived from the ledger, and what of it is Registrable."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from fractions import Fraction
from functools import cached_property

from rra_desktop.calculation.lazy_rows import LazyRows
from rra_desktop.calculation.register import holder_movements
from rra_desktop.calculation.register.beneficial_ownership import Ownership, ownership
from rra_desktop.calculation.register.holder_marks import holder_marks, marks_together
from rra_desktop.calculation.register.holdings_for_rights import BASIS, JOINDER, HoldingsForRights
from rra_desktop.calculation.register.joinder import Joinder, JoinderReading, joinders
from rra_desktop.calculation.register.ledger import Ledger
from rra_desktop.calculation.register.position_figures import PositionFigures, Subject
from rra_desktop.calculation.register.register_columns import RegisterColumns, RegistrableBasis, added
from rra_desktop.calculation.register.replay import Replay
from rra_desktop.calculation.register.shares_asked import (
    shares_asked,
    unit_measure,
)
from rra_desktop.domain.agreement import ReadingChoice
from rra_desktop.domain.figures import Figure, OtherReading
from rra_desktop.domain.holder_classes import Joins
from rra_desktop.domain.matter import Matter
from rra_desktop.domain.register import Holder, Role, Security
from rra_desktop.domain.rights import UNIT_MEASURES, HoldingMeasure, Right
from rra_desktop.domain.standing import (
    HolderPosition,
    LedgerLine,
    LedgerProblem,
    PositionTotals,
)
from rra_desktop.domain.statements import Mark, Statement, stated
from rra_desktop.domain.topics import Topic

_NAMED = 3


def positions(matter: Matter, as_of: dt.date) -> Positions:
    """Derive the whole register from the ledger as of a day.

    A ledger entry that cannot be so is left out; `ledger_problems` names it. Raises KeyError when the agreement form
    lacks a term of the Units.
    """
    return Positions(matter, as_of)


def ledger_problems(matter: Matter) -> tuple[LedgerProblem, ...]:
    """Return the ledger entries that would drive a position negative, whatever their date, in the order they apply.

    Each is left out before the next is tried. Entries that contradict themselves are for `consistency.problems`.
    """
    return tuple(Replay(Ledger(matter)).to(dt.date.max).problems)


class Positions:
    """The register as of a day: columns inside, a row or a figure only when somebody looks at it."""

    def __init__(self, matter: Matter, as_of: dt.date, columns: RegisterColumns | None = None) -> None:
        """Replay the ledger, or take the columns of another register that differs in its readings only."""
        self.matter = matter
        self.as_of = as_of
        self.columns = columns or RegisterColumns(Ledger(matter), as_of)
        self._under: dict[tuple[str, str], Positions] = {}
        self.basis = RegistrableBasis(matter.choice(BASIS))
        self._registrable = self.columns.registrable(self.basis)
        self._first_asked = next(iter(shares_asked(matter)), None)
        # Where a demand is counted in shares the column of Units still shows Units.
        self._units = self.columns.held(unit_measure(matter), self.basis)

    def on(self, day: dt.date) -> Positions:
        """Return the same register as of another day."""
        return self if day == self.as_of else Positions(self.matter, day)

    # -- readings ------------------------------------------------------------------------------------------------------

    def under(self, reading: str, choice: str) -> Positions:
        """Return the same register under another choice of a reading; no entry is replayed for it."""
        if (reading, choice) not in self._under:
            kept = tuple(each for each in self.matter.readings if each.reading != reading)
            matter = replace(self.matter, readings=(*kept, ReadingChoice(reading, choice)))
            self._under[reading, choice] = Positions(matter, self.as_of, self.columns)
        return self._under[reading, choice]

    def other_readings(
        self, value: Callable[[Positions], int | None], readings: Sequence[str] | None = None
    ) -> tuple[OtherReading[int], ...]:
        """Return what a number of the register is under each other choice of some readings, where that differs.

        Readings that the form has not got are left out; without any they are those that move the register's numbers.
        """
        mine, found = value(self), []
        asked = [each for each in (self._readings if readings is None else readings) if self.matter.form.asks(each)]
        for reading in map(self.matter.form.reading, asked):
            for choice in reading.choices:
                if choice.id != self.matter.choice(reading.id):
                    there = value(self.under(reading.id, choice.id))
                    if there != mine:
                        found.append(OtherReading(reading.id, choice.id, choice.label, there))
        return tuple(found)

    @property
    def _readings(self) -> Sequence[str]:
        measured = self._first_asked.right.measure.reading if self._first_asked else ""
        return (BASIS, measured, JOINDER)

    # -- one holder ----------------------------------------------------------------------------------------------------

    @cached_property
    def rows(self) -> Sequence[HolderPosition]:
        """Every holder's position, in the register's order, each made when it is looked at."""
        return LazyRows(len(self.matter.holders), self._row)

    @property
    def registrable_shares(self) -> Sequence[int]:
        """The Registrable Shares of every holder, in the register's order: a column, where rows would be slow."""
        return self._registrable[: len(self.matter.holders)]

    @property
    def registrable_by_kind(self) -> Mapping[Security, Sequence[int]]:
        """The Registrable Shares of every holder by the security they are or come from, in the register's order."""
        basis = RegistrableBasis(self.matter.choice("registrable_basis"))
        columns = self.columns.registrable_by_kind(basis)
        return {kind: column[: len(self.matter.holders)] for kind, column in columns.items()}

    def of(self, holder_id: str) -> HolderPosition:
        """Return one holder's position; raises KeyError for a holder that is not in the register."""
        return self._row(self.place(holder_id))

    def place(self, holder_id: str) -> int:
        """Return a holder's place in the register; raises KeyError for a holder that is not in it."""
        return self.columns.ledger.places[holder_id]

    def is_investor(self, holder_id: str) -> bool:
        """Tell whether a holder is an Investor on the day: a transferee is once it has executed a counterpart."""
        joined = self._joined.get(holder_id)
        return joined is not None and joined.since is not None and joined.since <= self.as_of

    @cached_property
    def _joined(self) -> Mapping[str, Joinder]:
        left_out = frozenset(problem.sequence for problem in self.columns.left_out)
        return joinders(self.matter, self.as_of, left_out)

    @cached_property
    def _marks(self) -> Mapping[str, tuple[Mark, ...]]:
        return holder_marks(self.columns, self._joined)

    def marks_of(self, holder_id: str) -> tuple[Mark, ...]:
        """Return what is doubtful about a holder or its entries, nothing for a holder that is not in the register."""
        return self._marks.get(holder_id, ())

    @property
    def marked(self) -> AbstractSet[str]:
        """The ids of the holders of which something is doubtful, or of whose entries."""
        return self._marks.keys()

    @cached_property
    def unsigned(self) -> Sequence[Holder]:
        """The holders that count as recorded though all they have came by transfer without counterpart."""
        return [self.matter.holders[self.place(each)] for each, joined in self._joined.items() if joined.unsigned]

    def _row(self, place: int) -> HolderPosition:
        holder, accounts, dropped = self.matter.holders[place], self.columns.accounts, self.columns.dropped
        parts = accounts.of(place)
        investor = self.is_investor(holder.id)
        counts = investor or holder.role is Role.OTHER_HOLDER
        return HolderPosition(
            holder=holder,
            units=self._units[place],
            common=sum(accounts.common[part] for part in parts),
            preferred=sum(accounts.preferred[part] for part in parts),
            warrants=sum(self.columns.warrants[part] for part in parts),
            other=sum(accounts.other[part] for part in parts),
            registrable=self._registrable[place],
            counts=counts,
            why_not=None if counts else self._why_not(holder.id),
            percent_of_units=self._share_of_units((place,)) if investor else None,
            fraction_dropped=sum((dropped[part] for part in parts if part in dropped), Fraction()),
            not_registrable=sum(self._registrable[part] for part in parts[1:]),
            marks=self.marks_of(holder.id),
        )

    def _why_not(self, holder_id: str) -> Statement:
        joined, own = self._joined[holder_id], self.matter.form.class_of(self.matter.holders[self.place(holder_id)])
        section = own.section if own else ""
        if joined.falls_short and own is not None:
            affiliate = Joins.AFFILIATE in own.joins
            return stated("register/falls_short", section, least=own.joins_with, affiliate=affiliate)
        if own is None or Joins.COUNTERPART not in own.joins:
            return stated("register/joins_later", section, since=joined.since)
        if joined.signed is None:
            return stated("register/no_counterpart", section)
        if joined.signed > self.as_of:
            return stated("register/counterpart_later", section, signed=joined.signed)
        if not self.matter.form.asks(JOINDER) or self.matter.choice(JOINDER) == JoinderReading.WHENEVER_SIGNED:
            return stated("register/joins_later", section, since=joined.since)
        reading = self.matter.form.reading("joinder").label_of(self.matter.choice("joinder"))
        return stated(
            "register/signed_after_transfer",
            self._section(Topic.JOINDER),
            signed=joined.signed,
            days=joined.days_late,
            transferred=joined.transferred,
            reading=reading,
        )

    def ownership_of(self, holder_id: str) -> Ownership:
        """Return what a holder owns, Registrable or not (Regulation S-K, Item 507); raises KeyError for nobody's id."""
        return ownership(self.columns, self.place(holder_id))

    def ledger_of(self, holder_id: str) -> tuple[LedgerLine, ...]:
        """Return a holder's ledger up to the day, with what each entry left; raises KeyError for nobody's id."""
        place, ledger = self.place(holder_id), self.columns.ledger
        return tuple(holder_movements.lines(Replay(ledger), ledger.concerning((holder_id,), self.as_of), place))

    # -- sums ----------------------------------------------------------------------------------------------------------

    @cached_property
    def investors(self) -> Sequence[int]:
        """The places in the register of the Investors that count on the day."""
        return [place for place, holder in enumerate(self.matter.holders) if self.is_investor(holder.id)]

    @cached_property
    def uncounted(self) -> Sequence[int]:
        """The places in the register of the transferees that have executed no counterpart."""
        outside = (place for place, holder in enumerate(self.matter.holders) if not self.is_investor(holder.id))
        return [place for place in outside if self.matter.holders[place].role is Role.INVESTOR]

    @cached_property
    def totals(self) -> PositionTotals:
        """The sums of the Investors that count."""
        return self._sum(self.investors, with_say=True)

    @cached_property
    def other_totals(self) -> PositionTotals:
        """The sums of the Other Holders."""
        holders = enumerate(self.matter.holders)
        return self._sum([place for place, holder in holders if holder.role is Role.OTHER_HOLDER], with_say=False)

    @cached_property
    def uncounted_totals(self) -> PositionTotals:
        """The sums of the transferees without counterpart, which stand outside every other total."""
        return self._sum(self.uncounted, with_say=False)

    def group_totals(self, name: str) -> PositionTotals:
        """Return the sums of an affiliate group's members that count; raises KeyError for no group."""
        return self._sum(self._groups[name], with_say=True)

    @cached_property
    def _groups(self) -> Mapping[str, Sequence[int]]:
        groups: dict[str, list[int]] = defaultdict(list)
        for place, holder in enumerate(self.matter.holders):
            if holder.group is not None and holder.role is Role.INVESTOR:
                groups[holder.group] += [place] if self.is_investor(holder.id) else []
        return dict(groups)

    @cached_property
    def total_marks(self) -> tuple[Mark, ...]:
        """What stands beside the sums of the Investors that count: what stands beside any of them."""
        return self._marks_together(self.investors)

    @cached_property
    def other_total_marks(self) -> tuple[Mark, ...]:
        """What stands beside the sums of the Other Holders."""
        others = (place for place, holder in enumerate(self.matter.holders) if holder.role is Role.OTHER_HOLDER)
        return self._marks_together(list(others))

    def group_marks(self, name: str) -> tuple[Mark, ...]:
        """Return what stands beside the sums of an affiliate group; raises KeyError for no group."""
        return self._marks_together(self._groups[name])

    def _marks_together(self, places: Sequence[int]) -> tuple[Mark, ...]:
        if not self._marks:
            return ()
        return marks_together(self.marks_of(self.matter.holders[place].id) for place in places)

    def _sum(self, places: Sequence[int], *, with_say: bool) -> PositionTotals:
        accounts, holders = self.columns.accounts, self.matter.holders
        public = [accounts.public[place] for place in places if place in accounts.public]
        every = [*places, *public] if public else places
        return PositionTotals(
            units=added(self._units, places),
            common=added(accounts.common, every),
            preferred=added(accounts.preferred, every),
            warrants=added(self.columns.warrants, every),
            other=added(accounts.other, every),
            registrable=added(self._registrable, places),
            holders=len(places),
            investors=len({holders[place].group or place for place in places}),
            percent_of_units=self._share_of_units(places) if with_say else None,
            not_registrable=added(self._registrable, public),
        )

    @property
    def sold_registered(self) -> int:
        """The shares sold under registration statements, in shares of the day; they are Registrable no more."""
        return self._gone(self.columns.accounts.sold_registered)

    @property
    def sold_otherwise(self) -> int:
        """The shares sold outside a registration, in shares of the day; on the words they stay Registrable."""
        return self._gone(self.columns.accounts.sold_otherwise)

    def _gone(self, account: int) -> int:
        return self.columns.accounts.common[account] + self.columns.accounts.other[account]

    # -- what rights to demand ask ------------------------------------------------------------------------------------

    @cached_property
    def rights(self) -> HoldingsForRights:
        """What is held for each right to demand, and by whom."""
        return HoldingsForRights(self)

    @property
    def units_are_worked_out(self) -> bool:
        """Whether Units are worked out from their parts, and not counted as they were bought and transferred."""
        asked = self._first_asked
        return asked is not None and asked.measure in UNIT_MEASURES - {HoldingMeasure.UNITS_HELD}

    def _share_of_units(self, places: Sequence[int]) -> Fraction | None:
        """Return the share that some have of the whole of which the first right to demand asks one."""
        if self._first_asked is None:
            return None
        right = self._first_asked.right
        whole = self.rights.whole(right)
        return Fraction(added(self.rights.held(right), places), whole) if whole else Fraction(0)

    # -- figures -------------------------------------------------------------------------------------------------------

    def figure(self, holder_id: str | None, part: str) -> Figure[int]:
        """Explain one number of the register: of a holder, or (None) of the Investors that count.

        `part` is "units", "common", "preferred", "warrants", "other" or "registrable"; raises KeyError for another,
        and for a holder that is not in the register.
        """
        subject = self._investors_together if holder_id is None else self._one(holder_id)
        return PositionFigures(self.matter, self.columns, subject).explain(part)

    def group_figure(self, name: str, part: str) -> Figure[int]:
        """Explain one number of an affiliate group; raises KeyError for no group."""
        subject = Subject(
            "group",
            (name,),
            stated("register/one_investor", group=name),
            self._groups[name],
            self._others_of(lambda register: register.group_totals(name)),
            self.group_marks(name),
            self.totals.registrable,
        )
        return PositionFigures(self.matter, self.columns, subject).explain(part)

    def class_figure(self, right: Right, part: str) -> Figure[int]:
        """Explain one number of the classes of whose holdings a share is asked for a right."""
        places = sorted({place for each in right.whole_classes for place in self.rights.members(each)})
        if places == list(self.investors):
            return self.figure(None, part)
        names = tuple(self.matter.form.holder_class(each).name for each in right.whole_classes)
        subject = Subject("class", (right.id,), stated("register/classes", names=names), places, lambda _part: ())
        return PositionFigures(self.matter, self.columns, subject).explain(part)

    @property
    def _investors_together(self) -> Subject:
        return Subject(
            "total",
            (),
            stated("register/investors"),
            self.investors,
            self._others_of(lambda register: register.totals),
            (*self.not_counted, *self.total_marks),
        )

    def _one(self, holder_id: str) -> Subject:
        row = self.of(holder_id)
        counted = row.counts and row.holder.role is Role.INVESTOR
        return Subject(
            "position",
            (holder_id,),
            row.holder.person,
            (self.place(holder_id),),
            self._others_of(lambda register: register.of(holder_id)),
            (*((Mark(row.why_not),) if row.why_not else ()), *row.marks),
            self.totals.registrable if counted else None,
        )

    def _others_of(
        self, shown: Callable[[Positions], HolderPosition | PositionTotals]
    ) -> Callable[[str], tuple[OtherReading[int], ...]]:
        return lambda part: self.other_readings(lambda register: int(getattr(shown(register), part)))

    def _section(self, topic: Topic) -> str:
        return self.matter.form.section(topic)

    @cached_property
    def not_counted(self) -> tuple[Mark, ...]:
        """Who is left out of every total for want of a counterpart."""
        outside = sorted(self.uncounted, key=lambda place: -self._registrable[place])
        said = [self._left_out(self.of(self.matter.holders[place].id)) for place in outside[:_NAMED]]
        if len(outside) > _NAMED:
            more = len(outside) - _NAMED
            said.append(
                stated(
                    "register/more_not_counted",
                    self._section(Topic.REGISTRABLE_SHARES),
                    more=more,
                    units=self.uncounted_totals.units,
                )
            )
        return tuple(map(Mark, said))

    def _left_out(self, row: HolderPosition) -> Statement:
        return stated(
            "register/not_counted",
            self._section(Topic.REGISTRABLE_SHARES),
            holder=row.holder.person,
            units=row.units,
            registrable=row.registrable,
            why=row.why_not,
        )
