"""What every room of a matter is: a widget with a title that follows the session and says what is selected."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from rra_desktop.domain.edits import Change
from rra_desktop.domain.figures import FigureKey
from ui.paths import AskPath, ask_where_to_save, ask_which_to_open
from ui.session_signals import SessionSignals
from ui.theme import Theme

if TYPE_CHECKING:
    from rra_desktop.session import MatterSession


@dataclass(frozen=True)
class RoomContext:
    """What a room is made from: the matter's session, its signals, the look, and the ways to ask for files."""

    session: MatterSession
    signals: SessionSignals
    theme: Theme
    ask_path: AskPath = ask_where_to_save
    ask_file: AskPath = ask_which_to_open


@dataclass(frozen=True)
class SeveralFigures:
    """Figures that stand on one line, each with words to tell it by, and the one explained first."""

    choices: tuple[tuple[FigureKey, str], ...]
    chosen: FigureKey


class Room(QWidget):
    """One room; subclasses set `title`, fill themselves, and override `refresh` and `first_focus`.

    `figure_selected` carries the FigureKey of what is selected, SeveralFigures where it stands for several, None, or a
    sentence why nothing is explained; `status_text` the sums of the selection. `place_asked` carries the key of a
    figure or record that the window is to go to, `act_asked` the id of a row of the table of actions that it is to do,
    `section_asked` a section of the agreement that counsel wants to see.
    The window calls `refresh` once when the room is first shown, and then for every Change while it is visible; a
    room that was hidden meanwhile gets one `refresh(None)` when it is shown again.
    """

    figure_selected = Signal(object)
    status_text = Signal(str)
    place_asked = Signal(object)
    act_asked = Signal(str)
    section_asked = Signal(str)
    title = ""
    explains = True
    """Whether something in the room has a derivation, so that the Why panel stands beside it."""

    def __init__(self, context: RoomContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.setObjectName("room")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(self.title)

    def heightForWidth(self, width: int) -> int:
        """Return the least height at a width: a room fills what there is, and scrolls only where there is less."""
        layout = self.layout()
        return -1 if layout is None else layout.totalMinimumHeightForWidth(width)

    def refresh(self, change: Change | None) -> None:
        """Show the matter as it is now; `change` says which areas moved, None that anything may have."""
        del change

    def first_focus(self) -> None:
        """Put the keyboard where counsel begins to work in this room."""
        self.setFocus()

    def go_to(self, key: FigureKey) -> bool:
        """Select what stands for a figure or record, with the keyboard on it; False where nothing here does."""
        del key
        return False

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        """Return what the rows of the table of actions that name this room do, by their ids."""
        return {}

    def show_section(self, citation: str) -> None:
        """Show a section of the agreement; the room that has them overrides it."""
        del citation

    def leave(self) -> None:
        """Put away what was only tried; another room is about to show. What was typed is recorded by then."""

    def close_room(self) -> None:
        """Bring whatever still runs to rest; the matter is about to be closed."""

    def theme_changed(self) -> None:
        """Draw again in the palette that holds now."""
        self.update()
