"""What a command leaves behind, for tests to look at."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeAlias


@dataclass(frozen=True)
class Said:
    """The exit status of a command, and what stands on standard output and standard error."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> dict[str, Any]:
        """The answer, which is all of standard output, of a command that had nothing to say against it."""
        assert (self.status, self.err) == (0, "")
        answer: dict[str, Any] = json.loads(self.out)
        return answer

    @property
    def refusal(self) -> str:
        """The one sentence with which a command refused, having said nothing else."""
        assert (self.status, self.out) == (1, "")
        (sentence,) = self.err.splitlines()
        return sentence


Rra: TypeAlias = Callable[..., Said]
"""Runs a command."""
