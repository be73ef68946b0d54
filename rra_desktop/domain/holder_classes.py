"""The classes of holders that an agreement tells apart, and what makes a transferee one of a class."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from rra_desktop.domain.deadline_definitions import FormText
from rra_desktop.domain.register import Role


class Joins(StrEnum):
    """What makes a transferee one of a class.

    It must have executed a counterpart, and the Company have notice of the transfer, where the form says so. Of being
    an affiliate of who transferred to it and having acquired enough shares, one is enough where the form says both.
    """

    COUNTERPART = "counterpart"
    NOTICE = "notice"
    AFFILIATE = "affiliate"


@dataclass(frozen=True, slots=True)
class HolderClass:
    """One class of holders, such as the Investors: who is in it has the rights that the form gives it.

    `role` is what the register calls its holders. `without` are the ids of classes whose holders are not counted in it.
    A holder of fewer than `least` Registrable Shares is not counted either. `frozen` is the start of a clock on whose
    day it is counted, None for the day in question. `joins` says what makes a transferee one of it, and `joins_with`
    how many shares transferred do, None where no number does.
    """

    id: str
    role: Role = Role.OTHER_HOLDER
    label: str = ""
    section: str = ""
    without: tuple[str, ...] = ()
    least: int = 0
    frozen: FormText | None = None
    joins: tuple[Joins, ...] = ()
    joins_with: int | None = None

    @property
    def name(self) -> str:
        """How it is called: the label, else the id in words."""
        return self.label or self.id.replace("_", " ").replace("-", " ")
