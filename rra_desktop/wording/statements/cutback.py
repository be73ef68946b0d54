"""The words of what a cutback says beside its numbers, and of the requests in it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from rra_desktop.domain.registrations import Purpose
from rra_desktop.wording.statements.cutback_steps import names_of
from rra_desktop.wording.statements.template import Words, filled_in, written

_PURPOSES: Final = {
    Purpose.STOCK_PLAN: "solely for a Company stock plan",
    Purpose.RULE_145: "for a reorganization or other transaction under Rule 145",
    Purpose.CONVERTIBLE_DEBT: "for Common Stock issuable on conversion of debt that is itself registered",
}


def _no_piggyback_right(facts: Mapping[str, Any]) -> str:
    if facts["purpose"] not in _PURPOSES:
        return f"The registration carries no piggy-back right: {facts['why']}."
    return f"A registration {_PURPOSES[facts['purpose']]} carries no piggy-back right."


def _holders(facts: Mapping[str, Any]) -> str:
    """Write the holders named, and how many more there are."""
    return names_of(facts["holders"], facts["more"])


def _served_in_no_rank(facts: Mapping[str, Any]) -> str:
    return f"The plan serves nobody of the kind of {_holders(facts)}; they get nothing."


def _lead_outside_the_words(facts: Mapping[str, Any]) -> str:
    counted = "it is taken as one Investor all the same" if facts["together"] else "its members are cut one by one"
    led = "{group} is led by {lead}, which is neither partnership nor corporation: the words do not reach it"
    return f"{filled_in(led, facts)}, and {counted}."


def _left_by_rounding(facts: Mapping[str, Any]) -> str:
    down = "rounding down" if facts["lot"] == 1 else f"rounding down to whole lots of {facts['lot']:,}"
    return f"{facts['shares']:,} shares are left over by {down}: they go to nobody and stay unsold."


def _cut_shares(facts: Mapping[str, Any]) -> str:
    cut = f"The {facts['shares']:,} shares cut from the underwriting"
    if facts["stay"]:
        return f"{cut} stay in the registration statement and may be sold outside the underwriting."
    return f"{cut} leave the registration statement too."


def _cents_shared_out(facts: Mapping[str, Any]) -> str:
    return (
        f"An amount of {_holders(facts)} is a cent from its own rounding, so that each column adds up to its exact "
        "total, rounded once."
    )


def _no_part(facts: Mapping[str, Any]) -> str:
    why = written(facts["why"]) if facts["why"] else "It is not in the register."
    return f"{filled_in('The request of {holder} for {shares} takes no part.', facts)} {why}"


def _request_late(facts: Mapping[str, Any]) -> str:
    late = "{holder}’s request was received {received:date}, {days:of day} after the last day, {due:date}"
    if facts["due"] is None:
        late = "{holder}’s request was received {received:date}, too late"
    return f"{filled_in(late, facts)}: the Company is bound by timely requests only."


def _request_accepted_late(facts: Mapping[str, Any]) -> str:
    return filled_in("{holder}’s request came late; the Company accepted it on {accepted:date}.", facts)


def _request_left_out(facts: Mapping[str, Any]) -> str:
    where = "this offering" if facts["of_registration"] else "this scenario"
    came = filled_in("A request of {holder} for {shares} was received in the registration and is not in", facts)
    why = ""
    if facts["late"]:
        why = ": it came late, and the Company has not accepted it"
    elif facts["incomplete"]:
        why = ": it is incomplete"
    return f"{came} {where}{why}."


def _person_in_two_groups(facts: Mapping[str, Any]) -> str:
    return (
        f"{facts['name']} is in two affiliate groups, {' and '.join(facts['groups'])}; a person is part of one single "
        "Investor only. Take it out of one of them, or tell the two persons apart by name"
    )


def _case_in_force(facts: Mapping[str, Any]) -> str:
    return filled_in("In rank {number} other limits hold, because of this: ", facts) + (
        "; ".join(map(written, facts["facts"])) + "."
    )


def _fact(facts: Mapping[str, Any]) -> str:
    answer = facts["answer"]
    said = {True: "yes", False: "no", None: "not known"}[answer] if not isinstance(answer, str) else answer
    return f"{facts['what']}: {said.replace('_', ' ')}"


def _kinds_not_named(facts: Mapping[str, Any]) -> str:
    return (
        f"A request of {_holders(facts)} is for less than is held and names no kind of share: it is taken from the "
        "kinds in the order in which the plan serves them."
    )


def _split_names_no_kinds(facts: Mapping[str, Any]) -> str:
    return (
        f"The agreed split typed for {_holders(facts)} is not used: it does not say how many of each kind of share "
        "each is to have, and the plan divides them kind by kind."
    )


CUTBACK: Final[Mapping[str, Words]] = {
    "cutback/day_of_measuring": "the day on which holdings are measured",
    "cutback/maximum_missing": "the underwriters’ maximum",
    "cutback/company_shares_missing": "the Company’s own shares; enter 0 if it sells none",
    "cutback/offering_day_missing": "the day of the offering, on which holdings are measured",
    "cutback/notice_day_missing": "the day the Company’s notice was given, on which holdings are measured",
    "cutback/effective_day_missing": "the effective date, on which holdings are measured",
    "cutback/plan_unknown": "a priority plan: this agreement’s form has none called “{plan}”",
    "cutback/plan_for_a_demand_missing": (
        "a priority plan: the agreement has no underwriter cutback for a demand registration{cited}, so counsel "
        "must pick one"
    ),
    "cutback/plan_of_the_form_missing": "a priority plan: this agreement’s form has none of its own",
    "cutback/person_in_two_groups": _person_in_two_groups,
    "cutback/no_rule_for_a_demand": (
        "The agreement has no underwriter cutback for a demand registration; the plan “{plan}” is counsel’s choice."
    ),
    "cutback/plan_of_counsel": "The plan “{plan}” is counsel’s choice; the agreement’s own rule is another.",
    "cutback/no_piggyback_right": _no_piggyback_right,
    "cutback/plan_of_another_right": "The plan “{plan}” is meant for another kind of registration than this one.",
    "cutback/price_missing": "the price, by which a limit of the plan in dollars is measured",
    "cutback/case_in_force": _case_in_force,
    "cutback/fact": _fact,
    "cutback/case_not_known": (
        "Whether other limits hold in rank {number} turns on what is not recorded (“{what}”); they are taken not to "
        "hold. Record it with the registration."
    ),
    "cutback/no_initiators": (
        "The plan has a rank for the Initiating Investors, and nobody is recorded as having made the demand of this "
        "offering; everybody is served with its class."
    ),
    "cutback/removed_wholly": (
        "Rank {number} is removed wholly: it asks for {asked}, and there is room for {room}, which stay unsold."
    ),
    "cutback/floor_not_kept": (
        "Rank {number} may not be cut below {floor}, and there are only {kept} to keep for it: what the plan promises "
        "is more than there is."
    ),
    "cutback/least_shares_do_not_fit": (
        "There is not room for the {least} shares below which nobody in this rank may be cut; what there is is divided "
        "over those."
    ),
    "cutback/kinds_not_named": _kinds_not_named,
    "cutback/split_names_no_kinds": _split_names_no_kinds,
    "cutback/not_registered": (
        "{shares} shares are not registered now: they are above what the SEC lets be registered, and stay registrable."
    ),
    "cutback/company_alone": "The Company’s own {company} shares alone exceed the maximum of {maximum}.",
    "cutback/company_alone_uncut": (
        "The Company’s own {company} shares alone exceed the maximum of {maximum}; {section} cuts holders only and "
        "gives no rule for cutting the Company."
    ),
    "cutback/company_not_cut": "The Company’s own shares are not cut: the words exclude shares of holders only.",
    "cutback/served_in_no_rank": _served_in_no_rank,
    "cutback/split_of_no_group": (
        "The agreed split typed for {holder} is not used: it is in no group that counts as one here."
    ),
    "cutback/entity_of_lead_unknown": (
        "{group} is taken as one Investor; whether {lead}, which leads it, is a partnership or corporation is not "
        "recorded."
    ),
    "cutback/lead_outside_the_words": _lead_outside_the_words,
    "cutback/split_above_cap": (
        "The agreed split of {group} gives {holder} {agreed} shares, more than the {most} it can sell; the group’s "
        "shares are split by its members’ holdings instead."
    ),
    "cutback/split_does_not_add_up": (
        "The agreed split of {group} adds up to {agreed} and the group got {allocated}; until it adds up, the group’s "
        "shares are split by its members’ holdings."
    ),
    "cutback/left_unused": "{shares} shares stay unused: what a holder leaves does not go round again.",
    "cutback/left_by_rounding": _left_by_rounding,
    "cutback/cut_shares": _cut_shares,
    "cutback/cents_shared_out": _cents_shared_out,
    "cutback/above_holding": "{holder} asks for {asked} and holds {held}; the request counts for what it holds.",
    "cutback/more_above_holding": "{count} more holders ask for more than they hold, and count for that.",
    "cutback/no_part": _no_part,
    "cutback/no_request_received": (
        "The offering has {holder} with {shares}; its registration has no request of it on record."
    ),
    "cutback/request_differs": (
        "The offering has {holder} with {typed}; its request in the registration is for {received}."
    ),
    "cutback/request_after_split": (
        "{holder}’s request of {on:date} for {stated} is for {shares} after the splits since."
    ),
    "cutback/above_holding_not_cut": (
        "{shares} more were asked for than are held: they do not count, and are no cut of the underwriters’."
    ),
    "cutback/request_late": _request_late,
    "cutback/request_accepted_late": _request_accepted_late,
    "cutback/request_incomplete": "{holder}’s request lacks what it must state; it is good once completed.",
    "cutback/request_left_out": _request_left_out,
}
"""By the kind of statement."""
