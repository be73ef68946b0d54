"""How a position was reached: the steps of the Why panel, down to ledger entries and terms (recitals, §7)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from rra_desktop.calculation.register import sums
from rra_desktop.calculation.register.holder_movements import movements
from rra_desktop.calculation.register.movement_steps import MovementSteps, security_in
from rra_desktop.calculation.register.register_columns import MajorityBasis, RegisterColumns, RegistrableBasis
from rra_desktop.calculation.register.replay import Replay
from rra_desktop.calculation.register.sources import no_entry, ratio_source, term_source
from rra_desktop.domain.figures import Clause, Figure, FigureKey, OtherReading
from rra_desktop.domain.register import Role
from rra_desktop.domain.statements import marks_in_words


@dataclass(frozen=True, slots=True)
class Subject:
    """Whose position is explained: some holders taken together, by their places in the register.

    `kind` and `ids` make the figures' keys. `share_of` are the Registrable Shares of all Investors, None where theirs
    are no part of those. `remarks` are said of every part.
    """

    kind: str
    ids: tuple[str, ...]
    name: str
    places: Sequence[int]
    remarks: tuple[str, ...] = ()
    share_of: int | None = None

    def key(self, part: str) -> FigureKey:
        """Return the key of one of the subject's figures."""
        return FigureKey(self.kind, self.ids, part)


