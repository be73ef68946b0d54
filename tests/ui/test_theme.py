"""Both palettes can be read: every ink on every ground it is written on."""

from __future__ import annotations

import gc

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtGui import QColor, QFontInfo, QFontMetrics
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from ui.palettes import DARK, LIGHT, Colours
from ui.theme import Appearance, TextSize, Theme
from ui.widgets.chips import Tone, tone_colours

READABLE = 4.5


def luminance(colour: QColor) -> float:
    def linear(channel: float) -> float:
        return channel / 12.92 if channel <= 0.03928 else ((channel + 0.055) / 1.055) ** 2.4

    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF())


def contrast(one: QColor, other: QColor) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_every_ink_is_readable_on_its_grounds(colours: Colours) -> None:
    grounds = {
        "ink": (colours.surface, colours.canvas, colours.sidebar, colours.raised, colours.accent_soft),
        "muted": (colours.surface, colours.canvas, colours.sidebar, colours.raised),
        "faint": (colours.surface, colours.canvas, colours.raised),
        "danger": (colours.surface, colours.danger_soft),
        "on_accent": (colours.accent, colours.accent_hover),
        "reading_ink": (colours.warn_soft,),
        "accent_text": (colours.surface, colours.accent_soft),
    }
    for name, together in grounds.items():
        for ground in together:
            assert contrast(getattr(colours, name), ground) >= READABLE, (name, ground.name())


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("tone", list(Tone))
def test_every_chip_is_readable(colours: Colours, tone: Tone) -> None:
    ink, ground = tone_colours(colours, tone)
    assert contrast(ink, ground) >= READABLE
    assert contrast(colours.surface, ink) >= READABLE


def test_counsel_can_choose_a_theme_and_go_back_to_the_desktop(theme: Theme, qapp: QApplication) -> None:
    said: list[bool] = []
    theme.changed.connect(lambda: said.append(theme.dark))
    theme.choose(Appearance.DARK)
    assert theme.colours is DARK
    assert qapp.palette().window().color() == DARK.canvas
    theme.choose(Appearance.SYSTEM)
    assert theme.colours is LIGHT
    assert said[0] is True
    assert said[-1] is False


class Watching(QWidget):
    """A widget that notes whether Python may collect while it is told of its new look."""

    def __init__(self) -> None:
        super().__init__()
        self.collecting: list[bool] = []

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's own name
        """Note it."""
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self.collecting.append(gc.isenabled())
        super().changeEvent(event)


def test_closed_windows_are_not_collected_while_all_widgets_get_another_look(theme: Theme, qtbot: QtBot) -> None:
    """Qt goes by a list of all widgets; one that ends meanwhile would end the program."""
    widget = Watching()
    qtbot.addWidget(widget)
    widget.ensurePolished()
    widget.collecting.clear()
    theme.choose(Appearance.DARK)
    told = list(widget.collecting)
    theme.choose(Appearance.SYSTEM)
    assert told
    assert not any(told)
    assert gc.isenabled()


def test_a_field_of_several_lines_is_as_high_as_it_asks_to_be(theme: Theme, qtbot: QtBot) -> None:
    """A least height in the style sheet takes the place of the widget's own."""
    del theme
    fields = (QPlainTextEdit(), QPlainTextEdit())
    fields[0].setMinimumHeight(120)
    fields[1].setFixedHeight(64)
    for field in fields:
        qtbot.addWidget(field)
        field.ensurePolished()
    assert [field.minimumHeight() for field in fields] == [120, 64]


def test_the_look_there_is_already_is_not_worked_out_again(theme: Theme) -> None:
    said: list[bool] = []
    theme.changed.connect(lambda: said.append(theme.dark))
    theme.choose(Appearance.SYSTEM)
    theme.apply()
    assert said == []


def test_the_bundled_typeface_has_figures_of_one_width(theme: Theme) -> None:
    assert QFontInfo(theme.font()).family() == "Inter"
    metrics = QFontMetrics(theme.font())
    assert len({metrics.horizontalAdvance(digit * 10) for digit in "0123456789"}) == 1
    assert QFontInfo(theme.font(bold=True)).weight() > QFontInfo(theme.font()).weight()


def test_text_sizes_follow_the_desktop(theme: Theme) -> None:
    sizes = [theme.pixels(size) for size in (TextSize.SMALL, TextSize.NOTE, TextSize.BODY, TextSize.LARGE)]
    assert sizes == sorted(sizes)
    assert theme.pixels(TextSize.FIGURE) > theme.pixels(TextSize.LARGE)
