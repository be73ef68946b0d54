"""The figures of the position: Registrable Shares, what was asked for, when to file, and the demands left."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent, QFontMetricsF, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from rra_desktop import wording
from rra_desktop.domain.deadlines import Deadline, FilingWindow
from rra_desktop.domain.figures import FigureKey
from rra_desktop.domain.matter import Matter
from rra_desktop.domain.overview import RequestsIn
from rra_desktop.domain.statements import WEIGHTY, Mark, gravest
from ui.overview.lines import day_in_year
from ui.theme import Theme
from ui.widgets.cards import FigureCard
from ui.widgets.chips import ChipLook
from ui.widgets.gravity import gravity_look
from ui.widgets.labels import tool_tip
from ui.widgets.room import RoomContext

_CARD = 22
"""In digits: how wide a card must be, so that its figure stands in one line."""


class PositionCard(FigureCard):
    """One figure of the position, and where it is explained; `rested` says that the keyboard came to it."""

    rested = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "")
        self._caption.setWordWrap(True)
        self.key: FigureKey | None = None
        self.said: tuple[str, ...] = ()
        self.clicked.connect(lambda _checked=False: self.rested.emit(self.key))

    def show_position(
        self, caption: str, figure: str, note: str, key: FigureKey | None, marks: tuple[Mark, ...] = ()
    ) -> None:
        """Show a figure with the word of the gravest thing said of it."""
        self._caption.setText(caption)
        self.key = key
        worst = gravest(tuple(mark for mark in marks if mark.gravity in WEIGHTY))
        pill, look = ("", ChipLook()) if worst is None else (wording.gravity_name(worst), gravity_look(worst))
        self.show_figure(figure, note, pill, look)
        beside = tuple(dict.fromkeys(wording.said_beside(mark) for mark in marks))
        self.setToolTip(tool_tip("\n".join(beside)))
        self.setAccessibleDescription(" ".join(beside))
        self.said = tuple(part for part in (caption, figure, pill, note) if part)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Say that the keyboard came to the figure."""
        super().focusInEvent(event)
        self.rested.emit(self.key)


