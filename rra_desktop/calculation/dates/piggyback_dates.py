"""The dates of a Company registration that carries piggy-back rights (§3)."""

from __future__ import annotations

from rra_desktop.calculation.dates.counted_dates import Choices, CountedDate, RowKey
from rra_desktop.calculation.dates.keeping_effective import keep_effective_until
from rra_desktop.calculation.dates.registration_facts import RegistrationFacts
from rra_desktop.calculation.dates.served_notices import unserved_notices
from rra_desktop.calculation.dates.starts_of_clocks import counted_for, counted_for_each
from rra_desktop.calculation.facts_known import exclusion_of
from rra_desktop.domain.deadlines import DeadlineId
from rra_desktop.domain.statements import Gravity, Mark, stated


def piggyback_dates(facts: RegistrationFacts, choices: Choices) -> tuple[CountedDate, ...]:
    """Return the dates of a piggy-back under the readings chosen, requests apart, before any roll (§3(a), §2)."""
    right = facts.form.right_of(facts.registration)
    excluded = exclusion_of(facts.form, facts.registration, choices)
    if right is not None and excluded is not None:
        mark = Mark(stated("dates/no_piggyback_right", right.section, why=excluded.why))
        key = RowKey(DeadlineId(right.first))
        return (CountedDate(key, None, facts.planned_filing, marks=(mark,), void=True),)
    return (*notice_of_registration(facts, choices), keep_effective_until(facts, choices))


def piggyback_requests(facts: RegistrationFacts, choices: Choices) -> tuple[CountedDate, ...]:
    """Return when Piggy-back Requests are due: each Investor has its own clock, from the giving of its notice (§3(a)).

    Before any Registration Notice there is one row for all; where no right arises, none.
    """
    if exclusion_of(facts.form, facts.registration, choices) is not None:
        return ()
    lacks = unserved_notices(facts.registration.kind, facts.notices, facts.unnotified)
    return counted_for_each(facts, DeadlineId.PIGGYBACK_REQUEST_DEADLINE, choices, facts.notices, lacks)


def notice_of_registration(
    facts: RegistrationFacts, choices: Choices, latest: CountedDate | None = None
) -> tuple[CountedDate, CountedDate]:
    """Return when the Registration Notice is due, and when it is advised, by the filing or its plan (§3(a)).

    `latest` is the last day to file a demand.
    """
    due = counted_for(facts, DeadlineId.REGISTRATION_NOTICE_DUE, choices, latest)
    advised = counted_for(facts, DeadlineId.REGISTRATION_NOTICE_ADVISED, choices, latest)
    return due, advised.marked(Mark(stated("dates/no_time_set", "3(a)"), Gravity.SILENCE))
