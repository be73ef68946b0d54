"""Random registrations for hypothesis: any mixture of what can be recorded, possible or not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TypeVar

from hypothesis import strategies as st

from rra_desktop.domain.matter import Matter
from rra_desktop.domain.registrations import (
    DelayBecause,
    Event,
    EventType,
    Method,
    Purpose,
    Registration,
    Request,
    Underwriting,
    WithdrawnBy,
)
from rra_desktop.domain.waivers import Waiver
from tests.matters import DEADLINES, demand, event, form, investor, issue, matter, notice, piggyback, request

HOLDERS = ("H1", "H2", "H3", "H4")
days = st.dates(date(2003, 5, 1), date(2004, 8, 31))
maybe_days = st.none() | days

READINGS = {reading.id: [choice.id for choice in reading.choices] for reading in form().readings}
readings = st.fixed_dictionaries({}, optional={name: st.sampled_from(choices) for name, choices in READINGS.items()})

_notices = st.builds(
    notice,
    st.sampled_from([EventType.DEMAND_NOTICE, EventType.COMPANY_NOTICE, EventType.REGISTRATION_NOTICE]),
    sent=maybe_days,
    received=maybe_days,
    method=st.sampled_from(Method),
    to=st.none() | st.sampled_from(HOLDERS),
    registration=st.sampled_from(["R1", "R2"]),
)
_dated = st.builds(
    event,
    st.sampled_from([kind for kind in EventType if not kind.is_notice]),
    maybe_days,
    registration=st.sampled_from(["R1", "R2"]),
    by=st.sampled_from(WithdrawnBy),
    days=st.none() | st.integers(1, 150),
    because=st.sampled_from(DelayBecause),
    permits_resale=st.sampled_from([True, False, None]),
)
events = st.lists(_notices | _dated, max_size=14)
requests = st.lists(
    st.builds(
        request,
        st.sampled_from(HOLDERS),
        st.none() | st.just(1_000),
        received=maybe_days,
        method_of_distribution=st.sampled_from(["", "underwritten"]),
        information_owed=st.booleans(),
        completed=maybe_days,
        registration=st.sampled_from(["R1", "R2"]),
    ),
    max_size=4,
)
waivers = st.lists(
    st.builds(
        Waiver,
        st.just(0),
        st.sampled_from(DEADLINES),
        days,
        st.lists(st.sampled_from([*HOLDERS, "company"]), max_size=5, unique=True).map(tuple),
        st.none() | st.just("R1"),
        st.none() | st.sampled_from(HOLDERS),
    ),
    max_size=2,
)
registrations = st.tuples(
    st.builds(
        demand,
        st.just("R1"),
        initiated_by=st.lists(st.sampled_from(HOLDERS), max_size=2, unique=True),
        underwriting=st.sampled_from(Underwriting),
    ),
    st.builds(demand, st.just("R2")) | st.builds(piggyback, st.just("R2"), purpose=st.sampled_from(Purpose)),
)


def _matter(
    both: tuple[Registration, ...],
    recorded: list[Event],
    asked: list[Request],
    waived: list[Waiver],
    chosen: dict[str, str],
) -> Matter:
    return matter(
        holders=[investor(holder) for holder in HOLDERS],
        ledger=[issue(holder, 1_000) for holder in HOLDERS],
        registrations=both,
        events=recorded,
        requests=asked,
        waivers=waived,
        readings=chosen,
    )


matters = st.builds(_matter, registrations, events, requests, waivers, readings)
"""Matters with a demand and a second registration, in which anything may have been recorded of either."""


_Recorded = TypeVar("_Recorded")


def shuffled(original: Matter, seed: int) -> Matter:
    """Return the matter with its events, requests and waivers recorded in another order, by a number."""
    return replace(
        original,
        events=_turned(original.events, seed),
        requests=_turned(original.requests, seed),
        waivers=_turned(original.waivers, seed),
    )


def _turned(records: tuple[_Recorded, ...], seed: int) -> tuple[_Recorded, ...]:
    place = seed % len(records) if records else 0
    turned = records[place:] + records[:place]
    return turned[::-1] if seed % 2 else turned
