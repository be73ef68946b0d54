"""The selling stockholder table, in the form of Regulation S-K Item 507."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rra_desktop import wording
from rra_desktop.calculation.analysis import Analysis
from rra_desktop.domain.allocation import SellerRow
from rra_desktop.domain.offerings import Offering
from rra_desktop.report.blocks import Align, Block, Column, Paragraph, Row, RowKind, Section, Table, Tone, plain, row
from rra_desktop.report.phrases import footnote, waits_for
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
    yield Paragraph(plain(_basis(offering, sellers)), Tone.SMALL)


def _row(seller: SellerRow) -> Row:
    after = "–" if seller.percent_after is None else f"{seller.percent_after:.2f}%"
    if _below_one_percent(seller):
        after += " *"
    counts = (seller.before, seller.offered, seller.after)
    name = (*plain(seller.name), *footnote(map(wording.marked, seller.marks)))
    return row(name, *map(wording.shares, counts), after)


def _below_one_percent(seller: SellerRow) -> bool:
    return seller.percent_after is not None and seller.after > 0 and seller.percent_after < 1


def _basis(offering: Offering, sellers: Sequence[SellerRow]) -> str:
    form = (
        "In the form of Regulation S-K, Item 507. Owned are all shares, Registrable or not, with those that the holder "
        "may acquire by conversion or exercise within 60 days (Rule 13d-3(d)(1)); what is offered is taken from the "
        "Registrable Shares, those already issued first."
    )
    if offering.outstanding_after is None:
        return f"{form} Per cent after waits for the number of shares outstanding after the offering."
    still = any(seller.acquirable_after for seller in sellers)
    more = " and, holder by holder, the shares it may still so acquire" if still else ""
    below = " * Less than 1%." if any(map(_below_one_percent, sellers)) else ""
    outstanding = wording.shares(offering.outstanding_after)
    return f"{form} Per cent of {outstanding} shares outstanding after the offering{more}.{below}"
