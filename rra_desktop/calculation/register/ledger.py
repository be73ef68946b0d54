"""The ledger: dated entries in the order in which they apply, and the terms they apply under."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Collection, Mapping, Sequence
from operator import attrgetter
from typing import NamedTuple

from rra_desktop.calculation.calendars import add_years
from rra_desktop.calculation.register.ratios import ConversionHistory, DatedTerm, FractionRule
from rra_desktop.domain.matter import Matter
from rra_desktop.domain.register import LedgerEntry
from rra_desktop.domain.standing import ConversionRatios


class Conditions(NamedTuple):
    """What entries apply under from one change to the next; ratios in Common, as numerator and denominator."""

    rule: FractionRule
    unit: tuple[int, int]
    preferred: tuple[int, int]
    warrant: tuple[int, int]
    preferred_per_unit: int
    warrants_per_unit: int


class Ledger:
    """A matter's entries by date and, within one date, by sequence number.

    `places` are the places of the holders in the register, by id.
    """

    def __init__(self, matter: Matter) -> None:
        """Sort the entries and read the terms; raises KeyError when the agreement form lacks one."""
        self.matter = matter
        self.entries: Sequence[LedgerEntry] = sorted(matter.ledger, key=attrgetter("date", "sequence"))
        self.places: Mapping[str | None, int] = {holder.id: place for place, holder in enumerate(matter.holders)}
        self.history = ConversionHistory(matter, self.entries)
        self.preferred_per_unit = DatedTerm(matter, "preferred_per_unit", matter.whole)
        self.warrants_per_unit = DatedTerm(matter, "warrants_per_unit", matter.whole)
        self._warrant_years = DatedTerm(matter, "warrant_years", matter.whole)
        self.fraction_rule = DatedTerm(
            matter, "fraction_rule", lambda term, day: FractionRule(str(matter.term(term, day)))
        )
        dated = (self.preferred_per_unit, self.warrants_per_unit, self.fraction_rule)
        self._changes = sorted({*self.history.changed_terms_on, *(day for term in dated for day in term.days[1:])})
        self._expiries: dict[dt.date, dt.date] = {}

    def until(self, day: dt.date) -> Sequence[LedgerEntry]:
        """Return the entries up to and with a day."""
        return self.entries[: bisect_right(self.entries, day, key=attrgetter("date"))]

    def concerning(self, holders: Collection[str], until: dt.date) -> Sequence[LedgerEntry]:
        """Return the entries to a day that bear on some holders, through whatever hands their securities came."""
        wanted = set(holders)
        found = []
        for entry in reversed(self.until(until)):
            if entry.holder is None or entry.holder in wanted or entry.to in wanted:
                found.append(entry)
                if entry.holder is not None:
                    wanted.add(entry.holder)
        found.reverse()
        return found

    def next_change(self, day: dt.date) -> dt.date:
        """Return the first day after another on which a term changes, the last day there is for never."""
        place = bisect_right(self._changes, day)
        return self._changes[place] if place < len(self._changes) else dt.date.max

    def conditions(self, day: dt.date, ratios: ConversionRatios) -> Conditions:
        """Return what entries of a day apply under, at the conversion ratios they find."""
        return Conditions(
            rule=self.fraction_rule.on(day),
            unit=ratios.common_per_unit.as_integer_ratio(),
            preferred=ratios.common_per_preferred.as_integer_ratio(),
            warrant=ratios.common_per_warrant.as_integer_ratio(),
            preferred_per_unit=self.preferred_per_unit.on(day),
            warrants_per_unit=self.warrants_per_unit.on(day),
        )

    def expiry(self, issued: dt.date) -> dt.date:
        """Return the last day of Warrants issued on a day: that day again after the term's years (recital 1(c))."""
        expires = self._expiries.get(issued)
        if expires is None:
            expires = self._expiries[issued] = add_years(issued, self._warrant_years.on(issued))
        return expires
