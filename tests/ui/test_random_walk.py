"""A walk through the whole window with random keys and clicks: nothing is changed that the window did not name.

After every single key and click: no exception and no warning; nothing shows as a window that is none; the journal grew
by no more than the step may record; what it records is of the record that the frame, the selection or the dialog named;
no other figure of the register moved; what is taken back is exactly what was; a key that cannot type says why; what is
refused is refused in a sentence. At the end the file is sound.
"""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, Phase, note, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test
from PySide6.QtCore import QModelIndex, QPoint
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QApplication, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from rra_desktop import wording
from rra_desktop.cli.program import program
from rra_desktop.editing.commands import ChangeHolder
from rra_desktop.errors import UserError
from rra_desktop.session import open_session
from tests.conftest import LONG
from tests.ui.conftest import AS_OF
from tests.ui.walk_bounds import Named, by_cell, by_menu, by_selection, by_widget
from tests.ui.walk_places import Places
from tests.ui.walk_watch import Watch
from tests.ui.walker import KEYS, SIGNS, Button, Held, Walker, picked, settle
from ui.actions import ACTIONS, Handler
from ui.application import MatterDesk
from ui.main_window import MainWindow
from ui.preferences import Preferences
from ui.room_stack import ROOMS
from ui.theme import Theme
from ui.widgets.forms import FormDialog
from ui.widgets.grid import Grid
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
_WALKED_ROOMS = ("overview", "holdings", "holdings", "calendar", "cutback", "cutback", "activity")
_PAGES = ("", "Notice address", "Affiliates", "Notes")
_NOT_WALKED = frozenset({"quit", "close", "as-of-today", "open-sample", "undo", "redo", "take-back"})
_ENDS = ("Enter", "Tab", "Esc", "")
_MOST_ESCAPES = 30
_NEVER_ACCEPTED = frozenset({"Password", "Restore from backup"})
"""Dialogs that lock the file or put another in its place: here they are only filled."""


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


