"""The section on deadlines: every date with who must act, its status in words, and its working at the foot."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from rra_desktop import wording
from rra_desktop.calculation.analysis import Analysis
from rra_desktop.domain.deadlines import Act, Deadline, DeadlineKind, DeadlineStatus, Party
from rra_desktop.domain.matter import Matter
from rra_desktop.domain.registrations import Registration
from rra_desktop.domain.statements import Gravity, Mark, Statement
from rra_desktop.report.blocks import (
    Block,
    Column,
    Footnote,
    Paragraph,
    Row,
    RowKind,
    Section,
    Subheading,
    Table,
    Text,
    Tone,
    clause,
    emphasis,
    plain,
    row,
    strong,
)
from rra_desktop.report.phrases import (
    chosen,
    counted,
    footnote,
    listed,
    other_readings,
    sentences,
)
from rra_desktop.report.sections.requests import requests_paragraph

_MOST_NAMES = 4
_COLUMNS = (
    Column("Date", width=90),
    Column("What", stretches=True),
    Column("Who", width=58),
    Column("Clause", width=58),
)
_Part: TypeAlias = tuple[str, Registration | None, list[Deadline]]
_ONCE = (Gravity.NOTE, Gravity.SILENCE)
"""What is said once in a table; a doubt or graver stands beside every date it bears on."""
_NOTHING_HAPPENED = frozenset({"dates/no_roll", "dates/business_day"})
"""Steps of a working that say only that nothing happened to the date."""


@dataclass(frozen=True, slots=True)
class DateLine:
    """One line of the table: a deadline, or several of one id that fall on one day for different holders."""

    deadlines: tuple[Deadline, ...]
    covers_all: bool

    @property
    def first(self) -> Deadline:
        """The deadline that stands for all of them."""
        return self.deadlines[0]


def deadlines_section(analysis: Analysis) -> Section:
    """Say what must happen by when, one table for each registration if there are several."""
    parts = list(_parts(analysis.matter, analysis.deadlines))
    blocks: list[Block] = []
    for heading, registration, deadlines in parts:
        if len(parts) > 1:
            blocks.append(Subheading(heading))
        blocks.extend(_conflicts(deadlines))
        said = set[str]()
        blocks.append(Table(_COLUMNS, tuple(_row(analysis, line, said) for line in lines(deadlines))))
        if registration is not None:
            blocks.extend(requests_paragraph(analysis, registration))
        blocks.extend(_said_elsewhere(analysis, registration, deadlines))
    if not blocks:
        blocks.append(Paragraph(plain("No registration is recorded, so no deadline runs.")))
    return Section("deadlines", "Deadlines", tuple(blocks))


def _said_elsewhere(
    analysis: Analysis, registration: Registration | None, deadlines: Sequence[Deadline]
) -> Iterator[Paragraph]:
    """Say what was found of a registration that stands beside none of its dates, as of a notice that moves none."""
    if registration is None:
        return
    beside = {mark.statement for each in deadlines for mark in each.marks}
    of_it = [each for each in analysis.findings if each.registration == registration.id and each.point is None]
    said = [wording.marked(each.mark) for each in of_it if each.statement not in beside]
    if said:
        yield Paragraph((*strong("Besides "), *plain(f"· {sentences(said)}")), Tone.SMALL)


def lines(deadlines: Iterable[Deadline]) -> list[DateLine]:
    """Put deadlines that differ only in their holder into one line; by date, those that wait at the end."""
    grouped: dict[tuple[object, ...], list[Deadline]] = {}
    holders: dict[tuple[str | None, str], int] = {}
    for each in deadlines:
        alike = (each.registration, each.id, each.subject, each.date, each.status, each.met_on, each.assumed)
        told_apart = (each.projected, each.waits_for, each.conflicts, each.edgar_day, each.gravity, each.answer)
        grouped.setdefault((*alike, *told_apart), []).append(each)
        holders[each.registration, each.id] = holders.get((each.registration, each.id), 0) + 1
    made = [
        DateLine(tuple(alike), len(alike) == holders[alike[0].registration, alike[0].id]) for alike in grouped.values()
    ]
    return sorted(made, key=lambda line: (line.first.date is None, line.first.date or dt.date.max))


def _parts(matter: Matter, deadlines: Sequence[Deadline]) -> Iterator[_Part]:
    """Yield the deadlines of each registration under its title, then those of the matter itself."""
    several = len(matter.registrations) > 1
    for registration in matter.registrations:
        own = [each for each in deadlines if each.registration == registration.id]
        if not several:
            own += [each for each in deadlines if each.registration is None]
        if own:
            yield wording.registration_name(matter, registration.id), registration, own
    rest = [each for each in deadlines if each.registration is None]
    if rest and (several or not matter.registrations):
        yield "The securities", None, rest


def _conflicts(deadlines: Sequence[Deadline]) -> Iterator[Paragraph]:
    seen = set[Mark]()
    for each in deadlines:
        for mark in each.conflicts:
            if mark in seen:
                continue
            seen.add(mark)
            name, said = wording.gravity_name(mark.gravity), wording.words_of(mark)
            yield Paragraph((*strong(f"{name}. "), *plain(f"{said} "), *clause(each.section)), Tone.ALERT)


def _row(analysis: Analysis, line: DateLine, said: set[str]) -> Row:
    first = line.first
    date = wording.day(first.date) if first.date else "waits"
    if _is_urgent(first):
        kind = RowKind.URGENT
    elif first.date and first.status in (DeadlineStatus.MOOT, DeadlineStatus.LAPSED):
        kind = RowKind.OUTSIDE
    else:
        kind = RowKind.LINE
    what = (*_what(analysis.matter, line), *_working(analysis.matter, line, said))
    who = "Company" if first.party is Party.COMPANY else "Investors"
    return row(date, what, plain(who), clause(first.section), kind=kind)


def _is_urgent(deadline: Deadline) -> bool:
    if deadline.pressing or deadline.status is DeadlineStatus.DUE_TODAY:
        return True
    return deadline.open and deadline.act is Act.FILE and deadline.kind is DeadlineKind.LATEST


def _what(matter: Matter, line: DateLine) -> Text:
    first = line.first
    said: list[Text] = [plain(wording.words_of(first.label))]
    if not line.covers_all and first.holder:
        names = [matter.holder(each.holder).name for each in line.deadlines if each.holder]
        said.append(plain(": " + listed(names, _MOST_NAMES)))
    if first.waits_for:
        said.append(plain(f": waits for {wording.words_of(first.waits_for)}"))
    if first.projected:
        said.append((*plain(", "), *emphasis("projected")))
    if first.assumed:
        said.append((*plain(", "), *emphasis("assumed")))
    said.append(_status(first))
    if first.gravity is not None:
        said.append(strong(f" ({wording.gravity_name(first.gravity).lower()})"))
    return tuple(part for text in said for part in text)


def _status(deadline: Deadline) -> Text:
    match deadline.status:
        case DeadlineStatus.MET if deadline.kind is DeadlineKind.EARLIEST and deadline.met_on == deadline.date:
            return plain(", reached")
        case DeadlineStatus.MET | DeadlineStatus.LATE if deadline.met_on:
            incomplete = ", request incomplete" if wording.is_incomplete(deadline) else ""
            return plain(f", {wording.status_name(deadline.status)} {wording.date_only(deadline.met_on)}{incomplete}")
        case DeadlineStatus.MOOT if deadline.met_on:
            return plain(f", {wording.date_only(deadline.met_on)} came before it")
        case DeadlineStatus.UPCOMING | DeadlineStatus.PENDING:
            return ()
        case DeadlineStatus.LAPSED if lapsed := wording.lapsed_because(deadline):
            return plain(f", lapsed, {lapsed}")
        case status:
            return plain(f", {wording.status_name(status)}")


def _working(matter: Matter, line: DateLine, said: set[str]) -> tuple[Footnote, ...]:
    """Put the rule, the other readings and the filing day into a footnote; a mere note is made once in a table."""
    rules = list(dict.fromkeys(_rule(each) for each in line.deadlines[:_MOST_NAMES]))
    more = len(line.deadlines) - _MOST_NAMES
    alike = f"In the same way for {counted(more, 'other Investor')}" if more > 0 else ""
    marks = dict.fromkeys(mark for each in line.deadlines for mark in each.marks)
    remarks = [
        wording.said_beside(mark)
        for mark in marks
        if mark.gravity not in _ONCE or wording.said_beside(mark) not in said
    ]
    said.update(remarks)
    others = [other for each in line.deadlines for other in each.other_readings]
    return footnote([*rules, alike, other_readings(others), *remarks, *_filing_day(line.first)], chosen(matter, others))


def _rule(deadline: Deadline) -> str:
    """Return the working of a date without what did not happen to it."""
    rule = deadline.explain().rule
    if not isinstance(rule, Statement) or rule.kind != "dates/steps":
        return wording.words_of(rule)
    steps = (step for step in wording.steps_of(rule) if step.kind not in _NOTHING_HAPPENED)
    parts = (wording.words_of(step) for step in steps)
    return ". ".join(part[:1].upper() + part[1:] for part in parts)


def _filing_day(deadline: Deadline) -> Iterator[str]:
    if deadline.edgar_day and not deadline.parts.closed:
        near = "last" if deadline.kind is DeadlineKind.LATEST else "first"
        yield f"EDGAR takes no filings that day; the {near} filing day for it is {wording.day(deadline.edgar_day)}"
