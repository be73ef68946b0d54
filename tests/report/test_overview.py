"""The head of the summary: no date stands in a box as if all were well while something weighty is said beside it."""

from __future__ import annotations

from datetime import date

from rra_desktop.calculation.analysis import Analysis
from rra_desktop.domain.matter import Matter
from rra_desktop.domain.registrations import EventType
from rra_desktop.report.blocks import Box, Boxes
from rra_desktop.report.summary import summary
from rra_desktop.store.holiday_tables import load_holidays
from tests.calculation.deadline_rows import notice_before_demand, with_events
from tests.matters import event, worked_demand


def head_of(it: Matter, as_of: date) -> dict[str, Box]:
    (boxes, *_alerts) = summary(Analysis(it, as_of, load_holidays()), ["overview"]).sections[0].blocks
    assert isinstance(boxes, Boxes)
    return {box.label: box for box in boxes.boxes}


def test_a_window_counted_from_what_cannot_be_so_is_a_contradiction() -> None:
    assert head_of(notice_before_demand(), date(2003, 6, 4))["Filing window"].remark == "29 days §1(a), contradiction"


def test_a_day_of_effectiveness_that_cannot_be_so_is_a_contradiction() -> None:
    """Filed July 15, effective July 1: neither stands."""
    it = with_events(
        worked_demand(), event(EventType.FILED, date(2003, 7, 15)), event(EventType.EFFECTIVE, date(2003, 7, 1))
    )
    head = head_of(it, date(2003, 8, 1))
    (box,) = (box for label, box in head.items() if label in ("Filed", "Filing window"))
    assert box.remark.endswith("§1(a), contradiction")
