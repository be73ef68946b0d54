"""Findings: what is wrong, contradictory or open in the matter, drawn from its records and from all that is said of it.

Every mark of a doubt or graver, wherever it stands, is one finding, with everything beside which it stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rra_desktop.calculation.matter_figures import MatterFigures
from rra_desktop.calculation.register.positions import ledger_problems
from rra_desktop.domain.agreement import DraftingPoint, PointState
from rra_desktop.domain.figures import FigureKey
from rra_desktop.domain.findings import Effect, Finding
from rra_desktop.domain.statements import GRAVE, Gravity, Mark, Statement, stated

_ORDER = {gravity: place for place, gravity in enumerate(Gravity)}
_NOTED = frozenset({Gravity.NOTE, Gravity.SILENCE})
_Said = Iterator[tuple[str | None, Mark, tuple[FigureKey, ...]]]
"""Marks, each with the registration it belongs to and what it stands beside."""


def findings(figures: MatterFigures) -> tuple[Finding, ...]:
    """Return every finding, the gravest first, then those that counsel has settled."""
    found = [*_unreadable_form(figures), *_impossible(figures)]
    found += [*_beside_figures(_marks(figures)), *drafting_points(figures)]
    return tuple(sorted(found, key=lambda finding: (finding.settled, _ORDER[finding.gravity])))


def grave_findings(figures: MatterFigures) -> tuple[Finding, ...]:
    """Return the findings that must not stand as if all were well, the gravest first.

    They are found without the answers to notices, beside which nothing so grave stands that is not a contradiction of
    records as well: in a register of thousands those take longer than all the rest.
    """
    sources = (_of_contradictions, _of_deadlines, _of_demands, _of_positions, _of_cutbacks)
    marks = (said for source in sources for said in source(figures) if said[1].gravity in GRAVE)
    found = (*_unreadable_form(figures), *_impossible(figures), *_beside_figures(marks))
    return tuple(sorted(found, key=lambda finding: _ORDER[finding.gravity]))


def _unreadable_form(figures: MatterFigures) -> Iterator[Finding]:
    faults = figures.matter.form.faults
    if faults:
        said = stated("findings/unreadable_form", text=faults[0], more=len(faults) - 1)
        yield Finding(said, Gravity.ERROR, (FigureKey("form"),))


# -- records that cannot be so -----------------------------------------------------------------------------------------


def _impossible(figures: MatterFigures) -> Iterator[Finding]:
    beside: dict[Mark, list[FigureKey]] = {}
    for holder_id, marks in figures.errors_of_holders.items():
        for mark in marks:
            beside.setdefault(mark, []).append(_position(holder_id))
    for problem in figures.problems:
        key = FigureKey(problem.home, (str(problem.key),))
        yield Finding(problem.statement, Gravity.ERROR, (key, *beside.get(problem.mark, ())))
    for trouble in ledger_problems(figures.matter):
        key = FigureKey("entry", (str(trouble.sequence),))
        yield Finding(trouble.statement, Gravity.ERROR, (key,))


# -- what is said beside figures and records ---------------------------------------------------------------------------


def _beside_figures(marks: _Said) -> Iterator[Finding]:
    """Yield one finding for each mark of a doubt or graver, with everything beside which it stands."""
    beside: dict[tuple[str | None, Mark], dict[FigureKey, None]] = {}
    for registration, mark, concerns in marks:
        if mark.gravity not in _NOTED:
            beside.setdefault((registration, mark), {}).update(dict.fromkeys(concerns))
    for (registration, mark), concerned in beside.items():
        yield Finding(mark.statement, mark.gravity, tuple(concerned), registration)


def _marks(figures: MatterFigures) -> _Said:
    """Yield every mark with the registration it belongs to and what it stands beside."""
    yield from _of_contradictions(figures)
    yield from _of_deadlines(figures)
    yield from _of_demands(figures)
    yield from _of_notices(figures)
    yield from _of_answers(figures)
    yield from _of_positions(figures)
    yield from _of_cutbacks(figures)


def _of_contradictions(figures: MatterFigures) -> _Said:
    for each in figures.contradictions:
        registrations: Iterable[str | None] = each.registrations if len(each.registrations) == 1 else (None,)
        positions = tuple(map(_position, sorted(each.positions)))
        totals = _totals(figures) if each.totals else ()
        for registration in registrations:
            yield registration, each.mark, (*each.records, *positions, *totals)


def _of_deadlines(figures: MatterFigures) -> _Said:
    for deadline in figures.deadlines:
        for mark in deadline.marks:
            yield deadline.registration, mark, (deadline.key,)


def _totals(figures: MatterFigures) -> tuple[FigureKey, ...]:
    """Return the keys of what all who count have together, and of what each right to demand asks of them."""
    return (FigureKey("total", (), "registrable"), *(each.key for each in figures.thresholds.rights))


def _position(holder_id: str) -> FigureKey:
    return FigureKey("position", (holder_id,), "registrable")


def _of_demands(figures: MatterFigures) -> _Said:
    for test in figures.demand_tests:
        threshold = figures.thresholds.of(test.right) if test.right else None
        for mark in test.marks:
            yield test.registration, mark, (threshold.key, threshold.demands_key) if threshold else ()
    for threshold in figures.thresholds.rights:
        for mark in threshold.demands_left.marks:
            yield None, mark, (threshold.demands_key,)


def _of_notices(figures: MatterFigures) -> _Said:
    for event in figures.matter.events:
        for mark in figures.notice_marks(event):
            yield event.registration or None, mark, (FigureKey("event", (str(event.id),)),)


def _of_answers(figures: MatterFigures) -> _Said:
    for registration in figures.matter.registrations:
        for answer in figures.answers(registration.id):
            key = FigureKey("answer", (registration.id, answer.holder))
            for mark in answer.marks:
                yield registration.id, mark, (key,)


def _of_positions(figures: MatterFigures) -> _Said:
    for holder_id in figures.marked_holders:
        # What cannot be so in the records is a finding already, beside the same row.
        errors = figures.errors_of_holders.get(holder_id, ())
        for mark in figures.position_marks(holder_id):
            if mark not in errors:
                yield None, mark, (_position(holder_id),)
    for mark in figures.total_marks:
        yield None, mark, _totals(figures)
    for threshold in figures.thresholds.rights:
        for mark in threshold.majority.marks:
            yield None, mark, (threshold.key,)


def _of_cutbacks(figures: MatterFigures) -> _Said:
    for offering in figures.matter.offerings:
        outcome = figures.cutback(offering.id).outcome
        for row in outcome.participants:
            for mark in row.marks:
                yield offering.registration, mark, (FigureKey("cutback", (offering.id, row.holder), "requested"),)
        for mark in outcome.notes:
            yield offering.registration, mark, (FigureKey("cutback", (offering.id, ""), "notes"),)


# -- drafting points ---------------------------------------------------------------------------------------------------


def drafting_points(figures: MatterFigures) -> Iterator[Finding]:
    """Yield the drafting points of the form, in its order, each with what the other choice of its reading moves."""
    states = {settled.point: settled for settled in figures.matter.points}
    for point in figures.matter.form.drafting_points:
        state = states.get(point.id)
        yield Finding(
            _point(point, state.note if state else ""),
            Gravity.SILENCE if point.silence else Gravity.DOUBT,
            (FigureKey("reading", (point.reading,)),) if point.reading else (),
            point=point.id,
            reading=point.reading,
            effect=_effect(figures, point.reading) if point.reading else Effect(),
            settled=state is not None and state.state is PointState.SETTLED,
        )


def _point(point: DraftingPoint, note: str) -> Statement:
    return stated(
        "findings/drafting_point",
        point.section,
        title=point.title,
        affects=point.affects,
        advice=note or point.advice,
        silence=point.silence,
    )


def _effect(figures: MatterFigures, reading: str) -> Effect:
    """Return what the other choices of a reading would move in this matter, as it stands on the day looked at."""
    moved = [
        abs((other.value - deadline.date).days)
        for deadline in figures.deadlines
        for other in deadline.other_readings
        if other.reading == reading and other.value is not None and deadline.date is not None
    ]
    numbers: set[int | None] = set()
    for threshold in figures.thresholds.rights:
        others = {other.value for other in threshold.majority.other_readings if other.reading == reading}
        numbers |= {threshold.majority.needed, *others} if others else set()
    shares = max(
        (figures.cutback(offering.id).shares_moved_by(reading) for offering in figures.matter.offerings),
        default=0,
    )
    return Effect(len(moved), max(moved, default=0), shares, tuple(sorted(numbers, key=lambda each: each or 0)))
