"""Widths that are remembered, and a grid that has nothing to show."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QApplication

from tests.ui.fruit_grid import FruitModel
from ui.widgets.grid import Grid


def test_a_width_is_remembered_whoever_gave_it(grid: Grid) -> None:
    """Neither another size of the window nor another figure undoes it; what stretches takes what it leaves."""
    grid.setColumnWidth(1, 210)
    for width in (700, 500, 900):
        grid.window().resize(width, 400)
        QApplication.processEvents()
        grid.fit_columns()
        assert grid.columnWidth(1) == 210
        if width > 600:
            assert sum(grid.columnWidth(each) for each in range(3)) == grid.viewport().width()
    grid.show_column(1, shown=False)
    grid.show_column(1, shown=True)
    assert grid.columnWidth(1) == 210
    grid.setColumnWidth(0, 180)
    grid.fit_columns()
    assert grid.columnWidth(0) == 180


def test_a_sentence_in_an_empty_grid_stands_alone_over_the_totals(grid: Grid, model: FruitModel) -> None:
    """The total is drawn once, at the bottom, and found nowhere else; above it is the sentence and no row."""
    grid.empty_text = "Nothing is called that."
    model.show_only("nothing")
    grid.window().resize(600, 400)
    QApplication.processEvents()
    total = grid.visualRect(model.index(0, 1))
    assert total.bottom() == grid.viewport().height() - 1
    assert not grid.indexAt(QPoint(total.center().x(), 5)).isValid()
    assert grid.indexAt(total.center()) == model.index(0, 1)
    picture = grid.viewport().grab(QRect(0, 0, grid.viewport().width(), grid.row_height())).toImage()
    colours = {picture.pixelColor(x, y).name() for x in range(picture.width()) for y in range(picture.height())}
    assert len(colours) == 1
