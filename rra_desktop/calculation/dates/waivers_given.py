"""Whether a deadline is waived: in writing, by everybody for whose benefit it stands, for this once (§8(c))."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from rra_desktop.calculation import in_words
from rra_desktop.calculation.dates.counted_dates import RowKey
from rra_desktop.calculation.dates.deadline_table import DeadlineRule
from rra_desktop.calculation.dates.registration_facts import RegistrationFacts
from rra_desktop.domain.deadlines import DeadlineKind, Party
from rra_desktop.domain.waivers import Waiver

_COMPANY = "company"


class WaiverGiven(NamedTuple):
    """The day a deadline was waived by all it benefits, None while not; `remark` names who has and who has not."""

    on: dt.date | None = None
    remark: str = ""


_NOT_WAIVED = WaiverGiven()


def waiver_given(
    waivers: Sequence[Waiver], key: RowKey, rule: DeadlineRule, facts: RegistrationFacts, as_of: dt.date
) -> WaiverGiven:
    """Return whether a deadline is waived as of a day.

    A covenant of the Company's is waived once every Investor has signed; what binds the Investors, or protects the
    Company for a time, once the Company has. A waiver that names no registration or no holder is given generally.
    """
    if not waivers or rule.kind is DeadlineKind.ADVISORY:
        return _NOT_WAIVED
    signed: dict[str, dt.date] = {}
    for waiver in sorted(waivers, key=lambda each: each.date):
        in_point = waiver.registration in (None, facts.registration.id) and waiver.holder in (None, key.holder)
        if waiver.deadline is key.id and in_point and waiver.date <= as_of:
            for name in waiver.signed_by:
                signed.setdefault(name, waiver.date)
    if not signed:
        return _NOT_WAIVED
    if rule.party is Party.INVESTOR or rule.kind is DeadlineKind.BAR:
        return WaiverGiven(signed.get(_COMPANY), "" if _COMPANY in signed else "Not yet waived by the Company (§8(c)).")
    missing = [holder.name for holder in facts.investors if holder.id not in signed]
    if not missing:
        return WaiverGiven(max(signed.values()))
    return WaiverGiven(remark=f"Waived by some of the Investors, not by {in_words.names(missing)} (§8(c)).")