class PositionFigures:
    """The derivations of one subject on one day; `parts` are the columns of the register."""

    def __init__(self, columns: RegisterColumns, subject: Subject) -> None:
        """Follow the ledger for the subject's holders, through whatever hands their securities came."""
        self.columns = columns
        self.subject = subject
        self.matter = columns.ledger.matter
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
        if part == "units":
            return self.units(MajorityBasis(self.matter.choice("majority_basis")))
        return self._held(part)

    # -- what is held --------------------------------------------------------------------------------------------------

    def _held(self, part: str) -> Figure[int]:
        steps = (*self._steps.of(part), *(self._lapsed() if part == "warrants" else ()))
        value = sum(step.value or 0 for step in steps)
        authority = {"units": Clause("Recital 1"), "other": Clause("1(b)")}.get(part, Clause("7"))
        return Figure(
            self.subject.key(part),
            f"{self.subject.name} · {security_in(part)}",
            value,
            sums.total([step.value or 0 for step in steps]),
            authority,
            steps or (no_entry(security_in(part)),),
            marks=marks_in_words(
                (*self.subject.remarks, *self._dropped()) if part == "common" else self.subject.remarks
            ),
        )

    def _lapsed(self) -> Iterator[Figure[int]]:
        """Yield the step of the Warrants whose day is past, if any is (recital 1(c))."""
        expiry = self.columns.ledger.expiry
        lots = (lot for account in self._every for lot in self.columns.accounts.lots.get(account, {}).items())
        lapsed = [(issued, count) for issued, count in lots if expiry(issued) < self.columns.as_of]
        if lapsed:
            days = sorted({expiry(issued) for issued, _ in lapsed})
            years = term_source(self.matter, "warrant_years", min(issued for issued, _ in lapsed))
            entries = self._steps.sources(lambda movement: movement.added.warrants > 0)
            yield Figure(
                self.subject.key("warrants/lapsed"),
                "Warrants lapsed",
                -sum(count for _, count in lapsed),
                f"unexercised when {sums.dates(days)} was over",
                Clause("Recital 1(c)"),
                (years, *entries),
            )

    def _dropped(self) -> Iterator[str]:
        dropped = sum((self.columns.dropped.get(account, Fraction()) for account in self._every), Fraction())
        if dropped:
            deed = "dropped" if dropped > 0 else "added"
            yield f"{sums.mixed(abs(dropped))} of a share {deed} by the fraction rule “{self.columns.fraction_rule}”."

    # -- Units for the majority ----------------------------------------------------------------------------------------

    def units(self, basis: MajorityBasis) -> Figure[int]:
        """Return the Units as a reading counts them; on as-converted shares those held (§1(a))."""
        figure = self._intact() if basis is MajorityBasis.INTACT_UNITS else self._held("units")
        return Figure(
            figure.key,
            figure.label,
            figure.value,
            figure.rule,
            figure.authority,
            figure.inputs,
            tuple(self._other_bases(basis)),
            figure.marks,
        )

    def _intact(self) -> Figure[int]:
        ratios, columns = self.columns.ratios, self.columns
        parts = (
            ("common", ratios.common_per_unit),
            ("preferred", Fraction(columns.preferred_per_unit)),
            ("warrants", Fraction(columns.warrants_per_unit)),
        )
        figures = [self._held(part) for part, per_unit in parts if per_unit]
        counted = [
            f"{figure.value or 0:,} ÷ {sums.ratio(per_unit)}"
            for figure, (_, per_unit) in zip(figures, (each for each in parts if each[1]), strict=True)
        ]
        together = "" if len(self.subject.places) == 1 else ", holder by holder"
        return Figure(
            self.subject.key("units"),
            f"{self.subject.name} · intact Units",
            self._sum(columns.intact_units, self.subject.places),
            f"the least of {', '.join(counted)}, in whole Units{together}",
            Clause("1(a)"),
            tuple(figures),
            marks=marks_in_words(self.subject.remarks),
        )

    def _other_bases(self, basis: MajorityBasis) -> Iterator[OtherReading[int]]:
        for other in MajorityBasis:
            if other is not basis:
                value = self._sum(self.columns.units(other), self.subject.places)
                yield self._other_reading("majority_basis", other.value, value)

    def _other_reading(self, reading: str, choice: str, value: int) -> OtherReading[int]:
        return OtherReading(reading, choice, self.matter.form.reading(reading).label_of(choice), value)

    # -- Registrable Shares --------------------------------------------------------------------------------------------

    def _registrable(self, basis: RegistrableBasis) -> Figure[int]:
        steps = tuple(self._registrable_steps(basis))
        value = self._sum(self.columns.registrable(basis), self.subject.places)
        other = next(each for each in RegistrableBasis if each is not basis)
        elsewhere = self._sum(self.columns.registrable(other), self.subject.places)
        return Figure(
            self.subject.key("registrable"),
            f"{self.subject.name} · Registrable Shares",
            value,
            self._registrable_rule([step.value or 0 for step in steps], value),
            Clause("1(b)" if self._other_holder else "7"),
            steps or (no_entry("Registrable Shares"),),
            (self._other_reading("registrable_basis", other.value, elsewhere),),
            marks_in_words(self._registrable_remarks()),
        )

    @property
    def _other_holder(self) -> bool:
        return any(self.matter.holders[place].role is Role.OTHER_HOLDER for place in self.subject.places)

    def _registrable_rule(self, terms: list[int], value: int) -> str:
        if self.subject.share_of:
            share = sums.percent(Fraction(value, self.subject.share_of))
            return f"{sums.total(terms)}; {share} of all Registrable Shares"
        return sums.total(terms)

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
                "Acquired in a public distribution, so not Registrable",
                -outside,
                f"{outside:,} shares",
                Clause("7"),
                self._steps.sources(lambda movement: movement.outside),
            )

    def _on_conversion(self) -> Iterator[Figure[int]]:
        held = self._sum(self.columns.accounts.preferred, self._every)
        if held:
            worth = self._sum(self.columns.on_conversion, self._every)
            ratio = self.columns.ratios.common_per_preferred
            yield Figure(
                self.subject.key("registrable/preferred"),
                "Common on conversion of Series A Preferred",
                worth,
                sums.product(held, "", ratio, worth),
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
                "Common on exercise of Warrants",
                worth,
                f"{sums.product(held, '', ratio, worth)} · expire {self._expiries()}",
                Clause(self.matter.form.term("common_per_warrant").section),
                (self._held("warrants"), self._ratio("common_per_warrant")),
            )

    def _expiries(self) -> str:
        issued = {day for account in self._every for day in self.columns.accounts.lots.get(account, ())}
        days = {self.columns.ledger.expiry(day) for day in issued}
        return sums.dates(sorted(day for day in days if day >= self.columns.as_of))

    def _ratio(self, term_id: str) -> Figure[Any]:
        as_of = self.columns.as_of
        splits = self.columns.ledger.history.splits_at_end_of(as_of, term_id)
        return ratio_source(self.matter, term_id, as_of, splits)

    def _registrable_remarks(self) -> Iterator[str]:
        yield from self.subject.remarks
        for lapse in self._lapsed():
            yield f"{-(lapse.value or 0):,} Warrants count for nothing: {lapse.rule} (recital 1(c))."
        others = 0 if self._other_holder else self._sum(self.columns.accounts.other, self._every)
        if others:
            yield f"{others:,} other registrable securities of Investors are no Registrable Shares (§7)."
        if self._public:
            yield "Registrable Shares leave a holding before those acquired in a public distribution."
        yield from self._dropped()

    def _sum(self, column: Sequence[int], accounts: Sequence[int]) -> int:
        return sum(map(column.__getitem__, accounts))
