"""The register's columns on a day: what every account has for each reading of "Registrable" and of "majority".

Columns have the places of the register first and the accounts of `Accounts` behind them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from enum import StrEnum
from fractions import Fraction
from functools import cached_property

from rra_desktop.calculation.register.accounts import Accounts
from rra_desktop.calculation.register.ledger import Ledger
from rra_desktop.calculation.register.ratios import FractionRule
from rra_desktop.calculation.register.replay import Replay
from rra_desktop.domain.register import Role, Security
from rra_desktop.domain.rights import HoldingMeasure
from rra_desktop.domain.standing import ConversionRatios, LedgerProblem


class RegistrableBasis(StrEnum):
    """Whether Preferred and Warrants count before they are Common: the choices of `registrable_basis`."""

    AS_CONVERTED = "as_converted"
    ISSUED_ONLY = "issued_only"


class RegisterColumns:
    """What every account has on one day, each column computed when it is first asked for."""

    def __init__(self, ledger: Ledger, as_of: dt.date) -> None:
        """Replay the ledger up to and with a day."""
        replay = Replay(ledger).to(as_of)
        self.ledger = ledger
        self.as_of = as_of
        self.accounts: Accounts = replay.accounts
        self.units_issued = replay.units_issued
        self.left_out: Sequence[LedgerProblem] = (*replay.problems, *replay.misshapen)
        self.ratios: ConversionRatios = ledger.history.at_end_of(as_of)
        self.fraction_rule: FractionRule = ledger.fraction_rule.on(as_of)
        self.preferred_per_unit = ledger.preferred_per_unit.on(as_of)
        self.warrants_per_unit = ledger.warrants_per_unit.on(as_of)

    @cached_property
    def dropped(self) -> Mapping[int, Fraction]:
        """What the fraction rule took from each account, in shares of the day; negative where it gave."""
        return self.accounts.dropped()

    @cached_property
    def warrants(self) -> Sequence[int]:
        """The Warrants that can still be exercised on the day (recital 1(c))."""
        expiry = self.ledger.expiry
        column = [0] * len(self.accounts.units)
        for account, lots in self.accounts.lots.items():
            column[account] = sum(count for issued, count in lots.items() if self.as_of <= expiry(issued))
        return column

    @cached_property
    def on_conversion(self) -> Sequence[int]:
        """The whole shares of Common that the Preferred would give (recital 2)."""
        return self._worth(self.accounts.preferred, self.ratios.common_per_preferred)

    @cached_property
    def on_exercise(self) -> Sequence[int]:
        """The whole shares of Common that the Warrants would give (recital 1(c))."""
        return self._worth(self.warrants, self.ratios.common_per_warrant)

    def _worth(self, column: Sequence[int], ratio: Fraction) -> Sequence[int]:
        if ratio == 1:
            return column
        if ratio.denominator == 1:
            return [held * ratio.numerator for held in column]
        if self.fraction_rule is FractionRule.FLOOR:
            return [held * ratio.numerator // ratio.denominator for held in column]
        return [self.fraction_rule.times(held, ratio) for held in column]

    @cached_property
    def as_converted(self) -> Sequence[int]:
        """The Common as if all was converted and exercised."""
        columns = zip(self.accounts.common, self.on_conversion, self.on_exercise, strict=True)
        return [common + converted + exercised for common, converted, exercised in columns]

    def registrable(self, basis: RegistrableBasis) -> Sequence[int]:
        """Return the Registrable Shares of every holder, an Other Holder's registrable securities included.

        For an account of what was acquired in a public distribution they say what would be Registrable had it not been.
        """
        return self._registrable[basis]

    def registrable_by_kind(self, basis: RegistrableBasis) -> Mapping[Security, Sequence[int]]:
        """Return the Registrable Shares of every holder by the security they are or come from.

        Together they are what `registrable` says.
        """
        holders = self.ledger.matter.holders
        other = [
            shares if holder.role is Role.OTHER_HOLDER else 0
            for holder, shares in zip(holders, self.accounts.other, strict=False)
        ]
        issued: dict[Security, Sequence[int]] = {
            Security.COMMON: self.accounts.common,
            Security.OTHER_REGISTRABLE: other,
        }
        if basis is RegistrableBasis.ISSUED_ONLY:
            return issued
        return {**issued, Security.PREFERRED: self.on_conversion, Security.WARRANT: self.on_exercise}

    @cached_property
    def _registrable(self) -> dict[RegistrableBasis, Sequence[int]]:
        columns = {
            RegistrableBasis.AS_CONVERTED: list(self.as_converted),
            RegistrableBasis.ISSUED_ONLY: list(self.accounts.common),
        }
        for place, holder in enumerate(self.ledger.matter.holders):
            if holder.role is Role.OTHER_HOLDER:
                for account in self.accounts.of(place):
                    for column in columns.values():
                        column[account] += self.accounts.other[account]
        return dict(columns)

    def held(self, measure: HoldingMeasure, basis: RegistrableBasis) -> Sequence[int]:
        """Return what every holder has in a measure; `basis` says what is Registrable.

        What was acquired in a public distribution stands behind the holders: it gives no say.
        """
        match measure:
            case HoldingMeasure.UNITS_HELD:
                return self.units_held
            case HoldingMeasure.INTACT_UNITS:
                return self.intact_units
            case HoldingMeasure.AS_CONVERTED_SHARES:
                return self.as_converted
            case HoldingMeasure.REGISTRABLE:
                return self.registrable(basis)
            case HoldingMeasure.ISSUED:
                return self.registrable(RegistrableBasis.ISSUED_ONLY)

    @cached_property
    def units_held(self) -> Sequence[int]:
        """The Units of every holder that still has some security of them: of nothing there are no Units."""
        columns = zip(self.accounts.units, self.accounts.common, self.accounts.preferred, self.warrants, strict=True)
        return [units if common or preferred or warrants else 0 for units, common, preferred, warrants in columns]

    @cached_property
    def intact_units(self) -> Sequence[int]:
        """The Units whose parts are still together: the least of the parts, each counted in Units."""
        parts = (
            (self.accounts.common, self.ratios.common_per_unit),
            (self.accounts.preferred, Fraction(self.preferred_per_unit)),
            (self.warrants, Fraction(self.warrants_per_unit)),
        )
        counted = [_in_units(column, per_unit) for column, per_unit in parts if per_unit]
        return list(map(min, *counted)) if len(counted) > 1 else counted[0] if counted else self.units_held

    def all_units(self, measure: HoldingMeasure, *, offered: bool) -> int:
        """Return what all Units have in a measure, those issued or those `offered`, sold or not.

        In a measure that counts shares it is what the Units would be worth in Common.
        """
        in_units = measure in (HoldingMeasure.UNITS_HELD, HoldingMeasure.INTACT_UNITS)
        if offered:
            count = self.ledger.matter.whole("units_offered", self.as_of)
            return count if in_units else self._in_shares(count, count)
        issued = sum(self.units_issued.values())
        if in_units:
            return issued
        expiry = self.ledger.expiry
        return self._in_shares(issued, sum(n for day, n in self.units_issued.items() if self.as_of <= expiry(day)))

    def _in_shares(self, units: int, with_warrants: int) -> int:
        """Return the as-converted shares of Units, of which only some still have their Warrants."""
        rule, ratios = self.fraction_rule, self.ratios
        common = rule.times(units, ratios.common_per_unit)
        on_conversion = rule.times(units * self.preferred_per_unit, ratios.common_per_preferred)
        return common + on_conversion + rule.times(with_warrants * self.warrants_per_unit, ratios.common_per_warrant)


def _in_units(column: Sequence[int], per_unit: Fraction) -> Sequence[int]:
    if per_unit == 1:
        return column
    return [held * per_unit.denominator // per_unit.numerator for held in column]


def added(column: Sequence[int], places: Sequence[int]) -> int:
    """Return what some holders have together of a column, by their places in the register."""
    return sum(map(column.__getitem__, places))
