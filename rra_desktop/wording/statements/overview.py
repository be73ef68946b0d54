"""The words of what stands out in a matter: what was asked for, and who is waited for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rra_desktop.wording import writing
from rra_desktop.wording.names import answer_name
from rra_desktop.wording.statements.template import Words, filled_in

Facts = Mapping[str, Any]


def _requests_rule(facts: Facts) -> str:
    above = facts["above_holding"]
    more = f"; {writing.counted(above, 'request')} above the holding count in part" if above else ""
    return filled_in("{in_time} of {holders} holders asked in time{more}", {**facts, "more": more})


def _answers(facts: Facts) -> str:
    said = f"{writing.counted(facts['count'], 'holder')}, {answer_name(facts['state'])}"
    return f"{said}: not counted" if facts["left_out"] else said


def _request(facts: Facts) -> str:
    return filled_in("Request of {holders}" if len(facts["holders"]) == 1 else "Requests of {holders}", facts)


def _counterpart(facts: Facts) -> str:
    return filled_in("Counterpart of {holders}, no Investor until it signs", facts)


def _signatures(facts: Facts) -> str:
    noun = "Signature" if len(facts["parties"]) == 1 else "Signatures"
    return filled_in("{noun} of {parties} under the amendment of “{term}”", {**facts, "noun": noun})


def _input(facts: Facts) -> str:
    wait = "waits" if facts["count"] == 1 else "wait"
    said = filled_in("{what}; {count:of date} {wait} for it", {**facts, "wait": wait})
    return said[:1].upper() + said[1:]


OVERVIEW: Mapping[str, Words] = {
    "overview/requests": "Requested in time",
    "overview/requests_rule": _requests_rule,
    "overview/answers": _answers,
    "overview/no_day_to_ask": "no day by which to ask is set",
    "overview/request": _request,
    "overview/completion": "What the request of {holders} lacks",
    "overview/notice": "Notice to {holders}",
    "overview/counterpart": _counterpart,
    "overview/signatures": _signatures,
    "overview/input": _input,
    "overview/scenario": "{offering}: {missing}",
}
