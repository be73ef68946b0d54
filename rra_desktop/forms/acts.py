"""What the act of a deadline brings with it: each key that a form leaves out has its value from here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

from rra_desktop.domain.deadline_definitions import REQUEST, Per
from rra_desktop.domain.deadlines import Act, DeadlineKind, DeadlineStatus, Party
from rra_desktop.domain.registrations import EventType


class Brings(NamedTuple):
    """What holds of a last day for an act unless the form says otherwise."""

    party: Party = Party.COMPANY
    passed: DeadlineStatus = DeadlineStatus.OVERDUE
    rolls: bool = False
    filing: bool = False
    per: Per = Per.ALL
    met_by: tuple[str, ...] = ()
    overtaken_by: str = ""


_BRINGS: Final[Mapping[Act, Brings]] = {
    Act.FILE: Brings(rolls=True, filing=True, met_by=(EventType.FILED.value,)),
    Act.EFFECT: Brings(rolls=True, met_by=(EventType.EFFECTIVE.value,)),
    Act.ANSWER: Brings(
        Party.INVESTOR,
        DeadlineStatus.LAPSED,
        rolls=True,
        per=Per.ADDRESSEE,
        met_by=(REQUEST,),
        overtaken_by=EventType.FILED.value,
    ),
    Act.NOTIFY: Brings(),
    Act.KEEP: Brings(passed=DeadlineStatus.MET),
    Act.WAIT: Brings(passed=DeadlineStatus.MET),
    Act.LAPSE: Brings(passed=DeadlineStatus.LAPSED),
}


def brought_by(act: Act, kind: DeadlineKind) -> Brings:
    """Return what an act brings to a deadline of a kind: only last days roll, and a first day that is over is met."""
    brings = _BRINGS[act]
    if kind is DeadlineKind.LATEST:
        return brings
    passed = DeadlineStatus.MET if kind is DeadlineKind.EARLIEST else brings.passed
    return brings._replace(rolls=False, passed=passed)
