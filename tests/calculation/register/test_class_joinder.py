"""What makes a transferee one of a class: a counterpart, an affiliate that transfers, enough shares, or nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from rra_desktop.calculation.register.joinder import investor_since
from rra_desktop.calculation.register.positions import positions
from rra_desktop.domain.matter import Matter
from rra_desktop.domain.register import Security
from rra_desktop.wording import words_of
from tests.made_up_forms import INVESTORS, made_up_form, under
from tests.matters import investor, issue, matter, transfer, transferee

FIRST, SECOND, SIGNED = date(2003, 10, 1), date(2004, 1, 2), date(2003, 12, 1)


def joined_by(joins: str) -> Matter:
    """Make a matter of one Investor, H1 of the group Ash, and those it transferred to.

    H2 is of the same group and gets ten shares; H3 gets sixty, then forty; H4 gets twenty Units, 120 shares, and signs.
    """
    classes = INVESTORS.replace('joins = ["counterpart"]', joins)
    it = matter(
        holders=[
            investor("H1", group="Ash"),
            transferee("H2", group="Ash"),
            transferee("H3"),
            transferee("H4", counterpart=SIGNED),
        ],
        ledger=[
            issue("H1", 1_000, Security.COMMON),
            issue("H1", 100),
            transfer("H1", "H2", 10, Security.COMMON, on=FIRST),
            transfer("H1", "H3", 60, Security.COMMON, on=FIRST),
            transfer("H1", "H3", 40, Security.COMMON, on=SECOND),
            transfer("H1", "H4", 20, on=FIRST),
        ],
    )
    right = '\n[[rights]]\nid = "demand"\nkind = "demand"\nsection = "2"\nby = "investors"\nat_least = "1%"\n'
    return under(made_up_form(right, classes=classes), it)


@pytest.mark.parametrize(
    ("joins", "since"),
    [
        ("", {"H2": FIRST, "H3": FIRST, "H4": FIRST}),
        ('joins = ["counterpart"]', {"H4": SIGNED}),
        ('joins = ["affiliate"]', {"H2": FIRST}),
        ('joins = ["at least 100"]', {"H3": SECOND, "H4": FIRST}),
        ('joins = ["at least 101"]', {"H4": FIRST}),
        ('joins = ["at least 121"]', {}),
        ('joins = ["affiliate", "at least 100"]', {"H2": FIRST, "H3": SECOND, "H4": FIRST}),
        ('joins = ["counterpart", "affiliate", "at least 100"]', {"H4": SIGNED}),
    ],
)
def test_who_joins_and_since_when(joins: str, since: dict[str, date]) -> None:
    assert investor_since(joined_by(joins)) == {"H1": date.min, **since}


def test_why_one_has_not_joined_is_said_in_the_terms_of_its_class() -> None:
    seen = positions(joined_by('joins = ["affiliate", "at least 101"]'), SECOND)
    why_not = seen.of("H3").why_not
    assert why_not is not None
    assert words_of(why_not) == (
        "A transferee joins only by a transfer of at least 101 shares or from an affiliate: "
        "this one is not an Investor."
    )
    earlier = positions(joined_by('joins = ["at least 100"]'), FIRST).of("H3").why_not
    assert earlier is not None
    assert "on Jan 2, 2004" in words_of(earlier)


def test_a_notice_of_the_transfer_that_no_record_tells_is_a_doubt() -> None:
    seen = positions(joined_by('joins = ["notice"]'), SECOND)
    assert "register/notice_unsaid" in [mark.kind for mark in seen.marks_of("H2")]
    assert seen.is_investor("H2")
    without = positions(joined_by(""), SECOND)
    assert "register/notice_unsaid" not in [mark.kind for mark in without.marks_of("H2")]


def test_only_holders_with_enough_shares_are_counted_in_a_class_that_says_so() -> None:
    it = joined_by('joins = ["counterpart"]\nleast = 200')
    seen = positions(replace(it), SECOND)
    assert [it.holders[place].id for place in seen.rights.members("investors")] == ["H1"]
