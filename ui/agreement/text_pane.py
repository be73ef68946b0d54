"""The agreement's text beside its sections: the clause that is looked at is marked, and one not found is said."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QResizeEvent, QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QHBoxLayout, QTextEdit, QVBoxLayout

from rra_desktop import wording
from ui.agreement.section_contents import section_name
from ui.theme import Theme
from ui.widgets.attached_text import AttachedText, not_found
from ui.widgets.buttons import IconButton, button
from ui.widgets.cards import Card, rule
from ui.widgets.labels import ElidedLabel, PlainLabel

_MOST_MARKED = 500
_LAST_OF_ONE_UNIT = 0xFFFF
_BETWEEN = 10
_LINE_HEIGHT = 118
_LOWEST = 160


class TextPane(Card):
    """The whole text, scrolled to one section; `stepped` asks for the section before (-1) or after (1).

    `replace_asked` and `remove_asked` are wishes about the file.
    """

    stepped = Signal(int)
    replace_asked = Signal()
    remove_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._text: AttachedText | None = None
        self._section = ""
        self._wanted = ""
        self.heading = PlainLabel("", "strong", wrap=True)
        self.notice = PlainLabel("", "body", wrap=True)
        self._notice_box = QFrame()
        self._notice_box.setProperty("kind", "notice")
        self.page = _Page()
        self.file = ElidedLabel("", "note")
        self.replace = button("Replace…", self.replace_asked.emit, kind="how")
        self.remove = button("Remove", self.remove_asked.emit, kind="how")
        self.replace.setAccessibleName("Replace the agreement’s text")
        self.remove.setAccessibleName("Remove the agreement’s text")
        self._lay_out()
        self._look()
        theme.changed.connect(self._look)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setContentsMargins(14, 9, 10, 8)
        top.setSpacing(6)
        top.addWidget(self.heading, 1)
        for icon, name, step in (("chevron-left", "Previous section", -1), ("chevron-right", "Next section", 1)):
            top.addWidget(IconButton(self._theme, icon, name, partial(self.stepped.emit, step)))
        beside = QVBoxLayout(self._notice_box)
        beside.setContentsMargins(14, 8, 14, 8)
        beside.addWidget(self.notice)
        foot = QHBoxLayout()
        foot.setContentsMargins(14, 6, 10, 7)
        foot.setSpacing(6)
        foot.addWidget(self.file, 1)
        foot.addWidget(self.replace)
        foot.addWidget(self.remove)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(rule())
        column.addWidget(self._notice_box)
        column.addWidget(self.page, 1)
        column.addWidget(rule())
        column.addLayout(foot)

    def show_text(self, text: AttachedText, section: str, wanted: str, *, editable: bool) -> None:
        """Show a text at a section, with what is looked for marked in it."""
        same_text = self._text is not None and self._text.file == text.file
        moved = not same_text or section != self._section
        self._text, self._section, self._wanted = text, section, wanted
        if not same_text:
            self.page.show_paragraphs(text.file.text)
        file = text.file
        self.file.setText(f"{file.name} · attached {wording.date_only(file.attached)}")
        self.replace.setVisible(editable)
        self.remove.setVisible(editable)
        found = text.sections.get(section)
        heading = found.heading if found is not None else ""
        self.heading.setText(f"{section_name(section)}  {heading}".strip())
        missing = bool(section) and found is None
        self.notice.setText(not_found(section_name(section), file.name) if missing else "")
        self._notice_box.setVisible(missing)
        self._mark()
        if moved and found is not None:
            self.page.go_to(found.start)

    def marked(self) -> tuple[str, ...]:
        """Return the words that are marked, in the order in which they are."""
        return tuple(each.cursor.selectedText().replace("\u2029", "\n") for each in self.page.extraSelections())

    def _look(self) -> None:
        self.page.setFont(self._theme.reading_font())
        self._mark()

    def _mark(self) -> None:
        """Mark the clause that is looked at, its label and heading, and every place of what is looked for."""
        if self._text is None:
            return
        colours = self._theme.colours
        marks: list[QTextEdit.ExtraSelection] = []
        found = self._text.sections.get(self._section)
        if found is not None:
            marks.append(self._selection(found.start, found.end, ground=colours.accent_soft))
            marks.append(self._selection(found.start, found.words, ink=colours.accent_text))
        marks += [
            self._selection(start, start + len(self._wanted), ground=colours.warn_soft, ink=colours.warn)
            for start in self._places_of(self._wanted)
        ]
        self.page.setExtraSelections(marks)

    def _places_of(self, wanted: str) -> Iterator[int]:
        if self._text is None or not wanted:
            return
        # What is folded may change its length: only the same letters in lower case keep their places.
        whole, wanted = self._text.file.text.lower(), wanted.lower()
        start = whole.find(wanted) if len(whole) == len(self._text.file.text) else -1
        count = 0
        while start >= 0 and count < _MOST_MARKED:
            yield start
            count += 1
            start = whole.find(wanted, start + len(wanted))

    def _selection(
        self, start: int, end: int, ground: QColor | None = None, ink: QColor | None = None
    ) -> QTextEdit.ExtraSelection:
        selection = QTextEdit.ExtraSelection()
        look = QTextCharFormat()
        if ground is not None:
            look.setBackground(ground)
        if ink is not None:
            look.setForeground(ink)
            look.setFontUnderline(True)
        cursor = QTextCursor(self.page.document())
        cursor.setPosition(self.page.place(start))
        cursor.setPosition(self.page.place(end), QTextCursor.MoveMode.KeepAnchor)
        selection.cursor, selection.format = cursor, look
        return selection


class _Page(QTextEdit):
    """The text to read and copy from; nothing is typed into it."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("agreement-text")
        self.setAccessibleName("The agreement’s text")
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setMinimumHeight(_LOWEST)
        self._wide: list[int] = []
        self._at: int | None = None

    def show_paragraphs(self, text: str) -> None:
        """Show another text, with room between its paragraphs and its lines; markup in it is shown as it is."""
        # Qt counts in units of UTF-16: a sign beyond them takes two.
        self._wide = [place for place, sign in enumerate(text) if ord(sign) > _LAST_OF_ONE_UNIT]
        self.setPlainText(text)
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        look = QTextBlockFormat()
        look.setBottomMargin(_BETWEEN)
        look.setLineHeight(_LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        cursor.mergeBlockFormat(look)
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def place(self, index: int) -> int:
        """Return Qt's place of a sign of the text."""
        return index + sum(each < index for each in self._wide)

    def go_to(self, index: int) -> None:
        """Scroll so that a place of the text stands at the top."""
        self._at = index
        cursor = QTextCursor(self.document())
        cursor.setPosition(self.place(index))
        self.setTextCursor(cursor)
        self._scroll()

    def _scroll(self) -> None:
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + self.cursorRect().top() - _BETWEEN)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the clause at the top when lines break elsewhere."""
        super().resizeEvent(event)
        if self._at is not None and event.oldSize().width() != event.size().width():
            self._scroll()
