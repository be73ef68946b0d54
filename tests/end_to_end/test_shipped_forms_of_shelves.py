"""A matter under each shipped form but the usual one: every command answers, every room shows what the form has."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from rra_desktop.cli import main
from rra_desktop.domain.agreement import AgreementForm
from rra_desktop.domain.matter import Matter, MatterDetails
from rra_desktop.domain.offerings import Expense, Offering, OfferingRequest
from rra_desktop.domain.register import EntryType, Holder, LedgerEntry, Role, Security
from rra_desktop.domain.registrations import Event, EventId, EventType, Method, Registration, RegistrationKind, Request
from rra_desktop.exchange.matter_json import matter_to_json
from rra_desktop.session import open_session
from rra_desktop.store.forms import USUAL_FORM, load_form
from tests.end_to_end.investors_matters import resale, venture
from tests.matters import matter
from tests.ui.no_desk import NoDesk
from tests.ui.shown import bring_up
from ui.holdings.holdings_room import HoldingsRoom
from ui.main_window import MainWindow
from ui.theme import Theme
from ui.widgets.cards import FigureCard

TODAY = dt.date(2024, 10, 1)
A_YEAR_LATER = dt.date(2025, 10, 1)
_SECTION = re.compile(r"§(\d+(?:\([a-z]\))*)")


def _day(month: int, day: int) -> dt.date:
    return dt.date(2024, month, day)


def _event(registration: str, kind: EventId, date: dt.date) -> Event:
    return Event(0, registration, kind, date)


def _notice(kind: EventType, to: str | None, method: Method, sent: dt.date, registration: str = "R1") -> Event:
    received = sent if method is Method.EMAIL else None
    return Event(0, registration, kind, method=method, sent=sent, received=received, to=to)


def _issue(holder: str, security: Security, quantity: int) -> LedgerEntry:
    return LedgerEntry(0, _day(5, 15), EntryType.ISSUE, holder, security, quantity)


def _under(form: AgreementForm, made: Matter) -> Matter:
    details = MatterDetails("A matter", form.company, form.agreement_date, made.details.acting_for)
    return replace(made, form=form, details=details)


def spac() -> Matter:
    """Make a matter with a shelf, a takedown in progress, a Company registration and an offering of the takedown."""
    own = {"Larch": "sponsor_holders", "Maple": "target_holders", "Nettle": "target_holders"}
    holders = [Holder(each, each, Role.INVESTOR, holder_class=of) for each, of in own.items()]
    made = matter(
        holders=[*holders, Holder("Dogwood", "Dogwood", Role.OTHER_HOLDER)],
        ledger=[
            _issue("Larch", Security.COMMON, 6_000_000),
            _issue("Larch", Security.WARRANT, 1_000_000),
            _issue("Maple", Security.COMMON, 30_000_000),
            _issue("Nettle", Security.COMMON, 1_000_000),
            _issue("Dogwood", Security.OTHER_REGISTRABLE, 400_000),
        ],
        registrations=[
            Registration("R1", RegistrationKind.DEMAND, right="sponsor_takedown", initiated_by=("Larch",)),
            Registration("R2", RegistrationKind.PIGGYBACK, facts=(("block_trade", "no"),)),
            Registration("R3", RegistrationKind.MANDATORY, facts=(("comments", "yes"),)),
        ],
        events=[
            _event("", "closing", _day(5, 2)),
            _event("R3", EventType.FILED, _day(5, 29)),
            _event("R3", EventType.EFFECTIVE, _day(8, 15)),
            _event("R3", EventType.SUSPENDED, _day(9, 3)),
            _notice(EventType.DEMAND_NOTICE, None, Method.EMAIL, _day(9, 23)),
            _notice(EventType.COMPANY_NOTICE, "Maple", Method.COURIER, _day(9, 25)),
            _notice(EventType.COMPANY_NOTICE, "Nettle", Method.EMAIL, _day(9, 25)),
            _event("R2", EventType.PLANNED_FILING, _day(11, 4)),
        ],
        requests=[
            Request(0, "R1", "Larch", 2_000_000, _day(9, 23), "underwritten"),
            Request(0, "R1", "Maple", 1_000_000, _day(9, 27), "underwritten"),
        ],
        offerings=[
            Offering(
                "O1",
                "Takedown",
                "R1",
                maximum=2_000_000,
                company_shares=500_000,
                price=Decimal(12),
                discount_percent=Decimal(5),
                as_of=_day(10, 1),
            )
        ],
        offering_requests=[OfferingRequest("O1", "Larch", 2_000_000), OfferingRequest("O1", "Maple", 1_000_000)],
        expenses=[Expense(0, _day(9, 30), "sellers_counsel", Decimal(62_000), "R1")],
    )
    return _under(load_form("sponsor-spac"), made)


def warrants() -> Matter:
    """Make a matter with a Company registration, the notices and requests in it, and its offering."""
    made = matter(
        holders=[
            Holder("Ash", "Ash", Role.INVESTOR),
            Holder("Beech", "Beech", Role.INVESTOR),
            Holder("Dogwood", "Dogwood", Role.OTHER_HOLDER),
        ],
        ledger=[
            _issue("Ash", Security.WARRANT, 300_000),
            _issue("Ash", Security.COMMON, 100_000),
            _issue("Beech", Security.WARRANT, 200_000),
            _issue("Dogwood", Security.OTHER_REGISTRABLE, 500_000),
        ],
        registrations=[Registration("R1", RegistrationKind.PIGGYBACK, facts=(("exchange_offer", "no"),))],
        events=[
            _event("R1", EventType.PLANNED_FILING, _day(10, 15)),
            _notice(EventType.REGISTRATION_NOTICE, "Ash", Method.CERTIFIED_MAIL, _day(9, 25)),
            _notice(EventType.REGISTRATION_NOTICE, "Beech", Method.EMAIL, _day(9, 25)),
        ],
        requests=[Request(0, "R1", "Ash", 300_000, _day(9, 30), "underwritten")],
        offerings=[
            Offering(
                "O1",
                "Offering",
                "R1",
                maximum=800_000,
                company_shares=600_000,
                price=Decimal(9),
                discount_percent=Decimal(7),
                as_of=_day(10, 1),
            )
        ],
        offering_requests=[OfferingRequest("O1", each, 200_000) for each in ("Ash", "Beech", "Dogwood")],
        expenses=[Expense(0, _day(9, 30), "sellers_counsel", Decimal(9_000), "R1")],
    )
    return _under(load_form("warrant-holders"), made)


FORMS = {"sponsor-spac": spac, "warrant-holders": warrants, "venture-investors": venture, "pipe-resale": resale}


@pytest.fixture(params=FORMS)
def made(request: pytest.FixtureRequest) -> Matter:
    """Return the matter of one of the forms."""
    return FORMS[request.param]()


@pytest.fixture
def today(made: Matter) -> dt.date:
    """Return the day looked at, after what the matter records."""
    return TODAY if made.form.agreement_date < TODAY else A_YEAR_LATER


@pytest.fixture
def path(made: Matter, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """Make its file by way of its JSON, as the command line does."""
    source, kept = tmp_path / "made.json", tmp_path / "Made.rra"
    source.write_text(matter_to_json(made), encoding="utf-8")
    assert main(["new", str(kept), "--from", str(source)]) == 0
    capsys.readouterr()
    return kept


def sections_of(form: AgreementForm) -> set[str]:
    """Return every section that a form names anywhere, each part of it by itself."""
    return set(re.findall(r"\d+(?:\([a-z]\))*", " ".join(re.findall(r'(?:section|= )"?([^\n]*)', form.text))))


def foreign(form: AgreementForm, said: str) -> set[str]:
    """Return the sections that are cited and that the agreement does not have."""
    return set(_SECTION.findall(said)) - sections_of(form)


def test_every_command_answers_in_words_and_as_json(
    made: Matter, path: Path, today: dt.date, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    form = made.form
    empty = tmp_path / "Empty.rra"
    assert main(["new", str(empty), "--form", form.id]) == 0
    asked = {"holdings": (path, empty), "deadlines": (path, empty), "cutback": (path,), "check": (path, empty)}
    asked["damages"] = (path, empty)
    for command, files in asked.items():
        day = [] if command in ("cutback", "check") else ["--as-of", today.isoformat()]
        for file in files:
            capsys.readouterr()
            assert main([command, str(file), *day]) == 0, command
            said = capsys.readouterr().out
            assert foreign(form, said) == set(), command
            assert "Unit" not in said, command
            if command != "check":
                assert main([command, str(file), *day, "--json"]) == 0
                assert json.loads(capsys.readouterr().out)
    pdf, out = tmp_path / "summary.pdf", tmp_path / "out.json"
    assert main(["report", str(path), "--pdf", str(pdf), "--as-of", today.isoformat()]) == 0
    printed = "\n".join(page.extract_text() for page in PdfReader(pdf).pages)
    assert foreign(form, printed) == set()
    assert form.company in printed
    assert "Filing window" not in printed
    assert "less the Company’s 500,000" not in printed
    assert "Unit" not in printed
    assert main(["export", str(path), str(out)]) == 0
    assert json.loads(out.read_text(encoding="utf-8"))["form"] == form.id


@pytest.fixture
def window(path: Path, today: dt.date, theme: Theme, qtbot: QtBot) -> Iterator[MainWindow]:
    """Open the window on it as counsel does."""
    around = NoDesk()
    opened = MainWindow(open_session(path, today=today), theme, around, around.ask_path)
    bring_up(opened, qtbot, 1440, 900)
    yield opened
    opened.close()


def test_every_room_shows_what_the_agreement_has_and_nothing_else(made: Matter, window: MainWindow) -> None:
    demands = {right.id for right in made.form.rights if right.kind is RegistrationKind.DEMAND}
    for room_id in ("cutback", "calendar", "activity", "summary", "holdings"):
        room = window.show_room(room_id)
        room.refresh(None)
        QApplication.processEvents()
        for card in room.findChildren(FigureCard):
            assert not card.isVisible() or card.accessibleName().partition(",")[2].strip(), card.accessibleName()
    room = window.show_room("holdings")
    assert isinstance(room, HoldingsRoom)
    assert set(room.cards.of_rights) == demands
    columns = [
        str(room.model.headerData(each, Qt.Orientation.Horizontal))
        for each in range(room.model.columnCount())
        if not room.grid.isColumnHidden(each)
    ]
    # What is registrable under other agreements stands in no column of its own.
    own = {each.short for each in made.form.securities if each.id is not Security.OTHER_REGISTRABLE}
    assert own <= set(columns)
    assert ({each.short for each in load_form(USUAL_FORM).securities} - own).isdisjoint(columns)
    assert not any("Unit" in title for title in columns)
