"""What a form says of the ways in which notices travel is read exactly, and what says nothing of them is told."""

from __future__ import annotations

import datetime as dt

import pytest

from rra_desktop.domain.counts import DeclaredCount, TimeUnit
from rra_desktop.domain.notice_methods import NoticeMethod, NoticeMoment
from rra_desktop.forms.reader import read_form
from rra_desktop.store.forms import form_text
from tests.forms.test_reader import FILE, changed, refusals

SHIPPED = form_text("bestnet-2003")
SENT, RECEIVED = NoticeMoment.SENT, NoticeMoment.RECEIVED
LAST = 'methods = ["personal", "fax", "regular_mail"]\nsection = "8(a)"\ngiven = "received"\n'
AT = SHIPPED[: SHIPPED.index(LAST)].count("\n") + 1


def read(entry: str) -> NoticeMethod:
    """Return what the form says under another entry."""
    return read_form(changed(LAST, entry)[0], FILE).notice_methods[-1]


def days(amount: int, unit: TimeUnit = TimeUnit.BUSINESS_DAY) -> DeclaredCount:
    return DeclaredCount(amount=amount, unit=unit)


def test_the_shipped_form_says_when_notices_count() -> None:
    form = read_form(SHIPPED, FILE)
    assert form.notice_methods == (
        NoticeMethod(("registered_mail", "certified_mail"), (SENT,), (RECEIVED,), "8(a)", assumed=SENT),
        NoticeMethod(("personal", "fax", "regular_mail"), (RECEIVED,), (RECEIVED,), "8(a)"),
    )
    assert form.section_of_notices == "8(a)"
    assert form.notice_method("email") is None
    assert form.notice_method(None) is None


@pytest.mark.parametrize(
    ("entry", "rule"),
    [
        (
            'methods = ["personal"]\ngiven = "received"\nuntil = "17:00"\n',
            NoticeMethod(("personal",), (RECEIVED,), (RECEIVED,), until=dt.time(17)),
        ),
        (
            'methods = ["courier"]\ngiven = "1 business day"\n',
            NoticeMethod(("courier",), (days(1),), (days(1),)),
        ),
        (
            'methods = ["regular_mail"]\ngiven = ["received", "5 business days"]\n',
            NoticeMethod(("regular_mail",), (RECEIVED, days(5)), (RECEIVED, days(5))),
        ),
        (
            'methods = ["other"]\nsection = "9"\ngiven = "sent"\nreceived = "received"\nassumed = "3 days"\n',
            NoticeMethod(("other",), (SENT,), (RECEIVED,), "9", assumed=days(3, TimeUnit.DAY)),
        ),
        (
            'methods = ["email"]\ngiven = "delay_days"\n',
            NoticeMethod(("email",), (DeclaredCount("delay_days"),), (DeclaredCount("delay_days"),)),
        ),
    ],
)
def test_a_method_counts_on_a_recorded_day_or_so_long_after_sending(entry: str, rule: NoticeMethod) -> None:
    assert read(entry) == rule


def test_other_stands_for_every_method_that_is_not_named() -> None:
    form = read_form(changed(LAST, 'methods = ["other"]\ngiven = "received"\n')[0], FILE)
    rest = form.notice_methods[1]
    assert [form.notice_method(each) for each in ("certified_mail", "email", "fax")] == [
        form.notice_methods[0],
        rest,
        rest,
    ]
    assert form.notice_method(None) is None


@pytest.mark.parametrize(
    ("entry", "line", "sentence"),
    [
        (
            LAST.replace("personal", "pigeon"),
            0,
            (
                "“methods” at place 1 must be a way in which a notice travels, not “pigeon”. Known are "
                "“registered_mail”, “certified_mail”, “personal”, “fax”, “regular_mail”, “email”, “courier”, “other”."
            ),
        ),
        (
            LAST.replace("personal", "certified_mail"),
            0,
            "“methods” has “certified_mail”, which an earlier entry has; every method stands in one.",
        ),
        (
            LAST.replace('"received"', '"posted"'),
            2,
            "“given” counts by “posted”, and the form has no such term.",
        ),
        (
            LAST.replace('"received"', '["sent", "unit_price"]'),
            2,
            (
                "“given” counts by “unit_price”, a term of the kind “money”; only “days”, “business_days”, "
                "“trading_days”, “filing_days”, “months”, “years” can be counted."
            ),
        ),
        (
            LAST.replace('"received"', '"-1 business day"'),
            2,
            "“given” is counted from the day of sending on, not back, as “-1 business day” is.",
        ),
        (
            LAST.replace('"received"', "5"),
            2,
            (
                "“given” must be “sent”, “received” or a time after sending. A time must be the id of a term that "
                "counts time, with a - in front to take it off, or a time as “10 days”, “-10 business days”, “5 "
                "trading days”, “3 filing days”, “6 months” or “1 year”, not the whole number 5."
            ),
        ),
        (
            LAST + 'until = "5 p.m."\n',
            3,
            "“until” must be an hour in quotation marks, as “17:00”, not “5 p.m.”.",
        ),
        (
            LAST + 'assumed = "received"\n',
            3,
            "“assumed” stands in for a receipt that is not recorded, so it cannot be “received” itself.",
        ),
        (
            LAST.replace('given = "received"', 'given = "sent"') + 'assumed = "sent"\n',
            3,
            "“assumed” stands in for a receipt that is not recorded; it goes with “received” = “received”.",
        ),
        (
            LAST + 'recieved = "sent"\n',
            3,
            (
                "“recieved” is no key of notice_methods. Did you mean “received”? Its keys: assumed, given, methods, "
                "received, section, until."
            ),
        ),
    ],
)
def test_what_says_nothing_of_a_notice_is_told(entry: str, line: int, sentence: str) -> None:
    assert refusals(changed(LAST, entry)[0]) == [f"{FILE}, line {AT + line}, notice method 2: {sentence}"]


def test_a_form_may_say_nothing_of_notices() -> None:
    start, end = SHIPPED.index("[[notice_methods]]"), SHIPPED.index("# -- deadlines, in")
    form = read_form(SHIPPED[:start] + SHIPPED[end:], FILE)
    assert (form.notice_methods, form.section_of_notices) == ((), "")
