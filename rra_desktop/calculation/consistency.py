"""What cannot be so in a matter: records that contradict themselves, each other or the ledger.

The same sentences refuse an edit, an import and a file from the other side, and stand in the list of findings.
"""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from rra_desktop.calculation.register.ledger_shape import entry_problems
from rra_desktop.domain.matter import Matter
from rra_desktop.domain.offerings import Offering
from rra_desktop.domain.register import Holder
from rra_desktop.domain.registrations import Event, EventType, Registration

_FIRST_DAY, _LAST_DAY = dt.date(1900, 1, 1), dt.date(2199, 12, 31)
_LARGEST_COUNT = 10**15
_WHOLE_PERCENT = Decimal(100)


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that cannot be so: a sentence, the kind of record (its place in a Matter) and the record's key."""

    sentence: str
    home: str
    key: str | int


def problems(matter: Matter) -> tuple[Problem, ...]:
    """Return everything in the records of a matter that cannot be so, ledger arithmetic apart (`ledger_problems`)."""
    return tuple(Problem(sentence, home, key) for home, check in _CHECKS.items() for key, sentence in check(matter))


_Found = Iterator[tuple[str | int, str]]


def _details(matter: Matter) -> _Found:
    details = matter.details
    if not details.title.strip():
        yield details.key, "The matter needs a title."
    for date in (details.agreement_date, details.opens_as_of):
        yield from _out_of_reach(details.key, date)


def _holders(matter: Matter) -> _Found:
    ids = Counter(holder.id for holder in matter.holders)
    by_name: dict[str, Holder] = {}
    for holder in matter.holders:
        if ids[holder.id] > 1:
            yield holder.id, f"Two holders have the id {holder.id}."
        if not holder.name.strip():
            yield holder.id, "A holder needs a name."
        same = by_name.setdefault(_as_read(holder.name), holder)
        if same is not holder:
            yield holder.id, _two_of_one_name(same, holder)
        yield from _out_of_reach(holder.id, holder.counterpart_date)


def _as_read(name: str) -> str:
    """Return what makes two names one for a reader: neither case, blanks, nor how an accent is composed does."""
    return unicodedata.normalize("NFC", " ".join(name.split())).casefold()


def _two_of_one_name(first: Holder, second: Holder) -> str:
    if first.group and second.group and first.group != second.group:
        return (
            f"{second.name.strip()} is in two affiliate groups, {first.group} and {second.group}; "
            "a person is part of one single Investor only (§3(c))."
        )
    return f"There is already a holder named {first.name}; give one of the two another name."


def _groups(matter: Matter) -> _Found:
    members = {holder.id: holder.group for holder in matter.holders}
    for group in matter.groups:
        if group.lead is not None and members.get(group.lead) != group.name:
            yield group.name, f"The lead of {group.name} is not one of its members."


def _ledger(matter: Matter) -> _Found:
    known = frozenset(holder.id for holder in matter.holders)
    for sequence, times in Counter(entry.sequence for entry in matter.ledger).items():
        if times > 1:
            yield sequence, f"Two ledger entries have the number {sequence}."
    for entry in matter.ledger:
        for sentence in entry_problems(entry, known):
            yield entry.sequence, sentence
        yield from _out_of_reach(entry.sequence, entry.date)


def _registrations(matter: Matter) -> _Found:
    known = frozenset(holder.id for holder in matter.holders)
    yield from _twice((each.id for each in matter.registrations), "registrations")
    for registration in matter.registrations:
        for holder in registration.initiated_by:
            if holder not in known:
                yield registration.id, f"{_title(registration)} is initiated by {holder}, who is not in the register."


def _events(matter: Matter) -> _Found:
    known = frozenset(holder.id for holder in matter.holders)
    registrations = frozenset(each.id for each in matter.registrations)
    yield from _twice((each.id for each in matter.events), "events")
    for event in matter.events:
        if event.registration not in registrations:
            yield event.id, f"{_what(event)} belongs to registration {event.registration}, which is not there."
        if event.to is not None and event.to not in known:
            yield event.id, f"{_what(event)} is addressed to {event.to}, who is not in the register."
        sentence = _notice_problem(event) if event.type.is_notice else _dated_problem(event)
        if sentence:
            yield event.id, sentence
        for date in (event.date, event.sent, event.received):
            yield from _out_of_reach(event.id, date)


def _notice_problem(event: Event) -> str:
    if event.method is None:
        return f"{_what(event)} needs its method: how it travelled decides when it counts (§8(a))."
    if event.sent is None and event.received is None:
        return f"{_what(event)} needs the day it was sent or the day it was received."
    if event.sent and event.received and event.received < event.sent:
        return f"{_what(event)} cannot be received on {event.received}, before it was sent on {event.sent}."
    if event.type is EventType.DEMAND_NOTICE and event.to is not None:
        return "A Demand Notice is addressed to the Company, not to a holder (§1(a))."
    return ""


