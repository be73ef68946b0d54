"""What the tests of the store share: a matter with a row of every kind, a clock that ticks, how files are opened."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from rra_desktop.domain.matter import Matter
from rra_desktop.store.matter_file import MatterFile
from tests.store import example
from tests.store.example import TickingClock


@pytest.fixture
def clock() -> TickingClock:
    return TickingClock()


@pytest.fixture
def open_matter(clock: TickingClock) -> Callable[..., MatterFile]:
    """Open a matter as the session does."""

    def opened(path: Path, **how: object) -> MatterFile:
        return MatterFile.open(path, clock=clock, actor="counsel", app_version="0.1.0", **how)  # type: ignore[arg-type]

    return opened


@pytest.fixture
def make_matter(clock: TickingClock) -> Callable[..., MatterFile]:
    """Make a matter as the session does."""

    def made(path: Path, matter: Matter, **how: object) -> MatterFile:
        return MatterFile.create(
            path,
            matter,
            clock=clock,
            actor="counsel",
            app_version="0.1.0",
            **how,  # type: ignore[arg-type]
        )

    return made


@pytest.fixture
def full_matter() -> Matter:
    """One or more records of every kind, with every field set somewhere."""
    return example.full_matter()
