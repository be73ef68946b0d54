"""The apology: where the fault lies, and nothing of the matter."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from ui.dialogs.apology import ApologyDialog, report_of


def fault() -> Exception:
    holder = "Cedar Family Trust"
    try:
        find(holder)
    except ValueError as error:
        return error
    raise AssertionError(holder)


def find(holder: str) -> str:
    try:
        return {"Birch": "H3"}[holder]
    except KeyError as error:
        raise ValueError(f"no such holder {holder}") from error


def test_the_report_names_kinds_places_and_lines_but_no_values() -> None:
    report = report_of(fault())
    assert "ValueError" in report
    assert "KeyError" in report
    assert "test_apology.py:" in report
    assert "Cedar" not in report
    assert str(Path(__file__).parents[3]) not in report


def test_the_message_is_added_only_when_counsel_ticks_it(qtbot: QtBot) -> None:
    dialog = ApologyDialog(fault())
    qtbot.addWidget(dialog)
    assert "Cedar" not in dialog.report.toPlainText()
    dialog.with_message.click()
    assert "Cedar" in dialog.report.toPlainText()
    dialog.copy()
    assert QGuiApplication.clipboard().text() == dialog.report.toPlainText()


@pytest.mark.parametrize("name", ["/home/jane/Clients/ui/rooms.py", "C:/Users/jane/ui/rooms.py"])
def test_no_folder_of_the_users_is_named(name: str) -> None:
    code = compile("raise RuntimeError", name, "exec")
    with pytest.raises(RuntimeError) as caught:
        exec(code, {})  # noqa: S102 - a frame with a file name of our choice
    assert "jane" not in report_of(caught.value)
