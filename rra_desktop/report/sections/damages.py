"""The section on damages: which limits were not kept, and what each holder is owed for that."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from rra_desktop import wording
from rra_desktop.calculation.analysis import Analysis
from rra_desktop.domain.damages import DamagesAccount, Default, DefaultEnd, HolderDamages
from rra_desktop.report.blocks import (
    Align,
    Block,
    Column,
    Paragraph,
    Row,
    RowKind,
    Section,
    Subheading,
    Table,
    Tone,
    clause,
    plain,
    row,
)
from rra_desktop.report.phrases import cited, footnote, noted, other_readings

_RIGHT = Align.RIGHT
_DEFAULTS = (
    Column("Last day", width=86),
    Column("What was not done by it", stretches=True),
    Column("Through", width=86),
    Column("Days", _RIGHT, width=40),
)
_HOLDERS = (
    Column("Holder", stretches=True),
    Column("Accrued", _RIGHT),
    Column("Interest", _RIGHT),
    Column("Paid", _RIGHT),
    Column("Owed", _RIGHT),
)
_ENDED = {
    DefaultEnd.CURED: "done that day",
    DefaultEnd.WAIVED: "waived that day",
    DefaultEnd.ENDED: "the registration ended that day",
    DefaultEnd.RUNNING: "still not done",
}


def damages_section(analysis: Analysis) -> Section:
    """Say which limits were not kept and what each holder is owed, one account for each clause and registration."""
    blocks: list[Block] = []
    for account in analysis.damages:
        blocks.extend(_account(analysis, account))
    kept = Paragraph(plain("Every limit for which damages are fixed is kept, or still to come."))
    return Section("damages", "Damages", tuple(blocks) or (kept,))


def _account(analysis: Analysis, account: DamagesAccount) -> Iterator[Block]:
    of = "" if account.registration is None else wording.registration_name(analysis.matter, account.registration)
    yield Subheading(" · ".join(part for part in (account.clause.name, of) if part))
    for waiting in account.awaited:
        said = f"{wording.words_of(waiting.label)} waits for {wording.words_of(waiting.waits_for)}. "
        yield Paragraph((*plain(said), *clause(account.clause.section)))
    if account.defaults:
        yield Table(_DEFAULTS, tuple(map(_default, account.defaults)))
    if account.holders:
        yield Table(_HOLDERS, (*(_holder(analysis, each) for each in account.holders), _totals(account)))
        fixed = (*cited("As the agreement fixes it", account.clause.section), *plain("."))
        yield Paragraph(fixed, Tone.SMALL)


def _default(default: Default) -> Row:
    what = f"{wording.words_of(default.label)}, {_ENDED[default.end]}"
    kind = RowKind.URGENT if default.end is DefaultEnd.RUNNING else RowKind.LINE
    through = wording.date_only(default.through)
    return row(wording.date_only(default.missed), noted(what, default.marks), through, f"{default.days:,}", kind=kind)


def _holder(analysis: Analysis, owed: HolderDamages) -> Row:
    name = noted(analysis.matter.holder(owed.holder).name, owed.marks)
    amounts = map(_money, (owed.accrued, owed.interest, owed.paid, owed.owed))
    return row((*name, *footnote(_working(owed))), *amounts)


def _working(owed: HolderDamages) -> list[str]:
    """Return what stands at the foot: how each amount was reached, and what other readings give."""
    if owed.waits_for:
        return [f"Waits for {wording.words_of(owed.waits_for)}"]
    accrued = owed.explain("accrued")
    steps = [f"{wording.words_of(each.label)}: {wording.words_of(each.rule)}" for each in accrued.inputs]
    interest = [f"Interest: {wording.words_of(owed.explain('interest').rule)}"] if owed.interest else []
    return [*steps, *interest, other_readings(owed.other_readings)]


def _totals(account: DamagesAccount) -> Row:
    totals = account.totals
    amounts = map(_money, (totals.accrued, totals.interest, totals.paid, totals.owed))
    return row("Holders", *amounts, kind=RowKind.TOTAL)


def _money(amount: Decimal | None) -> str:
    return "waits" if amount is None else wording.money(amount)
