"""Every statement about the register and the votes has words, which use only the facts it has."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given

import rra_desktop.calculation
from rra_desktop import wording
from rra_desktop.calculation.analysis import Analysis
from rra_desktop.calculation.register.positions import ledger_problems
from rra_desktop.domain.statements import Statement
from rra_desktop.store.holiday_tables import load_holidays
from rra_desktop.wording.statements.register import WORDS as OF_THE_REGISTER
from rra_desktop.wording.statements.votes import WORDS as OF_VOTES
from tests.calculation.random_ledgers import HOLDERS, LAST, Drawn, matters

WORDS = {**OF_THE_REGISTER, **OF_VOTES}
CALCULATION = Path(rra_desktop.calculation.__file__).parent
STATED = re.compile(r'"((?:register|votes)/[a-z_]+)"')
WRONG = re.compile(r'_wrong\("([a-z_]+)"')


def stated_kinds() -> set[str]:
    """Return the kinds the calculation names."""
    found = {"register/acquired_publicly", "register/received"}
    for path in CALCULATION.rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        found.update(STATED.findall(text))
        found.update(f"register/{kind}" for kind in WRONG.findall(text))
    return found


def test_every_kind_that_is_stated_has_words_and_no_words_are_idle() -> None:
    assert stated_kinds() == set(WORDS)


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
    figures += [analysis.thresholds.figure_majority()]
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
