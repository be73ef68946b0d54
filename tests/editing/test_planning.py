"""Each command becomes the row changes counsel means, or a sentence that says why not."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest

from rra_desktop.calculation.register.positions import positions
from rra_desktop.domain.agreement import PointSettled, PointState, ReadingChoice, Signature, TermChange
from rra_desktop.domain.deadlines import DeadlineId
from rra_desktop.domain.edits import applied
from rra_desktop.domain.holidays import Closing, HolidayChange
from rra_desktop.domain.matter import ActingFor, Matter
from rra_desktop.domain.offerings import Expense, Offering, OfferingRequest
from rra_desktop.domain.register import AffiliateGroup, Entity, EntryType, LedgerEntry, Role, Security
from rra_desktop.domain.registrations import EventType
from rra_desktop.domain.waivers import Waiver
from rra_desktop.editing.commands import (
    AddHolder,
    AddLedgerEntry,
    AddOffering,
    AddRegistration,
    ChangeDetails,
    ChangeEvent,
    ChangeHolder,
    ChangeHoliday,
    ChangeLedgerEntry,
    ChangeOffering,
    ChangeRegistration,
    ChangeRequest,
    ChangeTerm,
    ChooseReading,
    Command,
    RecordEvent,
    RecordExpense,
    RecordRequest,
    RecordWaiver,
    RemoveEvent,
    RemoveExpense,
    RemoveHolder,
    RemoveLedgerEntry,
    RemoveOffering,
    RemoveRegistration,
    RemoveRequest,
    RemoveTermChange,
    RemoveWaiver,
    ReplaceTermChange,
    SetAgreedSplit,
    SetGroupLead,
    SetOfferingRequest,
    SetPosition,
    SettlePoint,
)
from rra_desktop.editing.planning import plan
from rra_desktop.errors import RefusedEditError
from tests.matters import (
    SIGNING,
    demand,
    desk_register,
    event,
    piggyback,
    request,
    transfer,
    worked_cutback,
    worked_demand,
)

JUNE_24 = dt.date(2003, 6, 24)


def done(matter: Matter, command: Command) -> Matter:
    """Return the matter after a command."""
    return applied(matter, plan(matter, command).changes)


def refusal(matter: Matter, command: Command) -> str:
    """Return the sentence a command is refused with."""
    with pytest.raises(RefusedEditError) as refused:
        plan(matter, command)
    return str(refused.value)


# -- the register ----------------------------------------------------------------------------------------------------


def test_adding_an_investor_enters_it_and_its_units() -> None:
    after = done(desk_register(), AddHolder("Oak Partners ", entity=Entity.PARTNERSHIP, quantity=90_000, on=SIGNING))
    assert (after.holders[-1].id, after.holders[-1].name) == ("H9", "Oak Partners")
    assert positions(after, JUNE_24).of("H9").registrable == 540_000


def test_adding_an_other_holder_enters_other_securities() -> None:
    after = done(desk_register(), AddHolder("Oak", role=Role.OTHER_HOLDER, quantity=7, on=SIGNING))
    assert after.ledger[-1].security is Security.OTHER_REGISTRABLE


@pytest.mark.parametrize(
    ("command", "sentence"),
    [
        (AddHolder("  "), "A holder needs a name."),
        (
            AddHolder("cedar family trust"),
            "There is already a holder named Cedar Family Trust; give one of the two another name.",
        ),
        (AddHolder("Oak", quantity=5), "Say on which day the securities were issued."),
        (
            AddHolder("Oak", transferee=True, quantity=5, on=SIGNING),
            "A transferee comes to its Units by a transfer; add it without Units, then the transfer.",
        ),
        (
            AddHolder("Oak", quantity=-5, on=SIGNING),
            "The issue of 2003-03-30 cannot be of -5; an entry moves at least 1.",
        ),
    ],
)
def test_a_holder_that_cannot_be_is_refused(command: AddHolder, sentence: str) -> None:
    assert refusal(desk_register(), command) == sentence


def test_typing_over_a_figure_corrects_it_by_the_difference() -> None:
    """Cedar's Warrants 300,000 -> 250,000, on the day the register is looked at."""
    register = desk_register()
    edit = plan(register, SetPosition("H4", Security.WARRANT, 250_000, JUNE_24))
    assert edit.label == "Change Cedar Family Trust’s Warrants"
    (change,) = edit.changes
    entry = change.after
    assert isinstance(entry, LedgerEntry)
    assert (entry.type, entry.quantity, entry.date) == (EntryType.CORRECTION, -50_000, JUNE_24)
    after = applied(register, edit.changes)
    assert positions(after, JUNE_24).of("H4").warrants == 250_000
    assert positions(after, JUNE_24 - dt.timedelta(1)).of("H4").warrants == 300_000


