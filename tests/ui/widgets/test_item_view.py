"""No list and no table of the window searches by what is typed, and each says why nothing can be typed there."""

from __future__ import annotations

import datetime as dt
import importlib
import pkgutil
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QCalendarWidget, QComboBox, QCompleter, QHeaderView, QWidget
from pytestqt.qtbot import QtBot

import ui
from rra_desktop.session import open_session
from tests.ui.conftest import AS_OF
from tests.ui.no_desk import NoDesk
from ui.dialogs.restore import RestoreDialog
from ui.main_window import MainWindow
from ui.room_stack import ROOMS
from ui.theme import Theme
from ui.widgets.grid import Grid
from ui.widgets.grid_cells import RowKind
from ui.widgets.grid_model import GridModel
from ui.widgets.item_view import ItemView


@pytest.fixture
def window(matter_path: Path, theme: Theme, qtbot: QtBot) -> Iterator[MainWindow]:
    made = MainWindow(open_session(matter_path, today=AS_OF), theme, NoDesk())
    qtbot.addWidget(made)
    made.resize(1440, 900)
    with qtbot.waitExposed(made):
        made.show()
    yield made
    made.close()


def modules_of_the_window() -> list[str]:
    return [found.name for found in pkgutil.walk_packages(ui.__path__, "ui.")]


def kinds_of(kind: type) -> Iterator[type]:
    each: type
    for each in kind.__subclasses__():
        yield each
        yield from kinds_of(each)


def belongs_to_a_pop_up(view: QWidget) -> bool:
    """Tell whether a view is the list of a choice box or the days of a calendar, where nothing is typed over."""
    above: QWidget | None = view
    while above is not None:
        if isinstance(above, QComboBox | QCalendarWidget):
            return True
        above = above.parentWidget()
    return isinstance(view.parent(), QCompleter) or type(view).__name__ in ("QComboBoxListView", "QCompleterListView")


def views_of(whole: QWidget) -> list[QAbstractItemView]:
    """Return the views of a widget that take the keyboard; a header of columns never does."""
    views = [each for each in whole.findChildren(QAbstractItemView) if not belongs_to_a_pop_up(each)]
    for header in views:
        assert not isinstance(header, QHeaderView) or header.focusPolicy() is Qt.FocusPolicy.NoFocus
    return [each for each in views if not isinstance(each, QHeaderView)]


def first_signs(view: QAbstractItemView) -> list[str]:
    """Return the signs with which the texts of a view begin, so that a search would find something."""
    model, signs = view.model(), set("7x")
    for row in range(min(40, model.rowCount())):
        for column in range(model.columnCount()):
            text = str(model.index(row, column).data(Qt.ItemDataRole.DisplayRole) or "")
            signs |= {text[0]} if text[:1].isalnum() and text[:1].isascii() else set()
    return sorted(signs)


def test_every_list_and_table_of_the_program_is_one_that_does_not_search() -> None:
    """A view that is written tomorrow without the common base fails here."""
    for name in modules_of_the_window():
        importlib.import_module(name)
    every = [kind for kind in kinds_of(QAbstractItemView) if kind.__module__.startswith("ui.")]
    own = [kind for kind in every if not issubclass(kind, QHeaderView)]
    assert len(own) > 5
    assert [kind.__name__ for kind in own if not issubclass(kind, ItemView)] == []
    assert [kind.__name__ for kind in own if "keyboardSearch" in vars(kind)] == []
    bare = re.compile(r"\bQ(List|Table|Tree|Column|Undo)(View|Widget)\(")
    sources = [path for root in ui.__path__ for path in Path(root).rglob("*.py")]
    assert [path.name for path in sources if bare.search(path.read_text(encoding="utf-8"))] == []


