"""A section of the Overview: a heading, its lines as buttons, and the way to what does not stand here."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from rra_desktop.domain.figures import FigureKey
from ui.overview.line_button import LineButton
from ui.overview.lines import Line
from ui.theme import Theme
from ui.widgets.buttons import button
from ui.widgets.cards import Card, rule
from ui.widgets.labels import PlainLabel

_MOST = 5
_MOST_OPENED = 100
"""No more lines than these are shown when a section without a room of its own is opened."""


class SectionCard(Card):
    """The first lines of a section; `rested` carries the Line the keyboard came to, `asked` a place to go to.

    `opened` says that more or fewer of the lines show.
    """

    rested = Signal(object)
    asked = Signal(object)
    opened = Signal()

    def __init__(
        self,
        theme: Theme,
        title: str,
        empty: str,
        whole: FigureKey | None = None,
        where: str = "",
        *,
        most: int = _MOST,
    ) -> None:
        super().__init__()
        self._theme = theme
        self._title = title
        self._empty_text = empty
        self._whole = whole
        self._where = where
        self._most = most
        self.lines: tuple[Line, ...] = ()
        self.setAccessibleName(title)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self._heading = PlainLabel(title, "strong")
        self._aside = PlainLabel("", "muted")
        self._empty = PlainLabel(empty, "muted", wrap=True)
        self._more = button("", self._show_more, kind="link")
        self._opened = False
        self._count = 0
        self._rows: list[tuple[QWidget, LineButton]] = []
        top = QHBoxLayout()
        top.setContentsMargins(14, 0, 14, 4)
        top.setSpacing(8)
        top.addWidget(self._heading)
        top.addWidget(self._aside, 1)
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        foot = QHBoxLayout()
        foot.setContentsMargins(11, 0, 14, 0)
        foot.addWidget(self._more)
        foot.addStretch(1)
        self._empty.setContentsMargins(14, 2, 14, 4)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 11, 1, 8)
        column.setSpacing(0)
        column.addLayout(top)
        column.addLayout(self._list)
        column.addWidget(self._empty)
        column.addLayout(foot)
        column.addStretch(1)

    def show_lines(self, lines: Sequence[Line], aside: str = "", *, count: int | None = None) -> None:
        """Show the first of some lines; `count` says how many there are where not all are given."""
        self.lines = tuple(lines)
        self._count = len(self.lines) if count is None else count
        shown = self.lines[: _MOST_OPENED if self._opened else self._most]
        while len(self._rows) < len(shown):
            self._add_row()
        for (line_above, row), line in zip(self._rows, shown, strict=False):
            row.show_line(line)
            line_above.show()
            row.show()
        for line_above, row in self._rows[len(shown) :]:
            line_above.hide()
            row.hide()
        wants = [row.wants() for _line, row in self._rows[: len(shown)]]
        chip, beside = (max((each[place] for each in wants), default=0) for place in (0, 1))
        for _line, row in self._rows[: len(shown)]:
            row.line_up(chip, beside)
        self._aside.setText(aside)
        self._empty.setVisible(not shown)
        self._name_more(self._count - len(shown))

    def _name_more(self, more: int) -> None:
        """Say where the lines are that do not stand here, or that they can be shown."""
        text = "Show fewer" if self._opened else f"{more:,} more in {self._where}" if self._where else f"{more:,} more"
        self._more.setText(text)
        self._more.setAccessibleName(f"{self._title}: {text[:1].lower()}{text[1:]}")
        self._more.setVisible(more > 0 or (self._opened and self._count > self._most))

    def buttons(self) -> list[QPushButton]:
        """Return the buttons that show, from above."""
        rows: list[QPushButton] = [row for _line, row in self._rows if not row.isHidden()]
        return rows if self._more.isHidden() else [*rows, self._more]

    def text(self) -> str:
        """Return heading and lines as text, every line there is."""
        heading = "  ".join(filter(None, (self._title, self._aside.text())))
        said = ["\t".join(line.parts) for line in self.lines] or [self._empty_text]
        return "\n".join((heading, *said))

    def measure(self) -> None:
        """Line the rows up again after the text has grown."""
        self.show_lines(self.lines, self._aside.text(), count=self._count)

    def _add_row(self) -> None:
        line_above, row = rule(), LineButton(self._theme)
        row.rested.connect(lambda: self.rested.emit(row.line))
        row.clicked.connect(lambda _checked=False: self.asked.emit(row.line))
        self._list.addWidget(line_above)
        self._list.addWidget(row)
        self._rows.append((line_above, row))

    def _show_more(self) -> None:
        """Lead to the room that has all of them, or show them here where none has."""
        if self._whole is not None:
            self.asked.emit(Line(self._title, place=self._whole))
            return
        self._opened = not self._opened
        # Hidden it is laid out once, and not again with every line that is added.
        self.hide()
        self.measure()
        self.show()
        self._more.setFocus()
        self.opened.emit()
