"""How the majority of the Units was reached: the steps of the Why panel (§1(a))."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from rra_desktop.calculation import in_words
from rra_desktop.calculation.register import sums
from rra_desktop.calculation.register.positions import Positions
from rra_desktop.calculation.register.register_columns import MajorityBasis, MajorityOf
from rra_desktop.calculation.register.sources import entry_source, no_entry, term_source
from rra_desktop.domain.figures import Clause, Figure, FigureKey
from rra_desktop.domain.matter import Matter
from rra_desktop.domain.register import EntryType, Security
from rra_desktop.domain.standing import Majority
from rra_desktop.domain.statements import marks_in_words

_UNIT_TERMS = (
    "common_per_unit",
    "preferred_per_unit",
    "warrants_per_unit",
    "common_per_preferred",
    "common_per_warrant",
)


def majority_figure(matter: Matter, register: Positions, majority: Majority) -> Figure[int]:
    """Return the number needed for a demand with its derivation: of how many, and what more than half of that is."""
    fraction = matter.ratio("majority_fraction", register.as_of)
    exact = majority.of * fraction
    return Figure(
        FigureKey("majority"),
        f"{majority.unit} needed to demand registration",
        majority.needed,
        f"{majority.of:,} {_times(fraction)} = {sums.ratio(exact)}; more than that is {majority.needed:,}",
        Clause("1(a)"),
        (_denominator(matter, register, majority), term_source(matter, "majority_fraction", register.as_of)),
        majority.other_readings,
        marks_in_words(register.not_counted),
    )


def _times(fraction: Fraction) -> str:
    return f"÷ {fraction.denominator:,}" if fraction.numerator == 1 else f"× {sums.ratio(fraction)}"


def _denominator(matter: Matter, register: Positions, majority: Majority) -> Figure[Any]:
    of, basis = MajorityOf(matter.choice("majority_of")), MajorityBasis(majority.basis)
    day = in_words.date(register.as_of)
    if of is MajorityOf.HELD_BY_INVESTORS:
        label, rule = f"{majority.unit} held by Investors", f"{majority.of:,} on {day}"
        inputs = _held(register, basis)
    elif of is MajorityOf.ALL_ISSUED:
        label, rule = f"{majority.unit} issued under the Purchase Agreement", f"{majority.of:,} by {day}"
        inputs = _issued(matter, register)
    else:
        label, rule = f"{majority.unit} offered", "sold or not"
        inputs = (term_source(matter, "units_offered", register.as_of),)
    if basis is MajorityBasis.AS_CONVERTED_SHARES and of is not MajorityOf.HELD_BY_INVESTORS:
        inputs = (*inputs, *(term_source(matter, term, register.as_of) for term in _UNIT_TERMS))
    return Figure(FigureKey("majority", (), "of"), label, majority.of, rule, Clause("1(a)"), inputs)


def _held(register: Positions, basis: MajorityBasis) -> tuple[Figure[Any], ...]:
    parts = ("common", "preferred", "warrants") if basis is MajorityBasis.AS_CONVERTED_SHARES else ("units",)
    return tuple(register.figure(None, part) for part in parts)


def _issued(matter: Matter, register: Positions) -> tuple[Figure[Any], ...]:
    names = {holder.id: holder.name for holder in matter.holders}
    entries = tuple(
        entry_source(entry, names)
        for entry in matter.ledger
        if entry.type in (EntryType.ISSUE, EntryType.CORRECTION)
        and entry.security is Security.UNIT
        and entry.date <= register.as_of
    )
    return entries or (no_entry("Units"),)
