"""Why a cutback's numbers are what they are: steps, authorities, leaves, and what other readings give."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rra_desktop.calculation.cutback.offering_cutback import Cutback, cut_back
from rra_desktop.domain.agreement import ReadingChoice
from rra_desktop.domain.figures import (
    Clause,
    Convention,
    EnteredByCounsel,
    Figure,
    FigureKey,
    OtherReading,
    RecordKind,
)
from rra_desktop.domain.priority_plans import PriorityPlan, Tier, Weight
from rra_desktop.domain.statements import stated
from rra_desktop.wording import words_of
from tests.calculation.offering_builder import Person, cut_back_matter, cutback_of, offering_matter
from tests.matters import demand, form, worked_cutback
from tests.saying import pending_of, remarks_of

PARTS = ("allocated", "quota", "held", "requested", "cut", "gross", "discount", "net", "indemnity_cap")
HOLDERS = ("investors", "other_holders")


@pytest.fixture(scope="module")
def worked() -> Cutback:
    """Cut the worked example back, from the ledger on."""
    made = worked_cutback()
    return cut_back(made, made.offerings[0])


def steps(figure: Figure[object]) -> list[tuple[str, str]]:
    """Return the label and working of each step."""
    return [(words_of(step.label), words_of(step.rule)) for step in figure.inputs]


# -- the steps (§3(c)) -------------------------------------------------------------------------------------------------


def test_the_steps_of_an_allocation(worked: Cutback) -> None:
    figure = worked.figure("H3", "allocated")

    assert (figure.value, words_of(figure.label), words_of(figure.rule)) == (
        1_358_824,
        "Birch · allocated",
        "1,358,824 shares",
    )
    assert (figure.key, figure.authority) == (FigureKey("cutback", ("O1", "H3"), "allocated"), Clause("3(c)"))
    assert steps(figure) == [
        ("Room for holders", "10,000,000 − 6,000,000 Company = 4,000,000"),
        ("Round 1 · in proportion to shares held", "4,000,000 × 2,400,000 / 7,400,000 = 1,297,297.30"),
        ("Round 2 · what Cedar leaves goes round again", "3,850,000 × 2,400,000 / 6,800,000 = 1,358,823.53"),
        ("Whole shares, as nearly as practicable", ".53 is the largest remainder → 1,358,824"),
        (
            "Alder counts once",
            "Alder Fund I 1,800,000 + Alder Fund II 1,200,000 = 3,000,000, though only Alder Fund I sells",
        ),
    ]
    assert remarks_of(figure.inputs[1]) == ("Cedar reaches its request of 150,000.",)
    assert figure.inputs[2].value == Fraction(23_100_000, 17)


def test_who_reaches_its_request_is_settled_in_that_round(worked: Cutback) -> None:
    figure = worked.figure("H4", "allocated")

    assert steps(figure)[1:3] == [
        (
            "Round 1 · in proportion to shares held",
            "4,000,000 × 600,000 / 7,400,000 = 324,324.32, which covers the 150,000 requested",
        ),
        ("Whole shares, as nearly as practicable", "150,000 is whole already"),
    ]
    assert figure.inputs[1].value == 150_000
    assert remarks_of(figure.inputs[1]) == ()


def test_a_group_is_explained_as_one_and_its_member_inside_it(worked: Cutback) -> None:
    group, member = worked.figure("Alder", "allocated"), worked.figure("H1", "allocated")

    assert (group.value, words_of(group.label)) == (1_698_529, "Alder · allocated")
    assert steps(group)[3] == (
        "Whole shares, as nearly as practicable",
        ".41 is not among the largest remainders → 1,698,529",
    )
    assert steps(member)[:-1] == steps(group)
    assert steps(member)[-1] == (
        "Inside Alder · by its members’ holdings",
        "only Alder Fund I asked: it takes all 1,698,529",
    )


def test_a_split_inside_a_group_shows_its_proportion_and_an_agreed_one_its_agreement() -> None:
    def inside(agreed: tuple[int | None, int | None]) -> Figure[object]:
        people = [
            Person("I", 60, 60, group="Fund", agreed=agreed[0]),
            Person("II", 30, 30, group="Fund", agreed=agreed[1]),
            Person("III", 10, 0, group="Fund"),
            Person("Beech", 100, 100),
        ]
        return cutback_of(people, 100).figure("I", "allocated").inputs[-1]

    assert (words_of(inside((None, None)).rule), inside((None, None)).value) == (
        "50 over 90 held by those who asked: 33.33 for 60 → 33",
        33,
    )
    agreed = inside((20, 30))
    assert (words_of(agreed.label), words_of(agreed.rule)) == (
        "Inside Fund · as agreed",
        "20 of 50 as the group agreed",
    )
    assert agreed.authority == EnteredByCounsel(RecordKind.GROUP_SPLIT, "Fund")
    assert "adds up to 40" in remarks_of(inside((20, 20)))[0]


def test_a_silent_holder_is_explained_by_its_silence(worked: Cutback) -> None:
    figure = worked.figure("H2", "allocated")

    assert figure.value == 0
    assert words_of(figure.inputs[-1].rule) == "Alder Fund II asked for nothing"
    alone = cutback_of([Person("Ash", 60, 0), Person("Beech", 60, 60)], 30).figure("Ash", "allocated")
    assert steps(alone) == [("Ash · requested", "nothing asked"), ("Ash · Registrable Shares", "60")]


def test_the_quota_is_an_exact_fraction_before_whole_shares(worked: Cutback) -> None:
    figure = worked.figure("H3", "quota")

    assert (figure.value, words_of(figure.rule)) == (Fraction(23_100_000, 17), "23100000/17 = 1,358,823.53 shares")
    assert worked.figure("H1", "quota").value == 1_698_529
    assert "Whole shares, as nearly as practicable" not in dict(steps(figure))


def test_everything_fits() -> None:
    figure = cutback_of([Person("Ash", 60, 60)], 100).figure("Ash", "allocated")

    assert steps(figure)[-1] == ("No cutback", "the requests of 60 fit: everybody gets what it asked")


def test_readings_of_rounding_show_their_rule() -> None:
    people = [Person("Ash", 600, 600), Person("Beech", 600, 600), Person("Cedar", 600, 600)]

    def whole(rounding: str) -> Figure[object]:
        return cutback_of(people, 500, readings={"share_rounding": rounding}).figure("Ash", "allocated").inputs[2]

    assert words_of(whole("floor").rule) == "166.67 rounded down → 166"
    assert words_of(whole("round_lot_100").rule) == "166.67 rounded down to whole lots of 100 → 100"
    assert words_of(whole("largest_remainder").rule) == ".67 is among the largest remainders → 167"
    assert remarks_of(whole("largest_remainder")) == (
        "Ties with Beech: the larger weight goes first, then the place in the register.",
    )


def test_of_very_many_rounds_the_first_and_the_last_are_shown() -> None:
    """Draw fourteen equal parts, each request a little above the last round's share: every round settles one."""
    plan = PriorityPlan("equal", "Equal parts", "", (Tier(HOLDERS, Weight.EQUAL),), company_is_never_cut=True)
    last, rate, requests = Fraction(0), Fraction(10**24), []
    for others in range(13, 0, -1):
        requests.append(int((last + rate) / 2))
        last, rate = rate, rate + (rate - requests[-1]) / others
    people = [Person(f"H{place}", 10**30, asked) for place, asked in enumerate([*requests, 10**30])]
    cutback = cutback_of(people, 14 * 10**24, plan=plan)
    labels = [words_of(step.label) for step in cutback.figure("H13", "allocated").inputs]

    assert len(cutback.outcome.rounds) == 14
    assert labels[1] == "Round 1 · in equal parts"
    assert labels[8] == "Rounds 8 to 13"
    assert labels[9] == "Round 14 · what H12 leaves goes round again"


