"""Capped proportional division, exact first and in whole shares last: the only place that rounds shares.

A claim has a cap, which it may not pass, and a weight, in proportion to which it is served; it may have a least share,
below which it may not be cut. The exact quotas are `min(cap, max(least, rate × weight))` with the one rate at which
they add up to the capacity. Everything is counted in plain ints with one common denominator, so that a register of
100,000 holders is divided while counsel drags a slider: the order in which claims reach their caps does not depend on
the capacity and is kept.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction
from itertools import accumulate, compress, pairwise
from math import floor

_BUCKETS = 256


class ShareRounding(StrEnum):
    """How exact quotas become whole shares: the choices of the reading `share_rounding`."""

    LARGEST_REMAINDER = "largest_remainder"
    FLOOR = "floor"
    ROUND_LOT_100 = "round_lot_100"

    @property
    def lot(self) -> int:
        """How many shares are handed out together."""
        return 100 if self is ShareRounding.ROUND_LOT_100 else 1


@dataclass(frozen=True, slots=True)
class ProportionRound:
    """One pass of the proportion: `capacity` over `weight`.

    The claims that reach their caps in it stand from `first` up to, not including, `last` in the order of their caps;
    `kept` are those, by place, whose proportion is below their least share, which they get instead.
    """

    capacity: Fraction
    weight: int
    first: int
    last: int
    kept: tuple[int, ...] = ()


class CappedProportion:
    """Claims in the order of the register, ready to be served from any capacity.

    A claim without weight has no proportion and gets nothing, whatever its cap.
    """

    __slots__ = ("_ranks", "caps", "demand", "least", "order", "weights", "weights_together")

    def __init__(self, caps: Sequence[int], weights: Sequence[int], least: Sequence[int] | None = None) -> None:
        """Take caps and least shares in shares and weights in any one unit.

        Raises ValueError for a negative one, unequal lengths, or a least share above its cap.
        """
        if len(caps) != len(weights) or (least is not None and len(least) != len(caps)):
            raise ValueError("every claim has a cap and a weight")
        if min(caps, default=0) < 0 or min(weights, default=0) < 0:
            raise ValueError("caps and weights are not negative")
        if least is not None and any(not 0 <= share <= cap for share, cap in zip(least, caps, strict=True)):
            raise ValueError("a least share is neither negative nor above its cap")
        self.caps = caps
        self.weights = weights
        self.least = least
        self.order = _order_of_caps(caps, weights)
        self.demand = sum(caps) if len(self.order) == len(caps) else sum(caps[claim] for claim in self.order)
        self.weights_together = sum(weights)
        self._ranks: dict[int, int] | None = None

    def rank(self, claim: int) -> int | None:
        """Return where a claim stands in the order of caps, None for one without weight."""
        if self._ranks is None:
            self._ranks = {each: rank for rank, each in enumerate(self.order)}
        return self._ranks.get(claim)

    def at(self, capacity: int | Fraction, *, reallocate: bool = True) -> Quotas:
        """Serve the claims from a capacity in shares; without `reallocate` the first round is final."""
        left = max(Fraction(capacity), Fraction(0))
        if left >= self.demand:
            return Quotas(self, (), len(self.order), Fraction(0), Fraction(self.demand))
        if self.least is not None:
            return divided_with_least(self, left, reallocate=reallocate)
        weight, settled, first = self.weights_together, 0, 0
        rounds: list[ProportionRound] = []
        while True:
            rate = left / weight
            last = self.reaching_caps(first, rate)
            rounds.append(ProportionRound(left, weight, first, last))
            given = sum(map(self.caps.__getitem__, self.order[first:last]))
            weight -= sum(map(self.weights.__getitem__, self.order[first:last]))
            settled += given
            if last == first or not reallocate:
                return Quotas(self, tuple(rounds), last, rate, settled + rate * weight)
            first, left = last, left - given

    def reaching_caps(self, first: int, rate: Fraction) -> int:
        """Return the end of those from `first` on in the order of caps whose cap is within their proportion."""
        over, under = rate.numerator, rate.denominator

        def stays_below(claim: int) -> int:
            return int(self.caps[claim] * under > over * self.weights[claim])

        return bisect_left(self.order, 1, lo=first, key=stays_below)


def _order_of_caps(caps: Sequence[int], weights: Sequence[int]) -> list[int]:
    """Return the claims that have weight, those first that reach their caps first.

    Two different ratios of ints below 2**b differ by more than 2**-2b, so ratios scaled by 2**2b and cut to ints keep
    their order and never tie unless they are equal: exact, and ten times faster than comparing Fractions.
    """
    scale = 2 * max(weights, default=0).bit_length()
    ratios = [(cap << scale) // weight if weight else -1 for cap, weight in zip(caps, weights, strict=True)]
    weighty = range(len(weights)) if all(weights) else compress(range(len(weights)), weights)
    return sorted(weighty, key=ratios.__getitem__)


@dataclass(frozen=True, slots=True)
class Quotas:
    """The exact shares of all claims at one capacity, and their sum `total`.

    The first `served` claims in the order of caps get their caps; each other one gets `rate` times its weight, or its
    least share where that is more: then it is one of `kept`. There are no rounds when all claims fit. Where there is
    not room even for the least shares, those are divided like caps: then `proportion` has them as caps, and the quotas
    are `short`.
    """

    proportion: CappedProportion
    rounds: tuple[ProportionRound, ...]
    served: int
    rate: Fraction
    total: Fraction
    kept: frozenset[int] = frozenset()
    short: bool = False

    def of(self, claim: int) -> Fraction:
        """Return the exact share of one claim, by its place in the register."""
        rank = self.proportion.rank(claim)
        if rank is None:
            return Fraction(0)
        if rank < self.served:
            return Fraction(self.proportion.caps[claim])
        if claim in self.kept and self.proportion.least is not None:
            return Fraction(self.proportion.least[claim])
        return self.rate * self.proportion.weights[claim]

    def round_of(self, claim: int) -> int | None:
        """Return in which round, from 1, a claim reached its cap or else was served; None where there was none."""
        rank = self.proportion.rank(claim)
        if rank is None or not self.rounds:
            return None
        for number, each in enumerate(self.rounds if claim in self.kept else (), start=1):
            if claim in each.kept:
                return number
        return min(bisect_right(self.rounds, rank, key=lambda each: each.last) + 1, len(self.rounds))

    def capped_in(self, number: int) -> Sequence[int]:
        """Return the claims that reached their caps in one round, from 1, in the order of the register."""
        each = self.rounds[number - 1]
        return sorted(self.proportion.order[each.first : each.last])

    def ties_with(self, claim: int) -> Sequence[int]:
        """Return the other claims below their caps that are owed the same fraction of a share, by place."""
        over, under, weights = self.rate.numerator, self.rate.denominator, self.proportion.weights
        owed = over * weights[claim] % under
        return sorted(each for each in self._in_proportion if each != claim and over * weights[each] % under == owed)

    def rounded_up(self, shares: Sequence[int]) -> Sequence[int]:
        """Return the claims to which whole shares give more than their quota, by place."""
        over, under, weights = self.rate.numerator, self.rate.denominator, self.proportion.weights
        return sorted(each for each in self._in_proportion if shares[each] * under > over * weights[each])

    @property
    def _in_proportion(self) -> Sequence[int]:
        """The claims that get neither their cap nor their least share."""
        below = self.proportion.order[self.served :]
        return [each for each in below if each not in self.kept] if self.kept else below

    def in_whole_shares(
        self, rounding: ShareRounding, total: int | None = None, *, every_lot: bool = False, lot: int = 1
    ) -> list[int]:
        """Round the quotas to whole shares, "as nearly as practicable".

        Each quota is rounded down, under `round_lot_100` to whole hundreds. Under `largest_remainder` one share then
        goes to each of the largest remainders until `total` is reached: by default the exact total rounded down, else
        one of the two whole numbers next to it. Ties go to the larger weight, then to the earlier place in the
        register. `floor` and `round_lot_100` leave what is over to nobody; with `every_lot` what is over is handed out
        all the same, a lot at a time. A `lot` of the plan takes the place of the reading's. A claim at its cap gets its
        cap, and none less than its least share: only what is divided in proportion comes in lots.
        """
        caps, lot = self.proportion.caps, lot if lot > 1 else rounding.lot
        at_their_caps = self.proportion.order[: self.served]
        weights = list(self.proportion.weights)
        for claim in (*at_their_caps, *self.kept) if self.kept else at_their_caps:
            weights[claim] = 0
        # Each quota in lots, with its remainder in 256ths: one division yields both.
        over, under = self.rate.numerator * _BUCKETS, self.rate.denominator * lot
        quotas = [over * weight // under for weight in weights]
        shares = [quota // _BUCKETS * lot for quota in quotas]
        for claim in at_their_caps:
            shares[claim] = caps[claim]
        if self.rounds and self.proportion.least is not None:
            for claim in self.proportion.order:
                shares[claim] = max(shares[claim], self.proportion.least[claim])
        left = (floor(self.total) if total is None else total) - sum(shares)
        if left and (every_lot or rounding is ShareRounding.LARGEST_REMAINDER):
            self._hand_out(left, weights, [quota % _BUCKETS for quota in quotas], shares, lot)
        return shares

    def _hand_out(self, left: int, weights: list[int], buckets: list[int], shares: list[int], lot: int) -> None:
        """Hand what is left to the largest remainders, a lot each while it lasts and the cap allows.

        Remainders are counted by size in 256 buckets, and only the bucket in which the last share goes is sorted: a
        third of the time that sorting all of them takes.
        """
        caps = self.proportion.caps
        over, under = self.rate.numerator, self.rate.denominator * lot
        filled, full, room = Counter(buckets), _BUCKETS, left
        while full and filled[full - 1] * lot <= room:
            full -= 1
            room -= filled[full] * lot
        for claim in compress(range(len(shares)), [each >= full for each in buckets]):
            given = min(lot, caps[claim] - shares[claim])
            shares[claim] += given
            left -= given
        while left and full:
            full -= 1
            claims = [claim for claim, each in enumerate(buckets) if each == full]
            for claim in sorted(claims, key=lambda each: (-(over * weights[each] % under), -weights[each], each)):
                given = min(lot, left, caps[claim] - shares[claim])
                shares[claim] += given
                left -= given


def divided_with_least(of: CappedProportion, left: Fraction, *, reallocate: bool) -> Quotas:
    """Divide less than all claims ask so that none falls below its least share, if there is room for those.

    Each round divides what is left over the claims that are still open. Those whose proportion passes their caps leave
    room, those whose proportion is below their least shares need some: whichever is more is settled first, for that is
    how it then stays whatever the later rounds give. Without `reallocate` what is above the caps is lost, so that only
    least shares are settled before the last round.
    """
    least = of.least or ()
    if left < sum(least[claim] for claim in of.order):
        quotas = CappedProportion(least, of.weights).at(left)
        return replace(quotas, short=True)
    weight, first, kept = of.weights_together, 0, set[int]()
    rounds: list[ProportionRound] = []
    while True:
        rate = left / weight
        last = of.reaching_caps(first, rate)
        capped, below = of.order[first:last], _below_least(of, kept, rate)
        most, heavy = _sum_of(of.caps, capped), _sum_of(of.weights, capped)
        needed, light = _sum_of(least, below), _sum_of(of.weights, below)
        over, under = rate * heavy - most, needed - rate * light
        keep, cap = bool(below) and (under >= over or not reallocate), bool(capped) and over >= under and reallocate
        final = not keep and not cap
        rounds.append(ProportionRound(left, weight, first, last if cap or final else first, below if keep else ()))
        if keep:
            kept.update(below)
            left, weight = left - needed, weight - light
        if cap:
            left, weight, first = left - most, weight - heavy, last
        if final or not weight:
            return _with_least(of, rounds, last if final else first, rate, frozenset(kept))


def _below_least(of: CappedProportion, kept: Container[int], rate: Fraction) -> tuple[int, ...]:
    """Return the claims not yet kept at their least shares whose proportion is below them, by place."""
    over, under, least = rate.numerator, rate.denominator, of.least or ()
    return tuple(
        claim
        for claim, weight in enumerate(of.weights)
        if least[claim] * under > over * weight and weight and claim not in kept
    )


def _with_least(
    of: CappedProportion, rounds: Sequence[ProportionRound], served: int, rate: Fraction, kept: frozenset[int]
) -> Quotas:
    least, over, under = of.least or (), rate.numerator, rate.denominator
    in_proportion = of.order[served:]
    kept |= {claim for claim in in_proportion if least[claim] * under == over * of.weights[claim]}
    settled = _sum_of(of.caps, of.order[:served]) + _sum_of(least, kept)
    open_weight = sum(of.weights[claim] for claim in in_proportion if claim not in kept)
    return Quotas(of, tuple(rounds), served, rate, settled + rate * open_weight, kept)


def _sum_of(values: Sequence[int], claims: Iterable[int]) -> int:
    return sum(map(values.__getitem__, claims))


def whole_parts(exact: Iterable[Fraction]) -> list[int]:
    """Make parts whole that follow each other, so that their sum up to any one is rounded down.

    Each part is then rounded down or up, and what is less than a share goes to the part behind.
    """
    sums = [floor(each) for each in accumulate(exact)]
    return [up_to - before for before, up_to in pairwise([0, *sums])]
