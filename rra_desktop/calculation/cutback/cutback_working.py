"""The steps behind a cutback, each as a figure of its own: room, rounds, whole shares, a group that counts once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any, TypeAlias

from rra_desktop.calculation.cutback.apportionment import ShareRounding
from rra_desktop.calculation.cutback.division import Division
from rra_desktop.calculation.cutback.offering_claims import RegisterAsOf
from rra_desktop.calculation.cutback.priority import ServedTier
from rra_desktop.calculation.cutback.priority_choice import section_of_requests
from rra_desktop.calculation.cutback.request_marks import RequestMarks
from rra_desktop.calculation.cutback.tier_limits import TierLimits
from rra_desktop.calculation.cutback.tiers import GroupClaim
from rra_desktop.domain.allocation import Side
from rra_desktop.domain.figures import Authority, Clause, Convention, EnteredByCounsel, Figure, FigureKey, RecordKind
from rra_desktop.domain.matter import Matter
from rra_desktop.domain.offerings import Offering
from rra_desktop.domain.priority_plans import COMPANY, Weight
from rra_desktop.domain.statements import Gravity, Mark, Person, Said, Statement, stated

_ROUNDS_SHOWN = 8
_GROUPS_SHOWN = 3
_NAMES_SHOWN = 3

Whose: TypeAlias = Person | Side | str
"""Whose a figure is, as statements name it: a holder, the Company or all holders, or a group by its name."""


def labelled(whose: Whose, part: str) -> Statement:
    """Return the label of a figure of somebody, its part as in its key."""
    return stated("cutback/label", whose=whose, part=part)


class CutbackWorking:
    """Makes the steps of one offering's cutback under its plan."""

    def __init__(
        self,
        matter: Matter,
        offering: Offering,
        register: RegisterAsOf | None,
        division: Division,
        request_marks: RequestMarks,
    ) -> None:
        self.matter = matter
        self.offering = offering
        self.register = register
        self.division = division
        self.claims = division.claims
        self._request_marks = request_marks
        plan = division.plan.plan
        self.entered = EnteredByCounsel(RecordKind.OFFERING, offering.id)
        by_plan = Convention(stated("conventions/priority_plan", plan=plan.name))
        self.authority: Authority = Clause(plan.section) if plan.section else by_plan

    def step(
        self,
        part: str,
        label: Said,
        value: int | Fraction | None,
        rule: Said,
        *,
        authority: Authority | None = None,
        inputs: Sequence[Figure[Any]] = (),
        marks: tuple[Mark, ...] = (),
        subject: str = "",
    ) -> Figure[Any]:
        """Make one step; its authority is the plan's unless another is given."""
        key = FigureKey("cutback", (self.offering.id, subject), part)
        return Figure(key, label, value, rule, authority or self.authority, tuple(inputs), marks=marks)

    # -- what counsel entered ------------------------------------------------------------------------------------------

    def maximum(self) -> Figure[Any]:
        """Return the underwriters' maximum as entered."""
        maximum = self.offering.maximum
        label = stated("cutback/most_registered" if self.division.plan.plan.of_rule_415 else "cutback/maximum")
        rule = stated("cutback/not_entered") if maximum is None else stated("cutback/of_all_sellers", shares=maximum)
        return self.step("maximum", label, maximum, rule, authority=self.entered)

    def company_wishes(self) -> Figure[Any]:
        """Return the Company's own shares as entered."""
        wished, label = self.offering.company_shares, stated("cutback/company_shares")
        rule = stated("cutback/not_entered") if wished is None else stated("cutback/shares", shares=wished)
        return self.step("requested", label, wished, rule, authority=self.entered, subject=COMPANY)

    def asked(self, place: int) -> Figure[Any]:
        """Return a holder's request; where kinds of share are told apart, what of it is for those of the place."""
        person = self.claims.person(place)
        if not self.claims.kinds:
            return self.asked_by(person.id)
        kind, of_kind, whole = self.claims.kinds[place], self.claims.asked[place], self.asked_by(person.id)
        rule = stated("cutback/asked_of_kind", shares=of_kind, asked=whole.value)
        label = stated("cutback/requested_of_kind", whose=person, kind_of_share=kind)
        return self.step(f"requested {kind}", label, of_kind, rule, inputs=(whole,), subject=person.id)

    def asked_by(self, holder_id: str) -> Figure[Any]:
        """Return a holder's whole request, typed in the offering or received in its registration."""
        places = self.claims.places_of(holder_id)
        person, asked = self.claims.person(places[0]), sum(self.claims.asked[place] for place in places)
        received = self._request_marks.received_on(person.id)
        if not asked:
            rule = stated("cutback/nothing_asked")
        elif received is None:
            rule = stated("cutback/shares", shares=asked)
        else:
            rule = stated(
                "cutback/asked_in_registration", section_of_requests(self.matter), shares=asked, received=received
            )
        return self.step(
            "requested",
            labelled(person, "requested"),
            asked,
            rule,
            authority=EnteredByCounsel(RecordKind.REQUEST, person.id, self.offering.id),
            marks=self._request_marks.of(person.id),
            subject=person.id,
        )

    def held(self, place: int) -> Figure[int]:
        """Return a holder's Registrable Shares, with the ledger behind them."""
        if self.register is None:
            holder = self.claims.person(place)
            return Figure(
                FigureKey("position", (holder.id,), "registrable"),
                stated("cutback/held_label", holder=holder),
                None,
                "",
                self.authority,
                waits_for=stated("cutback/day_of_measuring", self.division.plan.facts.section),
            )
        whole = self.register.figure(self.claims.holders[place].id, "registrable")
        if not self.claims.kinds:
            return whole
        person, kind, of_kind = self.claims.person(place), self.claims.kinds[place], self.claims.held[place]
        rule, label = (
            stated("cutback/held_of_kind", shares=of_kind),
            stated("cutback/held_label_of_kind", holder=person, kind_of_share=kind),
        )
        return self.step(f"held {kind}", label, of_kind, rule, inputs=(whole,), subject=person.id)

    def asked_by_all(self) -> Figure[Any]:
        """Return what all holders ask for together."""
        total, count = sum(self.claims.asked), sum(map(bool, self.claims.asked))
        if self.claims.kinds:
            count = len({self.claims.holders[place].id for place, asked in enumerate(self.claims.asked) if asked})
        rule = stated("cutback/asked_by", total=total, count=count)
        return self.step("requested", labelled(Side.HOLDERS, "requested"), total, rule, authority=self.entered)

    def held_by_all(self) -> Figure[Any]:
        """Return what all holders that could take part hold, without the register behind it."""
        total = sum(self.claims.held) if self.register else None
        day = self.register.as_of if self.register else None
        rule = stated("cutback/holders_on", count=len(self.claims.places), day=day)
        label = stated("cutback/register")
        return self.step("register", label, total, rule, authority=EnteredByCounsel(RecordKind.LEDGER))

    def held_together(self, group: GroupClaim) -> Figure[Any]:
        """Return what all of a group holds, each member's Registrable Shares added up."""
        rule = stated("cutback/sum", terms=tuple(self.claims.held[place] for place in group.members), total=group.held)
        inputs = tuple(self.held(place) for place in group.members)
        return self.step("held", labelled(group.name, "held"), group.held, rule, inputs=inputs, subject=group.name)

    def reading(self, reading_id: str) -> Figure[Any]:
        """Return the choice in force for a reading, with counsel's reason."""
        reading, choice = self.matter.form.reading(reading_id), self.matter.choice(reading_id)
        chosen = next((each for each in self.matter.readings if each.reading == reading_id), None)
        rule = stated("cutback/choice", choice=reading.label_of(choice), reason=chosen.reason if chosen else "")
        by_default = Convention(stated("conventions/default_reading"))
        by: Authority = EnteredByCounsel(RecordKind.READING, reading_id) if chosen else by_default
        return Figure(FigureKey("reading", (reading_id,)), reading.question, choice, rule, by)

    # -- room ----------------------------------------------------------------------------------------------------------

    def room(self) -> Figure[Any]:
        """Return the room for holders: the maximum less what the Company sells."""
        maximum, served = self.offering.maximum or 0, self.division.served
        company = served.company if served else 0
        room = max(0, maximum - company)
        kind = "cutback/no_room" if company > maximum else "cutback/room_rule"
        rule = stated(kind, maximum=maximum, company=company, room=room)
        inputs = (self.maximum(), self.company_wishes())
        return self.step("capacity", stated("cutback/room"), room, rule, inputs=inputs)

    def tier_room(self, tier: ServedTier) -> Figure[Any]:
        """Return what one tier divides: the room for holders where the plan has one tier and the Company first."""
        plan = self.division.plan
        if plan.plan.company_is_never_cut and len(plan.tiers) == 1 and tier.exact.capacity == tier.exact.room:
            return self.room()
        number, cap = plan.tiers.index(tier.claims) + 1, tier.claims.tier.cap
        rule = stated(
            "cutback/room_in_rank_rule",
            room=tier.exact.room,
            later=number > 1,
            kept=tier.exact.kept,
            most=cap if isinstance(cap, Fraction) else None,
            at_most=None if isinstance(cap, Fraction) else tier.exact.most,
            maximum=self.offering.maximum or 0,
            halves=tier.claims.halves is not None,
            removed=tier.claims.demand if tier.exact.removed else None,
            capacity=tier.exact.capacity,
        )
        inputs = (self.maximum(), self.company_wishes(), *self._limits.of_room(tier))
        marks = tuple(self._limits.marks_of(tier))
        label = stated("cutback/room_in_rank", number=number)
        return self.step(f"room {number}", label, tier.exact.capacity, rule, inputs=inputs, marks=marks)

    @property
    def _limits(self) -> TierLimits:
        return TierLimits(self.division, self.offering, self.step)

    # -- rounds --------------------------------------------------------------------------------------------------------

    def steps(self, tier: ServedTier, claim: int) -> Iterator[Figure[Any]]:
        """Yield the steps that lead to one claim's whole shares."""
        yield self.tier_room(tier)
        if not tier.quotas.rounds:
            rule, label = stated("cutback/requests_fit", demand=tier.claims.proportion.demand), stated("cutback/no_cut")
            yield self.step("fits", label, tier.shares[claim], rule, inputs=self._asked_in(tier, claim))
        else:
            yield from self._rounds(tier, claim)
            yield self._whole_shares(tier, claim)
        yield from self._groups_that_count_once(tier, claim)

    def whose(self, tier: ServedTier, claim: int) -> Whose:
        """Return whose a claim is."""
        if claim == tier.claims.company:
            return Side.COMPANY
        group = tier.claims.groups.get(claim)
        return self.claims.person(tier.claims.places[claim]) if group is None else group.name

    def _rounds(self, tier: ServedTier, claim: int) -> Iterator[Figure[Any]]:
        """Yield the rounds up to the one that settles the claim; of very many only the first and the last."""
        settled = tier.quotas.round_of(claim) or len(tier.quotas.rounds)
        shown = range(1, settled + 1)
        if settled > _ROUNDS_SHOWN:
            shown = range(1, _ROUNDS_SHOWN)
            yield from (self._round(tier, claim, number) for number in shown)
            label = stated("cutback/rounds_between", first=_ROUNDS_SHOWN, last=settled - 1)
            rule = stated("cutback/in_the_same_way")
            yield self.step("rounds between", label, None, rule, inputs=(self.asked_by_all(),))
            shown = range(settled, settled + 1)
        yield from (self._round(tier, claim, number) for number in shown)

    def _round(self, tier: ServedTier, claim: int, number: int) -> Figure[Any]:
        each, proportion = tier.quotas.rounds[number - 1], tier.quotas.proportion
        weight, cap = proportion.weights[claim], proportion.caps[claim]
        share = each.capacity * weight / each.weight
        reached = cap if cap <= share else None
        kind = "cutback/round_of_least_rule" if tier.quotas.short else "cutback/round_rule"
        if claim in each.kept:
            kind, reached = "cutback/kept_at_least_rule", int(tier.quotas.of(claim))
        rule = stated(kind, capacity=each.capacity, weight=weight, total=each.weight, share=share, covers=reached)
        return self.step(
            f"round {tier.rounds_before + number}",
            self._label_of_round(tier, number),
            min(share, Fraction(cap)) if reached is None else Fraction(reached),
            rule,
            inputs=self._inputs_of_round(tier, claim, number),
            marks=tuple(self._others_reached(tier, claim, number)),
        )

    def _others_reached(self, tier: ServedTier, claim: int, number: int) -> Iterator[Mark]:
        """Yield who else reaches its request in a round, and with one only the request."""
        others = [other for other in tier.quotas.capped_in(number) if other != claim]
        if others:
            shares = tier.quotas.proportion.caps[others[0]] if len(others) == 1 else None
            who, more = self._named(tier, others)
            kind = "cutback/least_shares_reached" if tier.quotas.short else "cutback/requests_reached"
            yield Mark(stated(kind, who=who, more=more, shares=shares))
        kept = [other for other in tier.quotas.rounds[number - 1].kept if other != claim]
        if kept:
            who, more = self._named(tier, kept)
            yield Mark(stated("cutback/kept_at_their_least", who=who, more=more))

    def _label_of_round(self, tier: ServedTier, number: int) -> Statement:
        shown = tier.rounds_before + number
        if number > 1 and (before := tier.quotas.rounds[number - 2]).kept and before.first == before.last:
            who, more = self._named(tier, before.kept)
            return stated("cutback/round_after_kept", number=shown, who=who, more=more)
        if number > 1:
            who, more = self._named(tier, tier.quotas.capped_in(number - 1))
            return stated("cutback/round_again", number=shown, who=who, more=more)
        return stated("cutback/round", number=shown, weight=tier.claims.weight)

    def _named(self, tier: ServedTier, claims: Sequence[int]) -> tuple[tuple[Whose, ...], int]:
        """Return the first of some claims, and how many more there are."""
        return tuple(self.whose(tier, each) for each in claims[:_NAMES_SHOWN]), max(0, len(claims) - _NAMES_SHOWN)

    def _asked_in(self, tier: ServedTier, claim: int) -> tuple[Figure[Any], ...]:
        """Return what was asked behind one claim."""
        if claim == tier.claims.company:
            return (self.company_wishes(),)
        group = tier.claims.groups.get(claim)
        places = (tier.claims.places[claim],) if group is None else tuple(group.members)
        return tuple(self.asked(place) for place in places if self.claims.asked[place])

    def _inputs_of_round(self, tier: ServedTier, claim: int, number: int) -> tuple[Figure[Any], ...]:
        """Return what a round rests on: the first on the claim's own measure, a later one on what was left over."""
        if number > 1:
            before = (tier.quotas.capped_in(number - 1) or tier.quotas.rounds[number - 2].kept)[:_GROUPS_SHOWN]
            return tuple(figure for other in before for figure in self._asked_in(tier, other))
        asked = self._asked_in(tier, claim)
        alone = claim != tier.claims.company and claim not in tier.claims.groups
        if alone and tier.claims.weight in (Weight.HELD, Weight.ENTITLED):
            return (self.held(tier.claims.places[claim]), *asked)
        return asked

    # -- whole shares --------------------------------------------------------------------------------------------------

    def _whole_shares(self, tier: ServedTier, claim: int) -> Figure[Any]:
        quota, share = tier.quotas.of(claim), tier.shares[claim]
        rounding, lot = self.division.plan.readings.rounding, tier.claims.tier.lot
        ties: Sequence[int] = ()
        if quota.denominator == 1 and share == quota:
            rule = stated("cutback/whole_already", shares=share)
        elif rounding is not ShareRounding.LARGEST_REMAINDER:
            rule = stated("cutback/rounded_down", quota=quota, shares=share, lot=lot if lot > 1 else rounding.lot)
        elif lot > 1:
            rule = stated("cutback/remainder_in_lots", quota=quota, shares=share, lot=lot)
        else:
            given = tier.quotas.rounded_up(tier.shares)
            up = len(given) if claim in given else 0
            rule = stated("cutback/remainder", quota=quota, shares=share, rounded_up=up)
            ties = tier.quotas.ties_with(claim)[:1]
        marks = tuple(Mark(stated("cutback/tie", other=self.whose(tier, other))) for other in ties)
        inputs, label = (self.reading("share_rounding"),), stated("cutback/whole_shares")
        return self.step("whole shares", label, share, rule, inputs=inputs, marks=marks)

    # -- groups --------------------------------------------------------------------------------------------------------

    def _groups_that_count_once(self, tier: ServedTier, claim: int) -> Iterator[Figure[Any]]:
        """Yield the claim's own group first, then others whose silent members weigh on everybody's proportion."""
        own = tier.claims.groups.get(claim)
        groups = [] if own is None else [own]
        groups += [
            group
            for other, group in tier.claims.groups.items()
            if other != claim
            and tier.claims.weight is Weight.HELD
            and group.participating != tier.claims.proportion.weights[other]
        ]
        scope = self.division.plan.readings.all_related and tier.claims.weight is not Weight.ENTITLED
        yield from (self._counts_once(group, scope=scope) for group in groups[:_GROUPS_SHOWN])

    def _counts_once(self, group: GroupClaim, *, scope: bool) -> Figure[Any]:
        """Return the aggregate of an affiliate group, which counts as one; `scope` says that silent members count."""
        counted = [place for place in group.members if scope or self.claims.caps[place]]
        selling = tuple(self.claims.person(place) for place in group.members if self.claims.caps[place])
        total = sum(self.claims.held[place] for place in counted)
        rule = stated(
            "cutback/counts_once_rule",
            holders=tuple(self.claims.person(place) for place in counted),
            held=tuple(self.claims.held[place] for place in counted),
            total=total,
            selling=selling if len(selling) < len(group.members) else (),
            all_related=scope,
        )
        label, inputs = stated("cutback/counts_once", group=group.name), [self.held(place) for place in counted]
        inputs.append(self.reading("affiliate_scope"))
        return self.step("counts once", label, total, rule, inputs=inputs, subject=group.name)

    def inside_group(self, group: GroupClaim, place: int) -> Figure[Any]:
        """Show how a group's shares come to one of its members."""
        split, holder = self.division.split(group), self.claims.person(place)
        return self.step(
            "inside group",
            stated("cutback/inside_group", group=group.name, agreed=split.agreed),
            split.shares.get(place, 0),
            self._part_of_group(group, place),
            authority=EnteredByCounsel(RecordKind.GROUP_SPLIT, group.name) if split.agreed else None,
            inputs=(self.held(place), self.asked(place)),
            marks=(Mark(split.refused, Gravity.DOUBT),) if split.refused else (),
            subject=holder.id,
        )

    def _part_of_group(self, group: GroupClaim, place: int) -> Statement:
        split, served, holder = self.division.split(group), self.division.group_tier(group), self.claims.person(place)
        allocated = served[0].shares[served[1]] if served else 0
        share, asking = split.shares.get(place, 0), [each for each in group.members if self.claims.caps[each]]
        if split.agreed:
            return stated("cutback/as_the_group_agreed", shares=share, allocated=allocated)
        if place not in split.shares:
            return stated("cutback/asked_for_nothing", holder=holder)
        if len(asking) == 1:
            return stated("cutback/only_one_asked", holder=holder, allocated=allocated)
        return stated(
            "cutback/by_holdings",
            allocated=allocated,
            total=sum(self.claims.held[each] for each in asking),
            quota=split.quotas[place],
            held=self.claims.held[place],
            shares=share,
        )