def _dated_problem(event: Event) -> str:
    if event.date is None:
        return f"{_what(event)} needs its date."
    if event.type is EventType.WITHDRAWN and event.by is None:
        return "A withdrawal must say at whose wish: it decides whether the demand is used up (§1(c))."
    if event.type is EventType.DELAY_ELECTED:
        if event.because is None:
            return "A delay must say what the Company relies on: an offering or other activity (§1(d))."
        if event.days is not None and event.days < 1:
            return "A delay lasts at least one day."
    return ""


def _requests(matter: Matter) -> _Found:
    known = frozenset(holder.id for holder in matter.holders)
    registrations = frozenset(each.id for each in matter.registrations)
    seen: set[tuple[str, str]] = set()
    yield from _twice((each.id for each in matter.requests), "requests")
    for request in matter.requests:
        if request.registration not in registrations:
            yield request.id, f"A request belongs to registration {request.registration}, which is not there."
        if request.holder not in known:
            yield request.id, f"A request comes from {request.holder}, who is not in the register."
        elif (request.registration, request.holder) in seen:
            name = matter.holder(request.holder).name
            yield request.id, f"{name} already has a request in {request.registration}; change that one."
        seen.add((request.registration, request.holder))
        if request.quantity is not None:
            yield from _bad_count(request.id, request.quantity, "a request")
        if request.completed and request.received and request.completed < request.received:
            yield request.id, "A request cannot be completed before it was received."
        if request.accepted and request.received and request.accepted < request.received:
            yield request.id, "A request cannot be accepted before it was received."
        for date in (request.received, request.completed, request.accepted):
            yield from _out_of_reach(request.id, date)


def _offerings(matter: Matter) -> _Found:
    plans = frozenset(plan.id for plan in matter.form.plans)
    registrations = frozenset(each.id for each in matter.registrations)
    yield from _twice((each.id for each in matter.offerings), "offerings")
    for offering in matter.offerings:
        if offering.plan and offering.plan not in plans:
            yield offering.id, f"There is no priority plan “{offering.plan}”."
        if offering.registration is not None and offering.registration not in registrations:
            yield offering.id, f"{_name(offering)} belongs to registration {offering.registration}, which is not there."
        counts = (offering.maximum, offering.company_shares, offering.option_shares, offering.outstanding_after)
        for count in counts:
            if count is not None:
                yield from _bad_count(offering.id, count, _name(offering))
        yield from _offering_money(offering)
        yield from _out_of_reach(offering.id, offering.as_of)


def _offering_money(offering: Offering) -> _Found:
    if offering.discount_percent is not None and offering.discount_per_share is not None:
        yield offering.id, f"{_name(offering)} has its discount both in percent and per share; keep one."
    if offering.discount_percent is not None and not 0 <= offering.discount_percent <= _WHOLE_PERCENT:
        yield offering.id, f"The discount of {_name(offering)} must be between 0% and 100%."
    for amount in (offering.price, offering.discount_per_share):
        if amount is not None and not 0 <= amount <= _LARGEST_COUNT:
            yield offering.id, f"A price or discount of {_name(offering)} is out of range."
    if offering.price is not None and offering.discount_per_share is not None:  # noqa: SIM102 - two facts, one rule
        if offering.discount_per_share > offering.price:
            yield offering.id, f"The discount a share of {_name(offering)} is more than its price."


def _offering_requests(matter: Matter) -> _Found:
    known = frozenset(holder.id for holder in matter.holders)
    offerings = frozenset(each.id for each in matter.offerings)
    yield from _twice((each.key for each in matter.offering_requests), "requests in an offering")
    for request in matter.offering_requests:
        if request.offering not in offerings:
            yield request.key, f"A request belongs to offering {request.offering}, which is not there."
        if request.holder not in known:
            yield request.key, f"A request comes from {request.holder}, who is not in the register."
        yield from _bad_count(request.key, request.quantity, "a request")
        if request.agreed is not None:
            yield from _bad_count(request.key, request.agreed, "an agreed split")


def _expenses(matter: Matter) -> _Found:
    registrations = frozenset(each.id for each in matter.registrations)
    yield from _twice((each.id for each in matter.expenses), "expenses")
    for expense in matter.expenses:
        if expense.registration is not None and expense.registration not in registrations:
            yield expense.id, f"An expense belongs to registration {expense.registration}, which is not there."
        if not 0 <= expense.amount <= _LARGEST_COUNT:
            yield expense.id, "An expense cannot be negative, nor larger than any register counts."
        elif expense.amount != expense.amount.quantize(Decimal("0.01")):
            yield expense.id, "An expense is in dollars and whole cents."
        yield from _out_of_reach(expense.id, expense.date)


