"""The Overview by itself: what it says is what the session and its words say, and every line leads to its place."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from rra_desktop import wording
from rra_desktop.domain.figures import FigureKey
from rra_desktop.domain.matter import Matter
from rra_desktop.domain.overview import FirstStep
from rra_desktop.domain.registrations import EventType, RegistrationKind
from tests.calculation.deadline_rows import with_events
from tests.calculation.random_registrations import matters
from tests.forms.declaring import declaring
from tests.matters import demand, event, investor, issue, matter, request, worked_demand
from tests.ui.overview.looked_at import looked_at
from ui.overview.first_steps_card import ACTS
from ui.overview.line_button import LineButton
from ui.overview.overview_room import OverviewRoom
from ui.overview.section_card import SectionCard
from ui.session_signals import SessionSignals
from ui.theme import Theme
from ui.widgets.labels import PlainLabel
from ui.widgets.room import RoomContext

Key = Qt.Key
AS_OF = dt.date(2003, 6, 24)
Show = Callable[..., OverviewRoom]


@pytest.fixture
def show(theme: Theme, qtbot: QtBot) -> Show:
    """Return what shows the room on a matter."""

    def shown(it: Matter, as_of: dt.date = AS_OF, width: int = 900, changes: int = 1) -> OverviewRoom:
        session = looked_at(it, as_of, changes=changes)
        room = OverviewRoom(RoomContext(session, SessionSignals(session), theme))
        qtbot.addWidget(room)
        room.resize(width, 1200)
        with qtbot.waitExposed(room):
            room.show()
        room.refresh(None)
        return room

    return shown


def heard(signal: object) -> list[object]:
    said: list[object] = []
    signal.connect(said.append)  # type: ignore[attr-defined]
    return said


def troubled() -> Matter:
    """Make a demand that was filed too early and effective before that, in a register with one name twice."""
    it = with_events(
        worked_demand(),
        event(EventType.FILED, dt.date(2003, 7, 1)),
        event(EventType.EFFECTIVE, dt.date(2003, 6, 20)),
    )
    return replace(it, holders=(*it.holders, investor("H9", it.holders[3].name)))


def lines_of(section: SectionCard) -> list[str]:
    return [line.text for line in section.lines]


def test_all_it_says_is_what_the_session_and_its_words_say(show: Show) -> None:
    room = show(troubled(), dt.date(2003, 8, 20), changes=7)
    session = room.context.session
    overview = session.analysis.overview
    alarms = [wording.words_of(each.statement) for each in overview.alarms]
    overdue = [wording.words_of(line.first.label) for line in overview.overdue]
    assert lines_of(room.alarms) == [*alarms, *overdue]
    assert [line.chip for line in room.alarms.lines][: len(alarms)] == [
        wording.gravity_name(each.gravity) for each in overview.alarms
    ]
    assert lines_of(room.dates) == [wording.words_of(line.first.label) for line in overview.coming]
    assert lines_of(room.awaited) == [wording.words_of(each.what) for each in overview.awaited]
    assert lines_of(room.points) == [each.statement.fact("title") for each in overview.points]
    assert lines_of(room.changes) == [f"Change {number}" for number in (7, 6, 5, 4, 3)]
    text = room.text()
    for section in room.sections:
        assert all(line.text in text for line in section.lines)
    assert wording.shares(session.analysis.positions.totals.registrable) in text
    threshold = session.analysis.thresholds.first
    assert threshold is not None
    needed = threshold.majority.needed
    assert needed is not None
    assert f"a majority is {wording.shares(needed)} of" in text


def test_the_position_is_said_in_figures_that_are_explained(show: Show) -> None:
    asked = replace(request("H4", 720_000, received=dt.date(2003, 6, 20)), id=1)
    room = show(replace(worked_demand(), requests=(asked,)))
    said = [card.said for card in room.position.shown()]
    assert said[0][:2] == ("Registrable Shares", "10,800,000")
    assert said[1] == ("Requested in Demand no. 1", "720,000", "1 of 6 holders")
    assert said[2][:2] == ("Filing window", "Jul 10 – Jul 17")
    assert said[3] == ("Demands left", "1 of 1", "1 under way")
    explained = heard(room.figure_selected)
    for card in room.position.shown():
        QTest.mouseClick(card, Qt.MouseButton.LeftButton)
        assert explained[-1] == card.key
        assert card.key is not None
        assert room.context.session.analysis.figure(card.key) is not None
    (majority,) = room.majorities.shown()
    QTest.mouseClick(majority, Qt.MouseButton.LeftButton)
    assert explained[-1] == FigureKey("majority")


@pytest.mark.parametrize(
    ("investors", "reached"), [(1, "I1 reaches it"), (3, "I1 + I2 reach it"), (40, "21 Investors together reach it")]
)
def test_those_who_reach_a_majority_are_named_or_where_there_are_many_counted(
    show: Show, investors: int, reached: str
) -> None:
    holders = [investor(f"H{number}", f"I{number}") for number in range(1, investors + 1)]
    room = show(matter(holders=holders, ledger=[issue(each.id, 100) for each in holders]))
    (majority,) = room.majorities.shown()
    assert reached in majority.parts()


def test_without_an_open_window_the_next_date_stands_in_its_place(show: Show) -> None:
    bare = matter(holders=[investor("H1", "Ash")], ledger=[issue("H1", 100)])
    room = show(bare)
    first = room.context.session.analysis.overview.coming[0].first
    assert first.date is not None
    assert room.position.dates.said[:2] == ("Next date", wording.day(first.date))
    assert [card.said[0] for card in room.position.shown()] == ["Registrable Shares", "Next date", "Demands left"]


@pytest.mark.parametrize("by_key", [True, False], ids=["Space", "mouse"])
def test_every_line_leads_to_its_place(show: Show, by_key: bool) -> None:
    room = show(troubled(), dt.date(2003, 8, 20))
    asked = heard(room.place_asked)
    for section in room.sections:
        for each in section.buttons():
            if not isinstance(each, LineButton):
                continue
            assert each.line.place is not None, each.line.text
            before = len(asked)
            if by_key:
                each.setFocus()
                QTest.keyClick(each, Key.Key_Space)
            else:
                QTest.mouseClick(each, Qt.MouseButton.LeftButton)
            assert asked[before:] == [each.line.place]


def test_a_line_is_explained_by_a_figure_or_in_words_when_the_keyboard_comes_to_it(show: Show) -> None:
    room = show(troubled(), dt.date(2003, 8, 20))
    explained = heard(room.figure_selected)
    analysis = room.context.session.analysis
    for section in room.sections:
        for each in section.buttons():
            if isinstance(each, LineButton):
                each.setFocus()
                said = explained[-1]
                assert isinstance(said, (str, FigureKey)), each.line.text
                assert isinstance(said, str) or analysis.figure(said) is not None


def test_the_arrow_keys_walk_over_everything_and_each_thing_has_a_name(show: Show) -> None:
    room = show(troubled(), dt.date(2003, 8, 20))
    room.first_focus()
    every = room.buttons()
    walked: list[QPushButton] = []
    for _ in every:
        focus = room.focusWidget()
        assert isinstance(focus, QPushButton)
        walked.append(focus)
        QTest.keyClick(focus, Key.Key_Down)
    assert walked == every
    for each, following in pairwise(every):
        each.setFocus()
        QTest.keyClick(each, Key.Key_Tab)
        assert following.hasFocus()
    QTest.keyClick(every[-1], Key.Key_Up)
    assert every[-2].hasFocus()
    for each in every:
        interface = QAccessible.queryAccessibleInterface(each)
        name = interface.text(QAccessible.Text.Name)
        assert name.strip()
        assert "<" not in name
    visible = [each for each in room.findChildren(QPushButton) if each.isVisibleTo(room)]
    assert set(visible) == set(every)


def test_the_page_is_copied_as_text(show: Show) -> None:
    room = show(worked_demand())
    said = heard(room.status_text)
    room.first_focus()
    QTest.keyClick(room.buttons()[0], Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == room.text()
    assert said[-1] == "The page is copied as text."


def test_what_has_no_room_of_its_own_is_shown_here_on_demand(show: Show) -> None:
    room = show(worked_demand())
    more = room.points.buttons()[-1]
    few = len(room.points.buttons())
    assert more.text() == f"{len(room.points.lines) - few + 1:,} more"
    QTest.mouseClick(more, Qt.MouseButton.LeftButton)
    assert len(room.points.buttons()) == len(room.points.lines) + 1
    assert more.text() == "Show fewer"
    QTest.mouseClick(more, Qt.MouseButton.LeftButton)
    assert len(room.points.buttons()) == few


def test_changes_and_dates_that_do_not_stand_here_are_led_to(show: Show) -> None:
    room = show(worked_demand(), changes=9)
    asked = heard(room.place_asked)
    more = room.changes.buttons()[-1]
    assert (more.text(), more.accessibleName()) == ("4 more in Activity", "Last changes: 4 more in Activity")
    QTest.mouseClick(more, Qt.MouseButton.LeftButton)
    assert asked == [FigureKey("room", ("activity",))]


# -- an empty matter ---------------------------------------------------------------------------------------------------


def test_an_empty_matter_says_what_to_do_first_in_order(show: Show) -> None:
    room = show(matter())
    assert lines_of(room.steps) == [wording.step_name(step) for step in FirstStep]
    assert [line.chip for line in room.steps.lines] == ["1", "2", "3", "4", "5", "6"]
    assert [each.isEnabled() for each in room.steps.buttons()] == [True, False, True, False, False, True]
    for card in (room.position, room.alarms, room.dates, room.awaited):
        assert not card.isVisible()
    assert room.majorities.shown() == []
    room.first_focus()
    assert room.steps.buttons()[0].hasFocus()
    acts = heard(room.act_asked)
    QTest.keyClick(room.steps.buttons()[0], Key.Key_Space)
    QTest.mouseClick(room.steps.buttons()[2], Qt.MouseButton.LeftButton)
    assert acts == ["add-investor", "add-registration"]


def test_a_step_that_is_done_is_ticked_and_the_next_stands_out(show: Show) -> None:
    begun = matter(holders=[investor("H1", "Ash")], ledger=[issue("H1", 100)], registrations=[demand()])
    room = show(begun)
    assert [line.chip for line in room.steps.lines] == ["✓ done", "✓ done", "✓ done", "4", "5", "6"]
    assert [line.strong for line in room.steps.lines].index(True) == 3
    assert all(each.isEnabled() for each in room.steps.buttons())
    room.first_focus()
    assert room.steps.buttons()[3].hasFocus()
    assert room.position.isVisible()
    assert not show(worked_demand()).steps.isVisible()
    assert set(ACTS) == set(FirstStep)


# -- whatever is recorded ----------------------------------------------------------------------------------------------


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(it=matters, as_of=st.dates(dt.date(2003, 5, 1), dt.date(2004, 9, 30)), width=st.integers(440, 1500))
def test_whatever_is_recorded_it_shows(theme: Theme, it: Matter, as_of: dt.date, width: int) -> None:
    session = looked_at(it, as_of)
    room = OverviewRoom(RoomContext(session, SessionSignals(session), theme))
    room.resize(width, 900)
    room.refresh(None)
    room.grab()
    cannot_wait = session.analysis.overview.cannot_wait
    assert len(room.alarms.lines) == cannot_wait
    assert room.alarms.isVisibleTo(room) is (cannot_wait > 0)
    room.deleteLater()


_LONG = (
    "Ashgrove and Beechwood Long Dated Registration Rights Partners (Cayman Islands) Master Fund Number 27, L.P. " * 2
)


@pytest.mark.parametrize(
    ("width", "name"),
    [(440, _LONG), (700, "א" * 150), (1000, "x" * 150), (1500, _LONG)],
    ids=["long, narrow", "right to left", "one word", "long, wide"],
)
def test_no_word_is_cut_at_any_width(show: Show, width: int, name: str, qtbot: QtBot) -> None:
    it = worked_demand()
    holders = tuple(replace(each, name=f"{each.id} {name}") for each in it.holders)
    registrations = tuple(replace(each, title=name) for each in it.registrations)
    named = replace(it, holders=holders, registrations=registrations)
    room = show(named, dt.date(2003, 7, 20), width)

    def cut() -> list[str]:
        labels = (each for each in room.findChildren(PlainLabel) if each.isVisible() and each.wordWrap())
        return [each.text() for each in labels if each.height() < each.heightForWidth(each.width()) - 1]

    room.resize(width, room.heightForWidth(width))
    qtbot.waitUntil(lambda: cut() == [])
    assert room.minimumSizeHint().width() <= 440
    edges = [each.mapTo(room, each.rect().bottomRight()).x() for each in room.buttons()]
    assert max(edges) <= width


# -- other agreements --------------------------------------------------------------------------------------------------


_BEGUN = matter(holders=[investor("H1", "Ash")], ledger=[issue("H1", 100)])


def test_where_nobody_can_demand_nothing_of_a_demand_stands_here(show: Show) -> None:
    form = matter().form
    without = replace(form, rights=form.rights_of_kind(RegistrationKind.PIGGYBACK), limits=(), plans=())
    room = show(replace(_BEGUN, form=without))
    assert room.majorities.shown() == []
    assert [card.said[0] for card in room.position.shown()] == ["Registrable Shares", "Next date"]
    assert FirstStep.OFFERING not in {each.step for each in room.context.session.analysis.overview.first_steps}
    said = room.text().casefold()
    assert not [word for word in ("demand", "majority", "underwriters") if word in said.partition("drafting points")[0]]


def test_each_right_to_demand_has_its_bar_and_its_demands_left(show: Show) -> None:
    room = show(replace(_BEGUN, form=declaring()))
    rights = room.context.session.analysis.thresholds.rights
    assert [each.right.name for each in rights] == ["demand", "Short-form demand"]
    explained = heard(room.figure_selected)
    for card, threshold in zip(room.majorities.shown(), rights, strict=True):
        assert threshold.right.name in card.text()
        QTest.mouseClick(card, Qt.MouseButton.LeftButton)
        assert explained[-1] == threshold.key
    left = [card for card in room.position.shown() if card.said[0].startswith("Demands left")]
    assert [card.said[:2] for card in left] == [
        ("Demands left · demand", "1 of 1"),
        ("Demands left · Short-form demand", "no limit"),
    ]
    assert [card.key for card in left] == [each.demands_key for each in rights]
