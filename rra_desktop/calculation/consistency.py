"""What cannot be so in a matter: records that contradict themselves, each other or the ledger.

The same statements refuse an edit, an import and a file from the other side, and stand in the list of findings.
"""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeAlias

from rra_desktop.calculation.declared_records import event_problems, holder_problems, recorded, registration_problems
from rra_desktop.calculation.record_names import offering_name, registration_title
from rra_desktop.calculation.register.ledger_shape import entry_problems
from rra_desktop.domain.agreement import COMPANY, AgreementForm
from rra_desktop.domain.bounds import FIRST_DAY, LARGEST_COUNT, LAST_DAY
from rra_desktop.domain.matter import Matter
from rra_desktop.domain.offerings import Offering
from rra_desktop.domain.register import Holder
from rra_desktop.domain.registrations import Event, EventType
from rra_desktop.domain.statements import Fact, Gravity, Mark, Statement, stated
from rra_desktop.domain.topics import Topic

_WHOLE_PERCENT = Decimal(100)


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that cannot be so: what is said, the kind of record (its place in a Matter) and the record's key."""

    statement: Statement
    home: str
    key: str | int

    @property
    def mark(self) -> Mark:
        """The problem as it stands beside what it concerns."""
        return Mark(self.statement, Gravity.ERROR)


def problems(matter: Matter) -> tuple[Problem, ...]:
    """Return everything in the records of a matter that cannot be so, ledger arithmetic apart (`ledger_problems`)."""
    return tuple(Problem(said, home, key) for home, check in _CHECKS.items() for key, said in check(matter))


_Found: TypeAlias = Iterator[tuple[str | int, Statement]]


def _details(matter: Matter) -> _Found:
    details = matter.details
    if not details.title.strip():
        yield details.key, stated("records/no_title")
    for date in (details.agreement_date, details.opens_as_of):
        yield from _out_of_reach(details.key, date)


def _holders(matter: Matter) -> _Found:
    ids = Counter(holder.id for holder in matter.holders)
    by_name: dict[str, Holder] = {}
    for holder in matter.holders:
        if ids[holder.id] > 1:
            yield holder.id, stated("records/same_holder_id", id=holder.id)
        if not holder.name.strip():
            yield holder.id, stated("records/no_name")
        same = by_name.setdefault(_as_read(holder.name), holder)
        if same is not holder:
            yield holder.id, _two_of_one_name(same, holder, matter.form.section(Topic.AFFILIATES))
        yield from _out_of_reach(holder.id, holder.counterpart_date)
        yield from ((holder.id, said) for said in holder_problems(matter, holder))


def _as_read(name: str) -> str:
    """Return what makes two names one for a reader: neither case, blanks, nor how an accent is composed does."""
    return unicodedata.normalize("NFC", " ".join(name.split())).casefold()


def _two_of_one_name(first: Holder, second: Holder, section: str) -> Statement:
    if first.group and second.group and first.group != second.group:
        return stated("records/in_two_groups", section, name=second.name.strip(), groups=(first.group, second.group))
    return stated("records/same_name", name=first.name)


def _groups(matter: Matter) -> _Found:
    members = {holder.id: holder.group for holder in matter.holders}
    for group in matter.groups:
        if group.lead is not None and members.get(group.lead) != group.name:
            yield group.name, stated("records/lead_no_member", group=group.name)


def _ledger(matter: Matter) -> _Found:
    known = frozenset(holder.id for holder in matter.holders)
    for sequence, times in Counter(entry.sequence for entry in matter.ledger).items():
        if times > 1:
            yield sequence, stated("records/same_entry_number", number=sequence)
    for entry in matter.ledger:
        for statement in entry_problems(entry, known, matter.form):
            yield entry.sequence, statement
        yield from _out_of_reach(entry.sequence, entry.date)


def _registrations(matter: Matter) -> _Found:
    known = frozenset(holder.id for holder in matter.holders)
    yield from _twice((each.id for each in matter.registrations), "registrations")
    for registration in matter.registrations:
        title = registration_title(matter, registration)
        for holder in registration.initiated_by:
            if holder not in known:
                yield registration.id, _unknown("records/initiated_by", holder, title=title)
        yield from ((registration.id, said) for said in registration_problems(matter, registration, title))


