"""Contribution to a loss where indemnity fails: by relative benefits, and by fault as counsel sees it (§5(d)).

A court decides; the program only says what each measure alone would give.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from rra_desktop.calculation.money.proceeds import cents
from rra_desktop.domain.figures import Clause, EnteredByCounsel, Figure, FigureKey, RecordKind
from rra_desktop.domain.proceeds import Contribution, ContributionParty
from rra_desktop.domain.statements import stated
from rra_desktop.errors import NotUnderstoodError

_SECTION = "5(d)"
_CLAUSE = Clause(_SECTION)
_REMARKS = (
    stated("money/a_court_decides", _SECTION),
    stated("money/contribution_without_cap", _SECTION, cap="5(b)"),
    stated("money/no_contribution_for_fraud", _SECTION),
)


def contribution(
    indemnifying: ContributionParty, indemnified: ContributionParty, loss: Decimal, fault: Fraction | None = None
) -> Contribution:
    """Say what the Indemnifying Party would contribute to a loss in dollars (§5(d)).

    Relative benefits are as the net proceeds, after expenses, of the one to those of the other. `fault` is the
    Indemnifying Party's share, 0 to 1. Raises NotUnderstoodError for a negative loss or a share outside 0 to 1.
    """
    if loss < 0:
        raise NotUnderstoodError("A loss below nothing cannot be shared; enter it as a positive amount.")
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
    key, label = FigureKey("money", (indemnifying.name,), "by_benefits"), stated("money/by_benefits")
    inputs = (_loss(loss), _benefit(indemnifying), _benefit(indemnified))
    mine, theirs = indemnifying.net_proceeds, indemnified.net_proceeds
    if mine is None or theirs is None:
        missing = stated("money/net_proceeds_of", party=indemnifying.name if mine is None else indemnified.name)
        return Figure(key, label, None, "", _CLAUSE, inputs, waits_for=missing)
    both = Fraction(mine) + Fraction(theirs)
    if mine < 0 or theirs < 0 or not both:
        missing = stated("money/net_proceeds_of_either")
        return Figure(key, label, None, stated("money/no_proportion"), _CLAUSE, inputs, waits_for=missing)
    amount = cents(Fraction(loss) * Fraction(mine) / both)
    rule = stated("money/benefits_rule", loss=loss, mine=mine, both=cents(both), amount=amount)
    return Figure(key, label, amount, rule, _CLAUSE, inputs)


def _by_fault(indemnifying: ContributionParty, loss: Decimal, fault: Fraction | None) -> Figure[Decimal]:
    key, label = FigureKey("money", (indemnifying.name,), "by_fault"), stated("money/by_fault")
    if fault is None:
        waits_for = stated("money/fault_of", party=indemnifying.name)
        return Figure(key, label, None, "", _CLAUSE, (_loss(loss),), waits_for=waits_for)
    amount = cents(Fraction(loss) * fault)
    share = Figure(
        FigureKey("money", (indemnifying.name,), "fault"),
        stated("money/fault_label", party=indemnifying.name),
        fault,
        stated("money/fault_entered"),
        EnteredByCounsel(RecordKind.FAULT),
    )
    rule = stated("money/fault_rule", loss=loss, fault=fault, amount=amount)
    return Figure(key, label, amount, rule, _CLAUSE, (_loss(loss), share))


def _loss(loss: Decimal) -> Figure[Decimal]:
    return Figure(FigureKey("money", (), "loss"), stated("money/loss"), loss, "", EnteredByCounsel(RecordKind.LOSS))


def _benefit(party: ContributionParty) -> Figure[Decimal]:
    return Figure(
        FigureKey("money", (party.name,), "net_proceeds"),
        stated("money/net_proceeds_label", party=party.name),
        party.net_proceeds,
        stated("money/after_discounts"),
        _CLAUSE,
        waits_for="" if party.net_proceeds is not None else stated("money/price_and_discount"),
    )
