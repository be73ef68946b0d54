"""What cannot be so in a matter is said in one sentence, with the record it concerns."""

from dataclasses import replace
from datetime import date, time
from decimal import Decimal

import pytest

from rra_desktop.calculation.consistency import problems
from rra_desktop.domain.agreement import PointSettled, PointState, TermChange
from rra_desktop.domain.deadlines import DeadlineId
from rra_desktop.domain.matter import Matter
from rra_desktop.domain.offerings import Expense, Offering, OfferingRequest
from rra_desktop.domain.register import AffiliateGroup, EntryType, LedgerEntry, Security
from rra_desktop.domain.registrations import DelayBecause, Event, EventType, Method, Request, WithdrawnBy
from rra_desktop.domain.waivers import Waiver
from rra_desktop.wording import words_of
from tests.forms.declaring import declaring
from tests.matters import (
    SIGNING,
    demand,
    desk_register,
    event,
    investor,
    issue,
    matter,
    notice,
    piggyback,
    request,
    split,
    stock_dividend,
    transfer,
    worked_cutback,
    worked_demand,
)

JUNE_2 = date(2003, 6, 2)


def sentences(it: Matter) -> list[str]:
    """Return the sentences alone."""
    return [words_of(problem.statement) for problem in problems(it)]


@pytest.mark.parametrize("example", [desk_register(), worked_demand(), worked_cutback(), matter()])
def test_a_matter_in_order_has_no_problem(example: Matter) -> None:
    assert problems(example) == ()


def test_a_problem_points_to_its_record() -> None:
    (found,) = problems(matter(holders=[investor("H1", " ")]))
    assert (found.home, found.key, words_of(found.statement)) == ("holders", "H1", "A holder needs a name.")


MORE = "and no more than any register counts."
LEAST = "shares are counted from 0."
HOLDERS = [investor("H1", "Alder"), investor("H2", "Birch")]


@pytest.mark.parametrize(
    ("entry", "sentence"),
    [
        (
            issue("H9", 1),
            "The issue of Mar 30, 2003 needs a holder of the register; choose one, or enter the holder first.",
        ),
        (issue("H1", 0), f"The issue of Mar 30, 2003 cannot be of 0; an entry moves at least 1, {MORE}"),
        (issue("H1", -5), f"The issue of Mar 30, 2003 cannot be of -5; an entry moves at least 1, {MORE}"),
        (
            issue("H1", 10**15 + 1),
            f"The issue of Mar 30, 2003 cannot be of {10**15 + 1:,}; an entry moves at least 1, {MORE}",
        ),
        (
            LedgerEntry(1, SIGNING, EntryType.ISSUE, "H1", None, 5),
            "The issue of Mar 30, 2003 needs the security it moves.",
        ),
        (
            LedgerEntry(1, SIGNING, EntryType.ISSUE, "H1", Security.UNIT),
            "The issue of Mar 30, 2003 needs its quantity.",
        ),
        (
            LedgerEntry(1, SIGNING, EntryType.CONVERT, "H1", Security.WARRANT, 5),
            "The conversion of Mar 30, 2003 cannot be of Warrants; choose another security.",
        ),
        (
            transfer("H1", "H1", 1, on=SIGNING),
            "The transfer of Mar 30, 2003 goes from a holder to itself; choose another transferee.",
        ),
        (
            transfer("H1", "H9", 1, on=SIGNING),
            "The transfer of Mar 30, 2003 needs a transferee of the register; choose one, or enter the holder first.",
        ),
        (
            replace(issue("H1", 1), to="H2"),
            (
                "The issue of Mar 30, 2003 has a receiver, and only a transfer has one; leave it out, or "
                "record a transfer."
            ),
        ),
        (split(1, 1, on=SIGNING), "The split of Mar 30, 2003 changes nothing: it gives 1 for 1."),
        (
            split(0, 10, on=SIGNING),
            (
                "The split of Mar 30, 2003 needs its new and its old number of shares, each at least 1 and "
                "at most 1,000,000."
            ),
        ),
        (
            stock_dividend("0", on=SIGNING),
            (
                "The stock dividend of Mar 30, 2003 needs the shares paid per hundred held, more than 0 "
                "and at most 1,000,000."
            ),
        ),
        (
            replace(split(2, 1, on=SIGNING), holder="H1"),
            "The split of Mar 30, 2003 is of all Common Stock; leave the holder, the security and the quantity out.",
        ),
        (
            LedgerEntry(1, SIGNING, EntryType.CORRECTION, "H1", Security.UNIT, 0),
            f"The correction of Mar 30, 2003 cannot be of 0; an entry moves by at least 1, {MORE}",
        ),
        (
            LedgerEntry(1, SIGNING, EntryType.EXERCISE, "H1", None, 1, price_paid=Decimal(-1)),
            (
                "The exercise of Mar 30, 2003 cannot be paid with -$1.00; an exercise price is not "
                "negative, and no larger than any register counts."
            ),
        ),
        (
            issue("H1", 1, on=date(1850, 1, 1)),
            "Jan 1, 1850 is out of reach: days here lie between the years 1900 and 2199; look at the year again.",
        ),
    ],
)
def test_ledger_entries_that_cannot_be(entry: LedgerEntry, sentence: str) -> None:
    assert sentences(matter(holders=HOLDERS, ledger=[entry])) == [sentence]


