"""How the journal tells a moment."""

from __future__ import annotations

import datetime as dt

from ui.activity.journal_model import moment


def test_a_moment_is_told_in_this_computers_time_with_its_weekday() -> None:
    here = dt.datetime(2003, 6, 24, 9, 5).astimezone()
    assert moment(here.astimezone(dt.UTC)) == "Tue, Jun 24, 2003, 09:05"