# -- other parts -------------------------------------------------------------------------------------------------------


def test_the_cut_is_requested_less_allocated(worked: Cutback) -> None:
    figure = worked.figure("H3", "cut")

    rule = "2,400,000 requested − 1,358,824 allocated = 1,041,176 (43.38%)"
    assert (figure.value, words_of(figure.rule)) == (1_041_176, rule)
    assert [step.value for step in figure.inputs] == [2_400_000, 1_358_824]


def test_a_cut_says_what_was_above_the_holding() -> None:
    figure = cutback_of([Person("Ash", 60, 100), Person("Beech", 60, 60)], 60).figure("Ash", "cut")

    assert (figure.value, words_of(figure.rule)) == (30, "60 requested − 30 allocated = 30 (50.00%)")
    assert remarks_of(figure) == (
        "40 more were asked for than are held: they do not count, and are no cut of the underwriters’.",
    )


def test_all_holders_together(worked: Cutback) -> None:
    assert worked.figure("", "allocated").value == 4_000_000
    assert worked.figure("", "quota").value == 4_000_000
    assert words_of(worked.figure("", "requested").rule) == "5,750,000 asked by 4"
    assert worked.figure("", "held").value == 7_400_000
    assert words_of(worked.figure("", "cut").rule) == "5,750,000 requested − 4,000,000 allocated = 1,750,000 (30.43%)"
    assert worked.figure("", "capacity").value == 4_000_000
    assert worked.figure("Alder", "requested").value == 1_800_000
    assert words_of(worked.figure("Alder", "held").rule) == "1,800,000 + 1,200,000 = 3,000,000"
    assert worked.figure("company", "cut").value == 0


