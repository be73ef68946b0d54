"""The register as a grid: affiliates as one row that opens, Other Holders apart, totals last."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal

from rra_desktop import wording
from rra_desktop.domain.register import Holder, Security
from rra_desktop.domain.statements import WEIGHTY, gravest
from rra_desktop.editing.commands import AddInvestors, ChangeHolder, Command, NewInvestor, SetPosition
from rra_desktop.errors import NotUnderstoodError
from ui.holdings import worked_out
from ui.holdings.register_lines import Line, group_line, holder_lines, total_lines
from ui.holdings.register_paste import HEADINGS, SECURITIES, clashes, foreseen, new_investor
from ui.session_signals import SessionSignals
from ui.widgets.chips import Tone
from ui.widgets.gravity import signed_word
from ui.widgets.grid_cells import Cell, Column, Foreseen, GridRow, NewRow, RowKey, RowKind, SortValue, Tick
from ui.widgets.grid_model import GridModel

if TYPE_CHECKING:
    from rra_desktop.session import MatterSession

Row = GridRow[Line]
_OTHERS = "Other Holders – in a cutback, not in the Units[other_holders, cutback]"


class RegisterModel(GridModel[Line]):
    """The register as of the session's day; `ticks_changed` says that other Investors are ticked for a demand."""

    ticks_changed = Signal()

    def __init__(self, session: MatterSession, signals: SessionSignals) -> None:
        self._session = session
        self._signals = signals
        self._lines: tuple[Line, ...] = ()
        self._able: frozenset[str] = frozenset()
        self._members: dict[str, tuple[Holder, ...]] = {}
        self._closed: set[str] = set()
        self._filter = ""
        self.grouped = True
        self.ticked: frozenset[str] = frozenset()
        super().__init__(self._columns())

    def _columns(self) -> Sequence[Column[Line]]:
        form = self._session.matter.form
        titles = {part: form.security(each).short for part, each in SECURITIES.items() if form.has_security(each)}
        titles |= {part: part.capitalize() for part in SECURITIES.keys() - titles.keys()}
        figures = [self._figure_column(part, titles[part]) for part in SECURITIES]
        figures.append(self._figure_column("registrable", "Registrable Shares"))
        return (
            Column("name", "Investor", self._name, _by_name, numeric=False, stretches=True),
            Column("group", "Group", self._group, _by_group, numeric=False, sample="Alder"),
            *figures,
            Column("percent", "% of Units", _percent, _by_percent, sample="100.00%"),
            Column("counts", "Counts", _counts, _by_counts, numeric=False, sample="Not signed."),
        )

    # -- what is shown ---------------------------------------------------------------------------------------------

    def absent_columns(self) -> frozenset[str]:
        """Return the columns of securities that nobody can have under the agreement."""
        return frozenset(column.id for column in self.columns if not self._session.matter.form.has_part(column.id))

    def refresh(self) -> None:
        """Take the register from the session again; ticks of holders that no longer count go."""
        self._lines = tuple(holder_lines(self._session))
        self._able = self._session.analysis.thresholds.able
        members: dict[str, list[Holder]] = {}
        for holder in self._session.matter.holders:
            if holder.group:
                members.setdefault(holder.group, []).append(holder)
        self._members = {group: tuple(holders) for group, holders in members.items()}
        if self.ticked - self._able:
            self.ticked &= self._able
            self.ticks_changed.emit()
        self.arrange()

    def show_matching(self, text: str) -> None:
        """Show only the holders whose name or group has the text in it."""
        self._filter = text.strip().casefold()
        self.arrange()

    def set_grouped(self, *, grouped: bool) -> None:
        """Show affiliates as one row, or each holder by itself."""
        self.grouped = grouped
        self.arrange()

    def arrange(self) -> None:
        """Show the register filtered, grouped and sorted, the Other Holders after the Investors, the totals last."""
        matching = [line for line in self._lines if self._matches(line)]
        rows = self._rows(line for line in matching if not line.is_other)
        others = [line for line in matching if line.is_other]
        if others:
            rows.append(
                GridRow(
                    ("section", "others"),
                    Line(wording.cited(_OTHERS, self._session.matter.form), "section"),
                    RowKind.SECTION,
                )
            )
            rows += self._rows(others)
        total, other_total = total_lines(self._session)
        pinned: list[Row] = []
        if self._lines:
            pinned.append(GridRow(("total",), total, RowKind.TOTAL))
        if other_total is not None:
            pinned.append(GridRow(("total", "others"), other_total, RowKind.TOTAL))
        self.show_rows([*rows, *pinned], len(pinned))

    def _matches(self, line: Line) -> bool:
        return not self._filter or self._filter in line.name.casefold() or self._filter in line.group.casefold()

    def _rows(self, lines: Iterable[Line]) -> list[Row]:
        groups: dict[str, list[Line]] = {}
        for line in lines:
            own = line.holder.id if line.holder else line.name
            groups.setdefault(f"group {line.group}" if self._in_group(line) else f"holder {own}", []).append(line)
        heads = [(self._head(members), members) for members in groups.values()]
        if (by := self._sorting()) is not None:
            heads.sort(key=lambda pair: by(pair[0]), reverse=self._downwards())
            for _head, members in heads:
                members.sort(key=by, reverse=self._downwards())
        return [row for head, members in heads for row in self._rows_of(head, members)]

    def _in_group(self, line: Line) -> bool:
        return self.grouped and bool(line.group) and not line.is_other

    def _head(self, members: Sequence[Line]) -> Line:
        group = members[0].group
        if not self._in_group(members[0]) or not any(line.counts for line in members):
            return members[0]
        return group_line(self._session, group, self._members[group])

    def _rows_of(self, head: Line, members: Sequence[Line]) -> list[Row]:
        if head.key_kind != "group":
            return [self._holder_row(line, 0) for line in members]
        opened = head.group not in self._closed or bool(self._filter)
        row = GridRow(("group", head.group), head, RowKind.GROUP, opened=opened, tick=self._group_tick(head))
        return [row, *(self._holder_row(line, 1) for line in members if opened)]

    def _holder_row(self, line: Line, depth: int) -> Row:
        holder_id = line.subject[0]
        tick = None if holder_id not in self._able else Tick.ON if holder_id in self.ticked else Tick.OFF
        return GridRow(("holder", holder_id), line, depth=depth, tick=tick, greyed=not line.counts)

    def _group_tick(self, head: Line) -> Tick | None:
        able = self._able_in(head)
        if not able:
            return None
        ticked = len(able & self.ticked)
        return Tick.OFF if not ticked else Tick.ON if ticked == len(able) else Tick.PARTLY

    def _able_in(self, line: Line) -> frozenset[str]:
        """Return the holders of a line that can take part in a demand."""
        holders = line.members if line.holder is None else (line.holder,)
        return self._able.intersection(holder.id for holder in holders)

    def _sorting(self) -> Callable[[Line], Any] | None:
        return None if self.sorted_by is None else self.columns[self.column_of(self.sorted_by[0])].order

    def _downwards(self) -> bool:
        return self.sorted_by is not None and self.sorted_by[1] is Qt.SortOrder.DescendingOrder

    # -- ticks and groups --------------------------------------------------------------------------------------------

    def tick_only(self, holders: Iterable[str]) -> None:
        """Tick these holders and no others."""
        self.ticked = frozenset(holders)
        self.arrange()
        self.ticks_changed.emit()

    def set_ticked(self, row: Row, *, ticked: bool) -> None:
        """Tick a holder, or all of a group that can take part in a demand."""
        able = self._able_in(row.subject)
        self.tick_only(self.ticked | able if ticked else self.ticked - able)

    def set_opened(self, row: Row, *, opened: bool) -> None:
        """Show or hide a group's members."""
        self._closed ^= {row.subject.group} if opened is (row.subject.group in self._closed) else set()
        self.arrange()

    def show_holder(self, holder: str) -> bool:
        """Open the group a holder is in, so that it has a line; False for one that is not in the register."""
        closed = {each.group for each in self._session.matter.holders if each.id == holder and each.group}
        if closed & self._closed:
            self._closed -= closed
            self.arrange()
        return self.place_of(("holder", holder)) is not None

    # -- typing ------------------------------------------------------------------------------------------------------

    def command_for(self, row: Row, column: str, text: str) -> Command | None:
        """Return the command for what was typed: a position as of the session's day, a name, or a group."""
        holder = row.subject.holder
        if holder is None:
            return None
        if column == "name" and not text.strip():
            raise NotUnderstoodError("A holder needs a name. To take it out of the register, use Remove in its menu.")
        if column in ("name", "group"):
            return ChangeHolder(holder.id, column, text.strip() or (None if column == "group" else ""))
        quantity = wording.parse_shares(text) if text.strip() else 0
        security = Security.OTHER_REGISTRABLE if row.subject.is_other else SECURITIES[column]
        return SetPosition(holder.id, security, quantity, self._session.as_of)

    def why_not_typed(self, row: Row, column: str) -> str:
        """Return from what a cell is worked out and where to type instead, or why nothing can be typed at all."""
        if self._session.read_only:
            return self._session.file.read_only_reason
        return worked_out.why_not_typed(row.subject, column, self._session.matter.form)

    def why_not_ticked(self, row: Row) -> str:
        """Return why a row has no box."""
        first = self._session.analysis.thresholds.first
        return worked_out.why_not_ticked(row.subject, first.majority if first else None)

    def execute(self, command: Command) -> str:
        """Execute a command; returns why it was refused, or nothing."""
        refusals: list[str] = []
        self._signals.execute(command, refusals.append)
        return "".join(refusals)

    # -- pasting -----------------------------------------------------------------------------------------------------

    @property
    def new_row_name(self) -> str:
        """What a pasted line beyond the last row is entered as."""
        return "Investor" if self._editable() else ""

    def part_of(self, row: Row) -> str | None:
        """Return whether a line is of the Investors or of the Other Holders."""
        if row.kind in (RowKind.SECTION, RowKind.TOTAL):
            return None
        return "Other Holder" if row.subject.is_other else "Investor"

    def heading_columns(self) -> Mapping[str, str]:
        """Return the columns by what tables from elsewhere call them."""
        others = {word: column for column, words in HEADINGS.items() for word in words}
        return {**others, **super().heading_columns()}

    def new_row(self, cells: Mapping[str, str]) -> NewRow:
        """Return the Investor that a pasted line names; raises UserError."""
        investor = new_investor(cells, self._session)
        return NewRow(investor.name, investor)

    def name_clashes(self, named: Sequence[tuple[RowKey | None, str]]) -> Mapping[int, str]:
        """Return which of the names pasted would stand twice in the register, and where they stand already."""
        return clashes(self._session.matter.holders, [(key[1] if key else None, name) for key, name in named])

    def command_for_new(self, rows: Sequence[NewRow]) -> Command:
        """Return the command that enters new Investors as of the session's day."""
        investors = tuple(row.entered for row in rows if isinstance(row.entered, NewInvestor))
        return AddInvestors(investors, self._session.as_of)

    def foresee(self, command: Command) -> Sequence[Foreseen]:
        """Return every figure of the register that a command would change; raises UserError."""
        return foreseen(self._session, {column.id: column.title for column in self.columns}, command)

    # -- cells -------------------------------------------------------------------------------------------------------

    def _editable(self) -> bool:
        return not self._session.read_only

    def _name(self, row: Row) -> Cell:
        line = row.subject
        sign, said = _marks(line)
        if line.holder is None:
            name = f"{line.name}, whole register" if self._filter and row.kind is RowKind.TOTAL else line.name
            return Cell(f"{name}{sign}", faint=row.kind is RowKind.SECTION, note=said, spoken=_spoken(name, said))
        shown = f"{line.name} (transferee)" if line.holder.transferee and not line.counts else line.name
        note = "\n".join(filter(None, ("" if line.counts else line.why_not, said)))
        edit = line.name if self._editable() else None
        return Cell(f"{shown}{sign}", edit=edit, note=note, spoken=_spoken(shown, said))

    def _group(self, row: Row) -> Cell:
        holder = row.subject.holder
        if holder is None or row.subject.is_other:
            return Cell()
        return Cell(row.subject.group, edit=row.subject.group if self._editable() else None)

    def _figure_column(self, part: str, title: str) -> Column[Line]:
        def cell(row: Row) -> Cell:
            return self._figure(row, part)

        def order(line: Line) -> SortValue:
            return line.part(part)

        return Column(part, title, cell, order, sample="1,000,000")

    def _figure(self, row: Row, part: str) -> Cell:
        line = row.subject
        if line.figures is None:
            return Cell()
        other = line.is_other or line.key_kind == "other_total"
        if other and part != "registrable":
            return Cell("–", faint=True, spoken="none")
        count = line.part(part)
        text = wording.shares(count)
        return Cell(text, count, text if self._may_type(line, part) else None, strong=row.kind is RowKind.TOTAL)

    def _may_type(self, line: Line, part: str) -> bool:
        if line.holder is None or not self._editable():
            return False
        if line.is_other:
            return part == "registrable"
        # Intact Units are worked out from their parts: it is the parts that can be typed over then.
        if part == "units" and self._session.analysis.positions.units_are_worked_out:
            return False
        return part in SECURITIES


