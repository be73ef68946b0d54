"""The lines of the Overview as values: what each says, what explains it, and where it leads."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from rra_desktop import wording
from rra_desktop.domain.figures import FigureKey
from rra_desktop.domain.findings import Finding
from rra_desktop.domain.overview import Awaited, DateLine
from ui.places import placed
from ui.widgets.chips import SECTION_LOOK, ChipLook, Shape, Tone
from ui.widgets.deadline_look import look_of
from ui.widgets.gravity import gravity_look

if TYPE_CHECKING:
    from rra_desktop.session import MatterSession

_OVERDUE = ChipLook(Tone.DANGER, Shape.SOLID)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a section, which is a button: what it says, in which order it is read, and what it is about.

    `chip` stands first, `beside` is how far off it is, `text` what it is, `below` what to do about it, `note` what is
    particular to it, `section` where it is said. `place` is what it leads to, None where no room shows it; `explained`
    are the figures of which the first there is stands in the Why panel, `in_words` what stands there without any.
    """

    text: str
    chip: str = ""
    look: ChipLook = field(default_factory=ChipLook)
    beside: str = ""
    below: str = ""
    note: str = ""
    section: str = ""
    strong: bool = False
    place: FigureKey | None = None
    explained: tuple[FigureKey, ...] = ()
    in_words: str = ""

    @property
    def parts(self) -> tuple[str, ...]:
        """What it says, part by part."""
        said = (self.chip, self.beside, self.text, self.below, self.note, self.section)
        return tuple(part for part in said if part)


def alarm_lines(session: MatterSession) -> Iterator[Line]:
    """Yield what cannot wait: errors, contradictions and conflicts, then the duties that are overdue."""
    overview = session.analysis.overview
    for finding in overview.alarms:
        yield _alarm(session, finding)
    for line in overview.overdue:
        first = line.first
        yield Line(
            wording.words_of(first.label),
            chip=wording.status_name(first.status).capitalize(),
            look=_OVERDUE,
            below=_joined(_of(session, first.registration), _was_due(line, session.as_of)),
            section=wording.section(first.section),
            place=first.key,
            explained=(first.key,),
        )


def _alarm(session: MatterSession, finding: Finding) -> Line:
    said = wording.words_of(finding.statement)
    return Line(
        said,
        chip=wording.gravity_name(finding.gravity),
        look=gravity_look(finding.gravity),
        below=_joined(_of(session, finding.registration), wording.advice_on(finding, session.matter.form)),
        section=wording.section(finding.section),
        place=placed(finding.concerns),
        explained=finding.concerns,
        in_words=said,
    )


def _was_due(line: DateLine, as_of: dt.date) -> str:
    """Say when a duty was due, how long ago that is, and from how many."""
    day, holders = line.first.date, len(line.deadlines)
    said = "" if day is None else f"was due {wording.day(day)}, {wording.days_until(day, as_of)}"
    return f"{said}, from {holders:,} holders" if holders > 1 else said


def date_lines(session: MatterSession) -> Iterator[Line]:
    """Yield the dates that come next."""
    for line in session.analysis.overview.coming:
        first = line.first
        if first.date is None:
            continue
        holders = len(line.deadlines)
        yield Line(
            wording.words_of(first.label),
            chip=day_in_year(first.date, session.as_of),
            look=look_of(first, session.as_of),
            beside=wording.days_until(first.date, session.as_of),
            below=_joined(
                _of(session, first.registration), f"{holders:,} holders" if holders > 1 else "", _standing(line)
            ),
            strong=True,
            place=first.key,
            explained=tuple(each.key for each in line.deadlines[:1]),
        )


def _standing(line: DateLine) -> str:
    """Say what takes certainty from a date: projected, assumed, and the word of the gravest thing said of it."""
    first = line.first
    said = "projected" if first.projected else "assumed" if first.assumed else ""
    grave = "" if first.gravity is None else wording.gravity_name(first.gravity).lower()
    return ", ".join(filter(None, (said, grave)))


def awaited_lines(session: MatterSession) -> Iterator[Line]:
    """Yield what is still to come in, from whom and by when."""
    for each in session.analysis.overview.awaited:
        yield _awaited(session, each)


def _awaited(session: MatterSession, each: Awaited) -> Line:
    said = wording.words_of(each.what)
    day = "" if each.by is None else day_in_year(each.by, session.as_of)
    return Line(
        said,
        chip="Overdue" if each.overdue else "",
        look=_OVERDUE,
        below=_joined(_of(session, each.registration), f"{'was due' if each.overdue else 'by'} {day}" if day else ""),
        place=placed((each.place,)),
        explained=(each.place,),
        in_words=said,
    )


def point_lines(session: MatterSession) -> Iterator[Line]:
    """Yield the open drafting points, those first whose other reading moves most."""
    for point in session.analysis.overview.points:
        effect = wording.effect_name(point.effect)
        title, affects = str(point.statement.fact("title")), str(point.statement.fact("affects"))
        yield Line(
            title,
            chip=wording.section(point.section),
            look=SECTION_LOOK,
            note=effect or ("no effect today" if point.reading else ""),
            place=FigureKey("points", (point.point or "",)),
            in_words=" ".join(filter(None, (f"{title}. {affects}", wording.advice_on(point, session.matter.form)))),
        )


def change_lines(session: MatterSession, most: int) -> Iterator[Line]:
    """Yield the newest changes of the matter, newest first."""
    for entry in session.newest_entries(most):
        when = entry.when.astimezone()
        day = f"{when:%H:%M}" if when.date() == session.today else day_in_year(when.date(), session.today)
        yield Line(
            entry.label,
            beside=day,
            place=FigureKey("change", (str(entry.number),)),
            in_words=f"{entry.label}, by {entry.who}, {wording.day(when.date())}, {when:%H:%M}.",
        )


def day_in_year(day: dt.date, as_of: dt.date) -> str:
    """Write a day with its weekday, and with its year where that is another."""
    return wording.day_short(day) if day.year == as_of.year else wording.day(day)


def _of(session: MatterSession, registration: str | None) -> str:
    """Name the registration something is of where the matter has several."""
    if registration is None or len(session.matter.registrations) < 2:  # noqa: PLR2004 - one needs no name
        return ""
    return wording.registration_name(session.matter, registration)


def _joined(*parts: str) -> str:
    return " · ".join(filter(None, parts))
