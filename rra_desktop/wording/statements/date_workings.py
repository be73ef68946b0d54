"""The words of how dates are reached: what a clock waits for and starts on, what is counted, what moves a date."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeAlias

from rra_desktop.domain.counts import TimeUnit
from rra_desktop.domain.deadline_definitions import AGREEMENT_DATE, FIXED_DAY
from rra_desktop.domain.holidays import Closing
from rra_desktop.domain.register import EntryType
from rra_desktop.domain.registrations import EventType, event_id
from rra_desktop.domain.statements import Person, Said, Statement
from rra_desktop.wording import names, writing
from rra_desktop.wording.statements.template import written

Facts: TypeAlias = Mapping[str, Any]
_MINUS = "\N{MINUS SIGN}"
_WAITED_FOR = {
    EventType.PLANNED_FILING: "the planned filing date",
    EventType.FILED: "the filing date",
    EventType.EFFECTIVE: "the effective date",
    EventType.ALL_SOLD: "the day all is sold",
    EventType.DISTRIBUTION_COMPLETED: "the end of the underwriters’ distribution",
    EventType.DELAY_OFFERING_PLANNED: "the day the Company's offering was planned",
    EventType.DELAY_OFFERING_EFFECTIVE: (
        "the effective date of the Company's offering, or an outside date agreed for it"
    ),
    EventType.DELAY_ACTIVITY_COMMENCED: (
        "the day the Company's other activity commenced, or an outside date agreed for it"
    ),
}
_STARTS: Mapping[EventType | EntryType | str, tuple[str, str]] = {
    EntryType.ISSUE: ("Warrants issued", "the issue of the Warrants"),
    AGREEMENT_DATE: ("Date of the agreement", "the date of the agreement"),
    FIXED_DAY: ("Day named in the agreement", "the day named in the agreement"),
    EventType.PLANNED_FILING: ("Planned filing", "the planned filing"),
    EventType.FILED: ("Registration statement filed", "the filing"),
    EventType.EFFECTIVE: ("Registration statement effective", "the effective date"),
    EventType.ALL_SOLD: ("All covered shares sold", "the sale of all"),
    EventType.DISTRIBUTION_COMPLETED: ("Underwriters’ distribution completed", "the end of the distribution"),
    EventType.DELAY_ELECTED: ("The Company elects to delay", "the Company's election"),
    EventType.DELAY_OFFERING_PLANNED: (
        "The Company's offering or activity under way or planned",
        "the day the Company's offering was planned",
    ),
    EventType.DELAY_OFFERING_EFFECTIVE: (
        "The Company's offering effective",
        "the effective date of the Company's offering",
    ),
    EventType.DELAY_ACTIVITY_COMMENCED: ("The Company's other activity commenced", "the other activity commenced"),
    EventType.OTHER_REGISTRATION_EFFECTIVE: (
        "Another registration statement effective",
        "the effective date of another registration statement",
    ),
}
"""How what starts or ends a clock is called as a step, and after “after”; notices are told with their addressee."""

_CALENDARS = {
    Closing.FEDERAL: "the federal calendar",
    Closing.EDGAR: "EDGAR’s calendar",
    Closing.NYSE: "the calendar of the New York exchanges",
    Closing.NEVADA: "Nevada’s calendar",
}
_OPEN_DAYS = {
    (TimeUnit.TRADING_DAY, Closing.NYSE): "days on which the New York exchanges trade",
    (TimeUnit.FILING_DAY, Closing.EDGAR): "days on which EDGAR takes filings",
}
"""The units that have a calendar of their own, as they are counted; all others are business days of a calendar."""
_MOST_CLOSINGS = 6

_WAS = {"given": "was given", "sent": "was sent", "dated": "is dated"}
"""What is said of a notice by the day from which a clock counts, but for its receipt."""

_ROLLS = {
    "next_business_day": ("Moved to the next business day", "Moved to the next day on which EDGAR takes filings"),
    "previous_business_day": (
        "Moved to the business day before",
        "Moved to the last day before on which EDGAR takes filings",
    ),
    "next_trading_day": (
        "Moved to the next trading day",
        "Moved to the next trading day on which EDGAR takes filings",
    ),
    "next_filing_day": (
        "Moved to the next day on which EDGAR takes filings",
        "Moved to the next day on which EDGAR takes filings",
    ),
    "nevada": (
        "Moved to the next business day in Nevada",
        "Moved to the next business day in Nevada on which EDGAR takes filings",
    ),
}


def worded(what: Said) -> str:
    """Write a statement that is a fact of another."""
    from rra_desktop.wording.statements import words_of  # noqa: PLC0415 - statements hold statements

    return words_of(what)


def to_whom(person: Person | None) -> str:
    """Write the addressee of a notice, as “ to Ash”; empty for one to all."""
    return f" to {person.name}" if person else ""


def by_whom(person: Person | None) -> str:
    """Write who received a notice, as “ by Ash”; empty for one to all."""
    return f" by {person.name}" if person else ""


def notice_name(facts: Facts) -> str:
    """Write what the notice among the facts is called."""
    return names.event_name(facts["notice"])


def span(first: dt.date, last: dt.date) -> tuple[str, str]:
    """Write two days, with their years where those differ."""
    write = writing.month_day if first.year == last.year else writing.date_only
    return write(first), write(last)


def _window_step(facts: Facts) -> str:
    days = " – ".join(span(facts["first"], facts["last"]))
    return f"Window as recorded, which cannot all be so: {days}" if facts["contradicted"] else f"Window open: {days}"


# -- what is waited for, and how a clock's start is called -------------------------------------------------------------


def _event_missing(facts: Facts) -> str:
    return _WAITED_FOR.get(facts["what"]) or f"the day of “{names.event_name(facts['what'])}”"


def _clock_start(facts: Facts) -> str:
    what, to = facts["what"], facts["to"]
    if what in _STARTS:
        return f"{written(facts['registration'])} effective" if facts["registration"] else _STARTS[what][0]
    called = names.event_name(what)
    if facts["part"] != "received":
        return f"{called}{to_whom(to)} {facts['part']}"
    by = " by the Company" if what is EventType.DEMAND_NOTICE else by_whom(to)
    return f"{called} received{by}"


def _after_clock_start(facts: Facts) -> str:
    what, to = facts["what"], facts["to"]
    if what in _STARTS:
        return _STARTS[what][1]
    called = names.event_name(what)
    if facts["part"] != "received":
        return f"the {called}{to_whom(to)} {_WAS[facts['part']]}"
    everybody = "the Company" if what is EventType.DEMAND_NOTICE else "the Investors"
    return f"{to.name if to else everybody} received the {called}"


def _deadline(facts: Facts) -> str:
    called = str(facts["label"])
    if facts["of"] is not None:
        called = called.replace("<holder>", facts["of"].name)
    return called.replace("<issue_date>", writing.date_only(facts["issued"])) if facts["issued"] else called


def _first_letter_large(text: str) -> str:
    return text[:1].upper() + text[1:]


def _permits_resale(facts: Facts) -> str:
    form = f"Form {facts['form']}" if facts["form"] else "the form"
    effective = f", effective {writing.date_only(facts['effective'])}," if facts["effective"] else ""
    return f"whether {form} of the other registration statement{effective} permits resale of the Units"


# -- how a date was made -----------------------------------------------------------------------------------------------


def _counted(facts: Facts) -> str:
    amounts = facts["amounts"]
    total = sum(amounts)
    side = "before" if total < 0 else "after"
    said = writing.counted(abs(total), facts["unit"])
    if len(amounts) > 1:
        terms = f" {_MINUS} ".join(str(abs(amount)) for amount in amounts)
        said = f"{terms} = {said}"
    return f"{said} {side} {worded(facts['when'])} ({writing.day(facts['start'])})"


def _count(facts: Facts) -> str:
    sign = _MINUS if facts["back"] else "+"
    return f"{sign} {writing.counted(facts['amount'], facts['unit'])}"


def _steps(facts: Facts) -> str:
    return " · ".join(worded(step) for step in facts["steps"])


def _time(facts: Facts) -> str:
    """Write a time, as 10 business days, whichever way it is counted."""
    return writing.counted(abs(facts["amount"]), facts["unit"])


def time_of(parts: Sequence[Statement]) -> str:
    """Write the parts of a time in their order, as 1 month + 5 business days; all counted back, without signs."""
    amounts = [part.fact("amount") for part in parts]
    back = all(isinstance(amount, int) and amount < 0 for amount in amounts)
    said = worded(parts[0])
    for part, amount in zip(parts[1:], amounts[1:], strict=True):
        less = isinstance(amount, int) and amount < 0 and not back
        said += f" {_MINUS if less else '+'} {worded(part)}"
    return said


Closings: TypeAlias = Sequence[tuple[dt.date, str]]
"""Days on which a calendar is closed, with their names."""


def _passed(closings: Closings) -> str:
    """Write the closings passed in counting, as Mon, May 26, 2003 (Memorial Day); of many how many they are."""
    if len(closings) > _MOST_CLOSINGS:
        first, last = closings[0][0], closings[-1][0]
        return f"{len(closings):,} closings from {writing.date_only(first)} to {writing.date_only(last)}"
    return writing.names([f"{writing.day(day)} ({name})" for day, name in closings])


def not_counting(parts: Sequence[Statement]) -> str:
    """Write which closings a time passed, with a comma before it; empty where it passed none."""
    closings: list[tuple[dt.date, str]] = []
    for part in parts:
        closings.extend(dict[str, Any](part.facts)["not_counted"])
    return f", not counting {_passed(closings)}" if closings else ""


def _counted_in_parts(facts: Facts) -> str:
    """Write a count, as 10 business days after the Company received the Demand Notice (Mon, Jun 2, 2003)."""
    side = "before" if facts["back"] else "after"
    start = f"{worded(facts['when'])} ({writing.day(facts['start'])})"
    return f"{time_of(facts['parts'])} {side} {start}{not_counting(facts['parts'])}"


def _open_days_counted(facts: Facts) -> str:
    closings: Closings = facts["not_counted"]
    said = _OPEN_DAYS.get((facts["unit"], facts["calendar"])) or f"business days of {_CALENDARS[facts['calendar']]}"
    if facts["back"]:
        said += ", counted back"
    elif facts["by_receipt"]:
        said += "; the request must be received by then"
    else:
        said += f", day of {'receipt' if facts['from_receipt'] else 'the start'} not counted"
    return f"{said}; not counting {_passed(closings)}" if closings else said


def _notice_moved(facts: Facts) -> str:
    """Write why a notice counts on a day not recorded of it: courier counts 1 business day after it was sent (…)."""
    counts = "receipt is not recorded, so that it counts" if facts["assumed"] else "counts"
    if facts["time"] is None:
        said = f"{counts} {time_of(facts['counted'])} after it was sent ({writing.day(facts['since'])})"
        said += not_counting(facts["counted"])
    else:
        said = f"{counts} when {facts['time']}, {writing.day(facts['since'])}"
    if facts["late"]:
        said += f", after {hour(facts['until'])}: the next business day"
    if facts["closed"]:
        said += f", no business day ({facts['closed']}): the next one"
    day = f"{writing.day(facts['day'])} · " if facts["day"] else ""
    return f"{day}{names.method_name(facts['method'])} {said}"


def hour(until: dt.time) -> str:
    """Write an hour of the day, as 5 p.m. or 5:30 p.m."""
    minutes = f":{until.minute:02}" if until.minute else ""
    return f"{until.hour % 12 or 12}{minutes} {'p.m.' if until.hour >= 12 else 'a.m.'}"  # noqa: PLR2004 - of a clock


def _notice_counts(facts: Facts) -> str:
    """Write the day of a notice and why it is that, as: Mon, Jun 2, 2003 · certified mail, sent May 30."""
    method = names.method_name(facts["method"]) if facts["method"] else "method not recorded"
    how = {
        "no_method": f", no method of {writing.section(facts['section']) or 'notice'}",
        "when_received": " counts when received",
        "when_sent": " counts when sent",
        "no_receipt": ", no receipt recorded",
        "": f", sent {writing.month_day(facts['sent'])}" if facts["sent"] else "",
    }[facts["how"]]
    day = f"{writing.day(facts['day'])} · " if facts["day"] else ""
    return f"{day}{method}{how}"


def _day_closed(facts: Facts) -> str:
    closed = facts["closed"]
    return f"{writing.day(facts['day'])} is {f'a {closed}' if closed in ('Saturday', 'Sunday') else closed}"


def _rolled(facts: Facts) -> str:
    return _ROLLS[facts["roll"]][facts["to_file"]]


def _extended(facts: Facts) -> str:
    if facts["what"]:
        return f"the days of {names.event_noun(event_id(facts['what']))}"
    return "the days between the two" if facts["less"] else "the days from one to the other"


def _days_counted(facts: Facts) -> str:
    return f"calendar days, day of {'receipt' if facts['from_receipt'] else 'the start'} not counted"


WORDS: Mapping[str, str | Callable[[Facts], str]] = {
    # what is waited for
    "dates/day_sent": lambda facts: f"the day the {notice_name(facts)} was sent{to_whom(facts['to'])}",
    "dates/day_dated": lambda facts: f"the day the {notice_name(facts)}{to_whom(facts['to'])} bears",
    "dates/day_received": lambda facts: f"the day the {notice_name(facts)} was received{by_whom(facts['by'])}",
    "dates/notice_missing": lambda facts: f"the {notice_name(facts)}{to_whom(facts['to'])}",
    "dates/event_missing": _event_missing,
    "dates/declared_missing": "{text}",
    "dates/declared_start": lambda facts: facts["name"][:1].upper() + facts["name"][1:],
    "dates/after_declared_start": "{text}",
    "dates/election_day": "the day the Company elected to delay",
    "dates/permits_resale": _permits_resale,
    "dates/ground_of_delay": "whether the Company's offering or activity was under way or planned by {last:date}",
    "dates/filing_or_new_plan": "the filing, or another planned day for it",
    # how a date was made
    "dates/steps": _steps,
    "dates/counted": _counted,
    "dates/count": _count,
    "dates/shift": "{what}: {rule}",
    "dates/day": "{day}",
    "dates/day_because": "{day} · {rule}",
    "dates/reading": "{choice} · {why}",
    "dates/no_clock": "no clock runs",
    "dates/deadline": _deadline,
    "dates/after_deadline": "{of}",
    "dates/form_says": "{text}",
    "dates/clock_start": _clock_start,
    "dates/after_clock_start": _after_clock_start,
    "dates/time": _time,
    "dates/counted_in_parts": _counted_in_parts,
    "dates/open_days_counted": _open_days_counted,
    "dates/notice_moved": _notice_moved,
    "dates/same_day_of_month": "the same day of the month, or else the month's last day",
    "dates/same_month_and_day": "the same month and day; 29 February falls back to 28 February",
    "dates/days_taken_off": "calendar days, taken off",
    "dates/days_by_receipt": "calendar days; the request must be received by then",
    "dates/days_counted": _days_counted,
    "dates/notice_counts": _notice_counts,
    "dates/rolled": _rolled,
    "dates/day_closed": _day_closed,
    "dates/no_roll": "no roll",
    "dates/no_roll_needed": "no roll needed",
    "dates/business_day": "a business day",
    "dates/no_business_day": "no business day ({closed})",
    "dates/edgar_open": "EDGAR takes filings that day until 5:30 p.m. Eastern",
    "dates/edgar_closed_before": "EDGAR takes no filings that day ({closed}): the first filing day is {open_day}",
    "dates/edgar_closed_after": (
        "EDGAR takes no filings that day ({closed}): the last filing day is {open_day}, 5:30 p.m. Eastern"
    ),
    "dates/window_step": _window_step,
    "dates/window_empty_step": "Window empty",
    "dates/window_waived_step": "A limit of the window is waived",
    "dates/first_day_to_file": lambda facts: f"{str(facts['of']).removeprefix('the ')}: {writing.day(facts['day'])}",
    # what moved it
    "dates/not_before": "Not before",
    "dates/days_more": "+ {days:of day}",
    "dates/tolled": "the days from the election to the delay's end",
    "dates/not_after": "Not after",
    "dates/days_less": f"{_MINUS} {{days:of day}}",
    "dates/extended": _extended,
    "dates/not_due_in_the_delay": "it is not due while the delay runs",
    "dates/first_day_controls": lambda facts: f"{_first_letter_large(facts['of'])} controls",
    "dates/outside_date_gives_way": "the outside date gives way",
}
"""A template with the facts' names in braces, or a function of the facts where the words turn on them."""