def _marks(line: Line) -> tuple[str, str]:
    """Return the sign and the word of a line's gravest mark, to stand behind its name, and what all of them say."""
    worst = gravest(line.marks)
    if worst is None:
        return "", ""
    return f"  {signed_word(worst)}", "\n".join(map(wording.marked, line.marks))


def _spoken(name: str, said: str) -> str:
    return f"{name}. {said}" if said else ""


def _percent(row: Row) -> Cell:
    share = row.subject.percent
    if row.subject.figures is None:
        return Cell()
    if share is None:
        return Cell("–", faint=True, spoken="no say")
    return Cell(wording.percent(share), strong=row.kind is RowKind.TOTAL)


def _counts(row: Row) -> Cell:
    line = row.subject
    if line.holder is None or line.is_other:
        return Cell()
    if line.counts:
        doubtful = any(mark.gravity in WEIGHTY for mark in line.marks)
        return Cell("Yes", tone=Tone.WARN if doubtful else Tone.OK)
    return Cell("Not signed", tone=Tone.DANGER, note=line.why_not, spoken=f"Not signed. {line.why_not}")


def _by_name(line: Line) -> str:
    return line.name.casefold()


def _by_group(line: Line) -> str:
    return line.group.casefold()


def _by_percent(line: Line) -> SortValue:
    return -1 if line.percent is None else line.percent


def _by_counts(line: Line) -> int:
    return int(line.counts)
