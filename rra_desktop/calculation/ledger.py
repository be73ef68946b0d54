"""The ledger: dated entries in the order in which they apply, and the terms they apply under."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Collection, Mapping, Sequence
from operator import attrgetter

from rra_desktop.calculation.calendars import add_years
from rra_desktop.calculation.ratios import ConversionHistory, DatedTerm, FractionRule
from rra_desktop.domain.matter import Matter
from rra_desktop.domain.register import LedgerEntry


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
        self._fraction_rule = DatedTerm(matter, "fraction_rule", matter.term)
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

    def fraction_rule(self, day: dt.date) -> FractionRule:
        """Return what becomes of a fraction of a share on a day."""
        return FractionRule(str(self._fraction_rule.on(day)))

    def expiry(self, issued: dt.date) -> dt.date:
        """Return the last day of the Warrants issued on a day: the same day three years later (recital 1(c))."""
        expires = self._expiries.get(issued)
        if expires is None:
            expires = self._expiries[issued] = add_years(issued, self._warrant_years.on(issued))
        return expires
