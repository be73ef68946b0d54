"""The style rules of the window, written out for one palette and one text size."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from string import Template

from PySide6.QtGui import QColor

from ui.palettes import Colours

_RULES = Template("""
QWidget { color: $ink; }
QMainWindow, QDialog, #page { background: $canvas; }
#room, #canvas { background: $canvas; }
#sidebar { background: $sidebar; border: 0; border-right: 1px solid $line; }
#panel { background: $surface; border: 0; border-left: 1px solid $line; }
#status-line { background: $surface; border: 0; border-top: 1px solid $line; }
#top-bar { background: $surface; border: 0; border-top: 1px solid $line; border-bottom: 1px solid $line; }
#card, QFrame[kind="card"] { background: $surface; border: 1px solid $line; border-radius: 8px; }
QFrame[kind="reading-box"] { background: $warn_soft; border: 1px dashed $warn_line; border-radius: 6px; }
QFrame[kind="reading-box"] QLabel, QFrame[kind="reading-box"] QPushButton[kind="link"] { color: $reading_ink; }
QFrame[kind="reason"] { background: $danger_soft; border: 1px solid $danger; border-radius: 6px; }
QFrame[kind="pop-up"] { background: $surface; border: 1px solid $line_strong; }
#message-bar { background: $danger_soft; border-bottom: 1px solid $line; }
#message-bar[calm="true"] { background: $accent_soft; }
#message-bar QPushButton { background: transparent; border-color: transparent; }
QFrame[kind="rule"] { background: $line; border: 0; max-height: 1px; min-height: 1px; }

QLabel { background: transparent; border: 0; }
QLabel[kind="muted"] { color: $muted; }
QLabel[kind="faint"] { color: $faint; }
QLabel[kind="small"] { color: $faint; font-size: ${small}px; }
QLabel[kind="strong"] { font-weight: 600; }
QLabel[kind="heading"] { font-size: ${large}px; font-weight: 600; }
QLabel[kind="figure"] { font-size: ${figure}px; font-weight: 600; }
QLabel[kind="title"] { font-size: ${title}px; font-weight: 600; }
QLabel[kind="caption"] { color: $faint; font-size: ${small}px; font-weight: 600; }
QLabel[kind="company"] { font-size: ${large}px; font-weight: 600; }
QLabel[kind="subtitle"], QLabel[kind="status"] { color: $muted; font-size: ${note}px; }
QLabel[kind="note"] { color: $faint; font-size: ${note}px; }
QLabel[kind="gives"] { color: $muted; }
QLabel[kind="gives-in-force"] { color: $accent_text; font-weight: 600; }
QLabel[kind="refused"] { color: $danger; }
QLabel[kind="figure-cut"] { color: $danger; font-size: ${figure}px; font-weight: 600; }
QLabel[kind="cut-share"] { color: $danger; font-weight: 600; }
QLabel[kind="tried"] { color: $accent_text; font-size: ${small}px; font-weight: 600; }

