"""Typing and Delete on the sample's figures that are worked out: nothing changes, and a sentence says from what."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.shown import bring_up_room
from ui.cutback.cutback_room import CutbackRoom
from ui.holdings.holdings_room import HoldingsRoom
from ui.widgets.grid import Grid
from ui.widgets.grid_editing import CellEditor
from ui.widgets.room import RoomContext

Key = Qt.Key
ALDER, TOTAL, OTHERS = ("group", "Alder"), ("total",), ("total", "others")
BIRCH, CEDAR, JUNIPER, DOGWOOD = (("holder", each) for each in ("H3", "H4", "H7", "H8"))
IN_HOLDINGS = [
    (ALDER, "name", "This row stands for its members (§3(c))"),
    (ALDER, "units", "Worked out from its members’ rows (§3(c)): open the group and type there."),
    (ALDER, "percent", "Worked out: this row’s Units as a share of all Units"),
    (ALDER, "counts", "Worked out for each holder"),
    (TOTAL, "name", "Counted from the rows above"),
    (TOTAL, "units", "Worked out: the sum of the Investors that count (§7)."),
    (TOTAL, "common", "Worked out: the sum of the Investors that count (§7)."),
    (OTHERS, "registrable", "Worked out: the sum of the Other Holders."),
    (OTHERS, "percent", "An Other Holder has no Units"),
    (DOGWOOD, "units", "An Other Holder’s securities stand under other agreements (§1(b))"),
    (DOGWOOD, "common", "An Other Holder’s securities stand under other agreements (§1(b))"),
    (DOGWOOD, "counts", "An Other Holder does not count in the Units"),
    (BIRCH, "registrable", "Worked out from this holder’s Common, Series A Preferred and Warrants (§7)"),
    (JUNIPER, "counts", "Worked out: an Investor counts, a transferee once it has executed a counterpart (§7)."),
]
IN_CUTBACK = [
    (ALDER, "name", "This row stands for an affiliate group"),
    (ALDER, "requested", "Worked out from its members’ requests (§3(c)): open the group and type there."),
    (ALDER, "allocated", "Worked out by the cutback for the group as one Investor (§3(c))."),
    (TOTAL, "requested", "Worked out: the sum of all requests."),
    (TOTAL, "allocated", "Worked out: what the cutback gives to all holders together"),
    (BIRCH, "held", "Worked out from the register as of the offering’s day (§7)"),
    (BIRCH, "allocated", "Worked out by the cutback (§3(c)) from the requests"),
    (BIRCH, "cut", "Worked out: what was requested less what is allocated"),
    (BIRCH, "name", "Names are changed in Holdings."),
]


@pytest.fixture
def holdings(context: RoomContext, qtbot: QtBot) -> HoldingsRoom:
    made = HoldingsRoom(context)
    bring_up_room(made, context.signals, qtbot, width=1000)
    return made


@pytest.fixture
def cutback(context: RoomContext, qtbot: QtBot) -> CutbackRoom:
    made = CutbackRoom(context)
    bring_up_room(made, context.signals, qtbot, width=1000)
    return made


def editor_of(grid: Grid) -> CellEditor | None:
    return next((each for each in grid.findChildren(CellEditor) if each.isVisible()), None)


def type_everywhere(grid: Grid, context: RoomContext, row: tuple[str, ...], column: str, said: str) -> None:
    """Begin with every digit, for Qt's search goes where that digit leads; then say what F2 and Delete do."""
    before, place = context.session.matter, grid.grid_model.place_of(row)
    for digit in "0123456789":
        assert grid.select_cell(row, column)
        for sign in f"{digit}50":
            QTest.keyClicks(editor_of(grid) or grid, sign)
            assert grid.currentIndex().row() == place
        assert grid.reason.startswith(said)
        QTest.keyClick(editor_of(grid) or grid, Key.Key_Return)
        assert context.session.matter == before
    for key in (Key.Key_Delete, Key.Key_Backspace, Key.Key_F2):
        grid.select_cell(row, column)
        QTest.keyClick(grid, key)
        assert grid.reason.startswith(said)
        assert context.session.matter == before


@pytest.mark.parametrize(("row", "column", "said"), IN_HOLDINGS)
def test_a_figure_of_the_register_that_is_worked_out_stays(
    holdings: HoldingsRoom, context: RoomContext, row: tuple[str, ...], column: str, said: str
) -> None:
    type_everywhere(holdings.grid, context, row, column, said)


@pytest.mark.parametrize(("row", "column", "said"), IN_CUTBACK)
def test_a_figure_of_the_cutback_that_is_worked_out_stays(
    cutback: CutbackRoom, context: RoomContext, row: tuple[str, ...], column: str, said: str
) -> None:
    type_everywhere(cutback.grid, context, row, column, said)


