"""Who bears which expense of a registration: as this agreement's form says (§3(b), §4), and as others can say."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rra_desktop.calculation.money.expenses import borne_figure, expense_rule, registration_expenses
from rra_desktop.domain.conditions import Condition, ConditionPair
from rra_desktop.domain.expenses import ANY_OTHER, ExpenseBearer, ExpenseClause
from rra_desktop.domain.matter import Matter
from rra_desktop.domain.offerings import Expense
from rra_desktop.domain.registrations import EventType, Underwriting, WithdrawnBy
from rra_desktop.domain.statements import Gravity
from rra_desktop.wording import words_of
from tests.matters import event, matter, piggyback


@pytest.mark.parametrize(
    "category",
    [
        "registration_fee",
        "filing_fee",
        "Filing fees",
        "listing_fee",
        "printing",
        "shipping",
        "company counsel",
        "blue-sky",
    ],
)
def test_the_company_bears_what_section_4_names(category: str) -> None:
    rule = expense_rule(matter(), category)

    assert (rule.bearer, rule.named, rule.section, rule.remark) == (ExpenseBearer.COMPANY, True, "4", None)
    assert rule.category == category


@pytest.mark.parametrize("category", ["underwriting_discount", "Underwriting discounts", "selling_commission"])
def test_discounts_and_commissions_fall_on_the_seller(category: str) -> None:
    assert (expense_rule(matter(), category).bearer, expense_rule(matter(), category).named) == (
        ExpenseBearer.SELLER,
        True,
    )


def test_sellers_counsel_is_not_settled() -> None:
    rule = expense_rule(matter(), "Investors’ counsel")

    assert (rule.bearer, rule.named) == (ExpenseBearer.UNSETTLED, False)
    assert rule.remark is not None
    assert rule.remark.gravity is Gravity.SILENCE
    assert "own counsel is not said" in words_of(rule.remark)


def test_a_category_that_section_4_does_not_name_is_marked() -> None:
    rule = expense_rule(matter(), "road show")

    assert (rule.bearer, rule.named) == (ExpenseBearer.COMPANY, False)
    assert rule.remark is not None
    assert rule.remark.gravity is Gravity.DOUBT
    assert "does not name this category" in words_of(rule.remark)


def spent(number: int, category: str, amount: str, registration: str | None = "R1") -> Expense:
    """Record an expense."""
    return Expense(number, dt.date(2003, 7, 15), category, Decimal(amount), registration)


def test_expenses_add_up_by_who_bears_them() -> None:
    made = matter(
        registrations=[piggyback()],
        expenses=[
            spent(1, "filing_fee", "1234.56"),
            spent(2, "road_show", "0.44"),
            spent(3, "underwriting_discount", "100.00"),
            spent(4, "investors_counsel", "50.00"),
            spent(5, "printing", "7.00", None),
        ],
    )
    found = registration_expenses(made, "R1")

    assert (found.company, found.sellers, found.unsettled) == (Decimal("1235.00"), Decimal("100.00"), Decimal("50.00"))
    assert [line.expense.id for line in found.lines] == [1, 2, 3, 4]
    assert found.remarks == ()
    assert registration_expenses(made, None).company == Decimal("7.00")


def test_expenses_stay_with_the_company_after_withdrawal() -> None:
    made = matter(
        registrations=[piggyback()],
        events=[event(EventType.WITHDRAWN, dt.date(2003, 8, 1), by=WithdrawnBy.COMPANY)],
        expenses=[spent(1, "filing_fee", "10.00")],
    )
    found = registration_expenses(made, "R1")

    assert found.company == Decimal("10.00")
    assert "stay with the Company (§3(b), §4)" in words_of(found.remarks[0])


# -- other agreements --------------------------------------------------------------------------------------------------


def under(clauses: list[ExpenseClause], expenses: list[Expense], registrations: int = 1) -> Matter:
    """Make a matter whose agreement has other clauses on expenses."""
    made = matter(registrations=[piggyback(f"R{number}") for number in range(1, registrations + 1)], expenses=expenses)
    return replace(made, form=replace(made.form, expenses=tuple(clauses)))


def counsel(**said: object) -> ExpenseClause:
    """Have the Company pay the sellers' counsel."""
    return ExpenseClause("counsel", "4", ExpenseBearer.COMPANY, ("sellers_counsel",), **said)  # type: ignore[arg-type]


