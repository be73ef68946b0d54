"""The words of what a right to demand asks of holders, and of the demands left of it."""

from __future__ import annotations

from rra_desktop.domain.rights import UNIT_MEASURES
from rra_desktop.domain.standing import DemandsLeft, Majority
from rra_desktop.wording.statements import words_of
from rra_desktop.wording.writing import in_brackets, section, shares


def share_name(majority: Majority) -> str:
    """Return what is asked: a majority where that is more than half, else the share needed."""
    return "majority" if majority.of_half else "share needed"


def what_is_needed(majority: Majority) -> str:
    """Return how much is needed and of what, or that of nothing there is none."""
    if majority.needed is None:
        return f"{share_name(majority)}: none of nothing"
    needed = "any holder" if majority.anybody else f"{share_name(majority)}: {shares(majority.needed)} {majority.unit}"
    return f"{needed}{size_needed(majority)}"


def size_needed(majority: Majority) -> str:
    """Return how large a demand must be, as the end of a sentence; empty where any size will do."""
    return "" if majority.size is None else f", for {words_of(majority.size)}"


def needed_of_whole(majority: Majority) -> str:
    """Return how much is needed of how much in all, or that nothing can be reached of nothing."""
    if majority.needed is None:
        return f"no {share_name(majority)} of nothing"
    enough = "a majority is" if majority.of_half else "needed are"
    return f"{enough} {shares(majority.needed)} of {shares(majority.of)}"


def held_caption(majority: Majority, *, several: bool) -> str:
    """Return what the holdings are called that a share is asked of, with the right where there are several."""
    whose = f" · {majority.name}" if several else ""
    return f"{majority.unit} held by Investors{whose}"


def section_of(majority: Majority, *, several: bool) -> str:
    """Return where a right stands, with its name in front where there are several."""
    where = section(majority.section)
    return ", ".join(filter(None, (majority.name, where))) if several else where


def what_a_demand_takes(majority: Majority) -> str:
    """Return what holders must have together for a demand, with its section, inside a sentence."""
    unit = "Units" if majority.basis in UNIT_MEASURES else majority.unit
    share = "majority" if majority.of_half else "share"
    return f"a {share} of their {unit}{in_brackets(majority.section)}"


def demands_left(left: DemandsLeft) -> str:
    """Return how many demands are left of those granted."""
    return "no limit" if left.granted is None else f"{left.left} of {left.granted}"
