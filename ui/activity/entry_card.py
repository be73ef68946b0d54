"""One entry of the journal, field by field."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import islice

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from rra_desktop.domain.edits import JournalEntry
from rra_desktop.wording import FieldChange, JournalInWords
from ui.activity.journal_model import moment, one_line
from ui.theme import Theme
from ui.widgets.buttons import button
from ui.widgets.cards import Card
from ui.widgets.grid import Grid
from ui.widgets.grid_cells import Cell, Column, GridRow
from ui.widgets.grid_model import GridModel
from ui.widgets.labels import PlainLabel

_MOST_FIELDS = 2_000
_DATE = "Wed, Sep 30, 2026"
Row = GridRow[FieldChange]


class FieldModel(GridModel[FieldChange]):
    """The fields an entry changed, in the order in which it changed them."""

    def __init__(self) -> None:
        super().__init__(
            (
                Column("record", "Record", _record, numeric=False, stretches=True),
                Column("field", "Field", lambda row: Cell(row.subject.field, faint=True), numeric=False),
                Column(
                    "before",
                    "From",
                    lambda row: one_line(row.subject.before),
                    numeric=False,
                    sample=_DATE,
                    stretches=True,
                ),
                Column(
                    "after", "To", lambda row: one_line(row.subject.after), numeric=False, sample=_DATE, stretches=True
                ),
            )
        )

    def why_not_typed(self, row: Row, column: str) -> str:
        """Return how a change is undone, since it is never rewritten."""
        del row, column
        return "This is what the change did. It is never rewritten; Take it back undoes all of it."

    def show_fields(self, number: int, changes: Sequence[tuple[int, FieldChange]]) -> None:
        """Show the fields of an entry, each with the place of its record among the entry's."""
        rows: list[Row] = []
        before = -1
        for place, (record, each) in enumerate(changes):
            rows.append(GridRow((str(number), str(place)), each, depth=1 if record == before else 0))
            before = record
        self.show_rows(rows)


class EntryCard(Card):
    """Who did what when, every field of it, and the button that takes it back."""

    def __init__(self, theme: Theme, take_back: Callable[[], object]) -> None:
        super().__init__()
        self._name = PlainLabel("", "strong")
        self._about = PlainLabel("", "faint")
        self.take_back_button = button("Take it back", take_back)
        self.fields = FieldModel()
        self.grid = Grid(self.fields, theme, "What the change changed")
        self.grid.empty_text = "Nothing is selected."
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self._name)
        top.addWidget(self._about, 1)
        top.addWidget(self.take_back_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 12)
        column.setSpacing(8)
        column.addLayout(top)
        column.addWidget(self.grid)
        column.addStretch(1)
        self.setMinimumHeight(150)

    def show_entry(self, entry: JournalEntry | None, words: JournalInWords, *, can_go: bool) -> None:
        """Show an entry, or nothing; `can_go` says whether it can be taken back."""
        self.take_back_button.setEnabled(can_go)
        if entry is None:
            self._name.setText("")
            self._about.setText("")
            self.fields.show_fields(0, [])
            return
        said = words.of(entry)
        every = ((place, field) for place, change in enumerate(entry.changes) for field in said.fields_of(change))
        shown = list(islice(every, _MOST_FIELDS + 1))
        more = f" · the first {_MOST_FIELDS:,} fields" if len(shown) > _MOST_FIELDS else ""
        self._name.setText(entry.label)
        self._about.setText(f"no. {entry.number:,} · {entry.who} · {moment(entry.when)}{more}")
        self.fields.show_fields(entry.number, shown[:_MOST_FIELDS])
        self.grid.fit_columns()


def _record(row: Row) -> Cell:
    """Name a record once, where its fields begin; a screen reader hears it at each of them."""
    return one_line(row.subject.record) if not row.depth else Cell(spoken=row.subject.record)
