"""Whether a deadline is waived: in writing, by everybody who owns the right to it, for this once."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from rra_desktop.calculation.dates.counted_dates import Choices, RowKey
from rra_desktop.calculation.dates.registration_facts import RegistrationFacts
from rra_desktop.domain.agreement import COMPANY
from rra_desktop.domain.deadlines import DeadlineKind
from rra_desktop.domain.statements import Fact, Gravity, Mark, Person, stated


class WaiverGiven(NamedTuple):
    """The day from which a deadline is waived by all who own the right, None while one of them has not signed.

    `mark` names who has not, where somebody has; `section` is where waivers are spoken of.
    """

    on: dt.date | None = None
    mark: Mark | None = None
    section: str = ""


_NOT_WAIVED = WaiverGiven()


def waiver_given(facts: RegistrationFacts, key: RowKey, choices: Choices) -> WaiverGiven:
    """Return whether a deadline is waived as of the day looked at, and from which day.

    A covenant of the Company's is waived once every Investor has signed. What binds the Investors, or protects the
    Company alone, is waived once the Company has, or the Company and every Investor, as the reading
    `company_right_waived_by` says. A waiver that names no registration or no holder is given generally.
    """
    if not facts.waivers:
        return _NOT_WAIVED
    rule = facts.form.deadline(key.id)
    if rule.kind is DeadlineKind.ADVISORY:
        return _NOT_WAIVED
    signed: dict[str, dt.date] = {}
    for waiver in sorted(facts.waivers, key=lambda each: each.date):
        if waiver.deadline == key.id and waiver.holder in (None, key.holder):
            for name in waiver.signed_by:
                signed.setdefault(name, waiver.date)
    if not signed:
        return _NOT_WAIVED
    needed = [COMPANY] if rule.protects_the_company else []
    if not rule.protects_the_company or choices["company_right_waived_by"] == "all":
        needed += [holder.id for holder in facts.investors]
    missing = [party for party in needed if party not in signed]
    if missing:
        kind = "dates/not_waived_by_company" if missing == [COMPANY] else "dates/not_waived_by_all"
        return WaiverGiven(
            mark=Mark(stated(kind, facts.form.amendment_section, missing=named(facts, missing)), Gravity.NOTE)
        )
    on = max(signed[party] for party in needed) if needed else max(signed.values())
    return WaiverGiven(on, section=facts.form.amendment_section)


def named(facts: RegistrationFacts, parties: list[str]) -> tuple[Fact, ...]:
    """Return parties as they are named in a statement."""
    names = {holder.id: holder.name for holder in facts.investors}
    return tuple(party if party == COMPANY else Person(party, names.get(party, party)) for party in parties)
