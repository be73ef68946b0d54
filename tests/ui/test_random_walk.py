"""A walk through the whole window with random keys and clicks: nothing is changed that the window did not name.

After every single key and click: no exception and no warning; nothing shows as a window that is none; the journal grew
by no more than the step may record; what it records is of the record that the frame, the selection or the dialog named;
no other figure of the register moved; what is taken back is exactly what was; a key that cannot type says why; what is
refused is refused in a sentence. At the end the file is sound.
"""

from __future__ import annotations

import datetime as dt
import shutil
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, note, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test
from PySide6.QtCore import QMessageLogContext, QModelIndex, QPoint, Qt, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from rra_desktop import wording
from rra_desktop.cli.program import program
from rra_desktop.domain.edits import Change, EntryKind, JournalEntry
from rra_desktop.domain.matter import Matter
from rra_desktop.domain.register import EntryType, LedgerEntry, Security
from rra_desktop.errors import UserError
from rra_desktop.session import open_session
from tests.conftest import LONG
from tests.ui.conftest import AS_OF
from tests.ui.test_nothing_flashes import Flashes
from tests.ui.walk_bounds import Named, by_cell, by_menu, by_selection, by_widget, pending
from tests.ui.walk_places import Places
from tests.ui.walker import KEYS, SIGNS, Button, Held, Walker, picked, settle
from ui.actions import ACTIONS, Handler
from ui.application import MatterDesk
from ui.main_window import MainWindow
from ui.preferences import Preferences
from ui.room_stack import ROOMS
from ui.theme import Theme
from ui.widgets.forms import FormDialog
from ui.widgets.grid import Grid
from ui.widgets.grid_cells import RowKind
from ui.widgets.grid_editing import CellEditor
from ui.widgets.read_field import ReadField

_PLACE = st.integers(0, 400)
_TEXTS = (
    "70000",
    "1,250,000",
    "0",
    "",
    "-5",
    "12.5",
    "$2",
    "6%",
    "June 20, 2003",
    "07/08/2003",
    "2003-07-20",
    "Magnolia Fund",
    "Alder",
    "x",
    "99999999999999999999",
    "<b>Oak & Sons</b>",
)
_COPIED = (
    "70,000",
    "Hazel Partners",
    "540,000\n300,000",
    "Hazel Partners\t70,000\nWillow LP\t12,000",
    "540,000\t\t540,000",
    "",
    "June 20, 2003",
    "Birch Street Partners\nCedar Family Trust",
)
_DAYS = (dt.date(2003, 3, 29), dt.date(2003, 6, 24), dt.date(2003, 7, 20), dt.date(2004, 2, 29), dt.date(2010, 1, 4))
_NOT_WALKED = frozenset({"quit", "close", "as-of-today", "open-sample", "undo", "redo", "take-back"})
_ENDS = ("Enter", "Tab", "Esc", "")
_NEVER_ACCEPTED = frozenset({"Password", "Restore from backup"})
"""Dialogs that lock the file or put another in its place: what they do is tested elsewhere, here they are only filled."""
_PARTS = ("units", "common", "preferred", "warrants", "other", "registrable")
_MOVED_BY = {
    Security.UNIT: {"units", "common", "preferred", "warrants", "registrable"},
    Security.COMMON: {"units", "common", "registrable"},
    Security.PREFERRED: {"units", "preferred", "registrable"},
    Security.WARRANT: {"units", "warrants", "registrable"},
    Security.OTHER_REGISTRABLE: {"other", "registrable"},
}
_RECORDED = ("name", "group", "units", "common", "preferred", "warrants", "registrable")


@dataclass(frozen=True)
class Ground:
    """What a walk is made on."""

    theme: Theme
    sample: Path
    folder: Path


class WalkDesk:
    """The program around one window: no second file is opened, and none is put in the place of the one that is."""

    def __init__(self, ground: Ground) -> None:
        preferences = Preferences(ground.folder / "window.ini")
        self._desk = MatterDesk(ground.theme, preferences, _no_path, _no_path, ground.folder)

    def handlers(self, window: QWidget) -> dict[str, Handler]:
        """Return what the acts that need no matter do."""
        return {act: (_nothing if act in _NOT_WALKED else done) for act, done in self._desk.handlers(window).items()}

    def recent(self) -> tuple[Path, ...]:
        """Return no file."""
        return ()

    def open_path(self, path: Path, window: QWidget | None = None) -> object:
        """Open nothing."""
        return (path, window)

    def forget_recent(self) -> None:
        """Forget nothing."""

    def restore(self, window: MainWindow, backup: Path) -> object:
        """Restore nothing."""
        return (window, backup)


