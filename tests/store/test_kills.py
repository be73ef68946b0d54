"""kill -9 at random moments of edits, pastes, undos, imports, migrations and copies: every acknowledged edit is there.

The short form kills 30 times, each kind of work 5 times, and makes the matter anew after 12; the long form 2,004 times,
and after 24. RRA_KILL_SEED chooses other moments.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

LONG = os.environ.get("RRA_LONG") == "1"
ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no fork to be quick with")
@pytest.mark.timeout(7_200 if LONG else 300)
def test_whenever_the_program_is_killed_every_acknowledged_edit_is_there_and_none_is_half(tmp_path: Path) -> None:
    result = subprocess.run(
        [
            sys.executable,
            Path(__file__).with_name("kill_player.py"),
            tmp_path,
            *(("2004", "24") if LONG else ("30", "12")),
            os.environ.get("RRA_KILL_SEED", "1"),
        ],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stderr
    answer = json.loads(result.stdout)
    assert answer["problems"] == []
    assert answer["acknowledged"] >= answer["played"]
    print(f"{answer['played']} kills, {answer['acknowledged']} acts acknowledged")  # noqa: T201 - the long form's figure
