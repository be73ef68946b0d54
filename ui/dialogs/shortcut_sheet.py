"""The shortcut sheet: every key of the program, made from the table of actions."""

from __future__ import annotations

from itertools import groupby

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ui.actions import ACTIONS, KEYS_IN_PLACE, ActionRow
from ui.theme import Theme
from ui.widgets.buttons import button
from ui.widgets.chips import Chip, ChipLook, Tone
from ui.widgets.labels import PlainLabel

_KEY = ChipLook(Tone.QUIET, pill=False)


class ShortcutSheet(QDialog):
    """All shortcuts on one sheet, by menu, in two columns."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setWindowTitle("Keyboard shortcuts")
        sheet = QWidget()
        sheet.setObjectName("scrolled")
        columns = QHBoxLayout(sheet)
        columns.setContentsMargins(0, 0, 12, 0)
        columns.setSpacing(36)
        parts = [(menu, list(rows)) for menu, rows in groupby(ACTIONS, key=lambda row: row.menu)]
        parts += [(place, list(rows)) for place, rows in groupby(KEYS_IN_PLACE, key=lambda row: row.group)]
        total = sum(len(rows) + 2 for _menu, rows in parts)
        left, right, so_far = QVBoxLayout(), QVBoxLayout(), 0
        for menu, rows in parts:
            (left if so_far < total / 2 else right).addWidget(self._part(menu, rows))
            so_far += len(rows) + 2
        for column in (left, right):
            column.setSpacing(16)
            column.addStretch()
            columns.addLayout(column, 1)
        scroll = QScrollArea()
        scroll.setWidget(sheet)
        scroll.setWidgetResizable(True)
        scroll.setAccessibleName("Keyboard shortcuts")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(24, 20, 16, 16)
        outer.setSpacing(14)
        outer.addWidget(PlainLabel("Keyboard shortcuts", "heading"))
        outer.addWidget(scroll, 1)
        close = button("Close", self.accept)
        close.setDefault(True)
        outer.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)
        self.resize(sheet.sizeHint().width() + 70, 640)

    def _part(self, title: str, rows: list[ActionRow]) -> QWidget:
        part = QWidget()
        grid = QGridLayout(part)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(5)
        grid.setColumnStretch(0, 1)
        grid.addWidget(PlainLabel(title, "caption"), 0, 0, 1, 2)
        for line, row in enumerate(rows, start=1):
            grid.addWidget(PlainLabel(row.plain_text), line, 0)
            keys = QHBoxLayout()
            keys.setSpacing(5)
            keys.addStretch()
            for each in row.keys:
                written = QKeySequence(each).toString(QKeySequence.SequenceFormat.NativeText)
                keys.addWidget(Chip(self._theme, written, _KEY))
            grid.addLayout(keys, line, 1)
        return part
