"""The lines of the register: a holder, an affiliate group, or a total, each with the same figures."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from functools import cached_property, partial
from typing import TYPE_CHECKING

from rra_desktop import wording
from rra_desktop.domain.figures import FigureKey
from rra_desktop.domain.register import Holder, Role
from rra_desktop.domain.standing import HolderPosition, PositionTotals
from rra_desktop.domain.statements import Mark

if TYPE_CHECKING:
    from rra_desktop.session import MatterSession

Figures = HolderPosition | PositionTotals
PARTS = ("units", "common", "preferred", "warrants", "registrable")


class Line:
    """One line: its name, whose it is, and its figures, which are worked out when somebody looks at them.

    `key_kind` and `subject` say where the figures are explained; `counts` is False for a transferee that has executed
    no counterpart. A register of thousands shows a screenful: the rest of its figures is never asked for.
    """

    def __init__(
        self,
        name: str,
        key_kind: str,
        figures: Callable[[], Figures] | None = None,
        subject: tuple[str, ...] = (),
        *,
        holder: Holder | None = None,
        group: str = "",
        members: tuple[Holder, ...] = (),
        counts: bool = True,
        marks: Callable[[], tuple[Mark, ...]] = tuple,
    ) -> None:
        self.name = name
        self.key_kind = key_kind
        self.subject = subject
        self.holder = holder
        self.group = group
        self.members = members
        self.counts = counts
        self._look_up = figures
        self._look_up_marks = marks

    @cached_property
    def figures(self) -> Figures | None:
        """The position or the sums of the line, None for a line of words."""
        return None if self._look_up is None else self._look_up()

    @cached_property
    def marks(self) -> tuple[Mark, ...]:
        """What is doubtful about the line's holder, or about one of those it sums."""
        return self._look_up_marks()

    @property
    def why_not(self) -> str:
        """Why the holder does not count, empty for one that does."""
        why_not = self.figures.why_not if isinstance(self.figures, HolderPosition) else None
        return "" if why_not is None else wording.words_of(why_not)

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
        other = self.key_kind == "other_total" or self.is_other
        return self.figures.other if other and part == "registrable" else int(getattr(self.figures, part))

    def figure_key(self, part: str) -> FigureKey | None:
        """Return where the figure of a column is explained, None where nothing is."""
        if part == "percent":
            return FigureKey("majority")
        if self._look_up is None:
            return None
        explained = part if part in PARTS else "registrable"
        if self.is_other or self.key_kind == "other_total":
            explained = "other"
        return FigureKey(self.key_kind, self.subject, explained)


def holder_lines(session: MatterSession) -> Iterator[Line]:
    """Yield a line for each holder, in the register's order."""
    positions = session.analysis.positions
    for holder in session.matter.holders:
        counts = holder.role is Role.OTHER_HOLDER or positions.is_investor(holder.id)
        look_up = partial(positions.of, holder.id)
        group = holder.group or ""
        marks = partial(session.analysis.position_marks, holder.id)
        yield Line(
            holder.name, "position", look_up, (holder.id,), holder=holder, group=group, counts=counts, marks=marks
        )


def group_line(session: MatterSession, group: str, members: tuple[Holder, ...]) -> Line:
    """Return the line of affiliates that are deemed one Investor."""
    positions = session.analysis.positions
    look_up, marks = partial(positions.group_totals, group), partial(session.analysis.group_marks, group)
    return Line(f"{group} (one Investor)", "group", look_up, (group,), group=group, members=members, marks=marks)


def total_lines(session: MatterSession) -> tuple[Line, Line | None]:
    """Return the total of the Investors that count, and that of the Other Holders where there are any."""
    positions = session.analysis.positions
    totals, others = positions.totals, positions.other_totals
    counted = f"{_count(totals.investors, 'Investor')} · {_count(totals.holders, 'holder')}"
    total = Line(counted, "total", lambda: totals, marks=lambda: session.analysis.total_marks)
    if not others.holders:
        return total, None
    of_others = Line(
        _count(others.holders, "Other Holder"),
        "other_total",
        lambda: others,
        marks=lambda: positions.other_total_marks,
    )
    return total, of_others


def _count(number: int, word: str) -> str:
    return f"{number:,} {word}" if number == 1 else f"{number:,} {word}s"
