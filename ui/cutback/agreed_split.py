"""The split a group agreed on, as typed, beside what holds while it does not add up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rra_desktop import wording
from rra_desktop.domain.allocation import CutbackOutcome
from ui.cutback.seller_lines import SellerBlock

_NAMED = 3


@dataclass(frozen=True, slots=True)
class AgreedSplit:
    """What a group's members typed: its sum, what the group got (None while the cutback waits), and whether it holds.

    `above_cap` names a member that would get more than it can sell, with both numbers; empty for none. `until` names
    what the first members get while the split does not hold.
    """

    group: str
    adds_up_to: int
    allocated: int | None
    in_force: bool
    above_cap: str = ""
    until: str = ""
    section: str = ""

    @property
    def missing(self) -> str:
        """What is missing for the split to hold, in few words."""
        if self.allocated is None:
            return "the cutback waits"
        if self.adds_up_to < self.allocated:
            return f"{wording.shares(self.allocated - self.adds_up_to)} to go"
        if self.adds_up_to > self.allocated:
            return f"{wording.shares(self.adds_up_to - self.allocated)} too many"
        return "more than it can sell"

    @property
    def sentence(self) -> str:
        """Say what is missing and what holds until then, empty where the split is in force."""
        if self.in_force:
            return ""
        begin = f"The split {self.group} agreed on is not in force: it"
        until = (
            f"Until then the group is split by its members’ holdings{wording.in_brackets(self.section)}: {self.until}."
        )
        if self.allocated is None:
            return f"{begin} adds up to {wording.shares(self.adds_up_to)}, and what the group gets is not known yet."
        if self.adds_up_to == self.allocated and self.above_cap:
            return f"{begin} gives {self.above_cap}. {until}"
        of = f"{wording.shares(self.adds_up_to)} of {wording.shares(self.allocated)}"
        return f"{begin} adds up to {of}, {self.missing}. {until}"


def agreed_splits(
    outcome: CutbackOutcome, blocks: Sequence[SellerBlock], agreed: Mapping[str, int], section: str
) -> dict[str, AgreedSplit]:
    """Return the splits that were typed by the ids of all members of their groups; `agreed` are figures by holder.

    `section` is where the agreement says that a group is one Investor.
    """
    found: dict[str, AgreedSplit] = {}
    for block in blocks:
        members = [each.holder.id for each in block.members if each.holder is not None]
        if not any(holder in agreed for holder in members):
            continue
        split = _split(outcome, block, agreed, section)
        found.update(dict.fromkeys(members, split))
    return found


def _split(outcome: CutbackOutcome, block: SellerBlock, agreed: Mapping[str, int], section: str) -> AgreedSplit:
    rows = [outcome.participants[each.place] for each in block.members]
    total = sum(agreed.get(row.holder, 0) for row in rows)
    if outcome.pending:
        return AgreedSplit(block.head.subject, total, None, in_force=False)
    names = {each.holder.id: each.name for each in block.members if each.holder is not None}
    above = ""
    for row in rows:
        wanted, cap = agreed.get(row.holder, 0), row.counted
        if wanted > cap and not above:
            more = f"more than the {wording.shares(cap)} it can sell"
            above = f"{names[row.holder]} {wording.shares(wanted)}, {more}"
    allocated = outcome.groups[block.head.place].allocated
    in_force = all(row.allocated == agreed.get(row.holder, 0) for row in rows)
    gets = [f"{names[row.holder]} {wording.shares(row.allocated)}" for row in rows if row.requested]
    until = ", ".join(gets[:_NAMED]) + (" and others" if len(gets) > _NAMED else "")
    return AgreedSplit(block.head.subject, total, allocated, in_force, above, until, section)
