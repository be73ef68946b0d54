"""Dialogs that ask for facts: labelled fields one under another, a refusal in a sentence, Cancel and one act."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ui.theme import Theme
from ui.widgets.buttons import button
from ui.widgets.date_field import DateField
from ui.widgets.labels import PlainLabel
from ui.widgets.pending_edits import PendingEdit

_WIDTH = 460


class _Sheet(QScrollArea):
    """The fields, which scroll where the screen is too small for all of them."""

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._page = QWidget()
        self._page.setObjectName("scrolled")
        whole = QVBoxLayout(self._page)
        whole.setContentsMargins(0, 0, 0, 0)
        self.column = QVBoxLayout()
        self.column.setSpacing(14)
        whole.addLayout(self.column)
        whole.addStretch(1)
        self.setWidget(self._page)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ask for another height when fields come and go."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)

    def first_field(self) -> QWidget | None:
        """Return the first field the keyboard can go to."""
        each = self.nextInFocusChain()
        while each is not None and each is not self:
            takes_keys = each.focusPolicy() & Qt.FocusPolicy.TabFocus == Qt.FocusPolicy.TabFocus
            if takes_keys and each.isEnabled() and each.isVisibleTo(self) and self.isAncestorOf(each):
                return each
            each = each.nextInFocusChain()
        return None

    def wanted_height(self) -> int:
        """Return the height at which nothing has to scroll."""
        width = max(self.viewport().width(), self._page.minimumSizeHint().width())
        return max(self.column.totalHeightForWidth(width), self.column.totalMinimumSize().height())

    def sizeHint(self) -> QSize:
        """Return the room the fields take."""
        return QSize(self._page.sizeHint().width(), self.wanted_height())

    def minimumSizeHint(self) -> QSize:
        """Return the least room the fields take."""
        return QSize(self._page.minimumSizeHint().width(), 60)


class FormDialog(QDialog, PendingEdit):
    """A dialog that stays until what it asks for was accepted; subclasses add fields and override `submit`.

    Nothing is recorded before that. A window does not close over a dialog in which something stands that is neither
    recorded nor given up: whether it is to be recorded is for counsel to say.
    """

    def __init__(self, theme: Theme, title: str, act: str, parent: QWidget | None = None, intro: str = "") -> None:
        super().__init__(parent)
        self.theme = theme
        self._began_with: list[object] | None = None
        self.setWindowTitle(title)
        self.setMinimumWidth(_WIDTH)
        self._refusal = PlainLabel("", "refused", wrap=True)
        self._refusal.hide()
        self._sheet = _Sheet()
        self.fields = self._sheet.column
        self.act = button(act, self.accept, kind="primary")
        self.act.setDefault(True)
        buttons = QHBoxLayout()
        buttons.addStretch()
        buttons.addWidget(button("Cancel", self.reject))
        buttons.addWidget(self.act)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(16)
        column.addWidget(PlainLabel(title, "heading", wrap=True))
        if intro:
            column.addWidget(PlainLabel(intro, "muted", wrap=True))
        column.addWidget(self._sheet, 1)
        column.addWidget(self._refusal)
        column.addLayout(buttons)

    def event(self, event: QEvent) -> bool:
        """Grow when a sentence appears below a field."""
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._grow()
        return done

    def showEvent(self, event: QShowEvent) -> None:
        """Begin in the first field."""
        super().showEvent(event)
        if (first := self._sheet.first_field()) is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)
        if self._began_with is None:
            self._began_with = self._filled_in()
        self._grow()

    def open(self) -> None:
        """Show the dialog over its window, and let it go once it is closed."""
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        super().open()

    def _filled_in(self) -> list[object]:
        """Return what stands in the fields."""
        said: list[object] = []
        for each in self.findChildren(QWidget):
            if isinstance(each, QLineEdit):
                said.append(each.text())
            elif isinstance(each, QPlainTextEdit):
                said.append(each.toPlainText())
            elif isinstance(each, QComboBox):
                said.append(each.currentData())
            elif isinstance(each, QAbstractButton) and each.isCheckable():
                said.append(each.isChecked())
        return said

    def hand_over(self) -> str:
        """Record nothing; returns what is to be done first where something stands in the fields that was not there."""
        if not self.isVisible() or self._began_with in (None, self._filled_in()):
            return ""
        return f"What stands here is not recorded. Press “{self.act.text()}” to record it, or Cancel to give it up."

    def say_refused(self, sentence: str) -> None:
        """Come to the front and say a sentence below the fields."""
        self.raise_()
        self.activateWindow()
        self.refuse(sentence)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep every field whole at another width."""
        super().resizeEvent(event)
        self._grow()

    def _grow(self) -> None:
        """Take the height the fields need, as far as the screen has it; what is more scrolls."""
        short = self._sheet.wanted_height() - self._sheet.height()
        room = self.screen().availableGeometry().height() - 60
        if short > 0 and self.height() < room:
            self.resize(self.width(), min(room, self.height() + short))

    def add(self, label: str, editor: QWidget, note: str = "") -> QWidget:
        """Add a field under its label, with a note in small print; return the whole row, to hide and show it."""
        row = labelled(label, editor, note)
        self.fields.addWidget(row)
        return row

    def submit(self) -> str:
        """Do what the dialog is for; returns why it cannot be done, empty when it is done."""
        return ""

    def accept(self) -> None:
        """Close when what was asked for was accepted, or else say why not."""
        refusal = self.submit()
        if refusal:
            self.refuse(refusal)
            return
        for field in self.findChildren(DateField):
            field.keep_meaning()
        super().accept()

    def refuse(self, sentence: str) -> None:
        """Show why what stands in the fields is not accepted, and speak it."""
        self._refusal.setText(sentence)
        self._refusal.setVisible(bool(sentence))
        if sentence:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, sentence))

    def refusal(self) -> str:
        """Return the sentence that shows, empty when none does."""
        return "" if self._refusal.isHidden() else self._refusal.text()


def side_by_side(*widgets: QWidget) -> QWidget:
    """Return widgets next to each other in one row, tops aligned."""
    row = QWidget()
    line = QHBoxLayout(row)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(12)
    for widget in widgets:
        line.addWidget(widget, 1, Qt.AlignmentFlag.AlignTop)
    return row


def labelled(label: str | PlainLabel, editor: QWidget, note: str = "") -> QWidget:
    """Return an editor below its label, with a note in small print below it; a label that changes is handed over."""
    row = QWidget()
    column = QVBoxLayout(row)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(4)
    caption = label if isinstance(label, PlainLabel) else PlainLabel(label, "muted")
    caption.setBuddy(editor)
    if not editor.accessibleName():
        editor.setAccessibleName(caption.text())
    column.addWidget(caption)
    column.addWidget(editor)
    if note:
        column.addWidget(PlainLabel(note, "small", wrap=True))
    column.addStretch()
    return row