def test_a_company_above_the_maximum_leaves_no_room() -> None:
    assert words_of(cutback_of([Person("Ash", 60, 60)], 100, 120).figure("", "capacity").rule) == (
        "120 Company exceed 100: no room is left"
    )


@pytest.mark.parametrize(
    ("subject", "part"), [("nobody", "allocated"), ("H3", "colour"), ("company", "held"), ("company", "indemnity_cap")]
)
def test_what_the_cutback_does_not_have_is_a_key_error(worked: Cutback, subject: str, part: str) -> None:
    with pytest.raises(KeyError):
        worked.figure(subject, part)


# -- money -------------------------------------------------------------------------------------------------------------


def test_money_shows_its_working(worked: Cutback) -> None:
    gross, net, cap = (worked.figure("H3", part) for part in ("gross", "net", "indemnity_cap"))

    assert (gross.value, words_of(gross.rule)) == (Decimal("1698530.00"), "1,358,824 × $1.25 = $1,698,530.00")
    assert words_of(worked.figure("H3", "discount").rule) == "1,358,824 × $1.25 × 7% = $118,897.10"
    assert (words_of(net.rule), net.authority) == ("$1,698,530.00 − $118,897.10 = $1,579,632.90", Clause("4"))
    assert (words_of(cap.rule), cap.authority) == (
        "proceeds from the registered sale, gross: $1,698,530.00",
        Clause("5(b)"),
    )
    assert OtherReading("indemnity_proceeds", "net_of_discount", "net of discount", Decimal("1579632.90")) in (
        cap.other_readings
    )
    assert worked.figure("", "gross").value == Decimal("5000000.00")
    assert words_of(worked.figure("", "gross").rule) == "4 sellers’ amounts added up"
    assert worked.figure("company", "gross").value == Decimal("7500000.00")
    assert worked.figure("Alder", "net").value == Decimal("1974539.96")
    assert worked.figure("", "indemnity_cap").value == Decimal("4009191.25")


def test_an_other_holder_owes_no_indemnity(worked: Cutback) -> None:
    cap = worked.figure("H5", "indemnity_cap")

    assert (cap.value, cap.waits_for) == (None, "")
    assert "gives no indemnity" in words_of(cap.rule)


def test_money_waits_for_price_and_discount() -> None:
    people = [Person("Ash", 60, 60)]
    unpriced = cut_back_matter(offering_matter(people, maximum=30), people)
    undiscounted = cut_back_matter(offering_matter(people, maximum=30, price="2"), people)

    assert (unpriced.figure("Ash", "gross").value, words_of(unpriced.figure("Ash", "gross").waits_for)) == (
        None,
        "the price a share",
    )
    assert undiscounted.figure("Ash", "gross").value == Decimal("60.00")
    assert words_of(undiscounted.figure("Ash", "net").waits_for) == "the underwriting discount"


def test_a_discount_a_share_shows_its_working() -> None:
    people = [Person("Ash", 60, 60)]
    made = offering_matter(people, maximum=30, price="2", discount_per_share="0.125")

    assert words_of(cut_back_matter(made, people).figure("Ash", "discount").rule) == "30 × $0.125 = $3.75"


