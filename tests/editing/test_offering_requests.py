"""The first figure typed in an offering records the requests in force with it; a late request can be accepted.

The registration received requests of Ash (1,000) and Beech (500); nothing is typed in its offering O1.
"""

from __future__ import annotations

import datetime as dt
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rra_desktop.domain.edits import applied
from rra_desktop.domain.matter import Matter
from rra_desktop.domain.offerings import Offering, OfferingRequest
from rra_desktop.domain.register import EntryType, LedgerEntry
from rra_desktop.editing.commands import (
    AcceptLateRequest,
    AddOffering,
    ChangeOffering,
    Command,
    SetAgreedSplit,
    SetOfferingRequest,
    TakeInRequests,
    Together,
)
from rra_desktop.editing.planning import plan
from rra_desktop.errors import RefusedEditError
from rra_desktop.session import create_session
from tests.matters import investor, issue, matter, piggyback, registration_notice, request

IN_FORCE = (("H1", 1_000), ("H2", 500))
RECEIVED = dt.date(2003, 8, 25)


def received_only() -> Matter:
    """Make the matter."""
    return matter(
        holders=[investor("H1", "Ash"), investor("H2", "Beech"), investor("H3", "Cypress")],
        ledger=[issue("H1", 1_000), issue("H2", 1_000), issue("H3", 1_000)],
        registrations=[piggyback()],
        events=[registration_notice(sent=dt.date(2003, 8, 20), received=dt.date(2003, 8, 22))],
        requests=[request(holder, shares, received=RECEIVED) for holder, shares in IN_FORCE],
        offerings=[Offering("O1", registration="R1", plan="section-3c", maximum=900, company_shares=0)],
    )


def done(before: Matter, command: Command) -> dict[str, tuple[int, int | None]]:
    """Return what is typed in the offering after a command, by holder: the request and the agreed split."""
    after = applied(before, plan(before, command).changes)
    return {each.holder: (each.quantity, each.agreed) for each in after.requests_in("O1")}


@pytest.mark.parametrize(
    ("command", "typed"),
    [
        (SetOfferingRequest("O1", "H1", 700, IN_FORCE), {"H1": (700, None), "H2": (500, None)}),
        (SetOfferingRequest("O1", "H3", 50, IN_FORCE), {"H1": (1000, None), "H2": (500, None), "H3": (50, None)}),
        (SetOfferingRequest("O1", "H1", None, IN_FORCE), {"H1": (0, None), "H2": (500, None)}),
        (SetOfferingRequest("O1", "H1", 1_000, IN_FORCE), {}),
        (SetOfferingRequest("O1", "H3", None, IN_FORCE), {}),
        (SetAgreedSplit("O1", "H2", 20, IN_FORCE), {"H1": (1000, None), "H2": (500, 20)}),
        (
            Together("Paste", tuple(SetOfferingRequest("O1", each, 9, IN_FORCE) for each in ("H3", "H1"))),
            {"H1": (9, None), "H2": (500, None), "H3": (9, None)},
        ),
    ],
)
def test_the_first_figure_records_the_requests_in_force(command: Command, typed: dict[str, tuple[int, int]]) -> None:
    assert done(received_only(), command) == typed


def test_a_later_figure_records_itself_alone() -> None:
    before = replace(received_only(), offering_requests=(OfferingRequest("O1", "H2", 40),))

    assert done(before, SetOfferingRequest("O1", "H3", 50, IN_FORCE)) == {"H2": (40, None), "H3": (50, None)}
    assert done(before, SetOfferingRequest("O1", "H2", None, IN_FORCE)) == {"H2": (0, None)}


@given(st.lists(st.tuples(st.sampled_from(["H1", "H2", "H3"]), st.none() | st.integers(0, 2_000)), max_size=6))
def test_only_what_was_typed_over_differs_from_the_requests_received(typed: list[tuple[str, int | None]]) -> None:
    """Type figures one after the other, each with the requests in force as the window gives them."""
    now = received_only()
    for holder, shares in typed:
        command = SetOfferingRequest("O1", holder, shares, IN_FORCE)
        now = applied(now, plan(now, command).changes)
    asked = {each.holder: each.quantity for each in now.requests_in("O1")} or dict(IN_FORCE)
    wanted = dict(IN_FORCE) | {holder: shares or 0 for holder, shares in typed}

    assert {holder: shares for holder, shares in asked.items() if shares} == {
        holder: shares for holder, shares in wanted.items() if shares
    }


def test_undo_takes_back_all_that_came_with_the_first_figure(tmp_path: Path) -> None:
    with closing(create_session(tmp_path / "m.rra", received_only(), today=dt.date(2003, 10, 1))) as session:
        session.execute(SetOfferingRequest("O1", "H1", 700, IN_FORCE))
        assert len(session.matter.requests_in("O1")) == 2
        session.undo()
        assert session.matter.requests_in("O1") == ()


def test_the_companys_own_shares_can_be_left_open_again() -> None:
    before = received_only()
    after = applied(before, plan(before, ChangeOffering("O1", "company_shares", None)).changes)

    assert after.offering("O1").company_shares is None


# -- a late request is accepted (§3(a)) --------------------------------------------------------------------------------


def test_a_late_request_is_accepted_and_that_is_taken_back() -> None:
    before, day = received_only(), dt.date(2003, 9, 30)
    edit = plan(before, AcceptLateRequest(1, day))
    accepted = applied(before, edit.changes)

    assert edit.label == "Accept the late request of Ash"
    assert [each.accepted for each in accepted.requests] == [day, None]
    back = plan(accepted, AcceptLateRequest(1, None))
    assert (back.label, applied(accepted, back.changes)) == ("Do not accept the late request of Ash", before)


@pytest.mark.parametrize(
    ("received", "refusal"),
    [
        (RECEIVED, "A request cannot be accepted before it was received; one of the two days is wrong."),
        (None, "Record the day the request was received first; until then it cannot have come late."),
    ],
)
def test_an_acceptance_before_the_request_is_refused(received: dt.date | None, refusal: str) -> None:
    before = received_only()
    before = replace(before, requests=(replace(before.requests[0], received=received),))

    with pytest.raises(RefusedEditError) as refused:
        plan(before, AcceptLateRequest(1, dt.date(2003, 8, 1)))
    assert str(refused.value) == refusal


def test_a_request_is_taken_in_after_the_splits_since_it_came() -> None:
    """§7: Ash asked for 1,000 shares before a split of two for one; of the day of the offering that is 2,000."""
    made = received_only()
    split = LedgerEntry(9, RECEIVED + dt.timedelta(days=5), EntryType.SPLIT, new=2, old=1)
    offering = replace(made.offerings[0], as_of=RECEIVED + dt.timedelta(days=30))
    made = replace(made, ledger=(*made.ledger, split), offerings=(offering,))
    first = made.requests[0].id

    assert done(made, TakeInRequests("O1", (first,))) == {"H1": (2_000, None)}
    assert done(made, TakeInRequests("O1", (first,), (("H2", 1_000),))) == {"H1": (2_000, None), "H2": (1_000, None)}
    beside = AddOffering(replace(offering, id="O2", name="Another"), requests=(first,))
    after = applied(made, plan(made, beside).changes)
    assert [(each.holder, each.quantity) for each in after.requests_in("O2")] == [("H1", 2_000)]
