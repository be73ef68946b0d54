"""Every refusal of an edit speaks counsel's words: names and days, never the ids and dates under which records lie.

The list below holds a command for every sentence that planning can refuse with; two tests see to it that no kind of
command and no place that raises is forgotten.
"""

from __future__ import annotations

import ast
import datetime as dt
import re
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import get_args

import pytest

import rra_desktop.editing
from rra_desktop.domain.agreement import PointState, Signature, TermChange
from rra_desktop.domain.agreement_text import AgreementText
from rra_desktop.domain.damages import DamagesPayment
from rra_desktop.domain.holidays import Closing, HolidayChange
from rra_desktop.domain.matter import Matter
from rra_desktop.domain.offerings import Expense, Offering
from rra_desktop.domain.register import AffiliateGroup, EntryType, LedgerEntry, Role, Security
from rra_desktop.domain.registrations import Event, EventType, Method, Registration, RegistrationKind
from rra_desktop.domain.waivers import Waiver
from rra_desktop.editing.commands import (
    AcceptLateRequest,
    AddHolder,
    AddInvestors,
    AddLedgerEntry,
    AddOffering,
    AddRegistration,
    AttachText,
    ChangeDetails,
    ChangeEvent,
    ChangeForm,
    ChangeHolder,
    ChangeHoliday,
    ChangeLedgerEntry,
    ChangeOffering,
    ChangeRegistration,
    ChangeRequest,
    ChangeTerm,
    ChooseReading,
    Command,
    NewInvestor,
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
    Together,
)
from rra_desktop.editing.planning import plan
from rra_desktop.errors import UserError
from tests.matters import (
    SIGNING,
    company_notice,
    correction,
    demand,
    demand_notice,
    desk_register,
    event,
    form,
    issue,
    matter,
    notice,
    piggyback,
    request,
    split,
    stock_dividend,
    transfer,
)

JUNE_24 = dt.date(2003, 6, 24)
LONG_AGO = dt.date(1789, 6, 24)
_IDS = re.compile(r"\b[HROE]\d+\b|\bno\. 0\b")
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")


def everything() -> Matter:
    """Return a demand and a Company registration, both untitled, with a nameless offering of the second."""
    register = desk_register()
    made = matter(
        registrations=[demand("R1", initiated_by=["H3"]), piggyback("R2")],
        events=[
            demand_notice(received=dt.date(2003, 6, 2)),
            event(EventType.PLANNED_FILING, dt.date(2003, 9, 15), registration="R2"),
        ],
        requests=[
            request("H4", 150_000, received=dt.date(2003, 6, 20)),
            request("H4", None, received=dt.date(2003, 6, 20), registration="R2"),
            request("H6", 5, received=None),
        ],
        offerings=[Offering("O1", registration="R2", plan="section-3c", maximum=1_000)],
        expenses=[Expense(0, JUNE_24, "filing_fee", Decimal(1), "R1")],
    )
    return replace(
        made,
        holders=register.holders,
        groups=register.groups,
        ledger=register.ledger,
        term_changes=(TermChange(1, "request_days", 25),),
    )


def _entry(kind: EntryType, **facts: object) -> AddLedgerEntry:
    return AddLedgerEntry(replace(LedgerEntry(0, JUNE_24, kind), **facts))  # type: ignore[arg-type]


def _offering(field: str, value: object) -> ChangeOffering:
    return ChangeOffering("O1", field, value)  # type: ignore[arg-type]


FAX = Method.FAX
NAMED = Offering("", "Max 8m", "R2")
DEMAND = Registration("", RegistrationKind.DEMAND, "Demand")
UNIT = Security.UNIT

