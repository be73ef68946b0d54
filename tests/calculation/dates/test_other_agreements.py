"""Deadlines of two invented agreements, a venture and a resale one, interpreted from their forms: dates by hand."""

from __future__ import annotations

import datetime as dt
import tomllib
from dataclasses import replace
from functools import cache

import pytest

from rra_desktop.calculation.calendars import BusinessCalendars
from rra_desktop.calculation.dates.due_dates import deadlines
from rra_desktop.domain.agreement import AgreementForm
from rra_desktop.domain.deadlines import Deadline
from rra_desktop.domain.matter import Matter
from rra_desktop.domain.registrations import DelayBecause, Event, EventType, Method, Registration, RegistrationKind
from rra_desktop.forms.read_by_name import READING_CHOICES, TERMS
from rra_desktop.forms.reader import read_form
from rra_desktop.store.forms import form_text
from rra_desktop.store.holiday_tables import load_holidays
from rra_desktop.wording import words_of
from tests.forms.test_reader import whole
from tests.matters import company_notice, demand_notice, event, investor, matter

VENTURE = """
[[classes]]
id = "investors"
role = "investor"

[[rights]]
id = "long"
kind = "demand"
section = "2.1"
by = "investors"
at_least = "30%"
[[rights]]
id = "short"
kind = "demand"
section = "2.2"
by = "investors"
at_least = "20%"

[[limits]]
id = "deferrals"
section = "2.5"
counts = "delay_elected"
max = 1
within = "12 months"

[[events]]
id = "ipo"
label = "IPO"
of = "matter"
after = "the IPO"
waits_for = "the day of the IPO"

[[events]]
id = "rule_144_free"
label = "freedom under Rule 144"
of = "matter"

[[events]]
id = "hold_back"
ends = "hold_back_over"

[[events]]
id = "hold_back_over"

[[deadlines]]
id = "opening"
section = "2.1"
of = "long"
act = "wait"
kind = "earliest"
start = "agreement_date"
count = "3 years"
not_after = [{ start = "ipo", count = "180 days", why = "180 days after the IPO" }]

[[deadlines]]
id = "notice_due"
section = "2.1"
act = "notify"
start = "demand_notice.received"
count = "10 days"
met_by = "company_notice"

[[deadlines]]
id = "request_by"
section = "2.1"
act = "answer"
start = "company_notice.given"
count = "20 days"

[[deadlines]]
id = "file_by"
section = "2.1"
after = "the last day to file"
act = "file"
start = "demand_notice.received"
count = "60 days"
cases = [{ when = { right = "short" }, count = "45 days" }]
delay = [{ ends = "deferral", since = "delay_elected", effect = "<deferral_effect>" }]

[[deadlines]]
id = "deferral"
section = "2.5"
act = "wait"
needs = "delay_elected"
start = "demand_notice.received"
count = "90 days"
limit = "deferrals"

[[deadlines]]
id = "kept_until"
section = "2.4"
act = "keep"
start = "effective"
count = "120 days"
extend = [{ days_of = "suspended" }, { days_of = "hold_back" }]
not_after = [{ start = "all_sold", why = "nothing is left to sell" }]

[[deadlines]]
id = "lock_up"
section = "2.9"
of = "matter"
act = "wait"
kind = "bar"
party = "investor"
pick = "first"
start = "ipo"
count = "180 days"

[[deadlines]]
id = "rights_end"
section = "2.10"
of = "matter"
act = "lapse"
per = "holder"
start = "ipo"
count = "5 years"
not_after = [{ start = "rule_144_free", alone = true, why = "all shares are free under Rule 144" }]

[[readings]]
id = "deferral_effect"
section = "2.5"
question = "Does a deferral stop the clock?"
choices = [["toll", "it does", "The clock stands still."], ["until", "it does not", "Nothing is due before its end."]]
"""

RESALE = """
[[classes]]
id = "purchasers"
role = "investor"

[[rights]]
id = "resale"
kind = "mandatory"
section = "2(a)"
by = "purchasers"

[[events]]
id = "closing"
label = "closing"
of = "matter"
[[events]]
id = "no_review"
label = "no-review notice"
[[events]]
id = "limit_ends"
label = "end of the SEC's limit"
[[events]]
id = "refiled"
label = "second filing"

[[facts]]
id = "reviewed"
question = "Did the SEC review it?"
[[facts]]
id = "comments"
question = "Were there written comments?"

[[deadlines]]
id = "file_by"
section = "2(a)"
act = "file"
start = "closing"
count = "30 days"

[[deadlines]]
id = "effective_by"
section = "2(b)"
act = "effect"
start = "closing"
count = "90 days"
not_after = [{ start = "no_review", count = "5 trading days", why = "5 trading days after no review" }]
cases = [
    { when = { comments = true }, count = "120 days" },
    { when = { review_means = "any", reviewed = true }, count = "120 days" },
]

[[deadlines]]
id = "refile_by"
section = "2(e)"
act = "file"
needs = "start"
start = "limit_ends"
count = "45 days"
met_by = "refiled"

[[deadlines]]
id = "refiled_effective_by"
section = "2(e)"
act = "effect"
needs = "limit_ends"
start = ["refiled", "refile_by"]
count = "90 days"

[[readings]]
id = "review_means"
section = "2(b)"
question = "What is a review?"
choices = [["written", "written comments", "Only written ones."], ["any", "any review", "Any review at all."]]
"""

