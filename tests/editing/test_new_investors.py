"""Several Investors entered as one step, with the figures of a table from elsewhere."""

from __future__ import annotations

import datetime as dt
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rra_desktop.calculation.register.positions import positions
from rra_desktop.domain.edits import applied
from rra_desktop.domain.matter import Matter
from rra_desktop.domain.register import EntryType, Security
from rra_desktop.editing.commands import AddHolder, AddInvestors, ChangeHolder, NewInvestor, SetPosition
from rra_desktop.editing.planning import plan
from rra_desktop.errors import RefusedEditError
from tests.calculation.random_ledgers import Drawn, days, matters
from tests.matters import SIGNING, desk_register, investor, issue, matter, split

JUNE_24 = dt.date(2003, 6, 24)
UNITS, COMMON, WARRANTS = Security.UNIT, Security.COMMON, Security.WARRANT


def done(before: Matter, command: AddInvestors | AddHolder | ChangeHolder) -> Matter:
    return applied(before, plan(before, command).changes)


def test_units_are_issued_and_what_differs_is_corrected() -> None:
    """| Larch | Units 1,000 | Common 2,500 | of 3,000 that the Units bring | and Rowan by its name alone."""
    command = AddInvestors((NewInvestor("Larch", ((UNITS, 1_000), (COMMON, 2_500))), NewInvestor("Rowan")), JUNE_24)
    after = done(desk_register(), command)
    larch, rowan = after.holders[-2:]
    assert [(larch.id, larch.name), (rowan.id, rowan.name)] == [("H9", "Larch"), ("H10", "Rowan")]
    entries = [entry for entry in after.ledger if entry.holder == "H9"]
    assert [(each.type, each.security, each.quantity, each.date) for each in entries] == [
        (EntryType.ISSUE, UNITS, 1_000, JUNE_24),
        (EntryType.CORRECTION, COMMON, -500, JUNE_24),
    ]
    held = positions(after, JUNE_24).of("H9")
    assert (held.units, held.common, held.preferred, held.warrants) == (1_000, 2_500, 1_000, 1_000)
    assert len({entry.sequence for entry in after.ledger}) == len(after.ledger)


def test_parts_without_units_are_issued() -> None:
    after = done(desk_register(), AddInvestors((NewInvestor("Larch", ((COMMON, 10), (WARRANTS, 4))),), JUNE_24))
    held = positions(after, JUNE_24).of("H9")
    assert (held.units, held.common, held.preferred, held.warrants) == (0, 10, 0, 4)
    assert after.ledger[-2].type is EntryType.ISSUE


def test_figures_come_out_as_typed_after_a_split() -> None:
    before = matter(holders=[investor("H1")], ledger=[issue("H1", 100), split(2, 1, on=dt.date(2003, 5, 1))])
    after = done(before, AddInvestors((NewInvestor("Larch", ((UNITS, 50), (COMMON, 70))),), JUNE_24))
    held = positions(after, JUNE_24).of("H2")
    assert (held.units, held.common) == (50, 70)


def test_names_and_groups_are_as_a_reader_sees_them() -> None:
    """An accent written apart is put together; a group is spelled as its first member spells it."""
    names = (
        NewInvestor(unicodedata.normalize("NFD", " Épicéa\nFonds "), group="Larch "),
        NewInvestor("Rowan", group="larch"),
        NewInvestor("Elder", group="ALDER"),
    )
    after = done(desk_register(), AddInvestors(names, JUNE_24))
    assert [(each.name, each.group) for each in after.holders[-3:]] == [
        ("Épicéa Fonds", "Larch"),
        ("Rowan", "Larch"),
        ("Elder", "Alder"),
    ]


@pytest.mark.parametrize("name", ["cedar  family trust", "Cedar\nFamily Trust", "CEDAR FAMILY TRUST"])
def test_a_name_of_the_register_is_refused_with_the_name(name: str) -> None:
    with pytest.raises(RefusedEditError, match="already a holder named Cedar Family Trust"):
        plan(desk_register(), AddInvestors((NewInvestor("Larch"), NewInvestor(name)), JUNE_24))


def test_an_accent_written_apart_makes_no_other_name() -> None:
    before = matter(holders=[investor("H1", "Épicéa"), investor("H2", "Larch")])
    with pytest.raises(RefusedEditError, match="already a holder named Épicéa"):
        plan(before, ChangeHolder("H2", "name", unicodedata.normalize("NFD", "Épicéa")))


def test_one_step_goes_back_as_one() -> None:
    before = desk_register()
    edit = plan(before, AddInvestors((NewInvestor("Larch", ((UNITS, 5),)), NewInvestor("Rowan")), JUNE_24))
    assert edit.label == "Add 2 Investors"
    assert applied(applied(before, edit.changes), edit.reversed().changes) == before


@given(matters(), days, st.sampled_from(tuple(Security)), st.integers(0, 5_000))
def test_a_figure_typed_over_is_the_figure_held(drawn: Drawn, day: dt.date, security: Security, quantity: int) -> None:
    """Whatever the others did: only a holder and those it dealt with are looked at, and nobody else matters."""
    before = drawn.matter
    for holder in before.holders:
        try:
            edit = plan(before, SetPosition(holder.id, security, quantity, day))
        except RefusedEditError:
            continue
        held = positions(before, day).of(holder.id)
        parts = {
            Security.UNIT: held.units,
            Security.COMMON: held.common,
            Security.PREFERRED: held.preferred,
            Security.WARRANT: held.warrants,
            Security.OTHER_REGISTRABLE: held.other,
        }
        corrections = [change.after for change in edit.changes]
        differences = [getattr(each, "quantity", None) for each in corrections]
        assert differences == ([quantity - parts[security]] if quantity != parts[security] else [])


def test_the_day_of_signing_is_a_day_like_others() -> None:
    after = done(matter(), AddInvestors((NewInvestor("Larch", ((UNITS, 5),)),), SIGNING))
    assert positions(after, SIGNING).of("H1").units == 5