def test_no_letter_moves_the_keyboard_in_any_view_of_the_window(window: MainWindow) -> None:
    """Every room is shown and every view of it walked, cells that can be typed over left out."""
    walked = 0
    for place in ROOMS:
        window.show_room(place.id)
    for place in ROOMS:
        room = window.show_room(place.id)
        for view in {*views_of(room), window.room_list}:
            assert isinstance(view, ItemView), type(view)
            walked += type_on(view)
    assert walked > 40
    assert len(window.session.journal()) == 1


def type_on(view: QAbstractItemView) -> int:
    """Type on some rows of a view; returns on how many cells."""
    assert isinstance(view, ItemView)
    model, cells = view.model(), 0
    view.setFocus()
    for row in range(min(12, model.rowCount())):
        column = min(model.columnCount() - 1, 2)
        index = model.index(row, column)
        may_edit = bool(index.flags() & Qt.ItemFlag.ItemIsEditable) and view.editTriggers() != view.EditTrigger(0)
        if may_edit or not index.flags() & Qt.ItemFlag.ItemIsSelectable:
            continue
        view.setCurrentIndex(index)
        chosen = [QModelIndex(each) for each in view.selectedIndexes()]
        for sign in first_signs(view):
            QTest.keyClicks(view, sign)
            assert view.currentIndex() == index, (view.accessibleName(), sign)
            assert view.selectedIndexes() == chosen
        says = view.why_not_typed(index)
        assert view.reason == says
        assert says or view.accessibleName() == "Rooms"
        cells += 1
    view.forget_reason()
    return cells


def test_each_grid_says_of_each_cell_that_cannot_be_typed_over_from_what_it_comes(window: MainWindow) -> None:
    """Never a bare “cannot be typed over”, and never what the base of all models says."""
    seen: dict[str, set[str]] = {}
    for place in ROOMS:
        for view in views_of(window.show_room(place.id)):
            if not isinstance(view, Grid):
                continue
            model = view.grid_model
            assert type(model).why_not_typed is not GridModel.why_not_typed
            for at, row in enumerate(model.rows):
                for across, column in enumerate(model.columns):
                    if row.kind is RowKind.SECTION or model.cell(model.index(at, across)).edit is not None:
                        continue
                    said = model.why_not_typed(row, column.id)
                    assert said.endswith("."), (view.accessibleName(), row.key, column.id)
                    assert "cannot be typed" not in said
                    seen.setdefault(view.accessibleName(), set()).add(said)
    assert len(seen["Register of holders"]) >= 9
    assert len(seen["Sellers"]) >= 8


def test_a_matter_open_for_reading_only_says_so_on_every_cell(matter_path: Path, theme: Theme, qtbot: QtBot) -> None:
    made = MainWindow(open_session(matter_path, today=AS_OF, read_only=True), theme, NoDesk())
    qtbot.addWidget(made)
    made.show()
    grid = made.show_room("holdings").findChild(Grid)
    assert grid is not None
    grid.select_cell(("holder", "H4"), "units")
    QTest.keyClicks(grid, "5")
    assert grid.reason == made.session.file.read_only_reason
    assert grid.reason
    QTest.keyClick(grid, Qt.Key.Key_Delete)
    assert grid.reason == made.session.file.read_only_reason
    made.close()


@dataclass(frozen=True)
class Backup:
    """A backup of which only the words matter."""

    path: Path
    taken: dt.datetime
    occasion: str
    size: int
    last_entry: str


def test_the_list_of_backups_does_not_search_either(theme: Theme, qtbot: QtBot, tmp_path: Path) -> None:
    when = dt.datetime(2003, 6, 24, 12, 0, tzinfo=dt.UTC)
    backups = [Backup(tmp_path / str(day), when - dt.timedelta(days=day), "session", 1, "x") for day in range(4)]
    behind = QWidget()
    qtbot.addWidget(behind)
    dialog = RestoreDialog(theme, backups, behind)
    dialog.show()
    for view in views_of(dialog):
        assert isinstance(view, ItemView)
    for sign in "STMFtuesday":
        QTest.keyClicks(dialog.list, sign)
        assert dialog.list.currentIndex().row() == 0
