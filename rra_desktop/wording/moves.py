"""How it is said what a change moves: a date by how many days, a number from what to what."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from rra_desktop.domain.figures import FigureKey, FigureValue
from rra_desktop.domain.matter import Matter
from rra_desktop.domain.moved_figures import MovedFigure
from rra_desktop.domain.statements import Said
from rra_desktop.wording.records import offering_name, registration_name
from rra_desktop.wording.statements import words_of
from rra_desktop.wording.writing import counted, day, day_short, figure_value

_NONE = "none"
_NAMED = 2


def moved_name(matter: Matter, moved: MovedFigure) -> str:
    """Write what moves, with its registration or scenario where the matter has several."""
    return figure_name(matter, moved.key, moved.label)


def figure_name(matter: Matter, key: FigureKey, label: Said) -> str:
    """Write what a figure is, with its registration or scenario where the matter has several."""
    name = words_of(label)
    kind, subject = key.kind, key.subject
    if kind == "deadline" and subject[0] and len(matter.registrations) > 1:
        return f"{name}, {registration_name(matter, subject[0])}"
    if kind == "cutback" and len(matter.offerings) > 1:
        return f"{name}, {offering_name(matter, subject[0])}"
    return name


def moved_by(moved: MovedFigure) -> str:
    """Write from what to what a figure moves, and of a date by how many days."""
    before, after = _value(moved.before), _value(moved.after)
    if isinstance(moved.before, dt.date) and isinstance(moved.after, dt.date):
        away = (moved.after - moved.before).days
        return f"{before} → {after}, {counted(abs(away), 'day')} {'later' if away > 0 else 'earlier'}"
    return f"{before} → {after}"


def in_short(values: Sequence[FigureValue | None]) -> str:
    """Write what one choice gives: one or two values as they are, of more how many dates and numbers there are."""
    distinct = list(dict.fromkeys(values))
    if len(distinct) == 1:
        return _value(distinct[0])
    if len(distinct) <= _NAMED:
        return " and ".join(day_short(each) if isinstance(each, dt.date) else _value(each) for each in distinct)
    dates = sum(isinstance(each, dt.date) for each in values)
    numbers = len(values) - dates - sum(each is None for each in values)
    found = [counted(count, noun) for count, noun in ((dates, "date"), (numbers, "number")) if count]
    return " and ".join(found)


def _value(value: FigureValue | None) -> str:
    if value is None:
        return _NONE
    return day(value) if isinstance(value, dt.date) else figure_value(value)
