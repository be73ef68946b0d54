"""`rra cutback`: who gets how many shares of an offering, round by round."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Final

import click

from rra_desktop import wording
from rra_desktop.calculation.analysis import Analysis
from rra_desktop.calculation.money.expenses import registration_expenses
from rra_desktop.cli.options import answer, as_json, matter_file, opened
from rra_desktop.cli.tables import Column, clean, paragraphs, table
from rra_desktop.domain.allocation import Allocation, CutbackOutcome, CutbackRound, GroupAllocation
from rra_desktop.domain.matter import Matter
from rra_desktop.domain.proceeds import BorneExpense, LossClaim, Proceeds
from rra_desktop.domain.statements import Mark
from rra_desktop.domain.topics import Topic
from rra_desktop.errors import UserError
from rra_desktop.exchange import answers

_COLUMNS: Final = (
    Column("Id"),
    Column("Seller"),
    Column("Held", number=True),
    Column("Requested", number=True),
    Column("Exact quota", number=True),
    Column("Allocated", number=True),
    Column("Cut", number=True),
    Column("Round", number=True),
    Column("Gross", number=True),
    Column("Discount", number=True),
    Column("Net", number=True),
    Column("Cap", number=True),
)


@click.command()
@matter_file
@click.option("--offering", "offering_id", metavar="ID", help="The offering; all of them unless given.")
@click.option("--loss", metavar="DOLLARS", help="A loss to be contributed to, as 100,000; with --seller.")
@click.option("--seller", metavar="ID", help="The selling holder or group on the other side of the loss.")
@click.option("--fault", metavar="PERCENT", help="The Indemnifying Party's share of the fault, as 75%.")
@click.option("--by-seller", is_flag=True, help="The seller is the Indemnifying Party; the Company unless given.")
@as_json
def cutback(
    file: Path,
    password_fd: int | None,
    *,
    offering_id: str | None,
    loss: str | None,
    seller: str | None,
    fault: str | None,
    by_seller: bool,
    as_json: bool,
) -> None:
    """Show who gets how many shares of each offering in FILE, with the rounds, the money and what adds to it."""
    claim = _claim(loss, seller, fault, by_seller=by_seller)
    with opened(file, password_fd) as session:
        analysis = session.analysis
        known = [offering.id for offering in analysis.matter.offerings]
        if offering_id is not None and offering_id not in known:
            raise UserError(f"There is no offering “{offering_id}”; there are {', '.join(known) or 'none'}.")
        wanted = known if offering_id is None else [offering_id]
        if claim is not None and len(wanted) != 1:
            raise UserError("A loss belongs to one offering: name it with --offering.")
        if not as_json:
            click.echo(
                paragraphs(*(cutback_in_words(analysis, each, claim) for each in wanted))
                or "There is no offering in this matter."
            )
        elif offering_id is not None:
            answer(answers.cutback(analysis, offering_id, claim))
        else:
            answer({"offerings": [answers.cutback(analysis, each, claim) for each in wanted]})


def cutback_in_words(analysis: Analysis, offering_id: str, claim: LossClaim | None = None) -> str:
    """Return what the command answers a reader about one offering."""
    outcome = analysis.cutback(offering_id).outcome
    if outcome.pending:
        waits = f"Waits for {clean('; '.join(map(wording.words_of, outcome.pending)))}"
        answered: tuple[str, ...] = (_heading(outcome), waits)
    else:
        sellers = list(_sellers(analysis, outcome))
        answered = (
            f"{_heading(outcome)}\n{_room(outcome)}",
            table(_columns(analysis.matter), sellers, [_totals(analysis, outcome)])
            if sellers
            else "Nobody asks to sell.",
            _by_kind(analysis, outcome),
            "\n".join(_round(analysis.matter, each) for each in outcome.rounds),
        )
    return paragraphs(
        *answered,
        "\n".join(_note(note) for note in outcome.notes),
        "\n".join(_money_beside(analysis, offering_id)),
        "" if claim is None else "\n".join(_contribution(analysis, offering_id, claim)),
    )


def _columns(matter: Matter) -> tuple[Column, ...]:
    """Return the columns of the sellers, the last with the section that limits the indemnity."""
    *others, cap = _COLUMNS
    heading = f"{cap.heading} {wording.section(matter.form.section(Topic.INDEMNITY))}".strip()
    return (*others, replace(cap, heading=heading))


def _claim(loss: str | None, seller: str | None, fault: str | None, *, by_seller: bool) -> LossClaim | None:
    """Read the loss as counsel writes it; raises UserError for half a claim or an amount that cannot be read."""
    if loss is None:
        if seller is not None or fault is not None or by_seller:
            raise UserError("--seller, --fault and --by-seller go with --loss.")
        return None
    if seller is None:
        raise UserError("A loss is between the Company and a seller: name the seller with --seller.")
    share = None if fault is None else Fraction(wording.parse_percent(fault)) / 100
    return LossClaim(seller, wording.parse_money(loss), share, by_seller)


def _money_beside(analysis: Analysis, offering_id: str) -> Iterator[str]:
    """Yield what stands beside the money of the sale: the over-allotment option, the expenses of the registration."""
    cutback = analysis.cutback(offering_id)
    option = cutback.proceeds.option
    if option is not None and not cutback.outcome.pending:
        amounts = ", ".join(f"{name} {_money(amount) or 'not known yet'}" for name, amount in _amounts(option))
        yield f"Over-allotment option, beside the offering: {wording.shares(option.shares)} shares, {amounts}."
    account = registration_expenses(analysis.matter, cutback.offering.registration)
    for line in account.lines:
        bearer = _bearers(line)
        what = f"{wording.date_only(line.expense.date)} {wording.category_name(line.expense.category)}"
        remark = f" {wording.words_of(line.rule.remark)}" if line.rule.remark else ""
        yield clean(f"Expense: {what}, {wording.money(line.expense.amount)}, borne by {bearer}.{remark}")
    yield from (wording.words_of(remark) for remark in account.remarks)


def _bearers(line: BorneExpense) -> str:
    """Write who bears an expense, and how much each where it is divided."""
    if not line.divided:
        return wording.bearer_name(line.rule.bearer)
    return " and ".join(f"{wording.bearer_name(part.bearer)} ({wording.money(part.amount)})" for part in line.parts)


def _amounts(of: Proceeds) -> tuple[tuple[str, Decimal | None], ...]:
    return ("gross", of.gross), ("discount", of.discount), ("net", of.net)


def _contribution(analysis: Analysis, offering_id: str, claim: LossClaim) -> Iterator[str]:
    found = analysis.cutback(offering_id).contribution(claim.seller, claim.loss, claim.fault, by_seller=claim.by_seller)
    whose = f"{found.indemnifying.name} to a loss of {wording.money(found.loss)} of {found.indemnified.name}"
    section = wording.section(analysis.matter.form.section(Topic.CONTRIBUTION))
    yield clean(f"{f'Contribution of {whose} {section}'.rstrip()}:")
    for figure in (found.by_benefits, found.by_fault):
        said = (
            wording.money(figure.value)
            if figure.value is not None
            else f"waits for {wording.words_of(figure.waits_for)}"
        )
        rule = f", {wording.words_of(figure.rule)}" if figure.value is not None else ""
        yield clean(f"  {wording.words_of(figure.label)}: {said}{rule}")
    yield from (f"  {wording.words_of(remark)}" for remark in found.remarks)


def _note(note: Mark) -> str:
    section = wording.section(note.statement.section)
    return f"{wording.gravity_name(note.gravity)}: {clean(wording.words_of(note))} {section}".rstrip()


def _heading(outcome: CutbackOutcome) -> str:
    offering = outcome.offering
    return clean(" · ".join(part for part in (offering.id, offering.name, outcome.plan_name) if part))


def _room(outcome: CutbackOutcome) -> str:
    maximum = "no maximum" if outcome.maximum is None else f"at most {wording.shares(outcome.maximum)} shares"
    if outcome.of_rule_415 and outcome.maximum is not None:
        maximum = f"At most {wording.shares(outcome.maximum)} shares may be registered"
    else:
        maximum = f"The underwriters take {maximum}"
    company, room = wording.shares(outcome.company.allocated), wording.figure_value(outcome.capacity)
    return f"{maximum}; the Company sells {company}; room for holders {room}."


def _sellers(analysis: Analysis, outcome: CutbackOutcome) -> Iterator[tuple[str, ...]]:
    """Yield a line for each seller; the members of a group stand under the group, which is one Investor."""
    rows = answers.participants(analysis, outcome)
    groups = {group.name: group for group in outcome.groups}
    shown: set[str] = set()
    for row in rows:
        group = groups.get(row.group or "")
        if group is None:
            yield _line(analysis.matter, row, "")
        elif group.name not in shown:
            shown.add(group.name)
            yield _group_line(group)
            yield from (_line(analysis.matter, member, "  ") for member in rows if member.group == group.name)


def _line(matter: Matter, row: Allocation, indent: str) -> tuple[str, ...]:
    money = (row.gross, row.discount, row.net, row.indemnity_cap)
    name = indent + matter.holder(row.holder).name
    return (row.holder, name, *_shares(row), *map(_money, money))


def _group_line(group: GroupAllocation) -> tuple[str, ...]:
    return ("", f"{group.name} (one Investor)", *_shares(group), "", "", "", "")


def _shares(row: Allocation | GroupAllocation) -> tuple[str, ...]:
    return (
        wording.figure_value(row.held),
        wording.shares(row.requested),
        wording.quota(row.quota),
        wording.shares(row.allocated),
        wording.shares(row.cut),
        "" if row.round is None else str(row.round),
    )


def _totals(analysis: Analysis, outcome: CutbackOutcome) -> tuple[str, ...]:
    held = sum(row.held or 0 for row in answers.participants(analysis, outcome))
    counts = (held, outcome.total_requested, outcome.total_allocated, outcome.total_cut)
    shown_held, requested, allocated, cut = map(wording.shares, counts)
    return ("", "Holders", shown_held, requested, "", allocated, cut, "", "", "", "", "")


def _round(matter: Matter, each: CutbackRound) -> str:
    names = {holder.id: holder.name for holder in matter.holders} | {"company": "the Company"}
    capped = ", ".join(names.get(who, who) for who in each.capped)
    kept = ", ".join(names.get(who, who) for who in each.kept)
    said = f"Round {each.number}: {wording.quota(each.capacity)} over a weight of {wording.shares(each.weight)}"
    if capped:
        said += f"; {capped} reached {'the least share' if each.short else 'what was asked'}"
    if kept:
        said += f"; {kept} got the least share below which none may be cut"
    return clean(f"{said}.")


def _by_kind(analysis: Analysis, outcome: CutbackOutcome) -> str:
    """Return what each seller gets of each kind of share, where the plan tells kinds apart."""
    lines = [
        clean(f"{analysis.matter.holder(row.holder).name}: {wording.kinds_in_words(row.kinds)}.")
        for row in answers.participants(analysis, outcome)
        if row.kinds and row.participates
    ]
    return "\n".join(lines)


def _money(amount: Decimal | None) -> str:
    return "" if amount is None else wording.money(amount)
