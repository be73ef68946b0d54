"""Positions: who holds what on a day, derived from the ledger, and what of it is Registrable (recitals, §7)."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import cached_property

from rra_desktop.calculation import in_words
from rra_desktop.calculation.lazy_rows import LazyRows
from rra_desktop.calculation.register import holder_movements
from rra_desktop.calculation.register.joinder import investor_since
from rra_desktop.calculation.register.ledger import Ledger
from rra_desktop.calculation.register.position_figures import PositionFigures, Subject
from rra_desktop.calculation.register.register_columns import (
    MajorityBasis,
    MajorityOf,
    RegisterColumns,
    RegistrableBasis,
)
from rra_desktop.calculation.register.replay import Replay
from rra_desktop.domain.figures import Figure
from rra_desktop.domain.matter import Matter
from rra_desktop.domain.register import Role
from rra_desktop.domain.standing import (
    ConversionRatios,
    HolderPosition,
    LedgerLine,
    LedgerProblem,
    PositionTotals,
    WarrantLot,
)

_NAMED = 3


def positions(matter: Matter, as_of: dt.date) -> Positions:
    """Derive the whole register from the ledger as of a day (recitals, §7).

    A ledger entry that cannot be so is left out; `ledger_problems` names it. Raises KeyError when the agreement form
    lacks a term of the Units.
    """
    return Positions(matter, as_of)


def ledger_problems(matter: Matter) -> tuple[LedgerProblem, ...]:
    """Return the ledger entries that would drive a position negative, whatever their date, in the order they apply.

    Each is left out before the next is tried. Entries that contradict themselves are for `consistency.problems`.
    """
    return tuple(Replay(Ledger(matter)).to(dt.date.max).problems)


class Positions:
    """The register as of a day: columns inside, a row or a figure only when somebody looks at it."""

    def __init__(self, matter: Matter, as_of: dt.date) -> None:
        self.matter = matter
        self.as_of = as_of
        self.columns = RegisterColumns(Ledger(matter), as_of)
        self._since = investor_since(matter)
        self._registrable = self.columns.registrable(RegistrableBasis(matter.choice("registrable_basis")))
        self._basis = MajorityBasis(matter.choice("majority_basis"))
        # On as-converted shares a majority is counted in shares; the column of Units still shows Units.
        shown = MajorityBasis.INTACT_UNITS if self._basis is MajorityBasis.INTACT_UNITS else MajorityBasis.UNITS_HELD
        self._units = self.columns.units(shown)

    # -- one holder ----------------------------------------------------------------------------------------------------

    @cached_property
    def rows(self) -> Sequence[HolderPosition]:
        """Every holder's position, in the register's order, each made when it is looked at."""
        return LazyRows(len(self.matter.holders), self._row)

    @property
    def registrable_shares(self) -> Sequence[int]:
        """The Registrable Shares of every holder, in the register's order (§7): a column, where rows would be slow."""
        return self._registrable[: len(self.matter.holders)]

    def of(self, holder_id: str) -> HolderPosition:
        """Return one holder's position; raises KeyError for a holder that is not in the register."""
        return self._row(self.place(holder_id))

    def place(self, holder_id: str) -> int:
        """Return a holder's place in the register; raises KeyError for a holder that is not in it."""
        return self.columns.ledger.places[holder_id]

    def is_investor(self, holder_id: str) -> bool:
        """Tell whether a holder is an Investor on the day: a transferee is once it has executed a counterpart (§7)."""
        since = self._since.get(holder_id)
        return since is not None and since <= self.as_of

    def _row(self, place: int) -> HolderPosition:
        holder, accounts, dropped = self.matter.holders[place], self.columns.accounts, self.columns.dropped
        parts = accounts.of(place)
        investor = self.is_investor(holder.id)
        counts = investor or holder.role is Role.OTHER_HOLDER
        return HolderPosition(
            holder=holder,
            units=self._units[place],
            common=sum(accounts.common[part] for part in parts),
            preferred=sum(accounts.preferred[part] for part in parts),
            warrants=sum(self.columns.warrants[part] for part in parts),
            other=sum(accounts.other[part] for part in parts),
            registrable=self._registrable[place],
            counts=counts,
            why_not="" if counts else self._why_not(holder.id),
            percent_of_units=self._share_of_units((place,)) if investor else None,
            fraction_dropped=sum((dropped[part] for part in parts if part in dropped), Fraction()),
            not_registrable=sum(self._registrable[part] for part in parts[1:]),
        )

    def _why_not(self, holder_id: str) -> str:
        since = self._since.get(holder_id)
        if since is None:
            return "A transferee that has executed no counterpart is not an Investor (§7)."
        return f"A transferee is no Investor before it executes its counterpart, on {in_words.date(since)} (§7)."

    def ledger_of(self, holder_id: str) -> tuple[LedgerLine, ...]:
        """Return a holder's ledger up to the day, with what each entry left; raises KeyError for nobody's id."""
        place, ledger = self.place(holder_id), self.columns.ledger
        return tuple(holder_movements.lines(Replay(ledger), ledger.concerning((holder_id,), self.as_of), place))

    def warrant_lots(self, holder_id: str | None = None) -> tuple[WarrantLot, ...]:
        """Return the unexercised Warrants by issue date, of one holder or of all in the register (recital 1(c))."""
        accounts, expiry = self.columns.accounts, self.columns.ledger.expiry
        places = range(len(self.matter.holders)) if holder_id is None else (self.place(holder_id),)
        lots: Counter[dt.date] = Counter()
        for place in places:
            for part in accounts.of(place):
                lots.update(accounts.lots.get(part, {}))
        return tuple(WarrantLot(day, expiry(day), lots[day], expiry(day) < self.as_of) for day in sorted(lots))

    # -- sums ----------------------------------------------------------------------------------------------------------

    @cached_property
    def investors(self) -> Sequence[int]:
        """The places in the register of the Investors that count on the day (§7)."""
        return [place for place, holder in enumerate(self.matter.holders) if self.is_investor(holder.id)]

    @cached_property
    def uncounted(self) -> Sequence[int]:
        """The places in the register of the transferees that have executed no counterpart (§7)."""
        outside = (place for place, holder in enumerate(self.matter.holders) if not self.is_investor(holder.id))
        return [place for place in outside if self.matter.holders[place].role is Role.INVESTOR]

    @cached_property
    def totals(self) -> PositionTotals:
        """The sums of the Investors that count."""
        return self._sum(self.investors, with_say=True)

    @cached_property
    def other_totals(self) -> PositionTotals:
        """The sums of the Other Holders (§1(b))."""
        holders = enumerate(self.matter.holders)
        return self._sum([place for place, holder in holders if holder.role is Role.OTHER_HOLDER], with_say=False)

    @cached_property
    def uncounted_totals(self) -> PositionTotals:
        """The sums of the transferees without counterpart, which stand outside every other total (§7)."""
        return self._sum(self.uncounted, with_say=False)

    def group_totals(self, name: str) -> PositionTotals:
        """Return the sums of an affiliate group's members that count; raises KeyError for no group (§3(c))."""
        return self._sum(self._groups[name], with_say=True)

    @cached_property
    def _groups(self) -> Mapping[str, Sequence[int]]:
        groups: dict[str, list[int]] = defaultdict(list)
        for place, holder in enumerate(self.matter.holders):
            if holder.group is not None and holder.role is Role.INVESTOR:
                groups[holder.group] += [place] if self.is_investor(holder.id) else []
        return dict(groups)

    def _sum(self, places: Sequence[int], *, with_say: bool) -> PositionTotals:
        accounts, holders = self.columns.accounts, self.matter.holders
        public = [accounts.public[place] for place in places if place in accounts.public]
        every = [*places, *public] if public else places
        return PositionTotals(
            units=_added(self._units, places),
            common=_added(accounts.common, every),
            preferred=_added(accounts.preferred, every),
            warrants=_added(self.columns.warrants, every),
            other=_added(accounts.other, every),
            registrable=_added(self._registrable, places),
            holders=len(places),
            investors=len({holders[place].group or place for place in places}),
            percent_of_units=self._share_of_units(places) if with_say else None,
            not_registrable=_added(self._registrable, public),
        )

    @property
    def sold_registered(self) -> int:
        """The shares sold under registration statements, in shares of the day; they are Registrable no more (§7)."""
        return self._gone(self.columns.accounts.sold_registered)

    @property
    def sold_otherwise(self) -> int:
        """The shares sold outside a registration, in shares of the day; on the words they stay Registrable (§7)."""
        return self._gone(self.columns.accounts.sold_otherwise)

    def _gone(self, account: int) -> int:
        return self.columns.accounts.common[account] + self.columns.accounts.other[account]

    # -- shares of the Units -------------------------------------------------------------------------------------------

    @cached_property
    def majority_of(self) -> int:
        """Of how many a majority is asked, in Units or as-converted shares as the readings say (§1(a))."""
        return self.columns.whole(self._basis, MajorityOf(self.matter.choice("majority_of")), self.investors)

    def _share_of_units(self, places: Sequence[int]) -> Fraction:
        held = _added(self.columns.units(self._basis), places)
        return Fraction(held, self.majority_of) if self.majority_of else Fraction(0)

    @property
    def conversion_history(self) -> tuple[ConversionRatios, ...]:
        """What a Unit and its parts were worth in Common from the beginning to the end of the day (§7)."""
        steps = self.columns.ledger.history.steps
        return tuple(steps[: steps.index(self.columns.ratios) + 1])

    # -- figures -------------------------------------------------------------------------------------------------------

    def figure(self, holder_id: str | None, part: str) -> Figure[int]:
        """Explain one number of the register: of a holder, or (None) of the Investors that count.

        `part` is "units", "common", "preferred", "warrants", "other" or "registrable"; raises KeyError for another,
        and for a holder that is not in the register.
        """
        subject = self._investors_together if holder_id is None else self._one(holder_id)
        return PositionFigures(self.columns, subject).explain(part)

    def group_figure(self, name: str, part: str) -> Figure[int]:
        """Explain one number of an affiliate group; raises KeyError for no group (§3(c))."""
        places = self._groups[name]
        subject = Subject("group", (name,), f"{name} (one Investor)", places, share_of=self.totals.registrable)
        return PositionFigures(self.columns, subject).explain(part)

    @property
    def _investors_together(self) -> Subject:
        return Subject("total", (), "Investors", self.investors, remarks=self.not_counted)

    @cached_property
    def not_counted(self) -> tuple[str, ...]:
        """Who is left out of every total for want of a counterpart, in words (§7)."""
        outside = sorted(self.uncounted, key=lambda place: -self._registrable[place])
        said = [self._left_out(self.of(self.matter.holders[place].id)) for place in outside[:_NAMED]]
        if len(outside) > _NAMED:
            more, units = outside[_NAMED:], self.uncounted_totals.units
            said.append(f"Not counted: {len(more):,} more transferees; with those above {units:,} Units (§7).")
        return tuple(said)

    def _left_out(self, row: HolderPosition) -> str:
        return (
            f"Not counted: {row.holder.name}: {row.units:,} Units, {row.registrable:,} shares, "
            "transferee without executed counterpart (§7)."
        )

    def _one(self, holder_id: str) -> Subject:
        row = self.of(holder_id)
        counted = row.counts and row.holder.role is Role.INVESTOR
        remarks = (row.why_not,) if row.why_not else ()
        share_of = self.totals.registrable if counted else None
        return Subject("position", (holder_id,), row.holder.name, (self.place(holder_id),), remarks, share_of)


def _added(column: Sequence[int], places: Sequence[int]) -> int:
    return sum(map(column.__getitem__, places))
