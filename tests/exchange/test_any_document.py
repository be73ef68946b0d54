"""Documents spoilt at random: each is read or refused in a sentence with its place, and nothing else ever happens."""

from __future__ import annotations

import copy
import json
from typing import Any, TypeAlias

from hypothesis import given
from hypothesis import strategies as st

from rra_desktop.errors import ImportRefusedError
from rra_desktop.exchange.matter_json import matter_from_json, matter_to_json
from rra_desktop.store.forms import load_form
from tests.exchange.any_matter import any_matter
from tests.exchange.documents import document

Tree: TypeAlias = Any
"""A JSON document as Python reads it, or a part of one."""

LEAVES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**19), 10**19),
    st.floats(),
    st.text(max_size=5),
    st.sampled_from(["H1", "R1", "O1", "2003-06-24", "9999-12-31", "0.5", "-1", "1/0", "unit", "split", "company", ""]),
)
VALUES = st.recursive(LEAVES, lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=3), inner))


def places(value: Tree, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Return the way to each value in a document, the document itself left out."""
    steps = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [found for step, part in steps for found in ((*path, step), *places(part, (*path, step)))]


def at(value: Tree, path: tuple[Any, ...]) -> Tree:
    """Return what stands at a path."""
    for step in path:
        value = value[step]
    return value


@st.composite
def spoilt_documents(draw: st.DrawFn) -> str:
    """Draw a document in which a few values are replaced, removed, moved or put where they do not belong."""
    stated = document() if draw(st.booleans()) else json.loads(matter_to_json(draw(any_matter())))
    for _ in range(draw(st.integers(1, 3))):
        path = draw(st.sampled_from(places(stated) or [("format",)]))
        within, step = at(stated, path[:-1]), path[-1]
        match draw(st.sampled_from(["replace", "remove", "copy", "add"])):
            case "remove":
                del within[step]
            case "replace":
                within[step] = draw(VALUES)
            case "copy":
                within[step] = copy.deepcopy(at(stated, draw(st.sampled_from(places(stated)))))
            case _ if isinstance(within, dict):
                within[draw(st.sampled_from(["id", "note", "holder", "quantity", "date", "weather"]))] = draw(VALUES)
            case _:
                within.append(copy.deepcopy(within[step]))
        if not stated:
            break
    return json.dumps(stated)


def refusal_of(text: str) -> str:
    """Return the sentence with which a document is refused, empty for one that is read and comes back equal."""
    try:
        matter = matter_from_json(text, load_form)
    except ImportRefusedError as refused:
        return str(refused)
    assert matter_from_json(matter_to_json(matter), load_form) == matter
    return ""


@given(spoilt_documents())
def test_a_spoilt_document_is_read_or_refused_at_its_place(text: str) -> None:
    refusal = refusal_of(text)
    assert not refusal or refusal.startswith("$")


@given(st.text() | st.binary().map(lambda some: some.decode("latin-1")))
def test_any_text_at_all_is_refused(text: str) -> None:
    assert refusal_of(text).startswith(("$", "line "))
