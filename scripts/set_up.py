"""Make a machine that has only Python ready: a virtual environment from the locked packages, and what Qt needs.

Nothing here needs more than the standard library, and everything is quick the second time.
"""

from __future__ import annotations

import ctypes
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent.parent
ENVIRONMENT = ROOT / ".venv"
OLDEST, NEWEST = (3, 11), (3, 13)

QT_LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
}
"""What Qt loads even without a screen, and the Debian package of each."""

SCREEN_LIBRARIES = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
"""What Qt loads besides for a window under X11."""

FONTS = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), Path.home() / ".fonts")
FONT_PACKAGE = "fonts-dejavu-core"


def use_fitting_python() -> None:
    """Go on under a Python the program supports; where this one is not, start again with one that is, or say so."""
    if OLDEST <= sys.version_info[:2] <= NEWEST:
        return
    for minor in range(NEWEST[1], OLDEST[1] - 1, -1):
        other = shutil.which(f"python3.{minor}")
        # A shim of pyenv can be there for a Python that is not, so it is asked before it is used.
        if other and subprocess.run([other, "-c", ""], capture_output=True, check=False).returncode == 0:
            sys.exit(subprocess.run([other, *sys.argv], check=False).returncode)
    running = ".".join(map(str, sys.version_info[:3]))
    stop(f"This needs Python 3.{OLDEST[1]} to 3.{NEWEST[1]}; {sys.executable} is {running}, and no other was found.")


def environment(lock: str, folder: Path = ENVIRONMENT) -> Path:
    """Return the Python of an environment that holds the packages of scripts/locked/`lock`.txt, made when it is not."""
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    locked = ROOT / "scripts" / "locked" / f"{lock}.txt"
    stamp = folder / f"{lock}.installed"
    wanted = f"{sys.version} {hashlib.sha256(locked.read_bytes()).hexdigest()}"
    if python.exists() and stamp.exists() and stamp.read_text(encoding="utf-8") == wanted:
        return python
    if not _made_by_this_python(folder):
        _make_environment(folder)
    print(f"Installing the packages of {locked.relative_to(ROOT)} into {folder.relative_to(ROOT)} ...", flush=True)
    install = ("-m", "pip", "install", "-qq", "--disable-pip-version-check", "--require-hashes", "--no-deps")
    if subprocess.run([python, *install, "--only-binary", ":all:", "-r", locked], cwd=ROOT, check=False).returncode:
        stop("The packages could not be installed; what pip said stands above.")
    stamp.write_text(wanted, encoding="utf-8")
    return python


def system_libraries(*, screen: bool) -> None:
    """See that Linux has what Qt loads; on Debian as root install it, or else say exactly what is missing."""
    if not sys.platform.startswith("linux"):
        return
    wanted = QT_LIBRARIES | SCREEN_LIBRARIES if screen else QT_LIBRARIES
    missing = {name: package for name, package in wanted.items() if not _loads(name)}
    if not any(path for folder in FONTS if folder.is_dir() for path in folder.rglob("*.[ot]tf")):
        missing["any font"] = FONT_PACKAGE
    if missing:
        _install(missing, "Qt")


def c_compiler() -> None:
    """See that Linux has a C compiler: on Debian as root install one, or else say which tests are left out.

    The tests of a failing disk stand between the program and the system with a library of their own.
    """
    if not sys.platform.startswith("linux") or shutil.which("cc") or shutil.which("gcc"):
        return
    if shutil.which("apt-get") and os.geteuid() == 0:
        _install({"a C compiler": "gcc", "its headers": "libc6-dev"}, "the test of a failing disk")
    else:
        print("There is no C compiler (cc or gcc) here, so the tests of a failing disk are left out.", flush=True)


def has_screen() -> bool:
    """Say whether a window could be seen."""
    return os.name == "nt" or sys.platform == "darwin" or any(map(os.environ.get, ("DISPLAY", "WAYLAND_DISPLAY")))


def stop(sentence: str) -> NoReturn:
    """End with a sentence on standard error."""
    print(sentence, file=sys.stderr)
    sys.exit(1)


def _made_by_this_python(folder: Path) -> bool:
    made_for = folder / "python-version"
    return made_for.exists() and made_for.read_text(encoding="utf-8") == sys.version


def _make_environment(folder: Path) -> None:
    if importlib.util.find_spec("ensurepip") is None:
        package = f"python3.{sys.version_info[1]}-venv"
        _install({"the Python module ensurepip": package}, "a virtual environment of Python")
    print(f"Making the virtual environment {folder.relative_to(ROOT)} ...", flush=True)
    if subprocess.run([sys.executable, "-m", "venv", "--clear", folder], check=False).returncode:
        stop(f"{sys.executable} could not make a virtual environment in {folder}; what it said stands above.")
    (folder / "python-version").write_text(sys.version, encoding="utf-8")


def _loads(name: str) -> bool:
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def _install(missing: dict[str, str], purpose: str) -> None:
    """Install Debian packages where that is allowed; otherwise stop with their names."""
    packages = list(missing.values())
    print(f"This system lacks what {purpose} needs: {', '.join(missing)}.", flush=True)
    command = ["apt-get", "install", "--yes", "--no-install-recommends", *packages]
    if not shutil.which("apt-get"):
        stop("Install it with the system's package manager and start again.")
    if os.geteuid() != 0:
        stop(f"Install it and start again: sudo {' '.join(command)}")
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for step in (["apt-get", "update", "--quiet"], command):
        if subprocess.run(step, env=quiet, stdout=subprocess.DEVNULL, check=False).returncode:
            stop(f"{' '.join(step)} did not succeed; what it said stands above.")
    importlib.invalidate_caches()
