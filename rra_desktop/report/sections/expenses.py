"""The section on expenses: what was spent on each registration, and who bears it."""

from __future__ import annotations

from collections.abc import Iterator

from rra_desktop import wording
from rra_desktop.calculation.analysis import Analysis
from rra_desktop.calculation.money.expenses import registration_expenses
from rra_desktop.domain.expenses import ExpenseBearer
from rra_desktop.domain.proceeds import BorneExpense, ExpensePart, RegistrationExpenses
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
    clause,
    plain,
    row,
)
from rra_desktop.report.phrases import noted, notes

_COLUMNS = (
    Column("Date", width=78),
    Column("What for", stretches=True),
    Column("Borne by", width=72),
    Column("Clause", width=64),
    Column("Amount", Align.RIGHT, width=86),
)


def expenses_section(analysis: Analysis) -> Section:
    """List the expenses of each registration with who bears them, and the sums."""
    matter = analysis.matter
    accounts = [
        (wording.registration_name(matter, each.id), registration_expenses(matter, each.id))
        for each in matter.registrations
    ]
    accounts.append(("No registration", registration_expenses(matter, None)))
    filled = [(title, account) for title, account in accounts if account.lines]
    blocks: list[Block] = []
    for title, account in filled:
        if len(filled) > 1:
            blocks.append(Subheading(title))
        blocks.append(Table(_COLUMNS, tuple(_rows(account))))
        if account.remarks:
            blocks.append(Paragraph(notes(account.remarks)))
    return Section(
        "expenses", "Expenses of registration", tuple(blocks) or (Paragraph(plain("No expense is recorded.")),)
    )


def _rows(account: RegistrationExpenses) -> Iterator[Row]:
    for line in sorted(account.lines, key=lambda line: (line.expense.date, line.expense.id)):
        yield from (_row(line, part) for part in line.parts)
    sums = (
        (ExpenseBearer.COMPANY, account.company),
        (ExpenseBearer.SELLER, account.sellers),
        (ExpenseBearer.INITIATORS, account.initiators),
        (ExpenseBearer.UNSETTLED, account.unsettled),
    )
    for bearer, amount in sums:
        if amount:
            yield row("", "Sum", wording.bearer_name(bearer), "", wording.money(amount), kind=RowKind.TOTAL)


def _row(line: BorneExpense, part: ExpensePart) -> Row:
    """Return the line of what one bears of an expense; an expense that several bear has as many lines."""
    expense, rule = line.expense, line.rule
    what = wording.category_name(expense.category) + (f", {expense.note}" if expense.note else "")
    return row(
        wording.date_only(expense.date),
        noted(what, [rule.remark] if rule.remark else []),
        wording.bearer_name(part.bearer),
        clause(rule.section) if rule.named else "not named",
        wording.money(part.amount),
    )