REFUSED: tuple[Command, ...] = (
    AddHolder(" "),
    AddHolder("Cedar Family Trust"),
    AddHolder("Oak", quantity=5),
    AddInvestors((NewInvestor("Cedar Family Trust"), NewInvestor("Oak", ((Security.UNIT, 5),))), SIGNING),
    AddHolder("Oak", transferee=True, quantity=5, on=SIGNING),
    AddHolder("Oak", quantity=5, on=LONG_AGO),
    AddHolder("Oak", role=Role.OTHER_HOLDER, counterpart_date=LONG_AGO),
    ChangeHolder("H99", "name", "x"),
    ChangeHolder("H4", "name", JUNE_24),
    ChangeHolder("H4", "counterpart_date", LONG_AGO),
    RemoveHolder("H3"),
    RemoveHolder("H7"),
    RemoveHolder("H99"),
    SetPosition("H4", Security.WARRANT, -1, JUNE_24),
    SetPosition("H4", Security.WARRANT, 10**16, JUNE_24),
    SetGroupLead(AffiliateGroup("Alder", "H3")),
    _entry(EntryType.ISSUE),
    _entry(EntryType.ISSUE, holder="H99"),
    _entry(EntryType.ISSUE, holder="H4", quantity=5),
    _entry(EntryType.ISSUE, holder="H4", security=UNIT),
    _entry(EntryType.ISSUE, holder="H4", security=UNIT, quantity=0),
    _entry(EntryType.ISSUE, holder="H4", security=UNIT, quantity=5, to="H5"),
    _entry(EntryType.CONVERT, holder="H4", security=UNIT, quantity=5),
    _entry(EntryType.EXERCISE, holder="H4", quantity=5, price_paid=Decimal(-1)),
    _entry(EntryType.TRANSFER, holder="H4", security=UNIT, quantity=5),
    _entry(EntryType.SPLIT, holder="H4", new=2, old=1),
    AddLedgerEntry(transfer("H4", "H99", 5, on=JUNE_24)),
    AddLedgerEntry(transfer("H4", "H4", 5, on=JUNE_24)),
    AddLedgerEntry(transfer("H4", "H5", 900_000, on=JUNE_24)),
    AddLedgerEntry(correction("H4", 0, UNIT, on=JUNE_24)),
    AddLedgerEntry(split(0, 1, on=JUNE_24)),
    AddLedgerEntry(split(2, 2, on=JUNE_24)),
    AddLedgerEntry(stock_dividend("0", on=JUNE_24)),
    ChangeLedgerEntry(issue("H4", 5, on=LONG_AGO, sequence=4)),
    ChangeLedgerEntry(issue("H4", 5, sequence=99)),
    RemoveLedgerEntry(99),
    RemoveLedgerEntry(2),
    AddRegistration(Registration("", RegistrationKind.DEMAND)),
    AddRegistration(replace(DEMAND, id="R1")),
    AddRegistration(replace(DEMAND, initiated_by=("H99",))),
    ChangeRegistration(replace(demand("R1"), kind=RegistrationKind.PIGGYBACK)),
    ChangeRegistration(replace(piggyback("R2"), kind=RegistrationKind.DEMAND)),
    ChangeRegistration(demand("R9")),
    RemoveRegistration("R1"),
    RemoveRegistration("R2"),
    RemoveRegistration("R9"),
    *(
        RecordEvent(notice(kind, received=JUNE_24, registration="R2"))
        for kind in (EventType.DEMAND_NOTICE, EventType.COMPANY_NOTICE)
    ),
    *(
        RecordEvent(event(kind, JUNE_24, registration="R2"))
        for kind in (
            EventType.DELAY_ELECTED,
            EventType.DELAY_OFFERING_PLANNED,
            EventType.DELAY_OFFERING_EFFECTIVE,
            EventType.DELAY_ACTIVITY_COMMENCED,
            EventType.OTHER_REGISTRATION_EFFECTIVE,
        )
    ),
    RecordEvent(notice(EventType.REGISTRATION_NOTICE, received=JUNE_24)),
    RecordEvent(event(EventType.PLANNED_FILING, JUNE_24)),
    RecordEvent(event(EventType.FILED, None)),
    RecordEvent(event(EventType.FILED, LONG_AGO)),
    RecordEvent(event(EventType.FILED, JUNE_24, registration="R9")),
    RecordEvent(event(EventType.WITHDRAWN, JUNE_24)),
    RecordEvent(event(EventType.DELAY_ELECTED, JUNE_24)),
    RecordEvent(company_notice(to="H99", received=JUNE_24)),
    RecordEvent(company_notice(to="H4", sent=JUNE_24, received=SIGNING)),
    RecordEvent(company_notice(to="H4")),
    RecordEvent(company_notice(to="H4", received=JUNE_24, method=None)),
    RecordEvent(Event(0, "R1", EventType.DEMAND_NOTICE, method=FAX, received=JUNE_24, to="H4")),
    ChangeEvent(replace(event(EventType.FILED, JUNE_24), id=99)),
    ChangeEvent(Event(1, "R2", EventType.DEMAND_NOTICE, method=FAX, received=JUNE_24)),
    RemoveEvent(99),
    RecordRequest(request("H4", 5, received=JUNE_24)),
    RecordRequest(request("H5", -5, received=JUNE_24)),
    RecordRequest(request("H99", 5, received=JUNE_24)),
    RecordRequest(request("H5", 5, received=JUNE_24, registration="R9")),
    RecordRequest(request("H5", 5, received=JUNE_24, completed=SIGNING)),
    ChangeRequest(replace(request("H4", 5, received=LONG_AGO), id=1)),
    ChangeRequest(replace(request("H4", 5), id=99)),
    RemoveRequest(99),
    AcceptLateRequest(1, SIGNING),
    AcceptLateRequest(1, LONG_AGO),
    AcceptLateRequest(3, JUNE_24),
    AcceptLateRequest(99, JUNE_24),
    RecordWaiver(Waiver(0, "filing_earliest", JUNE_24, (), "R1")),
    RecordWaiver(Waiver(0, "filing_earliest", JUNE_24, ("H99",), "R1")),
    RecordWaiver(Waiver(0, "filing_earliest", JUNE_24, ("company",), "R9", "H98")),
    RemoveWaiver(99),
    AddOffering(Offering("")),
    AddOffering(replace(NAMED, id="O1")),
    AddOffering(replace(NAMED, registration="R9")),
    AddOffering(replace(NAMED, plan="of their own")),
    AddOffering(NAMED, like="O9"),
    AddOffering(NAMED, requests=(1,)),
    AddOffering(NAMED, requests=(2,)),
    _offering("maximum", -1),
    _offering("maximum", "many"),
    _offering("registration", "R9"),
    _offering("as_of", LONG_AGO),
    _offering("price", Decimal(-1)),
    _offering("discount_percent", Decimal(101)),
    ChangeOffering("O9", "name", "x"),
    RemoveOffering("O9"),
    SetOfferingRequest("O9", "H4", 5),
    SetOfferingRequest("O1", "H99", 5),
    SetOfferingRequest("O1", "H4", -5),
    SetAgreedSplit("O1", "H4", 5),
    TakeInRequests("O9", (1,)),
    TakeInRequests("O1", (1,)),
    TakeInRequests("O1", (2,)),
    TakeInRequests("O1", (99,)),
    RecordExpense(Expense(0, JUNE_24, "filing_fee", Decimal(1), "R9")),
    RecordExpense(Expense(0, JUNE_24, "filing_fee", Decimal(-1))),
    RecordExpense(Expense(0, JUNE_24, "filing_fee", Decimal("0.005"))),
    RecordExpense(Expense(0, LONG_AGO, "filing_fee", Decimal(1))),
    RemoveExpense(99),
    RecordDamagesPayment(DamagesPayment(0, JUNE_24, "late", "H4", Decimal(1))),
    RemoveDamagesPayment(99),
    ChooseReading("dreamt", "x"),
    ChooseReading("majority_of", "dreamt"),
    SettlePoint("dreamt", PointState.SETTLED),
    ChangeTerm(TermChange(0, "dreamt", 5)),
    ChangeTerm(TermChange(0, "request_days", "soon")),
    ChangeTerm(TermChange(0, "request_days", -5)),
    ChangeTerm(TermChange(0, "fraction_rule", "dreamt")),
    ChangeTerm(TermChange(0, "request_days", 5, LONG_AGO)),
    ChangeTerm(TermChange(0, "request_days", 5, JUNE_24, signed_by=(Signature("H99"),))),
    ChangeTerm(TermChange(0, "request_days", 5, JUNE_24, signed_by=(Signature("company", LONG_AGO),))),
    ReplaceTermChange(TermChange(1, "request_days", -5)),
    ReplaceTermChange(TermChange(99, "request_days", 5)),
    RemoveTermChange(99),
    AttachText(AgreementText("agreement.txt", JUNE_24, " ")),
    RemoveText(),
    ChangeForm(replace(form(), faults=("acme.toml, line 1: this cannot be read as TOML.",))),
    ChangeForm(replace(form(), plans=())),
    ChangeHoliday(HolidayChange(Closing.EDGAR, LONG_AGO, closed=True, name="storm")),
    ChangeDetails("title", " "),
    ChangeDetails("title", JUNE_24),
    ChangeDetails("opens_as_of", LONG_AGO),
    Together("Two", (AddHolder("Oak"), AddHolder("Oak"))),
)
NAMELESS_AGAIN: tuple[Command, ...] = (
    ChangeRegistration(demand("R1")),
    ChangeOffering("O1", "name", " "),
)


