"""What a Unit and its parts are worth in Common, from day to day: terms, splits and stock dividends (§7)."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from enum import StrEnum
from fractions import Fraction
from typing import Any, Generic, TypeAlias, TypeVar

from rra_desktop.domain.matter import Matter
from rra_desktop.domain.register import EntryType, LedgerEntry
from rra_desktop.domain.standing import ConversionRatios

_Value = TypeVar("_Value")


class FractionRule(StrEnum):
    """What becomes of a fraction of a share from a split or a conversion: the choices of the term `fraction_rule`."""

    FLOOR = "floor"
    NEAREST = "nearest"
    CEIL = "ceil"

    def whole(self, numerator: int, denominator: int) -> int:
        """Return the whole shares of `numerator / denominator`, not negative; a half is rounded up by `nearest`."""
        if self is _FLOOR:
            return numerator // denominator
        if self is _NEAREST:
            return (2 * numerator + denominator) // (2 * denominator)
        return -(-numerator // denominator)

    def times(self, count: int, ratio: Fraction) -> int:
        """Return the whole shares that `count` securities are worth at a ratio."""
        return self.whole(count * ratio.numerator, ratio.denominator)


# Python 3.11 needs 0.3 µs to look up a member of an enumeration, as long as the rounding itself takes.
_FLOOR, _NEAREST = FractionRule.FLOOR, FractionRule.NEAREST
_SPLITS = (EntryType.SPLIT, EntryType.STOCK_DIVIDEND)


class DatedTerm(Generic[_Value]):
    """A term through time: its value on any day, read once for each change of it (§8(c))."""

    __slots__ = ("days", "values")

    def __init__(self, matter: Matter, term_id: str, read: Callable[[str, dt.date], _Value]) -> None:
        """Read a term; `read` is the matter's own way for its kind, and raises as that does."""
        changed = {matter.in_force_from(change) for change in matter.term_changes if change.term == term_id}
        self.days = sorted({dt.date.min, *(day for day in changed if day is not None)})
        self.values = [read(term_id, day) for day in self.days]

    def on(self, day: dt.date) -> _Value:
        """Return the value in force on a day."""
        if len(self.values) == 1:
            return self.values[0]
        return self.values[bisect_right(self.days, day) - 1]


def common_factor(entry: LedgerEntry) -> Fraction | None:
    """Return by what a split or stock dividend multiplies all Common (§7), None for an entry that is neither."""
    if entry.type is EntryType.SPLIT and entry.new and entry.old and entry.new > 0 and entry.old > 0:
        return Fraction(entry.new, entry.old)
    if entry.type is EntryType.STOCK_DIVIDEND and entry.percent is not None and entry.percent > 0:
        return 1 + Fraction(entry.percent) / 100
    return None


RATIO_TERMS = ("common_per_unit", "common_per_preferred", "common_per_warrant", "warrant_price")
"""The terms that splits and stock dividends move."""

_BEGINNING_OF_DAY = -1
_Moment: TypeAlias = tuple[dt.date, int]


class ConversionHistory:
    """Every change of the conversion ratios, in order: by the terms at the beginning of a day, by splits within it.

    A split or stock dividend multiplies the Common in a Unit; unless it says otherwise also the Common for a Preferred
    and for a Warrant, and the exercise price inversely (§7). A changed term states what holds from its day on, so
    earlier splits no longer weigh on it.
    """

    __slots__ = ("_causes", "_days", "_moments", "steps")

    def __init__(self, matter: Matter, entries: Iterable[LedgerEntry]) -> None:
        """Read the terms of a matter and the splits among its entries, which stand in the order they apply."""
        terms = {term: DatedTerm(matter, term, matter.ratio) for term in RATIO_TERMS}
        causes: list[tuple[_Moment, str | LedgerEntry]] = [
            ((day, _BEGINNING_OF_DAY), term) for term, dated in terms.items() for day in dated.days[1:]
        ]
        splits = [entry for entry in entries if entry.type in _SPLITS and common_factor(entry) is not None]
        causes += [((split.date, split.sequence), split) for split in splits]
        causes.sort(key=lambda cause: cause[0])
        now = ConversionRatios(None, None, *(terms[term].values[0] for term in RATIO_TERMS))
        self.steps = [now]
        for (day, _), cause in causes:
            if isinstance(cause, LedgerEntry):
                now = _after(now, cause)
            else:
                changed: dict[str, Any] = {cause: terms[cause].on(day)}
                now = replace(now, since=day, entry=None, **changed)
            self.steps.append(now)
        self._moments = [moment for moment, _ in causes]
        self._days = [day for day, _ in self._moments]
        self._causes = [cause for _, cause in causes]

    def before(self, entry: LedgerEntry) -> ConversionRatios:
        """Return the ratios at which an entry applies, a split's own effect not yet in them."""
        return self.steps[bisect_left(self._moments, (entry.date, entry.sequence))]

    def after(self, entry: LedgerEntry) -> ConversionRatios:
        """Return the ratios when an entry has been applied."""
        return self.steps[bisect_right(self._moments, (entry.date, entry.sequence))]

    def at_end_of(self, day: dt.date) -> ConversionRatios:
        """Return the ratios when a day is over."""
        return self.steps[bisect_right(self._days, day)]

    @property
    def changed_terms_on(self) -> Sequence[dt.date]:
        """The days on which a changed term moves a ratio, splits apart."""
        return [day for day, sequence in self._moments if sequence == _BEGINNING_OF_DAY]

    def splits_before(self, entry: LedgerEntry, term_id: str) -> tuple[LedgerEntry, ...]:
        """Return the splits and stock dividends that are in a ratio when an entry applies."""
        return self._splits(term_id, bisect_left(self._moments, (entry.date, entry.sequence)))

    def splits_at_end_of(self, day: dt.date, term_id: str) -> tuple[LedgerEntry, ...]:
        """Return the splits and stock dividends that are in a ratio when a day is over."""
        return self._splits(term_id, bisect_right(self._days, day))

    def _splits(self, term_id: str, end: int) -> tuple[LedgerEntry, ...]:
        since = max((place for place, cause in enumerate(self._causes[:end]) if cause == term_id), default=-1)
        splits = (cause for cause in self._causes[since + 1 : end] if isinstance(cause, LedgerEntry))
        return tuple(split for split in splits if split.adjusts_conversion or term_id == "common_per_unit")


def _after(ratios: ConversionRatios, entry: LedgerEntry) -> ConversionRatios:
    factor = common_factor(entry) or Fraction(1)
    adjusted = factor if entry.adjusts_conversion else Fraction(1)
    return ConversionRatios(
        since=entry.date,
        entry=entry.sequence,
        common_per_unit=ratios.common_per_unit * factor,
        common_per_preferred=ratios.common_per_preferred * adjusted,
        common_per_warrant=ratios.common_per_warrant * adjusted,
        warrant_price=ratios.warrant_price / adjusted,
    )
