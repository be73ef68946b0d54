"""The words of the steps behind a cutback: labels and rules of its figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from rra_desktop.domain.allocation import Side
from rra_desktop.domain.priority_plans import Weight
from rra_desktop.domain.statements import Person
from rra_desktop.wording import names
from rra_desktop.wording.statements.template import Words, filled_in, written

_SIDES: Final = {Side.COMPANY: "the Company", Side.HOLDERS: "all holders"}
_MEASURES: Final = {
    Weight.HELD: f"in proportion to {names.measure_name(Weight.HELD)}",
    Weight.REQUESTED: f"in proportion to {names.measure_name(Weight.REQUESTED)}",
    Weight.EQUAL: f"in {names.measure_name(Weight.EQUAL)}",
    Weight.ENTITLED: f"in proportion to the {names.measure_name(Weight.ENTITLED)}",
}


def name_of(whose: Person | Side | str) -> str:
    """Write whose something is: a holder's or group's name, or the Company, as in the middle of a sentence."""
    return _SIDES[whose] if isinstance(whose, Side) else written(whose)


def names_of(whose: Sequence[Person | Side | str], more: int) -> str:
    """Write the first of several names and how many more there are."""
    named = [name_of(each) for each in whose]
    return f"{', '.join(named)} and {more:,} more" if more else written(tuple(named))


def _label(facts: Mapping[str, Any]) -> str:
    whose, part = facts["whose"], facts["part"].replace("_", " ")
    standing = {Side.COMPANY: "Company", Side.HOLDERS: "Holders"}
    return f"{standing[whose] if isinstance(whose, Side) else written(whose)} · {part}"


def _sum(facts: Mapping[str, Any]) -> str:
    terms = " + ".join(map(written, facts["terms"]))
    return terms if len(facts["terms"]) == 1 else f"{terms} = {written(facts['total'])}"


def _holders_on(facts: Mapping[str, Any]) -> str:
    return filled_in("{count:of holder}" if facts["day"] is None else "{count:of holder} as of {day:date}", facts)


def _choice(facts: Mapping[str, Any]) -> str:
    return f"{facts['choice']}: {facts['reason']}" if facts["reason"] else str(facts["choice"])


def _room_in_rank_rule(facts: Mapping[str, Any]) -> str:
    said = filled_in("{room}", facts)
    if facts["later"]:
        said += " left by earlier ranks"
    if facts["kept"]:
        said += filled_in(" − {kept} kept for the floors behind", facts)
    if facts["most"] is not None:
        said += f", at most {written(facts['most'] * 100)}% of {written(facts['maximum'])}"
    if facts["at_most"] is not None:
        said += filled_in(", at most {at_most}", facts)
    if facts["halves"]:
        said += " divided half and half with the Company"
    if facts["removed"] is not None:
        return said + filled_in(" is less than the {removed} asked: all of the rank is removed", facts)
    return said + filled_in(" = {capacity}", facts)


def _round(facts: Mapping[str, Any]) -> str:
    return f"Round {facts['number']:,} · {_MEASURES[facts['weight']]}"


def _round_again(facts: Mapping[str, Any]) -> str:
    several = len(facts["who"]) + facts["more"] > 1
    left = f"what {names_of(facts['who'], facts['more'])} {'leave' if several else 'leaves'}"
    return f"Round {facts['number']:,} · {left} goes round again"


def _round_after_kept(facts: Mapping[str, Any]) -> str:
    of = names_of(facts["who"], facts["more"])
    return f"Round {facts['number']:,} · what is left after the least shares of {of}"


def _of_kind(facts: Mapping[str, Any]) -> str:
    return f"{written(facts['whose'])} · {names.kind_of_share_name(facts['kind_of_share'])}"


def _kept_at_least_rule(facts: Mapping[str, Any]) -> str:
    return filled_in("{capacity} × {weight} / {total} = {share}, less than the {covers} that cannot be cut", facts)


def _round_of_least_rule(facts: Mapping[str, Any]) -> str:
    rule = filled_in("{capacity} × {weight} / {total} = {share}", facts)
    return rule if facts["covers"] is None else rule + filled_in(", which covers the least share of {covers}", facts)


def _least_shares_reached(facts: Mapping[str, Any]) -> str:
    several = len(facts["who"]) + facts["more"] > 1
    reach = "reach their least shares" if several else "reaches its least share"
    of = "" if facts["shares"] is None else f" of {written(facts['shares'])}"
    return f"{names_of(facts['who'], facts['more'])} {reach}{of}."


def _kept_at_their_least(facts: Mapping[str, Any]) -> str:
    several = len(facts["who"]) + facts["more"] > 1
    get = "get the least shares below which they" if several else "gets the least share below which it"
    return f"{names_of(facts['who'], facts['more'])} {get} cannot be cut."


def _limit_of_cut(facts: Mapping[str, Any]) -> str:
    said = filled_in("of {demand} asked ", facts)
    if facts["share"] is not None:
        said += filled_in("at most {share:percent}", facts)
    if facts["each"] is not None:
        said += (" and " if facts["share"] is not None else "at most ") + filled_in("{each:percent} of each", facts)
    return said + filled_in(" may be cut, so that {shares} stay", facts)


def _round_rule(facts: Mapping[str, Any]) -> str:
    rule = filled_in("{capacity} × {weight} / {total} = {share}", facts)
    return rule if facts["covers"] is None else rule + filled_in(", which covers the {covers} requested", facts)


def _requests_reached(facts: Mapping[str, Any]) -> str:
    several = len(facts["who"]) + facts["more"] > 1
    reach = "reach their requests" if several else "reaches its request"
    of = "" if facts["shares"] is None else f" of {written(facts['shares'])}"
    return f"{names_of(facts['who'], facts['more'])} {reach}{of}."


def _rounded_down(facts: Mapping[str, Any]) -> str:
    down = "rounded down" if facts["lot"] == 1 else f"rounded down to whole lots of {facts['lot']:,}"
    return filled_in("{quota} ", facts) + down + filled_in(" → {shares}", facts)


def _remainder(facts: Mapping[str, Any]) -> str:
    standing = "not among the largest remainders"
    if facts["rounded_up"]:
        standing = "the largest remainder" if facts["rounded_up"] == 1 else "among the largest remainders"
    fraction = written(facts["quota"] % 1).removeprefix("0")
    return f"{fraction} is {standing}" + filled_in(" → {shares}", facts)


def _tie(facts: Mapping[str, Any]) -> str:
    return f"Ties with {name_of(facts['other'])}: the larger weight goes first, then the place in the register."


def _quota(facts: Mapping[str, Any]) -> str:
    shares = facts["shares"]
    said = filled_in("{shares} shares", facts)
    return said if shares.denominator == 1 else f"{shares.numerator}/{shares.denominator} = {said}"


def _cut_rule(facts: Mapping[str, Any]) -> str:
    rule = filled_in("{counted} requested − {allocated} allocated = {cut}", facts)
    return rule if facts["share"] is None else f"{rule} ({filled_in('{share:percent}', facts)})"


def _counts_once_rule(facts: Mapping[str, Any]) -> str:
    held = zip(facts["holders"], facts["held"], strict=True)
    said = " + ".join(f"{written(holder)} {written(shares)}" for holder, shares in held)
    if len(facts["holders"]) > 1:
        said += filled_in(" = {total}", facts)
    if not facts["selling"]:
        return said
    sell = "sells" if len(facts["selling"]) == 1 else "sell"
    return said + (f", though only {written(facts['selling'])} {sell}" if facts["all_related"] else ", those who sell")


def _inside_group(facts: Mapping[str, Any]) -> str:
    return f"Inside {facts['group']} · {'as agreed' if facts['agreed'] else 'by its members’ holdings'}"


CUTBACK_STEPS: Final[Mapping[str, Words]] = {
    "cutback/waits_for_all": lambda facts: "; ".join(map(written, facts["missing"])),
    "cutback/label": _label,
    "cutback/of_kind": _of_kind,
    "cutback/requested_of_kind": lambda facts: f"{_of_kind(facts)} · requested",
    "cutback/held_label_of_kind": lambda facts: f"{_of_kind({**facts, 'whose': facts['holder']})} · held",
    "cutback/asked_of_kind": "{shares} of the {asked} asked",
    "cutback/held_of_kind": "{shares} of the Registrable Shares",
    "cutback/most_registered": "Most that may be registered",
    "cutback/cap_of_rank": "Cap of rank {number}",
    "cutback/floor_of_rank": "Kept for rank {number}",
    "cutback/limit_in_dollars": "{dollars} at {price:price} a share = {shares}",
    "cutback/limit_as_share": "{share:percent} of {maximum} = {shares}",
    "cutback/limit_of_cut": _limit_of_cut,
    "cutback/kept_of_limit": "{limit}, of which there are {kept} to keep",
    "cutback/round_after_kept": _round_after_kept,
    "cutback/round_of_least_rule": _round_of_least_rule,
    "cutback/kept_at_least_rule": _kept_at_least_rule,
    "cutback/least_shares_reached": _least_shares_reached,
    "cutback/kept_at_their_least": _kept_at_their_least,
    "cutback/remainder_in_lots": (
        "{quota} rounded down to whole lots of {lot}; what is left goes a lot each to the largest remainders → {shares}"
    ),
    "cutback/held_label": "{holder} · Registrable Shares",
    "cutback/maximum": "Underwriters’ maximum",
    "cutback/company_shares": "Company’s own shares",
    "cutback/register": "The register",
    "cutback/room": "Room for holders",
    "cutback/room_in_rank": "Room in rank {number}",
    "cutback/no_cut": "No cutback",
    "cutback/rounds_between": "Rounds {first} to {last}",
    "cutback/round": _round,
    "cutback/round_again": _round_again,
    "cutback/whole_shares": "Whole shares, as nearly as practicable",
    "cutback/counts_once": "{group} counts once",
    "cutback/inside_group": _inside_group,
    "cutback/not_entered": "not entered",
    "cutback/of_all_sellers": "{shares} shares, all sellers",
    "cutback/shares": "{shares} shares",
    "cutback/quota": _quota,
    "cutback/nothing_asked": "nothing asked",
    "cutback/asked_in_registration": "{shares} shares, asked for in the registration on {received:date}{cited}",
    "cutback/asked_by": "{total} asked by {count}",
    "cutback/registrable_shares": "{shares} Registrable Shares",
    "cutback/held_by": "{shares} held by {count}",
    "cutback/holders_on": _holders_on,
    "cutback/sum": _sum,
    "cutback/choice": _choice,
    "cutback/room_rule": "{maximum} − {company} Company = {room}",
    "cutback/no_room": "{company} Company exceed {maximum}: no room is left",
    "cutback/room_in_rank_rule": _room_in_rank_rule,
    "cutback/requests_fit": "the requests of {demand} fit: everybody gets what it asked",
    "cutback/in_the_same_way": "in the same way, each time over those who have not reached their request",
    "cutback/round_rule": _round_rule,
    "cutback/requests_reached": _requests_reached,
    "cutback/whole_already": "{shares} is whole already",
    "cutback/rounded_down": _rounded_down,
    "cutback/remainder": _remainder,
    "cutback/tie": _tie,
    "cutback/cut_rule": _cut_rule,
    "cutback/counts_once_rule": _counts_once_rule,
    "cutback/as_the_group_agreed": "{shares} of {allocated} as the group agreed",
    "cutback/asked_for_nothing": "{holder} asked for nothing",
    "cutback/only_one_asked": "only {holder} asked: it takes all {allocated}",
    "cutback/by_holdings": "{allocated} over {total} held by those who asked: {quota} for {held} → {shares}",
}
"""By the kind of statement."""
