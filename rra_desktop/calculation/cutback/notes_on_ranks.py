"""What a cutback says of the ranks of its plan: cases that hold, limits that cannot be kept, kinds of share."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from rra_desktop.calculation.cutback.division import Division
from rra_desktop.calculation.cutback.kinds_of_share import taken_in_part
from rra_desktop.calculation.cutback.priority import promised_to
from rra_desktop.calculation.cutback.priority_choice import PlanChoice, cases_in_force, undecided_cases
from rra_desktop.calculation.cutback.request_marks import MOST_NAMED
from rra_desktop.domain.priority_plans import INITIATORS
from rra_desktop.domain.statements import Gravity, Mark, Person, stated


def notes_on_ranks(choice: PlanChoice, division: Division) -> Iterator[Mark]:
    """Yield what is to be said of the ranks of a plan: which cases hold, and which limits cannot be kept."""
    plan = choice.plan
    if plan is None:
        return
    for number, condition in cases_in_force(plan, choice.facts):
        pairs = [(pair.key, choice.facts.known.get(pair.key)) for pair in condition.pairs]
        said = stated(
            "cutback/case_in_force", plan.section, number=number, keys=tuple(key for key, _ in pairs), values=tuple(value for _, value in pairs)
        )
        yield Mark(said)
    for number, key in undecided_cases(plan, choice.facts):
        yield Mark(stated("cutback/case_not_known", plan.section, number=number, key=key), Gravity.DOUBT)
    if any(INITIATORS in tier.members for tier in plan.tiers) and not choice.facts.initiators:
        yield Mark(stated("cutback/no_initiators", plan.section), Gravity.DOUBT)
    yield from _limits_not_kept(division)


def _limits_not_kept(division: Division) -> Iterator[Mark]:
    served, section = division.served, division.plan.plan.section
    for number, tier in enumerate(served.tiers if served else (), start=1):
        claims, maximum = tier.claims, served.maximum if served else 0
        if tier.exact.removed:
            left = tier.exact.room - tier.exact.kept
            said = stated("cutback/removed_wholly", section, number=number, asked=claims.demand, room=left)
            yield Mark(said)
        limits = [Fraction(claims.demand), promised_to(division.plan, claims, maximum)]
        if tier.exact.most is not None:
            limits.append(tier.exact.most)
        if tier.exact.floor < min(limits):
            said = stated("cutback/floor_not_kept", section, number=number, floor=min(limits), kept=tier.exact.floor)
            yield Mark(said, Gravity.CONFLICT)


def notes_on_kinds(division: Division, agreed: Mapping[str, int]) -> Iterator[Mark]:
    """Yield what is to be said where a plan tells kinds of share apart; `agreed` are groups' own splits, by holder."""
    claims, section = division.claims, division.plan.plan.section
    if not claims.kinds:
        return
    in_part = [claims.person(place) for place in taken_in_part(claims)]
    for holders, kind in (
        (in_part, "cutback/kinds_not_named"),
        ([claims.person(claims.places[each]) for each in agreed if each in claims.places], "cutback/split_names_no_kinds"),
    ):
        if holders:
            named, more = _first(holders)
            yield Mark(stated(kind, section, holders=named, more=more), Gravity.DOUBT)


def _first(people: list[Person]) -> tuple[tuple[Person, ...], int]:
    return tuple(people[:MOST_NAMED]), max(0, len(people) - MOST_NAMED)
