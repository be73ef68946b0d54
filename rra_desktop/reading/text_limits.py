"""How large a text of an agreement may be, and how it is said that a file cannot be read."""

from __future__ import annotations

from typing import Final

from rra_desktop.domain.bounds import LONGEST_AGREEMENT
from rra_desktop.errors import UserError

LARGEST_FILE: Final = 25_000_000
"""The most bytes a file may have, and the most that may be unpacked from one."""


class UnreadableTextError(UserError):
    """A file offered as the agreement's text cannot be read; the sentence says why and what to do."""


def too_large() -> UnreadableTextError:
    """Return the refusal of a file that is, or unpacks to, more than any agreement."""
    return UnreadableTextError(
        f"The file holds more than {LARGEST_FILE:,} bytes, which no agreement needs; attach the agreement alone, "
        "without pictures and exhibits."
    )


def too_long() -> UnreadableTextError:
    """Return the refusal of a text longer than a matter keeps."""
    return UnreadableTextError(
        f"The text has more than {LONGEST_AGREEMENT:,} characters; attach the agreement alone, without its exhibits."
    )


def damaged(kind: str, way_out: str) -> UnreadableTextError:
    """Return the refusal of a file of a kind that is not whole."""
    return UnreadableTextError(f"The file begins as {kind} and is not a whole one; {way_out}")
