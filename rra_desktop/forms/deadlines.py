"""The table of a form's deadlines: for whom each runs, how its day is made, and what its passing means."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from rra_desktop.domain.conditions import ALWAYS, Condition
from rra_desktop.domain.deadline_definitions import (
    MATTER,
    REQUEST,
    DeadlineCase,
    DeadlineDefinition,
    DeclaredBar,
    DeclaredDelay,
    DeclaredExtension,
    DeclaredLimit,
    DeclaredSaying,
    DelayEffect,
    Excluded,
    FormText,
    Kept,
    Per,
    Picked,
    Where,
)
from rra_desktop.domain.deadlines import Act, DeadlineKind, DeadlineStatus, Party
from rra_desktop.domain.register import Security
from rra_desktop.domain.registrations import EventType
from rra_desktop.forms.acts import brought_by
from rra_desktop.forms.clocks import AT_MOST, COUNT, MET_BY, ROLLS, START, text_of
from rra_desktop.forms.conditions import WHEN
from rra_desktop.forms.shapes import Entry, Key, Table, Tables
from rra_desktop.forms.values import NAME, SECTION, WORDS, YES_OR_NO, list_of, one_of, one_or_more

_PASSED: Final = (DeadlineStatus.OVERDUE, DeadlineStatus.MET, DeadlineStatus.LAPSED)
_OF_ALL_DEMANDS: Final = ("demand", "mandatory")
_END_WITH: Final = (Picked.FIRST, Picked.LAST)


# -- the tables inside a deadline ------------------------------------------------------------------------------------


def _optional(name: str, kind: Any, default: Any = None) -> Key:  # noqa: ANN401 - a kind, and a value of it
    return Key(name, kind, required=False, default=default)


_WHEN_HOLDS: Final = _optional("when", WHEN, ALWAYS)
_WHY: Final = Key("why", WORDS)
_SECTION: Final = _optional("section", SECTION, "")

_EXCLUDED: Final = Table(
    "excluded",
    "exclusion",
    (Key("when", WHEN), _optional("why", WORDS, ""), _SECTION, _optional("id", NAME, "does_not_run")),
    Excluded,
)
_BARRED: Final = Table("barred", "bar", (Key("by", NAME), _WHY, _WHEN_HOLDS), DeclaredBar)
_SAYS: Final = Table(
    "says", "saying", (Key("text", WORDS), _SECTION, _WHEN_HOLDS, _optional("id", NAME, "form_says")), DeclaredSaying
)


def _delay(ends: str, effect: FormText, when: Condition, since: EventType | None) -> DeclaredDelay:
    return DeclaredDelay(ends, since.value if since else "", effect, when)


_DELAY: Final = Table(
    "delay",
    "delay",
    (
        Key("ends", NAME),
        _optional("since", one_of(EventType, "an event with which a delay begins")),
        _optional("effect", text_of(DelayEffect, "what a delay does"), FormText(DelayEffect.TOLL.value)),
        _WHEN_HOLDS,
    ),
    _delay,
)


def _check_where(values: dict[str, Any], entry: Entry) -> None:
    told = [name for name in ("permits_resale", "security") if values.get(name) is not None]
    if len(told) != 1:
        entry.fault("", "must say which records count by one field: “permits_resale” or “security”.")


def _where(permits_resale: bool | None, security: tuple[Security, ...] | None, section: str) -> Where:  # noqa: FBT001
    if security is not None:
        return Where("security", tuple(each.value for each in security), section)
    return Where("permits_resale", (bool(permits_resale),), section)


_WHERE: Final = Table(
    "where",
    "where",
    (
        _optional("permits_resale", YES_OR_NO),
        _optional("security", one_or_more(one_of(Security, "a security"), "securities")),
        _SECTION,
    ),
    _where,
    _check_where,
)


_LIMIT_KEYS: Final = (
    Key("start", START),
    _optional("count", COUNT, ()),
    _WHY,
    _SECTION,
    _WHEN_HOLDS,
    _optional("alone", YES_OR_NO, default=False),
)
_NOT_AFTER: Final = Table("not_after", "end", _LIMIT_KEYS, DeclaredLimit)
_NOT_BEFORE: Final = Table(
    "not_before",
    "earliest day",
    (*_LIMIT_KEYS, _optional("waits", YES_OR_NO, default=False), _optional("where_it_moves", NAME, "")),
    DeclaredLimit,
)


def _check_extension(values: dict[str, Any], entry: Entry) -> None:
    spans = values.get("days_of") is not None
    if spans is bool(values.get("from") or values.get("to")) or bool(values.get("from")) is not bool(values.get("to")):
        entry.fault("", "must count the “days_of” a span, or those “from” one start “to” another.")


def _extension(days_of: str | None, **said: Any) -> DeclaredExtension:  # noqa: ANN401 - as the keys have it
    from_ = said.pop("from")
    return DeclaredExtension(days_of or "", from_, **said)


_EXTEND: Final = Table(
    "extend",
    "extension",
    (
        _optional("days_of", NAME),
        _optional("from", START, ()),
        _optional("to", START, ()),
        _optional("less", YES_OR_NO, default=False),
        _SECTION,
        _WHEN_HOLDS,
    ),
    _extension,
    _check_extension,
)
_NOT_EXTENDED: Final = replace(_EXTEND, name="not_extended", one="span")

# -- deadlines ---------------------------------------------------------------------------------------------------------

_MAKING: Final = (
    _optional("start", START, ()),
    _optional("count", COUNT, ()),
    _optional("pick", text_of(Picked, "which of several records counts")),
    _optional("where", Tables(_WHERE, or_none=True), ()),
    _optional("at_most", AT_MOST, ""),
    _optional("delay", Tables(_DELAY, or_none=True), ()),
    _optional("barred", Tables(_BARRED, or_none=True), ()),
    _optional("extend", Tables(_EXTEND, or_none=True), ()),
    _optional("not_before", Tables(_NOT_BEFORE, or_none=True), ()),
    _optional("not_after", Tables(_NOT_AFTER, or_none=True), ()),
    _optional("end_with", one_of(_END_WITH, "which of several ends counts"), Picked.FIRST),
    _optional("floor", NAME, ""),
    _optional("keep", text_of(Kept, "which limit stands"), FormText(Kept.LATEST.value)),
)
"""The keys by which a day is made; a case can replace each of them."""

NOT_SAID: Final = object()
"""Stands for a key that a case leaves as it is."""
_CASES: Final = Table(
    "cases",
    "case",
    (Key("when", WHEN), *(replace(key, default=NOT_SAID) for key in _MAKING)),
    lambda when, **said: (when, {name: value for name, value in said.items() if value is not NOT_SAID}),
)


def _check_deadline(values: dict[str, Any], entry: Entry) -> None:
    kind = values.get("kind", DeadlineKind.LATEST)
    rolls = values.get("rolls")
    if rolls and kind is not DeadlineKind.LATEST:
        word = f"“{rolls.written}”" if isinstance(rolls, FormText) else "true"
        entry.fault("rolls", f"cannot be {word} of a day that is “{kind}”: only a last day is moved.")
    if "start" in values and not values["start"] and not _starts_alone(values):
        entry.fault("start", "is missing: a clock starts on something.")
    of_issues, per = values.get("start") == (FormText("issue"),), values.get("per")
    if "start" in values and (per is Per.ISSUE_DATE) is not of_issues:
        entry.fault("per", "is “issue_date” where the clock starts on an “issue”, and nowhere else.")


def _starts_alone(values: Mapping[str, Any]) -> bool:
    return any(each.alone for key in ("not_before", "not_after") for each in values.get(key, ()))


def _deadline(act: Act, kind: DeadlineKind, cases: tuple[Any, ...], **said: Any) -> DeadlineDefinition:  # noqa: ANN401
    brought = brought_by(act, kind)._asdict()
    own = {key: value for key, value in said.items() if value is not None}
    made = DeadlineDefinition(act=act, kind=kind, **{**brought, **own})
    made = replace(made, delay=_since_what_is_needed(made))
    every = [DeadlineCase(when, replace(made, **changed)) for when, changed in cases]
    return replace(made, cases=tuple(every))


def _since_what_is_needed(made: DeadlineDefinition) -> tuple[DeclaredDelay, ...]:
    return tuple(each if each.since else replace(each, since=EventType.DELAY_ELECTED.value) for each in made.delay)


DEADLINES: Final = Table(
    "deadlines",
    "deadline",
    (
        Key("id", NAME),
        Key("section", SECTION),
        Key("act", one_of(Act, "an act")),
        _optional("label", WORDS, ""),
        _optional("label_each", WORDS, ""),
        _optional("label_together", WORDS, ""),
        _optional("after", WORDS, ""),
        _optional("brief", one_or_more(WORDS, "ways to call it, from the longest on"), ()),
        _optional("kind", one_of(DeadlineKind, "a kind of deadline"), DeadlineKind.LATEST),
        _optional("party", one_of(Party, "a party")),
        _optional("passed", one_of(_PASSED, "where it stands once its day has passed")),
        _optional("rolls", ROLLS),
        _optional("filing", YES_OR_NO),
        _optional("of", one_or_more(NAME, "rights, kinds of right, or “matter”"), _OF_ALL_DEMANDS),
        _optional("per", one_of(Per, "for whom a row is")),
        _optional("needs", NAME, ""),
        _optional("limit", NAME, ""),
        _optional("ground", NAME, ""),
        _optional("follows", NAME, ""),
        _optional("excluded", Tables(_EXCLUDED), ()),
        _optional("says", Tables(_SAYS), ()),
        _optional("not_extended", Tables(_NOT_EXTENDED), ()),
        _optional("met_by", MET_BY),
        _optional("overtaken_by", one_of(EventType, "an event")),
        *_MAKING,
        _optional("cases", Tables(_CASES), ()),
    ),
    _deadline,
    _check_deadline,
)

__all__ = ["DEADLINES", "MATTER", "NOT_SAID", "REQUEST", "list_of"]
