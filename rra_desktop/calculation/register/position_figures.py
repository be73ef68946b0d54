"""How a position was reached: the steps of the Why panel, down to ledger entries and terms."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from rra_desktop.calculation.register import arithmetic
from rra_desktop.calculation.register.holder_movements import movements
from rra_desktop.calculation.register.movement_steps import MovementSteps, security_in
from rra_desktop.calculation.register.register_columns import RegisterColumns, RegistrableBasis
from rra_desktop.calculation.register.replay import Replay
from rra_desktop.calculation.register.shares_asked import unit_measure
from rra_desktop.calculation.register.sources import no_entry, ratio_source, term_source
from rra_desktop.domain.figures import Clause, Figure, FigureKey, OtherReading
from rra_desktop.domain.matter import Matter
from rra_desktop.domain.register import Role, Security
from rra_desktop.domain.rights import HoldingMeasure
from rra_desktop.domain.statements import Mark, Person, Statement, stated
from rra_desktop.domain.topics import Topic


@dataclass(frozen=True, slots=True)
class Subject:
    """Whose position is explained: some holders taken together, by their places in the register.

    `kind` and `ids` make the figures' keys. `other_readings` gives what a part is under other readings, where that
    differs. `marks` stand beside every part. `share_of` are the Registrable Shares of all Investors, None where theirs
    are no part of those.
    """

    kind: str
    ids: tuple[str, ...]
    name: Person | Statement
    places: Sequence[int]
    other_readings: Callable[[str], tuple[OtherReading[int], ...]]
    marks: tuple[Mark, ...] = ()
    share_of: int | None = None

    def key(self, part: str) -> FigureKey:
        """Return the key of one of the subject's figures."""
        return FigureKey(self.kind, self.ids, part)


