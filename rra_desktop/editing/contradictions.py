"""What a record would contradict among those there are: history may be untidy, but nobody makes it so unseen."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from rra_desktop import wording
from rra_desktop.domain.matter import Matter
from rra_desktop.domain.registrations import Event, EventType
from rra_desktop.editing.commands.names import holder_name

_T = EventType
_NOUNS = {
    _T.DEMAND_NOTICE: "the Demand Notice",
    _T.COMPANY_NOTICE: "the Company Notice",
    _T.REGISTRATION_NOTICE: "the Registration Notice",
    _T.PLANNED_FILING: "the planned filing",
    _T.FILED: "the filing",
    _T.EFFECTIVE: "the effective date",
    _T.DELAY_ELECTED: "the Company’s election of its delay",
    _T.DELAY_OFFERING_EFFECTIVE: "the effective date of the delaying offering",
    _T.DELAY_ACTIVITY_COMMENCED: "the beginning of the delaying activity",
    _T.OTHER_REGISTRATION_EFFECTIVE: "the effective date of the other registration",
    _T.WITHDRAWN: "the withdrawal",
    _T.ALL_SOLD: "the day all shares were sold",
    _T.DISTRIBUTION_COMPLETED: "the completion of the distribution",
    _T.SUSPENDED: "the suspension",
    _T.RESUMED: "the day offers were resumed",
}
_FOLLOWS: dict[EventType, EventType] = {
    _T.COMPANY_NOTICE: _T.DEMAND_NOTICE,
    _T.EFFECTIVE: _T.FILED,
    _T.DELAY_OFFERING_EFFECTIVE: _T.DELAY_ELECTED,
    _T.DELAY_ACTIVITY_COMMENCED: _T.DELAY_ELECTED,
    _T.ALL_SOLD: _T.EFFECTIVE,
    _T.DISTRIBUTION_COMPLETED: _T.EFFECTIVE,
    _T.SUSPENDED: _T.EFFECTIVE,
    _T.RESUMED: _T.SUSPENDED,
}
"""Events that presuppose another one."""
_NOT_BEFORE = (
    *_FOLLOWS.items(),
    (_T.FILED, _T.DEMAND_NOTICE),
    (_T.DELAY_ELECTED, _T.DEMAND_NOTICE),
    (_T.WITHDRAWN, _T.DEMAND_NOTICE),
)
_ONCE = (
    _T.DEMAND_NOTICE,
    _T.PLANNED_FILING,
    _T.FILED,
    _T.EFFECTIVE,
    _T.DELAY_ELECTED,
    _T.WITHDRAWN,
    _T.ALL_SOLD,
    _T.DISTRIBUTION_COMPLETED,
)
_EITHER = {_T.EFFECTIVE: _T.WITHDRAWN, _T.WITHDRAWN: _T.EFFECTIVE}
_SUSPENSIONS = (_T.SUSPENDED, _T.RESUMED)


def contradictions(matter: Matter, event: Event) -> tuple[str, ...]:
    """Return what an event to be recorded, or to take the place of the one with its number, would contradict.

    Nothing is forbidden by that: a second filing may be an amendment, and what was recorded first may be the mistake.
    """
    others = [each for each in matter.events_of(event.registration) if each.id != event.id or not event.id]
    day = _day(event)
    if day is None:
        return ()
    found = (
        *_again(matter, event, others),
        *_either(event, others),
        *_presupposed(event, others),
        *_before_its_time(event, day, others),
        *_after_the_filing(event, day, others),
        *_suspended_again(event, day, others),
    )
    return tuple(dict.fromkeys(found))


def _day(event: Event) -> dt.date | None:
    return event.date or event.received or event.sent


def _on(event: Event) -> str:
    day = _day(event)
    return wording.date_only(day) if day is not None else "a day not recorded"


def _noun(kind: EventType) -> str:
    return _NOUNS[kind]


def _begin(words: str) -> str:
    return words[:1].upper() + words[1:]


def _again(matter: Matter, event: Event, others: list[Event]) -> Iterator[str]:
    alike = [each for each in others if each.type is event.type]
    if event.type.is_notice and event.type is not _T.DEMAND_NOTICE:
        for each in alike:
            if each.to == event.to:
                to = "all Investors" if event.to is None else holder_name(matter, event.to)
                yield f"{_begin(_noun(event.type))} to {to} is recorded already, of {_on(each)}."
    elif event.type in _ONCE and alike:
        more = {
            _T.FILED: "; this one would stand beside it as an amendment",
            _T.DELAY_ELECTED: "; the Company has one delay, and a second moves nothing (§1(d))",
        }
        yield f"{_begin(_noun(event.type))} is recorded already, of {_on(alike[0])}{more.get(event.type, '')}."


def _either(event: Event, others: list[Event]) -> Iterator[str]:
    other = _EITHER.get(event.type)
    for each in others:
        if each.type is other:
            yield (
                f"{_begin(_noun(each.type))} is recorded, of {_on(each)}; "
                "a registration is withdrawn before it is effective, or not at all."
            )


def _presupposed(event: Event, others: list[Event]) -> Iterator[str]:
    needed = _FOLLOWS.get(event.type)
    if needed is not None and all(each.type is not needed for each in others):
        yield f"{_begin(_noun(event.type))} presupposes {_noun(needed)}, which is not recorded."


def _before_its_time(event: Event, day: dt.date, others: list[Event]) -> Iterator[str]:
    for later, earlier in _NOT_BEFORE:
        if event.type is later:
            days = [known for each in others if each.type is earlier and (known := _day(each)) is not None]
            if days and day < min(days):
                yield _wrong_order(later, day, earlier, min(days))
        if event.type is earlier:
            for each in others:
                known = _day(each)
                if each.type is later and known is not None and known < day and _is_first(event, day, others):
                    yield _wrong_order(later, known, earlier, day)


def _is_first(event: Event, day: dt.date, others: list[Event]) -> bool:
    """Whether no other event of the kind comes before: a later filing does not undo the order of the first."""
    return all((_day(each) or day) >= day for each in others if each.type is event.type)


def _wrong_order(later: EventType, day: dt.date, earlier: EventType, known: dt.date) -> str:
    first = f"{_begin(_noun(later))}, {wording.date_only(day)}"
    return f"{first}, would lie before {_noun(earlier)}, {wording.date_only(known)}."


def _after_the_filing(event: Event, day: dt.date, others: list[Event]) -> Iterator[str]:
    if event.type not in (_T.DELAY_ELECTED, _T.PLANNED_FILING):
        return
    for each in others:
        filed = _day(each)
        if each.type is _T.FILED and filed is not None and filed <= day:
            yield f"It was filed on {_on(each)}; {_noun(event.type)} after that moves nothing."


def _suspended_again(event: Event, day: dt.date, others: list[Event]) -> Iterator[str]:
    """Say that offers rest already, or go on already: the two take turns."""
    if event.type not in _SUSPENSIONS:
        return
    before = [each for each in others if each.type in _SUSPENSIONS and (_day(each) or day) <= day]
    last = max(before, key=lambda each: _day(each) or day, default=None)
    if last is not None and last.type is event.type:
        yield f"{_begin(_noun(event.type))} is recorded already, of {_on(last)}, and nothing of the other kind since."
