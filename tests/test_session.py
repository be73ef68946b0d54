"""A session plans, writes, recomputes and tells: one way for every edit, its undo, its redo and its revert."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from rra_desktop.domain.edits import Area, Change, EntryKind
from rra_desktop.domain.register import EntryType, LedgerEntry, Security
from rra_desktop.editing.commands import (
    AddHolder,
    AddLedgerEntry,
    ChangeHolder,
    ChooseReading,
    RemoveHolder,
    RemoveLedgerEntry,
    SetOfferingRequest,
    SetPosition,
)
from rra_desktop.errors import RefusedEditError, UserError
from rra_desktop.session import MatterSession, create_session, new_matter, open_session
from rra_desktop.store.forms import load_form
from tests.matters import desk_register, worked_cutback

JUNE_24 = dt.date(2003, 6, 24)


@pytest.fixture
def session(tmp_path: Path) -> Iterator[MatterSession]:
    """Open a session on a register in a file of its own."""
    opened = create_session(tmp_path / "desk.rra", desk_register(), today=JUNE_24)
    yield opened
    opened.close()


def warrants_of_cedar(session: MatterSession) -> int:
    """Return the figure most of these tests move."""
    return session.analysis.positions.of("H4").warrants


def test_an_edit_is_on_disk_before_anybody_hears_of_it(session: MatterSession) -> None:
    heard: list[tuple[Change, int]] = []
    session.subscribe(lambda change: heard.append((change, len(session.file.journal()))))
    session.execute(SetPosition("H4", Security.WARRANT, 250_000, JUNE_24))
    ((change, entries_on_disk),) = heard
    assert change.areas == {Area.LEDGER}
    assert change.entry is not None
    assert change.entry.label == "Change Cedar Family Trust’s Warrants"
    assert entries_on_disk == 2
    assert warrants_of_cedar(session) == 250_000


def test_a_refused_edit_changes_nothing_and_tells_nobody(session: MatterSession) -> None:
    heard: list[Change] = []
    session.subscribe(heard.append)
    with pytest.raises(RefusedEditError, match="cannot hold -1"):
        session.execute(SetPosition("H4", Security.WARRANT, -1, JUNE_24))
    assert heard == []
    assert len(session.journal()) == 1
    assert session.undo_label is None


def test_an_edit_that_changes_nothing_is_not_written(session: MatterSession) -> None:
    change = session.execute(SetPosition("H4", Security.WARRANT, 300_000, JUNE_24))
    assert change.entry is None
    assert len(session.journal()) == 1


def test_undo_and_redo_each_leave_an_entry(session: MatterSession) -> None:
    """Edit 300,000 -> 250,000, undo, redo, undo: the trail tells all four, and the register follows each."""
    before = session.matter
    session.execute(SetPosition("H4", Security.WARRANT, 250_000, JUNE_24))
    assert (session.undo_label, session.redo_label) == ("Change Cedar Family Trust’s Warrants", None)
    session.undo()
    assert session.matter == before
    assert (session.undo_label, session.redo_label) == (None, "Change Cedar Family Trust’s Warrants")
    session.redo()
    assert warrants_of_cedar(session) == 250_000
    session.undo()
    assert session.matter == before
    assert [(entry.kind, entry.of) for entry in session.journal()] == [
        (EntryKind.MADE, None),
        (EntryKind.EDIT, None),
        (EntryKind.UNDO, 2),
        (EntryKind.REDO, 2),
        (EntryKind.UNDO, 2),
    ]


def test_a_new_edit_ends_what_could_be_redone(session: MatterSession) -> None:
    session.execute(ChangeHolder("H4", "notes", "first"))
    session.undo()
    session.execute(ChangeHolder("H4", "notes", "second"))
    assert session.redo_label is None
    with pytest.raises(RefusedEditError, match="nothing to redo"):
        session.redo()


def test_undo_does_not_reach_before_the_session(tmp_path: Path) -> None:
    path = tmp_path / "desk.rra"
    first = create_session(path, desk_register(), today=JUNE_24)
    first.execute(ChangeHolder("H4", "notes", "yesterday"))
    first.close()
    second = open_session(path, today=JUNE_24)
    with pytest.raises(RefusedEditError, match="older changes are taken back in Activity"):
        second.undo()
    assert (second.undo_label, second.redo_label) == (None, None)
    second.revert(2)
    assert second.matter.holder("H4").notes == ""
    assert second.undo_label == "Revert: Change Cedar Family Trust’s notes"
    second.undo()
    assert second.matter.holder("H4").notes == "yesterday"
    second.close()


def test_a_removed_holder_comes_back_to_its_place_with_its_records(tmp_path: Path) -> None:
    session = create_session(tmp_path / "cut.rra", worked_cutback(), today=JUNE_24)
    before = session.matter
    session.execute(RemoveHolder("H3"))
    assert len(session.matter.holders) == 4
    session.undo()
    assert session.matter == before
    session.close()


def test_an_old_entry_is_not_reverted_over_a_later_change(session: MatterSession) -> None:
    session.execute(ChangeHolder("H4", "notes", "first"))
    session.execute(ChangeHolder("H4", "notes", "second"))
    with pytest.raises(RefusedEditError) as refused:
        session.revert(2)
    assert str(refused.value) == (
        "“Change Cedar Family Trust’s notes” cannot be taken back: “Change Cedar Family Trust’s notes”, no. 3, has "
        "changed the same since; take that back first."
    )
    with pytest.raises(RefusedEditError, match="The making of the matter cannot be taken back"):
        session.revert(1)
    assert session.matter.holder("H4").notes == "second"


def test_a_change_is_taken_back_once(session: MatterSession) -> None:
    session.execute(ChangeHolder("H4", "notes", "first"))
    session.revert(2)
    with pytest.raises(RefusedEditError, match=r"was taken back already, by no. 3"):
        session.revert(2)
    session.undo()
    session.revert(2)
    assert session.matter.holder("H4").notes == ""


def test_what_is_to_be_taken_back_first_can_be(session: MatterSession) -> None:
    """Three edits of one field, the last undone: the sentence leads to the second, then the first goes."""
    for notes in ("first", "second", "third"):
        session.execute(ChangeHolder("H4", "notes", notes))
    session.undo()
    with pytest.raises(RefusedEditError, match=r"no. 3, has changed the same since"):
        session.revert(2)
    session.revert(3)
    session.revert(2)
    assert session.matter.holder("H4").notes == ""


def test_what_is_as_it_was_again_is_still_not_taken_back_over_a_later_change(session: MatterSession) -> None:
    for notes in ("first", "second", "first"):
        session.execute(ChangeHolder("H4", "notes", notes))
    with pytest.raises(RefusedEditError, match=r"no. 4, has changed the same since"):
        session.revert(2)


def test_an_undo_is_taken_back_only_while_it_is_the_last_word(session: MatterSession) -> None:
    session.execute(ChangeHolder("H4", "notes", "first"))
    for act in (session.undo, session.redo, session.undo):
        act()
    with pytest.raises(RefusedEditError, match=r"no. 5, has changed the same since"):
        session.revert(3)
    session.revert(5)
    assert session.matter.holder("H4").notes == "first"


def test_nobody_gets_the_shares_of_one_whose_id_it_was_given(session: MatterSession) -> None:
    """Zed is removed with its history, and Omega given its id: taking back what was Zed's is refused."""
    session.execute(AddHolder("Zed LLC"))
    zed = session.matter.holders[-1].id
    session.execute(AddLedgerEntry(LedgerEntry(0, JUNE_24, EntryType.ISSUE, zed, Security.COMMON, 100)))
    session.execute(RemoveLedgerEntry(session.matter.ledger[-1].sequence))
    removal = session.journal()[-1].number
    session.execute(RemoveHolder(zed))
    session.execute(AddHolder("Omega Inc."))
    assert session.matter.holders[-1].id == zed
    with pytest.raises(RefusedEditError, match=r"“Add Omega Inc.”, no. \d+, has changed what it speaks of since"):
        session.revert(removal)
    assert session.analysis.positions.of(zed).common == 0