def _events(matter: Matter) -> _Found:
    known = frozenset(holder.id for holder in matter.holders)
    registrations = frozenset(each.id for each in matter.registrations)
    yield from _twice((each.id for each in matter.events), "events")
    for event in matter.events:
        what = recorded(matter, event)
        yield from ((event.id, said) for said in event_problems(matter, event))
        if event.registration and event.registration not in registrations:
            yield event.id, _astray(what, event.registration)
        if event.to is not None and event.to not in known:
            yield event.id, _unknown("records/addressed_to", event.to, what=what)
        if matter.form.is_notice(event.type):
            said = _notice_problem(event, what, matter.form)
        else:
            said = _dated_problem(event, what, matter.form)
        if said:
            yield event.id, said
        for date in (event.date, event.sent, event.received):
            yield from _out_of_reach(event.id, date)


def _notice_problem(event: Event, what: Fact, form: AgreementForm) -> Statement | None:
    section = form.section_of_notices
    if event.method is None:
        return stated("records/no_method", section, what=what)
    if event.sent is None and event.received is None:
        return stated("records/no_day_of_notice", section, what=what)
    if event.sent and event.received and event.received < event.sent:
        return stated("records/received_before_sent", section, what=what, day=event.received, sent=event.sent)
    if event.type is EventType.DEMAND_NOTICE and event.to is not None:
        return stated("records/demand_to_a_holder", form.section(Topic.DEMAND))
    return None


def _dated_problem(event: Event, what: Fact, form: AgreementForm) -> Statement | None:
    if event.date is None:
        return stated("records/no_date", what=what)
    if event.type is EventType.WITHDRAWN and event.by is None:
        return stated("records/withdrawn_by_nobody", form.section(Topic.DEMANDS_USED))
    if event.type is EventType.DELAY_ELECTED:
        if event.because is None:
            return stated("records/delay_without_reason", form.section(Topic.DELAY))
        if event.days is not None and event.days < 1:
            return stated("records/delay_too_short", form.section(Topic.DELAY))
    return None


def _requests(matter: Matter) -> _Found:
    known = frozenset(holder.id for holder in matter.holders)
    registrations = frozenset(each.id for each in matter.registrations)
    titles = {each.id: registration_title(matter, each) for each in matter.registrations}
    seen: set[tuple[str, str]] = set()
    yield from _twice((each.id for each in matter.requests), "requests")
    section = matter.form.section(Topic.DEMAND)
    for request in matter.requests:
        if request.registration not in registrations:
            yield request.id, _astray("a request", request.registration)
        if request.holder not in known:
            yield request.id, _unknown("records/comes_from", request.holder, what="a request")
        elif (request.registration, request.holder) in seen and request.registration in titles:
            holder = matter.holder(request.holder).person
            yield request.id, stated("records/second_request", holder=holder, title=titles[request.registration])
        seen.add((request.registration, request.holder))
        if request.quantity is not None:
            yield from _bad_count(request.id, request.quantity, "a request")
        if request.completed and request.received and request.completed < request.received:
            yield request.id, stated("records/completed_before_received", section)
        if request.accepted and request.received and request.accepted < request.received:
            yield request.id, stated("records/accepted_before_received", section)
        for date in (request.received, request.completed, request.accepted):
            yield from _out_of_reach(request.id, date)


def _offerings(matter: Matter) -> _Found:
    plans = frozenset(plan.id for plan in matter.form.plans)
    registrations = frozenset(each.id for each in matter.registrations)
    yield from _twice((each.id for each in matter.offerings), "offerings")
    for offering in matter.offerings:
        name = offering_name(matter, offering)
        if offering.plan and offering.plan not in plans:
            yield offering.id, stated("records/no_such_plan", plan=offering.plan)
        if offering.registration is not None and offering.registration not in registrations:
            yield offering.id, _astray(name, offering.registration)
        counts = (offering.maximum, offering.company_shares, offering.option_shares, offering.outstanding_after)
        for count in counts:
            if count is not None:
                yield from _bad_count(offering.id, count, name)
        yield from _offering_money(offering, name)
        yield from _out_of_reach(offering.id, offering.as_of)


