"""The rounds of a cutback in sentences, and the notes that go with the outcome."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from rra_desktop import wording
from rra_desktop.domain.allocation import CutbackOutcome, CutbackRound
from rra_desktop.domain.matter import Matter
from rra_desktop.domain.priority_plans import Tier, Weight
from rra_desktop.domain.register import Holder

_NAMED = 3


def rounds_in_words(matter: Matter, outcome: CutbackOutcome) -> Iterator[tuple[str, str]]:
    """Yield for each round what is divided over what, and who reaches its request in it."""
    names = {holder.id: holder for holder in matter.holders}
    several = len({each.tier for each in outcome.rounds}) > 1
    for each in outcome.rounds:
        tier = outcome.tiers[each.tier - 1]
        rank = f" · {_tier_name(matter, tier)}" if several else ""
        divided = f"{_shares(each.capacity)} over {wording.shares(each.weight)} {_weight(matter, tier)}{rank}"
        yield divided, _capped(each, names)


def _shares(capacity: Fraction) -> str:
    return f"{wording.quota(capacity)} shares"


def _weight(matter: Matter, tier: Tier) -> str:
    by_reading = tier.weight is Weight.READING
    return wording.measure_name(Weight(matter.choice("cutback_weight")) if by_reading else tier.weight)


def _tier_name(matter: Matter, tier: Tier) -> str:
    members = " and ".join(wording.member_name(matter.form, member) for member in tier.members)
    if not tier.securities:
        return members
    return f"{members} with {' and '.join(map(wording.kind_of_share_name, tier.securities))}"


def _capped(each: CutbackRound, names: Mapping[str, Holder]) -> str:
    if not each.capped and not each.kept:
        return "Nobody reaches a request; divided for good."
    said = []
    if each.capped:
        reached = "reaches its request" if len(each.capped) == 1 else "reach their requests"
        if each.short:
            reached = "reaches its least share" if len(each.capped) == 1 else "reach their least shares"
        said.append(f"{_named(each.capped, names)} {reached}")
    if each.kept:
        get = "gets the least share below which it" if len(each.kept) == 1 else "get the least shares below which they"
        said.append(f"{_named(each.kept, names)} {get} cannot be cut")
    return f"{'; '.join(said)}; the rest goes round again."


def _named(who: Sequence[str], names: Mapping[str, Holder]) -> str:
    named = [names[one].name if one in names else "The Company" if one == "company" else one for one in who]
    rest = len(named) - _NAMED
    return ", ".join(named[:_NAMED]) + (f" and {rest} more" if rest > 0 else "")
