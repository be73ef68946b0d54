"""`rra holdings`: the register and its totals as of a day."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterator, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Final

import click

from rra_desktop import wording
from rra_desktop.calculation.analysis import Analysis
from rra_desktop.cli.options import answer, as_json, as_of, matter_file, opened
from rra_desktop.cli.tables import Column, clean, paragraphs, table
from rra_desktop.domain.register import Role
from rra_desktop.domain.standing import HolderPosition, Majority, PositionTotals
from rra_desktop.domain.statements import Mark
from rra_desktop.exchange import answers

_COLUMNS: Final = (
    Column("Id"),
    Column("Holder"),
    Column("Group"),
    Column("Units", number=True),
    Column("Common", number=True),
    Column("Preferred", number=True),
    Column("Warrants", number=True),
    Column("Other", number=True),
    Column("Registrable", number=True),
    Column("% of Units", number=True),
)
_PARTS: Final = ("id", "holder", "group", "units", "common", "preferred", "warrants", "other", "registrable", "percent")
"""The parts of the register that the columns show."""
_UTF8_MARK: Final = "\ufeff"
"""What spreadsheets want at the beginning of a file, or they read its accents in the machine's old code page."""
_MARK: Final = "(!)"
"""Stands beside a name or total of which something is said below the table."""

_FORMULA_SIGNS: Final = ("=", "+", "-", "@")


@click.command()
@matter_file
@as_of
@as_json
@click.option(
    "--csv",
    "as_csv",
    is_flag=True,
    help="Answer in comma-separated values, for a spreadsheet: UTF-8 with its mark (BOM) at the very beginning, which "
    "programs that read it must skip (in Python, encoding utf-8-sig).",
)
def holdings(file: Path, password_fd: int | None, as_of: dt.date | None, *, as_json: bool, as_csv: bool) -> None:
    """Show who holds what in FILE as of a day, and what a majority of the Units is."""
    if as_json and as_csv:
        raise click.UsageError("--json and --csv exclude each other.")
    with opened(file, password_fd, as_of) as session:
        if as_json:
            answer(answers.holdings(session.analysis))
        elif as_csv:
            # As bytes, so that no platform writes other line ends or another encoding.
            click.echo(
                (_UTF8_MARK + _csv(answers.holdings(session.analysis))).encode(errors="backslashreplace"), nl=False
            )
        else:
            click.echo(holdings_in_words(session.analysis))


def _csv(answered: answers.Answer) -> str:
    """Return the holders' rows; a name that a spreadsheet would run as a formula is marked as text."""
    out = io.StringIO()
    rows = answered["holders"]
    writer = csv.writer(out, lineterminator="\r\n")
    for number, row in enumerate(rows if isinstance(rows, list) else []):
        if isinstance(row, dict):
            if number == 0:
                writer.writerow(row)
            writer.writerow([_cell(value) for value in row.values()])
    return out.getvalue()


def _cell(value: object) -> object:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return " ".join(str(mark["text"]) for mark in value if isinstance(mark, dict))
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA_SIGNS) else value


def holdings_in_words(analysis: Analysis) -> str:
    """Return what the command answers a reader."""
    positions = analysis.positions
    totals = [
        (
            "",
            f"Investors that count{_sign(analysis.total_marks)}",
            "",
            *_numbers(positions.totals),
            _share(positions.totals.percent_of_units),
        ),
        ("", f"Other Holders{_sign(positions.other_total_marks)}", "", *_numbers(positions.other_totals), ""),
    ]
    details = analysis.matter.details
    return paragraphs(
        f"{clean(details.title)} · {clean(details.company)}\nHoldings as of {wording.day_long(analysis.as_of)}",
        _of_securities(analysis, [_row(analysis, position) for position in positions.rows], totals),
        "\n".join(_remarks(analysis)),
    )


def _of_securities(analysis: Analysis, rows: Sequence[Sequence[str]], totals: Sequence[Sequence[str]]) -> str:
    """Return the table without the columns of securities that nobody can have under the agreement."""
    form = analysis.matter.form
    shown = [place for place, part in enumerate(_PARTS) if form.has_part(part)]

    def of(row: Sequence[str]) -> tuple[str, ...]:
        return tuple(row[place] for place in shown)

    return table([_COLUMNS[place] for place in shown], [*map(of, rows)], [*map(of, totals)])


def _sign(marks: Sequence[Mark]) -> str:
    return f" {_MARK}" if marks else ""


def _row(analysis: Analysis, position: HolderPosition) -> tuple[str, ...]:
    name = position.holder.name if position.counts else f"{position.holder.name} (does not count)"
    return (
        position.holder.id,
        f"{name}{_sign(analysis.position_marks(position.holder.id))}",
        position.holder.group or "",
        *_numbers(position),
        _share(position.percent_of_units),
    )


def _numbers(held: HolderPosition | PositionTotals) -> tuple[str, ...]:
    counts = (held.units, held.common, held.preferred, held.warrants, held.other, held.registrable)
    return tuple(wording.shares(count) for count in counts)


def _share(share: Fraction | None) -> str:
    return "" if share is None else wording.percent(share)


def _remarks(analysis: Analysis) -> Iterator[str]:
    thresholds = [each.majority for each in analysis.thresholds.rights]
    for majority in thresholds:
        yield from _threshold(majority, several=len(thresholds) > 1)
    totals = analysis.total_marks
    for majority in thresholds:
        name = _share_name(majority, several=len(thresholds) > 1)
        yield from (_marked(name, mark) for mark in majority.marks if mark not in totals)
    counted = "Investors that count, and the majority" if thresholds else "Investors that count"
    yield from (_marked(counted, mark) for mark in totals)
    for position in analysis.positions.rows:
        outside = position.holder.role is Role.INVESTOR and position.why_not
        if outside and not analysis.position_marks(position.holder.id):
            yield clean(f"{position.holder.name}: {wording.words_of(outside)}")
        yield from (_marked(position.holder.name, mark) for mark in analysis.position_marks(position.holder.id))


def _share_name(majority: Majority, *, several: bool) -> str:
    name = wording.share_name(majority).capitalize()
    return f"{name}, {majority.name}" if several else name


def _threshold(majority: Majority, *, several: bool) -> Iterator[str]:
    """Yield what a right to demand asks, and what it would under the other readings."""
    if majority.needed is not None:
        needed, of = wording.shares(majority.needed), wording.shares(majority.of)
        where, size = wording.section_of(majority, several=several), wording.size_needed(majority)
        cited = f" ({where})" if where else ""
        asked = f"{wording.share_name(majority).capitalize()}{cited}: {needed} of {of} {majority.unit}"
        yield f"Any holder can demand{cited}{size}." if majority.anybody else f"{asked}{size}."
    for other in majority.other_readings:
        figure = (
            f"no {wording.share_name(majority)}" if other.value is None else f"{wording.shares(other.value)} needed"
        )
        yield f"Other reading, {other.label}: {figure}."


def _marked(what: str, mark: Mark) -> str:
    return clean(f"{wording.gravity_name(mark.gravity)}, {what}: {wording.words_of(mark)}")
