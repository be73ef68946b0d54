"""Run every check and test, without a screen; the exit status is 0 when all of them pass.

python3 scripts/check.py                all of them
python3 scripts/check.py lint types     some of them
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

from set_up import ROOT, environment, stop, system_libraries, use_fitting_python

CHECKS = {
    "format": (("-m", "ruff", "format", "--check", "--quiet", "."),),
    "lint": (("-m", "ruff", "check", "--quiet", "."),),
    "types": (("-m", "mypy"), ("-m", "mypy", "main.py", "scripts")),
    "imports": (("-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"),),
    "tests": (("-m", "pytest", "-n", "2", "--dist", "worksteal", "--quiet"),),
}


def main() -> int:
    """Set up what is missing and run the checks named, or all; a failure does not keep the next from running."""
    use_fitting_python()
    wanted = sys.argv[1:] or list(CHECKS)
    unknown = [name for name in wanted if name not in CHECKS]
    if unknown:
        stop(f"There is no check {', '.join(unknown)}; there are {', '.join(CHECKS)}.")
    system_libraries(screen=False)
    python = environment("check")
    results = {name: _passes(python, name) for name in wanted}
    failed = [name for name, passed in results.items() if not passed]
    print(f"\nNot passed: {', '.join(failed)}." if failed else f"\nAll passed: {', '.join(results)}.")
    return 1 if failed else 0


def _passes(python: Path, name: str) -> bool:
    print(f"\n== {name}", flush=True)
    started = time.monotonic()
    surroundings = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "MYPYPATH": "scripts"}
    passed = True
    for arguments in CHECKS[name]:
        status = subprocess.run([python, *arguments], cwd=ROOT, env=surroundings, check=False).returncode
        if status < 0:
            print(f"\nSomething ended it from outside, with signal {-status}.")
        passed = passed and status == 0
    print(f"== {name} {'passed' if passed else 'FAILED'} in {time.monotonic() - started:.0f} s", flush=True)
    return passed


if __name__ == "__main__":
    sys.exit(main())