def _readings(matter: Matter) -> _Found:
    choices = {reading.id: {choice.id for choice in reading.choices} for reading in matter.form.readings}
    yield from _twice((each.reading for each in matter.readings), "choices")
    for chosen in matter.readings:
        if chosen.reading not in choices:
            yield chosen.reading, f"The agreement form has no reading “{chosen.reading}”."
        elif chosen.choice not in choices[chosen.reading]:
            yield chosen.reading, f"The reading “{chosen.reading}” cannot be “{chosen.choice}”."


def _points(matter: Matter) -> _Found:
    known = frozenset(point.id for point in matter.form.drafting_points)
    for point in matter.points:
        if point.point not in known:
            yield point.point, f"The agreement form has no drafting point “{point.point}”."


def _term_changes(matter: Matter) -> _Found:
    terms = {term.id: term for term in matter.form.terms}
    yield from _twice((each.id for each in matter.term_changes), "changes of terms")
    for change in matter.term_changes:
        term = terms.get(change.term)
        if term is None:
            yield change.id, f"The agreement form has no term “{change.term}”."
        elif type(change.value) is not type(term.value):
            yield change.id, f"{term.label} cannot be “{change.value}”."
        elif isinstance(change.value, str):
            if change.value not in term.choices:
                yield change.id, f"{term.label} cannot be “{change.value}”."
        elif not 0 <= change.value <= _LARGEST_COUNT:
            yield change.id, f"{term.label} cannot be {change.value}."
        yield from _out_of_reach(change.id, change.effective_from)


def _waivers(matter: Matter) -> _Found:
    known = {holder.id for holder in matter.holders} | {"company"}
    registrations = frozenset(each.id for each in matter.registrations)
    yield from _twice((each.id for each in matter.waivers), "waivers")
    for waiver in matter.waivers:
        if waiver.registration is not None and waiver.registration not in registrations:
            yield waiver.id, f"A waiver belongs to registration {waiver.registration}, which is not there."
        if waiver.holder is not None and waiver.holder not in known:
            yield waiver.id, f"A waiver concerns {waiver.holder}, who is not in the register."
        if not waiver.signed_by:
            yield waiver.id, "A waiver must be in writing and signed by the party that waives (§8(c))."
        for party in waiver.signed_by:
            if party not in known:
                yield waiver.id, f"A waiver is signed by {party}, who is not in the register."
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
    "readings": _readings,
    "points": _points,
    "term_changes": _term_changes,
    "waivers": _waivers,
    "holiday_changes": _holiday_changes,
}


def _twice(keys: Iterable[str | int], what: str) -> _Found:
    for key, times in Counter(keys).items():
        if times > 1:
            yield key, f"Two {what} have the same id, {key}."


def _bad_count(key: str | int, count: int, what: str) -> _Found:
    if not 0 <= count <= _LARGEST_COUNT:
        yield key, f"{what[0].upper()}{what[1:]} cannot be for {count:,} shares."


def _out_of_reach(key: str | int, date: dt.date | None) -> _Found:
    if date is not None and not _FIRST_DAY <= date <= _LAST_DAY:
        yield key, f"{date} is not between the years {_FIRST_DAY.year} and {_LAST_DAY.year}."


def _what(event: Event) -> str:
    return f"The {_EVENT_NOUNS[event.type]}"


_EVENT_NOUNS = {
    EventType.DEMAND_NOTICE: "Demand Notice",
    EventType.COMPANY_NOTICE: "Company Notice",
    EventType.REGISTRATION_NOTICE: "Registration Notice",
    EventType.PLANNED_FILING: "planned filing",
    EventType.FILED: "filing",
    EventType.EFFECTIVE: "effectiveness",
    EventType.DELAY_ELECTED: "election of a delay",
    EventType.DELAY_OFFERING_EFFECTIVE: "effectiveness of the delaying offering",
    EventType.DELAY_ACTIVITY_COMMENCED: "commencement of the delaying activity",
    EventType.OTHER_REGISTRATION_EFFECTIVE: "effectiveness of another registration",
    EventType.WITHDRAWN: "withdrawal",
    EventType.ALL_SOLD: "sale of all shares",
    EventType.DISTRIBUTION_COMPLETED: "completion of the distribution",
    EventType.SUSPENDED: "suspension",
    EventType.RESUMED: "resumption",
}


def _title(registration: Registration) -> str:
    return registration.title or f"Registration {registration.id}"


def _name(offering: Offering) -> str:
    return offering.name or f"offering {offering.id}"
