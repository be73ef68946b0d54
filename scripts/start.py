"""Start the program on the sample matter; without a screen, write the sample's summary as a PDF and say where.

python3 scripts/start.py
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from set_up import ROOT, environment, has_screen, stop, system_libraries, use_fitting_python

FOLDER = ROOT / "build" / "sample"
MATTER = FOLDER / "BestNet 2003 (sample).rra"
SUMMARY = FOLDER / "BestNet 2003 (sample).pdf"
DAY = "2003-06-24"


def main() -> int:
    """Set up what is missing, make the sample once, and open it; returns the exit status of the program."""
    use_fitting_python()
    screen = has_screen()
    if screen:
        system_libraries(screen=True)
    python = environment("run")
    FOLDER.mkdir(parents=True, exist_ok=True)
    if not MATTER.exists() and _run(python, "new", str(MATTER), "--sample"):
        stop("The sample matter could not be made.")
    if screen:
        return _run(python, str(MATTER))
    print("There is no screen here, so the sample matter's summary is written instead.", flush=True)
    return _run(python, "report", str(MATTER), "--as-of", DAY, "--pdf", str(SUMMARY))


def _run(python: Path, *arguments: str) -> int:
    return subprocess.run([python, ROOT / "main.py", *arguments], check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
