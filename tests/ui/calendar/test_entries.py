"""What the calendar makes of deadlines, events and requests."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from rra_desktop.domain.deadlines import DateParts, Deadline, DeadlineKind, DeadlineStatus, Party
from rra_desktop.domain.figures import Clause, Figure, FigureKey
from rra_desktop.domain.matter import Matter
from rra_desktop.domain.registrations import Event, EventType, Method, Registration, RegistrationKind, Request
from rra_desktop.domain.statements import Gravity, Mark, stated
from tests.matters import form, investor, matter
from ui.calendar.entries import entries, groups, spans, who
from ui.calendar.looks import chip_texts, look_of
from ui.calendar.month_view import shared_widths
from ui.widgets.chips import Shape, Tone

JUNE_24 = dt.date(2003, 6, 24)

NO_DAY = (Mark(stated("dates/no_delay_given", "1(d)"), Gravity.CONFLICT),)
DOUBT = (Mark(stated("dates/no_delay_given", "1(d)"), Gravity.DOUBT),)


def from_june(day: int) -> Callable[[], DateParts]:
    """Make a date that is counted from a day of June 2003."""
    return lambda: DateParts(started=dt.date(2003, 6, day))


def deadline(
    which: str = "filing_latest",
    date: dt.date | None = dt.date(2003, 7, 17),
    status: DeadlineStatus = DeadlineStatus.UPCOMING,
    *,
    kind: DeadlineKind = DeadlineKind.LATEST,
    holder: str | None = None,
    registration: str | None = "R1",
    **more: object,
) -> Deadline:
    def explain() -> Figure[dt.date]:
        return Figure(FigureKey("deadline"), "Last day to file", date, "", Clause("1(a)"))

    party = Party.INVESTOR if holder else Party.COMPANY
    return Deadline(
        which,
        f"{which} of {holder}",
        registration,
        holder,
        date,
        status,
        kind,
        party,
        form().deadline(which).act,
        "1(a)",
        explain,
        together=form().deadline(which).label_together or form().deadline(which).label,
        brief=form().deadline(which).brief or (form().deadline(which).label,),
        **more,  # type: ignore[arg-type]
    )


def demand(*events: Event, requests: tuple[Request, ...] = ()) -> Matter:
    return matter(
        holders=[investor("H1"), investor("H2"), investor("H3")],
        registrations=[Registration("R1", RegistrationKind.DEMAND), Registration("R2", RegistrationKind.PIGGYBACK)],
        events=events,
        requests=requests,
    )


def notice(to: str, received: dt.date | None, sent: dt.date = dt.date(2003, 6, 6)) -> Event:
    return Event(0, "R1", EventType.COMPANY_NOTICE, method=Method.CERTIFIED_MAIL, sent=sent, received=received, to=to)


@pytest.mark.parametrize(
    ("made", "words", "tone", "shape"),
    [
        (deadline(), "Last day to file", Tone.WARN, Shape.SOFT),
        (deadline(date=dt.date(2003, 6, 27)), "Last day to file", Tone.DANGER, Shape.SOFT),
        (deadline(status=DeadlineStatus.OVERDUE), "Overdue: Last day to file", Tone.DANGER, Shape.SOLID),
        (
            deadline(marks=NO_DAY),
            "Conflict: Last day to file",
            Tone.DANGER,
            Shape.SOLID,
        ),
        (deadline(status=DeadlineStatus.MET), "✓ Last day to file", Tone.OK, Shape.HOLLOW),
        (deadline(status=DeadlineStatus.MET, marks=DOUBT), "Met, doubt: Last day to file", Tone.WARN, Shape.DASHED),
        (deadline(marks=DOUBT), "Doubt: Last day to file", Tone.WARN, Shape.DASHED),
        (
            deadline(kind=DeadlineKind.EARLIEST, marks=DOUBT),
            "Doubt: Last day to file",
            Tone.WARN,
            Shape.DASHED,
        ),
        (
            deadline(status=DeadlineStatus.LAPSED, marks=DOUBT),
            "Lapsed, doubt: Last day to file",
            Tone.QUIET,
            Shape.DASHED,
        ),
        (
            deadline(status=DeadlineStatus.OVERDUE, marks=NO_DAY),
            "Conflict, overdue: Last day to file",
            Tone.DANGER,
            Shape.SOLID,
        ),
        (deadline(status=DeadlineStatus.LATE), "Late: Last day to file", Tone.WARN, Shape.HOLLOW),
        (deadline(status=DeadlineStatus.MOOT), "Moot: Last day to file", Tone.QUIET, Shape.HOLLOW),
        (deadline(projected=True), "Projected: Last day to file", Tone.ACCENT, Shape.DASHED),
        (deadline(assumed=True), "Assumed: Last day to file", Tone.WARN, Shape.DASHED),
        (deadline(kind=DeadlineKind.EARLIEST), "Last day to file", Tone.OK, Shape.SOFT),
        (deadline(kind=DeadlineKind.ADVISORY), "Last day to file", Tone.VIOLET, Shape.SOFT),
    ],
)
def test_status_is_told_by_word_and_shape_and_tone(made: Deadline, words: str, tone: Tone, shape: Shape) -> None:
    assert chip_texts(made)[0] == words
    assert (look_of(made, JUNE_24).tone, look_of(made, JUNE_24).shape) == (tone, shape)


def test_no_two_states_look_and_read_alike() -> None:
    states = [
        deadline(),
        deadline(status=DeadlineStatus.OVERDUE),
        deadline(marks=NO_DAY),
        deadline(projected=True),
        deadline(status=DeadlineStatus.MET),
        deadline(status=DeadlineStatus.MOOT),
    ]
    assert len({chip_texts(each)[0] for each in states}) == len(states)


def test_requests_due_on_one_day_make_one_line_and_one_chip() -> None:
    """Jun 26: H1 and H2 upcoming, H3 met."""
    day = dt.date(2003, 6, 26)
    of_h3 = deadline("request_deadline", day, DeadlineStatus.MET, holder="H3")
    deadlines = [deadline("request_deadline", day, holder="H1"), of_h3]
    deadlines.insert(1, deadline("request_deadline", day, holder="H2"))
    lines = groups(deadlines)
    assert [len(line.deadlines) for line in lines] == [2, 1]
    assert [who(line) for line in lines] == ["2 Investors", "Investors"]
    assert lines[0].label == "Requests from other Investors due"
    chips = entries(demand(), deadlines, JUNE_24)
    assert [chip.text for chip in chips] == ["Requests due (2)", "✓ Requests due"]
    assert chips[0].figure == deadlines[0].key
    assert chips[0].full.endswith("H1, H2")


def test_the_list_runs_from_open_to_waiting_to_over() -> None:
    lines = groups(
        [
            deadline(status=DeadlineStatus.MET, date=dt.date(2003, 6, 1)),
            deadline(status=DeadlineStatus.PENDING, date=None),
            deadline(date=dt.date(2003, 8, 1)),
            deadline(status=DeadlineStatus.OVERDUE, date=dt.date(2003, 6, 20)),
        ]
    )
    assert [line.first.status for line in lines] == [
        DeadlineStatus.OVERDUE,
        DeadlineStatus.UPCOMING,
        DeadlineStatus.PENDING,
        DeadlineStatus.MET,
    ]


def test_notices_of_one_day_make_one_chip_that_names_the_addressees() -> None:
    received = dt.date(2003, 6, 10)
    chips = entries(demand(notice("H1", received), notice("H2", received), notice("H3", None)), [], JUNE_24)
    assert [(chip.day.day, chip.text) for chip in chips] == [
        (6, "Company Notice sent (3)"),
        (10, "Company Notice received (2)"),
    ]
    assert [record.name for record in chips[1].records] == ["H1", "H2"]


def test_a_notice_received_on_the_day_it_was_sent_shows_once() -> None:
    day = dt.date(2003, 6, 6)
    chips = entries(demand(notice("H1", day, sent=day)), [], JUNE_24)
    assert [chip.text for chip in chips] == ["Company Notice received"]


def test_a_request_shows_on_the_day_it_came() -> None:
    request = Request(0, "R1", "H1", 150_000, dt.date(2003, 6, 23))
    (chip,) = entries(demand(requests=(request,)), [], JUNE_24)
    assert chip.day == dt.date(2003, 6, 23)
    assert "150,000" in chip.full


def test_the_filter_keeps_one_registration_and_the_whole_matter() -> None:
    filed = Event(0, "R2", EventType.FILED, date=dt.date(2003, 6, 20))
    expiry = deadline("warrant_expiry", dt.date(2006, 3, 30), registration=None)
    deadlines = [deadline(), expiry]
    assert len(entries(demand(filed), deadlines, JUNE_24)) == 3
    assert [chip.text for chip in entries(demand(filed), deadlines, JUNE_24, "R2")] == ["Filed", "Warrants expire"]


def test_windows_are_bars_from_their_first_to_their_last_day() -> None:
    deadlines = [
        deadline("request_deadline", dt.date(2003, 6, 26), holder="H1", made_of=from_june(6)),
        deadline("request_deadline", dt.date(2003, 6, 27), holder="H2", made_of=from_june(7)),
        deadline("filing_earliest", dt.date(2003, 7, 10), kind=DeadlineKind.EARLIEST),
        deadline(),
    ]
    bars = {bar.text: (bar.start, bar.end) for bar in spans(demand(), deadlines)}
    assert bars == {
        "Requests may come in": (dt.date(2003, 6, 7), dt.date(2003, 6, 27)),
        "Filing window": (dt.date(2003, 7, 10), dt.date(2003, 7, 17)),
    }


def test_an_empty_window_and_one_that_was_used_are_no_bars() -> None:
    earliest = deadline("filing_earliest", dt.date(2003, 7, 20), kind=DeadlineKind.EARLIEST)
    assert spans(demand(), [earliest, deadline()]) == ()
    used = deadline("filing_earliest", dt.date(2003, 7, 10), kind=DeadlineKind.EARLIEST)
    assert spans(demand(), [used, deadline(status=DeadlineStatus.MET)]) == ()


def test_a_suspension_is_a_bar_once_it_is_over() -> None:
    events = (
        Event(0, "R1", EventType.SUSPENDED, date=dt.date(2003, 11, 3)),
        Event(0, "R1", EventType.RESUMED, date=dt.date(2003, 11, 20)),
    )
    met = deadline(status=DeadlineStatus.MET)
    (bar,) = spans(demand(*events), [met])
    assert (bar.text, bar.start.day, bar.end.day) == ("Prospectus suspended", 3, 20)


@pytest.mark.parametrize(
    ("wanted", "room"),
    [([13] * 7, 700), ([150, 13, 13, 13, 13, 13, 13], 700), ([150] * 7, 703), ([400, 400, 13, 13, 13, 13, 13], 700)],
)
def test_weekdays_share_the_whole_width(wanted: list[int], room: int) -> None:
    widths = shared_widths(wanted, room)
    assert sum(widths) == room
    assert min(widths) >= room // 7 * 5 // 8


def test_a_weekday_gets_what_its_chips_need_when_the_others_can_spare_it() -> None:
    assert shared_widths([13, 150, 13, 13, 13, 13, 13], 700)[1] >= 150
