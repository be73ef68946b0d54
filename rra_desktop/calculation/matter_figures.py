"""Every figure of a matter as of a day, each computed when it is first asked for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import cached_property
from typing import Any

from rra_desktop.calculation.calendars import BusinessCalendars
from rra_desktop.calculation.cutback.offering_cutback import Cutback, cut_back
from rra_desktop.calculation.dates.due_dates import answers, deadlines
from rra_desktop.calculation.register.positions import Positions, positions
from rra_desktop.calculation.votes.thresholds import Thresholds
from rra_desktop.domain.deadlines import Deadline, HolderAnswer
from rra_desktop.domain.figures import Figure, FigureKey
from rra_desktop.domain.holidays import HolidayTables
from rra_desktop.domain.matter import Matter


class MatterFigures:
    """Every figure of a matter as of a day, each computed when it is first asked for and kept.

    The matter is a value and never changes, so nothing here is ever stale: another matter or day is another analysis.
    """

    def __init__(self, matter: Matter, as_of: dt.date, holidays: HolidayTables) -> None:
        self.matter = matter
        self.as_of = as_of
        self.calendars = BusinessCalendars(holidays, matter.holiday_changes)
        self._positions: dict[dt.date, Positions] = {}
        self._cutbacks: dict[str, Cutback] = {}
        self._answers: dict[str, tuple[HolderAnswer, ...]] = {}

    def warm(self) -> None:
        """Compute what every room shows at once: the register's totals and the deadlines."""
        _ = self.positions.totals, self.thresholds.majority, self.deadlines

    def positions_on(self, day: dt.date) -> Positions:
        """Return the register as it stood on a day (§7)."""
        if day not in self._positions:
            self._positions[day] = positions(self.matter, day)
        return self._positions[day]

    @property
    def positions(self) -> Positions:
        """The register as of the day looked at (§7)."""
        return self.positions_on(self.as_of)

    @cached_property
    def thresholds(self) -> Thresholds:
        """Majorities, coalitions and demands left (§1(a), §1(c), §8(c))."""
        return Thresholds(self.matter, self.positions_on, self.as_of)

    @cached_property
    def deadlines(self) -> tuple[Deadline, ...]:
        """Every deadline of every registration and of the matter (§1 to §3)."""
        return deadlines(self.matter, self.as_of, self.calendars)

    def answers(self, registration_id: str) -> tuple[HolderAnswer, ...]:
        """Return what each holder was sent in a registration and answered (§1(a), §3(a), §8(a))."""
        if registration_id not in self._answers:
            self._answers[registration_id] = answers(self.matter, registration_id, self.as_of, self.calendars)
        return self._answers[registration_id]

    @cached_property
    def _registrations(self) -> frozenset[str | None]:
        return frozenset(registration.id for registration in self.matter.registrations)

    def _register_on(self, matter: Matter, day: dt.date) -> Positions:
        return self.positions_on(day) if matter is self.matter else positions(matter, day)

    def cutback(self, offering_id: str) -> Cutback:
        """Return the cutback of one offering (§3(c)); raises KeyError when the matter has none such."""
        if offering_id not in self._cutbacks:
            offering = self.matter.offering(offering_id)
            known = offering.registration is not None and offering.registration in self._registrations
            answers = self.answers(offering.registration) if known and offering.registration else ()
            self._cutbacks[offering_id] = cut_back(self.matter, offering, self._register_on, answers)
        return self._cutbacks[offering_id]

    def figure(self, key: FigureKey) -> Figure[Any] | None:
        """Return the figure with its derivation, None when the matter has none such (any more)."""
        finders: dict[str, Callable[[FigureKey], Figure[Any] | None]] = {
            "position": lambda wanted: self.positions.figure(wanted.subject[0], wanted.part),
            "total": lambda wanted: self.positions.figure(None, wanted.part),
            "group": lambda wanted: self.positions.group_figure(wanted.subject[0], wanted.part),
            "majority": lambda _wanted: self.thresholds.figure_majority(),
            "demands_left": lambda _wanted: self.thresholds.figure_demands_left(),
            "deadline": self._deadline_figure,
            "cutback": lambda wanted: self.cutback(wanted.subject[0]).figure(wanted.subject[1], wanted.part),
        }
        finder = finders.get(key.kind)
        if finder is None:
            return None
        try:
            return finder(key)
        except (KeyError, IndexError):
            return None

    def _deadline_figure(self, key: FigureKey) -> Figure[Any] | None:
        return next((deadline.explain() for deadline in self.deadlines if deadline.key == key), None)
