"""What a form says of damages and expenses is read exactly, and whatever is wrong is told where it stands."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rra_desktop.domain.counts import DeclaredCount, TimeUnit
from rra_desktop.domain.damages import (
    DamagesClause,
    DamagesInterest,
    DamagesStep,
    DaysNotCounted,
    OwedTo,
    PartOfPeriod,
)
from rra_desktop.domain.expenses import ExpenseBearer, ExpenseClause
from rra_desktop.domain.registrations import EventType
from rra_desktop.domain.statements import Gravity
from rra_desktop.forms.reader import read_form
from rra_desktop.store.forms import form_text, load_form
from tests.agreements.example_forms import example_form, example_form_text
from tests.forms.test_reader import refusals

PIPE, RISING = "one-percent", "rising-rate"
FILE = f"{PIPE}.toml"
TEXT = example_form_text(PIPE)
TERM = """
[[terms]]
id = "late_rate"
label = "Damages for a month"
kind = "ratio"
value = "2%"
section = "2(d)"
"""


def told(old: str, new: str, text: str = TEXT, file: str = FILE) -> list[str]:
    """Return the refusals of a form with some words replaced."""
    assert old in text
    return refusals(text.replace(old, new, 1), file)


def test_bestnet_declares_its_expenses_and_no_damages() -> None:
    form = load_form("bestnet-2003")
    assert form.damages == ()
    assert [(each.id, each.pays, each.named) for each in form.expenses] == [
        ("registration", ExpenseBearer.COMPANY, True),
        ("discounts", ExpenseBearer.SELLER, True),
        ("sellers_counsel", ExpenseBearer.UNSETTLED, False),
        ("others", ExpenseBearer.COMPANY, False),
    ]
    assert [each.gravity for each in form.expenses[2:]] == [Gravity.SILENCE, Gravity.DOUBT]


def test_damages_are_read_as_they_are_written() -> None:
    (clause,) = example_form(PIPE).damages
    assert clause == DamagesClause(
        "late",
        "2(d)",
        ("filing_latest", "effectiveness_deadline"),
        "Liquidated damages",
        base="purchase_price",
        each=Fraction(1, 100),
        every=DeclaredCount(amount=30, unit=TimeUnit.DAY),
        cap=Fraction(1, 10),
        pays_within=DeclaredCount(amount=3, unit=TimeUnit.BUSINESS_DAY),
        interest=DamagesInterest(Fraction(3, 200), DeclaredCount(amount=1, unit=TimeUnit.MONTH)),
        one_at_a_time=True,
        but_not=(
            DaysNotCounted(EventType.SUSPENDED, EventType.RESUMED, "the Company may suspend the use of the prospectus"),
        ),
    )
    rising, daily = example_form(RISING).damages
    assert rising.first == Fraction(1, 100)
    assert rising.step == DamagesStep(Fraction(1, 400), DeclaredCount(amount=90, unit=TimeUnit.DAY), Fraction(1, 100))
    assert (rising.part, rising.name) == (PartOfPeriod.PRO_RATA, "Additional interest")
    assert (daily.each, daily.base, daily.owed_to) == (Decimal(1_000), None, OwedTo.ALL)


def test_expenses_are_read_as_they_are_written() -> None:
    assert example_form(PIPE).expenses[1] == ExpenseClause(
        "sellers_counsel", "4", ExpenseBearer.COMPANY, ("sellers_counsel",), cap=Decimal(15_000), first=1
    )


def test_a_term_can_stand_for_a_rate() -> None:
    text = TEXT.replace('rate = "1%"', 'rate = "late_rate"', 1) + TERM
    (clause,) = read_form(text, FILE).damages
    assert clause.each == "late_rate"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("rate = ", "rates = ", "“rates” is no key of damages. Did you mean “rate”?"),
        ('"filing_latest", "eff', '"filing_lates", "eff', "Did you mean “filing_latest”?"),
        ('"filing_latest", "eff', '"filing_earliest", "eff', "which nobody breaks by letting it pass."),
        ('"filing_latest", "eff', '"keep_effective_until", "eff', "which nobody breaks by letting it pass."),
        ('"filing_latest", "eff', '"filing_latest", "filing_latest", "eff', "“triggers” has “filing_latest” twice."),
        ('rate = "1%"', 'rate = "1,000"', "“rate” is a share of the base, as “1%”; dollars stand under “amount”."),
        ('rate = "1%"', 'amount = "1%"', "“amount” is in dollars; a share of the base stands under “rate”."),
        ('rate = "1%"', 'rate = "1%"\namount = "5"', "“amount” stands beside “rate”"),
        ('rate = "1%"', "rate = 0.01", "“rate” must be a share of the base"),
        ('rate = "1%"', 'rate = "one_per_cent"', "is “one_per_cent”, and the form has no such term."),
        ('rate = "1%"', 'rate = "unit_price"', "a term of the kind “money”; it must be of “ratio”."),
        ('rate = "1%"\nevery = "30 days"\n', "", "says neither “first” nor “rate” nor “amount”"),
        ('every = "30 days"', 'every = "0 days"', "“every” must be the id of a term that counts time"),
        ('every = "30 days"', 'every = "99999 days"', "at most 36,600 days are counted."),
        ('every = "30 days"\n', "", "“rate” has no meaning without “every”."),
        ('base = "purchase_price"\n', "", "“base” is missing; a share is a share of it."),
        ('base = "purchase_price"', 'base = "1%"', "“base” must be an exact number of dollars"),
        ('cap = "10%"', 'cap = "10%"\npart = "some"', "“part” must be what a part of a period counts, not “some”."),
        ('cap = "10%"', 'cap = "10%"\nowed_to = "all"', "“owed_to” cannot be “all” where every holder's own"),
        ('cap = "10%"', 'cap = "10%"\nstep = "1%"', "“step” has no meaning without “step_every”."),
        (
            'cap = "10%"',
            'cap = "10%"\nstep = "1%"\nstep_every = "90 days"\nstep_most = "0.5%"',
            "“step_most” must not be below what it rises from.",
        ),
        ('every = "1 month"', 'every = "5 business days"', "“every” cannot be counted in open days of a calendar"),
        ('interest = [{ rate = "1.5%"', 'interest = [{ rat = "1.5%"', "“rat” is no key of interest."),
        ('start = "suspended"', 'start = "suspende"', "is “suspende”, and there is no such event."),
        ('start = "suspended"', 'start = "demand_notice"', "is “demand_notice”, and there is no such event."),
        ('covers = ["sellers_counsel"]', 'covers = ["printing"]', "which “company” covers already."),
        ('cap = "15,000"', 'cap = "15%"', "“cap” must be an exact number of dollars"),
        ('cap = "15,000"', 'cap = "demands"', "is “demands”, a term of the kind “number”, not of “money”."),
        ("first = 1", "first = 0", "“first” must be a whole number of registrations, at least 1"),
        ('pays = "seller"', 'pays = "sellers"', "must be one who pays, not “sellers”. Did you mean “seller”?"),
        ('pays = "seller"', 'pays = "seller"\nwhen = { purpos = "offering" }', "asks for “purpos”"),
        ('pays = "seller"', 'pays = "seller"\nbeyond = "company"', "“beyond” has no meaning without “cap” or “first”."),
        ('pays = "seller"', 'pays = "unsettled"\ncap = "5"', "“cap” has no meaning where nothing says who pays."),
        (
            'pays = "seller"',
            'pays = "seller"\ngravity = "note"',
            "“remark” is missing; “gravity” says how grave",
        ),
    ],
)
def test_a_fault_is_told_with_what_is_allowed(old: str, new: str, said: str) -> None:
    # Of two places with the same words the one that is meant is the one of the table.
    head, mark, tail = TEXT.partition("# What an invented agreement")
    assert old in tail
    found = refusals(head + mark + tail.replace(old, new, 1), FILE)
    line = head.count("\n") + 1
    assert any(said in each for each in found), found
    assert all(int(each.split("line ")[1].split(",")[0].split(":")[0]) >= line for each in found)


def test_a_limit_is_a_trigger_where_what_is_beyond_it_is_a_breach() -> None:
    limit = '\n[[limits]]\nid = "blackouts"\nsection = "2(e)"\ncounts = "suspended"\nmax = 2\nbeyond = "{}"\n'
    text = TEXT.replace('"effectiveness_deadline"]\nbase', '"blackouts"]\nbase', 1)
    assert refusals(text + limit.format("breach"), FILE) == []
    assert any("which nobody breaks" in each for each in refusals(text + limit.format("void"), FILE))


@given(st.integers(1, 100), st.sampled_from(["day", "business day", "month", "year"]))
def test_every_time_that_is_written_is_read(amount: int, unit: str) -> None:
    plural = "" if amount == 1 else "s"
    text = TEXT.replace('every = "30 days"', f'every = "{amount} {unit}{plural}"', 1)
    assert read_form(text, FILE).damages[0].every == DeclaredCount(amount=amount, unit=TimeUnit(unit))


@given(st.fractions(0, 10**6, max_denominator=10**6))
def test_every_share_that_is_written_is_read_exactly(share: Fraction) -> None:
    text = TEXT.replace('rate = "1%"', f'rate = "{share.numerator}/{share.denominator}"', 1)
    assert read_form(text, FILE).damages[0].each == share


def test_the_shipped_form_without_expenses_is_read() -> None:
    """An agreement that says nothing of expenses has no entry for them."""
    text = form_text("bestnet-2003").partition("# -- expenses of registration")[0]
    assert read_form(text, "bestnet-2003.toml").expenses == ()
