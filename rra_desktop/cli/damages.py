"""`rra damages`: what each holder is owed for limits that are not kept, as of a day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from textwrap import wrap
from typing import Final

import click

from rra_desktop import wording
from rra_desktop.calculation.analysis import Analysis
from rra_desktop.cli.options import answer, as_json, as_of, matter_file, opened
from rra_desktop.cli.tables import Column, clean, paragraphs, table
from rra_desktop.domain.damages import DamagesAccount, HolderDamages
from rra_desktop.exchange.damages_answer import damages as damages_answer

_WIDTH: Final = 100
_COLUMNS: Final = (
    Column("Id"),
    Column("Holder"),
    *(Column(heading, number=True) for heading in ("Accrued", "Due", "Interest", "Paid", "Owed")),
)


@click.command()
@matter_file
@as_of
@as_json
def damages(file: Path, password_fd: int | None, as_of: dt.date | None, *, as_json: bool) -> None:
    """Show what each holder in FILE is owed for limits that are not kept, as of a day, with how it was reached."""
    with opened(file, password_fd, as_of) as session:
        if as_json:
            answer(damages_answer(session.analysis))
        else:
            click.echo(damages_in_words(session.analysis))


def damages_in_words(analysis: Analysis) -> str:
    """Return what the command answers a reader."""
    details = analysis.matter.details
    head = f"{clean(details.title)} · {clean(details.company)}\nDamages as of {wording.day_long(analysis.as_of)}"
    if not analysis.matter.form.damages:
        return paragraphs(head, "The agreement fixes no damages for a limit that is not kept.")
    if not analysis.damages:
        return paragraphs(head, "Every limit for which damages are fixed is kept, or still to come.")
    return paragraphs(head, *(_account(analysis, account) for account in analysis.damages))


def _account(analysis: Analysis, account: DamagesAccount) -> str:
    of = "" if account.registration is None else wording.registration_name(analysis.matter, account.registration)
    parts = (account.clause.name, of, wording.section(account.clause.section))
    rows = [_row(analysis, each) for each in account.holders]
    totals = account.totals
    sums = (totals.accrued, totals.due, totals.interest, totals.paid, totals.owed)
    return paragraphs(
        clean(" · ".join(part for part in parts if part)),
        table(_COLUMNS, rows, [("", "Holders", *map(_money, sums))]) if rows else "",
        "\n".join(_lines(analysis, account)),
    )


def _row(analysis: Analysis, owed: HolderDamages) -> tuple[str, ...]:
    amounts = (owed.accrued, owed.due, owed.interest, owed.paid, owed.owed)
    return (owed.holder, analysis.matter.holder(owed.holder).name, *map(_money, amounts))


def _money(amount: Decimal | None) -> str:
    return "waits" if amount is None else wording.money(amount)


def _lines(analysis: Analysis, account: DamagesAccount) -> Iterator[str]:
    """Yield what the amounts are made of: of each holder the sums, and what is said beside them."""
    for waiting in account.awaited:
        yield from _wrapped(f"{wording.words_of(waiting.label)} waits for {wording.words_of(waiting.waits_for)}.")
    for owed in account.holders:
        yield clean(analysis.matter.holder(owed.holder).name)
        if owed.waits_for:
            yield from _wrapped(f"  waits for {wording.words_of(owed.waits_for)}")
            continue
        accrued = owed.explain("accrued")
        for step in accrued.inputs:
            yield from _wrapped(f"  {wording.words_of(step.label)}: {wording.words_of(step.rule)}")
            for made_from in step.inputs[:1]:
                yield from _wrapped(f"    {wording.words_of(made_from.rule)}")
        if owed.interest:
            yield from _wrapped(f"  Interest: {wording.words_of(owed.explain('interest').rule)}")
        for other in owed.other_readings:
            value = "nothing" if other.value is None else wording.money(other.value)
            yield from _wrapped(f"  Other reading, {other.label}: {value} accrued.")
    for mark in account.marks:
        yield from _wrapped(wording.marked(mark))


def _wrapped(text: str) -> list[str]:
    margin = " " * (len(text) - len(text.lstrip()))
    return wrap(clean(text.strip()), _WIDTH, initial_indent=margin, subsequent_indent=f"{margin}  ")
