"""When notices count by what other agreements say of the ways in which they travel.

A venture agreement (business days are the federal ones):

method                       given and received
personal delivery            when received; after 5 p.m., or on a closed day, the next business day
certified, registered mail   when received, or 5 business days after it was sent, whichever is earlier
courier                      1 business day after it was sent
e-mail, fax                  when sent; after 5 p.m., or on a closed day, the next business day

A resale agreement (business days are those of the New York exchanges):

e-mail                       when sent; after 5 p.m., or on a closed day, the next business day
every other way              when received
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rra_desktop.calculation.dates.notices import notice_dates, notice_days
from rra_desktop.calculation.dates.served_notices import demand_notice as demand_notice_of
from rra_desktop.calculation.dates.served_notices import served_notices
from rra_desktop.domain.holidays import Closing
from rra_desktop.domain.matter import Matter
from rra_desktop.domain.notice_methods import NoticeMethod
from rra_desktop.domain.registrations import Event, EventType, Method
from rra_desktop.domain.statements import Person
from rra_desktop.forms.reader import read_form
from rra_desktop.store.forms import form_text
from rra_desktop.wording import words_of
from tests.calculation.deadline_rows import CALENDARS, row, simple
from tests.matters import company_notice, demand_notice
from tests.saying import marks_in_words

SHIPPED = form_text("bestnet-2003")
VENTURE = """
[[notice_methods]]
methods = ["personal"]
section = "9.1"
given = "received"
until = "17:00"

[[notice_methods]]
methods = ["certified_mail", "registered_mail"]
section = "9.1"
given = ["received", "5 business days"]

[[notice_methods]]
methods = ["courier"]
section = "9.1"
given = "1 business day"

[[notice_methods]]
methods = ["email", "fax"]
section = "9.1"
given = "sent"
until = "17:00"
"""
RESALE = """
[[notice_methods]]
methods = ["email"]
given = "sent"
until = "17:00"

