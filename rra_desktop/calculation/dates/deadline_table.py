"""What each deadline is: who must act, where it stands in the agreement, and what its passing means."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from rra_desktop.domain.deadlines import DeadlineId, DeadlineKind, DeadlineStatus, Party


class DeadlineRule(NamedTuple):
    """What is the same for every deadline of one id.

    `rolls` says whether the reading `day_roll` moves it: a last day for an act, counted forward, can roll; a first day,
    an advised one, the end of a bar or of a period, and a day counted back from a filing cannot. `filing` marks days of
    filing, for which EDGAR must be open. `passed` is where it stands once the day is over and nothing was done: a duty
    is overdue, a period or bar has been served, a right has lapsed.
    """

    kind: DeadlineKind
    party: Party
    section: str
    passed: DeadlineStatus = DeadlineStatus.OVERDUE
    rolls: bool = False
    filing: bool = False


_COMPANY, _INVESTOR = Party.COMPANY, Party.INVESTOR
_LATEST, _ADVISORY = DeadlineKind.LATEST, DeadlineKind.ADVISORY
_SERVED, _LAPSED = DeadlineStatus.MET, DeadlineStatus.LAPSED

DEADLINE_TABLE: Mapping[DeadlineId, DeadlineRule] = {
    DeadlineId.COMPANY_NOTICE_ADVISED: DeadlineRule(_ADVISORY, _COMPANY, "1(a)"),
    DeadlineId.REQUEST_DEADLINE: DeadlineRule(_LATEST, _INVESTOR, "1(a)", _LAPSED, rolls=True),
    DeadlineId.FILING_EARLIEST: DeadlineRule(DeadlineKind.EARLIEST, _COMPANY, "1(a)", _SERVED, filing=True),
    DeadlineId.FILING_LATEST: DeadlineRule(_LATEST, _COMPANY, "1(a)", rolls=True, filing=True),
    DeadlineId.EFFECTIVENESS_DEADLINE: DeadlineRule(_LATEST, _COMPANY, "1(a)", rolls=True),
    DeadlineId.DELAY_TEST: DeadlineRule(_LATEST, _COMPANY, "1(d)", _LAPSED, rolls=True),
    DeadlineId.DELAY_ENDS: DeadlineRule(_LATEST, _COMPANY, "1(d)", _SERVED),
    DeadlineId.COOLING_OFF_ENDS: DeadlineRule(DeadlineKind.BAR, _COMPANY, "1(c)", _SERVED),
    DeadlineId.KEEP_EFFECTIVE_UNTIL: DeadlineRule(_LATEST, _COMPANY, "2(b), 2(e)", _SERVED),
    DeadlineId.REGISTRATION_NOTICE_DUE: DeadlineRule(_LATEST, _COMPANY, "3(a)"),
    DeadlineId.REGISTRATION_NOTICE_ADVISED: DeadlineRule(_ADVISORY, _COMPANY, "3(a)"),
    DeadlineId.PIGGYBACK_REQUEST_DEADLINE: DeadlineRule(_LATEST, _INVESTOR, "3(a)", _LAPSED, rolls=True),
    DeadlineId.WARRANT_EXPIRY: DeadlineRule(_LATEST, _INVESTOR, "Recital 1(c)", _LAPSED),
}
