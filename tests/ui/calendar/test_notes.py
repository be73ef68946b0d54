"""What stands in the list of deadlines beside a line."""

from __future__ import annotations

import datetime as dt

from rra_desktop.calculation.analysis import Analysis
from rra_desktop.domain.matter import Matter
from rra_desktop.store.holiday_tables import load_holidays
from tests.calculation.deadline_rows import notice_before_demand, row
from tests.matters import worked_demand
from ui.calendar.entries import DeadlineGroup
from ui.calendar.notes import note_of

JUNE_24 = dt.date(2003, 6, 24)


def note_of_last_day(it: Matter) -> str:
    last = row(it, "filing_latest", as_of=JUNE_24)
    return note_of(Analysis(it, JUNE_24, load_holidays()), DeadlineGroup((last,)))


def test_the_last_day_to_file_has_the_length_of_the_window() -> None:
    assert note_of_last_day(worked_demand()) == "window of 8 days"


def test_beside_a_window_counted_from_what_cannot_be_so_stands_the_contradiction() -> None:
    assert note_of_last_day(notice_before_demand()) == (
        "Contradiction: The Company Notice to H2 of May 20, 2003 tells of a demand that the Company received on "
        "Jun 2, 2003 only."
    )
