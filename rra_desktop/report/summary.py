"""What the summary says, as frozen plain data: the sections asked for, made from an analysis."""

from __future__ import annotations

import datetime as dt
import textwrap
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from rra_desktop import wording
from rra_desktop.calculation.analysis import Analysis
from rra_desktop.errors import UserError
from rra_desktop.report.blocks import Block, Paragraph, Section, Tone
from rra_desktop.report.sections.cutback import cutback_section
from rra_desktop.report.sections.damages import damages_section
from rra_desktop.report.sections.deadlines import deadlines_section
from rra_desktop.report.sections.expenses import expenses_section
from rra_desktop.report.sections.holdings import holdings_section
from rra_desktop.report.sections.money import money_section
from rra_desktop.report.sections.overview import overview_section
from rra_desktop.report.sections.readings import readings_section
from rra_desktop.report.sections.sellers import sellers_section
from rra_desktop.report.sections.working import working_section

CONTENTS = "contents"
_LONGEST_HEADER = 240
_TITLE = "Registration rights: where we stand"


@dataclass(frozen=True, slots=True)
class SectionChoice:
    """A section counsel can switch on and off, under the name the window shows."""

    id: str
    label: str


SECTIONS = (
    SectionChoice("overview", "Overview"),
    SectionChoice(CONTENTS, "Contents, from four pages on"),
    SectionChoice("deadlines", "Deadlines"),
    SectionChoice("holdings", "Holdings"),
    SectionChoice("cutback", "Cutback with its rounds"),
    SectionChoice("money", "Money and indemnity caps"),
    SectionChoice("sellers", "Selling stockholder table"),
    SectionChoice("expenses", "Expenses"),
    SectionChoice("damages", "Damages"),
    SectionChoice("readings", "Readings, drafting points and terms"),
    SectionChoice("working", "How each figure was reached"),
)

_MAKERS: dict[str, Callable[[Analysis], Section]] = {
    "overview": overview_section,
    "deadlines": deadlines_section,
    "holdings": holdings_section,
    "cutback": cutback_section,
    "money": money_section,
    "sellers": sellers_section,
    "expenses": expenses_section,
    "damages": damages_section,
    "readings": readings_section,
    "working": working_section,
}


@dataclass(frozen=True, slots=True)
class Summary:
    """Everything the summary says, in the order it says it; `header` is counsel's own line."""

    document_title: str
    title: str
    subtitle: str
    header: str
    agreement: str
    footer: str
    description: str
    as_of: dt.date
    contents: bool
    sections: tuple[Section, ...]


def summary(analysis: Analysis, sections: Sequence[str] | None = None, state: tuple[int, str] | None = None) -> Summary:
    """Make the summary of a matter on the analysis's day.

    `sections` names the sections wanted, None for all that have something to say; they print in the order of SECTIONS.
    `state` is the number and digest of the last journal entry. Raises UserError for a section that does not exist.
    """
    wanted = usual_sections(analysis) if sections is None else tuple(sections)
    known = [choice.id for choice in sections_of(analysis)]
    for unknown in (each for each in wanted if each not in known):
        raise UserError(f"There is no section “{unknown}” in the summary; there are {', '.join(known)}.")
    details = analysis.matter.details
    agreement = f"{analysis.matter.form.title} of {wording.date_long(details.agreement_date)}"
    return Summary(
        document_title=f"{_TITLE} – {details.company}, {wording.date_long(analysis.as_of)}",
        title=_TITLE,
        subtitle=_subtitle(analysis),
        header=textwrap.shorten(details.header, _LONGEST_HEADER, placeholder=" …"),
        agreement=textwrap.shorten(f"{details.company} · {agreement}", _LONGEST_HEADER, placeholder=" …"),
        footer=_footer(analysis.as_of, state),
        description=f"{details.title}: {details.company}, {agreement}, as of {wording.date_long(analysis.as_of)}",
        as_of=analysis.as_of,
        contents=CONTENTS in wanted,
        sections=_said_once(make(analysis) for section_id, make in _MAKERS.items() if section_id in wanted),
    )


def _said_once(sections: Iterable[Section]) -> tuple[Section, ...]:
    """Leave out of later sections the alerts that the overview has given already."""
    made = tuple(sections)
    if not made or made[0].id != "overview":
        return made
    return (made[0], *(replace(each, blocks=tuple(filter(_is_no_alert, each.blocks))) for each in made[1:]))


def _is_no_alert(block: Block) -> bool:
    return not (isinstance(block, Paragraph) and block.tone is Tone.ALERT)


def sections_of(analysis: Analysis) -> tuple[SectionChoice, ...]:
    """Return the sections that the summary of a matter can have: nothing of what its agreement has not got."""
    lacking = set() if analysis.matter.form.damages else {"damages"}
    return tuple(choice for choice in SECTIONS if choice.id not in lacking)


def usual_sections(analysis: Analysis) -> tuple[str, ...]:
    """Return the sections that have something to say in this matter."""
    matter = analysis.matter
    empty = set[str]()
    if not matter.offerings:
        empty |= {"cutback", "money", "sellers"}
    if not matter.expenses:
        empty.add("expenses")
    if not analysis.damages:
        empty.add("damages")
    return tuple(choice.id for choice in sections_of(analysis) if choice.id not in empty)


def _subtitle(analysis: Analysis) -> str:
    registration = analysis.overview.registration
    parts = [
        f"for {wording.client_name(analysis.matter.details.acting_for)}",
        f"as of {wording.day_long(analysis.as_of)}",
    ]
    if registration is not None:
        parts.insert(0, wording.registration_name(analysis.matter, registration.id))
    return " · ".join(parts)


def _footer(as_of: dt.date, state: tuple[int, str] | None) -> str:
    said = f"As of {wording.date_long(as_of)}"
    if state is not None:
        number, digest = state
        mark = f"{digest[:4]}…{digest[-2:]}" if len(digest) > len("3f9c…e1") else digest
        said += f" · state {number:,} of the matter" + (f" · {mark}" if mark else "")
    return said
