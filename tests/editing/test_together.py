"""Several commands as one edit: all of them or none, each on what the one before it left."""

from __future__ import annotations

import pytest

from rra_desktop.domain.edits import applied
from rra_desktop.domain.offerings import Offering, OfferingRequest
from rra_desktop.editing.commands import ChangeOffering, SetOfferingRequest, Together
from rra_desktop.editing.planning import plan
from rra_desktop.errors import RefusedEditError
from tests.matters import investor, issue, matter


def test_together_is_one_edit_that_goes_back_as_one() -> None:
    before = matter(
        holders=[investor("H1"), investor("H2")],
        ledger=[issue("H1", 100), issue("H2", 100)],
        offerings=[Offering("O1", plan="section-3c")],
        offering_requests=[OfferingRequest("O1", "H1", 5)],
    )
    command = Together(
        "Paste 2 figures",
        (SetOfferingRequest("O1", "H1", 70), SetOfferingRequest("O1", "H2", 20), SetOfferingRequest("O1", "H1", 80)),
    )
    edit = plan(before, command)
    after = applied(before, edit.changes)
    assert edit.label == "Paste 2 figures"
    assert [(each.holder, each.quantity) for each in after.offering_requests] == [("H1", 80), ("H2", 20)]
    assert applied(after, edit.reversed().changes) == before


def test_one_refusal_refuses_all() -> None:
    before = matter(offerings=[Offering("O1", plan="section-3c")])
    command = Together("Change two things", (ChangeOffering("O1", "maximum", 10), ChangeOffering("O1", "maximum", -1)))
    with pytest.raises(RefusedEditError):
        plan(before, command)
