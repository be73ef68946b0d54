"""What an agreement says each deadline is: who must act, where it stands, and what its passing means."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from rra_desktop.domain.counts import DeclaredCount
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


class ClockStart(StrEnum):
    """What a clock can start on: a recorded day of a notice or an event, or the last day to file, before any roll."""

    DEMAND_NOTICE_GIVEN = "demand_notice.given"
    DEMAND_NOTICE_RECEIVED = "demand_notice.received"
    COMPANY_NOTICE_GIVEN = "company_notice.given"
    COMPANY_NOTICE_RECEIVED = "company_notice.received"
    REGISTRATION_NOTICE_GIVEN = "registration_notice.given"
    REGISTRATION_NOTICE_RECEIVED = "registration_notice.received"
    PLANNED_FILING = "planned_filing"
    FILED = "filed"
    FIRST_FILING = "filed.first_filing"
    LAST_AMENDMENT = "filed.last_amendment"
    EFFECTIVE = "effective"
    DELAY_OFFERING_EFFECTIVE = "delay_offering_effective"
    DELAY_ACTIVITY_COMMENCED = "delay_activity_commenced"
    OTHER_REGISTRATION_EFFECTIVE = "other_registration_effective"
    ISSUE = "issue"
    FILING_LATEST = "filing_latest"


class NoticePicked(StrEnum):
    """Which of the notices to several Investors starts a clock that all of them share."""

    FIRST = "first"
    LAST = "last"


@dataclass(frozen=True, slots=True)
class FormText:
    """A text of a form in which `<reading>` stands for the choice in force of a reading; `reading` is empty for none.

    So “company_notice.<request_window_from>” is “company_notice.given” under the choice “given”.
    """

    written: str
    reading: str = ""

    def under(self, choices: Mapping[str, str]) -> str:
        """Return the text with the choice in force of its reading."""
        return self.with_choice(choices[self.reading]) if self.reading else self.written

    def with_choice(self, choice: str) -> str:
        """Return the text with a choice of its reading."""
        return self.written.replace(f"<{self.reading}>", choice) if self.reading else self.written


@dataclass(frozen=True, slots=True)
class DeadlineDefinition:
    """What is the same for every deadline of one id.

    `rolls` says whether a closed day moves it, as the agreement moves such days or by a word of its own: a last day for
    an act, counted forward, can roll; a first day, an advised one, the end of a bar or of a period, and a day counted
    back from a filing cannot. `filing` marks days of
    filing, for which EDGAR must be open. `passed` is where it stands once the day is over and nothing was done: a duty
    is overdue, a period or bar has been served, a right has lapsed.

    Its clock starts on the first of `start` that has a day, else waits for the last; `pick` says, where each Investor
    has a notice of its own and all share the clock, whether the first or the last of them starts it. The parts of
    `count` are added in their order.
    """

    id: DeadlineId
    section: str
    act: Act
    kind: DeadlineKind = DeadlineKind.LATEST
    party: Party = Party.COMPANY
    passed: DeadlineStatus = DeadlineStatus.OVERDUE
    rolls: bool | FormText = False
    filing: bool = False
    count: tuple[DeclaredCount, ...] = ()
    start: tuple[FormText, ...] = ()
    pick: FormText | None = None

    @property
    def readings_of_start(self) -> frozenset[str]:
        """The readings that say on which day its clock starts."""
        return frozenset(start.reading for start in self.start if start.reading)

    @property
    def protects_the_company(self) -> bool:
        """Whether the limit is for the Company alone: a time for the Investors, a bar, or a time it may wait."""
        return self.party is Party.INVESTOR or self.kind is DeadlineKind.BAR or self.act is Act.WAIT
