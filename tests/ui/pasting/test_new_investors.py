"""Lines beyond the last row of the register become new Investors, shown first and made in one step."""

from __future__ import annotations

from rra_desktop.domain.register import EntryType
from tests.ui.conftest import AS_OF
from tests.ui.pasting.pasted import (
    JUNIPER,
    Key,
    asked,
    changes,
    entries,
    held,
    names_of,
    press,
)
from ui.holdings.holdings_room import HoldingsRoom


def test_names_and_figures_fill_an_empty_register_in_one_step(empty: HoldingsRoom) -> None:
    dialog = asked(empty, "Larch Fund\t540,000\nRowan Trust\t300,000\n")
    assert changes(dialog)[:3] == [
        ("Larch Fund", "New Investor", "–", "entered"),
        ("Larch Fund", "Units", "–", "540,000"),
        ("Larch Fund", "Common", "–", "1,620,000"),
    ]
    press(dialog, Key.Key_Return)
    assert held(empty, "H1") == ("Larch Fund", "540,000", "1,620,000", "540,000", "540,000")
    assert held(empty, "H2")[:2] == ("Rowan Trust", "300,000")
    session = empty.context.session
    assert [(entry.type, entry.date) for entry in session.matter.ledger] == [(EntryType.ISSUE, AS_OF)] * 2
    assert session.undo_label == "Paste 2 new Investors"
    empty.context.signals.undo()
    assert names_of(empty) == []


def test_names_alone_are_new_investors_too(empty: HoldingsRoom) -> None:
    press(asked(empty, "Larch Fund\n\n Rowan\u00a0 Trust \n"), Key.Key_Return)
    assert names_of(empty) == ["Larch Fund", "Rowan Trust"]


def test_headings_are_recognised_said_and_followed(empty: HoldingsRoom) -> None:
    """The group's column is hidden, and the block's second; what has no column here is said to be left out."""
    dialog = asked(empty, "Holder\tGroup\tWarrants\tUnits\tTel.\nLarch\tL\t7\t1,000\t5551234\n")
    assert dialog.plan.remarks == (
        (
            "The first line is read as headings, “Holder”, “Group”, “Warrants”, “Units”: "
            "each column goes where its heading says."
        ),
        "No column here is called “Tel.”; what stands under that is left out.",
    )
    press(dialog, Key.Key_Return)
    assert held(empty, "H1") == ("Larch", "1,000", "3,000", "1,000", "7")
    assert empty.context.session.matter.holder("H1").group == "L"


def test_figures_alone_make_no_investors(empty: HoldingsRoom) -> None:
    dialog = asked(empty, "540,000\n300.000\n")
    assert dialog.plan.refused == (
        "Line 1, “540,000”, is left out: “540,000” is a number where the Investor’s name belongs.",
        "Line 2, “300.000”, is left out: “300.000” is a number where the Investor’s name belongs.",
    )
    assert dialog.act.text() == "Close"
    press(dialog, Key.Key_Return)
    assert (names_of(empty), dialog.isVisible()) == ([], False)


def test_lines_of_figures_beyond_the_last_investor_are_named_and_left_out(room: HoldingsRoom) -> None:
    others = room.context.session.matter.holder("H8")
    dialog = asked(room, "70,000\n90,000\n95,000\n", JUNIPER, "units")
    assert dialog.plan.refused == (
        (
            "Line 2, “90,000”, goes beyond the last Investor and is left out; "
            "put a name beside it to enter a new Investor."
        ),
        (
            "Line 3, “95,000”, goes beyond the last Investor and is left out; "
            "put a name beside it to enter a new Investor."
        ),
    )
    press(dialog, Key.Key_Return)
    assert held(room, JUNIPER)[1] == "70,000"
    session = room.context.session
    assert session.matter.holder("H8") == others
    assert session.analysis.positions.of("H8").other == 1_400_000


def test_names_beyond_the_last_investor_are_new_and_twice_named_ones_are_refused(room: HoldingsRoom) -> None:
    text = "Juniper II\t70,000\nbirch street  partners\t3\nLarch\t5\nRowan\t12.000\nLARCH\t6\n"
    dialog = asked(room, text, JUNIPER, "name")
    assert dialog.plan.refused == (
        "Line 2, “birch street partners”, is left out: “Birch Street Partners” is in the register already.",
        (
            "Line 4, “Rowan  12.000”, is left out: “12.000” could be 12,000, with a point between the thousands, "
            "or 12: type 12,000 or 12."
        ),
        "Line 5, “LARCH”, is left out: “Larch” stands in an earlier line of the block already.",
    )
    press(dialog, Key.Key_Return)
    assert room.context.session.undo_label == "Paste 2 cells and 1 new Investor"
    assert held(room, "H9") == ("Larch", "5", "15", "5", "5")
    assert names_of(room)[6:] == ["Juniper II", "Dogwood Capital", "Larch"]


def test_a_list_that_moves_names_down_a_line_is_taken_whole(room: HoldingsRoom) -> None:
    """Hawthorn becomes Larch, Juniper becomes Hawthorn, and Juniper is new: no name stands twice in the end."""
    dialog = asked(room, "Larch\nHawthorn, J. (IRA)\nJuniper Holdings\n", "H6", "name")
    assert dialog.plan.refused == ()
    press(dialog, Key.Key_Return)
    assert names_of(room)[5:] == ["Larch", "Hawthorn, J. (IRA)", "Dogwood Capital", "Juniper Holdings"]


def test_totals_are_never_a_target(room: HoldingsRoom) -> None:
    before = entries(room)
    room.grid.select_cell(("total",), "units")
    dialog = asked(room, "1\n2\n")
    assert dialog.plan.refused == (
        "5 Investors · 6 holders: this line is worked out from others, so nothing is pasted upon it.",
    )
    press(dialog, Key.Key_Return)
    assert entries(room) == before


def test_other_holders_stay_among_themselves(room: HoldingsRoom) -> None:
    dialog = asked(room, "1,000\n2\n", "H8", "registrable")
    assert dialog.plan.refused == ("Line 2, “2”, goes beyond the last Other Holder and is left out.",)
    press(dialog, Key.Key_Return)
    assert room.context.session.analysis.positions.of("H8").other == 1_000
