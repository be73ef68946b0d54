"""What a cutback says of the ranks of its plan: cases that hold, limits that cannot be kept, kinds of share."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from rra_desktop.calculation.cutback.division import Division
from rra_desktop.calculation.cutback.kinds_of_share import taken_in_part
from rra_desktop.calculation.cutback.priority import promised_to
from rra_desktop.calculation.cutback.priority_choice import PlanChoice, cases_in_force, undecided_cases
from rra_desktop.calculation.cutback.request_marks import MOST_NAMED
from rra_desktop.domain.agreement import AgreementForm
from rra_desktop.domain.conditions import Known
from rra_desktop.domain.priority_plans import INITIATORS
from rra_desktop.domain.statements import Gravity, Mark, Person, stated


def notes_on_ranks(form: AgreementForm, choice: PlanChoice, division: Division) -> Iterator[Mark]:
    """Yield what is to be said of the ranks of a plan: which cases hold, and which limits cannot be kept."""
    plan = choice.plan
    if plan is None:
        return
    known = choice.facts.known
    for number, condition in cases_in_force(plan, choice.facts):
        facts = tuple(
            stated("cutback/fact", what=_asked(form, pair.key), answer=_answer(form, pair.key, known.get(pair.key)))
            for pair in condition.pairs
        )
        yield Mark(stated("cutback/case_in_force", plan.section, number=number, facts=facts))
    for number, key in undecided_cases(plan, choice.facts):
        said = stated("cutback/case_not_known", plan.section, number=number, what=_asked(form, key))
        yield Mark(said, Gravity.DOUBT)
    if any(INITIATORS in tier.members for tier in plan.tiers) and not choice.facts.initiators:
        yield Mark(stated("cutback/no_initiators", plan.section), Gravity.DOUBT)
    yield from _limits_not_kept(division)


def _asked(form: AgreementForm, key: str) -> str:
    """Return what a condition asks for in words: the question of a reading or of a declared fact, or else the fact."""
    questions = {each.id: each.question for each in form.readings} | {each.id: each.question for each in form.facts}
    return questions.get(key, key.replace("_", " "))


def _answer(form: AgreementForm, key: str, known: Known) -> Known:
    choices = {each.id: each.label for reading in form.readings if reading.id == key for each in reading.choices}
    return choices.get(known, known) if isinstance(known, str) else known


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
        (
            [claims.person(claims.places[each]) for each in agreed if each in claims.places],
            "cutback/split_names_no_kinds",
        ),
    ):
        if holders:
            named, more = _first(holders)
            yield Mark(stated(kind, section, holders=named, more=more), Gravity.DOUBT)


def _first(people: list[Person]) -> tuple[tuple[Person, ...], int]:
    return tuple(people[:MOST_NAMED]), max(0, len(people) - MOST_NAMED)
