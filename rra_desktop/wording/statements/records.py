"""The words of what cannot be so in the records of a matter."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from rra_desktop.domain.registrations import EventType
from rra_desktop.wording import names


def _begun(facts: Mapping[str, Any]) -> str:
    what = facts["what"]
    if isinstance(what, EventType):
        return f"The {names.event_noun(what)}"
    return str(what)[:1].upper() + str(what)[1:]


def _count_out_of_range(facts: Mapping[str, Any]) -> str:
    return f"{_begun(facts)} cannot be for {facts['count']:,} shares."


def _about(sentence: str) -> Callable[[Mapping[str, Any]], str]:
    """Return the words of a sentence that begins with what it is about."""

    def words(facts: Mapping[str, Any]) -> str:
        from rra_desktop.wording.statements.template import filled_in  # noqa: PLC0415 - it imports the statements

        return f"{_begun(facts)} {filled_in(sentence, facts)}"

    return words


RECORDS: Mapping[str, str | Callable[[Mapping[str, Any]], str]] = {
    "records/no_title": "The matter needs a title.",
    "records/same_holder_id": "Two holders have the id {id}.",
    "records/same_entry_number": "Two ledger entries have the number {number:plain}.",
    "records/same_key": "Two {what} have the same id, {id:plain}.",
    "records/no_name": "A holder needs a name.",
    "records/in_two_groups": (
        "{name} is in two affiliate groups, {groups}; a person is part of one single Investor only ({section})."
    ),
    "records/same_name": "There is already a holder named {name}; give one of the two another name.",
    "records/lead_no_member": "The lead of {group} is not one of its members.",
    "records/initiated_by": "{title} is initiated by {holder}, who is not in the register.",
    "records/addressed_to": _about("is addressed to {holder}, who is not in the register."),
    "records/comes_from": _about("comes from {holder}, who is not in the register."),
    "records/concerns": _about("concerns {holder}, who is not in the register."),
    "records/signed_by": _about("is signed by {holder}, who is not in the register."),
    "records/no_such_registration": _about("belongs to registration {id}, which is not there."),
    "records/no_such_offering": "A request belongs to offering {id}, which is not there.",
    "records/no_method": _about("needs its method: how it travelled decides when it counts ({section})."),
    "records/no_day_of_notice": _about("needs the day it was sent or the day it was received."),
    "records/received_before_sent": _about("cannot be received on {day:date}, before it was sent on {sent:date}."),
    "records/demand_to_a_holder": "A Demand Notice is addressed to the Company, not to a holder ({section}).",
    "records/no_date": _about("needs its date."),
    "records/withdrawn_by_nobody": (
        "A withdrawal must say at whose wish: it decides whether the demand is used up ({section})."
    ),
    "records/delay_without_reason": (
        "A delay must say what the Company relies on: an offering or other activity ({section})."
    ),
    "records/delay_too_short": "A delay lasts at least one day.",
    "records/second_request": "{holder} already has a request in {title}; change that one.",
    "records/completed_before_received": "A request cannot be completed before it was received.",
    "records/no_such_plan": "There is no priority plan “{plan}”.",
    "records/two_discounts": _about("has its discount both in percent and per share; keep one."),
    "records/discount_out_of_range": "The discount of {what} must be between 0% and 100%.",
    "records/price_out_of_range": "A price or discount of {what} is out of range.",
    "records/discount_above_price": "The discount a share of {what} is more than its price.",
    "records/expense_out_of_range": "An expense cannot be negative, nor larger than any register counts.",
    "records/expense_in_fractions": "An expense is in dollars and whole cents.",
    "records/no_such_reading": "The agreement form has no reading “{reading}”.",
    "records/no_such_choice": "The reading “{reading}” cannot be “{choice}”.",
    "records/no_such_point": "The agreement form has no drafting point “{point}”.",
    "records/no_such_term": "The agreement form has no term “{term}”.",
    "records/no_such_value": "{term} cannot be “{value}”.",
    "records/value_out_of_range": "{term} cannot be {value}.",
    "records/waiver_unsigned": "A waiver must be in writing and signed by the party that waives ({section}).",
    "records/count_out_of_range": _count_out_of_range,
    "records/date_out_of_reach": "{day:date} is not between the years {first} and {last}.",
}
"""Every statement of what cannot be so in a record."""
