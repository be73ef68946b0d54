"""A recorded day as a figure: what happened, when it counts, and the record it was taken from."""

from __future__ import annotations

import datetime as dt

from rra_desktop.calculation.dates.anchors import Anchor
from rra_desktop.calculation.dates.counted_dates import day_of
from rra_desktop.calculation.dates.declared_counts import parts_counted
from rra_desktop.calculation.dates.notices import DayOfNotice, day_of_notice, is_method_of_notice, section_of_notice
from rra_desktop.domain.figures import Clause, EnteredByCounsel, Figure, FigureKey, RecordKind
from rra_desktop.domain.matter import Matter
from rra_desktop.domain.notice_methods import NoticeMoment
from rra_desktop.domain.register import LedgerEntry
from rra_desktop.domain.registrations import Event
from rra_desktop.domain.statements import Said, Statement, stated


def anchor_figure(matter: Matter, anchor: Anchor, section: str) -> Figure[dt.date]:
    """Return the day a clock starts on, as notices count if it is one's, with the record as its only leaf."""
    record = anchor.record
    if record is None:
        return Figure(
            key=anchor_key(anchor),
            label=anchor.label,
            value=day_of(anchor),
            rule="",
            authority=Clause(section),
            waits_for=anchor.waits_for,
        )
    if isinstance(record, LedgerEntry) or not record.is_notice:
        return _entered(record, anchor.label, day_of(anchor))
    return Figure(
        key=anchor_key(anchor),
        label=anchor.label,
        value=day_of(anchor),
        rule=_when_it_counts(matter, anchor, record),
        authority=Clause(section_of_notice(matter.form, record.method) or section),
        inputs=_recorded_days(record),
        assumed=anchor.assumed,
        waits_for="" if day_of(anchor) else anchor.waits_for,
    )


def anchor_key(anchor: Anchor) -> FigureKey:
    """Return the key of the record a clock starts on, or of the lack of one."""
    if anchor.record is None:
        return FigureKey("event", (), anchor.part)
    if isinstance(anchor.record, LedgerEntry):
        return FigureKey("entry", (str(anchor.record.key),), "date")
    part = anchor.part if anchor.record.is_notice else "date"
    return FigureKey("event", (str(anchor.record.key),), part)


def _when_it_counts(matter: Matter, anchor: Anchor, notice: Event) -> Statement:
    """Say the day of a notice and why it is that, as: Mon, Jun 2, 2003 · certified mail, sent May 30."""
    found = day_of_notice(matter, notice, anchor.part) if anchor.part in ("given", "received") else None
    section = section_of_notice(matter.form, notice.method)
    if found is not None and (found.counted or found.late or found.closed):
        return _moved(anchor, notice, found, section)
    if not is_method_of_notice(matter.form, notice.method):
        how, sent = "no_method" if notice.method else "", None
    else:
        how, sent = _how(matter, anchor, notice, found)
    return stated("dates/notice_counts", section, day=day_of(anchor), method=notice.method, how=how, sent=sent)


def _how(matter: Matter, anchor: Anchor, notice: Event, found: DayOfNotice | None) -> tuple[str, dt.date | None]:
    """Return why a day recorded of a notice counts, and the day it was sent where a receipt counts besides."""
    rule = matter.form.notice_method(notice.method)
    if rule is None:  # of an agreement that says nothing of methods
        return "when_received", None
    if anchor.part == "received" and rule.received != rule.given and NoticeMoment.RECEIVED in rule.received:
        return ("no_receipt", None) if notice.received is None else ("", notice.sent)
    times = rule.given if anchor.part == "given" else rule.received
    time = found.time if found else times[0]
    if isinstance(time, NoticeMoment):
        return "when_sent" if time is NoticeMoment.SENT else "when_received", None
    return "", None


def _moved(anchor: Anchor, notice: Event, found: DayOfNotice, section: str) -> Statement:
    """Say how a notice came to count on a day that is not recorded of it."""
    return stated(
        "dates/notice_moved",
        section,
        day=day_of(anchor),
        method=notice.method,
        time=found.time if isinstance(found.time, NoticeMoment) else None,
        since=found.since,
        counted=parts_counted(found.counted),
        late=found.late,
        closed=found.closed,
        assumed=found.assumed,
        until=found.until,
    )


def _recorded_days(notice: Event) -> tuple[Figure[dt.date], ...]:
    days = (("sent", "Sent", notice.sent), ("received", "Received", notice.received))
    return tuple(
        Figure(
            key=FigureKey("event", (str(notice.id),), part),
            label=label,
            value=day,
            rule="",
            authority=_entered_in(notice),
        )
        for part, label, day in days
        if day is not None
    )


def _entered(record: Event | LedgerEntry, label: Said, day: dt.date | None) -> Figure[dt.date]:
    is_entry = isinstance(record, LedgerEntry)
    return Figure(
        key=FigureKey("entry" if is_entry else "event", (str(record.key),), "date"),
        label=label,
        value=day,
        rule=stated("dates/day", day=day) if day else "",
        authority=_entered_in(record),
    )


def _entered_in(record: Event | LedgerEntry) -> EnteredByCounsel:
    if isinstance(record, LedgerEntry):
        return EnteredByCounsel(RecordKind.LEDGER_ENTRY, record.sequence)
    return EnteredByCounsel(RecordKind.EVENT, record.id, record.registration)
