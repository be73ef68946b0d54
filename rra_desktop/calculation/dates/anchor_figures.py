"""A recorded day as a figure: what happened, when it counts, and the record it was taken from."""

from __future__ import annotations

import datetime as dt

from rra_desktop.calculation.dates.anchors import Anchor
from rra_desktop.calculation.dates.counted_dates import day_of
from rra_desktop.calculation.dates.notices import is_given_when_sent, is_method_of_notice
from rra_desktop.domain.figures import Clause, EnteredByCounsel, Figure, FigureKey, RecordKind
from rra_desktop.domain.register import LedgerEntry
from rra_desktop.domain.registrations import Event
from rra_desktop.domain.statements import Said, Statement, stated


def anchor_figure(anchor: Anchor, section: str) -> Figure[dt.date]:
    """Return the day a clock starts on, under §8(a) if it is a notice's, with the record as its only leaf."""
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
        rule=_when_it_counts(anchor, record),
        authority=Clause("8(a)"),
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


def _when_it_counts(anchor: Anchor, notice: Event) -> Statement:
    """Say the day of a notice and why it is that, as: Mon, Jun 2, 2003 · certified mail, sent May 30."""
    if not is_method_of_notice(notice.method):
        how, sent = "no_method" if notice.method else "", None
    elif not is_given_when_sent(notice.method):
        how, sent = "when_received", None
    elif anchor.part == "given":
        how, sent = "when_sent", None
    elif notice.received is None:
        how, sent = "no_receipt", None
    else:
        how, sent = "", notice.sent
    return stated("dates/notice_counts", "8(a)", day=day_of(anchor), method=notice.method, how=how, sent=sent)


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
