"""What a table from elsewhere would do to a grid: planned as a whole and put in words before anything is written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from rra_desktop import wording
from rra_desktop.editing.commands import Command, Together
from rra_desktop.errors import UserError
from ui.widgets.grid_cells import Foreseen, GridRow, RowKey
from ui.widgets.grid_model import GridModel
from ui.widgets.pasted_lines import LinesRead, PasteChoices, PastedLine, read_lines


@dataclass(frozen=True, slots=True)
class PastedChange:
    """One thing a paste changes, in words: in which row, of which column, from what to what.

    `along` is True for a figure that nobody pasted and that another one moves, as Units move Common.
    """

    name: str
    title: str
    now: str
    then: str
    along: bool = False


@dataclass(frozen=True, slots=True)
class PastePlan:
    """What a block asks for: its commands as one step with a name, what they change, what is refused and why.

    `cells` counts the cells pasted that say something else than before, `new_rows` the rows entered. `remarks` say what
    was noticed. `blanks` counts empty cells over figures that are not 0, `pointed` the figures that
    say something else with their points read as commas; counsel chooses what both mean.
    """

    name: str
    commands: tuple[Command, ...]
    changes: tuple[PastedChange, ...]
    cells: int
    new_rows: int
    refused: tuple[str, ...]
    remarks: tuple[str, ...]
    blanks: int
    pointed: int


def plan_paste(
    model: GridModel[Any],
    rows: Sequence[GridRow[Any]],
    columns: Sequence[int],
    block: wording.Table,
    choices: PasteChoices | None = None,
) -> PastePlan:
    """Return what a block does when its first cell comes upon the first of the rows and columns; writes nothing.

    A line that the matter could not have is left out, with the reason.
    """
    read = read_lines(model, rows, columns, block, choices or PasteChoices())
    lines, foreseen = _possible(model, read)
    changed, entered, elsewhere = _in_words(model, lines, foreseen)
    cells = sum(not each.along for each in changed)
    new_rows = sum(line.new is not None for line in lines)
    return PastePlan(
        _step_name(cells, new_rows, model.new_row_name),
        _commands(model, lines) if cells or new_rows else (),
        (*changed, *entered, *elsewhere) if cells or new_rows else (),
        cells,
        new_rows,
        (*_closed(read), *(sentence for _number, sentence in sorted(read.refused))),
        tuple(read.remarks),
        read.blanks,
        read.pointed,
    )


def as_one_step(plan: PastePlan) -> Command:
    """Return what a plan asks for as one command, which one undo takes back by its name."""
    return Together(plan.name, plan.commands)


# -- what the matter can have ------------------------------------------------------------------------------------------


def _possible(model: GridModel[Any], read: LinesRead) -> tuple[list[PastedLine], Sequence[Foreseen] | None]:
    """Return the lines that can be done together and the figures they change; the others go to the refusals."""
    lines = list(read.lines)
    clashes = model.name_clashes([(None if line.row is None else line.row.key, _name_given(line)) for line in lines])
    for place, reason in clashes.items():
        read.refuse(lines[place].number, f"Line {lines[place].number}, “{lines[place].name}”, is left out: {reason}")
    lines = [line for place, line in enumerate(lines) if place not in clashes]
    while True:
        try:
            return lines, _foresee(model, lines)
        except UserError as error:
            bad = lines.pop(_first_refused(model, lines))
            read.refuse(bad.number, f"Line {bad.number}, “{bad.name}”, is left out: {error}")


def _name_given(line: PastedLine) -> str:
    """Return the name a line gives, empty when it gives none."""
    if line.new is not None:
        return line.new.name
    return next((each.text for each in line.typed if each.column == 0), "")


def _foresee(model: GridModel[Any], lines: Sequence[PastedLine]) -> Sequence[Foreseen] | None:
    return model.foresee(Together("", _commands(model, lines)))


def _first_refused(model: GridModel[Any], lines: Sequence[PastedLine]) -> int:
    """Return the place of the first line that cannot follow those before it, found by halving."""
    fine, refused = 0, len(lines)
    while refused - fine > 1:
        middle = (fine + refused) // 2
        try:
            _foresee(model, lines[:middle])
        except UserError:
            refused = middle
        else:
            fine = middle
    return refused - 1


def _commands(model: GridModel[Any], lines: Sequence[PastedLine]) -> tuple[Command, ...]:
    new = [line.new for line in lines if line.new is not None]
    commands = [each.command for line in lines for each in line.typed if each.command is not None]
    return (*commands, model.command_for_new(new)) if new else tuple(commands)


# -- in words ----------------------------------------------------------------------------------------------------------


def _in_words(
    model: GridModel[Any], lines: Sequence[PastedLine], foreseen: Sequence[Foreseen] | None
) -> tuple[list[PastedChange], list[PastedChange], list[PastedChange]]:
    """Return what changes in the rows pasted upon, what comes in with new ones, and what moves in other rows."""
    by_row: dict[RowKey, dict[str, Foreseen]] = {}
    by_new: dict[str, list[Foreseen]] = {}
    for each in foreseen or ():
        if each.now:
            by_row.setdefault(each.row, {})[each.column] = each
        else:
            by_new.setdefault(each.name, []).append(each)
    changed: list[PastedChange] = []
    entered: list[PastedChange] = []
    for line in lines:
        if line.row is not None:
            figures = None if foreseen is None else by_row.pop(line.row.key, {})
            changed += _changes_of(model, line, figures)
        else:
            entered.append(PastedChange(line.name, f"New {model.new_row_name}", "–", "entered"))
            entered += [PastedChange(line.name, each.title, "–", each.then) for each in by_new.get(line.name, ())]
    return changed, entered, [_moved_along(each) for figures in by_row.values() for each in figures.values()]


def _changes_of(model: GridModel[Any], line: PastedLine, figures: dict[str, Foreseen] | None) -> Iterator[PastedChange]:
    """Yield what changes in a row: what was pasted, then the figures that move with it; None for not foreseen."""
    for each in line.typed:
        column = model.columns[each.column]
        if column.numeric and figures is not None:
            moved = figures.pop(column.id, None)
            if moved is not None:
                yield PastedChange(line.name, column.title, moved.now, moved.then)
        elif not each.same:
            yield PastedChange(line.name, column.title, each.cell.edit or each.cell.text, each.text or "–")
    yield from map(_moved_along, (figures or {}).values())


def _moved_along(figure: Foreseen) -> PastedChange:
    return PastedChange(figure.name, figure.title, figure.now, figure.then, along=True)


def _closed(read: LinesRead) -> Iterator[str]:
    """Yield a sentence for each column of cells that cannot be typed over."""
    for title, names in read.closed.items():
        if len(names) == 1:
            yield f"{names[0]}, {title}: this cell cannot be typed over."
        else:
            yield f"{title}: {len(names):,} cells cannot be typed over."


def _step_name(cells: int, new_rows: int, new_row_name: str) -> str:
    """Return the step's name for the undo menu, as “Paste 2 cells and 1 new Investor”."""
    parts = [_counted(cells, "cell")] if cells else []
    parts += [_counted(new_rows, f"new {new_row_name}")] if new_rows else []
    return f"Paste {' and '.join(parts)}"


def _counted(count: int, what: str) -> str:
    return f"{wording.shares(count)} {what}" if count == 1 else f"{wording.shares(count)} {what}s"
