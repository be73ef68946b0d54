"""What a chip says, in as many words as there may be room for: the parts it is made of, each from long to brief.

A chip is written of its parts anew each time it is shortened. Nothing looks for words in what was written, so that what
counsel named is never changed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TypeAlias

from rra_desktop import wording
from rra_desktop.domain.deadlines import DeadlineId
from rra_desktop.domain.registrations import EventId, EventType
from rra_desktop.domain.statements import Gravity

Ways: TypeAlias = tuple[str, ...]
"""Ways of saying one thing, from the longest to the briefest; never none."""

_DEADLINES: Mapping[DeadlineId, Ways] = {
    DeadlineId.COMPANY_NOTICE_ADVISED: ("Advised: notice received", "Adv. notice received", "Adv. notice rec’d"),
    DeadlineId.REQUEST_DEADLINE: ("Requests due", "Requests"),
    DeadlineId.FILING_EARLIEST: ("Earliest filing",),
    DeadlineId.FILING_LATEST: ("Last day to file",),
    DeadlineId.EFFECTIVENESS_DEADLINE: ("Effective by",),
    DeadlineId.DELAY_TEST: ("§1(d) test ends",),
    DeadlineId.DELAY_ENDS: ("Delay ends",),
    DeadlineId.COOLING_OFF_ENDS: ("Cooling-off ends",),
    DeadlineId.KEEP_EFFECTIVE_UNTIL: ("Keep effective until", "Effective until"),
    DeadlineId.REGISTRATION_NOTICE_DUE: ("Registration Notice due", "Reg. Notice due"),
    DeadlineId.REGISTRATION_NOTICE_ADVISED: (
        "Advised: Registration Notice",
        "Advised: Reg. Notice",
        "Adv. Reg. Notice",
    ),
    DeadlineId.PIGGYBACK_REQUEST_DEADLINE: ("Requests due", "Requests"),
    DeadlineId.WARRANT_EXPIRY: ("Warrants expire",),
}
_BRIEF_EVENTS: Mapping[EventId, Ways] = {
    EventType.COMPANY_NOTICE: ("Co. Notice",),
    EventType.REGISTRATION_NOTICE: ("Reg. Notice",),
    EventType.OTHER_REGISTRATION_EFFECTIVE: ("Other reg. effective",),
}
_BRIEF_GRAVITIES: Mapping[Gravity, Ways] = {Gravity.CONTRADICTION: ("Contrad.",)}


def deadline_ways(deadline: DeadlineId) -> Ways:
    """Return what a deadline is called on a chip."""
    return _DEADLINES[deadline]


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
