"""The limits that an agreement sets: how many demands, delays or suspensions, how long, and how close together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from rra_desktop.domain.conditions import Condition, Known
from rra_desktop.domain.counts import DeclaredCount
from rra_desktop.domain.deadline_definitions import FormText


class LimitSpan(StrEnum):
    """Over what a limit counts, where that is no time back: all there ever was, one registration, a calendar year."""

    LIFE = "life"
    REGISTRATION = "registration"
    CALENDAR_YEAR = "calendar year"


class Beyond(StrEnum):
    """What becomes of one beyond a limit: it has no effect, or it counts and the agreement is broken."""

    VOID = "void"
    BREACH = "breach"


@dataclass(frozen=True, slots=True)
class MostAllowed:
    """How many are allowed: a number written in place, or a term's value if `term` is not empty."""

    number: int = 0
    term: str = ""


@dataclass(frozen=True, slots=True)
class LimitCase:
    """Another span or number of a limit, where `when` holds of the readings chosen; None leaves what the limit says."""

    when: Condition
    within: LimitSpan | DeclaredCount | None = None
    most: MostAllowed | None = None


@dataclass(frozen=True, slots=True)
class Limit:
    """How often and how long something may be.

    `counts` are ids of rights, or of events, which a span has lasted for where they begin one. At most `most` of them
    are allowed `within` its span or the time back, none longer than `each`, no more than `total` time of all together,
    and `gap` must lie between two. It counts what lies between the days of `since` and `until`. None where the
    agreement sets none of it.
    """

    id: str
    section: str
    counts: tuple[str, ...]
    label: str = ""
    most: MostAllowed | None = None
    each: DeclaredCount | None = None
    total: DeclaredCount | None = None
    gap: DeclaredCount | None = None
    within: LimitSpan | DeclaredCount = LimitSpan.LIFE
    since: FormText | None = None
    until: FormText | None = None
    beyond: Beyond = Beyond.VOID
    cases: tuple[LimitCase, ...] = ()

    @property
    def name(self) -> str:
        """How it is called: the label, else the id in words."""
        return self.label or self.id.replace("_", " ").replace("-", " ")

    def within_under(self, known: Mapping[str, Known]) -> LimitSpan | DeclaredCount:
        """Return its span under the readings chosen: that of the first case that holds and names one."""
        return next((case.within for case in self._cases(known) if case.within is not None), self.within)

    def most_under(self, known: Mapping[str, Known]) -> MostAllowed | None:
        """Return how many are allowed under the readings chosen."""
        return next((case.most for case in self._cases(known) if case.most is not None), self.most)

    def _cases(self, known: Mapping[str, Known]) -> Iterable[LimitCase]:
        return (case for case in self.cases if case.when.holds(known))
