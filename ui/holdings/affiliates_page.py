"""What kind of holder this is: its group, its kind of person, whether it came by transfer and has signed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLineEdit, QVBoxLayout, QWidget

from rra_desktop import wording
from rra_desktop.domain.register import AffiliateGroup, Entity, Holder, Role
from rra_desktop.editing.commands import ChangeHolder, Command, FieldValue, SetGroupLead
from ui.widgets.buttons import ChoiceBox
from ui.widgets.date_field import DateField
from ui.widgets.labels import PlainLabel
from ui.widgets.matter_dates import MatterReader
from ui.widgets.room import RoomContext
from ui.widgets.tick_boxes import TickBox

_COLUMN = 230


class AffiliatesPage(QWidget):
    """Fields that are recorded as soon as they are changed; `execute` does it and returns why not."""

    def __init__(self, context: RoomContext, execute: Callable[[Command], str]) -> None:
        super().__init__()
        self._context = context
        self._execute = execute
        self._holder: Holder | None = None
        theme = context.theme
        self.group = QLineEdit()
        self.group.setPlaceholderText("no affiliates")
        self.group.editingFinished.connect(self._group_typed)
        self.entity = ChoiceBox(theme, "Kind of person", [("", "not said"), *_entities()])
        self.entity.picked.connect(lambda key: self._change("entity", key or None))
        self.role = ChoiceBox(theme, "Role", [(role.value, wording.role_name(role)) for role in Role])
        self.role.picked.connect(lambda key: self._change("role", key))
        self.transferee = TickBox("Came by transfer (§7)")
        self.transferee.clicked.connect(lambda checked: self._change("transferee", checked))
        self.counterpart = DateField(
            theme, "Counterpart executed on", MatterReader(context.session, context.signals), self._as_of
        )
        self.counterpart.date_changed.connect(self._counterpart_typed)
        self.lead = ChoiceBox(theme, "Lead of the group")
        self.lead.picked.connect(self._lead_picked)
        self._about_group = PlainLabel("", "faint", wrap=True)
        self._refusal = PlainLabel("", "refused", wrap=True)
        self._lay_out()

    def _lay_out(self) -> None:
        fields = QGridLayout()
        fields.setHorizontalSpacing(16)
        fields.setVerticalSpacing(4)
        self._rows = {
            "role": _labelled(fields, 0, 0, "Role", self.role),
            "entity": _labelled(fields, 0, 1, "Kind of person", self.entity),
            "group": _labelled(fields, 0, 2, "Affiliate group", self.group),
            "transferee": _labelled(fields, 2, 0, "How it came to its securities", self.transferee),
            "counterpart": _labelled(fields, 2, 1, "Counterpart executed on", self.counterpart),
            "lead": _labelled(fields, 2, 2, "Lead of the group (§3(c))", self.lead),
        }
        for place in range(3):
            fields.setColumnStretch(place, 1)
            fields.setColumnMinimumWidth(place, 120)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(8)
        column.addLayout(fields)
        column.addWidget(self._about_group)
        column.addWidget(self._refusal)
        column.addStretch()
        self._refusal.hide()

    def show_holder(self, holder: Holder) -> None:
        """Show one holder."""
        self._holder = holder
        matter = self._context.session.matter
        editable = not self._context.session.read_only
        for field in (self.group, self.lead, self.entity, self.role, self.transferee, self.counterpart):
            field.setEnabled(editable)
        if not self.group.hasFocus() or not self.group.isModified():
            self.group.setText(holder.group or "")
        self.entity.choose(holder.entity.value if holder.entity else "")
        self.role.choose(holder.role.value)
        self.transferee.setChecked(holder.transferee)
        if self.counterpart.date() != holder.counterpart_date and not self.counterpart.problem():
            self.counterpart.set_date(holder.counterpart_date)
        members = [each for each in matter.holders if holder.group and each.group == holder.group]
        self.lead.offer([("", "not said"), *((each.id, each.name) for each in members)])
        self.lead.choose(next((each.lead or "" for each in matter.groups if each.name == holder.group), ""))
        investor = holder.role is Role.INVESTOR
        self._show_row("group", shown=investor)
        self._show_row("lead", shown=investor and len(members) > 1)
        self._show_row("transferee", shown=investor)
        self._show_row("counterpart", shown=investor and holder.transferee)
        self._about_group.setText(_group_sentence(holder, members))
        self._say("")

    def _show_row(self, row: str, *, shown: bool) -> None:
        for widget in self._rows[row]:
            widget.setVisible(shown)

    def _as_of(self) -> dt.date:
        return self._context.session.as_of

    def _group_typed(self) -> None:
        if self._holder is not None and self.group.isModified():
            self.group.setModified(False)
            if self.group.text().strip() != (self._holder.group or ""):
                self._change("group", self.group.text().strip() or None)

    def _counterpart_typed(self, day: dt.date | None) -> None:
        typed = bool(self.counterpart.edit.text().strip())
        if self._holder is not None and day != self._holder.counterpart_date and (day is not None or not typed):
            self._change("counterpart_date", day)

    def _lead_picked(self, key: str) -> None:
        if self._holder is not None and self._holder.group:
            self._say(self._execute(SetGroupLead(AffiliateGroup(self._holder.group, key or None))))

    def _change(self, field: str, value: FieldValue) -> None:
        if self._holder is not None:
            self._say(self._execute(ChangeHolder(self._holder.id, field, value)))

    def _say(self, refusal: str) -> None:
        self._refusal.setText(refusal)
        self._refusal.setVisible(bool(refusal))


def _labelled(grid: QGridLayout, row: int, column: int, text: str, field: QWidget) -> tuple[QWidget, QWidget]:
    label = PlainLabel(text, "faint")
    label.setBuddy(field)
    if not field.accessibleName():
        field.setAccessibleName(text)
    grid.addWidget(label, row, column)
    grid.addWidget(field, row + 1, column, Qt.AlignmentFlag.AlignTop)
    return label, field


def _entities() -> list[tuple[str, str]]:
    return [(entity.value, wording.entity_name(entity)) for entity in Entity]


def _group_sentence(holder: Holder, members: list[Holder]) -> str:
    others = [each.name for each in members if each.id != holder.id]
    if holder.role is Role.OTHER_HOLDER:
        return "An Other Holder takes part in a cutback by itself; only Investors are grouped (§3(c))."
    if not others:
        return "Affiliates that share a group are one Investor in a cutback (§3(c)); write the group’s name in each."
    return f"One Investor in a cutback with {', '.join(others)} (§3(c))."
