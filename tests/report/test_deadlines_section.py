"""The section on deadlines: a calendar in words, with its conflicts, answers and what became moot."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from rra_desktop.domain.agreement import ReadingChoice
from rra_desktop.domain.matter import Matter
from rra_desktop.domain.registrations import EventType, Method, WithdrawnBy
from rra_desktop.report.blocks import (
    Boxes,
    Paragraph,
    RowKind,
    Tone,
)
from rra_desktop.report.summary import summary
from tests.matters import (
    company_notice,
    demand,
    demand_notice,
    event,
    investor,
    issue,
    matter,
    worked_demand,
)
from tests.report.reading_summaries import (
    analysis,
    flat,
    lines,
    only,
    paragraphs,
    rows,
    sample,
    section,
    text_of,
    words,
)


def test_the_worked_demand_reads_as_a_calendar() -> None:
    """Holders whose clocks end on one day share a line; what waits stands at the end."""
    table = [
        [date, what.partition("[")[0], who, mark] for date, what, who, mark in lines(only(worked_demand(), "deadlines"))
    ]
    assert table == [
        ["Tue, Jun 17, 2003", "Company Notice received by all (advised), met Jun 10, 2003", "Company", "(1(a))"],
        ["Thu, Jun 26, 2003", "Requests from other Investors due", "Investors", "(1(a))"],
        ["Sun, Jun 29, 2003", "Last day for a Company offering to qualify for a delay", "Company", "(1(d))"],
        ["Thu, Jul 10, 2003", "First day to file", "Company", "(1(a))"],
        ["Thu, Jul 17, 2003", "Last day to file", "Company", "(1(a))"],
        ["Fri, Nov 14, 2003", "Registration effective by, projected", "Company", "(1(a))"],
        ["Thu, Mar 30, 2006", "Warrants issued Mar 30, 2003 expire", "Investors", "(Recital 1(c))"],
        ["waits", "Keep effective until: waits for the effective date", "Company", "(2(b), 2(e))"],
    ]


def test_the_last_day_to_file_stands_out_until_it_is_met() -> None:
    urgent = [row for row in rows(only(worked_demand(), "deadlines")) if row.kind is RowKind.URGENT]
    assert [words(row.cells[0]) for row in urgent] == ["Thu, Jul 17, 2003"]
    filed = replace(
        worked_demand(), events=(*worked_demand().events, replace(event(EventType.FILED, date(2003, 7, 15)), id=9))
    )
    after = only(filed, "deadlines", date(2003, 7, 16))
    assert [row for row in rows(after) if row.kind is RowKind.URGENT and "file" in words(row.cells[1])] == []
    assert any("Last day to file, met Jul 15, 2003" in line[1] for line in lines(after))


def test_the_working_and_the_other_reading_stand_at_the_foot_with_the_reason() -> None:
    reason = "the later words refer to an undefined notice"
    chosen = replace(worked_demand(), readings=(ReadingChoice("request_window_from", "given", reason),))
    note = next(line[1] for line in lines(only(chosen, "deadlines")) if line[0] == "Thu, Jun 26, 2003")
    assert "20 days after the Company Notice to Elm & Daughters LLC was given (Fri, Jun 6, 2003)." in note
    assert f"Reading chosen: given, “{reason}”." in note
    assert "Other reading, received: Sun, Jun 29, 2003 or Mon, Jun 30, 2003." in note


def test_clocks_that_end_on_different_days_name_their_holders() -> None:
    apart = matter(
        holders=[investor(f"H{number}", name) for number, name in enumerate(("Alder", "Birch", "Cedar", "Elm"), 1)],
        ledger=[issue("H1", 400), *(issue(f"H{number}", 100) for number in range(2, 5))],
        registrations=[demand(initiated_by=["H1"])],
        events=[
            demand_notice(sent=date(2003, 5, 30), received=date(2003, 6, 2)),
            company_notice(to="H2", sent=date(2003, 6, 6), received=date(2003, 6, 9)),
            company_notice(to="H3", sent=date(2003, 6, 9), received=date(2003, 6, 10)),
            company_notice(to="H4", sent=date(2003, 6, 9)),
        ],
    )
    said = [line[1].partition("[")[0] for line in lines(only(apart, "deadlines")) if "Requests" in line[1]]
    assert said[0] == "Requests from other Investors due: Birch"
    assert "Cedar" in "".join(said)
    assert "Elm" in "".join(said)


def test_a_date_that_was_assumed_is_called_so() -> None:
    silent = matter(
        holders=[investor("H1"), investor("H2")],
        ledger=[issue("H1", 100), issue("H2", 50)],
        registrations=[demand(initiated_by=["H1"])],
        events=[demand_notice(sent=date(2003, 5, 30))],
    )
    last = next(line for line in lines(only(silent, "deadlines")) if line[1].startswith("Last day to file"))
    assert last[1].startswith("Last day to file, assumed")


def conflicting() -> Matter:
    late = tuple(
        replace(each, received=date(2003, 6, 20)) if each.type is EventType.COMPANY_NOTICE and each.to == "H4" else each
        for each in worked_demand().events
    )
    return replace(worked_demand(), events=late)


def test_a_conflict_is_said_once_and_stands_out() -> None:
    said = summary(analysis(conflicting()), ["overview", "deadlines"])
    told = [block for each in said.sections for block in each.blocks if isinstance(block, Paragraph)]
    alerts = [block for block in told if block.tone is Tone.ALERT]
    assert len(alerts) == 1
    assert words(alerts[0].text).startswith("Conflict. No day satisfies §1(a)")
    assert "Sun, Jul 20, 2003" in words(alerts[0].text)
    assert "Thu, Jul 17, 2003" in words(alerts[0].text)
    boxes = said.sections[0].blocks[0]
    assert isinstance(boxes, Boxes)
    assert boxes.boxes[2].value == "no day"


def test_a_conflict_is_said_with_the_deadlines_when_there_is_no_overview() -> None:
    assert paragraphs(only(conflicting(), "deadlines")).startswith("Conflict. No day satisfies §1(a)")


def test_what_is_overdue_is_said_in_words() -> None:
    late = only(worked_demand(), "deadlines", date(2003, 8, 1))
    said = {line[0]: (line[1].partition("[")[0], row.kind) for line, row in zip(lines(late), rows(late), strict=True)}
    assert said["Thu, Jul 17, 2003"] == ("Last day to file, overdue", RowKind.URGENT)


def test_what_has_become_moot_stands_outside() -> None:
    withdrawn = replace(event(EventType.WITHDRAWN, date(2003, 6, 20), by=WithdrawnBy.COMPANY), id=99)
    over = replace(worked_demand(), events=(*worked_demand().events, withdrawn))
    outside = [row for row in rows(only(over, "deadlines", date(2003, 8, 1))) if row.kind is RowKind.OUTSIDE]
    assert [words(row.cells[1]).partition("[")[0] for row in outside] == [
        "Requests from other Investors due, moot",
        "Last day for a Company offering to qualify for a delay, moot",
        "First day to file, moot",
        "Last day to file, moot",
        "Registration effective by, projected, moot",
    ]


def test_several_registrations_have_a_heading_each() -> None:
    text = flat(text_of(summary(sample(), ["deadlines"])))
    assert "Demand no. 1 Date What Who Clause" in text
    assert "Company offering, autumn 2003 Date What Who Clause" in text


def test_no_registration_means_no_deadline() -> None:
    assert "no deadline runs" in paragraphs(only(matter(), "deadlines"))


def test_the_doubt_of_one_investor_stays_in_a_line_for_several_and_names_it() -> None:
    """H4's Company Notice goes by courier; H5 and H6 have theirs by mail: the line of the day names H4 (§8(a))."""
    one = worked_demand()
    events = tuple(replace(each, method=Method.COURIER) if each.to == "H4" else each for each in one.events)
    text = flat(text_of(summary(analysis(replace(one, events=events)), ["deadlines"])))
    assert "The Company Notice to Cedar Family Trust went by courier, which is no method of notice under §8(a)" in text


def test_who_answered_and_who_is_silent_is_said_below_the_dates() -> None:
    said = section(summary(sample(), ["deadlines"]), "deadlines")
    assert "Initiating · Alder Growth Fund I, L.P. 2,160,000, Birch Street Partners 3,240,000" in paragraphs(said)
    assert "In time · Hawthorn, J. (IRA) 720,000." in paragraphs(said)
    assert "No request yet · Alder Growth Fund II, L.P. and Elm & Daughters LLC." in paragraphs(said)
