"""Any keys and clicks on the register: only the record that is framed or selected changes, and nothing is ignored."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from rra_desktop.domain.matter import Matter
from rra_desktop.session import open_session
from tests.ui.conftest import AS_OF
from ui.holdings.holdings_room import HoldingsRoom
from ui.holdings.register_model import RegisterModel
from ui.session_signals import SessionSignals
from ui.theme import Theme
from ui.widgets.grid import Grid
from ui.widgets.grid_editing import CellEditor
from ui.widgets.room import RoomContext

Key, Modifier = Qt.Key, Qt.KeyboardModifier
NONE, CONTROL, SHIFT = Modifier.NoModifier, Modifier.ControlModifier, Modifier.ShiftModifier
WALKING = (NONE, CONTROL, SHIFT, CONTROL | SHIFT)


@dataclass(frozen=True)
class Typed:
    """A sign that is typed."""

    sign: str


@dataclass(frozen=True)
class Pressed:
    """A key that types nothing."""

    key: Qt.Key
    held: Qt.KeyboardModifier


@dataclass(frozen=True)
class Clicked:
    """A click with the left button on a cell that shows, counted from the first one; or on the framed one."""

    row: int | None
    column: int
    held: Qt.KeyboardModifier


Act = Typed | Pressed | Clicked
MOVES = [
    *((key, held) for key in (Key.Key_Up, Key.Key_Down, Key.Key_Left, Key.Key_Right) for held in WALKING),
    *((key, held) for key in (Key.Key_Home, Key.Key_End, Key.Key_PageUp, Key.Key_PageDown) for held in WALKING),
    *((key, NONE) for key in (Key.Key_Return, Key.Key_Tab, Key.Key_Escape)),
    *((key, SHIFT) for key in (Key.Key_Return, Key.Key_Backtab)),
    *((Key.Key_Space, held) for held in (CONTROL, SHIFT)),
    (Key.Key_A, CONTROL),
]
DEEDS = [(key, NONE) for key in (Key.Key_Delete, Key.Key_Backspace, Key.Key_F2, Key.Key_Space, Key.Key_Return)]
acts = st.one_of(
    st.sampled_from("0123456789kmz.").map(Typed),
    st.sampled_from(MOVES).map(lambda pair: Pressed(*pair)),
    st.sampled_from(DEEDS).map(lambda pair: Pressed(*pair)),
    st.builds(
        Clicked, st.none() | st.integers(0, 12), st.integers(0, 7), st.sampled_from((NONE, CONTROL, CONTROL, SHIFT))
    ),
)


@pytest.fixture(scope="module")
def register(sample_file: Path, theme: Theme, tmp_path_factory: pytest.TempPathFactory) -> Iterator[HoldingsRoom]:
    """Show the sample's register once; each example takes back what it did."""
    path = Path(shutil.copy(sample_file, tmp_path_factory.mktemp("keys") / "Keys.rra"))
    session = open_session(path, today=AS_OF)
    signals = SessionSignals(session)
    room = HoldingsRoom(RoomContext(session, signals, theme))
    signals.changed.connect(room.refresh)
    room.resize(900, 560)
    room.show()
    room.refresh(None)
    room.activateWindow()
    QTest.qWaitForWindowActive(room)
    yield room
    room.close()
    signals.close()
    session.close()


def editor_of(grid: Grid) -> CellEditor | None:
    return next((each for each in grid.findChildren(CellEditor) if each.isVisible()), None)


def do(grid: Grid, act: Act) -> None:
    """Do one act as a person would: keys go where the keyboard is."""
    target = editor_of(grid) or grid
    match act:
        case Typed(sign):
            QTest.keyClicks(target, sign)
        case Pressed(key, held):
            QTest.keyClick(target, key, held)
        case Clicked(row, column, held):
            model = grid.grid_model
            index = grid.currentIndex()
            if row is not None:
                index = model.index(row % len(model.rows), column % len(model.columns))
            if not grid.isColumnHidden(index.column()) and grid.viewport().rect().contains(
                grid.visualRect(index).center()
            ):
                QTest.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, held, grid.visualRect(index).center())
    QApplication.processEvents()


