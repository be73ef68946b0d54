"""What lets the Company wait: its one delay (§1(d)) and the cooling-off (§1(c)).

Jun 2     Jun 12    Jul 1               Jul 10    Jul 17   Oct 29       Dec 3   Dec 13
DN rec'd  elected   offering effective  earliest  latest   delay ends   tolled  restarted
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rra_desktop.domain.figures import Clause
from rra_desktop.domain.matter import Matter
from rra_desktop.domain.registrations import DelayBecause, Event, EventType, Method, Purpose, WithdrawnBy
from tests.calculation.deadline_rows import due, others, row, rows, simple, under, with_events
from tests.matters import company_notice, demand, demand_notice, event, investor, matter, piggyback
from tests.saying import conflict_of, remarks_of

RECEIVED, ELECTED, OFFERING = date(2003, 6, 2), date(2003, 6, 12), date(2003, 7, 1)
ENDS, TOLLED, RESTARTED = date(2003, 10, 29), date(2003, 12, 3), date(2003, 12, 13)
EARLIEST, LATEST = date(2003, 7, 10), date(2003, 7, 17)


def election(
    day: date | None = ELECTED, *, chosen: int | None = None, because: DelayBecause = DelayBecause.OFFERING
) -> Event:
    return event(EventType.DELAY_ELECTED, day, days=chosen, because=because)


def effective(day: date = OFFERING) -> Event:
    return event(EventType.DELAY_OFFERING_EFFECTIVE, day)


def commenced(day: date) -> Event:
    return event(EventType.DELAY_ACTIVITY_COMMENCED, day)


def delayed(*events: Event) -> Matter:
    """Make a demand received on June 2 with its Company Notice received on June 10, and what delays it."""
    return simple(
        demand_notice(method=Method.FAX, received=RECEIVED),
        company_notice(to="H2", method=Method.FAX, received=date(2003, 6, 10)),
        *events,
    )


# -- the end of the delay ----------------------------------------------------------------------------------------------


def test_a_delay_ends_120_days_after_the_offering_became_effective() -> None:
    assert due(delayed(election(), effective()), "delay_ends") == ENDS


@pytest.mark.parametrize(("chosen", "ends"), [(1, date(2003, 7, 2)), (60, date(2003, 8, 30)), (120, ENDS), (121, ENDS)])
def test_the_company_may_choose_fewer_days_and_no_more(chosen: int, ends: date) -> None:
    found = row(delayed(election(chosen=chosen), effective()), "delay_ends")
    assert found.date == ends
    said = {
        121: ("The Company chose 121 days; §1(d) gives 120 at most.",),
        1: ("The delay ends on Jul 2, 2003 and does not move the last day to file, Jul 17, 2003.",),
    }
    assert remarks_of(found) == said.get(chosen, ())


def test_the_other_clock_runs_from_the_activitys_beginning() -> None:
    both = delayed(election(), effective(), commenced(date(2003, 6, 20)))
    assert others(row(both, "delay_ends")) == {("delay_from", "activity_commenced"): date(2003, 10, 18)}
    assert due(under(both, {"delay_from": "activity_commenced"}), "delay_ends") == date(2003, 10, 18)


def test_an_activity_that_is_no_offering_has_only_its_own_clock() -> None:
    activity = delayed(election(because=DelayBecause.OTHER_ACTIVITY), effective(), commenced(date(2003, 6, 20)))
    assert due(activity, "delay_ends") == date(2003, 10, 18)
    assert others(row(activity, "delay_ends")) == {}


@pytest.mark.parametrize(
    ("because", "waits_for"),
    [
        (
            DelayBecause.OFFERING,
            "the effective date of the Company's offering, or an outside date agreed for it",
        ),
        (
            DelayBecause.OTHER_ACTIVITY,
            "the day the Company's other activity commenced, or an outside date agreed for it",
        ),
    ],
)
def test_a_delay_without_anchor_waits_and_asks_for_an_outside_date(because: DelayBecause, waits_for: str) -> None:
    waiting = delayed(election(because=because))
    assert (due(waiting, "delay_ends"), row(waiting, "delay_ends").waits_for) == (None, waits_for)
    latest = row(waiting, "filing_latest")
    assert (latest.date, latest.waits_for) == (None, waits_for)
    assert "Without the delay the last day to file would be Thu, Jul 17, 2003." in remarks_of(latest)
    assert row(waiting, "effectiveness_deadline").waits_for == waits_for
    assert due(waiting, "filing_earliest") == EARLIEST


def test_the_other_clock_stands_beside_a_delay_that_waits() -> None:
    waiting = delayed(election(), commenced(date(2003, 6, 20)))
    assert others(row(waiting, "delay_ends")) == {("delay_from", "activity_commenced"): date(2003, 10, 18)}
    assert others(row(waiting, "filing_latest"))["delay_from", "activity_commenced"] == date(2003, 11, 22)


# -- what the delay does -----------------------------------------------------------------------------------------------


def test_by_default_the_last_day_to_file_is_tolled_from_the_election_to_the_delays_end() -> None:
    tolled = delayed(election(), effective())
    assert (ENDS - ELECTED).days == (TOLLED - LATEST).days == 139
    assert due(tolled, "filing_latest") == TOLLED
    assert due(tolled, "filing_earliest") == EARLIEST
    assert due(tolled, "effectiveness_deadline") == TOLLED + timedelta(days=120)
    assert others(row(tolled, "filing_latest"))["delay_effect", "restart"] == RESTARTED


def test_restarted_the_request_counts_as_received_when_the_delay_ends() -> None:
    restarted = under(delayed(election(), effective()), {"delay_effect": "restart"})
    assert due(restarted, "filing_latest") == RESTARTED == ENDS + timedelta(days=45)
    assert due(restarted, "filing_earliest") == ENDS
    assert others(row(restarted, "filing_earliest"))["delay_effect", "toll"] == EARLIEST


def test_restarted_the_first_day_to_file_is_the_later_of_30_days_and_the_delays_end() -> None:
    short = under(delayed(election(chosen=16), effective()), {"delay_effect": "restart"})
    assert due(short, "delay_ends") == LATEST
    assert due(short, "filing_earliest") == LATEST
    assert due(short, "filing_latest") == LATEST + timedelta(days=45)


def test_restarted_without_anchor_the_first_day_to_file_waits_too() -> None:
    waiting = under(delayed(election()), {"delay_effect": "restart"})
    assert row(waiting, "filing_earliest").waits_for == row(waiting, "delay_ends").waits_for
    unserved = under(
        simple(demand_notice(method=Method.FAX, received=RECEIVED), election()), {"delay_effect": "restart"}
    )
    assert row(unserved, "filing_earliest").waits_for == "the Company Notice"


@pytest.mark.parametrize("effect", ["toll", "restart"])
def test_a_delay_that_ended_before_the_demand_moves_nothing(effect: str) -> None:
    over = under(delayed(election(), effective(date(2003, 1, 10))), {"delay_effect": effect})
    assert due(over, "delay_ends") == date(2003, 5, 10)
    assert (due(over, "filing_earliest"), due(over, "filing_latest")) == (EARLIEST, LATEST)


def test_a_delay_that_ends_on_the_day_of_the_demand_is_no_start_of_its_last_day_to_file() -> None:
    same = under(delayed(election(chosen=32), effective(date(2003, 5, 1))), {"delay_effect": "restart"})
    assert due(same, "delay_ends") == RECEIVED
    latest = row(same, "filing_latest")
    assert latest.date == LATEST
    assert latest.explain().inputs[0].label == "Demand Notice received by the Company"


@pytest.mark.parametrize(("ends", "moved"), [(LATEST - timedelta(days=1), 0), (LATEST, 16)])
def test_a_delay_moves_the_last_day_to_file_only_if_it_reaches_it(ends: date, moved: int) -> None:
    """Elected and effective on July 1: a delay that is over before the last day leaves it where it is."""
    one = delayed(election(OFFERING, chosen=(ends - OFFERING).days), effective(OFFERING))
    assert due(one, "filing_latest") == LATEST + timedelta(days=moved)


def test_a_delay_that_ends_with_its_election_is_no_step() -> None:
    over = row(delayed(election(ENDS), effective()), "filing_latest")
    assert over.date == LATEST
    assert "+ 0 days" not in str(over.explain().rule)


@given(st.integers(0, 60), st.integers(-30, 90), st.integers(1, 120))
def test_tolling_is_the_safer_of_the_two(elected: int, offering: int, chosen: int) -> None:
    """Tolled, the last day to file is never later than restarted, never earlier than without the delay."""
    one = delayed(
        election(RECEIVED + timedelta(days=elected), chosen=chosen), effective(RECEIVED + timedelta(days=offering))
    )
    tolled, restarted = due(one, "filing_latest"), due(under(one, {"delay_effect": "restart"}), "filing_latest")
    assert tolled is not None
    assert restarted is not None
    assert LATEST <= tolled <= restarted


def test_an_election_without_day_cannot_toll() -> None:
    undated = delayed(election(None), effective())
    assert row(undated, "filing_latest").waits_for == "the day the Company elected to delay"
    assert due(undated, "delay_ends") == ENDS


def test_a_demand_not_received_waits_for_it_whatever_delays_it() -> None:
    unreceived = simple(election(), effective())
    assert row(unreceived, "filing_latest").waits_for == "the Demand Notice"


def test_a_filing_within_the_delay_ends_it() -> None:
    filed = with_events(delayed(election(), effective()), event(EventType.FILED, date(2003, 9, 1)))
    found = row(filed, "delay_ends", as_of=date(2003, 9, 2))
    assert (found.status.value, found.met_on) == ("met", date(2003, 9, 1))
    last_day = with_events(delayed(election(), effective()), event(EventType.FILED, ENDS))
    assert row(last_day, "delay_ends", as_of=ENDS).status.value == "met"
    later = with_events(delayed(election(), effective()), event(EventType.FILED, ENDS + timedelta(days=9)))
    over = row(later, "delay_ends", as_of=date(2004, 1, 1))
    assert (over.status.value, over.met_on) == ("met", ENDS)


# -- only once ---------------------------------------------------------------------------------------------------------


def two_demands(first: date | None, second: date | None) -> Matter:
    """Make two demands, the second delayed on one day and the first on another."""
    delays = [
        event(EventType.DELAY_ELECTED, first, registration="R1"),
        event(EventType.DELAY_OFFERING_EFFECTIVE, OFFERING, registration="R1"),
        event(EventType.DELAY_ELECTED, second, registration="R2"),
        event(EventType.DELAY_OFFERING_EFFECTIVE, OFFERING, registration="R2"),
    ]
    notices = [demand_notice(method=Method.FAX, received=RECEIVED, registration=each) for each in ("R1", "R2")]
    return matter(registrations=[demand("R1"), demand("R2")], events=[*notices, *delays])


@pytest.mark.parametrize(
    ("first", "second", "delayed_one", "other", "used"),
    [
        (ELECTED, ELECTED + timedelta(days=1), "R1", "R2", "Jun 12, 2003 in Demand no. 1"),
        (ELECTED, ELECTED - timedelta(days=1), "R2", "R1", "Jun 11, 2003 in Demand no. 2"),
        (ELECTED, ELECTED, "R1", "R2", "Jun 12, 2003 in Demand no. 1"),
    ],
)
def test_the_company_may_delay_once_and_never_again(
    first: date, second: date, delayed_one: str, other: str, used: str
) -> None:
    both = two_demands(first, second)
    assert due(both, "delay_ends", registration=delayed_one) == ENDS
    spent = row(both, "delay_ends", registration=other)
    assert (spent.date, spent.waits_for, spent.status.value) == (None, "", "moot")
    assert remarks_of(spent) == (
        f"The Company's right to delay was used up by its election of {used}: none runs (§1(d)).",
    )
    assert due(both, "filing_latest", registration=other) == LATEST
    assert due(under(both, {"delay_effect": "restart"}), "filing_latest", registration=other) == LATEST
    served = with_events(both, company_notice(method=Method.FAX, received=date(2003, 6, 10), registration=other))
    assert due(under(served, {"delay_effect": "restart"}), "filing_earliest", registration=other) == EARLIEST
    assert row(both, "delay_test", registration=other, as_of=date(2004, 1, 1)).status.value == "met"


def test_of_two_elections_without_their_days_the_one_in_the_registration_recorded_first_counts() -> None:
    spent = row(two_demands(None, None), "delay_ends", registration="R2")
    assert remarks_of(spent) == (
        "The Company's right to delay was used up by its election in Demand no. 1: none runs (§1(d)).",
    )


def test_a_second_election_in_one_demand_adds_nothing() -> None:
    twice = delayed(election(), effective(), election(ELECTED + timedelta(days=30)))
    assert due(twice, "filing_latest") == TOLLED


@pytest.mark.parametrize(("delays", "ends"), [(2, ENDS), (1, None)])
def test_the_number_of_delays_is_a_term(delays: int, ends: date | None) -> None:
    both = two_demands(ELECTED, ELECTED + timedelta(days=1))
    amended = matter(registrations=both.registrations, events=both.events, terms={"delays": delays})
    assert due(amended, "delay_ends", registration="R2") == ends


def test_an_agreement_may_give_no_delay() -> None:
    none = matter(registrations=[demand()], events=[election(), effective()], terms={"delays": 0})
    assert remarks_of(row(none, "delay_ends")) == ("The agreement gives the Company no delay: none runs.",)
    both = two_demands(ELECTED, ELECTED + timedelta(days=1))
    neither = matter(registrations=both.registrations, events=both.events, terms={"delays": 0})
    for registration in ("R1", "R2"):
        assert remarks_of(row(neither, "delay_ends", registration=registration)) == remarks_of(row(none, "delay_ends"))


# -- cooling-off -------------------------------------------------------------------------------------------------------

OTHER = date(2003, 5, 20)
BARRED_THROUGH = date(2003, 11, 16)


def cooled(*events: Event) -> Matter:
    return delayed(*events)


def other(day: date = OTHER, *, permits: bool | None = True, form_type: str = "") -> Event:
    return event(EventType.OTHER_REGISTRATION_EFFECTIVE, day, permits_resale=permits, form_type=form_type)


def test_day_180_is_still_barred_and_day_181_free() -> None:
    one = cooled(other())
    assert due(one, "cooling_off_ends") == BARRED_THROUGH == OTHER + timedelta(days=180)
    found = [row(one, "cooling_off_ends", as_of=BARRED_THROUGH + timedelta(days=n)).status.value for n in (-1, 0, 1)]
    assert found == ["upcoming", "due_today", "met"]


def test_effectiveness_need_not_come_before_day_181() -> None:
    """Projected by Nov 14, the registration need not be effective before Nov 17."""
    one = cooled(other())
    assert due(one, "effectiveness_deadline") == date(2003, 11, 17)
    assert due(one, "filing_latest") == LATEST
    assert others(row(one, "effectiveness_deadline"))["effect_means", "filing"] == date(2004, 3, 16)
    assert others(row(one, "filing_latest")) == {("effect_means", "filing"): date(2003, 11, 17)}


def test_read_as_a_bar_to_filing_the_last_day_to_file_is_day_181() -> None:
    one = under(cooled(other()), {"effect_means": "filing"})
    assert due(one, "filing_latest") == date(2003, 11, 17)
    assert due(one, "effectiveness_deadline") == date(2003, 11, 17) + timedelta(days=120)


def test_a_bar_to_filing_does_not_hold_up_a_statement_already_filed() -> None:
    filed = with_events(cooled(other()), event(EventType.FILED, date(2003, 7, 15)))
    assert due(filed, "effectiveness_deadline") == date(2003, 11, 17)
    assert due(under(filed, {"effect_means": "filing"}), "effectiveness_deadline") == date(2003, 11, 12)


@pytest.mark.parametrize("meaning", ["effectiveness", "filing"])
def test_a_cooling_off_that_is_over_moves_nothing(meaning: str) -> None:
    one = under(cooled(other(date(2003, 1, 5))), {"effect_means": meaning})
    assert (due(one, "filing_latest"), due(one, "effectiveness_deadline")) == (LATEST, date(2003, 11, 14))


@pytest.mark.parametrize(("early", "moved"), [(181, False), (180, True)])
def test_a_cooling_off_that_is_over_the_day_before_is_no_step(early: int, moved: bool) -> None:
    one = under(cooled(other(LATEST - timedelta(days=early))), {"effect_means": "filing"})
    found = row(one, "filing_latest")
    assert found.date == LATEST + timedelta(days=moved)
    moves = [step for step in found.explain().inputs if step.label == "Not before"]
    assert [(step.authority, [each.label for each in step.inputs]) for step in moves] == [
        (Clause("1(c)"), ["Cooling-off after another registration ends"])
    ] * moved


def test_the_last_of_several_statements_bars_longest() -> None:
    one = cooled(other(date(2003, 5, 1)), other(OTHER), other(date(2003, 4, 1)))
    assert due(one, "cooling_off_ends") == BARRED_THROUGH


def test_a_form_that_permits_no_resale_starts_nothing_unless_any_statement_does() -> None:
    one = cooled(other(permits=False, form_type="S-8"))
    found = row(one, "cooling_off_ends")
    assert (found.date, found.waits_for, found.status.value) == (None, "", "moot")
    assert remarks_of(found) == ("No 180 days run: Form S-8 does not permit resale of the Units (§7).",)
    assert others(found) == {("cooling_off_trigger", "any_statement"): BARRED_THROUGH}
    effectiveness = row(one, "effectiveness_deadline")
    assert (effectiveness.date, remarks_of(effectiveness)) == (date(2003, 11, 14), ())
    assert due(under(one, {"cooling_off_trigger": "any_statement"}), "effectiveness_deadline") == date(2003, 11, 17)


def test_a_form_nobody_has_named_is_said_so() -> None:
    found = row(cooled(other(permits=False)), "cooling_off_ends")
    assert remarks_of(found) == ("No 180 days run: the form used does not permit resale of the Units (§7).",)


def test_the_forms_that_permit_no_resale_are_named_once_each() -> None:
    forms = ("S-8", "S-4", "", "S-8")
    several = (other(OTHER + timedelta(days=n), permits=False, form_type=form) for n, form in enumerate(forms))
    assert remarks_of(row(cooled(*several), "cooling_off_ends")) == (
        "No 180 days run: Form S-4 and S-8 do not permit resale of the Units (§7).",
    )


def test_while_nobody_has_said_whether_the_form_permits_resale_the_180_days_wait() -> None:
    one = cooled(other(permits=None, form_type="S-1"))
    question = (
        "whether Form S-1 of the other registration statement, effective May 20, 2003, permits resale of the Units"
    )
    assert row(one, "cooling_off_ends").waits_for == question
    effectiveness = row(one, "effectiveness_deadline")
    assert effectiveness.date == date(2003, 11, 14)
    assert f"A cooling-off may move this day; it waits for {question}." in remarks_of(effectiveness)
    assert "cooling-off" not in " ".join(remarks_of(row(one, "filing_latest")))


def test_an_undecided_form_beside_a_counting_one_is_pointed_out() -> None:
    one = cooled(other(), other(date(2003, 6, 1), permits=None))
    found = row(one, "cooling_off_ends")
    assert found.date == BARRED_THROUGH
    assert remarks_of(found) == (
        (
            "Not counted while unknown: whether the form of the other registration statement, effective Jun 1, 2003, "
            "permits resale of the Units."
        ),
    )


def test_of_a_bar_and_a_delay_each_moves_the_day_as_the_earlier_one_left_it() -> None:
    """Barred from May 20 the day is Nov 17; the delay elected in the bar, over on Oct 29, does not reach it."""
    one = under(cooled(election(), effective(), other()), {"effect_means": "filing"})
    assert due(one, "filing_latest") == date(2003, 11, 17)
    after = under(cooled(election(), effective(), other(date(2003, 6, 20))), {"effect_means": "filing"})
    assert due(after, "filing_latest") == date(2003, 12, 18), "tolled to Dec 3, then barred through Dec 17"


def test_a_bar_that_moves_the_last_day_to_file_resolves_a_conflict() -> None:
    late = simple(
        demand_notice(method=Method.FAX, received=RECEIVED),
        company_notice(to="H2", method=Method.FAX, received=date(2003, 6, 20)),
        other(),
    )
    assert conflict_of(row(late, "filing_latest"))
    assert not conflict_of(row(under(late, {"effect_means": "filing"}), "filing_latest"))


# -- the matter's own other registrations ------------------------------------------------------------------------------


def beside(second: object, became_effective: date, *events: Event) -> Matter:
    """Make the demand R1 of June 2, 2003 beside another registration R2 that became effective."""
    return matter(
        holders=[investor("H1")],
        registrations=[demand("R1"), second],  # type: ignore[list-item]
        events=[
            demand_notice(sent=RECEIVED - timedelta(days=3), received=RECEIVED),
            event(EventType.EFFECTIVE, became_effective, registration="R2"),
            *events,
        ],
    )


def has_cooling_off(one: Matter, registration: str = "R1") -> bool:
    return any(each.id == "cooling_off_ends" and each.registration == registration for each in rows(one))


@pytest.mark.parametrize("second", [demand("R2"), piggyback("R2"), piggyback("R2", purpose=Purpose.CONVERTIBLE_DEBT)])
def test_another_registration_of_the_matter_starts_the_180_days(second: object) -> None:
    assert due(beside(second, OTHER), "cooling_off_ends") == BARRED_THROUGH


def test_the_other_registration_is_named_in_the_working() -> None:
    """By its title, or without one by its number among those of its kind."""
    titled = replace(demand("R2"), title="The fund’s own demand")
    for second, name in ((demand("R2"), "Demand no. 2"), (titled, "The fund’s own demand")):
        assert row(beside(second, OTHER), "cooling_off_ends").explain().inputs[0].label == f"{name} effective"


@pytest.mark.parametrize("purpose", [Purpose.STOCK_PLAN, Purpose.RULE_145])
def test_a_stock_plan_or_rule_145_registration_permits_no_resale(purpose: Purpose) -> None:
    found = row(beside(piggyback("R2", purpose=purpose), OTHER), "cooling_off_ends")
    assert found.date is None
    assert others(found) == {("cooling_off_trigger", "any_statement"): BARRED_THROUGH}


def test_only_180_days_that_reach_into_the_demand_count() -> None:
    reaching = RECEIVED - timedelta(days=180)
    assert due(beside(demand("R2"), reaching), "cooling_off_ends") == RECEIVED
    assert not has_cooling_off(beside(demand("R2"), reaching - timedelta(days=1)))


def test_what_became_effective_after_this_registration_bars_nothing() -> None:
    own = date(2003, 9, 30)
    after = beside(demand("R2"), own + timedelta(days=1), event(EventType.EFFECTIVE, own))
    assert not has_cooling_off(after)
    assert due(after, "cooling_off_ends", registration="R2") == own + timedelta(days=180)
    assert has_cooling_off(beside(demand("R2"), own, event(EventType.EFFECTIVE, own)))


def test_a_statement_recorded_twice_counts_once() -> None:
    twice = beside(demand("R2"), OTHER, other(OTHER, permits=False, form_type="S-8"))
    assert row(twice, "cooling_off_ends").status.value == "moot", "what counsel recorded of it goes before"


def test_a_piggyback_has_no_cooling_off_and_no_delay() -> None:
    one = matter(
        registrations=[piggyback(), demand("R2")],
        events=[other(), election(), event(EventType.EFFECTIVE, OTHER, registration="R2")],
    )
    found = {each.id for each in rows(one) if each.registration == "R1"}
    assert not found & {"cooling_off_ends", "delay_ends"}


def test_a_withdrawn_demand_has_no_cooling_off_to_wait_out() -> None:
    ended = cooled(other(), event(EventType.WITHDRAWN, date(2003, 7, 1), by=WithdrawnBy.INVESTORS))
    assert row(ended, "cooling_off_ends", as_of=date(2003, 7, 2)).status.value == "moot"
