"""What a chip says, in as many words as there may be room for: the parts it is made of, each from long to brief.

A chip is written of its parts anew each time it is shortened. Nothing looks for words in what was written, so that what
counsel named is never changed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TypeAlias

from rra_desktop import wording
from rra_desktop.domain.deadlines import Deadline
from rra_desktop.domain.registrations import EventId, EventType
from rra_desktop.domain.statements import Gravity

Ways: TypeAlias = tuple[str, ...]
"""Ways of saying one thing, from the longest to the briefest; never none."""

_BRIEF_EVENTS: Mapping[EventId, Ways] = {
    EventType.COMPANY_NOTICE: ("Co. Notice",),
    EventType.REGISTRATION_NOTICE: ("Reg. Notice",),
    EventType.OTHER_REGISTRATION_EFFECTIVE: ("Other reg. effective",),
}
_BRIEF_GRAVITIES: Mapping[Gravity, Ways] = {Gravity.CONTRADICTION: ("Contrad.",)}


def deadline_ways(deadline: Deadline) -> Ways:
    """Return what a deadline is called on a chip."""
    return deadline.brief


def event_ways(event: EventId, name: str) -> Ways:
    """Return what happened, as a chip says it; `name` is what it is called in full."""
    return (name, *_BRIEF_EVENTS.get(event, ()))


def gravity_ways(gravity: Gravity) -> Ways:
    """Return the word of a gravity."""
    return (wording.gravity_name(gravity), *_BRIEF_GRAVITIES.get(gravity, ()))


def written(write: Callable[..., str], *parts: Ways) -> Ways:
    """Return what `write` makes of one way of each part: all in full, then the parts made brief in their order."""
    return tuple(dict.fromkeys(write(*chosen) for chosen in _shortened(parts)))


def _shortened(parts: tuple[Ways, ...]) -> Iterator[list[str]]:
    chosen = [part[0] for part in parts]
    yield list(chosen)
    for at, part in enumerate(parts):
        for way in part[1:]:
            chosen[at] = way
            yield list(chosen)
