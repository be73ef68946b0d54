"""Tables from elsewhere pasted into the register with Ctrl+V: shown first, written on Enter, taken back by one undo.

| Investor              | Units   | Common    | Pref.   | Warrants |
| Birch Street Partners | 540,000 | 1,620,000 | 540,000 |  540,000 |
| Cedar Family Trust    | 300,000 |   900,000 | 300,000 |  300,000 |
| Elm & Daughters LLC   | 240,000 | 1,200,000 |       0 |  240,000 |
| Hawthorn, J. (IRA)    | 120,000 |   480,000 | 120,000 |        0 |
| Juniper (not signed)  |  60,000 |   180,000 |  60,000 |   60,000 |
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from rra_desktop.domain.register import EntryType
from rra_desktop.editing.commands import AddLedgerEntry, ChangeHolder, ChooseReading
from rra_desktop.session import MatterSession, create_session, new_matter
from rra_desktop.store.forms import load_form
from tests.matters import registered_sale
from tests.ui.conftest import AS_OF
from tests.ui.shown import bring_up_room
from ui.holdings.holdings_room import HoldingsRoom
from ui.session_signals import SessionSignals
from ui.theme import Theme
from ui.widgets.grid_editing import CellEditor
from ui.widgets.labels import PlainLabel
from ui.widgets.paste_dialog import PasteDialog
from ui.widgets.room import RoomContext

Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
PARTS = ("units", "common", "preferred", "warrants")
BIRCH, CEDAR, ELM, JUNIPER = "H3", "H4", "H5", "H7"
LONG_NAME = "The Trustees of the Magnolia and Whitebeam Retirement Savings Fund (IRA)"
Opened = Callable[[MatterSession], HoldingsRoom]

WORKED_OUT = "Worked out from this holder’s Common, Series A Preferred and Warrants (§7): type over those."


@pytest.fixture
def opened(theme: Theme, qtbot: QtBot) -> Iterator[Opened]:
    """Return what shows the Holdings room of a session, with the keyboard in its grid."""
    made: list[SessionSignals] = []

    def show(session: MatterSession) -> HoldingsRoom:
        signals = SessionSignals(session)
        made.append(signals)
        room = HoldingsRoom(RoomContext(session, signals, theme))
        bring_up_room(room, signals, qtbot)
        return room

    yield show
    for signals in made:
        signals.close()


@pytest.fixture
def room(opened: Opened, session: MatterSession) -> HoldingsRoom:
    """Return the register of the sample."""
    return opened(session)


@pytest.fixture
def empty(opened: Opened, tmp_path: Path) -> Iterator[HoldingsRoom]:
    """Return the register of a new matter."""
    session = create_session(tmp_path / "new.rra", new_matter(load_form("bestnet-2003"), "New"), today=AS_OF)
    yield opened(session)
    session.close()


def paste(room: HoldingsRoom, text: str) -> PasteDialog | None:
    """Press Ctrl+V with a text on the clipboard; return the dialog that opens, if one does."""
    QApplication.clipboard().setText(text)
    QTest.keyClick(room.grid, Key.Key_V, CONTROL)
    return next((each for each in room.findChildren(PasteDialog) if each.isVisible()), None)


def asked(room: HoldingsRoom, text: str, holder: str = "", column: str = "") -> PasteDialog:
    """Paste a text on a holder's cell and return the dialog it opens."""
    if holder:
        assert room.grid.select_cell(("holder", holder), column)
    dialog = paste(room, text)
    assert dialog is not None
    return dialog


def press(dialog: PasteDialog, key: Qt.Key) -> None:
    """Press a key where the keyboard is in a dialog."""
    QTest.keyClick(dialog.focusWidget() or dialog, key)


def held(room: HoldingsRoom, holder: str) -> tuple[str, ...]:
    """Return a holder's name and figures as they show: Units, Common, Preferred, Warrants."""
    place = room.model.place_of(("holder", holder))
    assert place is not None
    cells = [room.model.index(place, room.model.column_of(part)) for part in ("name", *PARTS)]
    return tuple(room.model.cell(cell).text for cell in cells)


