"""Claims by kind of share, for a plan that tells kinds apart, and the rows of holders made of them again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from rra_desktop.calculation.cutback.offering_claims import OfferingClaims, RegisterAsOf
from rra_desktop.calculation.money.proceeds import added
from rra_desktop.domain.allocation import Allocation, GroupAllocation, KindAllocation
from rra_desktop.domain.priority_plans import PriorityPlan
from rra_desktop.domain.register import Holder, Security

_KINDS = (Security.COMMON, Security.PREFERRED, Security.WARRANT, Security.OTHER_REGISTRABLE)


def kinds_in_order(plan: PriorityPlan) -> tuple[Security, ...]:
    """Return the kinds of share in the order in which a plan serves them, nothing for one that tells none apart."""
    served = [kind for tier in plan.tiers for kind in tier.securities]
    return tuple(dict.fromkeys((*served, *_KINDS))) if served else ()


def claims_by_kind(
    claims: OfferingClaims, register: Sequence[Holder], positions: RegisterAsOf, kinds: Sequence[Security]
) -> OfferingClaims:
    """Return the claims with a place for each kind of share that a holder has, in the order in which they are served.

    A request for less than a holder has is taken from the kinds in that order: it does not say which shares it means.
    """
    columns, places = positions.registrable_by_kind, {holder.id: place for place, holder in enumerate(register)}
    lines: list[tuple[Holder, Security, int, int]] = []
    for holder, asked in zip(claims.holders, claims.asked, strict=True):
        place, left = places[holder.id], asked
        has = [(kind, columns[kind][place]) for kind in kinds if kind in columns and columns[kind][place]]
        for kind, held in has or [(kinds[0], 0)]:
            taken = min(left, held)
            lines.append((holder, kind, held, taken))
            left -= taken
        if left:
            lines[-1] = (*lines[-1][:3], lines[-1][3] + left)
    return replace(
        claims,
        holders=[line[0] for line in lines],
        kinds=[line[1] for line in lines],
        held=[line[2] for line in lines],
        asked=[line[3] for line in lines],
        caps=[min(line[2], line[3]) for line in lines],
    )


def taken_in_part(claims: OfferingClaims) -> Iterable[int]:
    """Yield the places of holders of several kinds whose request is for less than they have, the last of each."""
    for place in claims.places.values() if claims.kinds else ():
        own = claims.places_of(claims.holders[place].id)
        asked, held = (sum(column[each] for each in own) for column in (claims.asked, claims.held))
        if len(own) > 1 and 0 < asked < held:
            yield place


def row_of_kinds(rows: Sequence[Allocation], kinds: Sequence[Security]) -> Allocation:
    """Return the row of a holder from those of its kinds of share."""
    first = rows[0]
    return replace(
        first,
        held=None if first.held is None else sum(each.held or 0 for each in rows),
        requested=sum(each.requested for each in rows),
        counted=sum(each.counted for each in rows),
        quota=sum((each.quota for each in rows), Fraction(0)),
        allocated=sum(each.allocated for each in rows),
        cut=sum(each.cut for each in rows),
        round=max((each.round for each in rows if each.round is not None), default=None),
        participates=any(each.participates for each in rows),
        over_asked=any(each.over_asked for each in rows),
        gross=added(each.gross for each in rows),
        discount=added(each.discount for each in rows),
        net=added(each.net for each in rows),
        indemnity_cap=added(each.indemnity_cap for each in rows),
        kinds=tuple(
            KindAllocation(kind, each.held, each.counted, each.quota, each.allocated, each.cut, each.round)
            for kind, each in zip(kinds, rows, strict=True)
        ),
    )


def group_of_kinds(rows: Sequence[GroupAllocation]) -> GroupAllocation:
    """Return the row of an affiliate group from those of its kinds of share."""
    first = rows[0]
    members: Mapping[str, None] = dict.fromkeys(member for each in rows for member in each.members)
    return replace(
        first,
        members=tuple(members),
        held=None if first.held is None else sum(each.held or 0 for each in rows),
        requested=sum(each.requested for each in rows),
        counted=sum(each.counted for each in rows),
        weight=sum(each.weight for each in rows),
        quota=sum((each.quota for each in rows), Fraction(0)),
        allocated=sum(each.allocated for each in rows),
        cut=sum(each.cut for each in rows),
        round=max((each.round for each in rows if each.round is not None), default=None),
    )
