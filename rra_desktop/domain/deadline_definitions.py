"""What an agreement says each deadline is: who must act, where it stands, and what its passing means."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from rra_desktop.domain.deadlines import DeadlineId, DeadlineKind, DeadlineStatus, Party


class Act(StrEnum):
    """What has to be done by a deadline, or what its day does by itself."""

    FILE = "file"
    EFFECT = "effect"
    ANSWER = "answer"
    NOTIFY = "notify"
    KEEP = "keep"
    WAIT = "wait"
    LAPSE = "lapse"


@dataclass(frozen=True, slots=True)
class DeadlineDefinition:
    """What is the same for every deadline of one id.

    `rolls` says whether the reading `day_roll` moves it: a last day for an act, counted forward, can roll; a first day,
    an advised one, the end of a bar or of a period, and a day counted back from a filing cannot. `filing` marks days of
    filing, for which EDGAR must be open. `passed` is where it stands once the day is over and nothing was done: a duty
    is overdue, a period or bar has been served, a right has lapsed.
    """

    id: DeadlineId
    section: str
    act: Act
    kind: DeadlineKind = DeadlineKind.LATEST
    party: Party = Party.COMPANY
    passed: DeadlineStatus = DeadlineStatus.OVERDUE
    rolls: bool = False
    filing: bool = False

    @property
    def protects_the_company(self) -> bool:
        """Whether the limit is for the Company alone: a time for the Investors, a bar, or a time it may wait."""
        return self.party is Party.INVESTOR or self.kind is DeadlineKind.BAR or self.act is Act.WAIT