def named() -> Matter:
    """Return the matter with a title and a name that can be taken away again."""
    untitled = everything()
    return replace(
        untitled,
        registrations=(replace(untitled.registrations[0], title="Demand no. 1"), untitled.registrations[1]),
        offerings=(replace(untitled.offerings[0], name="Base case"),),
    )


def with_damages_paid() -> Matter:
    """Return the matter with a payment of damages, and no expense, on its demand."""
    return replace(
        everything(), expenses=(), damages_paid=(DamagesPayment(1, JUNE_24, "late", "H4", Decimal(1), "R1"),)
    )


CASES = [
    *((everything, command) for command in REFUSED),
    *((named, command) for command in NAMELESS_AGAIN),
    (with_damages_paid, RemoveRegistration("R1")),
]


def refusal(before: Matter, command: Command) -> UserError:
    """Return the error a command is refused with."""
    with pytest.raises(UserError) as refused:
        plan(before, command)
    return refused.value


@pytest.mark.parametrize("place", range(len(CASES)))
def test_a_refusal_names_no_id_and_writes_days_as_counsel_does(place: int) -> None:
    made, command = CASES[place]
    sentence = str(refusal(made(), command))
    assert not _IDS.search(sentence), sentence
    assert not _ISO.search(sentence), sentence
    assert sentence[0].isupper() or sentence[0] in "“0123456789"
    assert sentence.endswith(".")


def test_every_command_that_can_be_refused_is_among_them() -> None:
    assert {type(command) for _made, command in CASES} == set(get_args(Command))


def test_every_place_that_refuses_is_among_them() -> None:
    """Every `raise` of planning is reached, so that no sentence goes unread."""
    reached: set[tuple[str, int]] = set()
    for made, command in CASES:
        trace = refusal(made(), command).__traceback__
        while trace is not None:
            reached.add((Path(trace.tb_frame.f_code.co_filename).name, trace.tb_lineno))
            trace = trace.tb_next
    folder = Path(rra_desktop.editing.__file__).parent
    missed = [
        f"{path.name}:{each.lineno}"
        for path in sorted(folder.rglob("*.py"))
        for each in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(each, ast.Raise) and "RefusedEditError" in ast.dump(each)
        if (path.name, each.lineno) not in reached
    ]
    assert missed == []
