"""Rights, limits and classes of a form are read exactly, and what is wrong with them is told where it stands."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rra_desktop.domain.conditions import Condition, ConditionPair
from rra_desktop.domain.counts import DeclaredCount, TimeUnit
from rra_desktop.domain.holder_classes import Joins
from rra_desktop.domain.limits import Beyond, LimitSpan, MostAllowed
from rra_desktop.domain.registrations import Registration, RegistrationKind
from rra_desktop.domain.rights import Least, SizeMeasure, SizeTest
from rra_desktop.forms.places import Path, places
from rra_desktop.forms.reader import read_form
from tests.forms.test_reader import DATA, ELSEWHERE, at, changed, copied, refusals, told, whole
from tests.made_up_forms import INVESTORS, TWO_DEMANDS, made_up_form, made_up_text

FILE = "made-up.toml"
ONE = """
[[rights]]
id = "demand"
kind = "demand"
section = "2"
by = "investors"
at_least = "30%"
"""
LIMIT = """
[[limits]]
id = "most"
section = "2(b)"
counts = "demand"
max = 2
"""


# -- what is read ------------------------------------------------------------------------------------------------------


def test_a_right_is_read_with_its_size_and_what_uses_it_up() -> None:
    form = made_up_form(
        ONE
        + 'size = [[{ measure = "net", more_than = "10,000.50" }, { measure = "shares", at_least = 7 }], '
        + '[{ measure = "share_of_own", at_least = "100%" }]]\n'
        + 'used_by = [{ event = "effective", when = { purpose = ["offering", "rule_145"] }, kept = "90 days", '
        + 'sold = "1/2" }]\n'
    )
    right = form.right("demand")
    assert (right.least, right.by, right.whole_classes) == (Least(Fraction(3, 10)), ("investors",), ("investors",))
    money, shares = Least(Fraction(20001, 2), exceeded=True), Least(Fraction(7))
    assert right.size == (
        (SizeTest(SizeMeasure.NET, money), SizeTest(SizeMeasure.SHARES, shares)),
        (SizeTest(SizeMeasure.SHARE_OF_OWN, Least(Fraction(1))),),
    )
    used_by = right.used_by[0]
    assert used_by.when == Condition((ConditionPair("purpose", ("offering", "rule_145")),))
    assert (used_by.kept, used_by.sold) == (DeclaredCount(amount=90, unit=TimeUnit.DAY), Fraction(1, 2))


def test_a_limit_is_read_with_its_span_its_lengths_and_its_days() -> None:
    text = """
[[limits]]
id = "blackouts"
section = "2(a)"
counts = "suspended"
max = 2
each = "30 days"
total = "45 days"
gap = "1 month"
within = "12 months"
from = 2004-01-01
to = "effective"
beyond = "breach"
"""
    limit = made_up_form(text).limit("blackouts")
    times = [
        DeclaredCount(amount=n, unit=TimeUnit(unit))
        for n, unit in ((30, "day"), (45, "day"), (1, "month"), (12, "month"))
    ]
    assert [limit.each, limit.total, limit.gap, limit.within] == times
    assert (limit.most, limit.since, limit.until) == (MostAllowed(2), dt.date(2004, 1, 1), "effective")
    assert limit.beyond is Beyond.BREACH


def test_what_makes_a_transferee_one_of_a_class_is_read() -> None:
    classes = INVESTORS.replace('["counterpart"]', '["counterpart", "notice", "affiliate", "at least 100,000"]')
    own = made_up_form(ONE, classes=classes).holder_class("investors")
    assert own.joins == (Joins.COUNTERPART, Joins.NOTICE, Joins.AFFILIATE)
    assert own.joins_with == 100_000


def test_a_registration_rests_on_its_own_right_or_the_first_of_its_kind() -> None:
    form = made_up_form(TWO_DEMANDS)
    found = [
        form.right_of(Registration("R1", kind, right=right))
        for kind, right in (
            (RegistrationKind.DEMAND, ""),
            (RegistrationKind.DEMAND, "short"),
            (RegistrationKind.DEMAND, "none"),
            (RegistrationKind.PIGGYBACK, "short"),
            (RegistrationKind.MANDATORY, ""),
        )
    ]
    assert [each and each.id for each in found] == ["long", "short", None, None, None]


def test_a_case_of_a_limit_takes_its_place_where_it_holds() -> None:
    limit = made_up_form(ONE).limits_on("delay_elected")[0]
    assert limit.within_under({"delay_once": "in_all"}) is LimitSpan.LIFE
    assert limit.within_under({"delay_once": "per_demand"}) is LimitSpan.REGISTRATION


# -- what is refused ---------------------------------------------------------------------------------------------------


EVENTS = """
[[events]]
id = "priced"
of = "demand"

