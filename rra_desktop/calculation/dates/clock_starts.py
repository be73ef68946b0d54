"""The recorded days on which the clocks of deadlines start, by the names that forms have for them."""

from __future__ import annotations

import datetime as dt

from rra_desktop.calculation.dates.anchors import Anchor
from rra_desktop.calculation.dates.registration_facts import RegistrationFacts
from rra_desktop.calculation.dates.served_notices import ServedNotice
from rra_desktop.domain.deadline_definitions import AGREEMENT_DATE, FIXED_DAY
from rra_desktop.domain.registrations import EventType, event_id


def recorded(facts: RegistrationFacts, name: str) -> Anchor:
    """Return the day of a start of which a registration has one, or the lack of it."""
    if (fixed := fixed_day(name, facts.form.agreement_date)) is not None:
        return fixed
    what, _, part = name.partition(".")
    kind = event_id(what)
    if kind is EventType.DEMAND_NOTICE:
        return facts.demand.day(part or "given")
    if kind is EventType.FILED:
        return _last_amendment(facts) if part == "last_amendment" else facts.filed
    if kind is EventType.EFFECTIVE:
        return facts.effective
    if kind is EventType.PLANNED_FILING:
        return facts.planned_filing
    return facts.day(kind)


def fixed_day(name: str, agreement_date: dt.date) -> Anchor | None:
    """Return the day of the agreement, or one that it names, as a start of a clock; None for every other start."""
    if name == AGREEMENT_DATE:
        return Anchor(AGREEMENT_DATE, agreement_date)
    return Anchor(FIXED_DAY, dt.date.fromisoformat(name)) if name[:1].isdigit() else None


def day_of_term(facts: RegistrationFacts, name: str) -> Anchor | None:
    """Return the day that a term of the agreement is, as it stands, as a start of a clock; None for no such term."""
    day = facts.terms.matter.term(name) if facts.form.names_a_day(name) else None
    return Anchor(FIXED_DAY, day, part=name) if isinstance(day, dt.date) else None


def _last_amendment(facts: RegistrationFacts) -> Anchor:
    """Return the last filing before effectiveness, the first one while there is no other."""
    effective = facts.effective.day
    filings = [each for each in facts.filings if each.day and (effective is None or each.day <= effective)]
    return filings[-1] if filings else facts.filed


def part_of_notice(name: str) -> str:
    """Return which day of a notice a start is: given if unsaid."""
    return name.partition(".")[2] or "given"


def day_of_notice(starts: tuple[str, ...], notice: ServedNotice) -> Anchor:
    """Return the day of a notice on which its addressee's clock starts: the first of some that it has, else the last.

    It is the day on which the notice was given, received or sent, or which it bears.
    """
    found = notice.given
    for each in starts:
        found = notice.day(part_of_notice(each))
        if found.day is not None:
            break
    return found
