"""Entering a transaction of any kind into the ledger, or changing one: each kind asks only for what it has."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit, QWidget

from rra_desktop import wording
from rra_desktop.domain.damages import PURCHASE_PRICE
from rra_desktop.domain.register import EntryType, LedgerEntry, Role, Security
from rra_desktop.editing.commands import AddLedgerEntry, ChangeLedgerEntry, Command
from rra_desktop.editing.contradictions import contradictions
from rra_desktop.errors import NotUnderstoodError, UserError
from ui.holdings.what_can_move import kinds_under, movable
from ui.widgets.buttons import ChoiceBox
from ui.widgets.date_field import DateField
from ui.widgets.forms import FormDialog, labelled, side_by_side
from ui.widgets.labels import PlainLabel
from ui.widgets.matter_dates import MatterReader
from ui.widgets.read_field import ReadField
from ui.widgets.room import RoomContext
from ui.widgets.tick_boxes import TickBox

if TYPE_CHECKING:
    from rra_desktop.calculation.register.positions import Positions

_LETTERS = 41
_WITH_HOLDER = ("holder", "quantity")
_ASKS: dict[EntryType, tuple[str, ...]] = {
    EntryType.ISSUE: (*_WITH_HOLDER, "security"),
    EntryType.CONVERT: _WITH_HOLDER,
    EntryType.EXERCISE: (*_WITH_HOLDER, "price_paid"),
    EntryType.TRANSFER: (*_WITH_HOLDER, "to", "security", "counterpart", "public"),
    EntryType.REGISTERED_SALE: (*_WITH_HOLDER, "security"),
    EntryType.OTHER_SALE: (*_WITH_HOLDER, "security"),
    EntryType.CANCEL: (*_WITH_HOLDER, "security"),
    EntryType.SPLIT: ("split", "adjusts"),
    EntryType.STOCK_DIVIDEND: ("percent", "adjusts"),
    EntryType.CORRECTION: (*_WITH_HOLDER, "security"),
}
_QUANTITIES = {
    EntryType.REGISTERED_SALE: "Shares sold",
    EntryType.OTHER_SALE: "Shares sold",
    EntryType.CORRECTION: "Difference, + or −",
}
_TURNED = {EntryType.CONVERT: (Security.PREFERRED, "converted"), EntryType.EXERCISE: (Security.WARRANT, "exercised")}
"""What is turned into Common, and how that is said."""
_PRICED = (EntryType.ISSUE, EntryType.TRANSFER)
_SALES = (EntryType.REGISTERED_SALE, EntryType.OTHER_SALE)
_MEANINGS = {
    EntryType.ISSUE: "Securities issued by the Company; one Unit is issued as its three parts together.",
    EntryType.CONVERT: "{} turned into Common at the ratio of that day.",
    EntryType.EXERCISE: "{} turned into Common against payment of the exercise price.",
    EntryType.TRANSFER: (
        "From one holder to another. A transferee counts once it has executed a counterpart[registrable]."
    ),
    EntryType.REGISTERED_SALE: "Sold under an effective registration statement: no longer Registrable[registrable].",
    EntryType.OTHER_SALE: "Sold in another way, for example under Rule 144.",
    EntryType.CANCEL: "Securities taken back or lapsed.",
    EntryType.SPLIT: "Every holder’s Common is multiplied on that day[registrable].",
    EntryType.STOCK_DIVIDEND: "Every holder’s Common grows by the percentage on that day[registrable].",
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
        self.widen(_LETTERS)
        self._context = context
        self._entry = entry
        self._make_fields()
        self._lay_out()
        self._wanted_holder, self._wanted_to = holder, ""
        if entry is not None:
            self._show(entry)
        self._arrange()

    def _make_fields(self) -> None:
        context, theme = self._context, self._context.theme
        self.kind = ChoiceBox(theme, "Kind", [(kind.value, wording.entry_name(kind)) for kind in self._kinds()])
        self.kind.picked.connect(lambda _key: self._arrange())
        self.date = DateField(
            theme, "Date", MatterReader(context.session, context.signals), lambda: context.session.as_of
        )
        self.date.set_date(context.session.as_of)
        self.date.date_changed.connect(lambda _day: self._offer())
        self.holder = ChoiceBox(theme, "Holder")
        self.holder.picked.connect(lambda _key: self._offer())
        self.to = ChoiceBox(theme, "To")
        self.security = ChoiceBox(theme, "Security")
        self.quantity = ReadField("Quantity", self._read_quantity, _signed)
        self.price_paid = ReadField("Price paid", wording.parse_money, wording.money)
        self.new = ReadField("New shares", wording.parse_shares, wording.shares)
        self.old = ReadField("For old shares", wording.parse_shares, wording.shares)
        self.percent = ReadField("Percentage", wording.parse_percent, lambda value: f"{value.normalize():f}%")
        self.counterpart = TickBox("The transferee executed a counterpart that day")
        self.public = TickBox("Acquired in a public distribution: no longer Registrable")
        self.adjusts = TickBox("Adjusts the conversion ratio and the Warrants too")
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
        self._wanted_holder = entry.holder or ""
        self._wanted_to = entry.to or ""
        self.quantity.put(entry.quantity)
        self.price_paid.put(entry.price_paid)
        self.new.put(entry.new)
        self.old.put(entry.old)
        self.percent.put(entry.percent)
        self.counterpart.setChecked(entry.counterpart_executed)
        self.public.setChecked(entry.public_distribution)
        self.adjusts.setChecked(entry.adjusts_conversion)
        self.note.setText(entry.note)

    def _kinds(self) -> tuple[EntryType, ...]:
        """Return the kinds of transaction that are offered: those of the agreement, and that of the entry shown."""
        offered, shown = kinds_under(self._context.session.matter.form), self._entry
        return tuple(each for each in EntryType if each in offered or (shown is not None and shown.type is each))

    def _asks(self, kind: EntryType) -> tuple[str, ...]:
        """Return what a kind asks for; a price too where damages are measured by what was paid, or one is recorded."""
        recorded = self._entry is not None and self._entry.price_paid is not None
        damages = self._context.session.matter.form.damages
        if kind in _PRICED and (recorded or any(each.base == PURCHASE_PRICE for each in damages)):
            return (*_ASKS[kind], "price_paid")
        return _ASKS[kind]

    def _type(self) -> EntryType:
        return EntryType(self.kind.key())

    def _arrange(self) -> None:
        kind = self._type()
        for part, widget in self._parts.items():
            widget.setVisible(part in self._asks(kind))
        quantity, meaning = _QUANTITIES.get(kind, "Quantity"), _MEANINGS[kind]
        if kind in _TURNED:
            security, how = _TURNED[kind]
            name = wording.security_name(security, self._context.session.matter.form)
            quantity, meaning = f"{name} {how}", meaning.format(name)
        self._about.setText(wording.cited(meaning, self._context.session.matter.form))
        self._quantity_label.setText(quantity)
        self._holder_label.setText("From" if kind is EntryType.TRANSFER else "Holder")
        self.quantity.setAccessibleName(self._quantity_label.text())
        self.holder.setAccessibleName(self._holder_label.text())
        self._offer()

    # -- what is offered -------------------------------------------------------------------------------------------

    def _positions(self) -> Positions:
        return self._context.session.analysis.positions_on(self.date.date() or self._context.session.as_of)

    def _offer(self) -> None:
        """Offer the holders that have what the kind moves on the day, and of the one chosen what it has."""
        kind, positions = self._type(), self._positions()
        matter = self._context.session.matter
        recorded = self._entry
        wanted, self._wanted_holder = self.holder.key() or self._wanted_holder, ""
        own = None if recorded is None else recorded.holder
        able = [each for each in matter.holders if movable(kind, positions.of(each.id), matter.form) or each.id == own]
        self.holder.offer([("", "Choose a holder"), *((each.id, each.name) for each in able)])
        self.holder.choose(wanted)
        receiver, self._wanted_to = self.to.key() or self._wanted_to, ""
        others = [each for each in matter.holders if each.id != self.holder.key()]
        self.to.offer([("", "Choose a holder"), *((each.id, each.name) for each in others)])
        self.to.choose(receiver)
        self._offer_securities(positions)
        self._say_held(positions)

    def _offer_securities(self, positions: Positions) -> None:
        """Offer what the holder has; one that was chosen and is not there makes room for none, not for another."""
        kind, recorded, before = self._type(), self._entry, self.security.key()
        form = self._context.session.matter.form
        had = tuple(each for each in Security if form.has_security(each))
        offered = movable(kind, positions.of(self.holder.key()), form) if self.holder.key() else had
        if recorded is not None and recorded.type is kind and recorded.holder == self.holder.key():
            own = (recorded.security,) if recorded.security else ()
            offered = tuple(dict.fromkeys((*offered, *own)))
            before = before or (recorded.security.value if recorded.security else "")
        choices = [(each.value, wording.security_name(each, form)) for each in offered]
        self.security.offer([("", "Choose a security"), *choices] if len(choices) != 1 else choices)
        self.security.choose(before or (offered[0].value if offered else ""))
        sells_common = kind in _SALES and offered in ((), (Security.COMMON,))
        self._parts["security"].setVisible("security" in self._asks(kind) and not sells_common)

    def _say_held(self, positions: Positions) -> None:
        """Say what the holder had on the day, so that nobody has to look it up behind the dialog."""
        kind, day = self._type(), self.date.date()
        of_holder = "holder" in self._asks(kind) and kind is not EntryType.ISSUE
        asked = of_holder and day is not None and bool(self.holder.key())
        self._held.setVisible(asked)
        if not asked or day is None:
            return
        position = positions.of(self.holder.key())
        form = self._context.session.matter.form
        named = [each for each in Security if form.has_security(each)]
        if position.holder.role is Role.OTHER_HOLDER and position.common == 0:
            named = [Security.OTHER_REGISTRABLE]
        elif position.holder.role is Role.INVESTOR and Security.OTHER_REGISTRABLE in named:
            named.remove(Security.OTHER_REGISTRABLE)
        words = ", ".join(f"{wording.shares(position.held(each))} {form.security_name(each)}" for each in named)
        self._held.setText(f"{position.holder.name} on {wording.date_only(day)}: {words}.")

    def _read_quantity(self, text: str) -> int:
        sign = text.strip()[:1]
        if self._type() is EntryType.CORRECTION and sign in ("-", "−", "+"):
            count = wording.parse_shares(text.strip()[1:])
            return count if sign == "+" else -count
        return wording.parse_shares(text)

    def doubt(self) -> str:
        """Return what the entry would contradict, as a sale under no effective statement; empty when it does not."""
        try:
            command = self._command()
        except UserError:
            return ""
        return " ".join(contradictions(self._context.session.matter, command))

    def submit(self) -> str:
        """Enter the transaction; returns why it cannot be done."""
        refusals: list[str] = []
        try:
            command = self._command()
        except UserError as error:
            return str(error)
        self._context.signals.execute(command, refusals.append)
        return "".join(refusals)

    def _command(self) -> Command:
        """Return what the dialog is to do; raises UserError with what is missing or cannot be read."""
        entry = self._made(self._entry or LedgerEntry(0, self._context.session.as_of, self._type()))
        return AddLedgerEntry(entry) if self._entry is None else ChangeLedgerEntry(entry)

    def _made(self, entry: LedgerEntry) -> LedgerEntry:
        """Return the entry the fields say; whatever its kind does not ask for is left out."""
        asks = self._asks(self._type())

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
            security=self._security(entry) if "security" in asks else None,
            quantity=whole("quantity", self.quantity, "how many"),
            counterpart_executed="counterpart" in asks and self.counterpart.isChecked(),
            public_distribution="public" in asks and self.public.isChecked(),
            new=whole("split", self.new, "how many new shares the split gives"),
            old=whole("split", self.old, "for how many old shares the split gives new ones"),
            percent=self._percentage() if "percent" in asks else None,
            adjusts_conversion=self.adjusts.isChecked() if "adjusts" in asks else True,
            price_paid=self.price_paid.value() if "price_paid" in asks else None,
            note=self.note.text().strip() if self.note.isModified() or self._entry is None else entry.note,
        )

    def _security(self, entry: LedgerEntry) -> Security | None:
        """Return the security chosen; a sale of Common need not name it, and one that does goes on doing so."""
        if self._type() in _SALES and self.security.key() in ("", Security.COMMON.value):
            return entry.security if entry.security is Security.COMMON else None
        return Security(self._chosen(self.security, "which security"))

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
