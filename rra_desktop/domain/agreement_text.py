"""The agreement's own text, as counsel attached it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AgreementText:
    """The words of a file: its name, the day it was attached, and its paragraphs, one a line."""

    name: str
    attached: dt.date
    text: str

    @property
    def key(self) -> str:
        """The name of the file; a matter has one text."""
        return self.name
