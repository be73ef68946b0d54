"""Liquidated damages: against a reference that goes day by day, and what is said of each number."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rra_desktop.calculation.calendars import BusinessCalendars
from rra_desktop.calculation.money.damages import damages
from rra_desktop.calculation.money.damages_periods import Span, simple_interest
from rra_desktop.calculation.money.damages_workings import DamagesFacts
from rra_desktop.domain.counts import DeclaredCount, TimeUnit
from rra_desktop.domain.damages import (
    PURCHASE_PRICE,
    DamagesAccount,
    DamagesClause,
    DamagesInterest,
    DamagesPayment,
    DamagesStep,
    DaysNotCounted,
    DefaultEnd,
    OwedTo,
    PartOfPeriod,
)
from rra_desktop.domain.deadlines import Act, Deadline, DeadlineKind, DeadlineStatus, Party
from rra_desktop.domain.figures import Clause, Figure, OtherReading
from rra_desktop.domain.matter import Matter
from rra_desktop.domain.register import LedgerEntry, Security
from rra_desktop.domain.registrations import EventType
from rra_desktop.domain.statements import Gravity, Mark, stated
from rra_desktop.store.holiday_tables import load_holidays
from rra_desktop.wording import words_of
from tests.calculation import reference_damages as reference
from tests.matters import demand, event, investor, issue, matter, split, transfer

CALENDARS = BusinessCalendars(load_holidays())
FILED_BY = dt.date(2025, 1, 31)
DAY = dt.timedelta(days=1)


def days(amount: int, unit: str = "day") -> DeclaredCount:
    """Count time as a form does."""
    return DeclaredCount(amount=amount, unit=TimeUnit(unit))


def clause(**said: Any) -> DamagesClause:  # noqa: ANN401 - any key of the table
    """Fix 1% of the purchase price for every 30 days, unless something else is said."""
    usual = {"base": PURCHASE_PRICE, "each": Fraction(1, 100), "every": days(30)}
    return DamagesClause("late", "2(d)", ("filing_latest", "effectiveness_deadline"), **{**usual, **said})


def deadline(
    date: dt.date | None,
    status: DeadlineStatus = DeadlineStatus.OVERDUE,
    deadline_id: str = "filing_latest",
    **said: Any,  # noqa: ANN401 - any field of a deadline
) -> Deadline:
    """Make a deadline of the Company's as the calculation of dates gives it."""
    label = "Last day to file"

    def explain() -> Figure[dt.date]:
        return Figure(made.key, label, date, "", Clause("2(a)"), marks=made.marks, assumed=made.assumed)

    made = Deadline(
        deadline_id,
        label,
        "R1",
        None,
        date,
        status,
        DeadlineKind.LATEST,
        Party.COMPANY,
        Act.FILE,
        "2(a)",
        explain,
        **said,
    )
    return made


def register(prices: Sequence[Decimal | None], extra: Iterable[LedgerEntry] = (), **more: Any) -> Matter:  # noqa: ANN401
    """Issue Common at some prices to as many Investors."""
    holders = [investor(f"H{number}") for number in range(1, len(prices) + 1)]
    issued = [
        replace(issue(each.id, 1_000, Security.COMMON, on=dt.date(2025, 1, 2)), price_paid=price)
        for each, price in zip(holders, prices, strict=True)
    ]
    return matter(holders=holders, ledger=[*issued, *extra], registrations=[demand()], **more)


def accounts(
    it: Matter, of: DamagesClause, deadlines: Sequence[Deadline], as_of: dt.date, paid: Sequence[DamagesPayment] = ()
) -> tuple[DamagesAccount, ...]:
    """Work the damages out under one clause."""
    it = replace(it, form=replace(it.form, damages=(of,)), damages_paid=tuple(paid))
    facts = DamagesFacts(it, as_of, CALENDARS, deadlines, it.holders, lambda holder, _day: 1 + int(holder[1:]) % 3)
    return damages(facts)


