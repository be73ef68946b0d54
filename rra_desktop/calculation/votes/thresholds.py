"""Thresholds: what holders can demand together on a day, under each right to demand that the form gives."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import cached_property

from rra_desktop.calculation.register.positions import Positions
from rra_desktop.calculation.votes.right_threshold import RightThreshold
from rra_desktop.domain.matter import Matter
from rra_desktop.domain.registrations import RegistrationKind
from rra_desktop.domain.standing import MajorityTest


class Thresholds:
    """The rights to demand of a matter, each with what it asks, who reaches it, and the demands left of it.

    `rights` stand in the order of the form; there are none where nobody can demand.
    """

    def __init__(self, matter: Matter, positions_on: Callable[[dt.date], Positions], as_of: dt.date) -> None:
        self.matter = matter
        self.as_of = as_of
        self.positions_on = positions_on
        demand = matter.form.rights_of_kind(RegistrationKind.DEMAND)
        self.rights = tuple(RightThreshold(matter, right, positions_on, as_of) for right in demand)
        self._right_of = {each.right.id: each for each in self.rights}

    @property
    def first(self) -> RightThreshold | None:
        """The first right to demand, which a demand rests on unless it says another; None where nobody can demand."""
        return self.rights[0] if self.rights else None

    @cached_property
    def able(self) -> frozenset[str]:
        """The holders that can take part in a demand on the day looked at, under any right."""
        holders = self.matter.holders
        return frozenset(holders[place].id for each in self.rights for place in each.places)

    def of(self, right_id: str) -> RightThreshold:
        """Return what a right asks by its id; raises KeyError where the form gives no such right to demand."""
        return self._right_of[right_id]

    def of_registration(self, registration_id: str) -> RightThreshold | None:
        """Return what the right asks that a demand rests on, None where the form gives none.

        Raises KeyError when the matter has no such registration.
        """
        right = self.matter.form.right_of(self.matter.registration(registration_id))
        return None if right is None else self._right_of.get(right.id)

    def demand_test(self, registration_id: str) -> MajorityTest | None:
        """Test those who signed a demand on the day its right chooses of their notice.

        Returns None while nobody has recorded that day or who signed, and where the form gives no right for it. Raises
        KeyError when the matter has no such registration.
        """
        threshold = self.of_registration(registration_id)
        return None if threshold is None else threshold.demand_test(registration_id)
