"""How the majority of the Units was reached: the steps of the Why panel (§1(a))."""

from __future__ import annotations

from typing import Any

from rra_desktop.calculation.register.positions import Positions
from rra_desktop.calculation.register.register_columns import MajorityBasis, MajorityOf
from rra_desktop.calculation.register.sources import entry_source, no_entry, term_source
from rra_desktop.domain.figures import Clause, Figure, FigureKey
from rra_desktop.domain.matter import Matter
from rra_desktop.domain.register import EntryType, Security
from rra_desktop.domain.standing import Majority
from rra_desktop.domain.statements import stated

MAJORITY_READINGS = ("majority_basis", "majority_of", "joinder")
"""The readings that can move the number needed for a majority."""

_UNIT_TERMS = (
    "common_per_unit",
    "preferred_per_unit",
    "warrants_per_unit",
    "common_per_preferred",
    "common_per_warrant",
)


class MajorityFigures:
    """Explains a majority of one day: how many are needed, and of how many."""

    def __init__(self, matter: Matter, register: Positions, majority: Majority) -> None:
        self._matter = matter
        self._register = register
        self._majority = majority
        self._marks = (*majority.marks, *register.not_counted)

    def needed(self) -> Figure[int]:
        """Return the number needed for a demand with its derivation."""
        fraction, majority = self._matter.ratio("majority_fraction", self._register.as_of), self._majority
        rule = stated(
            "votes/more_than",
            "1(a)",
            of=majority.of,
            fraction=fraction,
            exact=majority.of * fraction,
            needed=majority.needed,
        )
        inputs = (self.whole(), term_source(self._matter, "majority_fraction", self._register.as_of))
        return Figure(
            FigureKey("majority"),
            stated("votes/needed", "1(a)", unit=majority.unit),
            majority.needed,
            rule,
            Clause("1(a)"),
            inputs,
            majority.other_readings,
            self._marks,
            waits_for="" if majority.needed is not None else stated("votes/waits_for_units", unit=majority.unit),
        )

    def whole(self) -> Figure[int]:
        """Return of how many a majority is asked, with its derivation."""
        of, basis = MajorityOf(self._matter.choice("majority_of")), MajorityBasis(self._majority.basis)
        register, day = self._register, self._register.as_of
        if of is MajorityOf.HELD_BY_INVESTORS:
            inputs = self._held(basis)
        elif of is MajorityOf.ALL_ISSUED:
            inputs = _issued(self._matter, register)
        else:
            inputs = (term_source(self._matter, "units_offered", day),)
        if basis is MajorityBasis.AS_CONVERTED_SHARES and of is not MajorityOf.HELD_BY_INVESTORS:
            inputs = (*inputs, *(term_source(self._matter, term, day) for term in _UNIT_TERMS))
        return Figure(
            FigureKey("majority", (), "of"),
            stated("votes/whole", "1(a)", unit=self._majority.unit, of=of),
            self._majority.of,
            stated("votes/whole_counted", "1(a)", count=self._majority.of, day=day, of=of),
            Clause("1(a)"),
            inputs,
            register.other_readings(lambda other: other.majority_of, MAJORITY_READINGS),
            self._marks,
        )

    def _held(self, basis: MajorityBasis) -> tuple[Figure[Any], ...]:
        parts = ("common", "preferred", "warrants") if basis is MajorityBasis.AS_CONVERTED_SHARES else ("units",)
        return tuple(self._register.figure(None, part) for part in parts)


def _issued(matter: Matter, register: Positions) -> tuple[Figure[Any], ...]:
    names = {holder.id: holder.name for holder in matter.holders}
    entries = tuple(
        entry_source(entry, matter.form, names)
        for entry in matter.ledger
        if entry.type in (EntryType.ISSUE, EntryType.CORRECTION)
        and entry.security is Security.UNIT
        and entry.date <= register.as_of
    )
    return entries or (no_entry(matter.form.security_name(Security.UNIT)),)
