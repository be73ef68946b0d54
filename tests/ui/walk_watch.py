"""What must hold after every step of the random walk: nothing went wrong, and nothing moved that was not named."""

from __future__ import annotations

import datetime as dt
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import TracebackType
from typing import TypeAlias

from PySide6.QtCore import QMessageLogContext, Qt, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from rra_desktop.domain.edits import Change, EntryKind, JournalEntry
from rra_desktop.domain.matter import Matter
from rra_desktop.domain.register import EntryType, LedgerEntry, Security
from tests.ui.test_nothing_flashes import Flashes
from tests.ui.walk_bounds import Named, pending
from tests.ui.walk_places import Places, application
from ui.main_window import MainWindow
from ui.widgets.grid_cells import RowKind

_PARTS = ("units", "common", "preferred", "warrants", "other", "registrable")
_MOVED_BY = {
    Security.UNIT: {"units", "common", "preferred", "warrants", "registrable"},
    Security.COMMON: {"units", "common", "registrable"},
    Security.PREFERRED: {"units", "preferred", "registrable"},
    Security.WARRANT: {"units", "warrants", "registrable"},
    Security.OTHER_REGISTRABLE: {"other", "registrable"},
}
"""The figures of a holder that may move with the count of a security."""
_RECORDED = ("name", "group", "units", "common", "preferred", "warrants", "registrable")
_TAKES_KEYS: tuple[type[QWidget], ...] = (QAbstractItemView, QLineEdit, QPlainTextEdit, QComboBox, QAbstractButton)
Shown: TypeAlias = dict[tuple[str, ...], dict[str, str]]


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

    def _logged(self, kind: QtMsgType, _context: QMessageLogContext, words: str | None) -> None:
        calm = kind in (QtMsgType.QtDebugMsg, QtMsgType.QtInfoMsg)
        if not calm and not str(words).startswith("This plugin does not support"):
            self.found.append(str(words))


@dataclass(frozen=True)
class Seen:
    """What holds at one moment, and what shows in the register while that shows."""

    matter: Matter
    journal: int
    as_of: dt.date
    positions: dict[str, tuple[int, ...]]
    register: Shown


