"""What spreadsheets put on the clipboard is understood; empty cells change nothing unless counsel says so."""

from __future__ import annotations

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.ui.pasting.pasted import (
    BIRCH,
    CEDAR,
    ELM,
    WORKED_OUT,
    Key,
    asked,
    changes,
    entries,
    held,
    paste,
    press,
)
from ui.holdings.holdings_room import HoldingsRoom
from ui.widgets.grid_editing import CellEditor

# -- what spreadsheets put on the clipboard ----------------------------------------------------------------------------


def test_a_line_break_in_a_quoted_name_is_a_blank(room: HoldingsRoom) -> None:
    elm = held(room, ELM)
    before = room.context.session.matter
    dialog = asked(room, '"Larch Street\nPartners LP"\t540,000\nRowan Trust II\t300,000\n', BIRCH, "name")
    assert (dialog.plan.refused, dialog.plan.remarks) == ((), ())
    press(dialog, Key.Key_Return)
    assert held(room, BIRCH)[:2] == ("Larch Street Partners LP", "540,000")
    assert held(room, CEDAR)[:2] == ("Rowan Trust II", "300,000")
    assert held(room, ELM) == elm
    assert room.context.session.undo_label == "Paste 2 cells"
    room.context.signals.undo()
    assert room.context.session.matter == before


def test_doubled_marks_are_one_and_a_mark_that_opens_nothing_stands(room: HoldingsRoom) -> None:
    text = '"Hazel ""Old Mill"" Fund, LP\nSeries 2"\t540,000\n"Old" Rowan Fund\t300,000\n5" Elder Fund\t240,000\n'
    hawthorn = held(room, "H6")
    press(asked(room, text, BIRCH, "name"), Key.Key_Return)
    assert held(room, BIRCH)[:2] == ('Hazel "Old Mill" Fund, LP Series 2', "540,000")
    assert held(room, CEDAR)[:2] == ('"Old" Rowan Fund', "300,000")
    assert held(room, ELM)[:2] == ('5" Elder Fund', "240,000")
    assert held(room, "H6") == hawthorn


def test_a_tab_in_a_quoted_cell_divides_nothing(room: HoldingsRoom) -> None:
    dialog = asked(room, '"Larch\tStreet Partners"\t540,000\r\nRowan Trust II\t300,000\r\n', BIRCH, "name")
    assert dialog.plan.refused == ()
    press(dialog, Key.Key_Return)
    assert held(room, BIRCH)[:2] == ("Larch Street Partners", "540,000")
    assert held(room, CEDAR)[:2] == ("Rowan Trust II", "300,000")


def test_points_between_thousands_are_refused_or_read_as_chosen(room: HoldingsRoom) -> None:
    """Warrants of Birch and Cedar: never 12 and 1."""
    before = entries(room)
    dialog = asked(room, "12.000\n1.000\n", BIRCH, "warrants")
    assert dialog.plan.refused == (
        (
            "Birch Street Partners, Warrants: “12.000” could be 12,000, with a point between the thousands, or 12: "
            "type 12,000 or 12."
        ),
        (
            "Cedar Family Trust, Warrants: “1.000” could be 1,000, with a point between the thousands, or 1: "
            "type 1,000 or 1."
        ),
    )
    assert dialog.refused.toPlainText() == "\n".join(dialog.plan.refused)
    press(dialog, Key.Key_Return)
    assert entries(room) == before
    dialog = asked(room, "12.000\n1.000\n", BIRCH, "warrants")
    dialog.points.setFocus()
    QTest.keyClick(dialog.points, Key.Key_Space)
    press(dialog, Key.Key_Return)
    assert (held(room, BIRCH)[4], held(room, CEDAR)[4]) == ("12,000", "1,000")


@pytest.mark.parametrize(
    ("typed", "warrants", "said"),
    [
        ("12.000", "540,000", "could be 12,000, with a point between the thousands, or 12"),
        ("1.234.567", "540,000", "could be 1,234,567"),
        ("1.234,56", "540,000", "written with a decimal comma"),
        ("1.25m", "1,250,000", ""),
        ("12,000", "12,000", ""),
        ("12000", "12,000", ""),
    ],
)
def test_one_cell_pasted_is_as_good_as_typed(room: HoldingsRoom, typed: str, warrants: str, said: str) -> None:
    room.grid.select_cell(("holder", BIRCH), "warrants")
    assert paste(room, f"{typed}\n") is None
    assert held(room, BIRCH)[4] == warrants
    assert said in room.grid.reason
    room.grid.select_cell(("holder", CEDAR), "warrants")
    for letter in typed:
        QTest.keyClicks(QApplication.focusWidget() or room.grid, letter)
    editor = room.grid.findChild(CellEditor)
    assert editor is not None
    QTest.keyClick(editor, Key.Key_Return)
    assert held(room, CEDAR)[4] == (warrants if not said else "300,000")
    assert said in room.grid.reason


def test_one_cell_pasted_where_nothing_can_be_typed_says_so(room: HoldingsRoom) -> None:
    before = entries(room)
    room.grid.select_cell(("holder", BIRCH), "registrable")
    assert paste(room, "5") is None
    assert room.grid.reason == WORKED_OUT
    room.grid.select_cell(("holder", BIRCH), "warrants")
    assert paste(room, "\n") is None
    assert room.grid.reason == "The cell copied is empty, so nothing was changed; Delete clears a figure."
    assert entries(room) == before


# -- empty cells -------------------------------------------------------------------------------------------------------


def test_an_empty_line_leaves_the_figure_under_it_alone(room: HoldingsRoom) -> None:
    cedar = held(room, CEDAR)
    dialog = asked(room, "540,000\n\n300,000\n", BIRCH, "units")
    assert changes(dialog) == [
        ("Elm & Daughters LLC", "Units", "240,000", "300,000"),
        ("Elm & Daughters LLC", "Common, with it", "1,200,000", "1,380,000"),
        ("Elm & Daughters LLC", "Series A Pref., with it", "0", "60,000"),
        ("Elm & Daughters LLC", "Warrants, with it", "240,000", "300,000"),
    ]
    assert dialog.blanks.text() == "The empty cell clears the figure under it (otherwise that stays)"
    press(dialog, Key.Key_Return)
    assert held(room, CEDAR) == cedar
    assert held(room, ELM)[1:] == ("300,000", "1,380,000", "60,000", "300,000")


def test_an_empty_cell_in_a_line_changes_nothing_unless_counsel_says_so(room: HoldingsRoom) -> None:
    before = entries(room)
    birch = held(room, BIRCH)
    dialog = asked(room, "540,000\t\t540,000\n", BIRCH, "units")
    assert changes(dialog) == []
    assert dialog.act.text() == "Close"
    press(dialog, Key.Key_Return)
    assert (held(room, BIRCH), entries(room)) == (birch, before)
    dialog = asked(room, "540,000\t\t540,000\n", BIRCH, "units")
    dialog.blanks.setFocus()
    QTest.keyClick(dialog.blanks, Key.Key_Space)
    assert changes(dialog) == [("Birch Street Partners", "Common", "1,620,000", "0")]
    press(dialog, Key.Key_Return)
    assert held(room, BIRCH)[1:] == ("540,000", "0", "540,000", "540,000")
