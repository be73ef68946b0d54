"""Pin every package the project needs, with hashes and without the address of any index, in scripts/locked/.

    python scripts/lock.py            writes the files, keeping what is pinned already (needs uv on the path)
    python scripts/lock.py --upgrade  takes the newest versions that pyproject.toml allows

run.txt holds what the program needs; check.txt that and the tools of the checks; benchmark.txt that and the peers the
benchmarks compare with. Each file is held to the pins of the one before.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCKED = ROOT / "scripts" / "locked"
OLDEST_PYTHON = "3.11"
COMPILE = ("uv", "pip", "compile", "pyproject.toml", "--universal", "--generate-hashes", "--no-header", "--no-annotate")


def main() -> int:
    """Write the three files; returns the exit status of uv when it fails."""
    LOCKED.mkdir(exist_ok=True)
    upgrade = ["--upgrade"] if "--upgrade" in sys.argv[1:] else []
    groups: list[str] = []
    held_to: list[str] = []
    for name in ("run", "check", "benchmark"):
        groups += [] if name == "run" else ["--group", name]
        out = str(LOCKED / f"{name}.txt")
        options = ["--quiet", "--python-version", OLDEST_PYTHON, "--output-file", out, *upgrade]
        status = subprocess.run([*COMPILE, *options, *groups, *held_to], cwd=ROOT, check=False).returncode
        if status:
            return status
        held_to += ["--constraint", out]
    return 0


if __name__ == "__main__":
    sys.exit(main())
