"""Waivers of deadlines (§8(c)): by everybody a covenant benefits, in writing, for this once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from rra_desktop.domain.deadlines import Deadline
from rra_desktop.domain.matter import Matter
from rra_desktop.domain.registrations import EventType, Method, WithdrawnBy
from rra_desktop.domain.waivers import Waiver
from tests.calculation.deadline_rows import row, simple, with_events
from tests.matters import company_notice, demand_notice, event, other_holder, transferee
from tests.saying import remarks_of

LATEST = date(2003, 7, 17)
AFTER = date(2003, 8, 1)


def waived(
    deadline: str,
    *signed_by: str,
    on: date = date(2003, 7, 1),
    registration: str | None = "R1",
    holder: str | None = None,
) -> Waiver:
    return Waiver(0, deadline, on, signed_by, registration, holder)


def demanded(*waivers: Waiver) -> Matter:
    """Make a demand of two Investors, an Other Holder and a transferee without counterpart, with waivers."""
    one = simple(
        demand_notice(method=Method.FAX, received=date(2003, 6, 2)),
        company_notice(to="H2", method=Method.FAX, received=date(2003, 6, 10)),
        event(EventType.OTHER_REGISTRATION_EFFECTIVE, date(2003, 5, 1), permits_resale=True),
        waivers=waivers,
    )
    return replace(one, holders=(*one.holders, other_holder("H3"), transferee("H4")))


def filing(*waivers: Waiver, as_of: date = AFTER) -> Deadline:
    return row(demanded(*waivers), "filing_latest", as_of=as_of)


def test_a_covenant_of_the_companys_is_waived_by_every_investor() -> None:
    assert filing(waived("filing_latest", "H1", "H2")).status.value == "waived"
    two_papers = (waived("filing_latest", "H1"), waived("filing_latest", "H2", on=date(2003, 7, 5)))
    assert filing(*two_papers).status.value == "waived"
    assert filing(*two_papers, as_of=date(2003, 7, 5)).status.value == "waived"
    assert filing(*two_papers, as_of=date(2003, 7, 4)).status.value == "upcoming"
    yet_to_come = filing(*two_papers, as_of=date(2003, 6, 30))
    assert "aived" not in " ".join(remarks_of(yet_to_come))


def test_a_signature_yet_to_come_is_not_spoken_of() -> None:
    found = filing(waived("filing_latest", "H1", on=AFTER), as_of=date(2003, 7, 31))
    assert "aived" not in " ".join(remarks_of(found))


def test_a_deadline_is_waived_by_the_last_signature() -> None:
    """H1 signs on June 20, the demand is withdrawn on June 22, H2 signs on June 25: it ended unwaived."""
    papers = [waived("filing_latest", f"H{n}", on=date(2003, 6, day)) for n, day in ((1, 20), (2, 25))]
    ended = with_events(demanded(*papers), event(EventType.WITHDRAWN, date(2003, 6, 22), by=WithdrawnBy.INVESTORS))
    assert row(ended, "filing_latest", as_of=AFTER).status.value == "moot"


def test_one_missing_signature_leaves_it_standing_and_is_named() -> None:
    found = filing(waived("filing_latest", "H1"))
    assert found.status.value == "overdue"
    assert remarks_of(found)[-1] == "Waived by some, not by H2 (§8(c))."


def test_the_company_cannot_waive_its_own_duty() -> None:
    assert filing(waived("filing_latest", "company")).status.value == "overdue"


@pytest.mark.parametrize("deadline", ["request_deadline", "cooling_off_ends"])
def test_what_protects_the_company_is_waived_by_the_company(deadline: str) -> None:
    holder = "H2" if deadline == "request_deadline" else None
    by_company = row(demanded(waived(deadline, "company")), deadline, holder, as_of=AFTER)
    assert by_company.status.value == "waived"
    assert ("given up this bar" in " ".join(remarks_of(by_company))) == (deadline == "cooling_off_ends")
    by_investors = row(demanded(waived(deadline, "H1", "H2")), deadline, holder, as_of=AFTER)
    assert by_investors.status.value != "waived"
    assert remarks_of(by_investors)[-1] == "Not yet waived by the Company (§8(c))."


def test_a_waiver_is_of_one_deadline_one_registration_and_one_holder() -> None:
    both = ("H1", "H2")
    assert filing(waived("effectiveness_deadline", *both)).status.value == "overdue"
    assert filing(waived("filing_latest", *both, registration="R2")).status.value == "overdue"
    assert filing(waived("filing_latest", *both, registration=None)).status.value == "waived"
    of_another = demanded(waived("request_deadline", "company", holder="H1"))
    assert row(of_another, "request_deadline", "H2", as_of=AFTER).status.value == "lapsed"
    of_this = demanded(waived("request_deadline", "company", holder="H2"))
    assert row(of_this, "request_deadline", "H2", as_of=AFTER).status.value == "waived"


def test_a_waiver_excuses_what_was_done_late_and_leaves_what_was_done_in_time() -> None:
    waiver = waived("filing_latest", "H1", "H2", on=AFTER)
    late = with_events(demanded(waiver), event(EventType.FILED, date(2003, 7, 20)))
    assert row(late, "filing_latest", as_of=date(2003, 7, 21)).status.value == "late"
    assert row(late, "filing_latest", as_of=AFTER).status.value == "waived"
    assert row(late, "filing_latest", as_of=AFTER).met_on == date(2003, 7, 20)
    timely = with_events(demanded(waiver), event(EventType.FILED, LATEST))
    assert row(timely, "filing_latest", as_of=AFTER).status.value == "met"


def test_advice_is_no_covenant_to_be_waived() -> None:
    served = simple(
        demand_notice(method=Method.FAX, received=date(2003, 6, 2)),
        waivers=[waived("company_notice_advised", "H1", "H2")],
    )
    found = row(served, "company_notice_advised", as_of=AFTER)
    assert found.status.value == "overdue"
    assert "aived" not in " ".join(remarks_of(found))


def test_without_investors_on_record_whoever_signs_waives() -> None:
    nobody = replace(demanded(waived("filing_latest", "H9")), holders=())
    assert row(nobody, "filing_latest", as_of=AFTER).status.value == "waived"
