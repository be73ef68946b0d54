"""One apology for a fault of the program, with a report that holds nothing of the matter unless counsel adds it."""

from __future__ import annotations

import platform
import traceback
from pathlib import PurePath
from types import TracebackType

from PySide6.QtCore import QSize, qVersion
from PySide6.QtGui import QFontDatabase, QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from rra_desktop import __version__
from ui.widgets.buttons import button
from ui.widgets.labels import PlainLabel
from ui.widgets.tick_boxes import TickBox

_PACKAGES = ("ui", "rra_desktop", "resources", "site-packages")


class ApologyDialog(QDialog):
    """Says that the program, not counsel, is at fault, that nothing was lost, and what can be reported."""

    def __init__(self, error: BaseException, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._error = error
        self.setWindowTitle("Something went wrong")
        self.report = QPlainTextEdit()
        self.report.setReadOnly(True)
        self.report.setAccessibleName("Report")
        self.report.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.report.setMinimumSize(320, 120)
        self.with_message = TickBox("Include the error’s own words, which may name holders or figures")
        self.with_message.toggled.connect(self._write)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 18)
        column.setSpacing(12)
        column.addWidget(PlainLabel("The program made a mistake", "heading", wrap=True))
        column.addWidget(
            PlainLabel(
                "We are sorry. What you were doing was not done; every earlier change is saved in the file. You can go "
                "on working. The report below says where the mistake lies and holds nothing of the matter.",
                wrap=True,
            )
        )
        column.addWidget(self.report, 1)
        column.addWidget(self.with_message)
        row = QHBoxLayout()
        row.addWidget(button("Copy report", self.copy))
        row.addStretch()
        go_on = button("Go on working", self.accept, kind="primary")
        go_on.setDefault(True)
        row.addWidget(go_on)
        column.addLayout(row)
        self._write()
        self.resize(self.sizeHint().expandedTo(QSize(620, 460)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stay as high as the sentences need at another width."""
        super().resizeEvent(event)
        layout = self.layout()
        if layout is not None:
            self.setMinimumHeight(layout.totalMinimumHeightForWidth(self.width()))

    def copy(self) -> None:
        """Put the report on the clipboard."""
        QGuiApplication.clipboard().setText(self.report.toPlainText())

    def _write(self) -> None:
        self.report.setPlainText(report_of(self._error, with_message=self.with_message.isChecked()))


def report_of(error: BaseException, *, with_message: bool = False) -> str:
    """Return where an error arose: versions, kinds of error, files of the program and lines; no values, no paths."""
    lines = [f"rra-desktop {__version__}, Python {platform.python_version()}, Qt {qVersion()}, {platform.system()}"]
    seen: BaseException | None = error
    while seen is not None:
        lines.append(f"{type(seen).__name__}: {seen}" if with_message else type(seen).__name__)
        lines += _places(seen.__traceback__)
        seen = seen.__cause__ or seen.__context__
    return "\n".join(lines)


def _places(trace: TracebackType | None) -> list[str]:
    return [f"  {_inside(frame.filename)}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(trace)]


def _inside(file_name: str) -> str:
    """Return a file's path below the package it belongs to, so that no folder of the user's is named."""
    parts = PurePath(file_name).parts
    starts = [index for index, part in enumerate(parts) if part in _PACKAGES]
    return "/".join(parts[starts[-1] :]) if starts else parts[-1]
