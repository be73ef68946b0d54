"""The section on holdings: the register on the day, affiliates together, and who can act as a majority."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from rra_desktop import wording
from rra_desktop.calculation.analysis import Analysis
from rra_desktop.calculation.votes.right_threshold import RightThreshold
from rra_desktop.domain.register import PARTS, Role
from rra_desktop.domain.standing import HolderPosition, PositionTotals
from rra_desktop.domain.statements import Gravity, Mark, gravest
from rra_desktop.domain.topics import Topic
from rra_desktop.report.blocks import (
    Align,
    Block,
    Column,
    Paragraph,
    Row,
    RowKind,
    Section,
    Table,
    Text,
    Tone,
    clause,
    plain,
    row,
    strong,
)
from rra_desktop.report.phrases import (
    cited,
    counted,
    footnote,
    listed,
    other_readings,
    reading_label,
    sentence,
    sentences,
)

_MOST_SETS = 3
_MOST_NAMES = 6
_RIGHT = Align.RIGHT
_COLUMNS = (
    Column("Investor", stretches=True),
    Column("Units", _RIGHT),
    Column("Common", _RIGHT),
    Column("Preferred", _RIGHT),
    Column("Warrants", _RIGHT),
    Column("Registrable", _RIGHT),
    Column("% of Units", _RIGHT),
)
_PARTS = ("holder", "units", "common", "preferred", "warrants", "registrable", "percent")
"""The parts of the register that the columns show."""
_NO_NUMBER = "–"


def holdings_section(analysis: Analysis) -> Section:
    """Say who holds what, and what a majority of the Units is."""
    blocks: list[Block] = [
        _of_securities(analysis),
        *_contradictions(analysis),
    ]
    thresholds = analysis.thresholds.rights
    for threshold in thresholds:
        of_which = f", {threshold.right.name}" if len(thresholds) > 1 else ""
        blocks.append(_majority(analysis, threshold, of_which))
        standing = sentences(map(wording.said_beside, threshold.demands_left.marks))
        if standing:
            said = (*strong(f"Demands{of_which} "), *plain(f"· {standing} "), *clause(threshold.section_of_demands))
            blocks.append(Paragraph(said, Tone.SMALL))
    return Section("holdings", f"Holdings on {wording.date_long(analysis.as_of)}", tuple(blocks))


def _of_securities(analysis: Analysis) -> Table:
    """Return the register without the columns of securities that nobody can have under the agreement."""
    form = analysis.matter.form
    shown = [place for place, part in enumerate(_PARTS) if form.has_part(part)]
    headings = {part: form.security(security).short for part, security in PARTS.items() if form.has_part(part)}
    columns = [replace(_COLUMNS[each], heading=headings.get(_PARTS[each], _COLUMNS[each].heading)) for each in shown]
    rows = tuple(replace(each, cells=tuple(each.cells[place] for place in shown)) for each in _rows(analysis))
    return Table(tuple(columns), rows, small=True)


def _contradictions(analysis: Analysis) -> Iterator[Paragraph]:
    """Say what contradicts a position or the totals, with the holders whose row rests on it."""
    for each in analysis.contradictions:
        if each.positions or each.totals:
            names = [holder.name for holder in analysis.matter.holders if holder.id in each.positions]
            of = f"{listed(names, _MOST_NAMES)}: " if names else ""
            said = plain(f"{of}{wording.words_of(each.mark)} ")
            name = wording.gravity_name(each.mark.gravity)
            yield Paragraph((*strong(f"{name}. "), *said, *clause(each.statement.section)), Tone.ALERT)


def _rows(analysis: Analysis) -> Iterator[Row]:
    positions = tuple(analysis.positions.rows)
    investors = [each for each in positions if each.holder.role is Role.INVESTOR]
    counted_in = [each for each in investors if each.counts]
    yield from _investors(analysis, counted_in)
    yield _total(analysis, analysis.positions.totals)
    for each in investors:
        if not each.counts:
            yield _outside(each, analysis.position_marks(each.holder.id))
    for each in positions:
        if each.holder.role is Role.OTHER_HOLDER:
            yield _other_holder(each, analysis.position_marks(each.holder.id))


def _investors(analysis: Analysis, positions: list[HolderPosition]) -> Iterator[Row]:
    """Yield each Investor, the members of a group under the group, at the place of its first member."""
    members: dict[str, list[HolderPosition]] = {}
    for each in positions:
        if each.holder.group:
            members.setdefault(each.holder.group, []).append(each)
    for each in positions:
        group = members.get(each.holder.group or "", [])
        if len(group) < 2:  # noqa: PLR2004 - a group of one is a holder like any other
            yield _position(each, analysis.position_marks(each.holder.id), RowKind.LINE)
        elif each is group[0]:
            group_name = group[0].holder.group or ""
            section = wording.section(analysis.matter.form.section(Topic.AFFILIATES))
            one_investor = ", ".join(filter(None, ("one Investor", section)))
            name = _name(f"{group_name} ({one_investor})", analysis.group_marks(group_name))
            yield _totals(name, analysis.positions.group_totals(group_name), RowKind.GROUP)
            for member in group:
                yield _position(member, analysis.position_marks(member.holder.id), RowKind.MEMBER)


def _position(position: HolderPosition, marks: Sequence[Mark], kind: RowKind) -> Row:
    dropped, outside = position.fraction_dropped, position.not_registrable
    lost = f"{wording.quota(dropped)} of a share of Common was dropped by the fraction rule" if dropped else ""
    left = (
        f"{wording.shares(outside)} of its shares are not Registrable, having been sold to the public"
        if outside
        else ""
    )
    name = _name(position.holder.name, marks, [lost, left])
    return row(name, *_numbers(position), _share(position), kind=kind)


def _share(held: HolderPosition | PositionTotals) -> str:
    return wording.percent(held.percent_of_units) if held.percent_of_units is not None else _NO_NUMBER


def _totals(name: Text, totals: PositionTotals, kind: RowKind) -> Row:
    return row(name, *_numbers(totals), _share(totals), kind=kind)


def _name(name: str, marks: Sequence[Mark], notes: Iterable[str] = ()) -> Text:
    """Return a row's name with the word of its gravest mark, and what there is to say in a footnote."""
    gravity = gravest(tuple(marks))
    word = "" if gravity in (None, Gravity.NOTE) else f" ({wording.gravity_name(gravity).lower()})"
    return (*plain(name), *strong(word), *footnote([*map(wording.marked, marks), *notes]))


