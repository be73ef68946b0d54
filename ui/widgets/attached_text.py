"""The text that is attached to a matter, with its sections; the same for the room and for Why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rra_desktop.domain.agreement_text import AgreementText
from rra_desktop.domain.matter import Matter
from rra_desktop.reading.section_finder import FoundSection, sections_in


@dataclass(frozen=True, slots=True)
class AttachedText:
    """A text and the sections found in it by their headings."""

    file: AgreementText
    sections: Mapping[str, FoundSection]

    def clause(self, section: str) -> str:
        """Return the words of a section with its label, empty for one that is not found."""
        found = self.sections.get(section)
        return "" if found is None else self.file.text[found.start : found.end]

    @property
    def headings(self) -> Mapping[str, str]:
        """The headings by the sections that have one."""
        return {key: each.heading for key, each in self.sections.items() if each.heading}


def attached_text(matter: Matter) -> AttachedText | None:
    """Return the text of a matter, None while none is attached."""
    return next((AttachedText(each, sections_in(each.text)) for each in matter.texts), None)


def not_found(section_name: str, file_name: str) -> str:
    """Say that a section is not found in a text."""
    return f"{section_name} is not found in {file_name}: no heading is numbered so, and nothing is guessed."
