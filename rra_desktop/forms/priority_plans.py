"""The table of a form that says who is served in what order where not all can be sold, and within what limits."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

from rra_desktop.domain.agreement import TermKind
from rra_desktop.domain.conditions import Condition
from rra_desktop.domain.priority_plans import (
    COMPANY,
    INITIATORS,
    RULE_415,
    Portion,
    PriorityPlan,
    Tier,
    TierCase,
    Unused,
    Weight,
)
from rra_desktop.domain.register import Security
from rra_desktop.forms.conditions import WHEN
from rra_desktop.forms.shapes import Entry, Key, Table, Tables
from rra_desktop.forms.values import (
    NAME,
    SECTION,
    SHARE,
    WORDS,
    YES_OR_NO,
    Kind,
    WrongValueError,
    did_you_mean,
    list_of,
    one_of,
    quoted,
    shown,
    term_value,
)

_KINDS_OF_SHARE: Final = (Security.COMMON, Security.PREFERRED, Security.WARRANT, Security.OTHER_REGISTRABLE)
_PORTION: Final = "a share of the offering, as “30%”, a whole number of shares, as 250000, or dollars, as “$5,000,000”"
_ALL_OR_NOTHING: Final = ("floor", "cap", "most_cut", "most_cut_each", "company_half")
_OF_HOLDERS: Final = ("most_cut", "most_cut_each")


def _portion(value: object) -> Portion:
    if isinstance(value, int) and not isinstance(value, bool):
        return int(str(term_value(TermKind.NUMBER, value)))
    if isinstance(value, str) and value.startswith("$"):
        return Decimal(str(term_value(TermKind.MONEY, value.removeprefix("$"))))
    if isinstance(value, str):
        return Fraction(SHARE.read(value))
    raise WrongValueError(f"must be {_PORTION}, not {shown(value)}.")


def _lot(value: object) -> int:
    shares = int(str(term_value(TermKind.NUMBER, value)))
    if not shares:
        raise WrongValueError("must be a whole number of shares, at least 1, not the whole number 0.")
    return shares


PORTION: Final = Kind(_PORTION, _portion)
LOT: Final = Kind("a whole number of shares that are given together", _lot)


# -- tiers -------------------------------------------------------------------------------------------------------------


def _limits(*, said: bool) -> tuple[Key, ...]:
    """Return the keys that a case of a tier can replace; in a case one that is not `said` has no value."""

    def left_out(value: object) -> object:
        return value if said else None

    return (
        Key("weight", one_of(Weight, "a weight"), required=False, default=left_out(Weight.READING)),
        Key("aggregate_affiliates", YES_OR_NO, required=False, default=left_out(value=True)),
        Key("floor", PORTION, required=False),
        Key("cap", PORTION, required=False),
        Key("most_cut", SHARE, required=False),
        Key("most_cut_each", SHARE, required=False),
        Key("removed_wholly", YES_OR_NO, required=False, default=left_out(value=False)),
        Key("company_half", YES_OR_NO, required=False, default=left_out(value=False)),
        Key("unused", one_of(Unused, "what becomes of unused room"), required=False, default=left_out(Unused.READING)),
        Key("lot", LOT, required=False, default=left_out(1)),
    )


def at_odds(limits: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield the limits of a tier that cannot stand together: the key of one, and what is said of it."""
    floor, cap = limits.get("floor"), limits.get("cap")
    if floor is not None and cap is not None and type(floor) is type(cap) and floor > cap:
        yield "cap", f"must not be below the “floor”, which is {_written(floor)}, as it is: {_written(cap)}."
    if limits.get("removed_wholly"):
        for key in _ALL_OR_NOTHING:
            if limits.get(key) not in (None, False):
                yield key, "cannot be had in a tier that is removed wholly: that gets all it asks, or nothing."
    if limits.get("company_half"):
        for key in _OF_HOLDERS:
            if limits.get(key) is not None:
                yield key, "cannot be had in a tier that the Company shares by half; give it a tier of its own."


def _written(portion: Portion) -> str:
    if isinstance(portion, Fraction):
        return str(portion)
    return f"${portion:,}" if isinstance(portion, Decimal) else f"{portion:,}"


def _check_tier(values: dict[str, Any], entry: Entry) -> None:
    for key, said in at_odds(values):
        entry.fault(key, said)
    for place, (_, changes) in enumerate(values.get("cases") or ()):
        if not changes:
            entry.fault("cases", "says nothing that differs where its condition holds.", place)
        for key, said in at_odds({**values, **changes}):
            if key in changes or not any(key == other for other, _ in at_odds(values)):
                entry.fault("cases", f"leaves “{key}”, which {said}", place)


def _case(when: Condition, **limits: Any) -> tuple[Condition, dict[str, Any]]:  # noqa: ANN401 - as the keys have it
    return when, {key: value for key, value in limits.items() if value is not None}


def _tier(cases: Sequence[tuple[Condition, dict[str, Any]]], **own: Any) -> Tier:  # noqa: ANN401 - as the keys have it
    tier = Tier(**own)
    return replace(tier, cases=tuple(TierCase(when, replace(tier, **changes)) for when, changes in cases))


