"""The tables of a form with their keys, as data: what is not declared here is refused."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from rra_desktop.domain.agreement import (
    AgreementForm,
    Choice,
    DraftingPoint,
    PriorityPlan,
    Reading,
    Term,
    TermKind,
    Tier,
    TierMember,
    Weight,
)
from rra_desktop.domain.deadline_definitions import Act, DeadlineDefinition
from rra_desktop.domain.deadlines import DeadlineId, DeadlineKind, DeadlineStatus, Party
from rra_desktop.forms.acts import brought_by
from rra_desktop.forms.read_by_name import READING_CHOICES, TERM_CHOICES, TERMS
from rra_desktop.forms.shapes import Entry, Key, Table, Tables
from rra_desktop.forms.values import (
    ANY_VALUE,
    DAY,
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
    shown,
    term_value,
)

_CHOICE_PARTS: Final = ("an id", "a label", "a sentence that says what it means")


# -- terms -------------------------------------------------------------------------------------------------------------


def _term(values: Mapping[str, Any], entry: Entry) -> Term | None:
    kind, known, choices = values["kind"], TERMS.get(values["id"]), values["choices"]
    if known is None:
        entry.fault("id", _nothing_reads("term", values["id"], TERMS))
    elif kind is not known:
        entry.fault("kind", f"must be “{known}”, as the calculation reads this term, not “{kind}”.")
    elif (kind is TermKind.CHOICE) is not bool(choices):
        entry.fault("choices", "goes with a term of the kind “choice”, and with no other.")
    else:
        _known_choices(choices, TERM_CHOICES.get(values["id"], ()), entry)
    try:
        value = term_value(kind, values["value"])
    except WrongValueError as error:
        entry.fault("value", str(error))
        return None
    if choices and value not in choices:
        listed = ", ".join(f"“{each}”" for each in choices)
        entry.fault("value", f"must be one of the term's choices, not {shown(value)}. They are {listed}.")
    return Term(**{**values, "value": value})


def _nothing_reads(what: str, written: str, known: Mapping[str, object]) -> str:
    listed = ", ".join(sorted(known))
    return f"is “{written}”, a {what} that nothing reads.{did_you_mean(written, known)} Known are {listed}."


def _known_choices(choices: tuple[str, ...], known: tuple[str, ...], entry: Entry) -> None:
    """Tell the choices that the calculation would not understand."""
    for place, choice in enumerate(choices):
        if choice not in known:
            listed = ", ".join(f"“{each}”" for each in known)
            near = did_you_mean(choice, known)
            entry.fault("choices", f"has “{choice}”, which nothing reads.{near} Known are {listed}.", place)


_TERMS: Final = Table(
    "terms",
    "term",
    (
        Key("id", NAME),
        Key("label", WORDS),
        Key("kind", one_of(TermKind, "a kind of term")),
        Key("value", ANY_VALUE),
        Key("section", SECTION),
        Key("choices", list_of(NAME, "choices"), required=False, default=()),
    ),
    _term,
)


# -- readings and drafting points --------------------------------------------------------------------------------------


def _choice(value: object) -> Choice:
    if not isinstance(value, list) or len(value) != len(_CHOICE_PARTS):
        raise WrongValueError(f"must be a list of three texts: {', '.join(_CHOICE_PARTS)}; it is {shown(value)}.")
    for place, each in enumerate(value):
        try:
            WORDS.read(each)
        except WrongValueError as error:
            raise WrongValueError(f"as {_CHOICE_PARTS[place]} {error}", (place,)) from None
    return Choice(*value)


def _reading(values: Mapping[str, Any], entry: Entry) -> Reading:
    known, ids = READING_CHOICES.get(values["id"]), tuple(each.id for each in values["choices"])
    if known is None:
        entry.fault("id", _nothing_reads("reading", values["id"], READING_CHOICES))
    else:
        _known_choices(ids, known, entry)
    for place, each in enumerate(ids):
        if each in ids[:place]:
            entry.fault("choices", f"has the id “{each}” twice.", place)
    return Reading(**values)


def _drafting_point(values: Mapping[str, Any], entry: Entry) -> DraftingPoint:
    if values["silence"] is bool(values["section"]):
        entry.fault("section", "must be empty where “silence” is true, and only there.")
    return DraftingPoint(**values)


_READINGS: Final = Table(
    "readings",
    "reading",
    (
        Key("id", NAME),
        Key("section", SECTION),
        Key("question", WORDS),
        Key("choices", list_of(Kind("a choice", _choice), "choices, each a list of three texts")),
    ),
    _reading,
)

_DRAFTING_POINTS: Final = Table(
    "drafting_points",
    "drafting point",
    (
        Key("id", NAME),
        Key("section", SECTION),
        Key("title", WORDS),
        Key("affects", WORDS),
        Key("advice", WORDS),
        Key("reading", NAME, required=False),
        Key("silence", YES_OR_NO, required=False, default=False),
    ),
    _drafting_point,
)


# -- priority plans ----------------------------------------------------------------------------------------------------


def _tier(values: Mapping[str, Any], entry: Entry) -> Tier:
    floor, cap = values["floor"], values["cap"]
    if floor is not None and cap is not None and floor > cap:
        entry.fault("cap", f"must not be below the “floor”, which is {floor}, as it is: {cap}.")
    return Tier(**values)


def _plan(values: Mapping[str, Any], entry: Entry) -> PriorityPlan:
    served: set[TierMember] = set()
    for place, tier in enumerate(values["tiers"]):
        for member in tier.members:
            if member in served:
                said = f"serves “{member}” in tier {place + 1}, which an earlier tier has served."
                entry.fault("tiers", said, place, "members")
        served.update(tier.members)
    return PriorityPlan(**values)


_TIERS: Final = Table(
    "tiers",
    "tier",
    (
        Key("members", list_of(one_of(TierMember, "one who is served"), "those served")),
        Key("weight", one_of(Weight, "a weight"), required=False, default=Weight.READING),
        Key("aggregate_affiliates", YES_OR_NO, required=False, default=True),
        Key("floor", SHARE, required=False),
        Key("cap", SHARE, required=False),
        Key("company_half", YES_OR_NO, required=False, default=False),
    ),
    _tier,
)

_PLANS: Final = Table(
    "plans",
    "plan",
    (
        Key("id", NAME),
        Key("name", WORDS),
        Key("section", SECTION),
        Key("meaning", WORDS),
        Key("company_is_never_cut", YES_OR_NO, required=False, default=False),
        Key("tiers", Tables(_TIERS)),
    ),
    _plan,
)


# -- deadlines ---------------------------------------------------------------------------------------------------------

_PASSED: Final = (DeadlineStatus.OVERDUE, DeadlineStatus.MET, DeadlineStatus.LAPSED)


def _deadline(values: Mapping[str, Any], entry: Entry) -> DeadlineDefinition:
    said = {key: value for key, value in values.items() if value is not None}
    if values["rolls"] and values["kind"] is not DeadlineKind.LATEST:
        entry.fault("rolls", f"cannot be true of a day that is “{values['kind']}”: only a last day is moved.")
    return DeadlineDefinition(**{**brought_by(values["act"], values["kind"])._asdict(), **said})


_DEADLINES: Final = Table(
    "deadlines",
    "deadline",
    (
        Key("id", one_of(DeadlineId, "a deadline that the calculation counts")),
        Key("section", SECTION),
        Key("act", one_of(Act, "an act")),
        Key("kind", one_of(DeadlineKind, "a kind of deadline"), required=False, default=DeadlineKind.LATEST),
        Key("party", one_of(Party, "a party"), required=False),
        Key("passed", one_of(_PASSED, "where it stands once its day has passed"), required=False),
        Key("rolls", YES_OR_NO, required=False),
        Key("filing", YES_OR_NO, required=False),
    ),
    _deadline,
)


# -- the form ----------------------------------------------------------------------------------------------------------


def _form(values: Mapping[str, Any], entry: Entry) -> AgreementForm:
    del entry
    return AgreementForm(**values)


FORM: Final = Table(
    "a form",
    "form",
    (
        Key("id", NAME),
        Key("title", WORDS),
        Key("company", WORDS),
        Key("agreement_date", DAY),
        Key("governing_law", WORDS),
        Key("terms", Tables(_TERMS)),
        Key("readings", Tables(_READINGS)),
        Key("drafting_points", Tables(_DRAFTING_POINTS)),
        Key("plans", Tables(_PLANS)),
        Key("deadlines", Tables(_DEADLINES), required=False, default=()),
    ),
    _form,
)
"""A whole form; its tables stand in the order in which they are read."""
