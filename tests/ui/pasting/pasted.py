"""Pastes a text into the register with Ctrl+V, and reads what the dialog and the register then show.

| Investor              | Units   | Common    | Pref.   | Warrants |
| Birch Street Partners | 540,000 | 1,620,000 | 540,000 |  540,000 |
| Cedar Family Trust    | 300,000 |   900,000 | 300,000 |  300,000 |
| Elm & Daughters LLC   | 240,000 | 1,200,000 |       0 |  240,000 |
| Hawthorn, J. (IRA)    | 120,000 |   480,000 | 120,000 |        0 |
| Juniper (not signed)  |  60,000 |   180,000 |  60,000 |   60,000 |
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from rra_desktop.session import MatterSession
from ui.holdings.holdings_room import HoldingsRoom
from ui.widgets.paste_dialog import PasteDialog

Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
PARTS = ("units", "common", "preferred", "warrants")
BIRCH, CEDAR, ELM, JUNIPER = "H3", "H4", "H5", "H7"
LONG_NAME = "The Trustees of the Magnolia and Whitebeam Retirement Savings Fund (IRA)"
Opened = Callable[[MatterSession], HoldingsRoom]

WORKED_OUT = "Worked out from this holder’s Common, Series A Preferred and Warrants (§7): type over those."


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
