"""What each deadline is: its name, who must act, where it stands in the agreement, and what its passing means."""

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

    label: str
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
    DeadlineId.COMPANY_NOTICE_ADVISED: DeadlineRule(
        "Company Notice received by all (advised)", _ADVISORY, _COMPANY, "1(a)"
    ),
    DeadlineId.REQUEST_DEADLINE: DeadlineRule(
        "Requests from other Investors due", _LATEST, _INVESTOR, "1(a)", _LAPSED, rolls=True
    ),
    DeadlineId.FILING_EARLIEST: DeadlineRule(
        "First day to file", DeadlineKind.EARLIEST, _COMPANY, "1(a)", _SERVED, filing=True
    ),
    DeadlineId.FILING_LATEST: DeadlineRule("Last day to file", _LATEST, _COMPANY, "1(a)", rolls=True, filing=True),
    DeadlineId.EFFECTIVENESS_DEADLINE: DeadlineRule("Registration effective by", _LATEST, _COMPANY, "1(a)", rolls=True),
    DeadlineId.DELAY_TEST: DeadlineRule(
        "Last day for a Company offering to qualify for a delay", _LATEST, _COMPANY, "1(d)", _LAPSED, rolls=True
    ),
    DeadlineId.DELAY_ENDS: DeadlineRule("The Company's delay ends", _LATEST, _COMPANY, "1(d)", _SERVED),
    DeadlineId.COOLING_OFF_ENDS: DeadlineRule(
        "Cooling-off after another registration ends", DeadlineKind.BAR, _COMPANY, "1(c)", _SERVED
    ),
    DeadlineId.KEEP_EFFECTIVE_UNTIL: DeadlineRule("Keep effective until", _LATEST, _COMPANY, "2(b), 2(e)", _SERVED),
    DeadlineId.REGISTRATION_NOTICE_DUE: DeadlineRule("Registration Notice given by", _LATEST, _COMPANY, "3(a)"),
    DeadlineId.REGISTRATION_NOTICE_ADVISED: DeadlineRule(
        "Registration Notice given by (advised)", _ADVISORY, _COMPANY, "3(a)"
    ),
    DeadlineId.PIGGYBACK_REQUEST_DEADLINE: DeadlineRule(
        "Piggy-back requests due", _LATEST, _INVESTOR, "3(a)", _LAPSED, rolls=True
    ),
    DeadlineId.WARRANT_EXPIRY: DeadlineRule("Warrants expire", _LATEST, _INVESTOR, "Recital 1(c)", _LAPSED),
}
