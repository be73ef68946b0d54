"""What must hold of the repository itself: its imports, its pins, and what no file of it says."""

from __future__ import annotations

import fnmatch
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
from PySide6 import __version__ as qt_version
from PySide6.QtCore import QObject

from main import MEASURE, main, wants_window
from rra_desktop.cli import COMMANDS

ROOT = Path(__file__).resolve().parent.parent
LOCKED = ROOT / "scripts" / "locked"
INDEX_HOSTS = ("py" + "pi.org", "python" + "hosted.org", "py" + "pi.python.org")
INDEX_OPTION = re.compile(r"--(extra-)?" + "index-url|^index-url *=|--find" + "-links", re.MULTILINE)


def project_files(root: Path = ROOT) -> list[Path]:
    """Return every file of the project: all but what .gitignore names, found without git, which need not be there."""
    lines = [line.strip() for line in (root / ".gitignore").read_text(encoding="utf-8").splitlines()]
    # Each line there is a name or a pattern of names, never a path; with a slash at the end it is a folder's.
    patterns = [line for line in lines if line and not line.startswith("#")]
    folders = [".git", *(each.rstrip("/") for each in patterns)]
    files = [".git", *(each for each in patterns if not each.endswith("/"))]
    found = []
    for folder, inside, names in os.walk(root):
        inside[:] = [name for name in inside if not _matches(name, folders)]
        found += [Path(folder, name) for name in names if not _matches(name, files)]
    return found


def _matches(name: str, patterns: list[str]) -> bool:
    return any(fnmatch.fnmatchcase(name, pattern) for pattern in patterns)


