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
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import long_form
from set_up import ROOT, c_compiler, environment, stop, system_libraries, use_fitting_python

CHECKS = {
    "format": ("-m", "ruff", "format", "--check", "--quiet", "."),
    "lint": ("-m", "ruff", "check", "--quiet", "."),
    "types": ("-m", "mypy"),
    "imports": ("-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"),
    "tests": long_form.TWO_WORKERS,
}
LONG_CHECKS: Mapping[str, Callable[[Path], bool]] = {
    "screens": long_form.screens,
    "alone": long_form.alone,
    "any-order": long_form.any_order,
}

COMPILED_ONCE: Mapping[str, str] = {
    "PYTHONDONTWRITEBYTECODE": "",
    "PYTHONPYCACHEPREFIX": str(ROOT / "build" / "compiled"),
}
"""Where Python keeps what it compiled, also on a machine told to keep nothing: tests start the program many times."""


def main() -> int:
    """Set up what is missing and run the checks named, or all; a failure does not keep the others from running."""
    use_fitting_python()
    wanted = sys.argv[1:] or [*CHECKS, *(LONG_CHECKS if os.environ.get("RRA_LONG") == "1" else ())]
    unknown = [name for name in wanted if name not in {*CHECKS, *LONG_CHECKS}]
    if unknown:
        stop(f"There is no check {', '.join(unknown)}; there are {', '.join([*CHECKS, *LONG_CHECKS])}.")
    system_libraries(screen=False)
    c_compiler()
    python = environment("check")
    os.environ.update(QT_QPA_PLATFORM="offscreen", **COMPILED_ONCE)
    beside = [name for name in wanted if name in CHECKS and name != "tests"]
    with ThreadPoolExecutor(1) as reading:  # one core reads the code; while the tests start, another is theirs
        read = [reading.submit(_reads, python, name) for name in beside]
        ran = {name: _runs(python, name) for name in wanted if name not in beside}
    results = dict(zip(beside, (each.result() for each in read), strict=True)) | ran
    failed = [name for name, passed in results.items() if not passed]
    print(f"\nNot passed: {', '.join(failed)}." if failed else f"\nAll passed: {', '.join(results)}.")
    return 1 if failed else 0


def _reads(python: Path, name: str) -> bool:
    """Run a check that only reads the code, and print what it says when it has ended: others may be printing."""
    started = time.monotonic()
    ended = subprocess.run(
        [python, *CHECKS[name]], cwd=ROOT, check=False, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    said = f"\n== {name}\n{ended.stdout.decode(errors='replace')}{_killed(ended.returncode)}"
    print(f"{said}{_outcome(name, started, passed=ended.returncode == 0)}", flush=True)
    return ended.returncode == 0


def _runs(python: Path, name: str) -> bool:
    print(f"\n== {name}", flush=True)
    started = time.monotonic()
    if name in LONG_CHECKS:
        passed = LONG_CHECKS[name](python)
    else:
        status = subprocess.run([python, *CHECKS[name]], cwd=ROOT, check=False).returncode
        print(_killed(status), end="")
        passed = status == 0
    print(_outcome(name, started, passed=passed), flush=True)
    return passed


def _killed(status: int) -> str:
    return f"\nSomething ended it from outside, with signal {-status}.\n" if status < 0 else ""


def _outcome(name: str, started: float, *, passed: bool) -> str:
    return f"== {name} {'passed' if passed else 'FAILED'} in {time.monotonic() - started:.0f} s"


if __name__ == "__main__":
    sys.exit(main())
