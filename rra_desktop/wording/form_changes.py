"""What another form of the agreement says otherwise, entry by entry, in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import fields
from typing import Any, Final, NamedTuple

from rra_desktop.domain.agreement import AgreementForm, Term
from rra_desktop.domain.notice_methods import NoticeMethod
from rra_desktop.domain.topics import Topic
from rra_desktop.wording import writing

NOTHING: Final = "—"
_THERE, _AS_IT_WAS, _OTHERWISE = "there", "as it was", "said otherwise"
_ITSELF: Final = ("id", "text", "faults")
_NAMED_BY: Final = ("label", "question", "title", "name")


class FormChange(NamedTuple):
    """One entry of a form, or a fact of the whole agreement, before and after; NOTHING where there was none."""

    what: str
    before: str
    after: str


def form_changes(before: AgreementForm, after: AgreementForm) -> Iterator[FormChange]:
    """Yield what one form says otherwise than another, in the order of the tables; nothing where they say the same."""
    for field in fields(AgreementForm):
        if field.name in _ITSELF or not field.compare:
            continue
        was, now = getattr(before, field.name), getattr(after, field.name)
        if field.name == "sections":
            yield from _sections(dict(was), dict(now))
        elif isinstance(was, tuple):
            yield from _entries(field.name.replace("_", " ").removesuffix("s"), was, now)
        elif was != now:
            yield FormChange(field.name.replace("_", " ").capitalize(), _written(was), _written(now))


def _sections(was: Mapping[Topic, str], now: Mapping[Topic, str]) -> Iterator[FormChange]:
    for topic in dict.fromkeys((*was, *now)):
        before, after = (writing.section(each.get(topic, "")) or NOTHING for each in (was, now))
        if before != after:
            yield FormChange(f"Section on {topic.replace('_', ' ')}", before, after)


def _entries(kind: str, before: tuple[Any, ...], after: tuple[Any, ...]) -> Iterator[FormChange]:
    was, now = ({_key(each): each for each in entries} for entries in (before, after))
    for own in dict.fromkeys((*was, *now)):
        one, other = was.get(own), now.get(own)
        if one == other:
            continue
        told = one if one is not None else other
        what = f"{kind.capitalize()}: {form_entry_name(told)}"
        if isinstance(one, Term) and isinstance(other, Term) and one.value != other.value:
            yield FormChange(what, writing.term_value(one, one.value), writing.term_value(other, other.value))
        elif isinstance(told, tuple):
            yield FormChange(what, *(NOTHING if each is None else writing.section(each[1]) for each in (one, other)))
        elif one is None or other is None:
            yield FormChange(what, NOTHING if one is None else _THERE, NOTHING if other is None else _THERE)
        else:
            yield FormChange(what, _AS_IT_WAS, _OTHERWISE)


def form_entry_name(entry: Any) -> str:  # noqa: ANN401 - an entry of any table
    """Write what an entry of a form is called: its label, question, title or name, else its id in words."""
    said = next((getattr(entry, name) for name in _NAMED_BY if getattr(entry, name, "")), "")
    return str(said) or _key(entry).replace("_", " ").replace("-", " ")


def _key(entry: Any) -> str:  # noqa: ANN401 - an entry of any table
    if isinstance(entry, tuple):  # a topic with its section, which has no other id
        return str(entry[0])
    return ", ".join(entry.methods) if isinstance(entry, NoticeMethod) else str(entry.id)


def _written(value: object) -> str:
    return writing.date_only(value) if isinstance(value, dt.date) else str(getattr(value, "written", value))
