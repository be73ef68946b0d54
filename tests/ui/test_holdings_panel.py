"""Below the register and in its dialogs: transactions, addresses, affiliates, new holders."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from rra_desktop.domain.register import EntryType, LedgerEntry, Role, Security
from rra_desktop.editing.commands import AddLedgerEntry, ChangeHolder
from rra_desktop.session import MatterSession, create_session, new_matter, open_session
from rra_desktop.store.forms import load_form
from tests.ui.conftest import AS_OF
from tests.ui.shown import bring_up_room
from ui.holdings.add_investor import AddInvestorDialog
from ui.holdings.holdings_room import HoldingsRoom
from ui.holdings.transaction_dialog import TransactionDialog
from ui.session_signals import SessionSignals
from ui.theme import Theme
from ui.widgets.room import RoomContext

Key = Qt.Key
MAY_12 = dt.date(2003, 5, 12)


@pytest.fixture
def room(context: RoomContext, qtbot: QtBot) -> HoldingsRoom:
    made = HoldingsRoom(context)
    bring_up_room(made, context.signals, qtbot)
    return made


def ledger(room: HoldingsRoom) -> list[list[str]]:
    model = room.panel.ledger
    shown = [place for place in range(len(model.columns)) if not room.panel.grid.isColumnHidden(place)]
    return [[model.cell(model.index(row, place)).text for place in shown] for row in range(len(model.rows))]


def counterpart_of(session: MatterSession, holder: str) -> dt.date | None:
    return session.matter.holder(holder).counterpart_date


# -- transactions ------------------------------------------------------------------------------------------------------


def test_the_ledger_shows_running_balances(room: HoldingsRoom) -> None:
    room.grid.select_cell(("holder", "H1"), "units")
    assert ledger(room) == [
        ["Mar 30, 2003", "Issue", "Units", "360,000", "1,080,000", "360,000", "360,000", ""],
        ["May 12, 2003", "Conversion", "Series A Pref.", "120,000", "1,320,000", "240,000", "360,000", ""],
    ]


def test_a_transfer_names_the_other_side(room: HoldingsRoom) -> None:
    room.grid.select_cell(("holder", "H5"), "units")
    assert ledger(room)[1][1:4] == ["Transfer to Juniper Holdings", "Units", "−60,000"]
    room.grid.select_cell(("holder", "H7"), "units")
    assert ledger(room)[0][1:4] == ["Transfer from Elm & Daughters LLC", "Units", "60,000"]


def test_a_registered_sale_under_no_effective_statement_is_marked_on_its_entry_and_its_row(room: HoldingsRoom) -> None:
    """§2, §7: the position stays; the sample has no effective registration statement."""
    sale = LedgerEntry(0, MAY_12, EntryType.REGISTERED_SALE, "H4", None, 1_000)
    refusals: list[str] = []
    room.model._signals.execute(AddLedgerEntry(sale), refusals.append)
    assert refusals == []
    room.grid.select_cell(("holder", "H4"), "units")
    assert ledger(room)[-1][-1] == (
        "Contradiction: A registered sale is recorded for May 12, 2003, when no registration statement was effective: "
        "none is recorded as effective."
    )
    shown = [room.model.cell(room.model.index(row, 0)) for row in range(room.model.rowCount())]
    marked = [cell for cell in shown if "▲ Contradiction" in cell.text]
    assert [cell.text.split("  ")[0] for cell in marked] == ["Cedar Family Trust", "5 Investors · 6 holders"]
    for cell in marked:
        assert "Contradiction: A registered sale is recorded for May 12, 2003" in cell.note


def test_an_other_holder_has_one_balance(room: HoldingsRoom) -> None:
    room.grid.select_cell(("holder", "H8"), "registrable")
    assert ledger(room) == [["Mar 30, 2003", "Issue", "Other registrable", "1,400,000", "1,400,000", ""]]


@dataclass(frozen=True)
class Kind:
    """What is typed for one kind of transaction, and what the entry must say."""

    kind: EntryType
    quantity: str = ""
    wanted: int | None = None
    security: Security | None = None
    to: str = ""
    new: str = ""
    old: str = ""
    percent: str = ""
    price: str = ""


@pytest.mark.parametrize(
    "case",
    [
        Kind(EntryType.ISSUE, "1,000", 1_000, Security.COMMON),
        Kind(EntryType.CONVERT, "60k", 60_000),
        Kind(EntryType.EXERCISE, "1000", 1_000, price="$300"),
        Kind(EntryType.TRANSFER, "30,000", 30_000, Security.UNIT, to="H7"),
        Kind(EntryType.REGISTERED_SALE, "5,000", 5_000),
        Kind(EntryType.OTHER_SALE, "5,000", 5_000),
        Kind(EntryType.CANCEL, "10", 10, Security.WARRANT),
        Kind(EntryType.SPLIT, new="1", old="10"),
        Kind(EntryType.STOCK_DIVIDEND, percent="5%"),
        Kind(EntryType.CORRECTION, "−20,000", -20_000, Security.COMMON),
    ],
    ids=lambda case: case.kind.value,
)
def test_every_kind_of_transaction_can_be_entered(room: HoldingsRoom, context: RoomContext, case: Kind) -> None:
    dialog = TransactionDialog(context, room, holder="H4")
    dialog.kind.choose(case.kind.value)
    dialog.kind.picked.emit(case.kind.value)
    for field, typed in (
        (dialog.quantity, case.quantity),
        (dialog.new, case.new),
        (dialog.old, case.old),
        (dialog.percent, case.percent),
        (dialog.price_paid, case.price),
    ):
        field.setText(typed)
    dialog.to.choose(case.to)
    if case.security is not None:
        dialog.security.choose(case.security.value)
    dialog.note.setText("entered by hand")
    dialog.accept()
    if case.kind is EntryType.REGISTERED_SALE:
        assert dialog.told() == (
            "A registered sale is recorded for Jun 24, 2003, when no registration statement was effective: none is "
            "recorded as effective."
        )
        dialog.accept()
    assert dialog.refusal() == ""
    entry = context.session.matter.ledger[-1]
    assert (entry.type, entry.date, entry.note) == (case.kind, AS_OF, "entered by hand")
    assert (entry.quantity, entry.security, entry.to or "") == (case.wanted, case.security, case.to)
    whole_company = case.kind in (EntryType.SPLIT, EntryType.STOCK_DIVIDEND)
    assert entry.holder == (None if whole_company else "H4")
    assert entry.price_paid == (Decimal(300) if case.price else None)


def test_a_transaction_that_cannot_be_stays_in_the_dialog(room: HoldingsRoom, context: RoomContext) -> None:
    before = context.session.matter
    dialog = TransactionDialog(context, room, holder="H4")
    dialog.kind.choose("registered_sale")
    dialog.kind.picked.emit("registered_sale")
    dialog.accept()
    assert dialog.refusal() == "Say how many."
    dialog.quantity.setText("2,000,000")
    dialog.accept()
    assert "Cedar Family Trust" in dialog.refusal()
    assert "2,000,000" in dialog.refusal()
    dialog.date.edit.setText("2/3/03")
    dialog.accept()
    assert "two ways" in dialog.refusal()
    assert context.session.matter == before


def test_the_dialog_asks_who(room: HoldingsRoom, context: RoomContext) -> None:
    dialog = TransactionDialog(context, room)
    dialog.quantity.setText("5")
    dialog.accept()
    assert dialog.refusal() == "Say whose securities these are."


def test_a_transaction_is_changed_from_the_ledger(room: HoldingsRoom, context: RoomContext) -> None:
    room.grid.select_cell(("holder", "H1"), "units")
    room.panel.grid.setFocus()
    room.panel.grid.select_cell(("H1", str(_conversion(context).sequence)), "quantity")
    QTest.keyClick(room.panel.grid, Key.Key_Return)
    dialog = room.findChild(TransactionDialog)
    assert dialog is not None
    assert (dialog.kind.key(), dialog.quantity.text()) == ("convert", "120,000")
    dialog.quantity.setText("100,000")
    dialog.accept()
    assert _conversion(context).quantity == 100_000
    assert ledger(room)[1][3:6] == ["100,000", "1,280,000", "260,000"]


def test_a_transaction_is_removed_or_the_reason_stands_beside_it(room: HoldingsRoom, context: RoomContext) -> None:
    """The conversion can go; the issue cannot, for what came after it needs it."""
    room.grid.select_cell(("holder", "H1"), "units")
    panel = room.panel
    first, second = (row.subject.entry for row in panel.ledger.rows)
    panel.grid.select_cell(("H1", str(first.sequence)), "quantity")
    menu = panel.grid.row_menu(panel.ledger.rows[0])
    next(act for act in menu.actions() if act.text() == "Remove transaction").trigger()
    assert "Alder Growth Fund I" in panel.grid.reason
    menu = panel.grid.row_menu(panel.ledger.rows[1])
    next(act for act in menu.actions() if act.text() == "Remove transaction").trigger()
    assert second not in context.session.matter.ledger


def _conversion(context: RoomContext) -> LedgerEntry:
    return next(
        entry
        for entry in context.session.matter.ledger
        if (entry.holder, entry.type, entry.date) == ("H1", EntryType.CONVERT, MAY_12)
    )


# -- addresses, notes, affiliates --------------------------------------------------------------------------------------


def test_address_and_notes_are_saved_when_they_are_left(room: HoldingsRoom, context: RoomContext) -> None:
    room.grid.select_cell(("holder", "H4"), "units")
    for title, field, name in (
        ("Notice address", room.panel.address, "notice_address"),
        ("Notes", room.panel.notes, "notes"),
    ):
        room.panel.turn_to(title)
        field.setPlainText("")
        QTest.keyClicks(field, f"new {name}")
        room.grid.setFocus()
        assert getattr(context.session.matter.holder("H4"), name) == f"new {name}"
        assert context.session.undo_label == f"Change Cedar Family Trust’s {name.replace('_', ' ')}"


def test_what_is_written_stays_with_the_holder_it_was_written_for(room: HoldingsRoom, context: RoomContext) -> None:
    room.grid.select_cell(("holder", "H4"), "units")
    room.panel.turn_to("Notes")
    QTest.keyClicks(room.panel.notes, "for Cedar")
    room.grid.select_cell(("holder", "H3"), "units")
    assert context.session.matter.holder("H4").notes == "for Cedar"
    assert context.session.matter.holder("H3").notes == ""
    assert room.panel.notes.toPlainText() == ""


def test_recording_the_counterpart_makes_an_investor(room: HoldingsRoom, context: RoomContext) -> None:
    room.grid.select_cell(("holder", "H7"), "units")
    menu = room.grid.row_menu(room.model.rows[room.model.place_of(("holder", "H7")) or 0])
    next(act for act in menu.actions() if act.text() == "Record counterpart…").trigger()
    field = room.panel.affiliates.counterpart
    QTest.keyClicks(field.edit, "June 20, 2003")
    QTest.keyClick(field.edit, Key.Key_Return)
    assert counterpart_of(context.session, "H7") == dt.date(2003, 6, 20)
    assert not room.model.rows[room.model.place_of(("holder", "H7")) or 0].greyed
    assert room.cards.units.accessibleName() == "Units held by Investors, 1,860,000, Doubt, majority: 930,001 Units"


def test_a_late_counterpart_is_marked_by_word_and_shape_wherever_it_counts(
    room: HoldingsRoom, context: RoomContext
) -> None:
    """§7: beside the holder, the totals and the majority; in the tool tip and for a screen reader too."""
    context.session.execute(ChangeHolder("H7", "counterpart_date", dt.date(2003, 6, 20)))
    for key, name in ((("holder", "H7"), "Juniper Holdings"), (("total",), "6 Investors · 7 holders")):
        place = room.model.place_of(key)
        assert place is not None
        cell = room.model.cell(room.model.index(place, room.model.column_of("name")))
        assert cell.text == f"{name}  ▲ Doubt"
        assert cell.note.startswith("Doubt: Juniper Holdings signed its counterpart on Jun 20, 2003, 39 days after")
        assert cell.spoken == f"{name}. {cell.note}"
        assert cell.edit in (name, None)
    assert "39 days after" in room.cards.units.toolTip()
    assert "39 days after" in room.cards.units.accessibleDescription()
    place = room.model.place_of(("holder", "H3"))
    assert place is not None
    assert "▲" not in room.model.cell(room.model.index(place, room.model.column_of("name"))).text


def test_affiliates_are_joined_and_led(room: HoldingsRoom, context: RoomContext) -> None:
    room.grid.select_cell(("holder", "H3"), "units")
    page = room.panel.affiliates
    room.panel.turn_to("Affiliates")
    page.group.clear()
    QTest.keyClicks(page.group, "Alder")
    QTest.keyClick(page.group, Key.Key_Return)
    assert context.session.matter.holder("H3").group == "Alder"
    page.lead.choose("H3")
    page.lead.picked.emit("H3")
    assert context.session.matter.groups[0].lead == "H3"
    page.entity.choose("corporation")
    page.entity.picked.emit("corporation")
    assert context.session.matter.holder("H3").entity == "corporation"


# -- new holders -------------------------------------------------------------------------------------------------------


def test_an_investor_is_added_with_its_units(room: HoldingsRoom, context: RoomContext) -> None:
    room.add_investor.click()
    dialog = room.findChild(AddInvestorDialog)
    assert dialog is not None
    QTest.keyClicks(dialog.name, "Willow Partners")
    QTest.keyClicks(dialog.quantity, "50k")
    dialog.accept()
    holder = context.session.matter.holders[-1]
    entry = context.session.matter.ledger[-1]
    assert (holder.name, holder.role) == ("Willow Partners", Role.INVESTOR)
    assert (entry.holder, entry.security, entry.quantity) == (holder.id, Security.UNIT, 50_000)
    current = room.grid.current_row()
    assert current is not None
    assert current.subject.name == "Willow Partners"


def test_a_transferee_is_added_without_units(room: HoldingsRoom, context: RoomContext) -> None:
    dialog = AddInvestorDialog(context, room)
    dialog.name.setText("Rowan LLC")
    dialog.transferee.setChecked(True)
    dialog.counterpart.edit.setText("2 Jun 2003")
    dialog.accept()
    holder = context.session.matter.holders[-1]
    assert (holder.transferee, holder.counterpart_date) == (True, dt.date(2003, 6, 2))


def test_an_other_holder_is_added_with_other_securities(room: HoldingsRoom, context: RoomContext) -> None:
    dialog = AddInvestorDialog(context, room)
    dialog.name.setText("Poplar Capital")
    dialog.role.choose("other_holder")
    dialog.role.picked.emit("other_holder")
    dialog.quantity.setText("10,000")
    dialog.accept()
    assert context.session.matter.ledger[-1].security is Security.OTHER_REGISTRABLE
    assert dialog._group_row.isHidden()


def test_a_holder_needs_a_name(room: HoldingsRoom, context: RoomContext) -> None:
    dialog = AddInvestorDialog(context, room)
    dialog.accept()
    assert "name" in dialog.refusal().casefold()
    dialog.name.setText("Rowan LLC")
    dialog.quantity.setText("a few")
    dialog.accept()
    assert "“a few” is not a number of shares" in dialog.refusal()


def test_a_holder_is_removed_from_its_menu(room: HoldingsRoom, context: RoomContext) -> None:
    room.grid.select_cell(("holder", "H6"), "units")
    menu = room.grid.row_menu(room.model.rows[room.model.place_of(("holder", "H6")) or 0])
    next(act for act in menu.actions() if act.text() == "Remove Hawthorn, J. (IRA)").trigger()
    assert all(holder.id != "H6" for holder in context.session.matter.holders)
    context.signals.undo()
    assert room.model.place_of(("holder", "H6")) is not None


def test_one_who_began_a_demand_is_not_removed_and_the_reason_stands_beside(room: HoldingsRoom) -> None:
    room.grid.select_cell(("holder", "H3"), "units")
    menu = room.grid.row_menu(room.model.rows[room.model.place_of(("holder", "H3")) or 0])
    next(act for act in menu.actions() if act.text() == "Remove Birch Street Partners").trigger()
    assert "Initiating Investor" in room.grid.reason
    assert isinstance(menu, QMenu)


# -- nothing yet, nothing allowed --------------------------------------------------------------------------------------


def test_an_empty_register_says_how_to_begin(theme: Theme, tmp_path: Path, qtbot: QtBot) -> None:
    session = create_session(tmp_path / "New.rra", new_matter(load_form("bestnet-2003"), "New"), today=AS_OF)
    room = HoldingsRoom(RoomContext(session, SessionSignals(session), theme))
    qtbot.addWidget(room)
    room.refresh(None)
    assert room.model.rows == ()
    assert "Add the investors" in room.grid.empty_text
    assert not room.add_transaction.isEnabled()
    session.close()


def test_a_matter_open_for_reading_cannot_be_typed_over(matter_path: Path, theme: Theme, qtbot: QtBot) -> None:
    session = open_session(matter_path, today=AS_OF, read_only=True)
    room = HoldingsRoom(RoomContext(session, SessionSignals(session), theme))
    qtbot.addWidget(room)
    room.refresh(None)
    assert not room.add_investor.isEnabled()
    assert all(
        not room.model.flags(room.model.index(row, column)) & Qt.ItemFlag.ItemIsEditable
        for row in range(len(room.model.rows))
        for column in range(len(room.model.columns))
    )
    assert room.panel.notes.isReadOnly()
    session.close()


# -- what a transaction can be of --------------------------------------------------------------------------------------


def take(dialog: TransactionDialog, kind: EntryType, holder: str = "") -> None:
    """Choose a kind, and a holder, as counsel does."""
    dialog.kind.choose(kind.value)
    dialog.kind.picked.emit(kind.value)
    if holder:
        dialog.holder.choose(holder)
        dialog.holder.picked.emit(holder)


def test_only_what_a_holder_has_is_offered(room: HoldingsRoom, context: RoomContext) -> None:
    """Elm has converted all its Preferred, Hawthorn has exercised all its Warrants, Dogwood has other securities."""
    dialog = TransactionDialog(context, room)
    take(dialog, EntryType.CONVERT)
    assert "H5" not in dialog.holder.offered()
    take(dialog, EntryType.EXERCISE)
    assert {"H6", "H8"}.isdisjoint(dialog.holder.offered())
    take(dialog, EntryType.TRANSFER, "H5")
    assert dialog.security.offered() == ("", "unit", "common", "warrant")
    assert "H5" not in dialog.to.offered()
    take(dialog, EntryType.CANCEL, "H8")
    assert dialog.security.offered() == ("other_registrable",)
    take(dialog, EntryType.ISSUE, "H8")
    assert dialog.security.offered() == ("other_registrable",)


def test_a_day_before_the_holding_offers_nobody(room: HoldingsRoom, context: RoomContext) -> None:
    dialog = TransactionDialog(context, room, holder="H4")
    take(dialog, EntryType.CANCEL)
    assert dialog.holder.key() == "H4"
    dialog.date.set_date(dt.date(2003, 1, 2))
    dialog.date.date_changed.emit(dt.date(2003, 1, 2))
    assert dialog.holder.offered() == ("",)


def test_a_security_that_another_holder_does_not_have_makes_room_for_none(
    room: HoldingsRoom, context: RoomContext
) -> None:
    dialog = TransactionDialog(context, room, holder="H4")
    take(dialog, EntryType.CANCEL)
    dialog.security.choose("preferred")
    take(dialog, EntryType.CANCEL, "H5")
    dialog.quantity.setText("5")
    dialog.accept()
    assert dialog.refusal() == "Say which security."


def test_an_other_holder_sells_its_other_securities(room: HoldingsRoom, context: RoomContext) -> None:
    dialog = TransactionDialog(context, room)
    take(dialog, EntryType.OTHER_SALE, "H8")
    dialog.quantity.setText("400,000")
    dialog.accept()
    assert dialog.refusal() == ""
    entry = context.session.matter.ledger[-1]
    assert (entry.holder, entry.security) == ("H8", Security.OTHER_REGISTRABLE)


def test_saving_an_entry_that_was_not_changed_writes_nothing(room: HoldingsRoom, context: RoomContext) -> None:
    entries = len(context.session.journal())
    for entry in context.session.matter.ledger:
        dialog = TransactionDialog(context, room, entry=entry)
        dialog.accept()
        assert dialog.refusal() == ""
    assert len(context.session.journal()) == entries


def test_a_holder_that_is_filtered_away_is_no_longer_edited_below(room: HoldingsRoom) -> None:
    room.grid.select_cell(("holder", "H2"), "units")
    room.panel.turn_to("Affiliates")
    assert room.panel.affiliates.isVisible()
    QTest.keyClicks(room.filter, "Birch")
    assert room.grid.current_row() is None
    assert not room.panel.affiliates.isVisible()
    room.grid.select_cell(("holder", "H3"), "units")
    assert room.panel.affiliates.isVisible()