[[notice_methods]]
methods = ["other"]
given = "received"
"""


def _with(methods: str, business_days: str = "federal") -> Matter:
    start, end = SHIPPED.index("[[notice_methods]]"), SHIPPED.index("[[", SHIPPED.rindex("[[notice_methods]]") + 2)
    text = SHIPPED[:start] + methods + SHIPPED[end:].replace("\n\n\n", "\n\n")
    form = read_form(text.replace('\nroll = "', f'\nbusiness_days = "{business_days}"\nroll = "'), "bestnet-2003.toml")
    return replace(simple(demand_notice(sent=day(5, 30), received=day(6, 2))), form=form)


def day(month: int, number: int) -> dt.date:
    return dt.date(2003, month, number)


VENTURE_MATTER, RESALE_MATTER = _with(VENTURE), _with(RESALE, "nyse")
NOON, FIVE, EVENING = dt.time(12), dt.time(17), dt.time(17, 1)


def sent_by(
    method: Method, sent: dt.date | None = None, received: dt.date | None = None, hour: dt.time | None = None
) -> Event:
    return replace(company_notice(method=method, sent=sent, received=received, to="H2"), hour=hour)


@pytest.mark.parametrize(
    ("notice", "counts"),
    [
        # Thu, Jul 3 · Fri, Jul 4 is Independence Day · Mon, Jul 7
        (sent_by(Method.PERSONAL, received=day(7, 3), hour=NOON), day(7, 3)),
        (sent_by(Method.PERSONAL, received=day(7, 3), hour=FIVE), day(7, 3)),
        (sent_by(Method.PERSONAL, received=day(7, 3), hour=EVENING), day(7, 7)),
        (sent_by(Method.PERSONAL, received=day(7, 4), hour=NOON), day(7, 7)),
        (sent_by(Method.PERSONAL, received=day(7, 5), hour=EVENING), day(7, 7)),
        (sent_by(Method.PERSONAL, sent=day(7, 1)), None),
        (sent_by(Method.CERTIFIED_MAIL, sent=day(7, 1)), day(7, 9)),
        (sent_by(Method.CERTIFIED_MAIL, sent=day(7, 1), received=day(7, 8)), day(7, 8)),
        (sent_by(Method.CERTIFIED_MAIL, sent=day(7, 1), received=day(7, 14)), day(7, 9)),
        (sent_by(Method.CERTIFIED_MAIL, received=day(7, 14)), day(7, 14)),
        (sent_by(Method.CERTIFIED_MAIL, sent=day(7, 1), received=day(7, 5)), day(7, 5)),
        (sent_by(Method.COURIER, sent=day(7, 3)), day(7, 7)),
        (sent_by(Method.COURIER, sent=day(7, 2), received=day(7, 10)), day(7, 3)),
        (sent_by(Method.COURIER, received=day(7, 10)), None),
        (sent_by(Method.EMAIL, sent=day(7, 3), hour=FIVE), day(7, 3)),
        (sent_by(Method.EMAIL, sent=day(7, 3), hour=EVENING), day(7, 7)),
        (sent_by(Method.EMAIL, sent=day(7, 6), hour=NOON), day(7, 7)),
        (sent_by(Method.FAX, sent=day(7, 2), received=day(7, 9), hour=NOON), day(7, 2)),
        (sent_by(Method.REGULAR_MAIL, sent=day(7, 2), received=day(7, 9)), day(7, 9)),  # a way it does not name
    ],
)
def test_when_a_notice_counts_by_the_venture_agreement(notice: Event, counts: dt.date | None) -> None:
    assert notice_days(VENTURE_MATTER, notice) == (counts, counts)


@pytest.mark.parametrize(
    ("notice", "counts"),
    [
        # Columbus Day, Mon, Oct 13, is a business day of the exchanges; Good Friday, Apr 18, is none.
        (sent_by(Method.EMAIL, sent=day(10, 10), hour=EVENING), day(10, 13)),
        (sent_by(Method.EMAIL, sent=day(4, 18), hour=NOON), day(4, 21)),
        (sent_by(Method.COURIER, sent=day(4, 16), received=day(4, 18)), day(4, 18)),
        (sent_by(Method.FAX, sent=day(4, 16)), None),
    ],
)
def test_when_a_notice_counts_by_the_resale_agreement(notice: Event, counts: dt.date | None) -> None:
    assert notice_days(RESALE_MATTER, notice) == (counts, counts)


@pytest.mark.parametrize(
    ("notice", "said"),
    [
        (sent_by(Method.EMAIL, sent=day(7, 3), hour=NOON), ()),
        (
            sent_by(Method.EMAIL, sent=day(7, 3)),
            (
                (
                    "The hour of the Company Notice to Ash is not recorded: after 5 p.m. it counts on the next "
                    "business day."
                ),
            ),
        ),
        (sent_by(Method.EMAIL, sent=day(7, 4)), ()),  # a closed day counts on the next one at any hour
        (
            sent_by(Method.CERTIFIED_MAIL, sent=day(7, 1)),
            ("No receipt of the Company Notice by Ash is recorded: received earlier, it counts earlier.",),
        ),
        (
            sent_by(Method.CERTIFIED_MAIL, received=day(7, 14)),
            (
                (
                    "The day the Company Notice to Ash was sent is not recorded: sent long before its receipt, it "
                    "counts earlier."
                ),
            ),
        ),
        (sent_by(Method.CERTIFIED_MAIL, sent=day(7, 1), received=day(7, 8)), ()),
        (sent_by(Method.COURIER, sent=day(7, 1)), ()),
        (
            sent_by(Method.REGULAR_MAIL, received=day(7, 9)),
            (
                (
                    "The Company Notice to Ash went by regular mail, which is no method of notice under §9.1: the day "
                    "of actual receipt is used."
                ),
            ),
        ),
    ],
)
def test_what_is_doubtful_of_a_notice_is_said(notice: Event, said: tuple[str, ...]) -> None:
    assert marks_in_words(notice_dates(VENTURE_MATTER, notice, Person("H2", "Ash")).marks) == said


@pytest.mark.parametrize("method", [Method.COURIER, Method.EMAIL])
def test_a_notice_that_counts_where_closings_are_not_known_is_marked(method: Method) -> None:
    dates = notice_dates(VENTURE_MATTER, sent_by(method, dt.date(2036, 1, 2), hour=NOON))
    assert marks_in_words(dates.marks) == (
        (
            "Closings of the Federal calendar are known from Jan 1, 1995 to Dec 31, 2035 only, and the count leaves "
            "that time: check this day."
        ),
    )


def test_what_a_notice_waits_for() -> None:
    ash = Person("H2", "Ash")
    courier = notice_dates(VENTURE_MATTER, sent_by(Method.COURIER, received=day(7, 10)), ash)
    assert words_of(courier.waits_for) == "the day the Company Notice was sent to Ash"
    personal = notice_dates(VENTURE_MATTER, sent_by(Method.PERSONAL, sent=day(7, 1)), ash)
    assert words_of(personal.waits_for) == "the day the Company Notice was received by Ash"


def test_an_agreement_that_says_nothing_of_notices_knows_every_way_and_counts_receipt() -> None:
    silent = replace(VENTURE_MATTER, form=replace(VENTURE_MATTER.form, notice_methods=()))
    for method in (*Method, None):
        event = replace(sent_by(Method.FAX, day(7, 1), day(7, 9)), method=method)
        dates = notice_dates(silent, event)
        assert (dates.given, dates.received, dates.marks) == (day(7, 9), day(7, 9), ())


def test_an_assumed_receipt_may_be_some_time_after_the_sending() -> None:
    methods = VENTURE.replace('given = "1 business day"', 'given = "sent"\nreceived = "received"\nassumed = "3 days"')
    dates = notice_dates(_with(methods), sent_by(Method.COURIER, sent=day(7, 1)), Person("H2", "Ash"))
    assert (dates.given, dates.received, dates.assumed) == (day(7, 1), day(7, 4), True)
    assert marks_in_words(dates.marks) == (
        "No receipt of the Company Notice by Ash is recorded: assumed received 3 days after it was sent.",
    )


# -- why ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("notice", "rule"),
    [
        (
            sent_by(Method.COURIER, sent=day(7, 3)),
            (
                "Mon, Jul 7, 2003 · courier counts 1 business day after it was sent (Thu, Jul 3, 2003), not counting "
                "Fri, Jul 4, 2003 (Independence Day)"
            ),
        ),
        (
            sent_by(Method.EMAIL, sent=day(7, 2), hour=EVENING),
            "Thu, Jul 3, 2003 · e-mail counts when sent, Wed, Jul 2, 2003, after 5 p.m.: the next business day",
        ),
        (
            sent_by(Method.PERSONAL, received=day(7, 4)),
            (
                "Mon, Jul 7, 2003 · personal delivery counts when received, Fri, Jul 4, 2003, no business day "
                "(Independence Day): the next one"
            ),
        ),
        (sent_by(Method.EMAIL, sent=day(7, 2), hour=NOON), "Wed, Jul 2, 2003 · e-mail counts when sent"),
        (
            sent_by(Method.CERTIFIED_MAIL, day(7, 1), day(7, 8)),
            "Tue, Jul 8, 2003 · certified mail counts when received",
        ),
    ],
)
def test_why_a_notice_counts_on_its_day_is_explained(notice: Event, rule: str) -> None:
    made = replace(VENTURE_MATTER, events=(*VENTURE_MATTER.events, replace(notice, id=2)))
    figure = row(made, "request_deadline", "H2", as_of=day(8, 1)).explain()
    started = next(each for each in figure.walk() if each.key.kind == "event" and each.key.part == "given")
    assert words_of(started.rule) == rule
    assert getattr(started.authority, "section", "") == "9.1"
    assert started.value is not None
    assert figure.value == started.value + dt.timedelta(days=made.whole("request_days"))


# -- the other days of a notice ----------------------------------------------------------------------------------------


def test_the_day_a_notice_was_sent_or_bears_is_a_day_of_its_own() -> None:
    event = replace(sent_by(Method.COURIER, day(7, 1), day(7, 2)), id=7, date=day(6, 28))
    (served,) = served_notices(VENTURE_MATTER, [event])
    days = {part: served.day(part).day for part in ("dated", "sent", "given", "received")}
    assert days == {"dated": day(6, 28), "sent": day(7, 1), "given": day(7, 2), "received": day(7, 2)}
    assert [words_of(served.day(part).label) for part in days] == [
        "Company Notice to H2 dated",
        "Company Notice to H2 sent",
        "Company Notice to H2 given",
        "Company Notice received by H2",
    ]
    assert words_of(served.day("dated").when) == "the Company Notice to H2 is dated"
    (seen,) = served_notices(VENTURE_MATTER, [event], as_of=day(6, 30))
    assert (seen.day("dated").day, seen.day("sent").day, seen.day("sent").later) == (day(6, 28), None, day(7, 1))
    bare = demand_notice_of(VENTURE_MATTER, [demand_notice(received=day(6, 2))])
    assert words_of(bare.day("sent").waits_for) == "the day the Demand Notice was sent"
    assert words_of(bare.day("dated").waits_for) == "the day the Demand Notice bears"
    assert words_of(demand_notice_of(VENTURE_MATTER, []).day("sent").waits_for) == "the Demand Notice"


# -- against counting by hand ------------------------------------------------------------------------------------------

recorded = st.none() | st.dates(day(4, 1), day(7, 31))
hours = st.none() | st.times(dt.time(8), dt.time(20))


def _by_hand(rule: NoticeMethod, event: Event, closing: Closing) -> dt.date | None:
    """Find the earliest of the times of a rule, one day at a time."""
    found = []
    for time in rule.given:
        of = event.received if time == "received" else event.sent
        if of is None:
            continue
        if time not in ("sent", "received"):
            left = time.amount  # type: ignore[union-attr]
            while left:
                of += dt.timedelta(days=1)
                left -= CALENDARS.is_business_day(of, closing)
        elif rule.until and event.hour and event.hour > rule.until and CALENDARS.is_business_day(of, closing):
            of += dt.timedelta(days=1)
        while rule.until and not CALENDARS.is_business_day(of, closing):
            of += dt.timedelta(days=1)
        found.append(of)
    return min(found, default=None)


@given(st.sampled_from([VENTURE_MATTER, RESALE_MATTER]), st.sampled_from(Method), recorded, recorded, hours)
def test_every_notice_counts_as_by_hand(
    made: Matter, method: Method, sent: dt.date | None, received: dt.date | None, hour: dt.time | None
) -> None:
    event = sent_by(method, sent, received, hour)
    rule = made.form.notice_method(method)
    expected = received if rule is None else _by_hand(rule, event, made.form.business_days)
    assert notice_days(made, event) == (expected, expected)
    dates = notice_dates(made, event)
    assert (dates.given is None) == bool(dates.waits_for)
    assert all(words_of(mark) for mark in dates.marks)


def test_a_demand_is_received_when_its_notice_counts() -> None:
    """By courier: one business day after it was sent, whatever is recorded of its arrival."""
    made = replace(VENTURE_MATTER, events=(replace(sent_by(Method.COURIER, day(7, 3)), id=1, to=None),))
    made = replace(made, events=tuple(replace(each, type=EventType.DEMAND_NOTICE) for each in made.events))
    latest = row(made, "filing_latest", as_of=day(8, 1))
    assert latest.date == day(7, 7) + dt.timedelta(days=made.whole("filing_latest_days"))
