"""The words of what contradicts the order of events, or the register."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from rra_desktop.domain.registrations import EventType, RegistrationKind
from rra_desktop.wording import names, writing
from rra_desktop.wording.statements.template import filled_in


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _notice_before_demand(facts: Mapping[str, Any]) -> str:
    to = f" to {facts['to'].name}" if facts["to"] else ""
    day, received = writing.date_only(facts["day"]), writing.date_only(facts["first_day"])
    return f"The Company Notice{to} of {day} tells of a demand that the Company received on {received} only."


def _belongs_elsewhere(facts: Mapping[str, Any]) -> str:
    """Say to which kind of registration an event belongs, what to record instead, and what to choose."""
    what, title = facts["what"], filled_in("{title}", facts)
    of = f" of {writing.date_only(facts['day'])}" if facts["day"] else ""
    begun = f"{_capital(names.an_event(what))}{of} belongs to"
    cited = writing.in_brackets(facts["section"])
    if facts["belongs_to"] is None or facts["in_a"] is RegistrationKind.MANDATORY:
        kind = names.registration_kind_name(facts["in_a"]).lower()
        where = f"is recorded in “{title}”, a {kind} registration, in which the agreement gives it no place"
        return f"{_capital(names.an_event(what))}{of} {where}; choose the registration it is about."
    if facts["in_a"] is RegistrationKind.DEMAND:
        instead = "; record the Company Notice there, or" if what is EventType.REGISTRATION_NOTICE else ";"
        return (
            f"{begun} a Company registration{cited}, and “{title}” is a demand{instead} choose the Company "
            "registration it is about."
        )
    notice = what in (EventType.DEMAND_NOTICE, EventType.COMPANY_NOTICE)
    instead = "; record the Registration Notice there, or" if notice else ";"
    return f"{begun} a demand{cited}, and “{title}” is a Company registration{instead} choose the demand it is about."


def _more_than_once(facts: Mapping[str, Any]) -> str:
    days = writing.names([writing.date_only(day) for day in facts["days"]])
    what = _capital(names.an_event(facts["what"]))
    return f"{what} is recorded more than once, for {days}: only one can be so."


def _again(noun: str, counts: str) -> Callable[[Mapping[str, Any]], str]:
    def words(facts: Mapping[str, Any]) -> str:
        days = writing.names([writing.date_only(day) for day in facts["days"]])
        return f"More than one {noun} is recorded, of {days}: {counts}"

    return words


def _without_what_it_needs(facts: Mapping[str, Any]) -> str:
    what, needs = names.an_event(facts["what"]), names.an_event(facts["needs"])
    return f"{_capital(what)} is recorded for {writing.date_only(facts['day'])}, but {needs} is not."


def _request_before_notice(facts: Mapping[str, Any]) -> str:
    notice = names.event_noun(facts["what"])
    happened = "the Company received" if facts["what"] is EventType.DEMAND_NOTICE else "it was given"
    return (
        f"The request of {facts['holder'].name} is recorded as received on {writing.date_only(facts['day'])}, before "
        f"{happened} the {notice} on {writing.date_only(facts['notice_day'])}."
    )


def _sold_without_statement(facts: Mapping[str, Any]) -> str:
    said = f"A registered sale is recorded for {writing.date_only(facts['day'])}, when no registration statement was"
    if facts["effective"] is None:
        return f"{said} effective: none is recorded as effective."
    return f"{said} effective: it became effective on {writing.date_only(facts['effective'])}."


def _sold_while_suspended(facts: Mapping[str, Any]) -> str:
    until = f"to {writing.date_only(facts['until'])}" if facts["until"] else "and not resumed since"
    since = writing.date_only(facts["since"])
    span = f"from {since} {until}" if facts["until"] else f"on {since} {until}"
    return (
        f"A registered sale is recorded for {writing.date_only(facts['day'])}, while offers were suspended {span}: "
        f"Selling Investors may not offer in that time{writing.in_brackets(facts['section'])}."
    )


ORDER: Mapping[str, str | Callable[[Mapping[str, Any]], str]] = {
    "order/notice_before_demand": _notice_before_demand,
    "order/filed_before_demand": (
        "Recorded as filed on {day:date}, before the Company received the Demand Notice on {first_day:date}: "
        "this demand’s statement is filed after it."
    ),
    "order/effective_before_demand": (
        "Recorded as effective on {day:date}, before the Company received the Demand Notice on {first_day:date}."
    ),
    "order/delay_before_demand": (
        "The Company’s election of a delay is recorded for {day:date}, before it received the Demand Notice on "
        "{first_day:date}: there was no request to delay."
    ),
    "order/withdrawn_before_demand": (
        "Recorded as withdrawn on {day:date}, before the Company received the Demand Notice on {first_day:date}."
    ),
    "order/effective_before_filed": (
        "Recorded as effective on {day:date}, before it was filed on {first_day:date}: a registration statement "
        "becomes effective after it was filed."
    ),
    "order/withdrawn_before_filed": "Recorded as withdrawn on {day:date}, before it was filed on {first_day:date}.",
    "order/sold_before_effective": (
        "All is recorded as sold on {day:date}, before the registration statement became effective on {first_day:date}."
    ),
    "order/distributed_before_effective": (
        "The underwriters’ distribution is recorded as completed on {day:date}, before the registration statement "
        "became effective on {first_day:date}."
    ),
    "order/suspended_before_effective": (
        "Offers are recorded as suspended on {day:date}, before the registration statement became effective on "
        "{first_day:date}."
    ),
    "order/suspended_while_suspended": (
        "Offers are recorded as suspended on {day:date}, while they were suspended already."
    ),
    "order/resumed_before_suspended": ("Offers are recorded as resumed on {day:date}, when they were not suspended."),
    "order/belongs_elsewhere": _belongs_elsewhere,
    "order/more_than_once": _more_than_once,
    "order/effective_and_withdrawn": (
        "Recorded both as effective on {effective:date} and as withdrawn on {withdrawn:date}: a registration is "
        "withdrawn before it becomes effective, or not at all."
    ),
    "order/filed_again": _again("filing", "the first is the filing, a later one an amendment of it."),
    "order/planned_again": _again("planned filing", "dates are counted from the first."),
    "order/planned_after_filing": (
        "A filing is planned for {planned:date}, after it was filed on {filed:date}: no date is counted from that plan."
    ),
    "order/without_what_it_needs": _without_what_it_needs,
    "order/request_without_a_day": "The request of {holder} is recorded without the day it was received.",
    "order/request_before_notice": _request_before_notice,
    "order/sold_without_statement": _sold_without_statement,
    "order/sold_while_suspended": _sold_while_suspended,
    "order/sold_after_withdrawal": (
        "A registered sale is recorded for {day:date}, after the registration was withdrawn on {end:date}."
    ),
    "order/sold_after_all": (
        "A registered sale is recorded for {day:date}, after all was recorded as sold on {end:date}."
    ),
    "order/units_beyond_the_offer": (
        "{issued} Units are recorded as issued, more than the {offered} that were offered; the entry of {day:date} "
        "first goes beyond them."
    ),
    "order/asked_above_holding": (
        "{holder} asks for {asked} shares and held {held} on {day:date}, when its request came: it counts for {held}."
    ),
    "order/recorded_for_later": (
        "Projected: {what} is recorded for {day:date}, which had not come on the day looked at."
    ),
}
"""Every statement of the order of events and of the register against it."""
