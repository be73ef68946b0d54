"""The words of every statement the calculation can make, by its kind."""

from __future__ import annotations

from collections.abc import Mapping

from rra_desktop.domain.statements import Mark, Said, Statement
from rra_desktop.wording.names import gravity_name
from rra_desktop.wording.statements import date_workings, dates, register, votes
from rra_desktop.wording.statements.conventions import CONVENTIONS
from rra_desktop.wording.statements.cutback import CUTBACK
from rra_desktop.wording.statements.cutback_steps import CUTBACK_STEPS
from rra_desktop.wording.statements.damages import DAMAGES
from rra_desktop.wording.statements.demands import DEMANDS
from rra_desktop.wording.statements.findings import FINDINGS
from rra_desktop.wording.statements.money import MONEY
from rra_desktop.wording.statements.order import ORDER
from rra_desktop.wording.statements.overview import OVERVIEW
from rra_desktop.wording.statements.records import RECORDS
from rra_desktop.wording.statements.template import Words, filled_in

WORDS: Mapping[str, Words] = {
    **register.WORDS,
    **votes.WORDS,
    **date_workings.WORDS,
    **dates.WORDS,
    **ORDER,
    **DEMANDS,
    **FINDINGS,
    **RECORDS,
    **CONVENTIONS,
    **CUTBACK,
    **CUTBACK_STEPS,
    **MONEY,
    **DAMAGES,
    **OVERVIEW,
}


def marked(mark: Mark) -> str:
    """Write a mark with the word of its gravity before it, as “Doubt: …”."""
    return f"{gravity_name(mark.gravity)}: {words_of(mark)}"


def steps_of(rule: Statement) -> tuple[Statement, ...]:
    """Return the steps of a working one by one; raises KeyError for a rule that has no steps."""
    found = rule.fact("steps")
    return tuple(each for each in found if isinstance(each, Statement)) if isinstance(found, tuple) else ()


def _words_of_the_form(facts: Mapping[str, object]) -> str:
    """Return the kind under which the words stand of what a form says in its own, whatever it calls that."""
    return "dates/form_says" if "text" in facts else "dates/does_not_run"


def words_of(said: Said | Mark) -> str:
    """Write a statement as counsel reads it, words as they are; raises KeyError for a kind that has no words."""
    if isinstance(said, str):
        return said
    statement = said.statement if isinstance(said, Mark) else said
    facts = {"section": statement.section, **dict(statement.facts)}
    words = WORDS[_words_of_the_form(facts) if statement.kind not in WORDS else statement.kind]
    return filled_in(words, facts) if isinstance(words, str) else words(facts)
