"""The dialogs that ask for a file's path; windows are handed these functions, and tests hand in functions of their own.

Where the desktop has no file dialog of its own, Qt's remembers the folders visited in the user's QtProject.conf.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from pathlib import Path
from typing import TypeAlias

from PySide6.QtWidgets import QFileDialog, QWidget


class FileKind(Enum):
    """The files the window asks for: their suffix, and what the file dialog calls them."""

    MATTER = (".rra", "Matters (*.rra)")
    FORM = (".toml", "Forms of agreements (*.toml)")
    PDF = (".pdf", "PDF documents (*.pdf)")
    TEXT = (".txt", "Agreements (*.txt *.html *.htm *.docx *.pdf)")


AskPath: TypeAlias = Callable[[QWidget, str, Path, FileKind], Path | None]


def ask_where_to_save(parent: QWidget, title: str, suggestion: Path, kind: FileKind) -> Path | None:
    """Ask where a file should go; None when counsel thinks better of it."""
    suffix, words = kind.value
    chosen, _filter = QFileDialog.getSaveFileName(parent, title, str(suggestion), words)
    if not chosen:
        return None
    path = Path(chosen)
    return path if path.suffix else path.with_suffix(suffix)


def ask_which_to_open(parent: QWidget, title: str, folder: Path, kind: FileKind) -> Path | None:
    """Ask for a file that is there."""
    chosen, _filter = QFileDialog.getOpenFileName(parent, title, str(folder), f"{kind.value[1]};;All files (*)")
    return Path(chosen) if chosen else None
