"""From which day a transfer makes a transferee one of a class, by what the form asks beside its signature."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import cached_property

from rra_desktop.calculation.register.ledger import Ledger
from rra_desktop.domain.holder_classes import HolderClass, Joins
from rra_desktop.domain.matter import Matter
from rra_desktop.domain.register import EntryType, Holder, LedgerEntry, Security


class ClassJoinder:
    """What the transfers to each holder were, and from which of them on they were enough for its class."""

    def __init__(self, matter: Matter) -> None:
        """Look nothing up before it is asked for: most classes take every transferee that has signed."""
        self._matter = matter

    def asks_more(self, holder_class: HolderClass | None) -> bool:
        """Tell whether a class asks who transferred, or how much, beside a signature."""
        return holder_class is not None and (
            holder_class.joins_with is not None or Joins.AFFILIATE in holder_class.joins
        )

    def enough_since(self, holder: Holder, holder_class: HolderClass) -> dt.date | None:
        """Return the day on which an affiliate transferred, or enough had been acquired; None for never.

        Where the class asks for either, the earlier of the two counts.
        """
        together, least = Fraction(0), holder_class.joins_with
        for entry in self._transfers.get(holder.id, ()):
            if Joins.AFFILIATE in holder_class.joins and self._is_affiliate(holder, entry):
                return entry.date
            together += self._shares(entry)
            if least is not None and together >= least:
                return entry.date
        return None

    @cached_property
    def _ledger(self) -> Ledger:
        return Ledger(self._matter)

    @cached_property
    def _transfers(self) -> Mapping[str, Sequence[LedgerEntry]]:
        found: dict[str, list[LedgerEntry]] = {}
        for entry in self._ledger.entries:
            if entry.type is EntryType.TRANSFER and entry.to is not None and not entry.public_distribution:
                found.setdefault(entry.to, []).append(entry)
        return found

    @cached_property
    def _groups(self) -> Mapping[str | None, str | None]:
        return {holder.id: holder.group for holder in self._matter.holders}

    def _is_affiliate(self, holder: Holder, entry: LedgerEntry) -> bool:
        return holder.group is not None and self._groups.get(entry.holder) == holder.group

    def _shares(self, entry: LedgerEntry) -> Fraction:
        """Return what a transfer was worth in Common, at the ratios it found."""
        ledger, ratios = self._ledger, self._ledger.history.before(entry)
        worth = {
            Security.UNIT: ratios.common_per_unit
            + ledger.preferred_per_unit.on(entry.date) * ratios.common_per_preferred
            + ledger.warrants_per_unit.on(entry.date) * ratios.common_per_warrant,
            Security.PREFERRED: ratios.common_per_preferred,
            Security.WARRANT: ratios.common_per_warrant,
        }
        each = worth.get(entry.security, Fraction(1)) if entry.security is not None else Fraction(1)
        return each * (entry.quantity or 0)
