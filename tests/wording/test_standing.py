"""Where a deadline stands in few words: status, silent party, gravity; no word without its fact."""

from __future__ import annotations

import pytest

from rra_desktop import wording
from rra_desktop.domain.deadlines import DeadlineId, DeadlineStatus, RequestState
from rra_desktop.domain.statements import Gravity, Mark, marks_in_words, stated
from tests.ui.calendar.test_entries import deadline

_DUE = DeadlineId.REQUEST_DEADLINE


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
    marks = (*marks_in_words(["Perhaps."], Gravity.DOUBT), *marks_in_words(["Never."], Gravity.CONFLICT))
    assert wording.standing_name(deadline(marks=marks)) == "upcoming, conflict"
    assert wording.standing_name(deadline(marks=marks_in_words(["By the way."]))) == "upcoming"


def test_a_filing_too_early_has_brief_words() -> None:
    early = Mark(stated("dates/filed_too_early", "1(a)", filed=None, days=1), Gravity.CONFLICT)
    assert wording.in_brief(deadline(marks=(early,))) == "filed 1 day early"
    assert wording.in_brief(deadline(marks=marks_in_words(["Never."], Gravity.CONFLICT))) == ""


def test_only_a_doubt_or_graver_has_its_word_before_it() -> None:
    (doubt,), (note,) = marks_in_words(["Perhaps."], Gravity.DOUBT), marks_in_words(["By the way."])
    assert wording.said_beside(doubt) == "Doubt: Perhaps."
    assert wording.said_beside(note) == "By the way."


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
    marks = marks_in_words(["Said."], gravity) if gravity else ()
    assert deadline(status=status, marks=marks).pressing is pressing
