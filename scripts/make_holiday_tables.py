"""Make resources/holidays/*.toml from the holidays package, so that the program neither ships nor asks it.

    python scripts/make_holiday_tables.py            writes the tables
    python scripts/make_holiday_tables.py --check    compares them with what would be written

A table lists closed weekdays only: Saturdays and Sundays are closed in every calendar.
"""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from holidays import country_holidays, financial_holidays

FOLDER = Path(__file__).resolve().parent.parent / "resources" / "holidays"
KNOWN_FROM = dt.date(1995, 1, 1)
KNOWN_TO = dt.date(2035, 12, 31)
YEARS = range(KNOWN_FROM.year, KNOWN_TO.year + 2)  # a New Year's Day on a Saturday closes the Friday of the year before
SATURDAY = 5

# Nevada kept Juneteenth as a day of observance until Assembly Bill 140 of 2023 made it a legal holiday.
NEVADA_JUNETEENTH_SINCE = dt.date(2023, 6, 1)


def federal() -> dict[dt.date, str]:
    """List the legal public holidays of 5 U.S.C. 6103, on the weekday they are observed."""
    return dict(country_holidays("US", years=YEARS))


def edgar() -> dict[dt.date, str]:
    """List the federal holidays and the days an executive order closed the agencies for the whole day."""
    closed_by_order = country_holidays("US", years=YEARS, categories=("government",))
    whole_days = {day: name for day, name in closed_by_order.items() if "half-day" not in name}
    return whole_days | federal()


def nyse() -> dict[dt.date, str]:
    """List the days on which the New York Stock Exchange does not trade."""
    return dict(financial_holidays("NYSE", years=YEARS))


def nevada() -> dict[dt.date, str]:
    """List the legal holidays of NRS 236.015, on the weekday they are observed."""
    days = country_holidays("US", subdiv="NV", years=YEARS)
    return {
        day: name for day, name in days.items() if not name.startswith("Juneteenth") or day >= NEVADA_JUNETEENTH_SINCE
    }


CALENDARS: Mapping[str, tuple[Callable[[], dict[dt.date, str]], tuple[str, ...]]] = {
    "federal": (
        federal,
        (
            "Legal public holidays of the United States (5 U.S.C. 6103) on the weekday they are observed:",
            "a Saturday's on the Friday before, a Sunday's on the Monday after.",
        ),
    ),
    "edgar": (
        edgar,
        (
            "Weekdays on which EDGAR takes no filings: the federal holidays, Columbus Day and Veterans Day among them,",
            "and whole days on which an executive order closed the agencies. Half days are no closings.",
            "Closings ordered later than the package knows are added in the matter.",
        ),
    ),
    "nyse": (
        nyse,
        (
            "Weekdays on which the New York Stock Exchange does not trade: Good Friday among them,",
            "Columbus Day and Veterans Day not.",
        ),
    ),
    "nevada": (
        nevada,
        (
            "Legal holidays of Nevada (NRS 236.015) on the weekday they are observed: Nevada Day on the last Friday of",
            "October since 2000, Family Day on the Friday after Thanksgiving, Juneteenth since 2023, no Columbus Day.",
            "January 1, June 19, July 4, November 11 and December 25 are observed on the Friday before when they fall",
            "on a Saturday, on the Monday after when they fall on a Sunday.",
        ),
    ),
}


def table(closing: str) -> str:
    """Write one calendar's table."""
    days_of, description = CALENDARS[closing]
    days = {
        day: name
        for day, name in sorted(days_of().items())
        if day.weekday() < SATURDAY and KNOWN_FROM <= day <= KNOWN_TO
    }
    return "\n".join(
        [
            *(f"# {line}" for line in description),
            "# Made by scripts/make_holiday_tables.py; change that, not this.",
            "",
            f'closing = "{closing}"',
            f"known_from = {KNOWN_FROM.isoformat()}",
            f"known_to = {KNOWN_TO.isoformat()}",
            "",
            "# One string of lines: reading some 400 keys would take ten times as long at every start.",
            "days = '''",
            *(f"{day.isoformat()} {name}" for day, name in days.items()),
            "'''",
            "",
        ]
    )


def main() -> int:
    """Write the tables, or with --check say which of them are not what would be written."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--check", action="store_true", help="compare, write nothing")
    check = arguments.parse_args().check
    stale = []
    for closing in CALENDARS:
        path, text = FOLDER / f"{closing}.toml", table(closing)
        if check and (not path.exists() or path.read_text(encoding="utf-8") != text):
            stale.append(path.name)
        if not check:
            path.write_text(text, encoding="utf-8")
    if stale:
        print(f"Not what the holidays package says: {', '.join(stale)}", file=sys.stderr)
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
