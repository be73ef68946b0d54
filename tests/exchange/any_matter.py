"""Any matter at all: what hypothesis draws when a law must hold for every matter that does not contradict itself."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

from hypothesis import strategies as st

from rra_desktop.calculation.register.positions import ledger_problems
from rra_desktop.domain.agreement import (
    AgreementForm,
    PointSettled,
    PointState,
    ReadingChoice,
    Signature,
    Term,
    TermChange,
    TermKind,
    TermValue,
)
from rra_desktop.domain.agreement_text import AgreementText
from rra_desktop.domain.bounds import LARGEST_COUNT
from rra_desktop.domain.declared_events import DeclaredEvent, EventField
from rra_desktop.domain.holidays import Closing, HolidayChange
from rra_desktop.domain.matter import ActingFor, Matter, MatterDetails
from rra_desktop.domain.offerings import Expense, Offering, OfferingRequest
from rra_desktop.domain.register import AffiliateGroup, Entity, EntryType, Holder, LedgerEntry, Role, Security
from rra_desktop.domain.registrations import (
    DelayBecause,
    Event,
    EventType,
    Method,
    Purpose,
    Registration,
    RegistrationKind,
    Request,
    Underwriting,
    WithdrawnBy,
)
from rra_desktop.domain.waivers import Waiver
from tests.forms.declaring import declaring
from tests.matters import DEADLINES, form

DAYS = st.dates(dt.date(1900, 1, 1), dt.date(2199, 12, 31))
LETTERS = st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp"), exclude_characters="\x85")
TEXTS = st.text(LETTERS, max_size=30)
NAMES = TEXTS.map(str.strip).filter(bool)
COUNTS = st.integers(0, LARGEST_COUNT)
SHARES = st.integers(1, LARGEST_COUNT)
PRICES = st.decimals(0, 1_000, places=4, allow_nan=False)
FLAGS = st.booleans()
HOURS = st.builds(dt.time, st.integers(0, 23), st.integers(0, 59))


def unnumbered(largest: int) -> st.SearchStrategy[list[int]]:
    """Draw numbers with gaps, as removals leave them, in order."""
    return st.lists(st.integers(1, 99), max_size=largest, unique=True).map(sorted)


def _entry(draw: st.DrawFn, sequence: int, holders: list[str]) -> LedgerEntry:
    kind = draw(st.sampled_from(EntryType))
    day, note = draw(DAYS), draw(TEXTS)
    if kind is EntryType.SPLIT:
        new, old = draw(st.sampled_from([(1, 10), (2, 1), (3, 2), (1_000_000, 999_999)]))
        return LedgerEntry(sequence, day, kind, new=new, old=old, adjusts_conversion=draw(FLAGS), note=note)
    if kind is EntryType.STOCK_DIVIDEND:
        percent = draw(st.decimals("0.001", 200, places=3))
        return LedgerEntry(sequence, day, kind, percent=percent, adjusts_conversion=draw(FLAGS), note=note)
    holder, *others = draw(st.permutations(holders))
    quantity = draw(SHARES)
    match kind:
        case EntryType.CONVERT:
            security = draw(st.sampled_from([None, Security.PREFERRED]))
        case EntryType.EXERCISE:
            security = draw(st.sampled_from([None, Security.WARRANT]))
        case EntryType.REGISTERED_SALE | EntryType.OTHER_SALE:
            security = draw(st.sampled_from([None, Security.COMMON, Security.OTHER_REGISTRABLE]))
        case _:
            security = draw(st.sampled_from(Security))
    return LedgerEntry(
        sequence,
        day,
        kind,
        holder,
        security,
        quantity * draw(st.sampled_from([-1, 1])) if kind is EntryType.CORRECTION else quantity,
        to=others[0] if kind is EntryType.TRANSFER else None,
        counterpart_executed=kind is EntryType.TRANSFER and draw(FLAGS),
        public_distribution=kind in (EntryType.TRANSFER, EntryType.OTHER_SALE) and draw(FLAGS),
        price_paid=draw(st.none() | PRICES) if kind is EntryType.EXERCISE else None,
        note=note,
    )


def _event(draw: st.DrawFn, number: int, of: AgreementForm, registrations: list[str], holders: list[str]) -> Event:
    kind, registration, note = draw(st.sampled_from(EventType)), draw(st.sampled_from(registrations)), draw(TEXTS)
    declared = draw(st.sampled_from([None, *of.events]))
    if declared is not None:
        return _declared_event(draw, number, declared, registration, holders)
    if kind.is_notice:
        sent, received = sorted([draw(DAYS), draw(DAYS)])
        addressee = st.none() if kind is EventType.DEMAND_NOTICE else st.none() | st.sampled_from(holders)
        return Event(
            number,
            registration,
            kind,
            method=draw(st.sampled_from(Method)),
            sent=sent,
            received=draw(st.sampled_from([None, received])),
            to=draw(addressee),
            note=note,
            hour=draw(st.none() | HOURS),
        )
    delayed, other = kind is EventType.DELAY_ELECTED, kind is EventType.OTHER_REGISTRATION_EFFECTIVE
    return Event(
        number,
        registration,
        kind,
        date=draw(DAYS),
        days=draw(st.none() | st.integers(1, 400)) if delayed else None,
        because=draw(st.sampled_from(DelayBecause)) if delayed else None,
        by=draw(st.sampled_from(WithdrawnBy)) if kind is EventType.WITHDRAWN else None,
        form=draw(TEXTS) if other else "",
        permits_resale=draw(st.none() | FLAGS) if other else None,
        note=note,
    )


def _declared_event(
    draw: st.DrawFn, number: int, declared: DeclaredEvent, registration: str, holders: list[str]
) -> Event:
    event = Event(number, "" if declared.of_the_matter else registration, declared.id, note=draw(TEXTS))
    if declared.notice:
        sent, hour, to = draw(DAYS), draw(st.none() | HOURS), draw(st.none() | st.sampled_from(holders))
        return replace(event, method=draw(st.sampled_from(Method)), sent=sent, hour=hour, to=to)
    asked = EventField.DAYS in declared.fields
    return replace(
        event,
        date=draw(DAYS),
        to=draw(st.none() | st.sampled_from(holders)) if asked else None,
        days=draw(st.none() | st.integers(1, 400)) if asked else None,
        because=draw(st.none() | st.sampled_from(DelayBecause)) if asked else None,
        by=draw(st.none() | st.sampled_from(WithdrawnBy)) if asked else None,
        form=draw(TEXTS) if asked else "",
        permits_resale=draw(st.none() | FLAGS) if asked else None,
    )


def _registration(draw: st.DrawFn, own: str, of: AgreementForm, holders: list[str]) -> Registration:
    kind = draw(st.sampled_from(RegistrationKind))
    answers = ((fact.id, draw(st.sampled_from(["", *fact.values]))) for fact in of.facts)
    return Registration(
        own,
        kind,
        draw(TEXTS),
        draw(st.sampled_from(Underwriting)),
        draw(st.sampled_from(Purpose)),
        tuple(draw(st.lists(st.sampled_from(holders), unique=True))),
        second_demand=draw(FLAGS),
        covers_all_requested=draw(st.none() | FLAGS),
        note=draw(TEXTS),
        right=draw(st.sampled_from(["", *(right.id for right in of.rights_of_kind(kind))])),
        facts=tuple(sorted((fact, answer) for fact, answer in answers if answer)),
    )


def _request(draw: st.DrawFn, number: int, registration: str, holder: str) -> Request:
    received, completed = sorted([draw(DAYS), draw(DAYS)])
    return Request(
        number,
        registration,
        holder,
        draw(st.none() | COUNTS),
        received,
        draw(TEXTS),
        information_owed=draw(FLAGS),
        completed=draw(st.sampled_from([None, completed])),
        note=draw(TEXTS),
    )


def _offering(draw: st.DrawFn, offering: str, registrations: list[str]) -> Offering:
    percent, per_share = draw(st.sampled_from([(True, False), (False, True), (False, False)]))
    price = draw(st.none() | PRICES)
    return Offering(
        offering,
        draw(TEXTS),
        draw(st.sampled_from([None, *registrations])),
        draw(st.sampled_from(["", *(plan.id for plan in form().plans)])),
        draw(st.none() | COUNTS),
        draw(COUNTS),
        price,
        draw(st.decimals(0, 100, places=2)) if percent else None,
        draw(st.decimals(0, price if price is not None else 5).filter(_fits_a_file)) if per_share else None,
        draw(COUNTS),
        draw(st.none() | DAYS),
        draw(st.none() | COUNTS),
        draw(TEXTS),
    )


def _changed_term(draw: st.DrawFn, number: int, term: Term, ids: list[str]) -> TermChange:
    value: TermValue
    match term.kind:
        case TermKind.RATIO:
            value = draw(st.fractions(0, 10, max_denominator=50))
        case TermKind.MONEY:
            value = draw(PRICES)
        case TermKind.CHOICE:
            value = draw(st.sampled_from(term.choices))
        case _:
            value = draw(st.integers(0, 100))
    signed_by = st.lists(
        st.builds(Signature, st.sampled_from(["company", *ids]), st.none() | DAYS),
        max_size=3,
        unique_by=lambda each: each.party,
    ).map(tuple)
    return TermChange(number, term.id, value, draw(st.none() | DAYS), draw(TEXTS), draw(TEXTS), draw(signed_by))


def _register(draw: st.DrawFn, of: AgreementForm) -> list[Holder]:
    names = draw(st.lists(NAMES, min_size=2, max_size=4, unique_by=str.casefold))
    roles = draw(st.lists(st.sampled_from(Role), min_size=len(names), max_size=len(names)))
    return [
        Holder(
            f"H{place}",
            name,
            role,
            draw(st.sampled_from([None, "Alder", "Birch"])),
            draw(st.none() | st.sampled_from(Entity)),
            transferee=draw(FLAGS),
            counterpart_date=draw(st.none() | DAYS),
            notice_address=draw(TEXTS),
            notes=draw(TEXTS),
            holder_class=draw(st.sampled_from(["", *(each.id for each in of.classes if each.role is role)])),
        )
        for place, (name, role) in enumerate(zip(names, roles, strict=True), 1)
    ]


def with_ledger_in_order(matter: Matter) -> Matter:
    """Leave out the entries that move more than there is."""
    troubled = {problem.sequence for problem in ledger_problems(matter)}
    return replace(matter, ledger=tuple(entry for entry in matter.ledger if entry.sequence not in troubled))


def any_matter() -> st.SearchStrategy[Matter]:
    """Draw a matter that does not contradict itself, and whose ledger adds up."""
    return _drawn_matter().map(with_ledger_in_order)


def _fits_a_file(amount: Decimal) -> bool:
    """Tell whether a decimal number has no more decimals than a matter file takes."""
    return len(f"{amount:f}".partition(".")[2]) <= 100


@st.composite
def _drawn_matter(draw: st.DrawFn) -> Matter:
    of = draw(st.sampled_from([form(), declaring()]))
    holders = _register(draw, of)
    ids = [holder.id for holder in holders]
    registrations = [f"R{number}" for number in range(1, draw(st.integers(1, 2)) + 1)]
    offerings = [f"O{number}" for number in range(1, draw(st.integers(0, 2)) + 1)]
    asking = draw(st.permutations([(registration, holder) for registration in registrations for holder in ids]))
    selling = draw(st.permutations([(offering, holder) for offering in offerings for holder in ids]))
    in_groups = [holder for holder in holders if holder.group]
    return Matter(
        details=MatterDetails(
            draw(NAMES),
            draw(NAMES),
            draw(DAYS),
            draw(st.sampled_from(ActingFor)),
            draw(TEXTS),
            draw(st.none() | DAYS),
            month_first=draw(st.none() | FLAGS),
        ),
        form=of,
        holders=tuple(holders),
        groups=tuple(
            AffiliateGroup(name, lead) for name, lead in {str(each.group): each.id for each in in_groups}.items()
        ),
        ledger=tuple(_entry(draw, number, ids) for number in draw(unnumbered(5))),
        registrations=tuple(_registration(draw, registration, of, ids) for registration in registrations),
        events=tuple(_event(draw, number, of, registrations, ids) for number in draw(unnumbered(5))),
        requests=tuple(
            _request(draw, number, *asked) for number, asked in zip(draw(unnumbered(len(asking))), asking, strict=False)
        ),
        offerings=tuple(_offering(draw, offering, registrations) for offering in offerings),
        offering_requests=tuple(
            OfferingRequest(offering, holder, draw(COUNTS), draw(st.none() | COUNTS)) for offering, holder in selling
        ),
        expenses=tuple(
            Expense(
                number,
                draw(DAYS),
                draw(NAMES),
                Decimal(draw(COUNTS)) / 100,
                draw(st.sampled_from([None, *registrations])),
                draw(TEXTS),
            )
            for number in draw(unnumbered(2))
        ),
        readings=tuple(
            ReadingChoice(reading.id, draw(st.sampled_from(reading.choices)).id, draw(TEXTS))
            for reading in draw(st.lists(st.sampled_from(form().readings), max_size=3, unique_by=lambda each: each.id))
        ),
        points=tuple(
            PointSettled(point.id, draw(st.sampled_from(PointState)), draw(TEXTS))
            for point in draw(
                st.lists(st.sampled_from(form().drafting_points), max_size=2, unique_by=lambda each: each.id)
            )
        ),
        texts=tuple(
            AgreementText(name, draw(DAYS), "\n".join(["1. Fair.", *draw(st.lists(TEXTS, max_size=3))]))
            for name in draw(st.lists(NAMES, max_size=1))
        ),
        term_changes=tuple(
            _changed_term(draw, number, draw(st.sampled_from(form().terms)), ids) for number in draw(unnumbered(3))
        ),
        waivers=tuple(
            Waiver(
                number,
                draw(st.sampled_from(DEADLINES)),
                draw(DAYS),
                tuple(draw(st.lists(st.sampled_from(["company", *ids]), min_size=1, unique=True))),
                draw(st.sampled_from([None, *registrations])),
                draw(st.sampled_from([None, *ids])),
                draw(TEXTS),
            )
            for number in draw(unnumbered(2))
        ),
        holiday_changes=tuple(
            HolidayChange(closing, day, closed=draw(FLAGS), name=draw(TEXTS))
            for closing, day in draw(st.lists(st.tuples(st.sampled_from(Closing), DAYS), max_size=2, unique=True))
        ),
    )
