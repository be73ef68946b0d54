"""Run every check and test, without a screen; the exit status is 0 when all of them pass.

python3 scripts/check.py                          all that are quick
python3 scripts/check.py lint types               some of them
python3 scripts/check.py screens alone any-order  the tests run in other ways, see long_form.py
RRA_LONG=1 python3 scripts/check.py               everything, the tests in their long form
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import long_form
from set_up import ROOT, c_compiler, environment, stop, system_libraries, use_fitting_python

CHECKS = {
    "format": (("-m", "ruff", "format", "--check", "--quiet", "."),),
    "lint": (("-m", "ruff", "check", "--quiet", "."),),
    "types": (("-m", "mypy"), ("-m", "mypy", "main.py", "scripts")),
    "imports": (("-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"),),
    "tests": (long_form.TWO_WORKERS,),
}
LONG_CHECKS: Mapping[str, Callable[[Path], bool]] = {
    "screens": long_form.screens,
    "alone": long_form.alone,
    "any-order": long_form.any_order,
}


def main() -> int:
    """Set up what is missing and run the checks named, or all; a failure does not keep the next from running."""
    use_fitting_python()
    wanted = sys.argv[1:] or [*CHECKS, *(LONG_CHECKS if os.environ.get("RRA_LONG") == "1" else ())]
    unknown = [name for name in wanted if name not in {*CHECKS, *LONG_CHECKS}]
    if unknown:
        stop(f"There is no check {', '.join(unknown)}; there are {', '.join([*CHECKS, *LONG_CHECKS])}.")
    system_libraries(screen=False)
    c_compiler()
    python = environment("check")
    os.environ.update(QT_QPA_PLATFORM="offscreen", MYPYPATH="scripts")
    results = {name: _passes(python, name) for name in wanted}
    failed = [name for name, passed in results.items() if not passed]
    print(f"\nNot passed: {', '.join(failed)}." if failed else f"\nAll passed: {', '.join(results)}.")
    return 1 if failed else 0


def _passes(python: Path, name: str) -> bool:
    print(f"\n== {name}", flush=True)
    started = time.monotonic()
    passed = LONG_CHECKS[name](python) if name in LONG_CHECKS else _all_pass(python, CHECKS[name])
    print(f"== {name} {'passed' if passed else 'FAILED'} in {time.monotonic() - started:.0f} s", flush=True)
    return passed


def _all_pass(python: Path, commands: tuple[tuple[str, ...], ...]) -> bool:
    passed = True
    for arguments in commands:
        status = subprocess.run([python, *arguments], cwd=ROOT, check=False).returncode
        if status < 0:
            print(f"\nSomething ended it from outside, with signal {-status}.")
        passed = passed and status == 0
    return passed


if __name__ == "__main__":
    sys.exit(main())
