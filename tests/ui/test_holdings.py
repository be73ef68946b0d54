"""The Holdings room on the sample matter: what shows, what typing does, who is ticked, what the panel below records.

| Investor               | Units     | Common    | Pref.     | Warrants  | Registrable |
| Alder (one Investor)   |   600,000 | 2,040,000 |   480,000 |   600,000 |   3,600,000 |
|   Alder Growth Fund I  |   360,000 | 1,320,000 |   240,000 |   360,000 |   2,160,000 |
|   Alder Growth Fund II |   240,000 |   720,000 |   240,000 |   240,000 |   1,440,000 |
| Birch Street Partners  |   540,000 | 1,620,000 |   540,000 |   540,000 |   3,240,000 |
| Cedar Family Trust     |   300,000 |   900,000 |   300,000 |   300,000 |   1,800,000 |
| Elm & Daughters LLC    |   240,000 | 1,200,000 |         0 |   240,000 |   1,440,000 |
| Hawthorn, J. (IRA)     |   120,000 |   480,000 |   120,000 |         0 |     720,000 |
| Juniper (not signed)   |    60,000 |   180,000 |    60,000 |    60,000 |     360,000 |
| Other Holders                                                                        |
| Dogwood Capital        |         – |         – |         – |         – |   1,400,000 |
| 5 Investors, 6 holders | 1,800,000 | 6,240,000 | 1,440,000 | 1,680,000 |  10,800,000 |
| 1 Other Holder         |         – |         – |         – |         – |   1,400,000 |
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot

from rra_desktop.domain.figures import FigureKey
from rra_desktop.domain.register import EntryType, Security
from rra_desktop.editing.commands import ChooseReading
from tests.ui.conftest import AS_OF
from tests.ui.shown import bring_up_room
from ui.holdings.holdings_room import HoldingsRoom
from ui.holdings.register_model import RegisterModel
from ui.widgets.chips import Tone
from ui.widgets.grid_cells import RowKind, Tick
from ui.widgets.grid_editing import CellEditor
from ui.widgets.room import RoomContext

Key = Qt.Key
FIGURES = ("units", "common", "preferred", "warrants", "registrable")
SHOWN = {
    "Alder (one Investor)": ("600,000", "2,040,000", "480,000", "600,000", "3,600,000"),
    "Alder Growth Fund I, L.P.": ("360,000", "1,320,000", "240,000", "360,000", "2,160,000"),
    "Alder Growth Fund II, L.P.": ("240,000", "720,000", "240,000", "240,000", "1,440,000"),
    "Birch Street Partners": ("540,000", "1,620,000", "540,000", "540,000", "3,240,000"),
    "Cedar Family Trust": ("300,000", "900,000", "300,000", "300,000", "1,800,000"),
    "Elm & Daughters LLC": ("240,000", "1,200,000", "0", "240,000", "1,440,000"),
    "Hawthorn, J. (IRA)": ("120,000", "480,000", "120,000", "0", "720,000"),
    "Juniper Holdings (transferee)  ▲ Doubt": ("60,000", "180,000", "60,000", "60,000", "360,000"),
    "Other Holders – in a cutback, not in the Units (§1(b), §3(c))": ("", "", "", "", ""),
    "Dogwood Capital": ("–", "–", "–", "–", "1,400,000"),
    "5 Investors · 6 holders": ("1,800,000", "6,240,000", "1,440,000", "1,680,000", "10,800,000"),
    "1 Other Holder": ("–", "–", "–", "–", "1,400,000"),
}


@pytest.fixture
def room(context: RoomContext, qtbot: QtBot) -> Iterator[HoldingsRoom]:
    made = HoldingsRoom(context)
    tester = QAbstractItemModelTester(made.model, QAbstractItemModelTester.FailureReportingMode.Warning)
    bring_up_room(made, context.signals, qtbot)
    yield made
    tester.deleteLater()


def text(room: HoldingsRoom, key: tuple[str, ...], column: str) -> str:
    place = room.model.place_of(key)
    assert place is not None
    return room.model.cell(room.model.index(place, room.model.column_of(column))).text


def names(model: RegisterModel) -> list[str]:
    return [row.subject.name for row in model.rows]


def editor_of(room: HoldingsRoom) -> CellEditor | None:
    return next((each for each in room.grid.findChildren(CellEditor) if each.isVisible()), None)


def type_over(room: HoldingsRoom, holder: str, column: str, typed: str, key: Qt.Key = Key.Key_Return) -> None:
    room.grid.select_cell(("holder", holder), column)
    for letter in typed:
        QTest.keyClicks(editor_of(room) or room.grid, letter)
    QTest.keyClick(editor_of(room) or room.grid, key)


# -- what shows --------------------------------------------------------------------------------------------------------


def test_the_register_shows_as_drawn(room: HoldingsRoom) -> None:
    shown = {
        room.model.columns[0].cell(row).text: tuple(text(room, row.key, part) for part in FIGURES)
        for row in room.model.rows
    }
    assert shown == SHOWN
    assert list(shown) == list(SHOWN)


def test_a_transferee_without_counterpart_is_greyed_and_says_why(room: HoldingsRoom) -> None:
    place = room.model.place_of(("holder", "H7")) or 0
    row = room.model.rows[place]
    cell = room.model.cell(room.model.index(place, room.model.column_of("counts")))
    assert (row.greyed, row.tick, cell.text, cell.tone) == (True, None, "Not signed", Tone.DANGER)
    assert "counterpart" in cell.note
    assert text(room, ("holder", "H7"), "percent") == "–"


def test_the_cards_say_the_totals_and_where_the_demand_stands(room: HoldingsRoom) -> None:
    cards = room.cards
    assert cards.registrable.accessibleName() == "Registrable Shares, 10,800,000, as-converted · reading §7"
    assert (
        cards.of_rights["demand"].units.accessibleName()
        == "Units held by Investors, 1,800,000, majority: 900,001 Units"
    )
    assert (
        "1,200,000, 66.67% · majority, Alder Growth Fund I, L.P., Birch, Cedar"
        in cards.of_rights["demand"].ticked.accessibleName()
    )
    assert cards.of_rights["demand"].demands.accessibleName().startswith("Demands left, 1 of 1, §1(c)")


def test_the_as_of_date_moves_the_register(room: HoldingsRoom, context: RoomContext) -> None:
    """On April 1, 2003 nothing had been converted or transferred yet."""
    context.signals.look_at(dt.date(2003, 4, 1))
    assert text(room, ("holder", "H5"), "units") == "300,000"
    assert text(room, ("holder", "H7"), "registrable") == "0"
    assert text(room, ("total",), "registrable") == "11,160,000"


def test_selecting_a_figure_asks_why(room: HoldingsRoom) -> None:
    asked: list[FigureKey | None] = []
    room.figure_selected.connect(asked.append)
    for key, column, wanted in (
        (("holder", "H4"), "warrants", FigureKey("position", ("H4",), "warrants")),
        (("group", "Alder"), "units", FigureKey("group", ("Alder",), "units")),
        (("total",), "common", FigureKey("total", (), "common")),
        (("holder", "H8"), "registrable", FigureKey("position", ("H8",), "other")),
        (("holder", "H3"), "percent", FigureKey("majority")),
    ):
        room.grid.select_cell(key, column)
        assert asked[-1] == wanted
        assert room.context.session.analysis.figure(wanted) is not None
    room.cards.of_rights["demand"].demands.click()
    assert asked[-1] == FigureKey("demands_left")


# -- typing ------------------------------------------------------------------------------------------------------------


def test_typing_over_a_figure_is_a_correction_as_of_the_day(room: HoldingsRoom, context: RoomContext) -> None:
    """Cedar's Warrants become 250,000: 50,000 Registrable Shares fewer, for Cedar and in the total."""
    type_over(room, "H4", "warrants", "250k")
    entry = context.session.matter.ledger[-1]
    assert (entry.type, entry.holder, entry.security) == (EntryType.CORRECTION, "H4", Security.WARRANT)
    assert (entry.quantity, entry.date) == (-50_000, AS_OF)
    assert text(room, ("holder", "H4"), "registrable") == "1,750,000"
    assert text(room, ("total",), "registrable") == "10,750,000"
    context.signals.undo()
    assert text(room, ("holder", "H4"), "warrants") == "300,000"


