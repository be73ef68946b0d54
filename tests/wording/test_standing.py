"""Where a deadline stands in few words: status, silent party, gravity; no word without its fact."""

from __future__ import annotations

import pytest

from rra_desktop import wording
from rra_desktop.domain.deadlines import DeadlineStatus, RequestState
from rra_desktop.domain.statements import Gravity, Mark, stated
from tests.ui.calendar.test_entries import deadline

_DUE = "request_deadline"
_SAID = "What is not entered is 0."


def mark(gravity: Gravity) -> Mark:
    """Return something said, of a gravity."""
    return Mark(stated("conventions/nothing_entered"), gravity)


@pytest.mark.parametrize(
    ("status", "answer", "said"),
    [
        (DeadlineStatus.LAPSED, RequestState.SILENT, "lapsed, no request"),
        (DeadlineStatus.LAPSED, RequestState.INCOMPLETE, "lapsed, request incomplete"),
        (DeadlineStatus.LAPSED, RequestState.LATE, "lapsed, request late"),
        (DeadlineStatus.LAPSED, None, "lapsed"),
        (DeadlineStatus.MET, RequestState.INCOMPLETE, "met, request incomplete"),
        (DeadlineStatus.MET, RequestState.TIMELY, "met"),
        (DeadlineStatus.UPCOMING, RequestState.SILENT, "upcoming"),
    ],
)
def test_a_silent_party_is_named_beside_the_status(
    status: DeadlineStatus, answer: RequestState | None, said: str
) -> None:
    assert wording.standing_name(deadline(_DUE, status=status, holder="H1", answer=answer)) == said


def test_the_gravest_mark_stands_behind_the_status() -> None:
    marks = (mark(Gravity.DOUBT), mark(Gravity.CONFLICT))
    assert wording.standing_name(deadline(marks=marks)) == "upcoming, conflict"
    assert wording.standing_name(deadline(marks=(mark(Gravity.NOTE),))) == "upcoming"


def test_a_filing_too_early_has_brief_words() -> None:
    early = Mark(stated("dates/filed_too_early", "1(a)", filed=None, days=1), Gravity.CONFLICT)
    assert wording.in_brief(deadline(marks=(early,))) == "filed 1 day early"
    assert wording.in_brief(deadline(marks=(mark(Gravity.CONFLICT),))) == ""


def test_only_a_doubt_or_graver_has_its_word_before_it() -> None:
    doubt, note = mark(Gravity.DOUBT), mark(Gravity.NOTE)
    assert wording.said_beside(doubt) == f"Doubt: {_SAID}"
    assert wording.said_beside(note) == _SAID


@pytest.mark.parametrize(
    ("status", "gravity", "pressing"),
    [
        (DeadlineStatus.OVERDUE, None, True),
        (DeadlineStatus.UPCOMING, Gravity.CONFLICT, True),
        (DeadlineStatus.WAIVED, Gravity.CONFLICT, False),
        (DeadlineStatus.LATE, Gravity.CONFLICT, False),
        (DeadlineStatus.MET, Gravity.CONTRADICTION, True),
        (DeadlineStatus.LAPSED, Gravity.DOUBT, False),
        (DeadlineStatus.UPCOMING, Gravity.DOUBT, False),
    ],
)
def test_what_presses(status: DeadlineStatus, gravity: Gravity | None, pressing: bool) -> None:
    marks = (mark(gravity),) if gravity else ()
    assert deadline(status=status, marks=marks).pressing is pressing
