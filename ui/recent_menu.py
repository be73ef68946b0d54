"""The menu of the files opened last."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QMenu, QWidget

from ui.actions import menu_text


class RecentMenu(QMenu):
    """Asks for the files each time it opens; `open_path` opens one, `forget` empties the list."""

    def __init__(
        self,
        recent: Callable[[], tuple[Path, ...]],
        open_path: Callable[[Path], object],
        forget: Callable[[], object],
        parent: QWidget,
    ) -> None:
        super().__init__("Open &Recent", parent)
        self._recent, self._open, self._forget = recent, open_path, forget
        self.aboutToShow.connect(self._fill)

    def _fill(self) -> None:
        self.clear()
        files = self._recent()
        for path in files:
            entry = self.addAction(menu_text(path.name))
            entry.setToolTip(str(path))
            entry.triggered.connect(lambda _checked=False, path=path: self._open(path))
        self.addSeparator()
        forget = self.addAction("&Forget These Files")
        forget.setEnabled(bool(files))
        forget.triggered.connect(lambda _checked=False: self._forget())
