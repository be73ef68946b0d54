"""What a form says of the clocks of its deadlines is read exactly, and what can be no clock is told where it stands."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rra_desktop.domain.agreement import COUNTED_UNITS, TermKind
from rra_desktop.domain.counts import LONGEST, DeclaredCount, TimeUnit
from rra_desktop.domain.deadline_definitions import DeadlineDefinition, FormText
from rra_desktop.domain.holidays import Closing
from rra_desktop.forms.reader import read_form
from rra_desktop.forms.values import term_value
from rra_desktop.store.forms import form_text
from tests.forms.test_reader import FILE, changed, refusals

SHIPPED = form_text("bestnet-2003")
LATEST = 'start = "demand_notice.received"\ncount = "filing_latest_days"'


def defined(old: str, new: str, deadline: str) -> DeadlineDefinition:
    """Return a deadline of the shipped form with some words replaced."""
    return read_form(changed(old, new)[0], FILE).deadline(deadline)


@pytest.mark.parametrize(
    ("written", "parts"),
    [
        ('"filing_latest_days"', [DeclaredCount("filing_latest_days")]),
        ('"-filing_latest_days"', [DeclaredCount("filing_latest_days", back=True)]),
        (
            '["filing_latest_days", "10 days"]',
            [DeclaredCount("filing_latest_days"), DeclaredCount(amount=10, unit=TimeUnit.DAY)],
        ),
        (
            '["-1 day", "filing_latest_days"]',
            [DeclaredCount(amount=-1, unit=TimeUnit.DAY), DeclaredCount("filing_latest_days")],
        ),
        (
            '["filing_latest_days", "1 days"]',
            [DeclaredCount("filing_latest_days"), DeclaredCount(amount=1, unit=TimeUnit.DAY)],
        ),
    ],
)
def test_a_count_is_a_term_a_time_or_several_of_them(written: str, parts: list[DeclaredCount]) -> None:
    new = LATEST.replace('"filing_latest_days"', written)
    assert [*defined(LATEST, new, "filing_latest").count] == parts


@given(st.integers(1, 100), st.sampled_from(["year", "years"]))
def test_years_written_in_place_are_counted(years: int, unit: str) -> None:
    found = defined('count = "warrant_years"', f'count = ["warrant_years", "{years} {unit}"]', "warrant_expiry")
    assert found.count == (DeclaredCount("warrant_years"), DeclaredCount(amount=years, unit=TimeUnit.YEAR))


@pytest.mark.parametrize(
    ("written", "amount", "unit", "calendar"),
    [
        ("10 business days", 10, TimeUnit.BUSINESS_DAY, None),
        ("-10 business days of nyse", -10, TimeUnit.BUSINESS_DAY, Closing.NYSE),
        ("1 business day of nevada", 1, TimeUnit.BUSINESS_DAY, Closing.NEVADA),
        ("5 trading days", 5, TimeUnit.TRADING_DAY, None),
        ("-3 filing days", -3, TimeUnit.FILING_DAY, None),
        ("6 months", 6, TimeUnit.MONTH, None),
        ("-1 year", -1, TimeUnit.YEAR, None),
    ],
)
def test_a_time_is_counted_in_its_unit_and_by_the_calendar_it_names(
    written: str, amount: int, unit: TimeUnit, calendar: Closing | None
) -> None:
    new = LATEST.replace('"filing_latest_days"', f'["filing_latest_days", "{written}"]')
    count = defined(LATEST, new, "filing_latest").count
    assert count[1] == DeclaredCount(amount=amount, unit=unit, calendar=calendar)


@pytest.mark.parametrize(
    ("kind", "unit"), [(kind, unit) for kind, unit in COUNTED_UNITS.items() if kind is not TermKind.DAYS]
)
def test_a_term_may_count_any_unit(kind: TermKind, unit: TimeUnit) -> None:
    text = SHIPPED.replace('kind = "days"\nvalue = 45', f'kind = "{kind}"\nvalue = {LONGEST[unit]}')
    assert read_form(text, FILE).term("filing_latest_days").value == LONGEST[unit]
    text = SHIPPED.replace('kind = "days"\nvalue = 45', f'kind = "{kind}"\nvalue = {LONGEST[unit] + 1}')
    said = f"“value” must be a whole number of {unit}s from 0 to {LONGEST[unit]:,}, not {LONGEST[unit] + 1}."
    assert [each.partition("”: ")[2] for each in refusals(text)] == [said]


def test_a_term_that_is_a_day_is_read_as_one_and_counts_nothing() -> None:
    text = SHIPPED.replace('kind = "days"\nvalue = 45', 'kind = "date"\nvalue = 2003-09-30')
    said = [each.partition("”: ")[2] for each in refusals(text)]
    assert len(said) == 2  # of the two deadlines that count by it
    assert all(each.startswith("“count” counts by “filing_latest_days”, a term of the kind “date”; ") for each in said)
    assert term_value(TermKind.DATE, dt.date(2003, 9, 30)) == dt.date(2003, 9, 30)


# -- rolls -------------------------------------------------------------------------------------------------------------

ROLL = 'roll = "<day_roll>"'
EFFECT = 'act = "effect"\n'


def test_the_agreement_and_a_deadline_say_how_a_closed_day_moves() -> None:
    form = read_form(SHIPPED, FILE)
    assert (form.roll, form.business_days) == (FormText("<day_roll>", "day_roll"), Closing.FEDERAL)
    form = read_form(SHIPPED.replace(ROLL, 'business_days = "nyse"\nroll = "next_trading_day"'), FILE)
    assert (form.roll, form.business_days) == (FormText("next_trading_day"), Closing.NYSE)
    form = read_form(SHIPPED.replace(ROLL + "\n", ""), FILE)
    assert form.roll == FormText("none")
    rolls = {"true": True, "false": False, '"none"': False, '"next_filing_day"': FormText("next_filing_day")}
    for written, roll in rolls.items():
        found = defined(EFFECT, f"{EFFECT}rolls = {written}\n", "effectiveness_deadline")
        assert found.rolls == roll


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        (
            ROLL,
            'roll = "next_buisness_day"',
            (
                "“roll” must be a roll, not “next_buisness_day”. Did you mean “next_business_day”? Known are “none”, "
                "“next_business_day”, “previous_business_day”, “next_trading_day”, “next_filing_day”, “nevada”."
            ),
        ),
        (
            ROLL,
            'business_days = "bank"\nroll = "<day_roll>"',
            "“business_days” must be a calendar, not “bank”. Known are “federal”, “edgar”, “nyse”, “nevada”.",
        ),
        (
            'kind = "advisory"\nstart = "demand',
            'kind = "advisory"\nrolls = "next_trading_day"\nstart = "demand',
            (
                "deadlines “company_notice_advised”: “rolls” cannot be “next_trading_day” of a day that is “advisory”: "
                "only a last day is moved."
            ),
        ),
    ],
)
def test_what_can_be_no_roll_is_told(old: str, new: str, sentence: str) -> None:
    assert [
        each.partition(": ")[2] if "deadlines" not in sentence else each.partition(", ")[2].partition(", ")[2]
        for each in refusals(changed(old, new)[0])
    ] == [sentence]


def test_a_start_names_a_day_or_a_reading_whose_choice_does() -> None:
    assert defined(LATEST, LATEST.replace('"demand_notice.received"', "2003-07-04"), "filing_latest").start == (
        FormText("2003-07-04"),
    )
    read = read_form(SHIPPED, FILE).deadline("request_deadline")
    assert read.start == (FormText("company_notice.<request_window_from>", "request_window_from"),)
    assert read.start[0].under({"request_window_from": "received"}) == "company_notice.received"


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        (
            "filing_latest_days",
            "filing_last_days",
            ("“count” counts by “filing_last_days”, and the form has no such term. Did you mean “filing_latest_days”?"),
        ),
        (
            "filing_latest_days",
            "unit_price",
            (
                "“count” counts by “unit_price”, a term of the kind “money”; only “days”, "
                "“business_days”, “trading_days”, “filing_days”, “months”, “years” can be counted."
            ),
        ),
        (
            '"filing_latest_days"',
            '["filing_latest_days", "36601 days"]',
            "“count” at place 2 counts “36601 days”; at most 36,600 days are counted.",
        ),
        (
            '"filing_latest_days"',
            '["filing_latest_days", "10 bank days"]',
            (
                "“count” at place 2 must be the id of a term that counts time, with a - in front to take it off, or a "
                "time as “10 days”, “-10 business days”, “5 trading days”, “3 filing days”, “6 months” or “1 year”, "
                "not “10 bank days”."
            ),
        ),
        (
            '"filing_latest_days"',
            '["filing_latest_days", "10 business days of nysee"]',
            (
                "“count” at place 2 counts by the calendar “nysee”; there is none such. Did you mean “nyse”? Known are "
                "“federal”, “edgar”, “nyse”, “nevada”."
            ),
        ),
        (
            '"filing_latest_days"',
            '["filing_latest_days", "10 days of nyse"]',
            ("“count” at place 2 names a calendar in “10 days of nyse”; only business days are those of a calendar."),
        ),
        (
            '"filing_latest_days"',
            '["filing_latest_days", "1201 months"]',
            "“count” at place 2 counts “1201 months”; at most 1,200 months are counted.",
        ),
        (
            '"filing_latest_days"',
            '["filing_latest_days", "filing_latest_days"]',
            "“count” has “filing_latest_days” twice.",
        ),
        (
            "demand_notice.received",
            "demand_notice.recieved",
            "“start” cannot start on “demand_notice.recieved”. Did you mean “demand_notice.received”? It can be ",
        ),
        (
            "demand_notice.received",
            "demand_notice.<delay_tests_from>",
            (
                "“start” asks for the reading “delay_tests_from”, and the form has none such. "
                "Did you mean “delay_test_from”?"
            ),
        ),
        (
            "demand_notice.received",
            "<delay_from>.<delay_test_from>",
            "“start” asks for 2 readings in “<delay_from>.<delay_test_from>”; at most one can be named.",
        ),
        (
            "demand_notice.received",
            "demand_notice.<delay_effect>",
            (
                "“start” cannot start on “demand_notice.toll”, as “demand_notice.<delay_effect>” is under one of its "
                "choices. Did you mean “demand_notice.sent”? It can be "
            ),
        ),
        (
            "demand_notice.received",
            "company_notice.received",
            (
                "“pick” is missing; it is “first”, “last” or a reading that says which of several counts, of a bar "
                "also “longest”."
            ),
        ),
        (
            "demand_notice.received",
            "filing_latest",
            "“start” leads back to itself: its day comes by way of “filing_latest”.",
        ),
        (
            "demand_notice.received",
            "effectiveness_deadline",
            ("“start” leads back to itself: its day comes by way of “filing_latest” from “effectiveness_deadline”."),
        ),
        (
            'start = "demand',
            'pick = "last"\nstart = "demand',
            "“pick” goes with a day that is one of several notices' or bars', as no other.",
        ),
    ],
)
def test_what_can_be_no_clock_is_told(old: str, new: str, sentence: str) -> None:
    text, line = changed(LATEST, LATEST.replace(old, new))
    found = [each for each in refusals(text) if "deadlines “filing_latest”" in each]
    assert found
    place, _, said = found[0].partition(", deadlines “filing_latest”: ")
    assert said.startswith(sentence)
    assert abs(int(place.partition("line ")[2]) - line) < 8


def test_which_of_several_notices_counts_must_be_said() -> None:
    text, _ = changed('pick = "<filing_floor_receipt>"', 'pick = "<request_window_from>"')
    said = "“pick” would be “given” under a choice of “request_window_from”. It can be “first”, “last”, “longest”."
    assert any(each.endswith(f"deadlines “filing_earliest”: {said}") for each in refusals(text))


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        (
            'when = { delay_effect = "restart" }',
            'when = { delay_effects = "restart" }',
            "“when” asks for “delay_effects”, which is none of ",
        ),
        (
            'when = { delay_effect = "restart" }',
            'when = { delay_effect = "restarts" }',
            (
                "“when” asks whether “delay_effect” is “restarts”, which it never is. Did you mean “restart”? It can "
                "be “toll”, “restart”."
            ),
        ),
        (
            'by = "cooling_off_ends"',
            'by = "delay_ends"',
            "“barred” names “delay_ends”, which is no bar: its “kind” is not “bar”.",
        ),
        (
            'floor = "filing_earliest"',
            'floor = "filing_erliest"',
            ("“floor” names “filing_erliest”, and the form has no such deadline. Did you mean “filing_earliest”?"),
        ),
        (
            'limit = "delays"',
            'limit = "delay"',
            "“limit” is “delay”, and the form has no such limit. Did you mean “delays”?",
        ),
        (
            'keep = "<filing_conflict>"',
            'keep = "<delay_effect>"',
            (
                "“keep” would be “toll” under a choice of “delay_effect”. It can be “latest_controls”, "
                "“earliest_controls”."
            ),
        ),
        (
            'per = "issue_date"\n',
            "",
            "“per” is “issue_date” where the clock starts on an “issue”, and nowhere else.",
        ),
        (
            'start = "other_registration_effective"\n',
            "",
            "“start” is missing: a clock starts on something.",
        ),
        (
            'end_with = "last"',
            'end_with = "longest"',
            "“end_with” must be which of several ends counts, not “longest”. Known are “first”, “last”.",
        ),
        (
            'not_extended = [{ days_of = "suspended", section = "2" }]',
            'extend = [{ days_of = "suspendet" }]',
            (
                "“extend” counts the days of “suspendet”, and no such event begins a span. Did you mean “suspended”? "
                "It can be “suspended”."
            ),
        ),
        (
            'not_extended = [{ days_of = "suspended", section = "2" }]',
            'not_extended = [{ days_of = "withdrawn" }]',
            "“not_extended” counts the days of “withdrawn”, and no such event begins a span. It can be “suspended”.",
        ),
    ],
)
def test_what_a_deadline_says_that_cannot_be_is_told(old: str, new: str, sentence: str) -> None:
    assert any(sentence in each for each in refusals(changed(old, new)[0]))


def test_a_reading_that_nothing_uses_is_told() -> None:
    text, _ = changed('keep = "<filing_conflict>"\n', "")
    assert ["“id” is “filing_conflict”, a reading that nothing reads." in each for each in refusals(text)] == [True]


def test_a_term_that_no_deadline_counts_by_and_nothing_reads_is_told() -> None:
    text, _ = changed('count = "effectiveness_days"', 'count = "120 days"')
    line = SHIPPED[: SHIPPED.index('id = "effectiveness_days"')].count("\n") + 1
    where = f"{FILE}, line {line}, terms “effectiveness_days”: “id” is “effectiveness_days”, a term that nothing reads."
    assert [each for each in refusals(text) if each.startswith(where)] == refusals(text)


def test_a_form_may_name_the_term_of_a_count_as_it_likes() -> None:
    text = SHIPPED.replace('"effectiveness_days"', '"days_to_effect"')
    assert read_form(text, FILE).deadline("effectiveness_deadline").count == (DeclaredCount("days_to_effect"),)