def accrued(it: Matter, of: DamagesClause, deadlines: Sequence[Deadline], as_of: dt.date) -> list[Decimal | None]:
    """Return what has accrued to each holder, nothing where there is no account."""
    return [each.accrued for account in accounts(it, of, deadlines, as_of) for each in account.holders]


# -- against the reference ---------------------------------------------------------------------------------------------

UNITS = st.sampled_from(["day", "month", "year"])
SPANS = st.tuples(st.integers(1, 40), st.just("day")) | st.tuples(st.integers(1, 3), UNITS)
SHARES = st.fractions(0, Fraction(1, 20), max_denominator=400)
PRICES = st.decimals(0, 10**7, places=2)


@st.composite
def clauses(draw: st.DrawFn) -> tuple[DamagesClause, reference.Fixed]:
    """Draw a clause, and the same as the reference takes it, for a base of one dollar."""
    every, rises = draw(st.none() | SPANS), draw(st.booleans())
    first, each, more, most = (draw(SHARES) for _ in range(4))
    part, more_every = draw(st.sampled_from(PartOfPeriod)), draw(SPANS)
    cap = draw(st.none() | st.fractions(0, Fraction(1, 5), max_denominator=200))
    one = draw(st.booleans())
    step = DamagesStep(more, days(*more_every), most) if rises and every else None
    fixed = reference.Fixed(
        first, each, every, part.value, more, more_every if step else None, most, cap, one_at_a_time=one
    )
    declared = clause(
        first=first,
        each=each if every else None,
        every=days(*every) if every else None,
        part=part,
        step=step,
        cap=cap,
        one_at_a_time=one,
        but_not=(DaysNotCounted(EventType.SUSPENDED, EventType.RESUMED, "the holders are told to wait"),),
    )
    return declared, fixed


@given(
    clauses(),
    st.lists(PRICES, min_size=1, max_size=3),
    st.lists(st.tuples(st.integers(0, 150), st.integers(0, 400)), min_size=1, max_size=2),
    st.lists(st.tuples(st.integers(0, 200), st.integers(1, 60)), max_size=2),
)
def test_damages_are_what_a_count_of_the_days_gives(
    drawn: tuple[DamagesClause, reference.Fixed],
    prices: list[Decimal],
    late: list[tuple[int, int]],
    pauses: list[tuple[int, int]],
) -> None:
    of, fixed = drawn
    as_of = FILED_BY + 400 * DAY
    ids = ("filing_latest", "effectiveness_deadline")
    spans = [(FILED_BY + start * DAY, min(FILED_BY + (start + length) * DAY, as_of)) for start, length in late]
    deadlines = [
        deadline(day, DeadlineStatus.OVERDUE if met == as_of else DeadlineStatus.LATE, own, met_on=met)
        for own, (day, met) in zip(ids, spans, strict=False)
    ]
    stops = [(FILED_BY + start * DAY, FILED_BY + (start + length) * DAY) for start, length in pauses]
    it = register(
        prices,
        events=[
            event(kind, day)
            for pause in stops
            for kind, day in zip((EventType.SUSPENDED, EventType.RESUMED), pause, strict=True)
        ],
    )

    def counts(day: dt.date) -> bool:
        return not any(start <= day < min(end for _, end in stops if end >= start) for start, _ in stops)

    expected = reference.owed(fixed, spans, counts)
    found = accounts(it, of, deadlines, as_of)
    exact = [expected.accrued * Fraction(price) for price in prices]
    if all(met <= day for day, met in spans):
        assert not found
        return
    (account,) = found
    assert account.totals.accrued == Decimal(round(sum(exact) * 100)) / 100
    assert sum(each.accrued or 0 for each in account.holders) == account.totals.accrued
    for each, amount in zip(account.holders, exact, strict=True):
        assert each.accrued is not None
        assert abs(Fraction(each.accrued) - amount) < Fraction(1, 100)
        assert sum(line.accrued for line in each.defaults) == each.accrued
        assert each.explain("accrued").value == each.accrued
        assert not each.reaches_cap or of.cap is not None


