"""The list at the top of the Why panel where a line stands for several: which of them is explained."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QListView, QWidget

from ui.theme import Theme
from ui.widgets.item_view import Index, ItemView
from ui.widgets.labels import tool_tip
from ui.widgets.room import SeveralFigures

_MOST_ROWS = 6
_KEY = Qt.ItemDataRole.UserRole + 1


class RowChoice(ItemView, QListView):
    """The figures of one line by their words; `picked` carries the key of the one the keyboard or mouse rests on."""

    picked = Signal(object)

    def __init__(self, theme: Theme, several: SeveralFigures, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._rows = QStandardItemModel(self)
        self.setObjectName("row-choice")
        self.setAccessibleName("Which one is explained")
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        for key, words in several.choices:
            item = QStandardItem(words)
            item.setData(key, _KEY)
            item.setToolTip(tool_tip(words))
            self._rows.appendRow(item)
        self.setModel(self._rows)
        chosen = [key for key, _words in several.choices].index(several.chosen)
        self.blockSignals(True)  # noqa: FBT003 - Qt's own
        flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.selectionModel().setCurrentIndex(self._rows.index(chosen, 0), flag)
        self.blockSignals(False)  # noqa: FBT003
        self.setFixedHeight(self.sizeHint().height())

    def sizeHint(self) -> QSize:
        """Return the room of a few rows; the others are scrolled to."""
        row = QFontMetrics(self._theme.font()).height() + 8
        return QSize(200, min(self._rows.rowCount(), _MOST_ROWS) * row + 2 * self.frameWidth() + 2)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Say which one is to be explained."""
        super().currentChanged(current, previous)
        if current.isValid():
            self.picked.emit(current.data(_KEY))