def test_a_revert_that_would_make_the_ledger_impossible_is_refused(session: MatterSession) -> None:
    """Cedar grows by 500,000 Common, then sells on the strength of it: the first cannot be taken back alone."""
    session.execute(SetPosition("H4", Security.COMMON, 1_400_000, JUNE_24))
    session.execute(SetPosition("H4", Security.COMMON, 100_000, JUNE_24))
    with pytest.raises(UserError, match=r"’s Common” cannot be taken back. .*Cedar"):
        session.revert(2)
    assert session.analysis.positions.of("H4").common == 100_000


def test_looking_at_another_day_writes_nothing(session: MatterSession) -> None:
    heard: list[Change] = []
    end_listening = session.subscribe(heard.append)
    session.look_at(dt.date(2003, 4, 1))
    assert session.analysis.positions.of("H1").preferred == 360_000
    assert heard == [Change(frozenset({Area.AS_OF}))]
    end_listening()
    session.look_at(JUNE_24)
    assert len(heard) == 1
    assert len(session.journal()) == 1


def test_a_matter_opens_on_the_day_it_says(tmp_path: Path) -> None:
    day = dt.date(2003, 7, 1)
    register = desk_register()
    dated = replace(register, details=replace(register.details, opens_as_of=day))
    session = create_session(tmp_path / "desk.rra", dated, today=JUNE_24)
    assert (session.as_of, session.today) == (day, JUNE_24)
    session.close()


def test_a_reading_moves_the_figures_of_the_session(session: MatterSession) -> None:
    session.execute(ChooseReading("registrable_basis", "issued_only", "for the prospectus"))
    assert session.analysis.positions.totals.registrable == 6_240_000
    session.undo()
    assert session.analysis.positions.totals.registrable == 10_800_000


def test_a_cutback_follows_an_edit_of_its_requests(tmp_path: Path) -> None:
    session = create_session(tmp_path / "cut.rra", worked_cutback(), today=JUNE_24)
    allocated = {row.holder: row.allocated for row in session.analysis.cutback("O1").outcome.participants}
    assert allocated == {"H1": 1_698_529, "H2": 0, "H3": 1_358_824, "H4": 150_000, "H5": 792_647}
    session.execute(SetOfferingRequest("O1", "H3", 0))
    assert session.analysis.cutback("O1").outcome.total_allocated == 3_350_000
    session.close()


def test_a_new_matter_has_its_form_and_nobody_in_it() -> None:
    matter = new_matter(load_form("bestnet-2003"), " Project Walnut ", "")
    assert (matter.details.title, matter.details.company) == ("Project Walnut", "BestNet Communications Corp.")
    assert matter.holders == ()


def test_a_form_the_program_does_not_have() -> None:
    with pytest.raises(UserError, match="There is no agreement form “acme-1999”"):
        load_form("acme-1999")
