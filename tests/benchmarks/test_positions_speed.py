"""How long the register of a large matter takes, and how much room; printed, never asserted.

Aimed at: positions of 10,000 holders with 50,000 entries in 200 ms; 100,000 holders in 300 MB; a figure's explanation
only when somebody asks for it.
"""

from __future__ import annotations

import sys
import tracemalloc
from datetime import date, timedelta
from functools import cache
from random import Random

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from rra_desktop.calculation.register.positions import Positions, ledger_problems, positions
from rra_desktop.calculation.votes.thresholds import Thresholds
from rra_desktop.domain.matter import Matter
from rra_desktop.domain.register import LedgerEntry, Security
from tests.calculation.reference_positions import Reference
from tests.matters import (
    SIGNING,
    convert,
    exercise,
    investor,
    issue,
    matter,
    other_sale,
    registered_sale,
    split,
    stock_dividend,
    transfer,
)

pytestmark = pytest.mark.benchmark_speed

LOOKED_AT = date(2005, 12, 1)
DAYS = 900


@cache
def large_matter(holders: int, entries: int) -> Matter:
    """Make a register in use: everybody bought Units, some converted, exercised, transferred and sold; one split."""
    random = Random(2003)  # noqa: S311 - the same matter in every run, nothing secret
    ledger = [
        issue(f"H{number}", random.randrange(1_000, 1_000_000), on=SIGNING + timedelta(days=number % 5))
        for number in range(holders)
    ]
    more = entries - holders
    for number in range(more):
        on = SIGNING + timedelta(days=30 + number * DAYS // more)
        if number == more // 2:
            ledger.append(split(1, 10, on=on))
        elif number == more * 3 // 4:
            ledger.append(stock_dividend("5", on=on))
        else:
            ledger.append(_something(random, holders, on))
    return matter(
        holders=[
            investor(
                f"H{number}", f"Investor number {number}", group=f"Group {number // 4}" if number % 8 < 4 else None
            )
            for number in range(holders)
        ],
        ledger=ledger,
    )


def _something(random: Random, holders: int, on: date) -> LedgerEntry:
    giver = random.randrange(holders)
    receiver = (giver + 1 + random.randrange(holders - 1)) % holders
    giver_id, receiver_id, quantity = f"H{giver}", f"H{receiver}", random.randrange(1, 50)
    kind = random.choices(range(6), weights=(30, 25, 10, 10, 15, 10))[0]
    return (
        lambda: convert(giver_id, quantity, on=on),
        lambda: exercise(giver_id, quantity, on=on),
        lambda: transfer(giver_id, receiver_id, quantity, on=on),
        lambda: transfer(giver_id, receiver_id, quantity, Security.COMMON, on=on),
        lambda: registered_sale(giver_id, quantity, on=on),
        lambda: other_sale(giver_id, quantity, on=on),
    )[kind]()


def register(of: Matter) -> Positions:
    """Derive the register and its totals, as the window does after every edit."""
    seen = positions(of, LOOKED_AT)
    assert seen.totals.registrable
    return seen


def test_positions_of_10_000_holders_with_50_000_entries(benchmark: BenchmarkFixture) -> None:
    seen = benchmark(register, large_matter(10_000, 50_000))
    assert seen.totals.holders == 10_000


def test_problems_of_50_000_entries(benchmark: BenchmarkFixture) -> None:
    assert benchmark(ledger_problems, large_matter(10_000, 50_000)) == ()


def test_every_row_of_10_000(benchmark: BenchmarkFixture) -> None:
    seen = register(large_matter(10_000, 50_000))
    assert len(benchmark(list, seen.rows)) == 10_000


def test_positions_of_1_000_holders_with_5_000_entries(benchmark: BenchmarkFixture) -> None:
    seen = benchmark(register, large_matter(1_000, 5_000))
    assert seen.totals.holders == 1_000


def test_the_same_5_000_entries_by_the_plain_reference(benchmark: BenchmarkFixture) -> None:
    of = large_matter(1_000, 5_000)
    reference = benchmark(Reference, of, LOOKED_AT)
    assert reference.row("H7").registrable == positions(of, LOOKED_AT).of("H7").registrable


def test_one_explanation_among_50_000_entries(benchmark: BenchmarkFixture) -> None:
    seen = register(large_matter(10_000, 50_000))
    figure = benchmark(seen.figure, "H7", "registrable")
    assert figure.value == seen.of("H7").registrable


def test_the_explanation_of_a_total_of_50_000_entries(benchmark: BenchmarkFixture) -> None:
    seen = register(large_matter(10_000, 50_000))
    figure = benchmark(seen.figure, None, "registrable")
    assert figure.value == seen.totals.registrable


def test_one_ledger_among_50_000_entries(benchmark: BenchmarkFixture) -> None:
    seen = register(large_matter(10_000, 50_000))
    assert benchmark(seen.ledger_of, "H7")


def test_the_smallest_coalitions_of_10_000(benchmark: BenchmarkFixture) -> None:
    of = large_matter(10_000, 50_000)
    seen = register(of)
    found = benchmark(lambda: Thresholds(of, lambda _day: seen, LOOKED_AT).of("demand").coalitions())
    assert len(found) == 10


def test_the_room_100_000_holders_take(capsys: pytest.CaptureFixture[str]) -> None:
    """Print the memory of the register, and of matter and register together, as the interpreter counts it."""
    tracemalloc.start()
    of = large_matter(100_000, 200_000)
    matter_alone = tracemalloc.get_traced_memory()[0]
    tracemalloc.reset_peak()
    seen = register(of)
    with_register, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(seen.rows) == 100_000
    with capsys.disabled():
        sys.stdout.write(
            f"\n100,000 holders, 200,000 entries: register {(with_register - matter_alone) // 10**6} MB, "
            f"with the matter {with_register // 10**6} MB, at most {peak // 10**6} MB\n"
        )
