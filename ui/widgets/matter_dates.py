"""Dates read as one matter reads them, ambiguous ones settled once for the matter."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from rra_desktop import wording
from ui.session_signals import SessionSignals

if TYPE_CHECKING:
    from rra_desktop.session import MatterSession


class MatterReader:
    """Reads dates for a matter; whether 2/3/03 begins with the month is remembered in it once a date is recorded."""

    def __init__(self, session: MatterSession, signals: SessionSignals) -> None:
        self._session = session
        self._signals = signals
        self._answer: bool | None = None

    def read(self, text: str) -> dt.date:
        """Return the date; raises NotUnderstoodError, or AmbiguousDateError until it is settled how it is meant."""
        settled = self._session.matter.details.month_first
        return wording.parse_date(text, month_first=settled if self._answer is None else self._answer)

    def settle(self, *, month_first: bool) -> None:
        """Remember the answer for as long as the form is open; a form that is given up writes nothing."""
        self._answer = month_first

    def keep(self) -> None:
        """Write the answer into the matter."""
        from rra_desktop.editing.commands import ChangeDetails  # noqa: PLC0415 - not needed before the first paint

        answer = self._answer
        if answer is not None and answer != self._session.matter.details.month_first and not self._session.read_only:
            self._signals.execute(ChangeDetails("month_first", answer))
