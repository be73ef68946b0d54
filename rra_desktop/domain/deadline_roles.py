"""What the deadlines of an agreement are to each other, found from what its form says of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from rra_desktop.domain.deadline_definitions import MATTER, DeadlineDefinition, Per
from rra_desktop.domain.deadlines import Act, DeadlineKind

_PARTS = (".given", ".received", ".sent", ".dated")
"""The days of a notice on which a clock can start."""


class Window(NamedTuple):
    """The two limits between which something must be done: the ids of the first day and of the last."""

    first: str
    last: str


class DeadlineRoles:
    """The deadlines of a form by their part: which bar, delay, test, floor or advice each is."""

    __slots__ = ("_answers", "_deadlines", "_lasts", "advice", "bars", "delays", "first_notices", "grounds", "windows")

    def __init__(self, deadlines: Iterable[DeadlineDefinition]) -> None:
        self._deadlines = tuple(deadlines)
        # Each is asked for in every row.
        self._lasts: dict[tuple[str, str], str] = {}
        self._answers: dict[tuple[str, str], str] = {}
        ids = {each.id for each in self._deadlines}
        every = [(each.id, each) for own in self._deadlines for each in own.every]
        self.windows = {own: Window(each.floor, own) for own, each in every if each.floor in ids}
        """The last days that have a first day beside them, each with both, in the order of the form."""
        self.advice = {each.follows: own for own, each in every if each.follows in ids}
        """The advice that follows another deadline, by the id of that."""
        self.delays = _sources(ids, ((own, (part.ends for part in each.delay)) for own, each in every))
        """The deadlines that end delays, each with those that it delays."""
        self.bars = _sources(ids, ((own, (part.by for part in each.barred)) for own, each in every))
        """The deadlines that end bars, each with those that it bars."""
        self.grounds = {each.ground: own for own, each in every if each.ground in ids}
        """The deadlines by which the ground of a delay must be there, each with the end of that delay."""
        self.first_notices = _first_notices(self._deadlines)
        """The first row of each notice that must be given."""

    def acting(self, *acts: Act) -> frozenset[str]:
        """Return the deadlines by which something of some kinds must be done, or does itself."""
        return frozenset(each.id for each in self._deadlines if each.act in acts)

    def of_registrations(self) -> frozenset[str]:
        """Return the deadlines that registrations have."""
        return frozenset(each.id for each in self._deadlines if MATTER not in each.of)

    def about(self, event: str) -> frozenset[str]:
        """Return the deadlines that start on an event or a day of a notice, or are met by it."""
        return frozenset(
            own.id
            for own in self._deadlines
            for each in own.every
            if any(_is_of(event, said) for said in (*each.starts(), *each.met_by, *_first_written(each)))
        )

    def delayed(self) -> frozenset[str]:
        """Return the ends of delays, what they must rest on, and the deadlines that they delay."""
        moved = (own for delayed in self.delays.values() for own in delayed)
        return frozenset((*self.delays, *self.grounds, *moved))

    def barred(self) -> frozenset[str]:
        """Return the ends of bars and the deadlines that they bar."""
        return frozenset((*self.bars, *(own for barred in self.bars.values() for own in barred)))

    def window(self, right: str, kind: str) -> Window | None:
        """Return the two limits of filing under a right, None where the agreement has no first day."""
        of_filing = (each for each in self._deadlines if each.filing and each.is_of(right, kind))
        return next((self.windows[each.id] for each in of_filing if each.id in self.windows), None)

    def last_to_file(self, right: str, kind: str) -> str:
        """Return the last day to file under a right, empty where the agreement sets none."""
        if (right, kind) not in self._lasts:
            filing = [each for each in self._deadlines if each.act is Act.FILE and each.kind is DeadlineKind.LATEST]
            self._lasts[right, kind] = next((each.id for each in filing if each.is_of(right, kind)), "")
        return self._lasts[right, kind]

    def answer(self, right: str, kind: str) -> str:
        """Return the row of the requests under a right, empty where the agreement sets no time for them."""
        if (right, kind) not in self._answers:
            rows = (each for each in self._deadlines if each.act is Act.ANSWER and each.is_of(right, kind))
            self._answers[right, kind] = next((each.id for each in rows), "")
        return self._answers[right, kind]

    def first(self, right: str, kind: str) -> str:
        """Return the row with which the deadlines of a right begin: the first notice, else the first of all."""
        rows = [each.id for each in self._deadlines if each.is_of(right, kind)]
        return next((each for each in rows if each in self.first_notices), rows[0] if rows else "")


def _sources(ids: set[str], named: Iterable[tuple[str, Iterable[str]]]) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for own, sources in named:
        for source in sources:
            if source in ids and own not in found.setdefault(source, []):
                found[source].append(own)
    return {source: tuple(moved) for source, moved in found.items()}


def _first_notices(deadlines: Iterable[DeadlineDefinition]) -> frozenset[str]:
    firsts: dict[str, str] = {}
    for each in deadlines:
        if each.act is Act.NOTIFY and each.per is Per.ALL:
            for notice in each.met_by:
                firsts.setdefault(notice_of(notice), each.id)
    return frozenset(firsts.values())


def _first_written(definition: DeadlineDefinition) -> Iterable[str]:
    return (text.written for limit in definition.not_after for text in limit.start)


def _is_of(event: str, said: str) -> bool:
    return said.partition(".")[0] == event


def notice_of(text: str) -> str:
    """Return the notice of which a text names a day, the text itself where it names none."""
    return next((text.removesuffix(part) for part in _PARTS if text.endswith(part)), text)
