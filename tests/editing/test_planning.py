"""Each command becomes the row changes counsel means, or a sentence that says why not."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest

from rra_desktop.calculation.register.positions import positions
from rra_desktop.domain.agreement import PointSettled, PointState, ReadingChoice, Signature, TermChange
from rra_desktop.domain.agreement_text import AgreementText
from rra_desktop.domain.damages import DamagesPayment
from rra_desktop.domain.edits import applied
from rra_desktop.domain.holidays import Closing, HolidayChange
from rra_desktop.domain.matter import ActingFor, Matter
from rra_desktop.domain.offerings import Expense, Offering, OfferingRequest
from rra_desktop.domain.register import AffiliateGroup, Entity, EntryType, LedgerEntry, Role, Security
from rra_desktop.domain.registration_events import event_fits
from rra_desktop.domain.registrations import DelayBecause, EventType, Registration, RegistrationKind, WithdrawnBy
from rra_desktop.domain.waivers import Waiver
from rra_desktop.editing.commands import (
    AddHolder,
    AddLedgerEntry,
    AddOffering,
    AddRegistration,
    AttachText,
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
    RecordDamagesPayment,
    RecordEvent,
    RecordExpense,
    RecordRequest,
    RecordWaiver,
    RemoveDamagesPayment,
    RemoveEvent,
    RemoveExpense,
    RemoveHolder,
    RemoveLedgerEntry,
    RemoveOffering,
    RemoveRegistration,
    RemoveRequest,
    RemoveTermChange,
    RemoveText,
    RemoveWaiver,
    ReplaceTermChange,
    SetAgreedSplit,
    SetGroupLead,
    SetOfferingRequest,
    SetPosition,
    SettlePoint,
    TakeInRequests,
)
from rra_desktop.editing.planning import plan
from rra_desktop.errors import RefusedEditError
from rra_desktop.exchange.matter_json import matter_from_json, matter_to_json
from rra_desktop.store.forms import load_form
from tests.damages_matters import unfiled
from tests.matters import (
    SIGNING,
    company_notice,
    demand,
    desk_register,
    event,
    notice,
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
            (
                "The issue of Mar 30, 2003 cannot be of -5; an entry moves at least 1, "
                "and no more than any register counts."
            ),
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
    assert refusal(register, ChangeHolder("H77", "name", "x")) == (
        "The holder is not in this matter any more; look at the matter as it is now."
    )


def test_a_lead_that_leaves_its_group_leads_it_no_more() -> None:
    after = done(desk_register(), ChangeHolder("H1", "group", None))
    assert after.groups == (AffiliateGroup("Alder", None),)


def test_the_lead_of_a_group_is_chosen_among_its_members() -> None:
    assert done(desk_register(), SetGroupLead(AffiliateGroup("Alder", "H2"))).groups == (AffiliateGroup("Alder", "H2"),)
    assert refusal(desk_register(), SetGroupLead(AffiliateGroup("Alder", "H3"))) == (
        "The lead of Alder must be one of its members; choose one of them, or add the holder to the group first."
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
    assert "part of the transfer of May 20, 2003" in refusal(desk_register(), RemoveHolder("H7"))
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
    assert refusal(register, RemoveLedgerEntry(99)) == (
        "The ledger entry is not in this matter any more; look at the matter as it is now."
    )


# -- registrations ---------------------------------------------------------------------------------------------------


def test_registrations_are_opened_changed_and_removed() -> None:
    register = desk_register()
    opened = done(register, AddRegistration(replace(demand(), id="", title="Demand")))
    assert opened.registrations[-1].id == "R1"
    titled = done(opened, ChangeRegistration(replace(opened.registrations[0], title="Demand no. 1")))
    assert titled.registration("R1").title == "Demand no. 1"
    removed = done(worked_demand(), RemoveRegistration("R1"))
    assert (removed.registrations, removed.events) == ((), ())
    assert refusal(worked_cutback(), RemoveRegistration("R1")) == (
        "“Scenario no. 1” is a scenario of it; remove that first, or give it another registration."
    )


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


def test_an_event_of_another_kind_of_registration_is_refused_with_what_can_be_done_instead() -> None:
    both = replace(worked_demand(), registrations=(demand(), replace(piggyback("R2"), title="Autumn offering")))
    refused = refusal(both, RecordEvent(company_notice(received=JUNE_24, registration="R2")))
    assert refused == (
        "A Company Notice belongs to a demand (§1(a)), and “Autumn offering” is a Company registration; record the "
        "Registration Notice there, or choose the demand it is about."
    )
    assert refusal(both, RecordEvent(event(EventType.PLANNED_FILING, JUNE_24))) == (
        "A planned filing belongs to a Company registration (§3(a)), and “Demand no. 1” is a demand; "
        "choose the Company registration it is about."
    )


@pytest.mark.parametrize("kind", list(EventType))
@pytest.mark.parametrize("registration", [replace(demand(), title="It"), replace(piggyback(), title="It")])
def test_planning_takes_exactly_the_events_that_fit(kind: EventType, registration: Registration) -> None:
    before = replace(desk_register(), registrations=(registration,))
    recorded = replace(
        notice(kind, received=JUNE_24) if kind.is_notice else event(kind, JUNE_24, by=WithdrawnBy.COMPANY),
        because=DelayBecause.OFFERING,
    )
    if event_fits(before, registration, kind):
        assert done(before, RecordEvent(recorded)).events[-1].type is kind
    else:
        assert "belongs to a" in refusal(before, RecordEvent(recorded))


def test_an_event_that_does_not_fit_comes_in_from_elsewhere_and_can_be_mended_and_removed() -> None:
    elsewhere = replace(
        desk_register(),
        registrations=(piggyback(),),
        events=(replace(company_notice(to="H4", received=JUNE_24), id=1),),
    )
    assert matter_from_json(matter_to_json(elsewhere), load_form) == elsewhere
    mended = done(elsewhere, ChangeEvent(replace(elsewhere.events[0], note="sent by mistake")))
    assert mended.events[0].note == "sent by mistake"
    assert done(elsewhere, RemoveEvent(1)).events == ()


def test_a_registration_keeps_its_kind_while_an_event_of_that_kind_is_recorded() -> None:
    before = worked_demand()
    asked = ChangeRegistration(replace(before.registrations[0], kind=RegistrationKind.PIGGYBACK))
    assert refusal(before, asked) == (
        "“Demand no. 1” cannot become another kind of registration while a Demand Notice is recorded in it; "
        "remove that record first."
    )
    assert done(replace(before, events=()), asked).registrations[0].kind is RegistrationKind.PIGGYBACK


def test_requests_are_recorded_changed_and_removed() -> None:
    under_way = worked_demand()
    after = done(under_way, RecordRequest(request("H4", 150_000, received=dt.date(2003, 6, 23))))
    assert after.requests[-1].id == 1
    assert done(after, ChangeRequest(replace(after.requests[0], quantity=1))).requests[0].quantity == 1
    assert done(after, RemoveRequest(1)) == under_way


def test_waivers_are_recorded_and_removed() -> None:
    under_way = worked_demand()
    waiver = Waiver(0, "filing_earliest", JUNE_24, ("H4",), "R1")
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
    assert plan(before, ChangeOffering("O1", "maximum", 9)).label == "Change underwriters’ maximum of Scenario no. 1"
    assert refusal(before, ChangeOffering("O1", "maximum", "many")) == "A scenario’s maximum cannot be “many”."
    assert refusal(before, ChangeOffering("O1", "maximum", value=True)) == "A scenario’s maximum cannot be “True”."
    assert refusal(before, ChangeOffering("O1", "maximum", -1)) == (
        "Scenario no. 1 cannot be for -1 shares; shares are counted from 0."
    )


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


def test_payments_of_damages_are_recorded_and_removed_and_go_with_their_holder() -> None:
    payment = DamagesPayment(0, JUNE_24, "late", "H6", Decimal("10.00"), "R1")
    after = done(unfiled(paid=False), RecordDamagesPayment(payment))
    assert after.damages_paid == (replace(payment, id=1),)
    assert done(after, RemoveDamagesPayment(1)).damages_paid == ()
    assert done(after, RemoveHolder("H6")).damages_paid == ()


def test_expenses_are_recorded_and_removed() -> None:
    expense = Expense(0, JUNE_24, "filing_fee", Decimal("1234.56"), "R1")
    after = done(worked_demand(), RecordExpense(expense))
    assert after.expenses == (replace(expense, id=1),)
    assert done(after, RemoveExpense(1)).expenses == ()


def test_requests_received_are_taken_into_a_scenario() -> None:
    """Cedar typed 150,000 and asked for 100,000 in the registration; Alder Fund II asked for 70,000."""
    before = replace(
        worked_cutback(),
        requests=(
            replace(request("H4", 100_000, received=JUNE_24), id=1),
            replace(request("H2", 70_000, received=JUNE_24), id=2),
        ),
    )
    edit = plan(before, TakeInRequests("O1", (1, 2)))
    assert edit.label == "Take in 2 requests into Scenario no. 1"
    after = applied(before, edit.changes)
    assert {each.holder: each.quantity for each in after.requests_in("O1")}["H4"] == 100_000
    assert {each.holder: each.quantity for each in after.requests_in("O1")}["H2"] == 70_000
    assert applied(after, edit.reversed().changes) == before
    assert plan(after, TakeInRequests("O1", (1, 2))).changes == ()
    assert plan(before, TakeInRequests("O1", (1,))).label == "Take in the request of Cedar into Scenario no. 1"


def test_a_new_scenario_begins_with_requests_received_in_place_of_typed_ones() -> None:
    before = replace(worked_cutback(), requests=(replace(request("H4", 100_000, received=JUNE_24), id=1),))
    after = done(before, AddOffering(Offering("", "Max 8m", "R1"), like="O1", requests=(1,)))
    assert {each.holder: each.quantity for each in after.requests_in("O2")} == {
        "H1": 1_800_000,
        "H2": 0,
        "H3": 2_400_000,
        "H4": 100_000,
        "H5": 1_400_000,
    }
    alone = done(before, AddOffering(Offering("", "Alone", "R1"), requests=(1,)))
    assert [(each.holder, each.quantity) for each in alone.requests_in("O2")] == [("H4", 100_000)]


# -- the agreement ---------------------------------------------------------------------------------------------------


def test_a_reading_is_chosen_with_its_reason() -> None:
    before = worked_demand()
    edit = plan(before, ChooseReading("request_window_from", "received", " agreed with the Investors "))
    assert edit.label == "Read §1(a) as “received”"
    after = applied(before, edit.changes)
    assert after.readings == (ReadingChoice("request_window_from", "received", "agreed with the Investors"),)
    assert refusal(before, ChooseReading("request_window_from", "dreamt")) == (
        "“Do the 20 days run from the giving or from the receipt of the Company Notice?” has no such answer; "
        "choose one of “given”, “received”."
    )


def test_a_reading_in_force_is_not_chosen_again() -> None:
    before = worked_demand()
    default = before.form.reading("request_window_from").default
    assert plan(before, ChooseReading("request_window_from", default)).changes == ()
    chosen = done(before, ChooseReading("request_window_from", default, "agreed"))
    assert chosen.readings == (ReadingChoice("request_window_from", default, "agreed"),)
    assert plan(chosen, ChooseReading("request_window_from", default, "agreed")).changes == ()


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
    with pytest.raises(RefusedEditError, match="The change of a term is not in this matter any more"):
        done(recorded, RemoveTermChange(7))


def test_a_text_is_attached_replaced_and_taken_out() -> None:
    before = piggyback_matter()
    first = AgreementText("agreement.txt", JUNE_24, "1. Fair.")
    second = replace(first, name="agreement.pdf")
    attached = done(before, AttachText(first))
    assert attached.texts == (first,)
    assert AttachText(first).label(before) == "Attach the agreement’s text"
    assert done(attached, AttachText(first)) == attached
    assert AttachText(second).label(attached) == "Replace the agreement’s text"
    assert done(attached, AttachText(second)).texts == (second,)
    again = replace(first, text="1. Another fair.")
    assert done(attached, AttachText(again)).texts == (again,)
    assert done(attached, RemoveText()).texts == ()


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
