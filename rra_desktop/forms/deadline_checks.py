"""What only all deadlines of a form together show: clocks that start on nothing, loops, readings it has not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final, TypeAlias

from rra_desktop.domain.agreement import Reading as FormReading
from rra_desktop.domain.agreement import TermKind
from rra_desktop.domain.deadline_definitions import (
    AGREEMENT_DATE,
    ISSUE,
    MATTER,
    REQUEST,
    RIGHT,
    DeadlineDefinition,
    DeclaredExtension,
    DeclaredLimit,
    DelayEffect,
    FormText,
    Kept,
    Per,
    Picked,
)
from rra_desktop.domain.deadlines import Act, DeadlineKind
from rra_desktop.domain.registrations import EventType, RegistrationKind
from rra_desktop.forms.conditions import FACTS, FIELDS, Values, conditions_in, faults_of_condition
from rra_desktop.forms.places import Path
from rra_desktop.forms.shapes import Entry, Reading
from rra_desktop.forms.values import did_you_mean, quoted
from rra_desktop.forms.written import entries, ids, several

_KINDS_OF_RIGHT: Final = ("mandatory", *(each.value for each in RegistrationKind))
_DAYS_OF_NOTICES: Final = ("given", "received", "sent", "dated")
_FILINGS: Final = ("filed.first_filing", "filed.last_amendment")
_SUSPENSIONS: Final = frozenset({EventType.SUSPENDED.value})
_NEEDS_START: Final = "start"
_PICK_NEEDED: Final = (
    "is missing; it is “first”, “last” or a reading that says which of several counts, of a bar also “longest”."
)
_PICKS_NOTHING: Final = "goes with a day that is one of several notices' or bars', as no other."
_Node: TypeAlias = tuple[str, bool]
"""A deadline, with whether it is looked at before its floor has its say."""


@dataclass(frozen=True, slots=True)
class _Form:
    """What the deadlines of a form can name."""

    entry: Entry
    deadlines: Sequence[DeadlineDefinition]
    readings: Mapping[str, FormReading]
    limits: frozenset[str]
    events: frozenset[str]
    notices: frozenset[str]
    rights: frozenset[str]
    ids: frozenset[str] = field(default=frozenset())
    days: frozenset[str] = field(default=frozenset())
    spans: frozenset[str] = field(default=frozenset())

    def fault(self, place: int, key: str, said: str, *within: str | int) -> None:
        """Tell a fault of a key of the deadline at a place; `within` leads on to a member."""
        path: Path = (*self.entry.path, "deadlines", place, key, *within)
        self.entry.reading.tell(path, f"deadlines “{self.deadlines[place].id}”", key, said)


def check_deadlines(values: Mapping[str, Any], entry: Entry) -> None:
    """Tell what is wrong between the deadlines of a form and whatever else it has.

    `values` are those of the keys of the form in which there is no fault.
    """
    deadlines: Sequence[DeadlineDefinition] = values.get("deadlines", ())
    if not deadlines or "readings" not in values:
        return
    events = {kind.value for kind in EventType} | {each.id for each in values.get("events", ())}
    form = _Form(
        entry,
        deadlines,
        {each.id: each for each in values["readings"]},
        frozenset(each.id for each in values.get("limits", ())),
        frozenset(events),
        frozenset(kind.value for kind in EventType if kind.is_notice),
        frozenset((*_KINDS_OF_RIGHT, MATTER, *(each.id for each in values.get("rights", ())))),
        frozenset(each.id for each in deadlines),
        frozenset(each.id for each in values.get("terms", ()) if each.kind is TermKind.DATE),
        frozenset((*_SUSPENSIONS, *(each.id for each in values.get("events", ()) if each.ends))),
    )
    for place, deadline in enumerate(deadlines):
        _check_texts(form, place, deadline)
        _check_names(form, place, deadline)
        _check_parts(form, place, deadline)
    if not form.entry.reading.faults:
        _check_loops(form)


# -- texts in which the choice of a reading may stand ------------------------------------------------------------------


def _check_texts(form: _Form, place: int, own: DeadlineDefinition) -> None:
    for each in own.every:
        for at, text in enumerate(each.start):
            _check_start(form, place, text, "start", at)
        if each.pick is not None:
            _check_words(form, place, "pick", each.pick, Picked)
        _check_words(form, place, "keep", each.keep, Kept)
        for at, delay in enumerate(each.delay):
            _check_words(form, place, "delay", delay.effect, DelayEffect, at, "effect")
        for key, limits in (("not_before", each.not_before), ("not_after", each.not_after)):
            for at, limit in enumerate(limits):
                for text in limit.start:
                    _check_start(form, place, text, key, at, "start")
        for at, extension in enumerate(each.extend):
            _check_extension(form, place, at, extension)
    for at, extension in enumerate(own.not_extended):
        _check_span(form, place, ("not_extended", at), extension.days_of, _SUSPENSIONS)


def _check_extension(form: _Form, place: int, at: int, extension: DeclaredExtension) -> None:
    for text in (*extension.from_, *extension.to):
        _check_start(form, place, text, "extend", at)
    _check_span(form, place, ("extend", at), extension.days_of, form.spans)


def _check_span(form: _Form, place: int, where: tuple[str, int], days_of: str, known: frozenset[str]) -> None:
    if days_of and days_of not in known:
        said = f"counts the days of “{days_of}”, and no such event begins a span.{did_you_mean(days_of, known)}"
        form.fault(place, where[0], f"{said} It can be {quoted(sorted(known))}.", where[1], "days_of")


def _check_start(form: _Form, place: int, text: FormText, key: str, *within: str | int) -> None:
    for start in _every(form, place, text, key, *within):
        if not _is_start(form, start):
            known = sorted(
                {*form.events - form.notices, *form.ids, *form.days, AGREEMENT_DATE, *_days_of_notices(form)}
            )
            under = "" if not text.reading else f", as “{text.written}” is under one of its choices"
            near = did_you_mean(start, known)
            form.fault(place, key, f"cannot start on “{start}”{under}.{near} It can be {quoted(known)}.", *within)


def _is_start(form: _Form, start: str) -> bool:
    if start[:1].isdigit() or start in (AGREEMENT_DATE, ISSUE, *_FILINGS):
        return True
    return start in form.events | form.ids | form.days or start in _days_of_notices(form)


def _days_of_notices(form: _Form) -> Iterable[str]:
    return (f"{notice}.{day}" for notice in sorted(form.notices) for day in _DAYS_OF_NOTICES)


def _check_words(form: _Form, place: int, key: str, text: FormText, words: type[StrEnum], *within: str | int) -> None:
    if not text.reading:
        return
    known = [each.value for each in words]
    for word in _every(form, place, text, key, *within):
        if word not in known:
            said = f"would be “{word}” under a choice of “{text.reading}”. It can be {quoted(known)}."
            form.fault(place, key, said, *within)


def _every(form: _Form, place: int, text: FormText, key: str, *within: str | int) -> Iterator[str]:
    """Yield a text under every choice of its reading; one that the form has not is told."""
    if not text.reading:
        yield text.written
        return
    reading = form.readings.get(text.reading)
    if reading is None:
        near = did_you_mean(text.reading, form.readings)
        form.fault(place, key, f"asks for the reading “{text.reading}”, and the form has none such.{near}", *within)
        return
    yield from (text.with_choice(choice.id) for choice in reading.choices)


# -- names of other entries --------------------------------------------------------------------------------------------


def _check_names(form: _Form, place: int, own: DeadlineDefinition) -> None:
    for at, right in enumerate(own.of):
        if right not in form.rights:
            said = f"names “{right}”, which is no right of the form.{did_you_mean(right, form.rights)} It can be "
            form.fault(place, "of", f"{said}{quoted(sorted(form.rights))}.", at)
    for key, named in _named(own):
        if named not in form.ids:
            said = f"names “{named}”, and the form has no such deadline.{did_you_mean(named, form.ids)}"
            form.fault(place, key, said)
    if own.needs and own.needs != _NEEDS_START and own.needs not in form.events:
        near = did_you_mean(own.needs, (*form.events, _NEEDS_START))
        form.fault(place, "needs", f"is “{own.needs}”, which is no event.{near}")
    for at, met_by in enumerate(own.met_by):
        known = (*form.events, REQUEST, *_days_of_notices(form))
        if met_by not in known:
            near = did_you_mean(met_by, known)
            form.fault(place, "met_by", f"is “{met_by}”, which is no event and no day of a notice.{near}", at)
    if own.limit and own.limit not in form.limits:
        near = did_you_mean(own.limit, form.limits)
        form.fault(place, "limit", f"is “{own.limit}”, and the form has no such limit.{near}")


def _named(own: DeadlineDefinition) -> Iterator[tuple[str, str]]:
    """Yield the deadlines that one names, each with the key under which it does."""
    for each in own.every:
        yield from (("delay", part.ends) for part in each.delay)
        yield from (("barred", part.by) for part in each.barred)
        yield from (("not_before", part.where_it_moves) for part in each.not_before if part.where_it_moves)
        if each.floor:
            yield "floor", each.floor
    for key in ("ground", "follows"):
        if named := getattr(own, key):
            yield key, named


# -- what fits together ------------------------------------------------------------------------------------------------


def _check_parts(form: _Form, place: int, own: DeadlineDefinition) -> None:
    of = {each.id: each for each in form.deadlines}
    for each in own.every:
        for part in each.barred:
            if part.by in of and of[part.by].kind is not DeadlineKind.BAR:
                form.fault(place, "barred", f"names “{part.by}”, which is no bar: its “kind” is not “bar”.")
        if each.where and each.kind is not DeadlineKind.BAR and own.per is not Per.ISSUE_DATE:
            form.fault(place, "where", "goes with a bar or with a row for each issue, and with no other.")
        if (each.pick is not None) is not _is_one_of_several(form, each):
            form.fault(place, "pick", _PICK_NEEDED if each.pick is None else _PICKS_NOTHING)
    if own.per is Per.ADDRESSEE and not _starts_on_one_notice(form, own):
        form.fault(place, "start", "must be a day of one notice, since each of its addressees has a row of its own.")
    if own.act is Act.ANSWER and own.per is not Per.ADDRESSEE:
        form.fault(place, "per", "must be “addressee” where a notice is answered.")
    if own.at_most and own.needs != own.at_most.partition(".")[0]:
        form.fault(place, "at_most", "goes with a deadline that “needs” that event.")


def _is_one_of_several(form: _Form, own: DeadlineDefinition) -> bool:
    """Tell whether a row for all starts on one of several notices or of several times that bar."""
    if own.per is not Per.ALL:
        return False
    notices = form.notices - {EventType.DEMAND_NOTICE.value}
    return own.kind is DeadlineKind.BAR or any(text.written.partition(".")[0] in notices for text in own.start)


def _starts_on_one_notice(form: _Form, own: DeadlineDefinition) -> bool:
    notices = {text.written.partition(".")[0] for each in own.every for text in each.start}
    return len(notices) == 1 and notices <= form.notices - {EventType.DEMAND_NOTICE.value}


# -- conditions --------------------------------------------------------------------------------------------------------


def check_conditions(data: Mapping[str, Any], reading: Reading) -> None:
    """Tell what the conditions of deadlines ask for that is no reading, fact or field, and what that never is."""
    known = _can_be_asked(data)
    for place, entry in entries(data, "deadlines"):
        for path, written in conditions_in(entry):
            for said in faults_of_condition(written, known):
                reading.tell(("deadlines", place, *path), f"deadlines “{entry.get('id')}”", "when", said)


def _can_be_asked(data: Mapping[str, Any]) -> dict[str, Values]:
    """Return all that a condition of a deadline can ask for, with what it can be."""
    rights = tuple(ids(data, "rights"))
    known: dict[str, Values] = {**FACTS, RIGHT: (*rights, *_KINDS_OF_RIGHT)}
    known |= {f"{event.value}.{name}": values for event in EventType for name, values in FIELDS.items()}
    for _, entry in entries(data, "readings"):
        choices = [each[0] for each in several(entry.get("choices")) if isinstance(each, list) and each]
        known[str(entry.get("id"))] = tuple(each for each in choices if isinstance(each, str))
    for _, entry in entries(data, "facts"):
        values = entry.get("values")
        known[str(entry.get("id"))] = tuple(values) if isinstance(values, list) else (True, False)
    return known


# -- loops -------------------------------------------------------------------------------------------------------------


def _check_loops(form: _Form) -> None:
    """Tell the first deadline whose day hangs on itself, with those by way of which it does."""
    hangs_on = {node: tuple(_hangs_on(form, node)) for own in form.ids for node in ((own, False), (own, True))}
    done: set[_Node] = set()
    for deadline in form.deadlines:
        loop = _loop(hangs_on, (deadline.id, False), (), done)
        if loop:
            way = " from ".join(f"“{each}”" for each in dict.fromkeys(own for own, _ in loop))
            itself = next(at for at, each in enumerate(form.deadlines) if each.id == loop[0][0])
            form.fault(itself, "start", f"leads back to itself: its day comes by way of {way}.")
            return


def _loop(
    hangs_on: Mapping[_Node, tuple[_Node, ...]], node: _Node, way: tuple[_Node, ...], done: set[_Node]
) -> tuple[_Node, ...]:
    if node in way:
        return way[way.index(node) :]
    if node in done:
        return ()
    for each in hangs_on[node]:
        if found := _loop(hangs_on, each, (*way, node), done):
            return found
    done.add(node)
    return ()


def _hangs_on(form: _Form, node: _Node) -> Iterator[_Node]:
    own, moved = node
    deadline = next(each for each in form.deadlines if each.id == own)
    for each in deadline.every:
        if not moved:
            yield own, True
            if each.floor:
                yield each.floor, False
            continue
        limits: tuple[DeclaredLimit, ...] = (*each.not_before, *each.not_after)
        extensions = (text for part in each.extend for text in (*part.from_, *part.to))
        texts = (*each.start, *(text for limit in limits for text in limit.start), *extensions)
        yield from ((start, False) for text in texts for start in _choices(form, text) if start in form.ids)
        others = (each.follows, each.ground, *(part.ends for part in each.delay), *(part.by for part in each.barred))
        yield from ((named, True) for named in others if named)
        yield from ((limit.where_it_moves, True) for limit in limits if limit.where_it_moves)


def _choices(form: _Form, text: FormText) -> Iterator[str]:
    reading = form.readings.get(text.reading)
    yield from (text.with_choice(each.id) for each in reading.choices) if reading else (text.written,)
