"""Rights to demand as other agreements give them: thresholds, sizes, limits and what uses a demand up, by hand."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rra_desktop.calculation.analysis import Analysis
from rra_desktop.domain.agreement import AgreementForm
from rra_desktop.domain.figures import FigureKey
from rra_desktop.domain.matter import Matter
from rra_desktop.domain.offerings import Offering
from rra_desktop.domain.register import Holder, Role, Security
from rra_desktop.domain.registrations import Event, EventType, Registration, RegistrationKind, Request
from rra_desktop.domain.rights import Least
from rra_desktop.domain.standing import DemandTest
from rra_desktop.exchange import answers
from rra_desktop.store.holiday_tables import load_holidays
from rra_desktop.wording import what_is_needed, words_of
from tests.made_up_forms import INVESTORS, TWO_DEMANDS, made_up_form, under
from tests.matters import demand, demand_notice, event, investor, issue, matter, request

RECEIVED, AFTER = date(2004, 6, 1), date(2004, 12, 31)
HELD = {"H1": 3_000, "H2": 2_000, "H3": 5_000}
"""Common of each Investor, ten thousand in all."""

ONE = """
[[rights]]
id = "demand"
kind = "demand"
section = "2"
by = "investors"
{asked}
{more}
"""


def form_asking(asked: str = "", more: str = "", *, terms: str = "", deadlines: str = "") -> AgreementForm:
    """Make a form with one right to demand."""
    return made_up_form(ONE.format(asked=asked, more=more) + deadlines, terms=terms)


def held(form: AgreementForm, **recorded: object) -> Matter:
    """Make a matter of three Investors with Common alone under a form."""
    holders = [investor(each) for each in HELD]
    ledger = [issue(each, count, Security.COMMON) for each, count in HELD.items()]
    return under(form, matter(holders=holders, ledger=ledger, **recorded))  # type: ignore[arg-type]


def demanded(
    form: AgreementForm, *signed: str, requests: tuple[Request, ...] = (), offering: Offering | None = None
) -> DemandTest:
    """Test one demand, received June 1, 2004."""
    it = held(
        form,
        registrations=[demand(initiated_by=signed)],
        events=[demand_notice(sent=RECEIVED, received=RECEIVED)],
        requests=requests,
        offerings=[offering] if offering else [],
    )
    return Analysis(it, AFTER, load_holidays()).demand_tests[0]


# -- how much is needed ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "needed", "reached_by"),
    [
        ('at_least = "30%"', 3_000, "H1"),
        ('at_least = "1/3"', 3_334, "H3"),
        ('more_than = "30%"', 3_001, "H3"),
        ('more_than = "20%"', 2_001, "H1"),
        ('at_least = "100%"', 10_000, ""),
        ("", 1, "H1"),
    ],
)
def test_at_least_and_more_than_differ_by_one_share_where_the_share_is_whole(
    asked: str, needed: int, reached_by: str
) -> None:
    form = form_asking(asked, 'measure = "registrable"')
    threshold = Analysis(held(form), AFTER, load_holidays()).thresholds.of("demand")
    assert threshold.majority.needed == needed
    assert [each for each in HELD if threshold.test([each]).reached][:1] == ([reached_by] if reached_by else [])


@given(st.integers(0, 10**6), st.fractions(0, 1), st.booleans())
def test_what_is_enough_is_the_least_whole_number_that_is(whole: int, share: Fraction, exceeded: bool) -> None:
    least = Least(share, exceeded=exceeded)
    needed = least.whole_of(whole * share)
    assert needed >= 1
    assert least.reached_by(needed, whole * share)
    assert needed == 1 or not least.reached_by(needed - 1, whole * share)


def test_a_share_of_the_company_s_common_is_asked_by_its_term() -> None:
    term = (
        '[[terms]]\nid = "outstanding"\nlabel = "Common outstanding"\nkind = "number"\nvalue = 40000\nsection = "1"\n'
    )
    form = form_asking(
        'at_least = "10%"', 'measure = "registrable"\nbase = "common"\ncommon = "outstanding"', terms=term
    )
    threshold = Analysis(held(form), AFTER, load_holidays()).thresholds.of("demand")
    assert (threshold.majority.of, threshold.majority.needed) == (40_000, 4_000)
    assert "outstanding" in {source.key.subject[0] for source in threshold.figure_majority("of").inputs}


def test_who_is_in_no_class_of_a_right_adds_nothing_to_it() -> None:
    classes = '\n[[classes]]\nid = "series_a"\nrole = "investor"\n\n[[classes]]\nid = "series_b"\nrole = "investor"\n'
    right = ONE.format(asked='at_least = "50%"', more='measure = "registrable"').replace("investors", "series_b")
    right += right.replace('"demand"', '"other"', 1).replace("series_b", "series_a")
    form = made_up_form(right, classes=classes + INVESTORS)  # whom the plans name; nobody here is one
    holders = [
        Holder("H1", "H1", Role.INVESTOR),
        Holder("H2", "H2", Role.INVESTOR, holder_class="series_b"),
        Holder("H3", "H3", Role.INVESTOR, holder_class="series_b"),
    ]
    it = under(form, matter(holders=holders, ledger=[issue(h, n, Security.COMMON) for h, n in HELD.items()]))
    thresholds = Analysis(it, AFTER, load_holidays()).thresholds
    of_b = thresholds.of("demand")
    assert (of_b.majority.of, of_b.majority.needed) == (7_000, 3_500)
    tested = of_b.test(["H1", "H2"])
    assert (tested.held, tested.uncounted) == (2_000, ("H1",))
    assert thresholds.of("other").majority.of == 3_000


def test_a_class_that_is_frozen_is_counted_on_its_day() -> None:
    classes = '\n[[classes]]\nid = "investors"\nrole = "investor"\nfrozen = 2004-01-01\n'
    form = made_up_form(ONE.format(asked='at_least = "50%"', more='measure = "registrable"'), classes=classes)
    later = [issue("H1", 90_000, Security.COMMON, on=date(2004, 3, 1))]
    it = held(form)
    it = matter(holders=it.holders, ledger=[*it.ledger, *later])
    threshold = Analysis(under(form, it), AFTER, load_holidays()).thresholds.of("demand")
    assert (threshold.majority.of, threshold.majority.needed) == (10_000, 5_000)
    assert threshold.test(["H1"]).held == 93_000


# -- how large it must be ----------------------------------------------------------------------------------------------

SIZES = (
    'size = [[{ measure = "share_of_class", at_least = "40%" }, { measure = "gross", at_least = "10,000" }], '
    '[{ measure = "net", more_than = "20,000" }], [{ measure = "share_of_own", at_least = "100%" }]]'
)


def asks(holder: str, shares: int) -> Request:
    """Ask for shares with the demand."""
    return request(holder, shares, received=RECEIVED)


HELD_OR_ASKED = 'size = [[{ measure = "share_held", at_least = "30%" }], [{ measure = "shares", at_least = 4000 }]]'


@pytest.mark.parametrize(
    ("signed", "shares", "large_enough"),
    [
        (("H1",), None, True),  # 3,000 of 10,000
        (("H2",), None, None),
        (("H2",), 3_999, False),
        (("H2",), 4_000, True),
        (("H1", "H2"), 1, True),
    ],
)
def test_what_those_who_sign_hold_can_be_enough_whatever_they_ask_for(
    signed: tuple[str, ...], shares: int | None, large_enough: bool | None
) -> None:
    asked = () if shares is None else (asks(signed[0], shares),)
    assert demanded(form_asking(more=HELD_OR_ASKED), *signed, requests=asked).large_enough is large_enough


def test_what_is_asked_of_anybody_is_said_with_the_size() -> None:
    majority = Analysis(held(form_asking(more=HELD_OR_ASKED)), AFTER, load_holidays()).thresholds.of("demand").majority
    assert majority.anybody
    size = "for shares of holders of at least 30.00% of the whole, or at least 4,000 shares"
    assert what_is_needed(majority) == f"any holder, {size}"
    assert (
        Analysis(held(form_asking('at_least = "30%"')), AFTER, load_holidays()).thresholds.rights[0].majority.size
        is None
    )


@pytest.mark.parametrize(
    ("shares", "price", "large_enough"),
    [
        (4_000, "2.50", True),  # 40 % of ten thousand, and $10,000 to the dollar
        (4_000, "2.49", False),
        (3_999, "2.51", False),
        (2_000, "11.11", False),  # $22,220 gross, $19,998 net of 10 per cent
        (2_000, "11.12", True),
        (5_000, "0.01", True),  # all that the one who signed holds
        (4_000, None, None),
        (1_000, None, None),
        (5_000, None, True),
    ],
)
def test_one_alternative_must_be_met_with_all_of_its_tests(
    shares: int,
    price: str | None,
    large_enough: bool | None,
) -> None:
    offering = Offering(
        "O1", registration="R1", price=None if price is None else Decimal(price), discount_percent=Decimal(10)
    )
    form = form_asking('at_least = "30%"', f'measure = "registrable"\n{SIZES}')
    test = demanded(form, "H3", requests=(asks("H3", shares),), offering=offering)
    assert test.reached
    assert test.large_enough is large_enough
    kinds = {True: [], None: ["demands/size_not_known"], False: ["demands/too_small"]}[large_enough]
    assert [mark.kind for mark in test.marks] == kinds


def test_the_missing_price_and_the_missing_shares_are_named() -> None:
    form = form_asking('at_least = "30%"', 'size = [[{ measure = "net", at_least = "10,000" }]]')
    without_shares = demanded(form, "H3")
    assert "waits for the shares that those who signed ask for" in words_of(without_shares.marks[0])
    without_price = demanded(form, "H3", requests=(asks("H3", 10),))
    assert "waits for the price of the offering" in words_of(without_price.marks[0])


def test_what_others_ask_for_makes_no_demand_larger() -> None:
    form = form_asking('at_least = "30%"', 'size = [[{ measure = "shares", at_least = 3000 }]]')
    assert demanded(form, "H3", requests=(asks("H3", 2_999), asks("H1", 3_000))).large_enough is False
    assert demanded(form, "H3", requests=(asks("H3", 3_000),)).large_enough


# -- how many there are ------------------------------------------------------------------------------------------------


def used(registration: str, effective: date) -> list[Event]:
    """Make the events of a demand used up on a day."""
    return [
        demand_notice(sent=date(effective.year, 1, 2), received=date(effective.year, 1, 2), registration=registration),
        event(EventType.FILED, effective, registration=registration),
        event(EventType.EFFECTIVE, effective, registration=registration),
    ]


def of_right(number: str, right: str) -> Registration:
    """Make a demand under a right."""
    return Registration(number, RegistrationKind.DEMAND, initiated_by=("H3",), right=right)


def left_under(within: str, days: list[date], as_of: date) -> int | None:
    """Return how many of two demands are left under one right on a day, after so many were used up."""
    right = ONE.format(asked='at_least = "30%"', more='used_by = [{ event = "effective" }]')
    limit = f'[[limits]]\nid = "most"\nsection = "2(b)"\ncounts = "demand"\nmax = 2\nwithin = "{within}"\n'
    numbers = [f"R{place}" for place, _ in enumerate(days)]
    it = held(
        made_up_form(right + limit),
        registrations=[of_right(number, "") for number in numbers],
        events=[each for number, day in zip(numbers, days, strict=True) for each in used(number, day)],
    )
    return Analysis(it, as_of, load_holidays()).thresholds.of("demand").demands_left.left


@pytest.mark.parametrize(
    ("within", "as_of", "left"),
    [
        ("life", date(2005, 12, 31), 0),
        ("calendar year", date(2004, 12, 31), 1),
        ("calendar year", date(2005, 1, 1), 2),
        ("12 months", date(2004, 6, 29), 0),
        ("12 months", date(2004, 6, 30), 1),  # the first of them was used up on June 30, 2003
        ("12 months", date(2005, 2, 28), 1),
        ("12 months", date(2005, 3, 1), 2),
        ("1 month", date(2004, 3, 30), 1),
        ("1 month", date(2004, 4, 1), 2),
    ],
)
def test_demands_are_counted_over_the_life_the_calendar_year_or_a_time_back(
    within: str, as_of: date, left: int
) -> None:
    assert left_under(within, [date(2003, 6, 30), date(2004, 3, 1)], as_of) == left


def test_a_right_without_a_limit_has_no_number_of_demands() -> None:
    it = held(form_asking('at_least = "30%"'))
    threshold = Analysis(it, AFTER, load_holidays()).thresholds.of("demand")
    assert (threshold.demands_left.granted, threshold.demands_left.left) == (None, None)
    assert threshold.figure_demands_left().value is None


def test_a_gap_between_two_demands_is_asked_of_the_day_of_receipt() -> None:
    right = ONE.format(asked='at_least = "30%"', more='used_by = [{ event = "effective" }]')
    limit = '[[limits]]\nid = "apart"\nsection = "2(b)"\ncounts = "demand"\ngap = "6 months"\n'
    for received, soon in ((date(2004, 3, 29), True), (date(2004, 3, 30), False)):
        it = held(
            made_up_form(right + limit),
            registrations=[of_right("R1", ""), of_right("R2", "")],
            events=[*used("R1", date(2003, 9, 30)), demand_notice(sent=received, received=received, registration="R2")],
        )
        test = Analysis(it, AFTER, load_holidays()).demand_tests[1]
        assert ["demands/too_soon" in mark.kind for mark in test.marks] == ([True] if soon else [])


@pytest.mark.parametrize(
    ("used_by", "as_of", "state"),
    [
        ('{ event = "effective", kept = "90 days" }', date(2003, 12, 28), (0, 1)),
        ('{ event = "effective", kept = "90 days" }', date(2003, 12, 29), (1, 0)),
        ('{ event = "effective", sold = "1/2" }', AFTER, (0, 1)),
        ('{ event = "withdrawn", when = { by = "investors" } }', AFTER, (0, 0)),
    ],
)
def test_what_uses_a_demand_up_is_what_the_form_says(used_by: str, as_of: date, state: tuple[int, int]) -> None:
    limit = '[[limits]]\nid = "most"\nsection = "2(b)"\ncounts = "demand"\nmax = 1\n'
    right = ONE.format(asked='at_least = "30%"', more=f"used_by = [{used_by}]")
    it = held(
        made_up_form(right + limit),
        registrations=[of_right("R1", "")],
        events=used("R1", date(2003, 9, 30)),
        requests=[request("H3", 1_000, received=date(2003, 1, 2))],
    )
    left = Analysis(it, as_of, load_holidays()).thresholds.of("demand").demands_left
    assert (left.used, left.in_use) == state


PRICED = """
[[events]]
id = "priced"
label = "pricing of the offering"
of = "demand"
"""


@pytest.mark.parametrize(
    ("happened", "state"),
    [
        ([event(EventType.EFFECTIVE, date(2004, 7, 1))], (0, 1)),
        ([event(EventType.EFFECTIVE, date(2004, 7, 1)), event("priced", date(2004, 8, 2))], (1, 0)),  # type: ignore[arg-type]
        ([event("priced", date(2005, 1, 3))], (0, 1)),  # type: ignore[arg-type]
    ],
)
def test_an_event_of_the_form_uses_a_demand_up_and_its_effectiveness_then_does_not(
    happened: list[Event], state: tuple[int, int]
) -> None:
    limit = '[[limits]]\nid = "most"\nsection = "2(b)"\ncounts = "demand"\nmax = 1\n'
    form = made_up_form(ONE.format(asked="", more='used_by = [{ event = "priced" }]') + limit + PRICED)
    noticed = demand_notice(sent=RECEIVED, received=RECEIVED, registration="R1")
    it = held(form, registrations=[of_right("R1", "")], events=[noticed, *happened])
    threshold = Analysis(it, AFTER, load_holidays()).thresholds.of("demand")
    left = threshold.demands_left
    assert (left.used, left.in_use) == state
    said = " ".join(map(words_of, (mark.statement for mark in left.marks)))
    assert ("had its pricing of the offering, Aug 2, 2004: the demand is used up" in said) is bool(state[0])


# -- several rights, and none ------------------------------------------------------------------------------------------


def test_a_demand_rests_on_the_right_it_names_and_on_the_first_otherwise() -> None:
    days = [date(2004, 2, 1), date(2004, 2, 2), date(2004, 2, 3)]
    it = held(
        made_up_form(TWO_DEMANDS),
        registrations=[of_right("R1", "short"), of_right("R2", ""), of_right("R3", "short")],
        events=[demand_notice(sent=day, received=day, registration=f"R{place}") for place, day in enumerate(days, 1)],
    )
    analysis = Analysis(it, date(2004, 3, 1), load_holidays())
    assert [test.right for test in analysis.demand_tests] == ["short", "long", "short"]
    long, short = (analysis.thresholds.of(each) for each in ("long", "short"))
    assert (long.majority.needed, short.majority.needed) == (3_000, 2_000)
    assert (long.demands_left.in_use, short.demands_left.in_use) == (1, 2)
    assert {each.section for each in (long.majority, short.majority)} == {"2.1", "2.2"}
    for threshold in (long, short):
        found = analysis.figure(threshold.key)
        assert found is not None
        assert found.key == threshold.key
        assert found.value == threshold.majority.needed
        left = analysis.figure(threshold.demands_key)
        assert left is not None
        assert left.value == threshold.demands_left.left
    said = answers.holdings(analysis)["rights"]
    assert isinstance(said, list)
    assert [each["id"] for each in said if isinstance(each, dict)] == ["long", "short"]


def test_a_demand_where_the_agreement_gives_no_right_to_one_is_said_to_be_none() -> None:
    it = held(
        made_up_form(""),
        registrations=[demand(initiated_by=("H3",))],
        events=[demand_notice(sent=RECEIVED, received=RECEIVED)],
    )
    analysis = Analysis(it, AFTER, load_holidays())
    assert analysis.thresholds.rights == ()
    assert analysis.figure(FigureKey("majority")) is None
    assert [mark.kind for mark in analysis.demand_tests[0].marks] == ["demands/no_right"]
    assert answers.holdings(analysis)["majority"] is None
    assert analysis.positions.of("H1").percent_of_units is None
    assert "demands/no_right" in {finding.statement.kind for finding in analysis.findings}


def marks_of(form: AgreementForm, received: date, *events: Event, signed: tuple[str, ...] = ("H1",)) -> list[str]:
    """Return the words of what is said of a demand received on a day, under a form whose right has days of its own."""
    it = held(
        form,
        registrations=[demand(initiated_by=signed)],
        events=[demand_notice(sent=received, received=received), *events],
    )
    return [words_of(mark) for mark in Analysis(it, date(2009, 1, 1), load_holidays()).demand_tests[0].marks]


@pytest.mark.parametrize(("received", "early"), [(date(2004, 3, 29), True), (date(2004, 3, 30), False)])
def test_a_demand_before_its_right_opens_is_too_early(received: date, early: bool) -> None:
    """The right opens a year after March 30, 2003."""
    said = marks_of(form_asking(more='opens = "opening"', deadlines=DAYS_OF_A_RIGHT), received)
    sentence = (
        "The demand came too early: it was received Mar 29, 2004, and none can be made before Mar 30, 2004 (§2(a))."
    )
    assert said == ([sentence] if early else [])


@pytest.mark.parametrize(("received", "late"), [(date(2008, 3, 30), False), (date(2008, 3, 31), True)])
def test_a_demand_after_its_right_has_ended_is_too_late(received: date, late: bool) -> None:
    """The right ends five years after March 30, 2003, for each holder."""
    said = marks_of(form_asking(more='ends = "over"', deadlines=DAYS_OF_A_RIGHT), received)
    sentence = (
        "The demand came too late: it was received Mar 31, 2008, and the rights of H1 ended Mar 30, 2008 (§2(e))."
    )
    assert said == ([sentence] if late else [])


def test_whether_a_right_is_open_waits_for_the_day_on_which_it_opens() -> None:
    said = marks_of(form_asking(more='opens = "opening_after_filing"', deadlines=DAYS_OF_A_RIGHT), date(2004, 6, 1))
    sentence = "Whether the right to demand was there when the demand came is not known: that waits for the filing date"
    assert said == [f"{sentence} (§2(b))."]


def test_what_happened_to_one_holder_ends_its_right_alone() -> None:
    form = form_asking(more='ends = "over"', deadlines=DAYS_OF_A_RIGHT)
    free = Event(0, "", "free", date(2005, 1, 3), to="H1")
    assert len(marks_of(form, date(2005, 1, 4), free)) == 1
    assert marks_of(form, date(2005, 1, 4), free, signed=("H2",)) == []
    assert marks_of(form, date(2005, 1, 3), free) == []


DAYS_OF_A_RIGHT = """
[[deadlines]]
id = "opening"
section = "2(a)"
act = "wait"
kind = "earliest"
start = "agreement_date"
count = "1 year"

[[deadlines]]
id = "opening_after_filing"
section = "2(b)"
act = "wait"
kind = "earliest"
start = "filed"
count = "1 year"

[[deadlines]]
id = "over"
section = "2(e)"
act = "lapse"
of = "matter"
per = "holder"
start = "agreement_date"
count = "5 years"
not_after = [{ start = "free", why = "all of its shares are free" }]

[[events]]
id = "free"
label = "freedom"
of = "matter"
fields = ["to"]
"""
