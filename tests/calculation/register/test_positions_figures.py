"""How a position was reached, as the Why panel and the summary print it (recitals, §7)."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from rra_desktop.calculation.register.positions import positions
from rra_desktop.domain.agreement import Signature, TermChange
from rra_desktop.domain.figures import Clause, Convention, EnteredByCounsel, Figure, FigureKey, RecordKind
from rra_desktop.domain.register import LedgerEntry, Security
from rra_desktop.wording import words_of
from tests.calculation.position_rows import AFTER, LATER
from tests.matters import (
    AS_OF,
    convert,
    correction,
    desk_register,
    exercise,
    investor,
    issue,
    matter,
    other_holder,
    registered_sale,
    split,
    transfer,
)
from tests.saying import remarks_of

SIGNED = (Signature("company"), Signature("H1"))


def steps(figure: Figure[int]) -> list[tuple[str, object, str]]:
    """Return what a panel lists: label, number and working of each step."""
    return [(words_of(step.label), step.value, words_of(step.rule)) for step in figure.inputs]


def alone(*ledger: LedgerEntry, on: date = AFTER, part: str = "registrable") -> Figure[int]:
    """Explain a number of a holder that is alone in the register."""
    return positions(matter(holders=[investor("H1", "Cedar")], ledger=ledger), on).figure("H1", part)


def leaves(figure: Figure[int]) -> set[tuple[FigureKey, object]]:
    """Return where a derivation ends."""
    return {(each.key, each.value) for each in figure.walk() if not each.inputs}


def term(term_id: str) -> FigureKey:
    """Return the key of a term."""
    return FigureKey("term", (term_id,))


def entry(sequence: int) -> FigureKey:
    """Return the key of a ledger entry."""
    return FigureKey("entry", (str(sequence),))


def test_the_panel_of_cedar() -> None:
    """§7: three steps, the share of the whole, and the other reading with its number."""
    figure = positions(desk_register(), AS_OF).figure("H4", "registrable")
    assert (words_of(figure.label), figure.value) == ("Cedar Family Trust · Registrable Shares", 1_800_000)
    assert figure.authority == Clause("7")
    assert steps(figure) == [
        ("Common issued under the Purchase Agreement", 900_000, "300,000 Units × 3 = 900,000"),
        ("Common on conversion of Series A Preferred", 600_000, "300,000 × 2 = 600,000"),
        ("Common on exercise of Warrants", 300_000, "300,000 × 1 = 300,000 · expire Mar 30, 2006"),
    ]
    assert words_of(figure.rule) == "900,000 + 600,000 + 300,000 = 1,800,000; 16.67% of all Registrable Shares"
    (other,) = figure.other_readings
    assert (other.reading, other.choice, other.label) == ("registrable_basis", "issued_only", "issued shares only")
    assert other.value == 900_000
    assert leaves(figure) == {
        (term("common_per_unit"), 3),
        (term("preferred_per_unit"), 1),
        (term("warrants_per_unit"), 1),
        (term("common_per_preferred"), 2),
        (term("common_per_warrant"), 1),
        (entry(4), 300_000),
    }


def test_the_sections_of_the_steps() -> None:
    """Recitals 1(a), 2 and 1(c)."""
    figure = positions(desk_register(), AS_OF).figure("H4", "registrable")
    assert [step.authority for step in figure.inputs] == [
        Clause("Recital 1(a)"),
        Clause("Recital 2"),
        Clause("Recital 1(c)"),
    ]


def test_what_was_entered_says_which_entry_it_was() -> None:
    figure = positions(desk_register(), AS_OF).figure("H7", "units")
    (source,) = [each for each in figure.walk() if not each.inputs]
    assert (
        words_of(source.label)
        == "Transfer of 60,000 Units, Alder Growth Fund II, L.P. to Juniper Holdings, May 20, 2003"
    )
    assert source.authority == EnteredByCounsel(RecordKind.LEDGER_ENTRY, 8)


def test_an_exercise_says_what_was_paid() -> None:
    """Recital 1(c)."""
    labels = [words_of(each.label) for each in positions(desk_register(), AS_OF).figure("H6", "warrants").walk()]
    assert "Exercise of 120,000 Warrants, Hawthorn, J. (IRA), May 20, 2003, $36,000.00 paid" in labels


def test_the_totals_name_who_is_left_out() -> None:
    """§7: a transferee without counterpart is said, not silently missing."""
    figure = positions(desk_register(), AS_OF).figure(None, "registrable")
    assert (figure.key, figure.value) == (FigureKey("total", (), "registrable"), 10_800_000)
    assert remarks_of(figure) == (
        (
            "Not counted: Juniper Holdings: 60,000 Units, 360,000 shares. "
            "A transferee that has executed no counterpart is not an Investor (§7)."
        ),
    )
    assert figure.other_readings[0].value == 6_240_000
    assert ("Common transferred", -180_000, "−60,000 Units × 3 = −180,000") in steps(figure)


def test_what_moves_inside_a_group_is_no_step_of_the_group() -> None:
    """§3(c): as one Investor the two funds hold what they held before."""
    it = matter(
        holders=[investor("H1", group="Alder"), investor("H2", group="Alder")],
        ledger=[issue("H1", 100), transfer("H1", "H2", 40, on=LATER)],
    )
    seen = positions(it, LATER)
    figure = seen.group_figure("Alder", "units")
    assert steps(figure) == [("Units issued under the Purchase Agreement", 100, "100")]
    assert figure.key == FigureKey("group", ("Alder",), "units")
    assert [step[1] for step in steps(seen.figure("H1", "units"))] == [100, -40]
    with pytest.raises(KeyError):
        seen.group_figure("Birch", "units")


def test_every_kind_of_entry_is_a_step_of_its_own() -> None:
    figure = alone(
        issue("H1", 100),
        issue("H1", 5, Security.COMMON),
        convert("H1", 10, on=LATER),
        convert("H1", 30, on=LATER),
        exercise("H1", 20, on=LATER),
        registered_sale("H1", 50, on=LATER),
        correction("H1", -3, Security.COMMON, on=LATER),
        part="common",
    )
    assert steps(figure) == [
        ("Common issued under the Purchase Agreement", 300, "100 Units × 3 = 300"),
        ("Common issued", 5, "5"),
        ("Common from Series A Preferred already converted", 80, "40 × 2 = 80"),
        ("Common from Warrants already exercised", 20, "20 × 1 = 20"),
        ("Common sold under a registration statement", -50, "−50"),
        ("Common corrected", -3, "−3"),
    ]
    assert words_of(figure.rule) == "300 + 5 + 80 + 20 − 50 − 3 = 352"
    assert isinstance(figure.inputs[-1].authority, Convention)


def test_a_split_closes_the_steps_before_it() -> None:
    """§7: 1 for 10 with a fraction dropped, and the ratios it moved.

    issued     35 × 3               105
    split      105 × 1/10            10 1/2, 10 in whole shares
    preferred  35 × 1/5               7
    warrants   35 × 1/10              3 1/2, 3 in whole shares
    """
    figure = alone(issue("H1", 35), split(1, 10, on=LATER))
    assert steps(figure) == [
        ("Common issued under the Purchase Agreement", 105, "35 Units × 3 = 105"),
        ("Split 1 for 10, Oct 1, 2003", -95, "105 × 1/10 = 10 1/2, 10 in whole shares"),
        ("Common on conversion of Series A Preferred", 7, "35 × 1/5 = 7"),
        (
            "Common on exercise of Warrants",
            3,
            "35 × 1/10 = 3 1/2, 3 in whole shares · expire Mar 30, 2006",
        ),
    ]
    assert figure.value == 20
    assert "1/2 of a share dropped by the fraction rule “floor”." in remarks_of(figure)
    ratio = next(each for each in figure.walk() if each.key == FigureKey("term", ("common_per_preferred",), "adjusted"))
    assert (ratio.value, words_of(ratio.rule)) == (Fraction(1, 5), "2 × 1/10 = 1/5")
    assert {each.key for each in ratio.inputs} == {term("common_per_preferred"), entry(2)}


def test_a_changed_term_is_said_to_be_one() -> None:
    """§8(c)."""
    it = matter(
        holders=[investor("H1")],
        ledger=[issue("H1", 100)],
        term_changes=[
            TermChange(0, "common_per_preferred", Fraction(3), LATER, note="Amendment no. 1", signed_by=SIGNED)
        ],
    )
    figure = positions(it, AFTER).figure("H1", "registrable")
    ratio = next(each for each in figure.walk() if each.key == term("common_per_preferred"))
    assert (ratio.value, words_of(ratio.rule)) == (3, "as changed from Oct 1, 2003 on: Amendment no. 1")
    assert ratio.authority == EnteredByCounsel(RecordKind.TERM_CHANGE, 1)


def test_conversions_at_two_ratios_are_added_up() -> None:
    """§8(c): no single product gives the step, so its terms are shown."""
    it = matter(
        holders=[investor("H1")],
        ledger=[issue("H1", 100), convert("H1", 10, on=LATER), convert("H1", 10, on=AFTER)],
        term_changes=[TermChange(0, "common_per_preferred", Fraction(3), AFTER, signed_by=SIGNED)],
    )
    figure = positions(it, AFTER).figure("H1", "common")
    assert steps(figure)[1] == ("Common from Series A Preferred already converted", 50, "20 + 30 = 50")


def test_of_very_many_entries_the_first_are_shown_and_the_rest_counted() -> None:
    it = matter(
        holders=[investor(f"H{number}") for number in range(150)],
        ledger=[issue(f"H{number}", 10) for number in range(150)],
    )
    (step,) = positions(it, AS_OF).figure(None, "units").inputs
    assert (step.value, len(step.inputs)) == (1_500, 101)
    assert (words_of(step.inputs[-1].label), step.inputs[-1].value) == ("50 further ledger entries, Mar 30, 2003", 50)
    assert len(step.inputs[-1].key.subject) == 50


def test_lapsed_warrants_are_a_step_and_a_remark() -> None:
    """Recital 1(c)."""
    day = date(2006, 3, 31)
    warrants = alone(issue("H1", 100), exercise("H1", 40, on=LATER), on=day, part="warrants")
    assert steps(warrants)[-1] == ("Warrants lapsed", -60, "unexercised when Mar 30, 2006 was over")
    assert (term("warrant_years"), 3) in leaves(warrants)
    registrable = alone(issue("H1", 100), exercise("H1", 40, on=LATER), on=day)
    assert registrable.value == 300 + 200 + 40
    assert any("60 Warrants count for nothing" in remark for remark in remarks_of(registrable))


def test_what_left_the_definition_is_a_step() -> None:
    """§7."""
    it = matter(
        holders=[investor("H1"), investor("H2")],
        ledger=[
            issue("H1", 100),
            issue("H2", 10),
            transfer("H1", "H2", 50, Security.COMMON, on=LATER, public_distribution=True),
        ],
    )
    figure = positions(it, LATER).figure("H2", "registrable")
    assert figure.value == 60
    last = figure.inputs[-1]
    assert (words_of(last.label), last.value) == ("Acquired in a public distribution, so not Registrable", -50)
    assert [each.key for each in last.inputs] == [entry(3)]
    assert ("Common acquired in a public distribution", 50, "50") in steps(figure)


def test_an_other_holder_is_under_its_own_section() -> None:
    """§1(b)."""
    it = matter(holders=[other_holder("H1", "Dogwood")], ledger=[issue("H1", 1_400_000, Security.OTHER_REGISTRABLE)])
    figure = positions(it, AS_OF).figure("H1", "registrable")
    assert (figure.authority, figure.value) == (Clause("1(b)"), 1_400_000)
    assert "of all Registrable Shares" not in words_of(figure.rule)


def test_a_number_of_nothing_says_that_nothing_is_recorded() -> None:
    figure = positions(matter(holders=[investor("H1")]), AS_OF).figure("H1", "units")
    assert figure.value == 0
    assert [words_of(each.label) for each in figure.inputs] == ["No ledger entry moves Units"]


def test_intact_units_are_the_least_of_their_parts() -> None:
    """§1(a): the reading `majority_basis`."""
    it = matter(
        holders=[investor("H1")],
        ledger=[issue("H1", 100), convert("H1", 40, on=LATER)],
        readings={"majority_basis": "intact_units"},
    )
    figure = positions(it, LATER).figure("H1", "units")
    assert (figure.value, words_of(figure.rule)) == (60, "the least of 380 ÷ 3, 60 ÷ 1, 100 ÷ 1, in whole Units")
    assert {(other.choice, other.value) for other in figure.other_readings} == {
        ("units_held", 100),
        ("as_converted_shares", 100),
    }


@pytest.mark.parametrize("part", ["shares", "", "percent_of_units"])
def test_there_is_no_figure_of_what_is_no_column(part: str) -> None:
    with pytest.raises(KeyError):
        positions(desk_register(), AS_OF).figure("H1", part)


def test_there_is_no_figure_of_nobody() -> None:
    with pytest.raises(KeyError):
        positions(desk_register(), AS_OF).figure("H99", "units")


def test_a_figure_is_found_again_under_its_key() -> None:
    register = positions(desk_register(), AS_OF)
    steps = [each for each in register.figure("H4", "registrable").walk() if each.key.kind == "position"]
    columns = [each for each in steps if "/" not in each.key.part]
    assert [each.key.part for each in columns] == ["registrable", "preferred", "warrants"]
    assert [register.figure(each.key.subject[0], each.key.part) for each in columns] == columns
