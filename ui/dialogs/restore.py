"""Going back to a backup: the backups of a matter with their day, their size and the last change in them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QModelIndex, QSize, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QApplication, QListView, QPushButton, QWidget

from rra_desktop import wording
from ui.theme import Theme
from ui.widgets.forms import FormDialog
from ui.widgets.item_view import ItemView
from ui.widgets.labels import PlainLabel

_KILOBYTE = 1024
_OCCASIONS = {
    "session": "before the first change of a session",
    "import": "before an import",
    "revert": "before a change was taken back",
    "restore": "before a backup was restored",
}
_PATH = Qt.ItemDataRole.UserRole + 1
_NAME = Qt.ItemDataRole.UserRole + 2


class BackupLike(Protocol):
    """What is known of a backup."""

    @property
    def path(self) -> Path:
        """Where it lies."""

    @property
    def taken(self) -> datetime:
        """When it was taken."""

    @property
    def occasion(self) -> str:
        """Before what."""

    @property
    def size(self) -> int:
        """How many bytes it has."""

    @property
    def last_entry(self) -> str:
        """The last change in it."""


class BackupList(ItemView, QListView):
    """The backups, in two lines each."""


class RestoreDialog(FormDialog):
    """Lets counsel choose a backup; what is in the matter now is backed up before it is replaced."""

    def __init__(self, theme: Theme, backups: Sequence[BackupLike], parent: QWidget | None = None) -> None:
        intro = (
            "The matter goes back to the backup you choose. What is in it now is kept as a backup too, so that you can "
            "come back here."
            if backups
            else "There is no backup of this matter yet. One is taken before the first change of each session."
        )
        super().__init__(theme, "Restore from backup", "Restore", parent, intro)
        self.widen(43)
        self._model = QStandardItemModel(self)
        for backup in backups:
            item = QStandardItem(_words(backup))
            item.setData(str(backup.path), _PATH)
            item.setData(_name(backup), _NAME)
            item.setSizeHint(QSize(0, 2 * self.fontMetrics().height() + 18))
            item.setEditable(False)
            self._model.appendRow(item)
        self.list = BackupList()
        self.list.setProperty("kind", "list")
        self.list.setModel(self._model)
        self.list.setMinimumHeight(3 * (2 * self.fontMetrics().height() + 18))
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setIconSize(QSize(0, 0))
        # Enter in the list picks, and a button of its own restores: nothing goes back by a key too many.
        self.list.activated.connect(self._pick)
        self.list.selectionModel().selectionChanged.connect(lambda _new, _old: self._say_chosen())
        self.act.setDefault(False)
        self._chosen = PlainLabel("", "muted", wrap=True)
        self.add("Backups, newest first", self.list).setVisible(bool(backups))
        self.fields.addWidget(self._chosen)
        for each in (self._chosen, self.act):
            each.setVisible(bool(backups))
        self._say_chosen()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter press only the button that has the keyboard."""
        pressed = QApplication.focusWidget()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if isinstance(pressed, QPushButton):
                pressed.click()
            return
        super().keyPressEvent(event)

    def _pick(self, index: QModelIndex) -> None:
        self.list.setCurrentIndex(index)
        # Later: the Enter that picks is still on its way, and must not find the button that restores.
        QTimer.singleShot(0, self, lambda: self.act.setFocus(Qt.FocusReason.OtherFocusReason))

    def _say_chosen(self) -> None:
        picked = self.list.selectionModel().hasSelection()
        self.act.setEnabled(picked)
        name = str(self.list.currentIndex().data(_NAME))
        self._chosen.setText(f"The matter goes back to {name}." if picked else "Choose the backup to go back to.")

    def chosen(self) -> Path:
        """Return where the chosen backup lies."""
        return Path(str(self.list.currentIndex().data(_PATH)))

    def submit(self) -> str:
        """Refuse to restore nothing."""
        return "" if self.list.selectionModel().hasSelection() else "Choose a backup."


def _words(backup: BackupLike) -> str:
    """Write a backup in two lines: when and before what, then its last change and its size."""
    size = max(1, round(backup.size / _KILOBYTE))
    last = f"last change: {backup.last_entry}" if backup.last_entry else "locked with another password"
    return f"{_name(backup)}\n{last} · {wording.shares(size)} KB"


def _name(backup: BackupLike) -> str:
    """Call a backup by when it was taken and before what."""
    local = backup.taken.astimezone()
    return f"{wording.day(local.date())}, {local:%H:%M} · {_OCCASIONS.get(str(backup.occasion), str(backup.occasion))}"
