"""What a paste will do, shown before it is done: every change, every refusal, and what can be read in two ways."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QPlainTextEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from rra_desktop import wording
from ui.theme import Theme
from ui.widgets.forms import FormDialog
from ui.widgets.grid_cells import Cell, Column, GridRow
from ui.widgets.grid_model import GridModel
from ui.widgets.grid_paste import PastedChange, PastePlan
from ui.widgets.grid_sheet import Sheet
from ui.widgets.labels import PlainLabel
from ui.widgets.pasted_lines import PasteChoices

_MOST_LINES: Final = 8
_WIDTH: Final = 700
_MARGIN: Final = 60


class ChangesModel(GridModel[PastedChange]):
    """The changes as rows: whose, of what, as it is now and as it will be."""

    def __init__(self) -> None:
        super().__init__(
            (
                Column("name", "Line", lambda row: Cell(row.subject.name), numeric=False, stretches=True),
                Column("title", "Changes", _title, numeric=False, sample="Series A Pref., with it"),
                Column("now", "Now", _now, numeric=False, sample="10,000,000", stretches=True),
                Column("then", "After", _then, numeric=False, sample="10,000,000", stretches=True),
            )
        )

    def show_plan(self, plan: PastePlan) -> None:
        """Show what a plan changes."""
        self.show_rows([GridRow((str(place),), change) for place, change in enumerate(plan.changes)])


def _title(row: GridRow[PastedChange]) -> Cell:
    change = row.subject
    if not change.along:
        return Cell(change.title)
    return Cell(f"{change.title}, with it", faint=True, note="Nobody pasted this figure: another one moves it.")


def _now(row: GridRow[PastedChange]) -> Cell:
    return Cell(row.subject.now, faint=True, spoken=f"{row.subject.title}, {row.subject.now}")


def _then(row: GridRow[PastedChange]) -> Cell:
    return Cell(row.subject.then, spoken=f"{row.subject.title}, {row.subject.then}")


class _DrawnBySheet(QStyledItemDelegate):
    """Draws the cells as the sheet draws them everywhere."""

    def __init__(self, sheet: Sheet) -> None:
        super().__init__(sheet)
        self._sheet = sheet

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw a cell."""
        self._sheet.paint_cell(painter, option.rect, index)


class PasteDialog(FormDialog):
    """Shows what a paste will do and does it on Enter; `plan_with` plans it again when counsel chooses otherwise."""

    def __init__(
        self,
        theme: Theme,
        plan_with: Callable[[PasteChoices], PastePlan],
        paste: Callable[[PastePlan], str],
        parent: QWidget,
    ) -> None:
        super().__init__(theme, "Paste", "Paste", parent)
        self._plan_with = plan_with
        self._paste = paste
        self.plan = plan_with(PasteChoices())
        self._summary = PlainLabel("", wrap=True)
        self._remarks = PlainLabel("", "muted", wrap=True)
        self.model = ChangesModel()
        self.sheet = self._made_sheet(theme)
        self.blanks = QCheckBox()
        self.points = QCheckBox()
        self.refused = QPlainTextEdit()
        self._lay_out()
        self._show_plan()
        room = self.screen().availableGeometry().width() - _MARGIN
        self.resize(min(_WIDTH, room), self.sizeHint().height())

    def _made_sheet(self, theme: Theme) -> Sheet:
        sheet = Sheet(self.model, theme, "What the paste changes")
        sheet.setItemDelegate(_DrawnBySheet(sheet))
        sheet.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        sheet.setTabKeyNavigation(False)
        return sheet

    def _lay_out(self) -> None:
        self.fields.addWidget(self._summary)
        self.fields.addWidget(self._remarks)
        self.fields.addWidget(self.sheet)
        self.sheet.horizontalScrollBar().rangeChanged.connect(lambda _least, _most: self._fit_sheet())
        for box in (self.blanks, self.points):
            self.fields.addWidget(box)
            box.toggled.connect(self._choose)
        self.refused.setReadOnly(True)
        self.refused.setTabChangesFocus(True)
        self._refused_row = self.add("What is left out, and why", self.refused)

    def _choose(self) -> None:
        choices = PasteChoices(blanks_clear=self.blanks.isChecked(), points_are_thousands=self.points.isChecked())
        self.plan = self._plan_with(choices)
        self._show_plan()

    def _show_plan(self) -> None:
        plan = self.plan
        self._summary.setText(_summary(plan))
        self._remarks.setText(" ".join(plan.remarks))
        self._remarks.setVisible(bool(plan.remarks))
        self.model.show_plan(plan)
        self.sheet.setVisible(bool(plan.changes))
        self._fit_sheet()
        if plan.changes and not self.sheet.currentIndex().isValid():
            self.sheet.setCurrentIndex(self.model.index(0, 0))
        _ask(self.blanks, plan.blanks, _clearing(plan.blanks))
        _ask(self.points, plan.pointed, "Points stand between thousands: read 12.000 as 12,000")
        self._show_refused(plan)
        self.act.setText("Paste" if plan.commands else "Close")
        self.act.setAccessibleName(plan.name if plan.commands else "Close")

    def _fit_sheet(self) -> None:
        """Give the sheet room for its lines, and for a bar to scroll where the dialog is narrow."""
        bar = self.sheet.horizontalScrollBar()
        lines = min(len(self.plan.changes), _MOST_LINES) * self.sheet.row_height()
        scrolling = bar.sizeHint().height() if bar.maximum() > 0 else 0
        self.sheet.setFixedHeight(self.sheet.horizontalHeader().sizeHint().height() + lines + scrolling + 2)

    def _show_refused(self, plan: PastePlan) -> None:
        self.refused.setPlainText("\n".join(plan.refused))
        lines = min(len(plan.refused), _MOST_LINES)
        self.refused.setFixedHeight(self.refused.fontMetrics().lineSpacing() * (lines + 1) + 16)
        self._refused_row.setVisible(bool(plan.refused))

    def submit(self) -> str:
        """Do what was shown, if there is anything to do; returns why it was refused after all."""
        return self._paste(self.plan) if self.plan.commands else ""


def _ask(box: QCheckBox, count: int, question: str) -> None:
    """Offer a choice while there is something it decides on, or it has been made."""
    box.setText(question)
    box.setVisible(bool(count) or box.isChecked())


def _clearing(count: int) -> str:
    if count == 1:
        return "The empty cell clears the figure under it (otherwise that stays)"
    return f"The {wording.shares(count)} empty cells clear the figures under them (otherwise those stay)"


def _summary(plan: PastePlan) -> str:
    if not plan.commands:
        return (
            "Nothing of this can be pasted." if plan.refused else "Everything stands so already; nothing would change."
        )
    left_out = " The rest is left out, for the reasons below." if plan.refused else ""
    return f"{plan.name}, as one step that Undo takes back. Nothing has been changed yet.{left_out}"