# -- pending -----------------------------------------------------------------------------------------------------------


def test_a_pending_cutback_names_what_it_waits_for_in_every_figure_of_it() -> None:
    people = [Person("Ash", 60, 60)]
    cutback = cut_back_matter(offering_matter(people, maximum=None, plan="", registration=demand()), people)

    for part in ("allocated", "quota", "cut", "gross", "capacity"):
        figure = cutback.figure("Ash", part)
        assert (figure.value, words_of(figure.waits_for)) == (None, pending_of(cutback.outcome))
    assert "the underwriters’ maximum; a priority plan" in pending_of(cutback.outcome)
    assert cutback.figure("Ash", "held").value == 60
    assert cutback.figure("Ash", "requested").value == 60


# -- what other readings give ------------------------------------------------------------------------------------------


def test_other_readings_stand_beside_the_figure_where_they_differ(worked: Cutback) -> None:
    figure = worked.figure("H3", "allocated")

    assert figure.other_readings == (
        OtherReading("cutback_weight", "requested", "shares requested", 1_669_565),
        OtherReading("cutback_reallocate", "no", "stays unused", 1_297_297),
        OtherReading("affiliate_scope", "participating_only", "only those who sell", 1_650_000),
        OtherReading("share_rounding", "floor", "round down", 1_358_823),
        OtherReading("share_rounding", "round_lot_100", "lots of 100", 1_358_800),
        OtherReading("registrable_basis", "issued_only", "issued shares only", 1_200_000),
    )
    assert worked.figure("H3", "requested").other_readings == ()
    assert [each.reading for each in worked.figure("H3", "held").other_readings] == ["registrable_basis"]


@given(
    held=st.lists(st.integers(0, 30), min_size=3, max_size=3),
    asked=st.lists(st.integers(0, 30), min_size=3, max_size=3),
    maximum=st.integers(0, 60),
)
@settings(max_examples=15)
def test_what_another_reading_would_give_is_what_choosing_it_gives(
    held: list[int], asked: list[int], maximum: int
) -> None:
    people = [
        Person(f"H{place}", held[place], asked[place], group="Fund" if place < 2 else None, issued=held[place] // 2)
        for place in range(3)
    ]
    made = offering_matter(people, maximum=maximum, price="1.25", discount_percent="7")
    cutback = cut_back_matter(made, people)
    for subject in ("H0", "H2", "Fund", ""):
        for part in PARTS:
            figure = cutback.figure(subject, part)
            shown = {(each.reading, each.choice): each.value for each in figure.other_readings}
            for reading in ("cutback_weight", "affiliate_scope", "indemnity_proceeds", "registrable_basis"):
                for choice in form().reading(reading).choices[1:]:
                    chosen = cutback.under(reading, choice.id).figure(subject, part).value
                    assert shown.get((reading, choice.id), figure.value) == chosen


# -- the whole tree ----------------------------------------------------------------------------------------------------


def test_every_figure_has_an_authority_and_rests_on_terms_and_entries(worked: Cutback) -> None:
    for subject in ("H1", "H2", "H3", "H4", "H5", "Alder", ""):
        for part in PARTS:
            for figure in worked.figure(subject, part).walk():
                if not figure.inputs:
                    assert isinstance(figure.authority, EnteredByCounsel | Convention) or figure.key.kind == "term"


def test_readings_in_force_stand_with_counsels_reason() -> None:
    people = [Person("Ash", 60, 60), Person("Beech", 60, 60)]
    made = offering_matter(people, maximum=31)
    chosen = replace(made, readings=(ReadingChoice("share_rounding", "floor", "the underwriters round down"),))

    (default,) = cut_back_matter(made, people).figure("Ash", "allocated").inputs[2].inputs
    (reading,) = cut_back_matter(chosen, people).figure("Ash", "allocated").inputs[2].inputs

    assert (default.key, default.value) == (FigureKey("reading", ("share_rounding",)), "largest_remainder")
    assert (words_of(default.rule), default.authority) == (
        "largest remainder",
        Convention(stated("conventions/default_reading")),
    )
    assert (reading.value, words_of(reading.rule)) == ("floor", "round down: the underwriters round down")
    assert reading.authority == EnteredByCounsel(RecordKind.READING, "share_rounding")
