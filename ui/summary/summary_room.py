"""The Summary: the PDF as it will print, its sections on and off, and its export."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from rra_desktop import wording
from rra_desktop.domain.edits import Change
from ui.background import Background
from ui.paths import FileKind
from ui.summary.pages import PageColumn
from ui.widgets.buttons import ChoiceBox, button
from ui.widgets.cards import Card
from ui.widgets.labels import PlainLabel
from ui.widgets.room import Room, RoomContext

if TYPE_CHECKING:
    from rra_desktop.report.summary import Summary

_INCH = 96
_WIDEST = round(8.5 * _INCH)
_PATIENCE = 80
"""Milliseconds of quiet before pages are set, so that ticking three boxes sets them once."""
_PAPERS = (("us-letter", "Letter"), ("a4", "A4"))


class SummaryRoom(Room):
    """Pages in the middle, what they hold at the side."""

    title = "Summary"
    explains = False

    def __init__(self, context: RoomContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._preview: Background[list[bytes]] = Background(self)
        self._export: Background[Path] = Background(self)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._set_pages)
        self.boxes: dict[str, QCheckBox] = {}
        self._touched = False
        self.pages = PageColumn(context.theme, _WIDEST)
        self.state = PlainLabel("", "muted")
        self.paper = ChoiceBox(context.theme, "Paper", _PAPERS)
        self.paper.picked.connect(lambda _key: self.refresh(None))
        across = QHBoxLayout(self)
        across.setContentsMargins(16, 14, 16, 0)
        across.setSpacing(16)
        across.addWidget(self._side(), 0, Qt.AlignmentFlag.AlignTop)
        across.addWidget(self.pages, 1)

    def _side(self) -> QWidget:
        """Return the card that says what the pages hold."""
        from rra_desktop.report.summary import sections_of, usual_sections  # noqa: PLC0415 - when the room is first shown

        card = Card()
        card.setFixedWidth(292)
        column = QVBoxLayout(card)
        column.setContentsMargins(16, 14, 16, 16)
        column.setSpacing(4)
        column.addWidget(PlainLabel("Sections", "strong"))
        usual = usual_sections(self.context.session.analysis)
        for section in sections_of(self.context.session.analysis):
            box = QCheckBox(section.label.replace("&", "&&"))
            box.setChecked(section.id in usual)
            box.clicked.connect(self._choose)
            self.boxes[section.id] = box
            column.addWidget(box)
        column.addSpacing(10)
        column.addWidget(PlainLabel("Paper", "strong"))
        column.addWidget(self.paper)
        column.addSpacing(14)
        self.export_button = button("Export PDF…", self.export)
        column.addWidget(self.export_button)
        column.addSpacing(4)
        column.addWidget(self.state)
        return card

    def sections(self) -> tuple[str, ...]:
        """Return the sections asked for."""
        return tuple(section for section, box in self.boxes.items() if box.isChecked())

    def refresh(self, change: Change | None) -> None:
        """Set the pages again, on another thread; the old ones stay until the new are there."""
        del change
        if not self._touched:
            self._tick_usual()
        self._say("Setting the pages…")
        self._soon.start(_PATIENCE)

    def _set_pages(self) -> None:
        pixels = _INCH * self.devicePixelRatioF()
        self._preview.start(partial(_pages, self._summary(), pixels, self.paper.key()), self._show_pages, self._say)

    def first_focus(self) -> None:
        """Put the keyboard on the sections."""
        next(iter(self.boxes.values())).setFocus()

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        """Return what the table of actions has for this room."""
        return {"export-pdf": self.export}

    def close_room(self) -> None:
        """Wait until nothing is being set or written."""
        self._soon.stop()
        self._preview.close()
        self._export.close()

    def export(self) -> None:
        """Ask where the PDF should go, and write it there."""
        session = self.context.session
        name = f"{session.path.stem} {session.as_of.isoformat()}.pdf"
        target = self.context.ask_path(self, "Export PDF", session.path.with_name(name), FileKind.PDF)
        if target is not None:
            self._say(f"Writing {target.name}…")
            work = partial(_written, self._summary(), target, self.paper.key())
            self._export.start(work, self._exported, self.context.signals.refused.emit)

    def _summary(self) -> Callable[[], Summary]:
        """Return what makes the summary; the analysis is a value, so it can be read from another thread."""
        from rra_desktop.report.summary import summary  # noqa: PLC0415 - when the room is first shown

        session = self.context.session
        return partial(summary, session.analysis, self.sections(), session.state)

    def _tick_usual(self) -> None:
        """Tick the sections that have something to say, until counsel chooses."""
        from rra_desktop.report.summary import usual_sections  # noqa: PLC0415

        usual = usual_sections(self.context.session.analysis)
        for section, box in self.boxes.items():
            box.setChecked(section in usual)

    def _choose(self) -> None:
        self._touched = True
        self.export_button.setEnabled(bool(self.sections()))
        self.refresh(None)

    def _show_pages(self, pictures: list[bytes]) -> None:
        self.pages.show_pages(pictures)
        count = len(pictures)
        self._say(f"{count} {'page' if count == 1 else 'pages'}")
        self.status_text.emit(f"As of {wording.date_only(self.context.session.as_of)}")

    def _exported(self, path: Path) -> None:
        self._say(f"Written to {path.name}")
        self.status_text.emit(f"Summary written to {path.name}")

    def _say(self, words: str) -> None:
        self.state.setText(words)


def _pages(make: Callable[[], Summary], pixels_per_inch: float, paper: str, unwanted: Event) -> list[bytes]:
    from rra_desktop.report.pdf import preview_pages  # noqa: PLC0415 - loads the typesetter

    made = make()
    return [] if unwanted.is_set() else preview_pages(made, pixels_per_inch, paper)


def _written(make: Callable[[], Summary], path: Path, paper: str, _unwanted: Event) -> Path:
    from rra_desktop.report.pdf import write_pdf  # noqa: PLC0415

    write_pdf(make(), path, paper)
    return path
