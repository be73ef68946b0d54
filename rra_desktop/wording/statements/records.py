"""The words of what cannot be so in the records of a matter."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from rra_desktop.domain.registrations import EventType
from rra_desktop.wording import names
from rra_desktop.wording.statements.template import filled_in

_NOBODY = "a holder that is not in the register; choose one that is, or enter it first."


def _begun(facts: Mapping[str, Any]) -> str:
    what = facts["what"]
    begun = names.the_event(what) if isinstance(what, EventType) else filled_in("{what}", facts)
    return begun[:1].upper() + begun[1:]


def _registration_title(facts: Mapping[str, Any]) -> str:
    return facts["title"] or f"{names.registration_kind_name(facts['of_kind'])} no. {facts['number']}"


def _offering_name(facts: Mapping[str, Any]) -> str:
    return facts["name"] or f"Scenario no. {facts['number']}"


def _count_out_of_range(facts: Mapping[str, Any]) -> str:
    why = "shares are counted from 0" if facts["count"] < 0 else "no register counts so many"
    return f"{_begun(facts)} cannot be for {facts['count']:,} shares; {why}."


def _about(sentence: str) -> Callable[[Mapping[str, Any]], str]:
    """Return the words of a sentence that begins with what it is about."""

    def words(facts: Mapping[str, Any]) -> str:
        return f"{_begun(facts)} {filled_in(sentence, facts)}"

    return words


def _field_not_asked(facts: Mapping[str, Any]) -> str:
    field = str(facts["field"]).replace("_", " ")
    return f"{_begun(facts)} says something under “{field}”, which is not asked of it; take that out."


def _class_of_other_role(facts: Mapping[str, Any]) -> str:
    role = names.role_name(facts["role"])
    return filled_in(
        "{holder} is recorded as {who}, and the class “{group}” is not one of those.", {**facts, "who": role}
    )


RECORDS: Mapping[str, str | Callable[[Mapping[str, Any]], str]] = {
    "records/registration_title": _registration_title,
    "records/offering_name": _offering_name,
    "records/no_title": "The matter needs a title.",
    "records/same_holder_id": "Two holders have the id {id}.",
    "records/same_entry_number": "Two ledger entries have the number {number:plain}.",
    "records/same_key": "Two {what} have the same id; change the one that is there instead of adding it again.",
    "records/no_name": "A holder needs a name.",
    "records/in_two_groups": (
        "{name} is in two affiliate groups, {groups}; a person is part of one single Investor only{cited}."
    ),
    "records/same_name": "There is already a holder named {name}; give one of the two another name.",
    "records/lead_no_member": "The lead of {group} is not one of its members; choose one of them.",
    "records/initiated_by": f"“{{title}}” is initiated by {_NOBODY}",
    "records/addressed_to": _about(f"is addressed to {_NOBODY}"),
    "records/goes_to": _about(f"goes to {_NOBODY}"),
    "records/comes_from": _about(f"comes from {_NOBODY}"),
    "records/concerns": _about(f"concerns {_NOBODY}"),
    "records/signed_by": _about(f"is signed by {_NOBODY}"),
    "records/no_such_registration": _about("belongs to a registration that is not in the matter; choose another."),
    "records/no_such_offering": "A request belongs to a scenario that is not in the matter; choose another.",
    "records/no_method": _about("needs its method: how it travelled decides when it counts{cited}."),
    "records/no_day_of_notice": _about("needs the day it was sent or the day it was received."),
    "records/received_before_sent": _about(
        "cannot have been received on {day:date}, before it was sent on {sent:date}; one of the two days is wrong."
    ),
    "records/demand_to_a_holder": "A Demand Notice is addressed to the Company, not to a holder{cited}.",
    "records/no_date": _about("needs its date."),
    "records/declared_event": "the record of “{name}”",
    "records/no_such_event": (
        "The agreement form has no event “{event}”; remove the record, or use a form of the agreement that has it."
    ),
    "records/of_the_matter": _about("belongs to the matter itself, to none of its registrations; record it there."),
    "records/of_a_registration": _about("belongs to a registration; choose the one in which it happened."),
    "records/field_not_asked": _field_not_asked,
    "records/no_such_class": (
        "{holder} is in a class “{group}” that the agreement form does not have; choose one of its own."
    ),
    "records/class_of_other_role": _class_of_other_role,
    "records/no_such_right": (
        "“{title}” rests on a right “{right}” that the agreement form does not give for such a registration; choose "
        "one of its own."
    ),
    "records/hour_of_no_notice": _about("has an hour, which only a notice has; leave it out."),
    "records/no_such_fact": (
        "“{title}” answers a question “{fact}” that the agreement form does not ask; take the answer out."
    ),
    "records/fact_answered_twice": "“{title}” has two answers to “{question}”; keep one.",
    "records/no_such_answer": "In “{title}” the answer to “{question}” cannot be “{answer}”.",
    "records/withdrawn_by_nobody": (
        "A withdrawal must say at whose wish: it decides whether the demand is used up{cited}."
    ),
    "records/delay_without_reason": (
        "A delay must say what the Company relies on: an offering or other activity{cited}."
    ),
    "records/delay_too_short": "A delay lasts at least one day.",
    "records/second_request": "{holder} already has a request in “{title}”; change that one.",
    "records/accepted_before_received": (
        "A request cannot be accepted before it was received; one of the two days is wrong."
    ),
    "records/completed_before_received": (
        "A request cannot be completed before it was received; one of the two days is wrong."
    ),
    "records/no_such_plan": "There is no priority plan “{plan}”; choose one of the plans offered.",
    "records/two_discounts": _about("has its discount both in percent and per share; keep one."),
    "records/discount_out_of_range": "The discount of {what} must be between 0% and 100%.",
    "records/price_out_of_range": "A price or discount of {what} is out of range.",
    "records/discount_above_price": "The discount a share of {what} is more than its price; one of the two is wrong.",
    "records/expense_out_of_range": "An expense cannot be negative, nor larger than any register counts.",
    "records/no_such_damages": "A payment of damages is for none that the agreement fixes; choose those it is for.",
    "records/payment_out_of_range": "A payment of damages is above nothing, and no larger than any register counts.",
    "records/payment_in_fractions": "A payment of damages is in dollars and whole cents.",
    "records/expense_in_fractions": "An expense is in dollars and whole cents.",
    "records/no_such_reading": "The agreement form has no reading “{reading}”.",
    "records/no_such_choice": "The reading “{reading}” cannot be “{choice}”.",
    "records/no_such_point": "The agreement form has no drafting point “{point}”.",
    "records/no_such_term": "The agreement form has no term “{term}”.",
    "records/no_such_value": "{term} cannot be “{value}”.",
    "records/value_out_of_range": "{term} cannot be {value}.",
    "records/waiver_unsigned": "A waiver must be in writing and signed by the party that waives{cited}.",
    "records/count_out_of_range": _count_out_of_range,
    "records/date_out_of_reach": (
        "{day:date} is out of reach: days here lie between the years {first} and {last}; look at the year again."
    ),
}
"""Every statement of what cannot be so in a record."""