@pytest.mark.parametrize("security", list(Security))
def test_any_column_can_be_typed_over(security: Security) -> None:
    holder = "H8" if security is Security.OTHER_REGISTRABLE else "H3"
    after = positions(done(desk_register(), SetPosition(holder, security, 777_000, JUNE_24)), JUNE_24).of(holder)
    held = {
        Security.UNIT: after.units,
        Security.COMMON: after.common,
        Security.PREFERRED: after.preferred,
        Security.WARRANT: after.warrants,
        Security.OTHER_REGISTRABLE: after.other,
    }
    assert held[security] == 777_000


def test_typing_the_same_figure_again_is_no_edit() -> None:
    assert plan(desk_register(), SetPosition("H4", Security.WARRANT, 300_000, JUNE_24)).changes == ()


def test_a_negative_figure_is_refused() -> None:
    assert (
        refusal(desk_register(), SetPosition("H4", Security.WARRANT, -1, JUNE_24))
        == "Cedar Family Trust cannot hold -1; shares are counted from 0."
    )


def test_an_entry_that_would_drive_a_position_negative_is_refused_with_its_numbers() -> None:
    assert plan(desk_register(), AddLedgerEntry(transfer("H4", "H5", 900_000, Security.COMMON, on=JUNE_24))).changes
    refused = refusal(desk_register(), AddLedgerEntry(transfer("H4", "H5", 1_000_000, Security.COMMON, on=JUNE_24)))
    assert "Cedar Family Trust" in refused
    assert "900,000" in refused
    assert "1,000,000" in refused


def test_a_register_change_can_be_reworded_but_not_made_impossible() -> None:
    register = desk_register()
    assert done(register, ChangeHolder("H4", "notes", "Ask for the trust deed")).holder("H4").notes
    assert done(register, ChangeHolder("H4", "group", " alder ")).holder("H4").group == "Alder"
    assert done(register, ChangeHolder("H1", "group", "")).holder("H1").group is None
    assert done(register, ChangeHolder("H7", "counterpart_date", JUNE_24)).holder("H7").counterpart_date == JUNE_24
    assert done(register, ChangeHolder("H4", "entity", "trust")).holder("H4").entity is Entity.TRUST
    assert refusal(register, ChangeHolder("H4", "entity", "club")) == "A holder’s entity cannot be “club”."
    assert refusal(register, ChangeHolder("H4", "shoe_size", 9)) == "A holder’s shoe size cannot be “9”."
    assert refusal(register, ChangeHolder("H4", "transferee", "yes")) == "A holder’s transferee cannot be “yes”."
    assert refusal(register, ChangeHolder("H77", "name", "x")) == "There is no holder H77 in this matter any more."


def test_a_lead_that_leaves_its_group_leads_it_no_more() -> None:
    after = done(desk_register(), ChangeHolder("H1", "group", None))
    assert after.groups == (AffiliateGroup("Alder", None),)


def test_the_lead_of_a_group_is_chosen_among_its_members() -> None:
    assert done(desk_register(), SetGroupLead(AffiliateGroup("Alder", "H2"))).groups == (AffiliateGroup("Alder", "H2"),)
    assert refusal(desk_register(), SetGroupLead(AffiliateGroup("Alder", "H3"))) == (
        "The lead of Alder is not one of its members."
    )


def test_removing_a_holder_takes_its_own_records_along_and_can_be_undone() -> None:
    before = worked_cutback()
    edit = plan(before, RemoveHolder("H3"))
    after = applied(before, edit.changes)
    assert "H3" not in {holder.id for holder in after.holders}
    assert "H3" not in {entry.holder for entry in after.ledger}
    assert "H3" not in {asked.holder for asked in after.offering_requests}
    assert applied(after, edit.reversed().changes) == before


