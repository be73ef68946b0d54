"""How the program reads an agreement that leaves a question open and whose form does not ask it.

A form asks what its own words leave open, with the choices. What it does not ask is read one way, the plainest, and
nobody is offered another.
"""

from __future__ import annotations

from typing import Final

from rra_desktop.domain.agreement import Choice, Reading


def _read_as(reading: str, question: str, choice: str, label: str, meaning: str) -> Reading:
    return Reading(reading, "", question, (Choice(choice, label, meaning),))


UNSAID: Final = (
    _read_as(
        "registrable_basis",
        "Do securities not yet converted or exercised count?",
        "as_converted",
        "as-converted",
        "Shares issuable on conversion and exercise count as if they were issued.",
    ),
    _read_as(
        "majority_basis",
        "What is a holding of Units, once their parts can be separated?",
        "units_held",
        "Units held",
        "Units as bought, and as transferred as Units, until nothing of what was in them is left.",
    ),
    _read_as("majority_of", "A share of which securities?", "held_by_investors", "held by holders", "Those held."),
    _read_as(
        "majority_day",
        "On which day are those who demand measured?",
        "received",
        "the day the notice was received",
        "On the day the Company receives the notice.",
    ),
    _read_as(
        "joinder",
        "Is a transferee that signed its counterpart after the transfer a party?",
        "whenever_signed",
        "from the day it signed",
        "It is one from the day of its counterpart on, and is marked.",
    ),
    _read_as(
        "late_request",
        "Is a timely request that lacks something good once it is completed?",
        "curable",
        "good once completed",
        "What was missing can be given later.",
    ),
    _read_as(
        "held_on",
        "On which day are the shares held that weigh in a cutback?",
        "offering_day",
        "the day of the offering",
        "On the day of the offering.",
    ),
    _read_as("cutback_weight", "Pro rata to what?", "held", "shares held", "In proportion to the shares held."),
    _read_as(
        "cutback_reallocate",
        "Does what a holder leaves unused go to the others?",
        "yes",
        "goes to the others",
        "Room that a holder does not use goes round again.",
    ),
    _read_as(
        "affiliate_scope",
        "Whose shares are in the aggregate of an affiliate group?",
        "all_related",
        "all related holders",
        "All members of the group, whether they sell or not.",
    ),
    _read_as(
        "affiliate_entities",
        "Which holders are taken together with their affiliates?",
        "any_entity",
        "any holder",
        "Holders of every kind.",
    ),
    _read_as(
        "share_rounding",
        "How is a proportion made whole shares?",
        "largest_remainder",
        "largest remainders",
        "Whole shares first, then one each to the largest remainders.",
    ),
    _read_as(
        "cut_shares_stay_registered",
        "Do shares cut from the underwriting stay in the registration statement?",
        "no",
        "they leave it",
        "Shares cut are not registered.",
    ),
    _read_as(
        "indemnity_proceeds",
        "Proceeds before or after the underwriters’ discount?",
        "gross",
        "gross",
        "Before the underwriters’ discount.",
    ),
    _read_as(
        "initiators_window",
        "May those who demand add shares within the others’ time to ask?",
        "yes",
        "they may",
        "Their shares can be added within the same days.",
    ),
    _read_as(
        "company_right_waived_by",
        "Who signs away a limit that protects the Company alone?",
        "company",
        "the Company",
        "The Company’s signature is enough.",
    ),
    _read_as(
        "demand_needs_registration_notice",
        "Does a demand call for a notice to all holders besides?",
        "no",
        "no",
        "The notice of the demand is enough.",
    ),
    _read_as("day_roll", "Does a last day on a closed day move?", "none", "it stays", "The day counted stands."),
)
"""Each reading that the calculation asks of every agreement, with the one choice it has where a form does not ask."""