QPushButton {
    background: $surface; border: 1px solid $line_strong; border-radius: 6px;
    padding: 5px 12px; min-height: ${button}px; color: $ink;
}
QPushButton:hover { background: $raised; border-color: $faint; }
QPushButton:pressed, QPushButton:checked { background: $accent_soft; }
QPushButton:focus { border: 2px solid $accent_text; padding: 4px 11px; }
QPushButton:disabled { color: $disabled; border-color: $line; }
QPushButton[kind="primary"] {
    background: $accent; border-color: $accent; color: $on_accent; font-weight: 600;
}
QPushButton[kind="primary"]:hover { background: $accent_hover; border-color: $accent_hover; }
QPushButton[kind="primary"]:focus { border: 2px solid $ink; }
QPushButton[kind="primary"]:disabled { background: $line; border-color: $line; color: $disabled; }
QPushButton[kind="card"] {
    background: $surface; border: 1px solid $line; border-radius: 8px; padding: 0; text-align: left;
}
QPushButton[kind="card"]:hover { border-color: $line_strong; }
QPushButton[kind="card"]:focus { border: 2px solid $accent_text; }
QPushButton[kind="line"] {
    background: transparent; border: 2px solid transparent; border-radius: 6px; padding: 0; text-align: left;
}
QPushButton[kind="line"]:hover { background: $raised; }
QPushButton[kind="line"]:pressed { background: $accent_soft; }
QPushButton[kind="line"]:focus { border-color: $accent_text; }
QPushButton[kind="line"] QLabel:disabled { color: $disabled; }
QPushButton[kind="way"] {
    background: $surface; border: 1px solid $line; border-radius: 8px; padding: 0; text-align: left;
}
QPushButton[kind="way"]:hover { border-color: $accent_text; background: $raised; }
QPushButton[kind="way"]:focus { border: 2px solid $accent_text; }
QPushButton[kind="section-chip"], QPushButton[kind="section-chip"]:focus {
    background: transparent; border: 0; padding: 0; min-height: 0;
}
QPushButton[kind="picture"] { background: transparent; border: 0; padding: 0; min-height: 0; }
QPushButton[kind="segment"] { font-weight: 400; }
QPushButton[kind="segment"]:checked { background: $surface; border-color: $accent_text; font-weight: 600; }
QPushButton[kind="quiet"] { background: transparent; border-color: transparent; }
QPushButton[kind="quiet"]:hover { background: $accent_soft; }
QPushButton[kind="quiet"]:focus { border-color: $accent_text; }
QPushButton[kind="figure"] {
    background: transparent; border: 1px solid transparent; border-radius: 6px; padding: 0; text-align: left;
}
QPushButton[kind="figure"]:hover { background: $raised; }
QPushButton[kind="figure"]:focus { border: 1px solid $accent_text; padding: 0; }
QPushButton[kind="tab"] { background: transparent; border-color: transparent; color: $muted; padding: 3px 9px; }
QPushButton[kind="tab"]:hover { background: $accent_soft; }
QPushButton[kind="tab"]:checked { background: $accent_soft; color: $accent_text; font-weight: 600; }
QPushButton[kind="tab"]:focus { border: 1px solid $accent_text; padding: 3px 9px; }
QPushButton[kind="icon"], QPushButton[kind="icon"]:focus {
    padding: 0; min-width: ${icon_button}px; max-width: ${icon_button}px;
    min-height: ${icon_button}px; max-height: ${icon_button}px;
}
QPushButton[kind="link"] {
    background: transparent; border: 1px solid transparent; border-radius: 4px; padding: 0 2px; min-height: ${tick}px;
    text-align: left; text-decoration: underline; color: $accent_text;
}
QPushButton[kind="how"] {
    background: transparent; border: 1px solid transparent; border-radius: 4px; padding: 0 3px; min-height: 22px;
    font-size: ${small}px; color: $accent_text;
}
#agreement-text { background: $surface; border: 0; padding: 6px 4px; border-radius: 0; }
#agreement-text:focus { border: 2px solid $accent_text; padding: 4px 2px; }
QFrame[kind="notice"] { background: $warn_soft; border: 0; }
QLabel[kind="clause"] { color: $ink; }
#section-list { border: 0; padding: 5px; outline: 0; border-radius: 8px; }
#row-choice { background: $surface; border: 1px solid $line_strong; border-radius: 6px; outline: 0; }
#row-choice:focus { border-color: $accent_text; }
#row-choice::item { padding: 3px 7px; color: $ink; }
#row-choice::item:selected { background: $accent_soft; color: $ink; }
QPushButton[kind="how"]:hover { background: $accent_soft; text-decoration: underline; }
QPushButton[kind="how"]:focus { border: 1px solid $accent_text; }
QPushButton[kind="link"]:hover { background: $accent_soft; }
QPushButton[kind="link"]:focus { border: 1px solid $accent_text; }

QLineEdit, QPlainTextEdit, QComboBox {
    background: $surface; border: 1px solid $line_strong; border-radius: 6px; padding: 4px 8px;
    selection-background-color: $accent; selection-color: $on_accent; color: $ink;
}
QLineEdit, QComboBox { min-height: ${button}px; }
QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus { border: 2px solid $accent_text; padding: 3px 7px; }
QLineEdit[refused="true"], QComboBox[refused="true"] { border: 2px solid $danger; padding: 3px 7px; }
#cell-editor { border: 2px solid $accent_text; border-radius: 0; padding: 0 8px 1px 8px; min-height: 0; }
#cell-editor[refused="true"] { border: 2px solid $danger; }
QLineEdit:disabled, QComboBox:disabled { color: $disabled; background: $canvas; }
QComboBox { padding-right: 26px; }
QComboBox:focus { padding-right: 25px; }
QComboBox::drop-down { border: 0; width: 24px; }
QComboBox::down-arrow { image: none; width: 0; height: 0; }
QComboBox QAbstractItemView {
    background: $surface; border: 1px solid $line_strong; padding: 4px; outline: 0;
    selection-background-color: $accent_soft; selection-color: $ink;
}
QComboBox QAbstractItemView::item { min-height: 28px; padding: 0 6px; }
QCheckBox, QRadioButton {
    spacing: 8px; min-height: ${tick}px; padding: 0 4px 0 2px; border: 1px solid transparent; border-radius: 4px;
}
QCheckBox:focus, QRadioButton:focus { border-color: $accent_text; }
QCheckBox::indicator, QRadioButton::indicator {
    width: 15px; height: 15px; background: $surface; border: 1px solid $faint; border-radius: 4px;
}
QRadioButton::indicator { border-radius: 8px; }
QCheckBox::indicator:hover, QRadioButton::indicator:hover { border-color: $accent_text; }
QCheckBox::indicator:checked { background: $accent; border-color: $accent; image: url(icons:check-on-accent.svg); }
QRadioButton::indicator:checked { background: $accent; border-color: $accent; image: url(icons:dot-on-accent.svg); }
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled { background: $line; border-color: $line_strong; }

