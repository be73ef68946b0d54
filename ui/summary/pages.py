"""The pages of the summary as pictures, one under another."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from ui.theme import Theme


class Page(QWidget):
    """One page, drawn at the width it is given."""

    def __init__(self, theme: Theme, picture: QPixmap, name: str) -> None:
        super().__init__()
        self._theme = theme
        self._picture = picture
        self.setAccessibleName(name)

    def show_picture(self, picture: QPixmap) -> None:
        """Show the page as it is now."""
        self._picture = picture
        self.update()

    def fit(self, width: int) -> None:
        """Take the height that goes with a width."""
        height = round(width * self._picture.height() / max(1, self._picture.width()))
        self.setFixedSize(QSize(width, height))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the page and its edge."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawPixmap(self.rect(), self._picture)
        painter.setPen(QPen(self._theme.colours.line_strong, 1.0))
        painter.drawRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))
        painter.end()


class PageColumn(QScrollArea):
    """All pages, centred, as wide as there is room, at most as wide as paper at its own size."""

    def __init__(self, theme: Theme, widest: int) -> None:
        super().__init__()
        self._theme = theme
        self._widest = widest
        self._pages: list[Page] = []
        self.setAccessibleName("Pages")
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._paper = QWidget()
        self._paper.setObjectName("scrolled")
        self._column = QVBoxLayout(self._paper)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(14)
        self._column.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.setWidget(self._paper)

    def count(self) -> int:
        """Return how many pages show."""
        return len(self._pages)

    def show_pages(self, pictures: Sequence[bytes]) -> None:
        """Show other pages, staying where the reader is."""
        for number, picture in enumerate(pictures):
            pixmap = QPixmap()
            pixmap.loadFromData(picture)
            if number < len(self._pages):
                self._pages[number].show_picture(pixmap)
            else:
                page = Page(self._theme, pixmap, f"Page {number + 1}")
                self._pages.append(page)
                self._column.addWidget(page)
        for gone in self._pages[len(pictures) :]:
            self._column.removeWidget(gone)
            gone.deleteLater()
        del self._pages[len(pictures) :]
        self._fit()

    def viewportEvent(self, event: object) -> bool:
        """Fit the pages when the room they have changes."""
        done = super().viewportEvent(event)  # type: ignore[arg-type]
        self._fit()
        return bool(done)

    def _fit(self) -> None:
        width = min(self._widest, self.viewport().width() - 8)
        for page in self._pages:
            page.fit(width)
