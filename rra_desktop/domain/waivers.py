"""Waivers: a party giving up the performance of a covenant for its benefit, in writing."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Waiver:
    """A written waiver of one deadline, once; `signed_by` are holders' ids or "company"."""

    id: int
    deadline: str
    date: dt.date
    signed_by: tuple[str, ...]
    registration: str | None = None
    holder: str | None = None
    note: str = ""

    @property
    def key(self) -> int:
        """The number under which rows and edits find the waiver."""
        return self.id
