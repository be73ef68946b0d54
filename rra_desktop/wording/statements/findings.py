"""The words of findings, what to do about one, and what another reading moves."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from rra_desktop.domain.agreement import AgreementForm
from rra_desktop.domain.findings import Effect, Finding
from rra_desktop.domain.statements import Gravity
from rra_desktop.wording import writing
from rra_desktop.wording.citations import cited


def _late(facts: Mapping[str, Any]) -> str:
    due = f", after the last day, {writing.date_only(facts['due'])}" if facts["due"] else " after the last day"
    received = f" on {writing.date_only(facts['received'])}" if facts["received"] else ""
    return f"The request of {facts['holder'].name} came{received}{due}."


def _not_an_investor(facts: Mapping[str, Any]) -> str:
    since = facts["counterpart"]
    why = f"before it executes its counterpart, on {writing.date_only(since)}" if since else "without a counterpart"
    return (
        f"{facts['holder'].name} is a transferee and no Investor {why}: its {facts['registrable']:,} shares stand "
        f"outside every total{writing.in_brackets(facts['section'])}."
    )


def _point(facts: Mapping[str, Any]) -> str:
    return f"{facts['title']}: {facts['affects']}"


def _unreadable_form(facts: Mapping[str, Any]) -> str:
    first = f"The first of {facts['more'] + 1:,} faults" if facts["more"] else "The fault"
    return (
        "The form of the agreement cannot be read by this version: there are no deadlines, and figures may rest on the "
        f"terms of another form. {first}: “{facts['text']}”"
    )


FINDINGS: Mapping[str, str | Callable[[Mapping[str, Any]], str]] = {
    "findings/late_request": _late,
    "findings/completed_late": (
        "The request of {holder} came on {received:date}, in time, but was complete on {completed:date} only, after "
        "the last day, {due:date}."
    ),
    "findings/not_an_investor": _not_an_investor,
    "findings/drafting_point": _point,
    "findings/unreadable_form": _unreadable_form,
}
"""Every statement that findings make themselves; all others stand beside the figures they were found at."""

_WAIVER = "Obtain a written waiver of one of the two limits[amendment]."
_ADVICE = {
    "dates/no_day_left": _WAIVER,
    "dates/no_filing_day": _WAIVER,
    "dates/receipt_leaves_no_filing_day": _WAIVER,
    "dates/filed_too_early": "Obtain every Investor’s written waiver of the first day[amendment].",
    "demands/none_left": "A further demand needs an amendment signed by the Company and each Investor[amendment].",
    "findings/completed_late": "Obtain the Company’s written acceptance, or leave the shares out.",
    "dates/method_missing": "Record how the notice travelled.",
    "dates/receipt_assumed": "Record the day on the receipt.",
    "findings/late_request": "Obtain the Company’s written acceptance, or leave the shares out.",
    "findings/not_an_investor": "Have a counterpart executed, and record its date.",
    "demands/short_of_a_majority": ("Ask further Investors to sign, or the Company to accept the demand in writing."),
    "demands/signatories_not_recorded": "Record who signed the Demand Notice.",
    "dates/request_lacks": "Ask the Investor for what is missing, and record the day it comes.",
    "order/asked_above_holding": "Correct the request or the ledger.",
    "order/units_beyond_the_offer": "Correct the ledger, or the number of Units offered.",
    "order/request_without_a_day": "Record the day the request was received.",
}
_ADVICE_BY_GRAVITY = {
    Gravity.ERROR: "Correct the record; the figures leave it out.",
    Gravity.CONTRADICTION: "Correct the record that is wrong; until then neither is relied on.",
}


def advice_on(finding: Finding, form: AgreementForm) -> str:
    """Write what to do about a finding under an agreement; empty where nothing can be done."""
    if finding.point is not None:
        return str(finding.statement.fact("advice"))
    if finding.kind == "dates/no_method":
        return f"Give the notice again by a method of {writing.section(finding.statement.section) or 'notice'}."
    if finding.kind in _ADVICE:
        return cited(_ADVICE[finding.kind], form)
    return _ADVICE_BY_GRAVITY.get(finding.gravity, "")


def effect_name(effect: Effect) -> str:
    """Write what another choice of a reading moves, as “moves 2 dates by up to 4 days”; empty where nothing moves."""
    if effect.days:
        days = writing.counted(effect.days, "day")
        return f"moves {writing.counted(effect.dates, 'date')} by {'up to ' if effect.dates > 1 else ''}{days}"
    if effect.majorities:
        return " or ".join("none" if each is None else f"{each:,}" for each in effect.majorities)
    return f"moves {writing.counted(effect.shares, 'share')}" if effect.shares else ""
