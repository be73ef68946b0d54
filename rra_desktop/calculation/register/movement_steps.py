"""The ledger's share in a derivation: what was issued, converted, transferred, sold or split, each kind as one step."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from rra_desktop.calculation.register import arithmetic
from rra_desktop.calculation.register.holder_movements import Movement
from rra_desktop.calculation.register.ledger import Ledger
from rra_desktop.calculation.register.ratios import RATIO_TERMS, common_factor, dividend_paid
from rra_desktop.calculation.register.sources import entry_source, factor_label, more_entries, ratio_source
from rra_desktop.domain.figures import Authority, Clause, Convention, Figure, FigureKey
from rra_desktop.domain.register import PARTS, EntryType, LedgerEntry, Security
from rra_desktop.domain.statements import Statement, stated
from rra_desktop.domain.topics import Topic

_PER_UNIT = {"common": "common_per_unit", "preferred": "preferred_per_unit", "warrants": "warrants_per_unit"}
_PAID_OUT = {EntryType.CONVERT: "common_per_preferred", EntryType.EXERCISE: "common_per_warrant"}
_SHOWN = 100
# Python 3.11 needs 0.3 µs to look up a member of an enumeration; a total has a movement for each entry.
_ISSUE, _CONVERT, _TRANSFER, _CORRECTION = EntryType.ISSUE, EntryType.CONVERT, EntryType.TRANSFER, EntryType.CORRECTION
_UNIT = Security.UNIT
_UNITS_OF_NOTHING = "register/units_of_nothing"
"""The kind of the step of Units that ended since nothing of what was in them is left."""
_CORRECTED = Convention(stated("conventions/corrected_by_difference"))


def security_in(part: str) -> Security:
    """Return which securities a column counts; raises KeyError for a part that is no column."""
    return PARTS[part]


@dataclass(frozen=True, slots=True)
class _Step:
    """Movements of one kind with no split among them; `before` is what was held when the first of them came."""

    label: Statement
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

    def _section(self, topic: Topic) -> str:
        return self._matter.form.section(topic)

    def of(self, part: str) -> tuple[Figure[int], ...]:
        """Return the steps of one column; raises KeyError for a part that is no column."""
        if part not in PARTS:
            raise KeyError(part)
        return tuple(self._figure(part, number, step) for number, step in enumerate(self._steps(part), start=1))

    def sources(self, wanted: Callable[[Movement], bool]) -> tuple[Figure[Any], ...]:
        """Return the entries of some of the movements as leaf figures."""
        return self._sources([movement.entry for movement in self._movements if wanted(movement)])

    def _sources(self, entries: Sequence[LedgerEntry]) -> tuple[Figure[Any], ...]:
        """Return entries one by one, and those that nobody would read through as one."""
        shown = tuple(entry_source(entry, self._matter.form, self._names) for entry in entries[:_SHOWN])
        return shown if len(entries) <= _SHOWN else (*shown, more_entries(entries[_SHOWN:]))

    def _steps(self, part: str) -> Iterator[_Step]:
        """Yield movements gathered by label, each where it first occurs; a split closes all before it."""
        gathered: dict[Statement, _Step] = {}
        # A statement for each of 50,000 movements would take as long as all the rest.
        by_kind: dict[tuple[object, ...], _Step] = {}
        held = 0
        for movement in self._movements:
            entry, added = movement.entry, getattr(movement.added, part)
            if added and entry.holder is None:
                yield from gathered.values()
                yield _Step(factor_label(entry, self._matter.form), held, [entry], [added])
                gathered.clear()
                by_kind.clear()
            elif added:
                kind = (entry.type, entry.security, entry.public_distribution, added > 0)
                if kind not in by_kind:
                    label = self._label(entry, part, added)
                    by_kind[kind] = gathered.setdefault(label, _Step(label, held, [], []))
                by_kind[kind].entries.append(entry)
                by_kind[kind].added.append(added)
            held += added
            if movement.ended and part == "units":
                ended = stated(_UNITS_OF_NOTHING, self._section(Topic.MAJORITY))
                step = gathered.setdefault(ended, _Step(ended, held, [], []))
                step.entries.append(entry)
                step.added.append(-movement.ended)
                held -= movement.ended
        yield from gathered.values()

    def _figure(self, part: str, number: int, step: _Step) -> Figure[int]:
        product = None if step.entries[0].holder is None else self._product(part, step)
        rule, terms = product or (self._sum(part, step), ())
        authority = self._authority(part, step)
        key = self._key(f"{part}/{number}")
        return Figure(key, step.label, sum(step.added), rule, authority, (*terms, *self._sources(step.entries)))

    def _sum(self, part: str, step: _Step) -> Statement:
        entry = step.entries[0]
        factor = common_factor(entry)
        if factor is None:
            return arithmetic.total(step.added)
        first = self._ledger.history.first_of_its_date(entry)
        if first is None:
            return arithmetic.product(step.before, "", factor, step.before + step.added[0])
        before = sum(
            getattr(movement.added, part)
            for movement in self._movements
            if (movement.entry.date, movement.entry.sequence) < first
        )
        return stated(
            "register/later_dividend",
            self._section(Topic.REGISTRABLE_SHARES),
            held=before * self._ledger.history.restated(entry),
            ratio=dividend_paid(entry),
            whole=step.added[0],
        )

    def _product(self, part: str, step: _Step) -> tuple[Statement, tuple[Figure[Any], ...]] | None:
        """Write a step as so many times a ratio, with the ratio's term; None where it is no such thing."""
        kinds, of_units = {entry.type for entry in step.entries}, {entry.security for entry in step.entries}
        kind = step.entries[0].type
        if part == "common" and kinds == {kind} and kind in _PAID_OUT:
            term, of = _PAID_OUT[kind], ""
        elif part in _PER_UNIT and of_units == {_UNIT}:
            term, of = _PER_UNIT[part], self._matter.form.security_name(_UNIT)
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
        return arithmetic.product(moved, of, ratio, value), (source,)

    def _ratio(self, term: str, entry: LedgerEntry) -> Fraction:
        ratios = self._ledger.history.before(entry)
        if term == "common_per_unit":
            return ratios.common_per_unit
        if term in ("common_per_preferred", "common_per_warrant"):
            return ratios.common_per_preferred if term == "common_per_preferred" else ratios.common_per_warrant
        preferred = term == "preferred_per_unit"
        dated = self._ledger.preferred_per_unit if preferred else self._ledger.warrants_per_unit
        return Fraction(dated.on(entry.date))

    def _authority(self, part: str, step: _Step) -> Authority:
        entry = step.entries[0]
        if step.label.kind == _UNITS_OF_NOTHING:
            return Clause(self._section(Topic.MAJORITY))
        if entry.type is _CORRECTION:
            return _CORRECTED
        if part == "other":
            return Clause(self._section(Topic.OTHER_HOLDERS))
        term = _PAID_OUT.get(entry.type)
        if entry.type is _ISSUE:
            term = _PER_UNIT.get(part, "units_offered")
        form = self._matter.form
        if term is not None and form.has_term(term):
            return Clause(form.term(term).section)
        return Clause(self._section(Topic.REGISTRABLE_SHARES))

    def _label(self, entry: LedgerEntry, part: str, added: int) -> Statement:
        form = self._matter.form
        security = form.security_name(security_in(part))
        if entry.type is _TRANSFER:
            if added < 0:
                return stated("register/transferred", security=security)
            kind = "register/acquired_publicly" if entry.public_distribution else "register/received"
            return stated(kind, security=security)
        if part == "common" and entry.type in _PAID_OUT:
            source = form.security_name(Security.PREFERRED if entry.type is _CONVERT else Security.WARRANT)
            return stated("register/paid_out", source=source, deed=entry.type)
        if entry.type is _ISSUE and entry.security is _UNIT:
            return stated("register/issued_in_units", security=security)
        return stated("register/moved", security=security, deed=entry.type)
