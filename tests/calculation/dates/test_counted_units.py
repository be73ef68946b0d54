"""Clocks that count business, trading and filing days, months and years: their days, and how they are explained."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given
from hypothesis import strategies as st

from rra_desktop.calculation.analysis import Analysis
from rra_desktop.calculation.dates.declared_counts import Count, TermsInForce, day_counts, reached
from rra_desktop.domain.agreement import TermChange
from rra_desktop.domain.counts import OWN_CALENDARS, TimeUnit
from rra_desktop.domain.deadlines import Deadline
from rra_desktop.domain.holidays import NO_CLOSINGS_KNOWN, Closing, HolidayChange
from rra_desktop.domain.matter import Matter
from rra_desktop.domain.registrations import EventType
from rra_desktop.exchange.answers import deadlines as answered
from rra_desktop.forms.reader import read_form
from rra_desktop.report.summary import summary
from rra_desktop.store.forms import form_text
from rra_desktop.store.holiday_tables import load_holidays
from rra_desktop.wording import words_of
from tests.calculation.deadline_rows import CALENDARS, row, simple
from tests.matters import demand_notice, event, issue, piggyback
from tests.saying import marks_in_words

SHIPPED = form_text("bestnet-2003")
RECEIVED = dt.date(2003, 5, 19)
LATEST = 'kind = "days"\nvalue = 45'
LOOKED_AT = dt.date(2003, 5, 20)


def demanded(*changes: tuple[str, str], received: dt.date = RECEIVED) -> Matter:
    """Return a demand under the shipped form with some words of it changed."""
    text = SHIPPED
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    made = simple(demand_notice(sent=received, received=received))
    return replace(made, form=read_form(text, "bestnet-2003.toml"))


def latest(made: Matter) -> Deadline:
    return row(made, "filing_latest", as_of=LOOKED_AT)


def said(found: Deadline) -> list[str]:
    """Return every step of the making of a deadline in words."""
    return [f"{words_of(each.label)}: {words_of(each.rule)}" for each in found.explain().walk() if each.rule]


# -- explained ---------------------------------------------------------------------------------------------------------

TEN = "10 business days after the Company received the Demand Notice (Mon, May 19, 2003)"


def test_a_closing_that_was_passed_is_named_wherever_the_day_is_explained() -> None:
    made = demanded((LATEST, 'kind = "business_days"\nvalue = 10'))
    found = latest(made)
    assert found.date == dt.date(2003, 6, 3)
    counted = f"{TEN}, not counting Mon, May 26, 2003 (Memorial Day)"
    step = (
        "+ 10 business days: business days of the federal calendar, day of receipt not counted; not counting Mon, May "
        "26, 2003 (Memorial Day)"
    )
    assert counted in words_of(found.explain().rule)
    assert step in said(found)
    (part,) = found.parts.counts
    assert (part.amount, part.unit, part.term, part.calendar) == (
        10,
        TimeUnit.BUSINESS_DAY,
        "filing_latest_days",
        Closing.FEDERAL,
    )
    assert part.not_counted == ((dt.date(2003, 5, 26), "Memorial Day"),)
    analysis = Analysis(made, LOOKED_AT, load_holidays())
    told = str(answered(analysis))
    assert counted in told
    assert step in told
    assert counted in str(summary(analysis))


def test_where_no_closing_was_passed_none_is_named() -> None:
    found = latest(demanded((LATEST, 'kind = "business_days"\nvalue = 10'), received=dt.date(2003, 6, 2)))
    assert found.date == dt.date(2003, 6, 16)
    assert "not counting" not in " ".join(said(found))


@pytest.mark.parametrize(
    ("changes", "day", "step"),
    [
        (
            [(LATEST, 'kind = "trading_days"\nvalue = 10')],
            dt.date(2003, 6, 3),
            "+ 10 trading days: days on which the New York exchanges trade, day of receipt not counted; not counting",
        ),
        (
            [(LATEST, 'kind = "filing_days"\nvalue = 10')],
            dt.date(2003, 6, 3),
            "+ 10 filing days: days on which EDGAR takes filings, day of receipt not counted; not counting",
        ),
        (
            [(LATEST, 'kind = "business_days"\nvalue = 10'), ('\nroll = "', '\nbusiness_days = "nevada"\nroll = "')],
            dt.date(2003, 6, 3),
            "+ 10 business days: business days of Nevada’s calendar, day of receipt not counted; not counting",
        ),
        (
            [(LATEST, 'kind = "months"\nvalue = 2')],
            dt.date(2003, 7, 19),
            "+ 2 months: the same day of the month, or else the month's last day",
        ),
        (
            [(LATEST, 'kind = "years"\nvalue = 1')],
            dt.date(2004, 5, 19),
            "+ 1 year: the same month and day; 29 February falls back to 28 February",
        ),
    ],
)
def test_each_unit_is_counted_by_its_calendar_and_says_so(
    changes: list[tuple[str, str]], day: dt.date, step: str
) -> None:
    found = latest(demanded(*changes))
    assert found.date == day
    assert any(each.startswith(step) for each in said(found)), said(found)


def test_units_may_mix_and_are_added_in_their_order() -> None:
    old = 'start = "demand_notice.received"\ncount = "filing_latest_days"'
    new = old.replace('"filing_latest_days"', '["filing_latest_days", "1 month", "-5 business days of nyse"]')
    made = demanded((old, new))
    found = latest(made)
    # 45 days after May 19 is July 3, a month later August 3, a Sunday, and five business days before that July 28.
    assert found.date == dt.date(2003, 7, 28)
    counted = "45 days + 1 month − 5 business days after the Company received the Demand Notice (Mon, May 19, 2003)"
    assert counted in words_of(found.explain().rule)
    back = "− 5 business days: business days of the calendar of the New York exchanges, counted back"
    assert back in said(found)


def test_business_days_before_a_planned_filing() -> None:
    text = SHIPPED.replace('count = "-1 day"', 'count = "-10 business days"')
    made = replace(
        simple(event(EventType.PLANNED_FILING, dt.date(2003, 7, 17))),
        registrations=(piggyback("R1"),),
        form=read_form(text, "bestnet-2003.toml"),
    )
    found = row(made, "registration_notice_due", as_of=LOOKED_AT)
    assert found.date == dt.date(2003, 7, 2)
    counted = "10 business days before the planned filing (Thu, Jul 17, 2003), not counting Fri, Jul 4, 2003"
    assert counted in words_of(found.explain().rule)


def test_of_many_closings_their_number_is_told() -> None:
    found = latest(demanded((LATEST, 'kind = "business_days"\nvalue = 250')))
    assert found.date == dt.date(2004, 5, 17)
    assert "not counting 10 closings from May 26, 2003 to Feb 16, 2004" in words_of(found.explain().rule)


def test_a_clock_starts_on_a_day_that_is_a_term_and_follows_its_amendment() -> None:
    term = """[[terms]]