def test_the_files_of_the_project_are_found_without_git(tmp_path: Path) -> None:
    for name in (
        ".gitignore",
        "a.py",
        "a.pyc",
        "build/b.txt",
        "c/__pycache__/d.pyc",
        "c/build/e",
        "c/f/mutmut",
        ".git",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("# made by tools\n__pycache__/\n*.pyc\n\nbuild/\nmutmut\n", encoding="utf-8")
    (tmp_path / "g").mkdir()
    (tmp_path / "g" / "mutmut.py").touch()
    found = {path.relative_to(tmp_path).as_posix() for path in project_files(tmp_path)}
    assert found == {".gitignore", "a.py", "g/mutmut.py"}
    assert ROOT / "main.py" in project_files()


def test_gitignore_names_only_what_the_tests_understand() -> None:
    for line in (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines():
        assert re.fullmatch(r"[\w.*-]+/?", line), line


def project() -> dict[str, Any]:
    """Return pyproject.toml as data."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def test_no_file_names_a_package_index() -> None:
    for path in project_files():
        text = path.read_text(encoding="utf-8", errors="ignore")
        assert not any(host in text for host in INDEX_HOSTS), path
        assert not INDEX_OPTION.search(text), path


def test_no_file_knows_a_folder_of_one_machine() -> None:
    folders = re.compile("/" + r"(home|Users|work|root)/[a-z]")
    for path in project_files():
        written = path.suffix in {".py", ".toml", ".md", ".json", ".typ", ".txt"}
        if written and not path.is_relative_to(ROOT / "tests"):
            assert not folders.search(path.read_text(encoding="utf-8")), path


def test_only_the_known_things_stand_at_the_top() -> None:
    known = {".ci", ".gitignore", "CHANGELOG.md", "LICENSE", "README.md", "main.py", "pyproject.toml"}
    known |= {"resources", "rra_desktop", "scripts", "tests", "ui"}
    assert {path.relative_to(ROOT).parts[0] for path in project_files()} <= known


@pytest.mark.parametrize("lock", ["run", "check", "benchmark"])
def test_every_locked_package_has_its_hash(lock: str) -> None:
    pins = re.split(r"\n(?=\S)", (LOCKED / f"{lock}.txt").read_text(encoding="utf-8").strip())
    assert len(pins) > 5
    for pin in pins:
        assert re.match(r"[a-z0-9-]+==[\w.]+( ; [^\\]+)? \\\n    --hash=sha256:[0-9a-f]{64}", pin), pin


@pytest.mark.parametrize(("lock", "groups"), [("run", []), ("check", ["check"]), ("benchmark", ["check", "benchmark"])])
def test_the_locks_hold_what_the_project_asks_for(lock: str, groups: list[str]) -> None:
    asked = [*project()["project"]["dependencies"]]
    asked += [each for group in groups for each in project()["dependency-groups"][group]]
    assert {re.split(r"[<>=!~ ]", each, maxsplit=1)[0].lower() for each in asked} <= pinned(lock)


@pytest.mark.parametrize("lock", ["run", "check"])
def test_numpy_stays_away(lock: str) -> None:
    """Where it is there, sqlite-utils imports it, and every start is slower."""
    assert "numpy" not in pinned(lock)


def pinned(lock: str) -> set[str]:
    """Return the names of the packages a lock holds."""
    return set(re.findall(r"^([a-z0-9-]+)==", (LOCKED / f"{lock}.txt").read_text(encoding="utf-8"), re.MULTILINE))


def test_qt_is_held_below_the_version_that_loses_none() -> None:
    (asked,) = [each for each in project()["project"]["dependencies"] if each.startswith("PySide6")]
    assert asked == "PySide6-Essentials>=6.11.3,<6.12"
    assert qt_version.startswith("6.11.")


def test_qt_returns_every_reference_to_none_it_takes() -> None:
    """PySide6 6.12.0 on Python 3.11 gives up a reference to None in each call that returns nothing, and then aborts."""
    thing = QObject()
    before = sys.getrefcount(None)
    for _ in range(2_000):
        thing.setObjectName("x")
    assert sys.getrefcount(None) > before - 1_000


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_imports_no_qt(command: str) -> None:
    said = "import sys; from main import main; main([sys.argv[1], '--help']); print(sorted(sys.modules))"
    ran = subprocess.run([sys.executable, "-c", said, command], cwd=ROOT, capture_output=True, text=True, check=True)
    assert f"'rra_desktop.cli.{command}'" in ran.stdout
    assert "PySide6" not in ran.stdout
    assert "'ui'" not in ran.stdout


def test_a_command_imports_nothing_it_does_not_need() -> None:
    said = "import sys; import main; main.main(['--help']); print(sorted(sys.modules))"
    ran = subprocess.run([sys.executable, "-c", said], cwd=ROOT, capture_output=True, text=True, check=True)
    assert not re.search("'(sqlite_utils|typst|rra_desktop.session)'", ran.stdout)


@pytest.mark.parametrize(
    ("arguments", "window"),
    [
        ([], True),
        ([MEASURE], True),
        (["deal.rra"], True),
        ([MEASURE, "DEAL.RRA"], True),
        (["pyproject.toml"], True),
        (["holdings"], False),
        (["holdings", "deal.rra"], False),
        (["--help"], False),
        (["nothing of that name"], False),
    ],
)
def test_the_window_opens_for_no_argument_or_one_file(
    arguments: list[str], monkeypatch: pytest.MonkeyPatch, *, window: bool
) -> None:
    monkeypatch.chdir(ROOT)
    assert wants_window(arguments) is window


def test_wrong_usage_ends_with_2(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["no-such-command"]) == 2
    assert "No such command" in capsys.readouterr().err


def test_the_integration_runs_what_the_readme_says() -> None:
    command = "python3 scripts/check.py"
    assert command in (ROOT / "README.md").read_text(encoding="utf-8")
    assert (ROOT / ".ci" / "run").read_text(encoding="utf-8").rstrip().endswith(f"exec {command}")
    assert (ROOT / ".ci" / "run").stat().st_mode & 0o111


def test_a_check_that_does_not_exist_is_said_before_anything_is_set_up() -> None:
    command = [sys.executable, "scripts/check.py", "weather"]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stdout) == (1, "")
    assert (
        ran.stderr
        == "There is no check weather; there are format, lint, types, imports, tests, screens, alone, any-order.\n"
    )


def test_what_a_page_points_at_is_there() -> None:
    pages = [path for path in project_files() if path.suffix == ".md"]
    targets = {
        page.parent / target
        for page in pages
        for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8"))
    }
    assert ROOT / "rra_desktop" / "DECISIONS.md" in targets
    assert [str(target) for target in targets if not target.exists()] == []
