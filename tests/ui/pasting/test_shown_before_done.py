"""What a pasted table would do is shown, then done as shown; the dialog is worked by the keyboard alone."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from rra_desktop.editing.commands import AddLedgerEntry, ChangeHolder, ChooseReading
from tests.matters import registered_sale
from tests.ui.conftest import AS_OF
from tests.ui.pasting.pasted import (
    BIRCH,
    CEDAR,
    CONTROL,
    ELM,
    JUNIPER,
    LONG_NAME,
    WORKED_OUT,
    Key,
    asked,
    changes,
    entries,
    held,
    names_of,
    press,
)
from ui.holdings.holdings_room import HoldingsRoom
from ui.widgets.labels import PlainLabel

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
            "as the reading chosen has it (§1(a)): type over Common, Series A Preferred or Warrants."
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
