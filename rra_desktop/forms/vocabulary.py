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
from rra_desktop.domain.deadline_definitions import Act, DeadlineDefinition, FormText
from rra_desktop.domain.deadlines import DeadlineId, DeadlineKind, DeadlineStatus, Party
from rra_desktop.domain.holidays import Closing
from rra_desktop.domain.rolls import Roll
from rra_desktop.forms.acts import brought_by
from rra_desktop.forms.clocks import COUNT, PICK, ROLL, ROLLS, START, check_start
from rra_desktop.forms.events import EVENTS
from rra_desktop.forms.facts import FACTS
from rra_desktop.forms.holder_classes import CLASSES
from rra_desktop.forms.limits import LIMITS
from rra_desktop.forms.notice_methods import NOTICE_METHODS
from rra_desktop.forms.read_by_name import READING_CHOICES, TERM_CHOICES, TERMS
from rra_desktop.forms.rights import RIGHTS
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
    quoted,
    shown,
    term_value,
)

_CHOICE_PARTS: Final = ("an id", "a label", "a sentence that says what it means")


# -- terms -------------------------------------------------------------------------------------------------------------


def _check_term(values: dict[str, Any], entry: Entry) -> None:
    own, kind, choices = values.get("id"), values.get("kind"), values.get("choices")
    known = TERMS.get(own or "")  # None for a term that deadlines are counted by
    if None not in (known, kind) and kind is not known:
        entry.fault("kind", f"must be “{known}”, as the calculation reads this term, not “{kind}”.")
    kind = known or kind
    if kind is None:
        return
    if choices is not None and (kind is TermKind.CHOICE) is not bool(choices):
        entry.fault("choices", "goes with a term of the kind “choice”, and with no other.")
    elif choices:
        _known_choices(choices, TERM_CHOICES.get(own or "", choices), entry)
    if "value" in values:
        _check_value(values, kind, entry)


def _check_value(values: dict[str, Any], kind: TermKind, entry: Entry) -> None:
    """Read the value of a term by its kind; one that is a choice is one of the term's own."""
    try:
        values["value"] = term_value(kind, values["value"])
    except WrongValueError as error:
        entry.fault("value", str(error))
        return
    choices = values.get("choices")
    if choices and values["value"] not in choices:
        said = f"must be one of the term's choices, not {shown(values['value'])}. They are {quoted(choices)}."
        entry.fault("value", said)


def nothing_reads(what: str, written: str, known: Mapping[str, object]) -> str:
    """Return what is said of an id that the calculation does not know, with those it does."""
    listed = ", ".join(sorted(known))
    return f"is “{written}”, a {what} that nothing reads.{did_you_mean(written, known)} Known are {listed}."


def _known_choices(choices: tuple[str, ...], known: tuple[str, ...], entry: Entry) -> None:
    """Tell the choices that the calculation would not understand."""
    for place, choice in enumerate(choices):
        if choice not in known:
            near = did_you_mean(choice, known)
            entry.fault("choices", f"has “{choice}”, which nothing reads.{near} Known are {quoted(known)}.", place)


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
    Term,
    _check_term,
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


def _check_reading(values: dict[str, Any], entry: Entry) -> None:
    own, ids = values.get("id"), tuple(each.id for each in values.get("choices", ()))
    if own is not None and own not in READING_CHOICES:
        entry.fault("id", nothing_reads("reading", own, READING_CHOICES))
    _known_choices(ids, READING_CHOICES.get(own or "", ids), entry)
    for place, each in enumerate(ids):
        if each in ids[:place]:
            entry.fault("choices", f"has the id “{each}” twice.", place)


def _check_drafting_point(values: dict[str, Any], entry: Entry) -> None:
    if "section" in values and values.get("silence") is bool(values["section"]):
        entry.fault("section", "must be empty where “silence” is true, and only there.")


_READINGS: Final = Table(
    "readings",
    "reading",
    (
        Key("id", NAME),
        Key("section", SECTION),
        Key("question", WORDS),
        Key("choices", list_of(Kind("a choice", _choice), "choices, each a list of three texts")),
    ),
    Reading,
    _check_reading,
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
    DraftingPoint,
    _check_drafting_point,
)


# -- priority plans ----------------------------------------------------------------------------------------------------


def _check_tier(values: dict[str, Any], entry: Entry) -> None:
    floor, cap = values.get("floor"), values.get("cap")
    if floor is not None and cap is not None and floor > cap:
        entry.fault("cap", f"must not be below the “floor”, which is {floor}, as it is: {cap}.")


def _check_plan(values: dict[str, Any], entry: Entry) -> None:
    served: set[TierMember] = set()
    for place, tier in enumerate(values.get("tiers", ())):
        for member in tier.members:
            if member in served:
                said = f"serves “{member}” in tier {place + 1}, which an earlier tier has served."
                entry.fault("tiers", said, place, "members")
        served.update(tier.members)


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
    Tier,
    _check_tier,
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
    PriorityPlan,
    _check_plan,
)


# -- deadlines ---------------------------------------------------------------------------------------------------------

_PASSED: Final = (DeadlineStatus.OVERDUE, DeadlineStatus.MET, DeadlineStatus.LAPSED)


def _check_deadline(values: dict[str, Any], entry: Entry) -> None:
    kind = values.get("kind", DeadlineKind.LATEST)
    rolls = values.get("rolls")
    if rolls and kind is not DeadlineKind.LATEST:
        word = f"“{rolls.written}”" if isinstance(rolls, FormText) else "true"
        entry.fault("rolls", f"cannot be {word} of a day that is “{kind}”: only a last day is moved.")
    check_start(values, entry)


def _deadline(act: Act, kind: DeadlineKind, **said: Any) -> DeadlineDefinition:  # noqa: ANN401 - as the keys have it
    brought = brought_by(act, kind)._asdict()
    own = {key: value for key, value in said.items() if value is not None}
    return DeadlineDefinition(act=act, kind=kind, **{**brought, **own})


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
        Key("rolls", ROLLS, required=False),
        Key("filing", YES_OR_NO, required=False),
        Key("start", START),
        Key("pick", PICK, required=False),
        Key("count", COUNT),
    ),
    _deadline,
    _check_deadline,
)


# -- the form ----------------------------------------------------------------------------------------------------------


FORM: Final = Table(
    "a form",
    "form",
    (
        Key("id", NAME),
        Key("title", WORDS),
        Key("company", WORDS),
        Key("agreement_date", DAY),
        Key("governing_law", WORDS),
        Key("business_days", one_of(Closing, "a calendar"), required=False, default=Closing.FEDERAL),
        Key("roll", ROLL, required=False, default=FormText(Roll.NONE)),
        Key("terms", Tables(_TERMS)),
        Key("readings", Tables(_READINGS)),
        Key("drafting_points", Tables(_DRAFTING_POINTS)),
        Key("plans", Tables(_PLANS)),
        Key("notice_methods", Tables(NOTICE_METHODS), required=False, default=()),
        Key("deadlines", Tables(_DEADLINES), required=False, default=()),
        Key("events", Tables(EVENTS), required=False, default=()),
        Key("facts", Tables(FACTS), required=False, default=()),
        Key("classes", Tables(CLASSES), required=False, default=()),
        Key("rights", Tables(RIGHTS), required=False, default=()),
        Key("limits", Tables(LIMITS), required=False, default=()),
    ),
    AgreementForm,
)
"""A whole form; its tables stand in the order in which they are read."""