def _offering_money(offering: Offering, name: Statement) -> _Found:
    if offering.discount_percent is not None and offering.discount_per_share is not None:
        yield offering.id, stated("records/two_discounts", what=name)
    if offering.discount_percent is not None and not 0 <= offering.discount_percent <= _WHOLE_PERCENT:
        yield offering.id, stated("records/discount_out_of_range", what=name)
    for amount in (offering.price, offering.discount_per_share):
        if amount is not None and not 0 <= amount <= LARGEST_COUNT:
            yield offering.id, stated("records/price_out_of_range", what=name)
    if offering.price is not None and offering.discount_per_share is not None:  # noqa: SIM102 - two facts, one rule
        if offering.discount_per_share > offering.price:
            yield offering.id, stated("records/discount_above_price", what=name)


def _offering_requests(matter: Matter) -> _Found:
    known = frozenset(holder.id for holder in matter.holders)
    offerings = frozenset(each.id for each in matter.offerings)
    yield from _twice((each.key for each in matter.offering_requests), "requests in an offering")
    for request in matter.offering_requests:
        if request.offering not in offerings:
            yield request.key, stated("records/no_such_offering", id=request.offering)
        if request.holder not in known:
            yield request.key, _unknown("records/comes_from", request.holder, what="a request")
        yield from _bad_count(request.key, request.quantity, "a request")
        if request.agreed is not None:
            yield from _bad_count(request.key, request.agreed, "an agreed split")


def _expenses(matter: Matter) -> _Found:
    registrations = frozenset(each.id for each in matter.registrations)
    yield from _twice((each.id for each in matter.expenses), "expenses")
    for expense in matter.expenses:
        if expense.registration is not None and expense.registration not in registrations:
            yield expense.id, _astray("an expense", expense.registration)
        if not 0 <= expense.amount <= LARGEST_COUNT:
            yield expense.id, stated("records/expense_out_of_range")
        elif expense.amount != expense.amount.quantize(Decimal("0.01")):
            yield expense.id, stated("records/expense_in_fractions")
        yield from _out_of_reach(expense.id, expense.date)


def _damages_paid(matter: Matter) -> _Found:
    registrations = frozenset(each.id for each in matter.registrations)
    holders = frozenset(each.id for each in matter.holders)
    clauses = frozenset(each.id for each in matter.form.damages)
    yield from _twice((each.id for each in matter.damages_paid), "payments of damages")
    for payment in matter.damages_paid:
        if payment.clause not in clauses:
            yield payment.id, stated("records/no_such_damages")
        if payment.holder not in holders:
            yield payment.id, _unknown("records/goes_to", payment.holder, what="a payment of damages")
        if payment.registration is not None and payment.registration not in registrations:
            yield payment.id, _astray("a payment of damages", payment.registration)
        if not 0 < payment.amount <= LARGEST_COUNT:
            yield payment.id, stated("records/payment_out_of_range")
        elif payment.amount != payment.amount.quantize(Decimal("0.01")):
            yield payment.id, stated("records/payment_in_fractions")
        yield from _out_of_reach(payment.id, payment.date)


def _readings(matter: Matter) -> _Found:
    choices = {reading.id: {choice.id for choice in reading.choices} for reading in matter.form.readings}
    yield from _twice((each.reading for each in matter.readings), "choices")
    for chosen in matter.readings:
        if chosen.reading not in choices:
            yield chosen.reading, stated("records/no_such_reading", reading=chosen.reading)
        elif chosen.choice not in choices[chosen.reading]:
            yield chosen.reading, stated("records/no_such_choice", reading=chosen.reading, choice=chosen.choice)


