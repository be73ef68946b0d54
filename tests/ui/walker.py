"""A hand that does anything a hand can do to a window: it clicks, presses keys and types into whatever shows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, QModelIndex, QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QDialog,
    QHeaderView,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QWidget,
)

from ui.main_window import MainWindow
from ui.widgets.grid_editing import CellEditor

Key = Qt.Key
Button = Qt.MouseButton
Held = Qt.KeyboardModifier
Thing = TypeVar("Thing")
Shown = TypeVar("Shown", bound=QWidget)
_NONE = Held.NoModifier
_LOOK_AGAIN_MS = 5

KEYS: dict[str, tuple[Qt.Key, Qt.KeyboardModifier]] = {
    **{
        f"{words}{name}": (key, held)
        for name, key in (
            ("Left", Key.Key_Left),
            ("Right", Key.Key_Right),
            ("Up", Key.Key_Up),
            ("Down", Key.Key_Down),
            ("Home", Key.Key_Home),
            ("End", Key.Key_End),
        )
        for words, held in (
            ("", _NONE),
            ("Ctrl+", Held.ControlModifier),
            ("Shift+", Held.ShiftModifier),
            ("Ctrl+Shift+", Held.ControlModifier | Held.ShiftModifier),
        )
    },
    "Tab": (Key.Key_Tab, _NONE),
    "Backtab": (Key.Key_Backtab, Held.ShiftModifier),
    "Enter": (Key.Key_Return, _NONE),
    "F2": (Key.Key_F2, _NONE),
    "Esc": (Key.Key_Escape, _NONE),
    "Delete": (Key.Key_Delete, _NONE),
    "Backspace": (Key.Key_Backspace, _NONE),
    "Space": (Key.Key_Space, _NONE),
    "PgDown": (Key.Key_PageDown, _NONE),
    "PgUp": (Key.Key_PageUp, _NONE),
    "Alt+Right": (Key.Key_Right, Held.AltModifier),
    "Alt+Left": (Key.Key_Left, Held.AltModifier),
    "Alt+Down": (Key.Key_Down, Held.AltModifier),
    "Ctrl+A": (Key.Key_A, Held.ControlModifier),
    "Ctrl+Z": (Key.Key_Z, Held.ControlModifier),
    "Ctrl+Y": (Key.Key_Y, Held.ControlModifier),
    "Ctrl+C": (Key.Key_C, Held.ControlModifier),
    "Ctrl+Shift+C": (Key.Key_C, Held.ControlModifier | Held.ShiftModifier),
    "Ctrl+V": (Key.Key_V, Held.ControlModifier),
    "Ctrl+X": (Key.Key_X, Held.ControlModifier),
    "F6": (Key.Key_F6, _NONE),
    "F9": (Key.Key_F9, _NONE),
}
SIGNS = tuple("0123456789abdjlxBCM,.-$ ")


def picked(things: Sequence[Thing], place: int) -> Thing | None:
    """Return one of some things, None of none."""
    return things[place % len(things)] if things else None


class Walker:
    """Acts on the pop-up, dialog or window that would get the keys; a menu that opens is answered at once.

    `answer` says how: the place of the act to choose among those offered, one more closes the menu.
    """

    def __init__(self, window: MainWindow) -> None:
        self.window = window
        self.answer = 0
        self._looking = QTimer()
        self._looking.setInterval(_LOOK_AGAIN_MS)
        self._looking.timeout.connect(self._answer_menu)

    def close(self) -> None:
        """Do nothing any more."""
        self._looking.stop()

    # -- what there is ---------------------------------------------------------------------------------------------

    def root(self) -> QWidget:
        """Return what would get the keys."""
        return QApplication.activePopupWidget() or QApplication.activeModalWidget() or self.window

    def target(self) -> QWidget:
        """Return the widget that would get the keys."""
        root = self.root()
        return root.focusWidget() or root

    def views(self) -> list[QAbstractItemView]:
        """Return the lists and tables that show and can be clicked."""
        return [
            each
            for each in self._seen(QAbstractItemView)
            if not isinstance(each, QHeaderView) and each.isEnabled() and not each.visibleRegion().isEmpty()
        ]

    def fields(self) -> list[QWidget]:
        """Return the fields that show and take text or a choice."""
        found: list[QWidget] = []
        for each in self._seen(QWidget):
            text = isinstance(each, QLineEdit | QPlainTextEdit) and not each.isReadOnly()
            plain = text and not isinstance(each, CellEditor) and not isinstance(each.parentWidget(), QComboBox)
            if (plain or isinstance(each, QComboBox)) and each.isEnabled() and not each.visibleRegion().isEmpty():
                found.append(each)
        return found

    def buttons(self) -> list[QAbstractButton]:
        """Return the buttons that show and can be pressed."""
        return [each for each in self._seen(QAbstractButton) if each.isEnabled() and not each.visibleRegion().isEmpty()]

    def dialogs(self) -> list[QDialog]:
        """Return the dialogs that are open."""
        return [each for each in self.window.findChildren(QDialog) if each.isVisible()]

    def _seen(self, kind: type[Shown]) -> list[Shown]:
        return [each for each in self.root().findChildren(kind) if each.isVisible()]

    def cells(self, view: QAbstractItemView) -> list[QModelIndex]:
        """Return the cells of a view that can be clicked."""
        model, port = view.model(), view.viewport().rect()
        found: list[QModelIndex] = []
        for row in range(min(model.rowCount(), 60)):
            for column in range(model.columnCount()):
                index = model.index(row, column)
                rect = view.visualRect(index)
                if rect.isValid() and port.contains(rect.center()) and view.indexAt(rect.center()) == index:
                    found.append(index)
        return found

    # -- what is done ----------------------------------------------------------------------------------------------

    def click(
        self,
        widget: QWidget,
        point: QPoint,
        button: Qt.MouseButton = Button.LeftButton,
        held: Qt.KeyboardModifier = _NONE,
        *,
        twice: bool = False,
    ) -> None:
        """Click a point of a widget as a mouse does, through the window it is in."""
        top = widget.window()
        handle, where = top.windowHandle(), widget.mapTo(top, point)
        self._do(lambda: QTest.mouseClick(handle, button, held, where))
        if twice and handle.isVisible():
            self._do(lambda: QTest.mouseDClick(handle, button, held, where))

    def press(self, name: str) -> None:
        """Press a key by its name here, or a sign."""
        target = self.target()
        if name in KEYS:
            key, held = KEYS[name]
            self._do(lambda: QTest.keyClick(target, key, held))
        else:
            self._do(lambda: QTest.keyClicks(target, name))

    def trigger(self, action: str) -> None:
        """Do an act of the menus."""
        self._do(self.window.actions_table.by_id[action].trigger)

    def _do(self, act: Callable[[], object]) -> None:
        self._looking.start()
        try:
            act()
            settle()
            self._answer_menu()
        finally:
            self._looking.stop()
        settle()

    def _answer_menu(self) -> None:
        """Choose in a menu, or close it: while one is open nothing else goes on."""
        menu = QApplication.activePopupWidget()
        if not isinstance(menu, QMenu):
            return
        offered = [each for each in menu.actions() if each.isEnabled() and not each.isSeparator() and not each.menu()]
        place = self.answer % (len(offered) + 1)
        if place == len(offered):
            QTest.keyClick(menu, Key.Key_Escape)
        else:
            menu.setActiveAction(offered[place])
            QTest.keyClick(menu, Key.Key_Return)


def settle() -> None:
    """Let everything happen that is waiting to, but nothing that waits for time to pass."""
    for _ in range(3):
        QApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
