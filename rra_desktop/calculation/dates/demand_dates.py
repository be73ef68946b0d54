"""The dates of a demand registration: notices, requests, the filing window, effectiveness (§1, §2)."""

from __future__ import annotations

import datetime as dt

from rra_desktop.calculation import in_words
from rra_desktop.calculation.dates.anchors import Anchor
from rra_desktop.calculation.dates.counted_dates import (
    Choices,
    CountedDate,
    RowKey,
    Shift,
    counted,
    keep_effective_until,
)
from rra_desktop.calculation.dates.postponements import (
    after_cooling_off,
    after_delay,
    after_restart,
    cooling_off_ends,
    delay_ends,
)
from rra_desktop.calculation.dates.registration_facts import RegistrationFacts
from rra_desktop.calculation.dates.served_notices import ServedNotice, unserved_notice
from rra_desktop.domain.deadlines import DeadlineId


def demand_dates(facts: RegistrationFacts, choices: Choices) -> tuple[CountedDate, ...]:
    """Return the dates of a demand under the readings chosen, requests apart, before any roll (§1, §2(b), §2(e))."""
    received, given, terms = facts.demand.received, facts.demand.given, facts.terms
    delay = delay_ends(facts, choices)
    cooling = cooling_off_ends(facts, choices)
    earliest = after_restart(_filing_earliest(facts, choices), delay, choices)
    latest = after_delay(_filing_latest(facts), delay, facts, choices)
    if cooling and choices["effect_means"] == "filing":
        latest = after_cooling_off(latest, cooling, "it need not be filed before")
    earliest, latest = _conflict(earliest, latest, choices)
    return (
        counted(
            terms, RowKey(DeadlineId.COMPANY_NOTICE_ADVISED), received, "filing_latest_days", "filing_earliest_days"
        ),
        earliest,
        latest,
        _effectiveness(facts, latest, cooling, choices),
        counted(terms, RowKey(DeadlineId.DELAY_TEST), given, "delay_test_days"),
        *([delay] if delay else []),
        *([cooling] if cooling else []),
        keep_effective_until(facts, choices),
    )


def demand_requests(facts: RegistrationFacts, window_from: str) -> tuple[CountedDate, ...]:
    """Return when requests are due, by the choice of `request_window_from`: each Investor has its own clock (§1(a)).

    Before any Company Notice there is one row for all.
    """
    row, terms, kind = DeadlineId.REQUEST_DEADLINE, facts.terms, facts.registration.kind
    if not facts.notices:
        return (counted(terms, RowKey(row), unserved_notice(kind), "request_days"),)
    return (
        *(
            counted(
                terms,
                RowKey(row, notice.holder.id if notice.holder else None),
                notice.received if window_from == "received" else notice.given,
                "request_days",
            )
            for notice in facts.notices
        ),
        *(
            counted(terms, RowKey(row, holder.id), unserved_notice(kind, holder), "request_days")
            for holder in facts.unnotified
        ),
    )


# -- the filing window -------------------------------------------------------------------------------------------------


def _filing_earliest(facts: RegistrationFacts, choices: Choices) -> CountedDate:
    key = RowKey(DeadlineId.FILING_EARLIEST)
    known = [notice for notice in facts.notices if notice.received.day is not None]
    if not known:
        missing = facts.notices[0].received if facts.notices else unserved_notice(facts.registration.kind)
        return counted(facts.terms, key, missing, "filing_earliest_days")
    first = choices["filing_floor_receipt"] == "first"
    controlling = min(known, key=_received) if first else max(known, key=_received)
    date = counted(facts.terms, key, controlling.received, "filing_earliest_days")
    # The last receipt is only as sure as every receipt; the first is sure when no assumed one could precede it.
    doubtful = not first and any(notice.received.assumed for notice in known)
    return date._replace(assumed=date.assumed or doubtful, remarks=_receipts_missing(facts, first=first))


def _received(notice: ServedNotice) -> tuple[dt.date, bool]:
    return notice.received.day or dt.date.max, notice.received.assumed


def _receipts_missing(facts: RegistrationFacts, *, first: bool) -> tuple[str, ...]:
    missing = [notice.holder.name for notice in facts.notices if notice.holder and notice.received.day is None]
    missing += [holder.name for holder in facts.unnotified]
    if first or not missing:
        return ()
    return (f"No receipt of the Company Notice by {in_words.names(missing)} is recorded: a later one moves this day.",)


def _filing_latest(facts: RegistrationFacts) -> CountedDate:
    return counted(facts.terms, RowKey(DeadlineId.FILING_LATEST), facts.demand.received, "filing_latest_days")


def _conflict(earliest: CountedDate, latest: CountedDate, choices: Choices) -> tuple[CountedDate, CountedDate]:
    """Say when no day lies between the two limits, and let the one yield that the reading names (§1(a))."""
    if earliest.day is None or latest.day is None or earliest.day <= latest.day:
        return earliest, latest
    latest_controls = choices["filing_conflict"] == "latest_controls"
    kept = "last" if latest_controls else "first"
    conflict = (
        f"No day satisfies §1(a): the first day to file is {in_words.full_date(earliest.day)}, "
        f"the last {in_words.full_date(latest.day)}. The {kept} day is taken to control."
    )
    if not latest_controls:
        shift = Shift("The first day to file controls", earliest.day, "the outside date gives way", "1(a)", (earliest,))
        latest = latest.shifted(shift)
    return earliest._replace(conflict=conflict), latest._replace(conflict=conflict)


def _effectiveness(
    facts: RegistrationFacts, latest: CountedDate, cooling: CountedDate | None, choices: Choices
) -> CountedDate:
    """Count from the filing, or before it from the last day to file, as a projection."""
    projected = facts.filed.day is None
    start: Anchor | CountedDate = latest if projected else facts.filed
    date = counted(facts.terms, RowKey(DeadlineId.EFFECTIVENESS_DEADLINE), start, "effectiveness_days")
    date = date._replace(projected=(projected or date.projected) and date.day is not None)
    if cooling and choices["effect_means"] == "effectiveness":
        return after_cooling_off(date, cooling, "it need not be effective before")
    return date
