"""Beside a contradiction about the days to file nothing says that the filing window is open, as if all were well."""

from __future__ import annotations

from datetime import date

from hypothesis import given

from rra_desktop import wording
from rra_desktop.calculation.dates.due_dates import deadlines
from rra_desktop.domain.matter import Matter
from rra_desktop.domain.statements import Gravity
from tests.calculation.deadline_rows import CALENDARS, notice_before_demand, row
from tests.calculation.random_registrations import days, matters
from tests.saying import remarks_of

_JUNE_4 = date(2003, 6, 4)


def test_the_window_counted_from_a_contradicted_notice_is_said_as_recorded() -> None:
    last = row(notice_before_demand(), "filing_latest", as_of=_JUNE_4)
    said = remarks_of(last)
    assert not any("window is open" in each for each in said)
    assert (
        "As recorded, which cannot all be so, the filing window would be open 29 days, Jun 19 – Jul 17; EDGAR takes "
        "filings on 20 of them."
    ) in said
    labels = [wording.words_of(step.label) for step in last.explain().inputs]
    assert "Window as recorded, which cannot all be so: Jun 19 – Jul 17" in labels


@given(it=matters, as_of=days)
def test_no_row_says_that_the_window_is_open_beside_a_contradiction(it: Matter, as_of: date) -> None:
    rows = [each for each in deadlines(it, as_of, CALENDARS) if each.window is not None]
    for registration in {each.registration for each in rows}:
        of_it = [each for each in rows if each.registration == registration]
        marked = [each for each in of_it if Gravity.CONTRADICTION in {mark.gravity for mark in each.marks}]
        assert {each.window.contradicted for each in of_it if each.window} == {bool(marked)}
        said = " ".join(each for row_of_it in of_it for each in remarks_of(row_of_it))
        assert not (marked and "window is open" in said)