class Watch:
    """Looks at a window before and after each step, which it says; `matters` holds the matter after each entry."""

    def __init__(self, window: MainWindow, say: Callable[[str], object]) -> None:
        self._window = window
        self._say = say
        self._session = window.session
        self._flashes = Flashes()
        self._heard: list[Change] = []
        self.faults = Faults()
        self.matters: dict[int, Matter] = {self._session.journal()[-1].number: self._session.matter}
        application().installEventFilter(self._flashes)
        self._session.subscribe(self._heard.append)

    def close(self) -> None:
        """Look no more."""
        application().removeEventFilter(self._flashes)
        self.faults.close()

    @contextmanager
    def step(self, words: str, named: Named, root: Callable[[], QWidget]) -> Iterator[None]:
        """Look before and after one step; `named` is what it may change, `root` returns what gets the keys after it."""
        self._say(words)
        waiting, count = pending(self._window)
        before = self._look()
        self._heard.clear()
        yield
        self._check(before, named | waiting, 1 + count)
        _check_names(root())

    def _look(self) -> Seen:
        session = self._session
        of = session.analysis.positions.of
        positions = {each.id: tuple(getattr(of(each.id), part) for part in _PARTS) for each in session.matter.holders}
        return Seen(session.matter, session.journal()[-1].number, session.as_of, positions, self._register())

    def _register(self) -> Shown:
        """Return what shows in the register, by row and column; nothing while another room shows."""
        grid = Places(self._window).register
        if grid is None or self._window.stack.shown != "holdings":
            return {}
        model = grid.grid_model
        return {
            row.key: {column.id: column.cell(row).text for column in model.columns}
            for row in model.rows
            if row.kind is not RowKind.SECTION
        }

    def _check(self, before: Seen, named: Named, most: int) -> None:
        assert not self.faults.found, self.faults.found[0]
        assert not self._flashes.seen, dict(self._flashes.seen)
        entries = [each for each in self._session.journal() if each.number > before.journal]
        assert len(entries) <= most, [each.label for each in entries]
        for entry in entries:
            self._check_entry(entry, named)
        assert [each.entry for each in self._heard if each.entry is not None] == entries
        assert entries or before.matter == self._session.matter
        self._check_figures(before, self._look(), entries)

    # -- what was recorded -----------------------------------------------------------------------------------------

    def _check_entry(self, entry: JournalEntry, named: Named) -> None:
        earlier = self.matters[entry.number - 1]
        # Of several entries in one step only the last one's matter is to be had.
        self.matters[entry.number] = self._session.matter
        if entry.kind is EntryKind.EDIT or entry.of is None:
            for change in entry.changes:
                assert named.permits(change, earlier), f"{entry.label}\nchanges {change}\nnamed were {named}"
            return
        answered = next(each for each in self._session.journal() if each.number == entry.of)
        wanted = [(each.before, each.after) for each in answered.changes]
        if entry.kind is not EntryKind.REDO:
            wanted = [(after, before) for before, after in reversed(wanted)]
        assert [(each.before, each.after) for each in entry.changes] == wanted, entry.label
        assert entry.of in named.taking_back if entry.kind is EntryKind.REVERT else named.undoing, entry.label
        if entry.kind is not EntryKind.REVERT:
            then = entry.of if entry.kind is EntryKind.REDO else entry.of - 1
            assert self._session.matter == self.matters[then], entry.label

    def _check_figures(self, before: Seen, now: Seen, entries: list[JournalEntry]) -> None:
        """See that no figure moved but those of whom the entries speak, and in the register no text."""
        if now.as_of != before.as_of:
            return
        corrected = _corrected(entries)
        if corrected is None:
            return
        for holder, figures in before.positions.items():
            may_move = {part for who, what in corrected if who == holder for part in _MOVED_BY[what]}
            for part, was, will_be in zip(_PARTS, figures, now.positions[holder], strict=True):
                assert was == will_be or part in may_move, f"{part} of {holder} moved from {was} to {will_be}"
        touched = {who for who, _what in corrected}
        shown, shows = _rows(before.register, now.register), _rows(now.register, before.register)
        for row, texts in shown.items():
            if not self._heard:
                assert texts == shows[row]
            elif row[0] == "holder" and row[1] not in touched:
                assert {part: texts[part] for part in _RECORDED} == {part: shows[row][part] for part in _RECORDED}


def _corrected(entries: list[JournalEntry]) -> set[tuple[str, Security]] | None:
    """Return whose counts of what the entries correct, None where they do anything else."""
    found: set[tuple[str, Security]] = set()
    for entry in entries:
        for change in entry.changes:
            record = change.after
            typed_over = isinstance(record, LedgerEntry) and record.type is EntryType.CORRECTION
            if not isinstance(record, LedgerEntry) or not typed_over or change.before is not None:
                return None
            if record.holder is None or record.security is None:
                return None
            found.add((record.holder, record.security))
    return found


def _rows(shown: Shown, others: Shown) -> Shown:
    """Return what shows in the rows that show elsewhere too; the name of a line of totals says how much it is of."""
    return {
        row: {part: text for part, text in shown[row].items() if part != "name" or row[0] != "total"}
        for row in shown.keys() & others.keys()
    }


def _check_names(root: QWidget) -> None:
    """See that a screen reader has a name for whatever shows and takes the keyboard."""
    for kind in _TAKES_KEYS:
        for each in root.findChildren(kind):
            headless = isinstance(each, QHeaderView) or each.focusPolicy() is Qt.FocusPolicy.NoFocus
            if each.isVisible() and not headless and not _is_qts_own(each):
                spoken = QAccessible.queryAccessibleInterface(each)
                assert spoken.text(QAccessible.Text.Name), f"{each} has no name"


def _is_qts_own(widget: QWidget) -> bool:
    """Tell whether a list is Qt's own part of a box of choices or a calendar, which speaks for it."""
    return type(widget).__module__.startswith("PySide6") and isinstance(widget, QAbstractItemView)
