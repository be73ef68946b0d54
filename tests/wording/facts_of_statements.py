"""Any facts a statement can have, by their names, so that every kind of statement can be written."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from datetime import date
from fractions import Fraction

from hypothesis import strategies as st

from rra_desktop.domain.agreement import COMPANY
from rra_desktop.domain.allocation import Side
from rra_desktop.domain.counts import TimeUnit
from rra_desktop.domain.damages import DefaultEnd
from rra_desktop.domain.deadlines import RequestState
from rra_desktop.domain.declared_events import EventField
from rra_desktop.domain.expenses import ExpenseBearer
from rra_desktop.domain.holidays import Closing
from rra_desktop.domain.limits import Beyond
from rra_desktop.domain.priority_plans import Weight
from rra_desktop.domain.register import EntryType, Role, Security
from rra_desktop.domain.registrations import EventType, Method, Purpose, RegistrationKind, WithdrawnBy
from rra_desktop.domain.rights import MeasuredOn, SizeMeasure
from rra_desktop.domain.statements import Fact, Person, stated
from tests.wording.stated_in_the_code import Stated

_DAYS = st.dates(date(1990, 1, 1), date(2060, 12, 31))
_COUNTS = st.integers(0, 10**12)
_SOME = st.integers(1, 10**12)
_YES_OR_NO = st.booleans()
_TEXTS = st.sampled_from(["Ash", "Beech & Sons", "Zoë “Zo” Ødegård", "R1", "50% {of it}"])
_PEOPLE = st.builds(Person, st.sampled_from(["H1", "H2"]), _TEXTS)
_RATIOS = st.fractions(Fraction(1, 100), 100)
_MONEY = st.decimals(0, 10**9, places=2)
_STATEMENTS = st.sampled_from(
    [
        stated("dates/no_clock"),
        stated("dates/day", day=date(2003, 6, 2)),
        stated("dates/lacks_information", "6"),
        stated("register/shares", count=3),
    ]
)
_DEEDS = st.sampled_from([EntryType.ISSUE, EntryType.CONVERT, EntryType.REGISTERED_SALE, EntryType.CORRECTION])
_NOTICES = st.sampled_from([EventType.DEMAND_NOTICE, EventType.COMPANY_NOTICE, EventType.REGISTRATION_NOTICE])
_WAITED_FOR = st.sampled_from(
    (
        *(EventType.PLANNED_FILING, EventType.FILED, EventType.EFFECTIVE, EventType.ALL_SOLD),
        *(EventType.DISTRIBUTION_COMPLETED, EventType.DELAY_OFFERING_PLANNED, EventType.DELAY_OFFERING_EFFECTIVE),
        EventType.DELAY_ACTIVITY_COMMENCED,
    )
)
_STARTS = st.one_of(
    _WAITED_FOR,
    _NOTICES,
    st.sampled_from([EventType.DELAY_ELECTED, EventType.OTHER_REGISTRATION_EFFECTIVE, EntryType.ISSUE]),
)
_HAPPENED = st.sampled_from([each for each in EventType if each not in (EventType.SUSPENDED, EventType.RESUMED)])


_LENGTHS = st.builds(
    lambda amount, unit: stated("damages/span", amount=amount, unit=unit), st.integers(1, 60), st.sampled_from(TimeUnit)
)
_SUMS = st.one_of(
    st.builds(lambda rate: stated("damages/rate", rate=rate), st.fractions(0, 1)),
    st.builds(lambda dollars: stated("damages/dollars", dollars=dollars), _MONEY),
)
_AMOUNTS = st.sampled_from(["accrued", "due", "interest", "paid", "owed"])
_CLOSINGS = st.lists(st.tuples(_DAYS, st.sampled_from(["Memorial Day", "Good Friday"])), max_size=9).map(tuple)
_TIMES = st.builds(
    lambda amount, unit, passed: stated("dates/time", amount=amount, unit=unit, not_counted=passed),
    st.integers(-400, 400),
    st.sampled_from(TimeUnit),
    _CLOSINGS,
)
_HOURS = st.times(dt.time(0, 0), dt.time(23, 59)).map(lambda hour: hour.replace(second=0, microsecond=0))
_WHOSE = st.one_of(st.sampled_from(Side), _PEOPLE, _TEXTS)


def _or_none(facts: st.SearchStrategy[Fact]) -> st.SearchStrategy[Fact]:
    return st.none() | facts


def _several(facts: st.SearchStrategy[Fact], least: int = 0) -> st.SearchStrategy[Fact]:
    return st.lists(facts, min_size=least, max_size=5).map(tuple)


_DATED = (
    *("begins", "counterpart", "day", "due", "effective", "elected", "end", "ends", "filed", "first", "first_day"),
    *("first_open", "known_to", "last", "last_open", "notice_day", "on", "open_day", "planned", "received", "sent"),
    *("signed", "since", "start", "test", "transferred", "until", "useful", "withdrawn", "without", "issued"),
    *("accepted", "completed", "ended", "opens"),
)
_COUNTED = (
    *("allowed", "amount", "asked", "chosen", "count", "days", "filing_days", "granted", "held", "longest", "more"),
    *("of", "offered", "reached", "registrable", "shortfall", "total", "units", "used", "warrants"),
    *("allocated", "capacity", "company", "counted", "cut", "demand", "kept", "largest", "lines", "lot", "maximum"),
    *("room", "rounded_up", "stated", "typed"),
)
_SAID = (
    *("advice", "affects", "choice", "closed", "form", "group", "id", "name", "note", "plan", "point", "reading"),
    *("registration", "rule", "term", "text", "title", "what", "why"),
    *("answer", "event", "fact", "question", "right"),
)
_EITHER_WAY = (
    *(
        "added",
        "assumed",
        "back",
        "contradicted",
        "by_receipt",
        "covers_unsaid",
        "first_controls",
        "from_receipt",
        "left_out",
    ),
    *("all_related", "halves", "incomplete", "late", "later", "of_registration", "stay", "together"),
    *("in_units", "never_filed", "reached", "of_half", "exceeded", "affiliate", "silence", "strict", "to_file"),
)

_BY_NAME: Mapping[str, st.SearchStrategy[Fact]] = {
    **dict.fromkeys(_DATED, _DAYS),
    **dict.fromkeys(_COUNTED, _COUNTS),
    **dict.fromkeys(_SAID, _TEXTS),
    **dict.fromkeys(_EITHER_WAY, _YES_OR_NO),
    **dict.fromkeys(("amount", "both", "gross", "loss", "mine", "net", "discount"), _MONEY),
    **dict.fromkeys(("accrued", "base", "beyond", "dollars", "interest", "owed", "paid", "within"), _MONEY),
    "adjusted": _RATIOS,
    "bearer": st.sampled_from(ExpenseBearer),
    "capped": _YES_OR_NO,
    "category": st.sampled_from(["filing_fee", "Road show"]),
    "clause": _TEXTS,
    "deadline": _STATEMENTS,
    "entry": _STATEMENTS,
    "of_base": _YES_OR_NO,
    "rate": _SUMS,
    "through": _DAYS,
    "alternatives": _several(_STATEMENTS, 1),
    "gap": _SOME,
    "limit": _TEXTS,
    "beyond": st.sampled_from(Beyond),
    "over": _SOME,
    "names": _several(_TEXTS, 1),
    "right": _TEXTS,
    "tests": _several(_STATEMENTS, 1),
    "agreed": _COUNTS,
    **dict.fromkeys(("cap", "on_demands", "on_use", "on_expenses"), st.sampled_from(["", "5(b)", "3(b), 4"])),
    "belongs_to": _or_none(st.sampled_from([RegistrationKind.DEMAND, RegistrationKind.PIGGYBACK])),
    "covers": _or_none(_COUNTS),
    "field": st.sampled_from(EventField),
    "fault": st.fractions(0, 1),
    "lead": _PEOPLE,
    "most": _or_none(st.fractions(0, 1)),
    "of_kind": st.sampled_from(RegistrationKind),
    "other": _WHOSE,
    "party": _TEXTS,
    "proceeds": _TEXTS,
    "quota": _RATIOS,
    "reason": st.just("") | _TEXTS,
    "weight": _COUNTS,
    "who": _several(_WHOSE, 1),
    "whose": _WHOSE,
    "calendar": st.sampled_from(Closing),
    "known_from": _DAYS,
    "not_counted": _CLOSINGS,
    "parts": _several(_TIMES, 1),
    "amounts": st.sampled_from([(45,), (-30,), (45, -30), (3,)]),
    "by": _or_none(_PEOPLE),
    "deed": _DEEDS,
    "exact": _RATIOS,
    "factors": _several(_several(_RATIOS, 1)),
    "forms": _several(st.sampled_from(["S-4", "S-8"])),
    "fraction": _RATIOS,
    "groups": _several(_TEXTS, 2),
    "at_most": _or_none(_RATIOS),
    "dollars": _MONEY,
    "each": _or_none(st.fractions(0, 1)),
    "facts": _several(_STATEMENTS, 1),
    "floor": _RATIOS,
    "holder": _PEOPLE,
    "kind_of_share": st.sampled_from([each for each in Security if each is not Security.UNIT]),
    "least": _SOME,
    "holders": _COUNTS,
    "how": st.sampled_from(["", "no_method", "when_received", "when_sent", "no_receipt"]),
    "in_a": st.sampled_from(RegistrationKind),
    "lacks": _several(_STATEMENTS, 1),
    "lapsed": _COUNTS,
    "measured": st.sampled_from([each.part for each in MeasuredOn]),
    "method": st.sampled_from(Method),
    "missing": _several(st.one_of(st.just(COMPANY), _PEOPLE), 1),
    "named": _or_none(_TEXTS),
    "needed": _or_none(_SOME),
    "needs": _HAPPENED,
    "new": _SOME,
    "notice": _NOTICES,
    "number": _SOME,
    "offering": _TEXTS,
    "old": _SOME,
    "part": st.sampled_from(["given", "received", "sent", "dated"]),
    "per_unit": st.just((3, 1, 1)),
    "percent": _RATIOS,
    "price": _RATIOS,
    "product": _STATEMENTS,
    "purpose": st.sampled_from([Purpose.STOCK_PLAN, Purpose.RULE_145, Purpose.CONVERTIBLE_DEBT]),
    "quantity": _SOME,
    "ratio": _RATIOS,
    "role": st.sampled_from(Role),
    "removed": _or_none(_COUNTS),
    "roll": st.sampled_from(
        ["next_business_day", "previous_business_day", "next_trading_day", "next_filing_day", "nevada"]
    ),
    "security": st.sampled_from(Security),
    "share": _or_none(st.fractions(0, 1)),
    "shares": _RATIOS,
    "source": st.sampled_from(Security),
    "steps": _several(_STATEMENTS, 1),
    "terms": _several(_SOME, 2),
    "to": _or_none(_PEOPLE),
    "unit": st.sampled_from(["Units", "as-converted shares"]),
    "value": st.one_of(_COUNTS, _MONEY, _TEXTS),
    "waits_for": _STATEMENTS,
    "when": _STATEMENTS,
    "whole": _COUNTS,
}
"""What a fact of a name can be, unless it is something else in one kind or group."""

_BY_KIND: Mapping[str, Mapping[str, st.SearchStrategy[Fact]]] = {
    "cutback/cents_shared_out": {"holders": _several(_WHOSE, 1)},
    "cutback/counts_once_rule": {
        "holders": st.just((Person("H1", "Ash"), Person("H2", "Beech"))),
        "held": st.just((1_000, 20)),
        "selling": _several(_PEOPLE),
    },
    "cutback/holders_on": {"day": _or_none(_DAYS)},
    "cutback/inside_group": {"agreed": _YES_OR_NO},
    "cutback/label": {"part": st.sampled_from(["allocated", "indemnity_cap"])},
    "cutback/no_part": {"why": st.just("") | _STATEMENTS},
    "cutback/request_differs": {"received": _COUNTS},
    "cutback/request_late": {"due": _or_none(_DAYS)},
    "cutback/requests_reached": {"shares": _or_none(_COUNTS)},
    "cutback/kinds_not_named": {"holders": _several(_WHOSE, 1)},
    "cutback/least_shares_reached": {"shares": _or_none(_COUNTS)},
    "cutback/fact": {"answer": st.sampled_from([True, False, None, "stock_plan"])},
    "cutback/kept_at_least_rule": {"share": _RATIOS, "covers": _COUNTS},
    "cutback/limit_as_share": {"share": st.fractions(0, 1)},
    "cutback/limit_in_dollars": {"price": _MONEY},
    "cutback/split_names_no_kinds": {"holders": _several(_WHOSE, 1)},
    "cutback/round_of_least_rule": {"share": _RATIOS},
    "cutback/round": {"weight": st.sampled_from((Weight.HELD, Weight.REQUESTED, Weight.EQUAL))},
    "cutback/served_in_no_rank": {"holders": _several(_WHOSE, 1)},
    "cutback/cut_shares": {"shares": _COUNTS},
    "cutback/left_by_rounding": {"shares": _COUNTS},
    "cutback/round_rule": {"share": _RATIOS},
    "cutback/waits_for_all": {"missing": _several(_STATEMENTS, 1)},
    "cutback/split_above_cap": {"most": _COUNTS},
    "demands/without_number": {"in_use": _COUNTS},
    "dates/span_too_soon": {"unit": st.sampled_from(["day", "month", "year"])},
    "dates/delay_beyond_the_limit": {"on": _or_none(_DAYS)},
    "demands/no_right": {"of": st.just("") | _TEXTS},
    "demands/not_used_up_yet": {
        "until": _or_none(_DAYS),
        "part": _or_none(st.fractions(0, 1)),
        "sold": _COUNTS,
        "asked": _COUNTS,
    },
    "demands/size_test": {
        "measure": st.sampled_from(SizeMeasure),
        "value": _or_none(st.sampled_from([Fraction(1), Fraction(1, 3)])),
        "least": st.sampled_from([Fraction(1), Fraction(1, 3)]),
        "waits_for": st.sampled_from(["shares_asked", "price", "discount", "holdings"]),
    },
    "demands/size_least": {
        "measure": st.sampled_from(SizeMeasure),
        "least": st.sampled_from([Fraction(1), Fraction(1, 3)]),
    },
    "demands/too_soon": {"unit": st.sampled_from(["day", "month", "year"])},
    "register/falls_short": {"least": _or_none(_COUNTS)},
    "register/joins_later": {"since": _or_none(_DAYS)},
    "votes/share_asked": {"share": st.fractions(0, 1)},
    "cutback/sum": {"terms": _several(_COUNTS, 1)},
    "damages/amount": {"part": _AMOUNTS},
    "damages/total": {"part": _AMOUNTS},
    "damages/accrued_rule": {"lines": _several(_MONEY), "accrued": _MONEY},
    "damages/awaited": {"deadline": _STATEMENTS},
    "damages/cap_rule": {"rate": _SUMS, "base": _MONEY},
    "damages/days_excluded": {"end": _or_none(_DAYS)},
    "damages/days_rule": {"end": st.sampled_from(DefaultEnd), "reasons": _several(_STATEMENTS)},
    "damages/default_rule": {
        "steps": _several(_SUMS),
        "base": _or_none(_MONEY),
        "part": _or_none(st.fractions(0, 1)),
        "amount": _MONEY,
    },
    "damages/due_rule": {"within": _or_none(_LENGTHS), "amount": _or_none(_MONEY)},
    "damages/interest_rule": {
        "rate": _or_none(st.fractions(0, 1)),
        "every": _LENGTHS,
        "stretches": _several(_STATEMENTS),
        "amount": _MONEY,
    },
    "damages/limit_rule": {
        "most": _or_none(st.integers(0, 9)),
        "each": _or_none(_LENGTHS),
        "total": _or_none(_LENGTHS),
        "gap": _or_none(_LENGTHS),
        "within": _or_none(_LENGTHS),
    },
    "cutback/kept_of_limit": {"limit": _STATEMENTS},
    "damages/limit": {"limit": _TEXTS, "since": _DAYS},
    "damages/span": {"amount": st.integers(1, 60), "unit": st.sampled_from(TimeUnit)},
    "damages/rate": {"rate": st.fractions(0, 1)},
    "damages/whole_periods": {"count": _SOME, "every": _LENGTHS},
    "dates/after_clock_start": {"what": _STARTS},
    "dates/after_deadline": {"of": _TEXTS},
    "dates/amendment_unsigned": {"day": _or_none(_DAYS)},
    "dates/clock_start": {"what": _STARTS, "registration": st.just("") | _TEXTS},
    "dates/count": {"unit": st.sampled_from(TimeUnit)},
    "dates/counted": {"unit": st.sampled_from(["day", "month", "year"])},
    "dates/hour_not_recorded": {"until": _HOURS},
    "dates/notice_moved": {
        "day": _or_none(_DAYS),
        "time": _or_none(st.sampled_from(["sent", "received"])),
        "counted": _several(_TIMES, 1),
        "until": _HOURS,
        "closed": st.just("") | _TEXTS,
    },
    "dates/open_days_counted": {"unit": st.sampled_from(["business day", "trading day", "filing day"])},
    "dates/receipt_assumed_after": {"counted": _several(_TIMES, 1)},
    "dates/time": {"amount": _COUNTS, "unit": st.sampled_from(TimeUnit)},
    "dates/day_because": {"rule": _STATEMENTS},
    "dates/deadline": {"label": _TEXTS, "of": _or_none(_PEOPLE), "issued": _or_none(_DAYS)},
    "dates/does_not_run": {"why": _TEXTS, "days": _COUNTS},
    "dates/extended": {"what": st.sampled_from(["", "suspended"]), "less": st.booleans()},
    "dates/first_day_controls": {"of": _TEXTS},
    "dates/first_day_to_file": {"of": _TEXTS},
    "dates/form_says": {"text": _TEXTS},
    "dates/delay_spent": {"on": _or_none(_DAYS)},
    "dates/elected_again": {"day": _or_none(_DAYS)},
    "dates/event_missing": {"what": _WAITED_FOR},
    "dates/notice_counts": {"method": _or_none(st.sampled_from(Method)), "sent": _or_none(_DAYS)},
    "dates/offers_suspended": {"until": _or_none(_DAYS)},
    "dates/permits_resale": {"effective": _or_none(_DAYS), "form": st.just("") | _TEXTS},
    "dates/receipts_missing": {"by": _several(_PEOPLE, 1)},
    "dates/request_lacks": {"of": _PEOPLE},
    "dates/rests_on_delay": {"without": _or_none(_DAYS)},
    "dates/several_notices": {"count": st.integers(2, 100)},
    "dates/have_asked": {"reached": _COUNTS},
    "dates/shift": {"what": _STATEMENTS, "rule": _STATEMENTS},
    "dates/withdrawn": {"by": st.sampled_from(WithdrawnBy), "registration": st.sampled_from(RegistrationKind)},
    "demands/after_its_end": {"by": _several(_PEOPLE)},
    "demands/beyond_the_right": {"granted": st.integers(0, 3), "used": st.integers(4, 9)},
    "demands/ended": {"by": _or_none(st.sampled_from(WithdrawnBy)), "used": _YES_OR_NO},
    "demands/in_use_by_another": {"by": _several(_TEXTS, 1)},
    "demands/left_of_granted": {"beyond": st.integers(0, 9), "in_use": st.integers(0, 9)},
    "demands/none_left": {"by": _several(_TEXTS)},
    "demands/second_taken": {"by": _several(_TEXTS, 1)},
    "demands/short_of_a_majority": {"signed": _several(_PEOPLE)},
    "findings/drafting_point": {"affects": st.just("It moves a date.")},
    "findings/late_request": {"due": _or_none(_DAYS), "received": _or_none(_DAYS)},
    "findings/not_an_investor": {"counterpart": _or_none(_DAYS)},
    "order/belongs_elsewhere": {"what": st.sampled_from(EventType), "day": _or_none(_DAYS)},
    "order/filed_again": {"days": _several(_DAYS, 2)},
    "order/planned_again": {"days": _several(_DAYS, 2)},
    "order/more_than_once": {"what": _HAPPENED, "days": _several(_DAYS, 2)},
    "order/recorded_for_later": {"what": _STATEMENTS},
    "order/request_before_notice": {"what": _NOTICES},
    "order/sold_while_suspended": {"until": _or_none(_DAYS)},
    "order/sold_without_statement": {"effective": _or_none(_DAYS)},
    "order/units_beyond_the_offer": {"issued": _COUNTS},
    "order/without_what_it_needs": {"what": _HAPPENED},
    "records/addressed_to": {"what": st.sampled_from(EventType)},
    "records/no_date": {"what": st.sampled_from(EventType)},
    "records/no_day_of_notice": {"what": _NOTICES},
    "records/no_method": {"what": _NOTICES},
    "records/no_such_registration": {"what": _TEXTS | st.sampled_from(EventType)},
    "records/received_before_sent": {"what": _NOTICES},
    "records/date_out_of_reach": {"first": st.just(1900), "last": st.just(2100)},
    "money/expense_beyond_cap": {"cap": _MONEY},
    "money/discount_percent": {"percent": st.decimals(0, 100, places=2)},
    "money/discount_rule": {
        "percent": _or_none(st.decimals(0, 100, places=2)),
        "per_share": st.decimals(0, 100, places=4),
        "price": st.decimals(0, 100, places=4),
    },
    "money/gross_rule": {"price": st.decimals(0, 100, places=4)},
    "money/price_rule": {"price": st.decimals(0, 100, places=4)},
    "overview/answers": {"state": st.sampled_from(RequestState)},
    "overview/input": {"what": _STATEMENTS, "count": _SOME},
    "overview/request": {"holders": _several(_PEOPLE, 1)},
    "overview/completion": {"holders": _several(_PEOPLE, 1)},
    "overview/notice": {"holders": _several(_PEOPLE, 1)},
    "overview/counterpart": {"holders": _several(_PEOPLE, 1)},
    "overview/requests_rule": {"holders": _COUNTS, "in_time": _COUNTS, "above_holding": _COUNTS},
    "overview/signatures": {"parties": _several(_PEOPLE | st.just("the Company"), 1)},
    "overview/scenario": {"offering": _STATEMENTS, "missing": _several(_STATEMENTS, 1)},
    "records/registration_title": {"title": st.just("") | _TEXTS},
    "records/offering_name": {"name": st.just("") | _TEXTS},
    "register/changed_term": {"since": _or_none(_DAYS), "note": st.just("") | _TEXTS},
    "register/price_out_of_range": {"paid": _MONEY},
    "register/entry": {"to": _or_none(_PEOPLE), "paid": _or_none(_MONEY)},
    "register/exercise_at_another_price": {"paid": _MONEY, "due": _MONEY},
    "register/later_dividend": {"held": _RATIOS},
    "register/least_of": {"held": st.just((9, 3, 3))},
    "register/no_entry": {"security": _or_none(st.sampled_from(Security))},
    "register/product": {"count": _RATIOS, "of": _or_none(st.sampled_from(Security))},
    "register/too_little_held": {"units": _or_none(_SOME)},
    "register/unexercised": {"days": _several(_DAYS, 1)},
    "register/worth_until": {"days": _several(_DAYS, 1)},
    "votes/more_than": {"of": _COUNTS},
    "votes/whole": {"of": st.sampled_from(["held_by_investors", "all_issued", "all_offered"])},
    "votes/whole_counted": {"of": st.sampled_from(["held_by_investors", "all_issued", "all_offered"])},
    "votes/without_unsigned": {"holders": _several(_PEOPLE, 1)},
}


def facts_of(made: Stated) -> st.SearchStrategy[dict[str, Fact]]:
    """Return any facts of a statement as it is made; raises KeyError for a name that stands in neither table."""
    own = _BY_KIND.get(made.kind, {})
    return st.fixed_dictionaries({name: own[name] if name in own else _BY_NAME[name] for name in sorted(made.facts)})


def names_without_facts(made: Stated) -> set[str]:
    """Return the names of facts of a statement for which neither table has an example."""
    return set(made.facts) - set(_BY_KIND.get(made.kind, {})) - set(_BY_NAME)
