"""What the register does with a table pasted into it: which lines become new Investors, and what would then be held."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from rra_desktop import wording
from rra_desktop.domain.register import Holder, Role, Security
from rra_desktop.domain.standing import HolderPosition
from rra_desktop.editing.commands import Command, NewInvestor
from rra_desktop.errors import NotUnderstoodError, UserError
from ui.widgets.grid_cells import Foreseen

if TYPE_CHECKING:
    from rra_desktop.session import MatterSession

SECURITIES: Final = {
    "units": Security.UNIT,
    "common": Security.COMMON,
    "preferred": Security.PREFERRED,
    "warrants": Security.WARRANT,
}
"""The columns whose figures can be typed over for an Investor, and the security each counts."""

HEADINGS: Final = {
    "name": (
        "investors",
        "holder",
        "holders",
        "name",
        "investor name",
        "holder name",
        "name of investor",
        "stockholder",
    ),
    "group": ("affiliates", "affiliate group"),
    "units": ("unit", "number of units", "no. of units", "units held"),
    "common": ("common stock", "common shares", "shares of common stock"),
    "preferred": ("series a", "series a preferred", "series a preferred stock", "preferred", "preferred stock"),
    "warrants": ("warrant", "number of warrants"),
    "registrable": ("registrable",),
}
"""What tables from elsewhere call the columns, beside their titles here."""


def new_investor(cells: Mapping[str, str], session: MatterSession) -> NewInvestor:
    """Return the Investor that a line of a pasted table names; raises UserError for one that cannot be entered."""
    name = wording.one_line(cells.get("name", ""))
    if not name:
        raise UserError("the line has no name; put the Investor’s name beside its figures.")
    if _is_a_number(name):
        raise UserError(f"“{name}” is a number where the Investor’s name belongs.")
    if "units" in cells and session.analysis.positions.units_are_worked_out:
        raise UserError("Units are worked out from their parts under the reading chosen; give the parts instead.")
    figures = tuple(
        (security, wording.parse_shares(cells[column])) for column, security in SECURITIES.items() if column in cells
    )
    return NewInvestor(name, figures, wording.one_line(cells.get("group", "")) or None)


def _is_a_number(text: str) -> bool:
    try:
        wording.parse_shares(wording.with_commas_for_points(text))
    except NotUnderstoodError:
        return False
    return True


def clashes(holders: Sequence[Holder], named: Sequence[tuple[str | None, str]]) -> dict[int, str]:
    """Return why some of the names given, each with its holder's id or None for a new one, cannot be, by their place.

    What counts is how the register would stand afterwards: two holders may change names, and a name that its holder
    gives up is free. An empty name gives none.
    """
    refused: dict[int, str] = {}
    while True:
        given = [(place, who, name) for place, (who, name) in enumerate(named) if name and place not in refused]
        renamed = {who for _place, who, _name in given}
        taken = {
            _as_read(each.name): f"“{each.name}” is in the register already."
            for each in holders
            if each.id not in renamed
        }
        found: dict[int, str] = {}
        for place, _who, name in given:
            if (reason := taken.get(_as_read(name))) is not None:
                found[place] = reason
            taken.setdefault(_as_read(name), f"“{name}” stands in an earlier line of the block already.")
        if not found:
            return refused
        refused |= found


def _as_read(name: str) -> str:
    return wording.one_line(name).casefold()


def foreseen(session: MatterSession, titles: Mapping[str, str], command: Command) -> tuple[Foreseen, ...]:
    """Return every figure of the register that a command would change, in the register's order; raises UserError."""
    before = session.analysis.positions
    known = frozenset(holder.id for holder in session.matter.holders)
    after = session.try_out(command).positions
    return tuple(
        change
        for held in after.rows
        for change in _changed(before.of(held.holder.id) if held.holder.id in known else None, held, titles)
    )


def _changed(before: HolderPosition | None, after: HolderPosition, titles: Mapping[str, str]) -> Iterator[Foreseen]:
    row = ("holder", after.holder.id)
    name = after.holder.name if before is None else before.holder.name
    parts = (
        [("registrable", "other")] if after.holder.role is Role.OTHER_HOLDER else [(part, part) for part in SECURITIES]
    )
    for column, part in parts:
        was, will_be = 0 if before is None else getattr(before, part), getattr(after, part)
        if was != will_be:
            now = "" if before is None else wording.shares(was)
            yield Foreseen(row, name, column, titles[column], now, wording.shares(will_be))