def test_what_was_not_understood_stays_in_the_cell(room: HoldingsRoom, context: RoomContext) -> None:
    before = context.session.matter
    type_over(room, "H4", "units", "three hundred")
    editor = editor_of(room)
    assert editor is not None
    assert editor.text() == "three hundred"
    assert "is not a number of shares" in room.grid.reason
    QTest.keyClick(editor, Key.Key_Escape)
    assert context.session.matter == before
    assert room.grid.reason == ""


def test_an_other_holder_is_typed_over_in_registrable(room: HoldingsRoom, context: RoomContext) -> None:
    type_over(room, "H8", "registrable", "1.5m")
    assert context.session.matter.ledger[-1].security is Security.OTHER_REGISTRABLE
    assert text(room, ("total", "others"), "registrable") == "1,500,000"


def test_a_name_and_a_group_are_typed_over_too(room: HoldingsRoom, context: RoomContext) -> None:
    type_over(room, "H3", "name", "Birch Lane Partners")
    assert context.session.matter.holder("H3").name == "Birch Lane Partners"
    room.grouping.setChecked(False)
    type_over(room, "H3", "group", "alder")
    assert context.session.matter.holder("H3").group == "Alder"
    room.grouping.setChecked(True)
    assert text(room, ("group", "Alder"), "units") == "1,140,000"


def test_units_worked_out_from_their_parts_are_not_typed_over(room: HoldingsRoom, context: RoomContext) -> None:
    context.signals.execute(ChooseReading("majority_basis", "intact_units", "the parts were separated"))
    type_over(room, "H4", "units", "1")
    assert editor_of(room) is None
    assert text(room, ("holder", "H4"), "units") == "300,000"


