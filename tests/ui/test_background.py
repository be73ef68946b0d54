"""Work off the window's thread: results come back, refusals as sentences, stale work is dropped, faults are raised."""

from __future__ import annotations

import threading

import pytest
from pytestqt.qtbot import QtBot

from rra_desktop.errors import UserError
from ui.background import Background


@pytest.fixture
def background(qtbot: QtBot) -> Background[str]:
    del qtbot
    return Background()


def test_a_result_comes_back_on_the_windows_thread(background: Background[str], qtbot: QtBot) -> None:
    threads: list[int] = []
    results: list[tuple[str, int]] = []

    def work(_unwanted: threading.Event) -> str:
        threads.append(threading.get_ident())
        return "done"

    background.start(work, lambda result: results.append((result, threading.get_ident())), results.append)  # type: ignore[arg-type]
    qtbot.waitUntil(lambda: bool(results))
    assert results == [("done", threading.get_ident())]
    assert threads != [threading.get_ident()]
    background.close()


def test_a_refusal_comes_back_as_a_sentence(background: Background[str], qtbot: QtBot) -> None:
    said: list[str] = []

    def work(_unwanted: threading.Event) -> str:
        raise UserError("The disk is full.")

    background.start(work, said.append, lambda sentence: said.append(f"no: {sentence}"))
    qtbot.waitUntil(lambda: bool(said))
    assert said == ["no: The disk is full."]
    background.close()


def test_a_newer_wish_drops_the_older_one(background: Background[str], qtbot: QtBot) -> None:
    results: list[str] = []
    begun, go_on = threading.Event(), threading.Event()

    def slow(unwanted: threading.Event) -> str:
        begun.set()
        go_on.wait(5)
        return "old" if unwanted.is_set() else "wanted after all"

    background.start(slow, results.append, results.append)
    assert begun.wait(5)
    background.start(lambda _unwanted: "new", results.append, results.append)
    go_on.set()
    qtbot.waitUntil(lambda: bool(results))
    background.close()
    assert results == ["new"]


def test_a_fault_is_raised_where_the_apology_is_made(background: Background[str], qtbot: QtBot) -> None:
    def work(_unwanted: threading.Event) -> str:
        raise ZeroDivisionError

    with qtbot.captureExceptions() as caught:
        background.start(work, lambda _result: None, lambda _sentence: None)
        qtbot.waitUntil(lambda: bool(caught))
    assert caught[0][0] is ZeroDivisionError
    background.close()


def test_it_says_when_it_is_busy(background: Background[str], qtbot: QtBot) -> None:
    said: list[bool] = []
    background.busy.connect(said.append)
    background.start(lambda _unwanted: "done", lambda _result: None, lambda _sentence: None)
    qtbot.waitUntil(lambda: said == [True, False])
    background.close()
