"""The words of every statement the calculation can make, by its kind."""

from __future__ import annotations

from collections.abc import Mapping

from rra_desktop.domain.statements import Mark, Said
from rra_desktop.wording.statements.cutback import CUTBACK
from rra_desktop.wording.statements.cutback_steps import CUTBACK_STEPS
from rra_desktop.wording.statements.money import MONEY
from rra_desktop.wording.statements.template import Words, filled_in

_WORDS: Mapping[str, Words] = {
    "words": "{text}",
    "waits_for_all": lambda facts: "; ".join(words_of(each) for each in facts["missing"]),
    **CUTBACK,
    **CUTBACK_STEPS,
    **MONEY,
}


def words_of(said: Said | Mark) -> str:
    """Write a statement as counsel reads it, words as they are; raises KeyError for a kind that has no words."""
    if isinstance(said, str):
        return said
    statement = said.statement if isinstance(said, Mark) else said
    facts = {"section": statement.section, **dict(statement.facts)}
    words = _WORDS[statement.kind]
    return filled_in(words, facts) if isinstance(words, str) else words(facts)
