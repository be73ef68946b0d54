"""Positions the slow and obvious way: piles of securities, Fractions, and the whole ledger walked entry by entry.

Written from the rules and not from the program; nothing of `rra_desktop.calculation` is used.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from math import ceil, floor

from rra_desktop.domain.matter import Matter
from rra_desktop.domain.register import EntryType, LedgerEntry, Role, Security

NEVER = date.max


class NotThereError(Exception):
    """An entry takes more than there is."""


@dataclass
class Pile:
    """Securities of one kind in one hand, issued on one day, Registrable or acquired in a public distribution."""

    security: Security
    quantity: int
    issued: date = NEVER
    public: bool = False


@dataclass
class Hand:
    """What one holder has."""

    piles: list[Pile] = field(default_factory=list)
    dropped: Fraction = Fraction(0)

    def held(self, security: Security, *, public: bool | None = None) -> int:
        """Count one security."""
        return sum(
            pile.quantity
            for pile in self.piles
            if pile.security is security and (public is None or pile.public is public)
        )


@dataclass
class Seen:
    """What one holder has on a day, as a row of the register shows it."""

    units: int
    common: int
    preferred: int
    warrants: int
    other: int
    registrable: int
    fraction_dropped: Fraction


class Reference:
    """The register of a matter on a day."""

    def __init__(self, matter: Matter, as_of: date) -> None:
        self.matter = matter
        self.as_of = as_of
        self.hands: dict[str, Hand] = {holder.id: Hand() for holder in matter.holders}
        self.refused: list[int] = []
        self.factor: dict[str, Fraction] = defaultdict(lambda: Fraction(1))
        self.paid: dict[tuple[date, str], Fraction] = defaultdict(lambda: Fraction(1))
        self.record: dict[tuple[date, str, Security, bool], Fraction] = {}
        self.record_dropped: dict[tuple[date, str], Fraction] = {}
        self.seen_changes: set[int] = set()
        for entry in sorted(matter.ledger, key=lambda entry: (entry.date, entry.sequence)):
            if entry.date <= as_of:
                self._forget_splits_before_changed_terms(entry.date)
                self._end_units_of_nothing(entry.date)
                try:
                    self._apply(entry)
                except NotThereError:
                    self.refused.append(entry.sequence)
                self._end_units_of_nothing(entry.date)
        self._forget_splits_before_changed_terms(as_of)
        self._end_units_of_nothing(as_of)

    # -- Units ---------------------------------------------------------------------------------------------------------

    def _end_units_of_nothing(self, day: date) -> None:
        """Take the Units of whoever has no security of them left; lapsed Warrants are nothing."""
        kinds = (Security.COMMON, Security.PREFERRED, Security.WARRANT)
        for hand in self.hands.values():
            left = (
                pile.quantity
                for pile in hand.piles
                for kind in kinds
                if not pile.public and self._counts(pile, kind, day)
            )
            if not any(left):
                hand.piles = [pile for pile in hand.piles if pile.public or pile.security is not Security.UNIT]

    # -- ratios --------------------------------------------------------------------------------------------------------

    def _forget_splits_before_changed_terms(self, day: date) -> None:
        """Forget them: a changed term states what holds from its day on."""
        for change in self.matter.term_changes:
            if (
                change.effective_from is not None
                and change.effective_from <= day
                and change.id not in self.seen_changes
            ):
                self.seen_changes.add(change.id)
                self.factor[change.term] = Fraction(1)

    def ratio(self, term: str, day: date) -> Fraction:
        """Return a ratio as splits have left it."""
        return self.matter.ratio(term, day) * self.factor[term]

    def whole(self, exact: Fraction, day: date) -> int:
        """Round by the fraction rule."""
        rule = self.matter.term("fraction_rule", day)
        if rule == "floor":
            return floor(exact)
        return ceil(exact) if rule == "ceil" else floor(exact + Fraction(1, 2))

    # -- entries -------------------------------------------------------------------------------------------------------

    def _apply(self, entry: LedgerEntry) -> None:
        if entry.type is EntryType.SPLIT:
            assert entry.new is not None
            assert entry.old is not None
            self._multiply(entry, Fraction(entry.new, entry.old))
            for moment in self.record:
                self.record[moment] *= Fraction(entry.new, entry.old)
            for of in self.record_dropped:
                self.record_dropped[of] *= Fraction(entry.new, entry.old)
        elif entry.type is EntryType.STOCK_DIVIDEND:
            assert entry.percent is not None
            self._pay_dividend(entry, Fraction(entry.percent) / 100)
        else:
            assert entry.holder is not None
            assert entry.quantity is not None
            self._deed(entry, self.hands[entry.holder], entry.quantity)

    def _deed(self, entry: LedgerEntry, hand: Hand, quantity: int) -> None:
        match entry.type:
            case EntryType.ISSUE:
                self._give(entry, hand, quantity, entry.date)
            case EntryType.CORRECTION:
                self._correct(entry, hand, quantity)
            case EntryType.CONVERT:
                self._pay(hand, self._take(hand, Security.PREFERRED, quantity), "common_per_preferred", entry.date)
            case EntryType.EXERCISE:
                given_up = self._take(hand, Security.WARRANT, quantity, alive_on=entry.date)
                self._pay(hand, given_up, "common_per_warrant", entry.date)
            case EntryType.TRANSFER:
                assert entry.to is not None
                receiver = self.hands[entry.to]
                for pile in self._taken(entry, hand, quantity):
                    receiver.piles.append(
                        Pile(pile.security, pile.quantity, pile.issued, pile.public or entry.public_distribution)
                    )
            case _:
                self._taken(entry, hand, quantity)

    def _multiply(self, entry: LedgerEntry, factor: Fraction) -> None:
        for hand in self.hands.values():
            hand.dropped *= factor
            for security in (Security.COMMON, Security.OTHER_REGISTRABLE):
                for public in (False, True):
                    held = hand.held(security, public=public)
                    whole = self.whole(held * factor, entry.date)
                    hand.dropped += held * factor - whole
                    hand.piles = [pile for pile in hand.piles if (pile.security, pile.public) != (security, public)]
                    hand.piles.append(Pile(security, whole, public=public))
        self.factor["common_per_unit"] *= factor
        if entry.adjusts_conversion:
            self.factor["common_per_preferred"] *= factor
            self.factor["common_per_warrant"] *= factor

    def _pay_dividend(self, entry: LedgerEntry, percent: Fraction) -> None:
        """Pay a dividend on what every hand held before the first one of the date, each with a fraction of its own."""
        day = entry.date
        if not any(of == day for of, _ in self.record_dropped):
            self._remember(day)
        for (of, name, security, public), held in self.record.items():
            if of == day:
                whole = self.whole(held * percent, day)
                self.hands[name].dropped += held * percent - whole
                self.hands[name].piles.append(Pile(security, whole, public=public))
        for (of, name), dropped in self.record_dropped.items():
            if of == day:
                self.hands[name].dropped += dropped * percent
        for term in ("common_per_unit", "common_per_preferred", "common_per_warrant"):
            if entry.adjusts_conversion or term == "common_per_unit":
                before = self.paid[day, term]
                self.paid[day, term] = before + percent
                self.factor[term] *= self.paid[day, term] / before

    def _remember(self, day: date) -> None:
        """Remember what every hand holds: the first dividend of the day is next."""
        for name, hand in self.hands.items():
            self.record_dropped[day, name] = hand.dropped
            for security in (Security.COMMON, Security.OTHER_REGISTRABLE):
                for public in (False, True):
                    self.record[day, name, security, public] = Fraction(hand.held(security, public=public))

    def _pay(self, hand: Hand, given_up: list[Pile], term: str, day: date) -> None:
        """Pay out Common, rounded once for what is Registrable and once for what is not."""
        for public in (False, True):
            exact = sum(pile.quantity for pile in given_up if pile.public is public) * self.ratio(term, day)
            whole = self.whole(exact, day)
            hand.dropped += exact - whole
            hand.piles.append(Pile(Security.COMMON, whole, public=public))

    def _give(self, entry: LedgerEntry, hand: Hand, quantity: int, issued: date) -> None:
        if entry.security is not Security.UNIT:
            assert entry.security is not None
            hand.piles.append(Pile(entry.security, quantity, issued))
            return
        exact = quantity * self.ratio("common_per_unit", entry.date)
        whole = self.whole(exact, entry.date)
        hand.dropped += exact - whole
        hand.piles += [
            Pile(Security.UNIT, quantity),
            Pile(Security.COMMON, whole),
            Pile(Security.PREFERRED, quantity * self.matter.whole("preferred_per_unit", entry.date)),
            Pile(Security.WARRANT, quantity * self.matter.whole("warrants_per_unit", entry.date), issued),
        ]

    def _correct(self, entry: LedgerEntry, hand: Hand, quantity: int) -> None:
        alive_on = None if entry.security is Security.UNIT else entry.date
        lots = [pile.issued for pile in hand.piles if self._counts(pile, Security.WARRANT, alive_on) and pile.quantity]
        if quantity > 0:
            self._give(entry, hand, quantity, max(lots, default=entry.date))
            return
        if entry.security is not Security.UNIT:
            assert entry.security is not None
            self._take(hand, entry.security, -quantity, alive_on=alive_on, newest_first=True)
            return
        exact = -quantity * self.ratio("common_per_unit", entry.date)
        whole = self.whole(exact, entry.date)
        self._take_units(entry, hand, -quantity, whole, newest_first=True)
        hand.dropped -= exact - whole

    def _taken(self, entry: LedgerEntry, hand: Hand, quantity: int) -> list[Pile]:
        """Take what a transfer, sale or cancellation is of."""
        security = entry.security
        if security is None:
            investor = self.matter.holder(entry.holder or "").role is Role.INVESTOR
            security = Security.COMMON if investor else Security.OTHER_REGISTRABLE
        if security is not Security.UNIT:
            return self._take(hand, security, quantity, alive_on=entry.date)
        common = floor(quantity * self.ratio("common_per_unit", entry.date))
        held = hand.held(Security.COMMON)
        if held < common <= held + hand.dropped:
            common = held
        return self._take_units(entry, hand, quantity, common)

    def _take_units(
        self, entry: LedgerEntry, hand: Hand, quantity: int, common: int, *, newest_first: bool = False
    ) -> list[Pile]:
        wanted = {
            Security.UNIT: quantity,
            Security.COMMON: common,
            Security.PREFERRED: quantity * self.matter.whole("preferred_per_unit", entry.date),
            Security.WARRANT: quantity * self.matter.whole("warrants_per_unit", entry.date),
        }
        if any(hand.held(security) < count for security, count in wanted.items()):
            raise NotThereError
        taken = []
        for security, count in wanted.items():
            taken += self._take(hand, security, count, newest_first=newest_first)
        return taken

    def _take(
        self,
        hand: Hand,
        security: Security,
        quantity: int,
        *,
        alive_on: date | None = None,
        newest_first: bool = False,
    ) -> list[Pile]:
        """Take securities, Registrable ones before others, and return them as they were."""
        there = [pile for pile in hand.piles if self._counts(pile, security, alive_on)]
        if sum(pile.quantity for pile in there) < quantity:
            raise NotThereError
        there.sort(key=lambda pile: pile.issued, reverse=newest_first)
        there.sort(key=lambda pile: pile.public)
        taken = []
        for pile in there:
            amount = min(quantity, pile.quantity)
            pile.quantity -= amount
            quantity -= amount
            taken.append(Pile(security, amount, pile.issued, pile.public))
        return taken

    def _counts(self, pile: Pile, security: Security, alive_on: date | None) -> bool:
        if pile.security is not security:
            return False
        return security is not Security.WARRANT or alive_on is None or self.last_day(pile.issued) >= alive_on

    def last_day(self, issued: date) -> date:
        """Return the last day of Warrants."""
        year = issued.year + self.matter.whole("warrant_years", issued)
        return issued.replace(year=year, day=28) if (issued.month, issued.day) == (2, 29) else issued.replace(year=year)

    # -- rows ----------------------------------------------------------------------------------------------------------

    def row(self, holder_id: str) -> Seen:
        """Return one holder's position, as-converted."""
        hand = self.hands[holder_id]
        alive = [pile for pile in hand.piles if self._counts(pile, Security.WARRANT, self.as_of)]
        warrants = sum(pile.quantity for pile in alive)
        own_warrants = sum(pile.quantity for pile in alive if not pile.public)
        registrable = hand.held(Security.COMMON, public=False)
        preferred = hand.held(Security.PREFERRED, public=False)
        registrable += self.whole(preferred * self.ratio("common_per_preferred", self.as_of), self.as_of)
        registrable += self.whole(own_warrants * self.ratio("common_per_warrant", self.as_of), self.as_of)
        if self.matter.holder(holder_id).role is Role.OTHER_HOLDER:
            registrable += hand.held(Security.OTHER_REGISTRABLE, public=False)
        return Seen(
            units=hand.held(Security.UNIT, public=False),
            common=hand.held(Security.COMMON),
            preferred=hand.held(Security.PREFERRED),
            warrants=warrants,
            other=hand.held(Security.OTHER_REGISTRABLE),
            registrable=registrable,
            fraction_dropped=hand.dropped,
        )
