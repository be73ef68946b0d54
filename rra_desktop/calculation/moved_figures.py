"""Which dates and numbers of a matter differ between two views of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rra_desktop.calculation.matter_figures import MatterFigures
from rra_desktop.domain.figures import FigureKey, FigureValue
from rra_desktop.domain.moved_figures import MovedFigure
from rra_desktop.domain.statements import Said


def moved_figures(before: MatterFigures, after: MatterFigures) -> tuple[MovedFigure, ...]:
    """Return the dates, the numbers of the register as a whole and the allocations that differ between two views.

    Dates come first, in the order of the list of deadlines.
    """
    old, new = dict(_values(before)), dict(_values(after))
    differing = [key for key in {**old, **new} if old.get(key) != new.get(key)]
    labels = {**_labels(after), **_labels(before)}
    return tuple(MovedFigure(key, _label(key, labels, before, after), old.get(key), new.get(key)) for key in differing)


def _values(figures: MatterFigures) -> Iterator[tuple[FigureKey, FigureValue | None]]:
    for deadline in figures.deadlines:
        yield deadline.key, deadline.date
    yield FigureKey("majority"), figures.thresholds.majority.needed
    yield FigureKey("demands_left"), figures.thresholds.figure_demands_left().value
    yield FigureKey("total", (), "registrable"), figures.positions.totals.registrable
    for offering in figures.matter.offerings:
        cutback = figures.cutback(offering.id)
        if cutback.outcome.pending:
            continue
        for row in cutback.outcome.participants:
            yield FigureKey("cutback", (offering.id, row.holder), "allocated"), row.allocated


def _labels(figures: MatterFigures) -> Mapping[FigureKey, Said]:
    return {deadline.key: deadline.label for deadline in figures.deadlines}


def _label(key: FigureKey, labels: Mapping[FigureKey, Said], before: MatterFigures, after: MatterFigures) -> Said:
    if key in labels:
        return labels[key]
    figure = before.figure(key) or after.figure(key)
    return "" if figure is None else figure.label
