"""A matter being worked on: every edit planned, written and recomputed in one way, every listener told."""

from __future__ import annotations

import datetime as dt
import getpass
import hashlib
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from rra_desktop import __version__
from rra_desktop.calculation.analysis import Analysis
from rra_desktop.calculation.moved_figures import Values, moved_figures, values_of
from rra_desktop.domain.agreement import AgreementForm
from rra_desktop.domain.edits import Area, Change, Edit, EntryKind, EntryName, JournalEntry, applied, areas
from rra_desktop.domain.holidays import HolidayTables
from rra_desktop.domain.matter import ActingFor, Matter, MatterDetails
from rra_desktop.domain.moved_figures import MovedFigure
from rra_desktop.editing.commands import Command
from rra_desktop.editing.planning import plan, refuse_impossible
from rra_desktop.editing.taking_back import in_the_way, newer_word, remade_since, taken_back
from rra_desktop.errors import RefusedEditError, StaleEditError
from rra_desktop.exchange.matter_json import matter_to_json
from rra_desktop.exchange.sample import sample_matter
from rra_desktop.store.forms import USUAL_FORM, form_ids, form_in_file, load_form
from rra_desktop.store.holiday_tables import load_holidays
from rra_desktop.store.journal_writer import JournalWriter
from rra_desktop.store.matter_file import MatterFile
from rra_desktop.store.restoring import restore

Listener = Callable[[Change], None]
Clock = Callable[[], dt.datetime]


