"""How numbers and dates are read back as counsel writes them; what is not understood is refused in a sentence."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from fractions import Fraction

from dateutil import parser as date_parser

from rra_desktop.domain.bounds import FIRST_DAY, LARGEST_COUNT, LAST_DAY
from rra_desktop.errors import NotUnderstoodError
from rra_desktop.wording.writing import date_only

_MULTIPLES = {"": 1, "k": 1_000, "thousand": 1_000, "m": 1_000_000, "mm": 1_000_000, "million": 1_000_000}
_NUMBER = re.compile(r"(?P<digits>[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)?(?P<fraction>\.[0-9]*)?\s*(?P<multiple>[a-z]*)")
# What stands between thousands in other countries and can be nothing else: blanks of every width, and the apostrophe.
_SPACED = re.compile(r"[0-9]{1,3}(?P<gap>[ \u00a0\u2009\u202f'’])[0-9]{3}(?:(?P=gap)[0-9]{3})*")
_THOUSANDS_APART = re.compile(r"[^0-9]")
_POINTED = re.compile(r"[1-9][0-9]{0,2}(?:\.[0-9]{3})+")
_DECIMAL_COMMA = re.compile(r"[0-9]{1,3}(?P<between>[. \u00a0\u2009\u202f'’])[0-9]{3}(?:(?P=between)[0-9]{3})*,[0-9]+")
_DECIMAL = re.compile(r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)?(?:\.(?P<decimals>[0-9]*))?")
_DASHES = ("-", "–", "—", "−")
_MOST_DECIMALS = 6
_HOUR = re.compile(r"([0-9]{1,2})(?:[:.]([0-9]{2}))?\s*(?:([ap])\.?\s?m\.?)?", re.IGNORECASE)
_NOON, _MIDNIGHT, _MINUTES = 12, 24, 60
_SLASHED = re.compile(r"([0-9]{1,4})[/.-]([0-9]{1,2})[/.-]([0-9]{1,4})")


class AmbiguousDateError(NotUnderstoodError):
    """A date of two small numbers, as 2/3/03, which Americans and others read differently."""

    def __init__(self, text: str, month_first: dt.date, day_first: dt.date) -> None:
        """Say both ways to read it."""
        self.month_first = month_first
        self.day_first = day_first
        super().__init__(
            f"“{text}” can be {date_only(month_first)} or {date_only(day_first)}; "
            f"write it as {month_first.isoformat()} or {day_first.isoformat()}."
        )


def parse_shares(text: str) -> int:
    """Read a whole number of securities as counsel writes it: 1,250,000 or 1250000 or 1 250 000 or 1.25m or 300k.

    Raises NotUnderstoodError for anything else: a fraction of a share, a negative number, a number too long, and a
    number that half the world reads otherwise, as 12.000.
    """
    written = text.strip().casefold()
    if written in _DASHES:
        raise NotUnderstoodError(f"“{text.strip()}” is not a number of shares; type 0 for none.")
    if written.startswith(("-", "−", "(")):
        raise NotUnderstoodError(f"“{text.strip()}” is negative; shares are counted from 0.")
    _refuse_what_has_two_readings(written, text)
    found = _NUMBER.fullmatch(_THOUSANDS_APART.sub("", written) if _SPACED.fullmatch(written) else written)
    if found is None or not _has_digit(written) or found["multiple"] not in _MULTIPLES:
        raise NotUnderstoodError(f"“{text.strip()}” is not a number of shares; write it as 1,250,000 or 1.25m.")
    digits = (found["digits"] or "0").replace(",", "") + (found["fraction"] or "")
    count = Fraction(digits.rstrip(".")) * _MULTIPLES[found["multiple"]]
    if count.denominator != 1:
        raise NotUnderstoodError(f"“{text.strip()}” is not a whole number of shares.")
    if count > LARGEST_COUNT:
        raise NotUnderstoodError(f"“{text.strip()}” is more than any register can hold; the most is 10^15.")
    return count.numerator


def with_commas_for_points(text: str) -> str:
    """Return 12.000 as 12,000, where points stand between thousands; any other text as it is."""
    written = text.strip()
    return written.replace(".", ",") if _POINTED.fullmatch(written) else text


def _refuse_what_has_two_readings(written: str, text: str) -> None:
    """Refuse a count whose points or commas mean thousands in one country and decimals in another.

    A point before exactly three digits may stand for thousands, and a whole number has no other use for it; a number
    that begins with 0 has no thousands, and one with a word (1.125m) is written in English.
    """
    shown = text.strip()
    if _POINTED.fullmatch(written):
        whole = written.replace(".", ",")
        point = written.rstrip("0").rstrip(".")
        if written.count(".") > 1:
            raise NotUnderstoodError(f"“{shown}” could be {whole}, with points between the thousands: type {whole}.")
        if "." in point:
            raise NotUnderstoodError(
                f"“{shown}” could be {whole}, with a point between the thousands, or {point}, which is not a whole "
                f"number of shares: type {whole} if that is meant."
            )
        raise NotUnderstoodError(
            f"“{shown}” could be {whole}, with a point between the thousands, or {point}: type {whole} or {point}."
        )
    if _DECIMAL_COMMA.fullmatch(written):
        whole, _comma, decimals = written.rpartition(",")
        whole = f"{int(re.sub('[^0-9]', '', whole)):,}"
        meant = f"type {whole} if that is meant" if not decimals.strip("0") else "that is not a whole number of shares"
        raise NotUnderstoodError(f"“{shown}” could be {whole}.{decimals}, written with a decimal comma: {meant}.")


def parse_money(text: str) -> Decimal:
    """Read a price or an amount in dollars, as $1.25 or 1,234.56; raises NotUnderstoodError."""
    return _decimal(text.strip().removeprefix("$"), text, "an amount", "$1.25")


def parse_percent(text: str) -> Decimal:
    """Read a percentage per hundred, as 7% or 7 or 6.5; raises NotUnderstoodError for one below 0 or above 100."""
    value = _decimal(text.strip().removesuffix("%"), text, "a percentage", "7%")
    if value > 100:  # noqa: PLR2004 - per hundred
        raise NotUnderstoodError(f"“{text.strip()}” is more than 100%.")
    return value


def _has_digit(text: str) -> bool:
    return any(map(str.isdigit, text))


def _decimal(digits: str, text: str, thing: str, example: str) -> Decimal:
    digits = digits.strip()
    found = _DECIMAL.fullmatch(digits)
    if found is None or not _has_digit(digits):
        raise NotUnderstoodError(f"“{text.strip()}” is not {thing}; write it as {example}.")
    decimals = found["decimals"] or ""
    # Noughts beyond the last place say nothing, and spreadsheets write them.
    beyond = decimals[_MOST_DECIMALS:]
    if beyond.strip("0"):
        raise NotUnderstoodError(
            f"“{text.strip()}” has too many decimals; {thing} is written with {_MOST_DECIMALS} at most."
        )
    value = Decimal(digits.replace(",", "").removesuffix(beyond))
    if value > LARGEST_COUNT:
        raise NotUnderstoodError(f"“{text.strip()}” is too large to be right.")
    return value


def parse_date(text: str, *, month_first: bool | None = None) -> dt.date:
    """Read a date as counsel writes it: 2003-06-02, 6/2/2003, 2 Jun 2003, June 2, 2003.

    `month_first` settles dates of two small numbers for a matter; while it is None, one that can be read two ways
    raises AmbiguousDateError with both. Anything else that is no date raises NotUnderstoodError.
    """
    written = " ".join(text.split())
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", written):
        try:
            return _in_reach(dt.date.fromisoformat(written), written)
        except ValueError as error:
            raise NotUnderstoodError(f"{written} is not a day of the calendar.") from error
    if found := _SLASHED.fullmatch(written):
        return _slashed(written, found.groups(), month_first=month_first)
    return _in_words(written)


def _slashed(written: str, parts: tuple[str, ...], *, month_first: bool | None) -> dt.date:
    if len(parts[0]) == len("2003"):
        readings = [_calendar_day(parts[0], parts[1], parts[2])]
    else:
        american, other = _calendar_day(parts[2], *parts[:2]), _calendar_day(parts[2], parts[1], parts[0])
        if american and other and american != other and month_first is None:
            raise AmbiguousDateError(written, american, other)
        readings = [american, other] if month_first is not False else [other, american]
    for reading in readings:
        if reading is not None:
            return _in_reach(reading, written)
    raise NotUnderstoodError(f"“{written}” is not a day of the calendar.")


def _calendar_day(year: str, month: str, day_of_month: str) -> dt.date | None:
    """Return the day, or None when the calendar has none such; two digits of a year mean 1970 to 2069."""
    full_year = int(year)
    if len(year) <= len("03"):
        full_year += 1900 if full_year >= 70 else 2000  # noqa: PLR2004 - the usual pivot
    try:
        return dt.date(full_year, int(month), int(day_of_month))
    except ValueError:
        return None


def _in_words(written: str) -> dt.date:
    """Read a date with its month in words; the day and the year must both be there, nothing is filled in."""
    refusal = NotUnderstoodError(f"“{written}” is not a date; write it as 2003-06-02, 6/2/2003 or 2 Jun 2003.")
    if not re.search(r"[A-Za-z]{3}", written) or not re.search(r"\d{4}|'\d{2}", written):
        raise refusal
    try:
        first = date_parser.parse(written, default=dt.datetime(2000, 1, 1))  # noqa: DTZ001 - a day, not a moment
        second = date_parser.parse(written, default=dt.datetime(2001, 2, 2))  # noqa: DTZ001
    except (ValueError, OverflowError) as error:
        raise refusal from error
    # Whatever the two defaults filled in differs: a missing day or month is never guessed.
    if first.date() != second.date() or first.time() != dt.time():
        raise refusal
    return _in_reach(first.date(), written)


def _in_reach(date: dt.date, written: str) -> dt.date:
    if not FIRST_DAY.year <= date.year <= LAST_DAY.year:
        raise NotUnderstoodError(f"“{written}” is not a year between {FIRST_DAY.year} and {LAST_DAY.year}.")
    return date


def parse_hour(text: str) -> dt.time:
    """Read an hour of the day to the minute as counsel writes it: 5 p.m., 5:30pm or 17:30.

    Raises NotUnderstoodError for anything else; an hour up to 12 without a.m., p.m. or minutes can be either.
    """
    found = _HOUR.fullmatch(text.strip())
    unclear = NotUnderstoodError(f"“{text.strip()}” is no hour of the day; write it as 5:30 p.m. or 17:30.")
    if found is None or (found[2] is None and found[3] is None):
        raise unclear
    hour, minute = int(found[1]), int(found[2] or 0)
    if found[3] is not None:
        if not 1 <= hour <= _NOON:
            raise unclear
        hour = hour % _NOON + (_NOON if found[3].casefold() == "p" else 0)
    if hour >= _MIDNIGHT or minute >= _MINUTES:
        raise unclear
    return dt.time(hour, minute)