def test_a_holder_that_others_depend_on_is_not_removed() -> None:
    assert "part of the transfer of 2003-05-20" in refusal(desk_register(), RemoveHolder("H7"))
    assert refusal(worked_demand(), RemoveHolder("H3")).endswith(
        "is an Initiating Investor; take it out of the demand first."
    )


def test_ledger_entries_are_added_changed_and_removed() -> None:
    register = desk_register()
    issue_of_cedar = register.ledger[3]
    assert done(register, AddLedgerEntry(replace(issue_of_cedar, sequence=0))).ledger[-1].sequence == 12
    changed = done(register, ChangeLedgerEntry(replace(issue_of_cedar, quantity=310_000)))
    assert positions(changed, JUNE_24).of("H4").units == 310_000
    assert issue_of_cedar not in done(register, RemoveLedgerEntry(issue_of_cedar.sequence)).ledger
    assert refusal(register, RemoveLedgerEntry(99)) == "There is no ledger entry 99 in this matter any more."


# -- registrations ---------------------------------------------------------------------------------------------------


def test_registrations_are_opened_changed_and_removed() -> None:
    register = desk_register()
    opened = done(register, AddRegistration(replace(demand(), id="")))
    assert opened.registrations[-1].id == "R1"
    titled = done(opened, ChangeRegistration(replace(opened.registrations[0], title="Demand no. 1")))
    assert titled.registration("R1").title == "Demand no. 1"
    removed = done(worked_demand(), RemoveRegistration("R1"))
    assert (removed.registrations, removed.events) == ((), ())
    assert refusal(worked_cutback(), RemoveRegistration("R1")).endswith("remove that scenario first.")


def test_events_are_recorded_changed_and_removed() -> None:
    under_way = worked_demand()
    filed = event(EventType.FILED, dt.date(2003, 7, 15))
    edit = plan(under_way, RecordEvent(filed))
    assert edit.label == "Record Filed"
    after = applied(under_way, edit.changes)
    assert after.events[-1] == replace(filed, id=5)
    moved = done(after, ChangeEvent(replace(after.events[-1], date=dt.date(2003, 7, 16))))
    assert moved.events[-1].date == dt.date(2003, 7, 16)
    assert done(after, RemoveEvent(5)) == under_way


def test_requests_are_recorded_changed_and_removed() -> None:
    under_way = worked_demand()
    after = done(under_way, RecordRequest(request("H4", 150_000, received=dt.date(2003, 6, 23))))
    assert after.requests[-1].id == 1
    assert done(after, ChangeRequest(replace(after.requests[0], quantity=1))).requests[0].quantity == 1
    assert done(after, RemoveRequest(1)) == under_way


def test_waivers_are_recorded_and_removed() -> None:
    under_way = worked_demand()
    waiver = Waiver(0, DeadlineId.FILING_EARLIEST, JUNE_24, ("H4",), "R1")
    after = done(under_way, RecordWaiver(waiver))
    assert after.waivers == (replace(waiver, id=1),)
    assert done(after, RemoveWaiver(1)) == under_way


# -- offerings and money ---------------------------------------------------------------------------------------------


def test_a_scenario_starts_from_the_requests_of_another() -> None:
    before = worked_cutback()
    after = done(before, AddOffering(Offering("", "Max 8m", "R1", "section-3c", 8_000_000), like="O1"))
    assert after.offerings[-1].id == "O2"
    assert [(each.holder, each.quantity) for each in after.requests_in("O2")] == [
        (each.holder, each.quantity) for each in before.requests_in("O1")
    ]


def test_an_offering_is_changed_field_by_field() -> None:
    before = worked_cutback()
    assert done(before, ChangeOffering("O1", "maximum", 9_000_000)).offering("O1").maximum == 9_000_000
    assert done(before, ChangeOffering("O1", "maximum", None)).offering("O1").maximum is None
    assert plan(before, ChangeOffering("O1", "maximum", 9)).label == "Change underwriters’ maximum of O1"
    assert refusal(before, ChangeOffering("O1", "maximum", "many")) == "An offering’s maximum cannot be “many”."
    assert refusal(before, ChangeOffering("O1", "maximum", value=True)) == "An offering’s maximum cannot be “True”."
    assert refusal(before, ChangeOffering("O1", "maximum", -1)) == "Offering O1 cannot be for -1 shares."