def _points(matter: Matter) -> _Found:
    known = frozenset(point.id for point in matter.form.drafting_points)
    for point in matter.points:
        if point.point not in known:
            yield point.point, stated("records/no_such_point", point=point.point)


def _term_changes(matter: Matter) -> _Found:
    terms = {term.id: term for term in matter.form.terms}
    yield from _twice((each.id for each in matter.term_changes), "changes of terms")
    for change in matter.term_changes:
        term = terms.get(change.term)
        if term is None:
            yield change.id, stated("records/no_such_term", term=change.term)
        elif type(change.value) is not type(term.value):
            yield change.id, stated("records/no_such_value", term=term.label, value=str(change.value))
        elif isinstance(change.value, str):
            if change.value not in term.choices:
                yield change.id, stated("records/no_such_value", term=term.label, value=str(change.value))
        elif isinstance(change.value, dt.date):
            yield from _out_of_reach(change.id, change.value)
        elif not 0 <= change.value <= LARGEST_COUNT:
            yield change.id, stated("records/value_out_of_range", term=term.label, value=change.value)
        yield from _out_of_reach(change.id, change.effective_from)
        known = {holder.id for holder in matter.holders} | {COMPANY}
        for signature in change.signed_by:
            if signature.party not in known:
                yield change.id, _unknown("records/signed_by", signature.party, what="an amendment")
            yield from _out_of_reach(change.id, signature.date)


def _waivers(matter: Matter) -> _Found:
    known = {holder.id for holder in matter.holders} | {"company"}
    registrations = frozenset(each.id for each in matter.registrations)
    yield from _twice((each.id for each in matter.waivers), "waivers")
    for waiver in matter.waivers:
        if waiver.registration is not None and waiver.registration not in registrations:
            yield waiver.id, _astray("a waiver", waiver.registration)
        if waiver.holder is not None and waiver.holder not in known:
            yield waiver.id, _unknown("records/concerns", waiver.holder, what="a waiver")
        if not waiver.signed_by:
            yield waiver.id, stated("records/waiver_unsigned", matter.form.amendment_section)
        for party in waiver.signed_by:
            if party not in known:
                yield waiver.id, _unknown("records/signed_by", party, what="a waiver")
        yield from _out_of_reach(waiver.id, waiver.date)


def _holiday_changes(matter: Matter) -> _Found:
    yield from _twice((each.key for each in matter.holiday_changes), "changes of one holiday")
    for change in matter.holiday_changes:
        yield from _out_of_reach(change.key, change.date)


_CHECKS: dict[str, Callable[[Matter], _Found]] = {
    "details": _details,
    "holders": _holders,
    "groups": _groups,
    "ledger": _ledger,
    "registrations": _registrations,
    "events": _events,
    "requests": _requests,
    "offerings": _offerings,
    "offering_requests": _offering_requests,
    "expenses": _expenses,
    "damages_paid": _damages_paid,
    "readings": _readings,
    "points": _points,
    "term_changes": _term_changes,
    "waivers": _waivers,
    "holiday_changes": _holiday_changes,
}


def _twice(keys: Iterable[str | int], what: str) -> _Found:
    for key, times in Counter(keys).items():
        if times > 1:
            yield key, stated("records/same_key", what=what, id=key)


def _bad_count(key: str | int, count: int, what: Fact) -> _Found:
    if not 0 <= count <= LARGEST_COUNT:
        yield key, stated("records/count_out_of_range", what=what, count=count)


def _out_of_reach(key: str | int, date: dt.date | None) -> _Found:
    if date is not None and not FIRST_DAY <= date <= LAST_DAY:
        yield key, stated("records/date_out_of_reach", day=date, first=str(FIRST_DAY.year), last=str(LAST_DAY.year))


def _astray(what: Fact, registration: str | None) -> Statement:
    """State that a record belongs to a registration that is not there."""
    return stated("records/no_such_registration", what=what, id=registration)


def _unknown(kind: str, holder: str | None, **about: Fact) -> Statement:
    """State that a record names somebody who is not in the register; nothing but the id names it."""
    return stated(kind, "", holder=holder, **about)