def test_a_person_in_two_affiliate_groups_is_refused_with_both_names() -> None:
    """§3(c): whoever is part of one single Investor cannot be part of another."""
    twice = matter(holders=[investor("H1", "Oak", group="Alder"), investor("H2", "oak ", group="Birch")])
    assert sentences(twice) == [
        "oak is in two affiliate groups, Alder and Birch; a person is part of one single Investor only (§3(c))."
    ]


def test_two_holders_of_one_name_or_id() -> None:
    assert sentences(matter(holders=[investor("H1", "Oak"), investor("H2", "OAK")])) == [
        "There is already a holder named Oak; give one of the two another name."
    ]
    assert "Two holders have the id H1." in sentences(matter(holders=[investor("H1", "Oak"), investor("H1", "Elm")]))


def test_the_lead_of_a_group_is_one_of_its_members() -> None:
    lead_elsewhere = matter(
        holders=[investor("H1", "Oak", group="Alder"), investor("H2", "Elm")], groups=[AffiliateGroup("Alder", "H2")]
    )
    assert sentences(lead_elsewhere) == ["The lead of Alder is not one of its members; choose one of them."]


@pytest.mark.parametrize(
    ("happened", "sentence"),
    [
        (
            notice(EventType.COMPANY_NOTICE, sent=date(2003, 6, 6), received=JUNE_2),
            (
                "The Company Notice cannot have been received on Jun 2, 2003, before it was sent on Jun 6, 2003; "
                "one of the two days is wrong."
            ),
        ),
        (
            notice(EventType.DEMAND_NOTICE),
            "The Demand Notice needs the day it was sent or the day it was received.",
        ),
        (
            notice(EventType.DEMAND_NOTICE, sent=JUNE_2, method=None),
            "The Demand Notice needs its method: how it travelled decides when it counts (§8(a)).",
        ),
        (
            notice(EventType.DEMAND_NOTICE, sent=JUNE_2, to="H1"),
            "A Demand Notice is addressed to the Company, not to a holder (§1(a)).",
        ),
        (
            notice(EventType.COMPANY_NOTICE, sent=JUNE_2, to="H9"),
            (
                "The Company Notice is addressed to a holder that is not in the register; choose one that "
                "is, or enter it first."
            ),
        ),
        (event(EventType.FILED, None), "The filing needs its date."),
        (
            event(EventType.WITHDRAWN, JUNE_2),
            "A withdrawal must say at whose wish: it decides whether the demand is used up (§1(c)).",
        ),
        (
            event(EventType.DELAY_ELECTED, JUNE_2),
            "A delay must say what the Company relies on: an offering or other activity (§1(d)).",
        ),
        (
            event(EventType.DELAY_ELECTED, JUNE_2, because=DelayBecause.OFFERING, days=0),
            "A delay lasts at least one day.",
        ),
        (
            event(EventType.FILED, JUNE_2, registration="R7"),
            "The filing belongs to a registration that is not in the matter; choose another.",
        ),
    ],
)
def test_events_that_cannot_be(happened: Event, sentence: str) -> None:
    assert sentences(matter(holders=HOLDERS, registrations=[demand()], events=[happened])) == [sentence]


