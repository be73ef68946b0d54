"""What a Unit and its parts are worth in Common, from day to day: terms, splits and stock dividends."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from enum import StrEnum
from fractions import Fraction
from math import prod
from typing import Any, Generic, NamedTuple, TypeAlias, TypeVar

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
    """A term through time: its value on any day, read once for each change of it."""

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
    """Return by what a split or stock dividend multiplies all Common, None for an entry that is neither.

    A stock dividend that is not the first of its date multiplies what was held before the first.
    """
    if entry.type is EntryType.SPLIT and entry.new and entry.old and entry.new > 0 and entry.old > 0:
        return Fraction(entry.new, entry.old)
    paid = dividend_paid(entry)
    return None if paid is None else 1 + paid


def dividend_paid(entry: LedgerEntry) -> Fraction | None:
    """Return what a stock dividend pays on each share, in shares; None for an entry that is none."""
    if entry.type is EntryType.STOCK_DIVIDEND and entry.percent is not None and entry.percent > 0:
        return Fraction(entry.percent) / 100
    return None


RATIO_TERMS = ("common_per_unit", "common_per_preferred", "common_per_warrant", "warrant_price")
"""The terms that splits and stock dividends move."""

_BEGINNING_OF_DAY = -1
_Moment: TypeAlias = tuple[dt.date, int]


class Adjustment(NamedTuple):
    """A split or stock dividend, and by what it multiplies a ratio where it stands among others of its date."""

    entry: LedgerEntry
    factor: Fraction


class _Effect(NamedTuple):
    """By what a split or dividend multiplies the Common in a Unit, and by what a conversion ratio.

    `first` is where the first stock dividend of its date stands, None for a split.
    """

    common: Fraction
    conversion: Fraction
    first: _Moment | None = None


class ConversionHistory:
    """Every change of the conversion ratios, in order: by the terms at the beginning of a day, by splits within it.

    A split or stock dividend multiplies the Common in a Unit; unless it says otherwise also the Common for a Preferred
    and for a Warrant, and the exercise price inversely. Stock dividends of one date are all paid on what was held
    before the first of them, so their percentages add up. A changed term states what holds from its day on, so earlier
    splits no longer weigh on it.
    """

    __slots__ = ("_causes", "_days", "_effects", "_moments", "_several", "steps")

    def __init__(self, matter: Matter, entries: Iterable[LedgerEntry]) -> None:
        """Read the terms of a matter and the splits among its entries, which stand in the order they apply."""
        terms = {term: DatedTerm(matter, term, matter.ratio) for term in RATIO_TERMS}
        causes: list[tuple[_Moment, str | LedgerEntry]] = [
            ((day, _BEGINNING_OF_DAY), term) for term, dated in terms.items() for day in dated.days[1:]
        ]
        splits = [entry for entry in entries if entry.type in _SPLITS and common_factor(entry) is not None]
        causes += [((split.date, split.sequence), split) for split in splits]
        causes.sort(key=lambda cause: cause[0])
        self._effects = _effects(cause for _, cause in causes if isinstance(cause, LedgerEntry))
        later = (effect.first for moment, effect in self._effects.items() if effect.first not in (None, moment))
        self._several = frozenset(first for first in later if first is not None)
        now = ConversionRatios(None, None, *(terms[term].values[0] for term in RATIO_TERMS))
        self.steps = [now]
        for (day, _), cause in causes:
            if isinstance(cause, LedgerEntry):
                now = _after(now, cause, self._effects[cause.date, cause.sequence])
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

    def begins_several_dividends(self, entry: LedgerEntry) -> bool:
        """Tell whether an entry is the first of several stock dividends of one date."""
        return (entry.date, entry.sequence) in self._several

    def first_of_its_date(self, entry: LedgerEntry) -> _Moment | None:
        """Return date and number of the stock dividend before which what an entry is paid on was held.

        Returns None for an entry that is no stock dividend, and for the first or only one of its date.
        """
        moment = (entry.date, entry.sequence)
        effect = self._effects.get(moment)
        return None if effect is None or effect.first == moment else effect.first

    def growth(self, entry: LedgerEntry) -> Fraction:
        """Return by what a split or stock dividend multiplies the Common of somebody who holds all the while."""
        return self._effects[entry.date, entry.sequence].common

    def restated(self, entry: LedgerEntry) -> Fraction:
        """Return by what the splits between the first stock dividend of a date and a later one restate the shares."""
        first, last = self.first_of_its_date(entry), (entry.date, entry.sequence)
        between = (
            effect.common
            for moment, effect in self._effects.items()
            if first is not None and first < moment < last and effect.first is None
        )
        return prod(between, start=Fraction(1))

    def splits_before(self, entry: LedgerEntry, term_id: str) -> tuple[Adjustment, ...]:
        """Return the splits and stock dividends that are in a ratio when an entry applies."""
        return self._splits(term_id, bisect_left(self._moments, (entry.date, entry.sequence)))

    def splits_at_end_of(self, day: dt.date, term_id: str) -> tuple[Adjustment, ...]:
        """Return the splits and stock dividends that are in a ratio when a day is over."""
        return self._splits(term_id, bisect_right(self._days, day))

    def _splits(self, term_id: str, end: int) -> tuple[Adjustment, ...]:
        since = max((place for place, cause in enumerate(self._causes[:end]) if cause == term_id), default=-1)
        splits = [cause for cause in self._causes[since + 1 : end] if isinstance(cause, LedgerEntry)]
        effects = [self._effects[split.date, split.sequence] for split in splits]
        if term_id == "common_per_unit":
            return tuple(Adjustment(split, effect.common) for split, effect in zip(splits, effects, strict=True))
        return tuple(
            Adjustment(split, 1 / effect.conversion if term_id == "warrant_price" else effect.conversion)
            for split, effect in zip(splits, effects, strict=True)
            if split.adjusts_conversion
        )


def _effects(splits: Iterable[LedgerEntry]) -> dict[_Moment, _Effect]:
    """Return what each split and stock dividend does, by date and number; they come in the order they apply."""
    found: dict[_Moment, _Effect] = {}
    first: dict[dt.date, _Moment] = {}
    paid: dict[tuple[dt.date, bool], Fraction] = {}
    for entry in splits:
        moment, dividend = (entry.date, entry.sequence), dividend_paid(entry)
        if dividend is None:
            factor = common_factor(entry) or Fraction(1)
            found[moment] = _Effect(factor, factor if entry.adjusts_conversion else Fraction(1))
            continue
        grown = []
        for conversion in (False, True):
            before = paid.get((entry.date, conversion), Fraction(1))
            after = before + dividend if entry.adjusts_conversion or not conversion else before
            paid[entry.date, conversion] = after
            grown.append(after / before)
        common, adjusted = grown
        found[moment] = _Effect(common, adjusted, first.setdefault(entry.date, moment))
    return found


def _after(ratios: ConversionRatios, entry: LedgerEntry, effect: _Effect) -> ConversionRatios:
    return ConversionRatios(
        since=entry.date,
        entry=entry.sequence,
        common_per_unit=ratios.common_per_unit * effect.common,
        common_per_preferred=ratios.common_per_preferred * effect.conversion,
        common_per_warrant=ratios.common_per_warrant * effect.conversion,
        warrant_price=ratios.warrant_price / effect.conversion,
    )
