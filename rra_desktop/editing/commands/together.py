"""Several commands as one step, as when a block of figures is pasted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rra_desktop.domain.matter import Matter

if TYPE_CHECKING:
    from rra_desktop.editing.commands import Command


@dataclass(frozen=True, slots=True)
class Together:
    """Do several commands as one edit, each on what the one before it left; refused as a whole when one of them is."""

    name: str
    commands: tuple[Command, ...]

    def label(self, _matter: Matter) -> str:
        """Name the command for people."""
        return self.name
