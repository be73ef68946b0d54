"""Who has signed an amendment: the Company and each Investor, ticked with the day of the signature."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

from PySide6.QtCore import QItemSelectionModel, QSize, Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QListView, QWidget

from rra_desktop import wording
from rra_desktop.domain.agreement import Signature
from ui.widgets.item_view import ItemView
from ui.widgets.labels import tool_tip

_PARTY = Qt.ItemDataRole.UserRole + 1
_DAY = Qt.ItemDataRole.UserRole + 2
_NAME = Qt.ItemDataRole.UserRole + 3
_MOST_ROWS = 7


class Signatures(ItemView, QListView):
    """A list to tick; one that is ticked anew has signed on the day that `day` gives, or on one not known."""

    changed = Signal()

    def __init__(self, pixels: int, day: Callable[[], dt.date | None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pixels = pixels
        self._day = day
        self._telling = False
        self.setProperty("kind", "list")
        self.setAccessibleName("Who has signed")
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._parties = QStandardItemModel(self)
        self._parties.itemChanged.connect(self._ticked)
        self.setModel(self._parties)

    def offer(self, parties: Sequence[tuple[str, str]], signed: Sequence[Signature]) -> None:
        """List parties by id and name, those ticked who have signed."""
        days = {each.party: each.date for each in signed}
        self._telling = True
        self._parties.clear()
        for party, name in parties:
            item = QStandardItem()
            item.setCheckable(True)
            item.setEditable(False)
            item.setData(party, _PARTY)
            item.setData(name, _NAME)
            item.setData(days.get(party), _DAY)
            item.setCheckState(Qt.CheckState.Checked if party in days else Qt.CheckState.Unchecked)
            _tell(item)
            self._parties.appendRow(item)
        self._telling = False
        if parties:
            first = self._parties.index(0, 0)
            self.selectionModel().setCurrentIndex(first, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.setFixedHeight(self.sizeHint().height())

    def signed(self) -> tuple[Signature, ...]:
        """Return who is ticked, each with its day."""
        return tuple(Signature(str(item.data(_PARTY)), item.data(_DAY)) for item in self._items() if _is_ticked(item))

    def tick_all(self) -> None:
        """Tick everybody who is not."""
        for item in self._items():
            item.setCheckState(Qt.CheckState.Checked)

    def rows(self) -> tuple[str, ...]:
        """Return what each line says."""
        return tuple(item.text() for item in self._items())

    def sizeHint(self) -> QSize:
        """Return the room of a few lines; the others are scrolled to."""
        row = round(self._pixels * 1.4) + 14
        return QSize(240, max(1, min(self._parties.rowCount(), _MOST_ROWS)) * row + 12)

    def _items(self) -> list[QStandardItem]:
        return [self._parties.item(row) for row in range(self._parties.rowCount())]

    def _ticked(self, item: QStandardItem) -> None:
        if self._telling:
            return
        self._telling = True
        item.setData(self._day() if _is_ticked(item) else None, _DAY)
        _tell(item)
        self._telling = False
        self.changed.emit()


def _is_ticked(item: QStandardItem) -> bool:
    return item.checkState() is Qt.CheckState.Checked


def _tell(item: QStandardItem) -> None:
    name, day = str(item.data(_NAME)), item.data(_DAY)
    signed = f"signed {wording.date_only(day)}" if isinstance(day, dt.date) else "signed, day not known"
    item.setText(f"{name} · {signed}" if _is_ticked(item) else name)
    item.setToolTip(tool_tip(item.text()))
