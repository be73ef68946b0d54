"""The values of terms read as counsel writes them, and what a change moves in words."""

from __future__ import annotations

import datetime as dt
from contextlib import suppress
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rra_desktop import wording
from rra_desktop.domain.agreement import Term, TermKind, TermValue
from rra_desktop.domain.figures import FigureKey
from rra_desktop.domain.moved_figures import MovedFigure
from rra_desktop.errors import NotUnderstoodError
from rra_desktop.exchange.sample import sample_matter
from rra_desktop.store.forms import load_form


def a_term(kind: TermKind) -> Term:
    """Return a term of a kind."""
    return Term("t", "A term", kind, 1, "1", ("floor", "ceil"))


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        (TermKind.DAYS, "20", 20),
        (TermKind.DAYS, "20 days", 20),
        (TermKind.DAYS, "1 day", 1),
        (TermKind.YEARS, "3 Years", 3),
        (TermKind.BUSINESS_DAYS, "10 business days", 10),
        (TermKind.MONTHS, "1 month", 1),
        (TermKind.DATE, "Jun 2, 2003", dt.date(2003, 6, 2)),
        (TermKind.NUMBER, "4.5m", 4_500_000),
        (TermKind.MONEY, "$0.30", Decimal("0.30")),
        (TermKind.RATIO, "1/2", Fraction(1, 2)),
        (TermKind.RATIO, "50%", Fraction(1, 2)),
        (TermKind.RATIO, "0.5", Fraction(1, 2)),
        (TermKind.RATIO, "2", Fraction(2)),
        (TermKind.CHOICE, "ceil", "ceil"),
    ],
)
def test_a_value_is_read_in_the_way_of_its_kind(kind: TermKind, text: str, value: TermValue) -> None:
    assert wording.parse_term_value(a_term(kind), f" {text} ") == value


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (TermKind.DAYS, "20 years"),
        (TermKind.DAYS, "-1"),
        (TermKind.BUSINESS_DAYS, "5 days"),
        (TermKind.DATE, "some day"),
        (TermKind.RATIO, "1/0"),
        (TermKind.RATIO, "half"),
        (TermKind.RATIO, "$1"),
        (TermKind.MONEY, "free"),
        (TermKind.CHOICE, "up"),
    ],
)
def test_what_is_no_value_is_refused_in_a_sentence(kind: TermKind, text: str) -> None:
    with pytest.raises(NotUnderstoodError, match=f"“{text.replace('$', '[$]')}”"):
        wording.parse_term_value(a_term(kind), text)


@given(st.sampled_from(TermKind), st.text(max_size=12))
def test_any_text_is_read_or_refused(kind: TermKind, text: str) -> None:
    """Nothing typed is anything else than a value that can be written or a refusal."""
    with suppress(NotUnderstoodError):
        assert wording.term_value(a_term(kind), wording.parse_term_value(a_term(kind), text))


def test_every_value_of_the_form_is_read_back_as_it_is_written() -> None:
    for term in load_form("bestnet-2003").terms:
        assert wording.parse_term_value(term, wording.term_value(term, term.value)) == term.value


JULY_17, JULY_21 = dt.date(2003, 7, 17), dt.date(2003, 7, 21)


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        (JULY_17, JULY_21, "Thu, Jul 17, 2003 → Mon, Jul 21, 2003, 4 days later"),
        (JULY_21, JULY_17, "Mon, Jul 21, 2003 → Thu, Jul 17, 2003, 4 days earlier"),
        (None, JULY_17, "none → Thu, Jul 17, 2003"),
        (900_001, 930_001, "900,001 → 930,001"),
    ],
)
def test_what_moves_is_said_from_what_to_what(before: int | None, after: int, words: str) -> None:
    assert wording.moved_by(MovedFigure(FigureKey("x"), "A date", before, after)) == words


def test_one_or_two_values_are_said_and_more_are_counted() -> None:
    assert wording.in_short([JULY_17, JULY_17]) == "Thu, Jul 17, 2003"
    assert wording.in_short([JULY_17, JULY_21]) == "Thu Jul 17 and Mon Jul 21"
    assert wording.in_short([JULY_17, JULY_21, 5]) == "2 dates and 1 number"
    assert wording.in_short([None]) == "none"


def test_a_cutback_of_several_scenarios_is_told_apart() -> None:
    matter = sample_matter(load_form)
    assert len(matter.offerings) > 1
    first = matter.offerings[0].id
    moved = MovedFigure(FigureKey("cutback", (first, "H1"), "allocated"), "Alder · allocated", 1, 2)
    assert wording.moved_name(matter, moved) == f"Alder · allocated, {wording.offering_name(matter, first)}"
