"""The table of actions: one key for one act, every act in its menu and on the sheet."""

from __future__ import annotations

from collections import Counter

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QLabel, QMainWindow, QMenu
from pytestqt.qtbot import QtBot

from ui.actions import ACTIONS, KEYS_IN_PLACE, MENUS, Actions
from ui.dialogs.shortcut_sheet import ShortcutSheet
from ui.theme import Theme
from ui.widgets.chips import Chip


def all_actions(menu: QMenu) -> list[QAction]:
    found: list[QAction] = []
    for action in menu.actions():
        inner = action.menu()
        found += all_actions(inner) if isinstance(inner, QMenu) else [action]
    return found


def test_no_two_acts_have_the_same_key() -> None:
    keys = Counter(QKeySequence(key).toString() for row in ACTIONS for key in row.keys)
    assert [key for key, count in keys.items() if count > 1] == []
    assert "" not in keys


def test_every_act_has_a_key_a_menu_and_an_id_of_its_own() -> None:
    assert all(row.keys and row.menu in MENUS for row in ACTIONS)
    ids = [row.id for row in (*ACTIONS, *KEYS_IN_PLACE)]
    assert len(set(ids)) == len(ids)


def test_no_two_acts_of_a_menu_are_picked_by_the_same_letter() -> None:
    for menu in MENUS:
        places = {row.submenu for row in ACTIONS if row.menu == menu}
        for place in places:
            rows = [row.text for row in ACTIONS if row.menu == menu and row.submenu == place]
            rows += [each for each in places if each and not place]
            letters = Counter(text[text.index("&") + 1].casefold() for text in rows)
            assert max(letters.values()) == 1, (menu, letters)


def test_each_act_stands_in_its_menu_and_does_what_it_is_for(qtbot: QtBot) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    done: list[str] = []
    actions = Actions(window, {row.id: (lambda row=row: done.append(row.id)) for row in ACTIONS})  # type: ignore[misc]
    menus = actions.fill_menu_bar()
    assert list(menus) == list(MENUS)
    for name, menu in menus.items():
        shown = [action.text() for action in all_actions(menu) if not action.isSeparator()]
        assert shown == [row.text for row in ACTIONS if row.menu == name]
    for row in ACTIONS:
        actions.by_id[row.id].trigger()
    assert done == [row.id for row in ACTIONS]


def test_a_window_that_cannot_do_an_act_does_not_offer_it(qtbot: QtBot) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    actions = Actions(window, {"open": lambda: None, "about": lambda: None})
    assert list(actions.fill_menu_bar()) == ["File", "Help"]


def test_acts_that_change_the_matter_can_be_held_back(qtbot: QtBot) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    actions = Actions(window, {row.id: (lambda: None) for row in ACTIONS})
    actions.allow_changes(allowed=False)
    assert not actions.by_id["record-notice"].isEnabled()
    assert actions.by_id["export-pdf"].isEnabled()


def test_the_sheet_names_every_act_with_its_keys(qtbot: QtBot, theme: Theme) -> None:
    sheet = ShortcutSheet(theme)
    qtbot.addWidget(sheet)
    words = {label.text() for label in sheet.findChildren(QLabel)}
    keys = {chip.text() for chip in sheet.findChildren(Chip)}
    for row in (*ACTIONS, *KEYS_IN_PLACE):
        assert row.plain_text in words
        for key in row.keys:
            assert QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText) in keys
