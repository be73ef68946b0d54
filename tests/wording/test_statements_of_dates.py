"""Whatever the deadlines say can be written."""

from __future__ import annotations

from hypothesis import given

from rra_desktop.domain.figures import Figure
from rra_desktop.wording import words_of
from tests.calculation.deadline_rows import rows
from tests.calculation.random_registrations import days, matters


@given(matters, days)
def test_whatever_is_said_of_any_registrations_can_be_written(original: object, day: object) -> None:
    """Words that ask for a fact their statement does not have would raise."""
    for deadline in rows(original, day):  # type: ignore[arg-type]
        assert words_of(deadline.waits_for) or not deadline.waits_for
        figures: list[Figure[object]] = list(deadline.explain().walk())
        said = [words_of(mark) for mark in deadline.marks]
        said += [words_of(each) for figure in figures for each in (figure.label, figure.rule) if each]
        assert all(sentence.strip() for sentence in said)