SIGNED = {"venture": dt.date(2021, 2, 1), "resale": dt.date(2025, 1, 13)}
CALENDARS = BusinessCalendars(load_holidays())
INVESTORS = ("H1", "H2")


@cache
def agreement(own: str) -> AgreementForm:
    """Return one of the two, on the terms and readings that every form must have."""
    data, declared = (
        tomllib.loads(form_text("bestnet-2003")),
        tomllib.loads({"venture": VENTURE, "resale": RESALE}[own]),
    )
    for table in ("rights", "limits", "classes", "deadlines", "roll", "drafting_points"):
        del data[table]
    data["id"], data["agreement_date"] = own, SIGNED[own]
    data["terms"] = [each for each in data["terms"] if each["id"] in TERMS]
    members = ["company", declared["classes"][0]["id"]]
    data["plans"] = [{"id": "one", "name": "One", "section": "", "meaning": "All.", "tiers": [{"members": members}]}]
    data["readings"] = [each for each in data["readings"] if each["id"] in READING_CHOICES]
    data["readings"] += declared.pop("readings")
    point = {"title": "A choice", "affects": "A day.", "advice": "Settle it.", "section": "1"}
    data["drafting_points"] = [{"id": f"on_{each['id']}", **point, "reading": each["id"]} for each in data["readings"]]
    return read_form(whole({**data, **declared}), f"{own}.toml")


def recorded(own: str, right: str, *events: Event, **more: object) -> Matter:
    kind = RegistrationKind.MANDATORY if right == "resale" else RegistrationKind.DEMAND
    registration = Registration("R1", kind, right=right, initiated_by=("H1",), **more)  # type: ignore[arg-type]
    made = matter(holders=[investor(each) for each in INVESTORS], registrations=[registration], events=events)
    return replace(made, form=agreement(own))


def row(it: Matter, own: str, as_of: dt.date, holder: str | None = None) -> Deadline:
    (found,) = [each for each in deadlines(it, as_of, CALENDARS) if (each.id, each.holder) == (own, holder)]
    assert found.explain().value == found.date
    return found


def due(it: Matter, own: str, as_of: dt.date, holder: str | None = None) -> dt.date | None:
    return row(it, own, as_of, holder).date


DEMANDED = demand_notice(method=Method.FAX, received=dt.date(2024, 3, 1))
ASKED = company_notice(to="H2", method=Method.FAX, received=dt.date(2024, 3, 6))
LATE = dt.date(2026, 1, 1)


def of_matter(kind: str, on: dt.date) -> Event:
    return event(kind, on, registration="")  # type: ignore[arg-type]


@pytest.mark.parametrize(("right", "last"), [("long", dt.date(2024, 4, 30)), ("short", dt.date(2024, 4, 15))])
def test_a_venture_demand_counts_by_its_right(right: str, last: dt.date) -> None:
    it = recorded("venture", right, DEMANDED, ASKED)
    assert due(it, "file_by", LATE) == last
    assert due(it, "notice_due", LATE) == dt.date(2024, 3, 11)
    assert due(it, "request_by", LATE, "H2") == dt.date(2024, 3, 26)
    assert ("opening" in {each.id for each in deadlines(it, LATE, CALENDARS)}) is (right == "long")
    assert "deferral" not in {each.id for each in deadlines(it, LATE, CALENDARS)}


def test_the_right_opens_three_years_on_or_half_a_year_after_the_ipo_if_that_is_earlier() -> None:
    it = recorded("venture", "long", DEMANDED)
    assert due(it, "opening", LATE) == dt.date(2024, 2, 1)
    listed = recorded("venture", "long", DEMANDED, of_matter("ipo", dt.date(2022, 3, 1)))
    assert due(listed, "opening", LATE) == dt.date(2022, 8, 28)
    assert due(listed, "lock_up", LATE) == dt.date(2022, 8, 28)


def test_the_rights_end_five_years_after_the_ipo_or_when_all_is_free_even_without_one() -> None:
    listed = recorded("venture", "long", of_matter("ipo", dt.date(2022, 3, 1)))
    assert [due(listed, "rights_end", LATE, each) for each in INVESTORS] == [dt.date(2027, 3, 1)] * 2
    free = of_matter("rule_144_free", dt.date(2025, 6, 30))
    assert due(recorded("venture", "long", free), "rights_end", LATE, "H1") == dt.date(2025, 6, 30)
    assert due(recorded("venture", "long"), "rights_end", LATE, "H1") is None


def test_a_deferral_stops_the_clock_or_puts_off_what_is_due() -> None:
    elected = event(EventType.DELAY_ELECTED, dt.date(2024, 4, 10), because=DelayBecause.OFFERING)
    it = recorded("venture", "long", DEMANDED, elected)
    assert due(it, "deferral", LATE) == dt.date(2024, 5, 30)
    found = row(it, "file_by", LATE)
    assert found.date == dt.date(2024, 6, 19)  # 60 days, and the 50 from April 10 to May 30
    assert {(each.reading, each.choice): each.value for each in found.other_readings} == {
        ("deferral_effect", "until"): dt.date(2024, 5, 30)
    }