def _numbers(held: HolderPosition | PositionTotals) -> Iterator[str]:
    for count in (held.units, held.common, held.preferred, held.warrants, held.registrable):
        yield wording.shares(count)


def _total(analysis: Analysis, totals: PositionTotals) -> Row:
    """Make the totals line, whose footnote says how Registrable Shares are counted."""
    figure = analysis.positions.figure(None, "registrable")
    name = f"Investors · {counted(totals.holders, 'holder')}, {counted(totals.investors, 'Investor')}"
    where = wording.in_brackets(analysis.matter.form.section(Topic.REGISTRABLE_SHARES))
    basis = f"Registrable Shares are counted {reading_label(analysis.matter, 'registrable_basis')}{where}"
    others = other_readings(figure.other_readings)
    return _totals(_name(name, analysis.total_marks, [basis, others]), totals, RowKind.TOTAL)


def _outside(position: HolderPosition, marks: Sequence[Mark]) -> Row:
    why = [wording.words_of(position.why_not)] if position.why_not and not marks else []
    name = _name(f"{position.holder.name} (not counted)", marks, why)
    return row(name, *_numbers(position), _NO_NUMBER, kind=RowKind.OUTSIDE)


def _other_holder(position: HolderPosition, marks: Sequence[Mark]) -> Row:
    empty = (_NO_NUMBER,) * 4
    held = wording.shares(position.registrable)
    return row(_name(f"{position.holder.name} (Other Holder)", marks), *empty, held, _NO_NUMBER)


def _majority(analysis: Analysis, threshold: RightThreshold, of_which: str) -> Paragraph:
    """Say what a right to demand asks, who reaches it together, and what the other readings would ask."""
    majority, asked = threshold.majority, wording.words_of(threshold.what_is_asked)
    marks = sentences(map(wording.marked, majority.marks))
    said = "none can be formed"
    if majority.needed is not None:
        needed = f"{wording.shares(majority.needed)} of {wording.shares(majority.of)} {majority.unit}, {asked}"
        said = f"{'any holder' if majority.anybody else needed}{wording.size_needed(majority)}"
        marks = marks if majority.anybody else sentences([_sets(analysis, threshold), marks])
    name = f"{wording.share_name(majority).capitalize()}{of_which} "
    text = (*strong(name), *cited(f"· {said}", majority.section), *plain(f". {marks} "))
    return Paragraph((*text, *plain(sentence(other_readings(majority.other_readings)))), Tone.SMALL)


def _sets(analysis: Analysis, threshold: RightThreshold) -> str:
    """Name the smallest sets of holders that reach together what a right asks."""
    sets = threshold.coalitions(limit=_MOST_SETS)
    if not sets:
        return "No set of Investors reaches it."
    names = [" + ".join(analysis.matter.holder(holder).name for holder in each) for each in sets]
    return f"Smallest sets that reach it: {'; '.join(names)}"
