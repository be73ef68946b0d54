"""What a right to demand asks of holders: in which measure, and of which whole a share, under the readings chosen."""

from __future__ import annotations

from typing import NamedTuple

from rra_desktop.domain.deadline_definitions import FormText
from rra_desktop.domain.matter import Matter
from rra_desktop.domain.registrations import RegistrationKind
from rra_desktop.domain.rights import HoldingMeasure, Right, ShareBase

_UNITS = (HoldingMeasure.UNITS_HELD, HoldingMeasure.INTACT_UNITS)


class ShareAsked(NamedTuple):
    """A right to demand, in which measure holdings are counted for it, and of which whole a share is asked."""

    right: Right
    measure: HoldingMeasure
    base: ShareBase


def share_asked(matter: Matter, right: Right) -> ShareAsked:
    """Return what a right asks under the readings chosen; raises KeyError for a reading that the form has not got."""
    measure, base = _under(matter, right.measure), _under(matter, right.base)
    return ShareAsked(right, HoldingMeasure(measure), ShareBase(base))


def shares_asked(matter: Matter) -> tuple[ShareAsked, ...]:
    """Return what each right to demand asks, in the order of the form; none where nobody can demand."""
    return tuple(share_asked(matter, right) for right in matter.form.rights_of_kind(RegistrationKind.DEMAND))


def unit_measure(matter: Matter) -> HoldingMeasure:
    """Return what the register shows as Units: intact ones where the first right to demand counts those."""
    asked = shares_asked(matter)
    return asked[0].measure if asked and asked[0].measure in _UNITS else HoldingMeasure.UNITS_HELD


def readings_of(right: Right) -> tuple[str, ...]:
    """Return the readings that say how holdings are counted for a right, and of which whole."""
    return tuple(text.reading for text in (right.measure, right.base) if text.reading)


def _under(matter: Matter, text: FormText) -> str:
    return text.with_choice(matter.choice(text.reading)) if text.reading else text.written
