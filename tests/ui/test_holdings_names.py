"""Names of any length in Holdings: the name gives way, and no button or page beside it moves."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QScrollArea, QToolTip
from pytestqt.qtbot import QtBot

from rra_desktop.editing.commands import ChangeHolder
from ui.holdings.add_investor import AddInvestorDialog
from ui.holdings.holdings_room import HoldingsRoom
from ui.holdings.transaction_dialog import TransactionDialog
from ui.widgets.grid_editing import CellEditor
from ui.widgets.room import RoomContext

LONG = "The Trustees of the Magnolia and Whitebeam Retirement Savings Fund (IRA)"
LONGER = f"{LONG} for the Benefit of the Heirs of Cedar and of their Daughters in Nevada, Second Series"[:150]
WITHOUT_A_BLANK = "Whitebeam" * 16 + "Trusts"
NAMES = [LONG, LONGER, WITHOUT_A_BLANK]
PAGES = ("Transactions", "Notice address", "Affiliates", "Notes")


@pytest.fixture
def framed(context: RoomContext, qtbot: QtBot) -> Iterator[tuple[HoldingsRoom, QScrollArea]]:
    """Show the room as the window does: in an area that scrolls where it has too little room."""
    room = HoldingsRoom(context)
    context.signals.changed.connect(room.refresh)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setWidget(room)
    qtbot.addWidget(area)
    room.refresh(None)
    area.resize(max(931, room.minimumSizeHint().width() + 4), 900)
    with qtbot.waitExposed(area):
        area.show()
    yield room, area
    area.close()


def rename(context: RoomContext, name: str) -> None:
    """Give the long name to everybody who shows somewhere, and to the group."""
    for holder, ending in (("H1", " I"), ("H2", " II"), ("H3", " III"), ("H4", "")):
        context.signals.execute(ChangeHolder(holder, "name", name + ending))
    for holder in ("H1", "H2"):
        context.signals.execute(ChangeHolder(holder, "group", name))


def cut_off(room: HoldingsRoom) -> list[str]:
    """Return the buttons that are not whole and inside the room."""
    return [
        each.text() or each.accessibleName()
        for each in room.findChildren(QAbstractButton)
        if each.isVisible()
        and (
            each.width() < each.minimumSizeHint().width()
            or each.mapTo(room, QPoint(0, 0)).x() < 0
            or each.mapTo(room, QPoint(each.width(), 0)).x() > room.width()
        )
    ]


@pytest.mark.parametrize("name", NAMES, ids=["72 signs", "150 signs", "150 without a blank"])
def test_a_long_name_never_widens_the_room(
    framed: tuple[HoldingsRoom, QScrollArea], context: RoomContext, name: str
) -> None:
    """The name is whole for screen readers and in the tool tip, wherever it is shortened."""
    room, area = framed
    least = room.minimumSizeHint().width()
    already = cut_off(room)
    rename(context, name)
    for row in (("holder", "H4"), ("holder", "H1"), ("group", name), ("total",)):
        assert room.grid.select_cell(row, "units")
        for page in PAGES:
            room.panel.turn_to(page)
            QTest.qWait(1)
            assert room.minimumSizeHint().width() == least
            assert area.horizontalScrollBar().maximum() == 0
            assert cut_off(room) == already == []
    room.grid.select_cell(("holder", "H4"), "units")
    said = next(label for label in room.panel.findChildren(QLabel) if label.text() == name)
    assert name in said.toolTip()
    index = room.model.index(room.model.place_of(("holder", "H4")) or 0, 0)
    assert room.model.data(index, Qt.ItemDataRole.AccessibleTextRole) == name
    assert name in room.cards.of_rights["demand"].ticked.accessibleName()
    assert name in room.cards.of_rights["demand"].ticked.toolTip()


def test_the_lead_of_a_group_is_shortened_with_the_whole_in_its_tool_tip(
    framed: tuple[HoldingsRoom, QScrollArea], context: RoomContext
) -> None:
    room, _area = framed
    rename(context, LONGER)
    room.grid.select_cell(("holder", "H1"), "units")
    room.panel.turn_to("Affiliates")
    lead = room.panel.affiliates.lead
    lead.setCurrentIndex(1)
    assert lead.width() < lead.fontMetrics().horizontalAdvance(LONGER)
    middle = lead.rect().center()
    QApplication.sendEvent(lead, QHelpEvent(QEvent.Type.ToolTip, middle, lead.mapToGlobal(middle)))
    assert f"{LONGER} I" in QToolTip.text()
    QToolTip.hideText()


@pytest.mark.parametrize("name", NAMES, ids=["72 signs", "150 signs", "150 without a blank"])
def test_the_menus_of_the_room_stay_narrow(
    framed: tuple[HoldingsRoom, QScrollArea], context: RoomContext, name: str
) -> None:
    room, _area = framed
    rename(context, name)
    room.coalitions.offered.aboutToShow.emit()
    assert all(len(act.text()) <= 100 for act in room.coalitions.offered.actions())
    assert any(name in act.toolTip() for act in room.coalitions.offered.actions())
    room.grid.select_cell(("holder", "H4"), "units")
    row = room.grid.current_row()
    assert row is not None
    remove = next(act.text() for act in room.grid.row_menu(row).actions() if act.text().startswith("Remove"))
    assert "…" in remove
    assert len(remove) < 50


@pytest.mark.parametrize("name", NAMES, ids=["72 signs", "150 signs", "150 without a blank"])
def test_the_dialogs_of_the_room_stay_as_wide_as_they_are(
    framed: tuple[HoldingsRoom, QScrollArea], context: RoomContext, qtbot: QtBot, name: str
) -> None:
    room, _area = framed
    widths = []
    for given in (None, name):
        if given is not None:
            rename(context, given)
        dialogs = (TransactionDialog(context, room, holder="H4"), AddInvestorDialog(context, room))
        for dialog in dialogs:
            dialog.show()
            qtbot.wait(1)
            widths.append((dialog.width(), dialog.minimumSizeHint().width()))
            dialog.close()
    assert widths[:2] == widths[2:]


def test_a_long_name_is_typed_inside_the_table(framed: tuple[HoldingsRoom, QScrollArea], context: RoomContext) -> None:
    """The field grows with the name, and no further than the table goes."""
    room, _area = framed
    rename(context, LONGER)
    room.grid.select_cell(("holder", "H4"), "name")
    QTest.keyClick(room.grid, Qt.Key.Key_F2)
    editor = room.grid.findChild(CellEditor)
    assert isinstance(editor, CellEditor)
    assert editor.geometry().right() < room.grid.viewport().width()
    assert editor.width() > room.grid.columnWidth(0)


def test_a_reason_with_a_long_name_stays_in_the_window(
    framed: tuple[HoldingsRoom, QScrollArea], context: RoomContext
) -> None:
    room, area = framed
    rename(context, WITHOUT_A_BLANK)
    room.grid.select_cell(("holder", "H3"), "name")
    for letter in f"{WITHOUT_A_BLANK}":
        QTest.keyClicks(room.grid.findChild(CellEditor) or room.grid, letter)
    QTest.keyClick(room.grid.findChild(CellEditor) or room.grid, Qt.Key.Key_Return)
    assert WITHOUT_A_BLANK in room.grid.reason
    said = next(each for each in area.findChildren(QLabel) if each.text() == room.grid.reason)
    assert area.rect().contains(said.mapTo(area, QPoint(said.width() - 1, said.height() - 1)))
