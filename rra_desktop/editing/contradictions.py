"""What a command would contradict of what is recorded: history may be untidy, but nobody makes it so unseen."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from rra_desktop import wording
from rra_desktop.calculation.dates.order_of_events import order_of_events
from rra_desktop.calculation.dates.register_against_events import register_against_events
from rra_desktop.calculation.dates.unusual_events import unusual_events
from rra_desktop.calculation.register.positions import Positions, positions
from rra_desktop.domain.edits import applied
from rra_desktop.domain.matter import Matter
from rra_desktop.domain.registrations import Request
from rra_desktop.domain.statements import Statement
from rra_desktop.editing.commands import Command
from rra_desktop.editing.planning import plan
from rra_desktop.errors import RefusedEditError

_MOST = 6


def contradictions(matter: Matter, command: Command) -> tuple[str, ...]:
    """Return what the matter would say of its records after a command that it does not say before, each once.

    Contradictions come first, then what is seldom meant. Nothing is forbidden by that: a second filing may be an
    amendment, and what was recorded first may be the mistake. A command that is refused contradicts nothing. Of very
    many the first are told, and how many more there are.
    """
    try:
        changes = plan(matter, command).changes
    except RefusedEditError:
        return ()
    requests = frozenset(change.after.id for change in changes if isinstance(change.after, Request))
    known = frozenset(_said(matter, requests))
    found = (each for each in _said(applied(matter, changes), requests) if each not in known)
    sentences = tuple(dict.fromkeys(wording.words_of(statement) for _registration, statement in found))
    more = len(sentences) - _MOST
    return (*sentences[:_MOST], f"{more:,} more contradictions come of it.") if more > 1 else sentences


def _said(matter: Matter, requests: frozenset[int]) -> Iterator[tuple[str, Statement]]:
    """Yield what is said of all events, and of the requests of some numbers, with the registration it is said of.

    Each request asks the register of its day, so only those in question are gone through.
    """

    @cache
    def register_on(day: dt.date) -> Positions:
        return positions(matter, day)

    def held_on(holder: str, day: dt.date) -> int:
        register = register_on(day)
        return register.registrable_shares[register.place(holder)]

    asked = replace(matter, requests=tuple(each for each in matter.requests if each.id in requests))
    for registration in matter.registrations:
        yield from ((registration.id, each.statement) for each in order_of_events(matter, registration))
    yield from (("", each.statement) for each in register_against_events(asked, held_on))
    for registration in matter.registrations:
        yield from ((registration.id, statement) for statement in unusual_events(matter, registration))
