"""A cutback under Rule 415: what may be registered, divided by holder and by kind of share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from rra_desktop.calculation.cutback.offering_cutback import Cutback, cut_back
from rra_desktop.domain.allocation import KindAllocation
from rra_desktop.domain.priority_plans import PriorityPlan, Tier, Weight
from rra_desktop.domain.register import Role, Security
from rra_desktop.domain.registrations import RegistrationKind
from tests.calculation.offering_builder import OFFERING_DAY, Person, allocated, cutback_of, offering_matter, texts
from tests.calculation.reference_cutback import Case, reference_cutback
from tests.matters import issue, piggyback

COMMON, WARRANT, PREFERRED = Security.COMMON, Security.WARRANT, Security.PREFERRED
RESALE = replace(piggyback(), kind=RegistrationKind.MANDATORY)


def rule_415(*tiers: Tier) -> PriorityPlan:
    """Make a plan for what the SEC lets be registered."""
    return PriorityPlan("own", "Rule 415", "2(e)", tiers, governs=("rule_415",))


WARRANTS_FIRST = rule_415(
    Tier(("investors",), Weight.HELD, securities=(COMMON,)), Tier(("investors",), Weight.HELD, securities=(WARRANT,))
)
"""Warrant shares are cut first, Common last."""

PEOPLE = [
    Person("Ash", 300, 300, kinds={COMMON: 200, WARRANT: 100}),
    Person("Beech", 150, 150, kinds={COMMON: 100, WARRANT: 50}),
]


def by_kind(cutback: Cutback) -> dict[str, dict[Security, int]]:
    """Return what each holder got of each kind of share."""
    return {row.holder: {each.security: each.allocated for each in row.kinds} for row in cutback.outcome.participants}


def test_warrant_shares_are_cut_before_common() -> None:
    cutback = cutback_of(PEOPLE, 360, plan=WARRANTS_FIRST, registration=RESALE)

    assert by_kind(cutback) == {"Ash": {COMMON: 200, WARRANT: 40}, "Beech": {COMMON: 100, WARRANT: 20}}
    assert allocated(cutback) == {"Ash": 240, "Beech": 120}
    assert by_kind(cutback_of(PEOPLE, 150, plan=WARRANTS_FIRST)) == {
        "Ash": {COMMON: 100, WARRANT: 0},
        "Beech": {COMMON: 50, WARRANT: 0},
    }
    said = "90 shares are not registered now: they are above what the SEC lets be registered"
    assert said in texts(cutback)


def test_a_row_is_the_sum_of_its_kinds() -> None:
    (ash, _) = cutback_of(PEOPLE, 360, plan=WARRANTS_FIRST, price="2.00").outcome.participants

    assert ash.kinds == (
        KindAllocation(COMMON, 200, 200, Fraction(200), 200, 0, None),
        KindAllocation(WARRANT, 100, 100, Fraction(40), 40, 60, 1),
    )
    assert (ash.held, ash.requested, ash.allocated, ash.cut, ash.round) == (300, 300, 240, 60, 1)
    assert ash.gross == 480


def test_kinds_come_in_lots_of_their_own() -> None:
    tiers = (replace(WARRANTS_FIRST.tiers[0], lot=100), replace(WARRANTS_FIRST.tiers[1], lot=10))

    assert by_kind(cutback_of(PEOPLE, 345, plan=rule_415(*tiers)))["Ash"] == {COMMON: 200, WARRANT: 30}
    assert by_kind(cutback_of(PEOPLE, 250, plan=rule_415(*tiers)))["Ash"] == {COMMON: 150, WARRANT: 0}


def test_a_request_for_less_than_is_held_is_taken_from_the_kinds_in_their_order() -> None:
    people = [replace(PEOPLE[0], asked=250), PEOPLE[1]]
    cutback = cutback_of(people, 1_000, plan=WARRANTS_FIRST)

    assert by_kind(cutback)["Ash"] == {COMMON: 200, WARRANT: 50}
    assert "A request of Ash is for less than is held and names no kind of share" in texts(cutback)


def test_an_agreed_split_says_nothing_of_kinds() -> None:
    people = [replace(each, group="Tree", agreed=100) for each in PEOPLE]

    assert "The agreed split typed for Ash and Beech is not used" in texts(cutback_of(people, 200, plan=WARRANTS_FIRST))


def test_a_kind_that_no_rank_serves_gets_nothing() -> None:
    people = [Person("Ash", 300, 300, kinds={COMMON: 200, PREFERRED: 100})]
    cutback = cutback_of(people, 1_000, plan=WARRANTS_FIRST)

    assert by_kind(cutback) == {"Ash": {COMMON: 200, PREFERRED: 0}}


def test_the_agreements_plan_under_rule_415_governs_what_it_orders_itself() -> None:
    made = offering_matter(PEOPLE, maximum=360, plan=WARRANTS_FIRST, registration=RESALE)
    made = replace(made, offerings=(replace(made.offerings[0], plan=""),))
    made = replace(made, ledger=(issue("Ash", 10), issue("Beech", 5, sequence=2)))
    outcome = cut_back(made, made.offerings[0]).outcome

    assert (outcome.plan, outcome.of_rule_415) == ("own", True)
    assert made.offerings[0].as_of == OFFERING_DAY


def test_the_ledger_says_what_is_of_each_kind() -> None:
    """Issue ten Units: 30 Common, 20 on conversion of Preferred, 10 on exercise of Warrants."""
    made = offering_matter([Person("Ash", 0, 60)], maximum=45, plan=WARRANTS_FIRST)
    made = replace(made, ledger=(issue("Ash", 10),))
    (ash,) = cut_back(made, made.offerings[0]).outcome.participants

    assert [(each.security, each.held) for each in ash.kinds] == [(COMMON, 30), (WARRANT, 10), (PREFERRED, 20)]
    assert ash.held == 60


# -- any register, by hand ---------------------------------------------------------------------------------------------

KINDS = (COMMON, WARRANT)
SHARES = st.integers(0, 9) | st.integers(0, 5_000)


@st.composite
def registers(draw: st.DrawFn) -> list[Person]:
    """Draw a register whose holders have Common and Warrant shares and ask for some of them."""
    people = []
    for place in range(draw(st.integers(0, 6))):
        kinds = {kind: draw(SHARES) for kind in KINDS}
        held, group = sum(kinds.values()), draw(st.sampled_from([None, None, "A", "B"]))
        role = draw(st.sampled_from([Role.INVESTOR, Role.INVESTOR, Role.OTHER_HOLDER]))
        asked = draw(st.just(held) | st.integers(0, held + 3))
        people.append(Person(f"H{place}", held, asked, group=group, role=role, kinds=kinds))
    return people


@st.composite
def plans(draw: st.DrawFn) -> PriorityPlan:
    """Draw a plan that serves every class with every kind once."""
    tiers = []
    for member in ("investors", "other_holders"):
        for kind in KINDS:
            weight = draw(st.sampled_from([Weight.HELD, Weight.REQUESTED, Weight.EQUAL, Weight.ENTITLED]))
            lot = draw(st.sampled_from([1, 1, 10]))
            least = draw(st.sampled_from([None, Fraction(1, 2)]))
            tiers.append(Tier((member,), weight, securities=(kind,), lot=lot, most_cut_each=least))
    return rule_415(*draw(st.permutations(tiers)))


def line_by_line(people: list[Person], kinds: tuple[Security, ...]) -> list[Person]:
    """Make a register in which every holder's shares of a kind belong to a person of their own."""
    lines = []
    for person in people:
        left, own = person.asked or 0, []
        for kind in [each for each in kinds if person.of_kind(each)] or [kinds[0]]:
            taken = min(left, person.of_kind(kind))
            left -= taken
            name = "investors" if person.role is Role.INVESTOR else "other_holders"
            line = replace(person, id=f"{person.id} {kind}", held=person.of_kind(kind), asked=taken)
            group = None if person.group is None else f"{person.group} {kind}"
            own.append(replace(line, of_class=f"{name} {kind}", group=group))
        lines += own
    return lines


@given(registers(), plans(), st.integers(0, 40) | st.integers(0, 30_000))
def test_each_kind_is_divided_as_if_it_were_held_by_somebody_of_its_own(
    people: list[Person], plan: PriorityPlan, maximum: int
) -> None:
    kinds = tuple(dict.fromkeys(kind for tier in plan.tiers for kind in tier.securities))
    lines = line_by_line(people, kinds)
    tiers = tuple(
        replace(tier, members=tuple(f"{member} {tier.securities[0]}" for member in tier.members), securities=())
        for tier in plan.tiers
    )
    groups = [line.group for line in lines if line.group]
    case = Case(
        lines,
        maximum,
        0,
        replace(plan, tiers=tiers),
        weight="held",
        reallocate=True,
        all_related=True,
        rounding="largest_remainder",
        aggregated=groups,
    )
    answer = reference_cutback(case)
    cutback = cutback_of(people, maximum, plan=plan)

    found: Mapping[str, int] = {
        f"{row.holder} {each.security}": each.allocated for row in cutback.outcome.participants for each in row.kinds
    }
    assert found == answer.shares
    assert cutback.outcome.total_allocated == min(maximum, sum(min(line.held, line.asked or 0) for line in lines))
