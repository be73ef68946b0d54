"""What a section of the agreement has in a matter: its terms, readings and drafting points, and where they stand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from rra_desktop import wording
from rra_desktop.domain.agreement import DraftingPoint, PointState, Reading, Term
from rra_desktop.domain.matter import Matter
from rra_desktop.domain.sections import cites, in_order, sections_of

NOT_IN_THE_AGREEMENT = ""
"""Stands for what the agreement does not say, where a section would stand."""


@dataclass(frozen=True, slots=True)
class SectionContents:
    """One section: `open` are its drafting points that are not settled, `changed` says that counsel decided in it."""

    section: str
    terms: tuple[Term, ...]
    readings: tuple[Reading, ...]
    points: tuple[DraftingPoint, ...]
    open: tuple[DraftingPoint, ...]
    changed: bool

    @property
    def empty(self) -> bool:
        """Whether the form has nothing in the section."""
        return not (self.terms or self.readings or self.points)

    def mentions(self, text: str, clause: str = "") -> bool:
        """Tell whether the section's number, its clause or the words of anything in it have a text, capitals or not."""
        wanted = text.casefold()
        words = (
            clause,
            wording.section(self.section),
            *(each.label for each in self.terms),
            *(f"{each.question} {' '.join(choice.label for choice in each.choices)}" for each in self.readings),
            *(f"{each.title} {each.affects} {each.advice}" for each in self.points),
        )
        return any(wanted in each.casefold() for each in words)


def contents_of(matter: Matter, section: str) -> SectionContents:
    """Return what a section has; the empty section is what the agreement does not say."""
    form = matter.form
    settled = {each.point for each in matter.points if each.state is PointState.SETTLED}
    terms = tuple(each for each in form.terms if cites(each.section, section))
    readings = tuple(each for each in form.readings if cites(each.section, section))
    points = tuple(each for each in form.drafting_points if cites(each.section, section))
    changed = (
        any(change.term == each.id for each in terms for change in matter.term_changes)
        or any(chosen.reading == each.id for each in readings for chosen in matter.readings)
        or any(each.id in settled for each in points)
    )
    return SectionContents(
        section, terms, readings, points, tuple(each for each in points if each.id not in settled), changed
    )


def all_contents(matter: Matter, besides: tuple[str, ...] = ()) -> tuple[SectionContents, ...]:
    """Return every section of the form and those named besides, in order, what the agreement does not say last."""
    found = [contents_of(matter, each) for each in in_order((*sections_of(matter.form), *besides))]
    silent = contents_of(matter, NOT_IN_THE_AGREEMENT)
    return (*found, *(() if silent.empty else (silent,)))


FILTERS: tuple[tuple[str, str, Callable[[SectionContents], bool]], ...] = (
    ("all", "All sections", lambda _contents: True),
    ("open", "With open points", lambda contents: bool(contents.open)),
    ("changed", "Changed", lambda contents: contents.changed),
)
"""Which sections are listed: the key, the name and the test of each filter."""


def section_name(section: str) -> str:
    """Return how a section is listed."""
    return wording.section(section) or "Not in the agreement"