[[events]]
id = "closing"
of = "matter"

[[events]]
id = "told"
notice = true
"""


@pytest.mark.parametrize(
    ("event", "said"),
    [
        ("price", "names “price”, which is no event of the form. Did you mean “priced”?"),
        ("closing", "names “closing”; what uses a right up is a day in its registration, and no notice."),
        ("told", "names “told”; what uses a right up is a day in its registration, and no notice."),
        ("filed", "must be an event that uses a right up, not “filed”."),
    ],
)
def test_what_uses_a_right_up_is_an_event_that_its_registration_can_have(event: str, said: str) -> None:
    text = made_up_text(ONE + f'used_by = [{{ event = "{event}" }}]\n' + EVENTS)
    assert any("“event” " + said in each for each in refusals(text, FILE))


def test_an_event_of_the_form_that_uses_a_right_up_is_read() -> None:
    priced = EVENTS.split("[[events]]")[1]
    form = made_up_form(ONE + 'used_by = [{ event = "priced" }]\n' + "[[events]]" + priced)
    assert [each.event for each in form.right("demand").used_by] == ["priced"]


@pytest.mark.parametrize(
    ("written", "said"),
    [
        (ONE.replace("by = ", 'more_than = "1/2"\nby = '), "“more_than” stands beside “at_least”; only one of them"),
        (ONE.replace("demand", "piggyback"), "“at_least” goes with a right of the kind “demand”, and this one is"),
        (ONE.replace("30%", "130%"), "“at_least” is a share of the whole, at most “100%”, not “130%”."),
        (ONE.replace('"30%"', '"share"'), "“at_least” names the term “share”, and the form has no such term."),
        (
            ONE.replace('"30%"', '"units_offered"'),
            "“at_least” names “units_offered”, a term of the kind “number”; here",
        ),
        (ONE.replace("investors", "investor"), "“by” names the class “investor”, and the form has none such. Did you"),
        (ONE + 'measure = "registrables"\n', "“measure” must be a measure of a holding, not “registrables”. Did you"),
        (ONE + 'base = "common"\n', "“common” is missing; it is the id of the term that says how much Common the"),
        (ONE + 'common = "units_offered"\n', "“common” goes with a share of the Company's Common, which nothing here"),
        (
            ONE + 'opens = "filing_late"\n',
            "“opens” names the deadline “filing_late”, and the form has none such. Did you",
        ),
        (
            ONE + 'size = [{ measure = "net", at_least = "1" }]\n',
            "“size” must be a list of tables, one for each test of",
        ),
        (ONE + 'size = [[{ measure = "net" }]]\n', "says neither “at_least” nor “more_than”; one of them says what is"),
        (ONE + 'size = [[{ measure = "net", at_least = 5 }]]\n', "“at_least” must be an exact number of dollars in"),
        (ONE + 'used_by = [{ event = "filed" }]\n', "“event” must be an event that uses a right up, not “filed”."),
        (
            ONE + 'used_by = [{ event = "effective", when = { buy = "x" } }]\n',
            "“when” asks for “buy”, which is none of",
        ),
        (
            ONE + 'used_by = [{ event = "withdrawn", when = { by = "investor" } }]\n',
            "“when” asks whether “by” is “investor”, which it never is. Did you mean “investors”? It can be",
        ),
        (ONE + 'used_by = [{ event = "withdrawn", kept = "1 day" }]\n', "“kept” goes with the event “effective”"),
        (
            ONE + 'used_by = [{ event = "effective" }, { event = "effective" }]\n',
            "“used_by” says at place 2 what it has",
        ),
        (ONE + 'first = "filing_latest"\n', "“first” goes with “excluded”, which is not there."),
        (ONE + LIMIT.replace('"demand"', '"demands"'), "“counts” counts “demands”, which is no right and no event of"),
        (ONE + LIMIT.replace("max = 2\n", ""), "sets no limit: it says none of “max”, “each”, “total” and “gap”."),
        (ONE + LIMIT + 'within = "a year"\n', "“within” must be a time back or a span, not “a year”."),
        (
            ONE + LIMIT + 'each = "30 days"\n',
            "“each” limits how long something lasts, and what “counts” names does not",
        ),
        (ONE + LIMIT + 'from = "closin"\n', "“from” names the day of “closin”, which is no event of the form."),
        (
            ONE + LIMIT + 'cases = [{ when = { delay_once = "in_all" } }]\n',
            "says neither “within” nor “max”, so that it",
        ),
    ],
)
def test_what_is_wrong_with_a_right_or_a_limit_is_told_with_its_place(written: str, said: str) -> None:
    found = refusals(made_up_text(written), FILE)
    assert any(said in each for each in found), found
    assert all(each.startswith(f"{FILE}, line ") for each in found)


def test_a_class_that_nothing_names_and_a_reading_that_is_not_asked_are_told() -> None:
    idle = made_up_text(ONE, classes=INVESTORS + '[[classes]]\nid = "founders"\n')
    assert any("“id” is named by no right and no plan" in each for each in refusals(idle, FILE))
    text, _ = changed('id = "majority_basis"', 'id = "majority_day_"')
    assert any("asks for the reading “majority_basis”, which the form has not got" in each for each in refusals(text))


# -- any mutation ------------------------------------------------------------------------------------------------------

KEYS = [path for path in places(whole(DATA)) if path and path[0] in ELSEWHERE and isinstance(path[-1], str)]
IN_TABLES = [path for path in KEYS if path[-2:-1] != ("when",)]
"""All but the keys of conditions, which are names of their own."""


@settings(max_examples=40)
@given(st.sampled_from(IN_TABLES), st.sampled_from(["{}x", "x{}", "{}_{}"]))
def test_a_renamed_key_is_refused_by_its_line_and_name(path: Path, new: str) -> None:
    data = copied()
    table, old = at(data, path[:-1]), str(path[-1])
    name = new.format(old, old)
    table[name] = table.pop(old)
    assert told(data, name, (*path[:-1], name))


@settings(max_examples=40)
@given(st.sampled_from(KEYS), st.sampled_from([True, 0.5, -7, "", " x ", [], [[]], {}]))
def test_a_value_of_another_type_is_refused(path: Path, value: Any) -> None:  # noqa: ANN401
    data = copied()
    table = at(data, path[:-1])
    if type(table[path[-1]]) is type(value) and value not in ([], {}):
        return
    table[path[-1]] = value
    if path[-2:] == ("when", "covers_all_requested") and value is True:
        return  # What can be asked for.
    found = refusals(whole(data))
    assert found or (value == "" and path[-1] == "section")


@settings(max_examples=30)
@given(st.sampled_from(IN_TABLES))
def test_a_key_left_out_is_refused_in_sentences_or_has_its_default(path: Path) -> None:
    data = copied()
    at(data, path[:-1]).pop(path[-1])
    text = whole(data)
    if not refusals(text):
        assert read_form(text, "bestnet-2003.toml").rights_of_kind(RegistrationKind.DEMAND)
