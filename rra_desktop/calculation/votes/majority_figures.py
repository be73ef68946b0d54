"""How what a right to demand asks was reached: the steps of the Why panel."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Any, Final

from rra_desktop.calculation.register.positions import Positions
from rra_desktop.calculation.register.sources import entry_source, no_entry, term_source
from rra_desktop.domain.figures import Clause, Figure, FigureKey
from rra_desktop.domain.matter import Matter
from rra_desktop.domain.register import EntryType, Role, Security
from rra_desktop.domain.registrations import RegistrationKind
from rra_desktop.domain.rights import HoldingMeasure, Least, Right, ShareBase
from rra_desktop.domain.standing import Majority
from rra_desktop.domain.statements import Statement, stated

UNIT_OF: Final[Mapping[HoldingMeasure, str]] = {
    HoldingMeasure.UNITS_HELD: "Units",
    HoldingMeasure.INTACT_UNITS: "Units",
    HoldingMeasure.AS_CONVERTED_SHARES: "as-converted shares",
    HoldingMeasure.REGISTRABLE: "Registrable Shares",
    HoldingMeasure.ISSUED: "issued Registrable Shares",
}
"""What is counted in each measure."""

_PARTS: Final[Mapping[HoldingMeasure, tuple[str, ...]]] = {
    HoldingMeasure.UNITS_HELD: ("units",),
    HoldingMeasure.INTACT_UNITS: ("units",),
    HoldingMeasure.AS_CONVERTED_SHARES: ("common", "preferred", "warrants"),
    HoldingMeasure.REGISTRABLE: ("registrable",),
    HoldingMeasure.ISSUED: ("common",),
}
"""The columns of the register that a holding is counted from in each measure."""

_UNIT_TERMS = (
    "common_per_unit",
    "preferred_per_unit",
    "warrants_per_unit",
    "common_per_preferred",
    "common_per_warrant",
)


class MajorityFigures:
    """Explains what a right asks on one day: how many are needed, and of how many."""

    def __init__(self, matter: Matter, right: Right, register: Positions, majority: Majority, key: FigureKey) -> None:
        self._matter = matter
        self._right = right
        self._register = register
        self._majority = majority
        self._key = key
        self._least = right.least or Least()
        self._asked = register.rights.asked(right)
        self._marks = (*majority.marks, *register.not_counted)

    def needed(self) -> Figure[int]:
        """Return the number needed for a demand with its derivation."""
        day, term, majority = self._register.as_of, self._least.term, self._majority
        fraction = self._matter.ratio(term, day) if term else self._least.amount
        inputs = (self.whole(), *((term_source(self._matter, term, day),) if term else ()))
        return Figure(
            self._key,
            self._label(),
            majority.needed,
            self._rule(fraction),
            Clause(self._right.section),
            inputs,
            majority.other_readings,
            self._marks,
            waits_for="" if majority.needed is not None else stated("votes/waits_for_units", unit=majority.unit),
        )

    def _label(self) -> Statement:
        several = len(self._matter.form.rights_of_kind(RegistrationKind.DEMAND)) > 1
        if several:
            return stated("votes/needed_under", self._right.section, unit=self._majority.unit, right=self._right.name)
        return stated("votes/needed", self._right.section, unit=self._majority.unit)

    def _rule(self, fraction: Fraction) -> Statement:
        if self._right.least is None:
            return stated("votes/any_holder", self._right.section, needed=self._majority.needed)
        return stated(
            "votes/more_than" if self._least.exceeded else "votes/at_least",
            self._right.section,
            of=self._majority.of,
            fraction=fraction,
            exact=self._majority.of * fraction,
            needed=self._majority.needed,
        )

    def whole(self) -> Figure[int]:
        """Return of how many a share is asked, with its derivation."""
        base, register, day = self._asked.base, self._register, self._register.as_of
        measured = self._asked.measure
        in_units = measured in (HoldingMeasure.UNITS_HELD, HoldingMeasure.INTACT_UNITS)
        inputs: tuple[Figure[Any], ...]
        match base:
            case ShareBase.HELD_BY_INVESTORS:
                inputs = tuple(register.class_figure(self._right, part) for part in _PARTS[measured])
            case ShareBase.ALL_ISSUED:
                inputs = _issued(self._matter, register)
            case ShareBase.ALL_OFFERED:
                inputs = (term_source(self._matter, "units_offered", day),)
            case ShareBase.COMMON:
                inputs = (term_source(self._matter, self._right.common, day),)
        if not in_units and base in (ShareBase.ALL_ISSUED, ShareBase.ALL_OFFERED):
            inputs = (*inputs, *(term_source(self._matter, term, day) for term in _UNIT_TERMS))
        section = self._right.section
        return Figure(
            replace(self._key, part="of"),
            stated("votes/whole", section, unit=self._majority.unit, of=self._whose()),
            self._majority.of,
            stated("votes/whole_counted", section, count=self._majority.of, day=day, of=base),
            Clause(section),
            inputs,
            register.other_readings(
                lambda other: other.rights.whole(self._right), register.rights.readings(self._right)
            ),
            self._marks,
        )

    def _whose(self) -> ShareBase | str:
        """Return of whom or what the whole is: the names of the classes where those are not all Investors."""
        investors = {each.id for each in self._matter.form.classes if each.role is Role.INVESTOR}
        if self._asked.base is not ShareBase.HELD_BY_INVESTORS or {*self._right.whole_classes} == investors:
            return self._asked.base
        return ", ".join(self._matter.form.holder_class(each).name for each in self._right.whole_classes)


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
