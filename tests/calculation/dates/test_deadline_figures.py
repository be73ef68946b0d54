"""How a deadline was reached: the Why panel's steps, from the records and terms up."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import example, given

from rra_desktop.domain.agreement import ReadingChoice, Signature, TermChange
from rra_desktop.domain.figures import (
    Authority,
    Clause,
    Convention,
    EnteredByCounsel,
    Figure,
    FigureKey,
    RecordKind,
    Statute,
)
from rra_desktop.domain.matter import Matter
from rra_desktop.domain.registrations import Event, EventType, Method, Underwriting
from rra_desktop.domain.statements import stated
from tests.calculation.deadline_rows import filing_on, row, rows, simple, under
from tests.calculation.random_registrations import matters
from tests.matters import (
    company_notice,
    demand,
    demand_notice,
    event,
    investor,
    issue,
    matter,
    piggyback,
    worked_demand,
)
from tests.saying import conflict_of, in_words, remarks_of


def why(one: Matter, deadline: str, holder: str | None = None) -> Figure[date]:
    return row(one, deadline, holder).explain()


def steps(figure: Figure[Any]) -> list[tuple[str, str]]:
    return [(str(step.label), str(step.rule)) for step in figure.inputs]


# -- the panels of the worked example ----------------------------------------------------------------------------------


def test_why_the_last_day_to_file_is_july_17() -> None:
    figure = why(worked_demand(), "filing_latest")
    assert (figure.label, figure.value, figure.authority) == ("Last day to file", date(2003, 7, 17), Clause("1(a)"))
    assert figure.key == FigureKey("deadline", ("R1", "", ""), "filing_latest")
    assert figure.rule == (
        "45 days after the Company received the Demand Notice (Mon, Jun 2, 2003) · "
        "EDGAR takes filings that day until 5:30 p.m. Eastern · no roll"
    )
    assert steps(figure) == [
        ("Demand Notice received by the Company", "Mon, Jun 2, 2003 · certified mail, sent May 30"),
        ("+ 45 days", "calendar days, day of receipt not counted"),
        (
            "Window open: Jul 10 – Jul 17",
            (
                "first day to file: Thu, Jul 10, 2003 · "
                "30 days after Elm & Daughters LLC received the Company Notice (Tue, Jun 10, 2003)"
            ),
        ),
    ]
    received, count, window = figure.inputs
    assert (received.value, received.authority) == (date(2003, 6, 2), Clause("8(a)"))
    assert (count.value, count.authority, count.key) == (45, Clause("1(a)"), FigureKey("term", ("filing_latest_days",)))
    assert window.value == date(2003, 7, 10)
    assert [(leaf.label, leaf.value, leaf.authority) for leaf in received.inputs] == [
        ("Sent", date(2003, 5, 30), EnteredByCounsel(RecordKind.EVENT, 1, "R1")),
        ("Received", date(2003, 6, 2), EnteredByCounsel(RecordKind.EVENT, 1, "R1")),
    ]


def test_the_delay_test_counts_from_the_giving_of_the_demand_notice() -> None:
    figure = why(worked_demand(), "delay_test")
    assert str(figure.rule).startswith("30 days after the Demand Notice was given (Fri, May 30, 2003)")
    given = figure.inputs[0]
    assert (given.label, given.value) == ("Demand Notice given", date(2003, 5, 30))
    assert given.key == FigureKey("event", ("1",), "given")


def test_why_the_request_of_elm_is_due_june_26() -> None:
    figure = why(worked_demand(), "request_deadline", "H5")
    assert figure.label == "Request from Elm & Daughters LLC due"
    assert figure.rule == (
        "20 days after the Company Notice to Elm & Daughters LLC was given (Fri, Jun 6, 2003) · "
        "a business day · no roll"
    )
    assert steps(figure) == [
        ("Company Notice to Elm & Daughters LLC given", "Fri, Jun 6, 2003 · certified mail counts when sent"),
        ("+ 20 days", "calendar days; the request must be received by then"),
        (
            "Do the 20 days run from the giving or from the receipt of the Company Notice?",
            "given · The sentence that grants the request counts from the day the Company Notice is given.",
        ),
    ]
    assert [(other.label, other.value) for other in figure.other_readings] == [("received", date(2003, 6, 30))]


def test_why_effectiveness_is_projected_shows_the_last_day_to_file_below_it() -> None:
    figure = why(worked_demand(), "effectiveness_deadline")
    assert figure.rule == "120 days after the last day to file (Thu, Jul 17, 2003) · a business day · no roll"
    assert [step.label for step in figure.inputs] == ["Last day to file", "+ 120 days"]
    assert [step.label for step in figure.inputs[0].inputs] == ["Demand Notice received by the Company", "+ 45 days"]


def test_why_the_company_notice_is_advised_by_june_17_takes_30_from_45() -> None:
    figure = why(worked_demand(), "company_notice_advised")
    assert figure.rule == "45 − 30 = 15 days after the Company received the Demand Notice (Mon, Jun 2, 2003)"
    assert [label for label, _ in steps(figure)] == ["Demand Notice received by the Company", "+ 45 days", "− 30 days"]


def test_counsels_reason_stands_with_the_reading() -> None:
    chosen = ReadingChoice("request_window_from", "received", "the later words control")
    figure = why(replace(worked_demand(), readings=(chosen,)), "request_deadline", "H5")
    assert (figure.inputs[-1].value, figure.inputs[-1].rule) == ("received", "received · the later words control")
    assert figure.inputs[-1].authority == Clause("1(a)")


# -- notices -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("notice", "rule"),
    [
        (company_notice(to="H2", sent=date(2003, 6, 6)), "Fri, Jun 6, 2003 · certified mail, no receipt recorded"),
        (company_notice(to="H2", received=date(2003, 6, 9)), "Mon, Jun 9, 2003 · certified mail"),
        (
            company_notice(to="H2", method=Method.FAX, received=date(2003, 6, 9)),
            "Mon, Jun 9, 2003 · fax counts when received",
        ),
        (
            company_notice(to="H2", method=Method.EMAIL, received=date(2003, 6, 9)),
            "Mon, Jun 9, 2003 · e-mail, no method of §8(a)",
        ),
        (company_notice(to="H2", method=None, received=date(2003, 6, 9)), "Mon, Jun 9, 2003 · method not recorded"),
        (company_notice(to="H2", method=Method.FAX, sent=date(2003, 6, 6)), "fax counts when received"),
    ],
)
def test_a_receipt_says_by_which_method_it_counts(notice: Event, rule: str) -> None:
    figure = why(simple(notice), "filing_earliest")
    assert figure.inputs[0].rule == rule


def test_an_assumed_receipt_is_marked_in_every_step_above_it() -> None:
    one = simple(demand_notice(sent=date(2003, 5, 30)))
    figure = why(one, "effectiveness_deadline")
    assert figure.assumed
    assert figure.inputs[0].assumed
    assert figure.inputs[0].inputs[0].assumed
    assert not figure.inputs[1].assumed


def test_a_date_that_waits_shows_the_missing_step() -> None:
    figure = why(simple(), "filing_latest")
    assert (figure.value, figure.rule, figure.waits_for) == (None, "", "the Demand Notice")
    (missing,) = figure.inputs
    assert (missing.label, missing.value, missing.waits_for) == (
        "Demand Notice received by the Company",
        None,
        "the Demand Notice",
    )
    assert missing.authority == Clause("1(a)")


def test_a_notice_nobody_has_given_is_the_missing_step() -> None:
    (missing,) = why(simple(), "request_deadline").inputs
    assert (missing.label, missing.value, missing.waits_for) == ("Company Notice given", None, "the Company Notice")
    assert missing.key == FigureKey("event", (), "given")


def test_a_notice_without_addressee_is_one_to_the_investors() -> None:
    served = simple(company_notice(sent=date(2003, 6, 6), received=date(2003, 6, 10)))
    request, earliest = why(served, "request_deadline"), why(served, "filing_earliest")
    assert str(request.rule).startswith("20 days after the Company Notice was given (Fri, Jun 6, 2003)")
    assert str(earliest.rule).startswith("30 days after the Investors received the Company Notice (Tue, Jun 10, 2003)")
    assert [step.label for step in (request.inputs[0], earliest.inputs[0])] == [
        "Company Notice given",
        "Company Notice received",
    ]
    assert [step.key.part for step in (request.inputs[0], earliest.inputs[0])] == ["given", "received"]


def test_a_receipt_that_is_waited_for_is_the_missing_step() -> None:
    (missing,) = why(simple(company_notice(to="H2", method=Method.FAX)), "filing_earliest").inputs
    assert missing.label == "Company Notice received by H2"


def test_the_conflict_is_the_first_remark_and_the_window_is_empty() -> None:
    late = simple(
        demand_notice(method=Method.FAX, received=date(2003, 6, 2)),
        company_notice(to="H2", method=Method.FAX, received=date(2003, 6, 20)),
    )
    figure = why(late, "filing_latest")
    assert remarks_of(figure)[0] == conflict_of(row(late, "filing_latest"))
    assert "Window empty" in [step.label for step in figure.inputs]
    yielding = why(under(late, {"filing_conflict": "earliest_controls"}), "filing_latest")
    assert yielding.value == date(2003, 7, 20)
    moved = yielding.inputs[2]
    assert (moved.label, moved.rule) == (
        "The first day to file controls",
        "Sun, Jul 20, 2003 · the outside date gives way",
    )
    assert [each.label for each in moved.inputs] == ["First day to file"]


# -- days and rolls ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("latest", "said"),
    [
        (date(2003, 7, 17), "EDGAR takes filings that day until 5:30 p.m. Eastern · no roll"),
        (
            date(2003, 7, 20),
            (
                "EDGAR takes no filings that day (Sunday): the last filing day is Fri, Jul 18, 2003, 5:30 p.m. Eastern"
                " · no roll"
            ),
        ),
        (
            date(2003, 7, 4),
            (
                "EDGAR takes no filings that day (Independence Day): the last filing day is Thu, Jul 3, 2003, "
                "5:30 p.m. Eastern · no roll"
            ),
        ),
    ],
)
def test_a_last_day_to_file_names_the_filing_day_and_its_hour(latest: date, said: str) -> None:
    assert str(why(filing_on(latest), "filing_latest").rule).endswith(" · " + said)


def test_a_first_day_to_file_names_the_first_filing_day() -> None:
    one = simple(company_notice(to="H2", method=Method.FAX, received=date(2003, 6, 4)))
    assert str(why(one, "filing_earliest").rule).endswith(
        "EDGAR takes no filings that day (Independence Day): the first filing day is Mon, Jul 7, 2003"
    )


def test_a_request_due_on_a_closed_day_says_so() -> None:
    one = simple(company_notice(to="H2", method=Method.FAX, received=date(2003, 6, 14)))
    assert str(why(one, "request_deadline", "H2").rule).endswith(" · no business day (Independence Day) · no roll")


@pytest.mark.parametrize(
    ("latest", "roll", "label", "rule", "authority"),
    [
        (
            date(2003, 7, 20),
            "nevada",
            "Moved to the next business day in Nevada on which EDGAR takes filings",
            "Sun, Jul 20, 2003 is a Sunday",
            Statute("NRS 10.165, NRS 1.130"),
        ),
        (
            date(2003, 10, 31),
            "nevada",
            "Moved to the next business day in Nevada on which EDGAR takes filings",
            "Fri, Oct 31, 2003 is Nevada Day",
            Statute("NRS 10.165, NRS 1.130"),
        ),
        (
            date(2003, 7, 19),
            "next_business_day",
            "Moved to the next day on which EDGAR takes filings",
            "Sat, Jul 19, 2003 is a Saturday",
            Convention(stated("conventions/roll_chosen")),
        ),
        (
            date(2003, 7, 4),
            "previous_business_day",
            "Moved to the last day before on which EDGAR takes filings",
            "Fri, Jul 4, 2003 is Independence Day",
            Convention(stated("conventions/roll_chosen")),
        ),
    ],
)
def test_a_roll_is_a_step_of_its_own(latest: date, roll: str, label: str, rule: str, authority: Authority) -> None:
    figure = why(filing_on(latest, readings={"day_roll": roll}), "filing_latest")
    (step,) = (each for each in figure.inputs if each.key == FigureKey("reading", ("day_roll",)))
    assert (step.label, step.rule, step.authority, step.value) == (label, rule, authority, figure.value)
    assert "no roll" not in str(figure.rule)


def test_a_roll_that_moves_nothing_is_not_needed() -> None:
    figure = why(filing_on(date(2003, 7, 17), readings={"day_roll": "nevada"}), "filing_latest")
    assert str(figure.rule).endswith(" · no roll needed")
    assert not [each for each in figure.inputs if each.key.kind == "reading"]


# -- what moved a date -------------------------------------------------------------------------------------------------


def delayed(chosen: int | None = None) -> Matter:
    return simple(
        demand_notice(method=Method.FAX, received=date(2003, 6, 2)),
        company_notice(to="H2", method=Method.FAX, received=date(2003, 6, 10)),
        event(EventType.DELAY_ELECTED, date(2003, 6, 12), days=chosen),
        event(EventType.DELAY_OFFERING_EFFECTIVE, date(2003, 7, 1)),
    )


def test_a_tolled_day_shows_the_days_and_the_delay_below_them() -> None:
    figure = why(delayed(), "filing_latest")
    tolled = figure.inputs[2]
    assert (tolled.label, tolled.value, tolled.authority) == ("+ 139 days", date(2003, 12, 3), Clause("1(d)"))
    assert tolled.rule == "Wed, Dec 3, 2003 · the days from the election to the delay's end"
    assert [(each.label, each.value) for each in tolled.inputs] == [
        ("The Company elects to delay", date(2003, 6, 12)),
        ("The Company's delay ends", date(2003, 10, 29)),
    ]
    assert " · + 139 days: the days from the election to the delay's end · " in str(figure.rule)


def test_a_restarted_day_is_counted_from_the_end_of_the_delay() -> None:
    figure = why(under(delayed(), {"delay_effect": "restart"}), "filing_latest")
    assert str(figure.rule).startswith("45 days after the end of the delay (Wed, Oct 29, 2003) · ")
    earliest = why(under(delayed(), {"delay_effect": "restart"}), "filing_earliest")
    assert earliest.inputs[2].rule == "Wed, Oct 29, 2003 · the request counts as received when the delay ends"


def test_fewer_days_of_delay_are_the_companys_own() -> None:
    by_company = why(delayed(60), "delay_ends").inputs[1]
    assert (by_company.label, by_company.authority) == (
        "+ 60 days",
        EnteredByCounsel(RecordKind.DELAY_DAYS, of="R1"),
    )
    assert why(delayed(), "delay_ends").inputs[1].authority == Clause("1(d)")


def test_a_spent_delay_says_that_no_clock_runs() -> None:
    one = matter(
        registrations=[demand()], events=[event(EventType.DELAY_ELECTED, date(2003, 6, 12))], terms={"delays": 0}
    )
    figure = why(one, "delay_ends")
    assert (figure.value, figure.rule, figure.waits_for) == (None, "no clock runs", "")


def test_a_sale_that_ends_the_year_is_a_step() -> None:
    one = matter(
        registrations=[demand()],
        events=[event(EventType.EFFECTIVE, date(2003, 9, 30)), event(EventType.ALL_SOLD, date(2004, 2, 2))],
    )
    figure = why(one, "keep_effective_until")
    assert steps(figure) == [
        ("Registration statement effective", "Tue, Sep 30, 2003"),
        ("+ 1 year", "the same month and day; 29 February falls back to 28 February"),
        ("All covered shares sold", "Mon, Feb 2, 2004 · nothing is left to sell"),
    ]
    assert str(figure.rule).startswith(
        "1 year after the effective date (Tue, Sep 30, 2003) · All covered shares sold: "
    )


def test_a_distribution_that_ends_the_year_is_a_step() -> None:
    one = matter(
        registrations=[demand(underwriting=Underwriting.FIRM_COMMITMENT)],
        events=[
            event(EventType.EFFECTIVE, date(2003, 9, 30)),
            event(EventType.DISTRIBUTION_COMPLETED, date(2004, 1, 5)),
        ],
        readings={"keep_effective_end": "2(b)"},
    )
    ending = why(one, "keep_effective_until").inputs[2]
    assert (ending.label, ending.rule, ending.authority) == (
        "Underwriters’ distribution completed",
        "Mon, Jan 5, 2004 · the underwriters have completed their distribution",
        Clause("2(b)"),
    )


def test_a_piggyback_notice_is_counted_back() -> None:
    plan = event(EventType.PLANNED_FILING, date(2003, 8, 1))
    one = matter(registrations=[piggyback()], events=[plan])
    due = why(one, "registration_notice_due")
    assert due.rule == "1 day before the planned filing (Fri, Aug 1, 2003)"
    assert [(each.label, each.authority) for each in due.inputs[1:]] == [("− 1 day", Clause("3(a)"))]
    advised = why(one, "registration_notice_advised")
    assert advised.rule == "20 days before the planned filing (Fri, Aug 1, 2003)"
    assert steps(advised)[1] == ("− 20 days", "calendar days, taken off")


# -- terms -------------------------------------------------------------------------------------------------------------


def amended(since: date | None, section: str = "First Amendment, 2") -> Matter:
    signed = tuple(map(Signature, ("company", "H1", "H2")))
    change = TermChange(0, "filing_latest_days", 60, effective_from=since, section=section, signed_by=signed)
    return simple(demand_notice(method=Method.FAX, received=date(2003, 6, 2)), term_changes=[change])


@pytest.mark.parametrize(
    ("since", "days", "section"),
    [
        (None, 60, "First Amendment, 2"),
        (date(2003, 6, 2), 60, "First Amendment, 2"),
        (date(2003, 6, 3), 45, "1(a)"),
    ],
)
def test_a_clock_counts_by_the_term_in_force_when_it_starts(since: date | None, days: int, section: str) -> None:
    figure = why(amended(since), "filing_latest")
    assert figure.value == date(2003, 6, 2) + timedelta(days=days)
    assert (figure.inputs[1].value, figure.inputs[1].authority) == (days, Clause(section))


def test_an_amendment_without_section_of_its_own_rests_on_the_agreements() -> None:
    figure = why(amended(None, section=""), "filing_latest")
    assert (figure.inputs[1].value, figure.inputs[1].authority) == (60, Clause("1(a)"))


def test_a_warrants_life_rests_on_the_recital_and_the_ledger() -> None:
    one = matter(holders=[investor("H1")], ledger=[issue("H1", 100)])
    (expiry,) = rows(one)
    figure = in_words(expiry.explain())
    assert (figure.label, figure.value) == ("Warrants issued Mar 30, 2003 expire", date(2006, 3, 30))
    assert figure.rule == "3 years after the issue of the Warrants (Sun, Mar 30, 2003)"
    assert [(each.label, each.authority) for each in figure.inputs] == [
        ("Warrants issued", EnteredByCounsel(RecordKind.LEDGER_ENTRY, 1)),
        ("+ 3 years", Clause("Recital 1(c)")),
    ]


# -- laws --------------------------------------------------------------------------------------------------------------

_LEAVES = {"event", "entry", "term", "reading"}


@given(matters)
def test_a_figure_says_what_its_deadline_says(original: Matter) -> None:
    for each in rows(original):
        figure = each.explain()
        assert (figure.key, figure.value, figure.assumed, figure.waits_for) == (
            each.key,
            each.date,
            each.assumed,
            each.waits_for,
        )
        assert figure.other_readings == each.other_readings
        assert set(remarks_of(each)) <= set(remarks_of(figure))
        assert " ".join(remarks_of(figure)[: len(each.conflicts)]) == conflict_of(each)
        assert figure.authority == Clause(each.section)


@given(matters)
def test_every_figure_rests_on_records_terms_and_readings(original: Matter) -> None:
    """Each has an authority, and what is made of nothing else is a record, a term or a reading."""
    for each in rows(original):
        for figure in each.explain().walk():
            assert isinstance(figure.authority, Clause | Statute | Convention | EnteredByCounsel)
            assert figure.label
            assert figure.inputs or figure.key.kind in _LEAVES
            if figure.key.kind == "event" and not figure.inputs and figure.value is not None:
                assert isinstance(figure.authority, EnteredByCounsel)


@given(matters)
@example(simple(demand_notice(sent=date(2003, 5, 30))))  # few matters drawn by chance have a receipt to assume
def test_an_assumed_figure_has_an_assumed_step(original: Matter) -> None:
    for each in rows(original):
        figure = each.explain()
        if figure.assumed and each.id != "filing_earliest":
            assert any(step.assumed for step in figure.inputs)
