"""Figures of money: gross, discount, net and indemnity cap of one seller, or of several added up (§4, §5(b))."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from rra_desktop.calculation.cutback.cutback_working import CutbackWorking
from rra_desktop.calculation.money.proceeds import dollars, sale_terms
from rra_desktop.domain.figures import Authority, Clause, Convention, EnteredByCounsel, Figure, FigureKey, RecordKind
from rra_desktop.domain.statements import stated

_REGISTER = EnteredByCounsel(RecordKind.OTHER_HOLDER)
_ROUNDING = Convention(stated("conventions/rounded_to_the_cent"))


@dataclass(frozen=True, slots=True)
class MoneySubject:
    """Whose money: its key and name, the shares with their derivation, and its four amounts in dollars.

    `lines` is how many sellers are added up; `indemnifies` is False for one that owes no indemnity (§5(b)).
    """

    subject: str
    name: str
    allocated: Figure[Any]
    amounts: dict[str, Decimal | None]
    lines: int
    indemnifies: bool


class MoneyFigures:
    """Makes the figures of money of one offering."""

    def __init__(self, working: CutbackWorking) -> None:
        self._working = working
        self._offering = working.offering
        self._terms = sale_terms(working.offering)

    def figure(self, of: MoneySubject, part: str) -> Figure[Any]:
        """Return gross, discount, net or indemnity_cap; raises KeyError for another part."""
        makers = {"gross": self._gross, "discount": self._discount, "net": self._net, "indemnity_cap": self._cap}
        made = makers[part](of)
        key = FigureKey("cutback", (self._offering.id, of.subject), part)
        figure = replace(made, key=key, value=of.amounts[part])
        waits = figure.value is None and (of.indemnifies or part != "indemnity_cap")
        return replace(figure, waits_for=self._terms.waits_for) if waits else figure

    def _step(
        self, of: MoneySubject, label: str, rule: str, authority: Authority, inputs: Sequence[Figure[Any]]
    ) -> Figure[Any]:
        if of.lines != 1 and self._terms.price is not None:
            rule = f"{of.lines:,} sellers' amounts, each rounded to the cent"
        return self._working.step("", f"{of.name} · {label}", None, rule, authority=authority, inputs=inputs)

    def _price(self) -> Figure[Any]:
        price, entered = self._offering.price, self._working.entered
        said = "not entered" if price is None else f"${price:f} a share"
        return replace(self._working.step("price", "Price", None, said, authority=entered), value=price)

    def _entered_discount(self) -> Figure[Any]:
        percent, per_share = self._offering.discount_percent, self._offering.discount_per_share
        said = "not entered"
        if percent is not None:
            said = f"{percent:f}% of the price"
        elif per_share is not None:
            said = f"${per_share:f} a share"
        figure = self._working.step("discount", "Underwriting discount", None, said, authority=self._working.entered)
        return replace(figure, value=percent if percent is not None else per_share)

    def _gross(self, of: MoneySubject) -> Figure[Any]:
        rule = f"{of.allocated.value:,} × ${self._offering.price} = {_money(of.amounts['gross'])}"
        return self._step(of, "gross", rule, _ROUNDING, (of.allocated, self._price()))

    def _discount(self, of: MoneySubject) -> Figure[Any]:
        percent, per_share = self._offering.discount_percent, self._offering.discount_per_share
        rate = f"${self._offering.price} × {percent}%" if percent is not None else f"${per_share}"
        rule = f"{of.allocated.value:,} × {rate} = {_money(of.amounts['discount'])}"
        inputs = (of.allocated, self._price(), self._entered_discount())
        return self._step(of, "discount", rule, Clause("4"), inputs)

    def _net(self, of: MoneySubject) -> Figure[Any]:
        gross, discount = of.amounts["gross"], of.amounts["discount"]
        rule = f"{_money(gross)} − {_money(discount)} = {_money(of.amounts['net'])}"
        inputs = (self.figure(of, "gross"), self.figure(of, "discount"))
        return self._step(of, "net", rule, Clause("4"), inputs)

    def _cap(self, of: MoneySubject) -> Figure[Any]:
        reading = self._working.reading("indemnity_proceeds")
        if not of.indemnifies:
            rule = "not a Selling Investor: gives no indemnity under this agreement"
            return self._working.step("", f"{of.name} · indemnity cap", None, rule, authority=_REGISTER)
        part = "gross" if reading.value == "gross" else "net"
        rule = f"proceeds from the registered sale, {part}: {_money(of.amounts['indemnity_cap'])}"
        inputs = (self.figure(of, part), reading)
        return self._step(of, "indemnity cap", rule, Clause("5(b)"), inputs)


def _money(amount: Decimal | None) -> str:
    return "not known yet" if amount is None else dollars(amount)
