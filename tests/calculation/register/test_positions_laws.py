"""Laws of positions that hold for every ledger, and the slow reference that they must equal (recitals, §7)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from rra_desktop.calculation.register.positions import Positions, ledger_problems, positions
from rra_desktop.domain.figures import Figure
from rra_desktop.domain.matter import Matter
from rra_desktop.domain.register import EntryType, LedgerEntry, Role, Security
from rra_desktop.domain.standing import HolderPosition, PositionTotals
from tests.calculation.random_ledgers import HOLDERS, LAST, Drawn, days, matters
from tests.calculation.reference_positions import Reference
from tests.matters import correction, form, issue, matter, split

PARTS = ("units", "common", "preferred", "warrants", "other", "registrable")


def columns_of(row: HolderPosition | PositionTotals) -> tuple[int, ...]:
    """Return the numbers of a row."""
    return tuple(getattr(row, part) for part in PARTS)


def with_ledger(of: Matter, *more: LedgerEntry) -> Matter:
    """Return a matter with entries added behind its ledger, numbered on."""
    start = max((entry.sequence for entry in of.ledger), default=0) + 1
    added = tuple(replace(entry, sequence=number) for number, entry in enumerate(more, start))
    return replace(of, ledger=(*of.ledger, *added))


@given(matters(), days)
def test_positions_equal_the_slow_reference(drawn: Drawn, as_of: date) -> None:
    """Recitals, §7: every kind of entry, in any order, with impossible entries left out."""
    it = drawn.matter
    seen, reference = positions(it, as_of), Reference(it, as_of)
    for row in seen.rows:
        slow = reference.row(row.holder.id)
        assert columns_of(row) == tuple(getattr(slow, part) for part in PARTS), row.holder.id
        assert row.fraction_dropped == slow.fraction_dropped
    before = [problem.sequence for problem in ledger_problems(it) if problem.date <= as_of]
    assert before == reference.refused


@given(matters(), days)
def test_nothing_is_ever_negative(drawn: Drawn, as_of: date) -> None:
    it = drawn.matter
    for row in positions(it, as_of).rows:
        assert min(columns_of(row)) >= 0
        assert row.not_registrable >= 0


@given(matters(), days, st.randoms(use_true_random=False))
def test_entries_of_one_day_apply_by_their_number_wherever_they_stand(
    drawn: Drawn, as_of: date, random: Random
) -> None:
    it = drawn.matter
    shuffled = list(it.ledger)
    random.shuffle(shuffled)
    assert positions(replace(it, ledger=tuple(shuffled)), as_of).rows == positions(it, as_of).rows


@given(matters(), days, days)
def test_what_comes_later_changes_nothing_earlier(drawn: Drawn, as_of: date, later: date) -> None:
    it = drawn.matter
    as_of, later = sorted((as_of, later))
    known = replace(it, ledger=tuple(entry for entry in it.ledger if entry.date <= later))
    assert [columns_of(row) for row in positions(known, as_of).rows] == [
        columns_of(row) for row in positions(it, as_of).rows
    ]


@given(matters(splits=False, term_changes=False))
def test_no_share_comes_from_nowhere_and_none_is_lost(drawn: Drawn) -> None:
    """Recitals: whatever is converted, exercised, transferred or sold, 6 shares a Unit stay 6 shares, in some hands."""
    it = drawn.matter
    early = Security.COMMON, Security.PREFERRED, Security.WARRANT
    worth = {Security.UNIT: 6, **dict(zip(early, (1, 2, 1), strict=True)), Security.OTHER_REGISTRABLE: 0}
    as_of = date(2006, 3, 29)
    refused = {problem.sequence for problem in ledger_problems(it)}
    brought_in = sum(
        worth[entry.security] * (entry.quantity or 0)
        for entry in it.ledger
        if entry.type in (EntryType.ISSUE, EntryType.CORRECTION)
        and entry.security is not None
        and entry.date <= as_of
        and entry.sequence not in refused
    )
    columns = positions(it, as_of).columns
    assert sum(columns.as_converted) == brought_in


@given(matters(term_changes=False), st.sampled_from([2, 3, 10]))
def test_a_split_and_its_inverse_leave_everything_as_it_was(drawn: Drawn, factor: int) -> None:
    """§7: forward and back again on one day, so that no fraction can arise."""
    it = drawn.matter
    both = with_ledger(it, split(factor, 1, on=LAST), split(1, factor, on=LAST))
    assert positions(both, LAST).rows == positions(it, LAST).rows
    assert positions(both, LAST).columns.ratios.warrant_price == positions(it, LAST).columns.ratios.warrant_price


@given(matters(), days, st.sampled_from(HOLDERS), st.sampled_from(list(Security)), st.integers(-40, 40).filter(bool))
def test_a_correction_and_its_opposite_cancel_out(
    drawn: Drawn, on: date, holder: str, security: Security, difference: int
) -> None:
    it = drawn.matter
    one = with_ledger(it, correction(holder, abs(difference), security, on=LAST))
    both = with_ledger(one, correction(holder, -abs(difference), security, on=LAST))
    assert positions(both, LAST).rows == positions(it, LAST).rows
    assert positions(both, on).rows == positions(it, on).rows


@given(matters(), st.sampled_from(HOLDERS), st.integers(0, 10**12))
def test_a_figure_typed_over_is_what_was_typed(drawn: Drawn, holder: str, typed: int) -> None:
    it = drawn.matter
    for security, part in (
        (Security.UNIT, "units"),
        (Security.COMMON, "common"),
        (Security.PREFERRED, "preferred"),
        (Security.WARRANT, "warrants"),
        (Security.OTHER_REGISTRABLE, "other"),
    ):
        before = getattr(positions(it, LAST).of(holder), part)
        if typed > before:
            after = with_ledger(it, correction(holder, typed - before, security, on=LAST))
            assert getattr(positions(after, LAST).of(holder), part) == typed


@given(matters(), days)
def test_totals_are_the_sums_of_the_rows_they_name(drawn: Drawn, as_of: date) -> None:
    """§7, §1(b): Investors that count, transferees that do not, Other Holders; every holder is in one sum."""
    it = drawn.matter
    seen = positions(it, as_of)
    rows = list(seen.rows)
    named = {
        "investors": [row for row in rows if row.counts and row.holder.role is Role.INVESTOR],
        "uncounted": [row for row in rows if not row.counts],
        "others": [row for row in rows if row.holder.role is Role.OTHER_HOLDER],
        "alder": [row for row in rows if row.counts and row.holder.group == "Alder"],
    }
    sums = {
        "investors": seen.totals,
        "uncounted": seen.uncounted_totals,
        "others": seen.other_totals,
        "alder": seen.group_totals("Alder"),
    }
    for name, total in sums.items():
        assert columns_of(total) == tuple(sum(getattr(row, part) for row in named[name]) for part in PARTS), name
        assert total.not_registrable == sum(row.not_registrable for row in named[name])
    assert sums["investors"].investors == sums["investors"].holders - 1
    assert len(rows) == sum(sums[name].holders for name in ("investors", "uncounted", "others"))


@given(matters(), days)
def test_the_shares_of_the_units_add_up(drawn: Drawn, as_of: date) -> None:
    """§1(a)."""
    it = drawn.matter
    seen = positions(it, as_of)
    shares = [row.percent_of_units for row in seen.rows if row.percent_of_units is not None]
    assert sum(shares) == seen.totals.percent_of_units == (1 if seen.totals.units else 0)


@given(matters(), days, st.sampled_from(HOLDERS))
def test_the_last_line_of_a_ledger_is_the_position(drawn: Drawn, as_of: date, holder: str) -> None:
    it = drawn.matter
    seen = positions(it, as_of)
    lines, row = seen.ledger_of(holder), seen.of(holder)
    if not lines:
        assert (row.common, row.preferred, row.warrants, row.units, row.other) == (0, 0, 0, 0, 0)
        return
    last = lines[-1]
    assert (last.common_after, last.preferred_after, last.units_after, last.other_after) == (
        row.common,
        row.preferred,
        row.units,
        row.other,
    )
    on_that_day = positions(it, last.entry.date)
    assert last.warrants_after == on_that_day.of(holder).warrants
    assert [line.entry for line in lines] == sorted(
        (line.entry for line in lines), key=lambda entry: (entry.date, entry.sequence)
    )


@given(matters(), days, st.sampled_from((*HOLDERS, "", "Alder")), st.sampled_from(PARTS))
def test_every_figure_is_its_steps_and_ends_in_terms_and_entries(
    drawn: Drawn, as_of: date, whose: str, part: str
) -> None:
    """§7: a number without its derivation does not exist."""
    it = drawn.matter
    seen = positions(it, as_of)
    shown, figure = shown_and_figure(seen, whose, part)
    assert figure.value == getattr(shown, part)
    steps = [step for step in figure.inputs if step.key.kind != "entry"]
    assert sum(step.value or 0 for step in steps) == figure.value
    for each in figure.walk():
        assert each.authority is not None
        assert each.label
        if not each.inputs:
            assert each.key.kind in ("term", "entry")
        elif each.key.kind != "term":
            assert each.rule


def shown_and_figure(seen: Positions, whose: str, part: str) -> tuple[HolderPosition | PositionTotals, Figure[int]]:
    """Return the row of a holder, of all Investors or of the group, and the figure of one of its numbers."""
    if whose == "":
        return seen.totals, seen.figure(None, part)
    if whose == "Alder":
        return seen.group_totals("Alder"), seen.group_figure("Alder", part)
    return seen.of(whose), seen.figure(whose, part)


@given(matters(), days)
def test_the_other_readings_are_what_choosing_them_gives(drawn: Drawn, as_of: date) -> None:
    """§7, §1(a)."""
    it = drawn.matter
    for part in ("registrable", "units"):
        for holder in HOLDERS:
            for other in positions(it, as_of).figure(holder, part).other_readings:
                chosen = replace(it, readings=matter(readings={other.reading: other.choice}).readings)
                there = positions(chosen, as_of)
                say = there.rights.held(form().right("demand"))[there.place(holder)]
                assert other.value == (there.of(holder).registrable if part == "registrable" else say)


@given(matters(), st.sampled_from(HOLDERS), st.integers(1, 10**12))
def test_issuing_units_later_than_the_day_looked_at_is_not_seen(drawn: Drawn, holder: str, units: int) -> None:
    it = drawn.matter
    later = with_ledger(it, issue(holder, units, on=LAST + timedelta(days=1)))
    assert positions(later, LAST).rows == positions(it, LAST).rows