def test_a_withdrawal_that_says_at_whose_wish_is_in_order() -> None:
    withdrawn = event(EventType.WITHDRAWN, JUNE_2, by=WithdrawnBy.COMPANY)
    sent_only = notice(EventType.DEMAND_NOTICE, sent=JUNE_2, method=Method.FAX)
    assert problems(matter(holders=HOLDERS, registrations=[demand()], events=[withdrawn, sent_only])) == ()


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        (
            [request("H9", 5)],
            "A request comes from a holder that is not in the register; choose one that is, or enter it first.",
        ),
        ([request("H1", -5)], f"A request cannot be for -5 shares; {LEAST}"),
        ([request("H1", 5), request("H1", 6)], "Alder already has a request in “Demand no. 1”; change that one."),
        (
            [request("H1", 5, received=date(2003, 6, 10), completed=JUNE_2)],
            "A request cannot be completed before it was received; one of the two days is wrong.",
        ),
        (
            [request("H1", 5, registration="R7")],
            "A request belongs to a registration that is not in the matter; choose another.",
        ),
    ],
)
def test_requests_that_cannot_be(asked: list[Request], sentence: str) -> None:
    assert sentences(matter(holders=HOLDERS, registrations=[demand()], requests=asked)) == [sentence]


@pytest.mark.parametrize(
    ("offering", "sentence"),
    [
        (
            Offering("O1", "Base", plan="best-friends"),
            "There is no priority plan “best-friends”; choose one of the plans offered.",
        ),
        (Offering("O1", "Base", maximum=-1), f"Base cannot be for -1 shares; {LEAST}"),
        (
            Offering("O1", "Base", discount_percent=Decimal(101)),
            "The discount of Base must be between 0% and 100%.",
        ),
        (
            Offering("O1", "Base", discount_percent=Decimal(1), discount_per_share=Decimal(1)),
            "Base has its discount both in percent and per share; keep one.",
        ),
        (
            Offering("O1", "Base", price=Decimal(1), discount_per_share=Decimal(2)),
            "The discount a share of Base is more than its price; one of the two is wrong.",
        ),
        (Offering("O1", "Base", price=Decimal(-1)), "A price or discount of Base is out of range."),
        (
            Offering("O1", registration="R9"),
            "Scenario no. 1 belongs to a registration that is not in the matter; choose another.",
        ),
    ],
)
def test_offerings_that_cannot_be(offering: Offering, sentence: str) -> None:
    found = sentences(matter(holders=HOLDERS, registrations=[piggyback()], offerings=[offering]))
    assert [each.casefold() for each in found] == [sentence.casefold()]


def test_requests_in_an_offering_that_cannot_be() -> None:
    asked = [
        OfferingRequest("O1", "H9", 5),
        OfferingRequest("O9", "H1", 5),
        OfferingRequest("O1", "H1", -5),
        OfferingRequest("O1", "H2", 5, agreed=-1),
    ]
    assert sentences(matter(holders=HOLDERS, offerings=[Offering("O1")], offering_requests=asked)) == [
        "A request comes from a holder that is not in the register; choose one that is, or enter it first.",
        "A request belongs to a scenario that is not in the matter; choose another.",
        f"A request cannot be for -5 shares; {LEAST}",
        f"An agreed split cannot be for -1 shares; {LEAST}",
    ]


@pytest.mark.parametrize(
    ("amount", "sentence"),
    [
        (Decimal(-1), "An expense cannot be negative, nor larger than any register counts."),
        (Decimal("1.005"), "An expense is in dollars and whole cents."),
    ],
)
def test_expenses_that_cannot_be(amount: Decimal, sentence: str) -> None:
    """§4: expenses are recorded to the cent."""
    assert sentences(matter(expenses=[Expense(1, JUNE_2, "filing_fee", amount)])) == [sentence]


