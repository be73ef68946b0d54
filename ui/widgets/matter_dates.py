"""Dates read as one matter reads them, ambiguous ones settled once for the matter."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from rra_desktop import wording
from ui.session_signals import SessionSignals

if TYPE_CHECKING:
    from rra_desktop.session import MatterSession


class MatterReader:
    """Reads dates for a matter and remembers in it whether 2/3/03 begins with the month."""

    def __init__(self, session: MatterSession, signals: SessionSignals) -> None:
        self._session = session
        self._signals = signals

    def read(self, text: str) -> dt.date:
        """Return the date; raises NotUnderstoodError, or AmbiguousDateError until the matter has settled it."""
        return wording.parse_date(text, month_first=self._session.matter.details.month_first)

    def settle(self, *, month_first: bool) -> None:
        """Write the answer into the matter."""
        from rra_desktop.editing.commands import ChangeDetails  # noqa: PLC0415 - not needed before the first paint

        if not self._session.read_only:
            self._signals.execute(ChangeDetails("month_first", month_first))
