"""The head of the summary: four figures, and what cannot wait."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from rra_desktop import wording
from rra_desktop.calculation.analysis import Analysis
from rra_desktop.calculation.votes.right_threshold import RightThreshold
from rra_desktop.domain.cited_sections import section_of_registration
from rra_desktop.domain.deadlines import Act, Deadline, DeadlineKind
from rra_desktop.domain.findings import Finding
from rra_desktop.domain.matter import Matter
from rra_desktop.domain.overview import RequestsIn
from rra_desktop.domain.registrations import Registration, RegistrationKind
from rra_desktop.domain.rights import UNIT_MEASURES
from rra_desktop.domain.standing import Majority, PositionTotals
from rra_desktop.domain.statements import GRAVE, WEIGHTY, gravest
from rra_desktop.domain.topics import Topic
from rra_desktop.report.blocks import Box, Boxes, Paragraph, Section, Tone, clause, plain, strong
from rra_desktop.report.phrases import counted, reading_label, sentences


def overview_section(analysis: Analysis) -> Section:
    """Give the four boxes, then every error and conflict of the matter."""
    alerts = dict.fromkeys(_alert(analysis.matter, finding) for finding in analysis.findings if _is_pressing(finding))
    return Section("overview", "", (Boxes(tuple(_boxes(analysis))), *alerts))


def _is_pressing(finding: Finding) -> bool:
    return finding.gravity in GRAVE and not finding.settled


def _alert(matter: Matter, finding: Finding) -> Paragraph:
    titles = {each.id: wording.registration_name(matter, each.id) for each in matter.registrations}
    several = len(matter.registrations) > 1
    of = titles.get(finding.registration or "", "") if several else ""
    name = wording.gravity_name(finding.gravity)
    said = sentences((wording.words_of(finding.statement), wording.advice_on(finding, matter.form)))
    return Paragraph(
        (*strong(f"{name}. "), *plain(f"{of}: {said} " if of else f"{said} "), *clause(finding.section)), Tone.ALERT
    )


def _boxes(analysis: Analysis) -> Iterator[Box]:
    totals = analysis.positions.totals
    basis = reading_label(analysis.matter, "registrable_basis")
    section = analysis.matter.form.section(Topic.REGISTRABLE_SHARES)
    yield Box("Registrable Shares", wording.shares(totals.registrable), _with(basis, section))
    registration = analysis.overview.registration
    thresholds = analysis.thresholds.rights
    if registration is None:
        for each in thresholds:
            yield _held(each.majority, totals, several=len(thresholds) > 1)
        yield Box("Registration", "none", "no notice is recorded")
    else:
        if analysis.overview.requests is not None:
            yield _requested(analysis.overview.requests)
        yield _window(analysis, registration)
    for each in thresholds:
        yield _demands(each, several=len(thresholds) > 1)


def _held(majority: Majority, totals: PositionTotals, *, several: bool) -> Box:
    """Show what is held of that of which a right to demand asks a share, and how much is needed."""
    name, where = wording.share_name(majority), wording.section(majority.section)
    needed = f"no {name} of nothing {where}"
    if majority.needed is not None:
        size = "" if majority.size is None else ", of a least size"
        asked = "any holder" if majority.anybody else f"{name} {wording.shares(majority.needed)}"
        needed = f"{asked}{size} {where}"
    if majority.marks and majority.needed is not None:
        needed += ", in doubt"
    held = totals.units if majority.basis in UNIT_MEASURES else majority.of
    return Box(wording.held_caption(majority, several=several), wording.shares(held), needed)


def _requested(found: RequestsIn) -> Box:
    """Give what was asked in time and counts: no request for more than its holder had."""
    also = f", {found.doubtful:,} late, incomplete or contradicted" if found.doubtful else ""
    more = f", {counted(found.above_holding, 'request')} above the holding" if found.above_holding else ""
    return Box(
        "Requested", wording.shares(found.counted), f"{found.in_time:,} of {found.holders:,} holders{also}{more}"
    )


def _window(analysis: Analysis, registration: Registration) -> Box:
    rows = [each for each in analysis.deadlines if each.registration == registration.id]
    filed, form = analysis.filed_on(registration.id), analysis.matter.form
    section = section_of_registration(form, registration)
    if filed is not None:
        return _filed(filed, _first(rows, Act.EFFECT), section)
    if registration.kind is RegistrationKind.PIGGYBACK:
        return _answers_by(_first(rows, Act.ANSWER), section)
    first, last = _first(rows, Act.FILE, DeadlineKind.EARLIEST), _first(rows, Act.FILE)
    if first is None and last is None and _first(rows, Act.ANSWER):  # what is sold from a shelf is not filed
        return _answers_by(_first(rows, Act.ANSWER), section)
    if last and last.window and last.window.floor_waived and not last.window.empty:
        waived = _with("the first day is waived", form.amendment_section)
        return _box("Last day to file", _short(last.window.last), waived, first, last)
    return _filing_window(first, last, (last.section if last else "") or section)


def _first(rows: Sequence[Deadline], act: Act, kind: DeadlineKind = DeadlineKind.LATEST) -> Deadline | None:
    """Return the last row there is for an act, for which each holder may have one."""
    return next((each for each in reversed(rows) if each.act is act and each.kind is kind), None)


def _with(said: str, section: str) -> str:
    """Write a section behind what it bears out; where no section is named nothing follows."""
    return f"{said} {wording.section(section)}".strip()


def _filed(day: dt.date, effective: Deadline | None, section: str) -> Box:
    by = f"effective by {wording.date_only(effective.date)}" if effective and effective.date else ""
    remark = _with(by, (effective.section if effective else "") or section)
    return _box("Filed", wording.date_only(day), remark, effective)


def _answers_by(deadline: Deadline | None, section: str) -> Box:
    date, remark = deadline.date if deadline else None, (deadline.section if deadline else "") or section
    return _box("Requests due", wording.date_only(date) if date else "waits", _with("", remark), deadline)


def _filing_window(first: Deadline | None, last: Deadline | None, section: str) -> Box:
    opens, closes = first.date if first else None, last.date if last else None
    window = last.window if last else None
    if window and window.empty and window.first > window.last:
        order = f"{_short(window.first)} is after {_short(window.last)}"
        return Box("Filing window", "no day", _with(order, section))
    if window and window.empty:
        closed = f"EDGAR: not before {_short(window.first_open)}, not after {_short(window.last_open)}"
        return Box("Filing window", "no day", _with(closed, section))
    if opens and closes and opens <= closes:
        days = counted((closes - opens).days + 1, "day")
        return _box("Filing window", f"{_short(opens)} – {_short(closes)}", _with(days, section), first, last)
    if closes:
        return _box("Last day to file", _short(closes), _with("the first day waits", section), first, last)
    return Box("Filing window", "waits", _with("", section))


def _box(label: str, value: str, remark: str, *shown: Deadline | None) -> Box:
    """Make a box of dates, with the word of the gravest thing said of them behind its remark."""
    return Box(label, value, f"{remark}{_gravest(*shown)}".removeprefix(", "))


def _gravest(*shown: Deadline | None) -> str:
    """Write the word of the gravest thing said of the dates that a box shows, so that none stands there as if well."""
    found = gravest(tuple(mark for each in shown if each for mark in each.marks if mark.gravity in WEIGHTY))
    return "" if found is None else f", {wording.gravity_name(found).lower()}"


def _short(day: dt.date) -> str:
    return wording.month_day(day)


def _demands(threshold: RightThreshold, *, several: bool) -> Box:
    demands, where = threshold.demands_left, wording.section(threshold.section_of_demands)
    if demands.in_use:
        remark = "one in use" if demands.in_use == 1 else f"{demands.in_use} in use"
    elif demands.used:
        remark = f"{demands.used} used"
    else:
        remark = "none used"
    caption = f"Demands left · {threshold.right.name}" if several else "Demands left"
    return Box(caption, wording.demands_left(demands), f"{remark} {where}")
