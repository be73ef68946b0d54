"""The places of the window where something is typed that is recorded later, each with what is typed into it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget

from rra_desktop.domain.matter import Matter
from rra_desktop.domain.register import Security
from ui.cutback.cutback_room import CutbackRoom
from ui.holdings.holdings_room import HoldingsRoom
from ui.main_window import MainWindow
from ui.widgets.read_field import ReadField

CEDAR, JUNIPER = "H4", "H7"


@dataclass(frozen=True)
class TypingPlace:
    """Where something is typed: `begin` leads there, `typed` is written, `recorded` reads it back from the matter."""

    name: str
    room: str
    begin: Callable[[MainWindow], QWidget]
    typed: str
    recorded: Callable[[Matter], object]
    wanted: object

    def type(self, window: MainWindow) -> QWidget:
        """Type without leaving the field; returns the widget that has the keyboard."""
        widget = self.begin(window)
        for letter in self.typed:
            QTest.keyClicks(window.focusWidget() or widget, letter)
        return window.focusWidget() or widget


def holdings(window: MainWindow, holder: str = CEDAR) -> HoldingsRoom:
    """Show a holder in Holdings."""
    room = window.show_room("holdings")
    assert isinstance(room, HoldingsRoom)
    room.grid.select_cell(("holder", holder), "units")
    return room


def cutback(window: MainWindow) -> CutbackRoom:
    """Show the first scenario in Cutback."""
    room = window.show_room("cutback")
    assert isinstance(room, CutbackRoom)
    return room


def _page(title: str, field: str) -> Callable[[MainWindow], QWidget]:
    def begin(window: MainWindow) -> QWidget:
        room = holdings(window)
        room.panel.turn_to(title)
        edit = getattr(room.panel, field)
        edit.selectAll()
        assert isinstance(edit, QWidget)
        return edit

    return begin


def _affiliates(holder: str, field: str) -> Callable[[MainWindow], QWidget]:
    def begin(window: MainWindow) -> QWidget:
        room = holdings(window, holder)
        room.panel.turn_to("Affiliates")
        made = getattr(room.panel.affiliates, field)
        edit = made if isinstance(made, QLineEdit) else made.edit
        edit.setFocus()
        edit.selectAll()
        assert isinstance(edit, QWidget)
        return edit

    return begin


def _input(field: str) -> Callable[[MainWindow], QWidget]:
    def begin(window: MainWindow) -> QWidget:
        edit = getattr(cutback(window).inputs, field)
        assert isinstance(edit, ReadField)
        edit.setFocus()
        edit.selectAll()
        return edit

    return begin


def _units(window: MainWindow) -> QWidget:
    grid = holdings(window).grid
    grid.setFocus()
    return grid


def _requested(window: MainWindow) -> QWidget:
    grid = cutback(window).grid
    grid.select_cell(("holder", CEDAR), "requested")
    grid.setFocus()
    return grid


def _units_of_cedar(matter: Matter) -> int:
    entries = [each for each in matter.ledger if each.holder == CEDAR and each.security is Security.UNIT]
    return sum(each.quantity or 0 for each in entries)


PLACES = (
    TypingPlace(
        "notes",
        "holdings",
        _page("Notes", "notes"),
        "Call first",
        lambda matter: matter.holder(CEDAR).notes,
        "Call first",
    ),
    TypingPlace(
        "notice address",
        "holdings",
        _page("Notice address", "address"),
        "1 Oak St",
        lambda matter: matter.holder(CEDAR).notice_address,
        "1 Oak St",
    ),
    TypingPlace(
        "group",
        "holdings",
        _affiliates(CEDAR, "group"),
        "Magnolia",
        lambda matter: matter.holder(CEDAR).group,
        "Magnolia",
    ),
    TypingPlace(
        "counterpart",
        "holdings",
        _affiliates(JUNIPER, "counterpart"),
        "June 20, 2003",
        lambda matter: matter.holder(JUNIPER).counterpart_date,
        dt.date(2003, 6, 20),
    ),
    TypingPlace("a figure of the register", "holdings", _units, "70000", _units_of_cedar, 70_000),
    TypingPlace(
        "maximum", "cutback", _input("maximum"), "9000000", lambda matter: matter.offerings[0].maximum, 9_000_000
    ),
    TypingPlace(
        "company shares",
        "cutback",
        _input("company"),
        "5000000",
        lambda matter: matter.offerings[0].company_shares,
        5_000_000,
    ),
    TypingPlace("price", "cutback", _input("price"), "2", lambda matter: str(matter.offerings[0].price), "2"),
    TypingPlace(
        "discount", "cutback", _input("discount"), "6", lambda matter: str(matter.offerings[0].discount_percent), "6"
    ),
    TypingPlace(
        "a request",
        "cutback",
        _requested,
        "123456",
        lambda matter: {each.holder: each.quantity for each in matter.requests_in(matter.offerings[0].id)}.get(CEDAR),
        123_456,
    ),
)
BY_NAME = {place.name: place for place in PLACES}


def press(window: MainWindow, action: str) -> None:
    """Press the keys of an action on whatever has the keyboard."""
    QTest.keySequence(window.focusWidget() or window, window.actions_table.by_id[action].shortcut())


def bring_to_front(window: QWidget) -> None:
    """Give a window the keyboard, as a desktop does."""
    for _ in range(50):
        window.raise_()
        window.activateWindow()
        QTest.qWait(10)
        if window.isActiveWindow():
            return
    raise AssertionError("the window does not come to the front")
