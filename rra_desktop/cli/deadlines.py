"""`rra deadlines`: every deadline with where it stands and why."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from textwrap import wrap
from typing import Any, Final

import click

from rra_desktop import wording
from rra_desktop.calculation.analysis import Analysis
from rra_desktop.cli.options import answer, as_json, as_of, matter_file, opened
from rra_desktop.cli.tables import clean, paragraphs
from rra_desktop.domain.deadlines import Act, Deadline
from rra_desktop.domain.figures import Clause, Figure, Statute
from rra_desktop.domain.matter import Matter
from rra_desktop.exchange import answers

_WIDTH: Final = 110


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
            click.echo(deadlines_in_words(session.analysis))


def deadlines_in_words(analysis: Analysis) -> str:
    """Return what the command answers a reader."""
    matter = analysis.matter
    head = f"{clean(matter.details.title)} · {clean(matter.details.company)}"
    parts = [f"{head}\nDeadlines as of {wording.day_long(analysis.as_of)}"]
    for registration, of_it in groupby(analysis.deadlines, key=lambda deadline: deadline.registration):
        parts.append(_heading(matter, registration))
        by_date = sorted(of_it, key=lambda deadline: deadline.date or dt.date.max)
        parts.extend("\n".join(_lines(matter, deadline, analysis.as_of)) for deadline in by_date)
    if not analysis.deadlines:
        parts.append("Nothing sets a deadline yet.")
    return paragraphs(*parts, "\n".join(_said_elsewhere(analysis)))


def _said_elsewhere(analysis: Analysis) -> Iterator[str]:
    """Yield every finding that stands beside none of the deadlines, drafting points apart."""
    beside = {mark.statement for deadline in analysis.deadlines for mark in deadline.marks}
    found = [each for each in analysis.findings if each.point is None and each.statement not in beside]
    if found:
        yield "Besides"
    titles = {each.id: wording.registration_name(analysis.matter, each.id) for each in analysis.matter.registrations}
    for each in found:
        of = f"{titles[each.registration]}: " if each.registration in titles else ""
        yield from _wrapped(f"{of}{wording.marked(each.mark)}", 1)


def _heading(matter: Matter, registration_id: str | None) -> str:
    if registration_id is None:
        return "The matter"
    registration = matter.registration(registration_id)
    kind = wording.registration_kind_name(registration.kind)
    return clean(" · ".join(part for part in (registration.id, registration.title, kind) if part))


def _lines(matter: Matter, deadline: Deadline, as_of: dt.date) -> Iterator[str]:
    figure = deadline.explain()
    when = "pending" if deadline.date is None else wording.day(deadline.date)
    said = (wording.words_of(deadline.label), _who(matter, deadline), wording.section(deadline.section))
    yield f"{when:<17}  {' · '.join(said)}"
    yield from _wrapped(_standing(deadline, as_of), 1)
    yield from _wrapped(wording.words_of(figure.rule), 1)
    for remark in _remarks(deadline):
        yield from _wrapped(remark, 1)
    for made_from in figure.inputs:
        yield from _steps(made_from, 2)


def _who(matter: Matter, deadline: Deadline) -> str:
    if deadline.holder is not None:
        return clean(matter.holder(deadline.holder).name)
    return wording.party_name(deadline.party, each=deadline.act is Act.ANSWER)


def _standing(deadline: Deadline, as_of: dt.date) -> str:
    waiting = f"waits for {wording.words_of(deadline.waits_for)}" if deadline.waits_for else ""
    parts = [waiting or wording.standing_name(deadline)]
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
    yield from map(wording.marked, deadline.conflicts)
    if deadline.edgar_day is not None:
        yield f"EDGAR takes filings on {wording.day(deadline.edgar_day)}, not on the day itself."
    for other in deadline.other_readings:
        date = "pending" if other.value is None else wording.day(other.value)
        yield f"Other reading, {other.label}: {date}."
    yield from (wording.said_beside(mark) for mark in deadline.marks if mark not in deadline.conflicts)


def _steps(figure: Figure[Any], depth: int) -> Iterator[str]:
    yield from _wrapped(f"· {_step(figure)}", depth)
    for made_from in figure.inputs:
        yield from _steps(made_from, depth + 1)


def _step(figure: Figure[Any]) -> str:
    """Write a step without saying its value twice: rules often have it among their facts, labels of counts too."""
    value, rule = wording.figure_value(figure.value), wording.words_of(figure.rule)
    name = wording.words_of(figure.label)
    label = name if figure.key.kind == "reading" and isinstance(figure.value, str) else f"{name}:"
    if not rule or figure.said_by(figure.rule):
        said = f"{label} {rule or value}"
    elif figure.said_by(figure.label):
        said = f"{label} {rule}"
    else:
        said = f"{label} {value}, {rule}"
    if not isinstance(figure.authority, Clause | Statute):
        return said
    return f"{said} {wording.authority_name(figure.authority)}".rstrip()


def _wrapped(text: str, depth: int) -> list[str]:
    margin = "  " * depth
    further = margin + ("  " if text.startswith("·") else "")
    return wrap(clean(text), _WIDTH, initial_indent=margin, subsequent_indent=further)
