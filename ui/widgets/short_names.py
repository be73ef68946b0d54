"""Short names for small places: the first word of a name where it is enough to tell one holder from all others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from rra_desktop.domain.register import Holder

_SHORTEST_WORD = 3
_LONGEST = 36
"""In signs: longer names are shortened in small places, as long as that leaves them different."""


def short_names(register: Sequence[Holder]) -> dict[str, str]:
    """Return a short name for each holder by its id; a name that would be ambiguous stays whole."""
    words = {holder.id: _first_word(holder.name) for holder in register}
    seen = Counter(words.values())
    return {
        holder.id: words[holder.id]
        if seen[words[holder.id]] == 1 and len(words[holder.id]) > _SHORTEST_WORD
        else holder.name
        for holder in register
    }


def shortened(text: str, most: int = _LONGEST) -> str:
    """Return a text in no more signs than `most`, an ellipsis in its middle where something was left out."""
    if len(text) <= most:
        return text
    end = (most - 1) // 2
    return f"{text[: most - 1 - end].rstrip()}…{text[-end:].lstrip()}"


def in_a_line(
    register: Sequence[Holder], holders: Sequence[Holder], *, between: str = ", ", most: int = 3, whole: bool = False
) -> str:
    """Return holders' short names in a line: a group that is there as a whole by its own name, many counted.

    What is very long is shortened, unless the names are asked for whole, as for a tool tip.
    """
    short = short_names(register)
    members = Counter(holder.group for holder in register)
    chosen = Counter(holder.group for holder in holders)
    names: dict[str, None] = {}
    for holder in holders:
        whole_group = holder.group if members[holder.group] == chosen[holder.group] else ""
        names[whole_group or short[holder.id]] = None
    shown = list(names)[:most]
    brief = [shortened(name) for name in shown]
    if not whole and len(set(brief)) == len(shown):
        shown = brief
    rest = len(names) - len(shown)
    return between.join(shown) + (f" and {rest} more" if rest else "")


def _first_word(name: str) -> str:
    words = name.split(maxsplit=1)
    return words[0].strip(",") if words else ""