def _no_path(*_asked: object) -> None:
    return None


def _nothing() -> None:
    return None


class Faults:
    """Keeps what went wrong where nobody can be told: in Qt's own calls, or as a line in its log."""

    def __init__(self) -> None:
        self.found: list[str] = []
        self._hook = sys.excepthook
        sys.excepthook = self._caught
        self._handler = qInstallMessageHandler(self._logged)

    def close(self) -> None:
        """Put back what was there."""
        sys.excepthook = self._hook
        qInstallMessageHandler(self._handler)

    def _caught(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        self.found.append("".join(traceback.format_exception(kind, error, trace)))

    def _logged(self, kind: QtMsgType, _context: QMessageLogContext, words: str) -> None:
        if kind in (QtMsgType.QtDebugMsg, QtMsgType.QtInfoMsg) or words.startswith("This plugin does not support"):
            return
        self.found.append(words)


@dataclass(frozen=True)
class Seen:
    """What shows and holds at one moment."""

    matter: Matter
    journal: int
    as_of: dt.date
    positions: dict[str, tuple[int, ...]]
    register: dict[tuple[str, ...], dict[str, str]]


class Walk(RuleBasedStateMachine):
    """The window of the sample matter, and everything that may be done to it."""

    ground: Ground

    @initialize()
    def begin(self) -> None:
        """Open a copy of the sample matter."""
        self.faults = Faults()
        self.flashes = Flashes()
        QApplication.instance().installEventFilter(self.flashes)
        QApplication.clipboard().setText("")
        self.path = Path(shutil.copy(self.ground.sample, self.ground.folder / "Walk.rra"))
        session = open_session(self.path, today=AS_OF)
        self.window = MainWindow(session, self.ground.theme, WalkDesk(self.ground), _no_path)
        self.window.resize(1440, 900)
        self.window.show()
        self.window.activateWindow()
        self.window.room().first_focus()
        settle()
        self.session = session
        self.heard: list[Change] = []
        session.subscribe(self.heard.append)
        self.walker = Walker(self.window)
        self.matters: dict[int, Matter] = {session.journal()[-1].number: session.matter}

    def teardown(self) -> None:
        """Close the window as counsel would, and look whether the file is sound."""
        if not hasattr(self, "walker"):
            return
        try:
            for _ in range(30):
                if self.window.close():
                    break
                self.walker.press("Esc")
            settle()
            assert self.session.journal is not None
        finally:
            self.walker.close()
            QApplication.instance().removeEventFilter(self.flashes)
            self.faults.close()
            closed = self.window.signals.closed
            self.window.deleteLater()
            settle()
        assert not self.faults.found, self.faults.found[0]
        assert closed, "the window cannot be closed"
        told = CliRunner().invoke(program, ["check", str(self.path)])
        self.path.unlink()
        assert told.exit_code == 0, told.output

    # -- what may be done ------------------------------------------------------------------------------------------

    @rule(place=st.sampled_from([each.id for each in ROOMS if each.id != "summary"]))
    def go(self, place: str) -> None:
        """Choose a room in the list, where nothing stands before it."""
        if self.walker.root() is self.window:
            view, row = self.window.room_list, [each.id for each in ROOMS].index(place)
            self.click_cell(view, view.model().index(row, 0), Button.LeftButton, Held.NoModifier, twice=False)

    @rule(
        view=_PLACE,
        cell=_PLACE,
        how=st.sampled_from(("left", "left", "left", "right", "double", "shift", "ctrl")),
        answer=_PLACE,
    )
    def click(self, view: int, cell: int, how: str, answer: int) -> None:
        """Click a cell of any list or table that shows."""
        self.walker.answer = answer
        chosen = picked(self.walker.views(), view)
        index = picked(self.walker.cells(chosen), cell) if chosen is not None else None
        if chosen is None or index is None:
            return
        button = Button.RightButton if how == "right" else Button.LeftButton
        held = {"shift": Held.ShiftModifier, "ctrl": Held.ControlModifier}.get(how, Held.NoModifier)
        self.click_cell(chosen, index, button, held, twice=how == "double")

    def click_cell(self, view: QAbstractItemView, index: object, button: Button, held: Held, *, twice: bool) -> None:
        """Click one cell."""
        named = by_widget(view, Places(self.window)) if self.walker.root() is not self.window else Named()
        if isinstance(view, Grid) and button is Button.RightButton:
            named |= by_menu(view, index, Places(self.window))
        words = f"{button.name} {held.name} {'twice ' if twice else ''}{view.accessibleName()} {index.row()},{index.column()}"
        with self.step(words, named):
            self.walker.click(view.viewport(), view.visualRect(index).center(), button, held, twice=twice)

    @rule(view=_PLACE, column=st.integers(0, 12))
    def click_title(self, view: int, column: int) -> None:
        """Click the title of a column."""
        chosen = picked([each for each in self.walker.views() if isinstance(each, Grid)], view)
        if chosen is None:
            return
        header = chosen.horizontalHeader()
        place = header.sectionViewportPosition(column % header.count()) + 12
        if header.isVisible() and 0 <= place < header.viewport().width():
            with self.step(f"title {column} of {chosen.accessibleName()}", Named()):
                self.walker.click(header.viewport(), header.viewport().rect().center().__class__(place, 8))

    @rule(keys=st.lists(st.sampled_from([*KEYS, *SIGNS]), min_size=1, max_size=6), answer=_PLACE)
    def press(self, keys: list[str], answer: int) -> None:
        """Press keys, one after another, wherever the keyboard is."""
        self.walker.answer = answer
        for key in keys:
            self.press_one(key)

    @rule(text=st.sampled_from(_TEXTS), end=st.sampled_from(_ENDS))
    def type_over(self, text: str, end: str) -> None:
        """Type a text wherever the keyboard is, and end as counsel may."""
        for sign in text:
            self.press_one(sign)
        if end:
            self.press_one(end)

    @rule(field=_PLACE, text=st.sampled_from(_TEXTS), end=st.sampled_from(_ENDS))
    def fill(self, field: int, text: str, end: str) -> None:
        """Click into a field, type over all that stands there, and end as counsel may."""
        chosen = picked(self.walker.fields(), field)
        if chosen is None:
            return
        with self.step(f"into {chosen.accessibleName()}", by_widget(chosen, Places(self.window))):
            self.walker.click(chosen, chosen.rect().center())
        self.press_one("Ctrl+A")
        self.type_over(text, end)

    @rule(button=_PLACE, answer=_PLACE)
    def push(self, button: int, answer: int) -> None:
        """Push a button."""
        self.walker.answer = answer
        chosen = picked([each for each in self.walker.buttons() if not self._never(each)], button)
        if chosen is None:
            return
        root = self.walker.root()
        accepting = isinstance(root, FormDialog) and chosen is root.act
        with self.step(f"push {chosen.accessibleName() or chosen.text()}", by_widget(chosen, Places(self.window))):
            self.walker.click(chosen, chosen.rect().center())
        if accepting and root in self.walker.dialogs():
            assert root.refusal(), f"{root.windowTitle()} neither records nor says why not"

    def _never(self, button: QAbstractButton) -> bool:
        root = self.walker.root()
        return isinstance(root, FormDialog) and root.windowTitle() in _NEVER_ACCEPTED and button is root.act

    @rule(action=st.sampled_from([row.id for row in ACTIONS if row.id not in _NOT_WALKED and "export" not in row.id]))
    def act(self, action: str) -> None:
        """Do an act of the menus."""
        if self.walker.root() is self.window and action != "room-summary":
            with self.step(f"act {action}", Named()):
                self.walker.trigger(action)

    @rule(action=st.sampled_from(("undo", "redo")), times=st.integers(1, 3))
    def go_back(self, action: str, times: int) -> None:
        """Undo or redo."""
        for _ in range(times):
            if self.walker.root() is self.window and self.window.actions_table.by_id[action].isEnabled():
                with self.step(action, Named(undoing=True)):
                    self.walker.trigger(action)

    @rule()
    def take_back(self) -> None:
        """Take back the entry selected in Activity."""
        places = Places(self.window)
        if self.walker.root() is self.window and places.journal is not None:
            with self.step("take back", by_menu(places.journal, places.journal.currentIndex(), places)):
                self.walker.trigger("take-back")

    @rule(text=st.sampled_from(_COPIED))
    def copy(self, text: str) -> None:
        """Put something on the clipboard, as another program does."""
        QApplication.clipboard().setText(text)
        note(f"copied {text!r}")

    @rule(day=st.sampled_from(_DAYS))
    def look_at(self, day: dt.date) -> None:
        """Look at the matter as of another day."""
        if self.walker.root() is self.window:
            with self.step(f"as of {day}", Named()):
                self.window.look_at(day)
                settle()

    @rule(place=st.integers(0, 100), end=st.sampled_from(("", "Esc", "Enter")))
    def drag(self, place: int, end: str) -> None:
        """Move the slider."""
        places = Places(self.window)
        if places.inputs is None or not places.inputs.slider.isVisible() or self.walker.root() is not self.window:
            return
        slider = places.inputs.slider
        point = slider.rect().center()
        point.setX(slider.width() * place // 100)
        with self.step(f"slider at {place} %", Named()):
            self.walker.click(slider, point)
        if end and slider.hasFocus():
            self.press_one(end)

    @rule()
    def close_pop_up(self) -> None:
        """Close what stands over the window."""
        if self.walker.root() is not self.window:
            self.press_one("Esc")

    # -- one key ---------------------------------------------------------------------------------------------------

    def press_one(self, key: str) -> None:
        """Press one key and see what it did; one that cannot type says why."""
        root, target = self.walker.root(), self.walker.target()
        if key == "Enter" and isinstance(root, FormDialog) and root.windowTitle() in _NEVER_ACCEPTED:
            return
        places, named = Places(self.window), by_widget(target, Places(self.window))
        grid = target if isinstance(target, Grid) else None
        if grid is not None:
            named |= self._named_in_grid(grid, key, places)
        if key in ("Ctrl+Z", "Ctrl+Y"):
            named |= Named(undoing=True)
        index = grid.currentIndex() if grid is not None else None
        shut = grid is not None and index.isValid() and grid.grid_model.cell(index).edit is None
        typing = self._being_typed(target, key)
        with self.step(f"{key} in {target.accessibleName() or type(target).__name__}", named):
            self.walker.press(key)
        if grid is not None and shut and not grid.activates:
            self._check_shut(grid, index, key)
        if typing is not None:
            self._check_typed(*typing)
        if key == "Enter" and isinstance(target, ReadField) and target.isVisible() and target.unrecorded:
            assert target.reason or not target.isModified() or root is not self.window, "a field refuses in silence"

    def _named_in_grid(self, grid: Grid, key: str, places: Places) -> Named:
        if key in ("Delete", "Backspace"):
            return by_selection(grid, places)
        if key == "Ctrl+V":
            return by_cell(grid, grid.currentIndex(), places)
        return Named()

    def _check_shut(self, grid: Grid, index: object, key: str) -> None:
        """See that a key that would type on a cell that is worked out moves nothing and says why."""
        if key in SIGNS and key != " ":
            assert grid.currentIndex() == index, f"{key} moved the frame"
            assert grid.reason, f"{key} on a cell that is worked out says nothing"
        elif key == "F2":
            assert grid.reason, "F2 on a cell that is worked out says nothing"

    def _being_typed(self, target: QWidget, key: str) -> tuple[Grid, str, str, str, int] | None:
        """Return the cell whose field a key ends, what stood in it, what was typed, and the journal before."""
        if key not in ("Enter", "Tab") or not isinstance(target, CellEditor) or target.text() == target.opened_with:
            return None
        grid = target.parentWidget().parentWidget()
        assert isinstance(grid, Grid)
        index = Places(self.window).open_cell(grid)
        assert index is not None
        row = grid.grid_model.row_at(index)
        key_of = "/".join(row.key) if row is not None else ""
        return grid, f"{key_of}: {index.column()}", target.opened_with or "", target.text(), len(self.matters)

    def _check_typed(self, grid: Grid, where: str, before: str, typed: str, recorded: int) -> None:
        if len(self.matters) > recorded or grid.reason:
            return
        assert _meant(before) == _meant(typed), f"{typed!r} over {before!r} at {where} is dropped without a word"

    # -- what must hold --------------------------------------------------------------------------------------------

    @contextmanager
    def step(self, words: str, named: Named) -> Iterator[None]:
        """Look before and after one step."""
        note(words)
        waiting, count = pending(self.window)
        before = self._look()
        self.heard.clear()
        yield
        self._check(before, named | waiting, 1 + count)

    def _look(self) -> Seen:
        session = self.session
        of = session.analysis.positions.of
        positions = {each.id: tuple(getattr(of(each.id), part) for part in _PARTS) for each in session.matter.holders}
        return Seen(session.matter, session.journal()[-1].number, session.as_of, positions, self._register())

    def _register(self) -> dict[tuple[str, ...], dict[str, str]]:
        """Return what shows in the register, by row and column; nothing while another room shows."""
        grid = Places(self.window).register
        if grid is None or self.window.stack.shown != "holdings":
            return {}
        model = grid.grid_model
        return {
            row.key: {column.id: column.cell(row).text for column in model.columns}
            for row in model.rows
            if row.kind is not RowKind.SECTION
        }

    def _check(self, before: Seen, named: Named, most: int) -> None:
        assert not self.faults.found, self.faults.found[0]
        assert not self.flashes.seen
        entries = [each for each in self.session.journal() if each.number > before.journal]
        assert len(entries) <= most, [each.label for each in entries]
        for entry in entries:
            self._check_entry(entry, named)
        assert [each.entry for each in self.heard if each.entry is not None] == entries
        assert (before.matter == self.session.matter) or entries
        self._check_figures(before, entries)
        self._check_names()

    def _check_entry(self, entry: JournalEntry, named: Named) -> None:
        earlier = self.matters[entry.number - 1]
        if entry.kind is EntryKind.EDIT:
            for change in entry.changes:
                assert named.permits(change, earlier), f"{entry.label} changes {change}, named were {named}"
        else:
            of = next(each for each in self.session.journal() if each.number == entry.of)
            reversed_changes = tuple(change.reversed() for change in reversed(of.changes))
            if entry.kind is EntryKind.REVERT:
                assert entry.of in named.taking_back, entry.label
            else:
                assert named.undoing, entry.label
            expected = of.changes if entry.kind is EntryKind.REDO else reversed_changes
            assert [(each.before, each.after) for each in entry.changes] == [
                (each.before, each.after) for each in expected
            ]
        # Of several entries in one step only the last one's matter is to be had.
        self.matters[entry.number] = self.session.matter
        if entry.kind is EntryKind.UNDO and entry.of is not None:
            assert self.session.matter == self.matters[entry.of - 1], entry.label
        if entry.kind is EntryKind.REDO and entry.of is not None:
            assert self.session.matter == self.matters[entry.of], entry.label

    def _check_figures(self, before: Seen, entries: list[JournalEntry]) -> None:
        """See that no figure moved but those of whom the entries speak, and in the register no text."""
        now = self._look()
        corrected = {
            (change.after.holder, change.after.security)
            for entry in entries
            for change in entry.changes
            if isinstance(change.after, LedgerEntry) and change.after.type is EntryType.CORRECTION
        }
        plain = bool(entries) and all(
            entry.kind is EntryKind.EDIT
            and all(
                isinstance(change.after, LedgerEntry)
                and change.before is None
                and (change.after.holder, change.after.security) in corrected
                for change in entry.changes
            )
            for entry in entries
        )
        if (plain or not entries) and now.as_of == before.as_of:
            for holder, figures in before.positions.items():
                may_move = {part for who, what in corrected if who == holder and what for part in _MOVED_BY[what]}
                for part, was, will_be in zip(_PARTS, figures, now.positions[holder], strict=True):
                    assert was == will_be or part in may_move, f"{part} of {holder} moved from {was} to {will_be}"
        if not self.heard:
            for row in before.register.keys() & now.register.keys():
                assert before.register[row] == now.register[row]
        elif plain and now.as_of == before.as_of:
            for row in before.register.keys() & now.register.keys():
                if row[0] == "holder" and row[1] not in {who for who, _what in corrected}:
                    old, new = before.register[row], now.register[row]
                    assert {part: old[part] for part in _RECORDED} == {part: new[part] for part in _RECORDED}

    def _check_names(self) -> None:
        """See that a screen reader has a name for whatever shows and takes the keyboard or the mouse."""
        root = self.walker.root()
        for kind in (QAbstractItemView, QLineEdit, QPlainTextEdit, QComboBox, QAbstractButton):
            for each in root.findChildren(kind):
                if not each.isVisible() or isinstance(each, QHeaderView) or each.focusPolicy() is _NO_FOCUS:
                    continue
                spoken = QAccessible.queryAccessibleInterface(each)
                assert _inside(each) or spoken.text(QAccessible.Text.Name), f"{each} has no name"


_NO_FOCUS = Qt.FocusPolicy.NoFocus


def _inside(widget: QWidget) -> bool:
    """Tell whether a widget is Qt's own part of a box of choices or a calendar, which speaks for it."""
    return type(widget).__module__.startswith("PySide6") and isinstance(widget, QAbstractItemView)


def _meant(text: str) -> object:
    """Return what a text in a cell stands for, nothing and 0 being the same."""
    try:
        return wording.parse_shares(text) if text.strip() else 0
    except UserError:
        return wording.one_line(text)


_SHORT = settings(
    max_examples=24,
    stateful_step_count=24,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)
_LONGER = settings(
    max_examples=600,
    stateful_step_count=60,
    deadline=None,
    print_blob=True,
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture
def ground(theme: Theme, sample_file: Path, tmp_path: Path) -> Ground:
    return Ground(theme, sample_file, tmp_path)


def test_a_walk_through_everything_changes_nothing_that_was_not_named(ground: Ground, qtbot: QtBot) -> None:
    del qtbot
    walk = type("Walk", (Walk,), {"ground": ground})
    run_state_machine_as_test(walk, settings=_LONGER if LONG else _SHORT)
