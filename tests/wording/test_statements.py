"""The words of statements: every kind that is stated has some, none are left over, and they use only its facts."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rra_desktop.domain.statements import Statement
from rra_desktop.wording import words_of
from rra_desktop.wording.statements import WORDS
from tests.wording.facts_of_statements import facts_of, names_without_facts
from tests.wording.stated_in_the_code import KIND, Stated, everything_stated, kinds_named

EVERYTHING = everything_stated()
GROUPS = {kind.partition("/")[0] for kind in WORDS}
SENTENCES = ("demands/", "findings/", "order/", "records/")
"""Groups of which every statement is a sentence by itself, but for what a record is called."""
NO_SECTION = re.compile(
    r"\(\)|\( | \)|\(,|§(?!\d)|  | [.,;:]|\b(?:of|under|satisfies|day|what|as) (?:[.,;:]|allows|caps|covers|gives)"
)
"""What would be left where a citation stood and nothing is named."""
NAMES = (
    *("records/registration_title", "records/offering_name", "records/declared_event"),
    *("demands/left", "demands/left_of_granted", "demands/left_under", "demands/without_number"),
    *("demands/size_alternative", "demands/size_test", "demands/size_least", "demands/size_asked"),
)


def test_every_kind_that_is_stated_has_words_and_no_words_are_left_over() -> None:
    assert {each.kind for each in EVERYTHING} == set(WORDS)
    assert all(KIND.fullmatch(kind) for kind in WORDS)


def test_everything_written_like_a_kind_of_statement_is_one() -> None:
    named = {kind for kind in kinds_named() if kind.partition("/")[0] in GROUPS}
    assert named <= set(WORDS)


def test_every_fact_that_is_stated_has_an_example() -> None:
    assert {each: missing for each in EVERYTHING if (missing := names_without_facts(each))} == {}


@pytest.mark.parametrize("made", EVERYTHING, ids=lambda each: f"{each.kind} at {each.place}")
@settings(max_examples=15)
@given(data=st.data(), section=st.sampled_from(["1(a)", "3(a)", "Recital 1(c)", ""]))
def test_any_statement_can_be_written_with_the_facts_it_is_given(
    made: Stated, data: st.DataObject, section: str
) -> None:
    """Words that ask for a fact their statement is not given would raise."""
    facts = data.draw(facts_of(made))
    said = words_of(Statement(made.kind, tuple(facts.items()), section))
    assert said == said.strip() != ""
    assert not re.search(r"\{(?!of it)|None|\d{4}-\d{2}-\d{2}|<\w", said)
    if not section:
        cited = words_of(Statement(made.kind, tuple(facts.items()), "3(c)"))
        assert not NO_SECTION.search(said) or NO_SECTION.search(cited)
    if made.kind.startswith(SENTENCES) and made.kind not in NAMES:
        assert said.endswith((".", "!", "”"))
        assert said[0] in "“$" or not said[0].islower()
