"""How long a cutback takes: 1,000 participants aimed at 5 ms, 100,000 at 250 ms; printed, never asserted.

Beside it, in the same run: the hand calculation in Fractions, and the division alone by `apportionment` from PyPI,
which knows no caps, groups or rounds and is asked for Hamilton's largest remainders only.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from fractions import Fraction
from functools import cache

import pytest
from apportionment import methods
from pytest_benchmark.fixture import BenchmarkFixture

from rra_desktop.calculation.cutback.apportionment import CappedProportion, ShareRounding
from rra_desktop.calculation.cutback.offering_cutback import cut_back
from rra_desktop.calculation.register.positions import positions
from rra_desktop.domain.allocation import CutbackOutcome
from rra_desktop.domain.matter import Matter
from tests.calculation.dividing import apportion
from tests.calculation.offering_builder import FakeRegister, Person, cut_back_matter, cutback_of, offering_matter
from tests.calculation.reference_cutback import Case, Claim, exact_quotas, in_whole_shares, reference_cutback
from tests.matters import form, issue

pytestmark = pytest.mark.benchmark_speed
SLOW = pytest.mark.benchmark(min_rounds=1, max_time=0.1, calibration_precision=1)

THOUSAND, HUNDRED_THOUSAND = 1_000, 100_000
DAY = dt.date(2003, 7, 15)


@cache
def people(count: int, *, grouped: bool = False) -> tuple[Person, ...]:
    """Make a register in which every other holder asks for less than it holds; groups are of four."""
    rows = []
    for place in range(count):
        held = place * 2_654_435_761 % 1_000_003 + 1
        asked = held if place % 2 else held * (place % 101) // 100
        rows.append(Person(f"H{place}", held, asked, group=f"Group {place // 4}" if grouped else None))
    return tuple(rows)


@cache
def half_taken(count: int, *, grouped: bool = False) -> Matter:
    """Make an offering that takes half of what is asked."""
    rows = people(count, grouped=grouped)
    return offering_matter(rows, maximum=sum(row.asked or 0 for row in rows) // 2)


def outcome_of(made: Matter, register: FakeRegister) -> CutbackOutcome:
    """Cut back from scratch and read the whole answer, rows apart: they are made when they are looked at."""
    return cut_back(made, made.offerings[0], lambda _matter, _day: register).outcome


@pytest.mark.parametrize("grouped", [False, True], ids=["alone", "in_groups"])
@pytest.mark.parametrize("count", [THOUSAND, HUNDRED_THOUSAND])
def test_cut_back(benchmark: BenchmarkFixture, count: int, *, grouped: bool) -> None:
    made, register = half_taken(count, grouped=grouped), FakeRegister(people(count, grouped=grouped))
    found = benchmark(outcome_of, made, register)
    assert found.total_allocated == found.maximum


@pytest.mark.parametrize("count", [THOUSAND, HUNDRED_THOUSAND])
def test_cut_back_on_the_ledger(benchmark: BenchmarkFixture, count: int) -> None:
    rows = people(count)
    ledger = tuple(issue(row.id, row.held // 6 + 1, sequence=place) for place, row in enumerate(rows, 1))
    made = replace(half_taken(count), ledger=ledger)
    register = positions(made, DAY)
    found = benchmark(lambda: cut_back(made, made.offerings[0], lambda _matter, _day: register).outcome)
    assert found.total_allocated == found.maximum


@pytest.mark.parametrize("count", [THOUSAND, HUNDRED_THOUSAND])
def test_the_slider(benchmark: BenchmarkFixture, count: int) -> None:
    cutback = cut_back_matter(half_taken(count), people(count))
    maximum = (cutback.offering.maximum or 0) - 12_345
    assert benchmark(cutback.at_maximum, maximum).total_allocated == maximum


@SLOW
@pytest.mark.parametrize("count", [THOUSAND, HUNDRED_THOUSAND])
def test_every_row_looked_at(benchmark: BenchmarkFixture, count: int) -> None:
    outcome = cut_back_matter(half_taken(count), people(count)).outcome
    assert len(benchmark(list, outcome.participants)) == count


def test_one_explanation_with_other_readings(benchmark: BenchmarkFixture) -> None:
    cutback = cutback_of(people(THOUSAND), half_taken(THOUSAND).offerings[0].maximum)
    assert benchmark(cutback.figure, "H1", "allocated").value is not None


@SLOW
def test_the_hand_calculation_of_a_thousand(benchmark: BenchmarkFixture) -> None:
    rows = people(THOUSAND)
    case = Case(
        rows,
        half_taken(THOUSAND).offerings[0].maximum or 0,
        0,
        form().plan("section-3c"),
        weight="held",
        reallocate=True,
        all_related=True,
        rounding="largest_remainder",
        aggregated=(),
    )
    answer = benchmark(reference_cutback, case)
    assert sum(answer.shares.values()) == case.maximum


# -- the division alone, against its peers -----------------------------------------------------------------------------


def capacity(count: int) -> int:
    """Return the shares that are divided."""
    return sum(row.asked or 0 for row in people(count)) // 2


@pytest.mark.parametrize("count", [THOUSAND, HUNDRED_THOUSAND])
def test_division_with_caps(benchmark: BenchmarkFixture, count: int) -> None:
    caps, weights = [row.asked or 0 for row in people(count)], [row.held for row in people(count)]
    assert sum(benchmark(apportion, capacity(count), caps, weights)) == capacity(count)


@SLOW
def test_division_with_caps_in_fractions_of_a_thousand(benchmark: BenchmarkFixture) -> None:
    claims = [Claim(row.id, row.asked or 0, row.held) for row in people(THOUSAND)]

    def divide() -> list[int]:
        exact = exact_quotas(Fraction(capacity(THOUSAND)), claims, reallocate=True)
        return in_whole_shares(exact, claims, capacity(THOUSAND), "largest_remainder")

    assert sum(benchmark(divide)) == capacity(THOUSAND)


@pytest.mark.parametrize("count", [THOUSAND, HUNDRED_THOUSAND])
def test_division_without_caps(benchmark: BenchmarkFixture, count: int) -> None:
    weights = [row.held for row in people(count)]
    room = sum(weights) // 2

    def divide() -> list[int]:
        quotas = CappedProportion(weights, weights).at(room)
        return quotas.in_whole_shares(ShareRounding.LARGEST_REMAINDER)

    assert sum(benchmark(divide)) == room


@SLOW
@pytest.mark.parametrize("count", [THOUSAND, HUNDRED_THOUSAND])
def test_division_without_caps_by_apportionment_from_pypi(benchmark: BenchmarkFixture, count: int) -> None:
    weights = [row.held for row in people(count)]
    room, names = sum(weights) // 2, [row.id for row in people(count)]
    found = benchmark(methods.compute, "hamilton", weights, room, parties=names, fractions=True)
    assert sum(found) == room
