"""The selling stockholder table, in the form of Regulation S-K Item 507."""

from __future__ import annotations

from collections.abc import Iterator

from rra_desktop import wording
from rra_desktop.calculation.analysis import Analysis
from rra_desktop.domain.allocation import SellerRow
from rra_desktop.domain.offerings import Offering
from rra_desktop.report.blocks import Align, Block, Column, Paragraph, Row, RowKind, Section, Table, Tone, plain, row
from rra_desktop.report.phrases import waits_for
from rra_desktop.report.sections.offerings import each_offering

_RIGHT = Align.RIGHT
_COLUMNS = (
    Column("Selling stockholder", stretches=True),
    Column("Owned before", _RIGHT),
    Column("Offered", _RIGHT),
    Column("Owned after", _RIGHT),
    Column("% after", _RIGHT),
)


def sellers_section(analysis: Analysis) -> Section:
    """Give one table for each offering."""
    return Section("sellers", "Selling stockholders", each_offering(analysis, _table))


def _table(analysis: Analysis, offering: Offering) -> Iterator[Block]:
    cutback = analysis.cutback(offering.id)
    sellers = cutback.sellers
    if cutback.outcome.pending:
        yield Paragraph(waits_for(cutback.outcome.pending))
        return
    if not sellers:
        yield Paragraph(plain("Nobody sells in this offering."))
        return
    total = row(
        "Selling stockholders",
        wording.shares(sum(each.before for each in sellers)),
        wording.shares(sum(each.offered for each in sellers)),
        wording.shares(sum(each.after for each in sellers)),
        "",
        kind=RowKind.TOTAL,
    )
    yield Table(_COLUMNS, (*map(_row, sellers), total))
    yield Paragraph(plain(_basis(offering)), Tone.SMALL)


def _row(seller: SellerRow) -> Row:
    after = "–" if seller.percent_after is None else f"{seller.percent_after:.2f}%"
    counts = (seller.before, seller.offered, seller.after)
    return row(seller.name, *map(wording.shares, counts), after)


def _basis(offering: Offering) -> str:
    form = "In the form of Regulation S-K, Item 507."
    if offering.outstanding_after is None:
        return f"{form} Per cent after waits for the number of shares outstanding after the offering."
    return f"{form} Per cent of {wording.shares(offering.outstanding_after)} shares outstanding after the offering."
