"""What an offering is worked out from, typed over in place, with the room it leaves and the slider below."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout

from rra_desktop import wording
from rra_desktop.domain.allocation import CutbackOutcome
from rra_desktop.domain.offerings import Offering
from rra_desktop.domain.priority_plans import COMPANY, PriorityPlan
from rra_desktop.editing.commands import ChangeOffering, Command
from rra_desktop.errors import NotUnderstoodError
from ui.cutback.big_figure import BigFigure
from ui.cutback.what_if import Scale, WhatIfSlider
from ui.widgets.buttons import button
from ui.widgets.cards import Card
from ui.widgets.labels import PlainLabel
from ui.widgets.pending_edits import hand_over_all
from ui.widgets.read_field import ReadField
from ui.widgets.room import RoomContext


@dataclass(frozen=True, slots=True)
class Discount:
    """An underwriting discount: so much per hundred, or so many dollars a share."""

    amount: Decimal
    per_share: bool


_NARROWEST = 520
_MARGINS = 36
_DRAG = "drag: what if the underwriters say…"
_LONGEST_RECORD = "Record 00,000,000,000"


class InputsCard(Card):
    """The inputs and the large figures; `execute` records a change and returns why not.

    `trying` carries a maximum that is only looked at, `rested` the one on which the slider rests, `abandoned` that what
    is recorded holds again; `figure_asked` the part of the cutback that was chosen.
    """

    trying = Signal(object)
    rested = Signal(object)
    abandoned = Signal()
    figure_asked = Signal(str)

    def __init__(self, context: RoomContext, execute: Callable[[Command], str]) -> None:
        super().__init__()
        self._context = context
        self._execute = execute
        self._offering: Offering | None = None
        self.maximum = ReadField(
            "Underwriters’ maximum", wording.parse_shares, wording.shares, lambda value: self._change("maximum", value)
        )
        self.company = ReadField(
            "Company’s own shares",
            wording.parse_shares,
            wording.shares,
            lambda value: self._change("company_shares", value),
        )
        self.maximum.setPlaceholderText("needed")
        self.company.setPlaceholderText("needed")
        self.company.setToolTip("Enter 0 if the Company sells none; empty, the cutback waits for it.")
        self.price = ReadField("Price", wording.parse_money, wording.price, lambda value: self._change("price", value))
        self.discount = ReadField("Discount", _read_discount, _write_discount, self._change_discount)
        self.capacity = BigFigure("Room for holders")
        self.requested = BigFigure("Requested")
        self.cut = BigFigure("Cut")
        self.slider = WhatIfSlider(context.theme)
        self._left = PlainLabel("", "small")
        self._middle = PlainLabel(_DRAG, "small")
        self.record = button("", self._take_over, kind="link", tip="Make the maximum that is tried the recorded one")
        self._right = PlainLabel("", "small")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        inputs = QGridLayout()
        inputs.setHorizontalSpacing(12)
        inputs.setVerticalSpacing(3)
        samples = ("0,000,000,000", "0,000,000,000", "$00.0000", "00.00%")
        fields: tuple[ReadField[Any], ...] = self._fields()
        for place, (field, sample) in enumerate(zip(fields, samples, strict=True)):
            label = PlainLabel(field.accessibleName(), "faint", wrap=True)
            label.setAlignment(Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft)
            label.setBuddy(field)
            field.setFixedWidth(field.fontMetrics().horizontalAdvance(sample) + 14)
            # As wide as its field whatever the figures beside it say: nothing may jump while the slider is dragged.
            label.setFixedWidth(field.width())
            inputs.addWidget(label, 0, place)
            inputs.addWidget(field, 1, place)
        figures = QHBoxLayout()
        figures.setSpacing(10)
        for figure, sample in ((self.capacity, ""), (self.requested, ""), (self.cut, "00.0%")):
            figure.keep_room_for("0,000,000", sample)
            figures.addWidget(figure, 0, Qt.AlignmentFlag.AlignBottom)
        first = QHBoxLayout()
        first.addLayout(inputs)
        first.addStretch(1)
        self._top = top = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        top.setSpacing(8)
        top.addLayout(first, 1)
        top.addLayout(figures)
        self._rows = (first, figures)
        ends = QHBoxLayout()
        ends.addWidget(self._left, 1)
        ends.addWidget(self._middle, 0, Qt.AlignmentFlag.AlignHCenter)
        # Its place is kept: nothing may jump when something is tried.
        kept = self.record.sizePolicy()
        kept.setRetainSizeWhenHidden(True)
        self.record.setSizePolicy(kept)
        self.record.setFixedWidth(self.record.fontMetrics().horizontalAdvance(_LONGEST_RECORD))
        ends.addWidget(self.record)
        self._right.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        ends.addWidget(self._right, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 8, 14, 10)
        column.setSpacing(4)
        column.addLayout(top)
        column.addWidget(self.slider)
        column.addLayout(ends)
        self.record.hide()

    def minimumSizeHint(self) -> QSize:
        """Return the width of the inputs alone: the figures go below them where there is no room beside."""
        return QSize(_NARROWEST, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the figures beside the inputs, or below them."""
        super().resizeEvent(event)
        needed = sum(row.minimumSize().width() for row in self._rows)
        beside = needed + _MARGINS <= self.width()
        direction = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        if self._top.direction() is not direction:
            self._top.setDirection(direction)
            self.updateGeometry()

    def _connect(self) -> None:
        self.slider.trying.connect(self._try)
        self.slider.rested.connect(self.rested)
        self.slider.taken.connect(lambda _maximum: self._take_over())
        self.slider.abandoned.connect(self._abandon)
        # What is typed takes the place of what is tried.
        self.maximum.textEdited.connect(lambda _text: self.slider.give_up())
        for figure, part in ((self.capacity, "capacity"), (self.requested, "requested"), (self.cut, "cut")):
            figure.clicked.connect(lambda _checked=False, part=part: self.figure_asked.emit(part))

    # -- showing -----------------------------------------------------------------------------------------------------

    def show_offering(self, offering: Offering, plan: PriorityPlan | None, asked: int) -> None:
        """Show the inputs of an offering as recorded; `asked` is what all holders together ask for."""
        before, self._offering = self._offering, offering
        if before is not None and before.id != offering.id:
            for field in self._fields():
                field.put(None)
        if before is not None and (before.id, before.maximum) != (offering.id, offering.maximum):
            self.slider.forget()
        editable = not self._context.session.read_only
        for field in self._fields():
            field.setReadOnly(not editable)
        self.maximum.show_value(offering.maximum)
        self.company.show_value(offering.company_shares)
        self.price.show_value(offering.price)
        self.discount.show_value(discount_of(offering))
        self._show_scale(offering, plan, asked)
        # Trying writes nothing: a matter open for reading can be tried too.
        self.slider.setEnabled(asked > 0 and offering.company_shares is not None)

    def _fields(self) -> tuple[ReadField[int], ReadField[int], ReadField[Decimal], ReadField[Discount]]:
        return self.maximum, self.company, self.price, self.discount

    def _show_scale(self, offering: Offering, plan: PriorityPlan | None, asked: int) -> None:
        company_first = plan is not None and (plan.company_is_never_cut or plan.tiers[0].members == (COMPANY,))
        company = offering.company_shares or 0
        low = company if company_first else 0
        high = company + asked
        self._left.setText(f"{wording.shares(low)} · {'Company only' if company_first else 'nothing is sold'}")
        self._right.setText(f"{wording.shares(high)} · nobody cut")
        if offering.maximum is not None:
            low, high = min(low, offering.maximum), max(high, offering.maximum)
        self.slider.show_scale(Scale.between(low, high), offering.maximum)

    def show_outcome(self, outcome: CutbackOutcome) -> None:
        """Show the large figures of an outcome, recorded or tried."""
        pending = bool(outcome.pending)
        self.capacity.show_figure("–" if outcome.capacity is None else wording.shares(outcome.capacity))
        self.requested.show_figure(wording.shares(outcome.total_requested))
        share = ""
        if outcome.total_counted and outcome.total_cut:
            share = wording.percent(Fraction(outcome.total_cut, outcome.total_counted), 1)
        cut = "–" if pending else wording.shares(outcome.total_cut)
        self.cut.show_figure(cut, share, alarming=outcome.total_cut > 0)
        tried = self.slider.tried
        if tried is not None and not self.maximum.unrecorded:
            self.maximum.show_tried(tried)
        self.record.setVisible(tried is not None and not self._context.session.read_only)
        self.record.setText("" if tried is None else f"Record {wording.shares(tried)}")
        self._middle.set_kind("small" if tried is None else "tried")
        self._middle.setText(_DRAG if tried is None else f"if the underwriters say {wording.shares(tried)}")

    # -- changing ----------------------------------------------------------------------------------------------------

    def give_up_trying(self) -> bool:
        """Bring back what is recorded; False when nothing was being tried."""
        return self.slider.give_up()

    def _try(self, maximum: int) -> None:
        # A maximum that is being typed is recorded first, and one that was refused stays: nothing is tried over it.
        if not hand_over_all(self.maximum):
            self._abandon()
        elif self.slider.tried is not None:
            self.trying.emit(maximum)

    def _abandon(self) -> None:
        self.slider.forget()
        if self._offering is not None:
            self.maximum.show_value(self._offering.maximum)
        self.abandoned.emit()

    def _take_over(self) -> None:
        """Record the maximum that is tried; where that is refused it stays tried."""
        tried = self.slider.tried
        if tried is None or self._context.session.read_only:
            return
        if self._offering is not None and tried == self._offering.maximum:
            self._abandon()
        elif refusal := self._change("maximum", tried):
            self._context.signals.refused.emit(refusal)

    def _change(self, field: str, value: int | Decimal | None) -> str:
        if self._offering is None:
            return ""
        return self._execute(ChangeOffering(self._offering.id, field, value))

    def _change_discount(self, discount: Discount | None) -> str:
        if discount is None:
            recorded = self._offering is not None and self._offering.discount_per_share is not None
            return self._change("discount_per_share" if recorded else "discount_percent", None)
        return self._change("discount_per_share" if discount.per_share else "discount_percent", discount.amount)


def discount_of(offering: Offering) -> Discount | None:
    """Return an offering's discount as it was entered."""
    if offering.discount_per_share is not None:
        return Discount(offering.discount_per_share, per_share=True)
    return None if offering.discount_percent is None else Discount(offering.discount_percent, per_share=False)


def _read_discount(text: str) -> Discount:
    if text.strip().startswith("$"):
        return Discount(wording.parse_money(text), per_share=True)
    try:
        return Discount(wording.parse_percent(text), per_share=False)
    except NotUnderstoodError as error:
        raise NotUnderstoodError(f"{error} For an amount a share begin with $.") from error


def _write_discount(discount: Discount) -> str:
    return wording.price(discount.amount) if discount.per_share else f"{discount.amount.normalize():f}%"