def test_the_money_and_the_ledger_say_where_they_come_from(
    holdings: HoldingsRoom, cutback: CutbackRoom, context: RoomContext
) -> None:
    before = context.session.matter
    cutback.money_grid.select_cell(("H3",), "gross")
    QTest.keyClicks(cutback.money_grid, "5")
    assert cutback.money_grid.reason.startswith("Worked out: the shares allocated times the price.")
    holdings.grid.select_cell(("holder", "H4"), "units")
    ledger = holdings.panel.grid
    ledger.select_cell(ledger.grid_model.rows[0].key, "entry")
    QTest.keyClicks(ledger, "5")
    assert ledger.reason.startswith("A transaction is changed as a whole: press Enter")
    QTest.keyClick(ledger, Key.Key_End)
    QTest.keyClick(ledger, Key.Key_Left)
    QTest.keyClicks(ledger, "5")
    assert ledger.reason.startswith("Worked out from this transaction and those before it.")
    assert context.session.matter == before


def test_a_row_without_a_box_says_why_it_cannot_be_ticked(holdings: HoldingsRoom, context: RoomContext) -> None:
    """And a blank never opens the field: with Enter it would have emptied Juniper's Units."""
    before = context.session.matter
    for row, said in ((JUNIPER, "counterpart"), (DOGWOOD, "Only Investors that count"), (TOTAL, "Only Investors")):
        holdings.grid.select_cell(row, "units")
        QTest.keyClick(holdings.grid, Key.Key_Space)
        assert said in holdings.grid.reason
        assert editor_of(holdings.grid) is None
        QTest.keyClick(holdings.grid, Key.Key_Return)
    assert context.session.matter == before


@pytest.mark.parametrize(
    ("row", "key", "wanted"),
    [
        (BIRCH, Key.Key_Down, (JUNIPER, "units")),
        (CEDAR, Key.Key_Up, (ALDER, "units")),
        (CEDAR, Key.Key_Right, (CEDAR, "counts")),
        (CEDAR, Key.Key_Left, (CEDAR, "name")),
        (CEDAR, Key.Key_Home, (ALDER, "name")),
        (CEDAR, Key.Key_End, (OTHERS, "counts")),
        (JUNIPER, Key.Key_Down, (TOTAL, "units")),
        (DOGWOOD, Key.Key_Up, (JUNIPER, "units")),
    ],
)
def test_ctrl_never_leaves_the_selection_behind(
    holdings: HoldingsRoom,
    context: RoomContext,
    row: tuple[str, ...],
    key: Qt.Key,
    wanted: tuple[tuple[str, ...], str],
) -> None:
    """Delete then empties what is framed, if it can be typed over, and nothing else."""
    grid, model = holdings.grid, holdings.model
    grid.select_cell(row, "units")
    before = {each.id: context.session.analysis.positions.of(each.id) for each in context.session.matter.holders}
    QTest.keyClick(grid, key, Qt.KeyboardModifier.ControlModifier)
    framed = grid.currentIndex()
    assert (model.rows[framed.row()].key, model.columns[framed.column()].id) == wanted
    assert grid.selectedIndexes() == [framed]
    QTest.keyClick(grid, Key.Key_Delete)
    positions = context.session.analysis.positions
    changed = {("holder", each) for each, held in before.items() if positions.of(each) != held}
    assert changed == ({wanted[0]} if wanted == (JUNIPER, "units") else set())


def test_delete_on_a_whole_row_leaves_the_name_and_what_is_worked_out(
    holdings: HoldingsRoom, context: RoomContext
) -> None:
    """Cedar's four figures become 0 in one step; its name and the rest stay, each with its reason."""
    grid = holdings.grid
    grid.select_cell(CEDAR, "units")
    QTest.keyClick(grid, Key.Key_Space, Qt.KeyboardModifier.ShiftModifier)
    entries = len(context.session.journal())
    QTest.keyClick(grid, Key.Key_Delete)
    position = context.session.analysis.positions.of("H4")
    assert (position.units, position.common, position.preferred, position.warrants) == (0, 0, 0, 0)
    assert context.session.matter.holder("H4").name == "Cedar Family Trust"
    assert len(context.session.journal()) == entries + 1
    assert [line.partition(": ")[0] for line in grid.reason.splitlines()] == [
        "4 of 8 cells were cleared. Left as they are:",
        "Investor (1 cell)",
        "Registrable Shares (1 cell)",
        "% of Units (1 cell)",
        "Counts (1 cell)",
    ]
    assert "Investor (1 cell): A holder needs a name. To take it out of the register, use Remove in its menu." in (
        grid.reason
    )
    context.signals.undo()
    assert context.session.analysis.positions.of("H4").units == 300_000


def test_a_name_cannot_be_emptied(holdings: HoldingsRoom, context: RoomContext) -> None:
    holdings.grid.select_cell(CEDAR, "name")
    QTest.keyClick(holdings.grid, Key.Key_Delete)
    assert holdings.grid.reason.startswith("A holder needs a name.")
    assert context.session.matter.holder("H4").name == "Cedar Family Trust"
