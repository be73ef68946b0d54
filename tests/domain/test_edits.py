"""An edit applied to a matter in memory, and taken back."""

from dataclasses import replace

import pytest

from rra_desktop.domain.edits import Area, Edit, RowChange, applied, areas
from tests.matters import desk_register, investor, issue


def test_a_record_is_brought_in_changed_and_taken_out() -> None:
    register = desk_register()
    oak = investor("H9", "Oak")
    acorn = replace(oak, name="Acorn")
    grown = applied(register, [RowChange(None, oak)])
    assert grown.holders[-1] == oak
    renamed = applied(grown, [RowChange(oak, acorn)])
    assert renamed.holders[-1] == acorn
    assert applied(renamed, [RowChange(acorn, None)]) == register


def test_a_holder_taken_out_comes_back_to_its_place() -> None:
    register = desk_register()
    cedar = register.holders[3]
    edit = Edit("Remove Cedar", "RemoveHolder", (RowChange(cedar, None, position=3),))
    without = applied(register, edit.changes)
    assert cedar not in without.holders
    assert applied(without, edit.reversed().changes) == register


def test_a_change_of_something_that_is_not_there_any_more_is_refused() -> None:
    register = desk_register()
    cedar = register.holders[3]
    stale = RowChange(replace(cedar, name="Older name"), replace(cedar, name="Newer name"))
    with pytest.raises(KeyError):
        applied(register, [stale])


def test_the_reverse_of_an_edit_undoes_its_last_change_first() -> None:
    first, second = RowChange(None, investor("H1")), RowChange(None, issue("H1", 5, sequence=1))
    edit = Edit("Add", "AddHolder", (first, second))
    assert edit.reversed().changes == (second.reversed(), first.reversed())
    assert edit.reversed().reversed() == edit


def test_areas_name_what_moved() -> None:
    changes = [RowChange(None, investor("H1")), RowChange(None, issue("H1", 5, sequence=1))]
    assert areas(changes) == {Area.REGISTER, Area.LEDGER}


def test_a_change_of_nothing_has_no_record() -> None:
    with pytest.raises(ValueError, match="has a record before or after"):
        _ = RowChange(None, None).record
