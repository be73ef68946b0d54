"""The terms and readings that the program reads by their names, so that a form must have them as it knows them.

Whatever a form comes to declare in full, such as the count of a deadline, leaves this list.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from rra_desktop.domain.agreement import TermKind

TERMS: Final[Mapping[str, TermKind]] = {
    "units_offered": TermKind.NUMBER,
    "unit_price": TermKind.MONEY,
    "common_per_unit": TermKind.NUMBER,
    "preferred_per_unit": TermKind.NUMBER,
    "warrants_per_unit": TermKind.NUMBER,
    "common_per_preferred": TermKind.RATIO,
    "common_per_warrant": TermKind.RATIO,
    "warrant_price": TermKind.MONEY,
    "warrant_years": TermKind.YEARS,
    "fraction_rule": TermKind.CHOICE,
    "delay_days": TermKind.DAYS,
}
"""The kind of each term."""

TERM_CHOICES: Final[Mapping[str, tuple[str, ...]]] = {"fraction_rule": ("floor", "nearest", "ceil")}
"""The choices of each term that is one."""

READING_CHOICES: Final[Mapping[str, tuple[str, ...]]] = {
    "registrable_basis": ("as_converted", "issued_only"),
    "majority_basis": ("units_held", "intact_units", "as_converted_shares"),
    "majority_of": ("held_by_investors", "all_issued", "all_offered"),
    "majority_day": ("received", "given"),
    "joinder": ("whenever_signed", "at_transfer"),
    "filing_floor_receipt": ("last", "first"),
    "request_window_from": ("given", "received"),
    "filing_conflict": ("latest_controls", "earliest_controls"),
    "delay_effect": ("toll", "restart"),
    "delay_from": ("offering_effective", "activity_commenced"),
    "effect_means": ("effectiveness", "filing"),
    "cooling_off_trigger": ("resale_forms", "any_statement"),
    "delay_test_from": ("given", "received"),
    "delay_once": ("in_all", "per_demand"),
    "effectiveness_from": ("first_filing", "last_amendment"),
    "second_demand_bar": ("does_not_apply", "applies"),
    "company_right_waived_by": ("company", "all"),
    "demand_needs_registration_notice": ("no", "yes"),
    "keep_effective_end": ("both", "2(e)", "2(b)"),
    "initiators_window": ("yes", "no"),
    "late_request": ("curable", "strict"),
    "held_on": ("offering_day", "notice_day", "effective_day"),
    "cutback_weight": ("held", "requested"),
    "cutback_reallocate": ("yes", "no"),
    "affiliate_scope": ("all_related", "participating_only"),
    "affiliate_entities": ("any_entity", "as_written"),
    "share_rounding": ("largest_remainder", "floor", "round_lot_100"),
    "cut_shares_stay_registered": ("no", "yes"),
    "indemnity_proceeds": ("gross", "net_of_discount"),
    "day_roll": ("none", "next_business_day", "previous_business_day", "nevada"),
}
"""The choices of each reading, by their ids."""

NEEDED_READINGS: Final = frozenset(READING_CHOICES) - {
    "majority_basis",
    "majority_of",
    "majority_day",
    "joinder",
    "delay_once",
}
"""The readings that a form must have, whatever it declares; the others are asked for only where it names them."""