@dataclass(frozen=True)
class Seen:
    """What stands on the screen before an act: what is framed, what is selected, what is being typed over."""

    framed: tuple[str, ...]
    cell: tuple[int, int]
    selected: frozenset[tuple[str, ...]]
    fixed: bool
    some_fixed: bool
    edited: tuple[str, ...] | None
    texts: tuple[tuple[str, ...], ...]
    matter: Matter


def seen(room: HoldingsRoom) -> Seen:
    grid, model = room.grid, room.model
    current, editor = grid.currentIndex(), editor_of(grid)
    shown = grid.shown_selection()
    edited = None
    if editor is not None:
        edited = next(row.key for row in model.rows if editor.accessibleName().startswith(f"{named(model, row.key)}, "))
    return Seen(
        framed=model.rows[current.row()].key,
        cell=(current.row(), current.column()),
        selected=frozenset(model.rows[each.row()].key for each in shown),
        fixed=model.cell(current).edit is None,
        some_fixed=any(model.cell(each).edit is None for each in shown),
        edited=edited,
        texts=texts(model),
        matter=room.context.session.matter,
    )


def named(model: RegisterModel, key: tuple[str, ...]) -> str:
    row = model.rows[model.place_of(key) or 0]
    return model.columns[0].cell(row).text


def texts(model: RegisterModel) -> tuple[tuple[str, ...], ...]:
    return tuple((*row.key, *(column.cell(row).text for column in model.columns)) for row in model.rows)


def changed_holders(before: Matter, after: Matter) -> set[str]:
    """Return whose record or ledger is other than it was."""
    held = {holder.id: holder for holder in before.holders}
    ledger = {entry.sequence: entry for entry in before.ledger}
    changed = {holder.id for holder in after.holders if held.get(holder.id) != holder}
    return changed | {entry.holder or "" for entry in after.ledger if ledger.get(entry.sequence) != entry}


def check(room: HoldingsRoom, act: Act, before: Seen) -> None:
    """Say what must be true after an act, whatever it was."""
    grid, after = room.grid, room.context.session.matter
    allowed = {before.edited} if before.edited is not None else set(before.selected)
    touched = changed_holders(before.matter, after)
    assert {("holder", each) for each in touched} <= allowed, (act, before.framed, touched)
    if after == before.matter:
        assert texts(room.model) == before.texts
    assert grid.selectionModel().isSelected(grid.currentIndex())
    if before.edited is not None:
        return
    if isinstance(act, Typed):
        assert after == before.matter
        assert (grid.currentIndex().row(), grid.currentIndex().column()) == before.cell
        assert bool(grid.reason) == before.fixed
        assert (editor_of(grid) is None) == before.fixed
    elif isinstance(act, Pressed):
        clears = act.key in (Key.Key_Delete, Key.Key_Backspace)
        if (clears and before.some_fixed) or (act.key == Key.Key_F2 and before.fixed):
            assert grid.reason
        if not clears:
            assert after == before.matter
        if act.key != Key.Key_F2:
            assert editor_of(grid) is None


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(script=st.lists(acts, min_size=4, max_size=16))
def test_any_keys_change_only_what_is_framed_or_selected(register: HoldingsRoom, script: list[Act]) -> None:
    """Totals and groups follow their members and nothing else; a key that can do nothing gives a sentence."""
    grid, session = register.grid, register.context.session
    grid.setFocus()
    grid.select_cell(("holder", "H4"), "units")
    start = session.matter
    recorded = len(session.journal())
    try:
        for act in script:
            before = seen(register)
            do(grid, act)
            check(register, act, before)
    finally:
        for _ in range(3):
            QTest.keyClick(editor_of(grid) or grid, Key.Key_Escape)
        for _ in range(len(session.journal()) - recorded):
            register.context.signals.undo()
        register.model.tick_only(("H1", "H3", "H4"))
        register.model.sort(-1)
    assert session.matter == start
