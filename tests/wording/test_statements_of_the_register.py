"""Whatever is stated about the register and the votes can be written."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given

from rra_desktop import wording
from rra_desktop.calculation.analysis import Analysis
from rra_desktop.calculation.register.positions import ledger_problems
from rra_desktop.domain.statements import Statement
from rra_desktop.store.holiday_tables import load_holidays
from tests.calculation.random_ledgers import HOLDERS, LAST, Drawn, matters


def said(statement: Statement) -> None:
    """Write a statement, and those among its facts."""
    words = wording.words_of(statement)
    assert words
    assert "{" not in words
    for _, fact in statement.facts:
        if isinstance(fact, Statement):
            said(fact)


@given(matters())
def test_whatever_a_register_states_can_be_written(drawn: Drawn) -> None:
    analysis = Analysis(drawn.matter, LAST, load_holidays())
    parts = ("units", "common", "preferred", "warrants", "other", "registrable")
    figures = [analysis.positions.figure(holder, part) for holder in (*HOLDERS, None) for part in parts]
    figures += [analysis.thresholds.of("demand").figure_majority()]
    for figure in (each for made in figures for each in made.walk()):
        for statement in (figure.label, figure.rule, *(mark.statement for mark in figure.marks)):
            if isinstance(statement, Statement):
                said(statement)
    for problem in ledger_problems(drawn.matter):
        said(problem.statement)


@pytest.mark.parametrize("kind", ["register/counterpart_later"])
def test_a_date_in_a_sentence_is_no_iso_date(kind: str) -> None:
    statement = Statement(kind, (("signed", date(2004, 2, 1)),), "7")
    assert wording.words_of(statement).endswith("on Feb 1, 2004 (§7).")
