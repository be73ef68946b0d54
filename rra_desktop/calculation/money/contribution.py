"""Contribution to a loss where indemnity fails: by relative benefits, and by fault as counsel sees it (§5(d)).

A court decides; the program only says what each measure alone would give.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from rra_desktop.calculation.money.proceeds import cents, dollars
from rra_desktop.domain.figures import Clause, EnteredByCounsel, Figure, FigureKey, RecordKind
from rra_desktop.domain.proceeds import Contribution, ContributionParty
from rra_desktop.errors import NotUnderstoodError

_SECTION = Clause("5(d)")
_A_COURT_DECIDES = (
    "A court decides: where benefits alone may not be followed by law, fault and other equitable considerations are "
    "weighed beside them (§5(d))."
)
_REMARKS = (
    _A_COURT_DECIDES,
    "The agreement does not cap contribution at a Selling Investor's proceeds, as §5(b) caps its indemnity.",
    "Nobody guilty of fraudulent misrepresentation has contribution from one who is not (§5(d), end).",
)


def contribution(
    indemnifying: ContributionParty, indemnified: ContributionParty, loss: Decimal, fault: Fraction | None = None
) -> Contribution:
    """Say what the Indemnifying Party would contribute to a loss in dollars (§5(d)).

    Relative benefits are as the net proceeds, after expenses, of the one to those of the other. `fault` is the
    Indemnifying Party's share, 0 to 1. Raises NotUnderstoodError for a negative loss or a share outside 0 to 1.
    """
    if loss < 0:
        raise NotUnderstoodError(f"A loss of {dollars(loss)} cannot be shared; enter it as a positive amount.")
    if fault is not None and not 0 <= fault <= 1:
        raise NotUnderstoodError("A share of the fault lies between 0% and 100%.")
    return Contribution(
        indemnifying,
        indemnified,
        loss,
        fault,
        by_benefits=_by_benefits(indemnifying, indemnified, loss),
        by_fault=_by_fault(indemnifying, loss, fault),
        remarks=_REMARKS,
    )


def _by_benefits(indemnifying: ContributionParty, indemnified: ContributionParty, loss: Decimal) -> Figure[Decimal]:
    key, label = FigureKey("money", (indemnifying.name,), "by_benefits"), "Contribution by relative benefits"
    inputs = (_loss(loss), _benefit(indemnifying), _benefit(indemnified))
    mine, theirs = indemnifying.net_proceeds, indemnified.net_proceeds
    if mine is None or theirs is None:
        missing = indemnifying.name if mine is None else indemnified.name
        return Figure(key, label, None, "waits", _SECTION, inputs, waits_for=f"the net proceeds of {missing}")
    both = Fraction(mine) + Fraction(theirs)
    if mine < 0 or theirs < 0 or not both:
        rule = "no proportion: the two sides together have no net proceeds"
        return Figure(key, label, None, rule, _SECTION, inputs, waits_for="net proceeds on either side")
    amount = cents(Fraction(loss) * Fraction(mine) / both)
    rule = f"{dollars(loss)} × {dollars(mine)} / {dollars(cents(both))} = {dollars(amount)}"
    return Figure(key, label, amount, rule, _SECTION, inputs)


def _by_fault(indemnifying: ContributionParty, loss: Decimal, fault: Fraction | None) -> Figure[Decimal]:
    key, label = FigureKey("money", (indemnifying.name,), "by_fault"), "Contribution by relative fault"
    if fault is None:
        waits_for = f"the share of the fault of {indemnifying.name}, as counsel sees it"
        return Figure(key, label, None, "waits", _SECTION, (_loss(loss),), waits_for=waits_for)
    amount = cents(Fraction(loss) * fault)
    share = Figure(
        FigureKey("money", (indemnifying.name,), "fault"),
        f"Share of the fault of {indemnifying.name}",
        fault,
        "as counsel entered it",
        EnteredByCounsel(RecordKind.FAULT),
    )
    rule = f"{dollars(loss)} × {fault.numerator}/{fault.denominator} = {dollars(amount)}"
    return Figure(key, label, amount, rule, _SECTION, (_loss(loss), share))


def _loss(loss: Decimal) -> Figure[Decimal]:
    return Figure(FigureKey("money", (), "loss"), "Loss", loss, dollars(loss), EnteredByCounsel(RecordKind.LOSS))


def _benefit(party: ContributionParty) -> Figure[Decimal]:
    net = party.net_proceeds
    return Figure(
        FigureKey("money", (party.name,), "net_proceeds"),
        f"Net proceeds of {party.name}",
        net,
        "after discounts and expenses" if net is None else f"{dollars(net)} after discounts and expenses",
        _SECTION,
        waits_for="" if net is not None else "the price and the discount",
    )