def changes(dialog: PasteDialog) -> list[tuple[str, str, str, str]]:
    """Return what a dialog shows to be changed, row by row, with a mark on what comes along."""
    model = dialog.model
    return [
        tuple(model.cell(model.index(row, column)).text for column in range(4))  # type: ignore[misc]
        for row in range(model.rowCount())
    ]


def names_of(room: HoldingsRoom) -> list[str]:
    return [holder.name for holder in room.context.session.matter.holders]


def entries(room: HoldingsRoom) -> int:
    return len(room.context.session.journal())


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


# -- lines beyond the last row -----------------------------------------------------------------------------------------


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


# -- what is shown is what is done -------------------------------------------------------------------------------------


def test_escape_leaves_everything_as_it_was(room: HoldingsRoom) -> None:
    before = entries(room)
    dialog = asked(room, "1\n2\n", BIRCH, "warrants")
    press(dialog, Key.Key_Escape)
    assert (dialog.isVisible(), entries(room)) == (False, before)


def test_a_figure_that_stands_so_now_is_set_when_another_would_move_it(room: HoldingsRoom) -> None:
    """Units 600,000 would bring Common to 1,800,000; the block says 1,620,000, as it is now."""
    dialog = asked(room, "600,000\t1,620,000\n", BIRCH, "units")
    assert changes(dialog) == [
        ("Birch Street Partners", "Units", "540,000", "600,000"),
        ("Birch Street Partners", "Series A Pref., with it", "540,000", "600,000"),
        ("Birch Street Partners", "Warrants, with it", "540,000", "600,000"),
    ]
    press(dialog, Key.Key_Return)
    assert held(room, BIRCH)[1:] == ("600,000", "1,620,000", "600,000", "600,000")


def test_what_cannot_be_pasted_is_listed_and_the_rest_can_be(room: HoldingsRoom) -> None:
    """Registrable Shares are worked out and "many" is no number; the Warrants can be pasted all the same."""
    before = room.context.session.matter
    dialog = asked(room, "500,000\t9\t\t\t\tx\nmany\t1,800,000", BIRCH, "warrants")
    assert room.context.session.matter == before
    assert dialog.plan.refused == (
        f"Birch Street Partners, Registrable Shares, is left out. {WORKED_OUT}",
        "Line 1, “x”, lies beyond the last column and is left out.",
        "Cedar Family Trust, Warrants: “many” is not a number of shares; write it as 1,250,000 or 1.25m.",
    )
    dialog.act.click()
    assert held(room, BIRCH)[4] == "500,000"
    assert room.context.session.undo_label == "Paste 1 cell"


def test_a_line_the_ledger_cannot_have_is_left_out_with_the_reason(room: HoldingsRoom) -> None:
    """Cedar sells 850,000 of its 900,000 Common a week later: it cannot have had 10 before."""
    sale = registered_sale("H4", 850_000, on=AS_OF + dt.timedelta(days=7))
    room.context.signals.execute(AddLedgerEntry(sale))
    dialog = asked(room, "1,000,000\n10\n1,000,000\n", BIRCH, "common")
    (refused,) = dialog.plan.refused
    assert refused.startswith(
        "Line 2, “Cedar Family Trust”, is left out: Cedar Family Trust held 10 Common on Jul 1, 2003"
    )
    press(dialog, Key.Key_Return)
    assert [held(room, each)[2] for each in (BIRCH, CEDAR, ELM)] == ["1,000,000", "900,000", "1,000,000"]


def test_units_worked_out_from_their_parts_are_no_target(room: HoldingsRoom) -> None:
    room.context.signals.execute(ChooseReading("majority_basis", "intact_units", "the parts were separated"))
    dialog = asked(room, "Juniper II\t70,000\nLarch\t5\n", JUNIPER, "name")
    assert dialog.plan.refused == (
        (
            "Juniper Holdings, Units, is left out. Worked out from the parts of the Units still together, "
            "as the reading of §1(a) has it: type over Common, Series A Preferred or Warrants."
        ),
        (
            "Line 2, “Larch  5”, is left out: Units are worked out from their parts under the reading chosen; "
            "give the parts instead."
        ),
    )


