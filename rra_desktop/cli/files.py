"""Files beside the matter: a text read within bounds, and one written whole or not at all."""

from __future__ import annotations

import stat
from collections.abc import Callable
from pathlib import Path
from typing import Final

from rra_desktop import atomic_files
from rra_desktop.domain.agreement import AgreementForm
from rra_desktop.errors import ImportRefusedError, UserError
from rra_desktop.forms.reader import FORM_SUFFIX
from rra_desktop.store.forms import form_in_file, load_form

MOST_BYTES: Final = 256 * 1024 * 1024
_MATTER_SUFFIX: Final = ".rra"


def read_text(path: Path) -> str:
    """Return a text file's content; raises ImportRefusedError for what is no file, too large or not UTF-8."""
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            raise ImportRefusedError(f"“{path}” is not an ordinary file.")
        if found.st_size > MOST_BYTES:
            raise ImportRefusedError(
                f"“{path}” is too large: {found.st_size:,} bytes, at most {MOST_BYTES:,} are read."
            )
        return path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        raise ImportRefusedError(f"There is no file “{path}”.") from None
    except UnicodeDecodeError as error:
        raise ImportRefusedError(f"“{path}” is not UTF-8 text: byte {error.start:,} is none of it.") from None
    except (OSError, ValueError) as error:
        raise ImportRefusedError(f"“{path}” cannot be read: {_reason(error)}.") from None


def form_named(named: str) -> AgreementForm:
    """Return the form in a file whose name ends in .toml, else the shipped one of that id.

    Raises UserError for an id that is not shipped, ImportRefusedError for no file, FormRefusedError for a faulty form.
    """
    return form_in_file(Path(named)) if named.endswith(FORM_SUFFIX) else load_form(named)


def write_text(path: Path, text: str) -> None:
    """Write a text file in the place of one that may be there, never of a matter or a device; raises UserError."""
    try:
        _write(text, place_to_write(path), atomic_files.rename_over)
    except (OSError, ValueError) as error:
        raise UserError(f"“{path}” cannot be written: {_reason(error)}; what was there is unchanged.") from None


def write_new_text(path: Path, text: str) -> None:
    """Write a text file where there is nothing yet; raises UserError where something is, or nothing can be."""
    try:
        _write(text, path, atomic_files.rename_to_new)
    except (OSError, ValueError) as error:
        raise UserError(f"“{path}” cannot be written: {_reason(error)}; nothing was made.") from None


def _write(text: str, place: Path, put: Callable[[Path, Path], None]) -> None:
    """Write a text file beside a place whole, then `put` it there."""
    with atomic_files.temporary_file_beside(place) as part:
        part.write_text(text, encoding="utf-8", newline="\n")
        put(part, place)


def place_to_write(path: Path) -> Path:
    """Return where an export to `path` would land, links followed, so that a link stays a link.

    Raises UserError where it would take the place of a matter file, or of what is no ordinary file.
    """
    try:
        place = path.resolve()
    except (OSError, RuntimeError):  # links in a circle
        raise UserError(f"“{path}” leads to no file; name another.") from None
    if _MATTER_SUFFIX in (path.suffix.lower(), place.suffix.lower()):
        raise UserError(f"“{path}” has the name of a matter file; give what is written here another name.")
    if place.is_symlink() or (place.exists() and not place.is_file()):
        raise UserError(f"“{path}” is no ordinary file, so nothing was written; name another.")
    return place


def _reason(error: Exception) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error)
