"""The Activity room: every change of the matter, newest first, and the way back from each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout

from rra_desktop.domain.edits import Change, EntryKind, JournalEntry
from rra_desktop.wording import ChangesInWords
from ui.activity.entry_card import EntryCard
from ui.activity.journal_model import JournalModel
from ui.widgets.grid import Grid
from ui.widgets.grid_card import GridCard
from ui.widgets.grid_cells import GridRow
from ui.widgets.labels import PlainLabel
from ui.widgets.room import Room, RoomContext
from ui.widgets.search_field import SearchField


class ActivityRoom(Room):
    """The journal of the matter; taking an entry back is an entry of its own."""

    title = "Activity"
    explains = False

    def __init__(self, context: RoomContext) -> None:
        super().__init__(context)
        self._read = 0
        self._words = ChangesInWords(context.session.matter)
        self.model = JournalModel(lambda: self._words)
        self.grid = Grid(self.model, context.theme, "Changes of the matter")
        self.grid.empty_text = "No change has this in its name."
        self.grid.add_actions = self._add_actions
        self.card = EntryCard(context.theme, self.take_back)
        self.filter = SearchField(context.theme, "Filter changes")
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
        self.filter.textChanged.connect(self._filter)
        self.filter.returnPressed.connect(self.grid.setFocus)
        self.grid.cell_selected.connect(lambda _row, _column: self._show())

    # -- what the window asks ------------------------------------------------------------------------------------------

    def refresh(self, change: Change | None) -> None:
        """Read what is new in the journal; where something is, the newest is selected."""
        session = self.context.session
        if change is not None and change.entry is None:
            return
        self._words = ChangesInWords(session.matter)
        journal = session.journal()
        self.model.show_journal(journal)
        if self.model.rows and (len(journal) != self._read or not self.grid.currentIndex().isValid()):
            self.grid.select_cell(self.model.rows[0].key, "what")
        self._read = len(journal)
        self._show()

    def first_focus(self) -> None:
        """Put the keyboard into the journal."""
        self.grid.setFocus()

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        """Return what the table of actions has for this room."""
        return {"take-back": self.take_back}

    # -- the way back --------------------------------------------------------------------------------------------------

    def entry(self) -> JournalEntry | None:
        """Return the entry that is selected."""
        row = self.grid.current_row()
        return None if row is None else row.subject

    def take_back(self) -> None:
        """Take back the entry that is selected, as a new entry; or say why that cannot be."""
        entry = self.entry()
        if entry is not None:
            self.context.signals.attempt(lambda: self.context.session.revert(entry.number))

    def _show(self) -> None:
        entry = self.entry()
        self.card.show_entry(entry, self._words, read_only=self.context.session.read_only)
        count = len(self.model.rows)
        self.status_text.emit(f"{count:,} changes" if count != 1 else "1 change")

    def _filter(self, text: str) -> None:
        self.model.filter(text)
        if self.model.rows and self.grid.current_row() is None:
            self.grid.select_cell(self.model.rows[0].key, "what")
        self._show()

    def _add_actions(self, menu: QMenu, row: GridRow[Any]) -> None:
        act = menu.addAction("Take It Back", self.take_back)
        act.setEnabled(not self.context.session.read_only and row.subject.kind is not EntryKind.MADE)
