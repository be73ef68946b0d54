"""The command line: a shell around the session without a window, and the proof that the core needs no Qt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

COMMANDS: Final[Mapping[str, str]] = {
    "new": "Make a matter file: empty, with the sample register, or from a matter's JSON.",
    "holdings": "Show the register and its totals as of a day.",
    "deadlines": "Show every deadline with where it stands and why.",
    "cutback": "Show who gets how many shares of an offering, round by round.",
    "damages": "Show what each holder is owed for limits that are not kept, as of a day.",
    "report": "Write the summary as a PDF.",
    "export": "Write the whole matter as JSON.",
    "check": "Look for damage and contradictions in a matter file.",
    "form": "List the agreement forms, check the file of one, or begin a new one.",
}
"""Every command with what it does; each lives in the module of its name, which is imported when it is called."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit status: 0 done, 1 refused or something found, 2 wrong usage."""
    from rra_desktop.cli.program import run  # noqa: PLC0415 - who only asks for COMMANDS needs no click

    return run(arguments)
