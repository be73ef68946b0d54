"""Who a notice went to: everybody on one record, or each on a record of its own."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from rra_desktop.domain.register import Holder
from ui.widgets.tick_boxes import TickBox

_INDENT = 20


class Addressees(QWidget):
    """A box for everybody and, once that is not ticked, one for each who can be addressed."""

    def __init__(self) -> None:
        super().__init__()
        self.everybody = TickBox("All of them alike, on one record")
        self.everybody.setChecked(True)
        self.each: dict[str, TickBox] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self.everybody)
        self._boxes = QWidget()
        self._list = QVBoxLayout(self._boxes)
        self._list.setContentsMargins(_INDENT, 0, 0, 0)
        self._list.setSpacing(0)
        self._column.addWidget(self._boxes)
        self._boxes.hide()
        self.everybody.toggled.connect(lambda alike: self._boxes.setVisible(not alike))

    def offer(self, holders: Sequence[Holder], everybody: str) -> None:
        """Offer these holders; who was ticked and is still among them stays so."""
        ticked = {holder for holder, box in self.each.items() if box.isChecked()}
        for box in self.each.values():
            self._list.removeWidget(box)
            box.hide()
            box.deleteLater()
        self.each = {}
        last: QWidget = self.everybody
        for holder in holders:
            box = TickBox(holder.name, self._boxes)
            box.setChecked(holder.id in ticked)
            self._list.addWidget(box)
            QWidget.setTabOrder(last, box)
            self.each[holder.id] = last = box
            box.show()
        self.everybody.setText(everybody)
        self.everybody.setAccessibleName(everybody)

    def chosen(self) -> tuple[str | None, ...]:
        """Return the holders ticked, or None alone for everybody."""
        if self.everybody.isChecked():
            return (None,)
        return tuple(holder for holder, box in self.each.items() if box.isChecked())
