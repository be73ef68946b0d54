"""The rounds of a cutback in words, with the whole shares at the end."""

from __future__ import annotations

from collections.abc import Container, Sequence

from rra_desktop import wording
from rra_desktop.domain.allocation import CutbackOutcome, CutbackRound
from rra_desktop.domain.matter import Matter
from rra_desktop.domain.priority_plans import Tier, Weight
from rra_desktop.report.blocks import Phrase, plain, strong
from rra_desktop.report.phrases import listed, reading_label
from rra_desktop.report.sections.single_investors import SingleInvestor

_MOST_NAMES = 4
_MOST_QUOTAS = 8


def rounds_text(matter: Matter, outcome: CutbackOutcome, sellers: Sequence[SingleInvestor]) -> Phrase:
    """Tell the rounds one after the other: what was divided over what, and who reached its request."""
    names = {"company": "the Company", **{seller.subject: seller.bare_name for seller in sellers}}
    begun = set[int]()
    text: list[Phrase] = []
    for each in outcome.rounds:
        told = f"{_divided(matter, outcome, each, begun)}{_reached(each, names)}{_quotas(each, sellers)}"
        text += [strong(f"Round {each.number}"), plain(f" · {told}. ")]
        begun.add(each.tier)
    if outcome.rounds:
        text.append(_whole_shares(matter, outcome, sellers))
    return tuple(part for each in text for part in each)


def _divided(matter: Matter, outcome: CutbackOutcome, of: CutbackRound, begun: Container[int]) -> str:
    """Say what is divided over what; the first round of a rank says among whom and by what measure."""
    divided = f"{wording.quota(of.capacity)} over {wording.shares(of.weight)}"
    if of.tier in begun:
        return divided
    tier = outcome.tiers[of.tier - 1]
    members = [wording.member_name(matter.form, member) for member in tier.members]
    among = f"{listed(members, len(members))}{_kinds(tier)}, " if len(outcome.tiers) > 1 else ""
    by_reading = tier.weight is Weight.READING
    measure = reading_label(matter, "cutback_weight") if by_reading else wording.measure_name(tier.weight)
    return f"{among}{divided} {measure}"


def _kinds(tier: Tier) -> str:
    """Name the kinds of share of a rank that serves only some."""
    if not tier.securities:
        return ""
    return f" with {listed([wording.kind_of_share_name(each) for each in tier.securities], len(tier.securities))}"


def _reached(of: CutbackRound, names: dict[str, str]) -> str:
    """Say who reaches its request, and who gets the least share below which it cannot be cut."""
    several, said = len(of.capped) > 1, []
    if of.capped:
        reached = "reach their requests" if several else "reaches its request"
        if of.short:
            reached = "reach their least shares" if several else "reaches its least share"
        said.append(f"{listed([names.get(each, each) for each in of.capped], _MOST_NAMES)} {reached}")
    if of.kept:
        get = "get their least shares" if len(of.kept) > 1 else "gets its least share"
        said.append(f"{listed([names.get(each, each) for each in of.kept], _MOST_NAMES)} {get}")
    return f": {' and '.join(said)}" if said else ""


def _quotas(of: CutbackRound, sellers: Sequence[SingleInvestor]) -> str:
    """Write the exact quotas of those whom the round served without reaching their request."""
    settled = (*of.capped, *of.kept)
    served = [each for each in sellers if each.round == of.number and each.subject not in settled and each.quota]
    if not served or len(served) > _MOST_QUOTAS:
        return ""
    return ("; " if of.capped else ": ") + "quotas " + ", ".join(wording.quota(each.quota) for each in served)


def _whole_shares(matter: Matter, outcome: CutbackOutcome, sellers: Sequence[SingleInvestor]) -> Phrase:
    down = sum(int(each.quota) for each in sellers)
    left = outcome.total_allocated - down
    if all(each.quota.denominator == 1 for each in sellers):
        return ()
    said = f" · {wording.shares(down)} after rounding down"
    if left > 0:
        lucky = [each.bare_name for each in sellers if each.allocated > int(each.quota)]
        shares_left = "the one left goes" if left == 1 else f"the {wording.shares(left)} left go one each"
        remainder = "the largest remainder" if left == 1 else "the largest remainders"
        said += f"; {shares_left} to {listed(lucky, _MOST_NAMES)}, {remainder}"
    elif left < 0:
        rule = reading_label(matter, "share_rounding")
        said = f" · {wording.shares(outcome.total_allocated)} under the reading {rule}"
    return (*strong("Whole shares"), *plain(said + ". "))