@given(
    SPANS,
    SHARES,
    st.dates(dt.date(2024, 1, 1), dt.date(2026, 12, 31)),
    st.integers(0, 800),
)
def test_interest_is_what_each_day_adds(span: tuple[int, str], rate: Fraction, since: dt.date, length: int) -> None:
    total = Fraction(0)
    for number in range(length):
        period = reference.passed(since, since + number * DAY, span)
        begins, ends = (reference.later(since, span[0] * each, span[1]) for each in (period, period + 1))
        total += rate / (ends - begins).days
    assert simple_interest(rate, Span(span[0], TimeUnit(span[1])), since, since + length * DAY) == total


@given(
    st.integers(1, 300),
    st.lists(st.tuples(st.integers(1, 320), st.decimals(0, 3000, places=2)), max_size=4),
    st.integers(0, 20),
)
def test_interest_runs_on_what_is_due_and_unpaid_the_oldest_being_paid_first(
    late: int, payments: list[tuple[int, Decimal]], within: int
) -> None:
    """Day by day: what is unpaid when a day begins bears that day's interest, and a payment counts from the next."""
    as_of = FILED_BY + late * DAY
    of = clause(
        part=PartOfPeriod.WHOLE,
        pays_within=days(within) if within else None,
        interest=DamagesInterest(Fraction(3, 100), days(30)),
    )
    paid = [
        DamagesPayment(number, FILED_BY + after * DAY, "late", "H1", amount, "R1")
        for number, (after, amount) in enumerate(payments, start=1)
        if after <= late
    ]
    ((holder,),) = (
        each.holders for each in accounts(register([Decimal(100_000)]), of, [deadline(FILED_BY)], as_of, paid)
    )
    debts = {FILED_BY + (number * 30 + 1 + within) * DAY: Fraction(1_000) for number in range((late + 29) // 30)}
    interest, available, today = Fraction(0), Fraction(0), FILED_BY
    while today < as_of:
        today += DAY
        interest += sum((left / 1_000 for due, left in debts.items() if due < today), Fraction(0))
        available += sum((Fraction(each.amount) for each in paid if each.date == today), Fraction(0))
        for due in sorted(debts):
            taken = min(available, debts[due])
            debts[due], available = debts[due] - taken, available - taken
    assert holder.interest == Decimal(round(interest * 100)) / 100
    assert holder.paid == sum((each.amount for each in paid), Decimal(0))
    assert holder.owed == (holder.accrued or 0) + (holder.interest or 0) - holder.paid
    assert (holder.owed is not None and holder.owed < 0) == any(
        mark.kind == "damages/overpaid" for mark in holder.marks
    )


# -- one thing at a time -----------------------------------------------------------------------------------------------

JULY = dt.date(2025, 7, 1)


def test_dollars_a_business_day_are_divided_by_the_shares_held() -> None:
    """From Tuesday, July 1, through Monday, July 14, 2025, lie eight business days; the Fourth is none."""
    of = clause(base=None, each=Decimal(1_000), every=days(1, "business day"), owed_to=OwedTo.ALL)
    it = register([Decimal(1), Decimal(1)])
    (account,) = accounts(it, of, [deadline(JULY)], dt.date(2025, 7, 14))
    # H1 holds 2 shares of 5, H2 3.
    assert [each.accrued for each in account.holders] == [Decimal("3200.00"), Decimal("4800.00")]
    assert words_of(account.holders[0].explain("accrued").inputs[0].rule) == (
        "($1,000.00 for each of 8 business days) × 2/5 of the shares held = $3,200.00"
    )


@pytest.mark.parametrize(("part", "amount"), [("pro_rata", "1400.00"), ("whole", "2000.00"), ("nothing", "1000.00")])
def test_a_part_of_a_period_counts_as_the_agreement_says(part: str, amount: str) -> None:
    found = accrued(register([Decimal(100_000)]), clause(part=PartOfPeriod(part)), [deadline(JULY)], JULY + 42 * DAY)
    assert found == [Decimal(amount)]


def test_the_day_after_the_deadline_is_the_first_and_the_day_of_the_cure_the_last() -> None:
    of = clause(each=Decimal(10), every=days(1), base=None)
    it = register([Decimal(1)])
    assert accrued(it, of, [deadline(JULY)], JULY) == []
    assert accrued(it, of, [deadline(JULY)], JULY + DAY) == [Decimal("10.00")]
    late = deadline(JULY, DeadlineStatus.LATE, met_on=JULY + 3 * DAY)
    assert accrued(it, of, [late], JULY + 90 * DAY) == [Decimal("30.00")]


@pytest.mark.parametrize(
    ("status", "end", "kind"),
    [
        (DeadlineStatus.WAIVED, DefaultEnd.WAIVED, "damages/waived"),
        (DeadlineStatus.MOOT, DefaultEnd.ENDED, "damages/ended_with_registration"),
    ],
)
def test_what_had_accrued_before_a_waiver_or_withdrawal_stands_in_doubt(
    status: DeadlineStatus, end: DefaultEnd, kind: str
) -> None:
    given_up = deadline(JULY, status, released_on=JULY + 30 * DAY)
    (account,) = accounts(register([Decimal(100)]), clause(), [given_up], JULY + 300 * DAY)
    assert [each.end for each in account.defaults] == [end]
    assert account.holders[0].accrued == Decimal("1.00")
    assert [(mark.kind, mark.gravity) for mark in account.marks] == [(kind, Gravity.DOUBT)]


def test_what_is_doubtful_of_a_deadline_is_doubtful_of_its_damages() -> None:
    doubt = Mark(stated("dates/no_clock"), Gravity.CONTRADICTION)
    note = Mark(stated("dates/lacks_information", "6"))
    doubtful = deadline(JULY, marks=(note, doubt), assumed=True, projected=True)
    (account,) = accounts(register([Decimal(100)]), clause(), [doubtful], JULY + 30 * DAY)
    (holder,) = account.holders
    assert [mark.kind for mark in holder.marks] == ["dates/no_clock", "damages/deadline_projected"]
    assert holder.assumed
    for part in ("accrued", "interest", "owed", "paid", "due"):
        figure = holder.explain(part)
        assert (figure.marks, figure.assumed) == (holder.marks, True)


def test_damages_wait_for_a_price_that_is_not_recorded_and_name_it() -> None:
    it = register([Decimal(100), None])
    (account,) = accounts(it, clause(), [deadline(JULY)], JULY + 30 * DAY)
    known, waiting = account.holders
    assert (known.accrued, waiting.accrued, account.totals.accrued) == (Decimal("1.00"), None, None)
    said = "the price paid, which the ledger does not have (Issue of 1,000 Common, H2, Jan 2, 2025)"
    assert words_of(waiting.waits_for) == said
    assert words_of(waiting.explain("owed").waits_for) == said


def test_damages_wait_for_a_deadline_that_is_not_known() -> None:
    waiting = deadline(None, DeadlineStatus.PENDING, waits_for=stated("dates/no_clock"))
    (account,) = accounts(register([Decimal(100)]), clause(), [waiting], JULY)
    assert account.holders == ()
    assert [each.trigger for each in account.awaited] == ["filing_latest"]
    other = deadline(JULY, deadline_id="effectiveness_deadline")
    (account,) = accounts(register([Decimal(100)]), clause(), [waiting, other], JULY + 30 * DAY)
    assert [mark.kind for mark in account.holders[0].marks] == ["damages/awaited"]


def test_a_reading_that_moves_the_deadline_shows_what_it_would_come_to() -> None:
    other = OtherReading("delay_effect", "restart", "from anew", JULY + 15 * DAY)
    (account,) = accounts(
        register([Decimal(100_000)]), clause(), [deadline(JULY, other_readings=(other,))], JULY + 30 * DAY
    )
    figure = account.holders[0].explain("owed")
    assert figure.value == Decimal("1000.00")
    assert [(each.choice, each.value) for each in figure.other_readings] == [("restart", Decimal("500.00"))]


def test_a_deadline_kept_under_the_reading_chosen_alone_is_told_too() -> None:
    other = OtherReading("delay_effect", "toll", "the earlier", JULY - 30 * DAY)
    kept = deadline(JULY, DeadlineStatus.MET, met_on=JULY, other_readings=(other,))
    (account,) = accounts(register([Decimal(100_000)]), clause(), [kept], JULY + 90 * DAY)
    assert account.defaults == ()
    assert account.holders[0].accrued == Decimal("0.00")
    assert [each.value for each in account.holders[0].other_readings] == [Decimal("1000.00")]


def test_the_purchase_price_goes_with_what_is_transferred() -> None:
    on = dt.date(2025, 2, 1)
    moved = transfer("H1", "H2", 500, Security.COMMON, on=on)
    after_split = [split(2, 1, on=on), replace(moved, quantity=1_000, date=on + DAY)]
    for entries in ([moved], after_split):
        found = accrued(register([Decimal(100_000), Decimal(0)], entries), clause(), [deadline(JULY)], JULY + 30 * DAY)
        assert found == [Decimal("500.00"), Decimal("500.00")]
    stated_price = replace(moved, price_paid=Decimal(70_000))
    found = accrued(
        register([Decimal(100_000), Decimal(0)], [stated_price]), clause(), [deadline(JULY)], JULY + 30 * DAY
    )
    assert found == [Decimal("300.00"), Decimal("700.00")]


def test_a_transfer_of_what_was_bought_as_part_of_something_else_waits_for_its_price() -> None:
    units = replace(issue("H1", 300, Security.UNIT, on=dt.date(2025, 1, 2)), price_paid=Decimal(900))
    apart = transfer("H1", "H2", 10, Security.WARRANT, on=dt.date(2025, 2, 1))
    it = matter(holders=[investor("H1"), investor("H2")], ledger=[units, apart], registrations=[demand()])
    (account,) = accounts(it, clause(), [deadline(JULY)], JULY + 30 * DAY)
    assert [each.accrued for each in account.holders] == [None, None]
    assert "what of the purchase price went along" in words_of(account.holders[1].waits_for)


def test_what_is_paid_for_later_does_not_count_for_an_earlier_limit() -> None:
    later = replace(issue("H1", 5, Security.COMMON, on=JULY + DAY), price_paid=Decimal(1_000))
    found = accrued(register([Decimal(100)], [later]), clause(), [deadline(JULY)], JULY + 30 * DAY)
    assert found == [Decimal("1.00")]


def test_days_not_counted_are_told_with_the_reason() -> None:
    of = clause(but_not=(DaysNotCounted(EventType.SUSPENDED, EventType.RESUMED, "the holders are told to wait"),))
    it = register(
        [Decimal(30_000)],
        events=[event(EventType.SUSPENDED, JULY + 6 * DAY), event(EventType.RESUMED, JULY + 11 * DAY)],
    )
    (account,) = accounts(it, of, [deadline(JULY)], JULY + 30 * DAY)
    (holder,) = account.holders
    assert (holder.defaults[0].counted, holder.accrued) == (25, Decimal("250.00"))
    assert words_of(holder.explain("accrued").inputs[0].inputs[0].rule) == (
        "30 days after Jul 1, 2025 through Jul 31, 2025, the day looked at; less 5 days from Jul 7, 2025 to the day "
        "before Jul 12, 2025, as the holders are told to wait: 25 days count"
    )