def test_writing_one_discount_clears_the_other() -> None:
    per_share = done(worked_cutback(), ChangeOffering("O1", "discount_per_share", Decimal("0.05"))).offering("O1")
    assert (per_share.discount_percent, per_share.discount_per_share) == (None, Decimal("0.05"))


def test_requests_in_an_offering_are_set_and_taken_out() -> None:
    before = worked_cutback()
    assert done(before, SetOfferingRequest("O1", "H2", 5)).requests_in("O1")[1].quantity == 5
    without = done(before, SetOfferingRequest("O1", "H4", None))
    assert OfferingRequest("O1", "H4", 150_000) not in without.offering_requests
    assert plan(without, SetOfferingRequest("O1", "H4", None)).changes == ()
    assert done(without, SetOfferingRequest("O1", "H4", 7)).offering_requests[-1] == OfferingRequest("O1", "H4", 7)
    agreed = done(before, SetAgreedSplit("O1", "H1", 100))
    assert agreed.offering_requests[0].agreed == 100
    assert "no part in its group’s split" in refusal(without, SetAgreedSplit("O1", "H4", 5))


def test_removing_a_scenario_takes_its_requests_along() -> None:
    after = done(worked_cutback(), RemoveOffering("O1"))
    assert (after.offerings, after.offering_requests) == ((), ())


def test_expenses_are_recorded_and_removed() -> None:
    expense = Expense(0, JUNE_24, "filing_fee", Decimal("1234.56"), "R1")
    after = done(worked_demand(), RecordExpense(expense))
    assert after.expenses == (replace(expense, id=1),)
    assert done(after, RemoveExpense(1)).expenses == ()


# -- the agreement ---------------------------------------------------------------------------------------------------


def test_a_reading_is_chosen_with_its_reason() -> None:
    before = worked_demand()
    edit = plan(before, ChooseReading("request_window_from", "received", " agreed with the Investors "))
    assert edit.label == "Read §1(a) as “received”"
    after = applied(before, edit.changes)
    assert after.readings == (ReadingChoice("request_window_from", "received", "agreed with the Investors"),)
    assert refusal(before, ChooseReading("request_window_from", "dreamt")) == (
        "The reading “request_window_from” cannot be “dreamt”."
    )


def test_an_amendment_gets_its_signatures_and_can_be_taken_out() -> None:
    """§8(c): the amendment counts when the signature that was missing has come in."""
    before = piggyback_matter()
    parties = ("company", *(holder.id for holder in before.holders if holder.role is Role.INVESTOR))
    change = TermChange(0, "request_days", 25, JUNE_24, signed_by=tuple(map(Signature, parties[1:])))
    recorded = done(before, ChangeTerm(change))
    assert recorded.whole("request_days") == 20
    signed = replace(change, id=1, signed_by=tuple(map(Signature, parties)))
    assert done(recorded, ReplaceTermChange(signed)).whole("request_days") == 25
    assert done(recorded, RemoveTermChange(1)).term_changes == ()
    assert ReplaceTermChange(signed).label(recorded).startswith("Change amendment: Days for the other Investors")
    with pytest.raises(RefusedEditError, match="There is no change of a term 7 in this matter any more"):
        done(recorded, RemoveTermChange(7))


def test_points_terms_holidays_and_details() -> None:
    before = piggyback_matter()
    settled = done(before, SettlePoint("promptly", PointState.SETTLED, "by letter"))
    assert settled.points == (PointSettled("promptly", PointState.SETTLED, "by letter"),)
    assert done(before, ChangeTerm(TermChange(0, "request_days", 25))).whole("request_days") == 25
    closing = HolidayChange(Closing.EDGAR, JUNE_24, closed=True, name="storm")
    assert done(before, ChangeHoliday(closing)).holiday_changes == (closing,)
    assert done(before, ChangeDetails("acting_for", "investors")).details.acting_for is ActingFor.INVESTORS
    assert done(before, ChangeDetails("opens_as_of", JUNE_24)).details.opens_as_of == JUNE_24
    assert refusal(before, ChangeDetails("title", " ")) == "The matter needs a title."
    assert refusal(before, ChangeDetails("mood", "calm")) == "The matter’s mood cannot be “calm”."


def piggyback_matter() -> Matter:
    """Return a register with a Company registration."""
    return replace(desk_register(), registrations=(piggyback(),))
