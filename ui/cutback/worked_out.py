"""Why a cell of the Cutback room cannot be typed over: from what it is worked out, and where to type instead."""

from __future__ import annotations

from rra_desktop import wording
from rra_desktop.domain.agreement import AgreementForm
from ui.cutback.seller_lines import Seller, SellerKind

_REQUESTS = {
    SellerKind.GROUP: "Worked out from its members’ requests[cutback]: open the group and type there.",
    SellerKind.TOTAL: "Worked out: the sum of all requests. Type in the holders’ rows.",
}
_ALLOCATED = {
    SellerKind.GROUP: (
        "Worked out by the cutback for the group as one Investor[cutback]. Change the requests, the underwriters’ "
        "maximum or the plan; how the members share it is typed in their rows."
    ),
    SellerKind.TOTAL: "Worked out: what the cutback gives to all holders together[cutback].",
    SellerKind.SINGLE: (
        "Worked out by the cutback[cutback] from the requests, the underwriters’ maximum and the plan: change those."
    ),
    SellerKind.MEMBER: (
        "Worked out: its part of what its group gets[cutback]. The group’s own split can be typed where several of its "
        "members ask."
    ),
}
_NAMES = {
    SellerKind.GROUP: "This row stands for an affiliate group[cutback]; names and groups are changed in Holdings.",
    SellerKind.TOTAL: "This line adds up all holders.",
}
_MONEY = {
    "gross": "Worked out: the shares allocated times the price. Type over requests, or change the offering’s price.",
    "discount": (
        "Worked out from the gross amount and the underwriters’ discount[expenses]: change that in the offering."
    ),
    "net": "Worked out: the gross amount less the discount.",
    "indemnity_cap": "Worked out: the most a Selling Investor can owe under its indemnity[indemnity].",
}


def why_not_typed(seller: Seller, column: str, form: AgreementForm) -> str:
    """Return the sentence for one cell of the sellers under an agreement; the file itself can be written."""
    return wording.cited(_why_not_typed(seller, column), form)


def why_money_is_not_typed(column: str, form: AgreementForm) -> str:
    """Return the sentence for one cell of the money under an agreement."""
    said = _MONEY.get(column, "Who sells follows from the cutback; names are changed in Holdings.")
    return wording.cited(said, form)


def _why_not_typed(seller: Seller, column: str) -> str:
    if column == "name":
        return _NAMES.get(seller.kind, "Names are changed in Holdings.")
    if column == "held":
        return "Worked out from the register as of the offering’s day[registrable]: change it in Holdings."
    if column == "requested":
        return _REQUESTS.get(seller.kind, "")
    if column == "allocated":
        return _ALLOCATED[seller.kind]
    if column in ("cut", "percent"):
        return "Worked out: what was requested less what is allocated[cutback]."
    return "Drawn from what is allocated and what was requested."
