"""What a cutback says beside its numbers: what the agreement does not say, what differs, and what was set aside."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeVar

from rra_desktop.calculation.cutback.apportionment import ShareRounding
from rra_desktop.calculation.cutback.division import Division
from rra_desktop.calculation.cutback.notes_on_ranks import notes_on_ranks
from rra_desktop.calculation.cutback.priority_choice import PlanChoice, own_section, silent_section
from rra_desktop.calculation.cutback.request_marks import MOST_NAMED
from rra_desktop.calculation.cutback.single_investors import outside_the_words
from rra_desktop.calculation.facts_known import excluded_in
from rra_desktop.domain.allocation import Side
from rra_desktop.domain.matter import Matter
from rra_desktop.domain.offerings import Offering
from rra_desktop.domain.register import Holder
from rra_desktop.domain.statements import Gravity, Mark, Person, stated
from rra_desktop.domain.topics import Topic

Whose = TypeVar("Whose", Person, Person | Side)


def cutback_notes(
    matter: Matter, offering: Offering, choice: PlanChoice, leads: Mapping[str, Holder], division: Division
) -> tuple[Mark, ...]:
    """Return the notes of one outcome that do not turn on requests, those on the rule itself first."""
    return (
        *_on_plan(matter, offering, choice),
        *notes_on_ranks(matter.form, choice, division),
        *_on_company(offering, division),
        *_on_plan_members(division),
        *_on_groups(matter, leads, division),
        *_on_leftovers(division),
        *_on_cut_shares(matter, division),
        *_on_cents(division, matter.form.section(Topic.EXPENSES)),
    )


def _on_plan(matter: Matter, offering: Offering, choice: PlanChoice) -> Iterator[Mark]:
    plan = choice.plan
    if plan is not None and choice.demand and not choice.governed:
        said = stated("cutback/no_rule_for_a_demand", silent_section(matter), plan=plan.name)
        yield Mark(said, Gravity.DOUBT)
    elif plan is not None and not choice.fits:
        yield Mark(stated("cutback/plan_of_another_right", plan.section, plan=plan.name), Gravity.DOUBT)
    elif plan is not None and not plan.section:
        yield Mark(stated("cutback/plan_of_counsel", own_section(matter), plan=plan.name))
    for registration in matter.registrations:
        right, excluded = matter.form.right_of(registration), excluded_in(matter, registration)
        if registration.id == offering.registration and not choice.demand and right and excluded:
            said = stated("cutback/no_piggyback_right", right.section, purpose=registration.purpose, why=excluded.why)
            yield Mark(said, Gravity.DOUBT)


def _on_company(offering: Offering, division: Division) -> Iterator[Mark]:
    plan, wished = division.plan.plan, division.plan.company_shares
    if division.served is None or offering.maximum is None:
        return
    if wished > offering.maximum:
        kind = "cutback/company_alone_uncut" if plan.company_is_never_cut else "cutback/company_alone"
        yield Mark(stated(kind, plan.section, company=wished, maximum=offering.maximum), Gravity.CONFLICT)
    elif plan.company_is_never_cut and wished and any(tier.quotas.rounds for tier in division.served.tiers):
        yield Mark(stated("cutback/company_not_cut", plan.section))


def _on_plan_members(division: Division) -> Iterator[Mark]:
    """Say whom the plan serves in none of its ranks."""
    claims, nowhere = division.claims, len(division.plan.tiers)
    unserved = [
        claims.person(place)
        for place, tier in enumerate(division.plan.tier_of if nowhere in division.plan.tier_of else ())
        if tier == nowhere and claims.caps[place]
    ]
    if unserved:
        named, more = _first(unserved)
        said = stated("cutback/served_in_no_rank", division.plan.plan.section, holders=named, more=more)
        yield Mark(said, Gravity.DOUBT)


def _on_groups(matter: Matter, leads: Mapping[str, Holder], division: Division) -> Iterator[Mark]:
    for holder in division.idle_splits():
        yield Mark(stated("cutback/split_of_no_group", own_section(matter), holder=holder), Gravity.DOUBT)
    as_written, section = matter.choice("affiliate_entities") == "as_written", own_section(matter)
    doubtful = {
        name: lead for name, lead in leads.items() if (as_written and lead.entity is None) or outside_the_words(lead)
    }
    holders, caps = division.claims.holders, division.claims.caps
    asking = {holder.group for holder, cap in zip(holders, caps, strict=True) if cap} if doubtful else ()
    for name, lead in doubtful.items():
        if name not in asking:
            continue
        person = lead.person
        if as_written and lead.entity is None:
            said = stated("cutback/entity_of_lead_unknown", section, group=name, lead=person)
        else:
            said = stated("cutback/lead_outside_the_words", section, group=name, lead=person, together=not as_written)
        yield Mark(said, Gravity.DOUBT)
    for claim in division.plan.groups.values() if division.served is not None else ():
        refused = division.split(claim).refused if division.typed_split(claim) else None
        if refused is not None:
            yield Mark(refused, Gravity.DOUBT)


def _on_leftovers(division: Division) -> Iterator[Mark]:
    readings = division.plan.readings
    if division.served is None:
        return
    section = division.plan.plan.section
    cut = [tier for tier in division.served.tiers if tier.quotas.rounds and tier.claims.places]
    left = [(tier, int(tier.exact.capacity) - sum(tier.shares)) for tier in cut]
    unused = sum(shares for tier, shares in left if not tier.claims.goes_round)
    if unused:
        yield Mark(stated("cutback/left_unused", section, shares=unused))
    if readings.rounding is ShareRounding.LARGEST_REMAINDER:
        return
    by_lot: dict[int, int] = {}
    for tier, shares in left:
        if tier.claims.goes_round:
            lot = tier.claims.tier.lot if tier.claims.tier.lot > 1 else readings.rounding.lot
            by_lot[lot] = by_lot.get(lot, 0) + shares
    for lot, shares in by_lot.items():
        if shares:
            yield Mark(stated("cutback/left_by_rounding", section, shares=shares, lot=lot))


def _on_cut_shares(matter: Matter, division: Division) -> Iterator[Mark]:
    if division.served is None:
        return
    cut = sum(division.claims.caps) - division.total_allocated()
    if cut and division.plan.plan.of_rule_415:
        yield Mark(stated("cutback/not_registered", division.plan.plan.section, shares=cut))
    elif cut:
        stay = matter.choice("cut_shares_stay_registered") == "yes"
        yield Mark(stated("cutback/cut_shares", own_section(matter), shares=cut, stay=stay))


def _on_cents(division: Division, section: str) -> Iterator[Mark]:
    """Name the sellers whose amounts are not their own rounded, so that a column adds up to its exact total."""
    if division.served is None or division.terms.price is None:
        return
    differing: list[Person | Side] = [Side.COMPANY] if division.money.differs(None) else []
    differing += [division.claims.person(place) for place in division.money.differing]
    if differing:
        named, more = _first(differing)
        yield Mark(stated("cutback/cents_shared_out", section, holders=named, more=more))


def _first(people: Sequence[Whose]) -> tuple[tuple[Whose, ...], int]:
    return tuple(people[:MOST_NAMED]), max(0, len(people) - MOST_NAMED)
