"""A small register of fruit, in a grid of its own.

| Fruit    | Ripe  | Green |
| Orchard  |   500 |    90 |   group, opens to apples and pears
|   Apples |   300 |    40 |
|   Pears  |   200 |    50 |
| Cherries | 1,000 |     0 |
| Total    | 1,500 |    90 |   pinned
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from rra_desktop import wording
from rra_desktop.domain.register import Security
from rra_desktop.editing.commands import Command, SetPosition, Together
from ui.theme import Theme
from ui.widgets.grid import Grid
from ui.widgets.grid_cells import Cell, Column, GridRow, RowKind, Tick
from ui.widgets.grid_editing import CellEditor
from ui.widgets.grid_model import GridModel

Row = GridRow[str]
JUNE_24 = dt.date(2003, 6, 24)
GROUPS = {"Orchard": ("Apples", "Pears")}


@dataclass
class Fruit:
    """How many there are, and what has been asked of the register."""

    ripe: dict[str, int] = field(default_factory=lambda: {"Apples": 300, "Pears": 200, "Cherries": 1_000})
    green: dict[str, int] = field(default_factory=lambda: {"Apples": 40, "Pears": 50, "Cherries": 0})

    def counts(self, name: str) -> dict[str, int]:
        """Return the column."""
        return self.ripe if name == "ripe" else self.green


class FruitModel(GridModel[str]):
    """The register above; typing over a figure changes it, as a session would, and then shows it again."""

    def __init__(self) -> None:
        super().__init__(
            (
                Column("fruit", "Fruit", lambda row: Cell(row.subject), str, numeric=False, stretches=True),
                Column("ripe", "Ripe", lambda row: self._figure(row, "ripe"), lambda name: self._of(name, "ripe")),
                Column("green", "Green", lambda row: self._figure(row, "green"), lambda name: self._of(name, "green")),
            )
        )
        self.fruit = Fruit()
        self.steps: list[Command] = []
        self.ticked: set[str] = set()
        self.closed: set[str] = set()
        self.only = ""
        self.arrange()

    def arrange(self) -> None:
        """Show the register in its order, the total last."""
        names = [name for name in ("Orchard", "Cherries") if self.only in name]
        if self.sorted_by is not None:
            column, order = self.sorted_by
            by = self.columns[self.column_of(column)].order
            names.sort(key=by, reverse=order is Qt.SortOrder.DescendingOrder)
        rows = [row for name in names for row in self._rows_of(name)]
        self.show_rows([*rows, GridRow(("total",), "Total", RowKind.TOTAL)], pinned=1)

    def command_for(self, row: Row, column: str, text: str) -> Command | None:
        """Return what is asked of the register, in the commands of a session; nothing typed is none left."""
        security = Security.COMMON if column == "ripe" else Security.WARRANT
        return SetPosition(row.subject, security, wording.parse_shares(text) if text else 0, JUNE_24)

    def execute(self, command: Command) -> str:
        """Record figures, the fruit of several commands in one step."""
        self.steps.append(command)
        for each in command.commands if isinstance(command, Together) else (command,):
            assert isinstance(each, SetPosition)
            self.fruit.counts("ripe" if each.security is Security.COMMON else "green")[each.holder_id] = each.quantity
        self.arrange()
        return ""

    def why_not_typed(self, row: Row, column: str) -> str:
        """Say what a figure is the sum of."""
        if column == "fruit":
            return "A fruit keeps its name."
        return "Worked out from the fruit above." if row.kind is RowKind.TOTAL else "Worked out from its fruit."

    def set_ticked(self, row: Row, *, ticked: bool) -> None:
        """Tick a fruit."""
        self.ticked.symmetric_difference_update({row.subject} if ticked is not (row.subject in self.ticked) else ())
        self.arrange()

    def set_opened(self, row: Row, *, opened: bool) -> None:
        """Open the orchard."""
        self.closed.discard(row.subject) if opened else self.closed.add(row.subject)
        self.arrange()

    def show_only(self, part: str) -> None:
        """Filter by name."""
        self.only = part
        self.arrange()

    def _rows_of(self, name: str) -> list[Row]:
        tick = Tick.ON if name in self.ticked else Tick.OFF
        if name not in GROUPS:
            return [GridRow((name,), name, tick=tick)]
        opened = name not in self.closed
        members = [GridRow((each,), each, depth=1) for each in GROUPS[name]] if opened else []
        return [GridRow((name,), name, RowKind.GROUP, opened=opened, tick=tick), *members]

    def _of(self, name: str, column: str) -> int:
        counts = self.fruit.counts(column)
        return sum(counts.values()) if name == "Total" else sum(counts[each] for each in GROUPS.get(name, (name,)))

    def _figure(self, row: Row, column: str) -> Cell:
        count = self._of(row.subject, column)
        return Cell(wording.shares(count), count, None if row.kind is not RowKind.LINE else wording.shares(count))


@contextmanager
def watched() -> Iterator[FruitModel]:
    """Make the register, watched by Qt's own tester for models."""
    made = FruitModel()
    tester = QAbstractItemModelTester(made, QAbstractItemModelTester.FailureReportingMode.Warning)
    yield made
    tester.deleteLater()


@contextmanager
def in_a_window(model: FruitModel, theme: Theme, qtbot: QtBot) -> Iterator[Grid]:
    """Show the register in a window of its own, the ripe apples current."""
    window = QWidget()
    made = Grid(model, theme, "Fruit")
    made.shows_ticks = True
    QVBoxLayout(window).addWidget(made)
    window.resize(600, 400)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    made.setFocus()
    made.select_cell(("Apples",), "ripe")
    yield made
    window.close()


def where(grid: Grid) -> tuple[str, str]:
    """Return the current cell as its row's name and its column's id."""
    row = grid.current_row()
    return (row.subject if row else "", grid.grid_model.columns[grid.currentIndex().column()].id)


def names(model: GridModel[str]) -> list[str]:
    return [row.subject for row in model.rows]


def editor_of(grid: Grid) -> CellEditor | None:
    return next((each for each in grid.findChildren(CellEditor) if each.isVisible()), None)


def type_in(grid: Grid, text: str, key: Qt.Key | None = None) -> None:
    """Type over the current cell, each key going where the keyboard is then."""
    for letter in text:
        QTest.keyClicks(editor_of(grid) or grid, letter)
    if key is not None:
        QTest.keyClick(editor_of(grid) or grid, key)


def selected(grid: Grid) -> list[tuple[str, str]]:
    """Return the selected cells as their rows' names and their columns' ids."""
    model = grid.grid_model
    return [(model.rows[each.row()].subject, model.columns[each.column()].id) for each in grid.shown_selection()]
