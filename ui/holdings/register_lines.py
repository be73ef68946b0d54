"""The lines of the register: a holder, an affiliate group, or a total, each with the same figures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from rra_desktop.domain.figures import FigureKey
from rra_desktop.domain.register import Holder, Role
from rra_desktop.domain.standing import HolderPosition, PositionTotals

if TYPE_CHECKING:
    from rra_desktop.session import MatterSession

Figures = HolderPosition | PositionTotals
PARTS = ("units", "common", "preferred", "warrants", "registrable")


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its name, its figures, and whose they are; `key_kind` is how the figures are found again."""

    name: str
    figures: Figures | None
    key_kind: str
    subject: tuple[str, ...] = ()
    holder: Holder | None = None
    group: str = ""
    members: tuple[Holder, ...] = ()
    counts: bool = True
    why_not: str = ""

    @property
    def percent(self) -> Fraction | None:
        """The share of the Units, None where the line has no say."""
        return self.figures.percent_of_units if self.figures is not None else None

    @property
    def is_other(self) -> bool:
        """Whether this is an Other Holder, whose securities stand under other agreements."""
        return self.holder is not None and self.holder.role is Role.OTHER_HOLDER

    def part(self, part: str) -> int:
        """Return one figure by its column."""
        if self.figures is None:
            return 0
        return self.figures.other if self.is_other and part == "registrable" else int(getattr(self.figures, part))

    def figure_key(self, part: str) -> FigureKey | None:
        """Return where the figure of a column is explained, None where nothing is."""
        if part == "percent":
            return FigureKey("majority")
        if self.figures is None:
            return None
        explained = part if part in PARTS else "registrable"
        if self.is_other or self.key_kind == "other_total":
            explained = "other"
        return FigureKey(self.key_kind, self.subject, explained)


def holder_lines(session: MatterSession) -> Iterator[Line]:
    """Yield a line for each holder, in the register's order (§7)."""
    for position in session.analysis.positions.rows:
        holder = position.holder
        yield Line(
            holder.name,
            position,
            "position",
            (holder.id,),
            holder,
            holder.group or "",
            counts=position.counts,
            why_not=position.why_not,
        )


def group_line(session: MatterSession, group: str, members: tuple[Holder, ...]) -> Line:
    """Return the line of affiliates that §3(c) deems one Investor."""
    totals = session.analysis.positions.group_totals(group)
    return Line(f"{group} (one Investor)", totals, "group", (group,), group=group, members=members)


def total_lines(session: MatterSession) -> tuple[Line, Line | None]:
    """Return the total of the Investors that count, and that of the Other Holders where there are any."""
    positions = session.analysis.positions
    totals, others = positions.totals, positions.other_totals
    counted = f"{_count(totals.investors, 'Investor')} · {_count(totals.holders, 'holder')}"
    total = Line(counted, totals, "total")
    if not others.holders:
        return total, None
    return total, Line(_count(others.holders, "Other Holder"), others, "other_total")


def _count(number: int, word: str) -> str:
    return f"{number:,} {word}" if number == 1 else f"{number:,} {word}s"