_CASES: Final = Table("cases", "case", (Key("when", WHEN), *_limits(said=False)), _case)

_TIERS: Final = Table(
    "tiers",
    "tier",
    (
        Key("members", list_of(NAME, "those served")),
        Key("securities", list_of(one_of(_KINDS_OF_SHARE, "a kind of share"), "kinds"), required=False, default=()),
        *_limits(said=True),
        Key("cases", Tables(_CASES), required=False, default=()),
    ),
    _tier,
    _check_tier,
)


# -- plans -------------------------------------------------------------------------------------------------------------


def _check_plan(values: dict[str, Any], entry: Entry) -> None:
    tiers: tuple[Tier, ...] = values.get("tiers", ())
    governs = values.get("for", ())
    if RULE_415 in governs and len(governs) > 1:
        entry.fault("for", "names a right beside “rule_415”; what the SEC lets be registered has a plan of its own.")
    for place, tier in enumerate(tiers):
        if tier.securities and RULE_415 not in governs:
            entry.fault(
                "tiers", "tells kinds of share apart, which only a plan for “rule_415” does.", place, "securities"
            )
    for place, said in _served_twice(tiers):
        entry.fault("tiers", said, place, "members")
    if values.get("company_is_never_cut"):
        for place, tier in enumerate(tiers):
            if COMPANY in tier.members or tier.company_half:
                said = f"serves the Company in tier {place + 1}, and “company_is_never_cut” serves it before them all."
                entry.fault("tiers", said, place)
    for floors in _floors_together(tiers):
        if floors > 1:
            entry.fault("tiers", f"has floors that add up to {floors} of the offering, which is more than all of it.")
            break


def _served_twice(tiers: Sequence[Tier]) -> Iterator[tuple[int, str]]:
    """Yield who is served in a tier though an earlier one has served it, by the tier's place."""
    served: dict[str, set[Security]] = {}
    for place, tier in enumerate(tiers):
        for member in (*tier.members, COMPANY) if tier.company_half else tier.members:
            here = set(tier.securities or _KINDS_OF_SHARE)
            again = served.get(member, set()) & here
            if member == COMPANY and tier.company_half and COMPANY in tier.members:
                yield place, f"serves “{COMPANY}” in tier {place + 1}, which shares it by half as it is."
                break
            if again:
                kinds = f" with {quoted(sorted(again))}" if tier.securities else ""
                yield place, f"serves “{member}”{kinds} in tier {place + 1}, which an earlier tier has served."
            served.setdefault(member, set()).update(here)


def _floors_together(tiers: Sequence[Tier]) -> Iterator[Fraction]:
    """Yield what the floors add up to that are shares of the offering: as they stand, and in each case there is."""
    conditions = dict.fromkeys(case.when for tier in tiers for case in tier.cases)
    for when in (None, *conditions):
        in_force = [next((case.tier for case in tier.cases if case.when == when), tier) for tier in tiers]
        yield sum((tier.floor for tier in in_force if isinstance(tier.floor, Fraction)), Fraction(0))


def _plan(**values: Any) -> PriorityPlan:  # noqa: ANN401 - as the keys have it
    governs = values.pop("for")
    return PriorityPlan(**values, governs=governs)


PLANS: Final = Table(
    "plans",
    "plan",
    (
        Key("id", NAME),
        Key("name", WORDS),
        Key("section", SECTION),
        Key("meaning", WORDS),
        Key("for", list_of(NAME, "rights, or “rule_415”"), required=False, default=()),
        Key("company_is_never_cut", YES_OR_NO, required=False, default=False),
        Key("tiers", Tables(_TIERS)),
    ),
    _plan,
    _check_plan,
)


def faults_of_plan(
    written: Mapping[str, Any], classes: Collection[str], rights: Collection[str]
) -> Iterator[tuple[tuple[str | int, ...], str, str]]:
    """Yield what a plan names that the form has not: its place in the plan, its key and what is said of it.

    `classes` and `rights` are the ids the form has of each. What is wrong in itself has its fault already.
    """
    governs = written.get("for")
    for place, each in enumerate(governs if isinstance(governs, list) else ()):
        if isinstance(each, str) and each not in (*rights, RULE_415):
            yield ("for", place), "for", _no_such(each, "right", (*rights, RULE_415))
    tiers = written.get("tiers")
    for number, tier in enumerate(tiers if isinstance(tiers, list) else ()):
        members = tier.get("members") if isinstance(tier, dict) else None
        for place, each in enumerate(members if isinstance(members, list) else ()):
            known = (COMPANY, INITIATORS, *classes)
            if isinstance(each, str) and each not in known:
                yield ("tiers", number, "members", place), "members", _no_such(each, "class of holders", known)


def _no_such(written: str, what: str, known: Iterable[str]) -> str:
    known = tuple(known)
    near = did_you_mean(written, known)
    return f"names “{written}”, and the form has no such {what}.{near} Known are {quoted(known)}."
