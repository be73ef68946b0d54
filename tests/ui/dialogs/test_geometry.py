"""Every dialog is whole with names of any length, at every text size, and on a low screen.

At text sizes of 72, 96 and 192 dots an inch each dialog is shown as it opens, at 1280 by 660 (what a screen of 1280 by
720 leaves), and as narrow and low as it goes. Nothing stands outside its parent, nothing overlaps, no field is smaller
than its least size, no button loses a letter; what has no room below scrolls.
"""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import combinations, pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QCheckBox,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QScrollBar,
    QSpinBox,
    QWidget,
)
from pytestqt.qtbot import QtBot

from rra_desktop.domain.registrations import Event, EventType, Method
from rra_desktop.editing.commands import ChangeHolder, ChangeOffering, ChangeRegistration, RecordEvent
from rra_desktop.session import open_session
from tests.matters import form
from tests.ui.conftest import AS_OF
from ui.calendar.event_dialog import EventDialog
from ui.calendar.registration_dialog import RegistrationDialog
from ui.calendar.request_dialog import RequestDialog
from ui.cutback.offering_dialog import OfferingDialog
from ui.dialogs.about import AboutDialog
from ui.dialogs.apology import ApologyDialog
from ui.dialogs.change_password import ChangePasswordDialog
from ui.dialogs.choose_reading import ChooseReadingDialog
from ui.dialogs.new_matter import NewMatterDialog
from ui.dialogs.password import PasswordDialog
from ui.dialogs.properties import PropertiesDialog
from ui.dialogs.restore import RestoreDialog
from ui.dialogs.shortcut_sheet import ShortcutSheet
from ui.holdings.add_investor import AddInvestorDialog
from ui.holdings.transaction_dialog import TransactionDialog
from ui.session_signals import SessionSignals
from ui.theme import Theme, nothing_collected
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.room import RoomContext

MAGNOLIA = "The Trustees of the Magnolia and Whitebeam Retirement Savings Fund (IRA)"
CEDARS = (
    "The Cedars of Lebanon and Mount Hermon Charitable Remainder Unitrust for the Benefit of the Grandchildren, "
    "Nieces and Nephews of the Late Founder, Mr. Zed"
)
RIGHT_TO_LEFT = "קרן הנאמנות של משפחת ארז ואלון לחיסכון ולפנסיה בעירבון מוגבל"
ONE_WORD = "Magnoliaandwhitebeamretirementsavings" * 4
LONG_NAMES = {"H2": CEDARS, "H4": MAGNOLIA, "H5": RIGHT_TO_LEFT, "H6": ONE_WORD}
SCREEN = QSize(1280, 660)
SIZES = {72: 9, 96: 12, 192: 24}
FIELDS = (QLineEdit, QComboBox, QPushButton, QCheckBox, QRadioButton, QSpinBox, QPlainTextEdit)


@pytest.fixture(scope="module", params=sorted(SIZES))
def sized(request: pytest.FixtureRequest, theme: Theme, qapp: QApplication) -> Iterator[Theme]:
    """Return the look at a text size, and bring the usual one back."""
    before = qapp.font()
    font = QFont(before)
    font.setPixelSize(SIZES[request.param])
    with nothing_collected():
        qapp.setFont(font)
    made = Theme(qapp)
    yield made
    made.deleteLater()
    with nothing_collected():
        qapp.setFont(before)
    theme.apply()


