"""The Calendar: a month of chips and bars over a list of deadlines, and the recording of what happened."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from functools import partial

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QDialog, QHBoxLayout, QMenu, QSplitter, QVBoxLayout, QWidget

from rra_desktop import wording
from rra_desktop.domain.deadlines import Deadline
from rra_desktop.domain.edits import Change
from rra_desktop.domain.figures import FigureKey
from rra_desktop.domain.holidays import Closing
from ui.calendar.deadline_list import DeadlineList, DeadlineModel
from ui.calendar.entries import DeadlineGroup, Entry, RecordKey, entries, groups, in_registration, spans
from ui.calendar.event_dialog import EventDialog
from ui.calendar.month_model import MonthModel
from ui.calendar.month_view import MonthView
from ui.calendar.notes import note_of
from ui.calendar.registration_choice import kinds_of_the_matter, registration_choices, what_starts_clocks
from ui.calendar.registration_dialog import RegistrationDialog
from ui.calendar.request_dialog import RequestDialog
from ui.widgets.buttons import ChoiceBox, IconButton, Segments, button
from ui.widgets.cards import Card
from ui.widgets.date_field import CalendarPopUp
from ui.widgets.labels import PlainLabel
from ui.widgets.room import Room, RoomContext, SeveralFigures

_MARGIN = 16
_LEAST_WIDTH = 560


class CalendarRoom(Room):
    """Month and list of everything the agreement dates, of one registration or of all."""

    title = "Calendar"

    def __init__(self, context: RoomContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        theme = context.theme
        self._placed = False
        self._count = ""
        self._selected: FigureKey | None = None
        self.month_model = MonthModel(self._closed_because, self)
        self.month = MonthView(theme, self.month_model)
        self.list_model = DeadlineModel(self._note_of, self)
        self.list = DeadlineList(theme, self.list_model)
        self.chosen = ChoiceBox(theme, "Registration", [("", "All registrations")])
        self.chosen.setSizeAdjustPolicy(ChoiceBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.chosen.setMinimumContentsLength(16)
        self.chosen.picked.connect(lambda _key: self.refresh(None))
        self.views = Segments("View", (("month", "Month"), ("list", "List")))
        self.views.chosen.connect(self._show_view)
        self.month_name = button("", self._pick_month, tip="Pick a month")
        self.to_as_of = button("", self.show_as_of)
        self._pop_up: CalendarPopUp | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(_MARGIN, 14, _MARGIN, 14)
        column.setSpacing(12)
        column.addLayout(self._tool_row())
        self._month_card = _card_around(self.month)
        self._list_card = _card_around(self.list)
        self._empty = self._nothing_yet()
        self.halves = QSplitter(Qt.Orientation.Vertical)
        self.halves.setHandleWidth(12)
        self.halves.setChildrenCollapsible(False)
        self.halves.addWidget(self._month_card)
        self.halves.addWidget(self._list_card)
        self.halves.setStretchFactor(0, 3)
        self.halves.setStretchFactor(1, 1)
        self.halves.setSizes([560, 212])
        column.addWidget(self.halves, 1)
        column.addWidget(self._empty)
        self.month.entry_selected.connect(self._entry_selected)
        self.month.entry_opened.connect(self._open_entry)
        self.month.month_turned.connect(self.turn)
        self.month.day_changed.connect(lambda _day: self._name_month())
        self.list.deadline_selected.connect(self._deadline_selected)

    def _tool_row(self) -> QBoxLayout:
        theme = self.context.theme
        self.record_notice_button = button("Record notice…", self.record_notice, kind="primary")
        self.record_event_button = button("Record event…", self.record_event)
        self._previous = IconButton(theme, "chevron-left", "Previous month", lambda: self.turn(-1))
        self._next = IconButton(theme, "chevron-right", "Next month", lambda: self.turn(1))
        walking, recording = QHBoxLayout(), QHBoxLayout()
        for row, widgets in (
            (walking, (self._previous, self.month_name, self._next, self.to_as_of)),
            (recording, (self.chosen, self.record_event_button, self.record_notice_button)),
        ):
            row.setSpacing(8)
            for widget in widgets:
                row.addWidget(widget)
        self._gap = QWidget()
        self._gap.setFixedWidth(4)
        walking.addWidget(self._gap)
        walking.addWidget(self.views)
        walking.addStretch(1)
        recording.insertStretch(0, 1)
        self._tools = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._tools.setSpacing(8)
        self._tools.addLayout(walking)
        self._tools.addLayout(recording)
        return self._tools

    def _nothing_yet(self) -> QWidget:
        card = Card()
        row = QHBoxLayout(card)
        row.setContentsMargins(16, 14, 16, 14)
        row.setSpacing(16)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(PlainLabel("No registration yet", "strong"))
        words.addWidget(
            PlainLabel(
                f"{what_starts_clocks(self.context.session.matter.form)} starts the clocks. Once its notices are "
                "recorded the deadlines stand here.",
                "muted",
                wrap=True,
            )
        )
        row.addLayout(words, 1)
        self.add_button = button("New registration…", self.add_registration, kind="primary")
        row.addWidget(self.add_button)
        return card

    def minimumSizeHint(self) -> QSize:
        """Return the room it takes with its buttons in two rows."""
        least = super().minimumSizeHint()
        return QSize(min(least.width(), _LEAST_WIDTH), least.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the buttons in two rows where one has no room for them."""
        super().resizeEvent(event)
        rows = [row for at in range(self._tools.count()) if (row := self._tools.itemAt(at)) is not None]
        beside = sum(row.minimumSize().width() for row in rows) + self._tools.spacing()
        narrow = beside > event.size().width() - 2 * _MARGIN
        directions = QBoxLayout.Direction
        self._tools.setDirection(directions.TopToBottom if narrow else directions.LeftToRight)

    # -- what the window asks --------------------------------------------------------------------------------------

    def refresh(self, change: Change | None) -> None:
        """Read deadlines, events and requests again; the month stays where it is."""
        del change
        session = self.context.session
        matter, as_of = session.matter, session.as_of
        self.chosen.offer([("", "All registrations"), *registration_choices(matter)])
        self.chosen.setVisible(len(matter.registrations) > 1)
        chosen = self.chosen.key()
        deadlines = [each for each in session.analysis.deadlines if in_registration(each.registration, chosen)]
        said_of = session.analysis.record_marks
        self.month_model.fill(
            entries(matter, deadlines, as_of, chosen, said_of), spans(matter, deadlines, chosen, as_of), as_of
        )
        self.list_model.fill(groups(deadlines), as_of)
        self._show_what_there_is()
        if not self._placed:
            self._place()
        if self._selected is not None:
            self.list.select(self._selected)
        self.figure_selected.emit(self._explained())
        self._name_month()
        self._tell_status(deadlines_open=[each.date for each in deadlines if each.open and each.date is not None])

    def _place(self) -> None:
        """Begin on the as-of day, with the next deadline explained."""
        self._placed = True
        self.show_as_of()
        if self._selected is None and self.list_model.rowCount():
            self._selected = self.list_model.group(0).first.key

    def _show_what_there_is(self) -> None:
        session = self.context.session
        registrations = bool(session.matter.registrations)
        self._empty.setVisible(not registrations)
        self._list_card.setVisible(registrations or self.list_model.rowCount() > 0)
        for each in (self.record_notice_button, self.record_event_button):
            each.setVisible(registrations)
            each.setEnabled(not session.read_only)
        self.add_button.setEnabled(not session.read_only)

    def first_focus(self) -> None:
        """Put the keyboard on the month, or on the list where only that shows."""
        (self.list if self.views.current() == "list" else self.month).setFocus()

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        """Return what the table of actions has for this room."""
        return {
            "previous-month": lambda: self.turn(-1),
            "next-month": lambda: self.turn(1),
            "as-of-month": self.show_as_of,
            "add-registration": self.add_registration,
            "change-registration": self.change_registration,
            "record-notice": self.record_notice,
            "record-event": self.record_event,
            "record-request": self.record_request,
        }

    # -- moving about ----------------------------------------------------------------------------------------------

    def turn(self, months: int) -> None:
        """Turn to another month, on the same day of it or its last."""
        day = self.month.day()
        first = self.month_model.month
        count = first.year * 12 + first.month - 1 + months
        target = first.replace(year=count // 12, month=count % 12 + 1)
        wanted = day.date.day if day is not None and day.inside else 1
        last = (target + dt.timedelta(days=31)).replace(day=1) - dt.timedelta(days=1)
        self.month_model.show_month(target)
        self.month.go_to(target.replace(day=min(wanted, last.day)))

    def show_as_of(self) -> None:
        """Turn to the day the matter is looked at."""
        as_of = self.context.session.as_of
        self.month_model.show_month(as_of)
        self.month.go_to(as_of)

    def _pick_month(self) -> None:
        if self._pop_up is None:
            self._pop_up = CalendarPopUp(self.context.theme, self)
            self._pop_up.picked.connect(self._go_to)
        day = self.month.day()
        self._pop_up.open_under(self.month_name, day.date if day else self.month_model.month)

    def _go_to(self, day: dt.date) -> None:
        self.month_model.show_month(day)
        self.month.go_to(day)
        self.month.setFocus()

    def _name_month(self) -> None:
        first, as_of = self.month_model.month, self.context.session.as_of
        self.month_name.setText(wording.month(first))
        self.to_as_of.setText("Today" if as_of == self.context.session.today else "As-of day")
        self.to_as_of.setAccessibleName(f"Show {wording.day_long(as_of)}")

    def _show_view(self, view: str) -> None:
        month = view == "month"
        self._month_card.setVisible(month)
        for each in (self._previous, self.month_name, self._next, self.to_as_of, self._gap):
            each.setVisible(month)
        self.first_focus()

    # -- what is selected --------------------------------------------------------------------------------------------

    def _explained(self) -> FigureKey | SeveralFigures | None:
        """Return what the Why panel has to explain: what is selected, with all that stand on one line with it."""
        if self._selected is None:
            return None
        row = self.list_model.row_of(self._selected)
        deadlines = () if row is None else self.list_model.group(row).deadlines
        owed = self._damages(deadlines)
        if len(deadlines) + len(owed) < 2:  # noqa: PLR2004 - one is explained by itself
            return self._selected
        names = {holder.id: holder.name for holder in self.context.session.matter.holders}
        dates = (
            (each.key, f"{names.get(each.holder or '', wording.words_of(each.label))}, {wording.standing_name(each)}")
            for each in deadlines
        )
        return SeveralFigures((*dates, *owed), self._selected)

    def _damages(self, deadlines: Iterable[Deadline]) -> tuple[tuple[FigureKey, str], ...]:
        """Return what is owed in damages because one of some deadlines is not kept, with the words it is told by."""
        accounts = [each for deadline in deadlines for each in self.context.session.analysis.damages_for(deadline)]
        words = {
            each.key("owed"): f"{each.clause.name} owed, {wording.figure_value(each.totals.owed)}" for each in accounts
        }
        return tuple(words.items())

    def _entry_selected(self, entry: Entry | None) -> None:
        self._selected = entry.figure if entry is not None else None
        said = "\n".join(map(wording.marked, entry.said)) if entry is not None else ""
        self.figure_selected.emit(said or self._explained())
        if entry is not None and entry.figure is not None:
            self.list.select(entry.figure)
            self.status_text.emit(self._count)
        else:
            self.list.clearSelection()
            self.status_text.emit(self._count if entry is None else f"{entry.in_words} Enter opens it.")

    def _deadline_selected(self, group: DeadlineGroup) -> None:
        first = group.first
        self._selected = first.key
        self.figure_selected.emit(self._explained())
        if first.date is not None and self.views.current() == "month":
            self._show_on_month(first.date)

    def _show_on_month(self, day: dt.date) -> None:
        """Turn the month to the deadline that the list rests on, and leave the keyboard in the list."""
        self.month.blockSignals(True)  # noqa: FBT003 - Qt's own
        self.month.go_to(day)
        self.month.blockSignals(False)  # noqa: FBT003
        self._name_month()

    def _open_entry(self, entry: Entry) -> None:
        """Open what was recorded, to mend or remove it."""
        if self.context.session.read_only:
            return
        if len(entry.records) == 1:
            self.open_record(entry.records[0])
        elif entry.records:
            menu = QMenu(self)
            for record in entry.records:
                menu.addAction(record.name.replace("&", "&&"), partial(self.open_record, record))
            menu.popup(self.month.viewport().mapToGlobal(self.month.visualRect(self.month.currentIndex()).center()))

    def open_record(self, record: RecordKey) -> None:
        """Open a recorded event or request."""
        matter = self.context.session.matter
        if record.kind == "event":
            event = next(each for each in matter.events if each.id == record.id)
            EventDialog(self.context, event=event, parent=self).open()
        else:
            request = next(each for each in matter.requests if each.id == record.id)
            RequestDialog(self.context, request=request, parent=self).open()

    # -- recording ---------------------------------------------------------------------------------------------------

    def record_notice(self) -> None:
        """Record a notice of the registration that shows."""
        make = partial(EventDialog, self.context, registration=self._registration(), parent=self)
        self._open(make, elsewhere=self._happens_in_the_matter(notices=True))

    def record_event(self) -> None:
        """Record another event of the registration that shows."""
        make = partial(EventDialog, self.context, notices=False, registration=self._registration(), parent=self)
        self._open(make, elsewhere=self._happens_in_the_matter(notices=False))

    def record_request(self) -> None:
        """Record a request of a holder."""
        self._open(lambda: RequestDialog(self.context, self._registration(), parent=self))

    def add_registration(self) -> None:
        """Open a demand or a piggy-back registration."""
        RegistrationDialog(self.context, parent=self).open()

    def change_registration(self) -> None:
        """Change the facts of the registration that shows or is selected, or of the newest."""
        registrations = self.context.session.matter.registrations
        chosen = self._registration()
        for each in reversed(registrations):
            if chosen in ("", each.id):
                RegistrationDialog(self.context, each, parent=self).open()
                return
        self.add_registration()

    def _registration(self) -> str:
        """Return the registration that shows, or the one of what is selected; empty where neither says any."""
        if self.chosen.key():
            return self.chosen.key()
        if self._selected is not None and self._selected.kind == "deadline":
            return self._selected.subject[0]
        entry, matter = self.month.entry(), self.context.session.matter
        for record in entry.records if entry is not None else ():
            for each in matter.events if record.kind == "event" else matter.requests:
                if each.id == record.id:
                    return each.registration
        return ""

    def _happens_in_the_matter(self, *, notices: bool) -> bool:
        """Tell whether the form declares notices, or other events, that belong to no registration."""
        return bool(kinds_of_the_matter(self.context.session.matter, notices=notices))

    def _open(self, make: Callable[[], QDialog], *, elsewhere: bool = False) -> None:
        """Open a dialog that records something of a registration; without one, ask for the registration first.

        `elsewhere` says that it can be recorded outside of any.
        """
        if elsewhere or self.context.session.matter.registrations:
            make().open()
        else:
            self.add_registration()

    # -- words -------------------------------------------------------------------------------------------------------

    def _closed_because(self, day: dt.date) -> str:
        return self.context.session.analysis.calendars.closed_because(day, Closing.EDGAR)

    def _note_of(self, group: DeadlineGroup) -> str:
        return note_of(self.context.session.analysis, group)

    def _tell_status(self, deadlines_open: list[dt.date]) -> None:
        days = sorted(set(deadlines_open))
        count = len(self._open_groups())
        ahead = [day for day in days if day >= self.context.session.as_of]
        following = f" · next {wording.days_until(ahead[0], self.context.session.as_of)}" if ahead else ""
        self._count = f"{count or 'No'} open {'deadline' if count == 1 else 'deadlines'}{following}"
        self.status_text.emit(self._count)

    def _open_groups(self) -> list[DeadlineGroup]:
        rows = (self.list_model.group(row) for row in range(self.list_model.rowCount()))
        return [group for group in rows if group.first.open]


def _card_around(view: QWidget) -> Card:
    """Return a card with a view inside its hairline."""
    card = Card()
    column = QVBoxLayout(card)
    column.setContentsMargins(1, 1, 1, 1)
    column.addWidget(view)
    return card
