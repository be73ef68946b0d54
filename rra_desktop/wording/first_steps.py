"""What to do first in a matter, in counsel's words."""

from __future__ import annotations

from collections.abc import Mapping

from rra_desktop.domain.overview import FirstStep

_STEPS: Mapping[FirstStep, tuple[str, str]] = {
    FirstStep.INVESTORS: ("Enter the Investors", "Everybody who signed the agreement, and who has joined it since."),
    FirstStep.HOLDINGS: (
        "Record what each of them was issued",
        "From these transactions the register of any day is derived, and with it who has a majority.",
    ),
    FirstStep.REGISTRATION: (
        "Open a registration",
        "A demand of the Investors, or a registration of the Company in which they may take part.",
    ),
    FirstStep.NOTICE: ("Record its notices", "With the day a notice was sent or received the clocks begin to run."),
    FirstStep.REQUEST: ("Record the requests that come in", "Who asks for how many shares, and whether in time."),
    FirstStep.OFFERING: (
        "Enter the offering",
        "With the most the underwriters will take it is worked out who is cut back, and to how many shares.",
    ),
}


def step_name(step: FirstStep) -> str:
    """Write what is to be done."""
    return _STEPS[step][0]


def step_reason(step: FirstStep) -> str:
    """Write what it is done for, as a sentence."""
    return _STEPS[step][1]
