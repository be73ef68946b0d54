"""The journal as a grid, newest first: when, who, what, and from what to what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from rra_desktop import wording
from rra_desktop.domain.edits import EntryKind, JournalEntry
from rra_desktop.editing.taking_back import taken_back
from rra_desktop.wording import JournalInWords
from ui.widgets.grid_cells import Cell, Column, GridRow
from ui.widgets.grid_model import GridModel

Row = GridRow[JournalEntry]
_LONG = 30


class JournalModel(GridModel[JournalEntry]):
    """The entries of the journal; what was taken back since is greyed and says by which entry."""

    def __init__(self, words: JournalInWords) -> None:
        self._words = words
        self._entries: Sequence[JournalEntry] = ()
        self._taken_back: Mapping[int, int] = {}
        self._wanted = ""
        self._searched: dict[int, str] = {}
        super().__init__(
            (
                Column("number", "No.", _number, sample="1,000"),
                Column("when", "When", _when, numeric=False, sample="Wed, Sep 30, 2026, 12:00"),
                Column("who", "Who", _who, numeric=False),
                Column("what", "What", self._what, numeric=False, stretches=True),
                Column("change", "From → to", self._change, numeric=False, stretches=True),
            )
        )

    def show_journal(self, entries: Sequence[JournalEntry]) -> None:
        """Show these entries, the oldest of them first, in the other order."""
        self._entries = entries
        self._taken_back = taken_back(entries)
        self.arrange()

    def filter(self, text: str) -> None:
        """Show only entries that have a text in their name, who made them, or what they changed."""
        self._wanted = text.casefold().strip()
        self.arrange()

    def arrange(self) -> None:
        """Show the entries that are wanted, newest first."""
        self.show_rows(
            [
                GridRow((str(entry.number),), entry, greyed=entry.number in self._taken_back)
                for entry in reversed(self._entries)
                if not self._wanted or self._wanted in self._text_of(entry)
            ]
        )

    def why_not_typed(self, row: Row, column: str) -> str:
        """Return how an entry is undone, since it is never changed."""
        del row, column
        return "What was done is never rewritten; Take It Back undoes it, and is an entry of its own."

    def taken_back_by(self, entry: JournalEntry) -> int | None:
        """Return the number of the entry that took another back, None while it stands."""
        return self._taken_back.get(entry.number)

    def _text_of(self, entry: JournalEntry) -> str:
        """Return the words a filter looks in, put together once: an entry never changes, nor what it speaks of."""
        text = self._searched.get(entry.number)
        if text is None:
            text = f"{entry.label}\n{entry.who}\n{self._short(entry)}".casefold()
            self._searched[entry.number] = text
        return text

    def _short(self, entry: JournalEntry) -> str:
        if entry.kind is EntryKind.MADE or len(entry.changes) != 1:
            return _records(len(entry.changes))
        return self._words.of(entry).in_short(entry.changes[0])

    def _what(self, row: Row) -> Cell:
        by = self.taken_back_by(row.subject)
        return Cell(row.subject.label if by is None else f"{row.subject.label} · taken back by no. {by:,}")

    def _change(self, row: Row) -> Cell:
        return one_line(self._short(row.subject), faint=len(row.subject.changes) != 1)


def moment(when: datetime) -> str:
    """Write a moment in this computer's time, as Wed, Sep 30, 2026, 12:00."""
    here = when.astimezone()
    return f"{wording.day(here.date())}, {here:%H:%M}"


def one_line(text: str, *, faint: bool = False) -> Cell:
    """Put a text that may have several lines in one; all of it stands in the tool tip."""
    line = " ".join(text.split())
    return Cell(line, faint=faint, note=text if line != text or len(line) > _LONG else "")


def _records(count: int) -> str:
    return "1 record" if count == 1 else f"{count:,} records"


def _number(row: Row) -> Cell:
    return Cell(f"{row.subject.number:,}")


def _when(row: Row) -> Cell:
    return Cell(moment(row.subject.when))


def _who(row: Row) -> Cell:
    return Cell(row.subject.who)
