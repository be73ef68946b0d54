"""How the gravity of what is said shows everywhere in the window: a chip's look, and a sign behind a name.

The word beside it is always `wording.gravity_name`; the tone only repeats what word and shape say.
"""

from __future__ import annotations

from collections.abc import Mapping

from rra_desktop import wording
from rra_desktop.domain.statements import WEIGHTY, Gravity
from ui.widgets.chips import ChipLook, Shape, Tone

_IMPOSSIBLE = ChipLook(Tone.DANGER, Shape.SOLID)
_LOOKS: Mapping[Gravity, ChipLook] = {
    Gravity.ERROR: _IMPOSSIBLE,
    Gravity.CONTRADICTION: _IMPOSSIBLE,
    Gravity.CONFLICT: _IMPOSSIBLE,
    Gravity.DOUBT: ChipLook(Tone.WARN, Shape.DASHED),
    Gravity.NOTE: ChipLook(Tone.QUIET, Shape.SOFT),
    Gravity.SILENCE: ChipLook(Tone.QUIET, Shape.HOLLOW),
}


def gravity_look(gravity: Gravity) -> ChipLook:
    """Return how a chip is drawn that says something of this gravity."""
    return _LOOKS[gravity]


def gravity_sign(gravity: Gravity) -> str:
    """Return the sign that stands for this gravity where there is no room for a chip: a triangle from a doubt on."""
    return "▲" if gravity in WEIGHTY else "•"


def signed_word(gravity: Gravity | None) -> str:
    """Return sign and word to stand behind a name, as “▲ Doubt”; empty where nothing is said."""
    return "" if gravity is None else f"{gravity_sign(gravity)} {wording.gravity_name(gravity)}"
