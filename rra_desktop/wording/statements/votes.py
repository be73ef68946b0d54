"""The words of what is stated about majorities of the Units."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

from rra_desktop.wording import sums, writing
from rra_desktop.wording.statements.template import filled_in

Facts = Mapping[str, Any]

_WHOLE = {
    "held_by_investors": "{unit} held by Investors",
    "all_issued": "{unit} issued under the Purchase Agreement",
    "all_offered": "{unit} offered",
    "common": "The Company's Common Stock outstanding",
}
_COUNTED = {
    "held_by_investors": "{count} on {day:date}",
    "all_issued": "{count} by {day:date}",
    "all_offered": "sold or not",
    "common": "as the agreement's form says for {day:date}",
}


def _more_than(facts: Facts) -> str:
    fraction = facts["fraction"]
    times = f"÷ {fraction.denominator:,}" if fraction.numerator == 1 else f"× {sums.ratio(fraction)}"
    said = f"{facts['of']:,} {times} = {sums.ratio(facts['exact'])}"
    if facts["needed"] is None:
        return f"{said}; of nothing there is no majority"
    return f"{said}; more than that is {facts['needed']:,}"


def _at_least(facts: Facts) -> str:
    said = f"{facts['of']:,} × {sums.ratio(facts['fraction'])} = {sums.ratio(facts['exact'])}"
    if facts["needed"] is None:
        return f"{said}; of nothing there is no share"
    return f"{said}; at least that is {facts['needed']:,}"


def _share_asked(facts: Facts) -> str:
    share = "half" if facts["share"] == Fraction(1, 2) else writing.percent(facts["share"])
    return f"{'more than' if facts['exceeded'] else 'at least'} {share}"


def _whole(facts: Facts) -> str:
    return filled_in(_WHOLE.get(facts["of"], "{unit} held by {of}"), facts)


def _held(facts: Facts) -> str:
    day = f"{writing.date_only(facts['day'])}{' (assumed)' if facts['assumed'] else ''}"
    return f"those who signed held {facts['held']:,} on {day}, the day it was {facts['measured']}"


def _verdict(facts: Facts) -> str:
    if facts["needed"] is None:
        return "no Unit was held by anybody, so there was no majority to reach"
    reached = "a majority" if facts["reached"] else f"{facts['shortfall']:,} short of a majority"
    return f"{facts['needed']:,} were needed: {reached}"


def _demand(facts: Facts) -> str:
    return filled_in("{who}: {held_then}; {verdict}{cited}.", _told(facts))


def _demand_read_otherwise(facts: Facts) -> str:
    return filled_in("{who}, measured on the other day: {held_then}; {verdict}{cited}.", _told(facts))


def _told(facts: Facts) -> dict[str, Any]:
    return {**facts, "who": facts["title"], "held_then": _held(facts), "verdict": _verdict(facts)}


def _without_unsigned(facts: Facts) -> str:
    if facts["needed"] is None:
        return filled_in("Without {holders} nothing would be held that could form a majority{cited}.", facts)
    return filled_in("Without {holders} a majority would be {needed} of {of}{cited}.", facts)


def _nothing_held(facts: Facts) -> str:
    if facts["in_units"]:
        return filled_in("No majority can be formed while no Unit is held{cited}.", facts)
    return filled_in("Nobody can demand while no {unit} are held{cited}.", facts)


WORDS: Mapping[str, str | Callable[[Facts], str]] = {
    "votes/needed": "{unit} needed to demand registration",
    "votes/needed_under": "{unit} needed to demand registration, {right}",
    "votes/more_than": _more_than,
    "votes/at_least": _at_least,
    "votes/share_asked": _share_asked,
    "votes/asked_of_anybody": "for which any holder is enough",
    "votes/any_holder": "any holder can demand",
    "votes/whole": _whole,
    "votes/whole_counted": lambda facts: filled_in(_COUNTED[facts["of"]], facts),
    "votes/waits_for_units": "{unit} that an Investor holds",
    "votes/no_majority_of_nothing": _nothing_held,
    "votes/without_unsigned": _without_unsigned,
    "votes/demand": _demand,
    "votes/demand_read_otherwise": _demand_read_otherwise,
}
