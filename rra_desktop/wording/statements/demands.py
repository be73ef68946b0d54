"""The words of what is said of demands: used up, left, or none at all."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from rra_desktop.domain.registrations import WithdrawnBy
from rra_desktop.domain.rights import SizeMeasure
from rra_desktop.wording import writing
from rra_desktop.wording.statements.template import written

_WITHDRAWN_BY = {
    WithdrawnBy.COMPANY: "withdrawn by the Company",
    WithdrawnBy.INVESTORS: "withdrawn at the request of the Investors that asked for it",
    WithdrawnBy.INVESTORS_MATERIAL_INFORMATION: (
        "withdrawn by the Investors that asked for it, solely for material information they learned afterwards"
    ),
}


def _assumed(facts: Mapping[str, Any]) -> str:
    return " (assumed)" if facts["assumed"] else ""


def _in_use(facts: Mapping[str, Any]) -> str:
    day = writing.date_only(facts["day"])
    said = f"received {day}{_assumed(facts)}"
    if facts["contradicted"]:
        end = "and what is recorded of its end contradicts itself"
        return f"{written(facts['title'])} is taken to be in use: {said}, {end}."
    lacks = (
        f"no {facts['event']} and no withdrawal is recorded" if facts["event"] else "neither effective nor withdrawn"
    )
    return f"{written(facts['title'])} is in use: {said}, {lacks}."


def _done(event: str, day: str) -> str:
    """Write what uses a demand up: an event of the form by its name, or that it became effective."""
    return f"had its {event}, {day}" if event else f"became effective {day}"


def _ended(facts: Mapping[str, Any]) -> str:
    day = writing.date_only(facts["day"])
    how = f"was {_WITHDRAWN_BY[facts['by']]}, {day}" if facts["by"] else _done(facts["event"], day)
    said = f"{written(facts['title'])} {how}"
    if facts["left_out"]:
        return f"{said}, but it did not cover every share in the timely notices: the demand is not used up."
    if not facts["used"]:
        return f"{said}: the demand is not used up."
    doubts = []
    if facts["covers_unsaid"]:
        doubts.append("it is taken to cover every share in the timely notices until counsel says otherwise")
    if facts["never_filed"]:
        doubts.append("no statement had been filed, and the words speak of a statement that is withdrawn")
    doubt = f" ({'; '.join(doubts)})" if doubts else ""
    return f"{said}: the demand is used up{doubt}."


def _short(facts: Mapping[str, Any]) -> str:
    day, unit = f"{writing.date_only(facts['day'])}{_assumed(facts)}", facts["unit"]
    who = writing.names([each.name for each in facts["signed"]]) or "none"
    held = f"Those who signed ({who}) held {facts['held']:,} of {facts['of']:,} {unit} on {day}"
    if facts["needed"] is None:
        return f"{held}: no majority can be formed while none is held, so this is no demand yet."
    needed = "needed for a majority" if facts["of_half"] else "needed"
    return f"{held}; {facts['needed']:,} were {needed}, so this is no demand yet."


def _granted(facts: Mapping[str, Any]) -> str:
    return writing.counted(facts["granted"], "demand")


def _none_left(facts: Mapping[str, Any]) -> str:
    by = written(facts["by"])
    used = f"used up by {by}" if by else "not granted"
    return f"No demand is left for this one: the agreement gives {_granted(facts)}, {used}."


def _in_use_by_another(facts: Mapping[str, Any]) -> str:
    by = written(facts["by"])
    return f"The agreement gives {_granted(facts)}, and {by} came first: if that uses it up, none is left for this one."


def _beyond(facts: Mapping[str, Any]) -> str:
    used = writing.counted(facts["used"], "demand")
    were = "was" if facts["used"] == 1 else "were"
    beyond = facts["used"] - facts["granted"]
    cited = writing.in_brackets(facts["section"])
    return f"{used} {were} used and {facts['granted']} granted: {beyond} beyond the right{cited}."


def _left_of_granted(facts: Mapping[str, Any]) -> str:
    granted, used = facts["granted"], facts["used"]
    left = f"−{used - granted}" if used > granted else f"{granted - used}"
    beyond = f": none is left, and {facts['beyond']} went beyond the right" if facts["beyond"] else ""
    in_use = f"; {facts['in_use']} in use" if facts["in_use"] else ""
    return f"{granted} granted − {used} used = {left}{beyond}{in_use}"


_MEASURES = {
    SizeMeasure.SHARES: "shares",
    SizeMeasure.SHARE_OF_CLASS: "of what its class holds",
    SizeMeasure.SHARE_OF_OWN: "of what those who signed hold",
    SizeMeasure.SHARE_HELD: "of the whole",
    SizeMeasure.SHARE_OF_COMMON: "of the Company’s Common Stock",
    SizeMeasure.GROSS: "before discounts",
    SizeMeasure.NET: "after discounts",
}

_WAITS_FOR = {
    "shares_asked": "the shares that those who signed ask for",
    "price": "the price of the offering",
    "discount": "the underwriting discount of the offering",
    "holdings": "holdings to take a share of",
}


def _amount(measure: SizeMeasure, value: Fraction) -> str:
    if measure is SizeMeasure.SHARES:
        return f"{writing.quota(value)} {_MEASURES[measure]}"
    if measure in (SizeMeasure.GROSS, SizeMeasure.NET):
        return f"{writing.money(Decimal(value.numerator) / Decimal(value.denominator))} {_MEASURES[measure]}"
    return f"{writing.percent(value)} {_MEASURES[measure]}"


def _size_least(facts: Mapping[str, Any]) -> str:
    asked = "more than" if facts["exceeded"] else "at least"
    least = f"{asked} {_amount(facts['measure'], facts['least'])}"
    return f"shares of holders of {least}" if facts["measure"] is SizeMeasure.SHARE_HELD else least


def _size_test(facts: Mapping[str, Any]) -> str:
    least = _size_least(facts)
    if facts["value"] is None:
        return f"{least} (waits for {_WAITS_FOR[facts['waits_for']]})"
    return f"{least} (it is {_amount(facts['measure'], facts['value'])})"


def _size_alternative(facts: Mapping[str, Any]) -> str:
    return " and ".join(written(each) for each in facts["tests"])


def _sizes(facts: Mapping[str, Any]) -> str:
    return ", or ".join(written(each) for each in facts["alternatives"])


def _not_used_up_yet(facts: Mapping[str, Any]) -> str:
    how = _done(facts["event"], writing.date_only(facts["day"]))
    said = f"{written(facts['title'])} {how} and is not used up before"
    waits = []
    if facts["until"] is not None:
        waits.append(f"it was kept effective until {writing.date_only(facts['until'])}")
    if facts["part"] is not None:
        sold = f"{facts['sold']:,} of {facts['asked']:,} are"
        waits.append(f"{writing.percent(facts['part'])} of the shares asked for were sold ({sold})")
    return f"{said} {' and '.join(waits)}."


def _no_right(facts: Mapping[str, Any]) -> str:
    which = f"“{facts['of']}” " if facts["of"] else ""
    return f"The agreement gives no right {which}to demand a registration: there is nothing this one could rest on."


def _after_its_end(facts: Mapping[str, Any]) -> str:
    whose = f"the rights of {written(facts['by'])}" if facts["by"] else "the right to demand"
    received, ended = writing.date_only(facts["received"]), writing.date_only(facts["ended"])
    where = writing.in_brackets(facts["section"])
    return f"The demand came too late: it was received {received}, and {whose} ended {ended}{where}."


DEMANDS: Mapping[str, str | Callable[[Mapping[str, Any]], str]] = {
    "demands/left": "Demands left",
    "demands/left_of_granted": _left_of_granted,
    "demands/left_under": "Demands left, {right}",
    "demands/without_number": "{used} used, {in_use} in use; the agreement sets no number",
    "demands/in_use": _in_use,
    "demands/not_used_up_yet": _not_used_up_yet,
    "demands/no_right": _no_right,
    "demands/before_it_opens": (
        "The demand came too early: it was received {received:date}, and none can be made before {opens:date}{cited}."
    ),
    "demands/after_its_end": _after_its_end,
    "demands/opening_not_known": (
        "Whether the right to demand was there when the demand came is not known: that waits for {waits_for}{cited}."
    ),
    "demands/no_further_demand": "The agreement gives no further demand beside those it grants.",
    "demands/too_soon": ("The last demand was used up {last:date}: {gap} {unit}s must lie between two{cited}."),
    "demands/size_test": _size_test,
    "demands/size_least": _size_least,
    "demands/size_asked": _sizes,
    "demands/size_alternative": _size_alternative,
    "demands/too_small": (lambda facts: f"The demand is too small: it must be for {_sizes(facts)}."),
    "demands/size_not_known": (
        lambda facts: f"Whether the demand is large enough is not known: it must be for {_sizes(facts)}."
    ),
    "demands/ended": _ended,
    "demands/second_open": (
        "A second demand is open for the Registrable Shares left out, if they were left out for want of authorized "
        "stock{cited}."
    ),
    "demands/beyond_the_right": _beyond,
    "demands/none_left": _none_left,
    "demands/in_use_by_another": _in_use_by_another,
    "demands/no_first_left_out": (
        "A second demand is for shares that a first one could not register for want of authorized stock, and no first "
        "demand is recorded as leaving any out."
    ),
    "demands/second_taken": "The second demand was made already, by {by}: none is left for this one.",
    "demands/signatories_not_recorded": (
        "Who signed the Demand Notice is not recorded: whether they held a majority cannot be said."
    ),
    "demands/short_of_a_majority": _short,
}
"""Every statement of demands."""