@pytest.fixture(scope="module")
def long_names_file(sample_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make the sample with names of 72 and 150 letters, from right to left, and without spaces; each test copies it."""
    path = Path(shutil.copy(sample_file, tmp_path_factory.mktemp("names") / "Long names.rra"))
    session = open_session(path, today=AS_OF)
    for holder, name in LONG_NAMES.items():
        session.execute(ChangeHolder(holder, "name", name))
    session.execute(ChangeHolder("H7", "counterpart_date", AS_OF))
    session.execute(ChangeRegistration(replace(session.matter.registration("R1"), title=CEDARS)))
    session.execute(ChangeOffering("O1", "name", MAGNOLIA))
    session.execute(RecordEvent(Event(0, "R1", EventType.FILED, dt.date(2003, 7, 15))))
    session.close()
    return path


@pytest.fixture
def long_names(long_names_file: Path, sized: Theme, tmp_path: Path) -> Iterator[RoomContext]:
    """Return a copy of it, open."""
    session = open_session(Path(shutil.copy(long_names_file, tmp_path / "Long names.rra")), today=AS_OF)
    signals = SessionSignals(session)
    yield RoomContext(session, signals, sized)
    signals.close()
    session.close()


@dataclass(frozen=True)
class Backup:
    """A backup as the list shows it."""

    path: Path = Path("backup.rra")
    taken: dt.datetime = dt.datetime(2003, 6, 24, 9, 30, tzinfo=dt.UTC)
    occasion: str = "session"
    size: int = 40_960
    last_entry: str = f"Change {CEDARS}’s Warrants"


def _notice(context: RoomContext) -> QDialog:
    dialog = EventDialog(context, registration="R1")
    dialog.to.everybody.setChecked(False)
    return dialog


def _event_of_every_field(kind: EventType) -> Callable[[RoomContext], QDialog]:
    def make(context: RoomContext) -> QDialog:
        dialog = EventDialog(context, notices=False, registration="R1")
        dialog.kind.choose(kind.value)
        dialog.kind.picked.emit(kind.value)
        dialog.date.set_date(dt.date(2003, 7, 1))
        dialog.tell(dialog.doubt())
        return dialog

    return make


def _ambiguous(context: RoomContext) -> QDialog:
    dialog = EventDialog(context, notices=False, registration="R1")
    dialog.date.edit.setText("7/8/2003")
    dialog.accept()
    return dialog


def _recorded_notice(context: RoomContext) -> QDialog:
    event = Event(0, "R1", EventType.COMPANY_NOTICE, method=Method.FAX, received=AS_OF, to="H2")
    return EventDialog(context, event=event)


def _request_above(context: RoomContext) -> QDialog:
    dialog = RequestDialog(context, "R2")
    dialog.holder.choose("H6")
    dialog.received.set_date(AS_OF)
    dialog.quantity.setText("9,000,000")
    dialog.accept()
    return dialog


def _transfer(context: RoomContext) -> QDialog:
    dialog = TransactionDialog(context, holder="H4")
    dialog.kind.choose("transfer")
    dialog.kind.picked.emit("transfer")
    return dialog


def _exercise(context: RoomContext) -> QDialog:
    dialog = TransactionDialog(context, holder="H2")
    dialog.kind.choose("exercise")
    dialog.kind.picked.emit("exercise")
    return dialog


def _other_holder(context: RoomContext) -> QDialog:
    dialog = AddInvestorDialog(context)
    dialog.role.choose("other_holder")
    dialog.role.picked.emit("other_holder")
    return dialog


def _transferee(context: RoomContext) -> QDialog:
    dialog = AddInvestorDialog(context)
    dialog.transferee.setChecked(True)
    return dialog


def _refused(context: RoomContext) -> QDialog:
    dialog = AddInvestorDialog(context)
    dialog.name.setText(CEDARS)
    dialog.accept()
    return dialog


def _as_it_is(password: str | None) -> tuple[str, ...]:
    return (str(password),)


def _password_change(context: RoomContext) -> QDialog:
    return ChangePasswordDialog(context.theme, _as_it_is, locked=True)


DIALOGS: dict[str, Callable[[RoomContext], QDialog]] = {
    "notice": _notice,
    "recorded notice": _recorded_notice,
    **{kind.value: _event_of_every_field(kind) for kind in EventType if not kind.is_notice},
    "ambiguous date": _ambiguous,
    "request": lambda context: RequestDialog(context, "R1"),
    "request above holding": _request_above,
    "recorded request": lambda context: RequestDialog(context, request=context.session.matter.requests[0]),
    "registration": RegistrationDialog,
    "recorded registration": lambda context: RegistrationDialog(context, context.session.matter.registrations[0]),
    "scenario": lambda context: OfferingDialog(context, context.session.matter.offerings[0], adding=True),
    "scenario details": lambda context: OfferingDialog(context, context.session.matter.offerings[0]),
    "transfer": _transfer,
    "exercise": _exercise,
    "recorded transaction": lambda context: TransactionDialog(context, entry=context.session.matter.ledger[0]),
    "investor": AddInvestorDialog,
    "transferee": _transferee,
    "other holder": _other_holder,
    "refused investor": _refused,
    "about": lambda _context: AboutDialog(),
    "apology": lambda _context: ApologyDialog(ValueError(CEDARS)),
    "password": lambda context: PasswordDialog(context.theme, f"{ONE_WORD}.rra", "That is not the password."),
    "password change": _password_change,
    "reading": lambda context: ChooseReadingDialog(context, "day_roll"),
    "new matter": lambda context: NewMatterDialog(
        context.theme,
        [replace(form(), company=CEDARS, title=f"Rights Agreement of {CEDARS}")],
        lambda _: None,
    ),
    "properties": PropertiesDialog,
    "restore": lambda context: RestoreDialog(context.theme, [Backup()] * 5),
    "shortcuts": lambda context: ShortcutSheet(context.theme),
}


@pytest.mark.parametrize("name", DIALOGS)
def test_a_dialog_is_whole(name: str, long_names: RoomContext, qtbot: QtBot) -> None:
    dialog = DIALOGS[name](long_names)
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.show()
    assert dialog.minimumSizeHint().width() <= SCREEN.width(), "too wide for the screen"
    assert dialog.minimumSizeHint().height() <= SCREEN.height(), "too high for the screen"
    assert dialog.height() <= dialog.screen().availableGeometry().height()
    for size in (dialog.size(), SCREEN, dialog.minimumSizeHint(), QSize(dialog.minimumWidth(), SCREEN.height())):
        dialog.resize(size)
        for _ in range(4):  # A bar to scroll that comes or goes turns rows, and that is another layout.
            QApplication.processEvents()
        wrong = faults(dialog)
        assert not wrong, f"at {dialog.width()} by {dialog.height()}: " + "; ".join(wrong)
    assert [each for each in dialog.findChildren(QLabel) if each.textFormat() is not Qt.TextFormat.PlainText] == []
    assert unnamed(dialog) == []
    assert out_of_turn(dialog) == []


def out_of_turn(dialog: QDialog) -> list[str]:
    """Return where Tab goes back up: each field is reached after those above it and those before it in its row."""
    reached: list[QWidget] = []
    mine, each = ours(dialog), dialog.nextInFocusChain()
    while each is not None and each is not dialog:
        takes_keys = each.focusPolicy() & Qt.FocusPolicy.TabFocus == Qt.FocusPolicy.TabFocus
        if takes_keys and each.isVisible() and each.isEnabled() and each in mine:
            reached.append(each)
        each = each.nextInFocusChain()
    # Tab goes round: it begins where the dialog does, in its first field.
    first = dialog.focusWidget()
    begins = reached.index(first) if first in reached else 0
    reached = [*reached[begins:], *reached[:begins]]
    scrolled = dialog.findChildren(QScrollArea)
    reached = [each for each in reached if not scrolled or any(sheet.isAncestorOf(each) for sheet in scrolled)]
    places = [each.mapTo(dialog, each.rect().center()) for each in reached]
    row = dialog.fontMetrics().height()
    return [
        f"{described(reached[at + 1])} comes after {described(reached[at])}"
        for at, (one, other) in enumerate(pairwise(places))
        if other.y() < one.y() - row or (abs(other.y() - one.y()) <= row and other.x() < one.x() - row)
    ]


def faults(dialog: QDialog) -> list[str]:
    """Return what is cut, covered or too small in a dialog as it shows now."""
    found: list[str] = []
    for widget in ours(dialog):
        found += [*outside(widget), *too_small(widget)]
        shown = [each for each in children(widget) if not each.size().isEmpty()]
        found += [
            f"{described(one)} overlaps {described(other)}"
            for one, other in combinations(shown, 2)
            if one.geometry().intersects(other.geometry())
        ]
    return found


def ours(dialog: QWidget) -> list[QWidget]:
    """Return the dialog and every widget shown in it that it laid out itself, not the inner parts of fields."""
    found = [dialog]
    for child in children(dialog):
        found += ours(child)
    return found


def children(widget: QWidget) -> list[QWidget]:
    if isinstance(widget, QScrollArea):
        page = widget.widget()
        return [] if page is None else [page]
    if isinstance(widget, (*FIELDS, QAbstractScrollArea)):
        return []
    kids = widget.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
    return [each for each in kids if each.isVisible() and not each.isWindow() and each.objectName() != "reason"]


def outside(widget: QWidget) -> list[str]:
    parent = widget.parentWidget()
    if widget.isWindow() or parent is None:
        return []
    room, place = parent.rect(), widget.geometry()
    area = parent.parentWidget()
    if isinstance(area, QScrollArea):
        off = Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        if place.width() > room.width() and area.horizontalScrollBarPolicy() is off:
            return [f"{described(widget)} is {place.width()} wide in a view of {room.width()}"]
        return []
    return [] if room.contains(place) else [f"{described(widget)} at {place} stands outside {described(parent)} {room}"]


def too_small(widget: QWidget) -> list[str]:
    least = widget.minimumSizeHint()
    if isinstance(widget, QLabel) and widget.text():
        needed = widget.heightForWidth(widget.width()) if widget.wordWrap() else widget.sizeHint().height()
        if widget.height() < needed or (not widget.wordWrap() and widget.width() < least.width()):
            return [f"{described(widget)} is cut: {widget.size()}, needs {needed} high"]
    if isinstance(widget, QPushButton) and widget.text():
        least = widget.sizeHint()
    if isinstance(widget, QPlainTextEdit):
        least = QSize(least.width(), 2 * widget.fontMetrics().lineSpacing())  # Qt’s own asks for room for two bars.
    if isinstance(widget, FIELDS) and (widget.width() < least.width() or widget.height() < least.height()):
        return [f"{described(widget)} is {widget.size()}, less than {least}"]
    return []


def unnamed(dialog: QDialog) -> list[str]:
    """Return what a screen reader could not name."""
    takes_keys = Qt.FocusPolicy.TabFocus
    return [
        described(each)
        for each in ours(dialog)
        if each.focusPolicy() & takes_keys == takes_keys
        and not isinstance(each, QScrollBar)
        and not (each.accessibleName() or (isinstance(each, QPushButton) and each.text()))
    ]


def described(widget: QWidget) -> str:
    text = widget.text() if isinstance(widget, QLabel | QPushButton | QCheckBox | QRadioButton) else ""
    return f"{type(widget).__name__} “{(text or widget.accessibleName())[:40]}”"


@pytest.mark.parametrize("long", [False, True])
def test_a_list_that_opens_shows_its_last_choice_whole(sized: Theme, qtbot: QtBot, *, long: bool) -> None:
    words = [CEDARS, MAGNOLIA, RIGHT_TO_LEFT] if long else [f"Investor {number}" for number in range(9)]
    box = ChoiceBox(sized, "Holder", [(text, text) for text in words])
    qtbot.addWidget(box)
    with qtbot.waitExposed(box):
        box.show()
    box.showPopup()
    view = box.view()
    assert isinstance(view, QAbstractItemView)
    last = view.visualRect(view.model().index(len(words) - 1, 0))
    assert view.viewport().rect().bottom() >= last.bottom()
    assert view.window().width() <= box.screen().availableGeometry().width()
    assert box.sizeHint().width() < box.fontMetrics().horizontalAdvance(CEDARS)
    box.hidePopup()