def test_readings_points_and_terms_the_agreement_does_not_have() -> None:
    strange = replace(
        matter(readings={"cutback_weight": "age", "colour": "blue"}),
        points=(PointSettled("nothing", PointState.SETTLED),),
        term_changes=(
            TermChange(1, "request_days", "many"),
            TermChange(2, "fraction_rule", "sideways"),
            TermChange(3, "patience", 5),
            TermChange(4, "request_days", -1),
        ),
    )
    assert sentences(strange) == [
        "The reading “cutback_weight” cannot be “age”.",
        "The agreement form has no reading “colour”.",
        "The agreement form has no drafting point “nothing”.",
        "Days for the other Investors to ask to be included cannot be “many”.",
        "A fraction of a share cannot be “sideways”.",
        "The agreement form has no term “patience”.",
        "Days for the other Investors to ask to be included cannot be -1.",
    ]


def test_a_waiver_is_signed_by_somebody_of_the_matter() -> None:
    """§8(c): a waiver is in writing and signed by the party that waives."""
    waivers = [
        Waiver(1, DeadlineId.FILING_EARLIEST, JUNE_2, ()),
        Waiver(2, DeadlineId.FILING_EARLIEST, JUNE_2, ("H9",)),
        Waiver(3, DeadlineId.FILING_EARLIEST, JUNE_2, ("company", "H1")),
    ]
    assert sentences(matter(holders=HOLDERS, waivers=waivers)) == [
        "A waiver must be in writing and signed by the party that waives (§8(c)).",
        "A waiver is signed by a holder that is not in the register; choose one that is, or enter it first.",
    ]


DECLARED = replace(matter(holders=HOLDERS), form=declaring(), registrations=(replace(demand(), title="Demand no. 1"),))


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        (
            replace(DECLARED, events=(Event(1, "", "opening", JUNE_2),)),
            "The agreement form has no event “opening”; remove the record, or use a form of the agreement that has it.",
        ),
        (
            replace(DECLARED, events=(Event(1, "R1", "closing", JUNE_2),)),
            "belongs to the matter itself, to none of its registrations; record it there.",
        ),
        (
            replace(DECLARED, events=(Event(1, "", "standstill", JUNE_2),)),
            "The record of “standstill” belongs to a registration; choose the one in which it happened.",
        ),
        (
            replace(DECLARED, events=(Event(1, "", EventType.FILED, JUNE_2),)),
            "The filing belongs to a registration; choose the one in which it happened.",
        ),
        (
            replace(DECLARED, events=(Event(1, "", "closing", JUNE_2, days=3),)),
            "of the purchase” says something under “days”, which is not asked of it; take that out.",
        ),
        (
            replace(DECLARED, events=(Event(1, "R1", "standstill", JUNE_2, hour=time(17, 0)),)),
            "The record of “standstill” has an hour, which only a notice has; leave it out.",
        ),
        (
            replace(DECLARED, events=(Event(1, "R1", "standstill_notice"),)),
            "The record of “standstill notice” needs its method: how it travelled decides when it counts (§8(a), §9(d",
        ),
        (
            replace(DECLARED, holders=(replace(HOLDERS[0], holder_class="nobodies"),)),
            "Alder is in a class “nobodies” that the agreement form does not have; choose one of its own.",
        ),
        (
            replace(DECLARED, holders=(replace(HOLDERS[0], holder_class="founders"),)),
            "Alder is recorded as Investor, and the class “founders” is not one of those.",
        ),
        (
            replace(DECLARED, registrations=(replace(DECLARED.registrations[0], right="resale"),)),
            "“Demand no. 1” rests on a right “resale” that the agreement form does not give for such a registration;",
        ),
        (
            replace(DECLARED, registrations=(replace(DECLARED.registrations[0], facts=(("comments", "yes"),)),)),
            "“Demand no. 1” answers a question “comments” that the agreement form does not ask; take the answer out.",
        ),
        (
            replace(DECLARED, registrations=(replace(DECLARED.registrations[0], facts=(("reviewed", "maybe"),)),)),
            "In “Demand no. 1” the answer to “Was the statement reviewed?” cannot be “maybe”.",
        ),
        (
            replace(DECLARED, registrations=(replace(DECLARED.registrations[0], facts=(("reviewed", "yes"),) * 2),)),
            "“Demand no. 1” has two answers to “Was the statement reviewed?”; keep one.",
        ),
    ],
)
def test_what_the_form_does_not_declare_cannot_be_recorded(wrong: Matter, sentence: str) -> None:
    assert problems(DECLARED) == ()
    assert any(sentence in each for each in sentences(wrong))
