"""The ledger's share in a derivation: what was issued, converted, transferred, sold or split, each kind as one step."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from rra_desktop.calculation.register import sums
from rra_desktop.calculation.register.holder_movements import Movement
from rra_desktop.calculation.register.ledger import Ledger
from rra_desktop.calculation.register.ratios import RATIO_TERMS, common_factor
from rra_desktop.calculation.register.refusals import SECURITIES
from rra_desktop.calculation.register.sources import entry_source, factor_label, more_entries, ratio_source
from rra_desktop.domain.figures import Authority, Clause, Convention, Figure, FigureKey
from rra_desktop.domain.register import EntryType, LedgerEntry, Security

_COLUMNS = {
    "units": Security.UNIT,
    "common": Security.COMMON,
    "preferred": Security.PREFERRED,
    "warrants": Security.WARRANT,
    "other": Security.OTHER_REGISTRABLE,
}
_WHAT_HAPPENED = {
    EntryType.ISSUE: "issued",
    EntryType.CONVERT: "converted",
    EntryType.EXERCISE: "exercised",
    EntryType.REGISTERED_SALE: "sold under a registration statement",
    EntryType.OTHER_SALE: "sold outside a registration",
    EntryType.CANCEL: "cancelled",
    EntryType.CORRECTION: "corrected",
}
_PER_UNIT = {"common": "common_per_unit", "preferred": "preferred_per_unit", "warrants": "warrants_per_unit"}
_PAID_OUT = {EntryType.CONVERT: "common_per_preferred", EntryType.EXERCISE: "common_per_warrant"}
_SHOWN = 100
# Python 3.11 needs 0.3 µs to look up a member of an enumeration; a total has a movement for each entry.
_ISSUE, _CONVERT, _TRANSFER, _CORRECTION = EntryType.ISSUE, EntryType.CONVERT, EntryType.TRANSFER, EntryType.CORRECTION
_UNIT = Security.UNIT
_CORRECTED = Convention("A figure that was typed over is corrected by the difference.")


def security_in(part: str) -> str:
    """Return what the securities of a column are called; raises KeyError for a part that is no column."""
    return SECURITIES[_COLUMNS[part]]


@dataclass(frozen=True, slots=True)
class _Step:
    """Movements of one kind with no split among them; `before` is what was held when the first of them came."""

    label: str
    before: int
    entries: list[LedgerEntry]
    added: list[int]


class MovementSteps:
    """The steps by which some holders came to what they hold of each security."""

    def __init__(self, ledger: Ledger, movements: Sequence[Movement], key: Callable[[str], FigureKey]) -> None:
        """Take the movements in their order; `key` makes a step's key from its part."""
        self._ledger = ledger
        self._matter = ledger.matter
        self._movements = movements
        self._key = key
        self._amended = {change.term for change in ledger.matter.term_changes if change.effective_from is not None}
        self._names = {holder.id: holder.name for holder in ledger.matter.holders}

    def of(self, part: str) -> tuple[Figure[int], ...]:
        """Return the steps of one column; raises KeyError for a part that is no column."""
        if part not in _COLUMNS:
            raise KeyError(part)
        return tuple(self._figure(part, number, step) for number, step in enumerate(self._steps(part), start=1))

    def sources(self, wanted: Callable[[Movement], bool]) -> tuple[Figure[Any], ...]:
        """Return the entries of some of the movements as the ends of a derivation."""
        return self._sources([movement.entry for movement in self._movements if wanted(movement)])

    def _sources(self, entries: Sequence[LedgerEntry]) -> tuple[Figure[Any], ...]:
        """Return entries one by one, and those that nobody would read through as one."""
        shown = tuple(entry_source(entry, self._names) for entry in entries[:_SHOWN])
        return shown if len(entries) <= _SHOWN else (*shown, more_entries(entries[_SHOWN:]))

    def _steps(self, part: str) -> Iterator[_Step]:
        """Yield movements gathered by kind, each kind where it first occurs; a split closes all before it."""
        gathered: dict[str, _Step] = {}
        held = 0
        for movement in self._movements:
            added = getattr(movement.added, part)
            if not added:
                continue
            label = _label(movement.entry, part, added)
            if movement.entry.holder is None:
                yield from gathered.values()
                yield _Step(label, held, [movement.entry], [added])
                gathered.clear()
            else:
                step = gathered.setdefault(label, _Step(label, held, [], []))
                step.entries.append(movement.entry)
                step.added.append(added)
            held += added
        yield from gathered.values()

    def _figure(self, part: str, number: int, step: _Step) -> Figure[int]:
        product = None if step.entries[0].holder is None else self._product(part, step)
        rule, terms = product or (self._sum(step), ())
        authority = self._authority(part, step.entries[0])
        key = self._key(f"{part}/{number}")
        return Figure(key, step.label, sum(step.added), rule, authority, (*terms, *self._sources(step.entries)))

    def _sum(self, step: _Step) -> str:
        factor = common_factor(step.entries[0])
        if factor is None:
            return sums.total(step.added)
        return sums.product(step.before, "", factor, step.before + step.added[0])

    def _product(self, part: str, step: _Step) -> tuple[str, tuple[Figure[Any], ...]] | None:
        """Write a step as so many times a ratio, with the ratio's term; None where it is no such thing."""
        kinds, of_units = {entry.type for entry in step.entries}, {entry.security for entry in step.entries}
        kind = step.entries[0].type
        if part == "common" and kinds == {kind} and kind in _PAID_OUT:
            term, noun = _PAID_OUT[kind], ""
        elif part in _PER_UNIT and of_units == {_UNIT}:
            term, noun = _PER_UNIT[part], "Units"
        else:
            return None
        ratios = {self._ratio(term, entry) for entry in (step.entries if term in self._amended else step.entries[:1])}
        if len(ratios) != 1:
            return None
        moved = sum(abs(entry.quantity or 0) for entry in step.entries if entry.type is not _CORRECTION)
        moved += sum(entry.quantity or 0 for entry in step.entries if entry.type is _CORRECTION)
        value, ratio = sum(step.added), ratios.pop()
        moved = -moved if value < 0 < moved else moved
        splits = self._ledger.history.splits_before(step.entries[0], term) if term in RATIO_TERMS else ()
        source = ratio_source(self._matter, term, step.entries[0].date, splits)
        return sums.product(moved, noun, ratio, value), (source,)

    def _ratio(self, term: str, entry: LedgerEntry) -> Fraction:
        ratios = self._ledger.history.before(entry)
        if term == "common_per_unit":
            return ratios.common_per_unit
        if term in ("common_per_preferred", "common_per_warrant"):
            return ratios.common_per_preferred if term == "common_per_preferred" else ratios.common_per_warrant
        preferred = term == "preferred_per_unit"
        dated = self._ledger.preferred_per_unit if preferred else self._ledger.warrants_per_unit
        return Fraction(dated.on(entry.date))

    def _authority(self, part: str, entry: LedgerEntry) -> Authority:
        if entry.type is _CORRECTION:
            return _CORRECTED
        if part == "other":
            return Clause("1(b)")
        term = _PAID_OUT.get(entry.type)
        if entry.type is _ISSUE:
            term = _PER_UNIT.get(part, "units_offered")
        return Clause(self._matter.form.term(term).section if term else "7")


def _label(entry: LedgerEntry, part: str, added: int) -> str:
    security = security_in(part)
    if entry.holder is None:
        return factor_label(entry)
    if entry.type is _TRANSFER:
        outside = entry.public_distribution and added > 0
        received = "acquired in a public distribution" if outside else "received by transfer"
        return f"{security} {received if added > 0 else 'transferred'}"
    if part == "common" and entry.type in _PAID_OUT:
        source = "Series A Preferred" if entry.type is _CONVERT else "Warrants"
        return f"Common from {source} already {_WHAT_HAPPENED[entry.type]}"
    under = " under the Purchase Agreement" if entry.type is _ISSUE and entry.security is _UNIT else ""
    return f"{security} {_WHAT_HAPPENED[entry.type]}{under}"
