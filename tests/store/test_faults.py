"""A disk that fails, a program that dies, or the power that goes at each write, sync, rename, removal and creation.

The short form plays each kind of fault twice in each act, and once in the one that sets a password, at calls spread
evenly from the act's first to its last, and looks at 60 disks that a power cut could have left; with RRA_LONG=1 each
kind at every call, and at 2,000.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.store.acts import ACTS
from tests.store.fault_player import DEATHS, FAILURES, times_spread

LONG = os.environ.get("RRA_LONG") == "1"
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def shim(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the failing disk."""
    compiler = shutil.which("cc") or shutil.which("gcc")
    if compiler is None or sys.platform != "linux":
        pytest.skip("the failing disk is built with a C compiler, for Linux")
    built = tmp_path_factory.mktemp("shim") / "faults.so"
    source = Path(__file__).with_name("faults.c")
    subprocess.run([compiler, "-shared", "-fPIC", "-O1", "-o", built, source, "-ldl"], check=True)
    return built


@pytest.fixture
def quick_folder() -> Iterator[Path]:
    """Give a folder in memory where there is one: every play syncs its files a dozen times."""
    memory = Path("/dev/shm")  # noqa: S108
    with tempfile.TemporaryDirectory(dir=memory if os.access(memory, os.W_OK) else None) as folder:
        yield Path(folder)


def played(shim: Path, player: str, *arguments: str) -> dict[str, object]:
    """Run a player with the failing disk preloaded and return what it answers."""
    result = subprocess.run(
        [sys.executable, Path(__file__).with_name(player), shim, *arguments],
        env={**os.environ, "LD_PRELOAD": str(shim), "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stderr
    answer: dict[str, object] = json.loads(result.stdout)
    return answer


@pytest.mark.timeout(7_200 if LONG else 300)
def test_at_whatever_call_the_disk_fails_or_the_program_dies_nothing_is_lost(shim: Path, quick_folder: Path) -> None:
    answer = played(shim, "fault_player.py", str(quick_folder), "every" if LONG else "spread")
    assert answer["problems"] == []
    assert isinstance(answer["played"], int)
    spread = sum(map(times_spread, ACTS)) * (len(FAILURES) + len(DEATHS))
    assert answer["played"] > spread if LONG else answer["played"] == spread
    print(f"{answer['played']} faults played")  # noqa: T201 - the figure the long form is run for


@pytest.mark.timeout(7_200 if LONG else 300)
@pytest.mark.parametrize("seed", range(10) if LONG else [1])
def test_whenever_the_power_goes_every_acknowledged_edit_is_on_the_disk(
    shim: Path, quick_folder: Path, seed: int
) -> None:
    """With any weaker setting of `synchronous` than EXTRA, or one sync left out, this finds a lost edit."""
    answer = played(shim, "power_player.py", str(quick_folder), "200" if LONG else "60", str(seed))
    assert answer["problems"] == []
    assert answer["played"] == (200 if LONG else 60)
