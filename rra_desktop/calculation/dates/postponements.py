"""What lets the Company wait: its one delay (§1(d)) and the cooling-off after another registration (§1(c))."""

from __future__ import annotations

import datetime as dt

from rra_desktop.calculation import in_words
from rra_desktop.calculation.calendars import add_days
from rra_desktop.calculation.dates.anchors import Anchor
from rra_desktop.calculation.dates.counted_dates import Choices, Count, CountedDate, RowKey, Shift, counted, not_before
from rra_desktop.calculation.dates.registration_facts import Delay, OtherStatement, RegistrationFacts
from rra_desktop.domain.deadlines import DeadlineId
from rra_desktop.domain.registrations import DelayBecause, Event


def delay_ends(facts: RegistrationFacts, choices: Choices) -> CountedDate | None:
    """Return the end of a delay the Company has elected, None when it elected none (§1(d))."""
    if facts.delay is None:
        return None
    key = RowKey(DeadlineId.DELAY_ENDS)
    if facts.delay.spent_on:
        remark = _spent(facts.delay, facts.delay.spent_on)
        return CountedDate(key, None, _election(facts.delay), remarks=(remark,), void=True)
    date = counted(facts.terms, key, _delay_clock(facts.delay, choices), "delay_days")
    chosen = facts.delay.election.days
    if date.start is None or date.start.day is None or chosen is None:
        return date
    longest = date.counts[0].amount
    if chosen > longest:
        return date._replace(remarks=(f"The Company chose {chosen:,} days; §1(d) gives {longest:,} at most.",))
    return date._replace(day=add_days(date.start.day, chosen), counts=(Count(chosen, "day", "delay_days"),))


def _delay_clock(delay: Delay, choices: Choices) -> Anchor:
    """Pick the clock: an activity that is no offering has no effective date, else the reading says."""
    other_activity = delay.election.because is DelayBecause.OTHER_ACTIVITY
    if other_activity or choices["delay_from"] == "activity_commenced":
        return delay.activity_commenced
    return delay.offering_effective


def _election(delay: Delay) -> Anchor:
    return Anchor("The Company elects to delay", "the Company's election", delay.election.date, delay.election)


def _spent(delay: Delay, used: Event) -> str:
    if used is delay.election:
        return "The agreement gives the Company no delay: none runs."
    when = f" of {in_words.date(used.date)}" if used.date else ""
    return f"The Company's right to delay was used up by its election{when} in {used.registration}: none runs (§1(d))."


def after_restart(earliest: CountedDate, delay: CountedDate | None, choices: Choices) -> CountedDate:
    """Return the first day to file after a delay that restarts the clock: not before the delay's end (§1(d))."""
    if delay is None or delay.void or choices["delay_effect"] != "restart":
        return earliest
    if delay.day is None:
        return earliest._replace(day=None, waits_for=earliest.waits_for or delay.waits_for)
    return not_before(earliest, delay, delay.day, "the request counts as received when the delay ends", "1(d)")


def after_delay(
    latest: CountedDate, delay: CountedDate | None, facts: RegistrationFacts, choices: Choices
) -> CountedDate:
    """Return the last day to file after a delay: tolled from the election, or counted anew from its end (§1(d))."""
    if delay is None or delay.void or facts.delay is None or latest.day is None:
        return latest
    elected = facts.delay.election.date
    if delay.day is None or elected is None:
        waits_for = delay.waits_for or "the day the Company elected to delay"
        without = f"Without the delay the last day to file would be {in_words.full_date(latest.day)}."
        return latest._replace(day=None, waits_for=waits_for, remarks=(*latest.remarks, without))
    if choices["delay_effect"] == "restart":
        anew = counted(facts.terms, latest.key, delay, "filing_latest_days")
        return latest if anew.day is None or anew.day <= latest.day else anew
    days = (delay.day - elected).days
    if days <= 0:
        return latest
    rule = "the days from the election to the delay's end"
    moved = Shift(
        f"+ {in_words.counted(days, 'day')}", add_days(latest.day, days), rule, "1(d)", (_election(facts.delay), delay)
    )
    return latest.shifted(moved)


def cooling_off_ends(facts: RegistrationFacts, choices: Choices) -> CountedDate | None:
    """Return the last day barred after another registration statement, None when there is no other one (§1(c))."""
    if not facts.others:
        return None
    key = RowKey(DeadlineId.COOLING_OFF_ENDS)
    any_statement = choices["cooling_off_trigger"] == "any_statement"
    ends = [
        counted(facts.terms, key, other.effective, "cooling_off_days")
        for other in facts.others
        if any_statement or other.permits_resale
    ]
    undecided = [other for other in facts.others if other.permits_resale is None and not any_statement]
    if ends:
        last = max(ends, key=lambda date: date.day or dt.date.min)
        return last._replace(remarks=tuple(f"Not counted while unknown: {_question(other)}." for other in undecided))
    if undecided:
        return CountedDate(key, None, undecided[0].effective, waits_for=_question(undecided[0]))
    forms = sorted({other.form for other in facts.others if other.form})
    which = f"Form {in_words.names(forms)}" if forms else "the form used"
    remark = f"No 180 days run: {which} {'do' if len(forms) > 1 else 'does'} not permit resale of the Units (§7)."
    return CountedDate(key, None, facts.others[0].effective, remarks=(remark,), void=True)


def _question(other: OtherStatement) -> str:
    form = f"Form {other.form}" if other.form else "the form"
    effective = f", effective {in_words.date(other.effective.day)}," if other.effective.day else ""
    return f"whether {form} of the other registration statement{effective} permits resale of the Units"


def after_cooling_off(date: CountedDate, cooling: CountedDate | None, rule: str) -> CountedDate:
    """Return a date that the cooling-off keeps from falling before the day after its last (§1(c))."""
    if cooling is None or cooling.void or cooling.projected:
        return date
    if cooling.day is None:
        doubt = f"A cooling-off may move this day; it waits for {cooling.waits_for}."
        return date._replace(remarks=(*date.remarks, doubt))
    return not_before(date, cooling, add_days(cooling.day, 1), rule, "1(c)")
