"""Another form for a matter: nothing that a record names is lost, and one undo gives the former form back."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings

from rra_desktop.domain.agreement import AgreementForm
from rra_desktop.domain.edits import Area, applied
from rra_desktop.domain.matter import Matter
from rra_desktop.domain.registrations import Event, Registration, RegistrationKind
from rra_desktop.domain.waivers import Waiver
from rra_desktop.editing.commands import ChangeForm
from rra_desktop.editing.planning import plan
from rra_desktop.editing.planning.form_plans import what_would_be_lost
from rra_desktop.errors import RefusedEditError
from rra_desktop.session import create_session
from tests.exchange.any_matter import any_matter
from tests.forms.declaring import declaring
from tests.matters import AS_OF, form, matter, other_holder, worked_cutback

JULY_1 = dt.date(2003, 7, 1)


def told(of: Matter, other: AgreementForm) -> str:
    """Return why another form is refused."""
    with pytest.raises(RefusedEditError) as refused:
        plan(of, ChangeForm(other))
    return str(refused.value)


@settings(max_examples=25)
@given(any_matter())
def test_a_form_is_changed_and_taken_back_or_refused_and_no_record_is_touched(of: Matter) -> None:
    other = form() if of.form.id == declaring().id else declaring()
    if any(what_would_be_lost(of, other)):
        assert of.form.id == declaring().id  # it says all that bestnet-2003 says, and more
        assert told(of, other).startswith("The form of the agreement stays as it is")
        return
    edit = plan(of, ChangeForm(other))
    after = applied(of, edit.changes)
    assert after == replace(of, form=other)
    assert applied(after, edit.reversed().changes) == of


NAMED = replace(
    matter(holders=[replace(other_holder("H1"), holder_class="founders")]),
    form=declaring(),
    registrations=(
        Registration("R1", RegistrationKind.DEMAND, "Demand no. 1", right="short", facts=(("reviewed", "yes"),)),
    ),
    events=(Event(1, "", "closing", JULY_1), Event(2, "R1", "standstill", JULY_1, days=30)),
)


def test_everything_that_records_name_and_the_other_form_lacks_is_listed() -> None:
    said = told(NAMED, form())
    for sentence in (
        "H1 is in a class “founders” that the agreement form does not have",
        "“Demand no. 1” rests on a right “short” that the agreement form does not give",
        "“Demand no. 1” answers a question “reviewed” that the agreement form does not ask",
        "The agreement form has no event “closing”",
        "The agreement form has no event “standstill”",
    ):
        assert sentence in said
    assert said.endswith("Take those records out or put them right, then change the form.")


def test_what_a_record_says_under_a_field_that_is_no_longer_asked_is_listed() -> None:
    (closing, notice, standstill) = declaring().events
    fewer = replace(declaring(), events=(closing, notice, replace(standstill, fields=())))
    assert "says something under “days”, which is not asked of it" in told(NAMED, fewer)


def test_a_waived_deadline_is_missed() -> None:
    waiver = Waiver(1, form().deadlines[3].id, JULY_1, ("company",))
    said = told(matter(waivers=[waiver]), replace(form(), deadlines=form().deadlines[:3]))
    assert "The waiver of Jul 1, 2003 waives a deadline that form does not have: Last day to file." in said


def test_of_very_much_that_would_be_lost_the_first_is_told_and_how_much_more() -> None:
    many = replace(NAMED, events=tuple(Event(number, "", "closing", JULY_1) for number in range(1, 40)))
    assert "And " in told(replace(many, form=declaring()), form()) or told(many, form()).count("“closing”") == 1


def test_a_form_that_cannot_be_read_is_not_put_in_a_matter() -> None:
    broken = replace(form(), faults=("acme.toml, line 3: this cannot be read as TOML.",))
    assert told(matter(), broken) == (
        "That form cannot be read: acme.toml, line 3: this cannot be read as TOML. Mend it first."
    )


def test_another_form_moves_every_area_and_one_undo_gives_the_former_back(tmp_path: Path) -> None:
    session = create_session(tmp_path / "acme.rra", worked_cutback(), today=AS_OF)
    before = session.matter
    change = session.execute(ChangeForm(declaring()))
    assert change.areas == frozenset(Area) - {Area.AS_OF}
    assert (session.matter.form, session.undo_label) == (declaring(), "Change the form of the agreement")
    assert session.execute(ChangeForm(declaring())).areas == frozenset()  # it is so already
    session.undo()
    assert session.matter == before
    assert session.matter.form.text == before.form.text
    session.redo()
    assert session.matter.form.text == declaring().text
    number = session.journal()[-1].number
    assert session.revert(number - 2 if session.journal()[number - 1].of else number) is not None
    assert session.matter.form.text == before.form.text
    assert session.file.check() == ()
    session.close()
