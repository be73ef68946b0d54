"""The words of what is said beside deadlines: what is doubtful, what was waived, what cannot be met."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from rra_desktop.domain.agreement import COMPANY
from rra_desktop.domain.limits import Beyond
from rra_desktop.domain.registrations import EventType, RegistrationKind, WithdrawnBy
from rra_desktop.domain.statements import Person
from rra_desktop.wording import names, writing
from rra_desktop.wording.statements.date_workings import (
    Facts,
    by_whom,
    hour,
    notice_name,
    span,
    time_of,
    to_whom,
    worded,
)
from rra_desktop.wording.statements.template import written

_day = writing.date_only


def _party(party: str | Person) -> str:
    if isinstance(party, Person):
        return party.name
    return "the Company" if party == COMPANY else party


def _parties(parties: Sequence[str | Person]) -> str:
    """Name all who have not signed: none of them may be left out."""
    called = [_party(each) for each in parties]
    return called[0] if len(called) == 1 else f"{', '.join(called[:-1])} and {called[-1]}"


# -- notices -----------------------------------------------------------------------------------------------------------


def _no_method(facts: Facts) -> str:
    travelled = names.method_name(facts["method"])
    section = writing.section(facts["section"])
    under = f" under {section}" if section else ""
    return (
        f"The {notice_name(facts)}{to_whom(facts['to'])} went by {travelled}, which is no method of notice{under}: the "
        "day of actual receipt is used."
    )


def _method_missing(facts: Facts) -> str:
    notice = f"{notice_name(facts)}{to_whom(facts['to'])}"
    return f"The method of the {notice} is not recorded: the day of actual receipt is used."


def _receipt_assumed(facts: Facts) -> str:
    notice = f"{notice_name(facts)}{by_whom(facts['by'])}"
    return f"No receipt of the {notice} is recorded: assumed received the day it was sent."


def _receipt_assumed_after(facts: Facts) -> str:
    notice = f"{notice_name(facts)}{by_whom(facts['by'])}"
    after = time_of(facts["counted"])
    return f"No receipt of the {notice} is recorded: assumed received {after} after it was sent."


def _receipt_may_be_earlier(facts: Facts) -> str:
    notice = f"{notice_name(facts)}{by_whom(facts['to'])}"
    return f"No receipt of the {notice} is recorded: received earlier, it counts earlier."


def _sending_not_recorded(facts: Facts) -> str:
    notice = f"{notice_name(facts)}{to_whom(facts['to'])}"
    return f"The day the {notice} was sent is not recorded: sent long before its receipt, it counts earlier."


def _hour_not_recorded(facts: Facts) -> str:
    notice = f"{notice_name(facts)}{to_whom(facts['to'])}"
    return f"The hour of the {notice} is not recorded: after {hour(facts['until'])} it counts on the next business day."


def _counted_beyond_closings(facts: Facts) -> str:
    whose = names.closing_name(facts["calendar"])
    span_known = f"from {_day(facts['known_from'])} to {_day(facts['known_to'])}"
    if facts["known_from"] > facts["known_to"]:
        return f"Business days are counted, and the closings of the {whose} calendar are not known: check this day."
    return (
        f"Closings of the {whose} calendar are known {span_known} only, and the count leaves that time: check this day."
    )


def _received_before_sent(facts: Facts) -> str:
    return f"The {notice_name(facts)}{to_whom(facts['to'])} is recorded as received before it was sent."


def _several_notices(facts: Facts) -> str:
    first = "received" if facts["notice"] is EventType.DEMAND_NOTICE else "given"
    many = f"{facts['count']:,} {notice_name(facts)}s{to_whom(facts['to'])} are recorded"
    section = writing.section(facts["section"])
    return (
        f"{many}: the first {first} by a method of {section} counts."
        if section
        else f"{many}: the first {first} counts."
    )


def _copy(who: str) -> Callable[[Facts], str]:
    def words(facts: Facts) -> str:
        day = f" of {_day(facts['day'])}" if facts["day"] else ""
        return (
            f"The copy of the {notice_name(facts)}{day}{to_whom(facts['to'])}, {who}, starts no clock and moves no "
            f"date{writing.in_brackets(facts['section'])}."
        )

    return words


def _receipts_missing(facts: Facts) -> str:
    whom = writing.names([person.name for person in facts["by"]])
    return f"No receipt of the {notice_name(facts)} by {whom} is recorded: a later one moves this day."


# -- the window --------------------------------------------------------------------------------------------------------


def _controls(facts: Facts) -> str:
    return f"The {'first' if facts['first_controls'] else 'last'} day is taken to control."


def _no_day_left(facts: Facts) -> str:
    section = writing.section(facts["section"]) or "both limits"
    return (
        f"No day satisfies {section}: the first day to file is {writing.day(facts['first'])}, the last "
        f"{writing.day(facts['last'])}. {_controls(facts)}"
    )


def _no_filing_day(facts: Facts) -> str:
    section = writing.section(facts["section"]) or "both limits"
    return (
        f"No day on which EDGAR takes filings satisfies {section}: the first filing day from "
        f"{writing.day(facts['first'])} on is {writing.day(facts['first_open'])}, the last one through "
        f"{writing.day(facts['last'])} is {writing.day(facts['last_open'])}. {_controls(facts)}"
    )


def _window_open(facts: Facts) -> str:
    first, last = span(facts["first"], facts["last"])
    days, filing = facts["days"], facts["filing_days"]
    some = "" if filing == days else f"; EDGAR takes filings on {filing:,} of them"
    span_of_days = f"{writing.counted(days, 'day')}, {first} – {last}{some}"
    if facts["contradicted"]:
        return f"As recorded, which cannot all be so, the filing window would be open {span_of_days}."
    return f"The filing window is open {span_of_days}."


def _filed_too_early(facts: Facts) -> str:
    days = writing.counted(facts["days"], "day")
    section = writing.section(facts["section"]) or "the agreement"
    return f"Filed on {writing.day(facts['filed'])}, {days} before the first day {section} allows."


# -- bars, delays, waivers, amendments ---------------------------------------------------------------------------------


def _no_resale_form(facts: Facts) -> str:
    forms = facts["forms"]
    which = f"Form {writing.names(forms)}" if forms else "the form used"
    verb = "do" if len(forms) > 1 else "does"
    days, cited = writing.counted(facts["days"], "day"), writing.in_brackets(facts["section"])
    return f"No {days} run: {which} {verb} not permit resale of the Units{cited}."


def _delay_spent(facts: Facts) -> str:
    when = f" of {_day(facts['on'])}" if facts["on"] else ""
    where = f" in {written(facts['registration'])}" if facts["registration"] else ""
    return (
        f"The Company's right to delay was used up by its election{when}{where}: none runs"
        f"{writing.in_brackets(facts['section'])}."
    )


def _beyond(facts: Facts) -> str:
    said = "what is beyond it has no effect" if facts["beyond"] is Beyond.VOID else "the agreement is broken"
    return f"{said}{writing.in_brackets(facts['section'])}"


def _delay_beyond_the_limit(facts: Facts) -> str:
    when = f" of {_day(facts['on'])}" if facts["on"] else ""
    where = f" in {written(facts['registration'])}" if facts["registration"] else ""
    return (
        f"The delay goes beyond the limit, used up by the election{when}{where}: it runs, and the agreement is broken"
        f"{writing.in_brackets(facts['section'])}."
    )


def _elected_too_late(facts: Facts) -> str:
    days = writing.counted(facts["days"], "day")
    return (
        f"The election of {_day(facts['elected'])} came {days} after {facts['of']}, {_day(facts['last'])}, and "
        f"delays nothing{writing.in_brackets(facts['section'])}."
    )


def _elected_after_filing(facts: Facts) -> str:
    days = writing.counted(facts["days"], "day")
    return (
        f"The election of {_day(facts['elected'])} came {days} after the filing of {_day(facts['filed'])} and delays "
        f"nothing{writing.in_brackets(facts['section'])}."
    )


def _elected_again(facts: Facts) -> str:
    when = f" of {_day(facts['day'])}" if facts["day"] else ""
    cited = writing.in_brackets(facts["section"])
    allowed = "once" if facts["allowed"] == 1 else f"{facts['allowed']:,} times"
    return f"A further election{when} delays nothing: the Company may delay a request {allowed}{cited}."


def _rests_on_delay(facts: Facts) -> str:
    without = _day(facts["without"]) if facts["without"] else "not known yet"
    return (
        f"Rests on a delay for which no offering or activity is recorded as under way or planned by "
        f"{_day(facts['test'])}; without the delay this day is {without}{writing.in_brackets(facts['section'])}."
    )


def _bar_began_too_late(facts: Facts) -> str:
    days = writing.counted(facts["days"], "day")
    return (
        f"The bar that began on {_day(facts['begins'])}, {days} after this day, does not move it"
        f"{writing.in_brackets(facts['section'])}."
    )


def _not_waived_by_all(facts: Facts) -> str:
    return f"Waived by some, not by {_parties(facts['missing'])}{writing.in_brackets(facts['section'])}."


def _amendment_unsigned(facts: Facts) -> str:
    other = f"{_day(facts['day'])}" if facts["day"] else "a day not known yet"
    return (
        f"The amendment of {_day(facts['since'])} is not signed by {_parties(facts['missing'])} and does not count; "
        f"under it this would be {other}{writing.in_brackets(facts['section'])}."
    )


# -- requests and endings ----------------------------------------------------------------------------------------------


def _request_lacks(facts: Facts) -> str:
    lacks = writing.names([worded(each) for each in facts["lacks"]])
    consequence = "it does not count until complete" if facts["strict"] else "it is good once completed"
    return f"The request of {facts['of'].name} lacks {lacks}: {consequence}."


def _have_asked(facts: Facts) -> str:
    return f"{facts['asked']:,} of {facts['reached']:,} Investors have asked to be included."


def _offers_suspended(facts: Facts) -> str:
    since, until = _day(facts["since"]), facts["until"]
    span = f"since {since}" if until is None else f"from {since} to {_day(until)}"
    where = writing.in_brackets(facts["section"])
    return f"Offers suspended {span}: the agreement does not extend this day for it{where}."


def _does_not_run(facts: Facts) -> str:
    why = str(facts["why"]).replace("<count>", writing.counted(facts["days"], "day"))
    return f"{why}{writing.in_brackets(facts['section'])}."


def _withdrawn(facts: Facts) -> str:
    on = _day(facts["on"])
    if facts["by"] is not WithdrawnBy.COMPANY:
        return f"Withdrawn at the requesting Investors' wish on {on}: nothing further is due."
    if facts["registration"] is RegistrationKind.PIGGYBACK:
        expenses = writing.in_brackets(facts["on_expenses"])
        return f"Withdrawn by the Company on {on}: nothing further is due; the expenses stay with it{expenses}."
    gives = writing.section(facts["on_demands"]) or "the agreement"
    used_up = writing.in_brackets(facts["on_use"])
    return f"Withdrawn by the Company on {on}: {gives} gives it no right to; the demand is not used up{used_up}."


WORDS: Mapping[str, str | Callable[[Facts], str]] = {
    # notices
    "dates/no_method": _no_method,
    "dates/method_missing": _method_missing,
    "dates/receipt_assumed": _receipt_assumed,
    "dates/receipt_assumed_after": _receipt_assumed_after,
    "dates/receipt_may_be_earlier": _receipt_may_be_earlier,
    "dates/sending_not_recorded": _sending_not_recorded,
    "dates/hour_not_recorded": _hour_not_recorded,
    "dates/received_before_sent": _received_before_sent,
    "dates/several_notices": _several_notices,
    "dates/copy_to_other_holder": _copy("an Other Holder"),
    "dates/copy_to_initiating_investor": _copy("an Initiating Investor"),
    "dates/copy_to_transferee": _copy("a transferee without counterpart"),
    "dates/receipts_missing": _receipts_missing,
    # the window
    "dates/no_day_left": _no_day_left,
    "dates/no_filing_day": _no_filing_day,
    "dates/window_open": _window_open,
    "dates/floor_waived": (
        "The first day to file is waived since {on:date}{cited}: the Company may file on any day up to {last:date}."
    ),
    "dates/filed_too_early": _filed_too_early,
    "dates/receipt_advised": (
        "The Company Notice leaves a day to file if it is received by {last:date}: {days:of day} run from its receipt."
    ),
    "dates/useful_until": (
        "To leave a day on which EDGAR takes filings the Company Notice must be received by {useful:date}, "
        "{days:of day} before the last one."
    ),
    "dates/receipt_leaves_no_filing_day": (
        "Received on {received:date}, in time by the days, but no day on which EDGAR takes filings is left: that "
        "needed receipt by {useful:date}, {days:of day} before the last one."
    ),
    # bars, delays, waivers, amendments
    "dates/no_resale_form": _no_resale_form,
    "dates/statement_not_counted": "Not counted while unknown: {waits_for}.",
    "dates/bar_may_move": "A cooling-off may move this day; it waits for {waits_for}.",
    "dates/bar_began_too_late": _bar_began_too_late,
    "dates/bar_waived": "The Company has given up this bar since {on:date}{cited}: it moves no date.",
    "dates/delay_waived": "The Company has given up this delay since {on:date}{cited}: it moves no date.",
    "dates/no_delay_given": "The agreement gives the Company no delay: none runs.",
    "dates/span_too_often": lambda facts: (
        f"“{facts['limit']}” allows {facts['allowed']:,}, and that of {_day(facts['first'])} is number "
        f"{facts['count']:,}: {_beyond(facts)}."
    ),
    "dates/span_too_long": lambda facts: (
        f"“{facts['limit']}”: that of {_day(facts['first'])} lasted {writing.counted(facts['over'], 'day')} too long: "
        f"{_beyond(facts)}."
    ),
    "dates/spans_too_long_together": lambda facts: (
        f"“{facts['limit']}” allows {writing.counted(facts['allowed'], 'day')} together, and up to "
        f"{_day(facts['last'])} they were {facts['days']:,}: {_beyond(facts)}."
    ),
    "dates/span_too_soon": lambda facts: (
        f"“{facts['limit']}”: {writing.counted(facts['gap'], facts['unit'])} must lie between two, and that of "
        f"{_day(facts['first'])} began after the one that ended {_day(facts['last'])}: {_beyond(facts)}."
    ),
    "dates/delay_spent": _delay_spent,
    "dates/delay_beyond_the_limit": _delay_beyond_the_limit,
    "dates/too_many_days": "The Company chose {chosen:of day}; {section} gives {longest} at most.",
    "dates/elected_too_late": _elected_too_late,
    "dates/elected_after_filing": _elected_after_filing,
    "dates/elected_again": _elected_again,
    "dates/delay_over_before": "The delay ends on {ends:date} and does not move {of}, {last:date}.",
    "dates/without_the_delay": "Without the delay {of} would be {day}.",
    "dates/rests_on_delay": _rests_on_delay,
    "dates/delay_in_doubt": (
        "No offering or activity is recorded as under way or planned by {test:date}: whether the Company may delay at "
        "all is open, and without that there is no delay{cited}."
    ),
    "dates/planned_too_late": (
        "The plans were fixed on {planned:date}, after the last day, {last:date}: the delay has no ground{cited}."
    ),
    "dates/not_waived_by_company": "Not yet waived by the Company{cited}.",
    "dates/not_waived_by_all": _not_waived_by_all,
    "dates/amendment_unsigned": _amendment_unsigned,
    # requests, endings, and what is not known
    "dates/came_later": "what came on {on:date}",
    "dates/lacks_number": "the number of shares",
    "dates/lacks_method": "the method of distribution",
    "dates/lacks_information": "information the Company asked for{cited}",
    "dates/request_lacks": _request_lacks,
    "dates/have_asked": _have_asked,
    "dates/filed_with_what_was_asked": "The statement was filed on {on:date} with what had been asked.",
    "dates/offers_suspended": _offers_suspended,
    "dates/withdrawn": _withdrawn,
    "dates/does_not_run": _does_not_run,
    "dates/no_piggyback_right": "No piggy-back right arises: {why}{cited}.",
    "dates/plan_passed": (
        "The planned day of filing, {planned:date}, has passed without a filing: this day is only projected from it."
    ),
    "dates/warrants_lapsed": "Unexercised Warrants count for nothing since.",
    "dates/counted_beyond_closings": _counted_beyond_closings,
    "dates/closings_unknown": "Closed days are known to {known_to:date} only: check this one.",
}
"""A template with the facts' names in braces, or a function of the facts where the words turn on them."""
