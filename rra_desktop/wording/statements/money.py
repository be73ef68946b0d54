"""The words of what is said of proceeds, expenses and contribution."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final

from rra_desktop.wording import names, writing
from rra_desktop.wording.statements.template import Words, filled_in


def _percent(entered: Decimal) -> str:
    """Write a percentage as it was entered, without exponent."""
    return f"{entered:f}%"


def _discount_percent(facts: Mapping[str, Any]) -> str:
    return f"{_percent(facts['percent'])} of the price"


def _discount_rule(facts: Mapping[str, Any]) -> str:
    each = filled_in("{per_share:price}", facts) if facts["percent"] is None else ""
    each = each or filled_in("{price:price} × ", facts) + _percent(facts["percent"])
    return filled_in("{shares} × ", facts) + each + filled_in(" = {amount}", facts)


def _after_the_first(facts: Mapping[str, Any]) -> str:
    first = "the first registration" if facts["first"] == 1 else f"the first {facts['first']:,} registrations"
    return f"{writing.section(facts['section']) or 'The agreement'} covers {first}; this is no. {facts['number']:,}."


def _without_cap(facts: Mapping[str, Any]) -> str:
    caps = writing.section(facts["cap"]) or "it"
    return f"The agreement does not cap contribution at a Selling Investor’s proceeds, as {caps} caps its indemnity."


def _none_for_fraud(facts: Mapping[str, Any]) -> str:
    where = f" ({writing.section(facts['section'])}, end)" if facts["section"] else ""
    return f"Nobody guilty of fraudulent misrepresentation has contribution from one who is not{where}."


MONEY: Final[Mapping[str, Words]] = {
    "money/price_missing": "the price a share",
    "money/discount_missing": "the underwriting discount",
    "money/two_discounts": "one underwriting discount: it is entered both in per cent and per share",
    "money/expense_remark": "{text}",
    "money/category_not_covered": "The agreement does not say who pays this category.",
    "money/expense_after_the_first": _after_the_first,
    "money/expense_beyond_cap": (
        "Of what {section} covers at most {cap} a registration: {within} of this expense, and {beyond} beyond."
    ),
    "money/expense": lambda facts: f"{names.category_name(facts['category'])}, {writing.date_only(facts['day'])}",
    "money/borne_by": lambda facts: f"Borne by {names.bearer_name(facts['bearer'])}",
    "money/borne_whole": lambda facts: f"{names.bearer_name(facts['bearer'])}, the whole of it",
    "money/expenses_stay_with_company": (
        "The registration was withdrawn; its Registration Expenses stay with the Company{cited}."
    ),
    "money/a_court_decides": (
        "A court decides: where benefits alone may not be followed by law, fault and other equitable considerations "
        "are weighed beside them{cited}."
    ),
    "money/contribution_without_cap": _without_cap,
    "money/no_contribution_for_fraud": _none_for_fraud,
    "money/net_proceeds_of": "the net proceeds of {party}",
    "money/net_proceeds_of_either": "net proceeds on either side",
    "money/fault_of": "the share of the fault of {party}, as counsel sees it",
    "money/price_and_discount": "the price and the discount",
    "money/net_proceeds_label": "Net proceeds of {party}",
    "money/fault_label": "Share of the fault of {party}",
    "money/by_benefits": "Contribution by relative benefits",
    "money/by_fault": "Contribution by relative fault",
    "money/loss": "Loss",
    "money/benefits_rule": "{loss} × {mine} / {both} = {amount}",
    "money/fault_rule": "{loss} × {fault:plain} = {amount}",
    "money/price": "Price",
    "money/underwriting_discount": "Underwriting discount",
    "money/not_entered": "not entered",
    "money/price_rule": "{price:price} a share",
    "money/discount_percent": _discount_percent,
    "money/gross_rule": "{shares} × {price:price} = {amount}",
    "money/discount_rule": _discount_rule,
    "money/net_rule": "{gross} − {discount} = {net}",
    "money/amounts_added": "{lines} sellers’ amounts added up",
    "money/no_indemnity": "not a Selling Investor: gives no indemnity under this agreement{cited}",
    "money/indemnity_cap_rule": "proceeds from the registered sale, {proceeds}: {amount}",
    "money/cent_from_its_rounding": (
        "A cent from its own rounding, so that the column adds up to its exact total, rounded once."
    ),
    "money/no_proportion": "no proportion: the two sides together have no net proceeds",
    "money/fault_entered": "as counsel entered it",
    "money/after_discounts": "after discounts and expenses",
}
"""By the kind of statement."""