def test_a_cap_is_used_up_in_the_order_of_the_days_and_the_rest_falls_on_the_seller() -> None:
    later = replace(spent(1, "sellers_counsel", "4000.00"), date=dt.date(2003, 8, 1))
    it = under([counsel(cap=Decimal(15_000))], [later, spent(2, "Sellers’ counsel", "12000.01")])
    second, first = registration_expenses(it, "R1").lines

    assert [(each.bearer, each.amount) for each in first.parts] == [(ExpenseBearer.COMPANY, Decimal("12000.01"))]
    assert [(each.bearer, each.amount) for each in second.parts] == [
        (ExpenseBearer.COMPANY, Decimal("2999.99")),
        (ExpenseBearer.SELLER, Decimal("1000.01")),
    ]
    assert second.rule.remark is not None
    assert words_of(second.rule.remark) == (
        "Of what §4 covers at most $15,000.00 a registration: $2,999.99 of this expense, and $1,000.01 beyond."
    )
    figure = borne_figure(it, 1, ExpenseBearer.SELLER)
    assert figure is not None
    assert figure.value == Decimal("1000.01")
    assert figure.inputs[0].value == Decimal("4000.00")


def test_only_the_first_registrations_are_paid_for() -> None:
    it = under(
        [counsel(first=1, beyond=ExpenseBearer.INITIATORS)],
        [spent(1, "sellers_counsel", "10.00"), spent(2, "sellers_counsel", "20.00", "R2")],
        registrations=2,
    )
    assert registration_expenses(it, "R1").company == Decimal("10.00")
    second = registration_expenses(it, "R2")
    assert (second.company, second.initiators) == (Decimal(0), Decimal("20.00"))
    assert words_of(second.lines[0].rule.remark or "") == "§4 covers the first registration; this is no. 2."


def test_what_no_clause_covers_is_not_settled() -> None:
    account = registration_expenses(under([], [spent(1, "filing_fee", "10.00")]), "R1")
    assert account.unsettled == Decimal("10.00")
    assert words_of(account.lines[0].rule.remark or "") == "The agreement does not say who pays this category."
    assert not account.lines[0].rule.named


CLAUSES = st.builds(
    ExpenseClause,
    st.just("some"),
    st.just("4"),
    st.sampled_from([each for each in ExpenseBearer if each is not ExpenseBearer.UNSETTLED]),
    st.sampled_from([("counsel",), (ANY_OTHER,), ("counsel", "travel")]),
    cap=st.none() | st.decimals(0, 100, places=2),
    first=st.none() | st.integers(1, 3),
    beyond=st.sampled_from(ExpenseBearer),
)


@given(CLAUSES, st.lists(st.tuples(st.sampled_from(["counsel", "travel", "fee"]), st.decimals(0, 60, places=2))))
def test_the_parts_add_up_and_no_cap_is_exceeded(clause: ExpenseClause, amounts: list[tuple[str, Decimal]]) -> None:
    expenses = [replace(spent(0, category, "0"), amount=amount) for category, amount in amounts]
    account = registration_expenses(under([clause], expenses), "R1")
    parts = [part for line in account.lines for part in line.parts]
    for line in account.lines:
        assert sum((part.amount for part in line.parts), Decimal(0)) == line.expense.amount
    borne = account.company + account.sellers + account.initiators + account.unsettled
    assert borne == sum(amount for _, amount in amounts)
    within = sum(
        part.amount
        for line in account.lines
        for part in line.parts
        if part.within and (line.expense.category in clause.covers or ANY_OTHER in clause.covers)
    )
    cap = clause.cap
    if isinstance(cap, Decimal):
        assert within <= cap
        assert within == cap or all(part.within for part in parts)


def test_a_clause_can_hold_of_some_registrations_only() -> None:
    """The sellers' counsel is paid in underwritten registrations; in others the seller pays."""
    firm = Condition((ConditionPair("underwriting", ("firm_commitment",)),))
    clauses = [
        counsel(when=firm),
        ExpenseClause("else", "4", ExpenseBearer.SELLER, ("sellers_counsel",)),
    ]
    it = under(clauses, [spent(1, "sellers_counsel", "10.00"), spent(2, "sellers_counsel", "7.00", None)])
    assert registration_expenses(it, "R1").company == Decimal("10.00")
    assert registration_expenses(it, None).sellers == Decimal("7.00")
    other = replace(it, registrations=(replace(it.registrations[0], underwriting=Underwriting.NONE),))
    assert registration_expenses(other, "R1").sellers == Decimal("10.00")
