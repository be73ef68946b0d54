"""What is known of a registration and of an event in it, for what a form says under `when`."""

from __future__ import annotations

from collections.abc import Mapping

from rra_desktop.domain.agreement import AgreementForm
from rra_desktop.domain.conditions import Known
from rra_desktop.domain.declared_facts import YES
from rra_desktop.domain.matter import Matter
from rra_desktop.domain.registrations import Event, EventType, Registration, WithdrawnBy
from rra_desktop.domain.rights import Exclusion


def known_of(matter: Matter, registration: Registration, event: Event | None = None) -> dict[str, Known]:
    """Return the readings chosen, the facts of a registration, and the fields of an event if one is given.

    A withdrawal of which nobody has said at whose wish it was is the Company's.
    """
    return _known(matter.form, registration, matter.choices(), event)


def _known(
    form: AgreementForm, registration: Registration, choices: Mapping[str, str], event: Event | None = None
) -> dict[str, Known]:
    right = form.right_of(registration)
    known: dict[str, Known] = {**choices}
    known |= {fact.id: _answer(registration.fact(fact.id), fact.is_yes_or_no) for fact in form.facts}
    known |= {
        "right": right.id if right else None,
        "purpose": registration.purpose,
        "underwriting": registration.underwriting,
        "covers_all_requested": registration.covers_all_requested,
    }
    if event is not None:
        by = event.by or (WithdrawnBy.COMPANY if event.type is EventType.WITHDRAWN else None)
        fields = {"by": by, "because": event.because, "form": event.form, "permits_resale": event.permits_resale}
        known |= fields
    return known


def _answer(answer: str | None, yes_or_no: bool) -> Known:  # noqa: FBT001 - of one fact
    return answer == YES if yes_or_no and answer is not None else answer


def excluded_in(matter: Matter, registration: Registration) -> Exclusion | None:
    """Return by what no right arises in a registration under the readings chosen, as `exclusion_of` does."""
    return exclusion_of(matter.form, registration, matter.choices())


def exclusion_of(form: AgreementForm, registration: Registration, choices: Mapping[str, str]) -> Exclusion | None:
    """Return by what no right arises in a registration, None where nothing the form excludes holds.

    `choices` has the choice in force of each reading.
    """
    right = form.right_of(registration)
    if right is None or not right.excluded:
        return None
    known = _known(form, registration, choices)
    return next((each for each in right.excluded if each.when.holds(known)), None)
