"""The one table of actions: menus, shortcuts and the shortcut sheet are made from it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu

Handler = Callable[[], object]


@dataclass(frozen=True, slots=True)
class ActionRow:
    """One thing counsel can do: in which menu it stands, what it is called there, and its keys.

    Rows of one menu with another `group` are parted by a line; `room` names the room whose business it is; `submenu`
    the menu inside the menu. `changes` marks what a matter open for reading cannot do. A row without a menu is done
    by the widget that has the keyboard, and stands only in the sheet, under `group`.
    """

    id: str
    menu: str
    text: str
    keys: tuple[str, ...]
    group: str = ""
    room: str = ""
    submenu: str = ""
    changes: bool = False
    needs_matter: bool = True

    @property
    def plain_text(self) -> str:
        """The text without the mark of the key that picks it in an open menu."""
        return self.text.replace("&", "")


MENUS = ("File", "Edit", "View", "Matter", "Registration", "Help")

ACTIONS: tuple[ActionRow, ...] = (
    ActionRow("new-matter", "File", "&New Matter…", ("Ctrl+N",), "file", needs_matter=False),
    ActionRow("open", "File", "&Open…", ("Ctrl+O",), "file", needs_matter=False),
    ActionRow("open-sample", "File", "Open the &Sample Matter", ("Ctrl+Shift+O",), "file", needs_matter=False),
    ActionRow("save-copy", "File", "Save a &Copy…", ("Ctrl+Shift+S",), "copy"),
    ActionRow("restore", "File", "Res&tore from Backup…", ("Ctrl+Alt+R",), "copy", changes=True),
    ActionRow("password", "File", "Pass&word…", ("Ctrl+Alt+W",), "copy", changes=True),
    ActionRow("export-pdf", "File", "&Export PDF…", ("Ctrl+E",), "export"),
    ActionRow("properties", "File", "P&roperties…", ("Alt+Return",), "properties"),
    ActionRow("close", "File", "C&lose", ("Ctrl+W",), "close", needs_matter=False),
    ActionRow("quit", "File", "&Quit", ("Ctrl+Q",), "close", needs_matter=False),
    ActionRow("undo", "Edit", "&Undo", ("Ctrl+Z",), "undo", changes=True),
    ActionRow("redo", "Edit", "&Redo", ("Ctrl+Shift+Z", "Ctrl+Y"), "undo", changes=True),
    ActionRow(
        "take-back", "Edit", "&Take Back a Change in Activity", ("Ctrl+Shift+B",), "undo", room="activity", changes=True
    ),
    ActionRow("room-overview", "View", "&Overview", ("Ctrl+1",), "rooms"),
    ActionRow("room-holdings", "View", "&Holdings", ("Ctrl+2",), "rooms"),
    ActionRow("room-calendar", "View", "&Calendar", ("Ctrl+3",), "rooms"),
    ActionRow("room-cutback", "View", "C&utback", ("Ctrl+4",), "rooms"),
    ActionRow("room-agreement", "View", "A&greement", ("Ctrl+5",), "rooms"),
    ActionRow("room-summary", "View", "&Summary", ("Ctrl+6",), "rooms"),
    ActionRow("room-activity", "View", "Acti&vity", ("Ctrl+7",), "rooms"),
    ActionRow("next-pane", "View", "&Next Pane", ("F6",), "panes"),
    ActionRow("previous-pane", "View", "&Previous Pane", ("Shift+F6",), "panes"),
    ActionRow("why", "View", "Show or Hide &Why", ("F9",), "panes"),
    ActionRow("previous-month", "View", "Previous &Month", ("Alt+PgUp",), "month", room="calendar"),
    ActionRow("next-month", "View", "Ne&xt Month", ("Alt+PgDown",), "month", room="calendar"),
    ActionRow("as-of-month", "View", "Month of the &As-of Date", ("Alt+Home",), "month", room="calendar"),
    ActionRow(
        "appearance-system", "View", "Like the &System", ("Ctrl+Alt+1",), "look", submenu="&Theme", needs_matter=False
    ),
    ActionRow("appearance-light", "View", "&Light", ("Ctrl+Alt+2",), "look", submenu="&Theme", needs_matter=False),
    ActionRow("appearance-dark", "View", "&Dark", ("Ctrl+Alt+3",), "look", submenu="&Theme", needs_matter=False),
    ActionRow("as-of", "Matter", "&As-of Date…", ("Ctrl+D",), "as-of"),
    ActionRow("as-of-today", "Matter", "As of &Today", ("Ctrl+Shift+D",), "as-of"),
    ActionRow("add-investor", "Matter", "Add &Investor…", ("Ctrl+I",), "register", room="holdings", changes=True),
    ActionRow("add-transaction", "Matter", "Add T&ransaction…", ("Ctrl+T",), "register", room="holdings", changes=True),
    ActionRow("filter-investors", "Matter", "&Filter Investors", ("Ctrl+F",), "register", room="holdings"),
    ActionRow("add-scenario", "Matter", "Add &Scenario…", ("Ctrl+Shift+A",), "cutback", room="cutback", changes=True),
    ActionRow(
        "take-in-requests",
        "Matter",
        "Ta&ke In Requests Received",
        ("Ctrl+Shift+K",),
        "cutback",
        room="cutback",
        changes=True,
    ),
    ActionRow("readings", "Matter", "&Change a Reading…", ("Ctrl+R",), "readings", changes=True),
    ActionRow(
        "change-term",
        "Matter",
        "Correct or A&mend a Term…",
        ("Ctrl+Alt+T",),
        "readings",
        room="agreement",
        changes=True,
    ),
    ActionRow(
        "attach-text",
        "Matter",
        "Attach the Agreement’s Te&xt…",
        ("Ctrl+Shift+X",),
        "readings",
        room="agreement",
        changes=True,
    ),
    ActionRow("show-section", "Matter", "Show the S&ection in the Agreement", ("Ctrl+Shift+L",), "readings"),
    ActionRow("find-section", "Matter", "Find in the A&greement", ("Ctrl+Shift+F",), "readings", room="agreement"),
    ActionRow(
        "add-registration",
        "Registration",
        "New Re&gistration…",
        ("Ctrl+Shift+G",),
        "registration",
        room="calendar",
        changes=True,
    ),
    ActionRow(
        "change-registration",
        "Registration",
        "&Change Registration…",
        ("Ctrl+Alt+G",),
        "registration",
        room="calendar",
        changes=True,
    ),
    ActionRow(
        "record-notice", "Registration", "Record &Notice…", ("Ctrl+Shift+N",), "record", room="calendar", changes=True
    ),
    ActionRow(
        "record-event", "Registration", "Record &Event…", ("Ctrl+Shift+E",), "record", room="calendar", changes=True
    ),
    ActionRow(
        "record-request", "Registration", "Record &Request…", ("Ctrl+Shift+R",), "record", room="calendar", changes=True
    ),
    ActionRow("shortcuts", "Help", "&Keyboard Shortcuts", ("F1",), "help", needs_matter=False),
    ActionRow("about", "Help", "&About", ("Ctrl+F1",), "help", needs_matter=False),
)

KEYS_IN_PLACE: tuple[ActionRow, ...] = (
    ActionRow("edit-cell", "", "Edit a cell", ("F2",), "In a table"),
    ActionRow("cell-down", "", "Accept and go down", ("Return",), "In a table"),
    ActionRow("cell-right", "", "Accept and go right", ("Tab",), "In a table"),
    ActionRow("abandon", "", "Abandon what is being typed", ("Esc",), "In a table"),
    ActionRow("copy-cells", "", "Copy the selection", ("Ctrl+C",), "In a table"),
    ActionRow("copy-with-titles", "", "Copy with the titles of the columns", ("Ctrl+Shift+C",), "In a table"),
    ActionRow("paste-cells", "", "Paste a block", ("Ctrl+V",), "In a table"),
    ActionRow("clear-cells", "", "Clear the selection", ("Del",), "In a table"),
    ActionRow("tick-row", "", "Tick an Investor for a demand", ("Space",), "In a table"),
    ActionRow("open-group", "", "Open or close a group", ("Alt+Right", "Alt+Left"), "In a table"),
    ActionRow("row-menu", "", "What can be done with a row", ("Shift+F10",), "In a table"),
    ActionRow("leave-table", "", "Leave the table", ("Ctrl+Tab",), "In a table"),
    ActionRow("walk-lines", "", "Next or previous line", ("Down", "Up"), "In the overview"),
    ActionRow("lead-there", "", "Go to what a line speaks of", ("Space",), "In the overview"),
    ActionRow("copy-page", "", "Copy the page as text", ("Ctrl+C",), "In the overview"),
    ActionRow("move-day", "", "Move by a day or a week", ("Left", "Right", "Up", "Down"), "In the calendar"),
    ActionRow("next-on-day", "", "Next entry of a day", ("Space",), "In the calendar"),
    ActionRow("open-event", "", "Open the recorded event", ("Return",), "In the calendar"),
    ActionRow("turn-month", "", "Turn the month", ("PgUp", "PgDown"), "In the calendar"),
    ActionRow("pick-date", "", "Pick from a calendar", ("Alt+Down",), "In a date field"),
    ActionRow("step-date", "", "A day later or earlier", ("Up", "Down"), "In a date field"),
)


class Actions:
    """The actions of one window, made from the table for whatever the window can handle."""

    def __init__(self, window: QMainWindow, handlers: Mapping[str, Handler]) -> None:
        self._window = window
        self.by_id: dict[str, QAction] = {}
        for row in ACTIONS:
            if row.id in handlers:
                self.by_id[row.id] = self._action(row, handlers[row.id])

    def _action(self, row: ActionRow, handler: Handler) -> QAction:
        action = QAction(row.text, self._window)
        action.setObjectName(row.id)
        action.setShortcuts([QKeySequence(keys) for keys in row.keys])
        action.triggered.connect(lambda _checked=False: handler())
        return action

    def fill_menu_bar(self) -> dict[str, QMenu]:
        """Fill the window's menu bar; returns the menus by name, without those that would be empty."""
        menus: dict[str, QMenu] = {}
        inner: dict[tuple[str, str], QMenu] = {}
        groups: dict[str, str] = {}
        for name in MENUS:
            for row in ACTIONS:
                if row.menu != name or row.id not in self.by_id:
                    continue
                if name not in menus:
                    menus[name] = self._window.menuBar().addMenu(f"&{name}")
                elif groups[name] != row.group:
                    menus[name].addSeparator()
                groups[name] = row.group
                into = menus[name]
                if row.submenu:
                    if (name, row.submenu) not in inner:
                        inner[name, row.submenu] = into.addMenu(row.submenu)
                    into = inner[name, row.submenu]
                into.addAction(self.by_id[row.id])
        return menus

    def allow_changes(self, *, allowed: bool) -> None:
        """Let actions that change the matter be used or not."""
        for row in ACTIONS:
            if row.changes and row.id in self.by_id:
                self.by_id[row.id].setEnabled(allowed)


def menu_text(text: str) -> str:
    """Return text for a menu in which an ampersand is an ampersand."""
    return text.replace("&", "&&")
