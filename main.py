"""Start the registration rights desk: its window, or a command without one and without Qt."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from rra_desktop.cli import COMMANDS

MEASURE = "--exit-after-first-paint"
_MATTER_SUFFIX = ".rra"


def main(arguments: Sequence[str] | None = None) -> int:
    """Open the window, or run the command that is named first; returns the exit status."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if not wants_window(given):
        from rra_desktop.cli import main as run_command  # noqa: PLC0415 - a window needs no commands

        return run_command(given)
    from ui.application import run  # noqa: PLC0415 - a command needs no window

    files = [Path(each) for each in given if each != MEASURE]
    return run(files[0] if files else None, exit_after_first_paint=MEASURE in given)


def wants_window(arguments: Sequence[str]) -> bool:
    """Say whether the arguments ask for the window: none at all, or one file that no command is called."""
    files = [each for each in arguments if each != MEASURE]
    if len(files) != 1:
        return not files
    return files[0].lower().endswith(_MATTER_SUFFIX) or (files[0] not in COMMANDS and Path(files[0]).is_file())


if __name__ == "__main__":
    sys.exit(main())
