"""The section on money: what each seller receives, bears and may at most owe in indemnity."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from rra_desktop import wording
from rra_desktop.calculation.analysis import Analysis
from rra_desktop.calculation.cutback.offering_cutback import Cutback
from rra_desktop.domain.allocation import Allocation
from rra_desktop.domain.matter import Matter
from rra_desktop.domain.offerings import Offering
from rra_desktop.domain.proceeds import Proceeds
from rra_desktop.domain.topics import Topic
from rra_desktop.report.blocks import (
    Align,
    Block,
    Column,
    Paragraph,
    Phrase,
    Row,
    RowKind,
    Section,
    Table,
    Tone,
    clause,
    plain,
    row,
)
from rra_desktop.report.phrases import noted, notes, reading_label, waits_for
from rra_desktop.report.sections.offerings import each_offering

_RIGHT = Align.RIGHT
_COLUMNS = (
    Column("Seller", stretches=True),
    Column("Shares", _RIGHT),
    Column("Gross", _RIGHT),
    Column("Discount", _RIGHT),
    Column("Net", _RIGHT),
    Column("Indemnity cap", _RIGHT),
)
_NO_AMOUNT = "–"
NOTES_ON_MONEY = ("cutback/cents_shared_out",)
"""The kinds of a cutback's notes that speak of its money."""


def money_section(analysis: Analysis) -> Section:
    """Say for each offering what the sellers and the Company receive."""
    return Section("money", "Money", each_offering(analysis, _offering))


def _offering(analysis: Analysis, offering: Offering) -> Iterator[Block]:
    cutback = analysis.cutback(offering.id)
    if cutback.outcome.pending:
        yield Paragraph(waits_for(cutback.outcome.pending))
        return
    if offering.price is None:
        yield Paragraph(plain("The offering has no price yet; amounts wait for it."))
        return
    yield Paragraph(plain(_terms(offering)), Tone.LEAD)
    yield Table(_COLUMNS, tuple(_rows(analysis.matter, cutback)))
    on_money = [note for note in cutback.outcome.notes if note.kind in NOTES_ON_MONEY]
    if on_money:
        yield Paragraph(notes(on_money), Tone.SMALL)
    cap = reading_label(analysis.matter, "indemnity_proceeds")
    form = analysis.matter.form
    discounts = _cited("Each seller bears the discount on its own shares", form.section(Topic.EXPENSES))
    caps = _cited("Indemnity is capped at each Selling Investor’s proceeds", form.section(Topic.INDEMNITY))
    yield Paragraph((*discounts, *plain(". "), *caps, *plain(f", read as {cap}.")), Tone.SMALL)


def _cited(said: str, section: str) -> Phrase:
    return (*plain(f"{said} "), *clause(section)) if section else plain(said)


def _terms(offering: Offering) -> str:
    said = [f"Price {wording.price(offering.price or Decimal(0))} a share"]
    if offering.discount_percent is not None:
        said.append(f"underwriting discount {offering.discount_percent.normalize():f}%")
    if offering.discount_per_share is not None:
        said.append(f"underwriting discount {wording.price(offering.discount_per_share)} a share")
    return ", ".join(said) + "."


def _rows(matter: Matter, cutback: Cutback) -> Iterator[Row]:
    for allocation in cutback.outcome.participants:
        if allocation.allocated:
            yield _seller(matter, allocation)
    money = cutback.proceeds
    yield _sum("Holders", money.sellers)
    yield row("Company", *_amounts(money.company), "")
    yield _sum("Offering", money.total)
    if money.option:
        yield row("Over-allotment option, beside the offering", *_amounts(money.option), "", kind=RowKind.OUTSIDE)


def _sum(name: str, proceeds: Proceeds) -> Row:
    return row(name, *_amounts(proceeds), "", kind=RowKind.TOTAL)


def _amounts(proceeds: Proceeds) -> Iterator[str]:
    yield wording.shares(proceeds.shares)
    yield from map(_amount, (proceeds.gross, proceeds.discount, proceeds.net))


def _seller(matter: Matter, allocation: Allocation) -> Row:
    name = matter.holder(allocation.holder).name
    amounts = (allocation.gross, allocation.discount, allocation.net, allocation.indemnity_cap)
    return row(noted(name, allocation.marks), wording.shares(allocation.allocated), *map(_amount, amounts))


def _amount(amount: Decimal | None) -> str:
    return _NO_AMOUNT if amount is None else wording.money(amount)