QMenuBar { background: $surface; border: 0; padding: 1px 6px; }
QMenuBar::item { background: transparent; padding: 5px 9px; border-radius: 4px; }
QMenuBar::item:selected { background: $accent_soft; }
QMenu { background: $surface; border: 1px solid $line_strong; padding: 5px; }
QMenu::item { padding: 6px 28px 6px 14px; border-radius: 4px; }
QMenu::item:selected { background: $accent_soft; color: $ink; }
QMenu::item:disabled { color: $disabled; background: transparent; }
QMenu::separator { height: 1px; background: $line; margin: 5px 8px; }
QMenu::indicator { width: 14px; height: 14px; left: 2px; }
QToolTip { background: $ink; color: $surface; border: 0; padding: 5px 8px; }

QListView[kind="list"] { border: 1px solid $line_strong; border-radius: 6px; padding: 4px; }
QListView[kind="list"]:focus { border: 2px solid $accent_text; padding: 3px; }
QListView[kind="list"]::item { padding: 7px 8px; border-radius: 4px; color: $ink; }
QListView[kind="list"]::item:selected { background: $accent_soft; color: $ink; }
QAbstractItemView { background: $surface; border: 0; outline: 0; gridline-color: $line; }
QHeaderView { background: $raised; border: 0; }
QHeaderView::section {
    background: $raised; color: $muted; border: 0; border-bottom: 1px solid $line; padding: 7px 10px; font-weight: 600;
    font-size: ${note}px;
}
QTableCornerButton::section { background: $raised; border: 0; }
QScrollArea, QScrollArea > QWidget > #scrolled { background: transparent; border: 0; }
QAbstractScrollArea::corner { background: transparent; border: 0; }
QScrollBar { background: transparent; border: 0; margin: 0; }
QScrollBar:vertical { width: 12px; }
QScrollBar:horizontal { height: 12px; }
QScrollBar::handle { background: $line_strong; border-radius: 3px; margin: 3px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover { background: $faint; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QSplitter::handle { background: transparent; }
QCalendarWidget QWidget#qt_calendar_navigationbar { background: $surface; border: 0; }
QCalendarWidget QToolButton {
    background: transparent; border: 1px solid transparent; border-radius: 6px; padding: 3px 8px; margin: 2px;
    min-height: 22px; color: $ink; font-weight: 600;
}
QCalendarWidget QToolButton:hover { background: $accent_soft; }
QCalendarWidget QToolButton:focus { border-color: $accent_text; }
QCalendarWidget QToolButton::menu-indicator { image: none; width: 0; }
QCalendarWidget QSpinBox { background: $surface; border: 1px solid $accent_text; border-radius: 4px; min-height: 24px; }
QCalendarWidget QAbstractItemView {
    background: $surface; selection-background-color: $accent; selection-color: $on_accent; outline: 0;
}
QCalendarWidget QAbstractItemView:disabled { color: $disabled; }
QProgressBar { background: $line; border: 0; border-radius: 3px; max-height: 6px; }
QProgressBar::chunk { background: $accent; border-radius: 3px; }
""")


def style_sheet(colours: Colours, pixels: Mapping[str, int]) -> str:
    """Return the style rules for a palette and for the text sizes by name, in pixels."""
    names: dict[str, object] = {}
    for each in fields(colours):
        colour: QColor = getattr(colours, each.name)
        names[each.name] = colour.name()
    body = pixels["body"]
    sizes = {
        "button": max(18, round(body * 1.4)),
        "icon_button": max(28, round(body * 2.3)),
        "tick": max(24, round(body * 1.4)),
    }
    return _RULES.substitute(names, **pixels, **sizes)
