"""A chip is shortened by what it says, never by the names it says it of."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rra_desktop import wording
from rra_desktop.domain.deadlines import DeadlineId
from rra_desktop.domain.registrations import Event, EventType, Method, Registration, RegistrationKind, Request
from rra_desktop.domain.statements import Gravity, Mark, stated
from tests.matters import investor, matter
from tests.ui.calendar.test_entries import deadline
from ui.calendar.chip_words import deadline_ways, event_ways, gravity_ways, written
from ui.calendar.entries import Entry, entries
from ui.calendar.looks import chip_texts

DAY = dt.date(2003, 6, 10)
NAMES = ("Company Notice LLC", "Contradiction registration", "Projected received Trust", "Requests due, L.P.")
IMPOSSIBLE = (Mark(stated("dates/no_delay_given", "1(d)"), Gravity.CONTRADICTION),)


def chip_of(name: str, said: tuple[Mark, ...] = ()) -> Entry:
    it = matter(
        holders=[investor("H1", name=name)],
        registrations=[Registration("R1", RegistrationKind.DEMAND)],
        requests=(Request(0, "R1", "H1", 1_000, DAY),),
    )
    (chip,) = entries(it, [], DAY, said_of=lambda _record: said)
    return chip


@given(name=st.sampled_from(NAMES) | st.text(min_size=1), said=st.sampled_from([(), IMPOSSIBLE]))
def test_a_holder_named_like_a_word_of_the_calendar_keeps_its_name(name: str, said: tuple[Mark, ...]) -> None:
    chip = chip_of(name, said)
    assert all(text.endswith(f"Request: {name}") for text in chip.texts)
    assert name in chip.full


def test_what_is_said_of_a_request_is_said_in_fewer_signs_where_there_is_no_room() -> None:
    assert chip_of("Company Notice LLC", IMPOSSIBLE).texts == (
        "Contradiction: Request: Company Notice LLC",
        "Contrad.: Request: Company Notice LLC",
    )


def test_a_notice_is_told_in_full_and_then_in_fewer_signs() -> None:
    it = matter(
        holders=[investor("H1")],
        registrations=[Registration("R1", RegistrationKind.DEMAND)],
        events=[Event(0, "R1", EventType.COMPANY_NOTICE, method=Method.FAX, sent=DAY, received=DAY, to="H1")],
    )
    (chip,) = entries(it, [], DAY, said_of=lambda _record: IMPOSSIBLE)
    assert chip.texts == (
        "Contradiction: Company Notice received",
        "Contradiction: Co. Notice received",
        "Contradiction: Co. Notice rec’d",
        "Contrad.: Co. Notice rec’d",
    )


def test_a_deadline_is_told_in_full_and_then_in_fewer_signs() -> None:
    due = deadline(DeadlineId.REGISTRATION_NOTICE_DUE, marks=IMPOSSIBLE)
    assert chip_texts(due) == (
        "Contradiction: Registration Notice due",
        "Contradiction: Reg. Notice due",
        "Contrad.: Reg. Notice due",
    )
    assert chip_texts(deadline(projected=True)) == ("Projected: Last day to file", "Proj.: Last day to file")


@pytest.mark.parametrize(
    "ways",
    [
        *map(deadline_ways, DeadlineId),
        *(event_ways(each, wording.event_name(each)) for each in EventType),
        *map(gravity_ways, Gravity),
    ],
)
def test_every_way_is_shorter_than_the_one_before(ways: tuple[str, ...]) -> None:
    assert ways[0]
    assert [len(way) for way in ways] == sorted({len(way) for way in ways}, reverse=True)


def test_parts_are_made_brief_in_their_order() -> None:
    said = written("{}: {}".format, ("one part", "one"), ("another part", "other", "o"))
    assert said == ("one part: another part", "one: another part", "one: other", "one: o")
