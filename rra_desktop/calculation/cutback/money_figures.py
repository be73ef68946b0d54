"""Figures of money: gross, discount, net and indemnity cap of one seller, or of several added up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from rra_desktop.calculation.cutback.cutback_working import CutbackWorking, Whose, labelled
from rra_desktop.calculation.money.proceeds import sale_terms
from rra_desktop.domain.figures import Authority, Clause, Convention, EnteredByCounsel, Figure, FigureKey, RecordKind
from rra_desktop.domain.statements import Mark, Said, stated
from rra_desktop.domain.topics import Topic

_REGISTER = EnteredByCounsel(RecordKind.OTHER_HOLDER)
_ROUNDING = Convention(stated("conventions/rounded_to_the_cent"))


@dataclass(frozen=True, slots=True)
class MoneySubject:
    """Whose money: its key and name, the shares with their derivation, and its four amounts in dollars.

    `lines` is how many sellers are added up; `indemnifies` is False for one that owes no indemnity. `differing`
    names the amounts that are a cent from their own rounding, so that a column adds up.
    """

    subject: str
    whose: Whose
    allocated: Figure[Any]
    amounts: dict[str, Decimal | None]
    lines: int
    indemnifies: bool
    differing: tuple[str, ...] = ()


class MoneyFigures:
    """Makes the figures of money of one offering."""

    def __init__(self, working: CutbackWorking) -> None:
        self._working = working
        self._offering = working.offering
        self._terms = sale_terms(working.offering)
        form = working.matter.form
        self._on_discounts, self._on_indemnity = form.section(Topic.EXPENSES), form.section(Topic.INDEMNITY)

    def figure(self, of: MoneySubject, part: str) -> Figure[Any]:
        """Return gross, discount, net or indemnity_cap; raises KeyError for another part."""
        makers = {"gross": self._gross, "discount": self._discount, "net": self._net, "indemnity_cap": self._cap}
        made = makers[part](of)
        key = FigureKey("cutback", (self._offering.id, of.subject), part)
        marks = (Mark(stated("money/cent_from_its_rounding", self._on_discounts)),) if part in of.differing else ()
        figure = replace(made, key=key, label=labelled(of.whose, part), value=of.amounts[part], marks=marks)
        if figure.value is None and (of.indemnifies or part != "indemnity_cap"):
            return replace(figure, rule="", waits_for=self._terms.waits_for or "")
        return figure

    def _step(self, of: MoneySubject, rule: Said, authority: Authority, inputs: Sequence[Figure[Any]]) -> Figure[Any]:
        if of.lines != 1:
            rule = stated("money/amounts_added", lines=of.lines)
        return self._working.step("", "", None, rule, authority=authority, inputs=inputs)

    def _price(self) -> Figure[Any]:
        price, entered = self._offering.price, self._working.entered
        rule = stated("money/not_entered") if price is None else stated("money/price_rule", price=price)
        return replace(self._working.step("price", stated("money/price"), None, rule, authority=entered), value=price)

    def _entered_discount(self) -> Figure[Any]:
        percent, per_share = self._offering.discount_percent, self._offering.discount_per_share
        rule = stated("money/not_entered")
        if percent is not None:
            rule = stated("money/discount_percent", percent=percent)
        elif per_share is not None:
            rule = stated("money/price_rule", price=per_share)
        label, entered = stated("money/underwriting_discount"), self._working.entered
        figure = self._working.step("discount", label, None, rule, authority=entered)
        return replace(figure, value=percent if percent is not None else per_share)

    def _gross(self, of: MoneySubject) -> Figure[Any]:
        shares, price, amount = of.allocated.value, self._offering.price, of.amounts["gross"]
        rule = stated("money/gross_rule", shares=shares, price=price, amount=amount)
        return self._step(of, rule, _ROUNDING, (of.allocated, self._price()))

    def _discount(self, of: MoneySubject) -> Figure[Any]:
        rule = stated(
            "money/discount_rule",
            self._on_discounts,
            shares=of.allocated.value,
            price=self._offering.price,
            percent=self._offering.discount_percent,
            per_share=self._offering.discount_per_share,
            amount=of.amounts["discount"],
        )
        inputs = (of.allocated, self._price(), self._entered_discount())
        return self._step(of, rule, Clause(self._on_discounts), inputs)

    def _net(self, of: MoneySubject) -> Figure[Any]:
        gross, discount = of.amounts["gross"], of.amounts["discount"]
        rule = stated("money/net_rule", self._on_discounts, gross=gross, discount=discount, net=of.amounts["net"])
        inputs = (self.figure(of, "gross"), self.figure(of, "discount"))
        return self._step(of, rule, Clause(self._on_discounts), inputs)

    def _cap(self, of: MoneySubject) -> Figure[Any]:
        reading = self._working.reading("indemnity_proceeds")
        if not of.indemnifies:
            rule = stated("money/no_indemnity", self._on_indemnity)
            return replace(self._step(of, "", _REGISTER, ()), rule=rule)
        part = "gross" if reading.value == "gross" else "net"
        amount = of.amounts["indemnity_cap"]
        rule = stated("money/indemnity_cap_rule", self._on_indemnity, proceeds=part, amount=amount)
        return self._step(of, rule, Clause(self._on_indemnity), (self.figure(of, part), reading))