id = "outside_date"
label = "Outside date"
kind = "date"
value = 2003-06-30
section = "1(a)"

# -- readings: the default first"""
    made = demanded(
        ("# -- readings: the default first", term),
        (
            'start = "demand_notice.received"\ncount = "filing_latest_days"',
            'start = "outside_date"\ncount = "filing_latest_days"',
        ),
    )
    found = latest(made)
    assert found.date == dt.date(2003, 8, 14)
    assert "Outside date: Mon, Jun 30, 2003" in said(found)
    assert "45 days after the day named in the agreement (Mon, Jun 30, 2003)" in words_of(found.explain().rule)
    changed = TermChange(1, "outside_date", dt.date(2003, 7, 31))
    assert latest(replace(made, term_changes=(changed,))).date == dt.date(2003, 9, 14)


# -- beyond what is known ----------------------------------------------------------------------------------------------


def test_a_count_past_the_known_closings_is_marked_and_so_is_what_is_counted_from_it() -> None:
    made = demanded((LATEST, 'kind = "business_days"\nvalue = 10'), received=dt.date(2035, 12, 27))
    mark = (
        "Closings of the Federal calendar are known from Jan 1, 1995 to Dec 31, 2035 only, and the count leaves that "
        "time: check this day."
    )
    for deadline in ("filing_latest", "effectiveness_deadline"):
        assert mark in marks_in_words(row(made, deadline, as_of=dt.date(2035, 12, 28)).marks)
    within = demanded((LATEST, 'kind = "business_days"\nvalue = 10'), received=dt.date(2035, 12, 3))
    assert mark not in marks_in_words(row(within, "filing_latest", as_of=dt.date(2035, 12, 28)).marks)


def test_where_no_closings_are_known_a_count_says_so() -> None:
    terms = TermsInForce(replace(demanded(), holidays=NO_CLOSINGS_KNOWN))
    day, doubts = terms.reached(RECEIVED, (Count(10, TimeUnit.BUSINESS_DAY, "", Closing.FEDERAL),))
    assert day == dt.date(2003, 6, 2)
    assert marks_in_words(doubts) == (
        "Business days are counted, and the closings of the Federal calendar are not known: check this day.",
    )


