"""What a form says of the notices and events a matter records: its own, and more of those that are built in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from rra_desktop.domain.declared_events import DeclaredEvent, EventField, EventHome
from rra_desktop.domain.registrations import EventType
from rra_desktop.forms.shapes import Entry, Key, Table
from rra_desktop.forms.values import NAME, SECTION, WORDS, YES_OR_NO, did_you_mean, list_of, one_of, one_or_more

BUILT_IN: Final = tuple(map(str, EventType))
"""The ids of the events every form has without declaring them."""

_MENTION: Final = re.compile(r"-?([a-z][a-z0-9_-]*)(?:\.[a-z_]+)?", re.ASCII)
_OF_ITSELF: Final = ("id", "label", "section", "question", "after", "values")


def _check_event(values: dict[str, Any], entry: Entry) -> None:
    own, of = values.get("id"), values.get("of") or ()
    if own in BUILT_IN and values.get("notice"):
        entry.fault("notice", f"cannot be said of “{own}”, which is built in: it stays what it is.")
    if own in BUILT_IN and not any(value for key, value in values.items() if key != "id"):
        entry.fault("id", f"is “{own}”, which is built in; an entry for it says something more of it.")
    if EventHome.MATTER in of and (len(of) > 1 or own in BUILT_IN):
        why = "nothing built in happens there" if own in BUILT_IN else "an event of the matter is in no registration"
        entry.fault("of", f"cannot be “{EventHome.MATTER}” here: {why}.", of.index(EventHome.MATTER))
    if values.get("ends") is not None and values["ends"] == own:
        entry.fault("ends", "names the event itself; what begins is ended by another event.")


def _event(**said: Any) -> DeclaredEvent:  # noqa: ANN401 - as the keys have it
    return DeclaredEvent(**{key: value for key, value in said.items() if value is not None})


EVENTS: Final = Table(
    "events",
    "event",
    (
        Key("id", NAME),
        Key("label", WORDS, required=False),
        Key("section", SECTION, required=False),
        Key("of", one_or_more(one_of(EventHome, "where an event happens"), "places where it happens"), required=False),
        Key("notice", YES_OR_NO, required=False),
        Key("fields", list_of(one_of(EventField, "a field of an event"), "fields of an event"), required=False),
        Key("after", WORDS, required=False),
        Key("waits_for", WORDS, required=False),
        Key("ends", NAME, required=False),
        Key("question", WORDS, required=False),
    ),
    _event,
    _check_event,
)


def faults_of_ends(events: Mapping[str, Mapping[str, Any]]) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with the events that end others: the id of the entry, and what is said of its “ends”."""
    known = {*BUILT_IN, *events}
    for own, event in events.items():
        ends = event.get("ends")
        if isinstance(ends, str) and ends != own and ends not in known:
            yield own, f"is “{ends}”, and there is no such event.{did_you_mean(ends, known)}"


def mentioned(data: object) -> Iterator[str]:
    """Yield every id that something in a form may mean: whole values and the keys of conditions, points left out."""
    if isinstance(data, dict):
        for key, value in data.items():
            yield from _ids_in(key)
            yield from mentioned(value)
    elif isinstance(data, list):
        for each in data:
            yield from mentioned(each)
    else:
        yield from _ids_in(data)


def _ids_in(written: object) -> Iterator[str]:
    if isinstance(written, str) and (found := _MENTION.fullmatch(written)):
        yield found[1]


def beside_itself(entry: Mapping[str, Any]) -> dict[str, Any]:
    """Return an entry without what it says of itself alone, in which no other entry is meant."""
    return {key: value for key, value in entry.items() if key not in _OF_ITSELF}
