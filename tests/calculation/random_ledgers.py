"""Random matters with small registers and ledgers of every kind of entry, impossible entries among them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from hypothesis import strategies as st

from rra_desktop.domain.agreement import Signature, TermChange
from rra_desktop.domain.matter import Matter
from rra_desktop.domain.register import LedgerEntry, Security
from tests.matters import (
    SIGNING,
    cancel,
    convert,
    correction,
    exercise,
    investor,
    issue,
    matter,
    other_holder,
    other_sale,
    registered_sale,
    split,
    stock_dividend,
    transfer,
    transferee,
)

HOLDERS = ("H1", "H2", "H3", "H4")
SIGNED = tuple(map(Signature, ("company", *HOLDERS)))
"""An amendment is signed by everybody there is."""
LAST = SIGNING + timedelta(days=4 * 365)

days = st.one_of(
    st.integers(0, 40).map(lambda number: SIGNING + timedelta(days=number)),
    # The Warrants of the first days lapse in the spring of 2006.
    st.integers(0, 60).map(lambda number: date(2006, 3, 1) + timedelta(days=number)),
    st.integers(0, 4 * 365).map(lambda number: SIGNING + timedelta(days=number)),
)
_holders = st.sampled_from(HOLDERS)
_securities = st.sampled_from(tuple(Security))
_quantities = st.one_of(st.integers(1, 40), st.integers(1, 40), st.integers(1, 2000))
_dividend_days = st.sampled_from([SIGNING + timedelta(days=10), SIGNING + timedelta(days=400)])
"""Days on which much happens, several stock dividends among it."""
_after_closing = st.one_of(
    _dividend_days,
    st.integers(4, 40).map(lambda number: SIGNING + timedelta(days=number)),
    st.integers(4, 4 * 365).map(lambda number: SIGNING + timedelta(days=number)),
)
_marks = st.booleans()
_givers = st.sampled_from(("H1", "H1", "H2", "H2", "H3", "H4"))


@st.composite
def _transfers(draw: st.DrawFn) -> LedgerEntry:
    giver = draw(_givers)
    receiver = draw(_holders.filter(lambda each: each != giver))
    return transfer(
        giver,
        receiver,
        draw(_quantities),
        draw(_securities),
        on=draw(_after_closing),
        counterpart_executed=draw(_marks),
        public_distribution=draw(_marks),
    )


_closing = st.integers(0, 3).map(lambda number: SIGNING + timedelta(days=number))
_issues = st.builds(issue, _holders, st.integers(1, 3000), _securities, on=days)
_splits = st.one_of(
    st.builds(
        split, st.sampled_from([1, 2, 3, 5]), st.sampled_from([2, 4, 7, 10]), on=days, adjusts_conversion=_marks
    ).filter(lambda entry: entry.new != entry.old),
    st.builds(stock_dividend, st.sampled_from(["5", "33.3", "100"]), on=days, adjusts_conversion=_marks),
    st.builds(stock_dividend, st.sampled_from(["80", "7.5"]), on=_dividend_days, adjusts_conversion=_marks),
    st.builds(split, st.sampled_from([1, 3]), st.sampled_from([2, 10]), on=_dividend_days, adjusts_conversion=_marks),
)
_others = st.one_of(
    _transfers(),
    _transfers(),
    st.builds(convert, _givers, _quantities, on=_after_closing),
    st.builds(exercise, _givers, _quantities, on=_after_closing),
    st.builds(registered_sale, _givers, _quantities, on=_after_closing),
    st.builds(other_sale, _givers, _quantities, on=_after_closing),
    st.builds(cancel, _givers, _quantities, _securities, on=_after_closing),
    st.builds(correction, _holders, st.integers(-50, 50).filter(bool), _securities, on=_after_closing),
)
_term_changes = st.lists(
    st.one_of(
        st.builds(
            TermChange,
            st.just(0),
            st.sampled_from(["common_per_preferred", "common_per_warrant"]),
            st.sampled_from([Fraction(1), Fraction(5, 2), Fraction(3)]),
            days,
            signed_by=st.just(SIGNED),
        ),
        st.builds(TermChange, st.just(0), st.just("warrant_years"), st.integers(1, 4), st.none()),
        st.builds(
            TermChange, st.just(0), st.just("warrant_price"), st.just(Decimal("0.45")), days, signed_by=st.just(SIGNED)
        ),
    ),
    max_size=2,
)


@dataclass(frozen=True)
class Drawn:
    """A random matter: two Investors of one group, a transferee, an Other Holder, and their ledger.

    It shows only what was drawn, for a form's every word would be written out with each example.
    """

    ledger: tuple[LedgerEntry, ...]
    counterpart: date | None
    fraction_rule: str
    term_changes: tuple[TermChange, ...]

    @cached_property
    def matter(self) -> Matter:
        """The matter itself."""
        return matter(
            holders=[
                investor("H1", "Alder I", group="Alder"),
                investor("H2", "Alder II", group="Alder"),
                transferee("H3", "Juniper", counterpart=self.counterpart),
                other_holder("H4", "Dogwood"),
            ],
            ledger=self.ledger,
            terms={"fraction_rule": self.fraction_rule},
            term_changes=self.term_changes,
        )


@st.composite
def matters(draw: st.DrawFn, *, splits: bool = True, term_changes: bool = True) -> Drawn:
    """Draw a matter, with or without splits and changes of its terms."""
    ledger = [issue(holder, draw(st.integers(10, 3000)), on=draw(_closing)) for holder in HOLDERS[:2]]
    ledger.append(issue("H4", draw(st.integers(10, 3000)), Security.OTHER_REGISTRABLE, on=draw(_closing)))
    ledger += draw(st.lists(_issues, max_size=3)) + draw(st.lists(_others, min_size=3, max_size=20))
    if splits:
        ledger += draw(st.lists(_splits, max_size=4))
    return Drawn(
        tuple(draw(st.permutations(ledger))),
        draw(st.one_of(st.none(), days)),
        draw(st.sampled_from(["floor", "nearest", "ceil"])),
        tuple(draw(_term_changes)) if term_changes else (),
    )
