"""Dialogs that ask for facts: labelled fields one under another, a refusal in a sentence, Cancel and one act."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QDialog,
    QFrame,
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

_LETTERS = 35
_AROUND = 60
_MARGIN = 24
_LOWEST = 60
_SPACING = 12


class _Sheet(QScrollArea):
    """The fields, which scroll where the screen is too small for all of them."""

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.narrowest = 0
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
        return QSize(max(self.narrowest, self._page.sizeHint().width() + self._bar_width()), self.wanted_height())

    def minimumSizeHint(self) -> QSize:
        """Return the least room the fields take."""
        return QSize(max(self.narrowest, self._page.minimumSizeHint().width() + self._bar_width()), _LOWEST)

    def _bar_width(self) -> int:
        """Return what the bar to scroll takes: it must not cover the end of a field when it appears."""
        return self.verticalScrollBar().sizeHint().width()


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
        self._refusal = PlainLabel("", "refused", wrap=True)
        self._refusal.hide()
        self._doubt = PlainLabel("", "body", wrap=True)
        self._doubt_box = _boxed(self._doubt)
        self._act_as_asked = act
        self._sheet = _Sheet()
        self.fields = self._sheet.column
        self.widen(_LETTERS)
        self.act = button(act, self.accept, kind="primary")
        self.act.setDefault(True)
        buttons = QHBoxLayout()
        buttons.addStretch()
        buttons.addWidget(button("Cancel", self.reject))
        buttons.addWidget(self.act)
        column = QVBoxLayout(self)
        column.setContentsMargins(_MARGIN, 20, _MARGIN, 20)
        column.setSpacing(16)
        column.addWidget(PlainLabel(title, "heading", wrap=True))
        if intro:
            self.fields.addWidget(PlainLabel(intro, "muted", wrap=True))
        column.addWidget(self._sheet, 1)
        column.addWidget(self._doubt_box)
        column.addWidget(self._refusal)
        column.addLayout(buttons)

    def widen(self, letters: int) -> None:
        """Make the dialog at least so many letters wide, as far as the screen goes; a letter is as wide as high."""
        room = self.screen().availableGeometry().width() - _AROUND
        self._sheet.narrowest = min(letters * self.theme.pixels(), room) - 2 * _MARGIN
        self._sheet.updateGeometry()

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
        room = self.screen().availableGeometry().height() - _AROUND
        layout = self.layout()
        if layout is not None:
            # The lines around the fields wrap: how low the dialog can be follows from how wide it is.
            self.setMinimumHeight(min(room, layout.totalMinimumHeightForWidth(self.width())))
        short = self._sheet.wanted_height() - self._sheet.height()
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

    def doubt(self) -> str:
        """Return what the fields contradict, empty when they contradict nothing; nothing is forbidden by it."""
        return ""

    def tell(self, doubt: str) -> None:
        """Show what the fields contradict, and that the act can be done all the same."""
        said = self.told()
        self._doubt.setText(doubt)
        self._doubt_box.setVisible(bool(doubt))
        self.act.setText(f"{self._act_as_asked} all the same" if doubt else self._act_as_asked)
        if doubt and doubt != said:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, doubt))

    def reconsider(self) -> None:
        """Take a contradiction away that does not hold any more; a new one is told when the act is asked for."""
        if self.told() and self.told() != self.doubt():
            self.tell("")

    def told(self) -> str:
        """Return the contradiction that shows, empty when none does."""
        return "" if self._doubt_box.isHidden() else self._doubt.text()

    def accept(self) -> None:
        """Close when what was asked for was accepted, or else say why not; a contradiction is told before that."""
        doubt = self.doubt()
        if doubt and doubt != self.told():
            self.tell(doubt)
            return
        self.refuse("")
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


def _boxed(label: PlainLabel) -> QFrame:
    """Return a label in the frame of what should be looked at, hidden until there is something."""
    box = QFrame()
    box.setProperty("kind", "reading-box")
    column = QVBoxLayout(box)
    column.setContentsMargins(12, 8, 12, 8)
    column.addWidget(label)
    box.hide()
    return box


class SideBySide(QWidget):
    """Widgets next to each other, tops aligned; one below another where there is no room for that.

    It lays its widgets out itself: a box of Qt's cannot say how high it is at a width at which it turns.
    """

    def __init__(self, *widgets: QWidget) -> None:
        super().__init__()
        self._widgets = widgets
        for widget in widgets:
            widget.setParent(self)

    def sizeHint(self) -> QSize:
        """Return the room the widgets take next to each other."""
        shown = self._shown()
        width = sum(each.sizeHint().width() for each in shown) + self._gaps()
        return QSize(width, self.heightForWidth(max(width, self.width())))

    def minimumSizeHint(self) -> QSize:
        """Return the width of the widest, for they can stand one below another."""
        widest = max((each.minimumSizeHint().width() for each in self._shown()), default=0)
        return QSize(widest, max((each.minimumSizeHint().height() for each in self._shown()), default=0))

    def hasHeightForWidth(self) -> bool:
        """Say that the height follows from the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of the row, or of the column that it becomes, at a width."""
        shown = self._shown()
        if self._fits(width):
            return max((_height(each, self._share(width)) for each in shown), default=0)
        return sum(_height(each, width) for each in shown) + self._gaps()

    def event(self, event: QEvent) -> bool:
        """Make room when a widget comes, goes or grows."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
            self._arrange()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the widgets beside or below each other."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        left = top = 0
        row, width = self._fits(self.width()), self.width()
        for each in self._shown():
            place = self._share(width) if row else width
            height = _height(each, place)
            each.setGeometry(left, top, place, height)
            if row:
                left += place + _SPACING
            else:
                top += height + _SPACING

    def _shown(self) -> list[QWidget]:
        # A widget that was not shown yet counts: what is asked for before the first showing must hold after it.
        asked_for = Qt.WidgetAttribute.WA_WState_ExplicitShowHide
        return [each for each in self._widgets if not (each.isHidden() and each.testAttribute(asked_for))]

    def _gaps(self) -> int:
        return _SPACING * max(0, len(self._shown()) - 1)

    def _share(self, width: int) -> int:
        """Return what each has of a row."""
        return (width - self._gaps()) // max(1, len(self._shown()))

    def _fits(self, width: int) -> bool:
        """Whether each has its least width when all share the row alike."""
        return max((each.minimumSizeHint().width() for each in self._shown()), default=0) <= self._share(width)


def _height(widget: QWidget, width: int) -> int:
    layout = widget.layout()
    at_width = widget.heightForWidth(width) if layout is None else layout.totalHeightForWidth(width)
    return max(at_width, widget.minimumSizeHint().height()) if at_width >= 0 else widget.sizeHint().height()


def side_by_side(*widgets: QWidget) -> SideBySide:
    """Return widgets next to each other in one row, tops aligned, as far as there is room."""
    return SideBySide(*widgets)


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
