"""The words of the ways of working that the agreement does not prescribe."""

from __future__ import annotations

from collections.abc import Mapping

CONVENTIONS: Mapping[str, str] = {
    "conventions/agreement_silent": "The agreement does not say.",
    "conventions/nothing_entered": "What is not entered is 0.",
    "conventions/corrected_by_difference": "A figure that was typed over is corrected by the difference.",
    "conventions/default_reading": "the default reading",
    "conventions/priority_plan": "priority plan {plan}",
    "conventions/rounded_to_the_cent": (
        "a total is rounded once, half-even, to the cent; its lines are rounded so that they add up to it"
    ),
    "conventions/roll_chosen": "a roll counsel has chosen; the agreement has none",
}
"""Every convention a figure can rest on."""
