"""What every test stands on: no screen, no trace in the user's folders, and how long hypothesis may look."""

from __future__ import annotations

import builtins
import os
from collections.abc import Generator
from importlib.util import find_spec
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

_PYTHONS_IMPORT = builtins.__import__  # PySide puts another in its place, see pytest_runtest_call

from PySide6.QtWidgets import QApplication  # noqa: E402

from ui.theme import Theme  # noqa: E402

if not os.environ.get("QT_QPA_PLATFORM", "").startswith("offscreen"):
    os.environ["QT_QPA_PLATFORM"] = "offscreen"

# Benchmarks are for scripts/benchmark.py, whose environment has what they need.
collect_ignore = [] if find_spec("pytest_benchmark") else ["benchmarks"]

LONG = os.environ.get("RRA_LONG") == "1"
_LONGEST_SECONDS = 7_200

# Without chance nothing is kept in a database; saying so spares a search for one before each test.
settings.register_profile("short", max_examples=25, deadline=None, derandomize=True, database=None)
settings.register_profile(
    "long", max_examples=2_000, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
settings.load_profile("long" if LONG else "short")


@pytest.fixture(autouse=True, scope="session")
def folders_of_nobody(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Send backups, settings and recent files to a folder that goes with the test run."""
    home = tmp_path_factory.mktemp("home")
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "APPDATA", "LOCALAPPDATA"):
        os.environ[name] = str(home / name.lower())
    return home


@pytest.fixture(scope="session")
def theme(qapp: QApplication) -> Theme:
    """Return the look, made once: it changes the application's font, and the next one would measure that."""
    qapp.setStyle("Fusion")
    return Theme(qapp)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Give every test the time its long form takes, when that was asked for."""
    for item in items:
        if LONG and not item.get_closest_marker("timeout"):
            item.add_marker(pytest.mark.timeout(_LONGEST_SECONDS))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, object, object]:
    """Let tests without a window import as Python does: hypothesis imports at each draw, and PySide's takes long."""
    found = builtins.__import__
    if "qapp" not in getattr(item, "fixturenames", ()):
        builtins.__import__ = _PYTHONS_IMPORT
    try:
        return (yield)
    finally:
        builtins.__import__ = found
