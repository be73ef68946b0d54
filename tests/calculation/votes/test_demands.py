"""§1(c): one demand, and every way in which it ends with or without being used up."""

from dataclasses import replace
from datetime import date

import pytest

from rra_desktop.calculation.votes import demands
from rra_desktop.calculation.votes.demand_standings import demand_received
from rra_desktop.domain.figures import Figure, FigureKey
from rra_desktop.domain.matter import Matter
from rra_desktop.domain.registrations import Event, EventType, Method, WithdrawnBy
from rra_desktop.domain.standing import DemandsLeft
from rra_desktop.wording import words_of
from tests.matters import demand, demand_notice, event, investor, matter, piggyback, registration_notice

RECEIVED = date(2003, 6, 2)
FILED = event(EventType.FILED, date(2003, 7, 15))
EFFECTIVE = event(EventType.EFFECTIVE, date(2003, 9, 30))
AFTER = date(2003, 12, 31)


def demands_left(it: Matter, as_of: date) -> DemandsLeft:
    """Count the demands left under the agreement's right to demand."""
    return demands.demands_left(it, it.form.right("demand"), as_of)


def demands_left_figure(it: Matter, as_of: date) -> Figure[int]:
    """Explain how many demands are left under it."""
    return demands.demands_left_figure(it, it.form.right("demand"), as_of, FigureKey("demands_left"))


def withdrawn(by: WithdrawnBy) -> Event:
    """Withdraw the registration before it became effective."""
    return event(EventType.WITHDRAWN, date(2003, 8, 1), by=by)


def demanded(*events: Event, covers: bool | None = True) -> Matter:
    """Make a matter with one demand, received June 2, 2003, and what happened to it."""
    return matter(
        holders=[investor("H1")],
        registrations=[demand(initiated_by=("H1",), covers_all_requested=covers)],
        events=[demand_notice(sent=date(2003, 5, 30), received=RECEIVED), *events],
    )


@pytest.mark.parametrize(
    ("events", "covers", "used_in_use_left", "said"),
    [
        ((), True, (0, 1, 1), "neither effective nor withdrawn"),
        ((FILED,), True, (0, 1, 1), "neither effective nor withdrawn"),
        ((FILED, EFFECTIVE), True, (1, 0, 0), "became effective Sep 30, 2003: the demand is used up."),
        ((FILED, EFFECTIVE), None, (1, 0, 0), "until counsel says otherwise"),
        ((FILED, EFFECTIVE), False, (0, 0, 1), "did not cover every share"),
        ((FILED, withdrawn(WithdrawnBy.INVESTORS)), True, (1, 0, 0), "the demand is used up."),
        ((withdrawn(WithdrawnBy.INVESTORS),), True, (1, 0, 0), "no statement had been filed"),
        ((FILED, withdrawn(WithdrawnBy.INVESTORS)), False, (0, 0, 1), "did not cover every share"),
        ((FILED, withdrawn(WithdrawnBy.INVESTORS_MATERIAL_INFORMATION)), True, (0, 0, 1), "the demand is not used up."),
        ((FILED, withdrawn(WithdrawnBy.COMPANY)), True, (0, 0, 1), "withdrawn by the Company"),
        (
            (FILED, EFFECTIVE, event(EventType.WITHDRAWN, date(2003, 12, 1), by=WithdrawnBy.COMPANY)),
            True,
            (0, 1, 1),
            "what is recorded of its end contradicts itself",
        ),
    ],
)
def test_how_a_demand_ends(
    events: tuple[Event, ...], covers: bool | None, used_in_use_left: tuple[int, int, int], said: str
) -> None:
    count = demands_left(demanded(*events, covers=covers), AFTER)
    assert (count.used, count.in_use, count.left) == used_in_use_left
    assert any(said in words_of(mark) for mark in count.marks), count.marks


def test_what_has_not_happened_yet_does_not_count() -> None:
    it = demanded(FILED, EFFECTIVE)
    assert demands_left(it, date(2003, 6, 1)).left == 1
    assert demands_left(it, RECEIVED).in_use == 1
    assert demands_left(it, date(2003, 9, 29)).used == 0
    assert demands_left(it, date(2003, 9, 30)).used == 1


def test_a_demand_whose_receipt_nobody_recorded_is_not_under_way() -> None:
    """§8(a): a fax counts when it is received."""
    faxed = replace(demanded(), events=(replace(demand_notice(sent=RECEIVED, method=Method.FAX), id=1),))
    assert demand_received(faxed, "R1").day is None
    assert demands_left(faxed, AFTER).left == 1


def test_a_second_demand_for_want_of_authorized_stock_is_no_charge_on_the_first() -> None:
    """§1(a), end: shares left out of the first registration for want of authorized stock can be demanded again."""
    first = demanded(FILED, EFFECTIVE, covers=False)
    assert demands_left(first, AFTER).second_demand_open
    later = demand_notice(sent=date(2003, 11, 1), received=date(2003, 11, 3), registration="R2")
    both = replace(
        first,
        registrations=(*first.registrations, demand("R2", initiated_by=("H1",), second_demand=True)),
        events=(*first.events, replace(later, id=9)),
    )
    count = demands_left(both, AFTER)
    assert (count.used, count.in_use, count.left, count.second_demand_open) == (0, 0, 1, False)
    assert any("Demand no. 2 is in use" in reason for reason in map(words_of, count.marks))


def test_a_piggy_back_is_no_demand() -> None:
    """§3(a): a registration of the Company's own uses no demand."""
    own = matter(registrations=[piggyback()], events=[registration_notice(sent=RECEIVED, received=RECEIVED), EFFECTIVE])
    assert demands_left(own, AFTER).left == 1


def test_an_agreement_changed_to_two_demands() -> None:
    """§8(c): the number of demands is a term that can be amended."""
    twice = replace(demanded(FILED, EFFECTIVE), term_changes=matter(terms={"demands": 2}).term_changes)
    assert demands_left(twice, AFTER).left == 1


def test_the_figure_says_what_became_of_each_demand() -> None:
    figure = demands_left_figure(demanded(FILED, EFFECTIVE), AFTER)
    assert (figure.value, words_of(figure.rule)) == (0, "1 granted − 1 used = 0")
    assert [words_of(step.label) for step in figure.inputs] == ["Demand registrations", "Demand no. 1"]
    assert figure.inputs[1].value == "used"
    leaves = [each.key.kind for each in figure.walk() if not each.inputs]
    assert leaves == ["term", "event"]
