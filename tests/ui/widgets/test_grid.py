"""The grid's keys, editing, copying and sums, on the register of fruit of fruit_grid.py."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPoint, Qt
from PySide6.QtGui import QAccessible, QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu
from pytestqt.qtbot import QtBot

from tests.ui.fruit_grid import FruitModel, Row, editor_of, names, type_in, where
from ui.widgets.grid import Grid
from ui.widgets.grid_cells import GridRow

Key = Qt.Key


def copied(*, html: bool = False) -> str:
    data = QApplication.clipboard().mimeData()
    return data.html() if html else data.text()


# -- typing ------------------------------------------------------------------------------------------------------------


def test_typing_replaces_and_enter_goes_down(grid: Grid, model: FruitModel) -> None:
    """| Apples | 300 | with 1.25m typed over it becomes 1,250,000, and Pears is next."""
    type_in(grid, "1.25m", Key.Key_Return)
    assert model.fruit.ripe["Apples"] == 1_250_000
    assert where(grid) == ("Pears", "ripe")
    assert editor_of(grid) is None


def test_tab_goes_right_and_enter_returns_under_the_first(grid: Grid, model: FruitModel) -> None:
    """Ripe Apples, Tab, green Apples, Enter: ripe Pears, as in Excel."""
    type_in(grid, "7", Key.Key_Tab)
    assert where(grid) == ("Apples", "green")
    type_in(grid, "8", Key.Key_Return)
    assert (model.fruit.ripe["Apples"], model.fruit.green["Apples"]) == (7, 8)
    assert where(grid) == ("Pears", "ripe")


def test_escape_abandons(grid: Grid, model: FruitModel) -> None:
    type_in(grid, "999", Key.Key_Escape)
    assert model.fruit.ripe["Apples"] == 300
    assert editor_of(grid) is None
    assert where(grid) == ("Apples", "ripe")


def test_f2_goes_on_from_what_is_there(grid: Grid, model: FruitModel) -> None:
    QTest.keyClick(grid, Key.Key_F2)
    type_in(grid, "0", Key.Key_Return)
    assert model.fruit.ripe["Apples"] == 3_000


def test_arrows_end_typing_but_stay_inside_after_f2(grid: Grid, model: FruitModel) -> None:
    type_in(grid, "5", Key.Key_Right)
    assert (model.fruit.ripe["Apples"], where(grid)) == (5, ("Apples", "green"))
    QTest.keyClick(grid, Key.Key_F2)
    QTest.keyClick(editor_of(grid) or grid, Key.Key_Left)
    assert editor_of(grid) is not None


def test_what_is_refused_stays_in_the_field_with_the_reason(grid: Grid, model: FruitModel) -> None:
    """| Apples | many | stays, says why, and can be mended or abandoned."""
    type_in(grid, "many", Key.Key_Return)
    editor = editor_of(grid)
    assert editor is not None
    assert (editor.text(), editor.refused) == ("many", True)
    assert "“many” is not a number of shares" in grid.reason
    assert model.fruit.ripe["Apples"] == 300
    editor.selectAll()
    type_in(grid, "12", Key.Key_Return)
    assert model.fruit.ripe["Apples"] == 12
    assert grid.reason == ""


def test_a_click_elsewhere_does_not_lose_what_was_refused(grid: Grid, model: FruitModel) -> None:
    type_in(grid, "-5", Key.Key_Return)
    cell = grid.visualRect(model.index(3, 2)).center()
    QTest.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=cell)
    editor = editor_of(grid)
    assert editor is not None
    assert editor.text() == "-5"
    assert "negative" in grid.reason


def test_a_click_elsewhere_records_what_was_typed(grid: Grid, model: FruitModel) -> None:
    type_in(grid, "44")
    cell = grid.visualRect(model.index(3, 2)).center()
    QTest.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=cell)
    assert model.fruit.ripe["Apples"] == 44
    assert where(grid) == ("Cherries", "green")


def test_a_refresh_does_not_undo_what_is_being_typed(grid: Grid, model: FruitModel) -> None:
    type_in(grid, "77")
    model.fruit.ripe["Cherries"] = 1
    model.arrange()
    model.sort(1)
    editor = editor_of(grid)
    assert editor is not None
    assert editor.text() == "77"
    QTest.keyClick(editor, Key.Key_Return)
    assert model.fruit.ripe["Apples"] == 77


def test_totals_and_groups_cannot_be_typed_over(grid: Grid) -> None:
    for key in (("Orchard",), ("total",)):
        grid.select_cell(key, "ripe")
        QTest.keyClicks(grid, "5")
        assert editor_of(grid) is None


def test_delete_clears_what_is_selected(grid: Grid, model: FruitModel) -> None:
    QTest.keyClick(grid, Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(grid, Key.Key_Delete)
    assert model.fruit.ripe == {"Apples": 0, "Pears": 0, "Cherries": 1_000}


# -- moving ------------------------------------------------------------------------------------------------------------


def test_tab_leaves_the_grid_at_its_end(grid: Grid) -> None:
    grid.select_cell(("total",), "green")
    assert not grid.step(Key.Key_Tab, Qt.KeyboardModifier.NoModifier)
    grid.select_cell(("Pears",), "green")
    QTest.keyClick(grid, Key.Key_Tab)
    assert where(grid) == ("Cherries", "fruit")
    QTest.keyClick(grid, Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
    assert where(grid) == ("Pears", "green")


def test_ctrl_tab_leaves_the_grid(grid: Grid) -> None:
    after = QLineEdit()
    window = grid.window()
    layout = window.layout()
    assert layout is not None
    layout.addWidget(after)
    after.show()
    QTest.keyClick(grid, Key.Key_Tab, Qt.KeyboardModifier.ControlModifier)
    assert window.focusWidget() is after
    QTest.keyClick(after, Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert window.focusWidget() is grid


def test_space_ticks_and_alt_arrows_open(grid: Grid, model: FruitModel) -> None:
    grid.select_cell(("Orchard",), "ripe")
    QTest.keyClick(grid, Key.Key_Space)
    assert model.ticked == {"Orchard"}
    QTest.keyClick(grid, Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert names(model) == ["Orchard", "Cherries", "Total"]
    QTest.keyClick(grid, Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert names(model) == ["Orchard", "Apples", "Pears", "Cherries", "Total"]


def test_the_mouse_ticks_and_opens_where_the_marks_are(grid: Grid, model: FruitModel) -> None:
    index = model.index(0, 0)
    rect, lead = grid.visualRect(index), grid.lead_of(model.rows[0])
    for zone in (lead.tick_zone(rect), lead.chevron_zone(rect)):
        assert min(zone.width(), zone.height()) >= 24
        QTest.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=zone.center())
    assert model.ticked == {"Orchard"}
    assert "Apples" not in names(model)


# -- order -------------------------------------------------------------------------------------------------------------


def test_a_title_sorts_up_then_down_then_not_at_all(grid: Grid, model: FruitModel) -> None:
    """The totals stay last, and the current cell stays with its row."""
    grid.select_cell(("Cherries",), "ripe")
    orders = []
    for _ in range(3):
        grid.sort_by(0)
        orders.append(names(model)[0])
        assert names(model)[-1] == "Total"
        assert where(grid) == ("Cherries", "ripe")
    assert orders == ["Cherries", "Orchard", "Orchard"]


def test_a_filter_keeps_the_current_row_while_it_is_shown(grid: Grid, model: FruitModel) -> None:
    grid.select_cell(("Cherries",), "green")
    model.show_only("Ch")
    assert names(model) == ["Cherries", "Total"]
    assert where(grid) == ("Cherries", "green")
    model.show_only("nothing")
    assert names(model) == ["Total"]
    model.show_only("")
    assert names(model)[-2:] == ["Cherries", "Total"]


# -- selection and the clipboard ---------------------------------------------------------------------------------------


def test_the_sum_of_a_selection_counts_nothing_twice(grid: Grid, model: FruitModel) -> None:
    """Apples and pears are 500; with their group and the total selected too they are 500 still."""
    said: list[str] = []
    grid.summed.connect(said.append)
    QTest.keyClick(grid, Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert said[-1] == "Σ 2 cells · 500"
    selection = grid.selectionModel()
    flag = selection.SelectionFlag.Select
    for row in (0, 4):
        selection.select(model.index(row, 1), flag)
    assert said[-1] == "Σ 2 cells · 500 · totals left out"
    grid.select_cell(("total",), "ripe")
    assert said[-1] == "Σ 1 cell · 1,500"
    grid.select_cell(("Apples",), "fruit")
    assert said[-1] == ""


def test_copying_gives_text_and_a_table(grid: Grid) -> None:
    """The block is | Apples | 300 | over | Pears | 200 |, with the titles | Fruit | Ripe | when they are asked for."""
    grid.select_cell(("Apples",), "fruit")
    both = Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(grid, Key.Key_Right, both)
    QTest.keyClick(grid, Key.Key_Down, both)
    QTest.keyClick(grid, Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert copied() == "Apples\t300\nPears\t200"
    assert '<td align="right">300</td>' in copied(html=True)
    QTest.keyClick(grid, Key.Key_C, Qt.KeyboardModifier.ControlModifier | both)
    assert copied() == "Fruit\tRipe\nApples\t300\nPears\t200"
    assert '<th align="left">Fruit</th>' in copied(html=True)


def test_copying_does_not_turn_a_name_into_markup(grid: Grid, model: FruitModel) -> None:
    model.fruit.ripe["<b>Plum</b>"] = model.fruit.green["<b>Plum</b>"] = 1
    model.show_rows([GridRow(("plum",), "<b>Plum</b>")])
    grid.select_cell(("plum",), "fruit")
    grid.copy_selection(titled=False)
    assert "&lt;b&gt;Plum" in copied(html=True)


def test_a_hidden_column_is_neither_copied_nor_stepped_into(grid: Grid) -> None:
    grid.select_cell(("Apples",), "fruit")
    grid.show_column(1, shown=False)
    QTest.keyClick(grid, Key.Key_Tab)
    assert where(grid) == ("Apples", "green")
    grid.selectRow(1)
    grid.copy_selection(titled=False)
    assert copied() == "Apples\t40"


# -- what stays in view ------------------------------------------------------------------------------------------------


def test_the_totals_stay_at_the_bottom_of_a_short_grid(grid: Grid, model: FruitModel, qtbot: QtBot) -> None:
    """With room for three rows the total is drawn, found and clicked at the bottom, and no row hides behind it."""
    grid.setMaximumHeight(grid.row_height() * 4)
    qtbot.waitUntil(lambda: grid.verticalScrollBar().maximum() > 0)
    total = model.index(4, 1)
    bottom = grid.viewport().height()
    assert grid.visualRect(total).bottom() == bottom - 1
    assert grid.indexAt(QPoint(grid.visualRect(total).center().x(), bottom - 3)) == total
    grid.select_cell(("Cherries",), "ripe")
    assert grid.visualRect(model.index(3, 1)).bottom() < grid.visualRect(total).top()


def test_the_first_column_stays_while_the_rest_scrolls(grid: Grid, model: FruitModel, qtbot: QtBot) -> None:
    grid.setColumnWidth(1, 900)
    qtbot.waitUntil(lambda: grid.horizontalScrollBar().maximum() > 0)
    grid.select_cell(("Apples",), "green")
    assert grid.horizontalScrollBar().value() > 0
    first = model.index(1, 0)
    assert grid.visualRect(first).left() == 0
    assert grid.indexAt(QPoint(3, grid.visualRect(first).center().y())) == first
    before = grid.horizontalScrollBar().value()
    grid.select_cell(("Pears",), "fruit")
    assert grid.horizontalScrollBar().value() == before


def test_the_grid_asks_for_the_height_of_its_rows(grid: Grid, model: FruitModel) -> None:
    tall = grid.sizeHint().height()
    model.show_only("Ch")
    assert tall - grid.sizeHint().height() == 3 * grid.row_height()


# -- access ------------------------------------------------------------------------------------------------------------


def test_a_screen_reader_hears_row_column_and_figure(grid: Grid, model: FruitModel) -> None:
    said = model.data(model.index(1, 1), Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Apples, Ripe: 300"
    assert model.data(model.index(0, 0), Qt.ItemDataRole.AccessibleTextRole) == "Orchard, group, open"
    interface = QAccessible.queryAccessibleInterface(grid)
    assert interface.text(QAccessible.Text.Name) == "Fruit"
    QTest.keyClick(grid, Key.Key_F2)
    editor = editor_of(grid)
    assert editor is not None
    assert editor.accessibleName() == "Apples, Ripe"


def test_the_menu_offers_what_the_keys_do(grid: Grid, model: FruitModel) -> None:
    grid.select_cell(("Orchard",), "ripe")

    def sell(menu: QMenu, row: Row) -> None:
        menu.addAction(f"Sell {row.subject}")

    grid.add_actions = sell
    menu = grid.row_menu(model.rows[0])
    words = [act.text() for act in menu.actions() if act.text()]
    assert words[0] == "Sell Orchard"
    assert {"Close the group", "Copy", "Copy with titles", "Sort by Ripe, upwards"} <= set(words)
    next(act for act in menu.actions() if act.text() == "Sort by Ripe, upwards").trigger()
    assert model.sorted_by == ("ripe", Qt.SortOrder.AscendingOrder)


def test_nothing_happens_where_there_is_nothing(grid: Grid, model: FruitModel) -> None:
    model.show_rows([])
    for key in (Key.Key_Return, Key.Key_Delete, Key.Key_Space, Key.Key_F2):
        QTest.keyClick(grid, key)
    grid.copy_selection(titled=True)
    grid.contextMenuEvent(QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(), QPoint()))
    assert model.index(0, 0) == QModelIndex()
    assert isinstance(model, QAbstractItemModel)
