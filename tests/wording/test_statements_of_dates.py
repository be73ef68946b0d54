"""The words of what the deadlines say: every kind has some, and they are made of the facts it has."""

from __future__ import annotations

import ast
from pathlib import Path

from hypothesis import given

from rra_desktop.domain.figures import Figure
from rra_desktop.wording import words_of
from rra_desktop.wording.statements.dates import WORDS
from tests.calculation.deadline_rows import rows
from tests.calculation.random_registrations import days, matters

_CALCULATION = Path(__file__).resolve().parents[2] / "rra_desktop" / "calculation"


def stated_in_the_calculation() -> set[str]:
    """Return every kind of statement on dates that the calculation names."""
    return {
        node.value
        for path in _CALCULATION.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.startswith("dates/")
    }


def test_every_kind_that_is_stated_has_words_and_every_word_is_of_a_kind_that_is_stated() -> None:
    assert stated_in_the_calculation() == set(WORDS)


@given(matters, days)
def test_whatever_is_said_of_any_registrations_can_be_written(original: object, day: object) -> None:
    """Words that ask for a fact their statement does not have would raise."""
    for deadline in rows(original, day):  # type: ignore[arg-type]
        assert words_of(deadline.waits_for) or not deadline.waits_for
        figures: list[Figure[object]] = list(deadline.explain().walk())
        said = [words_of(mark) for mark in deadline.marks]
        said += [words_of(each) for figure in figures for each in (figure.label, figure.rule) if each]
        assert all(sentence.strip() for sentence in said)
