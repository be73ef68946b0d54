"""The tests run in other ways than the ordinary one: on other screens with other fonts, each file alone, in any order.

Each of them is a check of scripts/check.py. They play the short form of the tests, whatever RRA_LONG says.
"""

from __future__ import annotations

import itertools
import json
import os
import secrets
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from set_up import ROOT

TESTS = ROOT / "tests"
TESTS_OF_THE_WINDOW = ("tests/ui", "tests/end_to_end")
TWO_WORKERS = ("-m", "pytest", "-n", "2", "--dist", "worksteal", "--quiet")
FONT_DPIS = (72, 96, 144, 192)
SCALES = ("1", "1.5", "2")
_USUAL_DPI = 96
_SCREEN = (1440, 900)
"""A screen in logical pixels: what shows on it, whatever the size of its dots."""
PATIENT = ("-o", "timeout=600")  # these runs are long anyway, and may share the machine with other work

_FONTS_KNOWN = {
    "bundled fonts only": "",
    "another system font": f"""<dir>{ROOT / "resources" / "fonts"}</dir>
<match target="pattern">
  <edit name="family" mode="prepend" binding="strong"><string>Libertinus Serif</string></edit>
</match>""",
}
"""What fontconfig is told: of no font at all, or that every family asked for is a narrow one with serifs."""


def screens(python: Path) -> bool:
    """Run the window's tests at every font size and scale of a desktop, with each set of fonts; say which pass."""
    failed = []
    for (fonts, surroundings), dpi, scale in itertools.product(_font_sets(), FONT_DPIS, SCALES):
        title = f"QT_FONT_DPI={dpi} QT_SCALE_FACTOR={scale}, {fonts}"
        print(f"\n-- {title}", flush=True)
        screen = {"QT_FONT_DPI": str(dpi), "QT_SCALE_FACTOR": scale, "QT_QPA_PLATFORM": _screen(dpi, scale)}
        if _status(python, (*TWO_WORKERS, *PATIENT, *TESTS_OF_THE_WINDOW), surroundings | screen):
            failed.append(title)
    return _none_of(failed)


def alone(python: Path) -> bool:
    """Run each file of tests in a process of its own, so that none stands on what another left; say which pass."""
    files = [each for each in sorted(TESTS.rglob("test_*.py")) if not each.is_relative_to(TESTS / "benchmarks")]
    with ThreadPoolExecutor(2) as workers:
        ended = list(workers.map(lambda file: (file, *_captured(python, file)), files))
    failed = []
    for file, status, said in ended:
        if status:
            print(f"\n-- {file.relative_to(ROOT)}\n{said}", flush=True)
            failed.append(str(file.relative_to(ROOT)))
    print(f"{len(files)} files of tests, each alone.")
    return _none_of(failed)


def any_order(python: Path) -> bool:
    """Run all tests in an order drawn by chance, and say how to have that order again."""
    order = ("--random-order-bucket=module", f"--random-order-seed={secrets.randbelow(10**6)}")
    print(f"The same order again: {python.relative_to(ROOT)} -m pytest -n 2 {' '.join(order)}", flush=True)
    return _status(python, (*TWO_WORKERS, *PATIENT, *order), {}) == 0


def _screen(dpi: int, scale: str) -> str:
    """Return the platform with room for a window at a size of text and scale: Qt's own screen has 800 dots."""
    grown = float(scale) * dpi / _USUAL_DPI
    width, height = (round(each * grown) for each in _SCREEN)
    screen = {"name": "screen", "x": 0, "y": 0, "width": width, "height": height, "dpr": 1}
    folder = ROOT / "build" / "screens"
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{width}x{height}.json"
    content = {
        "synchronousWindowSystemEvents": False,
        "windowFrameMargins": False,
        "screens": [{**screen, "logicalDpi": _USUAL_DPI, "logicalBaseDpi": _USUAL_DPI}],
    }
    file.write_text(json.dumps(content), encoding="utf-8")
    return f"offscreen:configfile={file}"


def _font_sets() -> Iterator[tuple[str, dict[str, str]]]:
    if not sys.platform.startswith("linux"):
        yield "the fonts of this system", {}
        return
    folder = ROOT / "build" / "fonts"
    folder.mkdir(parents=True, exist_ok=True)
    for number, (title, known) in enumerate(_FONTS_KNOWN.items()):
        configuration = folder / f"{number}.conf"
        configuration.write_text(
            f'<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">\n<fontconfig>\n'
            f"<cachedir>{folder / f'cache-{number}'}</cachedir>\n{known}\n</fontconfig>\n",
            encoding="utf-8",
        )
        yield title, {"FONTCONFIG_FILE": str(configuration)}


def _status(python: Path, arguments: tuple[str, ...], surroundings: dict[str, str]) -> int:
    return subprocess.run([python, *arguments], cwd=ROOT, env=_short(surroundings), check=False).returncode


def _captured(python: Path, file: Path) -> tuple[int, str]:
    command = [str(python), "-m", "pytest", "--quiet", *PATIENT, str(file)]
    ran = subprocess.run(command, cwd=ROOT, env=_short({}), capture_output=True, text=True, check=False)
    return ran.returncode, ran.stdout + ran.stderr


def _short(surroundings: dict[str, str]) -> dict[str, str]:
    return {**os.environ, "RRA_LONG": "", **surroundings}


def _none_of(failed: list[str]) -> bool:
    if failed:
        print("\nNot passed:\n" + "\n".join(f"    {each}" for each in failed), flush=True)
    return not failed
