"""What a cutback says beside its numbers: what the agreement does not say, and what was set aside."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rra_desktop.calculation.cutback.apportionment import ShareRounding
from rra_desktop.calculation.cutback.division import Division
from rra_desktop.calculation.cutback.priority_choice import PlanChoice
from rra_desktop.calculation.cutback.single_investors import outside_the_words
from rra_desktop.domain.allocation import Note
from rra_desktop.domain.matter import Matter
from rra_desktop.domain.offerings import Offering
from rra_desktop.domain.register import Holder
from rra_desktop.domain.registrations import Purpose

_NAMED = 5
_NO_RIGHT = {
    Purpose.STOCK_PLAN: "solely for a Company stock plan",
    Purpose.RULE_145: "for a reorganization or other transaction under Rule 145",
    Purpose.CONVERTIBLE_DEBT: "for Common Stock issuable on conversion of debt that is itself registered",
}


def cutback_notes(
    matter: Matter, offering: Offering, choice: PlanChoice, leads: Mapping[str, Holder], division: Division
) -> tuple[Note, ...]:
    """Return the notes of one outcome, those on the rule itself first (§3(c))."""
    return (
        *_on_plan(matter, offering, choice),
        *_on_company(offering, division),
        *_on_requests(division),
        *_on_groups(matter, leads, division),
        *_on_leftovers(division),
        *_on_cut_shares(matter, division),
    )


def _on_plan(matter: Matter, offering: Offering, choice: PlanChoice) -> Iterator[Note]:
    plan = choice.plan
    if plan is not None and choice.demand:
        yield Note(
            f"The agreement has no underwriter cutback for a demand registration; the plan “{plan.name}” is counsel's "
            "choice.",
            "1",
        )
    elif plan is not None and not plan.section:
        yield Note(f"The plan “{plan.name}” is counsel's choice; the agreement's own rule is another.", "3(c)")
    for registration in matter.registrations:
        if registration.id == offering.registration and not choice.demand and registration.purpose in _NO_RIGHT:
            yield Note(f"A registration {_NO_RIGHT[registration.purpose]} carries no piggy-back right.", "3(a)")


def _on_company(offering: Offering, division: Division) -> Iterator[Note]:
    plan, wished = division.plan.plan, division.plan.company_shares
    if division.served is None or offering.maximum is None:
        return
    if wished > offering.maximum:
        alone = f"The Company's own {wished:,} shares alone exceed the maximum of {offering.maximum:,}"
        if plan.company_is_never_cut:
            yield Note(f"{alone}; §3(c) cuts holders only and gives no rule for cutting the Company.", "3(c)")
        else:
            yield Note(f"{alone}.", plan.section)
    elif plan.company_is_never_cut and wished and any(tier.quotas.rounds for tier in division.served.tiers):
        yield Note("The Company's own shares are not cut: the words exclude shares of holders only.", "3(c)")


def _on_requests(division: Division) -> Iterator[Note]:
    claims, section = division.claims, division.plan.plan.section
    if claims.caps != claims.asked:
        over = [place for place, (cap, asked) in enumerate(zip(claims.caps, claims.asked, strict=True)) if asked > cap]
        for place in over[:_NAMED]:
            name, asked, held = claims.holders[place].name, claims.asked[place], claims.held[place]
            yield Note(f"{name} asks for {asked:,} and holds {held:,}; the request counts for what it holds.", section)
        if len(over) > _NAMED:
            yield Note(f"{len(over) - _NAMED:,} more holders ask for more than they hold, and count for that.", section)
    for outside in claims.outside:
        yield Note(f"The request of {outside.name} for {outside.asked:,} takes no part.", "7", outside.why_not)
    nowhere = len(division.plan.tiers)
    unserved = [
        place
        for place, tier in enumerate(division.plan.tier_of if nowhere in division.plan.tier_of else ())
        if tier == nowhere and claims.caps[place]
    ]
    if unserved:
        names = ", ".join(claims.holders[place].name for place in unserved[:_NAMED])
        more = f" and {len(unserved) - _NAMED:,} more" if len(unserved) > _NAMED else ""
        yield Note(f"The plan serves nobody of the kind of {names}{more}; they get nothing.", section)


def _on_groups(matter: Matter, leads: Mapping[str, Holder], division: Division) -> Iterator[Note]:
    for name in division.idle_splits():
        yield Note(f"The agreed split typed for {name} is not used: it is in no group that counts as one here.", "3(c)")
    as_written = matter.choice("affiliate_entities") == "as_written"
    doubtful = {
        name: lead for name, lead in leads.items() if (as_written and lead.entity is None) or outside_the_words(lead)
    }
    holders, caps = division.claims.holders, division.claims.caps
    asking = {holder.group for holder, cap in zip(holders, caps, strict=True) if cap} if doubtful else ()
    for name, lead in doubtful.items():
        if name not in asking:
            continue
        if as_written and lead.entity is None:
            yield Note(
                f"{name} is taken as one Investor; whether {lead.name}, which leads it, is a partnership or "
                "corporation is not recorded.",
                "3(c)",
            )
        else:
            counted = "its members are cut one by one" if as_written else "it is taken as one Investor all the same"
            yield Note(
                f"{name} is led by {lead.name}, which is neither partnership nor corporation: the words do not "
                f"reach it, and {counted}.",
                "3(c)",
            )
    for claim in division.plan.groups.values() if division.served is not None else ():
        if division.typed_split(claim) and division.split(claim).refused:
            yield Note(division.split(claim).refused, "3(c)")


def _on_leftovers(division: Division) -> Iterator[Note]:
    readings = division.plan.readings
    if division.served is None:
        return
    section = division.plan.plan.section
    cut = [tier for tier in division.served.tiers if tier.quotas.rounds and tier.claims.places]
    if not readings.reallocate:
        unused = sum(int(tier.exact.capacity) - sum(tier.shares) for tier in cut)
        if unused:
            yield Note(f"{unused:,} shares stay unused: what a holder leaves does not go round again.", section)
    elif readings.rounding is ShareRounding.FLOOR:
        dropped = sum(int(tier.exact.capacity) - sum(tier.shares) for tier in cut)
        if dropped:
            yield Note(f"{dropped:,} shares are left over by rounding down and go to nobody.", section)


def _on_cut_shares(matter: Matter, division: Division) -> Iterator[Note]:
    if division.served is None:
        return
    cut = sum(division.claims.caps) - division.total_allocated()
    if not cut:
        return
    if matter.choice("cut_shares_stay_registered") == "yes":
        yield Note(
            f"The {cut:,} shares cut from the underwriting stay in the registration statement and may be sold outside "
            "the underwriting.",
            "3(c)",
        )
    else:
        yield Note(f"The {cut:,} shares cut from the underwriting leave the registration statement too.", "3(c)")