class Walk(RuleBasedStateMachine):
    """The window of the sample matter, and everything that may be done to it."""

    ground: Ground
    say: Callable[[str], object] = staticmethod(note)

    @initialize(room=st.sampled_from(_WALKED_ROOMS), page=st.sampled_from(_PAGES), cell=_PLACE)
    def begin(self, room: str, page: str, cell: int) -> None:
        """Open a copy of the sample matter, somewhere."""
        QApplication.clipboard().setText("")
        self.path = Path(shutil.copy(self.ground.sample, self.ground.folder / "Walk.rra"))
        session = open_session(self.path, today=AS_OF)
        self.window = MainWindow(session, self.ground.theme, WalkDesk(self.ground), _no_path, _no_path)
        self.window.resize(1440, 900)
        self.window.show()
        self.window.activateWindow()
        self.window.show_room("holdings").first_focus()
        settle()
        self.walker = Walker(self.window)
        self.watch = Watch(self.window, self.say)
        places = Places(self.window)
        register, panel = places.register, places.panel
        assert register is not None
        assert panel is not None
        cells = [index for index in self.walker.cells(register) if register.grid_model.cell(index).edit is not None]
        at = cells[cell % len(cells)]
        register.select_cell(register.grid_model.rows[at.row()].key, register.grid_model.columns[at.column()].id)
        if page:
            panel.turn_to(page)
        self.window.show_room(room).first_focus()
        settle()

    def teardown(self) -> None:
        """Close the window as counsel would, and look whether the file is sound."""
        if not hasattr(self, "watch"):
            return
        try:
            for _ in range(_MOST_ESCAPES):
                if self.window.close():
                    break
                self.walker.press("Esc")
        finally:
            closed = self.window.signals.closed
            self.window.deleteLater()
            settle()
            self.watch.close()
        assert not self.watch.faults.found, self.watch.faults.found[0]
        assert closed, "the window cannot be closed"
        told = CliRunner().invoke(program, ["check", str(self.path)])
        assert told.exit_code == 0, told.output

    # -- what may be done ------------------------------------------------------------------------------------------

    @rule(place=st.sampled_from(_WALKED_ROOMS))
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

    def click_cell(
        self, view: QAbstractItemView, index: QModelIndex, button: Button, held: Held, *, twice: bool
    ) -> None:
        """Click one cell."""
        named = by_widget(view, Places(self.window)) if self.walker.root() is not self.window else Named()
        if isinstance(view, Grid) and button is Button.RightButton:
            named |= by_menu(view, index, Places(self.window))
        how = f"{button.name} {held.name}{' twice' if twice else ''}"
        words = f"{how} {view.accessibleName()} {index.row()},{index.column()}"
        with self.watch.step(words, named, self.walker.root):
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
            with self.watch.step(f"title {column} of {chosen.accessibleName()}", Named(), self.walker.root):
                self.walker.click(header.viewport(), QPoint(place, 8))

    @rule(keys=st.lists(st.sampled_from([*KEYS, *SIGNS]), min_size=1, max_size=6), answer=_PLACE)
    def press(self, keys: list[str], answer: int) -> None:
        """Press keys, one after another, wherever the keyboard is."""
        self.walker.answer = answer
        for key in keys:
            self.press_one(key)

    @rule(text=st.sampled_from(_TEXTS), end=st.sampled_from(_ENDS))
    def type_over(self, text: str, end: str) -> None:
        """Type a text wherever the keyboard is, and end as counsel may."""
        self._type(text, end)

    def _type(self, text: str, end: str) -> None:
        """Type the first sign and see what it began, then the rest into whatever has the keyboard."""
        for part in (text[:1], text[1:]):
            if part:
                self.press_one(part)
        if end:
            self.press_one(end)

    @rule(field=_PLACE, text=st.sampled_from(_TEXTS), end=st.sampled_from(_ENDS))
    def fill(self, field: int, text: str, end: str) -> None:
        """Click into a field, type over all that stands there, and end as counsel may."""
        chosen = picked(self.walker.fields(), field)
        if chosen is None:
            return
        with self.watch.step(
            f"into {chosen.accessibleName()}", by_widget(chosen, Places(self.window)), self.walker.root
        ):
            self.walker.click(chosen, chosen.rect().center())
        self.press_one("Ctrl+A")
        self._type(text, end)

    @rule(button=_PLACE, answer=_PLACE)
    def push(self, button: int, answer: int) -> None:
        """Push a button."""
        self.walker.answer = answer
        chosen = picked([each for each in self.walker.buttons() if not self._never(each)], button)
        if chosen is None:
            return
        root = self.walker.root()
        accepting = isinstance(root, FormDialog) and chosen is root.act
        with self.watch.step(
            f"push {chosen.accessibleName() or chosen.text()}",
            by_widget(chosen, Places(self.window)),
            self.walker.root,
        ):
            self.walker.click(chosen, chosen.rect().center())
        if isinstance(root, FormDialog) and accepting and root in self.walker.dialogs():
            assert root.refusal(), f"{root.windowTitle()} neither records nor says why not"

    def _never(self, button: QAbstractButton) -> bool:
        root = self.walker.root()
        locks = isinstance(root, FormDialog) and root.windowTitle() in _NEVER_ACCEPTED and button is root.act
        # A walk that is walked again must not depend on the day.
        return locks or "oday" in f"{button.text()} {button.accessibleName()}"

    @rule(action=st.sampled_from([row.id for row in ACTIONS if row.id not in _NOT_WALKED and "export" not in row.id]))
    def act(self, action: str) -> None:
        """Do an act of the menus."""
        if self.walker.root() is self.window and action != "room-summary":
            with self.watch.step(f"act {action}", Named(), self.walker.root):
                self.walker.trigger(action)

    @rule(action=st.sampled_from(("undo", "redo")), times=st.integers(1, 3))
    def go_back(self, action: str, times: int) -> None:
        """Undo or redo."""
        for _ in range(times):
            if self.walker.root() is self.window and self.window.actions_table.by_id[action].isEnabled():
                with self.watch.step(action, Named(undoing=True), self.walker.root):
                    self.walker.trigger(action)

    @rule()
    def take_back(self) -> None:
        """Take back the entry selected in Activity."""
        places = Places(self.window)
        if self.walker.root() is self.window and places.journal is not None:
            with self.watch.step(
                "take back", by_menu(places.journal, places.journal.currentIndex(), places), self.walker.root
            ):
                self.walker.trigger("take-back")

    @rule(text=st.sampled_from(_COPIED))
    def copy(self, text: str) -> None:
        """Put something on the clipboard, as another program does."""
        QApplication.clipboard().setText(text)
        self.say(f"copied {text!r}")

    @rule(day=st.sampled_from(_DAYS))
    def look_at(self, day: dt.date) -> None:
        """Look at the matter as of another day."""
        if self.walker.root() is self.window:
            with self.watch.step(f"as of {day}", Named(), self.walker.root):
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
        with self.watch.step(f"slider at {place} %", Named(), self.walker.root):
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
        index = grid.currentIndex() if grid is not None else QModelIndex()
        shut = grid is not None and index.isValid() and grid.grid_model.cell(index).edit is None
        typing = self._being_typed(target, key)
        with self.watch.step(f"{key} in {target.accessibleName() or type(target).__name__}", named, self.walker.root):
            self.walker.press(key)
        if grid is not None and isValid(grid) and shut and not grid.activates:
            self._check_shut(grid, index, key)
        if typing is not None:
            self._check_typed(*typing)
        if not isValid(target):
            return
        if key == "Enter" and isinstance(target, ReadField) and target.isVisible() and target.unrecorded:
            assert target.reason or not target.isModified() or root is not self.window, "a field refuses in silence"

    def _named_in_grid(self, grid: Grid, key: str, places: Places) -> Named:
        if key in ("Delete", "Backspace"):
            return by_selection(grid, places)
        if key == "Ctrl+V":
            return by_cell(grid, grid.currentIndex(), places)
        return Named()

    def _check_shut(self, grid: Grid, index: QModelIndex, key: str) -> None:
        """See that a key that would type on a cell that is worked out moves nothing and says why."""
        if not grid.currentIndex().isValid():
            # A filter that waits for a pause in typing has taken the row away meanwhile.
            return
        if key[0] not in " ,.-$<" and key not in KEYS:
            assert grid.currentIndex() == index, f"{key} moved the frame"
            assert grid.reason, f"{key} on a cell that is worked out says nothing"
        elif key == "F2":
            assert grid.reason, "F2 on a cell that is worked out says nothing"

    def _being_typed(self, target: QWidget, key: str) -> tuple[Grid, str, str, str, int] | None:
        """Return the cell whose field a key ends, what stood in it, what was typed, and the journal before."""
        if key not in ("Enter", "Tab") or not isinstance(target, CellEditor) or target.text() == target.opened_with:
            return None
        port = target.parentWidget()
        grid = port.parentWidget() if port is not None else None
        assert isinstance(grid, Grid)
        index = Places(self.window).open_cell(grid)
        assert index is not None
        row = grid.grid_model.row_at(index)
        key_of = "/".join(row.key) if row is not None else ""
        return grid, f"{key_of}: {index.column()}", target.opened_with or "", target.text(), len(self.watch.matters)

    def _check_typed(self, grid: Grid, where: str, before: str, typed: str, recorded: int) -> None:
        if len(self.watch.matters) > recorded or grid.reason:
            return
        assert _meant(before) == _meant(typed), f"{typed!r} over {before!r} at {where} is dropped without a word"


def _meant(text: str) -> object:
    """Return what a text in a cell stands for, nothing and 0 being the same."""
    try:
        return wording.parse_shares(text) if text.strip() else 0
    except UserError:
        return wording.one_line(text)


_SHORT = settings(
    max_examples=10,
    stateful_step_count=20,
    deadline=None,
    derandomize=True,
    # A walk that fails is told as it was walked: looking for a shorter one takes longer than a test may.
    phases=(Phase.explicit, Phase.generate),
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


def test_the_watch_sees_what_was_not_named(ground: Ground, qtbot: QtBot) -> None:
    del qtbot
    walk = type("Walk", (Walk,), {"ground": ground, "say": staticmethod(print)})()
    walk.begin("holdings", "", 0)
    named = Named(holders=frozenset({"H4"}))
    with walk.watch.step("a named one", named, walk.walker.root):
        walk.window.signals.execute(ChangeHolder("H4", "notes", "Call first"))
    with (
        pytest.raises(AssertionError, match="named were"),
        walk.watch.step("another one", named, walk.walker.root),
    ):
        walk.window.signals.execute(ChangeHolder("H3", "notes", "Call first"))
    walk.teardown()
