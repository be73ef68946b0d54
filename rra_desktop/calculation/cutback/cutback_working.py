"""The steps behind a cutback, each as a figure of its own: room, rounds, whole shares, a group that counts once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any

from rra_desktop.calculation import in_words
from rra_desktop.calculation.cutback.apportionment import ShareRounding
from rra_desktop.calculation.cutback.division import COMPANY, Division
from rra_desktop.calculation.cutback.offering_claims import RegisterAsOf
from rra_desktop.calculation.cutback.priority import ServedTier
from rra_desktop.calculation.cutback.tiers import GroupClaim
from rra_desktop.domain.agreement import Weight
from rra_desktop.domain.figures import Authority, Clause, Convention, EnteredByCounsel, Figure, FigureKey, RecordKind
from rra_desktop.domain.matter import Matter
from rra_desktop.domain.offerings import Offering
from rra_desktop.domain.statements import marks_in_words, stated

_ROUNDS_SHOWN = 8
_GROUPS_SHOWN = 3
_MEASURES = {Weight.HELD: "shares held", Weight.REQUESTED: "shares requested"}


def exact(shares: Fraction | int) -> str:
    """Write an exact count of shares: whole as 1,698,529, else with two decimals rounded half-even, as 1,698,529.41."""
    if Fraction(shares).denominator == 1:
        return f"{int(shares):,}"
    hundredths = round(Fraction(shares) * 100)
    return f"{hundredths // 100:,}.{hundredths % 100:02}"


class CutbackWorking:
    """Makes the steps of one offering's cutback under its plan."""

    def __init__(self, matter: Matter, offering: Offering, register: RegisterAsOf, division: Division) -> None:
        self.matter = matter
        self.offering = offering
        self.register = register
        self.division = division
        self.claims = division.claims
        plan = division.plan.plan
        self.entered = EnteredByCounsel(RecordKind.OFFERING, offering.id)
        by_plan = Convention(stated("conventions/priority_plan", plan=plan.name))
        self.authority: Authority = Clause(plan.section) if plan.section else by_plan

    def step(
        self,
        part: str,
        label: str,
        value: int | Fraction | None,
        rule: str,
        *,
        authority: Authority | None = None,
        inputs: Sequence[Figure[Any]] = (),
        remarks: Sequence[str] = (),
        subject: str = "",
    ) -> Figure[Any]:
        """Make one step; its authority is the plan's unless another is given."""
        key = FigureKey("cutback", (self.offering.id, subject), part)
        return Figure(
            key, label, value, rule, authority or self.authority, tuple(inputs), marks=marks_in_words(remarks)
        )

    # -- what counsel entered ------------------------------------------------------------------------------------------

    def maximum(self) -> Figure[Any]:
        """Return the underwriters' maximum as entered."""
        said = "not entered" if self.offering.maximum is None else f"{self.offering.maximum:,} shares, all sellers"
        return self.step("maximum", "Underwriters’ maximum", self.offering.maximum, said, authority=self.entered)

    def company_wishes(self) -> Figure[Any]:
        """Return the Company's own shares as entered."""
        wished = self.division.plan.company_shares
        said = f"{wished:,} shares"
        return self.step("requested", "Company’s own shares", wished, said, authority=self.entered, subject=COMPANY)

    def asked(self, place: int) -> Figure[Any]:
        """Return a holder's request as entered."""
        holder, asked = self.claims.holders[place], self.claims.asked[place]
        held, remarks = self.claims.held[place], []
        if asked > held:
            remarks.append(f"More than the {held:,} held; the request counts for {held:,}.")
        return self.step(
            "requested",
            f"{holder.name} · requested",
            asked,
            f"{asked:,} shares" if asked else "nothing asked",
            authority=EnteredByCounsel(RecordKind.REQUEST, holder.id, self.offering.id),
            remarks=remarks,
            subject=holder.id,
        )

    def held(self, place: int) -> Figure[int]:
        """Return a holder's Registrable Shares, with the ledger behind them (§7)."""
        return self.register.figure(self.claims.holders[place].id, "registrable")

    def asked_by_all(self) -> Figure[Any]:
        """Return what all holders ask for together."""
        total, count = sum(self.claims.asked), sum(map(bool, self.claims.asked))
        rule = f"{total:,} asked by {count:,}"
        return self.step("requested", "Holders · requested", total, rule, authority=self.entered)

    def held_by_all(self) -> Figure[Any]:
        """Return what all holders that could take part hold, without the register behind it."""
        total, count = sum(self.claims.held), len(self.claims.holders)
        rule = f"{in_words.counted(count, 'holder')} as of {in_words.date(self.register.as_of)}"
        return self.step("register", "The register", total, rule, authority=EnteredByCounsel(RecordKind.LEDGER))

    def held_together(self, group: GroupClaim) -> Figure[Any]:
        """Return what all of a group holds, each member's Registrable Shares added up."""
        terms = " + ".join(f"{self.claims.held[place]:,}" for place in group.members)
        rule = f"{terms} = {group.held:,}" if len(group.members) > 1 else terms
        inputs = tuple(self.held(place) for place in group.members)
        return self.step("held", f"{group.name} · held", group.held, rule, inputs=inputs, subject=group.name)

    def reading(self, reading_id: str) -> Figure[Any]:
        """Return the choice in force for a reading, with counsel's reason."""
        reading, choice = self.matter.form.reading(reading_id), self.matter.choice(reading_id)
        chosen = next((each for each in self.matter.readings if each.reading == reading_id), None)
        said = reading.label_of(choice) + (f": {chosen.reason}" if chosen and chosen.reason else "")
        by_default = Convention(stated("conventions/default_reading"))
        by: Authority = EnteredByCounsel(RecordKind.READING, reading_id) if chosen else by_default
        return Figure(FigureKey("reading", (reading_id,)), reading.question, choice, said, by)

    # -- room ----------------------------------------------------------------------------------------------------------

    def room(self) -> Figure[Any]:
        """Return the room for holders: the maximum less what the Company sells."""
        maximum, served = self.offering.maximum or 0, self.division.served
        company = served.company if served else 0
        room = max(0, maximum - company)
        said = f"{maximum:,} − {company:,} Company = {room:,}"
        if company > maximum:
            said = f"{company:,} Company exceed {maximum:,}: no room is left"
        return self.step("capacity", "Room for holders", room, said, inputs=(self.maximum(), self.company_wishes()))

    def tier_room(self, tier: ServedTier) -> Figure[Any]:
        """Return what one tier divides: the room for holders where the plan has one tier and the Company first."""
        plan = self.division.plan
        if plan.plan.company_is_never_cut and len(plan.tiers) == 1 and tier.exact.capacity == tier.exact.room:
            return self.room()
        number = plan.tiers.index(tier.claims) + 1
        share, said = tier.claims.tier.cap, [exact(tier.exact.room)]
        if number > 1:
            said.append("left by earlier ranks")
        if tier.exact.kept:
            said.append(f"− {exact(tier.exact.kept)} kept for the floors behind")
        if share is not None:
            said.append(f", at most {exact(share * 100)}% of {self.offering.maximum or 0:,}")
        if tier.claims.halves is not None:
            said.append("divided half and half with the Company")
        said.append(f"= {exact(tier.exact.capacity)}")
        rule = " ".join(said).replace(" ,", ",")
        inputs = (self.maximum(), self.company_wishes())
        return self.step(f"room {number}", f"Room in rank {number}", tier.exact.capacity, rule, inputs=inputs)

    # -- rounds --------------------------------------------------------------------------------------------------------

    def steps(self, tier: ServedTier, claim: int) -> Iterator[Figure[Any]]:
        """Yield the steps that lead to one claim's whole shares."""
        yield self.tier_room(tier)
        if not tier.quotas.rounds:
            demand = tier.claims.proportion.demand
            said = f"the requests of {demand:,} fit: everybody gets what it asked"
            yield self.step("fits", "No cutback", tier.shares[claim], said, inputs=self._asked_in(tier, claim))
        else:
            yield from self._rounds(tier, claim)
            yield self._whole_shares(tier, claim)
        yield from self._groups_that_count_once(tier, claim)

    def name(self, tier: ServedTier, claim: int) -> str:
        """Return a claim's name for people."""
        if claim == tier.claims.company:
            return "the Company"
        group = tier.claims.groups.get(claim)
        return self.claims.holders[tier.claims.places[claim]].name if group is None else group.name

    def _rounds(self, tier: ServedTier, claim: int) -> Iterator[Figure[Any]]:
        """Yield the rounds up to the one that settles the claim; of very many only the first and the last."""
        settled = tier.quotas.round_of(claim) or len(tier.quotas.rounds)
        shown = range(1, settled + 1)
        if settled > _ROUNDS_SHOWN:
            shown = range(1, _ROUNDS_SHOWN)
            yield from (self._round(tier, claim, number) for number in shown)
            yield self.step(
                "rounds between",
                f"Rounds {_ROUNDS_SHOWN} to {settled - 1:,}",
                None,
                "in the same way, each time over those who have not reached their request",
                inputs=(self.asked_by_all(),),
            )
            shown = range(settled, settled + 1)
        yield from (self._round(tier, claim, number) for number in shown)

    def _round(self, tier: ServedTier, claim: int, number: int) -> Figure[Any]:
        each, weight, cap = (
            tier.quotas.rounds[number - 1],
            tier.claims.proportion.weights[claim],
            tier.claims.proportion.caps[claim],
        )
        share = each.capacity * weight / each.weight
        said = f"{exact(each.capacity)} × {weight:,} / {each.weight:,} = {exact(share)}"
        if cap <= share:
            said += f", which covers the {cap:,} requested"
        reached = [self.name(tier, other) for other in tier.quotas.capped_in(number) if other != claim]
        remarks = []
        if reached:
            verb = "reaches its request" if len(reached) == 1 else "reach their requests"
            caps = [tier.claims.proportion.caps[other] for other in tier.quotas.capped_in(number) if other != claim]
            of = f" of {caps[0]:,}" if len(caps) == 1 else ""
            remarks.append(f"{in_words.names(reached)} {verb}{of}.")
        return self.step(
            f"round {tier.rounds_before + number}",
            f"Round {tier.rounds_before + number} · {self._manner(tier, number)}",
            min(share, Fraction(cap)),
            said,
            inputs=self._inputs_of_round(tier, claim, number),
            remarks=remarks,
        )

    def _manner(self, tier: ServedTier, number: int) -> str:
        if number > 1:
            before = [self.name(tier, other) for other in tier.quotas.capped_in(number - 1)]
            leaves = "leaves goes" if len(before) == 1 else "leave goes"
            return f"what {in_words.names(before)} {leaves} round again"
        measure = _MEASURES.get(tier.claims.weight)
        return f"in proportion to {measure}" if measure else "in equal parts"

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
            before = tier.quotas.capped_in(number - 1)[:_GROUPS_SHOWN]
            return tuple(figure for other in before for figure in self._asked_in(tier, other))
        asked = self._asked_in(tier, claim)
        alone = claim != tier.claims.company and claim not in tier.claims.groups
        if alone and tier.claims.weight is Weight.HELD:
            return (self.held(tier.claims.places[claim]), *asked)
        return asked

    # -- whole shares --------------------------------------------------------------------------------------------------

    def _whole_shares(self, tier: ServedTier, claim: int) -> Figure[Any]:
        quota, share = tier.quotas.of(claim), tier.shares[claim]
        rounding, remarks = self.division.plan.readings.rounding, []
        fraction = f"{exact(quota)} "
        if quota.denominator == 1 and share == quota:
            said = f"{share:,} is whole already"
        elif rounding is ShareRounding.FLOOR:
            said = f"{fraction}rounded down → {share:,}"
        elif rounding is ShareRounding.ROUND_LOT_100:
            said = f"{fraction}in lots of 100, the largest remainders first → {share:,}"
        else:
            said = f"{exact(quota % 1).removeprefix('0')} is {_standing(tier, claim)} → {share:,}"
            remarks = [
                f"Ties with {self.name(tier, other)}: the larger weight goes first, then the place in the register."
                for other in tier.quotas.ties_with(claim)[:1]
            ]
        inputs = (self.reading("share_rounding"),)
        label = "Whole shares, as nearly as practicable"
        return self.step("whole shares", label, share, said, inputs=inputs, remarks=remarks)

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
        yield from (self.counts_once(group) for group in groups[:_GROUPS_SHOWN])

    def counts_once(self, group: GroupClaim) -> Figure[Any]:
        """Return the aggregate of an affiliate group, which counts as one Investor."""
        scope = self.division.plan.readings.all_related
        held = [place for place in group.members if scope or self.claims.caps[place]]
        terms = " + ".join(f"{self.claims.holders[place].name} {self.claims.held[place]:,}" for place in held)
        selling = [self.claims.holders[place].name for place in group.members if self.claims.caps[place]]
        total = sum(self.claims.held[place] for place in held)
        said = f"{terms} = {total:,}" if len(held) > 1 else terms
        if len(selling) < len(group.members) and selling:
            verb = "sells" if len(selling) == 1 else "sell"
            said += f", though only {in_words.names(selling)} {verb}" if scope else ", those who sell"
        return self.step(
            "counts once",
            f"{group.name} counts once",
            total,
            said,
            inputs=(*(self.held(place) for place in held), self.reading("affiliate_scope")),
            subject=group.name,
        )

    def inside_group(self, group: GroupClaim, place: int) -> Figure[Any]:
        """Show how a group's shares come to one of its members."""
        split, holder = self.division.split(group), self.claims.holders[place]
        served = self.division.group_tier(group)
        allocated = served[0].shares[served[1]] if served else 0
        share, asking = split.shares.get(place, 0), [each for each in group.members if self.claims.caps[each]]
        by: Authority | None = None
        if split.agreed:
            said, by = (
                f"{share:,} of {allocated:,} as the group agreed",
                EnteredByCounsel(RecordKind.GROUP_SPLIT, group.name),
            )
        elif place not in split.shares:
            said = f"{holder.name} asked for nothing"
        elif len(asking) == 1:
            said = f"only {holder.name} asked: it takes all {allocated:,}"
        else:
            weight = sum(self.claims.held[each] for each in asking)
            said = (
                f"{allocated:,} over {weight:,} held by those who asked: "
                f"{exact(split.quotas[place])} for {self.claims.held[place]:,} → {share:,}"
            )
        return self.step(
            "inside group",
            f"Inside {group.name} · {'as agreed' if split.agreed else 'by its members’ holdings'}",
            share,
            said,
            authority=by,
            inputs=(self.held(place), self.asked(place)),
            remarks=(split.refused,) if split.refused else (),
            subject=holder.id,
        )


def _standing(tier: ServedTier, claim: int) -> str:
    """Say where a claim's remainder stands among all."""
    given = tier.quotas.rounded_up(tier.shares)
    if claim not in given:
        return "not among the largest remainders"
    return "the largest remainder" if len(given) == 1 else "among the largest remainders"
