"""Words on priority plans: who is served in each rank, by what measure and within what limits, and whom it is for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from fractions import Fraction

from rra_desktop.domain.agreement import AgreementForm
from rra_desktop.domain.allocation import KindAllocation
from rra_desktop.domain.priority_plans import COMPANY, OfferedPlan, Portion, Tier, Unused, Weight
from rra_desktop.wording import writing
from rra_desktop.wording.names import kind_of_share_name, measure_name, member_name


def ranks_in_words(form: AgreementForm, tiers: Iterable[Tier]) -> tuple[str, ...]:
    """Return a sentence for each rank of a plan, such as “1. Investors, pro rata to shares held; at least 30%.”."""
    return tuple(f"{number}. {rank_in_words(form, tier)}" for number, tier in enumerate(tiers, start=1))


def rank_in_words(form: AgreementForm, tier: Tier) -> str:
    """Return a sentence on one rank: who is served, by what measure, and within what limits."""
    who = writing.names([member_name(form, member) for member in tier.members])
    if tier.securities:
        who += f" with {writing.names([kind_of_share_name(each) for each in tier.securities])}"
    if tier.company_half:
        who += " and the Company, half and half"
    if tier.members != (COMPANY,):
        who += f", {_measure(tier.weight)}"
    said = "; ".join((who, *_limits(tier)))
    for case in tier.cases:
        said += f"; in some registrations instead {rank_in_words(form, case.tier).removesuffix('.')}"
    return f"{said[:1].upper()}{said[1:]}."


def _measure(weight: Weight) -> str:
    match weight:
        case Weight.READING:
            return "pro rata as the reading says"
        case Weight.EQUAL:
            return f"in {measure_name(weight)}"
        case _:
            return f"pro rata to {measure_name(weight)}"


def _limits(tier: Tier) -> Iterator[str]:
    if tier.floor is not None:
        yield f"not cut below {_portion(tier.floor)}"
    if tier.cap is not None:
        yield f"at most {_portion(tier.cap)}"
    if tier.most_cut is not None:
        yield f"together cut by at most {writing.percent(tier.most_cut)}"
    if tier.most_cut_each is not None:
        yield f"each cut by at most {writing.percent(tier.most_cut_each)}"
    if tier.removed_wholly:
        yield "removed wholly where not all of it fits"
    if tier.unused is not Unused.READING:
        yield "unused room goes round" if tier.unused is Unused.GOES_ROUND else "unused room is lost"
    if tier.lot > 1:
        yield f"in lots of {writing.shares(tier.lot)}"


def _portion(portion: Portion) -> str:
    match portion:
        case Fraction():
            return f"{writing.percent(portion)} of the offering"
        case Decimal():
            return f"{writing.money(portion)} of shares"
        case _:
            return f"{writing.shares(portion)} shares"


def fit_in_words(offered: OfferedPlan) -> str:
    """Say whom a plan is meant for and whether that is this registration; nothing for a plan for any."""
    if offered.plan.of_rule_415:
        meant = "what the SEC lets be registered for resale under Rule 415"
    elif offered.rights:
        meant = f"registrations under the right {writing.names([f'“{right}”' for right in offered.rights])}"
    else:
        return ""
    return f"Meant for {meant}{'' if offered.fits else ', which this one is not'}."


def kinds_in_words(kinds: Sequence[KindAllocation]) -> str:
    """Say what a holder gets of each kind of share, such as “Common 300 of 400; Warrant shares 0 of 100”."""
    return "; ".join(
        f"{kind_of_share_name(each.security)} {writing.shares(each.allocated)} of {writing.shares(each.counted)}"
        for each in kinds
    )