def test_days_of_suspension_make_the_time_longer_and_a_sale_of_all_ends_it() -> None:
    effective = event(EventType.EFFECTIVE, dt.date(2024, 6, 3))
    stopped = (event(EventType.SUSPENDED, dt.date(2024, 7, 1)), event(EventType.RESUMED, dt.date(2024, 7, 11)))
    filed = event(EventType.FILED, dt.date(2024, 4, 22))
    it = recorded("venture", "long", DEMANDED, filed, effective, *stopped)
    assert due(it, "kept_until", LATE) == dt.date(2024, 10, 11)  # October 1 and ten days
    sold = event(EventType.ALL_SOLD, dt.date(2024, 9, 2))
    assert due(recorded("venture", "long", DEMANDED, filed, effective, *stopped, sold), "kept_until", LATE) == sold.date


def test_days_of_any_span_that_the_form_declares_make_the_time_longer() -> None:
    """From June 3, 2024, 120 days lead to October 1; a span that still runs, or began after the end, adds nothing."""
    effective = event(EventType.EFFECTIVE, dt.date(2024, 6, 3))
    filed = event(EventType.FILED, dt.date(2024, 4, 22))

    def kept_until(*marks: tuple[str, dt.date]) -> dt.date | None:
        held_back = [event(kind, on) for kind, on in marks]  # type: ignore[arg-type]
        return due(recorded("venture", "long", DEMANDED, filed, effective, *held_back), "kept_until", LATE)

    once = (("hold_back", dt.date(2024, 8, 5)), ("hold_back_over", dt.date(2024, 8, 19)))
    again = (("hold_back", dt.date(2024, 9, 2)), ("hold_back_over", dt.date(2024, 9, 5)))
    assert kept_until(*once) == dt.date(2024, 10, 15)
    assert kept_until(*once, *again) == dt.date(2024, 10, 18)
    assert kept_until(*once, again[0]) == dt.date(2024, 10, 15)
    assert kept_until(("hold_back", dt.date(2024, 10, 2)), ("hold_back_over", dt.date(2024, 10, 9))) == dt.date(
        2024, 10, 1
    )


def test_a_day_of_the_form_is_called_as_the_form_calls_it() -> None:
    waiting = row(recorded("venture", "long", DEMANDED), "lock_up", LATE)
    assert words_of(waiting.waits_for) == "the day of the IPO"
    known = row(recorded("venture", "long", DEMANDED, of_matter("ipo", dt.date(2022, 3, 1))), "lock_up", LATE)
    assert words_of(known.explain().rule).startswith("180 days after the IPO (Tue, Mar 1, 2022)")
    assert "IPO" in [words_of(step.label) for step in known.explain().inputs]


CLOSED = of_matter("closing", dt.date(2025, 1, 15))


def test_a_resale_shelf_is_due_from_the_closing_and_later_where_the_sec_comments() -> None:
    it = recorded("resale", "resale", CLOSED)
    assert due(it, "file_by", LATE) == dt.date(2025, 2, 14)
    assert due(it, "effective_by", LATE) == dt.date(2025, 4, 15)
    commented = recorded("resale", "resale", CLOSED, facts=(("comments", "yes"),))
    assert due(commented, "effective_by", LATE) == dt.date(2025, 5, 15)
    reviewed = row(recorded("resale", "resale", CLOSED, facts=(("reviewed", "yes"),)), "effective_by", LATE)
    assert reviewed.date == dt.date(2025, 4, 15)
    assert [(each.choice, each.value) for each in reviewed.other_readings] == [("any", dt.date(2025, 5, 15))]


def test_five_trading_days_after_no_review_end_the_time_early() -> None:
    told = event("no_review", dt.date(2025, 2, 12))  # type: ignore[arg-type]
    # February 17 is Washington's birthday.
    assert due(recorded("resale", "resale", CLOSED, told), "effective_by", LATE) == dt.date(2025, 2, 20)


def test_what_the_sec_cut_is_filed_again_and_the_second_clock_is_projected_until_it_is() -> None:
    ids = {each.id for each in deadlines(recorded("resale", "resale", CLOSED), LATE, CALENDARS)}
    assert ids.isdisjoint({"refile_by", "refiled_effective_by"})
    ended = event("limit_ends", dt.date(2025, 9, 1))  # type: ignore[arg-type]
    it = recorded("resale", "resale", CLOSED, ended)
    assert due(it, "refile_by", LATE) == dt.date(2025, 10, 16)
    projected = row(it, "refiled_effective_by", LATE)
    assert (projected.date, projected.projected) == (dt.date(2026, 1, 14), True)
    again = event("refiled", dt.date(2025, 10, 1))  # type: ignore[arg-type]
    filed = row(recorded("resale", "resale", CLOSED, ended, again), "refiled_effective_by", LATE)
    assert (filed.date, filed.projected) == (dt.date(2025, 12, 30), False)
