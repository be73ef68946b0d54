"""What should be known above the sellers: requests that came in and are not in the scenario, splits not in force."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui.cutback.requests_received import ReceivedRequest, Standing
from ui.theme import Theme
from ui.widgets.buttons import button
from ui.widgets.chips import Chip, ChipLook, Shape, Tone
from ui.widgets.labels import PlainLabel

TakeIn = Callable[[tuple[int, ...]], object]
_LOOK = ChipLook(Tone.WARN, Shape.HOLLOW)


class SellersNotices(QWidget):
    """A line for requests, with the act that takes them in, and one for splits; each shows while there is something."""

    def __init__(self, theme: Theme, take_in: TakeIn) -> None:
        super().__init__()
        self._missing: tuple[int, ...] = ()
        self._differing: tuple[int, ...] = ()
        self.requests = PlainLabel("", "body", wrap=True)
        self.take_in = button("Take in", lambda: take_in(self._missing))
        self.replace_typed = button("Use the figure asked for", lambda: take_in(self._differing))
        self.splits = PlainLabel("", "body", wrap=True)
        self._request_line = _line(Chip(theme, "came in", _LOOK), self.requests, self.take_in, self.replace_typed)
        self._split_line = _line(Chip(theme, "not in force", _LOOK), self.splits)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._request_line)
        column.addWidget(self._split_line)
        self.setAccessibleName("To be known of the sellers")
        self.hide()

    def show_requests(self, sentence: str, requests: Mapping[str, ReceivedRequest], *, editable: bool) -> None:
        """Show which requests are not in the scenario, or stand in it with another figure."""
        self._missing = tuple(each.number for each in requests.values() if each.standing is Standing.MISSING)
        self._differing = tuple(each.number for each in requests.values() if each.standing is Standing.DIFFERS)
        self.requests.setText(sentence)
        self.take_in.setText("Take it in" if len(self._missing) == 1 else "Take them in")
        several = "Use the figure asked for" if len(self._differing) == 1 else "Use the figures asked for"
        self.replace_typed.setText(several)
        for each, numbers in ((self.take_in, self._missing), (self.replace_typed, self._differing)):
            each.setVisible(bool(numbers))
            each.setEnabled(editable)
        self._request_line.setVisible(bool(sentence))
        self._show_or_hide()

    def show_splits(self, sentences: Sequence[str]) -> None:
        """Show why splits that groups agreed on do not hold."""
        self.splits.setText("\n".join(sentences))
        self._split_line.setVisible(bool(sentences))
        self._show_or_hide()

    def take_in_missing(self) -> tuple[int, ...]:
        """Return the numbers of the requests that are not in the scenario."""
        return self._missing

    def _show_or_hide(self) -> None:
        self.setVisible(bool(self.requests.text() or self.splits.text()))


def _line(chip: Chip, label: PlainLabel, *buttons: QWidget) -> QFrame:
    box = QFrame()
    box.setProperty("kind", "reading-box")
    row = QHBoxLayout(box)
    row.setContentsMargins(12, 6, 8, 6)
    row.setSpacing(10)
    row.addWidget(chip, 0, Qt.AlignmentFlag.AlignVCenter)
    row.addWidget(label, 1)
    for each in buttons:
        row.addWidget(each, 0, Qt.AlignmentFlag.AlignVCenter)
    box.hide()
    return box
