"""The look: two palettes, the bundled typeface, and the change from one palette to the other."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from enum import Enum, StrEnum
from functools import cache
from importlib import resources

from PySide6.QtCore import QDir, QObject, Qt, Signal
from PySide6.QtGui import QFont, QFontDatabase, QFontInfo
from PySide6.QtWidgets import QApplication

from ui.palettes import DARK, LIGHT, qt_palette
from ui.style_sheet import style_sheet

_FAMILIES = ("Inter", "Inter Variable")
_SERIF = "LibertinusSerif-Regular.otf"
_FONT_SUFFIXES = (".ttf", ".otf", ".ttc")


class Appearance(StrEnum):
    """Which palette counsel wants; `system` follows the desktop."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class TextSize(Enum):
    """The sizes text has, as multiples of the desktop's own font size."""

    SMALL = 0.92
    NOTE = 1.0
    BODY = 1.08
    LARGE = 1.25
    FIGURE = 1.66
    TITLE = 2.4


class Theme(QObject):
    """The palette and typeface in use; says `changed` when the desktop or counsel asks for another palette."""

    changed = Signal()

    def __init__(self, application: QApplication, appearance: Appearance = Appearance.SYSTEM) -> None:
        super().__init__(application)
        self._application = application
        self._system_pixels = max(11, QFontInfo(application.font()).pixelSize())
        self._family = _bundled_family()
        QDir.setSearchPaths("icons", [str(resources.files("resources") / "icons")])
        self._appearance = appearance
        self._hints = application.styleHints()
        self.colours = LIGHT
        self.choose(appearance)
        self._hints.colorSchemeChanged.connect(self.apply)

    @property
    def dark(self) -> bool:
        """Whether the dark palette is in use."""
        return self.colours is DARK

    @property
    def appearance(self) -> Appearance:
        """What counsel asked for."""
        return self._appearance

    def choose(self, appearance: Appearance) -> None:
        """Use another palette, or follow the desktop again."""
        self._appearance = appearance
        schemes = {Appearance.LIGHT: Qt.ColorScheme.Light, Appearance.DARK: Qt.ColorScheme.Dark}
        with nothing_collected():
            self._hints.setColorScheme(schemes.get(appearance, Qt.ColorScheme.Unknown))
        self.apply()

    def apply(self) -> None:
        """Give the whole application the palette that holds now, if it has another."""
        dark = self._hints.colorScheme() is Qt.ColorScheme.Dark
        if self._appearance is not Appearance.SYSTEM:
            dark = self._appearance is Appearance.DARK
        colours = DARK if dark else LIGHT
        sheet = style_sheet(colours, {size.name.lower(): self.pixels(size) for size in TextSize})
        if colours is self.colours and sheet == self._application.styleSheet():
            # Qt works out the look of every widget anew even for the style sheet it has.
            return
        self.colours = colours
        with nothing_collected():
            self._application.setFont(self.font())
            self._application.setPalette(qt_palette(colours))
            self._application.setStyleSheet(sheet)
        self.changed.emit()

    def pixels(self, size: TextSize = TextSize.BODY) -> int:
        """Return the height of a text size in logical pixels."""
        return round(self._system_pixels * size.value)

    def font(self, size: TextSize = TextSize.BODY, *, bold: bool = False) -> QFont:
        """Return the typeface at a size, with figures of equal width so that columns of numbers line up."""
        font = QFont(self._application.font())
        if self._family:
            font.setFamily(self._family)
        font.setPixelSize(self.pixels(size))
        font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
        font.setFeature(QFont.Tag("tnum"), 1)
        return font

    def reading_font(self, size: TextSize = TextSize.LARGE) -> QFont:
        """Return the typeface of printed pages, in which an agreement is read."""
        font = self.font(size)
        if family := _serif_family():
            font.setFamily(family)
        return font


@cache
def _serif_family() -> str:
    """Load the typeface of printed pages when it is first read in; empty where it is not bundled."""
    font = resources.files("resources") / "fonts" / _SERIF
    if not font.is_file():
        return ""
    families = QFontDatabase.applicationFontFamilies(QFontDatabase.addApplicationFontFromData(font.read_bytes()))
    return families[0] if families else ""


@contextmanager
def nothing_collected() -> Iterator[None]:
    """Keep Python from collecting what nobody holds any more.

    Qt lists all widgets before it tells each of its new look; a widget collected meanwhile, as closed windows are,
    would be told after its end, which ends the program.
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def _bundled_family() -> str | None:
    """Load the typefaces that come with the program; returns the one for the window, None where none is bundled."""
    families: list[str] = []
    folder = resources.files("resources") / "fonts"
    for font in sorted(folder.iterdir(), key=lambda each: each.name) if folder.is_dir() else ():
        if font.name.startswith("Inter") and font.name.endswith(_FONT_SUFFIXES):
            number = QFontDatabase.addApplicationFontFromData(font.read_bytes())
            families += QFontDatabase.applicationFontFamilies(number)
    return next((family for family in _FAMILIES if family in families), None)
