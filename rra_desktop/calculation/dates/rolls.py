"""Which roll moves a deadline that falls on a closed day, as the agreement says and as its readings are chosen."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping

from rra_desktop.calculation.calendars import BusinessCalendars, calendar_of_roll
from rra_desktop.domain.agreement import AgreementForm
from rra_desktop.domain.deadline_definitions import DeadlineDefinition, FormText
from rra_desktop.domain.holidays import Closing
from rra_desktop.domain.rolls import Roll

NO_ROLL = Roll.NONE


def roll_of(form: AgreementForm, rule: DeadlineDefinition, choices: Mapping[str, str]) -> str:
    """Return the word of the roll that moves a deadline: its own, or the agreement's; “none” where none does."""
    text = text_of_roll(form, rule)
    return NO_ROLL if text is None else text.under(choices)


def text_of_roll(form: AgreementForm, rule: DeadlineDefinition) -> FormText | None:
    """Return what the form says of the roll of a deadline, None where no closed day moves it."""
    if isinstance(rule.rolls, FormText):
        return rule.rolls
    return form.roll if rule.rolls else None


def rolled(
    form: AgreementForm, rule: DeadlineDefinition, day: dt.date, roll: str, calendars: BusinessCalendars
) -> dt.date:
    """Return the day of a deadline as a roll moves it."""
    if roll == NO_ROLL:
        return day
    return calendars.rolled(day, roll, to_file=rule.filing, business_days=form.business_days)


def calendar_of(form: AgreementForm, rule: DeadlineDefinition) -> Closing:
    """Return the calendar that says whether somebody can act by a deadline on a day: EDGAR's for a day to file."""
    return Closing.EDGAR if rule.filing else form.business_days


def closing_of(form: AgreementForm, rule: DeadlineDefinition, roll: str) -> Closing:
    """Return the calendar by whose closed days a roll moves a deadline."""
    return calendar_of_roll(roll, to_file=rule.filing, business_days=form.business_days)


def readings_of_rolls(form: AgreementForm) -> frozenset[str]:
    """Return the readings whose choice says how some deadline of the agreement rolls."""
    return frozenset(_readings(form))


def _readings(form: AgreementForm) -> Iterator[str]:
    for rule in form.deadlines:
        text = text_of_roll(form, rule)
        if text is not None and text.reading:
            yield text.reading
