"""Numbers and dates are read as counsel writes them, and nothing is guessed."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rra_desktop import wording
from rra_desktop.errors import NotUnderstoodError
from rra_desktop.wording import (
    AmbiguousDateError,
    parse_date,
    parse_money,
    parse_percent,
    parse_shares,
    with_commas_for_points,
)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("1,250,000", 1_250_000),
        ("1250000", 1_250_000),
        (" 1.25m ", 1_250_000),
        ("300k", 300_000),
        ("2 million", 2_000_000),
        ("0", 0),
        (".5M", 500_000),
        ("1.", 1),
        ("12,000", 12_000),
        ("12000", 12_000),
        ("12 000", 12_000),
        ("1\u00a0250\u00a0000", 1_250_000),
        ("1\u202f250\u202f000", 1_250_000),
        ("1'250'000", 1_250_000),
        ("1.125m", 1_125_000),
        ("540,000.00", 540_000),
        ("12.00", 12),
        ("1,234.000", 1_234),
        ("1234.000", 1_234),
        ("0.000", 0),
    ],
)
def test_share_counts_as_counsel_writes_them(text: str, count: int) -> None:
    assert parse_shares(text) == count


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("-3", "“-3” is negative; shares are counted from 0."),
        ("(300)", "“(300)” is negative; shares are counted from 0."),
        ("1.5", "“1.5” is not a whole number of shares."),
        ("1,25", "“1,25” is not a number of shares; write it as 1,250,000 or 1.25m."),
        ("abc", "“abc” is not a number of shares; write it as 1,250,000 or 1.25m."),
        ("", "“” is not a number of shares; write it as 1,250,000 or 1.25m."),
        (".", "“.” is not a number of shares; write it as 1,250,000 or 1.25m."),
        ("\uff11\uff12", "“\uff11\uff12” is not a number of shares; write it as 1,250,000 or 1.25m."),
        ("–", "“–” is not a number of shares; type 0 for none."),
        (
            "12.000",
            "“12.000” could be 12,000, with a point between the thousands, or 12: type 12,000 or 12.",
        ),
        (
            "12.500",
            (
                "“12.500” could be 12,500, with a point between the thousands, or 12.5, which is not a whole number of "
                "shares: type 12,500 if that is meant."
            ),
        ),
        ("1.234.567", "“1.234.567” could be 1,234,567, with points between the thousands: type 1,234,567."),
        (
            "1.234,56",
            "“1.234,56” could be 1,234.56, written with a decimal comma: that is not a whole number of shares.",
        ),
        ("1 234,00", "“1 234,00” could be 1,234.00, written with a decimal comma: type 1,234 if that is meant."),
        ("0.500", "“0.500” is not a whole number of shares."),
        ("12 00", "“12 00” is not a number of shares; write it as 1,250,000 or 1.25m."),
        ("1 250 00", "“1 250 00” is not a number of shares; write it as 1,250,000 or 1.25m."),
        ("1 250'000", "“1 250'000” is not a number of shares; write it as 1,250,000 or 1.25m."),
        ("9" * 16, f"“{'9' * 16}” is more than any register can hold; the most is 10^15."),
    ],
)
def test_what_is_no_share_count_is_refused_in_a_sentence(text: str, sentence: str) -> None:
    with pytest.raises(NotUnderstoodError) as refused:
        parse_shares(text)
    assert str(refused.value) == sentence


@pytest.mark.parametrize(
    "text",
    ["2003-06-02", "6/2/2003", "06/02/03", "2 Jun 2003", "June 2, 2003", "Mon, Jun 2, 2003", "2003/6/2", "6-2-2003"],
)
def test_dates_as_counsel_writes_them(text: str) -> None:
    assert parse_date(text, month_first=True) == dt.date(2003, 6, 2)


def test_a_date_of_two_small_numbers_is_asked_about_until_the_matter_has_settled_it() -> None:
    with pytest.raises(AmbiguousDateError) as asked:
        parse_date("2/3/03")
    assert (asked.value.month_first, asked.value.day_first) == (dt.date(2003, 2, 3), dt.date(2003, 3, 2))
    assert "Feb 3, 2003 or Mar 2, 2003" in str(asked.value)
    assert parse_date("2/3/03", month_first=True) == dt.date(2003, 2, 3)
    assert parse_date("2/3/03", month_first=False) == dt.date(2003, 3, 2)


def test_one_way_to_read_it_is_no_question() -> None:
    assert parse_date("13/2/2003") == parse_date("2/13/2003") == dt.date(2003, 2, 13)
    assert parse_date("6/6/2003") == dt.date(2003, 6, 6)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("2003-02-30", "2003-02-30 is not a day of the calendar."),
        ("2/30/2003", "“2/30/2003” is not a day of the calendar."),
        ("Jun 2003", "“Jun 2003” is not a date; write it as 2003-06-02, 6/2/2003 or 2 Jun 2003."),
        ("2 June", "“2 June” is not a date; write it as 2003-06-02, 6/2/2003 or 2 Jun 2003."),
        ("tomorrow", "“tomorrow” is not a date; write it as 2003-06-02, 6/2/2003 or 2 Jun 2003."),
        ("", "“” is not a date; write it as 2003-06-02, 6/2/2003 or 2 Jun 2003."),
        ("1603-01-01", "“1603-01-01” is not a year between 1900 and 2199."),
    ],
)
def test_what_is_no_date_is_refused_in_a_sentence(text: str, sentence: str) -> None:
    with pytest.raises(NotUnderstoodError) as refused:
        parse_date(text)
    assert str(refused.value) == sentence


@given(st.text(max_size=30))
def test_any_text_is_a_date_or_a_sentence(text: str) -> None:
    try:
        date = parse_date(text, month_first=True)
    except NotUnderstoodError:
        return
    assert 1900 <= date.year <= 2199


@given(st.text(max_size=30))
def test_any_text_is_a_count_or_a_sentence(text: str) -> None:
    try:
        count = parse_shares(text)
    except NotUnderstoodError:
        return
    assert 0 <= count <= 10**15


@given(st.integers(1, 10**12), st.sampled_from([".", ",", " ", "\u00a0", "'"]))
def test_thousands_are_read_as_they_are_or_asked_about(count: int, between: str) -> None:
    """Whatever stands between the thousands, a count is never read as another one."""
    text = f"{count:,}".replace(",", between)
    if between == "." and count >= 1_000:
        with pytest.raises(NotUnderstoodError, match=f"could be {count:,}"):
            parse_shares(text)
        assert parse_shares(with_commas_for_points(text)) == count
    else:
        assert parse_shares(text) == count
        assert with_commas_for_points(text) == text


@given(st.integers(0, 10**9), st.integers(0, 99))
def test_a_decimal_comma_is_never_taken_for_thousands(whole: int, cents: int) -> None:
    text = f"{whole:,}".replace(",", ".") + f",{cents:02}"
    with pytest.raises(NotUnderstoodError):
        parse_shares(text)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("1.23456789", "“1.23456789” has too many decimals; an amount is written with 6 at most."),
        ("$0.0000001", "“$0.0000001” has too many decimals; an amount is written with 6 at most."),
    ],
)
def test_too_many_decimals_are_refused_for_what_they_are(text: str, sentence: str) -> None:
    with pytest.raises(NotUnderstoodError) as refused:
        parse_money(text)
    assert str(refused.value) == sentence
    with pytest.raises(NotUnderstoodError, match="has too many decimals; a percentage is written with 6 at most"):
        parse_percent("6.5000001%")


def test_noughts_after_the_sixth_decimal_say_nothing() -> None:
    assert parse_money("1.2500000000") == Decimal("1.25")
    assert parse_money("1.234567") == Decimal("1.234567")


def test_money_and_percentages() -> None:
    assert parse_money("$1.25") == Decimal("1.25")
    assert parse_money("1,234.56") == Decimal("1234.56")
    assert parse_percent("7%") == parse_percent("7") == Decimal(7)
    assert parse_percent("6.5 %") == Decimal("6.5")


@pytest.mark.parametrize("text", ["", "$", "1.2.3", "-1", "1e5", "1,23"])
def test_what_is_no_amount_is_refused(text: str) -> None:
    with pytest.raises(NotUnderstoodError, match="is not an amount; write it as"):
        parse_money(text)


def test_more_than_the_whole_is_no_percentage() -> None:
    with pytest.raises(NotUnderstoodError) as refused:
        parse_percent("101")
    assert str(refused.value) == "“101” is more than 100%."


@given(st.times().map(lambda each: each.replace(second=0, microsecond=0)))
def test_an_hour_is_read_as_it_is_written_and_as_clocks_show_it(moment: dt.time) -> None:
    for written in (wording.hour(moment), f"{moment:%H:%M}", wording.hour(moment).replace(".", "").replace(" ", "")):
        assert wording.parse_hour(written) == moment


@pytest.mark.parametrize("text", ["", "5", "17", "25:00", "5:60", "13 p.m.", "0 a.m.", "noon", "5:3", "17:30 Eastern"])
def test_what_is_no_hour_is_refused_in_a_sentence(text: str) -> None:
    with pytest.raises(NotUnderstoodError, match=r"is no hour of the day; write it as 5:30 p\.m\. or 17:30"):
        wording.parse_hour(text)