def test_the_register_copied_and_pasted_upon_itself_changes_nothing(room: HoldingsRoom) -> None:
    """Groups, Other Holders and totals too: a copy is read back as what it was made from."""
    room.context.signals.execute(ChangeHolder(BIRCH, "name", '"Old" Birch\u2028Fund'))
    room.context.signals.execute(ChangeHolder(CEDAR, "name", '5" Cedar "Fund"'))
    before = entries(room)
    room.grid.select_cell(room.model.rows[0].key, "name")
    room.grid.selectAll()
    QTest.keyClick(room.grid, Key.Key_C, CONTROL)
    room.grid.select_cell(room.model.rows[0].key, "name")
    for titled in (False, True):
        room.grid.selectAll()
        room.grid.copy_selection(titled=titled)
        dialog = asked(room, QApplication.clipboard().text())
        assert (changes(dialog), dialog.plan.refused) == ([], ())
        press(dialog, Key.Key_Return)
    assert entries(room) == before


def test_a_register_copied_comes_into_a_new_matter(room: HoldingsRoom, empty: HoldingsRoom) -> None:
    """Juniper's name is copied without what the grid says beside it, that it has not signed."""
    room.grid.select_cell(("holder", JUNIPER), "name")
    QTest.keyClick(room.grid, Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(room.grid, Key.Key_C, CONTROL)
    copied = QApplication.clipboard().text()
    empty.grid.setFocus()
    press(asked(empty, copied), Key.Key_Return)
    assert names_of(empty) == ["Juniper Holdings"]


# -- the dialog --------------------------------------------------------------------------------------------------------


def test_the_dialog_is_whole_at_small_sizes_and_says_its_parts(room: HoldingsRoom, qtbot: QtBot) -> None:
    text = f"{LONG_NAME}\t70,000\n" + f"{LONG_NAME} No. 2\t12.000\t\n" * 12
    dialog = asked(room, f"Investor\tUnits\tTel.\n{text}", JUNIPER, "name")
    dialog.resize(dialog.minimumSizeHint())
    qtbot.wait(20)
    assert dialog.width() <= 480
    buttons = [each for each in dialog.findChildren(QPushButton) if each.isVisible()]
    assert [each.text() for each in buttons] == ["Cancel", "Paste"]
    assert all(dialog.rect().contains(each.geometry()) for each in buttons)
    for box in (dialog.points, dialog.refused):
        assert box.width() >= box.minimumSizeHint().width()
        assert box.mapTo(dialog, box.rect().bottomRight()).x() < dialog.width()
    sheet = dialog.sheet
    assert sheet.viewport().height() >= dialog.model.rowCount() * sheet.row_height()
    assert sheet.accessibleName() == "What the paste changes"
    assert sheet.width() <= dialog.width()
    assert sheet.columnWidth(0) < sheet.fontMetrics().horizontalAdvance(LONG_NAME)
    assert all(isinstance(each, PlainLabel) for each in dialog.findChildren(QLabel) if each.text())
    assert all(each.textFormat() is Qt.TextFormat.PlainText for each in dialog.findChildren(QLabel) if each.text())
    assert dialog.refused.accessibleName() == "What is left out, and why"


def test_the_dialog_is_worked_by_the_keyboard_alone(room: HoldingsRoom) -> None:
    dialog = asked(room, "12.000\n\n7\n", BIRCH, "warrants")
    order = []
    for _step in range(6):
        order.append(dialog.focusWidget())
        QTest.keyClick(dialog.focusWidget(), Key.Key_Tab)
    assert {dialog.sheet, dialog.blanks, dialog.points, dialog.refused, dialog.act} <= set(order)
    dialog.refused.setFocus()
    press(dialog, Key.Key_Return)
    assert not dialog.isVisible()
    assert held(room, ELM)[4] == "7"


def test_a_change_is_said_with_its_column(room: HoldingsRoom) -> None:
    dialog = asked(room, "1\n2\n", BIRCH, "warrants")
    spoken = dialog.model.data(dialog.model.index(0, 3), Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Birch Street Partners, After: Warrants, 1"
