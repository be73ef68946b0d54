"""What kind of holder this is: its group, its kind of person, whether it came by transfer and has signed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from rra_desktop import wording
from rra_desktop.domain.register import AffiliateGroup, Entity, Holder, Role
from rra_desktop.editing.commands import ChangeHolder, Command, FieldValue, SetGroupLead
from ui.widgets.buttons import ChoiceBox
from ui.widgets.date_field import DateField
from ui.widgets.labels import PlainLabel
from ui.widgets.matter_dates import MatterReader
from ui.widgets.read_field import ReadField
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
        self.group = ReadField("Affiliate group", str.strip, str, lambda name: self._record("group", name))
        self.group.setAlignment(Qt.AlignmentFlag.AlignLeft)
        self.group.setPlaceholderText("no affiliates")
        self.entity = ChoiceBox(theme, "Kind of person", [("", "not said"), *_entities()], records=True)
        self.entity.picked.connect(lambda key: self._change("entity", key or None))
        self.role = ChoiceBox(theme, "Role", [(role.value, wording.role_name(role)) for role in Role], records=True)
        self.role.picked.connect(lambda key: self._change("role", key))
        self.holder_class = ChoiceBox(theme, "Class of holders", records=True)
        self.holder_class.picked.connect(lambda key: self._change("holder_class", key))
        self.transferee = TickBox("Came by transfer (§7)")
        self.transferee.clicked.connect(lambda checked: self._change("transferee", checked))
        self.counterpart = DateField(
            theme,
            "Counterpart executed on",
            MatterReader(context.session, context.signals),
            self._as_of,
            lambda day: self._record("counterpart_date", day),
        )
        self.lead = ChoiceBox(theme, "Lead of the group", records=True)
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
            "class": _labelled(fields, 4, 0, "Class of holders", self.holder_class),
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
        """Show one holder; what is being typed of it stays, of another it goes."""
        moved_on = self._holder is None or self._holder.id != holder.id
        self._holder = holder
        matter = self._context.session.matter
        editable = not self._context.session.read_only
        boxes = (self.lead, self.entity, self.role, self.transferee, self.holder_class)
        for field in (self.group, self.counterpart, *boxes):
            field.setEnabled(editable)
        if moved_on:
            self.group.put(holder.group)
        self.group.show_value(holder.group)
        self.entity.choose(holder.entity.value if holder.entity else "")
        self.role.choose(holder.role.value)
        self.transferee.setChecked(holder.transferee)
        if moved_on or not self.counterpart.unrecorded:
            self.counterpart.set_date(holder.counterpart_date)
        members = [each for each in matter.holders if holder.group and each.group == holder.group]
        self.lead.offer([("", "not said"), *((each.id, each.name) for each in members)])
        self.lead.choose(next((each.lead or "" for each in matter.groups if each.name == holder.group), ""))
        classes = matter.form.classes_of(holder.role)
        self.holder_class.offer([(each.id, each.name) for each in classes])
        own = matter.form.class_of(holder)
        self.holder_class.choose("" if own is None else own.id)
        self._show_row("class", shown=len(classes) > 1)
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

    def _lead_picked(self, key: str) -> None:
        if self._holder is not None and self._holder.group:
            self._say(self._execute(SetGroupLead(AffiliateGroup(self._holder.group, key or None))))

    def _record(self, field: str, value: FieldValue) -> str:
        return "" if self._holder is None else self._execute(ChangeHolder(self._holder.id, field, value))

    def _change(self, field: str, value: FieldValue) -> None:
        self._say(self._record(field, value))

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
