"""Contribution to a loss where indemnity fails: by relative benefits, and by fault as counsel sees it.

A court decides; the program only says what each measure alone would give.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from rra_desktop.calculation.money.proceeds import cents
from rra_desktop.domain.agreement import AgreementForm
from rra_desktop.domain.figures import Clause, EnteredByCounsel, Figure, FigureKey, RecordKind
from rra_desktop.domain.proceeds import Contribution, ContributionParty
from rra_desktop.domain.statements import stated
from rra_desktop.domain.topics import Topic
from rra_desktop.errors import NotUnderstoodError


def contribution(
    indemnifying: ContributionParty,
    indemnified: ContributionParty,
    loss: Decimal,
    fault: Fraction | None = None,
    *,
    form: AgreementForm,
) -> Contribution:
    """Say what the Indemnifying Party would contribute to a loss in dollars.

    Relative benefits are as the net proceeds, after expenses, of the one to those of the other. `fault` is the
    Indemnifying Party's share, 0 to 1. Raises NotUnderstoodError for a negative loss or a share outside 0 to 1.
    """
    if loss < 0:
        raise NotUnderstoodError("A loss below nothing cannot be shared; enter it as a positive amount.")
    if fault is not None and not 0 <= fault <= 1:
        raise NotUnderstoodError("A share of the fault lies between 0% and 100%.")
    section = form.section(Topic.CONTRIBUTION)
    authority = Clause(section)
    return Contribution(
        indemnifying,
        indemnified,
        loss,
        fault,
        by_benefits=_by_benefits(indemnifying, indemnified, loss, authority),
        by_fault=_by_fault(indemnifying, loss, fault, authority),
        remarks=(
            stated("money/a_court_decides", section),
            stated("money/contribution_without_cap", section, cap=form.section(Topic.INDEMNITY)),
            stated("money/no_contribution_for_fraud", section),
        ),
    )


def _by_benefits(
    indemnifying: ContributionParty, indemnified: ContributionParty, loss: Decimal, authority: Clause
) -> Figure[Decimal]:
    key, label = FigureKey("money", (indemnifying.name,), "by_benefits"), stated("money/by_benefits")
    inputs = (_loss(loss), _benefit(indemnifying, authority), _benefit(indemnified, authority))
    mine, theirs = indemnifying.net_proceeds, indemnified.net_proceeds
    if mine is None or theirs is None:
        missing = stated("money/net_proceeds_of", party=indemnifying.name if mine is None else indemnified.name)
        return Figure(key, label, None, "", authority, inputs, waits_for=missing)
    both = Fraction(mine) + Fraction(theirs)
    if mine < 0 or theirs < 0 or not both:
        missing = stated("money/net_proceeds_of_either")
        return Figure(key, label, None, stated("money/no_proportion"), authority, inputs, waits_for=missing)
    amount = cents(Fraction(loss) * Fraction(mine) / both)
    rule = stated("money/benefits_rule", loss=loss, mine=mine, both=cents(both), amount=amount)
    return Figure(key, label, amount, rule, authority, inputs)


def _by_fault(
    indemnifying: ContributionParty, loss: Decimal, fault: Fraction | None, authority: Clause
) -> Figure[Decimal]:
    key, label = FigureKey("money", (indemnifying.name,), "by_fault"), stated("money/by_fault")
    if fault is None:
        waits_for = stated("money/fault_of", party=indemnifying.name)
        return Figure(key, label, None, "", authority, (_loss(loss),), waits_for=waits_for)
    amount = cents(Fraction(loss) * fault)
    share = Figure(
        FigureKey("money", (indemnifying.name,), "fault"),
        stated("money/fault_label", party=indemnifying.name),
        fault,
        stated("money/fault_entered"),
        EnteredByCounsel(RecordKind.FAULT),
    )
    rule = stated("money/fault_rule", loss=loss, fault=fault, amount=amount)
    return Figure(key, label, amount, rule, authority, (_loss(loss), share))


def _loss(loss: Decimal) -> Figure[Decimal]:
    return Figure(FigureKey("money", (), "loss"), stated("money/loss"), loss, "", EnteredByCounsel(RecordKind.LOSS))


def _benefit(party: ContributionParty, authority: Clause) -> Figure[Decimal]:
    return Figure(
        FigureKey("money", (party.name,), "net_proceeds"),
        stated("money/net_proceeds_label", party=party.name),
        party.net_proceeds,
        stated("money/after_discounts"),
        authority,
        waits_for="" if party.net_proceeds is not None else stated("money/price_and_discount"),
    )
