"""Findings: what is wrong, open or doubtful in a matter, drawn from its records and from its figures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction

from rra_desktop.calculation.consistency import problems
from rra_desktop.calculation.dates.notices import notice_dates
from rra_desktop.calculation.matter_figures import MatterFigures
from rra_desktop.calculation.register.positions import ledger_problems
from rra_desktop.domain.agreement import DraftingPoint, PointState
from rra_desktop.domain.deadlines import RequestState
from rra_desktop.domain.figures import FigureKey
from rra_desktop.domain.findings import Finding
from rra_desktop.domain.registrations import RegistrationKind
from rra_desktop.domain.statements import Gravity, Mark, Person, Statement, marks_in_words, stated


def findings(figures: MatterFigures) -> tuple[Finding, ...]:
    """Return every finding: errors first, then conflicts, doubts and what the agreement is silent about."""
    found = (
        *_impossible(figures),
        *_conflicts(figures),
        *_demands_without_majority(figures),
        *_notices(figures),
        *_transferees(figures),
        *_answers(figures),
        *_cutbacks(figures),
        *_drafting_points(figures),
    )
    order = {gravity: place for place, gravity in enumerate(Gravity)}
    return tuple(sorted(found, key=lambda finding: (finding.settled, order[finding.gravity])))


def _impossible(figures: MatterFigures) -> Iterator[Finding]:
    for problem in problems(figures.matter):
        key = FigureKey(problem.home, (str(problem.key),))
        yield _error(f"{problem.home}/{problem.key}", problem.sentence, key)
    for trouble in ledger_problems(figures.matter):
        yield _error(f"ledger/{trouble.sequence}", trouble.sentence, FigureKey("entry", (str(trouble.sequence),)))


def _error(finding_id: str, sentence: str, key: FigureKey) -> Finding:
    return Finding(
        id=finding_id,
        gravity=Gravity.ERROR,
        section="",
        title=sentence,
        detail="The figures leave this record out.",
        advice="Correct the record.",
        concerns=(key,),
    )


def _conflicts(figures: MatterFigures) -> Iterator[Finding]:
    for deadline in figures.deadlines:
        if deadline.conflicts:
            yield Finding(
                id=f"conflict/{deadline.registration}/{deadline.id.value}",
                gravity=Gravity.CONFLICT,
                section=deadline.section,
                title=deadline.label,
                detail=_together(deadline.conflicts),
                advice="Obtain a written waiver of one of the two limits (§8(c)).",
                concerns=(deadline.key,),
            )


def _demands_without_majority(figures: MatterFigures) -> Iterator[Finding]:
    for registration in figures.matter.registrations:
        if registration.kind is not RegistrationKind.DEMAND:
            continue
        test = figures.thresholds.demand_test(registration.id)
        if test is None or test.reached:
            continue
        yield Finding(
            id=f"majority/{registration.id}",
            gravity=Gravity.CONFLICT,
            section="1(a)",
            title=f"{registration.title or registration.id}: the Initiating Investors fall short of a majority",
            detail=f"They hold {test.held:,}; {test.shortfall:,} more are needed.",
            advice="Ask further Investors to sign, or the Company to accept the demand in writing.",
            concerns=(FigureKey("majority"),),
        )


def _notices(figures: MatterFigures) -> Iterator[Finding]:
    names = {holder.id: holder.name for holder in figures.matter.holders}
    for event in figures.matter.events:
        if not event.type.is_notice:
            continue
        to = Person(event.to, names.get(event.to, event.to)) if event.to else None
        dates = notice_dates(event, to)
        for number, mark in enumerate(dates.marks):
            yield Finding(
                id=f"notice/{event.id}/{number}",
                gravity=Gravity.DOUBT,
                section="8(a)",
                title=" ".join(filter(None, (event.type.value.replace("_", " ").title(), _to(names, event.to)))),
                detail=mark.statement,
                advice="Record the receipt, or give the notice again by a method of §8(a).",
                concerns=(FigureKey("event", (str(event.id),)),),
            )


def _together(marks: Iterable[Mark]) -> Statement:
    """Return what several marks say as one statement."""
    return stated("dates/together", said=tuple(mark.statement for mark in marks))


def _to(names: dict[str, str], holder_id: str | None) -> str:
    return f"to {names.get(holder_id, holder_id)}" if holder_id else ""


def _transferees(figures: MatterFigures) -> Iterator[Finding]:
    for row in figures.positions.rows:
        if not row.counts and row.registrable:
            yield Finding(
                id=f"transferee/{row.holder.id}",
                gravity=Gravity.DOUBT,
                section="7",
                title=f"{row.holder.name} is not an Investor",
                detail=row.why_not,
                advice="Have a counterpart executed, and record its date.",
                effect=f"{row.registrable:,} shares outside every total",
                concerns=(FigureKey("position", (row.holder.id,), "registrable"),),
            )


def _answers(figures: MatterFigures) -> Iterator[Finding]:
    words = {
        RequestState.LATE: "Its request came after the last day.",
        RequestState.INCOMPLETE: "Its request lacks amount, method of distribution or information.",
    }
    names = {holder.id: holder.name for holder in figures.matter.holders}
    for registration in figures.matter.registrations:
        section = "1(a)" if registration.kind is RegistrationKind.DEMAND else "3(a)"
        for answer in figures.answers(registration.id):
            if answer.state in words:
                yield Finding(
                    id=f"answer/{registration.id}/{answer.holder}",
                    gravity=Gravity.DOUBT,
                    section=section,
                    title=f"Request of {names.get(answer.holder, answer.holder)} is {answer.state.value}",
                    detail=_together((*marks_in_words((words[answer.state],)), *answer.marks)),
                    concerns=(FigureKey("position", (answer.holder,), "registrable"),),
                )


def _cutbacks(figures: MatterFigures) -> Iterator[Finding]:
    names = {holder.id: holder.name for holder in figures.matter.holders}
    for offering in figures.matter.offerings:
        outcome = figures.cutback(offering.id).outcome
        for row in outcome.participants:
            if row.over_asked:
                yield Finding(
                    id=f"over_asked/{offering.id}/{row.holder}",
                    gravity=Gravity.DOUBT,
                    section=outcome.section,
                    title=f"{names[row.holder]} asks for more than it holds",
                    detail=f"{row.requested:,} asked, {row.held:,} held; the request counts for {row.held:,}.",
                    concerns=(FigureKey("cutback", (offering.id, row.holder), "requested"),),
                )


def _drafting_points(figures: MatterFigures) -> Iterator[Finding]:
    states = {settled.point: settled for settled in figures.matter.points}
    for point in figures.matter.form.drafting_points:
        state = states.get(point.id)
        yield Finding(
            id=point.id,
            gravity=Gravity.SILENCE if point.silence else Gravity.DOUBT,
            section=point.section,
            title=point.title,
            detail=point.affects,
            advice=point.advice if state is None or not state.note else state.note,
            effect=_effect(figures, point),
            reading=point.reading,
            settled=state is not None and state.state is PointState.SETTLED,
        )


def _effect(figures: MatterFigures, point: DraftingPoint) -> str:
    """Say what the other choice of the point's reading would move in this matter, as it stands today."""
    if point.reading is None:
        return ""
    moved = [
        abs((other.value - deadline.date).days)
        for deadline in figures.deadlines
        for other in deadline.other_readings
        if other.reading == point.reading and other.value is not None and deadline.date is not None
    ]
    if any(moved):
        dates = "1 date" if len(moved) == 1 else f"{len(moved)} dates"
        days = "1 day" if max(moved) == 1 else f"{max(moved):,} days"
        return f"moves {dates} by up to {days}" if len(moved) > 1 else f"moves {dates} by {days}"
    majorities = {other.value for other in figures.thresholds.majority.other_readings if other.reading == point.reading}
    if majorities:
        needed = figures.thresholds.majority.needed
        return " or ".join(f"{count:,}" for count in sorted({needed, *majorities} - {None}, key=_size))
    return _share_effect(figures, point.reading)


def _share_effect(figures: MatterFigures, reading: str) -> str:
    most = max(
        (figures.cutback(offering.id).shares_moved_by(reading) for offering in figures.matter.offerings),
        default=0,
    )
    return f"moves {most:,} shares" if most else "no effect today"


def _size(count: int | Fraction | None) -> Fraction:
    return Fraction(count or 0)
