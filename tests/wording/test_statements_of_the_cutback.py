"""Every statement about a cutback and its money has words, which use only the facts it has."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

import rra_desktop.calculation
from rra_desktop import wording
from rra_desktop.calculation.cutback.offering_cutback import Cutback
from rra_desktop.calculation.money.contribution import contribution
from rra_desktop.domain.figures import Figure
from rra_desktop.domain.proceeds import ContributionParty
from rra_desktop.domain.register import Role
from rra_desktop.domain.statements import Statement
from rra_desktop.wording.statements.cutback import CUTBACK
from rra_desktop.wording.statements.cutback_steps import CUTBACK_STEPS
from rra_desktop.wording.statements.money import MONEY
from tests.calculation.offering_builder import Person, cut_back_matter, offering_matter
from tests.matters import demand, form, piggyback

CALCULATION = Path(rra_desktop.calculation.__file__).parent
STATED = re.compile(r'"((?:cutback|money)/[a-z_]+)"')
PARTS = ("allocated", "quota", "held", "requested", "cut", "gross", "discount", "net", "indemnity_cap", "capacity")
PLANS = ("section-3c", "company-investors-others", "demand-investors-first", "all-pro-rata", "venture-30-floor", "none")
SHARES = st.integers(0, 9) | st.integers(0, 10**12)


def test_every_kind_that_is_stated_has_words_and_no_words_are_idle() -> None:
    stated: set[str] = set()
    for path in CALCULATION.rglob("*.py"):
        stated.update(STATED.findall(path.read_text(encoding="utf-8")))

    assert stated == {*CUTBACK, *CUTBACK_STEPS, *MONEY}


def test_no_kind_has_words_twice() -> None:
    tables = (CUTBACK, CUTBACK_STEPS, MONEY)

    assert len({*CUTBACK, *CUTBACK_STEPS, *MONEY}) == sum(map(len, tables))


@st.composite
def cutbacks(draw: st.DrawFn) -> Cutback:
    """Draw a cutback of any plan and readings, with whatever of its inputs missing."""
    people = [
        Person(
            f"H{place}",
            draw(SHARES),
            draw(SHARES | st.none()),
            group=draw(st.sampled_from([None, "A", "B"])),
            role=draw(st.sampled_from([Role.INVESTOR, Role.INVESTOR, Role.OTHER_HOLDER])),
            counts=draw(st.sampled_from([True, True, True, False])),
            agreed=draw(st.none() | SHARES),
        )
        for place in range(draw(st.integers(0, 6)))
    ]
    choices = {
        "share_rounding": ["largest_remainder", "floor", "round_lot_100"],
        "cutback_reallocate": ["yes", "no"],
        "cutback_weight": ["held", "requested"],
        "affiliate_scope": ["all_related", "participating_only"],
        "affiliate_entities": ["any_entity", "as_written"],
        "cut_shares_stay_registered": ["no", "yes"],
        "held_on": ["offering_day", "notice_day", "effective_day"],
        "indemnity_proceeds": ["gross", "net_of_discount"],
    }
    percent, per_share = draw(st.sampled_from([(None, None), ("7", None), (None, "0.0333")]))
    made = offering_matter(
        people,
        maximum=draw(SHARES | st.none()),
        company=draw(SHARES),
        plan=draw(st.sampled_from(PLANS)),
        registration=draw(st.sampled_from([piggyback(), demand()])),
        readings={reading: draw(st.sampled_from([each[0], *each])) for reading, each in choices.items()},
        price=draw(st.sampled_from([None, "1.25", "0.3333"])),
        discount_percent=percent,
        discount_per_share=per_share,
    )
    if draw(st.sampled_from([False, False, True])):
        made = replace(made, offerings=(replace(made.offerings[0], company_shares=None),))
    return cut_back_matter(made, people)


def statements_of(figure: Figure[object]) -> Iterator[Statement]:
    """Yield every statement of a figure and of what it was made from."""
    for each in figure.walk():
        said = (each.label, each.rule, each.waits_for, *(mark.statement for mark in each.marks))
        yield from (one for one in said if isinstance(one, Statement))


def written(statement: Statement) -> None:
    """Write a statement, and those among its facts."""
    words = wording.words_of(statement)
    assert words
    assert "{" not in words
    assert "None" not in words
    for _, fact in statement.facts:
        if isinstance(fact, Statement):
            written(fact)


@given(cutbacks())
def test_whatever_a_cutback_states_can_be_written(cutback: Cutback) -> None:
    outcome = cutback.outcome
    for note in (*outcome.notes, *(mark for row in outcome.participants for mark in row.marks)):
        written(note.statement)
    for missing in outcome.pending:
        written(missing)
    holders = [row.holder for row in outcome.participants]
    for subject in ("", "company", *holders, *(group.name for group in outcome.groups)):
        for part in PARTS:
            if subject == "company" and part in ("held", "indemnity_cap"):
                continue
            for statement in statements_of(cutback.figure(subject, part)):
                written(statement)


AMOUNTS = st.none() | st.decimals(0, 10**9, places=2)


@given(AMOUNTS, AMOUNTS, st.none() | st.fractions(0, 1))
def test_whatever_a_contribution_states_can_be_written(
    mine: Decimal | None, theirs: Decimal | None, fault: Fraction | None
) -> None:
    ash, beech = ContributionParty("Ash", mine), ContributionParty("Beech", theirs)
    found = contribution(ash, beech, Decimal("1.50"), fault, form=form())
    for figure in (found.by_benefits, found.by_fault):
        for statement in statements_of(figure):
            written(statement)
    for remark in found.remarks:
        written(remark)
