"""The section on the agreement's words: terms, readings with choice, reason and effect, drafting points."""

from __future__ import annotations

from collections.abc import Iterator

from rra_desktop import wording
from rra_desktop.calculation.analysis import Analysis
from rra_desktop.domain.agreement import Reading, Term, TermChange
from rra_desktop.domain.findings import Finding
from rra_desktop.domain.matter import Matter
from rra_desktop.domain.statements import Gravity
from rra_desktop.report.blocks import (
    Align,
    Block,
    Column,
    Paragraph,
    Row,
    Section,
    Subheading,
    Table,
    Text,
    Tone,
    clause,
    emphasis,
    plain,
    row,
    strong,
)
from rra_desktop.report.phrases import footnote, listed, sentence, sentences

_CLAUSE = Column("Clause", width=60)
_EFFECT = Column("Effect of another choice", width=128)
_STATE = Column("State", width=44)
_READINGS = (_CLAUSE, Column("Question and choice", stretches=True), _EFFECT)
_STILL_READINGS = (_CLAUSE, Column("Without effect on a figure today", stretches=True))
_POINTS = (_CLAUSE, Column("Drafting point", stretches=True), _EFFECT, _STATE)
_STILL_POINTS = (_CLAUSE, Column("Without effect on a figure today", stretches=True), _STATE)
_TERMS = (_CLAUSE, Column("Term", stretches=True), Column("Value", Align.RIGHT))


def readings_section(analysis: Analysis) -> Section:
    """Print every reading and drafting point, those that move a figure first, then the silences and the terms."""
    matter = analysis.matter
    points = _points(analysis)
    effects = {
        point.reading: wording.effect_name(point.effect)
        for point in reversed(points)
        if point.reading and point.effect.moves
    }
    readings = matter.form.readings
    moving = [_reading(matter, each, effects[each.id]) for each in readings if each.id in effects]
    still = [_reading(matter, each) for each in readings if each.id not in effects]
    doubts = [each for each in points if each.gravity is not Gravity.SILENCE]
    blocks: list[Block] = [
        Subheading("Readings"),
        *_table(_READINGS, moving),
        *_table(_STILL_READINGS, still),
        Subheading("Drafting points"),
        *_table(
            _POINTS,
            [_point(matter, each, wording.effect_name(each.effect)) for each in doubts if each.effect.moves],
        ),
        *_table(_STILL_POINTS, [_point(matter, each) for each in doubts if not each.effect.moves]),
        *_silences([each for each in points if each.gravity is Gravity.SILENCE]),
        Subheading("Terms"),
        *_table(_TERMS, [_term(matter, term) for term in matter.form.terms]),
    ]
    return Section("readings", "Readings, drafting points and terms", tuple(blocks))


def _points(analysis: Analysis) -> list[Finding]:
    """Return the findings that are drafting points of the form, in its order."""
    found = {finding.point: finding for finding in analysis.findings}
    return [found[point.id] for point in analysis.matter.form.drafting_points if point.id in found]


def _table(columns: tuple[Column, ...], rows: list[Row]) -> Iterator[Block]:
    if rows:
        yield Table(columns, tuple(rows), small=True)


def _reading(matter: Matter, reading: Reading, *effect: str) -> Row:
    choice = matter.choice(reading.id)
    others = [each.label for each in reading.choices if each.id != choice]
    against = "" if set(others) <= {"yes", "no"} else f", not {' or '.join(others)}"
    meaning = {each.id: each.meaning for each in reading.choices}[choice]
    reason = next((each.reason for each in matter.readings if each.reading == reading.id), "")
    said: Text = (
        *plain(f"{reading.question} "),
        *strong(reading.label_of(choice)),
        *plain(f"{against}. {sentence(meaning)} "),
        *emphasis(f"Reason: {sentence(reason)}" if reason else ""),
    )
    return row(clause(reading.section), said, *effect)


def _point(matter: Matter, finding: Finding, *effect: str) -> Row:
    said = (
        *strong(sentence(str(finding.statement.fact("title"))) + " "),
        *plain(sentences((str(finding.statement.fact("affects")), wording.advice_on(finding, matter.form)))),
    )
    return row(clause(finding.section), said, *effect, "settled" if finding.settled else "open")


def _silences(findings: list[Finding]) -> Iterator[Block]:
    """Say what the agreement does not speak of at all."""
    if findings:
        said = " ".join(sentences((wording.words_of(each.statement),)) for each in findings)
        yield Paragraph((*strong("Not in the agreement "), *plain(f"· {said}")), Tone.SMALL)


def _term(matter: Matter, term: Term) -> Row:
    changes = [_change(matter, term, each) for each in matter.term_changes if each.term == term.id]
    amended = [f"{wording.term_value(term, term.value)} in the agreement as signed", *changes] if changes else []
    return row(
        clause(term.section), (*plain(term.label), *footnote(amended)), wording.term_value(term, matter.term(term.id))
    )


def _change(matter: Matter, term: Term, change: TermChange) -> str:
    """Say what a term was changed to and since when; an amendment not signed by all changes nothing."""
    value = wording.term_value(term, change.value)
    why = ", ".join(filter(None, (wording.section(change.section), change.note)))
    because = f" ({why})" if why else ""
    if change.effective_from is None:
        return f"{value} from the beginning{because}"
    since = matter.in_force_from(change)
    if since is not None:
        return f"{value} since {wording.date_long(since)}{because}"
    names = {holder.id: holder.name for holder in matter.holders}
    missing = [names.get(party, "the Company") for party in matter.unsigned_by(change)]
    where = wording.in_brackets(matter.form.amendment_section)
    signing = f"not signed by {listed(missing, len(missing))}, so it does not count{where}"
    return f"{value} from {wording.date_long(change.effective_from)}{because}: {signing}"