class PositionFigures:
    """The derivations of one subject on one day; `parts` are the columns of the register."""

    def __init__(self, matter: Matter, columns: RegisterColumns, subject: Subject) -> None:
        """Follow the ledger for the subject's holders, through whatever hands their securities came."""
        self.matter = matter
        self.columns = columns
        self.subject = subject
        accounts = columns.accounts
        self._public = [accounts.public[place] for place in subject.places if place in accounts.public]
        self._every = [*subject.places, *self._public]
        holders = [self.matter.holders[place].id for place in subject.places]
        entries = columns.ledger.concerning(holders, columns.as_of)
        self._movements = tuple(movements(Replay(columns.ledger), entries, subject.places))
        self._steps = MovementSteps(columns.ledger, self._movements, subject.key)

    def explain(self, part: str) -> Figure[int]:
        """Return one number with its steps and other readings; raises KeyError for no part of the register."""
        if part == "registrable":
            return self._registrable(RegistrableBasis(self.matter.choice("registrable_basis")))
        if part == "units" and unit_measure(self.matter) is HoldingMeasure.INTACT_UNITS:
            return self._intact()
        return self._held(part)

    def _section(self, topic: Topic) -> str:
        return self.matter.form.section(topic)

    def _name(self, security: Security) -> str:
        return self.matter.form.security_name(security)

    # -- what is held --------------------------------------------------------------------------------------------------

    def _held(self, part: str) -> Figure[int]:
        steps = self._steps.of(part)
        if part == "warrants":
            steps = (*steps, *self._lapsed())
        elif part == "units":
            steps = (*steps, *self._nothing_left())
        marks = (*self.subject.marks, *self._dropped()) if part == "common" else self.subject.marks
        value = sum(step.value or 0 for step in steps)
        authority = {
            "units": Clause(self._section(Topic.UNITS)),
            "other": Clause(self._section(Topic.OTHER_HOLDERS)),
        }.get(part, Clause(self._section(Topic.REGISTRABLE_SHARES)))
        return Figure(
            self.subject.key(part),
            self._label(security_in(part)),
            value,
            arithmetic.total([step.value or 0 for step in steps]),
            authority,
            steps or (no_entry(self._name(security_in(part))),),
            self.subject.other_readings(part),
            marks,
        )

    def _label(self, security: Security) -> Statement:
        return stated("register/holding", holder=self.subject.name, security=self._name(security))

    def _lapsed(self) -> Iterator[Figure[int]]:
        """Yield the step of the Warrants whose day is past, if any is (recital 1(c))."""
        expiry = self.columns.ledger.expiry
        lots = (lot for account in self._every for lot in self.columns.accounts.lots.get(account, {}).items())
        lapsed = [(issued, count) for issued, count in lots if expiry(issued) < self.columns.as_of]
        if lapsed:
            days = tuple(sorted({expiry(issued) for issued, _ in lapsed}))
            years = term_source(self.matter, "warrant_years", min(issued for issued, _ in lapsed))
            entries = self._steps.sources(lambda movement: movement.added.warrants > 0)
            yield Figure(
                self.subject.key("warrants/lapsed"),
                stated("register/lapsed"),
                -sum(count for _, count in lapsed),
                stated("register/unexercised", self._section(Topic.WARRANTS), days=days),
                Clause(self._section(Topic.WARRANTS)),
                (years, *entries),
            )

    def _nothing_left(self) -> Iterator[Figure[int]]:
        """Yield the step of the Units of which nothing is left by lapse or split, if there are any."""
        recorded, held = self.columns.accounts.units, self.columns.units_held
        ended = sum(recorded[place] - held[place] for place in self.subject.places)
        if ended:
            yield Figure(
                self.subject.key("units/nothing_left"),
                stated("register/units_of_nothing", self._section(Topic.MAJORITY)),
                -ended,
                stated("register/nothing_left", self._section(Topic.MAJORITY), units=ended, day=self.columns.as_of),
                Clause(self._section(Topic.MAJORITY)),
                self._steps.sources(lambda movement: movement.added.units > 0),
            )

    def _dropped(self) -> Iterator[Mark]:
        dropped = sum((self.columns.dropped.get(account, Fraction()) for account in self._every), Fraction())
        if dropped:
            rule = self.columns.fraction_rule
            yield Mark(stated("register/fraction", shares=abs(dropped), added=dropped < 0, rule=rule))

    # -- Units for the majority ----------------------------------------------------------------------------------------

    def _intact(self) -> Figure[int]:
        ratios, columns = self.columns.ratios, self.columns
        parts = (
            ("common", ratios.common_per_unit),
            ("preferred", Fraction(columns.preferred_per_unit)),
            ("warrants", Fraction(columns.warrants_per_unit)),
        )
        counted = [(self._held(part), per_unit) for part, per_unit in parts if per_unit]
        return Figure(
            self.subject.key("units"),
            stated("register/intact_units", holder=self.subject.name),
            self._sum(columns.intact_units, self.subject.places),
            stated(
                "register/least_of",
                held=tuple(figure.value or 0 for figure, _ in counted),
                per_unit=tuple(per_unit for _, per_unit in counted),
                holders=len(self.subject.places),
            ),
            Clause(self._section(Topic.MAJORITY)),
            tuple(figure for figure, _ in counted),
            self.subject.other_readings("units"),
            self.subject.marks,
        )

    # -- Registrable Shares --------------------------------------------------------------------------------------------

    def _registrable(self, basis: RegistrableBasis) -> Figure[int]:
        steps = tuple(self._registrable_steps(basis))
        value = self._sum(self.columns.registrable(basis), self.subject.places)
        share = Fraction(value, self.subject.share_of) if self.subject.share_of else None
        return Figure(
            self.subject.key("registrable"),
            stated("register/registrable_shares", holder=self.subject.name),
            value,
            arithmetic.total([step.value or 0 for step in steps], share),
            Clause(
                self._section(Topic.OTHER_HOLDERS) if self._other_holder else self._section(Topic.REGISTRABLE_SHARES)
            ),
            steps or (no_entry(""),),
            self.subject.other_readings("registrable"),
            tuple(self._registrable_marks()),
        )

    @property
    def _other_holder(self) -> bool:
        return any(self.matter.holders[place].role is Role.OTHER_HOLDER for place in self.subject.places)

    def _registrable_steps(self, basis: RegistrableBasis) -> Iterator[Figure[int]]:
        yield from self._steps.of("common")
        if basis is RegistrableBasis.AS_CONVERTED:
            yield from self._on_conversion()
            yield from self._on_exercise()
        if self._other_holder:
            yield from self._steps.of("other")
        outside = self._sum(self.columns.registrable(basis), self._public)
        if outside:
            yield Figure(
                self.subject.key("registrable/outside"),
                stated("register/not_registrable", self._section(Topic.REGISTRABLE_SHARES)),
                -outside,
                stated("register/shares", count=outside),
                Clause(self._section(Topic.REGISTRABLE_SHARES)),
                self._steps.sources(lambda movement: movement.outside),
            )

    def _on_conversion(self) -> Iterator[Figure[int]]:
        held = self._sum(self.columns.accounts.preferred, self._every)
        if held:
            worth = self._sum(self.columns.on_conversion, self._every)
            ratio = self.columns.ratios.common_per_preferred
            yield Figure(
                self.subject.key("registrable/preferred"),
                stated(
                    "register/on_conversion", self._section(Topic.CONVERSION), security=self._name(Security.PREFERRED)
                ),
                worth,
                arithmetic.product(held, "", ratio, worth),
                Clause(self.matter.form.term("common_per_preferred").section),
                (self._held("preferred"), self._ratio("common_per_preferred")),
            )

    def _on_exercise(self) -> Iterator[Figure[int]]:
        held = self._sum(self.columns.warrants, self._every)
        if held:
            worth = self._sum(self.columns.on_exercise, self._every)
            ratio = self.columns.ratios.common_per_warrant
            yield Figure(
                self.subject.key("registrable/warrants"),
                stated("register/on_exercise", self._section(Topic.WARRANTS)),
                worth,
                stated(
                    "register/worth_until",
                    product=arithmetic.product(held, "", ratio, worth),
                    days=tuple(self._expiries()),
                ),
                Clause(self.matter.form.term("common_per_warrant").section),
                (self._held("warrants"), self._ratio("common_per_warrant")),
            )

    def _expiries(self) -> Sequence[dt.date]:
        issued = {day for account in self._every for day in self.columns.accounts.lots.get(account, ())}
        days = {self.columns.ledger.expiry(day) for day in issued}
        return sorted(day for day in days if day >= self.columns.as_of)

    def _ratio(self, term_id: str) -> Figure[Any]:
        as_of = self.columns.as_of
        splits = self.columns.ledger.history.splits_at_end_of(as_of, term_id)
        return ratio_source(self.matter, term_id, as_of, splits)

    def _registrable_marks(self) -> Iterator[Mark]:
        yield from self.subject.marks
        for lapse in self._lapsed():
            yield Mark(
                stated(
                    "register/warrants_lapsed", self._section(Topic.WARRANTS), count=-(lapse.value or 0), why=lapse.rule
                )
            )
        others = 0 if self._other_holder else self._sum(self.columns.accounts.other, self._every)
        if others:
            yield Mark(stated("register/other_securities", self._section(Topic.REGISTRABLE_SHARES), count=others))
        if self._public:
            yield Mark(stated("register/registrable_leave_first", self._section(Topic.REGISTRABLE_SHARES)))
        yield from self._dropped()

    def _sum(self, column: Sequence[int], accounts: Sequence[int]) -> int:
        return sum(map(column.__getitem__, accounts))
