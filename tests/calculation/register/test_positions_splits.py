"""Splits, stock dividends, fractions of a share, and Warrants that lapse (§7, recital 1(c))."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest

from rra_desktop.calculation.register.positions import ledger_problems, positions
from rra_desktop.domain.agreement import Signature, TermChange
from rra_desktop.domain.matter import Matter
from rra_desktop.domain.register import Security
from rra_desktop.wording import words_of
from tests.calculation.position_rows import AFTER, LATER, held, one
from tests.matters import (
    SIGNING,
    convert,
    correction,
    exercise,
    investor,
    issue,
    matter,
    other_holder,
    registered_sale,
    split,
    stock_dividend,
    transfer,
)
from tests.saying import remarks_of


def test_a_reverse_split_reaches_common_and_the_ratios() -> None:
    """§7: 1 for 10; 2 Common for a Preferred become 1/5, 1 for a Warrant 1/10, the exercise price $3.00."""
    it = matter(holders=[investor("H1")], ledger=[issue("H1", 1000), split(1, 10, on=AFTER)])
    seen = positions(it, AFTER)
    assert held(seen.of("H1")) == (1000, 300, 1000, 1000, 600)
    before, after = seen.columns.ledger.history.at_end_of(LATER), seen.columns.ratios
    assert before.since is None
    assert (before.common_per_unit, before.common_per_preferred) == (Fraction(3), Fraction(2))
    assert (after.since, after.entry, after.common_per_unit) == (AFTER, 2, Fraction(3, 10))
    assert (after.common_per_preferred, after.common_per_warrant) == (Fraction(1, 5), Fraction(1, 10))
    assert (before.warrant_price, after.warrant_price) == (Fraction(3, 10), Fraction(3))
    assert positions(it, AFTER - timedelta(days=1)).columns.ratios == before


def test_a_split_that_leaves_the_ratios_alone() -> None:
    row = one(issue("H1", 100), split(2, 1, on=LATER, adjusts_conversion=False))
    assert held(row) == (100, 600, 100, 100, 600 + 200 + 100)


def test_conversions_are_paid_at_the_ratio_of_their_day() -> None:
    """§7.

    2003-10-01  40 Preferred at 2     80 Common
    2004-01-02  3 for 2               380 become 570
    2004-01-02  40 Preferred at 3    120 Common
    """
    row = one(issue("H1", 100), convert("H1", 40, on=LATER), split(3, 2, on=AFTER), convert("H1", 40, on=AFTER))
    assert (row.common, row.preferred) == (690, 20)


def test_a_stock_dividend_multiplies_like_a_split() -> None:
    """§7: 5 per cent on 300 Common are 315; a Preferred then gives 2.1, a Warrant 1.05."""
    row = one(issue("H1", 100), stock_dividend("5", on=LATER))
    assert held(row) == (100, 315, 100, 100, 315 + 210 + 105)


def test_other_registrable_securities_are_split_with_the_common_they_are_counted_beside() -> None:
    """§1(b), §3(c): an Other Holder does not gain on the Investors by a reverse split."""
    it = matter(
        holders=[other_holder("H1")],
        ledger=[issue("H1", 1_400_000, Security.OTHER_REGISTRABLE), split(1, 10, on=AFTER)],
    )
    assert positions(it, AFTER).of("H1").registrable == 140_000


@pytest.mark.parametrize(
    ("rule", "common", "dropped"),
    [("floor", 10, Fraction(1, 2)), ("nearest", 11, Fraction(-1, 2)), ("ceil", 11, Fraction(-1, 2))],
)
def test_a_fraction_of_a_share_follows_the_rule(rule: str, common: int, dropped: Fraction) -> None:
    """§7: 35 Units are 105 Common, 10 1/2 after a split of 1 for 10."""
    row = one(issue("H1", 35), split(1, 10, on=AFTER), fraction_rule=rule)
    assert (row.common, row.fraction_dropped) == (common, dropped)


@pytest.mark.parametrize(("rule", "common"), [("floor", 1), ("nearest", 1), ("ceil", 2)])
def test_a_conversion_can_leave_a_fraction(rule: str, common: int) -> None:
    """7 Preferred at 1/5 are 1 2/5 shares."""
    ledger = (issue("H1", 10, Security.PREFERRED), split(1, 10, on=LATER), convert("H1", 7, on=AFTER))
    row = one(*ledger, fraction_rule=rule)
    assert (row.common, row.fraction_dropped) == (common, Fraction(7, 5) - common)


def test_fractions_are_counted_in_shares_of_the_day() -> None:
    """Half a share dropped in a reverse split is a whole one after a split of 2 for 1."""
    row = one(issue("H1", 35), split(1, 10, on=LATER), split(2, 1, on=AFTER))
    assert (row.common, row.fraction_dropped) == (20, Fraction(1))


def test_units_issued_after_a_split_are_units_like_the_others() -> None:
    """§7: Units are of one kind; after 1 for 10 each has 3/10 of a Common in it."""
    row = one(issue("H1", 100), split(1, 10, on=LATER), issue("H1", 100, on=AFTER))
    assert held(row) == (200, 60, 200, 200, 60 + 40 + 20)


def test_units_can_leave_although_the_fraction_rule_took_of_their_common() -> None:
    """23 Common become 5, then 20; 7 Units would take 21, and take the 20 there are."""
    it = matter(
        holders=[investor("H1"), investor("H2")],
        ledger=[
            issue("H1", 7),
            issue("H1", 2, Security.COMMON),
            split(1, 4, on=LATER),
            split(4, 1, on=LATER),
            transfer("H1", "H2", 7, on=AFTER),
        ],
    )
    assert ledger_problems(it) == ()
    assert [row.common for row in positions(it, AFTER).rows] == [0, 20]


def test_an_amended_ratio_states_what_holds_from_its_day_on() -> None:
    """§8(c): the splits before it are in it, those after it are not."""
    amended = TermChange(
        1,
        "common_per_preferred",
        Fraction(3),
        date(2003, 12, 1),
        signed_by=(Signature("company"), Signature("H1")),
    )
    it = replace(
        matter(
            holders=[investor("H1")],
            ledger=[issue("H1", 100), split(2, 1, on=LATER), split(2, 1, on=AFTER)],
        ),
        term_changes=(amended,),
    )
    ratios = {day: positions(it, day).columns.ratios.common_per_preferred for day in (LATER, date(2003, 12, 1), AFTER)}
    assert list(ratios.values()) == [4, 3, 6]


@pytest.mark.parametrize(
    ("issued", "last_day"),
    [
        (SIGNING, date(2006, 3, 30)),
        (date(2004, 2, 29), date(2007, 2, 28)),
        (date(2004, 2, 28), date(2007, 2, 28)),
    ],
)
def test_warrants_count_for_nothing_after_three_years(issued: date, last_day: date) -> None:
    """Recital 1(c): the last day still counts; February 29 falls back to February 28."""
    ledger = (issue("H1", 100, on=issued),)
    assert held(one(*ledger, on=last_day)) == (100, 300, 100, 100, 600)
    assert held(one(*ledger, on=last_day + timedelta(days=1))) == (100, 300, 100, 0, 500)
    on_the_day = (*ledger, exercise("H1", 100, on=last_day))
    assert one(*on_the_day, on=last_day).common == 400
    too_late = matter(holders=[investor("H1")], ledger=(*ledger, exercise("H1", 1, on=last_day + timedelta(days=1))))
    (problem,) = ledger_problems(too_late)
    assert (problem.security, problem.held, problem.asked) == (Security.WARRANT, 0, 1)
    assert "(100 more had lapsed)" in words_of(problem.statement)


def warrants_by_issue(it: Matter, on: date) -> list[dict[date, int]]:
    """Return the unexercised Warrants of each holder by their issue date."""
    lots = positions(it, on).columns.accounts.lots
    return [lots.get(place, {}) for place in range(len(it.holders))]


def test_the_oldest_warrants_are_exercised_first() -> None:
    """Convention: of several issues the one that lapses first goes first."""
    it = matter(
        holders=[investor("H1")],
        ledger=[
            issue("H1", 10, Security.WARRANT, on=SIGNING),
            issue("H1", 10, Security.WARRANT, on=LATER),
            exercise("H1", 15, on=AFTER),
        ],
    )
    assert warrants_by_issue(it, AFTER) == [{LATER: 5}]


def test_warrants_keep_their_issue_date_in_other_hands() -> None:
    it = matter(
        holders=[investor("H1"), investor("H2")],
        ledger=[issue("H1", 10), issue("H1", 10, on=LATER), transfer("H1", "H2", 15, Security.WARRANT, on=AFTER)],
    )
    seen = positions(it, date(2006, 6, 1))
    assert warrants_by_issue(it, AFTER) == [{LATER: 5}, {SIGNING: 10, LATER: 5}]
    assert [row.warrants for row in seen.rows] == [5, 5]


def test_units_are_transferred_after_their_warrants_lapsed() -> None:
    """A Unit takes its lapsed Warrant along."""
    it = matter(
        holders=[investor("H1"), investor("H2")],
        ledger=[issue("H1", 10), transfer("H1", "H2", 4, on=date(2006, 6, 1))],
    )
    assert ledger_problems(it) == ()
    assert [held(row) for row in positions(it, date(2006, 6, 1)).rows] == [(6, 18, 6, 0, 30), (4, 12, 4, 0, 20)]


def test_corrected_warrants_are_of_the_holders_newest_issue() -> None:
    ledger = [issue("H1", 10), issue("H1", 10, on=LATER), correction("H1", 5, Security.WARRANT, on=AFTER)]
    assert warrants_by_issue(matter(holders=[investor("H1")], ledger=ledger), AFTER) == [{SIGNING: 10, LATER: 15}]
    alone = matter(holders=[investor("H1")], ledger=[correction("H1", 5, Security.WARRANT, on=AFTER)])
    assert warrants_by_issue(alone, AFTER) == [{AFTER: 5}]


def test_the_derivation_says_on_what_a_later_dividend_of_a_day_is_paid() -> None:
    """§7: 119 shares, 80% and 120% on one day, a split between them; and a sale in between earns the buyer nothing."""
    ledger = [
        issue("H1", 119, Security.COMMON),
        stock_dividend("80", on=LATER),
        split(2, 1, on=LATER),
        registered_sale("H1", 100, on=LATER),
        stock_dividend("120", on=LATER),
    ]
    figure = positions(matter(holders=[investor("H1")], ledger=ledger), LATER).figure("H1", "common")
    assert [(words_of(step.label), step.value, words_of(step.rule)) for step in figure.inputs] == [
        ("Common issued", 119, "119"),
        ("Stock dividend of 80%, Oct 1, 2003", 95, "119 × 9/5 = 214 1/5, 214 in whole shares"),
        ("Split 2 for 1, Oct 1, 2003", 214, "214 × 2 = 428"),
        ("Common sold under a registration statement", -100, "−100"),
        (
            "Stock dividend of 120%, Oct 1, 2003",
            285,
            "238 held before the first stock dividend of the day × 6/5 = 285 3/5, 285 in whole shares",
        ),
    ]
    assert remarks_of(figure)[-1] == "1 of a share dropped by the fraction rule “floor”."


def test_percentages_of_one_day_add_up_in_the_conversion_ratio() -> None:
    """§7: a Preferred converts into 2 × (1 + 0.8 + 1.2) = 6, and a Warrant buys 3 at a third of the price."""
    ledger = [issue("H1", 100), stock_dividend("80", on=LATER), stock_dividend("120", on=LATER)]
    seen = positions(matter(holders=[investor("H1")], ledger=ledger), LATER)
    ratios = seen.columns.ratios
    assert [int(each) for each in (ratios.common_per_unit, ratios.common_per_preferred)] == [9, 6]
    assert ratios.common_per_warrant == Fraction(3)
    assert ratios.warrant_price == Fraction(1, 10)
    rules = {words_of(each.rule) for each in seen.figure("H1", "registrable").walk()}
    assert "2 × (1 + 4/5 + 6/5) = 6" in rules
    assert "1 × (1 + 4/5 + 6/5) = 3" in rules
