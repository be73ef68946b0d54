"""The composition root: the application, its windows, and what becomes of an error nobody foresaw."""

from __future__ import annotations

import datetime as dt
import os
import sys
import threading
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QEvent, QObject, QStandardPaths, Qt, QTimer, Signal
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget
from shiboken6 import isValid

from rra_desktop.errors import UserError, WrongPasswordError
from ui.actions import Handler
from ui.paths import AskPath, FileKind, ask_where_to_save, ask_which_to_open
from ui.preferences import Preferences
from ui.start.start_window import StartWindow
from ui.theme import Appearance, Theme

if TYPE_CHECKING:
    from rra_desktop.domain.agreement import AgreementForm
    from rra_desktop.session import MatterSession
    from ui.main_window import MainWindow

NAME = "Registration Rights Desk"
_SAMPLE = "Sample matter.rra"
NEEDED_TO_OPEN = ("rra_desktop.session", "sqlite_utils", "ui.main_window", "ui.holdings.holdings_room")
_BETWEEN_IMPORTS_MS = 100
_SCREENS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")


class DesktopSession(Protocol):
    """What the desktop says when it is about to log out."""

    def allowsInteraction(self) -> bool:
        """Tell whether counsel may still be asked something."""

    def release(self) -> None:
        """Say that nothing more is to be asked."""

    def cancel(self) -> None:
        """Ask the desktop not to log out."""


