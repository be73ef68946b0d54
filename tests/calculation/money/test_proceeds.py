"""Money of an offering: proceeds (§4), caps (§5(b)), who bears expenses (§3(b), §4), the Item 507 table."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rra_desktop.calculation.cutback.offering_cutback import Cutback
from rra_desktop.calculation.money.proceeds import added, cents, sale_terms
from rra_desktop.calculation.money.sale_money import SaleMoney
from rra_desktop.domain.allocation import SellerRow
from rra_desktop.domain.offerings import Offering
from rra_desktop.domain.proceeds import Proceeds
from rra_desktop.wording import words_of
from tests.calculation.offering_builder import Person, cut_back_matter, offering_matter, other

PRICES = st.decimals("0", "1000", places=4)
SHARES = st.integers(0, 10**12)

WORKED = [
    Person("Fund I", 1_800_000, 1_800_000, group="Alder"),
    Person("Fund II", 1_200_000, 0, group="Alder"),
    Person("Birch", 2_400_000, 2_400_000),
    Person("Cedar", 600_000, 150_000),
    other("Dogwood", 1_400_000, 1_400_000),
]


def worked(readings: dict[str, str] | None = None, *, option: int = 0, outstanding: int | None = None) -> Cutback:
    """Cut the worked example back at $1.25 and a discount of 7%."""
    made = offering_matter(
        WORKED,
        maximum=10_000_000,
        company=6_000_000,
        readings=readings,
        price="1.25",
        discount_percent="7",
        option_shares=option,
        outstanding_after=outstanding,
    )
    return cut_back_matter(made, WORKED)


# -- rounding ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("exact", "rounded"),
    [
        ("0.005", "0.00"),
        ("0.015", "0.02"),
        ("0.025", "0.02"),
        ("0.0250000001", "0.03"),
        ("-0.005", "0.00"),
        ("7", "7.00"),
    ],
)
def test_amounts_are_rounded_half_even_to_the_cent(exact: str, rounded: str) -> None:
    assert str(cents(Fraction(exact))) == rounded


def test_very_large_amounts_keep_every_cent() -> None:
    assert str(cents(Fraction(10**40) + Fraction(1, 100))) == f"1{'0' * 40}.01"
    assert str(added([Decimal(f"1{'0' * 40}.01"), Decimal("0.01")])) == f"1{'0' * 40}.02"


def test_an_unknown_amount_makes_the_sum_unknown() -> None:
    assert added([Decimal(1), None]) is None
    assert added([]) == 0


@given(PRICES, st.decimals("0", "100", places=3), SHARES, st.lists(SHARES, max_size=6))
def test_every_column_adds_up_to_its_exact_total_rounded_once(
    price: Decimal, percent: Decimal, company: int, shares: list[int]
) -> None:
    terms = sale_terms(Offering("O1", price=price, discount_percent=percent))
    money = SaleMoney(terms, company, shares)
    rows = [money.of_seller(place) for place in range(len(shares))]
    sold, of_one = company + sum(shares), {"gross": Fraction(price), "discount": Fraction(price * percent) / 100}

    for part, exact in of_one.items():
        lines = [getattr(row, part) for row in rows]
        own, sellers, total = (getattr(each, part) for each in (money.of_company, money.of_sellers, money.of_all))
        assert total == cents(exact * sold)
        assert (sum(lines, Decimal(0)), own + sellers) == (sellers, total)
        for line, count in zip([*lines, own], [*shares, company], strict=True):
            assert abs(Fraction(line) - exact * count) < Fraction(1, 100)
    for row in (*rows, money.of_company, money.of_sellers, money.of_all):
        assert row.net is not None
        assert row.net == (row.gross or 0) - (row.discount or 0)
    said = {place for place in range(len(shares)) if money.differs(place)}
    assert said == set(money.differing)
    assert said == {
        place
        for place, count in enumerate(shares)
        if (rows[place].gross, rows[place].discount) != tuple(cents(each * count) for each in of_one.values())
    }


def test_the_total_of_the_sample_is_rounded_once() -> None:
    """7 % of $5,000,000 is $350,000.00, though the lines rounded by themselves add up to a cent less."""
    made = offering_matter(WORKED, maximum=10_000_000, company=6_000_000, price="1.25", discount_percent="7")
    cutback = cut_back_matter(made, WORKED)
    discounts = {row.holder: row.discount for row in cutback.outcome.participants if row.allocated}

    assert sum(filter(None, discounts.values())) == cutback.proceeds.sellers.discount == Decimal("350000.00")
    assert cutback.proceeds.total.discount == Decimal("875000.00")
    assert cutback.proceeds.sellers.net == Decimal("4650000.00")


# -- terms of sale -----------------------------------------------------------------------------------------------------


def test_a_discount_is_a_percentage_of_the_price_or_an_amount_a_share() -> None:
    percent = sale_terms(Offering("O1", price=Decimal("1.25"), discount_percent=Decimal(7))).proceeds(1_358_824)
    per_share = sale_terms(Offering("O1", price=Decimal("1.25"), discount_per_share=Decimal("0.0875"))).proceeds(
        1_358_824
    )

    assert percent == per_share
    assert percent == Proceeds(1_358_824, Decimal("1698530.00"), Decimal("118897.10"), Decimal("1579632.90"))


def test_no_discount_is_something_counsel_enters() -> None:
    unknown = sale_terms(Offering("O1", price=Decimal(2)))
    none = sale_terms(Offering("O1", price=Decimal(2), discount_percent=Decimal(0)))

    assert unknown.proceeds(3) == Proceeds(3, Decimal("6.00"), None, None)
    assert words_of(unknown.waits_for or "") == "the underwriting discount"
    assert none.proceeds(3) == Proceeds(3, Decimal("6.00"), Decimal("0.00"), Decimal("6.00"))


def test_without_a_price_there_is_no_money() -> None:
    terms = sale_terms(Offering("O1", discount_percent=Decimal(7)))

    assert terms.proceeds(3) == Proceeds(3, None, None, None)
    assert words_of(terms.waits_for or "") == "the price a share"


def test_two_discounts_are_none_until_counsel_keeps_one() -> None:
    both = Offering("O1", price=Decimal(2), discount_percent=Decimal(7), discount_per_share=Decimal(1))

    assert sale_terms(both).proceeds(3) == Proceeds(3, Decimal("6.00"), None, None)
    assert "both" in words_of(sale_terms(both).waits_for or "")


# -- an offering's money -----------------------------------------------------------------------------------------------


def test_each_seller_bears_the_discount_on_its_own_shares() -> None:
    """Draw the worked example's money (§4, end; §5(b)).

    seller    shares      gross          discount      net            cap (gross)
    Fund I    1,698,529   2,123,161.25   148,621.29    1,974,539.96   2,123,161.25
    Birch     1,358,824   1,698,530.00   118,897.10    1,579,632.90   1,698,530.00
    Cedar       150,000     187,500.00    13,125.00      174,375.00     187,500.00
    Dogwood     792,647     990,808.75    69,356.61      921,452.14   none: an Other Holder
    """
    rows = {row.holder: row for row in worked().outcome.participants}

    assert [str(rows["Fund I"].gross), str(rows["Fund I"].discount), str(rows["Fund I"].net)] == [
        "2123161.25",
        "148621.29",
        "1974539.96",
    ]
    assert [str(rows["Dogwood"].gross), str(rows["Dogwood"].discount), str(rows["Dogwood"].net)] == [
        "990808.75",
        "69356.61",
        "921452.14",
    ]
    assert [rows[name].indemnity_cap for name in ("Fund I", "Birch", "Cedar", "Dogwood")] == [
        Decimal("2123161.25"),
        Decimal("1698530.00"),
        Decimal("187500.00"),
        None,
    ]


def test_the_indemnity_cap_is_net_where_the_reading_says_so() -> None:
    rows = worked({"indemnity_proceeds": "net_of_discount"}).outcome.participants

    assert [row.indemnity_cap for row in rows][2:4] == [Decimal("1579632.90"), Decimal("174375.00")]


def test_the_money_of_all_sellers_and_the_option_apart() -> None:
    proceeds = worked(option=1_500_000).proceeds

    assert proceeds.sellers == Proceeds(4_000_000, Decimal("5000000.00"), Decimal("350000.00"), Decimal("4650000.00"))
    assert proceeds.company == Proceeds(6_000_000, Decimal("7500000.00"), Decimal("525000.00"), Decimal("6975000.00"))
    assert proceeds.total == Proceeds(10_000_000, Decimal("12500000.00"), Decimal("875000.00"), Decimal("11625000.00"))
    assert proceeds.option == Proceeds(1_500_000, Decimal("1875000.00"), Decimal("131250.00"), Decimal("1743750.00"))
    assert worked().proceeds.option is None


# -- selling stockholder table (Regulation S-K Item 507) ---------------------------------------------------------------


def test_the_selling_stockholder_table_names_who_sells() -> None:
    assert worked(outstanding=40_000_000).sellers == (
        SellerRow("Fund I", "Fund I", 1_800_000, 1_698_529, 101_471, Decimal("0.25")),
        SellerRow("Birch", "Birch", 2_400_000, 1_358_824, 1_041_176, Decimal("2.60")),
        SellerRow("Cedar", "Cedar", 600_000, 150_000, 450_000, Decimal("1.12")),
        SellerRow("Dogwood", "Dogwood", 1_400_000, 792_647, 607_353, Decimal("1.52")),
    )


def test_without_an_outstanding_count_there_is_no_percentage() -> None:
    assert [row.percent_after for row in worked().sellers] == [None] * 4
    assert [row.percent_after for row in worked(outstanding=0).sellers] == [None] * 4


def test_shares_that_stay_registered_are_offered_by_the_prospectus_too() -> None:
    rows = worked({"cut_shares_stay_registered": "yes"}).sellers

    assert [(row.holder, row.offered, row.after) for row in rows] == [
        ("Fund I", 1_800_000, 0),
        ("Birch", 2_400_000, 0),
        ("Cedar", 150_000, 450_000),
        ("Dogwood", 1_400_000, 0),
    ]


def test_a_pending_offering_has_no_sellers() -> None:
    made = offering_matter(WORKED, maximum=None, readings={"cut_shares_stay_registered": "yes"})

    assert cut_back_matter(made, WORKED).sellers == ()