class PositionCards(QWidget):
    """The cards in as many columns as there is room for; `figure_asked` carries the key of the one chosen.

    Each right to demand has its card of the demands left.
    """

    figure_asked = Signal(object)

    def __init__(self, context: RoomContext) -> None:
        super().__init__()
        self._context = context
        self._fit = 4
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(12)
        self.registrable, self.requested, self.dates = self._made(), self._made(), self._made()
        self._demands: list[PositionCard] = []

    def refresh(self) -> None:
        """Show the position as of the session's day."""
        analysis, matter = self._context.session.analysis, self._context.session.matter
        self.registrable.show_position(
            "Registrable Shares",
            wording.shares(analysis.positions.totals.registrable),
            _basis(matter),
            FigureKey("total", (), "registrable"),
            analysis.total_marks,
        )
        self._show_requests(analysis.overview.requests)
        self._show_dates()
        self._show_demands()
        self._arrange(self._fit)

    def _made(self) -> PositionCard:
        card = PositionCard(self._context.theme)
        card.rested.connect(self.figure_asked)
        self._grid.addWidget(card, 0, self._grid.count())
        return card

    @property
    def cards(self) -> tuple[PositionCard, ...]:
        """Every card, in its order, also those without a figure."""
        return (self.registrable, self.requested, self.dates, *self._demands)

    def _show_demands(self) -> None:
        """Show how many demands are left under each right."""
        thresholds = self._context.session.analysis.thresholds.rights
        while len(self._demands) < len(thresholds):
            self._demands.append(self._made())
        for card in self._demands[len(thresholds) :]:
            card.said = ()
        for card, threshold in zip(self._demands, thresholds, strict=False):
            left = threshold.demands_left
            notes = [f"{left.in_use:,} under way" if left.in_use else "none under way"]
            notes += [f"{left.used:,} used"] if left.used else []
            notes += ["further demand open"] if left.second_demand_open else []
            caption = f"Demands left · {threshold.right.name}" if len(thresholds) > 1 else "Demands left"
            card.show_position(
                caption, wording.demands_left(left), " · ".join(notes), threshold.demands_key, left.marks
            )

    def shown(self) -> list[PositionCard]:
        """Return the cards that have a figure: without a registration nothing is asked for, and not all can demand."""
        return [card for card in self.cards if card.said]

    def _show_requests(self, found: RequestsIn | None) -> None:
        self.requested.said = ()
        if found is None:
            return
        name = wording.registration_name(self._context.session.matter, found.registration)
        notes = [f"{found.in_time:,} of {found.holders:,} holders"]
        notes += [f"{found.doubtful:,} late, incomplete or contradicted"] if found.doubtful else []
        self.requested.show_position(
            f"Requested in {name}",
            wording.shares(found.counted),
            " · ".join(notes),
            FigureKey("requests", (found.registration,)),
        )

    def _show_dates(self) -> None:
        """Show the days on which a demand can be filed, or without such the next date."""
        overview = self._context.session.analysis.overview
        limits = overview.filing_days
        window = next((each.window for each in limits if each.window is not None), None)
        if window is not None:
            self._show_window(window, limits)
            return
        coming = next((line.first for line in overview.coming), None)
        as_of = self._context.session.as_of
        if coming is None or coming.date is None:
            self.dates.show_position("Next date", "none", "no date runs", None)
            return
        label = wording.words_of(coming.label)
        self.dates.show_position("Next date", day_in_year(coming.date, as_of), label, coming.key, coming.marks)

    def _show_window(self, window: FilingWindow, limits: tuple[Deadline, ...]) -> None:
        last = max(limits, key=lambda each: each.date is not None and each.date == window.last)
        marks = tuple(mark for each in limits for mark in each.marks)
        section = wording.section(last.section)
        if window.empty:
            figure, note = "no day", _why_empty(window)
        elif window.floor_waived is not None:
            figure, note = f"to {wording.day_short(window.last)}", "the first day is waived"
        elif window.ceiling_waived is not None:
            figure, note = f"from {wording.day_short(window.first)}", "the last day is waived"
        else:
            figure = f"{wording.month_day(window.first)} – {wording.month_day(window.last)}"
            days = f"{window.days:,} {'day' if window.days == 1 else 'days'}"
            note = f"{wording.day_short(window.first)} to {wording.day_short(window.last)}, {days} · {section}"
        self.dates.show_position("Filing window", figure, note, last.key, marks)

    def text(self) -> str:
        """Return what the cards say, one a line."""
        return "\n".join("\t".join(card.said) for card in self.shown())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the cards in as many columns as there is room for."""
        super().resizeEvent(event)
        digits = QFontMetricsF(self._context.theme.font()).horizontalAdvance("0")
        fit = int(event.size().width() // (_CARD * digits))
        self._arrange(fit)

    def _arrange(self, fit: int) -> None:
        """Put the cards in one row where so many fit, or in pairs, so that none is left alone, or one under another."""
        self._fit = fit
        shown = self.shown()
        columns = max(1, len(shown) if fit >= len(shown) else min(fit, 2))
        for card in self.cards:
            self._grid.removeWidget(card)
            card.setVisible(card in shown)
        for place, card in enumerate(shown):
            self._grid.addWidget(card, place // columns, place % columns)
        for column in range(len(self.cards)):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)


def _why_empty(window: FilingWindow) -> str:
    first, last = wording.day_short(window.first), wording.day_short(window.last)
    return f"{first} is after {last}" if window.first > window.last else f"EDGAR takes nothing from {first} to {last}"


def _basis(matter: Matter) -> str:
    """Write how Registrable Shares are counted, where the agreement leaves it open."""
    for reading in matter.form.readings:
        if reading.id == "registrable_basis":
            return f"{reading.label_of(matter.choice(reading.id))} · {wording.section(reading.section)}"
    return ""
