"""Where the deadlines of a withdrawn registration stand (§1(c), §3(b))."""

from __future__ import annotations

from datetime import date

import pytest

from rra_desktop.domain.registrations import EventType, WithdrawnBy
from tests.calculation.deadline_rows import row, rows, status, with_events
from tests.calculation.faxed_demands import DAY, LATEST, asked, faxed, filed
from tests.matters import (
    event,
)
from tests.saying import conflict_of, remarks_of

WITHDRAWN = date(2003, 7, 1)


def test_a_withdrawal_makes_moot_what_is_open_and_leaves_what_was_met() -> None:
    """The request was in on June 20; filing and effectiveness are open, the effective date is waited for."""
    ended = with_events(asked(date(2003, 6, 20)), event(EventType.WITHDRAWN, WITHDRAWN, by=WithdrawnBy.INVESTORS))
    before = {each.id: each.status.value for each in rows(ended, WITHDRAWN - DAY)}
    after = {each.id: each.status.value for each in rows(ended, WITHDRAWN)}
    assert before["filing_latest"] == "upcoming"
    assert before["keep_effective_until"] == "pending"
    assert after == {
        "company_notice_advised": "met",
        "request_deadline": "met",
        "filing_earliest": "moot",
        "filing_latest": "moot",
        "effectiveness_deadline": "moot",
        "delay_test": "moot",
        "keep_effective_until": "moot",
    }


@pytest.mark.parametrize(
    ("by", "remark"),
    [
        (WithdrawnBy.INVESTORS, "Withdrawn at the requesting Investors' wish on Jul 1, 2003: nothing further is due."),
        (
            WithdrawnBy.COMPANY,
            "Withdrawn by the Company on Jul 1, 2003: §1 gives it no right to; the demand is not used up (§1(c)).",
        ),
    ],
)
def test_a_withdrawn_demand_says_at_whose_wish(by: WithdrawnBy, remark: str) -> None:
    ended = with_events(faxed(), event(EventType.WITHDRAWN, WITHDRAWN, by=by))
    assert remark in remarks_of(row(ended, "filing_latest", as_of=WITHDRAWN))
    assert remark not in remarks_of(row(ended, "filing_latest", as_of=WITHDRAWN - DAY))


def test_a_withdrawal_yet_to_come_is_not_spoken_of() -> None:
    """The silent Investor's row is moot by the filing of June 20; the withdrawal follows two months later."""
    withdrawn = event(EventType.WITHDRAWN, date(2003, 8, 17), by=WithdrawnBy.INVESTORS)
    later = with_events(filed(date(2003, 6, 20)), withdrawn)
    assert remarks_of(row(later, "request_deadline", "H2", as_of=date(2003, 8, 16))) == (
        "The statement was filed on Jun 20, 2003 with what had been asked.",
    )


def test_what_is_done_after_the_withdrawal_no_longer_counts() -> None:
    ended = with_events(
        filed(LATEST), event(EventType.WITHDRAWN, WITHDRAWN, by=WithdrawnBy.INVESTORS_MATERIAL_INFORMATION)
    )
    assert status(ended, "filing_latest", LATEST) == "moot"
    same_day = with_events(filed(WITHDRAWN), event(EventType.WITHDRAWN, WITHDRAWN, by=WithdrawnBy.INVESTORS))
    assert status(same_day, "filing_latest", LATEST) == "met"


def test_effective_and_withdrawn_cannot_both_be_so() -> None:
    """§3(b): a registration is withdrawn before it becomes effective; of two such facts neither counts."""
    effective = date(2003, 9, 30)
    for by in WithdrawnBy:
        both = with_events(
            filed(LATEST),
            event(EventType.EFFECTIVE, effective),
            event(EventType.WITHDRAWN, effective + DAY, by=by),
        )
        kept = row(both, "keep_effective_until", as_of=date(2003, 12, 1))
        assert (kept.date, kept.status.value) == (None, "pending")
        assert conflict_of(kept) == (
            "Recorded both as effective on Sep 30, 2003 and as withdrawn on Oct 1, 2003: a registration is withdrawn "
            "before it becomes effective, or not at all."
        )
        assert status(both, "filing_latest", date(2003, 12, 1)) == "met"
        assert status(both, "effectiveness_deadline", date(2003, 12, 1)) == "overdue"


def test_a_period_served_before_a_withdrawal_stays_served() -> None:
    served = with_events(faxed(), event(EventType.WITHDRAWN, LATEST, by=WithdrawnBy.INVESTORS))
    assert status(served, "filing_earliest", LATEST) == "met"