def test_the_same_figure_typed_again_writes_nothing(room: HoldingsRoom, context: RoomContext) -> None:
    before = len(context.session.journal())
    type_over(room, "H4", "warrants", "300,000")
    assert len(context.session.journal()) == before


def test_delete_clears_a_block_as_one_step(room: HoldingsRoom, context: RoomContext) -> None:
    room.grid.select_cell(("holder", "H3"), "warrants")
    QTest.keyClick(room.grid, Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(room.grid, Key.Key_Delete)
    assert [text(room, ("holder", each), "warrants") for each in ("H3", "H4")] == ["0", "0"]
    assert context.session.undo_label == "Clear 2 cells"
    context.signals.undo()
    assert [text(room, ("holder", each), "warrants") for each in ("H3", "H4")] == ["540,000", "300,000"]


# -- ticks, groups, order ----------------------------------------------------------------------------------------------


def test_space_ticks_for_the_majority_meter(room: HoldingsRoom) -> None:
    """Alder I, Birch and Cedar are ticked by the demand; without Birch they are 240,001 Units short."""
    assert room.model.ticked == {"H1", "H3", "H4"}
    room.grid.select_cell(("holder", "H3"), "units")
    QTest.keyClick(room.grid, Key.Key_Space)
    assert room.model.ticked == {"H1", "H4"}
    assert "660,000, 36.67% · 240,001 Units short" in room.cards.of_rights["demand"].ticked.accessibleName()


def test_a_group_is_ticked_with_its_members(room: HoldingsRoom) -> None:
    group = room.model.rows[0]
    assert (group.kind, group.tick) == (RowKind.GROUP, Tick.PARTLY)
    room.model.set_ticked(group, ticked=True)
    assert room.model.rows[0].tick is Tick.ON
    assert "Alder, Birch, Cedar" in room.cards.of_rights["demand"].ticked.accessibleName()


def test_the_smallest_majorities_are_offered(room: HoldingsRoom) -> None:
    room.coalitions.offered.aboutToShow.emit()
    acts = [act for act in room.coalitions.offered.actions() if act.text()]
    assert "Alder Growth Fund I, L.P. + Birch + Cedar" in [act.text() for act in acts]
    next(act for act in acts if act.text() == "Alder + Birch").trigger()
    assert room.model.ticked == {"H1", "H2", "H3"}
    assert "63.33% · majority" in room.cards.of_rights["demand"].ticked.accessibleName()


def test_nobody_ticked_says_what_ticking_is_for(room: HoldingsRoom) -> None:
    room.model.tick_only(())
    assert "Tick Investors below" in room.cards.of_rights["demand"].ticked.accessibleName()


def test_a_group_opens_and_closes(room: HoldingsRoom) -> None:
    room.grid.select_cell(("group", "Alder"), "name")
    QTest.keyClick(room.grid, Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert names(room.model)[:2] == ["Alder (one Investor)", "Birch Street Partners"]


def test_sorting_keeps_groups_together_and_others_apart(room: HoldingsRoom) -> None:
    room.grid.sort_by(room.model.column_of("registrable"))
    room.grid.sort_by(room.model.column_of("registrable"))
    assert names(room.model)[:4] == [
        "Alder (one Investor)",
        "Alder Growth Fund I, L.P.",
        "Alder Growth Fund II, L.P.",
        "Birch Street Partners",
    ]
    assert names(room.model)[-4].startswith("Other Holders")
    room.grouping.setChecked(False)
    assert names(room.model)[:2] == ["Birch Street Partners", "Alder Growth Fund I, L.P."]


def test_the_filter_finds_names_and_groups_and_leaves_the_totals(room: HoldingsRoom) -> None:
    QTest.keyClicks(room.filter, "ald")
    assert names(room.model)[:3] == list(SHOWN)[:3]
    assert text(room, ("total",), "units") == "1,800,000"
    QTest.keyClick(room.filter, Key.Key_Escape)
    assert list(map(len, (names(room.model),))) == [len(SHOWN)]
    QTest.keyClicks(room.filter, "nobody")
    assert room.grid.empty_text == (
        "No holder’s name or group has “nobody” in it. The totals below are of the whole register."
    )
    assert names(room.model) == ["5 Investors · 6 holders", "1 Other Holder"]
    assert text(room, ("total",), "name") == "5 Investors · 6 holders, whole register"


def test_columns_are_chosen(room: HoldingsRoom) -> None:
    assert room.grid.isColumnHidden(room.model.column_of("group"))
    room.columns.offered.aboutToShow.emit()
    act = next(act for act in room.columns.offered.actions() if act.text() == "Warrants")
    act.trigger()
    assert room.grid.isColumnHidden(room.model.column_of("warrants"))


def test_the_sum_of_a_selection_goes_to_the_status_line(room: HoldingsRoom) -> None:
    said: list[str] = []
    room.status_text.connect(said.append)
    room.grid.select_cell(("holder", "H3"), "units")
    QTest.keyClick(room.grid, Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert said[-1] == "Σ 2 cells · 840,000"
