"""Several commands as one edit: all of them or none, each on what the one before it left."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rra_desktop.domain.edits import RowChange, applied
from rra_desktop.domain.matter import Matter
from rra_desktop.domain.offerings import Offering, OfferingRequest
from rra_desktop.domain.register import AffiliateGroup, Security
from rra_desktop.editing.commands import (
    AddHolder,
    ChangeHolder,
    ChangeOffering,
    Command,
    RemoveHolder,
    SetOfferingRequest,
    SetPosition,
    Together,
)
from rra_desktop.editing.planning import plan
from rra_desktop.editing.planning.changes import Changes, changes_of
from rra_desktop.errors import RefusedEditError
from tests.matters import investor, issue, matter, split, transfer


def test_together_is_one_edit_that_goes_back_as_one() -> None:
    before = matter(
        holders=[investor("H1"), investor("H2")],
        ledger=[issue("H1", 100), issue("H2", 100)],
        offerings=[Offering("O1", plan="section-3c")],
        offering_requests=[OfferingRequest("O1", "H1", 5)],
    )
    command = Together(
        "Paste 2 figures",
        (SetOfferingRequest("O1", "H1", 70), SetOfferingRequest("O1", "H2", 20), SetOfferingRequest("O1", "H1", 80)),
    )
    edit = plan(before, command)
    after = applied(before, edit.changes)
    assert edit.label == "Paste 2 figures"
    assert [(each.holder, each.quantity) for each in after.offering_requests] == [("H1", 80), ("H2", 20)]
    assert applied(after, edit.reversed().changes) == before


def test_one_refusal_refuses_all() -> None:
    before = matter(offerings=[Offering("O1", plan="section-3c")])
    command = Together("Change two things", (ChangeOffering("O1", "maximum", 10), ChangeOffering("O1", "maximum", -1)))
    with pytest.raises(RefusedEditError):
        plan(before, command)


# -- many changes of the register --------------------------------------------------------------------------------------

HOLDERS = tuple(f"H{number}" for number in range(1, 7))
DAY = date(2003, 8, 1)


@st.composite
def registers(draw: st.DrawFn) -> Matter:
    """Draw a register with groups, some of them led, and a ledger in which securities went from hand to hand."""
    groups = [draw(st.sampled_from((None, "Oak", "Elm"))) for _ in HOLDERS]
    ledger = [issue(each, draw(st.integers(1, 1_000))) for each in HOLDERS]
    for _ in range(draw(st.integers(0, 4))):
        giver, receiver = draw(st.permutations(HOLDERS))[:2]
        ledger.append(transfer(giver, receiver, 1, on=date(2003, 6, draw(st.integers(1, 28)))))
    if draw(st.booleans()):
        ledger.append(split(2, 1, on=date(2003, 7, 1)))
    leads = [AffiliateGroup(name, draw(st.sampled_from([None, *HOLDERS]))) for name in ("Oak", "Elm")]
    holders = [investor(each, f"Holder {each}", group=group) for each, group in zip(HOLDERS, groups, strict=True)]
    return replace(matter(holders=holders, ledger=ledger), groups=tuple(leads))


changes_of_one_holder = st.one_of(
    st.builds(SetPosition, st.sampled_from(HOLDERS), st.sampled_from(Security), st.integers(0, 2_000), st.just(DAY)),
    st.builds(
        ChangeHolder, st.sampled_from(HOLDERS), st.just("group"), st.sampled_from((None, "oak", "ELM ", "Ash", "ash"))
    ),
    st.builds(ChangeHolder, st.sampled_from(HOLDERS), st.just("name"), st.sampled_from(("One", "Two"))),
    st.builds(ChangeHolder, st.sampled_from((*HOLDERS, "H99")), st.just("transferee"), st.booleans()),
)
"""Commands of which each is planned by a part of the register."""
of_the_whole = st.one_of(
    st.builds(RemoveHolder, st.sampled_from(HOLDERS)),
    st.builds(AddHolder, st.sampled_from(("New", "Newer")), group=st.sampled_from(("OAK", "Fir"))),
)


@given(registers(), st.lists(st.one_of(changes_of_one_holder, changes_of_one_holder, of_the_whole), max_size=12))
def test_each_change_is_planned_on_what_those_before_it_left(before: Matter, commands: list[Command]) -> None:
    def one_after_the_other() -> Changes:
        changes: list[RowChange] = []
        there = before
        for each in commands:
            more = [change for change in changes_of(each, there) if change.before != change.after]
            there = applied(there, more)
            changes += more
        return tuple(changes)

    together = partial(changes_of, Together("Paste", tuple(commands)), before)
    assert _planned(together) == _planned(one_after_the_other)


def _planned(planned: Callable[[], Changes]) -> Changes | str:
    try:
        return planned()
    except RefusedEditError as refused:
        return str(refused)
