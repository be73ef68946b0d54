"""The Cutback room on the worked example of §3(c): 10,000,000 at most, 6,000,000 of them the Company's.

| Seller                | Held      | Requested | Allocated | Cut       | Cut %  |
| Alder (one Investor)  | 3,000,000 | 1,800,000 | 1,698,529 |   101,471 |  5.64% | round 2
|   Alder Fund I        | 1,800,000 | 1,800,000 | 1,698,529 |   101,471 |  5.64% |
|   Alder Fund II       | 1,200,000 |         – |         – |         – |      – |
| Birch                 | 2,400,000 | 2,400,000 | 1,358,824 | 1,041,176 | 43.38% | round 2
| Cedar                 |   600,000 |   150,000 |   150,000 |         0 |  0.00% | round 1
| Dogwood (Other Holder)| 1,400,000 | 1,400,000 |   792,647 |   607,353 | 43.38% | round 2
| Holders               | 7,400,000 | 5,750,000 | 4,000,000 | 1,750,000 | 30.43% |
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot

from rra_desktop.domain.figures import FigureKey
from rra_desktop.domain.offerings import Offering
from rra_desktop.editing.commands import AddOffering, RemoveOffering, SetOfferingRequest
from rra_desktop.session import MatterSession
from tests.ui.shown import bring_up_room
from ui.cutback.cutback_room import CutbackRoom
from ui.cutback.offering_dialog import OfferingDialog
from ui.session_signals import SessionSignals
from ui.theme import Theme
from ui.widgets.grid_editing import CellEditor
from ui.widgets.labels import PlainLabel
from ui.widgets.room import RoomContext

Key = Qt.Key
COLUMNS = ("held", "requested", "allocated", "cut", "percent", "bar")


@pytest.fixture
def room(worked: MatterSession, theme: Theme, qtbot: QtBot) -> Iterator[CutbackRoom]:
    signals = SessionSignals(worked)
    made = CutbackRoom(RoomContext(worked, signals, theme))
    tester = QAbstractItemModelTester(made.model, QAbstractItemModelTester.FailureReportingMode.Warning)
    bring_up_room(made, signals, qtbot)
    yield made
    tester.deleteLater()
    signals.close()


def table(room: CutbackRoom) -> dict[str, tuple[str, ...]]:
    model = room.model
    places = [model.column_of(column) for column in COLUMNS]
    return {
        row.subject.name: tuple(model.cell(model.index(at, place)).text for place in places)
        for at, row in enumerate(model.rows)
    }


def editor_of(room: CutbackRoom) -> CellEditor | None:
    return next((each for each in room.grid.findChildren(CellEditor) if each.isVisible()), None)


def type_over(room: CutbackRoom, holder: str, column: str, typed: str) -> None:
    room.grid.select_cell(("holder", holder), column)
    for letter in typed:
        QTest.keyClicks(editor_of(room) or room.grid, letter)
    QTest.keyClick(editor_of(room) or room.grid, Key.Key_Return)


def type_into(room: CutbackRoom, field: str, typed: str) -> None:
    edit = getattr(room.inputs, field)
    edit.setFocus()
    edit.selectAll()
    QTest.keyClicks(edit, typed)
    QTest.keyClick(edit, Key.Key_Return)


def said(room: CutbackRoom) -> list[str]:
    return [label.text() for label in room.offering_card.findChildren(PlainLabel) if label.isVisibleTo(room)]


# -- what shows --------------------------------------------------------------------------------------------------------


def test_the_sellers_show_as_drawn(room: CutbackRoom) -> None:
    assert table(room) == {
        "Alder (one Investor)": ("3,000,000", "1,800,000", "1,698,529", "101,471", "5.64%", "round 2"),
        "Birch": ("2,400,000", "2,400,000", "1,358,824", "1,041,176", "43.38%", "round 2"),
        "Cedar": ("600,000", "150,000", "150,000", "0", "0.00%", "round 1"),
        "Dogwood (Other Holder)": ("1,400,000", "1,400,000", "792,647", "607,353", "43.38%", "round 2"),
        "Holders": ("7,400,000", "5,750,000", "4,000,000", "1,750,000", "30.43%", ""),
    }


def test_a_group_opens_to_its_members(room: CutbackRoom) -> None:
    room.grid.select_cell(("group", "Alder"), "allocated")
    QTest.keyClick(room.grid, Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    shown = table(room)
    assert list(shown)[:3] == ["Alder (one Investor)", "Alder Fund I", "Alder Fund II"]
    assert shown["Alder Fund I"][2] == "1,698,529"
    assert shown["Alder Fund II"][1:] == ("–", "–", "–", "–", "")


def test_the_large_figures_and_the_status_agree(room: CutbackRoom) -> None:
    status: list[str] = []
    room.status_text.connect(status.append)
    room.refresh(None)
    assert room.inputs.capacity.accessibleName() == "Room for holders, 4,000,000"
    assert room.inputs.requested.accessibleName() == "Requested, 5,750,000"
    assert room.inputs.cut.accessibleName() == "Cut, 1,750,000, 30.4%"
    assert status[-1].startswith("Total 4,000,000 = room for holders ✓")


def test_the_rounds_are_told(room: CutbackRoom) -> None:
    lines = said(room)
    assert "4,000,000 shares over 7,400,000 shares held" in lines
    assert "Cedar reaches its request; the rest goes round again." in lines
    assert "3,850,000 shares over 6,800,000 shares held" in lines
    money = "10,000,000 shares · $12,500,000.00 gross · $875,000.00 discount"
    assert f"{money} ($525,000.00 Company, $350,000.00 sellers, §4)" in lines


def test_the_money_of_every_seller_adds_up(room: CutbackRoom) -> None:
    model = room.money
    rows = [[column.cell(row).text for column in model.columns] for row in model.rows]
    assert rows == [
        ["Alder Fund I", "$2,123,161.25", "$148,621.29", "$1,974,539.96", "$2,123,161.25"],
        ["Birch", "$1,698,530.00", "$118,897.10", "$1,579,632.90", "$1,698,530.00"],
        ["Cedar", "$187,500.00", "$13,125.00", "$174,375.00", "$187,500.00"],
        ["Dogwood", "$990,808.75", "$69,356.61", "$921,452.14", "–"],
        ["Sellers", "$5,000,000.00", "$350,000.00", "$4,650,000.00", ""],
    ]


def test_the_bar_names_its_parts(room: CutbackRoom) -> None:
    assert room.offering_card.bar.accessibleDescription() == (
        "Company 6,000,000, Alder 1,698,529, Birch 1,358,824, Cedar 150,000, Dogwood 792,647"
    )


def test_selecting_a_figure_asks_why(room: CutbackRoom) -> None:
    asked: list[FigureKey | None] = []
    room.figure_selected.connect(asked.append)
    for key, column, part in (
        (("holder", "H3"), "allocated", "allocated"),
        (("group", "Alder"), "held", "held"),
        (("total",), "percent", "cut"),
    ):
        room.grid.select_cell(key, column)
        subject = key[1] if len(key) > 1 else ""
        assert asked[-1] == FigureKey("cutback", ("O1", subject), part)
        assert room.context.session.analysis.figure(asked[-1]) is not None
    room.inputs.capacity.click()
    assert asked[-1] == FigureKey("cutback", ("O1", ""), "capacity")
    room.money_grid.select_cell(("H4",), "net")
    assert asked[-1] == FigureKey("cutback", ("O1", "H4"), "net")


# -- typing ------------------------------------------------------------------------------------------------------------


def test_a_request_is_typed_over(room: CutbackRoom, worked: MatterSession) -> None:
    """Cedar asks for 600,000 and is cut with the others."""
    type_over(room, "H4", "requested", "600k")
    assert [each.quantity for each in worked.matter.requests_in("O1") if each.holder == "H4"] == [600_000]
    assert table(room)["Holders"][1:4] == ("6,200,000", "4,000,000", "2,200,000")
    assert table(room)["Cedar"][5] == "round 1"


def test_delete_takes_a_request_out(room: CutbackRoom, worked: MatterSession) -> None:
    room.grid.select_cell(("holder", "H3"), "requested")
    QTest.keyClick(room.grid, Key.Key_Delete)
    assert "H3" not in [each.holder for each in worked.matter.requests_in("O1")]
    assert table(room)["Birch"][1] == "–"


def test_a_request_that_is_no_number_stays_with_the_reason(room: CutbackRoom, worked: MatterSession) -> None:
    before = worked.matter
    type_over(room, "H3", "requested", "all")
    assert editor_of(room) is not None
    assert "“all” is not a number of shares" in room.grid.reason
    assert worked.matter == before


def test_the_inputs_are_typed_over(room: CutbackRoom, worked: MatterSession) -> None:
    type_into(room, "maximum", "9m")
    type_into(room, "company", "5,500,000")
    type_into(room, "price", "$2")
    type_into(room, "discount", "6.5")
    offering = worked.matter.offering("O1")
    assert (offering.maximum, offering.company_shares) == (9_000_000, 5_500_000)
    assert (offering.price, offering.discount_percent) == (Decimal(2), Decimal("6.5"))
    assert room.inputs.maximum.text() == "9,000,000"
    assert room.inputs.discount.text() == "6.5%"
    assert room.inputs.capacity.text_shown() == "3,500,000"


def test_a_discount_in_dollars_is_one_a_share(room: CutbackRoom, worked: MatterSession) -> None:
    type_into(room, "discount", "$0.10")
    offering = worked.matter.offering("O1")
    assert (offering.discount_percent, offering.discount_per_share) == (None, Decimal("0.10"))


def test_an_input_that_cannot_be_read_stays_with_the_reason(room: CutbackRoom, worked: MatterSession) -> None:
    before = worked.matter
    type_into(room, "maximum", "ten million")
    assert room.inputs.maximum.text() == "ten million"
    assert "is not a number of shares" in room.inputs.maximum.reason
    QTest.keyClick(room.inputs.maximum, Key.Key_Escape)
    assert room.inputs.maximum.text() == "10,000,000"
    assert worked.matter == before


def test_without_a_maximum_the_cutback_says_what_it_waits_for(room: CutbackRoom) -> None:
    type_into(room, "maximum", "")
    room.inputs.maximum.clear()
    room.inputs.maximum.setModified(True)
    room.inputs.maximum.settle()
    assert "The cutback waits for the underwriters’ maximum." in said(room)
    assert table(room)["Birch"] == ("2,400,000", "2,400,000", "–", "–", "–", "")
    assert room.inputs.capacity.text_shown() == "–"
    assert room.money_grid.empty_text == "Nobody sells anything yet."


def test_a_group_of_two_sellers_can_agree_its_own_split(room: CutbackRoom, worked: MatterSession) -> None:
    """Both funds ask; the group gets 1,698,529 and may divide it as it likes."""
    signals = room.context.signals
    signals.execute(SetOfferingRequest("O1", "H1", 1_000_000))
    signals.execute(SetOfferingRequest("O1", "H2", 800_000))
    room.model.set_opened(room.model.rows[0], opened=True)
    type_over(room, "H1", "allocated", "900,000")
    assert any("until it adds up" in line for line in said(room))
    type_over(room, "H2", "allocated", "798,529")
    assert [each.agreed for each in worked.matter.requests_in("O1")][:2] == [900_000, 798_529]
    shown = table(room)
    assert (shown["Alder Fund I"][2], shown["Alder Fund II"][2]) == ("900,000", "798,529")
    room.grid.select_cell(("holder", "H1"), "allocated")
    QTest.keyClick(room.grid, Key.Key_Delete)
    assert worked.matter.requests_in("O1")[0].agreed is None


# -- scenarios ---------------------------------------------------------------------------------------------------------


def test_a_scenario_begins_like_the_one_that_shows(room: CutbackRoom, worked: MatterSession) -> None:
    room.scenarios.add.click()
    dialog = room.findChild(OfferingDialog)
    assert dialog is not None
    QTest.keyClicks(dialog.name, "Max 8m")
    dialog.accept()
    made = worked.matter.offerings[-1]
    assert (made.name, made.maximum) == ("Max 8m", 10_000_000)
    assert len(worked.matter.requests_in(made.id)) == 5
    type_into(room, "maximum", "8m")
    assert worked.matter.offering(made.id).maximum == 8_000_000
    assert worked.matter.offering("O1").maximum == 10_000_000
    room.show_scenario("O1")
    assert room.inputs.maximum.text() == "10,000,000"


def test_the_arrows_move_along_the_scenarios(room: CutbackRoom) -> None:
    room.context.signals.execute(AddOffering(Offering("", name="Max 8m", maximum=8_000_000), like="O1"))
    first, second = room.scenarios.buttons[:2]
    assert (first.text(), second.text(), second.isChecked()) == ("Scenario no. 1", "Max 8m", True)
    second.setFocus()
    QTest.keyClick(second, Key.Key_Right)
    assert first.isChecked()
    assert room.inputs.maximum.text() == "10,000,000"
    assert not room.scenarios.buttons[2].isVisibleTo(room)


def test_a_scenario_needs_a_name(room: CutbackRoom) -> None:
    room.scenarios.add.click()
    dialog = room.findChild(OfferingDialog)
    assert dialog is not None
    dialog.accept()
    assert "name" in dialog.refusal()


def test_details_change_as_one_step(room: CutbackRoom, worked: MatterSession) -> None:
    room.scenarios.change.click()
    dialog = room.findChild(OfferingDialog)
    assert dialog is not None
    dialog.name.setText("Base case")
    dialog.option.setText("600,000")
    dialog.as_of.edit.setText("2003-07-01")
    entries = len(worked.journal())
    dialog.accept()
    offering = worked.matter.offering("O1")
    assert (offering.name, offering.option_shares, offering.as_of) == ("Base case", 600_000, dt.date(2003, 7, 1))
    assert len(worked.journal()) == entries + 1


def test_another_plan_is_picked(room: CutbackRoom, worked: MatterSession) -> None:
    """Investors before Other Holders: Dogwood gets nothing while the Investors are cut."""
    room.scenarios.plan.choose("company-investors-others")
    room.scenarios.plan.picked.emit("company-investors-others")
    assert worked.matter.offering("O1").plan == "company-investors-others"
    assert table(room)["Dogwood (Other Holder)"][2] == "0"
    assert any("counsel’s choice" in line for line in said(room))


def test_without_a_scenario_the_room_says_how_to_begin(room: CutbackRoom, worked: MatterSession) -> None:
    room.context.signals.execute(RemoveOffering("O1"))
    assert room.begin.isVisibleTo(room)
    assert not room.scenarios.isVisibleTo(room)
    room.begin.click()
    dialog = room.findChild(OfferingDialog)
    assert dialog is not None
    dialog.name.setText("First")
    dialog.accept()
    assert [each.name for each in worked.matter.offerings] == ["First"]
    assert not room.begin.isVisibleTo(room)
