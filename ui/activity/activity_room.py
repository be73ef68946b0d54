"""The Activity room: every change of the matter, newest first, and the way back from each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout

from rra_desktop.domain.edits import Change, EntryKind, JournalEntry
from rra_desktop.domain.figures import FigureKey
from rra_desktop.wording import JournalInWords
from ui.activity.entry_card import EntryCard
from ui.activity.journal_model import JournalModel
from ui.widgets.grid import Grid
from ui.widgets.grid_card import GridCard
from ui.widgets.grid_cells import GridRow
from ui.widgets.labels import PlainLabel
from ui.widgets.room import Room, RoomContext
from ui.widgets.search_field import SearchField

_WHILE_TYPING_MS = 150


class ActivityRoom(Room):
    """The journal of the matter; taking an entry back is an entry of its own."""

    title = "Activity"
    explains = False

    def __init__(self, context: RoomContext) -> None:
        super().__init__(context)
        self._read = 0
        self._words = JournalInWords(context.session.matter.form)
        self.model = JournalModel(self._words)
        self.grid = Grid(self.model, context.theme, "Changes of the matter")
        self.grid.add_actions = self._add_actions
        self.card = EntryCard(context.theme, self.take_back)
        self.filter = SearchField(context.theme, "Filter changes")
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_WHILE_TYPING_MS)
        bar = QHBoxLayout()
        bar.setSpacing(8)
        bar.addWidget(self.filter, 1)
        bar.addWidget(PlainLabel("Nothing is ever erased: what is taken back stays here, and so does that.", "faint"))
        bar.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(12)
        column.addLayout(bar)
        column.addWidget(GridCard(self.grid, context.theme), 3)
        column.addWidget(self.card, 2)
        self.filter.textChanged.connect(lambda _text: self._typing.start())
        self.filter.returnPressed.connect(self.grid.setFocus)
        self._typing.timeout.connect(self._filter)
        self.grid.cell_selected.connect(lambda _row, _column: self._show())

    # -- what the window asks ------------------------------------------------------------------------------------------

    def refresh(self, change: Change | None) -> None:
        """Read what is new in the journal; where something is, the newest is selected."""
        if change is None or change.entry is not None:
            self.grid.empty_text = "No change has this in its name, its values, or who made it."
            self.context.signals.attempt(self._read_journal, self._say_unreadable)
        self._show()

    def first_focus(self) -> None:
        """Put the keyboard into the journal."""
        self.grid.setFocus()

    def go_to(self, key: FigureKey) -> bool:
        """Select an entry of the journal."""
        self.filter.clear()
        self._typing.stop()
        self._filter()
        self.grid.setFocus()
        return self.grid.select_cell((key.subject[0],), "what")

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        """Return what the table of actions has for this room."""
        return {"take-back": self.take_back}

    def _read_journal(self) -> None:
        journal = self.context.session.journal()
        self._words.follow(journal)
        self.model.show_journal(journal)
        if self.model.rows and (len(journal) != self._read or not self.grid.currentIndex().isValid()):
            self.grid.select_cell(self.model.rows[0].key, "what")
        self._read = len(journal)

    def _say_unreadable(self, sentence: str) -> None:
        self.grid.empty_text = sentence
        self.model.show_journal(())

    # -- the way back --------------------------------------------------------------------------------------------------

    def entry(self) -> JournalEntry | None:
        """Return the entry that is selected."""
        row = self.grid.current_row()
        return None if row is None else row.subject

    def take_back(self) -> None:
        """Take back the entry that is selected, as a new entry, and stay on it; or say why that cannot be."""
        entry = self.entry()
        if entry is not None and self.context.signals.attempt(lambda: self.context.session.revert(entry.number)):
            self.grid.select_cell((str(entry.number),), "what")

    def _can_go(self, entry: JournalEntry | None) -> bool:
        """Tell whether an entry can be taken back, unless something stands in the way."""
        if entry is None or entry.kind is EntryKind.MADE or self.context.session.read_only:
            return False
        return self.model.taken_back_by(entry) is None

    def _show(self) -> None:
        entry = self.entry()
        self.card.show_entry(entry, self._words, can_go=self._can_go(entry))
        count = len(self.model.rows)
        self.status_text.emit(f"{count:,} changes" if count != 1 else "1 change")

    def _filter(self) -> None:
        self.model.filter(self.filter.text())
        if self.model.rows and self.grid.current_row() is None:
            self.grid.select_cell(self.model.rows[0].key, "what")
        self._show()

    def _add_actions(self, menu: QMenu, row: GridRow[Any]) -> None:
        menu.addAction("Take It Back", self.take_back).setEnabled(self._can_go(row.subject))
