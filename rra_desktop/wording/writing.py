"""How counsel writes numbers, dates and citations."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from decimal import ROUND_HALF_EVEN, Decimal
from fractions import Fraction
from typing import Any

from rra_desktop.domain.agreement import COUNTED_UNITS, Term, TermKind, TermValue
from rra_desktop.domain.figures import FigureValue

_CENT = Decimal("0.01")
_NAMED = 3
_NOON = 12

# Never the machine's locale: a summary reads alike wherever it is printed.
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def shares(count: int) -> str:
    """Write a whole number of securities, as 1,250,000."""
    return f"{count:,}"


def counted(number: int, noun: str) -> str:
    """Write a number of things, as 1 day or 1,200 days; a negative one with a minus sign."""
    sign = "\N{MINUS SIGN}" if number < 0 else ""
    return f"{sign}{abs(number):,} {noun}" + ("" if abs(number) == 1 else "s")


def quota(exact: Fraction) -> str:
    """Write an exact share of something with two decimals and commas, as 1,358,823.53; whole ones without decimals."""
    if exact.denominator == 1:
        return shares(exact.numerator)
    return f"{_rounded(exact, 2):,}"


def percent(share: Fraction, places: int = 2) -> str:
    """Write a share between 0 and 1 as a percentage, as 63.33%."""
    return f"{percent_digits(share, places)}%"


def percent_digits(share: Fraction, places: int = 2) -> str:
    """Write a share between 0 and 1 per hundred without the sign, as 63.33."""
    return f"{_rounded(share * 100, places):.{places}f}"


def money(amount: Decimal) -> str:
    """Write dollars and cents, as $1,234.56 or -$0.50."""
    cents = amount.quantize(_CENT, rounding=ROUND_HALF_EVEN)
    sign = "-" if cents < 0 else ""
    return f"{sign}${abs(cents):,.2f}"


def price(amount: Decimal) -> str:
    """Write a price a share with all the decimals it has, two at least, as $1.25 or $0.0625."""
    exponent = amount.normalize().as_tuple().exponent
    places = max(2, -exponent if isinstance(exponent, int) else 2)
    return f"${amount:,.{places}f}"


def _rounded(exact: Fraction, places: int) -> Decimal:
    """Round half-even to so many decimals, without ever passing through binary fractions."""
    return Decimal(round(exact * 10**places)).scaleb(-places)


def day(date: dt.date) -> str:
    """Write a date with its weekday, as Thu, Jul 17, 2003."""
    return f"{_WEEKDAYS[date.weekday()][:3]}, {date_only(date)}"


def day_short(date: dt.date) -> str:
    """Write a date with its weekday and no year, as Thu Jul 17."""
    return f"{_WEEKDAYS[date.weekday()][:3]} {month_day(date)}"


def day_long(date: dt.date) -> str:
    """Write a date in full, as Tuesday, June 24, 2003."""
    return f"{_WEEKDAYS[date.weekday()]}, {date_long(date)}"


def date_only(date: dt.date) -> str:
    """Write a date without its weekday, as Jul 17, 2003."""
    return f"{month_day(date)}, {date.year}"


def date_long(date: dt.date) -> str:
    """Write a date with the month in full, as March 30, 2003."""
    return f"{_MONTHS[date.month - 1]} {date.day}, {date.year}"


def month_day(date: dt.date) -> str:
    """Write a date without weekday and year, as Jul 17."""
    return f"{_MONTHS[date.month - 1][:3]} {date.day}"


def month(date: dt.date) -> str:
    """Write the month a date is in, as July 2003."""
    return f"{_MONTHS[date.month - 1]} {date.year}"


def days_until(date: dt.date, as_of: dt.date) -> str:
    """Write how far off a date is, as “in 2 days”, “today” or “3 days ago”."""
    away = (date - as_of).days
    if away == 0:
        return "today"
    count = "1 day" if abs(away) == 1 else f"{abs(away):,} days"
    return f"in {count}" if away > 0 else f"{count} ago"


def names(people: Sequence[str]) -> str:
    """Write a list of names, the first three and how many more."""
    shown, more = people[:_NAMED], len(people) - _NAMED
    if more > 0:
        return f"{', '.join(shown)} and {more:,} more"
    if len(shown) > 1:
        return f"{', '.join(shown[:-1])} and {shown[-1]}"
    return "".join(shown)


def section(number: str) -> str:
    """Write a citation, as §3(c); a recital keeps its word, nothing stays nothing."""
    if not number or not number[0].isdigit():
        return number
    return "§" + number.replace(", ", ", §")


def in_brackets(number: str) -> str:
    """Write a citation behind words that it bears out, as “ (§3(c))”; nothing stays nothing."""
    return f" ({section(number)})" if number else ""


def hour(moment: dt.time) -> str:
    """Write an hour of the day to the minute, as 5 p.m. or 5:30 p.m."""
    minutes = f":{moment.minute:02}" if moment.minute else ""
    return f"{moment.hour % 12 or 12}{minutes} {'p.m.' if moment.hour >= _NOON else 'a.m.'}"


def term_value(term: Term, value: TermValue) -> str:
    """Write the value of a term of the agreement in the way of its kind, as $0.30 or 10 days."""
    if isinstance(value, str):
        return value
    if isinstance(value, dt.date):
        return date_only(value)
    if term.kind in COUNTED_UNITS:
        return counted(int(value), COUNTED_UNITS[term.kind])
    match term.kind:
        case TermKind.MONEY:
            return price(Decimal(value)) if not isinstance(value, Fraction) else quota(value)
        case TermKind.RATIO:
            return str(Fraction(value))
        case _:
            return figure_value(value)


def figure_value(value: FigureValue | None) -> str:
    """Write any figure's value in the way of its kind; nothing yet is “pending”."""
    if value is None:
        return "pending"
    if isinstance(value, bool):
        return "yes" if value else "no"
    for kind, written in _BY_KIND:
        if isinstance(value, kind):
            return written(value)
    return str(value)


_BY_KIND: tuple[tuple[type, Callable[[Any], str]], ...] = (
    (int, shares),
    (Fraction, quota),
    (Decimal, money),
    (dt.date, day),
)
