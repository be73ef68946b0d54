"""What to do first in a matter, in counsel's words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rra_desktop.domain.agreement import AgreementForm
from rra_desktop.domain.overview import FirstStep
from rra_desktop.domain.registrations import RegistrationKind
from rra_desktop.wording.writing import section

_STEPS: Mapping[FirstStep, tuple[str, str]] = {
    FirstStep.INVESTORS: ("Enter the Investors", "Everybody who signed the agreement, and who has joined it since."),
    FirstStep.HOLDINGS: (
        "Record what each of them was issued",
        "From these transactions the register of any day is derived.",
    ),
    FirstStep.REGISTRATION: ("Open a registration", "One that the agreement speaks of."),
    FirstStep.NOTICE: ("Record its notices", "With the day a notice was sent or received the clocks begin to run."),
    FirstStep.REQUEST: ("Record the requests that come in", "Who asks for how many shares, and whether in time."),
    FirstStep.OFFERING: (
        "Enter the offering",
        "With the most the underwriters will take it is worked out who is cut back, and to how many shares.",
    ),
}

_REGISTRATIONS: Mapping[RegistrationKind, str] = {
    RegistrationKind.DEMAND: "a demand of the Investors",
    RegistrationKind.PIGGYBACK: "a registration of the Company in which they may take part",
    RegistrationKind.MANDATORY: "one that the agreement itself orders",
}
_CLOCKS: Mapping[RegistrationKind, str] = {
    RegistrationKind.DEMAND: "a demand",
    RegistrationKind.PIGGYBACK: "a Company registration",
    RegistrationKind.MANDATORY: "a registration that the agreement itself orders",
}


def step_name(step: FirstStep) -> str:
    """Write what is to be done."""
    return _STEPS[step][0]


def step_reason(step: FirstStep, form: AgreementForm) -> str:
    """Write what it is done for under an agreement, as a sentence."""
    kinds = [each for each in _REGISTRATIONS if form.rights_of_kind(each)]
    if step is FirstStep.HOLDINGS and RegistrationKind.DEMAND in kinds:
        return "From these transactions the register of any day is derived, and with it who can demand."
    if step is FirstStep.REGISTRATION and kinds:
        return f"{_either([_REGISTRATIONS[each] for each in kinds])}."
    return _STEPS[step][1]


def what_starts_the_clocks(form: AgreementForm) -> str:
    """Write which registrations start the clocks of an agreement, each with its sections, as a sentence."""
    named = []
    for kind, name in _CLOCKS.items():
        sections = dict.fromkeys(section(right.section) for right in form.rights_of_kind(kind) if right.section)
        if form.rights_of_kind(kind):
            named.append(f"{name} under {', '.join(sections)}" if sections else name)
    return f"{_either(named or ['a registration'])} starts the clocks."


def _either(named: Sequence[str]) -> str:
    """Write one or another of some things, at the beginning of a sentence."""
    *most, last = named
    said = f"{', '.join(most)} or {last}" if most else last
    return said[:1].upper() + said[1:]
