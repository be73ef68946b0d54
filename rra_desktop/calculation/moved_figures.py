"""Which dates and numbers of a matter differ between two views of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rra_desktop.calculation.matter_figures import MatterFigures
from rra_desktop.domain.figures import FigureKey, FigureValue
from rra_desktop.domain.moved_figures import MovedFigure
from rra_desktop.domain.statements import Said

Values = Mapping[FigureKey, FigureValue | None]


def values_of(figures: MatterFigures) -> Values:
    """Return the dates, the numbers of the register as a whole and what each holder is allocated, by their keys.

    Dates come first, in the order of the list of deadlines.
    """
    return dict(_values(figures))


def moved_figures(
    before: MatterFigures, after: MatterFigures, before_values: Values | None = None
) -> tuple[MovedFigure, ...]:
    """Return what differs between two views; `before_values` spares looking up those of the first again."""
    old, new = before_values if before_values is not None else values_of(before), values_of(after)
    differing = [key for key in {**old, **new} if old.get(key) != new.get(key)]
    if not differing:
        return ()
    labels = {deadline.key: deadline.label for figures in (after, before) for deadline in figures.deadlines}
    return tuple(MovedFigure(key, _label(key, labels, before, after), old.get(key), new.get(key)) for key in differing)


def _values(figures: MatterFigures) -> Iterator[tuple[FigureKey, FigureValue | None]]:
    for deadline in figures.deadlines:
        yield deadline.key, deadline.date
    for threshold in figures.thresholds.rights:
        yield threshold.key, threshold.majority.needed
        yield threshold.demands_key, threshold.demands_left.left
    yield FigureKey("total", (), "registrable"), figures.positions.totals.registrable
    for offering in figures.matter.offerings:
        for holder, allocated in figures.cutback(offering.id).allocated().items():
            yield FigureKey("cutback", (offering.id, holder), "allocated"), allocated


def _label(key: FigureKey, labels: Mapping[FigureKey, Said], before: MatterFigures, after: MatterFigures) -> Said:
    if key in labels:
        return labels[key]
    figure = before.figure(key) or after.figure(key)
    return "" if figure is None else figure.label
