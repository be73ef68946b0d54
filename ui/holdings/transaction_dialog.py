"""Entering a transaction of any kind into the ledger, or changing one: each kind asks only for what it has."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from rra_desktop import wording
from rra_desktop.domain.register import EntryType, LedgerEntry, Role, Security
from rra_desktop.editing.commands import AddLedgerEntry, ChangeLedgerEntry
from rra_desktop.errors import NotUnderstoodError, UserError
from ui.widgets.buttons import ChoiceBox
from ui.widgets.date_field import DateField
from ui.widgets.forms import FormDialog, labelled, side_by_side
from ui.widgets.labels import PlainLabel
from ui.widgets.matter_dates import MatterReader
from ui.widgets.name_box import NameBox
from ui.widgets.read_field import ReadField
from ui.widgets.room import RoomContext

_WIDTH = 540
_WITH_HOLDER = ("holder", "quantity")
_ASKS: dict[EntryType, tuple[str, ...]] = {
    EntryType.ISSUE: (*_WITH_HOLDER, "security"),
    EntryType.CONVERT: _WITH_HOLDER,
    EntryType.EXERCISE: (*_WITH_HOLDER, "price_paid"),
    EntryType.TRANSFER: (*_WITH_HOLDER, "to", "security", "counterpart", "public"),
    EntryType.REGISTERED_SALE: _WITH_HOLDER,
    EntryType.OTHER_SALE: _WITH_HOLDER,
    EntryType.CANCEL: (*_WITH_HOLDER, "security"),
    EntryType.SPLIT: ("split", "adjusts"),
    EntryType.STOCK_DIVIDEND: ("percent", "adjusts"),
    EntryType.CORRECTION: (*_WITH_HOLDER, "security"),
}
_QUANTITIES = {
    EntryType.CONVERT: "Series A Preferred converted",
    EntryType.EXERCISE: "Warrants exercised",
    EntryType.REGISTERED_SALE: "Common sold",
    EntryType.OTHER_SALE: "Common sold",
    EntryType.CORRECTION: "Difference, + or −",
}
_MEANINGS = {
    EntryType.ISSUE: "Securities issued by the Company; one Unit is issued as its three parts together.",
    EntryType.CONVERT: "Series A Preferred turned into Common at the ratio of that day.",
    EntryType.EXERCISE: "Warrants turned into Common against payment of the exercise price.",
    EntryType.TRANSFER: "From one holder to another. A transferee counts once it has executed a counterpart (§7).",
    EntryType.REGISTERED_SALE: "Sold under an effective registration statement: no longer Registrable (§7).",
    EntryType.OTHER_SALE: "Sold in another way, for example under Rule 144.",
    EntryType.CANCEL: "Securities taken back or lapsed.",
    EntryType.SPLIT: "Every holder’s Common is multiplied on that day (§7).",
    EntryType.STOCK_DIVIDEND: "Every holder’s Common grows by the percentage on that day (§7).",
    EntryType.CORRECTION: "The register was wrong by this much; it says so from that day on.",
}


class TransactionDialog(FormDialog):
    """One ledger entry; with an entry to begin from, that one is changed."""

    def __init__(
        self,
        context: RoomContext,
        parent: QWidget | None = None,
        *,
        entry: LedgerEntry | None = None,
        holder: str = "",
    ) -> None:
        title = "Add transaction" if entry is None else "Change transaction"
        super().__init__(context.theme, title, title, parent)
        self.setMinimumWidth(_WIDTH)
        self._context = context
        self._entry = entry
        self._make_fields()
        self._lay_out()
        self.holder.choose(holder)
        if entry is not None:
            self._show(entry)
        self._arrange()

    def _make_fields(self) -> None:
        context, theme = self._context, self._context.theme
        holders = [("", "Choose a holder"), *((each.id, each.name) for each in context.session.matter.holders)]
        self.kind = ChoiceBox(theme, "Kind", [(kind.value, wording.entry_name(kind)) for kind in EntryType])
        self.kind.picked.connect(lambda _key: self._arrange())
        self.date = DateField(
            theme, "Date", MatterReader(context.session, context.signals), lambda: context.session.as_of
        )
        self.date.set_date(context.session.as_of)
        self.date.date_changed.connect(lambda _day: self._say_held())
        self.holder = NameBox(theme, "Holder", holders)
        self.holder.picked.connect(lambda _key: self._say_held())
        self.to = NameBox(theme, "To", holders)
        self.security = ChoiceBox(theme, "Security", [(each.value, wording.security_name(each)) for each in Security])
        self.security.picked.connect(lambda _key: self._say_held())
        self.quantity = ReadField("Quantity", self._read_quantity, _signed)
        self.price_paid = ReadField("Price paid", wording.parse_money, wording.money)
        self.new = ReadField("New shares", wording.parse_shares, wording.shares)
        self.old = ReadField("For old shares", wording.parse_shares, wording.shares)
        self.percent = ReadField("Percentage", wording.parse_percent, lambda value: f"{value.normalize():f}%")
        self.counterpart = QCheckBox("The transferee executed a counterpart that day")
        self.public = QCheckBox("Acquired in a public distribution: no longer Registrable")
        self.adjusts = QCheckBox("Adjusts the conversion ratio and the Warrants too")
        self.adjusts.setChecked(True)
        self.note = QLineEdit()

    def _lay_out(self) -> None:
        self._about = PlainLabel("", "faint", wrap=True)
        self._quantity_label = PlainLabel("", "muted")
        self._holder_label = PlainLabel("Holder", "muted")
        self._held = PlainLabel("", "faint", wrap=True)
        self._parts: dict[str, QWidget] = {
            "holder": labelled(self._holder_label, self.holder),
            "to": labelled("To", self.to),
            "security": labelled("Security", self.security),
            "quantity": labelled(self._quantity_label, self.quantity),
            "price_paid": labelled("Price paid, in all", self.price_paid),
            "split": side_by_side(labelled("New shares", self.new), labelled("for so many old ones", self.old)),
            "percent": labelled("Shares paid per hundred held", self.percent),
            "counterpart": self.counterpart,
            "public": self.public,
            "adjusts": self.adjusts,
        }
        self.fields.addWidget(side_by_side(labelled("Kind", self.kind), labelled("Date", self.date)))
        self.fields.addWidget(self._about)
        self.fields.addWidget(side_by_side(self._parts["holder"], self._parts["to"]))
        self.fields.addWidget(side_by_side(self._parts["security"], self._parts["quantity"], self._parts["price_paid"]))
        for part in ("split", "percent"):
            self.fields.addWidget(self._parts[part])
        self.fields.addWidget(self._held)
        for part in ("counterpart", "public", "adjusts"):
            self.fields.addWidget(self._parts[part])
        self.add("Note", self.note)

    def _show(self, entry: LedgerEntry) -> None:
        self.kind.choose(entry.type.value)
        self.date.set_date(entry.date)
        self.holder.choose(entry.holder or "")
        self.to.choose(entry.to or "")
        self.security.choose(entry.security.value if entry.security else "")
        self.quantity.put(entry.quantity)
        self.price_paid.put(entry.price_paid)
        self.new.put(entry.new)
        self.old.put(entry.old)
        self.percent.put(entry.percent)
        self.counterpart.setChecked(entry.counterpart_executed)
        self.public.setChecked(entry.public_distribution)
        self.adjusts.setChecked(entry.adjusts_conversion)
        self.note.setText(entry.note)

    def _type(self) -> EntryType:
        return EntryType(self.kind.key())

    def _arrange(self) -> None:
        kind = self._type()
        for part, widget in self._parts.items():
            widget.setVisible(part in _ASKS[kind])
        self._about.setText(_MEANINGS[kind])
        self._quantity_label.setText(_QUANTITIES.get(kind, "Quantity"))
        self._holder_label.setText("From" if kind is EntryType.TRANSFER else "Holder")
        self._say_held()

    def _say_held(self) -> None:
        """Say what the holder had on the day, so that nobody has to look it up behind the dialog."""
        kind, day = self._type(), self.date.date()
        matter = self._context.session.matter
        asked = "holder" in _ASKS[kind] and kind is not EntryType.ISSUE and day is not None and bool(self.holder.key())
        self._held.setVisible(asked)
        if not asked or day is None:
            return
        holder = matter.holder(self.holder.key())
        position = self._context.session.analysis.positions_on(day).of(holder.id)
        held = [(position.units, "Units"), (position.common, "Common"), (position.preferred, "Series A Preferred")]
        held.append((position.warrants, "Warrants"))
        if holder.role is Role.OTHER_HOLDER:
            held = [(position.other, "other registrable securities")]
        words = ", ".join(f"{wording.shares(count)} {word}" for count, word in held)
        self._held.setText(f"{holder.name} on {wording.date_only(day)}: {words}.")

    def _read_quantity(self, text: str) -> int:
        sign = text.strip()[:1]
        if self._type() is EntryType.CORRECTION and sign in ("-", "−", "+"):
            count = wording.parse_shares(text.strip()[1:])
            return count if sign == "+" else -count
        return wording.parse_shares(text)

    def submit(self) -> str:
        """Enter the transaction; returns why it cannot be done."""
        refusals: list[str] = []
        try:
            entry = self._made(self._entry or LedgerEntry(0, self._context.session.as_of, self._type()))
        except UserError as error:
            return str(error)
        command = AddLedgerEntry(entry) if self._entry is None else ChangeLedgerEntry(entry)
        self._context.signals.execute(command, refusals.append)
        return "".join(refusals)

    def _made(self, entry: LedgerEntry) -> LedgerEntry:
        """Return the entry the fields say; whatever its kind does not ask for is left out."""
        asks = _ASKS[self._type()]

        def whole(part: str, field: ReadField[int], what: str) -> int | None:
            if part not in asks:
                return None
            value = field.value()
            if value is None:
                raise NotUnderstoodError(f"Say {what}.")
            return value

        return replace(
            entry,
            date=self._day(),
            type=self._type(),
            holder=self._chosen(self.holder, "whose securities these are") if "holder" in asks else None,
            to=self._chosen(self.to, "to whom they were transferred") if "to" in asks else None,
            security=Security(self.security.key()) if "security" in asks else None,
            quantity=whole("quantity", self.quantity, "how many"),
            counterpart_executed="counterpart" in asks and self.counterpart.isChecked(),
            public_distribution="public" in asks and self.public.isChecked(),
            new=whole("split", self.new, "how many new shares the split gives"),
            old=whole("split", self.old, "for how many old shares the split gives new ones"),
            percent=self._percentage() if "percent" in asks else None,
            adjusts_conversion=self.adjusts.isChecked() if "adjusts" in asks else True,
            price_paid=self.price_paid.value() if "price_paid" in asks else None,
            note=self.note.text().strip(),
        )

    @staticmethod
    def _chosen(box: ChoiceBox, what: str) -> str:
        if not box.key():
            box.setFocus()
            raise NotUnderstoodError(f"Say {what}.")
        return box.key()

    def _day(self) -> dt.date:
        day = self.date.date()
        if day is None:
            raise NotUnderstoodError(self.date.problem() or "Say on which day.")
        return day

    def _percentage(self) -> Decimal:
        percent = self.percent.value()
        if percent is None:
            raise NotUnderstoodError("Say how many shares are paid per hundred held.")
        return percent


def _signed(count: int) -> str:
    return wording.shares(count) if count >= 0 else f"−{wording.shares(-count)}"
