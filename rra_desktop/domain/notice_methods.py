"""What an agreement says of the ways in which notices travel, and when one that came so counts."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from rra_desktop.domain.counts import DeclaredCount


class NoticeMoment(StrEnum):
    """A day that is recorded of a notice and on which it can count."""

    SENT = "sent"
    RECEIVED = "received"


NoticeTime: TypeAlias = NoticeMoment | DeclaredCount
"""When a notice counts: on a day recorded of it, or so long after the day it was sent."""

OTHER_METHODS = "other"
"""Stands in a form for every method that it does not name."""


@dataclass(frozen=True, slots=True)
class NoticeMethod:
    """How notices count that travel by some methods; `methods` are their ids, or `OTHER_METHODS`.

    Of several times in `given`, or in `received`, the earliest counts. `assumed` stands in for a day of receipt that is
    not recorded, which is then marked. With `until` a notice sent or received later in the day than that hour, or one
    whose time falls on a closed day, counts on the next business day.
    """

    methods: tuple[str, ...]
    given: tuple[NoticeTime, ...]
    received: tuple[NoticeTime, ...]
    section: str = ""
    assumed: NoticeTime | None = None
    until: dt.time | None = None