class MatterDesk(QObject):
    """The open windows: one for each file, or the start page while there is none."""

    def __init__(
        self,
        theme: Theme,
        preferences: Preferences,
        ask_where: AskPath = ask_where_to_save,
        ask_which: AskPath = ask_which_to_open,
        documents: Path | None = None,
    ) -> None:
        super().__init__()
        self.theme = theme
        self._preferences = preferences
        self._ask_where = ask_where
        self._ask_which = ask_which
        self._documents = documents or _documents()
        self.windows: list[MainWindow] = []
        self.start_window: StartWindow | None = None

    # -- what windows ask ------------------------------------------------------------------------------------------

    def handlers(self, window: QWidget | None = None) -> dict[str, Handler]:
        """Return what the acts that need no matter do, asked from a window."""
        return {
            "new-matter": lambda: self.new_matter(window),
            "open": lambda: self.open_asked(window),
            "open-sample": lambda: self.open_sample(window),
            "quit": self.quit,
            "appearance-system": lambda: self.choose_appearance(Appearance.SYSTEM),
            "appearance-light": lambda: self.choose_appearance(Appearance.LIGHT),
            "appearance-dark": lambda: self.choose_appearance(Appearance.DARK),
            "shortcuts": lambda: self._show_sheet(window),
            "about": lambda: self._show_about(window),
        }

    def recent(self) -> tuple[Path, ...]:
        """Return the files opened last."""
        return self._preferences.recent()

    def forget_recent(self) -> None:
        """Forget which files were opened."""
        self._preferences.forget_recent()

    def choose_appearance(self, appearance: Appearance) -> None:
        """Use another theme, now and from now on."""
        self._preferences.appearance = appearance
        self.theme.choose(appearance)

    def quit(self) -> None:
        """Close every window, or none while something that is being typed in one of them is refused."""
        if not self.hand_over():
            return
        for window in tuple(self.windows):
            window.close()
        if self.start_window is not None:
            self.start_window.close()

    def hand_over(self) -> bool:
        """Let everything that is being typed in any window be recorded; False where some of it is refused."""
        refused = [window for window in tuple(self.windows) if not window.hand_over()]
        return not refused

    def session_ends(self, desktop: DesktopSession) -> None:
        """Record what is being typed before the desktop logs out; where some is refused, ask it to wait for counsel."""
        if not self.hand_over() and desktop.allowsInteraction():
            desktop.release()
            desktop.cancel()

    # -- opening ---------------------------------------------------------------------------------------------------

    def show_start(self) -> StartWindow:
        """Show the start page."""
        handlers = self.handlers()
        start = self.start_window = StartWindow(self.theme, handlers, self.recent(), NAME)
        start.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        start.closed.connect(self._start_closed)
        start.path_chosen.connect(lambda path: self.open_path(path, start))
        start.resize(960, 680)
        start.show()
        start.first_focus()
        self._make_ready(start, NEEDED_TO_OPEN)
        return start

    def _make_ready(self, start: StartWindow, modules: Sequence[str]) -> None:
        """Import what opening a matter needs, a piece at a time, while counsel is still looking for the file."""
        if modules:
            QTimer.singleShot(_BETWEEN_IMPORTS_MS, start, lambda: import_module(modules[0]))
            QTimer.singleShot(_BETWEEN_IMPORTS_MS, start, lambda: self._make_ready(start, modules[1:]))

    def open_asked(self, window: QWidget | None = None) -> None:
        """Ask for a file and open it."""
        parent = window or self.start_window
        recent = self.recent()
        folder = recent[0].parent if recent else self._documents
        if parent is not None and (path := self._ask_which(parent, "Open a matter", folder, FileKind.MATTER)):
            self.open_path(path, window)

    def open_path(self, path: Path, window: QWidget | None = None, password: str | None = None) -> MainWindow | None:
        """Open a matter in a window of its own, or bring its window to the front; None when it cannot be opened."""
        for each in self.windows:
            if each.session.path == path or _same_file(each.session.path, path):
                each.raise_()
                each.activateWindow()
                return each
        from rra_desktop.session import open_session  # noqa: PLC0415 - after the first paint

        wrong = ""
        while True:
            try:
                return self._show(open_session(path, today=dt.date.today(), password=password))  # noqa: DTZ011
            except WrongPasswordError as error:
                wrong = str(error) if password is not None else ""
            except UserError as error:
                self._say(str(error), window)
                return None
            password = self._ask_password(path, wrong, window)
            if password is None:
                return None

    def open_sample(self, window: QWidget | None = None) -> None:
        """Open the sample matter, made in the user's documents when it is not there yet."""
        from rra_desktop.session import sample_session  # noqa: PLC0415 - after the first paint

        path = self._documents / _SAMPLE
        if path.is_file():
            self.open_path(path, window)
            return
        with suppress(OSError):
            self._documents.mkdir(parents=True, exist_ok=True)
        try:
            self._show(sample_session(path, today=dt.date.today()))  # noqa: DTZ011 - counsel's own day
        except UserError as error:
            self._say(str(error), window)

    def new_matter(self, window: QWidget | None = None) -> None:
        """Ask what a new matter is and where it should be kept, and open it."""
        from rra_desktop.session import shipped_forms  # noqa: PLC0415 - after the first paint
        from ui.dialogs.new_matter import NewMatterDialog  # noqa: PLC0415

        parent = window or self.start_window
        dialog = NewMatterDialog(self.theme, shipped_forms(), self._ask_form, parent)
        dialog.accepted.connect(lambda: self._make(dialog, parent))
        dialog.open()

    def _ask_form(self, parent: QWidget) -> AgreementForm | None:
        """Ask for the file of a form and read it; nothing is remembered of where it lies."""
        from rra_desktop.session import form_of_file  # noqa: PLC0415 - after the first paint

        path = self._ask_which(parent, "The form of the agreement", self._documents, FileKind.FORM)
        return None if path is None else form_of_file(path)

    def _make(self, dialog: QWidget, parent: QWidget | None) -> None:
        from rra_desktop.session import create_session, new_matter  # noqa: PLC0415
        from ui.dialogs.new_matter import NewMatterDialog  # noqa: PLC0415

        if not isinstance(dialog, NewMatterDialog) or parent is None:
            return
        title = dialog.title.text().strip()
        suggestion = self._documents / f"{_file_name(title)}.rra"
        path = self._ask_where(parent, "Keep the matter in", suggestion, FileKind.MATTER)
        if path is None:
            return
        matter = new_matter(dialog.form(), title, dialog.company.text().strip(), dialog.acts_for())
        try:
            self._show(create_session(path, matter, today=dt.date.today()))  # noqa: DTZ011 - counsel's own day
        except UserError as error:
            self._say(str(error), parent)

    def restore(self, window: MainWindow, backup: Path) -> MainWindow | None:
        """Close a matter, put a backup in its place, and open it again; None when it cannot be opened after that."""
        from rra_desktop.session import restore_backup  # noqa: PLC0415 - after the first paint

        if not window.hand_over():
            return window
        path = window.session.path
        password = self._ask_password(path, "", window) if window.session.file.locked else None
        if window.session.file.locked and password is None:
            return window
        if not window.close():
            return window
        refused, kept = "", None
        try:
            kept = restore_backup(path, backup, password=password)
        except UserError as error:
            refused = str(error)
        again = self.open_path(path, password=password)
        if again is None:
            self._say(refused, self.show_start()) if refused else self.show_start()
        elif refused or kept is not None:
            again.message_bar.say(refused or f"What was there before could not be read; it is kept as {kept}.")
        return again

    # -- windows -----------------------------------------------------------------------------------------------------

    def _show(self, session: MatterSession) -> MainWindow:
        from ui.main_window import MainWindow  # noqa: PLC0415 - after the first paint of the start page

        window = MainWindow(session, self.theme, self, self._ask_where, self._ask_which)
        window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        window.closed.connect(self._window_closed)
        window.restore_place(self._preferences.geometry)
        self.windows.append(window)
        self._preferences.remember(session.path)
        window.show()
        window.activateWindow()
        window.room().first_focus()
        if self.start_window is not None:
            self.start_window.close()
        return window

    def _window_closed(self, window: MainWindow) -> None:
        self._preferences.geometry = window.saveGeometry()
        if window in self.windows:
            self.windows.remove(window)

    def _start_closed(self, _window: StartWindow) -> None:
        self.start_window = None

    def _say(self, sentence: str, window: QWidget | None) -> None:
        """Say a sentence in the window it concerns, or in a box when there is none."""
        from ui.messages import tell  # noqa: PLC0415

        shown = window or self.start_window
        bar = getattr(shown, "message_bar", None)
        if bar is not None:
            bar.say(sentence)
        else:
            tell(None, NAME, sentence)

    def _ask_password(self, path: Path, wrong: str, window: QWidget | None) -> str | None:
        from ui.dialogs.password import PasswordDialog  # noqa: PLC0415

        dialog = PasswordDialog(self.theme, path.name, wrong, window or self.start_window)
        given = dialog.exec()
        # Where its window was closed meanwhile the dialog is gone with it.
        password = dialog.password.text() if given else None
        if isValid(dialog):
            dialog.deleteLater()
        return password

    def _show_sheet(self, window: QWidget | None) -> None:
        from ui.dialogs.shortcut_sheet import ShortcutSheet  # noqa: PLC0415

        sheet = ShortcutSheet(self.theme, window or self.start_window)
        sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        sheet.open()

    def _show_about(self, window: QWidget | None) -> None:
        from ui.dialogs.about import AboutDialog  # noqa: PLC0415

        about = AboutDialog(window or self.start_window)
        about.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        about.open()


