"""A command line in the same process, and matters to ask it about."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from rra_desktop.cli import main
from rra_desktop.domain.matter import Matter
from rra_desktop.exchange.matter_json import matter_to_json
from tests.cli.running import Rra, Said


@pytest.fixture
def rra(capsys: pytest.CaptureFixture[str]) -> Rra:
    """Return what runs a command and says what it said."""

    def run(*arguments: object) -> Said:
        status = main([str(argument) for argument in arguments])
        said = capsys.readouterr()
        return Said(status, said.out, said.err)

    return run


@pytest.fixture
def sample(rra: Rra, tmp_path: Path) -> Path:
    """Return a file with the sample matter."""
    path = tmp_path / "sample.rra"
    assert rra("new", path, "--sample").status == 0
    return path


@pytest.fixture
def kept(rra: Rra, tmp_path: Path) -> Callable[[Matter], Path]:
    """Return what keeps a matter in a file, by way of its JSON."""

    def keep(matter: Matter) -> Path:
        path, source = tmp_path / "kept.rra", tmp_path / "kept.json"
        source.write_text(matter_to_json(matter), encoding="utf-8")
        made = f"{matter.details.title}, {len(matter.holders)} holders, {len(matter.ledger)} ledger entries"
        assert rra("new", path, "--from", source) == Said(0, f"Made “{path}”: {made}.\n", "")
        return path

    return keep