class MatterSession:
    """One open matter file: execute, undo, redo, revert, and the figures as of a day.

    `matter` and `analysis` are replaced, never changed; a listener hears of every replacement once it is on disk.
    """

    def __init__(
        self, file: MatterFile, holidays: HolidayTables, today: dt.date, *, as_of: dt.date | None = None
    ) -> None:
        self._file = file
        self._holidays = holidays
        self._listeners: list[Listener] = []
        self._undoable: list[JournalEntry] = []
        self._redoable: list[JournalEntry] = []
        self._matter = file.matter()
        self._as_of = as_of or self._matter.details.opens_as_of or today
        self._today = today
        self._values: Values | None = None
        self._recompute()

    # -- what there is ---------------------------------------------------------------------------------------------

    @property
    def matter(self) -> Matter:
        """Everything in the file, as last written."""
        return self._matter

    @property
    def as_of(self) -> dt.date:
        """The day the matter is looked at."""
        return self._as_of

    @property
    def today(self) -> dt.date:
        """The day the session began."""
        return self._today

    @property
    def analysis(self) -> Analysis:
        """All figures of the matter as of the day it is looked at."""
        return self._analysis

    @property
    def calculated_in(self) -> int:
        """How long the last calculation took, in milliseconds."""
        return self._calculated_in

    @property
    def file(self) -> MatterFile:
        """The file underneath, for copies, backups and the password."""
        return self._file

    @property
    def path(self) -> Path:
        """Where the matter lies."""
        return self._file.path

    @property
    def read_only(self) -> bool:
        """Whether nothing can be written."""
        return self._file.read_only

    def journal(self) -> tuple[JournalEntry, ...]:
        """Return every change of the matter, newest last."""
        return self._file.journal()

    def newest_entries(self, most: int) -> tuple[EntryName, ...]:
        """Return the names of the newest changes of the matter, newest first, whatever they changed."""
        return self._file.newest_entries(most)

    @property
    def state(self) -> tuple[int, str]:
        """The number of the last journal entry and the SHA-256 of the matter's JSON, as `rra export` writes it."""
        digest = hashlib.sha256(matter_to_json(self._matter).encode()).hexdigest()
        return self.journal()[-1].number, digest

    @property
    def undo_label(self) -> str | None:
        """What undo would take back, None when there is nothing."""
        return self._undoable[-1].label if self._undoable else None

    @property
    def redo_label(self) -> str | None:
        """What redo would do again, None when there is nothing."""
        return self._redoable[-1].label if self._redoable else None

    # -- what can be done ------------------------------------------------------------------------------------------

    def execute(self, command: Command) -> Change:
        """Plan a command, write it, recompute and tell the listeners; an edit that changes nothing is not written.

        Raises UserError with the reason when it is refused; then nothing has changed, on disk or here.
        """
        edit = plan(self._matter, command)
        if not edit.changes:
            return Change(frozenset())
        entry = self._file.write(edit)
        self._undoable.append(entry)
        self._redoable.clear()
        return self._written(entry)

    def try_out(self, command: Command) -> Analysis:
        """Return the figures as they would be after a command, of which nothing is written; raises UserError."""
        after = applied(self._matter, plan(self._matter, command).changes)
        return Analysis(after, self._as_of, self._holidays)

    def would_move(self, command: Command) -> tuple[MovedFigure, ...]:
        """Return the dates and numbers a command would move, of which nothing is written; raises UserError.

        It can be asked on another thread; of what is edited meanwhile the answer says nothing.
        """
        before, values = self._analysis, self._values
        if values is None:
            values = self._values = values_of(before)
        after = applied(before.matter, plan(before.matter, command).changes)
        return moved_figures(before, Analysis(after, before.as_of, self._holidays), values)

    def undo(self) -> Change:
        """Take the last edit of this session back, as a new journal entry; raises RefusedEditError for none."""
        if not self._undoable:
            raise RefusedEditError(
                "There is nothing to undo in this session; older changes are taken back in Activity."
            )
        entry = self._undoable[-1]
        undone = self._write_again(_edit(entry).reversed(), "Undo", EntryKind.UNDO, entry.number)
        self._redoable.append(self._undoable.pop())
        return self._written(undone)

    def redo(self) -> Change:
        """Do the edit last undone again, as a new journal entry; raises RefusedEditError for none."""
        if not self._redoable:
            raise RefusedEditError("There is nothing to redo.")
        entry = self._redoable[-1]
        redone = self._write_again(_edit(entry), "Redo", EntryKind.REDO, entry.number)
        self._undoable.append(self._redoable.pop())
        return self._written(redone)

    def revert(self, number: int) -> Change:
        """Take an old entry back, where nothing later touched the same records; raises RefusedEditError if it did."""
        journal, entry = self.journal(), self._file.journal_entry(number)
        self._refuse_to_take_back(journal, entry)
        reversed_edit = _edit(entry).reversed()
        try:
            refuse_impossible(self._matter, reversed_edit.changes)
            reverted = self._write_again(reversed_edit, "Revert", EntryKind.REVERT, entry.number)
        except RefusedEditError as error:
            raise RefusedEditError(f"“{entry.label}” cannot be taken back. {error}") from error
        except (KeyError, StaleEditError) as error:
            raise RefusedEditError(_cannot_be_taken_back(entry, None)) from error
        self._undoable.append(reverted)
        self._redoable.clear()
        return self._written(reverted)

    def _refuse_to_take_back(self, journal: Sequence[JournalEntry], entry: JournalEntry) -> None:
        if entry.kind is EntryKind.MADE:
            raise RefusedEditError("The making of the matter cannot be taken back.")
        if by := taken_back(journal).get(entry.number):
            raise RefusedEditError(f"“{entry.label}” was taken back already, by no. {by:,}.")
        if newer := newer_word(journal, entry):
            raise RefusedEditError(_cannot_be_taken_back(entry, newer))
        if later := in_the_way(journal, entry):
            raise RefusedEditError(_cannot_be_taken_back(entry, later))
        if remade := remade_since(journal, entry):
            raise RefusedEditError(_cannot_be_taken_back(entry, remade, "what it speaks of"))

    def look_at(self, day: dt.date) -> Change:
        """Look at the matter as of another day; nothing is written."""
        self._as_of = day
        self._recompute()
        return self._publish(Change(frozenset({Area.AS_OF})))

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Call the listener after every change from now on; returns what ends that."""
        self._listeners.append(listener)

        def unsubscribe() -> None:
            with suppress(ValueError):
                self._listeners.remove(listener)

        return unsubscribe

    def save_copy(self, path: Path) -> None:
        """Write a checked copy of the matter elsewhere; raises MatterFileError and leaves what was there alone."""
        self._file.save_copy(path)

    def close(self) -> None:
        """Close the file; everything is on disk already."""
        self._listeners.clear()
        self._file.close()

    # -- how it is done --------------------------------------------------------------------------------------------

    def _write_again(self, edit: Edit, verb: str, kind: EntryKind, of: int) -> JournalEntry:
        again = Edit(f"{verb}: {edit.label}", edit.command, edit.changes)
        return self._file.write(again, kind=kind, of=of)

    def _written(self, entry: JournalEntry) -> Change:
        self._matter = self._file.matter()
        self._recompute()
        return self._publish(Change(areas(entry.changes), entry))

    def _recompute(self) -> None:
        started = time.perf_counter_ns()
        self._analysis = Analysis(self._matter, self._as_of, self._holidays)
        self._values = None
        self._analysis.warm()
        self._calculated_in = (time.perf_counter_ns() - started) // 1_000_000

    def _publish(self, change: Change) -> Change:
        for listener in tuple(self._listeners):
            listener(change)
        return change


def _edit(entry: JournalEntry) -> Edit:
    return Edit(entry.label, entry.command, entry.changes)


def shipped_forms() -> tuple[AgreementForm, ...]:
    """Return the agreement forms that the program ships, the usual one first."""
    forms = [load_form(form_id) for form_id in form_ids()]
    return tuple(sorted(forms, key=lambda form: (form.id != USUAL_FORM, form.title, form.company)))


def form_of_file(path: Path) -> AgreementForm:
    """Return the agreement form in a file; raises UserError with all that is wrong with it."""
    return form_in_file(path)


def new_matter(
    form: AgreementForm,
    title: str,
    company: str = "",
    acting_for: ActingFor = ActingFor.COMPANY,
) -> Matter:
    """Return an empty matter on an agreement form, which it keeps."""
    details = MatterDetails(title.strip(), company.strip() or form.company, form.agreement_date, acting_for)
    return Matter(details, form)


def create_session(
    path: Path, matter: Matter, *, today: dt.date, password: str | None = None, clock: Clock | None = None
) -> MatterSession:
    """Make a matter file and open it; refuses to overwrite (MatterFileError)."""
    file = MatterFile.create(
        path, matter, clock=clock or _now, actor=_who(), app_version=__version__, password=password
    )
    return MatterSession(file, load_holidays(), today)


def sample_session(path: Path, *, today: dt.date, clock: Clock | None = None) -> MatterSession:
    """Make a file of the sample matter and open it; refuses to overwrite (MatterFileError)."""
    return create_session(path, sample_matter(load_form), today=today, clock=clock)


def open_session(
    path: Path,
    *,
    today: dt.date,
    as_of: dt.date | None = None,
    password: str | None = None,
    read_only: bool = False,
    clock: Clock | None = None,
) -> MatterSession:
    """Open a matter file, for reading only where it cannot be written; raises MatterFileError with the reason.

    Without `as_of` the matter is looked at on the day it opens with, or else today.
    """
    file = MatterFile.open(
        path, clock=clock or _now, actor=_who(), app_version=__version__, password=password, read_only=read_only
    )
    return MatterSession(file, load_holidays(), today, as_of=as_of)


def restore_backup(path: Path, backup: Path, *, password: str | None = None, clock: Clock | None = None) -> Path | None:
    """Put a backup in the place of a matter nobody has open; returns where what was there is kept when it was unsound.

    Raises WrongPasswordError for a locked backup the password does not open, MatterFileError when it cannot be done;
    then what was there is there unchanged.
    """
    return restore(backup, path, JournalWriter(clock or _now, _who(), __version__), password=password)


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


def _who() -> str:
    """Return the name the machine knows the user by, for the journal; a machine without names has “counsel”."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "counsel"


def _cannot_be_taken_back(entry: JournalEntry, later: JournalEntry | None, what: str = "the same") -> str:
    why = "what it changed has been changed since."
    if later is not None:
        why = f"“{later.label}”, no. {later.number:,}, has changed {what} since; take that back first."
    return f"“{entry.label}” cannot be taken back: {why}"
