"""The window of one matter: where the rooms, the Why panel and the acts on the whole matter meet."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QMainWindow,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from rra_desktop import wording
from rra_desktop.domain.edits import Change
from rra_desktop.domain.figures import FigureKey
from ui.actions import ACTIONS, Actions, Handler, menu_text
from ui.desk import Desk
from ui.messages import MessageBar
from ui.paths import AskPath, FileKind, ask_where_to_save, ask_which_to_open
from ui.places import ASKED_ABOUT, DETAILS, room_of
from ui.recent_menu import RecentMenu
from ui.room_badges import RoomBadges
from ui.room_list import RoomList
from ui.room_stack import ROOMS, RoomStack
from ui.session_signals import SessionSignals
from ui.status_line import StatusLine
from ui.theme import Theme
from ui.top_bar import AsOfButton, TopBar
from ui.why.why_panel import WhyPanel
from ui.widgets.matter_dates import MatterReader
from ui.widgets.pending_edits import PendingEdit, first_refusal
from ui.widgets.room import Room, RoomContext
from ui.widgets.undo_keys import UndoKeys

if TYPE_CHECKING:
    from rra_desktop.session import MatterSession

_GOOD_SIZE = QSize(1440, 900)
_WIDTHS_FOR_NAMES = 5.6
"""How many times as wide as the list of rooms with its names the window must be for the names to show."""
_ON_WHAT_IS_SELECTED = frozenset({"take-back"})
"""Acts on a selection that counsel must have looked at: from another room they only lead there."""
_WIDE_ENOUGH_FOR_WHY = 860
_WHILE_TYPING = frozenset(
    {"undo", "redo", "next-pane", "previous-pane", "why", "filter-investors", "shortcuts", "about"}
)
"""Acts that leave what is being typed as it is; before all others it is handed over."""


class MainWindow(QMainWindow):
    """One matter, its rooms, and the Why panel beside them."""

    closed = Signal(object)

    def __init__(
        self,
        session: MatterSession,
        theme: Theme,
        desk: Desk[MainWindow],
        ask_path: AskPath = ask_where_to_save,
        ask_file: AskPath = ask_which_to_open,
    ) -> None:
        super().__init__()
        self.session = session
        self.theme = theme
        self._desk = desk
        self.signals = SessionSignals(session, self)
        self.context = RoomContext(session, self.signals, theme, ask_path, ask_file)
        self._why_wanted = True
        self._why_asked = False
        self._undo_keys = UndoKeys(self, self._undo_matter, self._redo_matter)
        self.actions_table = Actions(self, self._handlers())
        self._undo_keys.listen_for(self.actions_table.by_id["undo"], self.actions_table.by_id["redo"])
        self._build()
        self._menus = self.actions_table.fill_menu_bar()
        self._recent_menu = RecentMenu(desk.recent, self._open_recent, desk.forget_recent, self)
        self._menus["File"].insertMenu(self.actions_table.by_id["open-sample"], self._recent_menu)
        self.signals.changed.connect(self._changed)
        self.signals.refused.connect(self.message_bar.say)
        theme.changed.connect(self._repaint_rooms)
        self._show_matter()
        self.show_room(ROOMS[0].id)
        if session.read_only:
            self.message_bar.note(session.file.read_only_reason)

    # -- the parts -------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        by_id = self.actions_table.by_id
        session = self.session
        reader = MatterReader(session, self.signals)
        self.as_of_button = AsOfButton(self.theme, reader, dt.date.today)
        self.as_of_button.picked.connect(self.look_at)
        self.top_bar = TopBar(self.theme, self.as_of_button, by_id["undo"], by_id["redo"], by_id["export-pdf"])
        self.message_bar = MessageBar(self.theme)
        self.room_list = RoomList(self.theme, [(place.title, place.id) for place in ROOMS])
        self.room_list.chosen.connect(lambda row: self.show_room(ROOMS[row].id))
        self.badges = RoomBadges(session, self.room_list)
        self.stack = RoomStack()
        self.why = WhyPanel(self.context)
        self.why.reading_asked.connect(self.change_reading)
        self.why.section_asked.connect(self.show_section)
        self.status_line = StatusLine(self.theme)
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.message_bar)
        column.addWidget(self.stack, 1)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(middle)
        self.splitter.addWidget(self.why)
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setStretchFactor(1, 0)
        across = QHBoxLayout()
        across.setSpacing(0)
        across.addWidget(self.room_list)
        across.addWidget(self.splitter, 1)
        page = QWidget()
        whole = QVBoxLayout(page)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.top_bar)
        whole.addLayout(across, 1)
        whole.addWidget(self.status_line)
        self.setCentralWidget(page)

    def _handlers(self) -> dict[str, Handler]:
        """Return what each row of the table of actions does in this window."""
        handlers: dict[str, Handler] = dict(self._desk.handlers(self))
        handlers |= {
            "save-copy": self.save_copy,
            "export-pdf": self.export_pdf,
            "restore": self.restore,
            "password": self.change_password,
            "properties": self.show_properties,
            "close": self.close,
            "undo": self._undo_keys.undo,
            "redo": self._undo_keys.redo,
            "next-pane": lambda: self._next_pane(1),
            "previous-pane": lambda: self._next_pane(-1),
            "why": self.show_or_hide_why,
            "as-of": self.open_as_of,
            "as-of-today": lambda: self.look_at(dt.date.today()),  # noqa: DTZ011 - counsel's own day
            "readings": lambda: self.change_reading("", ""),
            "show-section": self.show_section_of_selected,
        }
        for place in ROOMS:
            handlers[f"room-{place.id}"] = self._opener(place.id)
        for row in ACTIONS:
            if row.room:
                handlers[row.id] = self._in_room(row.room, row.id)
        return {act: done if act in _WHILE_TYPING else self._once_handed_over(done) for act, done in handlers.items()}

    def _once_handed_over(self, act: Handler) -> Handler:
        """Return an act that is done once all that is being typed is recorded, and not while some of it is refused."""
        return lambda: act() if self.hand_over() else None

    def _opener(self, room_id: str) -> Handler:
        return lambda: self.show_room(room_id).first_focus()

    def _in_room(self, room_id: str, action_id: str) -> Handler:
        def act() -> None:
            if self.stack.shown != room_id and action_id in _ON_WHAT_IS_SELECTED:
                self.show_room(room_id).first_focus()
            else:
                self.show_room(room_id).handlers()[action_id]()

        return act

    # -- rooms -----------------------------------------------------------------------------------------------------

    def show_room(self, room_id: str) -> Room:
        """Show a room and return the room that shows: another one while what is being typed there is refused.

        A room is made when it is first asked for, and brought up to date when it was hidden meanwhile.
        """
        if self.stack.shown not in ("", room_id) and not self.hand_over():
            # The list is still busy with the click that chose the other room.
            QTimer.singleShot(0, self, self._choose_in_list)
            return self.room()
        return self._turn_to(room_id)

    def _turn_to(self, room_id: str) -> Room:
        room = self.stack.made(room_id) or self._make_room(room_id)
        if not self.stack.is_up_to_date(room_id):
            self.status_line.selection.setText("")
            self.why.follow(None)
            self.stack.turn_to(room_id)
            self._choose_in_list()
            self._show_why()
            self.stack.bring_up_to_date(room_id)
        return room

    def _make_room(self, room_id: str) -> Room:
        room = self.stack.make(next(each for each in ROOMS if each.id == room_id), self.context)
        room.figure_selected.connect(self.why.follow)
        room.status_text.connect(self._show_selection)
        room.place_asked.connect(self.go_to)
        room.act_asked.connect(self._do)
        room.section_asked.connect(self.show_section)
        return room

    def go_to(self, key: FigureKey) -> None:
        """Show what a key names in the room that has it; a reading is asked about, the matter's own facts shown."""
        if key.kind == ASKED_ABOUT:
            if not self.session.read_only:
                self.change_reading(key.subject[0], "")
        elif key.kind == DETAILS:
            self.show_properties()
        elif wanted := room_of(key):
            room = self.show_room(wanted)
            if self.stack.shown == wanted and not room.go_to(key):
                room.first_focus()

    def _do(self, action_id: str) -> None:
        """Do what a row of the table of actions does, if it can be done now."""
        self.actions_table.by_id[action_id].trigger()

    def _choose_in_list(self) -> None:
        """Mark the room that shows in the list of rooms."""
        self.room_list.choose([place.id for place in ROOMS].index(self.stack.shown))

    def room(self) -> Room:
        """Return the room that shows."""
        shown = self.stack.made(self.stack.shown)
        if shown is None:
            raise LookupError("no room shows yet")
        return shown

    def _show_selection(self, text: str) -> None:
        if self.sender() is self.room():
            self.status_line.selection.setText(text)

    def _next_pane(self, step: int) -> None:
        """Move the keyboard to the next of: rooms, room, Why, top bar."""
        panes: list[tuple[QWidget, Callable[[], None]]] = [
            (self.room_list, self.room_list.setFocus),
            (self.stack, self.room().first_focus),
            (self.why, self.why.setFocus),
            (self.top_bar, self.as_of_button.setFocus),
        ]
        shown = [pane for pane in panes if pane[0].isVisible()]
        focus = self.focusWidget()
        here = next(
            (at for at, (pane, _enter) in enumerate(shown) if focus and (pane is focus or pane.isAncestorOf(focus))), -1
        )
        shown[(here + step) % len(shown)][1]()

    # -- what is being typed ---------------------------------------------------------------------------------------

    def hand_over(self) -> bool:
        """Let everything that is being typed be recorded; where some of it is refused, lead there and say why."""
        refused = first_refusal(self)
        if refused is None:
            return True
        field, reason = refused
        self._lead_to(field)
        field.say_refused(reason)
        return False

    def _lead_to(self, field: PendingEdit) -> None:
        """Bring the window to the front, and the room a field is in."""
        self.raise_()
        self.activateWindow()
        for place in ROOMS:
            room = self.stack.made(place.id)
            if isinstance(field, QDialog) or not isinstance(field, QWidget) or room is None:
                continue
            if room.isAncestorOf(field):
                self._turn_to(place.id)

    def _undo_matter(self) -> None:
        if self.actions_table.by_id["undo"].isEnabled():
            self.signals.undo()

    def _redo_matter(self) -> None:
        if self.actions_table.by_id["redo"].isEnabled():
            self.signals.redo()

    # -- what the session says -------------------------------------------------------------------------------------

    def _changed(self, change: Change) -> None:
        self.message_bar.hide()
        self._show_matter()
        self.stack.hear(change)
        self.why.refresh(change)

    def _show_matter(self) -> None:
        """Bring all that stands around the rooms up to date."""
        session = self.session
        details = session.matter.details
        agreement = session.matter.form.title
        client = wording.client_name(details.acting_for)
        self.top_bar.show_matter(
            details.company,
            f"{agreement} · {wording.date_long(details.agreement_date)} · for {client}",
        )
        self.setWindowTitle(f"{details.title} – {session.path.name}")
        self.setWindowFilePath(str(session.path))
        self.as_of_button.show_day(session.as_of)
        reason = session.file.read_only_reason if session.read_only else ""
        self.status_line.show_file(session.path, read_only=reason, trouble=session.file.backup_problem)
        self.status_line.show_time(session.calculated_in)
        self.actions_table.allow_changes(allowed=not session.read_only)
        for action_id, verb, label in (("undo", "Undo", session.undo_label), ("redo", "Redo", session.redo_label)):
            action = self.actions_table.by_id[action_id]
            action.setEnabled(label is not None and not session.read_only)
            action.setText(menu_text(f"{verb} “{label}”") if label else f"&{verb}")
            action.setToolTip(f"{verb} “{label}”" if label else f"Nothing to {verb.lower()}")
        self.badges.refresh()

    def _repaint_rooms(self) -> None:
        for room in self.stack:
            room.theme_changed()

    # -- acts on the whole matter ------------------------------------------------------------------------------------

    def show_or_hide_why(self) -> None:
        """Show the Why panel beside the rooms that have something to explain, or give them its place."""
        self._why_wanted = self.why.isHidden()
        self._why_asked = self._why_wanted
        self._show_why()

    def _show_why(self) -> None:
        """Show the panel where the room has something to explain and the window is wide enough, or counsel asked."""
        wide = self.width() >= _WIDE_ENOUGH_FOR_WHY or self._why_asked
        self.why.setVisible(self.room().explains and self._why_wanted and wide)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the room the place it needs in a narrow window: icons without names, then no Why panel."""
        super().resizeEvent(event)
        self.room_list.set_narrow(narrow=self.width() < self.room_list.wide * _WIDTHS_FOR_NAMES)
        if self.stack.shown:
            self._show_why()

    def look_at(self, day: dt.date) -> None:
        """Look at the matter as of another day, once what was typed as of this one is recorded."""
        if self.hand_over():
            self.signals.look_at(day)

    def open_as_of(self) -> None:
        """Open the calendar for the day the matter is looked at."""
        self.as_of_button.open()

    def change_reading(self, reading: str, choice: str) -> None:
        """Ask how doubtful words are to be read, and why."""
        from ui.dialogs.choose_reading import ChooseReadingDialog  # noqa: PLC0415 - after the first paint

        ChooseReadingDialog(self.context, reading, choice, self).open()

    def show_section(self, citation: str) -> None:
        """Show a section in the Agreement room, once what is being typed is recorded."""
        if self.hand_over():
            room = self.show_room("agreement")
            room.show_section(citation)
            room.first_focus()

    def show_section_of_selected(self) -> None:
        """Show the section that the selected date or number rests on."""
        if section := self.why.section():
            self.show_section(section)
        else:
            self.status_line.selection.setText("No section of the agreement stands behind what is selected.")

    def show_properties(self) -> None:
        """Show and change the matter's own facts."""
        from ui.dialogs.properties import PropertiesDialog  # noqa: PLC0415 - after the first paint

        PropertiesDialog(self.context, self).open()

    def save_copy(self) -> None:
        """Write a checked copy of the matter where counsel says."""
        path = self.session.path
        target = self.context.ask_path(self, "Save a copy", path.with_stem(f"{path.stem} copy"), FileKind.MATTER)
        if target is not None and self.signals.attempt(lambda: self.session.save_copy(target)):
            self.status_line.selection.setText(f"Copy saved as {target.name}")

    def restore(self) -> None:
        """Show the backups of the matter, and go back to the one that is chosen."""
        from ui.dialogs.restore import RestoreDialog  # noqa: PLC0415 - after the first paint

        found: list[RestoreDialog] = []
        if self.signals.attempt(lambda: found.append(RestoreDialog(self.theme, self.session.file.backups(), self))):
            dialog = found[0]
            dialog.accepted.connect(lambda: self._desk.restore(self, dialog.chosen()))
            dialog.open()

    def change_password(self) -> None:
        """Lock the matter, change its password, or take it away."""
        from ui.dialogs.change_password import ChangePasswordDialog  # noqa: PLC0415 - after the first paint

        file = self.session.file
        ChangePasswordDialog(self.theme, file.change_password, locked=file.locked, parent=self).open()

    def export_pdf(self) -> None:
        """Go to the summary and ask where the PDF should go."""
        self.show_room("summary").handlers()["export-pdf"]()

    def _open_recent(self, path: Path) -> None:
        if self.hand_over():
            self._desk.open_path(path, self)

    def restore_place(self, geometry: QByteArray) -> None:
        """Stand where the window stood last, or at a good size."""
        if geometry.isEmpty() or not self.restoreGeometry(geometry):
            room = self.screen().availableGeometry()
            self.resize(min(_GOOD_SIZE.width(), room.width()), min(_GOOD_SIZE.height(), room.height()))
            if not (room.width() > _GOOD_SIZE.width() and room.height() > _GOOD_SIZE.height()):
                self.setWindowState(Qt.WindowState.WindowMaximized)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close the file once all that is being typed is in it; stay open, and say why, where some of it is refused.

        To close is to leave the field: nothing may be handed over later, when the file is closed already.
        """
        if self.signals.closed:
            super().closeEvent(event)
            return
        if not self.hand_over():
            event.ignore()
            return
        self.badges.stop()
        for dialog in self.findChildren(QDialog):
            dialog.close()
        for room in self.stack:
            room.close_room()
        self.signals.close()
        self.session.close()
        self.closed.emit(self)
        super().closeEvent(event)
