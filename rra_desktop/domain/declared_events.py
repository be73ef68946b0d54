"""What an agreement's form declares of the notices and events that a matter records, beside those built in."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class EventField(StrEnum):
    """What is asked of an event beside its day and a note; a notice has its method and its two days in any case."""

    TO = "to"
    DAYS = "days"
    BECAUSE = "because"
    BY = "by"
    FORM = "form"
    PERMITS_RESALE = "permits_resale"


class EventHome(StrEnum):
    """Where an event happens: in a registration of one kind, or in the matter itself, as a closing does."""

    DEMAND = "demand"
    PIGGYBACK = "piggyback"
    MANDATORY = "mandatory"
    MATTER = "matter"


@dataclass(frozen=True, slots=True)
class DeclaredEvent:
    """A kind of notice or event that a form adds, or what it says beside the program of one that is built in.

    `label` names it, as “the no-review notice” without its article. `of` says where it happens; empty for every
    registration, or for a built-in one where it happens anyway. `after` stands behind “after” and `waits_for` behind
    “waits for”; both may be empty. `ends` is the event that ends what this one begins. `question` is asked for its day.
    """

    id: str
    label: str = ""
    section: str = ""
    of: tuple[EventHome, ...] = ()
    notice: bool = False
    fields: tuple[EventField, ...] = ()
    after: str = ""
    waits_for: str = ""
    ends: str = ""
    question: str = ""

    @property
    def name(self) -> str:
        """What it is called: its label, else its id in words."""
        return self.label or self.id.replace("_", " ").replace("-", " ")

    @property
    def of_the_matter(self) -> bool:
        """Whether it happens in the matter itself, in no registration."""
        return EventHome.MATTER in self.of
