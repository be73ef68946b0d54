"""`rra deadlines`: every deadline with where it stands and why."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

import click

from rra_desktop import wording
from rra_desktop.calculation.analysis import Analysis
from rra_desktop.cli.options import answer, as_json, as_of, matter_file, opened
from rra_desktop.cli.tables import clean, paragraphs
from rra_desktop.domain.deadlines import Deadline
from rra_desktop.domain.figures import Clause, Figure, Statute
from rra_desktop.domain.matter import Matter
from rra_desktop.exchange import answers


@click.command()
@matter_file
@as_of
@as_json
def deadlines(file: Path, password_fd: int | None, as_of: dt.date | None, *, as_json: bool) -> None:
    """Show every deadline in FILE: when, where it stands, who must act, and how the date was reached."""
    with opened(file, password_fd, as_of) as session:
        if as_json:
            answer(answers.deadlines(session.analysis))
        else:
            click.echo(_text(session.analysis))


def _text(analysis: Analysis) -> str:
    matter = analysis.matter
    head = f"{clean(matter.details.title)} · {clean(matter.details.company)}\n"
    parts = [head + f"Deadlines as of {wording.day_long(analysis.as_of)}"]
    for registration, of_it in groupby(analysis.deadlines, key=lambda deadline: deadline.registration):
        parts.append(_heading(matter, registration))
        parts.extend("\n".join(_lines(matter, deadline, analysis.as_of)) for deadline in of_it)
    if not analysis.deadlines:
        parts.append("Nothing sets a deadline yet.")
    return paragraphs(*parts)


def _heading(matter: Matter, registration_id: str | None) -> str:
    if registration_id is None:
        return "The matter"
    registration = matter.registration(registration_id)
    kind = wording.registration_kind_name(registration.kind)
    return clean(f"{registration.id} · {registration.title or kind} · {kind}")


def _lines(matter: Matter, deadline: Deadline, as_of: dt.date) -> Iterator[str]:
    yield f"  {_when(deadline)}  {deadline.label} · {_who(matter, deadline)} · {wording.section(deadline.section)}"
    yield f"    {_standing(deadline, as_of)}"
    for remark in _remarks(deadline):
        yield f"    {clean(remark)}"
    for depth, step in _steps(deadline.explain()):
        yield f"    {'  ' * depth}· {clean(step)}"


def _when(deadline: Deadline) -> str:
    return "pending          " if deadline.date is None else f"{wording.day(deadline.date):<17}"


def _who(matter: Matter, deadline: Deadline) -> str:
    if deadline.holder is not None:
        return clean(matter.holder(deadline.holder).name)
    return wording.party_name(deadline.party, deadline.id)


def _standing(deadline: Deadline, as_of: dt.date) -> str:
    parts = [wording.status_name(deadline.status)]
    if deadline.open and deadline.date is not None:
        parts.append(wording.days_until(deadline.date, as_of))
    if deadline.met_on is not None:
        parts.append(f"on {wording.date_only(deadline.met_on)}")
    if deadline.assumed:
        parts.append("rests on an assumed receipt")
    if deadline.projected:
        parts.append("projected")
    return ", ".join(parts)


def _remarks(deadline: Deadline) -> Iterator[str]:
    if deadline.waits_for:
        yield f"waits for {deadline.waits_for}"
    if deadline.conflict:
        yield f"conflict: {deadline.conflict}"
    if deadline.edgar_day is not None:
        yield f"EDGAR takes filings on {wording.day(deadline.edgar_day)}, not on the day itself"
    for other in deadline.other_readings:
        date = "pending" if other.value is None else wording.day(other.value)
        yield f"other reading, {other.label}: {date}"
    yield from deadline.remarks


def _steps(figure: Figure[Any], depth: int = 0) -> Iterator[tuple[int, str]]:
    value = wording.figure_value(figure.value)
    source = wording.authority_name(figure.authority) if isinstance(figure.authority, Clause | Statute) else ""
    said = f"{figure.label}: {value}" + (f" ({figure.rule})" if figure.rule else "")
    yield depth, f"{said} {source}".rstrip()
    for made_from in figure.inputs:
        yield from _steps(made_from, depth + 1)
