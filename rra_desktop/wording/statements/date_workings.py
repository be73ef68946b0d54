"""The words of how dates are reached: what a clock waits for and starts on, what is counted, what moves a date."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from rra_desktop.domain.deadline_definitions import AGREEMENT_DATE, FIXED_DAY
from rra_desktop.domain.register import EntryType
from rra_desktop.domain.registrations import EventType
from rra_desktop.domain.statements import Person, Said
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

_ROLLS = {
    "next_business_day": ("Moved to the next business day", "Moved to the next day on which EDGAR takes filings"),
    "previous_business_day": (
        "Moved to the business day before",
        "Moved to the last day before on which EDGAR takes filings",
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
    if facts["part"] == "given":
        return f"{called}{to_whom(to)} given"
    by = " by the Company" if what is EventType.DEMAND_NOTICE else by_whom(to)
    return f"{called} received{by}"


def _after_clock_start(facts: Facts) -> str:
    what, to = facts["what"], facts["to"]
    if what in _STARTS:
        return _STARTS[what][1]
    called = names.event_name(what)
    if facts["part"] == "given":
        return f"the {called}{to_whom(to)} was given"
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


def _notice_counts(facts: Facts) -> str:
    """Write the day of a notice and why it is that, as: Mon, Jun 2, 2003 · certified mail, sent May 30."""
    method = names.method_name(facts["method"]) if facts["method"] else "method not recorded"
    how = {
        "no_method": ", no method of §8(a)",
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
        return f"the days of {names.event_noun(EventType(facts['what']))}"
    return "the days between the two" if facts["less"] else "the days from one to the other"


def _days_counted(facts: Facts) -> str:
    return f"calendar days, day of {'receipt' if facts['from_receipt'] else 'the start'} not counted"


WORDS: Mapping[str, str | Callable[[Facts], str]] = {
    # what is waited for
    "dates/day_sent": lambda facts: f"the day the {notice_name(facts)} was sent{to_whom(facts['to'])}",
    "dates/day_received": lambda facts: f"the day the {notice_name(facts)} was received{by_whom(facts['by'])}",
    "dates/notice_missing": lambda facts: f"the {notice_name(facts)}{to_whom(facts['to'])}",
    "dates/event_missing": _event_missing,
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
