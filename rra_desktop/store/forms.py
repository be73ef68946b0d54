"""Agreement forms: the terms, readings, drafting points and plans of an agreement, read from resources/forms/*.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from functools import cache
from importlib import resources
from typing import Any

from rra_desktop.domain.agreement import (
    AgreementForm,
    Choice,
    DraftingPoint,
    PriorityPlan,
    Reading,
    Term,
    TermKind,
    TermValue,
    Tier,
    TierMember,
    Weight,
)
from rra_desktop.errors import UserError


class UnknownFormError(UserError):
    """The program ships no agreement form of that name."""


def form_ids() -> tuple[str, ...]:
    """Return the ids of the agreement forms the program ships, in alphabetical order."""
    folder = resources.files("resources") / "forms"
    return tuple(sorted(each.name.removesuffix(".toml") for each in folder.iterdir() if each.name.endswith(".toml")))


@cache
def load_form(form_id: str) -> AgreementForm:
    """Return the agreement form of that id; raises UnknownFormError when the program ships none."""
    if form_id not in form_ids():
        known = ", ".join(form_ids())
        raise UnknownFormError(f"There is no agreement form “{form_id}”; this version has: {known}.")
    text = (resources.files("resources") / "forms" / f"{form_id}.toml").read_text(encoding="utf-8")
    return _form(tomllib.loads(text))


def term_value(kind: TermKind, written: int | str) -> TermValue:
    """Return a term's value from how it is written in a file: a whole number, or text that is exact.

    Raises ValueError for text that is no number of the kind.
    """
    match kind:
        case TermKind.RATIO:
            return Fraction(written)
        case TermKind.MONEY:
            return Decimal(written)
        case TermKind.CHOICE:
            return str(written)
        case _:
            return int(written)


def _form(data: Mapping[str, Any]) -> AgreementForm:
    return AgreementForm(
        id=data["id"],
        title=data["title"],
        company=data["company"],
        agreement_date=data["agreement_date"],
        governing_law=data["governing_law"],
        terms=tuple(_term(each) for each in data["terms"]),
        readings=tuple(_reading(each) for each in data["readings"]),
        drafting_points=tuple(DraftingPoint(**each) for each in data["drafting_points"]),
        plans=tuple(_plan(each) for each in data["plans"]),
    )


def _term(data: Mapping[str, Any]) -> Term:
    kind = TermKind(data["kind"])
    return Term(
        id=data["id"],
        label=data["label"],
        kind=kind,
        value=term_value(kind, data["value"]),
        section=data["section"],
        choices=tuple(data.get("choices", ())),
    )


def _reading(data: Mapping[str, Any]) -> Reading:
    return Reading(
        id=data["id"],
        section=data["section"],
        question=data["question"],
        choices=tuple(Choice(*choice) for choice in data["choices"]),
    )


def _plan(data: Mapping[str, Any]) -> PriorityPlan:
    return PriorityPlan(
        id=data["id"],
        name=data["name"],
        section=data["section"],
        tiers=tuple(_tier(tier) for tier in data["tiers"]),
        company_is_never_cut=data.get("company_is_never_cut", False),
        meaning=data["meaning"],
    )


def _tier(data: Mapping[str, Any]) -> Tier:
    return Tier(
        members=tuple(TierMember(member) for member in data["members"]),
        weight=Weight(data.get("weight", Weight.READING)),
        aggregate_affiliates=data.get("aggregate_affiliates", True),
        floor=Fraction(data["floor"]) if "floor" in data else None,
        company_half=data.get("company_half", False),
        holders=tuple(data.get("holders", ())),
    )