class DeskApplication(QApplication):
    """The application; says which file the desktop hands to it while it runs, as macOS does on a double click."""

    file_handed_over = Signal(object)

    def event(self, event: QEvent) -> bool:
        """Take a file that is handed over."""
        if isinstance(event, QFileOpenEvent):
            self.file_handed_over.emit(Path(event.file()))
            return True
        return super().event(event)


class Apologies(QObject):
    """Shows one apology for an error nobody foresaw: one at a time, and the same fault once.

    A fault in drawing comes back with every paint; it is shown after the paint, and not again.
    """

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self._open = False
        self._known: set[str] = set()
        sys.excepthook = self.caught
        threading.excepthook = self._caught_in_thread

    def caught(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Keep the fault to apologise for in a moment, or let a wish to stop pass."""
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        from ui.dialogs.apology import report_of  # noqa: PLC0415 - only when something went wrong

        fault = report_of(error.with_traceback(trace))
        if not self._open and fault not in self._known:
            self._open = True
            self._known.add(fault)
            QTimer.singleShot(0, self, lambda: self._apologise(error))

    def _apologise(self, error: BaseException) -> None:
        from ui.dialogs.apology import ApologyDialog  # noqa: PLC0415 - only when something went wrong

        try:
            dialog = ApologyDialog(error, QApplication.activeWindow())
            dialog.exec()
            if isValid(dialog):
                dialog.deleteLater()
        finally:
            self._open = False

    def _caught_in_thread(self, caught: threading.ExceptHookArgs) -> None:
        error = caught.exc_value
        if error is not None:
            QTimer.singleShot(0, self, lambda: self.caught(type(error), error, error.__traceback__))


def run(path: Path | None = None, *, exit_after_first_paint: bool = False) -> int:
    """Open the window on a matter, or on the start page; returns the exit status when the last window is closed."""
    if sys.platform.startswith("linux") and not any(os.environ.get(name) for name in _SCREENS):
        sys.stderr.write("There is no screen here to open a window on; “rra --help” lists what works without one.\n")
        return 1
    application = QApplication.instance() or DeskApplication(sys.argv[:1])
    if not isinstance(application, QApplication):
        raise TypeError("a window needs a QApplication")
    application.setApplicationName("rra-desktop")
    application.setApplicationDisplayName(NAME)
    application.setStyle("Fusion")
    Apologies(application)
    preferences = Preferences()
    theme = Theme(application, preferences.appearance)
    desk = MatterDesk(theme, preferences)
    application.commitDataRequest.connect(desk.session_ends)
    application.saveStateRequest.connect(desk.session_ends)
    if isinstance(application, DeskApplication):
        application.file_handed_over.connect(desk.open_path)
    window: QMainWindow | None = desk.open_path(path) if path is not None else desk.show_start()
    if window is None:
        window = desk.show_start()
    if exit_after_first_paint:
        from ui.first_paint import leave_when_painted  # noqa: PLC0415 - only for measuring

        leave_when_painted(window, desk.quit)
    return application.exec()


def _documents() -> Path:
    """Return the user's folder of documents."""
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))


def _same_file(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return False


def _file_name(title: str) -> str:
    """Return a title without the signs that no file name may hold."""
    kept = "".join("-" if sign in '<>:"/\\|?*' or ord(sign) < ord(" ") else sign for sign in title)
    return kept.strip(" .")[:80] or "Matter"
