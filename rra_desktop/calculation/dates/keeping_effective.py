"""Until when a registration is kept effective (§2(b), §2(e))."""

from __future__ import annotations

import datetime as dt

from rra_desktop.calculation.dates.anchors import Anchor
from rra_desktop.calculation.dates.counted_dates import Choices, CountedDate, Shift
from rra_desktop.calculation.dates.registration_facts import RegistrationFacts
from rra_desktop.calculation.dates.starts_of_clocks import counted_for
from rra_desktop.domain.deadlines import DeadlineId
from rra_desktop.domain.statements import Statement, stated


def keep_effective_until(facts: RegistrationFacts, choices: Choices) -> CountedDate:
    """Return the day until which a registration is kept effective (§2(b), §2(e)).

    Read as two covenants that bind together, the later of the two ends counts.
    """
    date = counted_for(facts, DeadlineId.KEEP_EFFECTIVE_UNTIL, choices)
    by_sale = _ends_with(date, facts.all_sold, stated("dates/nothing_left_to_sell"), "2(e)")
    if not facts.is_firm_commitment or choices["keep_effective_end"] == "2(e)":
        return by_sale
    by_distribution = _ends_with(date, facts.distributed, stated("dates/distribution_completed"), "2(b)")
    if choices["keep_effective_end"] == "2(b)" or by_sale.day is None or by_distribution.day is None:
        return by_distribution
    return max(by_distribution, by_sale, key=lambda each: each.day or dt.date.min)


def _ends_with(date: CountedDate, end: Anchor, rule: Statement, section: str) -> CountedDate:
    if date.day is None or end.day is None or end.day >= date.day:
        return date
    return date.shifted(Shift(end.label, end.day, rule, section, (end,)))