def test_a_closing_counsel_adds_moves_the_day() -> None:
    made = demanded((LATEST, 'kind = "business_days"\nvalue = 10'))
    storm = HolidayChange(Closing.FEDERAL, dt.date(2003, 5, 21), closed=True, name="Storm")
    found = latest(replace(made, holiday_changes=(storm,)))
    assert found.date == dt.date(2003, 6, 4)
    assert "Wed, May 21, 2003 (Storm) and Mon, May 26, 2003 (Memorial Day)" in words_of(found.explain().rule)


# -- rolls of the form -------------------------------------------------------------------------------------------------

ROLLED = [
    ("none", dt.date(2003, 7, 4)),
    ("next_business_day", dt.date(2003, 7, 7)),
    ("previous_business_day", dt.date(2003, 7, 3)),
    ("next_trading_day", dt.date(2003, 7, 7)),
    ("next_filing_day", dt.date(2003, 7, 7)),
    ("nevada", dt.date(2003, 7, 7)),
]


@pytest.mark.parametrize(("roll", "day"), ROLLED)
def test_the_agreement_or_a_deadline_rolls_without_a_reading(roll: str, day: dt.date) -> None:
    """45 days end on Independence Day, a Friday."""
    received = dt.date(2003, 5, 20)
    of_all = demanded(('roll = "<day_roll>"', f'roll = "{roll}"'), received=received)
    own = demanded(
        ('roll = "<day_roll>"\n', ""),
        ('act = "file"\nstart = "demand', f'act = "file"\nrolls = "{roll}"\nstart = "demand'),
        received=received,
    )
    for made in (of_all, own):
        found = latest(made)
        assert found.date == day
        assert all(each.reading != "day_roll" for each in found.other_readings)
        assert found.parts.roll == ("" if roll == "none" else roll)
        if roll not in ("none", "nevada"):
            moved = next(each for each in found.explain().walk() if words_of(each.label).startswith("Moved to"))
            assert getattr(moved.authority, "section", "") == "1(a)"


def test_a_period_of_the_matter_rolls_where_the_form_says_so() -> None:
    old = 'id = "warrant_expiry"\n'
    made = replace(demanded((old, f'{old}rolls = "next_trading_day"\n')), ledger=())
    made = replace(made, ledger=(replace(issue("H1", 100, on=dt.date(2000, 7, 4)), sequence=1),))
    found = next(each for each in Analysis(made, LOOKED_AT, load_holidays()).deadlines if each.id == "warrant_expiry")
    assert found.date == dt.date(2003, 7, 7)


# -- against slow counting ---------------------------------------------------------------------------------------------

units = st.sampled_from(TimeUnit)
counts = st.lists(
    st.builds(
        lambda amount, unit, calendar: Count(
            amount, unit, "", OWN_CALENDARS.get(unit) or (calendar if unit is TimeUnit.BUSINESS_DAY else None)
        ),
        st.integers(-30, 60),
        units,
        st.sampled_from(Closing),
    ),
    max_size=4,
).map(tuple)


def _slowly(since: dt.date, parts: tuple[Count, ...]) -> dt.date:
    """Count one part after another and one day at a time, months and years as dateutil does."""
    while parts:
        alike = [
            each
            for place, each in enumerate(parts)
            if all(_alike(each) == _alike(other) for other in parts[: place + 1])
        ]
        first, parts = alike[0], parts[len(alike) :]
        if first.unit in (TimeUnit.MONTH, TimeUnit.YEAR):
            months = sum(each.amount * (12 if each.unit is TimeUnit.YEAR else 1) for each in alike)
            since += relativedelta(months=months)
            continue
        left = sum(each.amount for each in alike)
        step = dt.timedelta(days=1 if left > 0 else -1)
        while left:
            since += step
            if first.calendar is None or CALENDARS.is_business_day(since, first.calendar):
                left -= 1 if left > 0 else -1
    return since


def _alike(count: Count) -> tuple[bool, Closing | None]:
    return count.unit in (TimeUnit.MONTH, TimeUnit.YEAR), count.calendar


@given(st.dates(dt.date(1999, 1, 1), dt.date(2030, 12, 31)), counts)
def test_any_count_is_what_slow_counting_gives(since: dt.date, parts: tuple[Count, ...]) -> None:
    assert reached(since, parts, CALENDARS).day == _slowly(since, parts)
    told = day_counts(since, parts, CALENDARS)
    assert [(each.amount, each.unit, each.calendar) for each in told] == [
        (each.amount, each.unit, each.calendar) for each in parts
    ]
