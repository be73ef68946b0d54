"""A field under its label, to stand beside others."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.widgets.labels import PlainLabel


def labelled(label: str | PlainLabel, field: QWidget) -> QWidget:
    """Return a field under its label; the label names it for a screen reader where nothing else does."""
    caption = label if isinstance(label, PlainLabel) else PlainLabel(label, "muted")
    caption.setBuddy(field)
    if not field.accessibleName():
        field.setAccessibleName(caption.text())
    row = QWidget()
    column = QVBoxLayout(row)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(4)
    column.addWidget(caption)
    column.addWidget(field)
    return row
