"""The two palettes: every colour the window uses, by name."""

from __future__ import annotations

from dataclasses import dataclass, fields

from PySide6.QtGui import QColor, QPalette


@dataclass(frozen=True, slots=True)
class Colours:
    """The named colours of one palette; each `_soft` is the ground on which its namesake is written."""

    ink: QColor
    muted: QColor
    faint: QColor
    line: QColor
    line_strong: QColor
    surface: QColor
    raised: QColor
    canvas: QColor
    sidebar: QColor
    accent: QColor
    accent_hover: QColor
    on_accent: QColor
    accent_text: QColor
    accent_soft: QColor
    danger: QColor
    danger_soft: QColor
    warn: QColor
    warn_soft: QColor
    warn_line: QColor
    ok: QColor
    ok_soft: QColor
    violet: QColor
    violet_soft: QColor
    reading_ink: QColor
    disabled: QColor


def _colours(**hexes: str) -> Colours:
    return Colours(**{each.name: QColor(hexes[each.name]) for each in fields(Colours)})


LIGHT = _colours(
    ink="#1b2430",
    muted="#515c6b",
    faint="#646e7d",
    line="#e3e6ea",
    line_strong="#cdd3db",
    surface="#ffffff",
    raised="#fafbfc",
    canvas="#f6f7f9",
    sidebar="#eef0f4",
    accent="#1f4e79",
    accent_hover="#2a6196",
    on_accent="#ffffff",
    accent_text="#1f4e79",
    accent_soft="#e6eef6",
    danger="#b42318",
    danger_soft="#fdeceb",
    warn="#84570b",
    warn_soft="#fdf3d8",
    warn_line="#d9b44a",
    ok="#236b40",
    ok_soft="#e5f3ea",
    violet="#6338a6",
    violet_soft="#f0eafa",
    reading_ink="#1b2430",
    disabled="#9aa3af",
)
DARK = _colours(
    ink="#e6e9ee",
    muted="#aab3bf",
    faint="#98a2b0",
    line="#353b45",
    line_strong="#4a525e",
    surface="#22272f",
    raised="#262c35",
    canvas="#1b1f25",
    sidebar="#171a20",
    accent="#2f6ba3",
    accent_hover="#3777b3",
    on_accent="#ffffff",
    accent_text="#7db4e6",
    accent_soft="#25384b",
    danger="#ff9c94",
    danger_soft="#472423",
    warn="#f0c869",
    warn_soft="#3b3218",
    warn_line="#a98a35",
    ok="#7fd0a0",
    ok_soft="#1e3a2a",
    violet="#c3a6f2",
    violet_soft="#35294a",
    reading_ink="#f0dfb5",
    disabled="#6d7683",
)


def qt_palette(colours: Colours) -> QPalette:
    """Return Qt's palette for what no style rule reaches."""
    roles = {
        QPalette.ColorRole.Window: colours.canvas,
        QPalette.ColorRole.WindowText: colours.ink,
        QPalette.ColorRole.Base: colours.surface,
        QPalette.ColorRole.AlternateBase: colours.raised,
        QPalette.ColorRole.Text: colours.ink,
        QPalette.ColorRole.PlaceholderText: colours.faint,
        QPalette.ColorRole.Button: colours.surface,
        QPalette.ColorRole.ButtonText: colours.ink,
        QPalette.ColorRole.BrightText: colours.danger,
        QPalette.ColorRole.Highlight: colours.accent,
        QPalette.ColorRole.HighlightedText: colours.on_accent,
        QPalette.ColorRole.Link: colours.accent_text,
        QPalette.ColorRole.LinkVisited: colours.accent_text,
        QPalette.ColorRole.ToolTipBase: colours.ink,
        QPalette.ColorRole.ToolTipText: colours.surface,
        QPalette.ColorRole.Light: colours.raised,
        QPalette.ColorRole.Midlight: colours.line,
        QPalette.ColorRole.Mid: colours.line_strong,
        QPalette.ColorRole.Dark: colours.line_strong,
        QPalette.ColorRole.Shadow: colours.line_strong,
        QPalette.ColorRole.Accent: colours.accent,
    }
    palette = QPalette()
    for role, colour in roles.items():
        palette.setColor(role, colour)
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.WindowText, QPalette.ColorRole.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, colours.disabled)
    return palette
